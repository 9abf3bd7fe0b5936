"""A table as lines: one row a line, cells parted by tabs, the caption before the head row.

The tab is the mark of a table in the stored text; nothing else there holds one. A cell that is merged over several
rows is repeated in each; one merged over several columns is repeated among the heads, where each column needs its
own, and stands once in the body, so that a row reads as it is printed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from ingest.readers.raw import RawLine

MOST_COLUMNS, MOST_ROWS, MOST_CELLS = 200, 20_000, 400_000
"""Bounds of a grid: what a span beyond them claims to cover is left out."""
CAPTION = re.compile(
    r"^(?:附?表\s*[\d一二三四五六七八九十]+(?![个家户项亩元万亿]).{0,80}"
    r"|[^。！？；]{2,60}(?:一览|情况|统计|明细|对照|对比|汇总|指标|数据|分布|进度|计划|任务|分解|清单)表?(?:[（(][^（）()]{1,30}[）)])?"
    r"|[^。！？；]{2,60}表(?:[（(][^（）()]{1,30}[）)])?)$"
)
NUMBERED = re.compile(r"附?表\s*[\d一二三四五六七八九十]")
SMALL_HEADING = 5
"""A heading of this level, set in bold only, is the caption of a table that it stands right above."""
UNIT_NOTE = re.compile(r"^[（(]?\s*(?:计量)?单位\s*[:：].{1,24}$")
LONGEST_CAPTION = 90
SENTENCE_END = re.compile(r"[。！？；!?;：:，,]$")
PLAIN_CAPTION = 40
"""A line of up to so many characters that ends no sentence is a caption where it stands right above a table."""


class Cell(msgspec.Struct, frozen=True):
    """One cell as the format has it: its text, and how many columns and rows it covers."""

    text: str
    columns: int = 1
    rows: int = 1
    head: bool = False


def one_line(text: str) -> str:
    """The text of a cell on one line without tabs."""
    return " ".join(text.split())


def grid(rows: Sequence[Sequence[Cell]]) -> list[list[str]]:
    """The texts cell by cell, all rows equally long. Empty rows are left out."""
    out: list[list[str]] = []
    hanging: dict[int, tuple[int, str]] = {}  # column: rows still covered, text
    total = 0
    for number, row in enumerate(rows[:MOST_ROWS]):
        texts: list[str] = []
        head = number == 0 or (bool(row) and all(cell.head for cell in row))

        def fill(texts: list[str] = texts) -> None:
            while len(texts) in hanging:
                left, text = hanging[len(texts)]
                if left > 1:
                    hanging[len(texts)] = (left - 1, text)
                else:
                    del hanging[len(texts)]
                texts.append(text)

        for cell in row:
            fill()
            if len(texts) >= MOST_COLUMNS:
                break
            span = max(1, min(cell.columns, MOST_COLUMNS - len(texts)))
            text = one_line(cell.text)
            for i in range(span):
                shown = text if i == 0 or (head and len(row) > 1) else ""
                if cell.rows > 1:
                    hanging[len(texts)] = (min(cell.rows, MOST_ROWS) - 1, shown)
                texts.append(shown)
        fill()
        total += len(texts)
        if total > MOST_CELLS:
            break
        if any(texts):
            out.append(texts)
    wide = max((len(texts) for texts in out), default=0)
    return [texts + [""] * (wide - len(texts)) for texts in out]


def add_table(lines: list[RawLine], rows: Sequence[Sequence[Cell]], caption: str = "", page: int | None = None) -> None:
    """Append a table to the lines of a document; a caption or a note of units that stands right above becomes its own.

    A table of one column is no table: its cells become paragraphs.
    """
    cells = grid(rows)
    if not cells:
        return
    if len(cells[0]) == 1:
        lines.extend(RawLine(text, "paragraph", page=page) for (text,) in cells)
        return
    notes = [one_line(caption)] if caption.strip() else []
    notes = _notes_above(lines, titled=bool(notes)) + notes
    while cells and not any(cells[0][1:]) and len(cells) > 1:  # a first row merged over all columns
        notes.append(cells.pop(0)[0])
    if notes:
        lines.append(RawLine(" ".join(note for note in notes if note), "table", page=page))
    lines.extend(RawLine("\t".join(row), "table", page=page) for row in cells)
    lines.append(RawLine("", page=page))


def _notes_above(lines: list[RawLine], titled: bool) -> list[str]:
    """Takes the caption and the note of units off the end of the lines."""
    notes: list[str] = []
    while lines:
        at = len(lines) - 1
        while at >= 0 and not lines[at].text.strip():
            at -= 1
        if at < 0 or lines[at].role in ("table", "byline"):
            break
        text = one_line(lines[at].text)
        if lines[at].role == "heading" and not (lines[at].level >= SMALL_HEADING or NUMBERED.match(text)):
            break
        plain = len(text) <= PLAIN_CAPTION and not SENTENCE_END.search(text) and not text.startswith(("图", "▲"))
        captioned = len(text) <= LONGEST_CAPTION and bool(CAPTION.match(text))
        if UNIT_NOTE.match(text):
            pass
        elif titled or not (captioned or plain):
            break
        else:
            titled = True
        notes.insert(0, text)
        del lines[at:]
    return notes
