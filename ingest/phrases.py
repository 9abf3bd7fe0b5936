"""Sentences, clauses and the words in them, with offsets into the document's text.

Words and their parts of speech come from jieba's dictionary and algorithm (rjieba, its port in Rust).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

import msgspec

from ingest.segmenter import segmenter

SENTENCE = re.compile(r"[^。！？!?\n]+[。！？!?]*[”’」）)]*")
_CLAUSE_END = frozenset("，,；;。！？!?：:\n")
_MARK = re.compile("[\u25a0-\u25ca\u25cc-\u27bf\u2b00-\u2bff\ufe0f\U0001f300-\U0001faff]")
"""Bullets, ticks and pictures between which posts put their items: ✅总投资28亿元."""


class Token(msgspec.Struct, frozen=True):
    """A word at `start`..`end` with its part of speech in the tag set of ICTCLAS (n, v, vn, a, d, p, m, x ...)."""

    start: int
    end: int
    word: str
    tag: str


def lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Bounds of the lines of `text[start:end]`, empty ones included, their ends left out."""
    at = start
    while at < end:
        stop = text.find("\n", at, end)
        stop = end if stop < 0 else stop
        yield at, stop
        at = stop + 1


def sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Bounds of the sentences of `text[start:end]`; a line end ends a sentence."""
    for m in SENTENCE.finditer(text, start, end):
        if m.group().strip():
            yield m.start(), m.end()


def clauses(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Bounds of the clauses of a sentence, their closing comma left out.

    A comma inside a numeral (1,604), a colon inside a ratio (2:61:37), and all inside brackets
    and quotation marks close no clause.
    """
    bounds: list[tuple[int, int]] = []
    begin, depth = start, 0
    for i in range(start, end):
        c = text[i]
        if c in "“《（(「":
            depth += 1
        elif c in "”》）)」":
            depth = max(0, depth - 1)
        elif c in _CLAUSE_END or (c > "\u2599" and _MARK.match(c)):
            if c in ",:：" and start < i < end - 1 and text[i - 1].isdigit() and text[i + 1].isdigit():
                continue
            if depth and c in "，,：:" and end - i < 200:
                continue
            if i > begin:
                bounds.append((begin, i))
            begin = i + 1
    if end > begin:
        bounds.append((begin, end))
    return bounds


def tag(text: str, start: int, end: int) -> list[Token]:
    """The words of `text[start:end]` with their parts of speech and absolute offsets."""
    tokens: list[Token] = []
    at = start
    for word, pos in segmenter().tag(text[start:end]):
        tokens.append(Token(at, at + len(word), word, pos))
        at += len(word)
    return tokens


NEAR = 40
"""Words behind a figure that may say what it counts."""


def behind(tokens: list[Token], text: str, start: int, end: int, most: int | None = None) -> list[Token]:
    """The tokens behind a unit that ends at `start`; 203家用地企业 has no 家用 and is cut anew."""
    low = bisect_left(tokens, start, key=lambda t: t.start)
    if low > 0 and tokens[low - 1].end > start and text.startswith("用", start):
        return within(tag(text, start, min(end, start + NEAR)), start, end, most)
    return within(tokens, start, end, most)


def within(tokens: list[Token], start: int, end: int, most: int | None = None) -> list[Token]:
    """The tokens that begin in `start`..`end`, cut to it; no more than about `most`."""
    low = bisect_left(tokens, start, key=lambda t: t.start)
    result: list[Token] = []
    if low > 0 and tokens[low - 1].end > start:
        previous = tokens[low - 1]
        result.append(Token(start, min(previous.end, end), previous.word[start - previous.start :], previous.tag))
    for at in range(low, len(tokens) if most is None else min(len(tokens), low + most)):
        token = tokens[at]  # a slice would copy the rest of the clause for each figure
        if token.start >= end:
            break
        result.append(
            token if token.end <= end else Token(token.start, end, token.word[: end - token.start], token.tag)
        )
    return result
