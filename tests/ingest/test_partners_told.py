"""partner_of with schools, banks and customers, and firms that are named in a zone's report without being of it."""

from __future__ import annotations

import pytest

from ingest.facts import extract
from kg.model import Article, Document

ZONE = "滁州青岚经济技术开发区"
FIRM = "滁州云瓴轴承有限公司"
HEAD = f"{ZONE}今年抓项目，产值增长8%。"


def told(text: str) -> set[tuple[str, str, str]]:
    """Subject, predicate and object of the relations of a text."""
    article = Article(id="t-1", start=0, end=len(text), year=2024)
    document = Document(id="t", path="t.txt", sha256="", text=text, articles=(article,))
    return {(r.subject.partition("/")[2], r.predicate, r.object.partition("/")[2]) for r in extract(document).relations}


@pytest.mark.parametrize(
    ("text", "subject", "other"),
    [
        ("江州大学与青岚经开区共建绿色食品研究院，派驻科研人员36名。", ZONE, "江州大学"),
        ("青岚经开区同滁岭职业技术大学开了“订单班”，首批招生90人。", ZONE, "滁岭职业技术大学"),
        ("年内园区要与江州大学合办技师学院，招收学员500人。", ZONE, "江州大学"),
        (f"{FIRM}今年扩产。它与江州大学合建的中试基地，已转化成果7项。", FIRM, "江州大学"),
        (f"{FIRM}今年扩产。总经理高远山说，2019年与江州大学联手攻关后，合格率升到89%。", FIRM, "江州大学"),
        (f"滁岭农商银行向{FIRM}授信3亿元。", FIRM, "滁岭农商银行"),
        (f"为苏州砚泰机器人有限公司供轴承的，是{FIRM}。", FIRM, "苏州砚泰机器人有限公司"),
    ],
)
def test_partners(text: str, subject: str, other: str) -> None:
    assert (subject, "partner_of", other) in told(HEAD + text)


@pytest.mark.parametrize(
    ("text", "firm"),
    [
        ("项目由中交第九航务工程局有限公司承建，已开工。", "中交第九航务工程局有限公司"),
        (f"{FIRM}通过了广州砚行汽车有限公司的认证，今年扩产投产。", "广州砚行汽车有限公司"),
        (f"{FIRM}是江苏岚泰集团的子公司，今年投产。", "江苏岚泰集团"),
        ("国网滁州供电公司支持园区建设，今年新建变电站1座。", "国网滁州供电公司"),
    ],
)
def test_builders_owners_customers_and_utilities_are_not_of_the_zone(text: str, firm: str) -> None:
    assert (firm, "located_in", ZONE) not in told(HEAD + text)
