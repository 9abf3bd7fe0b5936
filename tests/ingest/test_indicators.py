"""The vocabulary of indicators: one thing one concept, and none that the unit rules out."""

import pytest

from ingest.indicators import standardise


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
