"""The lines of a Word document: what is its title, what a heading, a caption, a date."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from ingest.furniture import is_name
from ingest.readers.cells import add_table
from ingest.readers.markdown import iso_date
from ingest.readers.outline import TERMINAL, heading_rank, with_text
from ingest.readers.raw import Metadata, RawLine, RawText
from ingest.readers.word_text import Item, Paragraph, read_items
from ingest.readers.zips import SafeZip
from kg.errors import ReadError

TITLE_STYLE = re.compile(r"^(?:title|标题|標題|文章标题|公文标题|大标题|主标题)$", re.IGNORECASE)
SUBTITLE_STYLE = re.compile(r"^(?:subtitle|副标题|副標題)$", re.IGNORECASE)
CAPTION_STYLE = re.compile(r"^(?:caption|题注|圖表標題|图表标题|表题|图题)", re.IGNORECASE)
LONGEST_TITLE = 80
LONGEST_CREDIT = 30
"""Characters of a centred line between the title and the text: who wrote it."""
SENTENCE_END = re.compile(r"[。！？；：]$")
DATED = re.compile(
    r"^[（(]?(?:(?:19|20)\d\d|二[〇○零][一二三四五六七八九〇○零]{2})年[\d一二三四五六七八九十]{1,2}月"
    r"(?:[\d一二三四五六七八九十]{1,3}日)?[）)]?$"
)
TEMPLATE_DATE = "2013-12-23"
"""The date of creation in the template that python-docx starts from."""
YEAR_TOLD = re.compile(r"(?:19|20)\d\d\s*年")
DC = "{http://purl.org/dc/elements/1.1/}"
DCTERMS = "{http://purl.org/dc/terms/}"


def read_package(package: SafeZip, name: str) -> RawText:
    """Title, headings, text and tables. Raises ReadError for a zip that is no sound Word document, and an empty one."""
    items, core = read_items(package, name)
    return _lines(items, _core(core), name)


def _lines(items: list[Item], core: Metadata, name: str) -> RawText:
    titles = [item for item in items if isinstance(item, Paragraph) and _is_title(item)]
    starts = [item for item in items if not isinstance(item, Paragraph) or item.text.strip()]
    several = len(titles) > 1 and any(
        not (isinstance(item, Paragraph) and (_is_title(item) or SUBTITLE_STYLE.match(item.style.name)))
        for item in starts[starts.index(titles[0]) : starts.index(titles[-1])]
    )
    lines: list[RawLine] = []
    title = ""
    if not several:
        title, items = _take_title(starts, titles)
        if title:
            lines.append(RawLine(title, "heading", 1))
    begun = not title
    for item in items:
        begun = begun or not isinstance(item, Paragraph) or bool(SENTENCE_END.search(item.text) or item.level)
        if isinstance(item, Paragraph):
            credit = not begun and item.centred and 0 < len(item.text) <= LONGEST_CREDIT
            lines.extend([RawLine(" ".join(item.text.split()), "byline")] if credit else _paragraph_lines(item))
        else:
            add_table(lines, item)
    if not any(line.text.strip() for line in lines):
        raise ReadError(name, "DOCX 中没有文字 / the DOCX holds no text")
    told = any(YEAR_TOLD.search(line.text) for line in lines)
    metadata = Metadata(
        title=None if several else title or core.title,
        author=core.author,
        date=None if told else core.date,
    )
    return RawText(with_text(lines), metadata, whole=not several)


def _is_title(item: Paragraph) -> bool:
    return bool(TITLE_STYLE.match(item.style.name)) and bool(item.text.strip())


def _take_title(items: list[Item], titles: list[Paragraph]) -> tuple[str, list[Item]]:
    """The title with its subtitle, and the other items.

    Where no paragraph has the style of a title it is the first, if that is short and ends no sentence.
    """
    first = next((i for i, item in enumerate(items) if isinstance(item, Paragraph)), None)
    if titles:
        at = next(i for i, item in enumerate(items) if item is titles[0])
    elif first is not None and _may_be_title(items, first):
        at = first
    else:
        return "", items
    head = items[at]
    assert isinstance(head, Paragraph)
    parts = [piece.strip() for piece in head.text.split("\n") if piece.strip()]
    end = at + 1
    while end < len(items) and end <= at + 3:
        item = items[end]
        if not isinstance(item, Paragraph) or len(item.text) > LONGEST_TITLE or not _goes_on(item, head):
            break
        parts.append(item.text)
        end += 1
    text = ""
    for part in parts:
        text += ("" if not text or part.startswith("—") or text.endswith("—") else " ") + " ".join(part.split())
    return text, items[:at] + items[end:]


def _goes_on(item: Paragraph, head: Paragraph) -> bool:
    """Whether a paragraph behind the first line of a title is a part of it."""
    if item.text.startswith(("——", "--", "－－", "—")) or SUBTITLE_STYLE.match(item.style.name):
        return True
    same = item.style.name == head.style.name and item.size == head.size and item.centred == head.centred
    marked = bool(TITLE_STYLE.match(head.style.name)) or (head.centred and (head.bold or head.size > 0))
    return same and marked and item.bold == head.bold and not TERMINAL.search(item.text) and not DATED.match(item.text)


def _may_be_title(items: list[Item], at: int) -> bool:
    item = items[at]
    assert isinstance(item, Paragraph)
    text = "".join(item.text.split())
    if not 4 <= len(text) <= LONGEST_TITLE or TERMINAL.search(text) or DATED.match(text) or text.endswith(("：", "，")):
        return False
    if item.level:
        return sum(isinstance(other, Paragraph) and other.level == item.level for other in items) == 1
    if heading_rank(text, False) or len(items) < 2:
        return False
    marked = item.centred or item.bold or item.size > 0
    return marked or "，" not in text


def _paragraph_lines(item: Paragraph) -> Iterator[RawLine]:
    text = item.text
    if not text.strip():
        yield RawLine("")
        return
    flat = " ".join(text.split())
    tight = "".join(text.split())
    if CAPTION_STYLE.match(item.style.name):
        yield RawLine(flat, "caption")
    elif _is_title(item):
        yield RawLine(flat, "heading", 1)
    elif item.level and len(tight) <= LONGEST_TITLE:
        yield RawLine(flat, "heading", item.level + 1)
    elif DATED.match(tight):
        yield RawLine(tight, "byline")
    else:
        pieces = [piece.strip() for piece in text.split("\n") if piece.strip()]
        for piece in pieces:
            rank = heading_rank("".join(piece.split()), item.bold and len(pieces) == 1)
            yield RawLine(piece, "heading", rank) if rank else RawLine(piece, "paragraph")


def _core(root: etree._Element | None) -> Metadata:
    """Title, author and date of the core properties; what a program filled in by itself is left out."""
    if root is None:
        return Metadata()
    title = " ".join((root.findtext(f"{DC}title") or "").split())
    author = "".join((root.findtext(f"{DC}creator") or "").split())
    created = iso_date(root.findtext(f"{DCTERMS}created"))
    return Metadata(
        title=title if re.search("[\u4e00-\u9fff]{4}", title) else None,
        author=author if is_name(author) else None,
        date=created if created != TEMPLATE_DATE else None,
    )
