"""What an article may be speaking of at a given point.

A city's report goes over to one of its zones for some paragraphs and comes back; a zone's report does not.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from ingest.grammar import alternatives
from ingest.linking import Ref
from ingest.zone_groups import region_of_group
from ingest.zone_places import GOVERNED, level_of
from kg.model import Key

_ALL_ZONES = re.compile(r"(?:全[市省区县]|[市省]|各)[\d一-九]*(?:个)?(?:工业类)?(?:各)?开发区")


def all_zones(refs: list[Ref]) -> list[Key]:
    """The keys that stand for all zones of a city or province together (全市开发区, 某市9个工业类开发区)."""
    return sorted({r.key for r in refs if r.key.startswith("Zone/") and _ALL_ZONES.search(r.key)})


def main_zones(refs: list[Ref]) -> list[Key]:
    """The single zones that an article speaks of at length: three mentions or more, and a third of all to zones."""
    together = set(all_zones(refs))
    counts = Counter(r.key for r in refs if r.key.startswith("Zone/") and r.key not in together)
    total = sum(counts.values())
    return sorted(k for k, n in counts.items() if n >= 3 and n * 3 >= total)


def topics(refs: list[Ref], subject: Key | None) -> frozenset[Key]:
    """All that may become the topic of the sentences that name no subject of their own.

    A zone's report speaks of the parks inside it without going over to them, nor does one that compares the zones of a
    place, or of a province that is told of, go over to one of these.
    """
    region = subject is not None and subject.startswith("Region/")
    wide = region_of_group(subject) is not None or (region and level_of(subject or "") == "province")
    zones = [] if wide else main_zones(refs)
    if subject is not None and subject.startswith("Zone/"):
        zones = [zone for zone in zones if not _PARK.search(zone)]
    if subject is not None and GOVERNED.search(subject):
        zones = [zone for zone in zones if GOVERNED.search(zone)]
    return frozenset([*zones, *all_zones(refs), *([subject] if subject else [])])


_PARK = re.compile(r"(?:产业园|科技园|物流园|工业园|园区|片区|组团|基地|社区)(?:[一二三]期)?$")
"""What lies inside a zone by the end of its name."""


_BUILDING = re.compile(
    r"(?:签约|摘牌|拿地|摘地|落地|立项|供地).{0,4}到.{0,4}(?:开工|动工|动土|投产|建成|竣工)|早开工|提前开工"
)
_ORDERS = re.compile(r"订单(?!农业|班|式|贷)")


def of_a_project(indicator: str) -> bool:
    """Whether words tell of how long a project took from its signing to its start: no firm has such a time."""
    return _BUILDING.search(indicator) is not None


def of_orders(indicator: str) -> bool:
    """Whether words tell of the orders that a firm has in hand: no zone has them."""
    return _ORDERS.search(indicator) is not None


@cache
def _measures(part: str) -> re.Pattern[str]:
    """The measures of one class of the grammar: place_measure, supply_measure, firm_measure."""
    return re.compile(alternatives(part))


def of_a_place(indicator: str) -> bool:
    """Whether only a place or a zone has such a figure: 地区生产总值, 一般公共预算收入, 规上工业企业数."""
    return _measures("place_measure").match(indicator) is not None


def may_have(subject: Key | None, indicator: str) -> bool:
    """Whether a subject can have a figure of that name: what is `of_a_place` only a place or its office.

    How much of what a trade needs is made near by (本地配套率) is told of zones, trades and firms, never of a project.
    """
    if subject is None or subject.startswith(("Zone/", "Region/", "Organization/", "Industry/")):
        return True
    supplied = _measures("supply_measure").search(indicator) is not None and not subject.startswith("Company/")
    return not supplied and not of_a_place(indicator)


def comes_about(indicator: str) -> bool:
    """Whether words tell of what a policy is for and the zone has: 亩均税收, 签约项目数, 内设机构数.

    What a policy takes and gives (材料, 用时, 贷款, 补助) is its own.
    """
    return _measures("outcome_measure").search(indicator) is not None and "门槛" not in indicator


def of_a_firm(words: str) -> bool:
    """Whether words tell of what firms have and their projects do not: 产品销往26个国家, 市场份额."""
    return _measures("firm_measure").search(words) is not None
