"""Which characters of a passage support an answer: the spans of its facts, and the words of the question."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple


class Mark(NamedTuple):
    """Offsets relative to the passage's first character; `kind` is `fact` or `word`."""

    start: int
    end: int
    kind: str


_SENTENCE = re.compile(r"[^。！？；\n]+[。！？；]?[”’」』）]?")
_SENTENCE_END = re.compile(r"[。！？；\n]+")
_VERDICT = re.compile(r"^(?:是|不是|否|有|没有)[，,：:]")

# Words that every question has and no passage is found by.
_COMMON = frozenset(
    """什么 多少 哪些 哪个 哪里 如何 怎么 怎样 为何 为什么 是否 有没有 可以 能否 请问 几个 几家 多大 多久 何时 目前 现在
    一共 共有 以及 或者 我们 你们 他们 这个 那个 还是 关于 对于 进行 情况""".split()  # noqa: SIM905
)


def words_of(question: str) -> list[str]:
    """The words of a question worth marking, longest first: two characters and more, numbers and Latin words."""
    from search.segment import words

    found = {word for word in words(question) if len(word) >= 2 and word not in _COMMON and not word.isspace()}
    return sorted(found, key=lambda word: (-len(word), word))


def answer_pieces(answer: str | None, text: str) -> list[str]:
    """What `text` says of an answer word for word: all of it, else its sentences, else the items of its list."""
    said = _VERDICT.sub("", answer or "")
    sentences = [part for part in _SENTENCE_END.split(said) if len(part) >= 6]
    items = [part for part in said.split("、") if len(part) >= 2]
    for pieces in ([said] if len(said) >= 2 else [], sentences, items):
        if found := [piece for piece in pieces if piece in text]:
            return found
    return []


def marks(
    passage: Mapping[str, Any], facts: Iterable[Mapping[str, Any]], words: Iterable[str], answer: str | None = None
) -> list[Mark]:
    """Disjoint marks in the order of the text: facts and answer in full, words where most of the question stands."""
    text, begin = passage["text"], passage["start"]
    kinds: list[str | None] = [None] * len(text)
    for start, end in _telling_sentences(text, list(words)):
        _paint(kinds, text, words, "word", start, end)
    _paint(kinds, text, answer_pieces(answer, text), "fact", 0, len(text))
    for fact in facts:
        if fact.get("doc") != passage["doc"]:
            continue
        start, end = max(0, fact["start"] - begin), min(len(text), fact["end"] - begin)
        if start < end:
            kinds[start:end] = ["fact"] * (end - start)
    return _runs(kinds)


def _telling_sentences(text: str, words: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The sentences that hold the most of the question (by length of the distinct words), and those close behind."""
    places = [match.span() for match in _SENTENCE.finditer(text)]
    shares = [sum(len(word) for word in words if word in text[start:end]) for start, end in places]
    least = max(shares, default=0) * 0.7
    return (place for place, share in zip(places, shares, strict=True) if share and share >= least)


def _paint(kinds: list[str | None], text: str, pieces: Iterable[str], kind: str, start: int, end: int) -> None:
    for piece in pieces:
        place = text.find(piece, start, end)
        while place >= 0:
            kinds[place : place + len(piece)] = [kind] * len(piece)
            place = text.find(piece, place + len(piece), end)


def _runs(kinds: list[str | None]) -> list[Mark]:
    found: list[Mark] = []
    for place, kind in enumerate(kinds):
        if kind is None:
            continue
        if found and found[-1].end == place and found[-1].kind == kind:
            found[-1] = found[-1]._replace(end=place + 1)
        else:
            found.append(Mark(place, place + 1, kind))
    return found
