"""A store opened from Python: pandas, rdflib and networkx, and searches inside queries."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path

import pandas
import pyoxigraph as ox
import pytest
import rdflib
from rdflib import RDF, RDFS, Literal, Namespace, URIRef

from kg import open_store
from kg.errors import QueryError, StoreError
from kg.frames import frame
from kg.opened import OpenStore

ZG = Namespace("https://zonegraph.example/ns#")
ZONE = URIRef("https://zonegraph.example/id/Zone/云岭高新技术产业开发区")
SEARCH = 'SERVICE zg:search { ?p zg:query "企业不用自己跑手续" ; zg:score ?score ; zg:text ?words ; zg:limit 2 }'


@pytest.fixture(scope="module")
def opened(store: Path) -> Iterator[OpenStore]:
    with open_store(store) as opened:
        yield opened


def test_figures_are_numbers(opened: OpenStore) -> None:
    table = opened.query(
        "SELECT ?what ?value ?year ?unit { ?o zg:subject/rdfs:label '云岭高新技术产业开发区' ; zg:year ?year ; "
        "zg:indicator/rdfs:label ?what ; zg:value ?value ; zg:unit ?unit } ORDER BY ?value"
    )
    assert str(table.dtypes["value"]) == "float64" and str(table.dtypes["year"]) == "Int64"
    assert 128.5 in set(table["value"]) and set(table["year"]) == {2023}
    assert table["value"].is_monotonic_increasing


def test_columns_have_the_types_of_their_values() -> None:
    results = ox.Store().query(
        """PREFIX xsd: <http://www.w3.org/2001/XMLSchema#> SELECT * { VALUES (?day ?text ?mixed ?truth ?big ?gap ?when) {
        ("2024-01-15" "2024-02-30" 1 true 99999999999999999999 1 "2024-01-15T08:00:00Z"^^xsd:dateTime)
        ("2024-02-20"^^xsd:date "2024-02-01" "b" false 1 UNDEF "2024-01-16T08:00:00+08:00"^^xsd:dateTime) } }"""
    )
    table = frame(results)
    assert list(table["day"].dt.date) == [datetime.date(2024, 1, 15), datetime.date(2024, 2, 20)]
    assert list(table["text"]) == ["2024-02-30", "2024-02-01"] and list(table["mixed"]) == ["1", "b"]
    assert table["truth"].sum() == 1 and table["big"].max() == 99999999999999999999
    assert str(table["gap"].dtype) == "Int64" and pandas.isna(table["gap"][1])
    assert (table["when"][0] - table["when"][1]).total_seconds() == -16 * 3600


def test_every_form_gives_a_table(opened: OpenStore) -> None:
    assert opened.query("ASK { ?d a zg:Document }")["ask"].tolist() == [True]
    described = opened.query(f"DESCRIBE <{ZONE}>")
    assert list(described.columns) == ["subject", "predicate", "object"] and set(described["subject"]) == {str(ZONE)}
    assert opened.query("SELECT ?x { ?x a zg:Nothing }").empty


def test_searches_join_the_graph(opened: OpenStore) -> None:
    table = opened.query(f"SELECT ?score ?words ?doc {{ {SEARCH} ?p zg:document/dcterms:identifier ?doc }}")
    assert len(table) == 2 and table["score"].dtype == "float64"
    assert table.sort_values("score", ascending=False).iloc[0]["doc"] == "yunling"
    by_row = opened.query(
        "SELECT ?name ?p { ?z a zg:Zone ; rdfs:label ?name . SERVICE zg:search { ?p zg:query ?name ; zg:limit 1 } }"
    )
    assert set(by_row["name"]) == {"云岭高新技术产业开发区", "滨湖经济开发区"} and len(by_row) == 2


@pytest.mark.parametrize(
    "query",
    ["SELECT * {", "INSERT DATA { <a:b> <a:b> <a:b> }", "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }"],
)
def test_what_is_no_query_is_refused(opened: OpenStore, query: str) -> None:
    with pytest.raises(QueryError):
        opened.query(query)


def test_rdflib_sees_the_same_graph(opened: OpenStore) -> None:
    dataset = opened.graph()
    assert isinstance(dataset, rdflib.Dataset)
    assert (ZONE, RDF.type, ZG.Zone) in dataset
    assert str(dataset.value(ZONE, RDFS.label)) == "云岭高新技术产业开发区"
    counted = opened.query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")["n"][0]
    assert len(dataset) == counted
    report = dataset.graph(URIRef("https://zonegraph.example/doc/yunling"))
    own = opened.query("SELECT (COUNT(*) AS ?n) { GRAPH <https://zonegraph.example/doc/yunling> { ?s ?p ?o } }")["n"][0]
    assert len(report) == own < counted
    assert len(list(report.query("SELECT * { ?s ?p ?o }"))) == own


def test_rdflib_queries_run_on_the_engine(opened: OpenStore) -> None:
    dataset = opened.graph()
    found = dataset.query("SELECT ?n { ?z rdfs:label ?n }", initBindings={"z": ZONE})
    assert [str(row.n) for row in found] == ["云岭高新技术产业开发区"]  # type: ignore[union-attr]
    assert len(list(dataset.query(f"SELECT ?p {{ {SEARCH} }}"))) == 2
    assert dataset.query("ASK { ?z a zg:Zone }").askAnswer
    made = dataset.query("CONSTRUCT { ?z a zg:Seen } WHERE { ?z a zg:Zone }").graph
    assert made is not None and (ZONE, RDF.type, ZG.Seen) in made


def test_rdflib_cannot_change_the_graph(opened: OpenStore) -> None:
    dataset = opened.graph()
    for change in (
        lambda: dataset.add((ZONE, RDFS.label, Literal("别名"))),
        lambda: dataset.remove((ZONE, None, None)),
        lambda: dataset.update("CLEAR ALL"),
        lambda: dataset.remove_graph(URIRef("https://zonegraph.example/doc/yunling")),
    ):
        with pytest.raises(StoreError, match="read-only"):
            change()
    assert (ZONE, RDF.type, ZG.Zone) in dataset


def test_networkx_sees_chains_and_owners(opened: OpenStore) -> None:
    chain = opened.chain("氢能")
    assert chain.number_of_nodes() > 5 and chain.number_of_edges() > 5
    assert opened.ownership().is_directed()


def test_a_missing_store_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZONEGRAPH_STORE", str(tmp_path))
    with pytest.raises(StoreError):
        open_store()
