"""Lines of printed pages as lines of a report: paragraphs put together, headings by their type, captions, tables.

On a page it shows what belongs together: a line that fills its column goes on in the next, a paragraph begins
indented or after more space, a heading is larger or bolder than the text, a caption stands at its picture.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from ingest.lines import ENUMERATOR, ends_sentence
from ingest.pages.boxes import Box, Column, Page, PrintedLine
from ingest.readers.cells import Cell, add_table
from ingest.readers.raw import RawLine

LARGER = 1.12
"""In sizes of the running text: a heading is at least so large."""
SAME_SIZE = 0.06
"""Sizes that differ by a smaller share are one."""
HEADLINE, NARROW = 1.7, 0.6
"""Size of a newspaper's headline in sizes of the text; a narrow column's width as a share of the page's."""
LONGEST_HEADING, MOST_HEADING_LINES = 60, 4
DEEPEST_LEVEL = 6
FULL = 2.3
"""In font sizes: a line that ends nearer to its column's edge fills it. Punctuation may not begin a line."""
EDGE_LINES, EDGE_SHARE = 2, 0.15
"""So many lines, and this share, end at a column's edge."""
INDENT = 1.2
"""In font sizes: a line that begins further in begins a paragraph."""
LOOSE = 1.45
"""In usual distances between lines: a larger one parts paragraphs."""
SPACED, LEAST_APART = 1.2, 3
"""The same where so many lines show that the page parts paragraphs by space."""
NEAR_PICTURE = 2.5
"""In font sizes: how far below (or above) its picture a caption may stand."""
NUMBER = r"\s*[\d一二三四五六七八九十]+(?:[-—.]\d+)?"
FIGURE_CAPTION = re.compile(rf"^(?:附?图|照片|Fig(?:ure|\.)){NUMBER}[\s:：.、]?(?!所示|中|可见|显示|表明)")
TABLE_CAPTION = re.compile(rf"^附?表{NUMBER}[\s:：.、](?!.*。)|^[（(]?(?:计量)?单位\s*[:：]")
LATIN_END = re.compile(r"[A-Za-z0-9\u00c0-\u024f%)\]:;?!,.]$")
LATIN_START = re.compile(r"[A-Za-z0-9\u00c0-\u024f(\[]")
NUMBER_END = re.compile(r"\d[.,]?$")
BROKEN_WORD = re.compile(r"[A-Za-z\u00c0-\u024f]{2}-$")
FIRST_WORD = re.compile(r"[!-\u024f]+")
BULLET = re.compile("^(?:[•●■◆▲★◇○➢✓❖]|[·-] )")


class Composer:
    """Puts the columns of a document's pages, in reading order, together to lines of a report."""

    def __init__(self, columns: Sequence[tuple[Page, Column]], sizes_vary: bool = False) -> None:
        """`sizes_vary`: sizes are estimated from the look of a scan and differ by chance."""
        self.columns = columns
        self.larger = 1.35 if sizes_vary else LARGER
        self.tolerance = 0.2 if sizes_vary else SAME_SIZE
        self.body, self.bold_body = _body_type([line for _, column in columns for line in column.lines])
        self.indents = self._uses_indents()
        self.spaced = not self.indents and self._uses_space()
        self.newspaper = self._is_newspaper()
        self.levels = self._heading_sizes()
        self.out: list[RawLine] = []
        self.open: list[PrintedLine] = []
        self.open_column: Column | None = None
        self.held: list[RawLine] = []
        self.edges: dict[int, float] = {}
        self.page = Page(0, 0.0, 0.0)

    def compose(self) -> tuple[RawLine, ...]:
        """The lines, with blank lines between what does not stand together."""
        for page, column in self.columns:
            self.page = page
            leading = _leading(column.lines)
            heading: list[PrintedLine] = []
            before: PrintedLine | None = None
            for line in column.lines:
                is_heading = line.table is None and self.is_heading(line)
                if heading and not (is_heading and self._goes_on_heading(heading, line)):
                    self._heading(heading, column)
                    heading = []
                if line.table is not None:
                    self._close()
                    rows = [[Cell(cell.text, cell.columns, cell.rows) for cell in row] for row in line.table.rows]
                    add_table(self.out, rows, page=line.page)
                elif is_heading:
                    heading.append(line)
                elif self._is_caption(line, before):
                    self._hold(RawLine(line.text, "caption", page=line.page))
                elif not self._same_size(line.size, self.body):
                    self._small(line, column)
                else:
                    self._body(line, column, leading)
                before = line
            if heading:
                self._heading(heading, column)
        self._close()
        return tuple(self.out)

    # -- what a line is --------------------------------------------------------------------------

    def _same_size(self, first: float, second: float) -> bool:
        return abs(first - second) <= self.tolerance * max(first, second)

    def is_heading(self, line: PrintedLine) -> bool:
        """Whether a line is set larger than the text, or bold in a text that is not, and ends no sentence."""
        text = line.text.strip()
        if not any(character.isalpha() for character in text) or len(text) > LONGEST_HEADING:
            return False
        if line.size >= self.larger * self.body:
            return not text.endswith(("。", "；", "，"))
        bold = line.bold and not self.bold_body and self._same_size(line.size, self.body)
        return bold and not text.endswith(tuple("。；，：、")) and "。" not in text and len(text) <= 40

    def _heading_sizes(self) -> list[float]:
        """The sizes of headings, from the largest; sizes that nearly agree are one."""
        sizes: list[float] = []
        lines = [line for _, column in self.columns for line in column.lines]
        for size in sorted({line.size for line in lines if line.table is None and self.is_heading(line)}, reverse=True):
            if not sizes or not self._same_size(size, sizes[-1]):
                sizes.append(size)
        return sizes

    def _level(self, line: PrintedLine) -> int:
        """A heading's rank by its size. A newspaper sets the headlines of one page in several sizes, all of rank 1."""
        headlines = sum(self.newspaper and size >= HEADLINE * self.body for size in self.levels)
        rank = next((i for i, size in enumerate(self.levels) if self._same_size(line.size, size)), 0)
        return min(DEEPEST_LEVEL, 1 if rank < headlines else rank + 2 - max(1, headlines))

    def _is_newspaper(self) -> bool:
        """Whether most of the text stands in narrow columns."""
        narrow = total = 0
        for page, column in self.columns:
            characters = sum(len(line.text) for line in column.lines)
            total += characters
            narrow += characters * (column.right - column.left < NARROW * page.width)
        return narrow > 0.5 * total

    def _goes_on_heading(self, heading: list[PrintedLine], line: PrintedLine) -> bool:
        last = heading[-1]
        near = line.top - last.bottom < 1.2 * line.size
        new = bool(ENUMERATOR.match(line.text))
        return self._same_size(last.size, line.size) and near and not new and len(heading) < MOST_HEADING_LINES

    def _is_caption(self, line: PrintedLine, before: PrintedLine | None) -> bool:
        text = line.text.strip()
        if len(text) > 90:
            return False
        if (FIGURE_CAPTION.match(text) and not ends_sentence(text)) or TABLE_CAPTION.match(text):
            return True
        if line.size > 0.97 * self.body and not text.startswith(("图", "▲", "△")):
            return False
        return any(_stands_at(line, picture) for picture in self.page.pictures) or (
            before is not None and _is_last_caption(self.held or self.out, before, line)
        )

    def _uses_indents(self) -> bool:
        """Whether paragraphs begin indented: some, but not most of the lines of running text do."""
        indented = total = 0
        for _, column in self.columns:
            for line in column.lines:
                if line.table is None and self._same_size(line.size, self.body):
                    total += 1
                    indented += INDENT <= (line.left - column.left) / max(1.0, line.size) <= 5
        return 0 < indented < 0.7 * total and indented > 0.02 * total

    def _uses_space(self) -> bool:
        """Whether space parts paragraphs: some, but not most of the lines stand further apart than the others."""
        apart = total = 0
        for _, column in self.columns:
            leading = _leading(column.lines)
            for before, line in pairwise(column.lines):
                if before.table is None and line.table is None and self._same_size(before.size, line.size):
                    total += 1
                    apart += SPACED * leading < line.top - before.top < 3 * leading
        return LEAST_APART <= apart < 0.5 * total and apart > 0.02 * total

    # -- putting together ------------------------------------------------------------------------

    def _body(self, line: PrintedLine, column: Column, leading: float) -> None:
        if self.open and not self._continues(self.open[-1], line, column, leading):
            self._close()
        self.open.append(line)
        self.open_column = column

    def _continues(self, before: PrintedLine, line: PrintedLine, column: Column, leading: float) -> bool:
        assert self.open_column is not None
        size = line.size
        same_column = self.open_column is column
        if not self._is_full(before, line, self.open_column):
            return False
        if line.left - column.left > INDENT * size and self.indents:
            return False
        loose = SPACED if self.spaced else LOOSE
        if same_column and line.top - before.top > loose * leading and not self._interrupted(before, line):
            return False
        if BULLET.match(line.text):
            return False
        if self.indents or self.spaced:
            return True
        return not ends_sentence(before.text) and not (
            ENUMERATOR.match(line.text) and before.text.endswith(("：", "；"))
        )

    def _interrupted(self, before: PrintedLine, line: PrintedLine) -> bool:
        """Whether a picture or a caption stands between two lines."""
        return bool(self.held) or any(
            before.bottom - 2 <= (picture.top + picture.bottom) / 2 <= line.top + 2
            and min(picture.right, line.right) > max(picture.left, line.left)
            for picture in self.page.pictures
        )

    def _is_full(self, line: PrintedLine, after: PrintedLine, column: Column) -> bool:
        room = self._edge(column) - line.right
        if room <= FULL * line.size or (BROKEN_WORD.search(line.text) and after.text[:1].islower()):
            return True
        word = FIRST_WORD.match(after.text)  # a Western word that did not fit
        return word is not None and room <= 0.55 * line.size * len(word.group()) + line.size

    def _edge(self, column: Column) -> float:
        """Where the full lines of a column end: punctuation may hang over the edge, headings may cross it."""
        known = self.edges.get(id(column))
        if known is None:
            rights = sorted(line.right for line in column.lines if self._same_size(line.size, self.body))
            enough = max(EDGE_LINES, EDGE_SHARE * len(rights))
            slack = 0.6 * self.body
            known = next(
                (right for right in reversed(rights) if sum(right - slack <= r <= right for r in rights) >= enough),
                column.right,
            )
            self.edges[id(column)] = known
        return known

    def _small(self, line: PrintedLine, column: Column) -> None:
        """A line in another size than the text: a note, a byline, a lead; it interrupts no paragraph."""
        before = self.open[-1] if self.open else None
        if before is not None and self._same_size(before.size, line.size) and self.open_column is column:
            self._body(line, column, _leading(column.lines))
            return
        if before is not None and not ends_sentence(before.text) and line.size < self.body:
            self._hold(RawLine(line.text, page=line.page))
            return
        self._close()
        self.open, self.open_column = [line], column

    def _hold(self, line: RawLine) -> None:
        if self.open and not ends_sentence(self.open[-1].text):
            self.held.append(line)
            return
        self._close()
        self.out.append(line)

    def _heading(self, lines: list[PrintedLine], column: Column) -> None:
        self._close()
        level = self._level(lines[0])
        if lines[0].text.startswith(("——", "—")) and self.out and self.out[-1].role == "heading":
            level = self.out[-1].level  # a subtitle
        text = lines[0].text
        wide = max(column.right - column.left, *(line.width for line in lines))
        for before, line in pairwise(lines):
            if before.width >= 0.85 * wide:
                text = joined(text, line.text)
            else:
                self.out.append(RawLine(text, "heading", level, lines[0].page))
                text = line.text
        self.out.append(RawLine(text, "heading", level, lines[0].page))

    def _close(self) -> None:
        """End the open paragraph; what has interrupted it follows."""
        if self.open:
            text = self.open[0].text
            turns: list[tuple[int, int]] = []
            for before, line in pairwise(self.open):
                if line.page != before.page:
                    turns.append((len("".join(text.split())), line.page))
                text = joined(text, line.text)
            several = len(self.open) > 1
            page = self.open[0].page
            if self.out and self.out[-1].text:
                self.out.append(RawLine("", page=page))
            whole = (several and ends_sentence(text)) or text.endswith(("：", "；"))
            self.out.append(RawLine(text, "paragraph" if whole else "text", page=page, turns=tuple(turns)))
        self.open, self.open_column = [], None
        self.out += self.held
        self.held = []


def joined(left: str, right: str) -> str:
    """One line continued by the next; a Western word broken at a hyphen is put together."""
    left, right = left.rstrip(), right.lstrip()
    if BROKEN_WORD.search(left) and right[:1].islower():
        return left[:-1] + right
    if LATIN_END.search(left) and LATIN_START.match(right) and not (NUMBER_END.search(left) and right[0].isdigit()):
        return f"{left} {right}"
    return left + right


def _body_type(lines: list[PrintedLine]) -> tuple[float, bool]:
    """Size of most characters, and whether most of these are bold."""
    sizes: Counter[float] = Counter()
    bold: Counter[float] = Counter()
    for line in lines:
        size = round(line.size * 2) / 2
        sizes[size] += len(line.text)
        bold[size] += len(line.text) * line.bold
    if not sizes:
        return 10.5, False
    best = max(sizes, key=lambda size: (sizes[size], size))
    exact = median(line.size for line in lines if round(line.size * 2) / 2 == best)
    return exact, bold[best] > 0.5 * sizes[best]


def _leading(lines: list[PrintedLine]) -> float:
    """Usual distance from line to line."""
    steps = [b.top - a.top for a, b in pairwise(lines) if a.table is None and b.table is None and b.top > a.top]
    usual = max((line.size for line in lines), default=10.0)
    return min(median(steps), 3 * usual) if steps else 2 * usual


def _stands_at(line: PrintedLine, picture: Box) -> bool:
    beside = min(line.right, picture.right) - max(line.left, picture.left)
    if beside < 0.5 * line.width or picture.height < 2 * line.size:
        return False
    below = -2 <= line.top - picture.bottom <= NEAR_PICTURE * line.size
    return below or -2 <= picture.top - line.bottom <= line.size


def _is_last_caption(lines: list[RawLine], before: PrintedLine, line: PrintedLine) -> bool:
    """Whether a line goes on with the caption right above it."""
    last = lines[-1] if lines else None
    if last is None or last.role != "caption" or last.text != before.text or abs(before.size - line.size) > 0.3:
        return False
    return line.top - before.bottom < line.size and not ends_sentence(before.text)
