"""What a heading says of the time of all that stands below it: 一、2023年工作完成情况, 二、下步打算.

A year's report looks back in its first part and ahead in its last; the paragraphs of each name neither year again. An
article without headings does the same by a paragraph's first words: 2025年是…收官之年, 2026年是…开局之年.
"""

from __future__ import annotations

import re

import msgspec

from ingest.periods import PLANS, find_times, years_of

_SECTION = re.compile(r"工作|完成|情况|回顾|总结|成效|成就|指标|运行|打算|计划|安排|目标|任务|思路|举措|进展|要求|考虑")
_TELLS_YEAR = re.compile(r"(?:19|20)\d\d年|[今去前明]年|[上本]年|上半年|下半年|季度|\d月|十[二三四五六]五")
_PLAN_SECTION = re.compile(
    r"打算|计划|安排|目标|思路|下一步|工作重点|(?:重点|主要|重大)任务(?!完成|进展)|重点工作(?!完成|进展)|战略举措|主要考虑|重要要求"
)
_REVIEW = re.compile(r"回顾|总结|成就|成效|完成情况")
_WORK = re.compile(r"工作$|主要工作|工作任务$")
_NUMBERED = re.compile(r"\s*(?:#+\s*)?(?:[一二三四五六七八九十]{1,3}[、.．]|（[一二三四五六七八九十]{1,3}）)")
_HEADED = re.compile(
    r"\s*(?:关于)?(?:(?:19|20)\d\d年|“?十[二三四五六]五”?)[^，。；：、]{0,24}(?:回顾|总结|成就|成效|目标|任务|工作|安排|打算|思路|举措)\s*$"
)
"""A heading without a number: 2026年重点工作, “十四五”时期工作回顾."""
_PLAN_NAMED = re.compile(r"“?(?P<plan>十[二三四五六])五”?")


_YEAR_OPENS = re.compile(r"[ \u3000]*(?P<year>(?:19|20)\d\d)年，?是[^。]{0,40}(?:之年|一年|年[。，])")
"""2025年是“十四五”收官之年: from here on an article without headings speaks of that year."""


_YEAR_ALONE = re.compile(r"\W*(?P<year>20\d\d)(?:年)?[，,：:｜|—·\s]\s*[^\d。；\n]{2,16}$")
"""2025，再加把劲: the heading of a part that is of another year."""


class SectionTime(msgspec.Struct, frozen=True):
    """What a section's heading says of its time: the year (None: not told) and whether it tells plans or a review.

    `work` where it is named only for the work of its year, which is done or planned by what stands before it.
    """

    year: int | None
    planned: bool = False
    review: bool = False
    work: bool = False


def section_time(line: str, year: int | None) -> SectionTime | None:
    """What a heading such as 一、2023年工作完成情况 says of the time of what stands below it; None for other lines.

    A section without a year, as 二、存在问题, goes on with what was; 四、下步安排 speaks of the article's own year,
    一、工作回顾 of what is past. One that reviews a five-year plan and sets the aims of the next is none of both.
    """
    if opening := _YEAR_OPENS.match(line):
        told = int(opening["year"])
        return SectionTime(told, review=year is not None and told < year, work=True)
    if (ahead := _YEAR_ALONE.match(line)) and year is not None:
        told = int(ahead["year"])
        return SectionTime(told, planned=told > year, review=told < year)
    if len(line) > 40 or "。" in line or not _SECTION.search(line):
        return None
    if not _NUMBERED.match(line) and not _HEADED.fullmatch(line):
        return None
    review, plans = bool(_REVIEW.search(line)), bool(_PLAN_SECTION.search(line))
    planned = plans and not review
    years = []
    if _TELLS_YEAR.search(line):
        years = [years_of(t.period)[-1] for t in find_times(line, year) if t.period]
        years = years or [PLANS[m["plan"]][1] for m in _PLAN_NAMED.finditer(line)]
    if years and review and plans:
        past = [one for one in years if year is None or one <= year]
        return SectionTime(past[-1], review=True) if past else None
    if years:
        return SectionTime(years[-1], planned, review, not plans and not review and bool(_WORK.search(line)))
    if year is not None and re.search(r"下一?步|打算|思路", line):
        return SectionTime(year, True)
    return SectionTime(None, review=True) if re.search(r"工作(?:回顾|总结)\s*$", line) and not plans else None
