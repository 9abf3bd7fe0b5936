"""Figures that a name carries: 110千伏龙山变电站 is a substation of 110 kV, 2000吨级泊位 stays a sort of thing.

A voltage states nothing of a zone, but of the named station or line it is the rating by which such plant is told apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.linking import Ref
from ingest.numerals import parse
from kg.model import Observation

_RATED = re.compile(r"(?P<number>\d{2,4})\s?(?P<unit>千伏|kV|KV|kv)")
_PLANT = re.compile(r"(?:变电站|输变电|开关站|换流站|升压站|线路|试验大厅|变电工程)")
_BEFORE = 8
"""Characters before a name in which its rating stands, where the name itself leaves it out."""


def voltages(text: str, refs: Sequence[Ref]) -> Iterator[Observation]:
    """The rated voltage of each named station, line or hall, once, at its first mention that tells it."""
    told: set[str] = set()
    for r in refs:
        if r.key in told or not r.key.startswith(("Facility/", "Project/")):
            continue
        if _PLANT.search(text, r.start, r.end) is None:
            continue
        m = _RATED.match(text, r.start, r.end)
        if m is None:
            m = _RATED.search(text, max(0, r.start - _BEFORE), r.start)
            m = m if m is not None and m.end() == r.start else None
        if m is None or text[m.start() - 1 : m.start()].isdigit():
            continue
        told.add(r.key)
        yield Observation(
            subject=r.key,
            indicator="电压等级",
            value=parse(m["number"]),
            unit=m["unit"],
            text=m.group(),
            start=m.start(),
            end=r.end,
            qualifier=None,
            period=None,
            status="实际",
            kind="level",
            concept=None,
            rule="named-voltage",
        )
