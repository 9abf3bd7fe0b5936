"""Where the name of a zone says that it lies, and whether it is a zone in its own right."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from ingest import lexicon
from kg.model import Key

GOVERNED = re.compile(r"(?:开发区|高新区|经开区|保税区|综保区|示范区|新区|经济区|合作区|试验区|综改区|片区)$")
"""Kinds of zone with an administration of their own, which 全区 and 开发区 can stand for; a park is part of one."""


def level_of(key: Key) -> str:
    """province, city, county, or '' for a region that the table does not hold."""
    division = lexicon.division_by_name().get(key.partition("/")[2])
    return division.level if division else ""


@lru_cache(maxsize=4096)
def region_of_zone(key: Key, provinces: frozenset[str] = frozenset()) -> lexicon.Division | None:
    """The division whose name opens a zone's name: 临海经济技术开发区 → 临海市.

    Of a county's name cut short (曲水 in 曲水经济开发区) there are rivers and towns in other provinces: where
    `provinces` are given, the county has to lie in one of them.
    """
    name, names = key.partition("/")[2], lexicon.division_by_name()
    for size in range(min(12, len(name) - 1), 1, -1):
        for level in ("", "区", "县", "市"):
            division = names.get(name[:size] + level)
            if division is None:
                continue
            cut = division.level == "county" and not name.startswith(division.name)
            if cut and provinces and lexicon.ancestors(division)[-1].name not in provinces:
                return None
            return division
    return None


def provinces_named(named: Iterable[tuple[int, int, Key]]) -> frozenset[str]:
    """The provinces of all divisions that stand by themselves in a text, not only inside the name of a zone."""
    opened = {start for start, _, key in named if key.startswith("Zone/")}
    found = set()
    for start, _, key in named:
        division = lexicon.division_by_name().get(key.partition("/")[2]) if key.startswith("Region/") else None
        if division is not None and start not in opened:
            found.add((division, *lexicon.ancestors(division))[-1].name)
    return frozenset(found)


def proper(key: Key) -> bool:
    """Is it a zone in its own right: called after a division, or of a kind with an administration of its own?"""
    return region_of_zone(key) is not None or GOVERNED.search(key) is not None
