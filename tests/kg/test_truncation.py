"""Results that are too long: cut at the end of a row, readable, and marked."""

from __future__ import annotations

import csv
import io
import json
import pickle
from xml.etree import ElementTree

import pyoxigraph as ox
import pytest

from kg.evaluation import QueryRequest, evaluate
from kg.truncation import Truncated

ROWS = 40
TYPES = [
    "application/sparql-results+json",
    "application/sparql-results+xml",
    "text/csv",
    "text/tab-separated-values",
    "application/n-triples",
]


@pytest.fixture(scope="module")
def store() -> ox.Store:
    """Literals that look like the ends of rows."""
    made = ox.Store()
    tricky = ['x}},{"', "a\nb", '},{"o":{', "</result>", 'q"q', ' .\n<s> <p> "x" .\n', "y}},{"]
    for number in range(ROWS):
        words = ox.Literal(f"{number:02}{tricky[number % len(tricky)]}")
        made.add(ox.Quad(ox.NamedNode(f"http://a.example/{number:02}"), ox.NamedNode("http://a.example/p"), words))
    return made


def _rows(body: bytes, media_type: str) -> int:
    if media_type.endswith("json"):
        return len(json.loads(body)["results"]["bindings"])
    if media_type.endswith("xml"):
        return len(ElementTree.fromstring(body).findall(".//{*}result"))
    if media_type == "text/csv":
        return len(list(csv.reader(io.StringIO(body.decode(), newline="")))) - 1
    if media_type == "application/n-triples":
        return len(list(ox.parse(body, format=ox.RdfFormat.N_TRIPLES)))
    return body.count(b"\n") - 1


@pytest.mark.parametrize("media_type", TYPES)
def test_whole_rows_are_left(store: ox.Store, media_type: str, monkeypatch: pytest.MonkeyPatch) -> None:
    form = "CONSTRUCT { ?s ?p ?o }" if media_type.endswith("triples") else "SELECT ?s ?o"
    request = QueryRequest(f"{form} WHERE {{ ?s ?p ?o }} ORDER BY ?s", media_type)
    whole = evaluate(store, request)
    assert not isinstance(whole, Truncated) and _rows(whole, media_type) == ROWS
    for bound in (len(whole) // 2, len(whole) // 3, len(whole) - 40):
        monkeypatch.setattr("kg.evaluation.LARGEST_RESULT", bound)
        cut = evaluate(store, request)
        assert isinstance(cut, Truncated) and len(cut) <= bound + 100
        rows = _rows(cut, media_type)
        assert 0 < rows < ROWS and cut.said == f"first {rows} rows"
        assert pickle.loads(pickle.dumps(cut)).said == cut.said


@pytest.mark.parametrize("media_type", TYPES[:4])
@pytest.mark.parametrize("most", [1, 7, ROWS - 1, ROWS])
def test_the_number_of_rows_is_bounded(
    store: ox.Store, media_type: str, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.evaluation.MOST_ROWS", most)
    found = evaluate(store, QueryRequest("SELECT ?s ?o { ?s ?p ?o }", media_type))
    assert _rows(found, media_type) == most
    assert isinstance(found, Truncated) == (most < ROWS)
