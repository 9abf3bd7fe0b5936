"""The SPARQL protocol's rules for requests and media types."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest

from api.sparql import FORM, GRAPH_TYPES, LONGEST_QUERY, QUERY, RESULT_TYPES, UPDATE, ProtocolError, negotiate, prepare
from kg.errors import QueryError

HERE = "http://server.example/sparql"


def _prepare(
    method: str = "GET",
    query: str = "query=ASK%20%7B%7D",
    content_type: str | None = None,
    body: bytes = b"",
    accept: str | None = None,
) -> tuple[str, str]:
    prepared = prepare(method, query, content_type, body, accept, HERE)
    return prepared.request.text, prepared.content_type


def test_three_ways_to_send_a_query() -> None:
    assert _prepare()[0] == "ASK {}"
    assert _prepare("POST", "", FORM, urlencode({"query": "ASK {}"}).encode())[0] == "ASK {}"
    assert _prepare("POST", "", f"{QUERY}; charset=utf-8", b"ASK {}")[0] == "ASK {}"


@pytest.mark.parametrize(
    ("status", "arguments"),
    [
        (400, {"query": ""}),
        (400, {"query": "query=ASK%7B%7D&query=ASK%7B%7D"}),
        (400, {"query": "query=%FF"}),
        (400, {"query": "update=CLEAR%20ALL"}),
        (403, {"method": "POST", "query": "", "content_type": UPDATE, "body": b"CLEAR ALL"}),
        (403, {"method": "POST", "query": "", "content_type": FORM, "body": b"update=CLEAR+ALL"}),
        (415, {"method": "POST", "query": "", "content_type": "text/plain", "body": b"ASK {}"}),
        (415, {"method": "POST", "query": "", "content_type": None, "body": b"ASK {}"}),
        (400, {"method": "POST", "query": "", "content_type": QUERY, "body": b"ASK \xff"}),
        (400, {"method": "POST", "content_type": QUERY, "body": b"ASK {}"}),
        (406, {"accept": "text/turtle"}),
        (406, {"accept": "image/png, application/json;q=0"}),
        (413, {"query": "query=" + "a" * (LONGEST_QUERY + 1)}),
    ],
)
def test_refusals(status: int, arguments: dict[str, str]) -> None:
    with pytest.raises(ProtocolError) as refused:
        _prepare(**arguments)  # type: ignore[arg-type]
    assert refused.value.status == status


@pytest.mark.parametrize(
    ("told", "query", "expected"),
    [
        ("&format=csv", "ASK%20%7B%7D", "text/csv"),
        ("&output=XML", "ASK%20%7B%7D", "application/sparql-results+xml"),
        ("&format=text/csv", "ASK%20%7B%7D", "text/csv"),
        ("&format=json", "DESCRIBE%20%3Cx%3A%3E", "application/ld+json"),
        ("&format=nt", "DESCRIBE%20%3Cx%3A%3E", "application/n-triples"),
        ("&format=turtle", "ASK%20%7B%7D", "application/sparql-results+json"),
        ("&format=odd", "ASK%20%7B%7D", "application/sparql-results+json"),
    ],
)
def test_a_link_may_name_its_format(told: str, query: str, expected: str) -> None:
    accept = "text/html,application/sparql-results+json;q=0.9,text/turtle;q=0.1,*/*;q=0.1"
    assert _prepare(query=f"query={query}{told}", accept=accept)[1].startswith(expected)


def test_an_update_as_a_query_is_malformed() -> None:
    with pytest.raises(QueryError):
        _prepare(query="query=" + "CLEAR%20ALL")


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        (None, "application/sparql-results+json"),
        ("*/*", "application/sparql-results+json"),
        ("text/*", "text/xml"),
        ("text/csv", "text/csv"),
        ("text/csv;q=0.5, application/sparql-results+xml", "application/sparql-results+xml"),
        ("text/html, application/xhtml+xml, */*;q=0.1", "application/sparql-results+json"),
        ("application/*;q=0.2, text/csv;q=0.2", "application/sparql-results+json"),
        ("*/*, application/sparql-results+json;q=0", "application/json"),
        ("text/csv;q=nonsense, text/tab-separated-values;q=0.1", "text/tab-separated-values"),
        ("TEXT/CSV", "text/csv"),
        ("text/html", None),
    ],
)
def test_negotiation(accept: str | None, expected: str | None) -> None:
    assert negotiate(accept, RESULT_TYPES) == expected


def test_graphs_have_their_own_types() -> None:
    assert negotiate("application/sparql-results+json, text/turtle;q=0.3", GRAPH_TYPES) == "text/turtle"
    text, content_type = _prepare(query="query=CONSTRUCT%20WHERE%20%7B%7D", accept="application/rdf+xml")
    assert (text, content_type) == ("CONSTRUCT WHERE {}", "application/rdf+xml")


def test_the_protocols_dataset_replaces_that_of_the_query() -> None:
    query = urlencode({"query": "SELECT * FROM <http://a.example/> {}", "default-graph-uri": "http://b.example/"})
    request = prepare("GET", query, None, b"", None, HERE).request
    assert request.default_graphs == ("http://b.example/",)
