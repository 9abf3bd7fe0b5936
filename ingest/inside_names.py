"""Numbers and times that are part of a name: “1158”工作矩阵, 2023年四季度集中签约仪式, 这家1987年建厂的老国企."""

from __future__ import annotations

from bisect import bisect_left

from ingest.linking import Ref
from ingest.periods import Time
from ingest.quantities import Found

NAME_TYPES = ("Project/", "Policy/", "Title/", "Event/", "Technology/", "Industry/")
_LONGEST_NAME = 200
"""Characters of the longest name that may hold a number."""


def _start(item: Ref) -> int:
    return item.start


def is_in_name(text: str, t: Time, offset: int, refs: list[Ref]) -> bool:
    """A time inside the name of an event (2023年四季度集中签约仪式) is when that was, no time of the figures."""
    return any(
        r.start <= t.start + offset and t.end + offset <= r.end and r.end - r.start > t.end - t.start
        for r in refs
        if r.key.startswith(NAME_TYPES) or text.startswith("这家", r.start)
    )


def is_name(text: str, q: Found, offset: int, refs: list[Ref], project_spans: list[tuple[int, int]]) -> bool:
    """A number inside a longer name (“1158”工作矩阵, 晟储100MW独立储能电站项目) is part of the name."""
    s, e = q.start + offset, q.end + offset
    refs = refs[bisect_left(refs, s - _LONGEST_NAME, key=_start) : bisect_left(refs, e, key=_start)]
    policies = [r for r in refs if r.key.startswith("Policy/") and r.end in (s, s - 1)]
    if q.unit == "条" and text[s - 1] in "”》" and policies:
        return True  # “某某”二十条: the policy's own name
    low = bisect_left(project_spans, (s - _LONGEST_NAME, 0))
    if any(a <= s and e <= b for a, b in project_spans[low : bisect_left(project_spans, (s + 1, 0))]):
        return True
    return any(
        r.start <= q.number_start + offset
        and e <= r.end
        and r.end - r.start > e - s
        and not (q.family == "count" and r.end - e <= 3 and text[s - 1 : s] == "“")
        for r in refs
        if r.key.startswith(NAME_TYPES)
    )
