"""Figures that leave out a measure told before: 占比今年是31%，2027年45%; 税收去年9亿元，今年预计10亿元.

Nothing but a time and words of how the figure comes about stand before such a figure, and nothing that it counts
behind. It is of what the last figure in a like unit was of.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from ingest.clause import Clause, Draft, SentenceState
from ingest.quantities import Found
from ingest.units import unscaled

_LINK = (
    r"(?:则|也|就|又|再|还|仍|却|已经|已|可以|可|能|要|将|会|需|预计|预期|有望|力争|争取|计划|确保|目标|原定|原来|过去|从前|以前|"
    r"而|不过|才|全年|一共|这个数字|这一数字|这个数|数字|此前|以往|之前|再?往前[一二两]年|前一年|往年|"
    r"现在|如今|目前|只要|只有|只需|只|仅为|仅|不到|约|近|超过|超|突破|达到|达|做到|冲到|冲刺|增加到|增至|提高到|提升到|升到|升至|"
    r"降到|降至|压到|扩到|进到|延长?[到至]|抬到|爬到|跳到|翻到|缩到|减到|拉到|涨到|到|为|是|有|完成|实现|保持在|进|用)*"
)
_WORDS = re.compile(_LINK)
_AGAIN = re.compile(
    r"预计|预期|有望|力争|争取|原定|原来|过去|从前|以前|现在|如今|目前|再|此前|以往|之前|往年|前一年|往前|数字"
)
_DONE = re.compile(r"完成|实现")
_PLANNED = re.compile(r"计划|目标|任务")
_ENDS = re.compile(r"(?:以上|以下|左右|以内)?(?:[，。；、）！？]|$)")
_SPAN = re.compile(r"个(?:工作日|月|小时|自然日|季度)")


def unit_key(unit: str) -> str:
    """Units in which figures of one measure may be told: those of money are one, scales make no difference."""
    return "元" if unit.endswith("元") and "美" not in unit and "/" not in unit else unscaled(unit)


def again(c: Clause, s: SentenceState, q: Found, plain: str) -> Draft | None:
    """The draft of a figure that leaves out its measure; None where it has words of its own."""
    if q.family in ("rank", "structure", "multiple") or _WORDS.fullmatch(plain) is None:
        return None
    if _ENDS.match(c.text, q.end) is None:
        return None
    key = unit_key(q.unit)
    if key == "个" and s.last_unit and _SPAN.fullmatch(s.last_unit):
        key = s.last_unit  # 过去要62个工作日，如今只要5个
    said = s.said.get(key)
    if said is None and q.family == "duration":  # 最快15天，此前要4个月
        said = next((d for d in reversed(s.said.values()) if d.found.family == "duration"), None)
    at = bisect_left(c.quantities, q.start, key=lambda x: x.start)
    since = c.quantities[at - 1].end if at else c.start
    timed = any(since <= t.start < q.start for t in c.times)
    if said is None or not (timed or _AGAIN.search(plain)):
        return None
    if _DONE.search(plain) and _PLANNED.search(said.indicator):
        return None  # 年度计划投资58亿元，1至11月完成61.3亿元
    s.last_indicator = said.indicator
    return Draft(found=q, indicator=said.indicator, kind=said.kind, rule="again")
