"""The lines of a page with what the repair of their breaks needs to know of each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import takewhile
from typing import Literal

from msgspec.structs import replace

from ingest.blocks import Pages, last_page
from ingest.furniture import (
    CREDITED,
    FOLIO_BEHIND,
    ORNAMENTS,
    POINTER,
    is_byline,
    is_furniture,
    is_strong_caption,
    split_trailing,
)
from ingest.page_frame import awaits_value, is_crumb, is_facts, is_menu, is_value
from ingest.readers.raw import RawLine
from ingest.spacing import close_up, close_up_headline, is_letter_spaced, width

LineKind = Literal["plain", "marked", "section", "caption", "byline", "furniture", "pointer", "table", "paragraph"]

TERMINAL = re.compile(
    r"(?:[。！？!?…]|(?<=[^\W\d])\.)[”’\"'』」）)】》]*[\s\u2190-\u21ff\u2300-\u23ff\u2600-\u27bf\ufe0f\U0001f300-\U0001faff]*$"
)
"""Where a sentence ends; the pictures and arrows of a message behind it are no part of it."""
WIDEST = 60.0
"""Wider lines, in characters, are not those of a printed column: there a line is a paragraph."""
INSIDE = re.compile(r"[。！？；]")
OPEN_END = re.compile(r"[，、；：,;:（(“‘《〈「『—～~+\-/·的和与及在是为将对被把由]$")
OPENERS = {"（": "）", "(": ")", "“": "”", "《": "》", "「": "」", "『": "』"}
INDENT = re.compile("^(?:[\u3000\xa0]{1,}|[ \t]{2,}|\t)")
ENUMERATOR = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}是|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[.、．](?!\d)|[①-⑳]|第[一二三四五六七八九十]{1,2}[，、是]|[•●■◆▲★◇○])"
)
CRUMBS, CRUMB = re.compile("[>›»＞]+"), 14.0
"""A web page's 首页 > 新闻 > 要闻, each word and mark on a line of its own; the longest word."""
DATELINE = re.compile(
    r"^(?:[\u4e00-\u9fff]{1,9}(?:(?<![通资快电视喜])讯|(?<=[社报台网日])电)[ \u3000（(:：]"
    r"|本[报刊网台社][\u4e00-\u9fff]{0,6}讯|据\S{2,8}消息"
    r"|[\u4e00-\u9fff]{2,8}(?:报|网|周刊|杂志|新闻|观察|通讯社)[ \u3000]+(?=[\u4e00-\u9fff\d])(?!\d{4}年[^，。]{0,40}$)"
    r")"
)
SAYS_WHEN = re.compile(
    r"^(?:[“”《》【】]?)(?:(?:20\d\d|今|去|当|上|本|近[几两三]?|这[几两些])年|[上下]半年|[一二三四1-4]季度|\d{1,2}(?:[—－~-]|至|到)?\d{0,2}月|年初|近日|目前|截至|入[春夏秋冬])"
    r"[^，。！？：]{0,12}，"
)
"""今年1至8月，… : how sentences open, and headlines hardly ever."""
DAY_START = re.compile(r"^(?:(?:20\d\d|今)年)?\d{1,2}月\d{1,2}日(?:至\d{1,2}日)?(?:[上下]午|晚|清晨|一大?早)?[，,]")
PUBLISHED = re.compile(r"(?:来源|来自|发布机构|发布单位|发文机关|稿源)\s*[：:丨｜|]")
SITE_HEAD = 10
"""Lines at the top among which the one that tells where a page lies is looked for."""
ITEM_MARKS = "▲△◆●■"
ITEM = re.compile(r"。[^。]{6,}\d")
"""A heading and what is told of it: 某某玻璃三线。总投资9.3亿元，…."""


@dataclass(slots=True)
class Line:
    """A source line that is not blank. `text` is closed up; `raw` keeps its spaces; `gap`: a blank line before it."""

    text: str
    raw: str
    number: int
    kind: LineKind
    width: float
    gap: bool = False
    indent: bool = False
    terminal: bool = False
    evident: bool = False
    level: int = 0
    body: bool = field(default=False)
    pages: Pages = ()

    @property
    def has_dateline(self) -> bool:
        """Whether an article begins here: 某报讯 and the like."""
        return bool(DATELINE.match(self.raw))

    @property
    def starts_news(self) -> bool:
        """Whether an item of news may begin here: a dateline, or a day at the head of the line."""
        return self.has_dateline or bool(DAY_START.match(self.text))


def ends_sentence(text: str) -> bool:
    """Whether a line ends where a sentence ends, closing quotes and brackets included."""
    return bool(TERMINAL.search(text[-6:]))


def left_open(text: str) -> bool:
    """Whether the line breaks off inside brackets, quotes or an enumeration."""
    if OPEN_END.search(text) and not text.endswith(("——", "———")):
        return True
    return any(text.rfind(opener) > text.rfind(closer) for opener, closer in OPENERS.items() if opener in text)


def is_evident(text: str) -> bool:
    """Whether a line that ends no sentence is plainly a part of one, not a headline."""
    return bool(INSIDE.search(text)) or left_open(text) or bool(SAYS_WHEN.match(text))


def read_lines(raw_lines: tuple[RawLine, ...]) -> list[Line]:
    """The lines that hold something. Headings in 【】 that were broken over lines are put together."""
    lines: list[Line] = []
    gap = False
    open_section: Line | None = None
    for number, raw in enumerate(_with_values(raw_lines)):
        stripped = raw.text.strip()
        if not stripped:
            gap = True
            continue
        if raw.role == "table":
            stripped = raw.text.strip(" \r\n")  # a row may begin with an empty cell
            text = "\t".join(close_up(cell) for cell in stripped.split("\t"))
        else:
            text = close_up(stripped)
        if open_section is not None:
            if raw.role == "text" and len(open_section.text) + len(text) <= 60 and "【" not in text:
                open_section.text += text
                open_section.raw = open_section.text
                if "】" in text:
                    open_section = None
                continue
            open_section = None
        folio = FOLIO_BEHIND.search(stripped) if raw.role == "text" else None
        if folio is not None:
            stripped = stripped[: folio.start()]
            text = close_up(stripped)
        line = _line(raw, stripped, text, number, gap)
        if line.kind == "plain" and lines and line.width <= CRUMB and CRUMBS.fullmatch(lines[-1].raw):
            line.kind = "furniture"
        if line.kind == "plain" and lines and _is_box(lines[-1]) and is_letter_spaced(stripped):
            line.kind = "caption"
        lines.append(line)
        if folio is not None:
            lines.append(Line(folio["folio"], folio["folio"], number, "furniture", width(folio["folio"])))
        gap = False
        if line.kind == "section" and "】" not in text:
            open_section = line
    _mark_site_head(lines)
    _mark_items(lines)
    return _part_bylines(lines)


def _with_values(raw_lines: Iterable[RawLine]) -> Iterator[RawLine]:
    """A label alone on its line (来源：) with the line below, which tells what it is a label of."""
    label: RawLine | None = None
    for raw in raw_lines:
        told = raw.text.strip()
        if label is not None:
            if raw.role == "text" and told and is_value(told) and not awaits_value(told):
                yield replace(label, text=f"{label.text.rstrip()}{told}")
                label = None
                continue
            yield label
        label = raw if raw.role == "text" and awaits_value(told) else None
        if label is None:
            yield raw
    if label is not None:
        yield label


def _is_box(line: Line) -> bool:
    """Whether a line is of the words of the text set apart: ■ 一 枚 印 章."""
    return line.kind == "caption" and line.text[0] in ORNAMENTS and not CREDITED.search(line.text)


def _mark_site_head(lines: list[Line]) -> None:
    """The site's name and what else stands above its menu, or above where the page lies on it, are no headline."""
    head = list(takewhile(lambda line: not line.terminal and line.width <= WIDEST, lines[:SITE_HEAD]))
    menus = [i for i, line in enumerate(head) if is_crumb(line.raw) or is_menu(line.raw)]
    for line in lines[: max(menus, default=0)]:
        if line.kind == "plain" and not line.terminal and line.width <= WIDEST:
            line.kind = "furniture"


def _mark_items(lines: list[Line]) -> None:
    """▲ before each item of a list is no sign of a picture: its neighbour has it too, or it holds sentences."""
    marked = [line.text[0] if line.kind == "caption" and line.text[0] in ITEM_MARKS else "" for line in lines]
    for i, line in enumerate(lines):
        beside = (*marked[max(0, i - 1) : i], *marked[i + 1 : i + 2])
        if marked[i] and (marked[i] in beside or (ITEM.search(line.text) and not CREDITED.search(line.text))):
            line.kind = "plain"
            line.evident = not line.terminal and is_evident(line.text)


def _part_bylines(lines: list[Line]) -> list[Line]:
    """A byline behind the last full stop of a line becomes a line of its own."""
    out: list[Line] = []
    for i, line in enumerate(lines):
        out.append(line)
        if line.kind not in ("plain", "paragraph") or (line.terminal and line.text[-1] not in "）)"):
            continue
        after = lines[i + 1] if i + 1 < len(lines) else None
        at_end = after is None or after.kind in ("marked", "section")
        whole = line.width > WIDEST or line.kind == "paragraph"
        body, byline = split_trailing(line.raw, at_end, whole)
        if byline and body:
            text = close_up(body)
            line.raw, line.text, line.width, line.terminal, line.evident = body, text, width(text), True, False
            name = close_up(byline)
            out.append(Line(name, byline, line.number, "byline", width(name), pages=last_page(line.pages)))
    return out


def _line(raw: RawLine, stripped: str, text: str, number: int, gap: bool) -> Line:
    kind: LineKind = "plain"
    if raw.role == "heading":
        kind = "marked"
    elif raw.role in ("caption", "table", "byline"):
        kind = raw.role
    else:
        kind = "paragraph" if raw.role == "paragraph" else "plain"
    spaced = is_letter_spaced(stripped)
    if spaced:
        stripped = close_up_headline(stripped)
    if raw.role == "text" and spaced and text[0] in ORNAMENTS:
        kind = "caption"  # ■ 一 枚 印 章: words of the text set apart in a box
    elif raw.role in ("text", "paragraph") and len(text) <= 90:
        if text.startswith("【") and len(text) <= 40 and ("】" not in text or text.endswith("】")):
            kind = "section"
        elif is_facts(stripped) and PUBLISHED.search(stripped):
            kind = "byline"
        elif is_furniture(stripped):
            kind = "furniture"
        elif POINTER.fullmatch(text):
            kind = "pointer"
        elif is_byline(stripped):
            kind = "byline"
        elif is_strong_caption(stripped):
            kind = "caption"
    wide = width(text)
    terminal = ends_sentence(text)
    return Line(
        text=text,
        raw=stripped,
        number=number,
        kind=kind,
        width=wide,
        gap=gap,
        indent=bool(INDENT.match(raw.text)),
        terminal=terminal,
        evident=not terminal and kind == "plain" and is_evident(text),
        level=raw.level,
        pages=() if raw.page is None else ((0, raw.page), *raw.turns),
    )
