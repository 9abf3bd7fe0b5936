"""Passages: whole sentences of one article and one section, of about 100 to 300 characters."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.sentences import cut_long, sentences

TARGET, SHORTEST, LONGEST, LIMIT = 200, 100, 300, 500
"""Characters of a passage: aimed at, at least (where the text allows), at most for more than one sentence, at most."""
LONG_SENTENCE = 400
"""A sentence longer than this is cut even where only commas allow it."""
PARAGRAPH_GAIN = 60
"""How much nearer to the target a cut inside a paragraph must come to be preferred to one at its end."""


def part_passages(text: str, paragraphs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans of the passages of consecutive paragraphs of one section; they cover the paragraphs, in order.

    Least squares over all ways to group the sentences: a passage's length should be near the target, and its end
    should be that of a paragraph. Raises nothing; no passage is longer than `LIMIT`.
    """
    units = _units(text, paragraphs)
    if not units:
        return []
    best: list[float] = [0.0]
    cut: list[int] = [0]
    for last in range(1, len(units) + 1):
        end, ends_paragraph = units[last - 1][1], units[last - 1][2]
        choice, lowest = last - 1, float("inf")
        for first in range(last - 1, -1, -1):
            length = end - units[first][0]
            if length > LONGEST and first < last - 1:
                break
            cost = best[first] + _cost(length, ends_paragraph)
            if cost < lowest:
                choice, lowest = first, cost
        best.append(lowest)
        cut.append(choice)
    spans: list[tuple[int, int]] = []
    last = len(units)
    while last:
        first = cut[last]
        spans.append((units[first][0], units[last - 1][1]))
        last = first
    return spans[::-1]


def _cost(length: int, ends_paragraph: bool) -> float:
    cost = float((length - TARGET) ** 2)
    if length < SHORTEST:
        cost += 2.0 * (SHORTEST - length) ** 2
    return cost if ends_paragraph else cost + PARAGRAPH_GAIN**2


def _units(text: str, paragraphs: Sequence[tuple[int, int]]) -> list[tuple[int, int, bool]]:
    """Sentences (long ones in parts): start, end, whether the paragraph ends with it."""
    units: list[tuple[int, int, bool]] = []
    for start, end in paragraphs:
        pieces: list[tuple[int, int]] = []
        for first, last in sentences(text, start, end):
            pieces += cut_long(text, first, last, LONGEST, LONG_SENTENCE) if last - first > LONGEST else [(first, last)]
        units += [(first, last, last == end) for first, last in pieces]
    return units
