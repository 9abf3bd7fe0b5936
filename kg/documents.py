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
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import quote

import msgspec

from kg.decisionbook import DecisionTables
from kg.decisions import decided, former_names, touched
from kg.entries import Copied, Counts, Entry, Head, NameHit, Summary, entry_of
from kg.errors import StoreError, UnknownDocumentError
from kg.filebook import FileTables
from kg.model import Article, Document, Facts, Key, Passage
from kg.names import NameTables
from kg.paths import path_in, path_out, shown
from kg.tables import SCHEMA, Row, damaged

if TYPE_CHECKING:
    from kg.copybook import CopyBook

Part = TypeVar("Part")

_WAIT_S = 10.0
_HEAD = "id, origin, sha256, size, extractor, counts, head, copied"


class Stored(msgspec.Struct, frozen=True):
    """A document as far as a reader of files needs it: where it was read from (`file` holds it, `origin` is its own
    path, which lies inside `file` for a member of an archive), what bytes, by which version."""

    origin: str
    file: str
    sha256: str
    size: int
    extractor: str


class CopyChange(msgspec.Struct, frozen=True):
    """A document that came to be a copy, ceased to be one, or became another's. `keys`: what it named and names."""

    doc: str
    copied: Copied | None
    counts: Counts
    keys: tuple[Key, ...]


class DocumentStore(NameTables, FileTables, DecisionTables):
    """Documents by id. Reading methods may be called from several threads of one process, one at a time."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        super().__init__(connection, path)
        self._book: CopyBook | None = None
        self._document = lru_cache(maxsize=64)(self._read_document)
        self._facts = lru_cache(maxsize=64)(self._read_facts)
        self._names = lru_cache(maxsize=256)(super().find_names)

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
                db.executescript(SCHEMA)
            db.execute("SELECT count(*) FROM meta").fetchone()
            db.execute("SELECT id, copied FROM documents LIMIT 1").fetchone()
        except sqlite3.DatabaseError as error:
            raise damaged(path, error) from error
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
        return [self._summary(row) for row in self._all(f"SELECT {_HEAD} FROM documents ORDER BY id")]

    def summary(self, doc: str) -> Summary:
        """One document without its text. `UnknownDocumentError`."""
        row = self._one(f"SELECT {_HEAD} FROM documents WHERE id = ?", doc)
        if row is None:
            raise UnknownDocumentError(doc)
        return self._summary(row)

    def stored(self) -> dict[str, Stored]:
        """id → where each document was read from, sorted by id."""
        rows = self._all("SELECT id, origin, file, sha256, size, extractor FROM documents ORDER BY id")
        return {str(doc): Stored(path_out(origin), path_out(file), *rest) for doc, origin, file, *rest in rows}

    def counts(self) -> dict[str, Counts]:
        """id → how much each document holds."""
        return {doc: self._decode(blob, Counts) for doc, blob in self._all("SELECT id, counts FROM documents")}

    def needs(self, sha256: str) -> bool:
        """Whether some document was read from these bytes."""
        return self._one("SELECT 1 FROM documents WHERE sha256 = ? LIMIT 1", sha256) is not None

    def originals(self) -> tuple[int, int]:
        """How many different originals there are, and their bytes in all."""
        row = self._one("SELECT count(*), total(size) FROM (SELECT max(size) AS size FROM documents GROUP BY sha256)")
        return (int(row[0]), int(row[1])) if row else (0, 0)

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

    def parts(self, kind: type[Part]) -> Iterator[tuple[str, Part]]:
        """Of every document its id and those fields of its facts that the struct `kind` has, sorted by id.

        What `kind` lacks is not decoded: a fifth of the time that `facts` takes where it has relations only.
        """
        for doc, facts in self._rows("SELECT id, coalesce(own, facts) FROM documents ORDER BY id"):
            yield str(doc), self._decode(facts, kind)

    def find_names(self, text: str) -> list[NameHit]:
        """What `NameTables.find_names` finds; one question is looked through several times and read once."""
        return list(self._names(text))

    def passages(self, doc: str) -> Sequence[Passage]:
        """The passages of a document. `UnknownDocumentError`."""
        return self.get(doc).passages

    # -- writing, inside begin() ... commit() -------------------------------------------------------------------

    def begin(self) -> None:
        """Start a change. `LockedError` when another process holds the file."""
        self._book = None
        try:
            self._db.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            raise damaged(self.path, error) from error

    def commit(self, **meta: str) -> None:
        """Keep the change, with these values beside the documents."""
        try:
            for name, value in sorted(meta.items()):
                self._db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, value))
            self._db.execute("COMMIT")
        except sqlite3.DatabaseError as error:
            raise damaged(self.path, error) from error
        self._forget()

    def rollback(self) -> None:
        """Undo the change."""
        if self._db.in_transaction:
            self._db.execute("ROLLBACK")
        self._forget()

    def put(self, entry: Entry) -> None:
        """Store a document, in place of the one with its id. What is a copy of what, `settle_copies` finds."""
        self.delete(entry.id)
        number = self._insert(
            "INSERT INTO documents "
            "(id, origin, file, sha256, size, date, extractor, counts, head, text, record, facts) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            entry.id, path_in(entry.origin), path_in(entry.file or entry.origin), entry.sha256, entry.size, entry.date,
            entry.extractor, msgspec.json.encode(entry.counts), entry.head, entry.text, entry.record, entry.facts,
        )  # fmt: skip
        self._put_names(number, entry)
        self._put_told(number, entry.told)
        if entry.units:
            self._copies().put(number, entry.units)
        self._forget()

    def delete(self, doc: str) -> bool:
        """Take a document out; False when there was none."""
        row = self._one("SELECT number FROM documents WHERE id = ?", doc)
        if row is None:
            return False
        if self._one("SELECT 1 FROM units WHERE number = ? LIMIT 1", row[0]) is not None:
            self._copies().delete(row[0])
        self._drop_told(row[0])
        for table in ("names", "surfaces", "figures", "documents"):
            self._all(f"DELETE FROM {table} WHERE number = ?", row[0])
        self._forget()
        return True

    def move(self, doc: str, origin: str, file: str) -> None:
        """Note that the file of a document lies elsewhere now."""
        self._all("UPDATE documents SET origin = ?, file = ? WHERE id = ?", path_in(origin), path_in(file), doc)

    def settle_copies(self) -> list[CopyChange]:
        """Find, after documents were put and taken out, which are copies now; those for which this changed, by id.

        A copy keeps the facts that only it states: what `facts`, the names and the counts tell of it.
        """
        if self._book is None:
            return []
        changes = [self._settle(number) for number in self._book.settle()]
        self._book = None
        self._forget()
        return sorted(changes, key=lambda change: change.doc)

    def settle_decisions(self, docs: Iterable[str], about: Iterable[Key]) -> list[tuple[str, tuple[Key, ...]]]:
        """Apply the decisions to documents that were put and to those that name a key on which (`about`) decisions came
        or went: (document, keys that it names now or did) of those that are shown otherwise than before, by id.
        """
        decisions = self.decisions()
        about = set(about)
        if not decisions and not about:
            return []
        mine = {key for decision in decisions for key in (decision.entity, decision.into)}
        chosen = {doc for doc in docs if mine.intersection(self.keys_of(doc))}
        chosen.update(doc for key in touched(decisions, about) for doc in self.documents_of(key))
        changes = []
        for doc in sorted(chosen):
            row = self._one("SELECT number, coalesce(own, facts) FROM documents WHERE id = ?", doc)
            assert row is not None
            change = self._settle(row[0])
            if row[1] != self._shown(row[0]):
                changes.append((doc, change.keys))
        self._book = None
        self._forget()
        return changes

    # -- inside -------------------------------------------------------------------------------------------------

    def _shown(self, number: int) -> bytes:
        (row,) = self._all("SELECT coalesce(own, facts) FROM documents WHERE number = ?", number)
        return bytes(row[0])

    def _copies(self) -> CopyBook:
        if self._book is None:
            from kg.copybook import CopyBook

            self._book = CopyBook(self._db, self.path)
            self._book.start(self._as_read)
        return self._book

    def _settle(self, number: int) -> CopyChange:
        from kg.copies import own_facts

        (row,) = self._all("SELECT id, text, record, facts FROM documents WHERE number = ?", number)
        doc, document, facts = str(row[0]), self._document_of(row[1], row[2]), self._decode(row[3], Facts)
        found = self._copies().copied(number)
        keys = self.keys_of(doc)
        own = facts if found is None else own_facts(document, facts, found[1])
        own = decided(self.decisions(), document, own)
        entry = entry_of(document, own)
        for table in ("names", "surfaces", "figures"):
            self._all(f"DELETE FROM {table} WHERE number = ?", number)
        self._put_names(number, entry)
        also = former_names(self.decisions())
        told = [(name, key, number, 0) for key, _ in entry.names for name in also.get(key, ())]
        self._each("INSERT OR IGNORE INTO surfaces VALUES (?, ?, ?, ?)", told)
        copied = None if found is None else found[0]
        self._all(
            "UPDATE documents SET counts = ?, copied = ?, own = ? WHERE number = ?",
            msgspec.json.encode(entry.counts),
            None if copied is None else msgspec.json.encode(copied),
            None if own is facts else entry.facts,
            number,
        )
        return CopyChange(doc, copied, entry.counts, tuple(sorted({*keys, *self.keys_of(doc)})))

    def _put_names(self, number: int, entry: Entry) -> None:
        self._each("INSERT INTO names VALUES (?, ?, ?)", [(k, number, n) for k, n in entry.names])
        self._each("INSERT INTO surfaces VALUES (?, ?, ?, ?)", [(s, k, number, told) for s, k, told in entry.surfaces])
        self._each("INSERT INTO figures VALUES (?, ?, ?, ?)", [(number, *row) for row in entry.figures])

    def _document_of(self, text: str, record: bytes) -> Document:
        return msgspec.structs.replace(self._decode(record, Document), text=text)

    def _as_read(self, number: int) -> Document:
        (row,) = self._all("SELECT text, record FROM documents WHERE number = ?", number)
        return self._document_of(*row)

    def _read_document(self, doc: str) -> Document:
        row = self._one("SELECT text, record, copied FROM documents WHERE id = ?", doc)
        if row is None:
            raise UnknownDocumentError(doc)
        document = self._document_of(row[0], row[1])
        return document if row[2] is None else _without_repeats(document, self._decode(row[2], Copied))

    def _read_facts(self, doc: str) -> Facts:
        row = self._one("SELECT coalesce(own, facts) FROM documents WHERE id = ?", doc)
        if row is None:
            raise UnknownDocumentError(doc)
        return self._decode(row[0], Facts)

    def _summary(self, row: Row) -> Summary:
        doc, origin, sha256, size, extractor, counts, head, copied = row
        return Summary(
            id=doc, origin=shown(path_out(origin)), sha256=sha256, size=size, extractor=extractor,
            counts=self._decode(counts, Counts), copied=None if copied is None else self._decode(copied, Copied),
            **msgspec.structs.asdict(self._decode(head, Head)),
        )  # fmt: skip

    def _forget(self) -> None:
        self._document.cache_clear()
        self._facts.cache_clear()
        self._names.cache_clear()

    def forget(self) -> None:
        """Drop what is kept in memory, because another process changed the file."""
        self._forget()


def _without_repeats(document: Document, copied: Copied) -> Document:
    """The document with the passages that stand in others too marked as repeats, which no index takes."""
    starts = set(copied.passages)
    passages = tuple(
        msgspec.structs.replace(passage, kind="repeat") if passage.start in starts else passage
        for passage in document.passages
    )
    return msgspec.structs.replace(document, passages=passages)
