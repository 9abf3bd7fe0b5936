"""Projects in tables: a column 项目名称, and columns for who builds, what it costs, how far it has come.

Such tables stand in lists of signed or started projects. A row is one project; what its cells do not say stays open.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from ingest.linking import Ref
from ingest.periods import find_times
from ingest.quantities import find_quantities
from ingest.stage_words import STAGES
from ingest.tables import Cell, Table, find_tables
from kg.model import Key, Part, Project, Quantity, Span

NAME = re.compile(r"^(?:重点|签约|开工|拟建|在建)?项目(?:名称)?$|^(?:工程|建设)?项目名称$")
COLUMNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "company",
        re.compile(
            r"建设单位|投资(?:方|单位|主体|企业|商)|项目(?:业主|单位|公司|法人)|业主|实施(?:单位|主体)|^企业(?:名称)?$|承办企业"
        ),
    ),
    ("investment", re.compile(r"^(?:项目|计划)?总?投资(?:额|总额|规模)?(?:[（(/].*)?$")),
    ("area", re.compile(r"占地|用地|面积")),
    ("reached", re.compile(r"进展|进度|状态|阶段|建设情况")),
    ("started", re.compile(r"开工(?:时间|日期)")),
    ("finished", re.compile(r"(?:竣工|投产|建成|完工)(?:时间|日期)")),
    ("content", re.compile(r"建设(?:内容|规模)|主要内容|产能|规模")),
    ("zone", re.compile(r"园区|开发区|地点|所在|落户|位置")),
    ("industry", re.compile(r"产业|行业|领域")),
)
_CELLS = (
    ("company", "firm-cell"),
    ("zone", "zone-cell"),
    ("industry", "industry-cell"),
    ("investment", "sum"),
    ("area", "area"),
    ("reached", "stage"),
)
UNIT = re.compile(r"[（(/]\s*(?:单位[:：])?\s*([^（）()\d]{1,6})[）)]?$")
TOTAL = re.compile(r"^(?:合计|总计|小计|共计|其中)")
CAPACITY = re.compile(r"年(?:产|处理|加工)[^，。；]{0,24}?\d[\d.]*[万亿千]?[\u4e00-\u9fffA-Za-z]{1,3}")


def table_projects(text: str, start: int, end: int, refs: list[Ref], year: int | None) -> Iterator[Project]:
    """The projects of the tables of `text[start:end]`; `refs` are sorted by start."""
    for table in find_tables(text, start, end):
        yield from _projects(table, refs, year)


def table_spans(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Where tables of projects stand."""
    return [(t.start, t.end) for t in find_tables(text, start, end) if _columns(t)]


def _columns(table: Table) -> dict[str, int]:
    """The column of each field; empty where no column names projects."""
    head = [re.sub(r"\s", "", cell.text) for cell in table.rows[0]]
    names = [i for i, cell in enumerate(head) if NAME.match(cell)]
    if not names or len(table.rows) < 2 or len(head) < 2:
        return {}
    found = {"name": names[0]}
    for field, pattern in COLUMNS:
        at = next((i for i, cell in enumerate(head) if i not in found.values() and pattern.search(cell)), None)
        if at is not None:
            found[field] = at
    return found


def _projects(table: Table, refs: list[Ref], year: int | None) -> Iterator[Project]:
    columns = _columns(table)
    if not columns:
        return
    caption_end = table.caption_start + len(table.caption)
    held = [r.key for r in refs if r.key.startswith("Zone/") and table.caption_start <= r.start < caption_end]
    for row in table.rows[1:]:
        cells = {field: row[at] for field, at in columns.items() if at < len(row) and row[at].text}
        name = cells.get("name")
        if name is None or len(name.text) < 4 or TOTAL.match(name.text):
            continue
        stage, date = _stage(cells, year)
        content = CAPACITY.search(cells["content"].text) if "content" in cells else CAPACITY.search(name.text)
        yield Project(
            key=f"Project/{name.text}",
            name=name.text,
            surfaces=(name.text,),
            mentions=(Span(name.start, name.end),),
            start=row[0].start,
            end=row[-1].end,
            zone=_inside(refs, cells.get("zone"), "Zone/") or (held[0] if held else None),
            companies=tuple(_all(refs, cells.get("company"), "Company/") or _all(refs, name, "Company/")),
            industry=_inside(refs, cells.get("industry"), "Industry/"),
            investment=_quantity(table, columns, cells, "investment", "money"),
            capacity=content.group() if content else None,
            area=_quantity(table, columns, cells, "area", "measure"),
            stage=stage,
            stage_date=date,
            rule="project-table",
            parts=tuple(
                Part(field, rule, cells[field].start, cells[field].end) for field, rule in _CELLS if field in cells
            ),
        )


def _all(refs: list[Ref], cell: Cell | None, kind: str) -> list[Key]:
    if cell is None:
        return []
    keys = (r.key for r in refs if r.key.startswith(kind) and cell.start <= r.start and r.end <= cell.end)
    return list(dict.fromkeys(keys))


def _inside(refs: list[Ref], cell: Cell | None, kind: str) -> Key | None:
    return next(iter(_all(refs, cell, kind)), None)


def _quantity(
    table: Table, columns: dict[str, int], cells: dict[str, Cell], field: str, family: str
) -> Quantity | None:
    """The quantity of a cell; a bare number has the unit of its column's head, else of the caption."""
    cell = cells.get(field)
    if cell is None:
        return None
    for q in find_quantities(cell.text):
        if q.family == family:
            return Quantity(q.value, q.unit)
    head = UNIT.search(table.rows[0][columns[field]].text)
    named = head.group(1) if head else None
    if named is None and (told := re.search(r"单位[:：]\s*([\u4e00-\u9fff]{1,4})", table.caption)):
        named = told.group(1)
    bare = re.fullmatch(r"(?:约|近|超)?(\d[\d,]*(?:\.\d+)?)", cell.text)
    if bare and named:
        return Quantity(Decimal(bare.group(1).replace(",", "")), named)
    return None


def _stage(cells: dict[str, Cell], year: int | None) -> tuple[str | None, str | None]:
    """How far the row says that the project has come, with the date of its last step."""
    date = None
    if (started := cells.get("started")) is not None:
        times = [t.period for t in find_times(started.text, year, year) if t.period]
        date = times[0].split("/")[0] if times else None
    if (reached := cells.get("reached")) is not None:
        for stage, pattern in STAGES:
            if reached.text.strip() == stage:
                return stage, None
            if re.search(pattern, reached.text):
                return stage, date if stage == "开工" else None
    return ("开工", date) if date and year and int(date[:4]) < year else (None, None)
