"""Why a form of a name is the name's: the rule that is told, and that no merge of names goes without one."""

from __future__ import annotations

import re

import pytest

from ingest.facts import extract
from ingest.reading import read_bytes
from ingest.ties import tie_rule
from kg.model import Entity
from kg.rules import explanation

TEXT = """云岭经济技术开发区（以下简称“云岭经开区”）2024年完成固定资产投资36亿元。云岭经开区推行“全代办”服务。
全区签约项目12个。滨州市先行先试，滨州高新区同步推开；滨州高新技术产业开发区新增企业30家。
山东恒丰精密机械有限公司投资3亿元建设轴承项目。恒丰精密机械今年新增订单2亿元。
"""


def entity(key: str) -> Entity:
    kind, _, name = key.partition("/")
    return Entity(key=key, name=name, type=kind, surfaces=(), mentions=())  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("key", "form", "rule"),
    [
        ("Zone/滨州高新技术产业开发区", "滨州高新区", "kind"),
        ("Zone/滨州高新技术产业开发区", "高新区", "bare-kind"),
        ("Zone/滨州高新技术产业开发区", "该区", None),
        ("Region/滨州市", "滨州", "division"),
        ("Region/滨州市", "全市", None),
        ("Policy/标准地", "“标准地”", "quotes"),
        ("Company/山东恒丰精密机械有限公司", "恒丰精密机械", "short"),
        ("Company/山东恒丰精密机械有限公司", "该公司", None),
    ],
)
def test_the_rule_that_ties_a_form(key: str, form: str, rule: str | None) -> None:
    assert tie_rule(entity(key), form) == rule


def test_ties_of_a_text_stand_in_it_and_are_explained() -> None:
    document = read_bytes(TEXT.encode(), "ties.txt", "ties")
    facts = extract(document)
    ties = [(one, tie) for one in facts.entities for tie in one.ties]
    assert {(tie.form, tie.rule) for _, tie in ties} >= {("云岭经开区", "defined"), ("滨州高新区", "kind")}
    for one, tie in ties:
        assert tie.form in document.text[tie.start : tie.end]
        assert tie.form != one.name and explanation(tie.rule)
    defined = next(tie for _, tie in ties if tie.rule == "defined")
    assert re.search("以下简称", document.text[defined.start : defined.end])
    assert all(explanation(o.rule) for o in facts.observations) and all(explanation(r.rule) for r in facts.relations)
