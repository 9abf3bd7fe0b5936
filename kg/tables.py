"""The tables of documents.db, and what all that read or write them share."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from kg.errors import LockedError, StoreError

SCHEMA = """
-- AUTOINCREMENT: a number that was taken out is never given again, so what is kept in memory by number stays true.
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE documents (
    number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE,
    origin NOT NULL, file NOT NULL,  -- paths: text, or bytes where a name is no UTF-8
    sha256 TEXT NOT NULL, size INTEGER NOT NULL, date TEXT, extractor TEXT NOT NULL, counts BLOB NOT NULL,
    head BLOB NOT NULL,
    copied BLOB,  -- what it has from other documents
    text TEXT NOT NULL, record BLOB NOT NULL, facts BLOB NOT NULL,
    own BLOB  -- the facts as shown, where they differ: those that only this copy states, as decisions leave them
);
CREATE INDEX documents_by_bytes ON documents (sha256);
CREATE TABLE names (
    key TEXT NOT NULL, number INTEGER NOT NULL, name TEXT NOT NULL, PRIMARY KEY (key, number)
) WITHOUT ROWID;
CREATE INDEX names_by_document ON names (number);
CREATE TABLE surfaces (
    surface TEXT NOT NULL, key TEXT NOT NULL, number INTEGER NOT NULL,
    told INTEGER NOT NULL,  -- 1: the text uses this form; 0: a canonical name that it does not use
    PRIMARY KEY (surface, key, number)
) WITHOUT ROWID;
CREATE INDEX surfaces_by_document ON surfaces (number);
CREATE INDEX surfaces_by_key ON surfaces (key);
CREATE TABLE figures (
    number INTEGER NOT NULL, subject TEXT NOT NULL, year INTEGER, count INTEGER NOT NULL
);
CREATE INDEX figures_by_document ON figures (number);
CREATE TABLE files (
    file PRIMARY KEY, size INTEGER NOT NULL, mtime INTEGER NOT NULL, inode INTEGER NOT NULL, sha256 TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE decisions (number INTEGER PRIMARY KEY, record BLOB NOT NULL);
CREATE TABLE texts (
    text INTEGER PRIMARY KEY AUTOINCREMENT, digest TEXT NOT NULL UNIQUE, signature BLOB NOT NULL,
    family INTEGER NOT NULL  -- near copies are of one family; not all of a family are near copies
);
CREATE INDEX texts_by_family ON texts (family);
CREATE TABLE bands (band INTEGER NOT NULL, text INTEGER NOT NULL, PRIMARY KEY (band, text)) WITHOUT ROWID;
CREATE INDEX bands_by_text ON bands (text);
CREATE TABLE units (
    unit INTEGER PRIMARY KEY AUTOINCREMENT, number INTEGER NOT NULL,
    start INTEGER NOT NULL, "end" INTEGER NOT NULL, article TEXT, text INTEGER NOT NULL,
    model INTEGER  -- the unit that it is a copy of
);
CREATE INDEX units_by_document ON units (number);
CREATE INDEX units_by_text ON units (text);
"""
TOLD = (  # what documents say of projects, and the merges that rules make of it
    "CREATE TABLE told (zone TEXT NOT NULL, number INTEGER NOT NULL, record BLOB NOT NULL)",
    "CREATE INDEX told_by_zone ON told (zone)",
    "CREATE INDEX told_by_document ON told (number)",
    "CREATE TABLE merges (zone TEXT NOT NULL, record BLOB NOT NULL)",
)

Row = tuple[Any, ...]
_T = TypeVar("_T")


class Tables:
    """A connection to documents.db, whose errors are told as `StoreError`."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._db = connection
        self.path = path

    def _all(self, query: str, *values: object) -> list[Row]:
        try:
            return self._db.execute(query, values).fetchall()
        except sqlite3.DatabaseError as error:
            raise damaged(self.path, error) from error

    def _rows(self, query: str, *values: object) -> Iterator[Row]:
        """Rows as they are needed; the file must not be changed meanwhile."""
        try:
            yield from self._db.execute(query, values)
        except sqlite3.DatabaseError as error:
            raise damaged(self.path, error) from error

    def _one(self, query: str, *values: object) -> Row | None:
        rows = self._all(query, *values)
        return rows[0] if rows else None

    def _insert(self, query: str, *values: object) -> int:
        """Run an INSERT; the number of the new row."""
        try:
            return int(self._db.execute(query, values).lastrowid or 0)
        except sqlite3.DatabaseError as error:
            raise damaged(self.path, error) from error

    def _each(self, query: str, rows: list[Row]) -> None:
        try:
            self._db.executemany(query, rows)
        except sqlite3.DatabaseError as error:
            raise damaged(self.path, error) from error

    def _decode(self, blob: bytes | str, kind: type[_T]) -> _T:
        try:
            return msgspec.json.decode(blob, type=kind)
        except msgspec.MsgspecError as error:
            raise damaged(self.path, error) from error


def damaged(path: Path, error: Exception) -> StoreError:
    """What to tell of an error of the database."""
    words = str(error)
    if "locked" in words or "busy" in words:
        return LockedError(
            f"{path} 正被另一进程写入，请稍后再试 / another process is writing to {path}: try again later"
        )
    if "readonly" in words or "read-only" in words or "unable to open" in words:
        return StoreError(f"{path} 打不开或不可写，请检查权限 / {path} cannot be opened or written: check permissions")
    if "disk is full" in words:
        return StoreError(f"磁盘已满，无法写入 {path} / the disk is full: {path} cannot be written")
    return StoreError(
        f"{path} 已损坏（{words}），请移走该库并重新 zonegraph ingest / "
        f"{path} is damaged: move the store away and ingest again"
    )
