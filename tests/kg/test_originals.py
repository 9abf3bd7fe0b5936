"""Originals: each once, whole, and there only as long as a document needs them; and files remembered by their look."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from kg.documents import DocumentStore
from kg.entries import entry_of
from kg.errors import StoreError
from kg.filebook import FileRecord
from kg.originals import Originals
from kg.paths import one_word, path_in, path_out, shown
from made_up import document, facts


def sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def test_bytes_are_staged_adopted_read_and_removed(tmp_path: Path) -> None:
    originals = Originals(tmp_path / "originals")
    one, two = b"one", b"two"
    assert originals.stage(sha(one), one).read_bytes() == one
    originals.stage(sha(two), two)
    assert not originals.has(sha(one))
    assert originals.adopt([sha(one), sha(b"other")]) == [sha(one)]
    assert originals.read(sha(one)) == one and originals.has(sha(one))
    assert not originals.incoming.exists() and not originals.has(sha(two))
    assert originals.stage(sha(one), one) == originals.path(sha(one))  # nothing is written twice
    originals.remove([sha(one), sha(two)])
    assert list(originals.folder.iterdir()) == []


def test_damaged_and_missing_bytes_are_named_and_replaced(tmp_path: Path) -> None:
    originals = Originals(tmp_path / "originals")
    data = b"a report"
    originals.stage(sha(data), data)
    originals.adopt([sha(data)])
    originals.path(sha(data)).write_bytes(b"spoilt")
    with pytest.raises(StoreError, match=sha(data)[:12]):
        originals.read(sha(data))
    with pytest.raises(StoreError, match="missing"):
        originals.read(sha(b"none"))
    originals.stage(sha(data), data, check=True)
    originals.adopt([sha(data)])
    assert originals.read(sha(data)) == data


def test_a_sweep_leaves_what_is_needed(tmp_path: Path) -> None:
    originals = Originals(tmp_path / "originals")
    for data in (b"a", b"b", b"c"):
        originals.stage(sha(data), data)
    originals.adopt([sha(b"a"), sha(b"b"), sha(b"c")])
    originals.sweep(lambda one: one == sha(b"b"))
    assert [originals.has(sha(data)) for data in (b"a", b"b", b"c")] == [False, True, False]


def test_files_are_remembered_as_long_as_documents_are_from_them(tmp_path: Path) -> None:
    store = DocumentStore.open(tmp_path / "d.db", write=True, create=True)
    odd = path_out(b"/reports/\xb1\xa8.txt")
    records = {odd: FileRecord(3, 5, 7, "x"), "/reports/b.txt": FileRecord(1, 0, 2, "y")}
    store.begin()
    store.put(entry_of(document("a"), facts(), odd, "1", size=30, file=odd))
    store.note_files(records)
    store.commit()
    assert store.files() == records
    assert store.stored()["a"].file == odd and store.originals() == (1, 30)
    assert store.needs(document("a").sha256) and not store.needs("0")
    assert store.summary("a").origin == "/reports/报.txt"
    store.begin()
    store.move("a", "/new/a.zip!b.txt", "/new/a.zip")
    store.forget_files()
    store.commit()
    assert store.files() == {} and store.stored()["a"].origin == "/new/a.zip!b.txt"
    assert FileRecord(3, 5, 7, "x").same_place(3, 5, 7) and not FileRecord(1, 0, 2, "y").same_place(1, 0, 2)


def test_paths_are_shown_on_one_line() -> None:
    assert shown(path_out("报告.txt".encode("gbk"))) == "报告.txt"
    assert shown("a\nb.txt") == "a\\nb.txt" and one_word("a\nb") == "a_b" and one_word("\n") == "_"
    assert shown(path_out(b"a\xff.txt")) == "a\\xff.txt"
    assert path_in("报告.txt") == "报告.txt" and path_in(path_out(b"\xb1")) == b"\xb1"
