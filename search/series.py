"""How a measure of one thing went over the years: each year's figure in the report's own words."""

from __future__ import annotations

import re
from itertools import pairwise

from search.drawn import Drawn
from search.holdings import Holding, rows_query
from search.inquiry import Inquiry, of_year, values
from search.reckoning import comparable, plain, rough

_TREND = re.compile(
    r"历年|逐年|各年|每年(?:的|各|都|分别)|这些年|近(?:几|些)年|变化(?!了?多少)|走势|趋势|怎么变|如何变|涨跌|起伏|增长情况|发展情况|演变|年年|呈现"
)
_LONGEST = 8


def trend(inquiry: Inquiry) -> Drawn | None:
    """The yearly figures of the measure asked for; None where the question asks for no run of years or few are held."""
    years = inquiry.years
    if not (_TREND.search(inquiry.text) or years.span or years.last) or len(inquiry.things) != 1:
        return None
    held = inquiry.fitting(inquiry.of(inquiry.things[0].keys), None, inquiry.families)
    known = sorted({one.year for one in held if one.year is not None and one.whole_year and years.holds(one.year)})
    known = known[-(years.last or _LONGEST) :]
    figures = [values([one for one in of_year(held, year) if one.whole_year])[0] for year in known]
    if len({one.subject for one in figures}) > 1 or len(figures) < 2:
        return None
    text = "，".join(f"{one.when}{one.shown}" for one in figures)
    first, last = figures[0], figures[-1]
    if comparable(first, last) and first.unit == last.unit:
        text += f"；{_moved(figures)}（推算）"
    return Drawn(text=text, sparql=rows_query(figures), facts=tuple(map(inquiry.fact, figures)))


def _moved(figures: list[Holding]) -> str:
    first, last = figures[0], figures[-1]
    steps = [b.value - a.value for a, b in pairwise(figures)]
    way = "逐年上升，" if len(steps) > 1 and all(s > 0 for s in steps) else ""
    way = "逐年下降，" if len(steps) > 1 and all(s < 0 for s in steps) else way
    apart = last.value - first.value
    unit = "个百分点" if first.unit == "%" else first.unit
    about = "约" if rough(first, last) else ""
    if not apart:
        return f"{way}首尾持平"
    return f"{way}{last.when}比{first.when}{about}{'多' if apart > 0 else '少'}{plain(abs(apart))}{unit}"
