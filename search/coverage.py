"""How much of a question a piece of text covers, word by word: the measure behind best sentences and abstaining.

A word counts by its rarity. It is covered wholly where the text holds it, partly where the text holds a part of it,
or a word that the embedding table finds close (审批 for 手续). A name is covered only by itself, by another of its
forms, or where the text speaks of the same thing (该区).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

import msgspec
import numpy as np

from kg.model import Key
from search import segment
from search.encoders import Encoder, Floats, WordEncoder

_CLOSE = 0.40
"""Cosine from which a word begins to stand for another; at `_SAME` it stands for it wholly."""
_SAME = 0.90
_PART = 0.75
"""What a part of a word is worth at most."""
_KEPT_WORDS = 50_000
SENSE_SHARE = 0.6
"""How much of what a text does not cover word by word it covers by saying what the question means."""
_NONE = np.zeros(0, dtype=np.float32)


class Term(msgspec.Struct, frozen=True, kw_only=True):
    """A word or name of the question. `forms` are the strings that stand for it; `keys` the entities it may be.

    `strict`: similarity does not count (names of things, numbers); `place`: it names a zone or a region.
    """

    text: str
    forms: tuple[str, ...]
    weight: float
    strict: bool = False
    place: bool = False
    keys: tuple[Key, ...] = ()


class Sense(msgspec.Struct, frozen=True):
    """What the question may mean in official words: any of `names`; `weight` is how surely, 0 to 1."""

    names: tuple[str, ...]
    weight: float


class WordSimilarity:
    """Vectors of single words by an encoder's table; each word is looked up once."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder if isinstance(encoder, WordEncoder) else None
        self._rows: dict[str, int] = {}
        self._table: Floats = np.zeros((0, encoder.dimension), dtype=np.float32)

    def vectors(self, words: Sequence[str]) -> Floats:
        """float32 [len(words), dimension]; zeros without a table."""
        if self._encoder is None:
            return np.zeros((len(words), self._table.shape[1]), dtype=np.float32)
        missing = [word for word in dict.fromkeys(words) if word not in self._rows]
        if len(self._rows) + len(missing) > _KEPT_WORDS:
            self._rows, self._table = {}, self._table[:0]
            missing = list(dict.fromkeys(words))
        if missing:
            first = len(self._rows)
            self._rows.update((word, first + i) for i, word in enumerate(missing))
            self._table = np.concatenate([self._table, self._encoder.encode_queries(missing)])
        vectors: Floats = self._table[[self._rows[word] for word in words]]
        return vectors

    def sentences(self, question: str, texts: Sequence[str]) -> Floats:
        """float32 [len(texts)]: cosine of the question and each text as a whole; zeros without a table of words."""
        if self._encoder is None or not texts:
            return np.zeros(len(texts), dtype=np.float32)
        cosines: Floats = self._encoder.encode_passages(texts) @ self._encoder.encode_queries([question])[0]
        return cosines


def part_covered(word: str, text: str) -> float:
    """The share of the two-character parts of `word` that `text` holds; 1 when it holds the word."""
    if word in text:
        return 1.0
    pairs = _pairs(word)
    return _PART * sum([pair in text for pair in pairs]) / len(pairs) if pairs else 0.0


@lru_cache(maxsize=16384)
def _pairs(word: str) -> tuple[str, ...]:
    return () if len(word) < 3 or word.isascii() else tuple(word[i : i + 2] for i in range(len(word) - 1))


class View:
    """One text seen by one question: `of(start, end)` says how far each term is covered there."""

    def __init__(self, coverage: Coverage, text: str, mentions: Mapping[Key, Sequence[tuple[int, int]]]) -> None:
        self._coverage = coverage
        self._plain = segment.fold(text)
        # What the whole text does not hold, no part of it holds: most forms need never be looked for again.
        self._forms = [
            (i, [form for form in term.forms if part_covered(form, self._plain)])
            for i, term in enumerate(coverage.terms)
        ]
        self._forms = [(i, forms) for i, forms in self._forms if forms]
        self._senses = [
            (sense.weight, names)
            for sense in coverage.senses
            if (names := [name for name in sense.names if part_covered(name, self._plain)])
        ]
        self._said = [[span for key in term.keys for span in mentions.get(key, ())] for term in coverage.terms]
        placed = [(word, at) for word, at in segment.placed_words(self._plain) if len(word) > 1]
        self._starts = [at for _, at in placed]
        self._ends = [at + len(word) for word, at in placed]
        self._close = coverage.similarities([word for word, _ in placed])

    def of(self, start: int = 0, end: int | None = None, soft: bool = True) -> Floats:
        """float32 [terms + 1], 0 to 1: how far `text[start:end]` covers each term and, last, the question's sense.

        Without `soft` similar words do not count.
        """
        end = len(self._plain) if end is None else end
        piece = self._plain[start:end]
        covered = np.zeros(len(self._coverage.terms), dtype=np.float32)
        for i, forms in self._forms:
            covered[i] = max([part_covered(form, piece) for form in forms])
        for i, spans in enumerate(self._said):
            if spans and covered[i] < 1 and any(a >= start and b <= end for a, b in spans):
                covered[i] = 1.0
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        while last > first and self._ends[last - 1] > end:
            last -= 1
        if soft and last > first and len(covered):
            covered = np.maximum(covered, self._close[:, first:last].max(axis=1))
        meant = max((weight * _said(names, piece) for weight, names in self._senses), default=0.0)
        return np.append(covered, np.float32(meant))


def _said(names: Sequence[str], piece: str) -> float:
    best = max([part_covered(name, piece) for name in names])
    return best if best == 1 else 0.7 * best * best


def _is_thing(term: Term) -> bool:
    """Whether a term names a project, firm or the like, and not the place where it stands."""
    return term.strict and not term.place and bool(term.keys)


class Coverage:
    """Scores texts against the terms of one question, whose own words are `text`."""

    def __init__(
        self, terms: Iterable[Term], similarity: WordSimilarity, text: str = "", senses: Iterable[Sense] = ()
    ) -> None:
        self.text = segment.fold(text)
        self.senses = tuple(senses)
        self._statements: dict[tuple[Key, str], Floats] = {}
        self.terms = tuple(terms)
        self.weights: Floats = np.array([term.weight for term in self.terms], dtype=np.float32)
        self._similarity = similarity
        self.strict: Floats = np.array([term.strict for term in self.terms], dtype=np.float32)
        self.places: Floats = np.array([term.place for term in self.terms], dtype=np.float32)
        self.things: Floats = np.array([_is_thing(term) for term in self.terms], dtype=np.float32)
        self._open = 1 - self.strict
        self._asked = similarity.vectors([term.text for term in self.terms]) if self.terms else _NONE

    def similarities(self, words: Sequence[str]) -> Floats:
        """float32 [terms, words]: how far a word stands for a term by similarity alone."""
        if not self.terms or not words:
            return np.zeros((len(self.terms), len(words)), dtype=np.float32)
        cosine = self._asked @ self._similarity.vectors(words).T
        scaled: Floats = np.clip((cosine - _CLOSE) / (_SAME - _CLOSE), 0, 1) * self._open[:, None]
        return scaled

    def meanings(self, texts: Sequence[str]) -> Floats:
        """float32 [texts]: how alike each text and the whole question are in meaning, -1 to 1."""
        return self._similarity.sentences(self.text, texts)

    def view(self, text: str, mentions: Mapping[Key, Sequence[tuple[int, int]]] | None = None) -> View:
        """Look at a text; `mentions` are places in it that speak of an entity, by key."""
        return View(self, text, mentions or {})

    def statement(self, subject: Key, indicator: str) -> Floats:
        """float32 [terms]: how far a figure of the graph covers each term, by what it is about."""
        place = (subject, indicator)
        if place not in self._statements:
            name = subject.partition("/")[2]
            covered = self.view(f"{name} {indicator}").of()
            for i, term in enumerate(self.terms):
                if subject in term.keys:
                    covered[i] = 1.0
            self._statements[place] = covered
        return self._statements[place]

    def likeness(self, indicator: str) -> float:
        """The share of an indicator's two-character parts that the question holds, 0 to 1."""
        folded = segment.fold(indicator)
        pairs = {folded[i : i + 2] for i in range(len(folded) - 1)}
        return sum(pair in self.text for pair in pairs) / len(pairs) if pairs else 0.0

    def share(self, covered: Floats, among: Floats | None = None) -> float:
        """The weighted share of the question that `covered` amounts to, 0 to 1; of the terms `among` (0 or 1) only.

        The sense of the question counts beside its words, but stands for no name.
        """
        weights = self.weights if among is None else self.weights * among
        total = float(weights.sum())
        share = float(weights @ covered[:-1]) / total if total else 0.0
        if among is self.strict or among is self.things or among is self.places:
            return share
        return share + (1 - share) * SENSE_SHARE * float(covered[-1])
