"""Articles on the zones of a city or province taken together: whose zones they are."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from ingest import lexicon
from ingest.zone_places import level_of, region_of_zone
from kg.model import Key

LEAST_ZONES = 3
"""Zones, or cities of zones, of which an article speaks alike: it is about their city or province."""
MOST = 0.7
"""Share of the zones that lie in the province that an article on many zones is about."""
SAME_CITY = 0.6
"""The same for a city, of whose counties some have namesakes."""
DOMINANT = 0.45
"""Share of the mentions of zones that makes one of them what an article is about."""


def headlined(headline: str) -> Key | None:
    """The city or county that a headline names in full, also in an office's name: 某市人民政府关于…."""
    for m in re.finditer(r"[\u4e00-\u9fff]{1,6}[市县州旗]", headline):
        if (division := lexicon.division_at_end(m.group(), ("city", "county"))) is not None:
            return f"Region/{division.name}"
    return None


def of_alike(told: Mapping[Key, float], places: Sequence[lexicon.Division]) -> Key | None:
    """The city, else the province, of zones none of which is told of far more than the others.

    `told`: the zones and how often they are named; `places`: what they are called after. "" where they are told alike
    and no province holds most of them, None where one is told of more.
    """
    chains = [(place, *lexicon.ancestors(place)) for place in places]
    cities = Counter(d.name for chain in chains for d in chain if d.level == "city")
    if len(told) < LEAST_ZONES or max(told.values()) >= DOMINANT * sum(told.values()):
        return None
    city, number = min(cities.items(), key=lambda one: (-one[1], one[0])) if cities else ("", 0)
    if len(cities) < LEAST_ZONES:
        return f"Region/{city}" if number > 1 and number >= SAME_CITY * len(chains) else None
    provinces = Counter(chain[-1].name for chain in chains)
    province, number = min(provinces.items(), key=lambda one: (-one[1], one[0]))
    return f"Region/{province}" if number >= MOST * len(chains) else ""


def shared_province(zones: Iterable[Key], regions: Mapping[Key, float]) -> Key | None:
    """The province that is named most, else that of the most of the zones and cities named."""
    named = {k: n for k, n in regions.items() if level_of(k) == "province"}
    if named:
        return min(named, key=lambda k: (-named[k], k))
    places = [region_of_zone(k) for k in zones]
    places += [lexicon.division_by_name().get(k.partition("/")[2]) for k in regions]
    above = Counter((lexicon.ancestors(d) or (d,))[-1].name for d in places if d is not None)
    return f"Region/{min(above, key=lambda n: (-above[n], n))}" if above else None
