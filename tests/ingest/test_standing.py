"""Which industries a document speaks of, and by which words ways of working are named. All zones are invented."""

from __future__ import annotations

import pytest

from ingest.facts import extract
from kg.model import Document


def entities(text: str, type_: str) -> set[str]:
    facts = extract(Document(id="t", path="t.txt", sha256="", text=text))
    return {form for e in facts.entities if e.type == type_ for form in (e.name, *e.surfaces)}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("云岭渡经开区受海外纺织订单下滑影响，出口减少。", "纺织"),
        ("车间里并排停着六台光伏级石英砂烘干机。", "光伏"),
    ],
)
def test_an_industry_inside_another_name_is_none_of_the_document(text: str, name: str) -> None:
    assert name not in entities(text, "Industry")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("云岭渡经开区纺织产业增长8%。", "纺织"),
        ("全区集聚光伏企业32家。", "光伏"),
        ("轴承链上的企业增加到18家。", "轴承链"),
        ("信创与人工智能产业产值达到40亿元。", "信创与人工智能产业"),
        ("新能源电池、硅光伏、特种铝三大产业项目占了八成。", "特种铝"),
        ("园区以新材料、健康医药为两大主导产业。", "健康医药"),
        ("签约项目涉及现代物流、云游戏、装备制造等领域。", "云游戏"),
    ],
)
def test_an_industry_that_is_spoken_of(text: str, name: str) -> None:
    assert name in entities(text, "Industry")


def test_where_a_product_is_used_is_no_list_of_industries() -> None:
    assert "文具" not in entities("产品广泛应用于文具、玻璃等领域。", "Industry")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("云岭渡经开区推出“阳光地包”，企业照单拿地。", "阳光地包"),
        ("全区实行“四张单”包保，逐个项目定人。", "“四张单”包保"),
        ("实行全员竞岗、末位退出，机构精简三成。", "全员竞岗、末位退出"),
        ("出台促进阀门产业量质提升奖励办法，分档奖补。", "促进阀门产业量质提升奖励办法"),
        ("用好项目攻坚贡献奖，激励干部。", "项目攻坚贡献奖"),
    ],
)
def test_ways_of_working_by_the_verb_that_carries_them_out(text: str, name: str) -> None:
    assert name in entities(text, "Policy")


@pytest.mark.parametrize(
    "text", ["公司推出“云山雾”牌新茶产品。", "给予企业一次性奖补，按规定发放补贴。", "抓紧制定实施方案。"]
)
def test_what_is_sold_or_paid_by_any_report_is_no_policy(text: str) -> None:
    assert entities(text, "Policy") == set()


def test_sectors_of_the_accounts_are_no_industries() -> None:
    assert entities("第二产业增加值52亿元，增长6%；第三产业增加值31亿元。", "Industry") == set()


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("云岭渡经开区办事快，企业在手机小程序上就能办。", set()),
        ("云岭渡经开区的云瓴科技有限公司主营锂电池隔膜，今年投产。", {"锂电池隔膜"}),
    ],
)
def test_a_product_named_once_needs_somebody_who_makes_it(text: str, named: set[str]) -> None:
    assert {name for name in entities(text, "Technology") if name in ("手机", "锂电池隔膜")} == named
