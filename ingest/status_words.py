"""Whether a figure is reached, aimed at or expected, by the words before it: 力争, 预计, 达产后."""

from __future__ import annotations

import re

from kg.model import Status

_TARGET = re.compile(
    r"(?:目标|任务|力争|确保|争取|要达到|要提高|要实现|不低于|不少于|下一?步|接下来|规划(?!总?面积|用地|建筑|区域|总用地)|紧盯年度)"
)
_EXPECTED = re.compile(r"(?:预计|有望|预期|计划(?![”》])|拟|将(?!近)|达产后|建成后|投产后|达效后|全部建成|满产后)")
_DONE = re.compile(r"(?:已|完成了|截至|去年|上年)")


def status_of(before: str, planned: bool, later: bool) -> Status:
    """The status that the words before a figure give it; `planned` in a section on what is to be done, `later` where
    it is told for a year to come."""
    if planned and not _DONE.search(before):
        return "目标"
    if _EXPECTED.search(before):
        return "预计"
    if (_TARGET.search(before) and "完成" not in before) or later:
        return "目标"
    return "实际"
