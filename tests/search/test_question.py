"""What questions are taken to ask."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import ZonegraphError
from search.measures import asked_measure, named
from search.periods import Period, fit, question_period
from search.question import MAX_LENGTH, parse
from search.slots import slots
from search.years import asked_years


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("园区去年签了多少个项目？", "figure"),
        ("开工率是百分之几", "figure"),
        ("园区有哪些主导产业？", "list"),
        ("哪3家企业拿到了补贴？", "list"),
        ("管委会主任是谁？", "entity"),
        ("服务中心什么时候启用？", "when"),
        ("甲园区和乙园区哪个投资更大？", "compare"),
        ("工业投资在全市排第几？", "compare"),
        ("甲园区的出口和进口哪个多？", "compare"),
        ("甲园区和乙园区谁的高新技术企业多一些", "compare"),
        ("厂房能不能先验收一栋？", "yesno"),
        ("项目达产了吗？", "yesno"),
        ("怎样申请标准厂房？", "howto"),
        ("标准地是什么意思？", "whatis"),
    ],
)
def test_kind(text: str, kind: str) -> None:
    assert parse(text).kind == kind


@pytest.mark.parametrize(
    ("text", "families"),
    [
        ("总投资多少亿元", [("money",)]),
        ("增速是多少", [("percent",)]),
        ("占地面积是多少", [("area",)]),
        ("从签约到投产用了几天", [("time",)]),
        ("签了多少个项目", [("count",)]),
        ("派了多少人", [("people", "count")]),
        ("签了几个项目，总投资多少", [("count",), ("money",)]),
        ("投资额和占地面积是多少", [("money",), ("area",)]),
        ("园区在哪里", []),
    ],
)
def test_slots(text: str, families: list[tuple[str, ...]]) -> None:
    assert [slot.families for slot in slots(text)] == families


def test_a_measure_named_is_precise() -> None:
    assert slots("利润总额是多少")[0].precise
    assert not slots("现在有多少家公司搬进去了")[0].precise


@pytest.mark.parametrize(
    ("text", "year", "start", "end"),
    [
        ("2024年投资多少", 2024, 0, 0),
        ("2024年上半年", 2024, 1, 6),
        ("2025年1-7月", 2025, 1, 7),
        ("前三季度", None, 1, 9),
        ("去年", 2023, 0, 0),
        ("二〇二三年", 2023, 0, 0),
        ("截至2024年7月底", 2024, 1, 7),
    ],
)
def test_period(text: str, year: int | None, start: int, end: int) -> None:
    period = question_period(text, date(2024, 6, 1))
    assert period is not None
    assert (period.year, period.start, period.end) == (year, start, end)


def test_no_period() -> None:
    assert question_period("园区有几个项目") is None


@pytest.mark.parametrize(
    ("told", "worth"), [("2024", 1.0), ("2023", -1.0), ("2024-01/2024-06", 0.6), ("2022/", 0.3), (None, 0.0)]
)
def test_fit_of_a_period(told: str | None, worth: float) -> None:
    assert fit(Period(2024), told) == worth


@pytest.mark.parametrize("text", ["", " ", "？！", "。", "…"])
def test_nothing_asked(text: str) -> None:
    with pytest.raises(ZonegraphError, match="empty"):
        parse(text)


def test_too_long() -> None:
    with pytest.raises(ZonegraphError, match="at most"):
        parse("长" * (MAX_LENGTH + 1))


@given(st.text(max_size=80))
def test_any_text_is_parsed_or_refused(text: str) -> None:
    try:
        question = parse(text)
    except ZonegraphError:
        return
    assert question.text


def test_what_is_compared_with_is_not_the_time_asked_for() -> None:
    assert question_period("甲园区比去年同期多签了几个项目？") is None
    years = asked_years("甲园区比去年同期多签了几个项目？", date(2026, 3, 1))
    assert years.named == () and years.texts == ("去年同期",)
    assert asked_years("甲园区去年签了几个项目？", date(2026, 3, 1)).named == (2025,)


def test_slots_of_shares_and_changes() -> None:
    assert slots("工业投资占固定资产投资多大比重？")[0].share and not slots("签约项目增长多少？")[0].share
    assert slots("内设机构减了几个？")[0].change and not slots("内设机构有几个？")[0].change
    assert {slot.families for slot in slots("占比从多少提高到多少？")} == {("percent",)}


def test_words_of_statistics_are_shortened_as_people_do() -> None:
    assert named(asked_measure("园区有几家规上企业？"), "规模以上工业企业数", "规模以上工业企业数") > 0
    assert named(asked_measure("园区有几个在建项目？"), "在建项目数", "在建项目数") > 0
