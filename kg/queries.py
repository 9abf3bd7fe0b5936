"""The queries that ship with zonegraph (`seeds/queries/*.rq`): what analysts ask, with titles in Chinese and English.

A file begins with comment lines `# key: value`; what follows is SPARQL that runs as it stands in any SPARQL 1.1 engine:

    # title: 一个指标在各地各年的数值
    # title@en: One indicator across zones and years
    # shows: …
    # shows@en: …
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

import msgspec

from kg.errors import QueryError
from seeds import ROOT

QUERIES = ROOT / "queries"

_HEADER = re.compile(r"#\s*(?P<key>[a-z]+(?:@[a-z]+)?)\s*:\s*(?P<value>.*\S)\s*")
_REQUIRED = ("title", "title@en", "shows", "shows@en")


class StoredQuery(msgspec.Struct, frozen=True, kw_only=True):
    """One query. `id` is the file's name without `.rq`, `text` the whole file, its header included."""

    id: str
    title: str
    title_en: str
    shows: str
    shows_en: str
    text: str


def read_query(path: Path) -> StoredQuery:
    """Read one file. `QueryError` when it cannot be read or its header lacks a line."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise QueryError(f"{path.name} 无法读取 / cannot be read: {error}") from error
    header: dict[str, str] = {}
    for line in text.splitlines():
        if not line.startswith("#"):
            break
        if (found := _HEADER.fullmatch(line)) is not None:
            header.setdefault(found["key"], found["value"])
    missing = [f"“# {key}:”" for key in _REQUIRED if key not in header]
    if missing:
        lines = ", ".join(missing)
        raise QueryError(f"{path.name} 开头缺少 {lines} / {path.name} should begin with comment lines {lines}")
    return StoredQuery(
        id=path.stem,
        title=header["title"],
        title_en=header["title@en"],
        shows=header["shows"],
        shows_en=header["shows@en"],
        text=text,
    )


def load_queries(folder: Path = QUERIES) -> tuple[StoredQuery, ...]:
    """All `.rq` files of a folder, by id; none when there is no such folder. `QueryError` names a bad file."""
    return tuple(read_query(path) for path in sorted(folder.glob("*.rq"), key=lambda path: path.stem))


@lru_cache(maxsize=1)
def shipped_queries() -> tuple[StoredQuery, ...]:
    """The queries that come with zonegraph, read once in a process."""
    return load_queries()
