"""Named graphs and their merge: nothing counted twice, nothing taken that another graph states."""

import io
import itertools
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.errors import LockedError, QueryError, StoreError
from kg.store import OxigraphStore

TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://zonegraph.example/ns#Zone>"
SHARED = f"<http://x/z> {TYPE}"


def figure(doc: str, value: int) -> str:
    return f'<http://x/{doc}/o> <http://x/value> "{value}"^^<http://www.w3.org/2001/XMLSchema#integer>'


def about(doc: str) -> str:
    return f"<http://x/{doc}/o> <http://x/subject> <http://x/z>"


def total(store: OxigraphStore) -> list[str]:
    found = store.query(
        "SELECT (SUM(?v) AS ?sum) (COUNT(*) AS ?n) { ?o <http://x/subject> ?z ; <http://x/value> ?v . ?z a zg:Zone }"
    )
    assert isinstance(found, ox.QuerySolutions)
    return [term.value for term in next(found)]


def dumped(store: OxigraphStore) -> list[bytes]:
    stream = io.BytesIO()
    store.dump(stream, ox.RdfFormat.N_QUADS)
    return sorted(stream.getvalue().splitlines())


def put(store: OxigraphStore, doc: str, value: int) -> None:
    store.replace_document(doc, [SHARED, figure(doc, value), about(doc)])


def test_a_triple_of_three_documents_counts_once() -> None:
    store = OxigraphStore.in_memory()
    for doc, value in (("a", 3), ("b", 5), ("c", 7)):
        put(store, doc, value)
    assert total(store) == ["15", "3"]


def test_removing_takes_only_what_no_other_graph_states() -> None:
    store = OxigraphStore.in_memory()
    for doc, value in (("a", 3), ("b", 5)):
        put(store, doc, value)
    assert store.remove_document("a") == 2
    assert total(store) == ["5", "1"]
    assert store.remove_document("b") == 3
    assert dumped(store) == []
    assert store.remove_document("b") == 0


def test_replacing_leaves_the_new_graph_only() -> None:
    store, fresh = OxigraphStore.in_memory(), OxigraphStore.in_memory()
    put(store, "a", 3)
    put(store, "b", 5)
    put(store, "a", 4)
    put(fresh, "b", 5)
    put(fresh, "a", 4)
    assert total(store) == ["9", "2"]
    assert dumped(store) == dumped(fresh)


def test_order_does_not_matter() -> None:
    dumps = []
    for order in itertools.permutations([("a", 3), ("b", 5), ("c", 7)]):
        store = OxigraphStore.in_memory()
        for doc, value in order:
            put(store, doc, value)
        dumps.append(dumped(store))
    assert all(dump == dumps[0] for dump in dumps)


@pytest.mark.parametrize("piece", [1, 16_000_000])
def test_bulk_is_the_same_as_one_by_one(tmp_path: Path, piece: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.store._PIECE", piece)
    store, bulk = OxigraphStore.in_memory(), OxigraphStore.open(tmp_path / "g", write=True)
    put(store, "a", 3)
    lines = [SHARED, figure("a", 3), about("a")]
    graph = store.iris.document("a")
    (tmp_path / "q.nq").write_text("".join(f"{line} <{graph}> .\n{line} .\n" for line in lines))
    bulk.bulk(tmp_path / "q.nq")
    assert dumped(store) == dumped(bulk)


def test_an_entity_has_one_label() -> None:
    store = OxigraphStore.in_memory()
    store.relabel({"http://x/z": "甲区", "http://x/y": "乙区"})
    store.relabel({"http://x/z": "甲开发区", "http://x/y": None})
    found = store.query("SELECT ?s ?l { ?s rdfs:label ?l }")
    assert isinstance(found, ox.QuerySolutions)
    assert [(row["s"].value, row["l"].value) for row in found] == [("http://x/z", "甲开发区")]
    assert len(dumped(store)) == 2  # in the graph of names and in the merge


def test_the_disk_holds_it_and_readers_see_a_snapshot(tmp_path: Path) -> None:
    with OxigraphStore.open(tmp_path / "g", write=True) as store:
        put(store, "a", 3)
        store.flush()
        with pytest.raises(LockedError):
            OxigraphStore.open(tmp_path / "g", write=True)
    with OxigraphStore.open(tmp_path / "g") as store:
        assert total(store) == ["3", "1"]
        assert len(store) == 3


def test_a_missing_or_damaged_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="ingest"):
        OxigraphStore.open(tmp_path / "none")
    with OxigraphStore.open(tmp_path / "g", write=True) as store:
        put(store, "a", 3)
    next((tmp_path / "g").glob("MANIFEST-*")).write_bytes(b"nonsense")
    with pytest.raises(StoreError, match="ingest"):
        OxigraphStore.open(tmp_path / "g")


@pytest.mark.parametrize("query", ["SELEC ?s {}", "SELECT ?s { ?s ?p }", "", "SELECT ?s { ?s nope:p ?o }"])
def test_a_malformed_query_is_one_line(query: str) -> None:
    with pytest.raises(QueryError) as caught:
        OxigraphStore.in_memory().query(query)
    assert "\n" not in str(caught.value)
