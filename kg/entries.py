"""What a store keeps of a document: counts, the names and forms in it, and the encoded record."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from kg.graph import facts_keys, last_year
from kg.model import Document, Facts, Key


class Counts(msgspec.Struct, frozen=True):
    """How much one document holds."""

    characters: int = 0
    articles: int = 0
    passages: int = 0
    entities: int = 0
    projects: int = 0
    observations: int = 0
    relations: int = 0


class Summary(msgspec.Struct, frozen=True):
    """One line of a list of documents. `origin` is the file's absolute path when it was read."""

    id: str
    title: str | None
    date: str | None
    publisher: str | None
    path: str
    origin: str
    sha256: str
    extractor: str
    counts: Counts


class Entry(msgspec.Struct, frozen=True):
    """A document ready to be stored: encoded once, where it was read.

    `record` is the document without its text. `surfaces` are (form, key, whether the text uses it).
    """

    id: str
    origin: str
    sha256: str
    extractor: str
    counts: Counts
    text: str
    record: bytes
    facts: bytes
    names: tuple[tuple[Key, str], ...]
    surfaces: tuple[tuple[str, Key, bool], ...]
    figures: tuple[tuple[Key, int | None, int], ...]


class Named(msgspec.Struct, frozen=True):
    """An entity or project over all documents: its one name, every form used, the documents that name it."""

    key: Key
    type: str
    name: str
    surfaces: tuple[str, ...]
    documents: tuple[str, ...]


class NameHit(msgspec.Struct, frozen=True):
    """A known form found in a text: `text[start:end] == surface` stands for `key` in `documents` documents."""

    start: int
    end: int
    surface: str
    key: Key
    documents: int


def counts_of(document: Document, facts: Facts) -> Counts:
    """How much the document and its facts hold; entities count every key that the facts name, projects included."""
    return Counts(
        characters=len(document.text),
        articles=len(document.articles),
        passages=len(document.passages),
        entities=len(facts_keys(facts)),
        projects=len(facts.projects),
        observations=len(facts.observations),
        relations=len(facts.relations),
    )


def entry_of(document: Document, facts: Facts, origin: str = "", extractor: str = "") -> Entry:
    """Encode a document and its facts for storing."""
    surfaces = {(surface, entity.key) for entity in facts.entities for surface in entity.surfaces}
    surfaces |= {(surface, project.key) for project in facts.projects for surface in project.surfaces}
    names = facts_keys(facts)
    canonical = {(name, key) for key, name in names.items()} - surfaces
    figures: dict[tuple[Key, int | None], int] = {}
    for observation in facts.observations:
        place = (observation.subject, last_year(observation.period))
        figures[place] = figures.get(place, 0) + 1
    return Entry(
        id=document.id,
        origin=origin or document.path,
        sha256=document.sha256,
        extractor=extractor,
        counts=counts_of(document, facts),
        text=document.text,
        record=msgspec.json.encode(msgspec.structs.replace(document, text="")),
        facts=msgspec.json.encode(facts),
        names=tuple(names.items()),
        surfaces=(*((*pair, True) for pair in sorted(surfaces)), *((*pair, False) for pair in sorted(canonical))),
        figures=tuple((key, year, count) for (key, year), count in figures.items()),
    )


def choose_name(told: Iterable[tuple[str, int]]) -> str:
    """The one name among (name, number of documents that use it): the most used, then longest, then first in order."""
    return min(told, key=lambda pair: (-pair[1], -len(pair[0]), pair[0]))[0]
