"""The text of a Word document from its XML (ECMA-376, WordprocessingML)."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec
from lxml import etree

from ingest.readers.cells import Cell
from ingest.readers.zips import SafeZip
from kg.errors import ReadError

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
TRANSITIONAL = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
LARGEST_PART = 32 << 20
SKIPPED = frozenset(
    f"{W}{tag}" for tag in ("del", "moveFrom", "instrText", "delText", "rPr", "pPr", "footnoteRef", "endnoteRef")
) | {f"{MC}Fallback"}
"""Deleted or moved text, codes of fields, properties; the fallback repeats a text box in the older notation."""
HEADING_STYLE = re.compile(r"^(?:heading|标题|標題)\s*(?P<level>[1-9])", re.IGNORECASE)
LEFT_OUT_STYLE = re.compile(r"^(?:toc|目录|header|footer|页眉|页脚)", re.IGNORECASE)


class Style(msgspec.Struct, frozen=True):
    """What a paragraph style says: its name, its outline level (0 none) and whether it is bold or centred."""

    name: str = ""
    level: int = 0
    bold: bool = False
    centred: bool = False


class Paragraph(msgspec.Struct):
    """A paragraph: `text` with line breaks as \\n, its style and look. `size` in half points, 0 where not said."""

    text: str
    style: Style = Style()
    bold: bool = False
    centred: bool = False
    size: int = 0
    level: int = 0


Item = Paragraph | tuple[tuple[Cell, ...], ...]


def read_items(package: SafeZip, name: str) -> tuple[list[Item], etree._Element | None]:
    """Paragraphs and tables of a document, and the root of its core properties.

    Raises ReadError for a zip that is no Word document or has broken parts.
    """
    document = _part(package, _main_part(package), name)
    if document is None:
        raise ReadError(name, "不是 DOCX，zip 包中没有 word/document.xml / is no DOCX: no word/document.xml in the zip")
    body = document.find(f"{W}body")
    if body is None:
        raise ReadError(name, "DOCX 没有正文 / the DOCX has no body")
    walk = _Body(_styles(_part(package, "word/styles.xml", name)), _notes(package, name))
    return list(walk.items(body)), _part(package, "docProps/core.xml", name)


def _main_part(package: SafeZip) -> str:
    names = package.names()
    if "word/document.xml" in names:
        return "word/document.xml"
    return next((n for n in names if re.fullmatch(r"word/document\d*\.xml", n)), "word/document.xml")


def _part(package: SafeZip, part: str, name: str) -> etree._Element | None:
    data = package.read(part, LARGEST_PART)
    if data is None:
        return None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    try:
        return etree.fromstring(data.replace(STRICT, TRANSITIONAL), parser)
    except (etree.LxmlError, ValueError):
        raise ReadError(name, f"DOCX 的 {part} 有误 / {part} of the DOCX is not valid XML") from None


def _value(element: etree._Element | None, key: str = "val") -> str:
    return "" if element is None else element.get(f"{W}{key}") or ""


def _is_on(properties: etree._Element | None, tag: str) -> bool:
    element = properties.find(f"{W}{tag}") if properties is not None else None
    return element is not None and _value(element).lower() not in ("0", "false", "off", "none")


def _outline(properties: etree._Element | None) -> int:
    """The outline level of paragraph properties, 1 the highest; 0 for running text."""
    level = _value(properties.find(f"{W}outlineLvl")) if properties is not None else ""
    return int(level) + 1 if level.isdigit() and int(level) < 9 else 0


def _styles(root: etree._Element | None) -> dict[str, Style]:
    """Paragraph styles by id; a level or look that a style does not give is that of the style it is based on."""
    if root is None:
        return {}
    raw = {_value(style, "styleId"): style for style in root.iter(f"{W}style") if _value(style, "type") == "paragraph"}

    def resolve(identifier: str) -> Style:
        level, bold, centred = 0, False, False
        at: str = identifier
        for _ in range(12):
            style = raw.get(at)
            if style is None:
                break
            name = _value(style.find(f"{W}name"))
            properties, runs = style.find(f"{W}pPr"), style.find(f"{W}rPr")
            heading = HEADING_STYLE.match(name)
            level = level or (int(heading["level"]) if heading else _outline(properties))
            bold = bold or _is_on(runs, "b")
            if properties is not None and _value(properties.find(f"{W}jc")) == "center":
                centred = True
            at = _value(style.find(f"{W}basedOn"))
            if not at:
                break
        return Style(_value(raw[identifier].find(f"{W}name")), level, bold, centred)

    return {identifier: resolve(identifier) for identifier in raw}


def _notes(package: SafeZip, name: str) -> dict[str, list[etree._Element]]:
    """The paragraphs of footnotes and endnotes by `footnote/id`."""
    notes: dict[str, list[etree._Element]] = {}
    for kind in ("footnote", "endnote"):
        root = _part(package, f"word/{kind}s.xml", name)
        for note in root.iter(f"{W}{kind}") if root is not None else ():
            if not _value(note, "type"):  # others are the lines that part notes from the text
                notes[f"{kind}/{_value(note, 'id')}"] = list(note.iter(f"{W}p"))
    return notes


class _Body:
    """Walks a document's body; footnotes and text boxes follow the paragraph that they are tied to."""

    def __init__(self, styles: dict[str, Style], notes: dict[str, list[etree._Element]]) -> None:
        self.styles = styles
        self.notes = notes

    def items(self, container: etree._Element) -> Iterator[Item]:
        """Paragraphs and tables in order. Tables of contents are left out."""
        for element in container:
            if element.tag == f"{W}p":
                yield from self._paragraph(element)
            elif element.tag == f"{W}tbl":
                yield from self._table(element)
            elif element.tag == f"{W}sdt":
                gallery = element.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
                content = element.find(f"{W}sdtContent")
                if content is not None and _value(gallery) != "Table of Contents":
                    yield from self.items(content)
            elif element.tag in (f"{W}ins", f"{W}customXml", f"{W}smartTag", f"{W}moveTo"):
                yield from self.items(element)

    def _paragraph(self, element: etree._Element) -> Iterator[Item]:
        text = _Text(element)
        properties = element.find(f"{W}pPr")
        style = self.styles.get(_value(properties.find(f"{W}pStyle")) if properties is not None else "", Style())
        if LEFT_OUT_STYLE.match(style.name):
            return
        yield Paragraph(
            text=text.text,
            style=style,
            bold=text.bold or style.bold,
            centred=style.centred or (properties is not None and _value(properties.find(f"{W}jc")) == "center"),
            size=text.size,
            level=style.level or _outline(properties),
        )
        for box in text.boxes:
            yield from self.items(box)
        for key in text.notes:
            for note in self.notes.get(key, ()):
                yield Paragraph(text=_Text(note).text)

    def _table(self, table: etree._Element) -> Iterator[Item]:
        rows: list[tuple[Cell, ...]] = []
        for row in table.iter(f"{W}tr"):
            if next(row.iterancestors(f"{W}tbl")) is table:
                rows.append(tuple(self._cells(row)))
        wide = max((sum(cell.columns for cell in row) for row in rows), default=0)
        if wide == 1:  # a frame around text
            for cell in table.iter(f"{W}tc"):
                if next(cell.iterancestors(f"{W}tbl")) is table:
                    yield from self.items(cell)
            return
        yield _merged(rows)

    def _cells(self, row: etree._Element) -> Iterator[Cell]:
        properties = row.find(f"{W}trPr")
        head = _is_on(properties, "tblHeader")
        for cell in row.iter(f"{W}tc"):
            if next(cell.iterancestors(f"{W}tr")) is not row:
                continue
            own = cell.find(f"{W}tcPr")
            span = _value(own.find(f"{W}gridSpan")) if own is not None else ""
            merge = own.find(f"{W}vMerge") if own is not None else None
            goes_on = merge is not None and _value(merge) in ("", "continue")
            texts = (_Text(paragraph).text for paragraph in cell.iter(f"{W}p"))
            yield Cell(
                text=" ".join(" ".join(text for text in texts if text).split()),
                columns=int(span) if span.isdigit() and len(span) < 4 else 1,
                rows=0 if goes_on else 1,
                head=head,
            )


def _merged(rows: list[tuple[Cell, ...]]) -> tuple[tuple[Cell, ...], ...]:
    """Cells that Word marks as the continuation of the one above take its text."""
    above: dict[int, str] = {}
    out: list[tuple[Cell, ...]] = []
    for row in rows:
        at = 0
        cells: list[Cell] = []
        for cell in row:
            text = above.get(at, "") if cell.rows == 0 else cell.text
            above[at] = text
            cells.append(Cell(text, cell.columns, 1, cell.head))
            at += cell.columns
        out.append(tuple(cells))
    return tuple(out)


class _Text:
    """The text of one paragraph with what hangs on it: text boxes and the keys of notes."""

    def __init__(self, paragraph: etree._Element) -> None:
        self.parts: list[str] = []
        self.boxes: list[etree._Element] = []
        self.notes: list[str] = []
        self.bold = True
        self.size = 0
        self._walk(paragraph)
        self.text = "".join(self.parts).strip(" \t\n")
        self.bold = self.bold and bool(self.text)

    def _walk(self, element: etree._Element) -> None:
        walk = etree.iterwalk(element, events=("start", "end"))
        run: etree._Element | None = None
        for event, here in walk:
            tag = here.tag
            if event == "end":
                continue
            if tag in SKIPPED:
                walk.skip_subtree()
            elif tag == f"{W}txbxContent":
                self.boxes.append(here)
                walk.skip_subtree()
            elif tag == f"{W}p" and here is not element:
                walk.skip_subtree()
            elif tag == f"{W}r":
                run = here
                if _is_on(here.find(f"{W}rPr"), "vanish"):
                    walk.skip_subtree()
            elif tag == f"{W}t":
                self._add(here.text or "", run)
            elif tag in (f"{W}tab", f"{W}ptab"):
                self.parts.append(" ")
            elif tag in (f"{W}br", f"{W}cr"):
                self.parts.append(" " if _value(here, "type") in ("page", "column") else "\n")
            elif tag == f"{W}noBreakHyphen":
                self.parts.append("-")
            elif tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
                self.notes.append(f"{tag[len(W) : -len('Reference')]}/{_value(here, 'id')}")

    def _add(self, text: str, run: etree._Element | None) -> None:
        self.parts.append(text)
        if not text.strip():
            return
        properties = run.find(f"{W}rPr") if run is not None else None
        self.bold = self.bold and _is_on(properties, "b")
        size = _value(properties.find(f"{W}sz")) if properties is not None else ""
        self.size = max(self.size, int(size) if size.isdigit() else 0)
