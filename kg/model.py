"""The data that all floors share: a document, its articles and passages, and the facts read from it.

Everything here is an immutable value. Offsets (`start`, `end`) are Python `str` indices into
`Document.text`, the text as stored; nothing that is not in the text has a span.
An entity is named everywhere by its *key*, `"<type>/<name>"` (for example `Zone/宜春经济技术开发区`):
a pure function of one document and the lexicon, so that two documents agree on it without having met.
"""

from __future__ import annotations

from bisect import bisect_right
from decimal import Decimal
from typing import Literal

import msgspec

EntityType = Literal[
    "Zone", "Region", "Company", "Project", "Industry", "Policy", "Organization", "Person",
    "Fund", "Facility", "Title", "Technology", "Event",
]  # fmt: skip
Predicate = Literal[
    "located_in", "part_of", "invests_in", "in_industry", "leads_industry", "implements", "partner_of",
    "holds_title", "officer_of", "acquired", "upstream_of", "produces", "funds", "targets",
]  # fmt: skip
Status = Literal["实际", "目标", "预计"]
PassageKind = Literal["body", "title", "caption", "repeat"]

Key = str
"""`"<type>/<name>"`, see the module's docstring."""


class Span(msgspec.Struct, frozen=True, order=True):
    """Characters `start` (included) to `end` (excluded) of a document's text."""

    start: int
    end: int


class Article(msgspec.Struct, frozen=True, kw_only=True):
    """One article of a document; `year` is what 今年 means in it, with the words that show it."""

    id: str
    start: int
    end: int
    title: str | None = None
    kicker: str | None = None
    publisher: str | None = None
    author: str | None = None
    date: str | None = None
    about: str | None = None
    year: int | None = None
    year_evidence: str | None = None


class Passage(msgspec.Struct, frozen=True, kw_only=True):
    """Whole sentences of one article, 100-300 characters where the text allows."""

    article: str
    start: int
    end: int
    kind: PassageKind = "body"
    heading: str | None = None


class PageTurn(msgspec.Struct, frozen=True, array_like=True):
    """From character `start` of a document's text on, up to the next turn, the words stand on `page` of its file."""

    start: int
    page: int


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """A file as read. `text` is stored once, after decoding and layout repair, and never changed.

    `sha256` is that of the file's bytes; `path` is as the user gave it. `pages` are in the order of the text, which
    need not be that of their numbers. `warning` says what of the file was not read, or may be wrong.
    """

    id: str
    path: str
    sha256: str
    text: str
    title: str | None = None
    date: str | None = None
    publisher: str | None = None
    source: str | None = None
    place: str | None = None
    articles: tuple[Article, ...] = ()
    passages: tuple[Passage, ...] = ()
    pages: tuple[PageTurn, ...] = ()
    warning: str | None = None

    def page_at(self, start: int) -> int | None:
        """The page of the file (from 1) on which a character stands; None for a format without pages."""
        at = bisect_right(self.pages, start, key=_turn_start)
        return self.pages[at - 1].page if at else None


def _turn_start(turn: PageTurn) -> int:
    return turn.start


class Quantity(msgspec.Struct, frozen=True):
    """A number with its unit: `value` 219.35, `unit` 亿元."""

    value: Decimal
    unit: str


class Change(msgspec.Struct, frozen=True):
    """How a figure moved: `kind` 同比增长, 增速, 下降, 较上年增加...; a fall has a negative value."""

    kind: str
    value: Decimal
    unit: str


class Tie(msgspec.Struct, frozen=True):
    """What ties a form to the name it is filed under: the rule, and the characters that show it."""

    form: str
    rule: str
    start: int
    end: int


class Entity(msgspec.Struct, frozen=True, kw_only=True):
    """A thing that the document names. `surfaces` are the forms used, `mentions` where; `ties` tell why the forms that
    differ from the name are its."""

    key: Key
    name: str
    type: EntityType
    surfaces: tuple[str, ...]
    mentions: tuple[Span, ...]
    ties: tuple[Tie, ...] = ()


class Part(msgspec.Struct, frozen=True):
    """What told one field of a project: the rule, and the characters that say it."""

    field: str
    rule: str
    start: int
    end: int


class Project(msgspec.Struct, frozen=True, kw_only=True):
    """A project with what the text says of it; `start`/`end` span the words that say most of it.

    `rule` is how its name was found, `parts` what told its other fields.
    """

    key: Key
    name: str
    surfaces: tuple[str, ...]
    mentions: tuple[Span, ...]
    start: int
    end: int
    zone: Key | None = None
    companies: tuple[Key, ...] = ()
    industry: Key | None = None
    investment: Quantity | None = None
    capacity: str | None = None
    area: Quantity | None = None
    stage: str | None = None
    stage_date: str | None = None
    rule: str = ""
    parts: tuple[Part, ...] = ()


class Observation(msgspec.Struct, frozen=True, kw_only=True):
    """One figure: subject, indicator, value, unit, period.

    `text` holds the report's own characters of the number and its unit (近30亿元), which are never
    altered; `rule` names what produced the fact; `concept` is the indicator's id in the vocabulary.
    """

    subject: Key
    indicator: str
    value: Decimal
    unit: str
    text: str
    start: int
    end: int
    qualifier: str | None = None
    period: str | None = None
    change: Change | None = None
    status: Status = "实际"
    kind: Literal["level", "growth", "share", "rank", "difference"] = "level"
    concept: str | None = None
    rule: str = ""
    subject_rule: str = ""
    """How the subject was told, and in `subject_at` the words that name it, where some do."""
    subject_at: Span | None = None


class Relation(msgspec.Struct, frozen=True, kw_only=True):
    """`subject predicate object`, said by the characters `start` to `end`; `role` for a post held.

    Of a policy carried out, `since` is when that began (`2022`, `2023-03`), `result` the report's words on what has
    come of it.
    """

    subject: Key
    predicate: Predicate
    object: Key
    start: int
    end: int
    role: str | None = None
    since: str | None = None
    result: str | None = None
    rule: str = ""


class Facts(msgspec.Struct, frozen=True, kw_only=True):
    """All that one document states. Relations and observations name entities and projects by key."""

    entities: tuple[Entity, ...] = ()
    projects: tuple[Project, ...] = ()
    observations: tuple[Observation, ...] = ()
    relations: tuple[Relation, ...] = ()
