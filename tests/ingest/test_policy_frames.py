"""Policies told as moves, loans and ways out of a need, and those who carry them out beside the zone."""

from __future__ import annotations

import pytest

from ingest.facts import extract
from kg.model import Article, Document, Facts

ZONE = "青岭经济技术开发区"


def read(text: str) -> Facts:
    article = Article(id="made-1", start=0, end=len(text), year=2024)
    return extract(Document(id="made", path="made.txt", sha256="", text=text, articles=(article,)))


def policies(text: str) -> set[str]:
    return {e.name.strip("“”") for e in read(text).entities if e.type == "Policy"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (f"{ZONE}的第二招是“共享仓”，小微企业按天付租。", "共享仓"),
        (f"项目落得快，靠的是“图纸会审前置”。{ZONE}把住建的人请到一张桌上。", "图纸会审前置"),
        (f"{ZONE}用上了“桩基先行”，比原计划早38天动工。", "桩基先行"),
        (f"{ZONE}的农信社拿订单作依据放订单贷，累计2.3亿元。", "订单贷"),
    ],
)
def test_a_move_is_a_policy_whatever_its_words(text: str, name: str) -> None:
    assert name in policies(text)


@pytest.mark.parametrize(
    "text",
    [
        f"坚持“工业立县、产业强区”，{ZONE}上半年实现产值61亿元。",
        f"{ZONE}的企业曾经“两头在外”，原料靠买，产品靠贴牌。",
        f"银行不再向{ZONE}的企业放抵押贷款。",
    ],
)
def test_a_slogan_or_an_ill_is_none(text: str) -> None:
    assert not policies(text)


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        (f"{ZONE}与青岭农商银行推出“技改贷”，最高500万元。", "青岭农商银行"),
        (f"{ZONE}推出“技改贷”，由青岭农商银行放款，最高500万元。", "青岭农商银行"),
        (f"{ZONE}与青岭职业技术学院合办“电路班”，每年招生60人。", "青岭职业技术学院"),
    ],
)
def test_a_bank_or_a_school_carries_out_what_it_offers_with_the_zone(text: str, actor: str) -> None:
    carried = {r.subject.partition("/")[2] for r in read(text).relations if r.predicate == "implements"}
    assert {ZONE, actor} <= carried


def test_reporters_are_of_the_paper_that_prints_the_page() -> None:
    found = read(f"青岭日报 2024年5月8日 第3版\n{ZONE}动作快\n本报记者 周明远\n上半年，{ZONE}签约项目12个。")
    assert any(r.subject == "Person/周明远" and r.object == "Organization/青岭日报" for r in found.relations)


@pytest.mark.parametrize(
    ("text", "there"),
    [
        (f"{ZONE}绩效工资最高与最低相差3.5倍。", False),
        (f"{ZONE}实行绩效工资，拉开档次。", True),
        (f"{ZONE}推行全程代办，材料减少34份。", True),
        (f"扣除留抵退税因素，{ZONE}税收增长6.1%。", False),
    ],
)
def test_a_common_practice_is_a_policy_where_it_is_carried_out_as_one(text: str, there: bool) -> None:
    assert bool(policies(text)) is there
