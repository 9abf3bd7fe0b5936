"""Tables in plain text: rows whose entries stand in columns, parted by tabs or by wide space.

Figures tell them from columns of running text: every row but the head has one, and no entry is long.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from ingest.readers.raw import RawLine

PARTED = re.compile(r"\t+|[ \u3000\xa0]{2,}")
FIGURE = re.compile(r"^[（(≈约超近]?[-—－+−]?\d[\d,，.]*\s*(?:[%‰％]|[\u4e00-\u9fff/]{0,4})[）)]?$")
LONGEST, LEAST_ROWS, LEAST_COLUMNS = 24, 3, 3
"""Characters of an entry; rows with the head; columns."""
CAPTION = re.compile(
    r"^附?表\s*[\d一二三四五六七八九十]|^[^。，；]{4,40}(?:情况|一览|统计|明细|完成|指标)?表$|单位\s*[：:]"
)


def with_tables(lines: Sequence[RawLine]) -> tuple[RawLine, ...]:
    """The lines, those that are rows of a table (and the caption right above) with that role and tabs between."""
    out = list(lines)
    run: list[int] = []
    for i, line in enumerate([*lines, RawLine("")]):
        cells = _cells(line) if i < len(lines) else []
        if cells and (not run or len(cells) == len(_cells(lines[run[0]]))):
            run.append(i)
            continue
        _close(run, out)
        run = [i] if cells else []
    _close(run, out)
    return tuple(out)


def _cells(line: RawLine) -> list[str]:
    """The entries of a line that may be a row; none for another."""
    if line.role != "text" or not (text := line.text.strip()):
        return []
    cells = PARTED.split(text)
    fits = len(cells) >= LEAST_COLUMNS and all(0 < len(cell) <= LONGEST and "。" not in cell for cell in cells)
    return cells if fits else []


def _close(run: list[int], out: list[RawLine]) -> None:
    rows = [_cells(out[i]) for i in run]
    if len(run) < LEAST_ROWS or not all(any(FIGURE.match(cell) for cell in row[1:]) for row in rows[1:]):
        return
    for i, row in zip(run, rows, strict=True):
        out[i] = msgspec.structs.replace(out[i], text="\t".join(row), role="table")
    above = run[0] - 1
    if above >= 0 and out[above].role == "text" and CAPTION.search(out[above].text.strip()):
        out[above] = msgspec.structs.replace(out[above], text=out[above].text.strip(), role="table")
