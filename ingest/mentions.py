"""Where a document names things: all types except projects, by shape and context."""

from __future__ import annotations

import re
from bisect import bisect_left

from ingest.mention_rules import (
    again,
    companies,
    industries,
    lands,
    media,
    organizations,
    others,
    people,
    policies,
    told_of,
    zone_defined,
    zones,
)
from ingest.mention_rules.base import Mention, mention, settle
from ingest.mention_rules.brands import is_brand
from ingest.mention_rules.possible import fitted
from ingest.mention_rules.proper import has_own_name
from ingest.mention_rules.zone_stems import KIND
from ingest.tokens import Reading, read
from ingest.zone_places import GOVERNED
from kg.model import Document

__all__ = ["Mention", "find_mentions"]


WATERS = "湾河湖山江海港岭桥溪东西南北"
"""What follows the name of a place where it is only the first half of another name: 细河 + 湾."""
GOVERNING = re.compile(
    r"(?:党工委|工委|党委)?[、和]?(?:管委会|管理委员会|工管委)(?:党政办|综合)?(?:办公室|办)?|(?:党工委|工委)|管理办公室"
)
"""How the office that governs a zone is called behind the zone's name."""
OWN_WORKS = re.compile(r"[^\W\d_总计划拟、共元]投资(?:约|近|超)?\d[\d.]*[万亿]元的$")
"""What stands before the park that a firm builds."""
PARKS = ("产业园", "物流园", "科技园", "工业园", "智造园")


def _holds(firms: list[tuple[int, int]], one: Mention) -> bool:
    """Does a company's full name stand inside, with more behind it (甲公司变压器工厂)?"""
    at = bisect_left(firms, (one.start, 0))
    return at < len(firms) and firms[at][1] < one.end


def _governs(tail: str) -> bool:
    """Is it the office that governs a zone: 某开发区 + 管理委员会? The zone is named then too."""
    return GOVERNING.fullmatch(tail) is not None


def _built_by_firms(reading: Reading, places: list[Mention]) -> set[str]:
    """The names of parks that a firm builds for itself: 甲公司投资5亿元的乙产业园 is its project and no zone."""
    return {
        one.text
        for one in places
        if one.text.endswith(PARKS) and OWN_WORKS.search(reading.text, max(0, one.start - 24), one.start)
    }


def _told_about(document: Document, settled: list[Mention]) -> list[Mention]:
    """The zone of an article's headline where no rule has found its name: 红岭套化工园, whose words no table holds."""
    taken = sorted((m.start, m.end) for m in settled)
    found = []
    for article in document.articles:
        name = article.about or ""
        if (
            len(name) < 5
            or name[-1] not in "区园谷城港"
            or not document.text.count(name, article.start, article.end) > 1
        ):
            continue
        for m in re.finditer(re.escape(name), document.text[article.start : article.end]):
            start, end = m.start() + article.start, m.end() + article.start
            at = bisect_left(taken, (start, 0))
            if not (at and taken[at - 1][1] > start) and not (at < len(taken) and taken[at][0] < end):
                found.append(Mention(start, end, "Zone", name))
    return found


def _governed(name: str) -> bool:
    """Is it a zone in its own right, which a text may name in its offices and works alone: 某经济开发区 + 码头?"""
    return len(name) >= 5 and GOVERNED.search(name) is not None


def _doubly_named(rest: str) -> bool:
    """Has a zone a name of its own behind its city's: 某市 + 望舒 + 经济技术开发区?"""
    kind = KIND.search(rest)
    return kind is not None and kind.end() == len(rest) and 2 <= kind.start() <= 4 and is_brand(rest[: kind.start()])


def _with_body(rest: str) -> bool:
    """Has a zone words of its own between its city and its kind: 某市 + 望舒河 + 高新区, not 某市经开区?"""
    kind = KIND.search(rest)
    return len(rest) >= 5 and rest[0] not in WATERS and not (kind is not None and kind.start() == 0)


def _own(reading: Reading, one: Mention, zone_ends: dict[int, int]) -> bool:
    """Has an office or a facility a name of its own, or that of the zone that it opens with?"""
    alone = one.type == "Organization" and (
        organizations.ALONE.fullmatch(one.text) or organizations.PARTY.fullmatch(one.text)
    )
    return bool(alone) or zone_ends.get(one.start, one.end) < one.end or has_own_name(reading, one)


def find_mentions(document: Document) -> list[Mention]:
    """The mentions of a document, sorted by start; none overlaps another, of rivals the longest stays."""
    reading = read(document.text)
    places = fitted(reading, zones.find(reading))
    places += zone_defined.find(reading, places)
    built = _built_by_firms(reading, places)
    places = [place for place in places if place.text not in built]
    candidates = places + companies.find(reading, places) + organizations.find(reading, places)
    candidates += policies.find(reading) + people.find(reading) + industries.find(reading, places)
    candidates += others.find(reading, places) + lands.find(reading) + media.find(reading)
    candidates = fitted(reading, candidates)
    firms = sorted((m.start, m.end) for m in candidates if m.type == "Company" and m.text.endswith("公司"))
    candidates = [m for m in candidates if m.type != "Facility" or not _holds(firms, m)]
    zone_ends = {zone.start: zone.end for zone in places}
    won = {
        m.start
        for m in candidates
        if m.type == "Title"
        and (m.text.startswith(others.RANKED) or others.WON.search(reading.text, max(0, m.start - 6), m.start))
    }
    candidates = [m for m in candidates if m.type not in ("Zone", "Organization", "Facility") or m.start not in won]
    candidates = [m for m in candidates if m.type not in ("Organization", "Facility") or _own(reading, m, zone_ends)]
    settled = settle(candidates)
    told = {m.start: m for m in told_of.find(reading, settled)}
    settled = [m for m in settled if not (m.start in told and m.type == "Policy" and m.text[-1] not in "”》")]
    settled = sorted([*settled, *told.values()], key=lambda m: m.start)
    settled = sorted(settled + again.find(reading, settled), key=lambda m: m.start)
    parks = {m.start: m.end for m in settled if m.type == "Zone" and m.text.endswith(PARKS)}
    inner = [c for c in candidates if c.type == "Company" and c.end < parks.get(c.start, 0)]
    settled += list({c.start: c for c in sorted(inner, key=lambda c: c.end)}.values())  # 某药业 + 产业园
    settled += [one for one in _told_about(document, settled) if one.text not in built]
    inside = {m.start for m in settled if m.type == "Policy"}
    offices = {m.start: m for m in settled if m.type == "Organization"}
    settled += [z for z in places if z.start in offices and _governs(reading.text[z.end : offices[z.start].end])]
    if not any(m.type == "Zone" and GOVERNED.search(m.text) for m in settled):
        within = {m.start for m in settled if m.type in ("Organization", "Facility")}
        settled += [z for z in places if z.start in within and _governed(z.text)]
    wholes = {m.start: m for m in settled if m.type == "Zone" and m.text.endswith(zones.PARTS)}
    settled += [z for z in places if z.start in wholes and z.end < wholes[z.start].end]
    settled += [c for c in candidates if c.type == "Region" and c.start in inside]  # 某市…模式: both are meant
    settled += [  # 某市 + 某某产业园: the city is named too
        mention(reading.text, place.start, place.end, "Region")
        for zone in places
        if (place := reading.places.get(zone.start))
        and (
            (not place.value.endswith(("省", "自治区")) and _with_body(reading.text[place.end : zone.end]))
            or (reading.text[place.start : place.end] == place.value and zone.end - place.end >= 5)
            or _doubly_named(reading.text[place.end : zone.end])
        )
    ]
    return sorted(set(settled), key=lambda m: (m.start, -m.end, m.type))
