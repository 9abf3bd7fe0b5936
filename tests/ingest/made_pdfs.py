"""PDF files made for the tests: our own sentences set in columns, with running heads, pictures and tables."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pytest

canvas_module = pytest.importorskip("reportlab.pdfgen.canvas", reason="needs reportlab to make PDF files")

from reportlab.lib.pdfencrypt import StandardEncryption  # noqa: E402
from reportlab.pdfbase import pdfmetrics  # noqa: E402
from reportlab.pdfbase.cidfonts import UnicodeCIDFont  # noqa: E402

FONT = "STSong-Light"
NOT_FIRST = "，。、；：！？）”》】…%"
WIDTH, HEIGHT = 595.0, 842.0
pdfmetrics.registerFont(UnicodeCIDFont(FONT))


def text_width(text: str, size: float) -> float:
    """Points that a text takes."""
    return float(pdfmetrics.stringWidth(text, FONT, size))


def broken(paragraph: str, width: float, size: float, indent: float = 2.0) -> list[tuple[float, str]]:
    """The lines of a paragraph with their indents in points; no line begins with a closing mark."""
    lines: list[tuple[float, str]] = []
    x, line = indent * size, ""
    for i, character in enumerate(paragraph):
        after = paragraph[i + 1] if i + 1 < len(paragraph) else ""
        room = width - x - text_width(line + character, size)
        too_wide = room < -0.1 or (after and after in NOT_FIRST and room < size - 0.1 and character not in NOT_FIRST)
        if line and too_wide and character not in NOT_FIRST:
            lines.append((x, line))
            x, line = 0.0, ""
        line += character
    lines.append((x, line))
    return lines


class Press:
    """Sets text on pages."""

    def __init__(
        self, columns: int = 1, size: float = 10.5, gutter: float = 24.0, password: str = "", title: str = ""
    ) -> None:
        self.data = io.BytesIO()
        encryption = StandardEncryption(password, canPrint=0) if password else None
        self.canvas = canvas_module.Canvas(self.data, pagesize=(WIDTH, HEIGHT), encrypt=encryption, invariant=1)
        if title:
            self.canvas.setTitle(title)
        self.columns, self.size, self.gutter = columns, size, gutter
        self.left, self.right, self.top, self.foot = 60.0, 535.0, 90.0, 780.0
        self.page, self.column, self.y = 1, 0, self.top
        self.column_top = self.top
        self.head: str | None = None
        self.numbers = False

    @property
    def width(self) -> float:
        return (self.right - self.left - (self.columns - 1) * self.gutter) / self.columns

    @property
    def x(self) -> float:
        return self.left + self.column * (self.width + self.gutter)

    def put(self, x: float, y: float, text: str, size: float | None = None) -> None:
        """A text at a place, `y` from the top of the page to its baseline."""
        self.canvas.setFont(FONT, size or self.size)
        self.canvas.drawString(x, HEIGHT - y, text)

    def across(self, text: str, size: float, centred: bool = True) -> None:
        """A headline over all columns; the columns begin below it."""
        self.y += size * 1.6
        x = (WIDTH - text_width(text, size)) / 2 if centred else self.left
        self.put(x, self.y, text, size)
        self.y += size * 0.9
        self.column_top = self.y

    def paragraph(self, text: str, indent: float = 2.0, size: float | None = None, space: float = 0.0) -> None:
        """A paragraph in the current column, going on in the next column or page where it is full."""
        size = size or self.size
        self.y += space
        for x, line in broken(text, self.width, size, indent):
            if self.y + size * 1.5 > self.foot:
                self.next_column()
            self.y += size * 1.5
            self.put(self.x + x, self.y, line, size)

    def next_column(self) -> None:
        """Go on at the top of the next column, or of the next page."""
        self.column += 1
        self.y = self.column_top
        if self.column == self.columns:
            self.next_page()

    def next_page(self) -> None:
        """Finish a page."""
        self._finish()
        self.canvas.showPage()
        self.page += 1
        self.column, self.y, self.column_top = 0, self.top, self.top

    def _finish(self) -> None:
        if self.head:
            self.put(self.left, 50, self.head, 9)
        if self.numbers:
            self.put(WIDTH / 2 - 10, 815, f"— {self.page} —", 9)

    def picture(self, height: float) -> None:
        """An image as wide as the column."""
        from PIL import Image
        from reportlab.lib.utils import ImageReader

        self.y += 8
        image = ImageReader(Image.new("RGB", (20, 10), (90, 120, 160)))
        self.canvas.drawImage(image, self.x, HEIGHT - self.y - height, self.width, height)
        self.y += height

    def table(self, rows: Sequence[Sequence[str]], ruled: bool = True, widths: Sequence[float] = ()) -> None:
        """A table in the current column."""
        size, height = self.size, self.size * 1.8
        widths = widths or [self.width / len(rows[0])] * len(rows[0])
        edges = [self.x]
        for width in widths:
            edges.append(edges[-1] + width)
        self.y += 8
        top = self.y
        for row in rows:
            for x, cell in zip(edges, row, strict=False):
                self.put(x + 4, self.y + height * 0.7, cell, size)
            self.y += height
        if ruled:
            for i in range(len(rows) + 1):
                self.canvas.line(edges[0], HEIGHT - top - i * height, edges[-1], HEIGHT - top - i * height)
            for x in edges:
                self.canvas.line(x, HEIGHT - top, x, HEIGHT - self.y)

    def bytes(self) -> bytes:
        """The finished file."""
        self._finish()
        self.canvas.showPage()
        self.canvas.save()
        return self.data.getvalue()
