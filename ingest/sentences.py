"""Sentences of Chinese text, and the places where a long one may be cut."""

from __future__ import annotations

import re
from collections.abc import Iterator

END = re.compile(r"(?:[。！？!?]+|…{1,2}|(?<=[a-z])\.(?=\s|$))[”’\"'』」）)】》]*|\n")
ITEM = re.compile(r"(?<=[；;：:])(?=[一二三四五六七八九十]{1,2}是|[（(][一二三四五六七八九十\d]{1,2}[）)]|[①-⑳])")
SEMICOLON = re.compile(r"(?<=[；;])[”’』」]*")
COMMA = re.compile(r"(?<=[，,：])")


def sentences(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """Spans of the sentences of `text[start:end]`, which together cover it. A quotation ends with its quotes."""
    stop = len(text) if end is None else end
    at = start
    for found in END.finditer(text, start, stop):
        if found.end() > at:
            yield at, found.end()
            at = found.end()
    if at < stop:
        yield at, stop


def cut_long(text: str, start: int, end: int, longest: int, limit: int) -> list[tuple[int, int]]:
    """A sentence longer than `longest` in parts: at the items of an enumeration, then at semicolons.

    Only a part longer than `limit` is cut at a comma, and only one without a comma in the middle.
    """
    parts = [(start, end)]
    for pattern, bound in ((ITEM, longest), (SEMICOLON, longest), (COMMA, limit)):
        parts = [piece for part in parts for piece in _cut(text, part, pattern, bound, longest)]
    return [piece for part in parts for piece in _chop(part, limit)]


def _cut(text: str, part: tuple[int, int], pattern: re.Pattern[str], bound: int, target: int) -> list[tuple[int, int]]:
    """Cut a part that is longer than `bound` where `pattern` allows, into pieces of up to `target` characters."""
    start, end = part
    if end - start <= bound:
        return [part]
    places = [found.end() for found in pattern.finditer(text, start, end) if start < found.end() < end]
    if not places:
        return [part]
    pieces: list[tuple[int, int]] = []
    at = start
    for place, after in zip(places, [*places[1:], end], strict=True):
        if after - at > target * 0.8:
            pieces.append((at, place))
            at = place
    pieces.append((at, end))
    return pieces


def _chop(part: tuple[int, int], limit: int) -> list[tuple[int, int]]:
    start, end = part
    return [(at, min(at + limit, end)) for at in range(start, end, limit)]
