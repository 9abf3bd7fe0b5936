"""Texts of which each line is a paragraph: messages, pages copied from the web, reports saved as text.

There a line without a full stop is a heading or an item, however wide, and no part of the sentence below it.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from ingest.lines import OPENERS, SAYS_WHEN, WIDEST, Line

LEAST_TOLD, SENTENCE = 4, 26.0
"""Lines of sentences from which on their ends tell that each line is a paragraph; the width that is no heading's."""
LEAST_FILLED = 3
"""Pairs of equally wide lines that go on and make a printed column."""
EQUAL = 2.2
"""By how many characters the widths of full lines of one column differ at most, the indented first one included."""


def are_whole(lines: Sequence[Line], going_on: Sequence[int]) -> bool:
    """Whether nearly all lines that hold a sentence end with one, and no column is set among them.

    `going_on` are the places of the lines that a sentence fills and does not end in.
    """
    told = [line for line in lines if line.kind == "plain" and ("。" in line.text or line.width >= SENTENCE)]
    filled = [j - i == 1 and abs(lines[i].width - lines[j].width) <= EQUAL for i, j in pairwise(going_on)]
    if len(told) < LEAST_TOLD or sum(filled) >= LEAST_FILLED:
        return False
    return sum(line.terminal for line in told) >= 0.8 * len(told)


def left_off(line: Line) -> bool:
    """Whether a line that is a paragraph breaks off: in a bracket, within a clause, before what it announces."""
    if line.text[-1] in OPENERS:
        return True
    if line.width > WIDEST:
        return line.text[-1].isalnum() or line.text[-1] in "，、：；"
    return announces(line)


def announces(line: Line) -> bool:
    """Whether a line says when and ends in a comma or colon: 今年前三季度，全区完成：."""
    return bool(SAYS_WHEN.match(line.text)) and line.text.endswith(("：", "，", ":"))


def holds_sentence(line: Line) -> bool:
    """Whether a line without a full stop at its end is text all the same, and no heading or item."""
    return "。" in line.text or "；" in line.text or line.text[-1] in "：:，" or line.text[-1] in OPENERS
