"""What stands on a page and where: in points (1/72 inch) from the page's upper left corner, y downwards."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar


@dataclass(slots=True)
class Box:
    """A rectangle."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """Points across."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Points down."""
        return self.bottom - self.top

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies inside."""
        return self.left <= x <= self.right and self.top <= y <= self.bottom


@dataclass(slots=True)
class Piece(Box):
    """Characters on one baseline without a gap between them. `size` is that of the font in points."""

    text: str = ""
    size: float = 0.0
    bold: bool = False


@dataclass(slots=True)
class PrintedCell:
    """A cell and how many columns and rows it covers."""

    text: str
    columns: int = 1
    rows: int = 1


@dataclass(slots=True)
class Table(Box):
    """Rows of cells, each given once, at its upper left corner."""

    rows: list[list[PrintedCell]] = field(default_factory=list)


@dataclass(slots=True)
class PrintedLine(Box):
    """One line of one column: its pieces put together. `table` where a table stands in its place."""

    text: str = ""
    size: float = 0.0
    bold: bool = False
    page: int = 1
    table: Table | None = None


@dataclass(slots=True)
class Column:
    """Lines that stand under each other, and the edges of the column that they are set in."""

    lines: list[PrintedLine]
    left: float
    right: float


@dataclass(slots=True)
class Page:
    """One page. `rules` are drawn lines (and edges of rectangles), `pictures` the places of images."""

    number: int
    width: float
    height: float
    pieces: list[Piece] = field(default_factory=list)
    rules: list[Box] = field(default_factory=list)
    pictures: list[Box] = field(default_factory=list)


B = TypeVar("B", bound=Box)


def around(boxes: Iterable[Box]) -> Box:
    """The smallest rectangle around some boxes, of which there is at least one."""
    all_boxes = list(boxes)
    return Box(
        min(box.left for box in all_boxes),
        min(box.top for box in all_boxes),
        max(box.right for box in all_boxes),
        max(box.bottom for box in all_boxes),
    )


def in_rows(boxes: Sequence[B]) -> list[list[B]]:
    """Boxes whose heights overlap, transitively, from the top; those of a row from the left."""
    rows: list[list[B]] = []
    bottom = float("-inf")
    for box in sorted(boxes, key=lambda b: (b.top, b.left)):
        if not rows or box.top >= bottom:
            rows.append([])
            bottom = box.bottom
        rows[-1].append(box)
        bottom = max(bottom, box.bottom)
    for row in rows:
        row.sort(key=lambda b: (b.left, b.top))
    return rows
