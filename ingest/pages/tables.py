"""Tables on printed pages: cells between drawn lines, else columns of short aligned entries."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from ingest.pages.boxes import Box, Page, Piece, PrintedCell, Table, around, in_rows

NEAR = 3.0
"""Points between lines that are meant to meet."""
MOST_RULES = 3000
LEAST_ROWS, LEAST_COLUMNS = 2, 2
LONGEST_CELL = 400
"""A grid whose usual cell is longer than `USUAL_CELL` characters, or that has a longer one than this beside few
others, is a frame around text."""
USUAL_CELL = 60
SHORTEST_LINE = 80.0
WIDE_LINE = 12.0
"""Points: lines across that belong to a table are longer than the first; two lines nearer to each other than the second
are one double line."""
FIGURE = re.compile(
    r"^[（(≈约超近]?[-—－+−]?\d[\d,，.]*\s*(?:[%‰％]|[\u4e00-\u9fff/]{0,4}|[A-Za-z/²³]{0,6})[）)]?$|^[-—－–/…*]+$"
)
NO_HEAD = re.compile(r"^附?表\s*[\d一二三四五六七八九十]|单位\s*[:：]|[。；，]")
HEAD_ABOVE = 2.2
"""In font sizes: how far above the first line a head row begins."""
FIGURES_SHARE, SHORT = 0.6, 12
"""A column of figures; characters of a usual entry where a table has no figures."""
ALIGNED = 0.6
"""Share of the rows that have entries in two columns or more."""
LATIN = re.compile(r"[!-\u024f]")


def take_ruled(page: Page) -> list[Table]:
    """The tables that are drawn with lines; their pieces are taken off the page."""
    tables: list[Table] = []
    rules = [rule for rule in page.rules if rule.width <= page.width + 5 and rule.height <= page.height + 5]
    if len(rules) < 3 or len(rules) > MOST_RULES:
        return tables
    for group in _connected(rules):
        table = _grid(group, page) if len(group) >= 4 else None
        if table is not None:
            tables.append(table)
    for area in _between_lines(rules, tables):
        inside = [p for p in page.pieces if area.holds((p.left + p.right) / 2, (p.top + p.bottom) / 2)]
        inside += _head_above(area, inside, page)
        table = align(in_rows(inside), ruled=True) if inside else None
        if table is not None:
            tables.append(table)
            _take(page, inside)
    return tables


def _take(page: Page, pieces: list[Piece]) -> None:
    taken = set(map(id, pieces))
    page.pieces = [p for p in page.pieces if id(p) not in taken]


def _connected(rules: list[Box]) -> list[list[Box]]:
    """Groups of lines that touch each other."""
    parent = list(range(len(rules)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    order = sorted(range(len(rules)), key=lambda i: rules[i].top)
    active: list[int] = []
    for i in order:
        rule = rules[i]
        active = [j for j in active if rules[j].bottom >= rule.top - NEAR]
        for j in active:
            other = rules[j]
            if other.left <= rule.right + NEAR and rule.left <= other.right + NEAR:
                parent[root(i)] = root(j)
        active.append(i)
    groups: dict[int, list[Box]] = {}
    for i in range(len(rules)):
        groups.setdefault(root(i), []).append(rules[i])
    return [groups[key] for key in sorted(groups)]


def _steps(values: list[float]) -> list[float]:
    """Places of lines, those that nearly coincide taken together."""
    steps: list[float] = []
    for value in sorted(values):
        if not steps or value - steps[-1] > NEAR:
            steps.append(value)
    return steps


def _grid(group: list[Box], page: Page) -> Table | None:
    across = [rule for rule in group if rule.width > rule.height and rule.width > NEAR]
    down = [rule for rule in group if rule.height >= rule.width and rule.height > NEAR]
    ys, xs = _steps([(r.top + r.bottom) / 2 for r in across]), _steps([(r.left + r.right) / 2 for r in down])
    if len(ys) <= LEAST_ROWS or len(xs) <= 1:
        return None
    outer = around(across)  # a table without lines at its sides
    if xs[0] - outer.left > 5 * NEAR:
        xs.insert(0, outer.left)
    if outer.right - xs[-1] > 5 * NEAR:
        xs.append(outer.right)
    frame = Box(xs[0], ys[0], xs[-1], ys[-1])
    if len(xs) <= LEAST_COLUMNS:
        return None
    inside = [p for p in page.pieces if frame.holds((p.left + p.right) / 2, (p.top + p.bottom) / 2)]
    xs = _without_slits(xs, [((p.left + p.right) / 2) for p in inside])
    ys = _without_slits(ys, [((p.top + p.bottom) / 2) for p in inside])
    if len(xs) <= LEAST_COLUMNS or len(ys) <= LEAST_ROWS:
        return None
    cells: dict[tuple[int, int], list[Piece]] = {}
    for piece in inside:
        row = bisect_right(ys, (piece.top + piece.bottom) / 2) - 1
        for column, part in _at_lines(piece, xs):
            cells.setdefault((min(row, len(ys) - 2), column), []).append(part)
    rows = _merged(cells, xs, ys, across, down)
    texts = sorted(len(cell.text) for row in rows for cell in row if cell.text)
    filled = sum(sum(bool(cell.text) for cell in row) >= LEAST_COLUMNS for row in rows)
    if len(texts) < 4 or filled < LEAST_ROWS or texts[len(texts) // 2] > USUAL_CELL:
        return None
    if texts[-1] > LONGEST_CELL and len(texts) < 8:
        return None
    _take(page, inside)
    return Table(frame.left, frame.top, frame.right, frame.bottom, rows)


def _without_slits(places: list[float], middles: list[float]) -> list[float]:
    """Lines without the second of two near ones that have nothing between them: cells drawn each with its own frame."""
    kept = [places[0]]
    for place in places[1:]:
        if place - kept[-1] > WIDE_LINE or any(kept[-1] < middle < place for middle in middles):
            kept.append(place)
    return kept


def _at_lines(piece: Piece, xs: list[float]) -> list[tuple[int, Piece]]:
    """A piece cut where a line passes between its characters: narrow cells whose entries stand close together."""
    first = max(0, bisect_right(xs, piece.left + 1) - 1)
    last = max(0, min(bisect_right(xs, piece.right - 1) - 1, len(xs) - 2))
    if first >= last or len(piece.text) < 2:
        middle = bisect_right(xs, (piece.left + piece.right) / 2) - 1
        return [(max(0, min(middle, len(xs) - 2)), piece)]
    weights = [0.55 if LATIN.match(character) or character == " " else 1.0 for character in piece.text]
    total, at, parts = sum(weights), piece.left, dict[int, list[str]]()
    for character, weight in zip(piece.text, weights, strict=True):
        step = piece.width * weight / total
        column = max(0, min(bisect_right(xs, at + step / 2) - 1, len(xs) - 2))
        parts.setdefault(column, []).append(character)
        at += step
    out: list[tuple[int, Piece]] = []
    for column, text in parts.items():
        left, right = max(piece.left, xs[column]), min(piece.right, xs[column + 1])
        part = Piece(left, piece.top, right, piece.bottom, "".join(text), piece.size, piece.bold)
        out.append((column, part))
    return out


def _merged(
    cells: dict[tuple[int, int], list[Piece]], xs: list[float], ys: list[float], across: list[Box], down: list[Box]
) -> list[list[PrintedCell]]:
    """Cells row by row; those that no line parts are one."""
    height, width = len(ys) - 1, len(xs) - 1
    taken: set[tuple[int, int]] = set()
    out: list[list[PrintedCell]] = []
    for row in range(height):
        line: list[PrintedCell] = []
        for column in range(width):
            if (row, column) in taken:
                continue
            right, bottom = column + 1, row + 1
            y, x = (ys[row] + ys[row + 1]) / 2, (xs[column] + xs[column + 1]) / 2
            while right < width and (row, right) not in taken and not _drawn(down, xs[right], y, upright=True):
                right += 1
            while bottom < height and not _drawn(across, ys[bottom], x, upright=False):
                bottom += 1
            covered = [(r, c) for r in range(row, bottom) for c in range(column, right)]
            taken.update(covered)
            pieces = [piece for place in covered for piece in cells.get(place, ())]
            line.append(PrintedCell(_text(pieces), right - column, bottom - row))
        out.append(line)
    return out


def _drawn(rules: list[Box], place: float, across: float, upright: bool) -> bool:
    """Whether a line is drawn at `place` that passes `across`."""
    for rule in rules:
        middle, first, last = (
            ((rule.left + rule.right) / 2, rule.top, rule.bottom)
            if upright
            else ((rule.top + rule.bottom) / 2, rule.left, rule.right)
        )
        if abs(middle - place) <= NEAR and first - NEAR <= across <= last + NEAR:
            return True
    return False


def _text(pieces: Sequence[Piece]) -> str:
    """The text of a cell: its lines joined as a paragraph's are."""
    text = ""
    for row in in_rows(pieces):
        for piece in row:
            apart = text and LATIN.match(text[-1]) and LATIN.match(piece.text) and text[-1] not in "-/(（"
            text += f" {piece.text}" if apart and not (text[-1].isdigit() and piece.text[0].isdigit()) else piece.text
    return text.strip()


def _between_lines(rules: list[Box], tables: list[Table]) -> list[Box]:
    """Areas between lines of one length without lines down: tables with a line above, below and under the head."""
    lines = _whole_lines([r for r in rules if r.width > 5 * r.height])
    lines = [r for r in lines if not any(t.holds((r.left + r.right) / 2, (r.top + r.bottom) / 2) for t in tables)]
    used: set[int] = set()
    areas: list[Box] = []
    for i, first in enumerate(lines):
        if i in used:
            continue
        same = [
            j
            for j in range(i, len(lines))
            if j not in used and abs(lines[j].left - first.left) <= NEAR and abs(lines[j].right - first.right) <= NEAR
        ]
        if len(same) < 3 or lines[same[-1]].top - first.top < WIDE_LINE:
            continue
        used.update(same)
        areas.append(around([lines[j] for j in same]))
    return areas


def _head_above(area: Box, inside: list[Piece], page: Page) -> list[Piece]:
    """The head row of a table whose first line is drawn under it: several short entries right above."""
    taken = set(map(id, inside))
    near = [
        p
        for p in page.pieces
        if id(p) not in taken
        and area.left - NEAR <= p.left
        and p.right <= area.right + NEAR
        and area.top - HEAD_ABOVE * p.size <= p.top
        and p.bottom <= area.top + NEAR
    ]
    rows = in_rows(near)
    head = rows[-1] if rows else []
    entries = len(head) >= LEAST_COLUMNS and all(len(p.text) <= SHORT and not NO_HEAD.search(p.text) for p in head)
    return head if entries else []


def _whole_lines(rules: list[Box]) -> list[Box]:
    """Lines across put together from their parts, those of some length, from the top."""
    lines: list[Box] = []
    for rule in sorted(rules, key=lambda r: (round(r.top), r.left)):
        last = lines[-1] if lines else None
        if last is not None and abs(last.top - rule.top) <= 1 and rule.left <= last.right + NEAR:
            lines[-1] = Box(last.left, last.top, max(last.right, rule.right), last.bottom)
        else:
            lines.append(rule)
    return sorted((line for line in lines if line.width > SHORTEST_LINE), key=lambda line: (line.top, line.left))


def align(rows: list[list[Piece]], ruled: bool = False) -> Table | None:
    """A table of aligned entries, one row each; None where the rows are columns of running text.

    Entries that share a strip across the page are a column. Running text is told by its long lines; a table has
    columns of figures, or short entries throughout. `ruled`: lines show that it is a table.
    """
    pieces = [piece for row in rows for piece in row]
    if len(rows) < (2 if ruled else 3) or not pieces:
        return None
    columns = _strips([p for row in rows if len(row) > 1 for p in row])
    columns = _with_heads(columns, rows) if len(columns) >= LEAST_COLUMNS else []
    if len(columns) < LEAST_COLUMNS:
        return None
    grid: list[list[list[Piece]]] = []
    for row in rows:
        cells: list[list[Piece]] = [[] for _ in columns]
        for piece in row:
            cells[_nearest(columns, piece)].append(piece)
        filled = sum(bool(cell) for cell in cells)
        if grid and filled < LEAST_COLUMNS and _continues(grid[-1], cells):
            for before, cell in zip(grid[-1], cells, strict=True):
                before.extend(cell)
        else:
            grid.append(cells)
    texts = [[_text(cell) for cell in cells] for cells in grid]
    several = sum(sum(map(bool, row)) >= LEAST_COLUMNS for row in texts)
    if several < LEAST_ROWS or several < ALIGNED * len(texts) or not (ruled or _is_tabular(texts)):
        return None
    box = around(pieces)
    return Table(box.left, box.top, box.right, box.bottom, [[PrintedCell(text) for text in row] for row in texts])


def _continues(before: list[list[Piece]], cells: list[list[Piece]]) -> bool:
    """Whether a row with one entry goes on with the entry above it: right below, in a column that has one."""
    at = next(i for i, cell in enumerate(cells) if cell)
    if not before[at]:
        return False
    above, piece = before[at][-1], cells[at][0]
    return piece.top - above.bottom < 0.6 * piece.size and not FIGURE.match(piece.text)


def _strips(pieces: list[Piece]) -> list[tuple[float, float]]:
    """Left and right edges of the columns: what the entries cover together."""
    strips: list[tuple[float, float]] = []
    for piece in sorted(pieces, key=lambda p: p.left):
        if strips and piece.left < strips[-1][1]:
            strips[-1] = (strips[-1][0], max(strips[-1][1], piece.right))
        else:
            strips.append((piece.left, piece.right))
    return strips


def _with_heads(columns: list[tuple[float, float]], rows: list[list[Piece]]) -> list[tuple[float, float]]:
    """Columns put together where one has a single entry, the head, that stands beside the others instead of above."""
    filled: list[set[int]] = [set() for _ in columns]
    for number, row in enumerate(rows):
        for piece in row:
            filled[_nearest(columns, piece)].add(number)
    out: list[tuple[tuple[float, float], set[int]]] = []
    for strip, own in zip(columns, filled, strict=True):
        if out and not own & out[-1][1] and 1 in (len(own), len(out[-1][1])):
            (left, right), before = out[-1]
            out[-1] = ((left, max(right, strip[1])), before | own)
        else:
            out.append((strip, own))
    return [strip for strip, _ in out]


def _nearest(columns: list[tuple[float, float]], piece: Piece) -> int:
    def overlap(i: int) -> float:
        return min(columns[i][1], piece.right) - max(columns[i][0], piece.left)

    return max(range(len(columns)), key=lambda i: (overlap(i), -i))


def _is_tabular(texts: list[list[str]]) -> bool:
    width = len(texts[0])
    columns = [[row[i] for row in texts if row[i]] for i in range(width)]
    figures = [sum(bool(FIGURE.match(text)) for text in column) / max(1, len(column)) for column in columns[1:]]
    entries = [len(text) for column in columns for text in column]
    short = sum(entries) / max(1, len(entries)) <= SHORT
    if short and any(share >= FIGURES_SHARE for share in figures):
        return True
    return width > LEAST_COLUMNS and short and max(entries) <= 3 * SHORT
