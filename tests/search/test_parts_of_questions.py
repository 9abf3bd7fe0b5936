"""The small readers that understand a question: years, conditions, measures, verdicts, unknown zones, sounds."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from search.conditions import conditions
from search.holdings import in_words
from search.measures import asked_measure, named
from search.slips import sounds_alike
from search.strangers import stranger, unlisted
from search.verdicts import verdict
from search.years import asked_years

DAY = date(2024, 6, 1)


@pytest.mark.parametrize(
    ("text", "named_years", "span", "last"),
    [
        ("2025年比2020年少了多少", (2025, 2020), None, None),
        ("2020年到2024年的变化", (), (2020, 2024), None),
        ("2021—2023年", (), (2021, 2023), None),
        ("2023年以来签约的项目", (), (2023, None), None),
        ("近三年的走势", (), None, 3),
        ("“十四五”期间", (), (2021, 2025), None),
        ("去年和前年", (2023, 2022), None, None),
        ("2020年比上年", (2020, 2019), None, None),
        ("二〇二三年", (2023,), None, None),
        ("签约项目有几个", (), None, None),
    ],
)
def test_years(text: str, named_years: tuple[int, ...], span: tuple[int, int | None] | None, last: int | None) -> None:
    years = asked_years(text, DAY)
    assert (years.named, years.span, years.last) == (named_years, span, last)


def test_years_within_a_span() -> None:
    years = asked_years("2021年至2023年", DAY)
    assert [years.holds(year) for year in (2020, 2021, 2023, 2024, None)] == [False, True, True, False, False]


YI = Decimal(10) ** 8


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        ("总投资10亿元以上的项目", (10 * YI, True), None),
        ("投资超过5000万元的项目", (5000 * Decimal(10) ** 4, False), None),
        ("投资额不足2亿元", None, (2 * YI, False)),
        ("10亿元到20亿元之间", (10 * YI, True), (20 * YI, True)),
        ("投资不低于3亿元、10亿元以下", (3 * YI, True), (10 * YI, True)),
    ],
)
def test_bounds(text: str, least: tuple[Decimal, bool] | None, most: tuple[Decimal, bool] | None) -> None:
    found = conditions(text)
    assert (None if found.least is None else (found.least, found.least_included)) == least
    assert (None if found.most is None else (found.most, found.most_included)) == most


def test_conditions_of_stage_and_rank() -> None:
    assert conditions("有哪些光伏项目在建").stages == ("在建", "开工")
    assert conditions("投资最大的三个项目").first == 3
    assert conditions("投资最小的项目").ascending
    assert conditions("20亿元以上10亿元以下").contradictory


@pytest.mark.parametrize(
    ("question", "label", "meant"),
    [
        ("签约了多少个项目", "签约项目数", True),
        ("固投完成多少亿元", "固定资产投资", True),
        ("工业固定资产投资是多少", "固定资产投资", False),
        ("工业投资是多少", "工业固定资产投资", False),
        ("签约项目总投资", "签约项目数", False),
        ("技改项目完成了多少投资", "铺开技改项目完成投资", True),
        ("高新技术企业的变化趋势", "高新技术企业数", True),
    ],
)
def test_measures(question: str, label: str, meant: bool) -> None:
    assert (named(asked_measure(question), label, label) > 0) == meant


@pytest.mark.parametrize(
    ("question", "sentence", "said"),
    [
        ("氢能动力总成项目投产了吗？", "项目去年12月竣工投产。", "是"),
        ("厂房分几栋，只有两栋完工了，能先验收吗？", "可以分栋验收。", "可以"),
        ("智能装备项目达产了没有？", "项目尚未达产。", "没有"),
        ("有没有人帮忙跑手续？", "专人替企业跑手续。", "有"),
        ("领导会到现场来吗？", "领导每周到现场。", "会"),
        ("外贸是不是增长的？", "外贸没有增长。", "否"),
        ("合格率现在达到65%了吗？", "到2027年，产值要翻一番，合格率提高到65%。", "没有"),
        ("合格率达到65%了吗？", "合格率提高到65%，到2027年再提高5个百分点。", "是"),
    ],
)
def test_verdicts(question: str, sentence: str, said: str) -> None:
    assert verdict(question, sentence) == said


def test_unknown_zones() -> None:
    assert stranger("白鹤高新区2025年的税收", [], lambda: ["白鹭高新区的税收"]) == "白鹤高新区"
    assert stranger("白鹭高新区2025年的税收", [], lambda: ["白鹭高新区的税收"]) is None
    assert stranger("哪个开发区的税收最多", [], list) is None
    assert [one.text for one in unlisted("甲山经开区和云栖高新区相差多少", [(0, 5)])] == ["云栖高新区"]


def test_sounds() -> None:
    assert sounds_alike("清", "青") and sounds_alike("钟", "中")
    assert not sounds_alike("鹤", "鹭") and not sounds_alike("青", "a")


def test_periods_in_words() -> None:
    assert in_words("2024-01/2024-07") == "2024年1—7月"
    assert in_words("2020-06") == "2020年6月" and in_words("2023") == "2023年" and in_words(None) == ""
