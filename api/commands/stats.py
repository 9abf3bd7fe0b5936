"""`zonegraph stats`: what is in the store, as tables."""

from __future__ import annotations

from pathlib import Path

import msgspec
from rich.console import Console
from rich.table import Table
from rich.text import Text

from api.terminal import out, write_bytes
from kg.stats import Stats

_TYPES = {
    "Zone": "开发区", "Region": "地区", "Company": "企业", "Project": "项目", "Industry": "产业", "Policy": "政策",
    "Organization": "机构", "Person": "人物", "Fund": "基金", "Facility": "设施", "Title": "称号", 
    "Technology": "技术与产品", "Event": "活动",
}  # fmt: skip
_COUNTS = {
    "characters": "字符", "articles": "篇", "passages": "段落", "entities": "实体", "projects": "项目", 
    "observations": "数据", "relations": "关系",
}  # fmt: skip
_MOST_ZONES = 15
_MOST_YEARS = 8
_MOST_DOCUMENTS = 40
_WIDE = 120  # columns of a terminal from which titles have room beside the numbers


def run(store: Path, as_json: bool) -> int:
    """0."""
    from api.workspace import Workspace

    with Workspace.open(store) as workspace:
        told = workspace.stats()
    if as_json:
        write_bytes(msgspec.json.encode(told) + b"\n")
        return 0
    console = out() if out().is_terminal else Console(width=140, highlight=False)
    for table in (_totals(told), _entities(told), _figures(told), _documents(told, console.width >= _WIDE)):
        console.print(table)
        console.print()
    return 0


def _table(title: str, *columns: str) -> Table:
    table = Table(title=title, title_justify="left", title_style="bold cyan", header_style="bold")
    for number, column in enumerate(columns):
        # a number is never broken: in a narrow terminal the names give way
        table.add_column(column, justify="right" if number else "left", overflow="fold", no_wrap=bool(number))
    return table


def _totals(told: Stats) -> Table:
    table = _table("总计 / totals", "", "数量 / count")
    table.add_row("文档 documents", f"{len(told.documents):,}")
    for name, label in _COUNTS.items():
        if name != "entities":
            table.add_row(f"{label} {name}", f"{getattr(told.totals, name):,}")
    table.add_row("三元组 triples", f"{told.triples:,}")
    if told.copies:
        table.add_row("同文 same text", f"{told.copies:,}")
    if told.decisions:
        table.add_row("同一性决定 decisions", f"{told.decisions:,}")
    table.add_row("原件 originals", f"{told.originals:,} ({_size(told.original_bytes)})")
    return table


def _size(count: int) -> str:
    return f"{count / 1e6:,.1f} MB" if count >= 1e6 else f"{count / 1e3:,.1f} kB"


def _entities(told: Stats) -> Table:
    table = _table("实体 / entities", "类型 / type", "数量 / count")
    for kind, count in told.entities.items():
        table.add_row(f"[green]{_TYPES.get(kind, '')}[/] {kind}", f"{count:,}")
    table.add_row("[bold]合计 all[/]", f"[bold]{sum(told.entities.values()):,}[/]")
    return table


def _figures(told: Stats) -> Table:
    """Observations by zone and year; the latest years, the zones with most, the rest summed."""
    years = sorted({row.year for row in told.figures if row.year is not None})[-_MOST_YEARS:]
    counts: dict[str, dict[int | None, int]] = {}
    for row in told.figures:
        year = row.year if row.year is None or row.year in years else 0
        place = counts.setdefault(row.subject, {})
        place[year] = place.get(year, 0) + row.observations
    columns: list[int | None] = [*([0] if any(0 in place for place in counts.values()) else []), *years, None]
    names = ["更早 earlier" if year == 0 else "无年份 undated" if year is None else str(year) for year in columns]
    table = _table("数据：地区 × 年份 / observations by zone and year", "地区 / zone, region", *names, "合计 all")
    for subject, place in list(counts.items())[:_MOST_ZONES]:
        cells = [f"{place[year]:,}" if year in place else "[dim]·[/]" for year in columns]
        table.add_row(Text(subject, style="green"), *cells, f"[bold]{sum(place.values()):,}[/]")
    if len(counts) > _MOST_ZONES:
        rest = list(counts.values())[_MOST_ZONES:]
        sums = [sum(place.get(year, 0) for place in rest) for year in columns]
        table.add_row(f"[dim]其余 {len(rest)} 个 / others[/]", *(f"{one:,}" for one in sums), f"{sum(sums):,}")
    return table


def _documents(told: Stats, titled: bool) -> Table:
    table = _table("文档 / documents", "编号 / id", "日期 / date", *_COUNTS.values())
    table.columns[1].justify = "left"
    if titled:
        table.add_column("标题 / title", overflow="fold", max_width=44)
    for one in told.documents[:_MOST_DOCUMENTS]:
        counts = (f"{getattr(one.counts, name):,}" for name in _COUNTS)
        title = Text(one.title or "")
        if one.copied is not None:
            title = Text(f"= {'、'.join(one.copied.of)}  ", style="yellow").append(title.plain, style="not yellow")
        table.add_row(Text(one.id, style="bold"), one.date or "", *counts, *([title] if titled else []))
    if len(told.documents) > _MOST_DOCUMENTS:
        table.add_row(f"[dim]… 还有 {len(told.documents) - _MOST_DOCUMENTS} 份 / more[/]")
    return table
