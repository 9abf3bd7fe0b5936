"""Works, money and teams of a zone that are called by a common name, and what may not pass for one."""

from ingest.facts import extract
from kg.model import Article, Document

ZONE = "云岭经济技术开发区"


def named(text: str) -> dict[str, tuple[str, ...]]:
    text = f"2024年，{ZONE}加快建设。{text}"
    article = Article(id="t-1", start=0, end=len(text), year=2024)
    facts = extract(Document(id="t", path="t.txt", sha256="", text=text, articles=(article,)))
    return {e.key: e.surfaces for e in facts.entities if e.type in ("Facility", "Fund", "Organization")}


def test_what_a_measure_tells_before_its_name() -> None:
    assert named("投资2.6亿元的再生水厂去年6月投运，日处理能力3万吨。") == {f"Facility/{ZONE}再生水厂": ("再生水厂",)}


def test_what_a_clause_founds() -> None:
    assert named("今年投资1.1亿元建成集中供热中心，蒸汽价格由每吨260元降到205元。") == {
        f"Facility/{ZONE}集中供热中心": ("集中供热中心",)
    }


def test_money_of_a_zone_is_not_that_of_another() -> None:
    assert named("设立总额2亿元的中小企业周转金，已为17户企业周转资金3.4亿元。") == {
        f"Fund/{ZONE}中小企业周转金": ("中小企业周转金",)
    }


def test_what_a_clause_opens_with() -> None:
    assert named("夜班公交专线日均运送职工900人次。") == {f"Facility/{ZONE}夜班公交专线": ("夜班公交专线",)}


def test_a_sort_that_is_counted_or_planned_is_none() -> None:
    assert named("全区新增创新平台12个，建设各类孵化器8家，推进人才公寓建设，谋划项目30个。") == {}


def test_a_name_that_no_figure_follows_is_none() -> None:
    assert named("建成职工夜校，深受欢迎。") == {}
