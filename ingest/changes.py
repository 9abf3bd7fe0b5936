"""How a figure has changed: the growth that is told behind it, and how far a rate has moved."""

from __future__ import annotations

from decimal import Decimal

import msgspec

from ingest.clause import Draft, Kind
from kg.model import Change, Observation


def points(told: Observation, draft: Draft, value: Decimal, text: str, kind: Kind = "difference") -> Observation:
    """占比2.87%，比上年提高0.15个百分点: how far a rate has moved is a figure of its own too.

    So is, with `kind` growth, a second growth of what has one already: 其中一季度增长5.1%.
    """
    q = draft.found
    moved = (draft.change_kind or "").removeprefix("同比")
    if kind == "growth":
        moved = {"增长": "增速", "下降": "降幅"}.get(moved, moved)
    own: dict[str, object] = {"indicator": told.indicator + moved, "value": value, "unit": q.unit, "kind": kind}
    own |= {"text": text[q.start : q.end], "qualifier": q.qualifier, "change": None, "concept": None, "rule": "points"}
    own |= {"period": draft.period} if kind == "growth" else {}
    return msgspec.structs.replace(told, **own)


def with_change(o: Observation, change: Change, end: int) -> Observation:
    """The same figure with its change, said up to `end`."""
    return msgspec.structs.replace(o, change=change, end=end)
