"""The documents' file: what is put in comes out, and a change is kept whole or not at all."""

from pathlib import Path

import pytest

from kg.documents import DocumentStore
from kg.entries import choose_name, entry_of
from kg.errors import LockedError, StoreError, UnknownDocumentError
from made_up import FIRM, TEXT, ZONE, document, facts


@pytest.fixture
def store(tmp_path: Path) -> DocumentStore:
    store = DocumentStore.open(tmp_path / "d.db", write=True, create=True)
    store.begin()
    for doc, name in (("a", "云川高新技术产业开发区"), ("b", "云川高新区"), ("c", "云川高新区")):
        store.put(entry_of(document(doc), facts(zone_name=name), f"/reports/{doc}.txt", "1"))
    store.commit(generation="1")
    return store


def test_documents_come_back_as_they_were(store: DocumentStore) -> None:
    assert store.ids() == ["a", "b", "c"]
    assert store.get("a") == document("a")
    assert store.facts("a") == facts()
    assert store.text("b") == TEXT
    assert store.quote("a", 0, 5) == TEXT[:5]
    assert [one.id for one, _ in store.all()] == ["a", "b", "c"]
    assert "a" in store and "z" not in store and len(store) == 3
    with pytest.raises(UnknownDocumentError, match="'z'"):
        store.get("z")


def test_lists_need_no_text(store: DocumentStore) -> None:
    told = store.summary("a")
    assert (told.title, told.date, told.origin) == ("云川高新区上半年答卷", "2024-07-15", "/reports/a.txt")
    assert (told.counts.observations, told.counts.projects, told.counts.entities) == (2, 1, 6)
    assert [one.id for one in store.summaries()] == ["a", "b", "c"]


def test_the_name_that_most_documents_use(store: DocumentStore) -> None:
    assert store.name(ZONE) == "云川高新区"
    assert store.all_names("Zone") == {ZONE: "云川高新区"}
    named = store.named(ZONE)
    assert named is not None and named.documents == ("a", "b", "c") and named.surfaces == ("云川高新区",)
    assert store.named("Zone/无") is None
    assert choose_name([("乙", 2), ("甲乙", 2), ("丙丁戊", 1)]) == "甲乙"
    assert choose_name([("乙甲", 1), ("丙甲", 1)]) == "丙甲"


def test_names_in_a_question(store: DocumentStore) -> None:
    hits = store.find_names("请问云川高新区的青禾精工怎么样")
    assert [(hit.surface, hit.key, hit.documents) for hit in hits] == [("云川高新区", ZONE, 3), ("青禾精工", FIRM, 3)]
    assert all("请问云川高新区的青禾精工怎么样"[hit.start : hit.end] == hit.surface for hit in hits)
    assert store.find_names("") == []


def test_places_and_counts(store: DocumentStore) -> None:
    assert [doc for doc, _ in store.mentions(FIRM)] == ["a", "b", "c"]
    assert store.types()["Zone"] == 1
    assert store.figures() == [(ZONE, 2024, 6)]
    passage = store.passage_at("a", len(TEXT) - 3)
    assert passage is not None and passage.kind == "body"
    article = store.article("a", "a-1")
    assert article is not None and article.year == 2024


def test_a_change_is_undone_whole(store: DocumentStore) -> None:
    store.begin()
    store.delete("a")
    assert store.ids() == ["b", "c"]
    store.rollback()
    assert store.ids() == ["a", "b", "c"] and store.generation == 1
    store.begin()
    assert store.delete("a") and not store.delete("a")
    store.commit(generation="2")
    assert store.generation == 2
    assert store.documents_of(ZONE) == ["b", "c"]


def test_a_second_writer_waits_in_vain(store: DocumentStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.documents._WAIT_S", 0.05)
    other = DocumentStore.open(store.path, write=True)
    store.begin()
    with pytest.raises(LockedError):
        other.begin()
    store.rollback()


def test_missing_and_damaged_files_are_named(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"d\.db"):
        DocumentStore.open(tmp_path / "d.db")
    (tmp_path / "d.db").write_bytes(b"this is no database, but long enough to be taken for one" * 99)
    with pytest.raises(StoreError, match=r"d\.db"):
        DocumentStore.open(tmp_path / "d.db")
    (tmp_path / "e.db").write_bytes(b"")
    with pytest.raises(StoreError, match=r"e\.db"):
        DocumentStore.open(tmp_path / "e.db")
