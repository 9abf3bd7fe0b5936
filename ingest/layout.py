"""The repair of a page's layout: source lines to paragraphs, headlines, captions and other blocks.

Newspaper text comes with a line break at the end of every printed line, often with a blank line between every two,
and with headlines, captions and bylines dropped anywhere between. The lines of one column are equally wide except
the first (indented) and the last of a paragraph, so a line that ends no sentence and is not as wide as its
neighbours is not a part of the running text.

No character other than white space is lost, and none is changed. The order is that of the source except for whole
lines that interrupt a sentence, which follow the paragraph instead, and columns that `ingest.columns` untangles.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from ingest.blocks import Block, BlockKind, Pages, last_page, of_kind
from ingest.columns import untangle
from ingest.contents import without_contents
from ingest.furniture import POINTER, are_names, is_date, is_signature, is_weak_caption
from ingest.lines import ENUMERATOR, WIDEST, Line, LineKind, is_evident, read_lines
from ingest.listed_lines import with_lists
from ingest.readers.raw import RawLine
from ingest.seams import word_across
from ingest.spacing import CLAUSE, close_up_headline, join, parts_phrases
from ingest.whole_lines import are_whole, holds_sentence, left_off

INTERRUPTING = frozenset({"plain", "caption", "furniture", "pointer"})
"""Kinds of line that may stand in the middle of a sentence; a plain one only if it is no running text."""
KINDS: dict[LineKind, BlockKind] = {
    "plain": "head",
    "marked": "head",
    "section": "section",
    "caption": "caption",
    "byline": "byline",
    "furniture": "furniture",
    "pointer": "pointer",
    "table": "table",
    "paragraph": "body",
}
LABELLED = re.compile("^[\u4e00-\u9fff]{2,6}[：:](?=.)")
"""A line of a form: 时间：…, 地点：…."""
SCRAP = 2.0
"""A line so short, in characters, may be the end of a word that a box beside the column has cut off."""
INDENTED = 2.2
"""By how much the first line of a paragraph is narrower: two characters, and a little for justification."""


def lay_out(raw_lines: Sequence[RawLine]) -> list[Block]:
    """The blocks of a text, in reading order."""
    lines = read_lines(tuple(raw_lines))
    page = Page(lines)
    page.mark()
    ordered = untangle(lines)
    if ordered is not None:
        page = Page(ordered)  # its lines keep their marks
    return without_contents(page.blocks())


class Page:
    """The lines of one file, with the widths of its columns."""

    def __init__(self, lines: list[Line]) -> None:
        self.lines = lines
        # Where the column's width can be read off: lines that go on but are no headline.
        self.sure = [i for i, line in enumerate(lines) if _goes_on(line)]
        self.unbroken = are_whole(lines, self.sure)
        self.tolerance = self._raggedness()
        self.indent = self._first_line_indent()

    def _raggedness(self) -> float:
        """How much the widths of neighbouring full lines differ, with some slack."""
        steps = sorted(
            abs(self.lines[i].width - self.lines[j].width)
            for i, j in zip(self.sure, self.sure[1:], strict=False)
            if j - i <= 2
        )
        return min(4.0, max(2.2, 1.5 * steps[int(0.7 * len(steps))])) if steps else 2.2

    def _first_line_indent(self) -> float:
        """By how much first lines of paragraphs are narrower than full ones on this page, in characters."""
        lines = self.lines
        steps = [
            lines[i + 1].width - lines[i].width
            for i in self.sure
            if 0 < i < len(lines) - 1 and lines[i - 1].terminal and lines[i + 1].kind == "plain"
            if not lines[i + 1].terminal and lines[i - 1].width < lines[i + 1].width - 2
        ]
        return max(0.0, min(3.0, median(steps))) if len(steps) >= 3 else INDENTED

    def column_width(self, at: int) -> float | None:
        """The usual width of full lines around a line; None where lines are not filled."""
        if len(self.sure) < 2:
            return None
        middle = bisect_left(self.sure, at)
        near = self.sure[max(0, middle - 3) : middle + 4]
        widths = [self.lines[i].width for i in near if abs(i - at) <= 8]
        return median(widths) if len(widths) >= 2 else None

    def gap_tells(self, at: int) -> bool:
        """Whether a blank line before a line means something: around it, most lines have none."""
        around = self.lines[max(1, at - 5) : at + 6]
        return sum(line.gap for line in around) < 0.6 * len(around)

    # -- which lines are running text ------------------------------------------------------------

    def mark(self) -> None:
        """Set `body` on the lines that are running text; refine kinds that depend on the neighbours."""
        self._mark_names()
        chunk: list[int] = []
        for i, line in enumerate(self.lines):
            if line.kind in INTERRUPTING and line.kind != "plain":
                continue
            if line.kind != "plain":
                self._mark_chunk(chunk)
                chunk = []
                continue
            chunk.append(i)
            if line.terminal:
                self._mark_chunk(chunk)
                chunk = []
        self._mark_chunk(chunk)

    def _mark_names(self) -> None:
        """A name alone on its line is a byline where no sentence is open before it; so is an office above a date."""
        before: Line | None = None
        for line in self.lines:
            lone = line.kind == "plain" and len(line.raw) <= 14 and (line.width <= 4 or " " in line.raw)
            if lone and are_names(line.raw) and (before is None or before.terminal or not before.evident):
                full = before is not None and not before.terminal and before.kind == "plain"
                if not full or before is None or before.width > line.width + 4:
                    line.kind = "byline"
            before = line
        for line, after in pairwise(self.lines):
            if line.kind == "plain" and not line.terminal and is_signature(line.text) and is_date(after.raw):
                line.kind = "byline"

    def _mark_chunk(self, chunk: list[int]) -> None:
        """Decide the lines up to one that ends a sentence, from the last to the first."""
        following: Line | None = None
        evident = {i for i in chunk if self._is_evident(i)}
        begins = min(evident, default=len(self.lines))
        for position in range(len(chunk) - 1, -1, -1):
            i = chunk[position]
            line = self.lines[i]
            if line.terminal:
                line.body = not self._is_question_heading(i)
            elif self._heads_paragraph(i):
                line.body = False
            elif i in evident:
                line.body = True
            else:
                line.body = self._fits(line, i, following, begins < i, position == 0)
            following = line if line.body else None

    def _is_evident(self, i: int) -> bool:
        """Whether a line is plainly part of a sentence; a wide headline with a comma in it is not."""
        line = self.lines[i]
        if self.unbroken and line.width <= WIDEST and not line.has_dateline:
            return holds_sentence(line)
        if line.has_dateline or line.evident:
            return line.has_dateline or not self._exclaims(i)
        if line.terminal or line.width < 26 or not _has_clause(line):
            return False
        column = self.column_width(i)
        return not LABELLED.match(line.text) if column is None else line.width <= column + self.tolerance

    def _exclaims(self, i: int) -> bool:
        """Whether a line with a mark of exclamation or question inside is the headline above a whole paragraph."""
        line, below = self.lines[i], next(iter(self.lines[i + 1 : i + 2]), None)
        if below is None or line.width > WIDEST / 2 or not (i == 0 or self.lines[i - 1].terminal or line.gap):
            return False
        plain = re.sub("[！？!?]", "", line.text)
        return plain != line.text and below.width > WIDEST and not is_evident(plain) and not CLAUSE.search(plain)

    def _heads_paragraph(self, i: int) -> bool:
        """Whether a numbered line stands above one that is a whole paragraph: such a text breaks no sentence."""
        below = next(iter(self.lines[i + 1 : i + 2]), None)
        return below is not None and below.width > WIDEST and bool(ENUMERATOR.match(self.lines[i].text))

    def _is_question_heading(self, i: int) -> bool:
        line = self.lines[i]
        if not line.text.endswith(("？", "！", "?", "!")) or line.width > 20 or any(c in line.text for c in "，。"):
            return False
        before, after = self.lines[i - 1] if i else None, self.lines[i + 1] if i + 1 < len(self.lines) else None
        stands_alone = before is None or (before.terminal and not before.evident) or before.kind != "plain"
        return stands_alone and self.column_width(i) is None and (after is None or after.width > 30)

    def _fits(self, line: Line, i: int, following: Line | None, begun: bool, first: bool) -> bool:
        """Whether a line without any sign of a sentence is as wide as the running text around it."""
        if self.unbroken:
            return line.width > WIDEST
        if begun and line.width <= SCRAP and word_across(self.lines[i - 1].text, line.text):
            return True
        if self._has_subtitle(i) and (not begun or line.gap or parts_phrases(line.raw)):
            return False
        column = self.column_width(i)
        slack = self.tolerance
        if column is None and following is not None and line.width <= WIDEST:
            if LABELLED.match(line.text):
                return False
            goes_on = begun and abs(line.width - self.lines[i - 1].width) <= slack
            return following.width <= line.width + slack and (goes_on or _has_clause(line))
        if column is None or line.width > WIDEST:
            return False
        if not begun and (parts_phrases(line.raw) or line.text.startswith("—") or line.text.endswith("——")):
            return False
        indent = INDENTED if first else 0.0
        fills = column - slack - indent <= line.width <= column + slack
        if following is None:
            return begun and fills
        if not begun and not _has_clause(line):
            return self._opens(line, i, following, column, first)
        if _has_clause(line) and fills:
            return True
        if following.terminal:
            return following.width <= line.width + slack + indent and line.width >= column - slack - INDENTED
        if abs(line.width - following.width) <= slack:
            return True
        if first and fills and 0 < following.width - line.width <= slack + INDENTED:
            return True
        return begun and abs(line.width - column) <= slack + 1

    def _has_subtitle(self, i: int) -> bool:
        """Whether a line is a subtitle (——…), or stands right above one."""
        return any(line.text.startswith("——") and line.kind == "plain" for line in self.lines[i : i + 2])

    def _opens(self, line: Line, i: int, following: Line, column: float, first: bool) -> bool:
        """Whether a line without punctuation opens a paragraph rather than being a headline above it.

        For it: the break to the next line cuts a word, the widths are those of a first and a full line. Against it:
        other widths, something between it and the next line, an enumerator at the head of the next.
        """
        slack = self.tolerance
        if line.width > column + slack or line.width < column - slack - max(INDENTED, self.indent):
            return False
        if self.lines[i + 1] is not following or ENUMERATOR.match(following.text) or following.has_dateline:
            return False
        if following.terminal and following.width > line.width + slack + INDENTED:
            return False
        after = self.lines[i + 1]
        if after.gap and self.gap_tells(i + 1):
            return False
        score = 3.0 if word_across(line.text, following.text) else -0.5
        before = self.lines[i - 1] if i else None
        if before is not None and before.terminal and before.width >= column - slack / 2 and not line.gap:
            score += 1.5
        if line.indent and self._indents_tell:
            score += 2.0
        fits = min(abs(line.width - column), abs(line.width - column + self.indent) if first else 99.0)
        score += 1.0 if fits <= slack - 1.2 else 0.0 if fits <= slack else -1.5
        if not following.terminal and self.indent > 1:
            score += 0.5 if following.width > column - self.indent / 2 - 0.5 else -1.0
        if ENUMERATOR.match(line.text):
            score -= 1.0
        return score >= 0

    # -- paragraphs ------------------------------------------------------------------------------

    def blocks(self) -> list[Block]:
        """Paragraphs put together; lines that interrupt one follow it."""
        out: list[Block] = []
        held: list[Block] = []
        pieces: list[Line] = []
        last_body = self._last_body_of_chunks()

        def close() -> None:
            if pieces:
                out.extend(_paragraph(pieces))
                pieces.clear()
            out.extend(held)
            held.clear()

        for i, line in enumerate(self.lines):
            if line.body:
                if pieces and self._breaks(pieces[-1], line, i):
                    close()
                pieces.append(line)
                if not line.terminal and last_body.get(i, False):
                    close()
                continue
            block = _single(line, lone=not pieces or pieces[-1].terminal)
            if pieces and self._interrupts(pieces[-1], line):
                # the sentence goes on behind a pointer to another page, and so does its article
                held.append(of_kind(block, "furniture") if block.kind == "pointer" else block)
            else:
                close()
                out.append(block)
        close()
        return with_lists(out)

    def _interrupts(self, before: Line, line: Line) -> bool:
        """Whether a line outside the sentences stands in the middle of one that `before` has left open."""
        if before.terminal or line.kind not in INTERRUPTING or _introduced(before, line):
            return False
        return not self.unbroken or line.kind != "plain" or left_off(before)

    def _last_body_of_chunks(self) -> dict[int, bool]:
        """For each body line that ends no sentence: whether nothing of its paragraph can follow."""
        result: dict[int, bool] = {}
        goes_on = False
        for i in range(len(self.lines) - 1, -1, -1):
            line = self.lines[i]
            if line.body:
                result[i] = not goes_on
                goes_on = True
            elif line.kind not in INTERRUPTING:
                goes_on = False
        return result

    def _breaks(self, before: Line, line: Line, i: int) -> bool:
        """Whether a paragraph ends between two lines of running text."""
        if self.unbroken:
            return before.terminal or not left_off(before)
        starts = bool(ENUMERATOR.match(line.text)) or line.has_dateline
        announced = starts and before.text.endswith(("：", "；", ":", ";"))
        if announced and line.gap:
            return True
        if line.indent and self._indents_tell and (before.terminal or before.width < line.width + INDENTED):
            return before.terminal
        if not before.terminal:
            return announced and self._short(before, i)
        if starts or before.width > WIDEST:
            return True
        if line.gap and self.gap_tells(i):
            return True
        return self._short(before, i)

    def _short(self, line: Line, at: int) -> bool:
        column = self.column_width(at)
        return column is None or line.width < column - min(self.tolerance, 2.0)

    @property
    def _indents_tell(self) -> bool:
        indented = sum(line.indent for line in self.lines)
        return 0 < indented < 0.7 * len(self.lines)


def _introduced(before: Line, line: Line) -> bool:
    """Whether a numbered heading is what the words before it announce: …情况如下： 一、主要做法."""
    return before.text.endswith(("：", ":")) and line.kind == "plain" and bool(ENUMERATOR.match(line.text))


def _goes_on(line: Line) -> bool:
    """Whether a line most likely fills its column: a clause ends in it and no sentence ends with it."""
    return line.kind == "plain" and not line.terminal and line.width <= WIDEST and _has_clause(line)


def _has_clause(line: Line) -> bool:
    """Whether a clause ends in a line; the mark behind its number (二、) ends none."""
    number = ENUMERATOR.match(line.text)
    return bool(CLAUSE.search(line.text, number.end() if number else 0))


def _single(line: Line, lone: bool) -> Block:
    kind = KINDS[line.kind]
    if line.kind == "plain" and lone and is_weak_caption(line.text):
        kind = "caption"
    headline = kind in ("head", "section", "byline", "caption", "furniture")
    text = close_up_headline(line.raw) if headline else line.text
    level = line.level if line.kind == "marked" else 0
    return Block(text, kind, level, line.number, kind == "body" and line.has_dateline, line.pages)


def _pages(pieces: list[Line]) -> Pages:
    """The pages on which the lines of a paragraph stand."""
    out: list[tuple[int, int]] = []
    before = 0
    for piece in pieces:
        for at, page in piece.pages:
            if not out or out[-1][1] != page:
                out.append((before + at, page))
        before += len("".join(piece.text.split()))
    return tuple(out)


def _paragraph(pieces: list[Line]) -> list[Block]:
    """The paragraph; apart from it a page pointer at its end."""
    text = pieces[0].text
    for piece in pieces[1:]:
        text = join(text, piece.text)
    pages = _pages(pieces) if pieces[0].pages else ()
    pointer = POINTER.search(text, max(0, len(text) - 30))
    if pointer and pointer.end() == len(text) and pointer.start():
        at = pointer.start()
        paragraph = Block(text[:at], "body", 0, pieces[0].number, pieces[0].has_dateline, pages)
        return [paragraph, Block(text[at:], "pointer", 0, pieces[-1].number, pages=last_page(pages))]
    return [Block(text, "body", 0, pieces[0].number, pieces[0].has_dateline, pages)]
