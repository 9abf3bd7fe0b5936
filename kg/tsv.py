"""The tables of `seeds/lexicon`: tab-separated, a header line, `;` between several values of a cell, `#` comments."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path


def rows(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a table by the names of its header, cells stripped. A table that is missing is empty."""
    if not path.is_file():
        return
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip() and line[0] != "#"]
    header = lines[0].split("\t") if lines else []
    for line in lines[1:]:
        yield dict(zip(header, (cell.strip() for cell in line.split("\t")), strict=False))


def values(cell: str | None) -> tuple[str, ...]:
    """The values of a cell: `甲;乙` → 甲, 乙; none of an empty one."""
    parts = (part.strip() for part in (cell or "").replace("；", ";").split(";"))
    return tuple(part for part in parts if part)
