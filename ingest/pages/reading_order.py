"""The order in which the lines of a page are read: recursive cuts at the white space (XY-cut).

A page is a stack of rows. Consecutive rows through which the same vertical strip of white space runs are columns,
which are read one after the other, each cut again in the same way (Nagy and Seth 1984, with the strips of several
rows taken together as in Breuel 2002, since the lines of two columns need not stand on one height).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from ingest.pages.boxes import Box, Column, Piece, PrintedLine, Table, around, in_rows
from ingest.pages.tables import align

GUTTER = 0.8
"""Narrowest white space between two columns, in font sizes."""
NARROWEST = 3.5
"""Narrowest column, in font sizes."""
LEAST_LINES = 2
"""A column has at least so many lines, and one of those beside it more."""
DEEPEST = 8
LARGE, CENTRED = 1.25, 0.04
"""Size of a headline in sizes of the text; how far from the middle it may stand, as a share of the width."""
APART = 0.5
"""In font sizes: a gap between two pieces of one line that is worth a space."""

Item = Piece | Table
Gap = tuple[float, float]


def reading_order(items: Sequence[Item], page: int) -> list[Column]:
    """The columns of a page with their lines, in the order in which they are read."""
    if not items:
        return []
    sizes = [item.size for item in items if isinstance(item, Piece) for _ in range(len(item.text))]
    whole = around(items)
    return _cut(list(items), whole.left, whole.right, median(sizes) if sizes else 10.0, page, 0)


def _cut(items: list[Item], left: float, right: float, size: float, page: int, depth: int) -> list[Column]:
    rows = in_rows(items)
    out: list[Column] = []
    plain: list[PrintedLine] = []

    def close() -> None:
        if plain:
            out.append(Column(list(plain), left, right))
            plain.clear()

    at = 0
    while at < len(rows):
        end, gutters = _columns(rows, at, left, right, size) if depth < DEEPEST else (at + 1, [])
        if not gutters:
            plain += _lines(rows[at], page, size)
            at += 1
            continue
        table = _table(rows, at, end)
        if table is not None:
            first, found, behind = table
            for row in rows[at:first]:
                plain += _lines(row, page, size)
            plain += _lines([found], page, size)
            at = behind
            continue
        close()
        group = [item for row in rows[at:end] for item in row]
        edges = [left - size, *((a + b) / 2 for a, b in gutters), right + size]
        for edge, next_edge in pairwise(edges):
            inside = [item for item in group if edge <= (item.left + item.right) / 2 < next_edge]
            if inside:
                own = around(inside)
                out += _cut(inside, own.left, own.right, size, page, depth + 1)
        at = end
    close()
    return out


def _table(rows: list[list[Item]], start: int, end: int) -> tuple[int, Table, int] | None:
    """A table of aligned entries in these rows: its first row, the table, the row behind it."""
    while start < end and len(rows[start]) < 2:
        start += 1
    while end > start and len(rows[end - 1]) < 2:
        end -= 1
    pieces = [[item for item in row if isinstance(item, Piece)] for row in rows[start:end]]
    if any(len(own) != len(row) for own, row in zip(pieces, rows[start:end], strict=True)):
        return None
    found = align(pieces)
    return None if found is None else (start, found, end)


def _columns(rows: list[list[Item]], start: int, left: float, right: float, size: float) -> tuple[int, list[Gap]]:
    """The end of the rows from `start` on that share gutters, and the gutters; none where the rows are one column."""
    free: list[Gap] = [(left - 1, right + 1)]
    best: tuple[int, list[Gap]] = (start + 1, [])
    for end in range(start, len(rows)):
        row = rows[end]
        if any(isinstance(item, Table) and item.width > 0.6 * (right - left) for item in row):
            break
        if _is_headline(row, left, right, size):
            break
        free = _common(free, _gaps(row, left, right), GUTTER * size)
        if not free:
            break
        inner = [gap for gap in free if _parts(rows[start : end + 1], gap, size, left, right)]
        if inner:
            best = (end + 1, inner)
        elif best[1]:
            break
    end, gutters = best
    if not gutters:
        return best
    return _without_tail(rows, start, end, gutters, size), gutters


def _is_headline(row: list[Item], left: float, right: float, size: float) -> bool:
    """Whether a row is one large line in the middle, which belongs to all columns even if it is within one of them."""
    item = row[0]
    if len(row) > 1 or not isinstance(item, Piece) or item.size < LARGE * size:
        return False
    return abs((item.left + item.right) / 2 - (left + right) / 2) < CENTRED * (right - left)


def _without_tail(rows: list[list[Item]], start: int, end: int, gutters: list[Gap], size: float) -> int:
    """Leave out a heading behind the columns that is too short to cross their gutter."""
    last = rows[end - 1]
    if end - start < 3 or end == len(rows) or any(item.right > gutters[0][0] + 1 for item in last):
        return end
    larger = all(isinstance(item, Piece) and item.size > 1.15 * size for item in last)
    apart = last[0].top - max(item.bottom for item in rows[end - 2]) > size
    return end - 1 if larger and apart else end


def _gaps(row: list[Item], left: float, right: float) -> list[Gap]:
    """The white space of a row, from the left; that at its sides too."""
    gaps: list[Gap] = []
    at = left - 1
    for item in row:  # sorted by their left edges
        if item.left > at:
            gaps.append((at, item.left))
        at = max(at, item.right)
    gaps.append((at, max(at, right + 1)))
    return gaps


def _common(first: list[Gap], second: list[Gap], least: float) -> list[Gap]:
    common = [(max(a, c), min(b, d)) for a, b in first for c, d in second]
    return [(a, b) for a, b in common if b - a >= least]


def _parts(rows: list[list[Item]], gap: Gap, size: float, left: float, right: float) -> bool:
    """Whether a gap has columns on both sides: several lines, of which some are wide enough."""
    if gap[0] < left + NARROWEST * size or gap[1] > right - NARROWEST * size:
        return False
    before = [item for row in rows for item in row if item.right <= gap[0] + 0.5]
    behind = [item for row in rows for item in row if item.left >= gap[1] - 0.5]
    fewer, more = sorted((_count(before), _count(behind)))
    return fewer >= LEAST_LINES and more > LEAST_LINES


def _count(items: list[Item]) -> int:
    """Lines of a column; a table counts for its rows."""
    return sum(len(item.rows) if isinstance(item, Table) else 1 for item in items)


def _lines(row: list[Item], page: int, size: float) -> list[PrintedLine]:
    """The lines of a row of one column: pieces on one baseline put together, those above others first."""
    out: list[PrintedLine] = []
    pieces: list[Piece] = []
    for item in row:
        if isinstance(item, Table):
            out.append(PrintedLine(item.left, item.top, item.right, item.bottom, "", size, False, page, item))
        else:
            pieces.append(item)
    lines: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda p: (-p.size, p.top, p.left)):  # raised figures join the line they belong to
        home = next((line for line in lines if _on_one_line(line[0], piece)), None)
        if home is None:
            lines.append([piece])
        else:
            home.append(piece)
    for line in lines:
        out.append(_line(sorted(line, key=lambda p: p.left), page))
    return sorted(out, key=lambda line: (line.top, line.left))


def _on_one_line(first: Piece, second: Piece) -> bool:
    overlap = min(first.bottom, second.bottom) - max(first.top, second.top)
    return overlap > 0.5 * min(first.height, second.height)


LATIN_END = re.compile(r"[!-\u024f]$")
LATIN_START = re.compile(r"[!-\u024f]")


def _line(pieces: list[Piece], page: int) -> PrintedLine:
    text = pieces[0].text
    for before, piece in pairwise(pieces):
        gap = piece.left - before.right
        size = min(before.size, piece.size)
        latin = bool(LATIN_END.search(before.text) and LATIN_START.match(piece.text))
        text += f" {piece.text}" if gap > (0.15 if latin else APART) * size else piece.text
    box: Box = around(pieces)
    main = max(pieces, key=lambda p: len(p.text))
    return PrintedLine(box.left, main.top, box.right, main.bottom, text, main.size, main.bold, page)
