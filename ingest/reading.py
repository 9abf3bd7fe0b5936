"""From a file to a document: decoded, its layout repaired, its articles parted, its passages cut.

The text that is stored is that of the blocks, one a line, article by article. Its characters are those of the file
without the white space of typesetting; their order is that of the file except for headlines, captions and boxes,
which are moved as a whole to the article that they belong to or out of a sentence that they interrupt.

Nothing is kept from one file to the next: reading 119 files takes as much memory at its peak as reading 30 of them
(64 MiB, `benchmarks/ingest_memory.py`); one file of 1.6 MB takes 135 MiB.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from ingest.articles import Draft, part_articles
from ingest.blocks import Block
from ingest.layout import lay_out
from ingest.passages import part_passages
from ingest.readers import RawText, read_data, read_file
from kg.errors import ReadError
from kg.model import Article, Document, PageTurn, Passage, PassageKind

OWN_PASSAGE: dict[str, PassageKind] = {"title": "title", "kicker": "title", "caption": "caption"}
"""Blocks that are passages by themselves, those of one kind that stand together in one."""
HEADLINE = frozenset({"title", "kicker"})
LONGEST_OWN = 120
"""Characters of several headlines or captions in one passage."""


def read_document(path: Path, doc_id: str) -> Document:
    """The document that a file holds. Raises ReadError, naming the file and why, for one that is no report."""
    data, raw = read_file(path)
    return _document(data, raw, str(path), doc_id)


def read_bytes(data: bytes, name: str, doc_id: str) -> Document:
    """The document that an upload holds; `name` is its file name. Raises ReadError as `read_document` does."""
    return _document(data, read_data(data, name), name, doc_id)


def _document(data: bytes, raw: RawText, name: str, doc_id: str) -> Document:
    drafts = part_articles(lay_out(raw.lines), raw.metadata, raw.whole)
    if not any(block.text for draft in drafts for block in draft.blocks):
        raise ReadError(name, "没有文字，只有空白 / holds no text, only white space")
    writer = _Writer(doc_id)
    for draft in drafts:
        writer.add(draft)
    first = drafts[0]
    return Document(
        id=doc_id,
        path=name,
        sha256=hashlib.sha256(data).hexdigest(),
        text="".join(writer.parts),
        title=raw.metadata.title or first.title,
        date=raw.metadata.date or first.date,
        publisher=raw.metadata.publisher or first.publisher,
        source=raw.metadata.source,
        place=raw.metadata.place,
        articles=tuple(writer.articles),
        passages=tuple(writer.passages),
        pages=tuple(writer.pages),
        warning=raw.warning,
    )


class _Writer:
    """Lays the articles' blocks out as one text and notes where they are."""

    def __init__(self, doc_id: str) -> None:
        self.doc_id = doc_id
        self.parts: list[str] = []
        self.length = 0
        self.articles: list[Article] = []
        self.passages: list[Passage] = []
        self.pages: list[PageTurn] = []

    def add(self, draft: Draft) -> None:
        """One article: its blocks a line each, its passages section by section."""
        identifier = f"{self.doc_id}-{len(self.articles) + 1}"
        spans = [self._write(block) for block in draft.blocks]
        text = "".join(self.parts[-2 * len(spans) :])
        base = spans[0][0]
        passages: list[Passage] = []
        heading: str | None = None
        section: list[tuple[int, int]] = []
        rows: list[str] = []  # of the table that is open
        kind: PassageKind = "body"

        def close() -> None:
            for number, (start, end) in enumerate(part_passages(text, [(a - base, b - base) for a, b in section])):
                shown = table_heading(rows, heading) if rows and number else heading
                passages.append(
                    Passage(article=identifier, start=start + base, end=end + base, kind=kind, heading=shown)
                )
            section.clear()
            rows.clear()

        before = ""
        for block, span in zip(draft.blocks, spans, strict=True):
            if block.kind in ("body", "table", "repeat"):
                block_kind: PassageKind = "repeat" if block.kind == "repeat" else "body"
                if block_kind != kind or not _adjoin(section, span) or _turns(block, before, rows):
                    close()
                kind = block_kind
                section.append(span)
                if block.kind == "table":
                    rows.append(block.text)
            elif block.kind == "section":
                close()
                heading = block.text
            elif block.kind in OWN_PASSAGE or (block.kind == "byline" and before in HEADLINE):
                close()
                of_kind = OWN_PASSAGE.get(block.kind, "title")
                start = span[0]
                if passages and OWN_PASSAGE.get(before) == of_kind and span[1] - passages[-1].start <= LONGEST_OWN:
                    start = passages.pop().start
                passages.append(Passage(article=identifier, start=start, end=span[1], kind=of_kind))
                if block.kind == "byline":
                    continue  # the next byline belongs to the headline too
            before = block.kind
        close()
        self.passages += passages
        own = [span for block, span in zip(draft.blocks, spans, strict=True) if block.kind != "furniture"] or spans
        self.articles.append(
            Article(
                id=identifier,
                start=own[0][0],
                end=own[-1][1],
                title=draft.title,
                kicker=draft.kicker,
                publisher=draft.publisher,
                author=draft.author,
                date=draft.date,
                about=draft.about,
                year=draft.year,
                year_evidence=draft.year_evidence,
            )
        )

    def _write(self, block: Block) -> tuple[int, int]:
        start = self.length
        self.parts += [block.text, "\n"]
        self.length = start + len(block.text) + 1
        for at, page in block.pages:
            if not self.pages or self.pages[-1].page != page:
                self.pages.append(PageTurn(start + _place(block.text, at), page))
        return start, self.length - 1


def _place(text: str, at: int) -> int:
    """Where the character stands before which there are `at` others that are no white space."""
    if not at:
        return 0
    places = [i for i, character in enumerate(text) if not character.isspace()]
    return places[at] if at < len(places) else len(text)


def table_heading(rows: list[str], heading: str | None) -> str | None:
    """What a reader of a table's later rows needs: its caption, else the section's heading, and the columns' heads."""
    caption = rows[0] if "\t" not in rows[0] else heading
    head = next((row for row in rows[:2] if "\t" in row), "")
    columns = " | ".join(cell for cell in head.split("\t") if cell)
    if len(columns) > LONGEST_OWN:
        columns = ""
    return "：".join(part for part in (caption, columns) if part) or None


def _turns(block: Block, before: str, rows: list[str]) -> bool:
    """Whether a table begins or ends with a block: the caption of the next one ends a table too."""
    if block.kind != "table":
        return before == "table"
    return before != "table" or ("\t" not in block.text and any("\t" in row for row in rows))


def _adjoin(section: list[tuple[int, int]], span: tuple[int, int]) -> bool:
    return not section or section[-1][1] + 1 == span[0]
