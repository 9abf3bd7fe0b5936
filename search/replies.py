"""The answer to a question, in the shape that the doors hand out."""

from __future__ import annotations

import msgspec


class CitedPassage(msgspec.Struct, frozen=True, kw_only=True):
    """Whole sentences of one article, at most 500 characters: `text` is the stored text from `start` to `end`.

    `page` is the page of the file (from 1) on which it begins; None for a format without pages.
    """

    doc: str
    article: str | None
    title: str | None
    text: str
    start: int
    end: int
    score: float
    page: int | None = None


class CitedFact(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A fact that the answer stands on; `quote` is the stored text from `start` to `end`.

    A figure has `indicator`, `value`, `unit` and `period`, a relation `predicate` and `object`.
    """

    subject: str
    unit: str | None
    period: str | None
    quote: str
    doc: str
    start: int
    end: int
    indicator: str | None = None
    value: float | None = None
    predicate: str | None = None
    object: str | None = None
    page: int | None = None


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """One way to take a question that may be taken in several: what would be meant, a question that says so, and the
    answer to it where the store holds it."""

    meant: str
    question: str
    answer: str | None = None


class RewordedSentence(msgspec.Struct, frozen=True, kw_only=True):
    """A sentence of a language model that its quote (`start` to `end` of `doc`) bears out."""

    text: str
    quote: str
    doc: str
    start: int
    end: int


class Rewording(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a language model made of the `plain` answer: sentences kept, how many were dropped, and why if none was."""

    model: str
    plain: str
    sentences: tuple[RewordedSentence, ...]
    dropped: int = 0
    note: str = ""


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """`answer` is None where the store does not hold it, and `reason` says what is missing and what is nearest.

    `readings` are the ways to take an ambiguous question; `note` says how an odd one was taken (a name put right);
    `rewording` is there where a language model was asked.
    """

    answer: str | None
    sparql: str | None
    reason: str | None
    facts: tuple[CitedFact, ...]
    passages: tuple[CitedPassage, ...]
    readings: tuple[Reading, ...] = ()
    note: str | None = None
    rewording: Rewording | None = None
