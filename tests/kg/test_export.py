"""Exports: the shapes that measurements rely on, and words that stand in the text."""

import csv
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import frictionless
import networkx
import pyoxigraph as ox
import pytest
import rdflib

from kg.documents import DocumentStore
from kg.entries import entry_of
from kg.errors import StoreError
from kg.export import Format, export
from kg.graph import triples
from kg.iris import Iris
from kg.model import Relation
from kg.soundness import sound
from kg.stats import stats
from kg.store import OxigraphStore
from kg.vocabulary import shipped
from made_up import PROJECT, TEXT, ZONE, document, facts

IRIS = Iris()


@pytest.fixture
def store(tmp_path: Path) -> tuple[DocumentStore, OxigraphStore]:
    documents = DocumentStore.open(tmp_path / "d.db", write=True, create=True)
    graph = OxigraphStore.in_memory()
    documents.begin()
    for doc in ("b", "a"):
        documents.put(entry_of(document(doc), facts()))
        graph.replace_document(doc, triples(document(doc), facts(), IRIS, shipped()))
    documents.commit(generation="1", triples="77")
    graph.relabel({IRIS.entity(key): name for key, name in documents.all_names().items()})
    return documents, graph


def exported(store: tuple[DocumentStore, OxigraphStore], form: Format) -> bytes:
    stream = io.BytesIO()
    export(form, *store, IRIS, stream)
    return stream.getvalue()


def _as_12(file: Path) -> Path:
    """networkx 3 reads GEXF 1.1 and 1.2; what 1.3 adds is not used here."""
    text = file.read_text("utf-8").replace("http://gexf.net/1.3", "http://www.gexf.net/1.2draft")
    file.write_text(text.replace('version="1.3"', 'version="1.2"'), "utf-8")
    return file


def lines(store: tuple[DocumentStore, OxigraphStore], kind: str) -> list[dict[str, Any]]:
    told = [json.loads(line) for line in exported(store, "jsonl").decode().splitlines()]
    return [line for line in told if line["kind"] == kind]


def test_every_quote_is_its_span(store: tuple[DocumentStore, OxigraphStore]) -> None:
    for kind, field in (("observation", "quote"), ("relation", "quote"), ("project", "quote"), ("passage", "text")):
        told = lines(store, kind)
        assert told
        for line in told:
            assert TEXT[line["start"] : line["end"]] == line[field]


def test_shapes(store: tuple[DocumentStore, OxigraphStore]) -> None:
    first = lines(store, "document")[0]
    assert (first["doc"], first["text"]) == ("a", TEXT)
    assert first["articles"] == [
        {
            "id": "a-1",
            "title": "云川高新区上半年答卷",
            "start": 0,
            "end": len(TEXT),
            "about": "云川高新区",
            "year": 2024,
        }
    ]
    figures = lines(store, "observation")
    assert [(o["doc"], o["value"]) for o in figures] == [("a", 12), ("a", 36.5), ("b", 12), ("b", 36.5)]
    assert figures[1]["change"] == {"kind": "同比增长", "value": 8.2, "unit": "%"}
    assert figures[0]["change"] is None and figures[0]["subject"] == "云川高新技术产业开发区"
    project = lines(store, "project")[0]
    assert project["id"] == IRIS.entity(PROJECT) and project["docs"] == ["a", "b"]
    assert (project["zone"], project["companies"]) == ("云川高新技术产业开发区", ["青禾精工有限公司"])
    assert project["investment"] == {"value": 5, "unit": "亿元"} and project["area"] is None
    relation = lines(store, "relation")[0]
    assert (relation["subject"], relation["predicate"]) == ("张三", "officer_of")


def test_an_entity_is_one_line_with_the_forms_the_texts_use(store: tuple[DocumentStore, OxigraphStore]) -> None:
    told = {line["name"]: line for line in lines(store, "entity")}
    zone = told["云川高新技术产业开发区"]
    assert (zone["id"], zone["type"], zone["docs"]) == (IRIS.entity(ZONE), "Zone", ["a", "b"])
    assert zone["surfaces"] == ["云川高新区"]
    assert "青禾精工轴承基地" not in told  # projects have lines of their own
    assert told["轴承制造"]["type"] == "Industry"  # named by a project only


def test_graphs_parse(store: tuple[DocumentStore, OxigraphStore]) -> None:
    quads = exported(store, "nquads").splitlines()
    assert quads == sorted(quads)
    turtle = rdflib.Graph().parse(data=exported(store, "turtle").decode(), format="turtle")
    assert len(turtle) == len(store[1])
    network = networkx.parse_graphml(exported(store, "graphml").decode())
    assert network.nodes[ZONE]["label"] == "云川高新技术产业开发区"
    edge = network.get_edge_data("Company/青禾精工有限公司", PROJECT)
    assert (edge["predicate"], edge["documents"]) == ("invests_in", 2)


def test_networks_open_in_networkx(store: tuple[DocumentStore, OxigraphStore], tmp_path: Path) -> None:
    file = tmp_path / "network.gexf"
    file.write_bytes(exported(store, "gexf"))
    gexf = networkx.read_gexf(_as_12(file))
    graphml = networkx.parse_graphml(exported(store, "graphml").decode())
    assert set(gexf.nodes) == set(graphml.nodes) and gexf.number_of_edges() == graphml.number_of_edges()
    assert gexf.nodes[ZONE]["label"] == "云川高新技术产业开发区" and gexf.nodes[ZONE]["documents"] == 2
    edge = gexf.get_edge_data("Company/青禾精工有限公司", PROJECT)
    assert (edge["predicate"], edge["documents"], edge["weight"]) == ("invests_in", 2, 2.0)


def test_json_ld_is_the_whole_dataset(store: tuple[DocumentStore, OxigraphStore]) -> None:
    read = {str(quad) for quad in ox.parse(exported(store, "jsonld"), format=ox.RdfFormat.JSON_LD)}
    quads = {str(quad) for quad in ox.parse(exported(store, "nquads"), format=ox.RdfFormat.N_QUADS)}
    assert read == quads


def test_tables_are_a_sound_data_package(store: tuple[DocumentStore, OxigraphStore], tmp_path: Path) -> None:
    (tmp_path / "tables.zip").write_bytes(exported(store, "tables"))
    assert exported(store, "tables") == exported(store, "tables")
    with zipfile.ZipFile(tmp_path / "tables.zip") as archive:
        archive.extractall(tmp_path / "tables")
    report = frictionless.validate(str(tmp_path / "tables" / "datapackage.json"))
    assert report.valid, report.flatten(["rowNumber", "fieldName", "note"])
    assert {task.name: task.stats["rows"] for task in report.tasks} == {
        "documents": 2,
        "entities": 6,
        "observations": 4,
        "projects": 2,
        "relations": 4,
    }
    # the check can fail: a figure of a document that is not there
    figures = tmp_path / "tables" / "observations.csv"
    figures.write_text(figures.read_text("utf-8").replace(",a,", ",nowhere,"), "utf-8")
    assert not frictionless.validate(str(tmp_path / "tables" / "datapackage.json")).valid


def test_long_exports_are_sorted_in_runs(
    store: tuple[DocumentStore, OxigraphStore], monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = exported(store, "nquads")
    monkeypatch.setattr("kg.spill.LINES_IN_MEMORY", 7)
    assert exported(store, "nquads") == whole


def test_the_table_opens_in_a_spreadsheet(store: tuple[DocumentStore, OxigraphStore]) -> None:
    text = exported(store, "csv").decode()
    assert text.startswith("\ufeffdoc,")
    told = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    assert [(row["subject"], row["value"], row["unit"]) for row in told][1] == (
        "云川高新技术产业开发区",
        "36.5",
        "亿元",
    )


def test_a_span_outside_the_text_is_never_exported(store: tuple[DocumentStore, OxigraphStore]) -> None:
    documents, graph = store
    wrong = Relation(subject=ZONE, predicate="part_of", object=ZONE, start=5, end=9999)
    kept, dropped = sound(document("c"), type(facts())(relations=(wrong,)))
    assert (kept.relations, dropped) == ((), 1)
    documents.begin()
    documents.put(entry_of(document("c"), type(facts())(relations=(wrong,))))
    with pytest.raises(StoreError, match="5-9999"):
        exported((documents, graph), "jsonl")


def test_stats(store: tuple[DocumentStore, OxigraphStore]) -> None:
    told = stats(store[0])
    assert [one.id for one in told.documents] == ["a", "b"]
    assert (told.totals.passages, told.totals.observations) == (4, 4)
    assert told.triples == 77
    assert told.entities["Zone"] == 1
    assert [(f.subject, f.year, f.observations) for f in told.figures] == [("云川高新技术产业开发区", 2024, 4)]
