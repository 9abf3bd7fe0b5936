"""PDF with a text layer; pages that are pictures go through text recognition where it is installed."""

from __future__ import annotations

import re
from datetime import date
from threading import Lock
from typing import Any

from ingest.dateline import ISSUE
from ingest.readers.markdown import iso_date
from ingest.readers.raw import Metadata, RawLine, RawText
from kg.errors import ReadError

MOST_PAGES = 3000
MOST_CHARACTERS = 10_000_000
MOST_UNKNOWN = 0.2
"""Share of the characters of which the fonts may not say what they are."""
STAMP = 30
"""Characters of text on a scanned page that are no more than the scanner's stamp."""
MOST_NAMED = 20
"""Pages, or runs of pages, that a warning names."""
RECOGNISED = ("是图像，由文字识别读入，可能有错字", "are pictures: read by text recognition, which makes mistakes")
UNREAD = ("是图像，没有文字层，未读入", "are pictures without a text layer and were not read")
PASSWORD, SECURITY = 4, 5
"""pdfium's error codes for encryption."""
TITLE_JUNK = re.compile(
    r"\.(?:docx?|pdf|wps|pptx?|xlsx?|indd|cdr|qxd|fit)\b|^(?:Microsoft|untitled|无标题|文档|PowerPoint|幻灯片)", re.I
)
HAN = re.compile(r"[\u4e00-\u9fff]")
CREATED = re.compile(r"D:((?:19|20)\d\d)(\d\d)?(\d\d)?")
YEAR = re.compile(r"20\d\d\s*年")
PDFIUM = Lock()
"""pdfium may be used by one thread at a time."""


class PdfReader:
    """PDF by its first bytes."""

    def accepts(self, data: bytes, name: str) -> bool:
        """Whether the header of a PDF stands at the beginning (a few bytes before it are usual)."""
        head = data[:1024]
        return head.lstrip().startswith(b"%PDF-") or (b"%PDF-" in head and b"startxref" in data[-2048:])

    def read(self, data: bytes, name: str) -> RawText:
        """The text in reading order, without running heads and page numbers; every line knows its page.

        Raises ReadError for a file that is encrypted, cut off, damaged or without pages, for one whose fonts do not
        name their characters, and for one without a text layer where no text recognition is installed.
        """
        if _is_cut_off(data):
            raise ReadError(
                name, "PDF 文件不完整（没有结尾），请重新下载 / the PDF is cut off (it has no end); download it again"
            )
        with PDFIUM:
            return _read(data, name)


def _is_cut_off(data: bytes) -> bool:
    """Whether the mark of the end is missing, or objects follow the last (a file made for the web begins with one)."""
    end = data.rfind(b"%%EOF")
    if end < 0:
        return b"startxref" not in data[-1024:]
    return bool(re.search(rb"\d \d+ obj\b", data[end:]))


def _read(data: bytes, name: str) -> RawText:
    import pypdfium2

    from ingest.pages.no_fonts import leave_system_fonts_out

    leave_system_fonts_out()
    try:
        pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise ReadError(name, _cause(error)) from None
    try:
        return _read_pages(pdf, name)
    except pypdfium2.PdfiumError:
        raise ReadError(name, "PDF 已损坏，页面无法读取 / the PDF is damaged: a page cannot be read") from None
    finally:
        pdf.close()


def _cause(error: Exception) -> str:
    code = getattr(error, "err_code", None)
    if code in (PASSWORD, SECURITY) or "assword" in str(error):
        return "PDF 已加密，请先去除密码 / the PDF is encrypted; remove its password first"
    return "PDF 已损坏，无法打开 / the PDF is damaged and cannot be opened"


def _read_pages(pdf: Any, name: str) -> RawText:
    from ingest.pages.margins import drop_margins
    from ingest.pages.ocr import INSTALL, is_installed, recognise_page
    from ingest.pages.pdfium import read_page
    from ingest.pages.reading_order import reading_order
    from ingest.pages.symbols import UNKNOWN
    from ingest.pages.tables import take_ruled
    from ingest.readers.printed import Composer

    count = len(pdf)
    if not count:
        raise ReadError(name, "PDF 没有页面 / the PDF has no pages")
    if count > MOST_PAGES:
        raise ReadError(name, f"PDF 有 {count} 页，上限 {MOST_PAGES} / the PDF has {count} pages, at most {MOST_PAGES}")
    pages = []
    bare: list[int] = []
    characters = 0
    for index in range(count):
        page = pdf[index]
        try:
            found = read_page(page, index + 1)
        finally:
            page.close()
        characters += sum(len(piece.text) for piece in found.pieces)
        if characters > MOST_CHARACTERS:
            raise ReadError(name, "PDF 文字过多，不像是报告 / the PDF holds too much text for a report")
        if not found.pieces or _is_stamped_scan(found):
            bare.append(index)
        pages.append(found)
    scanned = len(bare) == count
    pictures = [index for index in bare if scanned or _is_scan(pages[index])]
    warning = None
    if pictures and is_installed():
        for index in pictures:
            pages[index] = recognise_page(pdf[index], index + 1, name)
        warning = _of_pages(pictures, RECOGNISED)
    elif scanned:
        raise ReadError(
            name,
            f"PDF 共 {count} 页，没有文字层（扫描件），{INSTALL[0]} / "
            f"the PDF has {count} pages and no text layer (a scan); {INSTALL[1]}",
        )
    elif pictures:
        warning = _of_pages(pictures, (f"{UNREAD[0]}，{INSTALL[0]}", f"{UNREAD[1]}; {INSTALL[1]}"))
    _check_characters([piece.text for page in pages for piece in page.pieces], UNKNOWN, name)
    heads = drop_margins(pages)
    columns = []
    for page in pages:
        tables = take_ruled(page)
        columns += [(page, column) for column in reading_order([*page.pieces, *tables], page.number)]
    lines = Composer(columns, sizes_vary=scanned).compose()
    return RawText(lines, _metadata(pdf, lines, heads), warning=warning)


def _of_pages(indices: list[int], words: tuple[str, str]) -> str:
    """A warning that names pages (5、7-9): what holds of them, in Chinese and English."""
    runs: list[list[int]] = []
    for page in (index + 1 for index in indices):
        if runs and runs[-1][-1] + 1 == page:
            runs[-1].append(page)
        else:
            runs.append([page])
    named = [f"{run[0]}" if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs]
    if len(named) > MOST_NAMED:
        named = [*named[:MOST_NAMED], "…"]
    return f"第 {'、'.join(named)} 页{words[0]} / pages {', '.join(named)} {words[1]}"


def _is_stamped_scan(page: Any) -> bool:
    """Whether a page is a picture whose only text is a stamp of the scanner."""
    return _is_scan(page) and sum(len(piece.text) for piece in page.pieces) <= STAMP


def _is_scan(page: Any) -> bool:
    """Whether a picture covers most of a page."""
    area = page.width * page.height
    return any(picture.width * picture.height > 0.5 * area for picture in page.pictures)


def _check_characters(texts: list[str], unknown: str, name: str) -> None:
    total = sum(map(len, texts))
    missing = sum(text.count(unknown) for text in texts)
    if missing > MOST_UNKNOWN * max(1, total):
        share = round(100 * missing / total)
        raise ReadError(
            name,
            f"PDF 的字体没有字符对照表（ToUnicode），{share}% 的文字无法识别，请换一份或改用文字识别 / "
            f"the PDF's fonts do not say which characters they show (no ToUnicode): {share}% unknown; "
            "get another copy or use text recognition",
        )


def date_of(heads: list[str]) -> str | None:
    """The date that running heads tell, at least to the month (2026年3月27日 星期五 第3版)."""
    dates = (iso_date(head) for head in heads)
    return next((day for day in dates if day and len(day) > len("2026")), None)


def issue_year(heads: list[str]) -> int | None:
    """The year of the issue that running heads tell: 2022年第9期."""
    found = next((found for head in heads if (found := ISSUE.search(head))), None)
    return int(found["year"]) if found else None


def _metadata(pdf: Any, lines: tuple[RawLine, ...], heads: list[str]) -> Metadata:
    """The date or the issue's year of the running heads; what the file says of itself as a last resort.

    That is a title where no line is a heading, and a date where no year is told.
    """
    told = {key: " ".join(value.split()) for key, value in pdf.get_metadata_dict(skip_empty=True).items()}
    title = told.get("Title", "")
    has_heading = any(line.role == "heading" for line in lines)
    usable = len(HAN.findall(title)) >= 4 and not TITLE_JUNK.search(title)
    author = told.get("Author", "")
    created = date_of(heads)
    year = issue_year(heads) if created is None else None
    if created is None and year is None and not any(YEAR.search(line.text) for line in lines):
        created = _day(told.get("CreationDate", ""))
    return Metadata(
        title=title if usable and not has_heading else None,
        author=author if len(HAN.findall(author)) >= 2 else None,
        date=created,
        year=year,
    )


def _day(text: str) -> str | None:
    found = CREATED.match(text)
    if not found:
        return None
    year, month, day = (int(part or 1) for part in found.groups())
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return str(year)
