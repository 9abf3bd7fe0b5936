"""One question with everything found for it: what the parts that compose an answer share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from kg.documents import DocumentStore
from search.coverage import Coverage
from search.evidence import Sentence
from search.figures import Figure
from search.index import Hit
from search.question import Question
from search.statements import Statement

Known = Mapping[tuple[str, int], Sequence[Statement]]


class Case(msgspec.Struct, frozen=True, kw_only=True):
    """A question, its hits best first, their sentences best first, and the figures that the graph holds in them."""

    question: Question
    documents: DocumentStore
    coverage: Coverage
    hits: Sequence[Hit]
    sentences: Sequence[Sentence]
    known: Known
    mentions: dict[str, list[tuple[int, int, str]]] = msgspec.field(default_factory=dict)
    """Of documents looked into: where they name things of which figures are told."""


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """An answer's words, the sentences that they stand in, and the figures that it gives."""

    text: str
    sentences: tuple[Sentence, ...]
    figures: tuple[Figure, ...] = ()
    names: tuple[str, ...] = ()
