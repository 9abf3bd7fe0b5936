"""The one figure that the graph holds of the thing and measure asked for: of a year, or the last; of what is aimed at.

How much something grew (工业增加值增长多少) is the figure filed as its 增速 or 降幅.
"""

from __future__ import annotations

import re

from search.drawn import Drawn
from search.holdings import Holding, rows_query
from search.inquiry import Inquiry, of_year, values
from search.measures import asked_measure
from search.periods import Period

_GROWN = re.compile(
    r"(?:预计|计划|同比|要|将|力争|能|会|目标|[比较](?:上年|去年|上一年|前一年|上年同期|去年同期))*"
    r"(?P<way>增长|上涨|(?<!新)增|涨|下降|降低|降|跌|减少)了?(?:目标|速度|率)?(?:是|为|定为|定在)?"
    r"(?:多少|百分之几|几个?(?:百分)?点|多少个?(?:百分)?点)(?![个家户项亿万元名人吨亩条])"
)
"""How far something moved, as a share of what it was."""
_FELL = re.compile("降|跌|减")
_DONE = re.compile(r"实际(?!利用|使用|到位)|已经?|完成了|达到了|实现了|到底")
"""What asks for what was, never for what is aimed at."""
_FEW = 3


def exact(inquiry: Inquiry) -> Drawn | None:
    """The one figure of just the thing, measure and year asked for; the goal, where there is but that for the year."""
    years = inquiry.years
    if not _single(inquiry) or len(years.named) != 1:
        return None
    held = _held(inquiry)
    mine = of_year(held, years.named[0])
    loose = years.relative and not inquiry.dated
    if not mine and loose and len({one.year for one in held}) == 1:
        mine = held
    aim = ""
    if not mine:
        mine, aim = of_year(_held(inquiry, planned=True), years.named[0]), "目标"
    told = values(mine)
    if len(told) != 1:
        return None
    if aim and _DONE.search(inquiry.text):
        reason = f"只有{told[0].when}的目标{told[0].shown}，没有实际数 / only what was aimed at is held"
        return Drawn(text=None, reason=reason, facts=(inquiry.fact(told[0]),))
    one = told[0]
    beside = [aim, one.when if loose and one.year != years.named[0] else ""]
    note = f"（{'，'.join(part for part in beside if part)}）" if any(beside) else ""
    return Drawn(text=f"{one.shown}{note}", sparql=rows_query([one]), facts=(inquiry.fact(one),))


def latest(inquiry: Inquiry) -> Drawn | None:
    """The last year's figure, with its year, where the question names no year.

    去年 means the year before the day of asking where there is a figure of it, and else the report's own: the year is
    told with the figure.
    """
    years = inquiry.years
    near = years.relative and not inquiry.dated and len(years.named) == 1
    if not _single(inquiry) or (not near and (inquiry.question.period is not None or years.named)):
        return None
    held = _held(inquiry)
    known = sorted({one.year for one in held if one.year is not None}, reverse=True)
    if not known or len({one.subject for one in held}) > 1 or (near and len(known) < 2):
        return None
    if near and years.named[0] in known:
        known.sort(key=lambda year: (year != years.named[0], -year))
    told = values(of_year(held, known[0]))
    if len(known) == 1 and len(told) > 1:
        return None
    one = told[0]
    others = "，".join(f"{v.when}{v.shown}" for year in known[1 : 1 + _FEW] for v in values(of_year(held, year))[:1])
    return Drawn(
        text=f"{one.shown}（{one.when}）", sparql=rows_query([one]), facts=(inquiry.fact(one),),
        note=f"另有{others}" if others else None,
    )  # fmt: skip


def _single(inquiry: Inquiry) -> bool:
    """Whether one figure is asked for, of one thing and of whole years one at a time."""
    question = inquiry.question
    period: Period | None = question.period
    if question.kind != "figure" or len(question.slots) != 1 or not inquiry.things or inquiry.years.many:
        return False
    return period is None or not period.start


def _held(inquiry: Inquiry, planned: bool | None = None) -> list[Holding]:
    """The figures of whole years that are of the thing and the measure, the best match only.

    Where several things are named (某省的光伏产业产值), it is of one of them, and its measure names the others.
    """
    grown = _GROWN.search(inquiry.text)
    if grown is None and inquiry.question.slots[0].change:
        return []
    ways = ("",) if grown is None else ("降幅", "增速") if _FELL.search(grown["way"]) else ("增速",)
    slot = inquiry.question.slots[0]
    guessed = slot.counter is None and slot.families[:1] == ("count",)  # a noun that may be of any unit: 多少原油
    families = () if grown or guessed else inquiry.families
    for thing in inquiry.things:
        everything = inquiry.of(thing.keys)
        for way in ways:
            text = f"{inquiry.text[: grown.start()]}{way}{inquiry.text[grown.end() :]}" if grown else inquiry.text
            measure = asked_measure(_DONE.sub("", text), [thing.text], inquiry.years.texts)
            held = inquiry.fitting(everything, measure, families, grown=bool(grown), planned=planned)
            if found := [one for one in held if one.whole_year]:
                return found
    return []
