"""Headings that a format does not mark as such: numbered lines and lines in bold."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from ingest.readers.raw import RawLine

TERMINAL = re.compile(r"[。！？!?；;…][”’\"』」）)】]*$")
FIRST_RANK = re.compile(r"^[一二三四五六七八九十]{1,3}、\S{2,30}$")
SECOND_RANK = re.compile(r"^[（(][一二三四五六七八九十]{1,3}[）)]\S{2,30}$")
LONGEST_HEADING = 40


def heading_rank(text: str, bold: bool) -> int:
    """The level of a short line that numbers a section or is set in bold, 0 for other lines."""
    if TERMINAL.search(text) or len(text) > LONGEST_HEADING or text.endswith(("，", "、", "：", ":")):
        return 0
    if FIRST_RANK.match(text):
        return 3
    if SECOND_RANK.match(text):
        return 4
    return 5 if bold and len(text) >= 2 and not re.search("[，。]", text) else 0


def with_text(lines: Sequence[RawLine]) -> tuple[RawLine, ...]:
    """The lines with those headings made paragraphs that no text follows: they are the items of a list.

    A heading is shown with the passages below it, so one without any would be found nowhere.
    """
    out = list(lines)
    follows: RawLine | None = None
    for i in range(len(out) - 1, -1, -1):
        line = out[i]
        if not line.text.strip() or line.role in ("byline", "caption"):
            continue
        if line.role == "heading" and line.level > 2:
            bare = follows is None or (follows.role == "heading" and follows.level <= line.level)
            if bare:
                out[i] = msgspec.structs.replace(line, role="paragraph", level=0)
        follows = line  # as it was: the items of a list are all without text
    return tuple(out)
