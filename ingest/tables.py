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

from ingest.clause import ARTICLE
from ingest.comparison_figures import FALLS
from ingest.indicators import standardise
from ingest.linking import Ref
from ingest.periods import find_times
from ingest.phrases import lines
from ingest.quantities import Found, find_quantities
from kg.model import Change, Key, Observation, Status

GROWTH_HEAD = re.compile(r"同比|增长|增幅|增速|增减|环比|较上年|比上年")
VALUE_HEAD = re.compile(
    r"^(?:数值|数据|数量|金额|总额|总量|总值|指标值|(?:预计|全年|年度|实际|本年|当年)?完成(?:值|额|数|情况)?|本期|累计(?:值|额|数|完成)?|"
    r"实绩|实际(?:值|数)?|绝对(?:值|额|量)|规模|值|(?:年度|全年)?(?:预期|计划|奋斗)?(?:目标|计划|任务|预期)(?:值|数|任务)?|)$"
)
SERIAL_HEAD = re.compile(r"^(?:序号|编号|No\.?|#|排序)$", re.IGNORECASE)
RANK_HEAD = re.compile(r"(?:排名|名次|位次|排位)$")
_CONTEST = re.compile(
    r"(?:全[省市国区县])?(?:各)?(?:国家级|省级)?(?:开发区|园区|县区)?"
    r"(?P<what>[^，。：:（）()\d]{0,12}?(?:考核|评价|考评|评估|竞赛|比拼|比武))"
)
"""What a ranking's caption ranks by: 2024年度全省开发区综合考核结果."""
SORT_HEAD = re.compile(r"^(?:类别|类型|分类|门类|大类|领域|板块|方面|维度|一级指标|指标(?:类别|类型))$")
"""Of a column that sorts the rows, before the one that names them."""
_FIELD_HEAD = re.compile(r"产业链?|产业集群|行业")
"""Of a column that names industries: its figures are those of the zone in that industry."""
UNIT_HEAD = re.compile(r"^(?:计量)?单位$")
TARGET_HEAD = re.compile(r"(?:目标|计划|任务|预期|规划)(?!.*(?:完成|比例|比重|率|%|％))")
EXPECTED_HEAD = re.compile(r"^预计")
_UNIT_IN_HEAD = re.compile(
    r"[（(]\s*(?:单位[:：])?\s*(?P<unit>[^（）()\d]{1,8})\s*[）)]$|[,，/]\s*(?P<tail>亿元|万元|%|％|万美元|亿美元|个|家|户|人|亩)$"
)
_CAPTION_UNIT = re.compile(r"(?:计量)?单位\s*[:：]\s*(?P<unit>[\u4e00-\u9fff%％]{1,5})")
_SPAN_HEAD = re.compile(
    r"(?P<month>当月|本月)|(?P<year>本期累计|年初累计|累计|本期|本年)|(?P<before>去年同期|上年同期|同期)|(?P<last>上年|去年)"
)
"""What a column's head says of its time beside the table's: the last month of it, all of it, the same a year before."""
_PART = re.compile(r"^(?:其中|#|＃|－|—|-|\s)+[:：]?\s*")
_YEAR = re.compile(r"(?:19|20)\d\d")
_BARE = re.compile(r"^[-−+]?\d{1,3}(?:[,，]\d{3})*(?:\.\d+)?$|^[-−+]?\d+(?:\.\d+)?$")
_MOVED = re.compile(r"增|提|升|减|降|下滑|回落|涨|跌|缩|压")
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
    for at, stop in lines(text, start, end):
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


class RowHead(msgspec.Struct, frozen=True):
    """What a row says of its figures: whose (None: the table's), of what ("": the columns say), when, in which unit."""

    subject: Key | None
    name: str
    period: str | None
    unit: str | None


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
        captioned = next((r.key for r in named if r.key.startswith(("Zone/", "Region/"))), None)
        self.subject, self.source = captioned or subject, "subject-caption" if captioned else ARTICLE.rule
        times = [t.period for t in find_times(table.caption, year) if t.period]
        self.period = times[-1] if times else period
        unit = _CAPTION_UNIT.search(table.caption)
        self.unit = unit["unit"].strip() if unit else None
        heads = self._head_rows()
        self.body = table.rows[heads:]
        self.head = _merged(table.rows[:heads])
        columns = len(table.rows[0])
        self.name_at = 0
        for cell in self.head[: max(0, columns - 2)]:
            if not any(head.search(cell.text) for head in (SERIAL_HEAD, SORT_HEAD, RANK_HEAD)):
                break
            self.name_at += 1

    def _head_rows(self) -> int:
        """How many rows at the top hold no figures; none where all rows are alike."""
        rows = self.table.rows
        for i, row in enumerate(rows[:3]):
            cells = [c.text for c in row[1:] if not self._time(c.text) and not _YEAR.fullmatch(c.text)]
            if any(_BARE.match(cell) or _number(cell, self.unit) for cell in cells):
                return i
        return 1 if len(rows) > 1 else 0

    def observations(self) -> Iterator[Observation]:
        """One observation for each figure; a growth column becomes the change of the value before it."""
        units = {i: _head_unit(c.text) for i, c in enumerate(self.head)}
        for row in self.body:
            name_at = min(self.name_at, len(row) - 1)
            name_cell = row[name_at]
            subject, name = self._row_name(name_cell)
            if not name and subject is None:
                continue
            times = [t for t in find_times(name, self.year) if t.period and t.start == 0 and t.end >= len(name) - 1]
            period, name = (times[-1].period, "") if times else (self.period, name)
            row_unit = _head_unit(name_cell.text) or self.unit
            for i, cell in enumerate(row):
                if i != name_at and i < len(self.head) and UNIT_HEAD.match(self.head[i].text):
                    row_unit = cell.text or row_unit
            yield from self._row(row, name_at, RowHead(subject, name, period, row_unit), units)

    def _row(
        self,
        row: tuple[Cell, ...],
        name_at: int,
        told: RowHead,
        units: dict[int, str | None],
    ) -> Iterator[Observation]:
        found: list[Observation] = []
        for i, cell in enumerate(row):
            head = self.head[i].text if i < len(self.head) else ""
            if i == name_at or SORT_HEAD.match(head) or SERIAL_HEAD.match(head) or UNIT_HEAD.match(head):
                continue
            if RANK_HEAD.search(head):
                found.extend(self._rank(cell, row, head, told))
                continue
            number, change = _number(cell.text, units.get(i) or told.unit), None
            if number is None:
                number, change = _number_and_change(cell.text)
            if number is None:
                continue
            value, unit, qualifier = number
            bare_head = _strip_unit(head)
            grows = GROWTH_HEAD.search(head) is not None and unit in ("%", "％", "个百分点", "百分点")
            if grows and found:
                kind = bare_head if bare_head in ("同比增长", "增速", "增幅", "增减", "环比增长") else "同比增长"
                if (at := _grown(found, bare_head, unit)) is not None:
                    found[at] = msgspec.structs.replace(found[at], change=Change(kind, value, unit))
                    continue
            label, period = self._label(told, "" if grows and told.name else bare_head)
            who = told.subject or self.subject
            if who is None or not label:
                continue
            if grows:  # the growth of what stands in no column of its own
                label, value = _growth_named(label, value)
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
                    change=change,
                    status=_status(head),
                    kind="growth" if grows else "share" if unit in ("%", "％") else "level",
                    concept=concept,
                    rule="table",
                    subject_rule="subject-row" if told.subject else self.source,
                )
            )
        yield from found

    def _rank(self, cell: Cell, row: tuple[Cell, ...], head: str, told: RowHead) -> Iterator[Observation]:
        """The place that a row's zone or company has: 名次 2."""
        placed = re.fullmatch(r"第?(\d{1,3})[位名]?", cell.text)
        if placed is None or told.subject is None:
            return
        contest = _CONTEST.search(re.sub(r"^.*?(?:19|20)\d\d年度?", "", self.table.caption))
        label = (contest["what"] if contest and len(head) <= 2 else "") + head
        final, concept = standardise(label, "位")
        start, end = row[0].start, row[-1].end
        yield Observation(
            subject=told.subject,
            indicator=final,
            value=Decimal(placed[1]),
            unit="位",
            text=cell.text,
            start=start,
            end=end,
            period=told.period,
            kind="rank",
            concept=concept,
            rule="table",
            subject_rule="subject-row",
        )

    def _row_name(self, cell: Cell) -> tuple[Key | None, str]:
        """(subject, "") where the row names a zone or company; (None, indicator) otherwise."""
        inside = [
            r for r in self.refs if r.start >= cell.start and r.end <= cell.end and r.key.startswith(_SUBJECT_TYPES)
        ]
        name = _PART.sub("", _strip_unit(cell.text)).strip()
        whole = [r for r in inside if r.end - r.start >= len(name) - 1]
        return (whole[0].key, "") if whole else (None, name)

    def _label(self, told: RowHead, head: str) -> tuple[str, str | None]:
        name = told.name
        times = [t for t in find_times(head, self.year) if t.period]
        period = times[-1].period if times else told.period
        rest = head
        for t in reversed(times):
            rest = rest[: t.start] + rest[t.end :]
        span = _SPAN_HEAD.search(rest)
        if span is not None and not times:
            period = _beside(period, span)
        if span is not None and (name or len(rest) > span.end() - span.start()):
            rest = _SPAN_HEAD.sub("", rest)
        rest = rest.strip("（）() 　")
        rest = rest.removeprefix("年") if times else rest
        if not name:
            return rest, period
        if not rest or VALUE_HEAD.match(rest) or rest in name:
            return name, period
        if field := _FIELD_HEAD.fullmatch(self.head[self.name_at].text):
            return (name if name.endswith(field[0]) else name.removesuffix("产业") + field[0]) + rest, period
        return f"{name}（{rest}）", period

    def _time(self, text: str) -> bool:
        return any(t.start == 0 and t.end >= len(text) - 1 for t in find_times(text, self.year))


def _grown(found: list[Observation], head: str, unit: str) -> int | None:
    """Which figure of a row a growth column is of; None without one.

    That which the head names (营业收入增速), a rate where the growth is in percentage points, the latest one reached
    rather than the one aimed at, the nearest.
    """
    since = max((i + 1 for i, o in enumerate(found) if o.change is not None), default=0)
    named = GROWTH_HEAD.sub("", head).strip("（）()年度额值率")
    reached = next((o.indicator for o in reversed(found[since:]) if o.status != "目标"), None)

    def fitness(i: int) -> tuple[bool, bool, bool, bool, str, int]:
        o = found[i]
        rated = unit.endswith("百分点") == (o.unit in ("%", "％"))
        of_named = bool(named) and named in o.indicator
        return of_named, o.status != "目标", rated, o.indicator == reached, (o.period or "").rpartition("/")[2], i

    return max(range(since, len(found)), key=fitness, default=None)


def _growth_named(label: str, value: Decimal) -> tuple[str, Decimal]:
    """A growth that has no level beside it, as a figure of its own: 规上工业增加值增速; a fall has its own name."""
    label = re.sub(r"（?(?:同比|环比)?(?:增长|增速|增幅|增减)）?$", "", label)
    return (f"{label}降幅", -value) if value < 0 else (f"{label}增速", value)


def _beside(period: str | None, span: re.Match[str]) -> str | None:
    """The time of a column of 当月 or 上年同期 where the table is of `period`."""
    if period is None or not period[:4].isdigit():  # told since or until some time only
        return period
    if span["before"] or span["last"]:
        year = str(int(period[:4]) - 1)
        return re.sub(r"(?:19|20)\d\d", year, period) if span["before"] else year
    return period.rpartition("/")[2] if span["month"] else period


def _merged(rows: tuple[tuple[Cell, ...], ...]) -> tuple[Cell, ...]:
    """One head row of several: a column's heads are joined where they differ, the unit that one of them gives last.

    固定资产投资 over 总额（亿元） is 固定资产投资（亿元）, 工业总产值（亿元） over 1—9月 is 工业总产值1—9月（亿元）.
    """
    if not rows:
        return ()
    merged = []
    for i, top in enumerate(rows[0]):
        heads = list(dict.fromkeys(row[i].text for row in rows if i < len(row) and row[i].text))
        text = _joined(heads) if len(heads) > 1 else "".join(heads)
        merged.append(Cell(top.start, top.end, f"{text}年" if _YEAR.fullmatch(text) else text))
    return tuple(merged)


def _joined(heads: list[str]) -> str:
    """The heads of one column from top to bottom as one."""
    names = [_strip_unit(head) for head in heads]
    label = "".join(name for at, name in enumerate(names) if not at or not VALUE_HEAD.match(name))
    unit = next((unit for head in reversed(heads) if (unit := _head_unit(head))), None)
    return f"{label}（{unit}）" if unit else label


def _status(head: str) -> Status:
    if EXPECTED_HEAD.match(head):
        return "预计"
    return "目标" if TARGET_HEAD.search(head) else "实际"


def _strip_unit(head: str) -> str:
    return _UNIT_IN_HEAD.sub("", head).strip()


def _head_unit(head: str) -> str | None:
    m = _UNIT_IN_HEAD.search(head)
    if m is None:
        return "分" if head.endswith(("得分", "总分", "评分")) else None
    return m["unit"] or m["tail"]


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


def _number_and_change(text: str) -> tuple[tuple[Decimal, str, str | None] | None, Change | None]:
    """A cell that holds a figure and its growth: 40亿元（增长5.2%）."""
    quantities = find_quantities(text)
    if len(quantities) != 2 or quantities[0].start > 1 or quantities[1].end < len(text) - 2:
        return None, None
    first, second = quantities
    between = text[first.end : second.start].strip("（(，,、；; ")
    if not _MOVED.search(between) or len(between) > 8 or not second.unit.endswith(("%", "％", "百分点")):
        return None, None
    value = -abs(second.value) if FALLS.search(between) else second.value
    return (first.value, first.unit, first.qualifier), Change(between, value, second.unit)
