"""What a store keeps of a document: counts, the names and forms in it, and the encoded record."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Literal

import msgspec

from kg.graph import facts_keys, last_year
from kg.model import Document, Facts, Key
from kg.project_merges import told_of
from kg.vocabulary import shipped


class Counts(msgspec.Struct, frozen=True):
    """How much one document holds."""

    characters: int = 0
    articles: int = 0
    passages: int = 0
    entities: int = 0
    projects: int = 0
    observations: int = 0
    relations: int = 0


CopyKind = Literal["exact", "near", "part"]


class Unit(msgspec.Struct, frozen=True):
    """A text that is compared: a whole document (`article` None) or one of its several articles.

    `start` and `end` bound it in the document; compared are the body's passages between them. `digest` and
    `signature` are those of their letters. A unit without a signature stands for the bytes of the file.
    """

    start: int
    end: int
    article: str | None
    digest: str
    signature: bytes


class Link(msgspec.Struct, frozen=True, order=True):
    """`article` (None: the whole document) has the same text as article `of_article` of document `of`."""

    article: str | None
    of: str
    of_article: str | None


class Copied(msgspec.Struct, frozen=True):
    """What a document has from others. `kind`: the same bytes, a near copy, or one with some articles from others.

    `passages` are the starts of the passages that stand in the others too.
    """

    kind: CopyKind
    links: tuple[Link, ...]
    passages: tuple[int, ...]

    @property
    def of(self) -> tuple[str, ...]:
        """Ids of the documents that tell it, sorted."""
        return tuple(sorted({link.of for link in self.links}))


class Summary(msgspec.Struct, frozen=True):
    """One line of a list of documents. `origin` is the file's absolute path when it was read, `size` its bytes.

    `copied` says what it has from other documents; `counts` is what it holds beside that.
    """

    id: str
    title: str | None
    date: str | None
    publisher: str | None
    path: str
    origin: str
    sha256: str
    size: int
    extractor: str
    counts: Counts
    copied: Copied | None = None


class Head(msgspec.Struct, frozen=True):
    """The part of a document that a list shows."""

    path: str
    title: str | None = None
    date: str | None = None
    publisher: str | None = None


class Entry(msgspec.Struct, frozen=True):
    """A document ready to be stored: encoded once, where it was read.

    `record` is the document without its text, `head` what a list shows of it. `surfaces` are (form, key, whether the
    text uses it). `file` holds the document's bytes at `origin` (the same, but for a member of an archive).
    `told` is (zone, what is said of a project there), by which projects of several documents are compared.
    """

    id: str
    origin: str
    sha256: str
    date: str | None
    extractor: str
    counts: Counts
    text: str
    head: bytes
    record: bytes
    facts: bytes
    names: tuple[tuple[Key, str], ...]
    surfaces: tuple[tuple[str, Key, bool], ...]
    figures: tuple[tuple[Key, int | None, int], ...]
    units: tuple[Unit, ...] = ()
    size: int = 0
    file: str = ""
    told: tuple[tuple[Key, bytes], ...] = ()


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


def entry_of(
    document: Document,
    facts: Facts,
    origin: str = "",
    extractor: str = "",
    units: tuple[Unit, ...] = (),
    size: int = 0,
    file: str = "",
) -> Entry:
    """Encode a document and its facts for storing. `units` (`kg.copies.units_of`) let copies of it be known."""
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
        date=document.date,
        extractor=extractor,
        counts=counts_of(document, facts),
        text=document.text,
        head=msgspec.json.encode(Head(document.path, document.title, document.date, document.publisher)),
        record=msgspec.json.encode(msgspec.structs.replace(document, text="")),
        facts=msgspec.json.encode(facts),
        names=tuple(names.items()),
        surfaces=(*((*pair, True) for pair in sorted(surfaces)), *((*pair, False) for pair in sorted(canonical))),
        figures=tuple((key, year, count) for (key, year), count in figures.items()),
        units=units,
        size=size,
        file=file,
        told=tuple((one.zone, msgspec.json.encode(one)) for one in told_of(document, facts.projects, _yuan(facts))),
    )


def _yuan(facts: Facts) -> list[Decimal | None]:
    sums = (project.investment for project in facts.projects)
    return [None if one is None else shipped().base_value(one.value, one.unit) for one in sums]


def choose_name(told: Iterable[tuple[str, int]]) -> str:
    """The one name among (name, number of documents that use it): the most used, then longest, then first in order."""
    return min(told, key=lambda pair: (-pair[1], -len(pair[0]), pair[0]))[0]
