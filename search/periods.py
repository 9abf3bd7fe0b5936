"""Spans of time that a question names, and how a fact's period (`2025`, `2024-01/2024-07`, `2022/`) fits them."""

from __future__ import annotations

import re
from datetime import date

import msgspec

_DIGITS = str.maketrans("〇零一二三四五六七八九", "00123456789")
_MONTHS = {name: i + 1 for i, name in enumerate([*"一二三四五六七八九十", "十一", "十二"])}
_NUMBER = r"(\d{1,2}|十[一二]?|[一二三四五六七八九])"
_YEAR = re.compile(r"((?:19|20)\d\d|(?<!\d)[1-9]\d{3}(?=年)|[一二][九〇零][〇零一二三四五六七八九]{2})年?")
_RELATIVE = re.compile(r"(今年|本年|(?<![比较])(?:去年|上年|上一年)|前年)")
_RELATIVE_YEARS = {"今年": 0, "本年": 0, "去年": -1, "上年": -1, "上一年": -1, "前年": -2}
_MONTH_SPAN = re.compile(rf"{_NUMBER}月?(?:份)?\s*(?:[-—~～－–]|至|到)\s*{_NUMBER}月")
_FIRST_MONTHS = re.compile(rf"前{_NUMBER}个月")
_QUARTERS = re.compile(r"(前|第)?([一二三四两1-4])(?:个)?季度")
_MONTH = re.compile(rf"(?<![个\d]){_NUMBER}月(?:份)?")
_END = re.compile(rf"(?:截至|截止|到).{{0,8}}?{_NUMBER}月")


class Period(msgspec.Struct, frozen=True):
    """Months `start` to `end` (1 to 12) of `year`; `year` None where none was named, 0 months where the year is meant.

    `relative`: told as 今年 or 去年, which may mean the asker's year or the report's.
    """

    year: int | None = None
    start: int = 0
    end: int = 0
    relative: bool = False
    text: str = ""


def _month(text: str) -> int:
    return int(text) if text.isdigit() else _MONTHS.get(text, 0)


def _months(text: str) -> tuple[int, int, str]:
    if m := _MONTH_SPAN.search(text):
        return _month(m[1]), _month(m[2]), m[0]
    if m := _FIRST_MONTHS.search(text):
        return 1, _month(m[1]), m[0]
    if m := re.search(r"上半年", text):
        return 1, 6, m[0]
    if m := re.search(r"下半年", text):
        return 7, 12, m[0]
    if m := _QUARTERS.search(text):
        quarter = {"两": 2}.get(m[2]) or _month(m[2])
        return (1 if m[1] == "前" else quarter * 3 - 2), quarter * 3, m[0]
    if m := _END.search(text):
        return 1, _month(m[1]), m[0]
    if m := _MONTH.search(text):
        return _month(m[1]), _month(m[1]), m[0]
    return 0, 0, ""


def question_period(text: str, today: date | None = None) -> Period | None:
    """The period that a question names, or None. 去年 counts from `today`; without one it may be the report's."""
    start, end, months = _months(text)
    start, end = (0, 0) if not 1 <= start <= end <= 12 else (start, end)
    if m := _YEAR.search(text):
        return Period(int(m[1].translate(_DIGITS)), start, end, False, m[0] + months)
    if m := _RELATIVE.search(text):
        year = (today or date.today()).year + _RELATIVE_YEARS[m[1]]
        return Period(year, start, end, today is None, m[0] + months)
    return Period(None, start, end, False, months) if months else None


_FACT = re.compile(r"(\d{4})(?:-(\d\d))?(?:-\d\d)?")


def fact_months(period: str | None) -> tuple[int, int] | None:
    """First and last month (counted from year 0) of a fact's period; an open end reaches 40 years on."""
    if not period:
        return None
    head, slash, tail = period.partition("/")
    first = _FACT.match(head)
    if not first:
        return None
    last = _FACT.match(tail) if slash else first
    begin = int(first[1]) * 12 + (int(first[2]) - 1 if first[2] else 0)
    if last is None:
        return begin, begin + 480
    return begin, int(last[1]) * 12 + (int(last[2]) - 1 if last[2] else 11)


def fit(asked: Period | None, told: str | None) -> float:
    """How well a fact's period answers the one asked: 1 the same, 0 not told or not asked, -1 another year."""
    span = fact_months(told)
    if asked is None or span is None:
        return 0.0
    begin, end = span
    if asked.year is None or asked.relative:
        if not asked.start:
            return 0.0
        same = begin % 12 + 1 == asked.start and end % 12 + 1 == asked.end
        return 0.7 if same else (0.2 if begin % 12 + 1 <= asked.start <= end % 12 + 1 else -0.4)
    first = asked.year * 12 + (asked.start - 1 if asked.start else 0)
    last = asked.year * 12 + (asked.end - 1 if asked.end else 11)
    if (begin, end) == (first, last):
        return 1.0
    if end < first or begin > last:
        return -1.0
    if not asked.start and begin // 12 == end // 12:
        return 0.6  # a part of the year asked for
    return 0.3
