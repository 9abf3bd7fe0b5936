"""How much of a question a piece of text covers, word by word: the measure behind best sentences and abstaining.

A word counts by its rarity. It is covered wholly where the text holds it, partly where the text holds a part of it,
or a word that the embedding table finds close (审批 for 手续). A name is covered only by itself, by another of its
forms, or where the text speaks of the same thing (该区).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property, lru_cache

import msgspec
import numpy as np
import numpy.typing as npt

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
_NOWHERE = np.iinfo(np.int32).max
GENERIC = frozenset(
    "经济技术开发高新产业示范园区工业综合保税改革转型片试验本该全我各其项目公司企业省市县集团的有限责任股份区内"
)
"""Characters of which the kinds of zones and firms are written; a name of one thing has others too."""


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

    @property
    def measures(self) -> bool:
        """Whether the encoder has a table of words, so that its cosines are on the scale of the weights here."""
        return self._encoder is not None

    def vectors(self, words: Sequence[str]) -> Floats:
        """float32 [len(words), dimension]; zeros without a table."""
        if self._encoder is None:
            return np.zeros((len(words), self._table.shape[1]), dtype=np.float32)
        missing = [word for word in dict.fromkeys(words) if word not in self._rows]
        if len(self._rows) + len(missing) > _KEPT_WORDS:
            self._rows, self._table = {}, self._table[:0]
            missing = list(dict.fromkeys(words))
        if missing:
            first, held = len(self._rows), len(self._rows) + len(missing)
            self._rows.update((word, first + i) for i, word in enumerate(missing))
            if held > len(self._table):  # room for as many again: a table grown word by word is copied at each word
                more = np.zeros((max(held, 2 * len(self._table)), self._table.shape[1]), dtype=np.float32)
                more[:first] = self._table[:first]
                self._table = more
            self._table[first:held] = self._encoder.encode_queries(missing)
        vectors: Floats = self._table[[self._rows[word] for word in words]]
        return vectors

    def sentences(self, question: str, texts: Sequence[str]) -> Floats:
        """float32 [len(texts)]: cosine of the question and each text as a whole; zeros without a table of words."""
        if self._encoder is None or not texts:
            return np.zeros(len(texts), dtype=np.float32)
        cosines: Floats = self._encoder.encode_passages(texts) @ self._encoder.encode_queries([question])[0]
        return cosines


@lru_cache(maxsize=16384)
def _pairs(word: str) -> tuple[str, ...]:
    """The two-character parts of a word, each of which covers its share of it; none of a short or a Latin one."""
    return () if len(word) < 3 or word.isascii() else tuple(word[i : i + 2] for i in range(len(word) - 1))


@lru_cache(maxsize=16384)
def _own_pairs(name: str) -> tuple[str, ...]:
    """Those parts of a place's name that are its own: 经济技术开发区 is half of many names and tells none."""
    own = tuple(pair for pair in _pairs(name) if not any(character in GENERIC for character in pair))
    return own or _pairs(name)


class Parts:
    """What is looked for in a text: the forms of a question's terms and senses, whole and in two-character parts."""

    def __init__(self, terms: Sequence[Term], senses: Sequence[Sense]) -> None:
        forms = [form for term in terms for form in term.forms] + [name for one in senses for name in one.names]
        parted = [(_own_pairs if term.place else _pairs)(form) for term in terms for form in term.forms]
        parted += [_pairs(name) for one in senses for name in one.names]
        places: dict[str, int] = {}
        for form, pairs in zip(forms, parted, strict=True):
            for part in (form, *pairs):
                places.setdefault(part, len(places))
        self.texts = tuple(places)
        self._wholes = np.array([places[form] for form in forms], dtype=np.int64)
        self._shares = np.zeros((len(forms), len(places)), dtype=np.float32)
        for row, pairs in enumerate(parted):
            for pair in pairs:
                self._shares[row, places[pair]] += _PART / len(pairs)
        groups = [len(term.forms) for term in terms] + [len(sense.names) for sense in senses]
        sizes = np.array(groups, dtype=np.int64)
        self._filled = np.flatnonzero(sizes)
        self._starts = (np.cumsum(sizes) - sizes)[self._filled]
        self._terms, self._groups = len(terms), len(groups)
        self._weights: Floats = np.array([sense.weight for sense in senses], dtype=np.float32)

    def covered(self, held: Floats) -> Floats:
        """float32 [texts, terms + 1]: how far texts that hold the parts `held` (0 or 1, [texts, parts]) cover each term
        and, last, the sense.
        """
        covered = np.zeros((len(held), self._terms + 1), dtype=np.float32)
        if not len(self._filled):
            return covered
        forms = np.maximum(held @ self._shares.T, held[:, self._wholes])
        best = np.zeros((len(held), self._groups), dtype=np.float32)
        best[:, self._filled] = np.maximum.reduceat(forms, self._starts, axis=1)
        covered[:, :-1] = best[:, : self._terms]
        if len(self._weights):
            meant = best[:, self._terms :]
            covered[:, -1] = (self._weights * np.where(meant >= 1, meant, 0.7 * meant * meant)).max(axis=1)
        return covered


class View:
    """One text seen by one question: `of(start, end)` says how far each term is covered there."""

    def __init__(self, coverage: Coverage, text: str, mentions: Mapping[Key, Sequence[tuple[int, int]]]) -> None:
        self._coverage = coverage
        self._plain = segment.fold(text)
        # What the whole text does not hold, no part of it holds: most parts of forms need never be looked for again.
        held = [i for i, part in enumerate(coverage.parts.texts) if part in self._plain]
        self._held = np.array(held, dtype=np.int64)
        self._said = [
            (i, spans)
            for i, term in enumerate(coverage.terms)
            if (spans := [span for key in term.keys for span in mentions.get(key, ())])
        ]
        placed = [(word, at) for word, at in segment.placed_words(self._plain) if len(word) > 1]
        self._starts = [at for _, at in placed]
        self._ends = [at + len(word) for word, at in placed]
        self._close = coverage.similarities([word for word, _ in placed])

    @cached_property
    def _next(self) -> npt.NDArray[np.int32]:
        """int32 [characters + 1, parts held]: where each part ends that begins there or next after."""
        ends = np.full((len(self._plain) + 1, len(self._held)), _NOWHERE, dtype=np.int32)
        for column, i in enumerate(self._held):
            part = self._coverage.parts.texts[i]
            at = self._plain.find(part)
            while at >= 0:
                ends[at, column] = at + len(part)
                at = self._plain.find(part, at + 1)
        found: npt.NDArray[np.int32] = np.minimum.accumulate(ends[::-1], axis=0)[::-1]
        return found

    def of(self, start: int = 0, end: int | None = None, soft: bool = True) -> Floats:
        """float32 [terms + 1], 0 to 1: how far `text[start:end]` covers each term and, last, the question's sense.

        Without `soft` similar words do not count.
        """
        covered: Floats = self.each([(start, len(self._plain) if end is None else end)], soft)[0]
        return covered

    def each(self, spans: Sequence[tuple[int, int]], soft: bool = True) -> Floats:
        """float32 [spans, terms + 1]: `of` each of many stretches of the text at once."""
        length = len(self._plain)
        held = np.zeros((len(spans), len(self._coverage.parts.texts)), dtype=np.float32)
        if len(self._held) and spans == [(0, length)]:
            held[:, self._held] = 1.0
        elif len(self._held):
            ends = np.array([[end] for _, end in spans], dtype=np.int32)
            held[:, self._held] = self._next[[min(start, length) for start, _ in spans]] <= ends
        covered = self._coverage.parts.covered(held)
        for row, (start, end) in zip(covered, spans, strict=True):
            for i, told in self._said:
                if row[i] < 1 and any(a >= start and b <= end for a, b in told):
                    row[i] = 1.0
            first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
            while last > first and self._ends[last - 1] > end:
                last -= 1
            if soft and last > first and len(row) > 1:
                np.maximum(row[:-1], self._close[:, first:last].max(axis=1), out=row[:-1])
        return covered


def _is_thing(term: Term) -> bool:
    """Whether a term names a project, firm or the like, and not the place where it stands."""
    return term.strict and not term.place and bool(term.keys)


def _short_for(name: str, whole: str) -> bool:
    """Whether one name is how another begins: 睿铂 for 睿铂新材料."""
    return len(name) >= 2 and whole.startswith(name) and any(character not in GENERIC for character in name)


class Coverage:
    """Scores texts against the terms of one question, whose own words are `text`."""

    def __init__(
        self, terms: Iterable[Term], similarity: WordSimilarity, text: str = "", senses: Iterable[Sense] = ()
    ) -> None:
        self.text = segment.fold(text)
        self._statements: dict[tuple[Key, str], Floats] = {}
        self.terms = tuple(terms)
        self.parts = Parts(self.terms, tuple(senses))
        self.weights: Floats = np.array([term.weight for term in self.terms], dtype=np.float32)
        self._total = float(self.weights.sum())
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

    def cosines(self, question: str, texts: Sequence[str]) -> Floats | None:
        """float32 [texts]: cosine of each text and the words `question`; None where the model has no table of words."""
        return self._similarity.sentences(question, texts) if self._similarity.measures else None

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
                if subject in term.keys or (term.strict and term.keys and _short_for(name, term.text)):
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
        return float(self.shares(covered[None], among)[0])

    def shares(self, covered: Floats, among: Floats | None = None) -> Floats:
        """float32 [texts]: `share` of each row of `covered` [texts, terms + 1]."""
        if among is None:
            weights, total = self.weights, self._total
        else:
            weights = self.weights * among
            total = float(weights.sum())
        shares: Floats = covered[:, :-1] @ weights
        if total:
            shares /= total
        if among is self.strict or among is self.things or among is self.places:
            return shares
        return shares + (1 - shares) * np.float32(SENSE_SHARE) * covered[:, -1]
