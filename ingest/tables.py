"""Figures in tables: a row's name, a column's head and the caption say what a cell's number is.

A table in a stored text is a run of lines whose cells are parted by tabs, the head row first. Rows name an
indicator (进出口总额) or a subject (a zone, a company); columns hold its value, its growth, other years, or the
state before and after a change. A cell's unit may stand in its row's or column's head: 总投资（亿元）.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

import msgspec

from ingest.indicators import standardise
from ingest.linking import Ref
from ingest.periods import find_times
from ingest.quantities import Found, find_quantities
from kg.model import Change, Key, Observation

GROWTH_HEAD = re.compile(r"同比|增长|增幅|增速|增减|环比|较上年|比上年")
VALUE_HEAD = re.compile(
    r"^(?:数值|数据|数量|金额|总量|总值|指标值|完成(?:值|额|情况)?|本期|累计(?:值|额|完成)?|实绩|实际(?:值|完成)?|预计(?:完成|值)?|绝对(?:值|额|量)|规模|值|)$"
)
SERIAL_HEAD = re.compile(r"^(?:序号|编号|No\.?|#|排名|排序)$", re.IGNORECASE)
UNIT_HEAD = re.compile(r"^(?:计量)?单位$")
TARGET_HEAD = re.compile(r"目标|计划|任务|预期|规划")
_UNIT_IN_HEAD = re.compile(
    r"[（(]\s*(?:单位[:：])?\s*(?P<unit>[^（）()\d]{1,8})\s*[）)]$|[,，/]\s*(?P<tail>亿元|万元|%|％|万美元|亿美元|个|家|户|人|亩)$"
)
_CAPTION_UNIT = re.compile(r"(?:计量)?单位\s*[:：]\s*(?P<unit>[\u4e00-\u9fff%％]{1,5})")
_PART = re.compile(r"^(?:其中|#|＃|－|—|-|\s)+[:：]?\s*")
_BARE = re.compile(r"^[-−+]?\d{1,3}(?:[,，]\d{3})*(?:\.\d+)?$|^[-−+]?\d+(?:\.\d+)?$")
_SUBJECT_TYPES = ("Zone/", "Region/", "Company/", "Facility/", "Fund/")


class Cell(msgspec.Struct, frozen=True):
    """One cell at `start`..`end` of the text."""

    start: int
    end: int
    text: str


class Table(msgspec.Struct, frozen=True):
    """Rows of cells; `caption` is the line before, where it reads as one. `start`..`end` spans the rows."""

    start: int
    end: int
    caption: str
    caption_start: int
    rows: tuple[tuple[Cell, ...], ...]


def find_tables(text: str, start: int, end: int) -> Iterator[Table]:
    """The tables of `text[start:end]`: runs of lines with tabs."""
    rows: list[tuple[Cell, ...]] = []
    caption, caption_start, previous, previous_start = "", start, "", start
    at = start
    while at <= end:
        stop = text.find("\n", at, end)
        stop = end if stop < 0 else stop
        line = text[at:stop]
        if "\t" in line:
            if not rows:
                caption, caption_start = (previous, previous_start) if _is_caption(previous) else ("", at)
            rows.append(_cells(line, at))
        else:
            if rows:
                yield Table(rows[0][0].start, rows[-1][-1].end, caption, caption_start, tuple(rows))
                rows = []
            if line.strip():
                previous, previous_start = line, at
        at = stop + 1
        if stop == end:
            break
    if rows:
        yield Table(rows[0][0].start, rows[-1][-1].end, caption, caption_start, tuple(rows))


def _is_caption(line: str) -> bool:
    return bool(
        re.match(r"\s*(?:附?表\s*[\d一二三四五六七八九十]|.{2,40}(?:一览表|情况表|统计表|明细表|指标|对比|表)$)", line)
    ) or (0 < len(line) <= 40 and not re.search(r"[。！？；]$", line))


def _cells(line: str, offset: int) -> tuple[Cell, ...]:
    cells, at = [], offset
    for part in line.split("\t"):
        lead = len(part) - len(part.lstrip())
        cells.append(Cell(at + lead, at + lead + len(part.strip()), part.strip()))
        at += len(part) + 1
    return tuple(cells)


class TableReader:
    """Reads the observations of one table; `subject` and `period` are what holds where the table names none."""

    def __init__(
        self, table: Table, refs: list[Ref], subject: Key | None, year: int | None, period: str | None
    ) -> None:
        self.table = table
        self.refs = refs
        self.year = year
        caption_end = table.caption_start + len(table.caption)
        named = [r for r in refs if table.caption_start <= r.start and r.end <= caption_end]
        self.subject = next((r.key for r in named if r.key.startswith(("Zone/", "Region/"))), subject)
        times = [t.period for t in find_times(table.caption, year) if t.period]
        self.period = times[-1] if times else period
        unit = _CAPTION_UNIT.search(table.caption)
        self.unit = unit["unit"].strip() if unit else None
        heads = self._head_rows()
        self.body = table.rows[heads:]
        self.head = _merged(table.rows[:heads])

    def _head_rows(self) -> int:
        """How many rows at the top hold no figures; none where all rows are alike."""
        rows = self.table.rows
        for i, row in enumerate(rows[:3]):
            if any(_number(c.text, self.unit) for c in row[1:] if not self._time(c.text)):
                return i
        return 1 if len(rows) > 1 else 0

    def observations(self) -> Iterator[Observation]:
        """One observation for each figure; a growth column becomes the change of the row's value."""
        units = {i: _head_unit(c.text) for i, c in enumerate(self.head)}
        for row in self.body:
            name_at = 1 if self.head and SERIAL_HEAD.match(self.head[0].text) and len(row) > 2 else 0
            name_cell = row[name_at]
            subject, name = self._row_name(name_cell)
            if not name and subject is None:
                continue
            row_unit = _head_unit(name_cell.text) or self.unit
            for i, cell in enumerate(row):
                if self.head and i < len(self.head) and UNIT_HEAD.match(self.head[i].text):
                    row_unit = cell.text or row_unit
            yield from self._row(row, name_at, subject, name, row_unit, units)

    def _row(
        self,
        row: tuple[Cell, ...],
        name_at: int,
        subject: Key | None,
        name: str,
        row_unit: str | None,
        units: dict[int, str | None],
    ) -> Iterator[Observation]:
        found: list[Observation] = []
        for i, cell in enumerate(row):
            head = self.head[i].text if i < len(self.head) else ""
            if i == name_at or SERIAL_HEAD.match(head) or UNIT_HEAD.match(head):
                continue
            number = _number(cell.text, units.get(i) or row_unit)
            if number is None:
                continue
            value, unit, qualifier = number
            bare_head = _strip_unit(head)
            if GROWTH_HEAD.search(head) and found and unit in ("%", "％", "个百分点", "百分点"):
                kind = bare_head if bare_head in ("同比增长", "增速", "增幅", "环比增长") else "同比增长"
                if (at := _grown(found)) is not None:
                    found[at] = msgspec.structs.replace(found[at], change=Change(kind, value, unit))
                    continue
            label, period = self._label(name, bare_head, subject is not None)
            who = subject or self.subject
            if who is None or not label:
                continue
            final, concept = standardise(label, unit)
            found.append(
                Observation(
                    subject=who,
                    indicator=final,
                    value=value,
                    unit=unit,
                    text=cell.text,
                    start=row[0].start,
                    end=row[-1].end,
                    qualifier=qualifier,
                    period=period,
                    status="目标" if TARGET_HEAD.search(head) else "预计" if head.startswith("预计") else "实际",
                    kind="share" if unit in ("%", "％") else "level",
                    concept=concept,
                    rule="table",
                )
            )
        yield from found

    def _row_name(self, cell: Cell) -> tuple[Key | None, str]:
        """(subject, "") where the row names a zone or company; (None, indicator) otherwise."""
        inside = [
            r for r in self.refs if r.start >= cell.start and r.end <= cell.end and r.key.startswith(_SUBJECT_TYPES)
        ]
        name = _PART.sub("", _strip_unit(cell.text)).strip()
        whole = [r for r in inside if r.end - r.start >= len(name) - 1]
        return (whole[0].key, "") if whole else (None, name)

    def _label(self, name: str, head: str, is_subject: bool) -> tuple[str, str | None]:
        times = [t for t in find_times(head, self.year) if t.period]
        period = times[-1].period if times else self.period
        rest = head
        for t in reversed(times):
            rest = rest[: t.start] + rest[t.end :]
        rest = rest.strip("（）() 　年")
        if is_subject:
            return rest, period
        if not rest or VALUE_HEAD.match(rest) or rest in name:
            return name, period
        return f"{name}（{rest}）", period

    def _time(self, text: str) -> bool:
        return any(t.start == 0 and t.end >= len(text) - 1 for t in find_times(text, self.year))


def _grown(found: list[Observation]) -> int | None:
    """Which figure of a row a growth column is of: the latest reached, not the one aimed at; None without one."""
    since = max((i + 1 for i, o in enumerate(found) if o.change is not None), default=0)
    reached = [i for i in range(since, len(found)) if found[i].status != "目标"] or list(range(since, len(found)))
    return max(reached, key=lambda i: (found[i].period or "", -i)) if reached else None


def _merged(rows: tuple[tuple[Cell, ...], ...]) -> tuple[Cell, ...]:
    """One head row of several: a column's heads are joined where they differ."""
    if not rows:
        return ()
    merged = list(rows[0])
    for row in rows[1:]:
        for i, cell in enumerate(row[: len(merged)]):
            if cell.text and cell.text != merged[i].text:
                merged[i] = Cell(merged[i].start, merged[i].end, merged[i].text + cell.text)
    return tuple(merged)


def _strip_unit(head: str) -> str:
    return _UNIT_IN_HEAD.sub("", head).strip()


def _head_unit(head: str) -> str | None:
    m = _UNIT_IN_HEAD.search(head)
    return (m["unit"] or m["tail"]) if m else None


def _number(text: str, unit: str | None) -> tuple[Decimal, str, str | None] | None:
    """Value, unit and qualifier of a cell that holds one quantity, or a bare number whose unit is known elsewhere."""
    cleaned = text.strip()
    if _BARE.match(cleaned):
        if unit is None:
            return None
        return Decimal(cleaned.replace(",", "").replace("，", "").replace("−", "-").lstrip("+")), unit, None
    quantities: tuple[Found, ...] = find_quantities(cleaned)
    if len(quantities) == 1 and quantities[0].end - quantities[0].start >= len(cleaned) - 2:
        q = quantities[0]
        return q.value, q.unit, q.qualifier
    return None
