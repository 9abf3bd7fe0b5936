"""The vocabulary of indicators: one thing one concept, and none that the unit rules out."""

import pytest

from ingest.facts import extract
from ingest.indicators import standardise
from kg.model import Article, Document, Observation


@pytest.mark.parametrize(
    ("phrase", "unit", "label", "concept"),
    [
        ("固投", "亿元", "固定资产投资", "fixed-asset-investment"),
        ("GDP", "亿元", "地区生产总值", "gdp"),
        ("税收", "亿元", "税收收入", "tax-revenue"),
        ("企业数", "家", "企业数", "enterprises"),
        ("办结率", "%", "办结率", "handled-rate"),
        ("本地配套率", "%", "本地配套率", "local-supply-rate"),
        ("国产化率", "%", "国产化率", "import-substitution"),
        ("利税", "亿元", "利税总额", "profits-and-taxes"),
        ("从未听说的量", "个", "从未听说的量", None),
    ],
)
def test_a_name_is_tied_to_its_concept(phrase: str, unit: str, label: str, concept: str | None) -> None:
    assert standardise(phrase, unit) == (label, concept)


def test_a_concept_is_not_given_to_a_figure_in_another_unit() -> None:
    assert standardise("固定资产投资", "%") == ("固定资产投资", None)
    assert standardise("固定资产投资", "亿元")[1] == "fixed-asset-investment"


def test_the_noun_behind_a_measure_is_what_was_done_to_it() -> None:
    told = {
        o.text: o.indicator
        for o in _read("云岭经济技术开发区今年筹集3.5亿元转贷资金，签下12.6万亩辣椒订单，可形成5GW动力电池产能。")
    }
    assert told["3.5亿元"] == "筹集转贷资金" and told["12.6万亩"] == "辣椒订单面积" and told["5GW"] == "动力电池产能"


def test_a_second_figure_of_the_same_measure_has_its_name() -> None:
    told = {
        o.text: o.indicator
        for o in _read(
            "潍州恒岳精工有限公司2022年营收还不到6000万元，到去年已经冲上7.8亿元，今年前9个月又做了6.9亿元。"
        )
    }
    assert set(told.values()) == {"营业收入"} and len(told) == 3


def test_what_was_settled_is_what_was_taken_up() -> None:
    told = {
        o.text: o.indicator
        for o in _read("云岭经济技术开发区专员累计收集企业诉求318件，办结301件，征求建议89条，采纳72条。")
    }
    assert told["301件"] == "办结企业诉求数" and told["72条"] == "采纳建议数"


def test_whose_money_it_is_and_bare_limits_are_no_part_of_the_name() -> None:
    told = {
        o.text: o.indicator
        for o in _read("云岭经济技术开发区建设仓库，由某某城投集团投资26亿元。推出信贷产品，纯信用、最高500万元。")
    }
    assert told["26亿元"] == "投资" and told["500万元"] == "最高额度"


def test_countries_and_regions_are_counted_together_and_contracts_by_their_counter() -> None:
    told = {o.text: o.indicator for o in _read("云岭经济技术开发区产品销往37个国家和地区，全年放款412笔。")}
    assert told["37个"].endswith("国家和地区数") and told["412笔"] == "放款笔数"


def _read(text: str) -> tuple[Observation, ...]:
    article = Article(id="t-1", start=0, end=len(text), year=2024)
    return extract(Document(id="t", path="t.txt", sha256="", text=text, articles=(article,))).observations
