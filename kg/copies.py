"""The same text told twice: which texts are near copies of one another, and what a copy still says of its own.

A reprint has the words and figures of its model, but for title, source line, punctuation and small cuts. A report
written after the same form with other figures is none. What a copy says in the words of its model is not counted
again; a sentence or figure that only the copy has stays its own.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
import numpy as np

from kg.entries import Unit
from kg.model import Document, Facts, Key, Passage, Span
from kg.shingles import Codes, K, Letters, Mask, Shingled, Signature, covered, digest, is_digit, letters, shingled
from kg.shingles import signature as signature_of

LEAST_LETTERS = 60
"""Shorter texts are too alike by chance to be compared."""
LEAST_LENGTH, LEAST_COVERED = 0.6, 0.85
"""Of two near copies the shorter has so much of the longer's length, and so much of it stands in the longer."""
STRAY_FIGURES, STRAY_SHARE = 2, 0.02
"""Digits inside a near copy that its model lacks: a page number, a slip."""
BYTES = "bytes "
"""Begins the digest of a unit that stands for the bytes of a file."""
CORE_RUN = 2 * K
"""Shingles in a row that begin and end the part in which figures are compared: source lines at the ends have dates."""
LEAST_ALIKE = 0.45
"""Estimated resemblance, of words and of figures, from which two texts are compared letter by letter."""
SHARED = 0.9
"""Share of the letters of a statement that must stand in the model, all its figures among them, to be the model's."""


def units_of(document: Document) -> tuple[Unit, ...]:
    """The texts of a document to compare: its bytes, each article, and all of them where there are several."""
    whole = letters(document.text)
    body = [(p.article, p.start, p.end) for p in sorted(document.passages, key=_place) if p.kind == "body"]
    several = len(document.articles) > 1
    same_bytes = Unit(0, len(document.text), None, f"{BYTES}{document.sha256}", b"")
    units: list[Unit] = []
    every: list[Codes] = []
    for article in document.articles:
        codes = _joined(whole, [(start, end) for of, start, end in body if of == article.id])
        every.append(codes)
        if len(codes) >= LEAST_LETTERS:
            named = article.id if several else None
            mark = signature_of(codes).to_bytes()
            units.append(Unit(article.start, article.end, named, digest(codes), mark))
    if len(units) > 1:
        codes = np.concatenate(every)
        units.append(Unit(0, len(document.text), None, digest(codes), signature_of(codes).to_bytes()))
    return (same_bytes, *units)


def unit_letters(document: Document, start: int, end: int) -> Codes:
    """The letters of a unit: those of the body's passages between two places."""
    body = [(p.start, p.end) for p in sorted(document.passages, key=_place) if p.kind == "body"]
    return _joined(letters(document.text), [(a, b) for a, b in body if start <= a and b <= end])


def maybe_near(one: Signature, others: Sequence[Signature]) -> Mask:
    """bool [others]: which may be near copies of `one`, judged by their signatures. Symmetric."""
    words = np.stack([other.words for other in others]) == one.words
    figures = np.stack([other.figures for other in others]) == one.figures
    likely: Mask = (words.mean(axis=1) >= LEAST_ALIKE) & (figures.mean(axis=1) >= LEAST_ALIKE)
    return likely


def near(one: Shingled, other: Shingled) -> bool:
    """Whether two texts are near copies of one another. Symmetric."""
    short, long = (one, other) if len(one.codes) < len(other.codes) else (other, one)
    if len(short.codes) == len(long.codes):
        short, long = sorted((one, other), key=lambda text: digest(text.codes))
    if len(short.codes) < LEAST_LENGTH * len(long.codes):
        return False
    held = covered(short, long.sorted)
    if held.mean() < LEAST_COVERED:
        return False
    edges = np.flatnonzero(np.diff(np.concatenate([[False], held, [False]]).astype(np.int8)))
    runs = [(start, end) for start, end in edges.reshape(-1, 2) if end - start >= CORE_RUN + K - 1]
    if not runs:
        return False
    core = slice(runs[0][0], runs[-1][1])
    digits = is_digit(short.codes[core])
    stray = int((digits & ~held[core]).sum())
    return stray <= max(STRAY_FIGURES, STRAY_SHARE * int(digits.sum()))


class Shared:
    """Which of a document's letters stand in the documents that it has text from."""

    def __init__(self, document: Document) -> None:
        self._letters = letters(document.text)
        self._held: Mask = np.zeros(len(self._letters.codes), dtype=np.bool_)
        self._digits = is_digit(self._letters.codes)
        self._length = len(document.text)
        self._sums: list[list[int]] = []

    def add_all(self) -> None:
        """Take the whole document to be another's."""
        self._held[:] = True
        self._sums = []

    def add(self, start: int, end: int, model: Document) -> None:
        """Take the characters between two places to be from `model` where its text has them."""
        self._sums = []
        here = self._letters.between(start, end)
        others = shingled(letters(model.text).codes).sorted
        self._held[here] |= covered(shingled(self._letters.codes[here]), others)

    def holds(self, start: int, end: int) -> bool:
        """Whether the words and figures between two places stand in another document."""
        if not self._sums:
            self._sums = self._summed()
        letters, held, strange = self._sums
        count = letters[end] - letters[start]
        return count > 0 and held[end] - held[start] >= SHARED * count and strange[end] == strange[start]

    def _summed(self) -> list[list[int]]:
        """How many letters, letters held by others, and digits not held stand before each place of the text."""
        marks = np.zeros((3, self._length), dtype=np.int32)
        marks[0, self._letters.places] = 1
        marks[1, self._letters.places] = self._held
        marks[2, self._letters.places] = self._digits & ~self._held
        return [[0, *row] for row in np.cumsum(marks, axis=1).tolist()]


def own_facts(document: Document, facts: Facts, shared: Shared) -> Facts:
    """What a document states in words that no other has: with the entities that these words name."""

    def own(span: Span) -> bool:
        return not shared.holds(span.start, span.end)

    observations = tuple(one for one in facts.observations if own(Span(one.start, one.end)))
    relations = tuple(one for one in facts.relations if own(Span(one.start, one.end)))
    projects = tuple(
        msgspec.structs.replace(one, mentions=tuple(filter(own, one.mentions)))
        for one in facts.projects
        if own(Span(one.start, one.end))
    )
    used: set[Key | None] = {one.subject for one in observations}
    for relation in relations:
        used |= {relation.subject, relation.object}
    for project in projects:
        used |= {project.zone, project.industry, *project.companies}
    entities = []
    for entity in facts.entities:
        mentions = tuple(filter(own, entity.mentions))
        if mentions or entity.key in used:
            forms = {document.text[span.start : span.end] for span in mentions}
            kept = tuple(surface for surface in entity.surfaces if surface in forms)
            ties = tuple(tie for tie in entity.ties if tie.form in forms)
            entities.append(msgspec.structs.replace(entity, mentions=mentions, surfaces=kept, ties=ties))
    return Facts(entities=tuple(entities), projects=projects, observations=observations, relations=relations)


def _place(passage: Passage) -> tuple[int, int]:
    return passage.start, passage.end


def _joined(whole: Letters, spans: Sequence[tuple[int, int]]) -> Codes:
    parts = [whole.codes[whole.between(start, end)] for start, end in spans]
    return np.concatenate(parts) if parts else whole.codes[:0]
