"""Markdown: front matter, headings, tables and the marks of emphasis; also text files that use its headings."""

from __future__ import annotations

import re
from datetime import date, datetime

import yaml

from ingest.decoding import decode
from ingest.readers.raw import Metadata, RawLine, RawText
from kg.errors import ReadError

FRONT = re.compile(r"\A\s*---[ \t]*\n(?P<yaml>.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
HEADING = re.compile(r"^ {0,3}(?P<marks>#{1,6})[ \t\u3000]+(?P<text>.*?\S)(?:[ \t]+#+)?[ \t]*$")
SNIFF = re.compile(rb"(?m)^(?:\xef\xbb\xbf)?#{1,6} +\S")
UNDERLINE = re.compile(r"^ {0,3}(?:=+|-{2,})[ \t]*$")
EMPHASIS = re.compile(r"(\*\*|__|`)(?=\S)(.+?)(?<=\S)\1")
SLANTED = re.compile(r"^\s*([*_])(?=[^\s*_])([^*_]+)(?<=\S)\1\s*$")
"""A whole line in slanted letters: *某某导刊 2025年第3期*."""
LINK = re.compile(r"!?\[([^\]\n]*)\]\((?:[^()\s]|\([^()\s]*\))*(?:\s+\"[^\"]*\")?\)")
ITEM = re.compile(r"^\s{0,3}(?:[-*+]\s+|>\s?)+")
TABLE_RULE = re.compile(r"^\s*\|?[\s:|-]*-[\s:|-]*$")
FIELDS = {
    "title": ("title", "标题"),
    "publisher": ("publisher", "media", "媒体", "出版"),
    "author": ("author", "authors", "作者"),
    "place": ("place", "location", "地点"),
    "source": ("source", "url", "来源"),
}


class MarkdownReader:
    """Markdown by content: front matter, or lines that begin with #."""

    def accepts(self, data: bytes, name: str) -> bool:
        """Whether the bytes look like Markdown, or the name ends in .md or .markdown."""
        head = data[: 1 << 16]
        return (
            head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"---\n")
            or head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"---\r\n")
            or bool(SNIFF.search(head))
            or name.lower().endswith((".md", ".markdown"))
        )

    def read(self, data: bytes, name: str) -> RawText:
        """Headings by rank, table rows, and the other lines without marks.

        Raises ReadError for bytes that are not text and front matter that is not YAML.
        """
        text = decode(data, name)
        metadata = Metadata()
        front = FRONT.match(text)
        if front:
            metadata = _metadata(front["yaml"], name)
            text = text[front.end() :]
        lines: list[RawLine] = []
        fenced = False
        for line in text.split("\n"):
            if line.lstrip().startswith(("```", "~~~")):
                fenced = not fenced
                continue
            lines.append(RawLine(line) if fenced else _line(line, lines))
        return RawText(tuple(lines), metadata)


def _line(line: str, before: list[RawLine]) -> RawLine:
    heading = HEADING.match(line)
    if heading:
        return RawLine(_unmarked(heading["text"]), "heading", len(heading["marks"]))
    if UNDERLINE.match(line):
        return RawLine("")
    stripped = line.strip()
    if stripped.startswith("|") and stripped.endswith("|") and len(stripped) > 2:
        if TABLE_RULE.match(stripped):
            return RawLine("")
        cells = (cell.strip() for cell in stripped.strip("|").split("|"))
        return RawLine(_unmarked("\t".join(cells)), "table")
    return RawLine(_unmarked(ITEM.sub("", line)))


def _unmarked(text: str) -> str:
    """Without the marks of emphasis, code and links."""
    if "](" in text:
        text = LINK.sub(r"\1", text)
    if "*" in text or "`" in text or "__" in text:
        text = EMPHASIS.sub(r"\2", text)
        text = SLANTED.sub(r"\2", text)
    return text


def _metadata(source: str, name: str) -> Metadata:
    try:
        loaded = yaml.safe_load(source)
    except (yaml.YAMLError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f"（第 {mark.line + 2} 行）" if mark else ""
        raise ReadError(name, f"文件头的 YAML 有误{where} / front matter is not valid YAML") from None
    if not isinstance(loaded, dict):
        return Metadata()
    fields = {str(key).strip().lower(): value for key, value in loaded.items()}
    texts = {
        field: next((as_text(fields[key]) for key in keys if fields.get(key) not in (None, "")), None)
        for field, keys in FIELDS.items()
    }
    day = next((as_text(fields[key]) for key in ("date", "日期", "published") if fields.get(key)), None)
    year = next((fields[key] for key in ("year", "年份") if fields.get(key)), None)
    return Metadata(**texts, date=iso_date(day), year=_year(year))


def as_text(value: object) -> str:
    """A front matter value as one line of text."""
    if isinstance(value, (datetime, date)):
        return value.isoformat()[:10]
    if isinstance(value, (list, tuple)):
        return " ".join(as_text(item) for item in value)
    return " ".join(str(value).split())


def iso_date(text: str | None) -> str | None:
    """`2024-03-22`, `2024-03` or `2024` of a date written in any usual way, or None."""
    found = re.search(r"((?:19|20)\d\d)(?:\s*[-/.年]\s*(\d{1,2})(?:\s*[-/.月]\s*(\d{1,2}))?)?", text or "")
    if not found:
        return None
    year, month, day = found.groups()
    if not month or not 1 <= int(month) <= 12:
        return year
    if not day or not 1 <= int(day) <= 31:
        return f"{year}-{int(month):02}"
    return f"{year}-{int(month):02}-{int(day):02}"


def _year(value: object) -> int | None:
    found = re.search(r"(?:19|20)\d\d", str(value or ""))
    return int(found.group()) if found else None
