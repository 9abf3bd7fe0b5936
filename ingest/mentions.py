"""Where a document names things: all types except projects, by shape and context."""

from __future__ import annotations

from ingest.mention_rules import companies, industries, organizations, others, people, policies, zones
from ingest.mention_rules.base import Mention, settle
from ingest.tokens import read
from kg.model import Document

__all__ = ["Mention", "find_mentions"]


def find_mentions(document: Document) -> list[Mention]:
    """The mentions of a document, sorted by start; none overlaps another, of rivals the longest stays."""
    reading = read(document.text)
    places = zones.find(reading)
    candidates = places + companies.find(reading, places) + organizations.find(reading, places)
    candidates += policies.find(reading) + people.find(reading) + industries.find(reading, places)
    candidates += others.find(reading, places)
    settled = settle(candidates)
    inside = {m.start for m in settled if m.type == "Policy"}
    offices = {m.start: m for m in settled if m.type == "Organization" and m.text.endswith(("管委会", "党工委"))}
    settled += [z for z in places if z.start in offices and z.end == offices[z.start].end - 3]  # 某开发区 + 管委会
    wholes = {m.start: m for m in settled if m.type == "Zone" and m.text.endswith(zones.PARTS)}
    settled += [z for z in places if z.start in wholes and z.end < wholes[z.start].end]
    settled += [c for c in candidates if c.type == "Region" and c.start in inside]  # 某市…模式: both are meant
    return sorted(settled, key=lambda m: (m.start, -m.end))
