"""What all mention rules share: the mention itself and how rival candidates are settled."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable

import msgspec

from kg.model import EntityType

RANK: dict[EntityType, int] = {
    "Project": 0, "Zone": 1, "Company": 2, "Organization": 3, "Fund": 4, "Event": 5, "Policy": 6, "Title": 7,
    "Person": 8, "Facility": 9, "Technology": 10, "Industry": 11, "Region": 12,
}  # fmt: skip
"""Which type wins where two candidates cover the same characters."""


class Mention(msgspec.Struct, frozen=True):
    """`text` = document.text[start:end] names a thing of this type."""

    start: int
    end: int
    type: EntityType
    text: str


def mention(text: str, start: int, end: int, type_: EntityType) -> Mention:
    """A mention of `text[start:end]`."""
    return Mention(start, end, type_, text[start:end])


def settle(candidates: Iterable[Mention]) -> list[Mention]:
    """The candidates that remain when of any two that overlap the longer stays; sorted by start."""
    chosen: list[tuple[int, int, Mention]] = []
    for candidate in sorted(candidates, key=lambda m: (m.start - m.end, RANK[m.type], m.start)):
        at = bisect_left(chosen, candidate.end, key=lambda c: c[0])
        if at and chosen[at - 1][1] > candidate.start:
            continue
        insort(chosen, (candidate.start, candidate.end, candidate), key=lambda c: c[0])
    return [m for _, _, m in chosen]
