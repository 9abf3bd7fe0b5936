"""Sections of an article that speak of one zone each: 甲经开区：…, then 乙高新区：….

Where two headings or more open with zones, 全区 and 园区, and what names no zone, are those of the heading's zone.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence

import msgspec

from ingest.phrases import lines
from kg.model import Key

LONGEST = 45
"""Characters of a heading."""
OPENING = re.compile(
    r"[ \u3000]*(?:[（(]?[一二三四五六七八九十\d]{1,2}[）)、.．]|[●◆■▲◎★※·•]|走进|【|—+)*[ \u3000]*(?:在|走进)?"
)


class Section(msgspec.Struct, frozen=True):
    """From `begin` on up to the next one, the text speaks of the zone that is named at `start`..`end`."""

    begin: int
    key: Key
    start: int
    end: int


def sections(text: str, low: int, high: int, named: Iterable[tuple[int, int, Key]]) -> list[Section]:
    """The sections of `text[low:high]`; none where fewer than two zones head one. `named` is sorted by start."""
    opened: dict[int, tuple[int, Key]] = {}
    places: dict[int, int] = {}
    for start, end, key in named:
        if key.startswith("Zone/") and "（全" not in key:
            opened[start] = end, key
        elif key.startswith("Region/"):
            places[start] = end
    found: list[Section] = []
    for line, stop in lines(text, low, high):
        at = OPENING.match(text, line, stop)
        begin = at.end() if at else line
        while begin in places and begin not in opened:  # 某市 + 某某开发区
            begin = places[begin]
        if begin in opened and stop - line <= LONGEST and "。" not in text[line:stop] and "\t" not in text[line:stop]:
            end, key = opened[begin]
            found.append(Section(line, key, begin, end))
    if found and found[0].begin <= low + 1:  # the title of the whole
        found = found[1:]
    return found if len({one.key for one in found}) >= 2 else []


def section_at(parts: Sequence[Section], position: int) -> Section | None:
    """The section around a position; None before the first."""
    at = bisect_right([one.begin for one in parts], position) - 1
    return parts[at] if at >= 0 else None
