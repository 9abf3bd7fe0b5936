"""What the endpoint says of itself, and how its things are reached from other sites and by their IRIs."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from fastapi.testclient import TestClient

VOID = "http://rdfs.org/ns/void#"
SD = "http://www.w3.org/ns/sparql-service-description#"
ZONE = "/id/Zone/云岭高新技术产业开发区"


def _graph(client: TestClient, path: str, accept: str = "text/turtle") -> ox.Store:
    response = client.get(path, headers={"Accept": accept})
    assert response.status_code == 200
    assert response.headers["content-type"].partition(";")[0] == accept
    store = ox.Store()
    store.load(response.content, format=ox.RdfFormat.from_media_type(accept))
    return store


def _value(store: ox.Store, pattern: str) -> str:
    (row,) = store.query(f"PREFIX void: <{VOID}> PREFIX sd: <{SD}> SELECT ?v {{ {pattern} }}")  # type: ignore[misc]
    return str(row["v"].value)


@pytest.mark.parametrize(
    "accept", ["text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json"]
)
def test_a_plain_get_describes_the_service(client: TestClient, accept: str) -> None:
    told = _graph(client, "/sparql", accept)
    assert _value(told, "?s sd:endpoint ?v") == "http://testserver/sparql"
    counted = client.get(
        "/sparql", params={"query": "SELECT (COUNT(*) AS ?n) {?s ?p ?o}"}, headers={"Accept": "text/csv"}
    )
    assert _value(told, "?d sd:defaultGraph/void:triples ?v") == counted.text.split()[1]
    assert _value(
        told, "?d sd:namedGraph ?n . ?n sd:name <https://zonegraph.example/doc/yunling> ; sd:graph/void:triples ?v"
    ).isdigit()


def test_void_counts_classes_and_properties(client: TestClient) -> None:
    told = _graph(client, "/.well-known/void")
    ns = "https://zonegraph.example/ns#"
    assert _value(told, f"?p void:class <{ns}Document> ; void:entities ?v") == "2"
    assert _value(told, "?d void:documents ?v") == "2"
    assert int(_value(told, f"?p void:property <{ns}value> ; void:triples ?v")) > 3
    assert int(_value(told, "?d a void:Dataset ; void:entities ?v")) > 4


def test_the_description_has_its_formats(client: TestClient) -> None:
    assert client.get("/sparql", headers={"Accept": "image/png"}).status_code == 406
    page = client.get("/sparql", headers={"Accept": "text/html"}, follow_redirects=False)
    assert (page.status_code, page.headers["location"]) == (303, "/query")


def test_the_vocabulary_is_a_page_and_rdf(client: TestClient) -> None:
    page = client.get("/ns", headers={"Accept": "text/html"})
    assert 'id="Zone"' in page.text and "开发区" in page.text and "development zone" in page.text
    assert "<script" not in page.text
    assert len(_graph(client, "/ns")) == len(_graph(client, "/ns", "application/rdf+xml")) > 300
    assert client.get("/ns.ttl").headers["content-type"].startswith("text/turtle")


@pytest.mark.parametrize(
    ("accept", "location"),
    [
        ("text/turtle", "/sparql?query=DESCRIBE"),
        ("application/json", "/api/entities/"),
        ("*/*", "/api/entities/"),
    ],
)
def test_an_entitys_iri_leads_on(client: TestClient, accept: str, location: str) -> None:
    told = client.get(ZONE, headers={"Accept": accept}, follow_redirects=False)
    assert told.status_code == 303 and told.headers["location"].startswith(location)


def test_an_entitys_iri_is_the_page_for_people(client: TestClient) -> None:
    told = client.get(ZONE, headers={"Accept": "text/html"}, follow_redirects=False)
    assert told.status_code in (200, 503) and told.headers["content-type"].startswith("text/html")


def test_rdf_of_an_entity_and_of_a_document(client: TestClient) -> None:
    assert "云岭高新技术产业开发区" in client.get(ZONE, headers={"Accept": "text/turtle"}).text
    assert len(_graph(client, "/doc/yunling")) > 3


def test_graphs_in_formats_of_datasets(client: TestClient) -> None:
    for accept in ("application/trig", "application/n-quads"):
        told = client.get("/sparql", params={"query": "CONSTRUCT WHERE { ?z a zg:Zone }"}, headers={"Accept": accept})
        assert told.headers["content-type"] == accept and "Zone" in told.text


def test_head_gives_the_headers_alone(client: TestClient) -> None:
    told = client.head("/sparql", params={"query": "ASK {}"})
    assert told.status_code == 200 and told.headers["content-type"].startswith("application/sparql-results+json")
    assert client.head("/sparql", params={"query": "ASK {"}).status_code == 400


@pytest.mark.parametrize("address", ["/", "/ask", "/healthz", "/api/documents", "/openapi.json", "/ns", "/nowhere"])
def test_head_is_understood_wherever_get_is(client: TestClient, address: str) -> None:
    got, head = client.get(address), client.head(address)
    assert head.status_code == got.status_code and not head.content
    assert head.headers.get("content-length") == got.headers.get("content-length")
    assert client.head("/api/ask").status_code == 405


def test_other_sites_may_query_and_nothing_else(client: TestClient) -> None:
    preflight = {"Origin": "https://other.example", "Access-Control-Request-Method": "POST"}
    asked = client.options("/sparql", headers=preflight)
    assert asked.status_code == 204 and asked.headers["access-control-allow-origin"] == "*"
    assert "Content-Type" in asked.headers["access-control-allow-headers"]
    assert client.get("/sparql?query=ASK%7B").headers["access-control-allow-origin"] == "*"
    assert client.put("/sparql").headers["allow"] == asked.headers["allow"] == "GET, HEAD, POST, OPTIONS"
    assert "access-control-allow-origin" not in client.get("/api/documents").headers
    assert "access-control-allow-origin" not in client.options("/api/ask", headers=preflight).headers


def test_large_answers_are_compressed(client: TestClient) -> None:
    params = {"query": "SELECT * {?s ?p ?o} LIMIT 200"}
    told = client.get("/sparql", params=params, headers={"Accept-Encoding": "gzip"})
    assert told.headers["content-encoding"] == "gzip" and len(told.json()["results"]["bindings"]) == 200
    assert (
        "content-encoding" not in client.get("/sparql", params=params, headers={"Accept-Encoding": "identity"}).headers
    )


@pytest.mark.parametrize("name", ["default-graph-uri", "named-graph-uri"])
@pytest.mark.parametrize("iri", ["not an iri", "relative", "http://a.example/<x>", ""])
def test_a_graph_that_is_no_iri_is_told(client: TestClient, name: str, iri: str) -> None:
    told = client.get("/sparql", params={"query": "ASK {}", name: iri})
    assert told.status_code == 400 and name in told.json()["error"]
