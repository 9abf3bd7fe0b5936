"""The lines of a web page as a browser would show them: one for each block, a table as rows of cells."""

from __future__ import annotations

import re

import msgspec
from lxml import etree
from lxml.html import HtmlElement

from ingest.readers.cells import Cell
from ingest.readers.outline import FIRST_RANK, TERMINAL, heading_rank

BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li",
    "main", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
})  # fmt: skip
HEADINGS = {f"h{level}": level for level in range(1, 7)}
BOLD = frozenset(("b", "strong", "th"))
BOLD_STYLE = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)")
INDENT = re.compile("^[\u3000\xa0]")
SPACE = re.compile(r"[ \t\r\n\f]+")
LONGEST_CAPTION = 100
CONTINUED = 40
"""A line of at least so many characters that ends no sentence is continued by the line behind its <br>."""
LONGEST_CELL, USUAL_CELL = 300, 60
"""Characters: a table with a longer cell, or longer ones on average, sets out a page and holds no data."""


class PageLine(msgspec.Struct):
    """One line. `broken` lines hold line breaks that may be in mid-sentence; `text` of a table is its caption.

    `inside`: it stands in the element that was found to be the article; `titled`: it is the headline.
    """

    kind: str
    text: str
    inside: bool = True
    titled: bool = False
    level: int = 0
    rows: tuple[tuple[Cell, ...], ...] = ()


def page_lines(top: HtmlElement, main: HtmlElement, title: HtmlElement | None = None) -> list[PageLine]:
    """The lines of an element, in order. Tables with data lose their children in the tree."""
    return _Walk(top, main, title).lines


class _Walk:
    def __init__(self, top: HtmlElement, main: HtmlElement, title: HtmlElement | None) -> None:
        self.lines: list[PageLine] = []
        self.main, self.title = main, title
        self.tables = self._take_tables(top)
        self.parts: list[tuple[str, bool]] = []  # text, whether in bold
        self.bold = self.captions = self.preformatted = 0
        self.level = 0
        self.inside = self.titled = self.after_image = self.centred = False
        self._walk(top)

    def _take_tables(self, top: HtmlElement) -> dict[HtmlElement, tuple[str, tuple[tuple[Cell, ...], ...]]]:
        kept = {id(e) for one in (self.main, self.title) if one is not None for e in (one, *one.iterancestors())}
        self._kept = [e for one in (self.main, self.title) if one is not None for e in (one, *one.iterancestors())]
        found = {}
        for table in list(top.iter("table")):
            if id(table) in kept or not is_data(table):
                continue
            found[table] = (_caption(table), table_rows(table))
            for child in list(table):
                table.remove(child)
            table.text = None
        return found

    def _walk(self, top: HtmlElement) -> None:
        for event, element in etree.iterwalk(top, events=("start", "end")):
            if not isinstance(element.tag, str):
                continue
            if event == "start":
                self._start(element)
                self._add(element.text)
            else:
                self._end(element)
                if element is not top:
                    self._add(element.tail)
        self._flush()

    def _start(self, element: HtmlElement) -> None:
        tag = element.tag
        if tag in BLOCKS or element is self.title or element is self.main:
            self._flush()
            self.centred = _is_centred(element)
        self.inside = self.inside or element is self.main
        self.titled = self.titled or element is self.title
        self.bold += _is_bold(element)
        self.captions += _is_caption(element)
        self.preformatted += tag == "pre"
        if tag in HEADINGS:
            self.level = HEADINGS[tag]
        elif tag == "br":
            self.parts.append(("\n", True))
        elif tag == "img":
            self.after_image = True
        elif element in self.tables:
            caption, rows = self.tables[element]
            self.lines.append(PageLine("table", caption, self.inside, rows=rows))

    def _end(self, element: HtmlElement) -> None:
        tag = element.tag
        if tag in BLOCKS or element is self.title or element is self.main:
            self._flush()
        if element is self.main:
            self.inside = False
        if element is self.title:
            self.titled = False
        self.bold -= _is_bold(element)
        self.captions -= _is_caption(element)
        self.preformatted -= tag == "pre"
        if tag in HEADINGS:
            self.level = 0

    def _add(self, text: str | None) -> None:
        if text:
            self.parts.append((text if self.preformatted else SPACE.sub(" ", text), self.bold > 0))

    def _flush(self) -> None:
        text = "".join(part for part, _ in self.parts)
        bold = all(is_bold for part, is_bold in self.parts if part.strip())
        self.parts.clear()
        pieces = [piece for piece in text.split("\n") if piece.strip()]
        if not pieces:
            return
        if self.titled:
            self._line("heading", _joined(pieces), 1)
        elif self.level:
            self._line("heading", " ".join(piece.strip() for piece in pieces), self.level)
        elif self.captions or self._under_image(pieces):
            self._line("caption", " ".join(piece.strip() for piece in pieces))
        else:
            self._paragraphs(pieces, bold)
        self.after_image = False

    def _under_image(self, pieces: list[str]) -> bool:
        if not self.after_image or len(pieces) > 1:
            return False
        text = pieces[0].strip()
        pictured = self.centred or text.startswith(("图", "▲", "△", "（图")) or text.endswith(("摄", "图", "供图）"))
        return pictured and len(text) <= LONGEST_CAPTION and not FIRST_RANK.match(text)

    def _paragraphs(self, pieces: list[str], bold: bool) -> None:
        open_ends = sum(not TERMINAL.search(piece.rstrip()) for piece in pieces[:-1])
        if len(pieces) >= 4 and open_ends >= 0.5 * len(pieces):
            self._line("broken", "\n".join(pieces))
            return
        merged: list[str] = []
        for piece in pieces:
            if merged and _continues(merged[-1], piece):
                merged[-1] = merged[-1].rstrip() + piece.strip()
            else:
                merged.append(piece)
        for piece in merged:
            text = piece.strip()
            rank = heading_rank("".join(text.split()), bold)
            self._line("heading" if rank else "paragraph", text, rank)

    def _line(self, kind: str, text: str, level: int = 0) -> None:
        self.lines.append(PageLine(kind, text.strip(), self.inside, self.titled, level))


def _joined(pieces: list[str]) -> str:
    """A headline in one: a subtitle joins directly, other lines with a space."""
    text = ""
    for piece in (piece.strip() for piece in pieces):
        joint = "" if not text or piece.startswith("—") or text.endswith("—") else " "
        text += joint + piece
    return text


def _continues(before: str, piece: str) -> bool:
    if TERMINAL.search(before.rstrip()) or INDENT.match(piece) or before.rstrip().endswith(("：", ":")):
        return False
    return len(before.strip()) >= CONTINUED or before.rstrip().endswith(("，", "、"))


def _is_bold(element: HtmlElement) -> bool:
    return element.tag in BOLD or BOLD_STYLE.search((element.get("style") or "").lower()) is not None


def _is_caption(element: HtmlElement) -> bool:
    return bool(element.tag == "figcaption")


def _is_centred(element: HtmlElement) -> bool:
    style = (element.get("style") or "").replace(" ", "").lower()
    named = (element.get("class") or "").lower()
    return bool(
        (element.get("align") or "").lower() == "center"
        or "text-align:center" in style
        or element.tag == "center"
        or "caption" in named
        or "center" in named
        or "pic" in named
    )


# -- tables --------------------------------------------------------------------------------------------------------


def is_data(table: HtmlElement) -> bool:
    """Whether a table holds data rather than setting out a page."""
    if table.find(".//table") is not None:
        return False
    rows = table_rows(table)
    cells = [cell for row in rows for cell in row]
    wide = max((len(row) for row in rows), default=0)
    if wide < 2 or len(cells) < 2:
        return False
    lengths = [len(cell.text) for cell in cells if cell.text]
    if not lengths or max(lengths) > 4 * LONGEST_CELL:
        return False
    if any(cell.head for cell in cells) or table.find("caption") is not None:
        return True
    return len(rows) >= 2 and max(lengths) <= LONGEST_CELL and sum(lengths) <= USUAL_CELL * len(lengths)


def table_rows(table: HtmlElement) -> tuple[tuple[Cell, ...], ...]:
    """The cells of a table, row by row, without those of tables inside it."""
    rows = []
    for row in table.iter("tr"):
        cells = [
            Cell(
                text=_cell_text(cell),
                columns=_span(cell.get("colspan")),
                rows=_span(cell.get("rowspan")),
                head=cell.tag == "th",
            )
            for cell in row
            if cell.tag in ("td", "th")
        ]
        if cells:
            rows.append(tuple(cells))
    return tuple(rows)


def _cell_text(cell: HtmlElement) -> str:
    return " ".join("".join(cell.itertext()).split())


def _span(value: str | None) -> int:
    return int(value) if value and value.isascii() and value.isdigit() and len(value) < 6 else 1


def _caption(table: HtmlElement) -> str:
    caption = table.find("caption")
    return "" if caption is None else _cell_text(caption)
