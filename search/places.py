"""Places that a question names: divisions of China, and zones named after them, whether the store knows them or not.

A question on a zone that no report speaks of must not be answered with another zone's figures.
"""

from __future__ import annotations

import re
from functools import lru_cache

import msgspec

from search.segment import fold, placed_words
from seeds import LEXICON

_NO_NAME = re.compile(
    r"[的有和与及在各几哪买卖租建办进到去来把给让向对从跟比内里这那该某全个]|组织|带领|支持|鼓励|引导|推动|帮助|要求|安排|所有|[省市国]级"
)
"""Characters that no zone has in its own name between the division and its kind: 某市各园区 names the city only."""


_WORDS = frozenset(
    ["大厂", "大方", "通道", "互助", "和平", "光明", "东方", "城区", "郊区", "矿区", "新区", "高台", "大通", "平安"]
)
"""Short names of divisions that are everyday words."""


class Place(msgspec.Struct, frozen=True):
    """A place as named in a text, with the other forms of its name."""

    start: int
    end: int
    forms: tuple[str, ...]


def _rows(name: str) -> list[list[str]]:
    path = LEXICON / name
    if not path.is_file():
        return []
    return [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if line[:1] not in ("", "#")][1:]


@lru_cache(maxsize=1)
def divisions() -> dict[str, tuple[str, ...]]:
    """Full and short names of divisions, two characters or more, each with the forms of its name."""
    found: dict[str, tuple[str, ...]] = {}
    for row in _rows("divisions.tsv"):
        forms = tuple(dict.fromkeys(name for name in (row[1], row[-1]) if len(name) >= 2))
        for name in forms:
            if name not in _WORDS:
                found.setdefault(name, forms)
    return found


_ANY_KIND = ("开发区", "园区")


@lru_cache(maxsize=1)
def provinces() -> frozenset[str]:
    """The full and short names of the divisions of the first level."""
    return frozenset(name for row in _rows("divisions.tsv") if row[2] == "province" for name in (row[1], row[-1]))


@lru_cache(maxsize=1)
def kinds() -> dict[str, tuple[str, ...]]:
    """How zone names end, with the other endings of the same kind of zone."""
    groups: dict[str, set[str]] = {}
    for row in _rows("zone_kinds.tsv"):
        short = [name for name in (row[2] if len(row) > 2 else "").split(";") if len(name) >= 3]
        groups.setdefault(row[1], set()).update([row[0], *short])
    found: dict[str, set[str]] = {}
    for names in groups.values():
        for name in names:
            found.setdefault(name, set()).update(names)
    return {name: tuple(sorted(others)) for name, others in found.items()}


@lru_cache(maxsize=1)
def _zone() -> re.Pattern[str]:
    endings = "|".join(re.escape(name) for name in sorted(kinds(), key=lambda name: (-len(name), name)))
    return re.compile(rf"(?P<own>[一-鿿]{{0,4}}?)(?P<kind>{endings or '开发区'})")


@lru_cache(maxsize=1)
def _longest() -> int:
    return max((len(name) for name in divisions()), default=0)


def places(text: str) -> list[Place]:
    """The divisions and zones named in `text`, longest first at each place, left to right."""
    found: list[Place] = []
    at, known = 0, divisions()
    words = placed_words(fold(text))
    edges = {start for _, start in words} | {start + len(word) for word, start in words}
    while at < len(text):
        size = next((n for n in range(min(_longest(), len(text) - at), 1, -1) if text[at : at + n] in known), 0)
        if not size:
            at += 1
            continue
        forms = known[text[at : at + size]]
        end = at + size
        zone = _zone().match(text, end)
        if zone is not None and not zone["own"] and zone["kind"] in _ANY_KIND and text[at:end] in provinces():
            zone = None  # 辽宁开发区 are all the zones of it
        if zone is not None and not _NO_NAME.search(zone["own"]):
            endings = kinds().get(zone["kind"], (zone["kind"],))
            others = [f"{form}{zone['own']}{kind}" for form in forms for kind in endings]
            forms = tuple(dict.fromkeys([text[at : zone.end()], *others]))
            end = zone.end()
        elif size == 2 and not (at in edges and end in edges):  # 河南 in 黄河南岸
            at += 1
            continue
        found.append(Place(at, end, forms))
        at = end
    return found
