"""What time a figure is of where that is not the time told last: the two ends of a change, 去年同期.

由2019年的38家增加到121家: the figure that a change starts from is of the time told with it (由五年前的, 由去年同期的),
else of when the sentence counts from (五年来, “十四五”期间, the base told with the change before), else of none. The
one that it ends with is of the time the article is of, not of all the years between.
"""

from __future__ import annotations

import re

from ingest.clause import Clause, SentenceState
from ingest.figure_patterns import CHANGED
from ingest.periods import Time, years_of
from ingest.quantities import Found

_BEFORE = re.compile(
    r"(?:刚?(?:原来|过去|此前|之前|最初|当初|改革前|原先|以前|起初|开始))?(?:末|底)?的?[^，。；、\d的年]{0,4}"
)
_TO = re.compile(rf"[^，。；\d]{{0,10}}?{CHANGED.pattern}")
_JOINED = re.compile(r"[—–~～-]{1,2}|[至到]")
_YEAR = re.compile(r"(?:19|20)\d\d")
_REACH = 40
"""Characters before a figure in which 由 or 从 opens what it has changed from."""


def another_year(period: str, by: int) -> str:
    """The same part of another year: 2024-01/2024-06, -1 → 2023-01/2023-06."""
    return _YEAR.sub(lambda m: str(int(m.group()) + by), period)


def base_of(text: str, times: list[Time]) -> str | None:
    """When what a clause tells of began: 2020年至2024年, 五年来; None where it tells no span."""
    base = None
    for at, t in enumerate(times):
        two = times[at + 1] if at + 1 < len(times) else None
        if two is not None and t.period and _JOINED.fullmatch(text[t.end : two.start] or text[two.start]):
            base = t.period
        base = t.base or base
    return base


def bracketed(c: Clause, at: int) -> tuple[int, int] | None:
    """The brackets of a clause between which a place stands, what follows a figure in it: 平均17天（去年33天）."""
    low = c.text.rfind("（", c.start, at)
    if low <= c.start or c.text.find("）", low, at) >= 0:
        return None
    high = c.text.find("）", at, c.end + 1)
    return (low, high) if high > 0 and any(q.end <= low for q in c.quantities) else None


def told_behind(c: Clause, q: Found) -> Time | None:
    """The time that stands alone in brackets behind a figure and is its own: 增加值154.8亿元（1—10月）."""
    for t in c.times:
        if t.start > q.end and t.period and (inside := bracketed(c, t.start)) is not None:
            alone = c.text[inside[0] + 1 : t.start] + c.text[t.end : inside[1]]
            if inside[0] == q.end and not any(character.isdigit() for character in alone) and len(alone) <= 4:
                return t
    return None


def _starts(c: Clause, q: Found) -> list[Time] | None:
    """The times told with the figure that a change starts from; None for other figures."""
    low = max(c.start, q.number_start - _REACH)
    at = max(c.text.rfind("由", low, q.number_start), c.text.rfind("从", low, q.number_start))
    if at < 0 or _TO.match(c.text, q.end, c.end) is None:
        return None
    times = [t for t in c.times if at <= t.start and t.end <= q.number_start]
    words, begin = "", at + 1
    for t in times:
        words, begin = words + c.text[begin : t.start], t.end
    return times if _BEFORE.fullmatch(words + c.text[begin : q.number_start]) else None


def period_of(c: Clause, s: SentenceState, q: Found, last: Time | None) -> str | None:
    """The period of a figure; `last` is the time told last before it, whose clause it may share."""
    period = s.period if last is None else last.period
    if last is not None and last.same:
        period = another_year(s.period, -1) if s.period and len(years_of(s.period)) else last.period
    starts = _starts(c, q)
    if starts is not None:
        s.changing = q.end
        if told := [t for t in starts if t.period]:
            s.base = s.base if told[-1].same else period
            return period
        if s.base is not None or starts:
            return s.base
        now = max(years_of(s.outer), default=0)
        to_come = any(t.start > q.end and max(years_of(t.period), default=0) > now for t in c.times)
        return s.outer if to_come else None  # 由28%提高到2030年的50%
    ends = c.start <= s.changing <= q.start and CHANGED.search(c.text, s.changing, q.start) is not None
    if ends and s.base and period == s.period and period and re.fullmatch(r"\d{4}/\d{4}", period):
        return period[5:]
    return period
