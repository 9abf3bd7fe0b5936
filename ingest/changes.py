"""How a figure has changed: the growth that is told behind it, and how far a rate has moved."""

from __future__ import annotations

import re
from decimal import Decimal

import msgspec

from ingest.clause import Draft, Kind, SentenceState
from ingest.comparison_figures import FALLS
from kg.model import Change, Observation

_SHARE = re.compile(r"占[^占]+比重$")


def tell_change(draft: Draft, end: int, state: SentenceState, result: list[Observation], text: str) -> None:
    """Tell a growth or a move of the figure that it is of, or as a figure of its own where it is of another time.

    `end`: where the clause ends that says it. What is of no figure told is left out.
    """
    q = draft.found
    if not result:
        return
    value = -abs(q.value) if FALLS.search(draft.change_kind or "") else q.value
    moves = q.unit.endswith("百分点")
    if moves and result[-1].unit in ("%", "％") and state.last_spoken:
        state.last_index = len(result) - 1  # 占比2.87%，比上年提高0.15个百分点
    if 0 < draft.target <= len(result):
        state.last_index = len(result) - draft.target
    if state.last_index is None or state.last_index >= len(result):
        last = result[-1]
        if last.kind == "share" and _SHARE.search(last.indicator) and not moves:  # 产值占全区34%；1至5月增长28.9%
            whole = msgspec.structs.replace(last, indicator=_SHARE.sub("", last.indicator), end=max(last.end, end))
            result.append(points(whole, draft, value, text, "growth"))
        return
    target = result[state.last_index]
    if target.change is None:
        change = Change(draft.change_kind or "", value, q.unit)
        result[state.last_index] = with_change(target, change, max(target.end, end))
        if moves and target.unit in ("%", "％") and not draft.target:
            result.append(points(result[state.last_index], draft, value, text))
    elif target.change.value != value and (moves or (q.unit in ("%", "％") and draft.period != target.period)):
        result.append(points(target, draft, value, text, "growth"))  # 其中一季度增长5.1%


def points(told: Observation, draft: Draft, value: Decimal, text: str, kind: Kind = "difference") -> Observation:
    """占比2.87%，比上年提高0.15个百分点: how far a rate has moved is a figure of its own too.

    So is, with `kind` growth, a second growth of what has one already (其中一季度增长5.1%), and how far the first has
    moved: 增长21.6%，比去年同期回升27.3个百分点.
    """
    q = draft.found
    moved = (draft.change_kind or "").removeprefix("同比")
    if kind == "growth":
        moved = f"增速{moved}" if q.unit.endswith("百分点") else {"增长": "增速", "下降": "降幅"}.get(moved, moved)
    own: dict[str, object] = {"indicator": told.indicator + moved, "value": value, "unit": q.unit, "kind": kind}
    own |= {"text": text[q.start : q.end], "qualifier": q.qualifier, "change": None, "concept": None, "rule": "points"}
    own |= {"period": draft.period} if kind == "growth" else {}
    return msgspec.structs.replace(told, **own)


def with_change(o: Observation, change: Change, end: int) -> Observation:
    """The same figure with its change, said up to `end`."""
    return msgspec.structs.replace(o, change=change, end=end)
