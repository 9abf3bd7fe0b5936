"""What stands at the edge of every page: running heads, page numbers, watermarks. It is no part of the text."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from statistics import median

from ingest.pages.boxes import Page, Piece, in_rows

EDGE = 0.12
"""Share of the page's height at its top and at its foot where running heads and page numbers stand."""
OUTERMOST = 2
"""Rows at each edge that may be running heads."""
PLACE = 6.0
"""Points by which a running head may stand higher on one page than on another."""
APART, LONGEST_HEAD = 2.0, 40
"""White space, in sizes of the text, between the text and a running head; the characters of one."""
PAGE_NUMBER = re.compile(
    r"^[-—–·•~\s]*(?:第\s*)?(?:\d{1,4}|[ivxIVX]{1,6})\s*页?[-—–·•~\s]*$"
    r"|^第?\s*\d{1,4}\s*页?\s*[/／,，]?\s*共?\s*\d{1,4}\s*页?$|^(?:Page|P\.?)\s*\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?$"
)
FIGURES = re.compile(r"\d+|[ivxIVX]{1,6}(?=\W*$)")
MOST_DRAWN = 3
"""A piece at the very same place of so many pages, and of half of all, is a watermark where it crosses the text."""


def drop_margins(pages: list[Page]) -> list[str]:
    """Take running heads, page numbers and watermarks off the pages; the texts taken, in order, each once.

    A line at the edge is a running head where it comes again at the same place on another page, or where it is smaller
    than the text and stands apart from it.
    """
    taken: dict[str, None] = {}
    edges = {page.number: _edge_rows(page) for page in pages}
    heads: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for page in pages:
        for row in edges[page.number]:
            heads[_masked(row)].append((page.number, _place(row, page)))
    marks = Counter(_mark(piece) for page in pages for piece in {_mark(p): p for p in page.pieces}.values())
    enough = max(MOST_DRAWN, (len(pages) + 1) // 2)
    for page in pages:
        dropped: set[int] = set()
        for row in edges[page.number]:
            text = "".join(piece.text for piece in row).strip()
            place = _place(row, page)
            again = any(number != page.number and abs(other - place) <= PLACE for number, other in heads[_masked(row)])
            if again or PAGE_NUMBER.match(text) or _stands_apart(row, page):
                dropped.update(map(id, row))
                taken[" ".join(piece.text for piece in row)] = None
        rest = [piece for piece in page.pieces if id(piece) not in dropped]
        drawn = {id(p) for p in rest if marks[_mark(p)] >= enough and any(_crosses(p, other) for other in rest)}
        page.pieces = [piece for piece in rest if id(piece) not in drawn]
    return list(taken)


def _edge_rows(page: Page) -> list[list[Piece]]:
    rows = in_rows(page.pieces)
    outer = rows[:OUTERMOST] + (rows[-OUTERMOST:] if len(rows) > OUTERMOST else [])
    limit = EDGE * page.height
    return [
        row
        for row in {id(row): row for row in outer}.values()
        if max(p.bottom for p in row) <= limit or min(p.top for p in row) >= page.height - limit
    ]


def _stands_apart(row: list[Piece], page: Page) -> bool:
    usual = median([piece.size for piece in page.pieces])
    top, bottom = min(p.top for p in row), max(p.bottom for p in row)
    others = [p for p in page.pieces if all(p is not own for own in row)]
    if not others or max(p.size for p in row) > 0.95 * usual or sum(len(p.text) for p in row) > LONGEST_HEAD:
        return False
    if bottom < page.height / 2:
        return all(p.top - bottom > APART * usual for p in others)
    return all(top - p.bottom > APART * usual for p in others)


def _masked(row: list[Piece]) -> str:
    """The text without its numbers, which count pages."""
    return FIGURES.sub("#", "".join("".join(piece.text for piece in row).split()))


def _place(row: list[Piece], page: Page) -> float:
    """Distance of a row from the edge that it stands at; negative at the foot."""
    top, bottom = row[0].top, row[0].bottom
    return top if top < page.height / 2 else bottom - page.height


def _crosses(piece: Piece, other: Piece) -> bool:
    if other is piece:
        return False
    down = min(piece.bottom, other.bottom) - max(piece.top, other.top)
    across = min(piece.right, other.right) - max(piece.left, other.left)
    return down > 0.3 * min(piece.height, other.height) and across > 2


def _mark(piece: Piece) -> tuple[str, int, int]:
    return piece.text, round(piece.left / 3), round(piece.top / 3)
