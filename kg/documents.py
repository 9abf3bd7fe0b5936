"""The documents of a store, with the facts read from them: an SQLite file, and the only source of truth.

The graph and the index are derived from it and can be built anew at any time. One transaction changes the documents and
the generation number together, so a process killed at any moment leaves the store either before or after a change.
Rollback journal, not WAL: a store must be readable from a folder that one may not write to.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from types import TracebackType
from typing import Any, TypeVar
from urllib.parse import quote

import msgspec

from kg.entries import Counts, Entry, Named, NameHit, Summary, choose_name
from kg.errors import LockedError, StoreError, UnknownDocumentError
from kg.model import Article, Document, Facts, Key, Passage, Span

_SCHEMA = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE documents (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, origin TEXT NOT NULL, sha256 TEXT NOT NULL,
    extractor TEXT NOT NULL, counts BLOB NOT NULL, text TEXT NOT NULL, record BLOB NOT NULL, facts BLOB NOT NULL
);
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
"""

_WAIT_S = 10.0
_LONGEST_SURFACE = 40
_T = TypeVar("_T")
Row = tuple[Any, ...]


class DocumentStore:
    """Documents by id. Reading methods may be called from several threads of one process, one at a time."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._db = connection
        self.path = path
        self._document = lru_cache(maxsize=64)(self._read_document)
        self._facts = lru_cache(maxsize=16)(self._read_facts)

    @classmethod
    def open(cls, path: Path, *, write: bool = False, create: bool = False) -> DocumentStore:
        """Open the file, or make it with `create`. `StoreError` when missing or damaged."""
        fresh = create and not path.exists()
        if not path.exists() and not fresh:
            raise StoreError(
                f"缺少 {path}，请移走该库并重新 zonegraph ingest / {path} is missing: move the store away, ingest again"
            )
        mode = "rwc" if fresh else "rw" if write else "ro"
        try:
            db = sqlite3.connect(
                f"file:{quote(str(path.absolute()))}?mode={mode}",
                uri=True, timeout=_WAIT_S, isolation_level=None, check_same_thread=False,
            )  # fmt: skip
            if fresh:
                db.executescript(_SCHEMA)
            db.execute("SELECT count(*) FROM meta").fetchone()
            db.execute("SELECT id, counts FROM documents LIMIT 1").fetchone()
        except sqlite3.DatabaseError as error:
            raise _damaged(path, error) from error
        return cls(db, path)

    def close(self) -> None:
        """Close the file; a transaction that was not committed is undone."""
        self._db.close()

    def __enter__(self) -> DocumentStore:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # -- reading ------------------------------------------------------------------------------------------------

    def meta(self, name: str) -> str | None:
        """A value kept beside the documents; None when not set."""
        row = self._one("SELECT value FROM meta WHERE name = ?", name)
        return None if row is None else str(row[0])

    @property
    def generation(self) -> int:
        """Grows by one with each committed change."""
        return int(self.meta("generation") or 0)

    @property
    def triples(self) -> int:
        """How many triples the graph of this generation has in its merge, each counted once."""
        return int(self.meta("triples") or 0)

    def __len__(self) -> int:
        row = self._one("SELECT count(*) FROM documents")
        return int(row[0]) if row else 0

    def __contains__(self, doc: object) -> bool:
        return isinstance(doc, str) and self._one("SELECT 1 FROM documents WHERE id = ?", doc) is not None

    def ids(self) -> list[str]:
        """All document ids, sorted."""
        return [str(row[0]) for row in self._all("SELECT id FROM documents ORDER BY id")]

    def summaries(self) -> list[Summary]:
        """All documents without their texts, sorted by id."""
        rows = self._all("SELECT id, origin, sha256, extractor, counts, record FROM documents ORDER BY id")
        return [_summary(row) for row in rows]

    def summary(self, doc: str) -> Summary:
        """One document without its text. `UnknownDocumentError`."""
        row = self._one("SELECT id, origin, sha256, extractor, counts, record FROM documents WHERE id = ?", doc)
        if row is None:
            raise UnknownDocumentError(doc)
        return _summary(row)

    def origins(self) -> dict[str, tuple[str, str, str]]:
        """id → (absolute path when read, sha256, version of the extractor)."""
        rows = self._all("SELECT id, origin, sha256, extractor FROM documents ORDER BY id")
        return {str(row[0]): (str(row[1]), str(row[2]), str(row[3])) for row in rows}

    def get(self, doc: str) -> Document:
        """A document with its text, articles and passages. `UnknownDocumentError`."""
        return self._document(doc)

    def text(self, doc: str) -> str:
        """The text as stored. `UnknownDocumentError`."""
        return self.get(doc).text

    def quote(self, doc: str, start: int, end: int) -> str:
        """The characters that a citation points to, read again from the text."""
        return self.text(doc)[start:end]

    def article(self, doc: str, article: str) -> Article | None:
        """An article of a document; None when there is none of this id."""
        return next((one for one in self.get(doc).articles if one.id == article), None)

    def passage_at(self, doc: str, start: int) -> Passage | None:
        """The passage around a character; None between passages."""
        return next((one for one in self.get(doc).passages if one.start <= start < one.end), None)

    def facts(self, doc: str) -> Facts:
        """What the document states. `UnknownDocumentError`."""
        return self._facts(doc)

    def read(self, doc: str) -> tuple[Document, Facts]:
        """A document with its facts, read anew: for those who go through many. `UnknownDocumentError`."""
        return self._read_document(doc), self._read_facts(doc)

    def all(self) -> Iterator[tuple[Document, Facts]]:
        """Every document with its facts, sorted by id; one at a time in memory."""
        for doc in self.ids():
            yield self.read(doc)

    def passages(self, doc: str) -> Sequence[Passage]:
        """The passages of a document. `UnknownDocumentError`."""
        return self.get(doc).passages

    def mentions(self, key: Key) -> Iterator[tuple[str, Span]]:
        """Where an entity or project is mentioned: (document id, span), in order."""
        for doc in self.documents_of(key):
            facts = self.facts(doc)
            spans = [span for entity in facts.entities if entity.key == key for span in entity.mentions]
            spans += [span for project in facts.projects if project.key == key for span in project.mentions]
            yield from ((doc, span) for span in sorted(set(spans)))

    def documents_of(self, key: Key) -> list[str]:
        """Ids of the documents that name an entity or project, sorted."""
        rows = self._all("SELECT d.id FROM names n JOIN documents d USING (number) WHERE n.key = ? ORDER BY d.id", key)
        return [str(row[0]) for row in rows]

    def keys_of(self, doc: str) -> list[Key]:
        """Keys of all entities and projects that a document names, sorted."""
        rows = self._all("SELECT n.key FROM names n JOIN documents d USING (number) WHERE d.id = ? ORDER BY 1", doc)
        return [str(row[0]) for row in rows]

    def name(self, key: Key) -> str | None:
        """The one name of an entity or project over all documents; None when no document names it."""
        rows = self._all("SELECT name, count(*) FROM names WHERE key = ? GROUP BY name", key)
        return choose_name((str(name), int(count)) for name, count in rows) if rows else None

    def named(self, key: Key) -> Named | None:
        """An entity or project over all documents; None when no document names it."""
        name = self.name(key)
        if name is None:
            return None
        rows = self._all("SELECT DISTINCT surface FROM surfaces WHERE key = ? AND told ORDER BY surface", key)
        return Named(
            key, key.partition("/")[0], name, tuple(str(row[0]) for row in rows), tuple(self.documents_of(key))
        )

    def all_names(self, kind: str | None = None) -> dict[Key, str]:
        """Key → its one name, for all entities and projects (of one type), sorted by key."""
        low, high = (f"{kind}/", f"{kind}0") if kind else ("", "\U0010ffff")
        told: dict[Key, list[tuple[str, int]]] = {}
        query = "SELECT key, name, count(*) FROM names WHERE key >= ? AND key < ? GROUP BY key, name ORDER BY key"
        for key, name, count in self._all(query, low, high):
            told.setdefault(str(key), []).append((str(name), int(count)))
        return {key: choose_name(names) for key, names in told.items()}

    def all_named(self) -> Iterator[Named]:
        """All entities and projects, sorted by key."""
        surfaces = _grouped(
            self._all("SELECT key, surface FROM surfaces WHERE told GROUP BY key, surface ORDER BY key, surface")
        )
        documents = _grouped(self._all("SELECT n.key, d.id FROM names n JOIN documents d USING (number) ORDER BY 1, 2"))
        for key, name in self.all_names().items():
            yield Named(key, key.partition("/")[0], name, tuple(surfaces.get(key, ())), tuple(documents.get(key, ())))

    def find_names(self, text: str) -> list[NameHit]:
        """Every known form that occurs in `text`, overlapping ones too, by start, then longest first.

        Looks up the text's substrings (2 to 40 characters) in the table of forms, so the cost grows with the length
        of the text and not with the store: 5 ms for a question of 50 characters. Meant for questions.
        """
        places: dict[str, list[int]] = {}
        for start in range(len(text)):
            for end in range(start + 2, min(len(text), start + _LONGEST_SURFACE) + 1):
                places.setdefault(text[start:end], []).append(start)
        hits: list[NameHit] = []
        pieces = list(places)
        for first in range(0, len(pieces), 500):
            some = pieces[first : first + 500]
            marks = ",".join("?" * len(some))
            query = f"SELECT surface, key, count(*) FROM surfaces WHERE surface IN ({marks}) GROUP BY surface, key"
            for surface, key, count in self._all(query, *some):
                hits += [NameHit(at, at + len(surface), surface, key, int(count)) for at in places[surface]]
        return sorted(hits, key=lambda hit: (hit.start, -hit.end, hit.key))

    def types(self) -> dict[str, int]:
        """Number of entities and projects by type, most first."""
        query = (
            "SELECT substr(key, 1, instr(key, '/') - 1) AS type, count(DISTINCT key) FROM names "
            "GROUP BY type ORDER BY 2 DESC, 1"
        )
        return {str(kind): int(count) for kind, count in self._all(query)}

    def figures(self) -> list[tuple[Key, int | None, int]]:
        """(subject, year, number of observations) over all documents, sorted; year None where no period is told."""
        rows = self._all("SELECT subject, year, sum(count) FROM figures GROUP BY subject, year ORDER BY subject, year")
        return [(str(key), None if year is None else int(year), int(count)) for key, year, count in rows]

    # -- writing, inside begin() ... commit() -------------------------------------------------------------------

    def begin(self) -> None:
        """Start a change. `LockedError` when another process holds the file."""
        try:
            self._db.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            raise _damaged(self.path, error) from error

    def commit(self, **meta: str) -> None:
        """Keep the change, with these values beside the documents."""
        try:
            for name, value in sorted(meta.items()):
                self._db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, value))
            self._db.execute("COMMIT")
        except sqlite3.DatabaseError as error:
            raise _damaged(self.path, error) from error
        self._forget()

    def rollback(self) -> None:
        """Undo the change."""
        if self._db.in_transaction:
            self._db.execute("ROLLBACK")
        self._forget()

    def put(self, entry: Entry) -> None:
        """Store a document, in place of the one with its id."""
        self.delete(entry.id)
        try:
            number = self._db.execute(
                "INSERT INTO documents (id, origin, sha256, extractor, counts, text, record, facts) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    entry.id, entry.origin, entry.sha256, entry.extractor, msgspec.json.encode(entry.counts),
                    entry.text, entry.record, entry.facts,
                ),
            ).lastrowid  # fmt: skip
            self._db.executemany("INSERT INTO names VALUES (?, ?, ?)", [(k, number, n) for k, n in entry.names])
            self._db.executemany(
                "INSERT INTO surfaces VALUES (?, ?, ?, ?)", [(s, k, number, told) for s, k, told in entry.surfaces]
            )
            self._db.executemany("INSERT INTO figures VALUES (?, ?, ?, ?)", [(number, *row) for row in entry.figures])
        except sqlite3.DatabaseError as error:
            raise _damaged(self.path, error) from error
        self._forget()

    def delete(self, doc: str) -> bool:
        """Take a document out; False when there was none."""
        row = self._one("SELECT number FROM documents WHERE id = ?", doc)
        if row is None:
            return False
        for table in ("names", "surfaces", "figures", "documents"):
            self._db.execute(f"DELETE FROM {table} WHERE number = ?", (row[0],))
        self._forget()
        return True

    # -- inside -------------------------------------------------------------------------------------------------

    def _read_document(self, doc: str) -> Document:
        row = self._one("SELECT text, record FROM documents WHERE id = ?", doc)
        if row is None:
            raise UnknownDocumentError(doc)
        return msgspec.structs.replace(_decode(row[1], Document, self.path), text=row[0])

    def _read_facts(self, doc: str) -> Facts:
        row = self._one("SELECT facts FROM documents WHERE id = ?", doc)
        if row is None:
            raise UnknownDocumentError(doc)
        return _decode(row[0], Facts, self.path)

    def _forget(self) -> None:
        self._document.cache_clear()
        self._facts.cache_clear()

    def forget(self) -> None:
        """Drop what is kept in memory, because another process changed the file."""
        self._forget()

    def _all(self, query: str, *values: object) -> list[Row]:
        try:
            return self._db.execute(query, values).fetchall()
        except sqlite3.DatabaseError as error:
            raise _damaged(self.path, error) from error

    def _one(self, query: str, *values: object) -> Row | None:
        rows = self._all(query, *values)
        return rows[0] if rows else None


def _grouped(rows: Iterable[Row]) -> dict[Key, list[str]]:
    groups: dict[Key, list[str]] = {}
    for key, value in rows:
        groups.setdefault(key, []).append(value)
    return groups


def _summary(row: Row) -> Summary:
    doc, origin, sha256, extractor, counts, record = row
    told = msgspec.json.decode(record, type=_Head)
    tally = msgspec.json.decode(counts, type=Counts)
    return Summary(doc, told.title, told.date, told.publisher, told.path, origin, sha256, extractor, tally)


class _Head(msgspec.Struct):
    """The part of a stored document that a list shows."""

    path: str
    title: str | None = None
    date: str | None = None
    publisher: str | None = None


def _decode(blob: bytes | str, kind: type[_T], path: Path) -> _T:
    try:
        return msgspec.json.decode(blob, type=kind)
    except msgspec.MsgspecError as error:
        raise _damaged(path, error) from error


def _damaged(path: Path, error: Exception) -> StoreError:
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
