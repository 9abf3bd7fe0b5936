"""When a project reached the stage that it is at: the time told with it, else that of the works or the occasion."""

from __future__ import annotations

import re

from ingest.periods import find_times
from ingest.project_stage import Stage, Years, is_future
from kg.model import Article

_STEP = re.compile(
    r"开工|动工|奠基|破土|复工|开建|封顶|结顶|摘牌|打下|打桩|进场|进了?场|施工许可|拿到|开始建设|启动建设|开的工|动的工|签约|签了?约|签下|落户"
)
"""Steps in the life of a project that a text dates."""
_GOING_ON = ("在建", "前期", "开工", "签约", "储备")
"""Stages that a report without a time tells of as they are in its own year."""
_SAME_DAY = re.compile(r"同一?[天日]|当[天日]|同步|同期|同时")
_OPENING = 220
"""Characters of an article in which the day of what it reports on stands."""


def stage_date(
    text: str, reached: Stage, low: int, high: int, announced: bool, article: Article, years: Years
) -> str | None:
    """The date (YYYY or YYYY-MM) of the stage `reached` by a project that `text[low:high]` tells of.

    `announced` where what announces a list or an occasion told the stage.
    """
    if reached.stage is None or (reached.date and "-" in reached.date):
        return reached.date
    if announced:
        opening = text[article.start : min(article.start + _OPENING, article.end)]
        days = _months(opening, years)
        return days[0][1] if days else reached.date or years.month or _year(years)
    if reached.stage in ("在建", "前期"):
        told = text[low:high]
        steps = [
            date
            for end, date in _months(told, years)
            if _STEP.search(told, end, end + 12) and "。" not in told[end : end + 3]
        ]
        if steps:
            return max(steps)
    elif not reached.date and (month := _before(text, low, reached.start or high, years)):
        return month
    if reached.date or reached.stage not in _GOING_ON:
        return reached.date
    return _year(years)


def _before(text: str, low: int, at: int, years: Years) -> str | None:
    """The month that opens the sentence at `low` before the stage told at `at`; that of the day before for 同日."""
    low = max(low, text.rfind("；", low, at) + 1)
    told = _months(text[low:at], years)
    if not told and _SAME_DAY.search(text, low, at):
        told = _months(text[text.rfind("\n", 0, low) + 1 : low], years)
    return told[-1][1] if told else None


def _year(years: Years) -> str | None:
    year = years.told or years.own
    return str(year) if year else None


def _months(text: str, years: Years) -> list[tuple[int, str]]:
    """Where each month or day that is not to come ends in `text`, and the month."""
    return [
        (t.end, t.period)
        for t in find_times(text, years.own, years.told)
        if t.period and re.fullmatch(r"\d{4}-\d{2}", t.period) and not is_future(t, years)
    ]
