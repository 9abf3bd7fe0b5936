"""Users' own graphs: updates and whole graphs with the token, and nothing else ever changed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from httpx import Response

from api.live import LiveWorkspace
from api.server import create_app
from api.updates import ProtectedGraphError, check
from api.workspace import Workspace
from kg.errors import QueryError

BASE = "https://zonegraph.example/"
MINE = f"{BASE}user/notes"
DOCUMENT = f"{BASE}doc/yunling"
TOKEN = {"Authorization": "Bearer a-write-token"}
TURTLE = {"Content-Type": "text/turtle", **TOKEN}


@pytest.fixture(scope="module")
def server(reports: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    path = tmp_path_factory.mktemp("users") / "store"
    with Workspace.open(path, write=True, create=True) as workspace:
        workspace.ingest([reports / "yunling.md"], jobs=1)
    live = LiveWorkspace(path, query_seconds=20)
    with TestClient(create_app(live, "a-write-token"), raise_server_exceptions=False) as client:
        yield client
    live.close()


def _update(server: TestClient, text: str, query: str = "") -> Response:
    headers = {"Content-Type": "application/sparql-update", **TOKEN}
    return server.post(f"/sparql{query}", content=text.encode(), headers=headers)


def _count(server: TestClient, pattern: str) -> int:
    query = f"SELECT (COUNT(*) AS ?n) {{ {pattern} }}"
    return int(server.get("/sparql", params={"query": query}, headers={"Accept": "text/csv"}).text.split()[1])


def test_an_update_writes_a_users_graph_and_nothing_else(server: TestClient) -> None:
    whole = _count(server, "?s ?p ?o")
    told = _update(
        server, f"INSERT {{ GRAPH <{MINE}> {{ ?z rdfs:comment '看过' }} }} WHERE {{ ?z a zg:Zone ; rdfs:label ?l }}"
    )
    assert told.status_code == 204, told.text
    zones = _count(server, "?z a zg:Zone")
    assert _count(server, f"GRAPH <{MINE}> {{ ?s ?p ?o }}") == zones > 0
    assert _count(server, "?s ?p ?o") == whole  # users' graphs are not part of the default graph
    assert _count(server, f"?z a zg:Zone . GRAPH <{MINE}> {{ ?z rdfs:comment ?c }}") == zones


@pytest.mark.parametrize(
    "text",
    [
        "INSERT DATA { <http://a.example/s> <http://a.example/p> 1 }",
        f"INSERT DATA {{ GRAPH <{DOCUMENT}> {{ <http://a.example/s> <http://a.example/p> 1 }} }}",
        "DELETE WHERE { ?s ?p ?o }",
        "DELETE { GRAPH ?g { ?s ?p ?o } } WHERE { GRAPH ?g { ?s ?p ?o } }",
        f"DROP GRAPH <{DOCUMENT}>",
        "CLEAR DEFAULT",
        f"MOVE GRAPH <{DOCUMENT}> TO <{MINE}>",
        f"COPY DEFAULT TO <{BASE}graph/names>",
        f"WITH <{DOCUMENT}> DELETE {{ ?s ?p ?o }} WHERE {{ ?s ?p ?o }}",
        f"INSERT DATA {{ GRAPH <{MINE}> {{ <a:s> <a:p> 1 }} }} ; DROP SILENT GRAPH <{BASE}graph/lexicon>",
    ],
)
def test_other_graphs_are_protected(server: TestClient, text: str) -> None:
    before = _count(server, "{ ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } }")
    told = _update(server, text)
    assert told.status_code == 403 and "read-only" in told.json()["error"]
    assert _count(server, "{ ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } }") == before


def test_a_swap_that_keeps_the_numbers_changes_nothing(server: TestClient) -> None:
    """Same number of triples before and after: not noticed, but not kept either."""
    titled = f"GRAPH <{DOCUMENT}> {{ <{DOCUMENT}> dcterms:title ?t }}"
    _update(
        server,
        "DELETE { GRAPH ?g { ?d dcterms:title ?t } } INSERT { GRAPH ?g { ?d dcterms:title 'x' } } "
        "WHERE { GRAPH ?g { ?d a zg:Document ; dcterms:title ?t } }",
    )
    assert _count(server, f"{titled} FILTER(?t = 'x')") == 0
    assert _count(server, titled) == 1


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("LOAD <http://127.0.0.1:1/x.ttl>", 400),
        (f"LOAD SILENT <file:///etc/passwd> INTO GRAPH <{MINE}>", 400),
        (f"INSERT {{ GRAPH <{MINE}> {{ ?s ?p ?o }} }} WHERE {{ SERVICE <http://127.0.0.1:1/> {{ ?s ?p ?o }} }}", 400),
        ("INSERT DATA {", 400),
        ("SELECT * { ?s ?p ?o }", 400),
        (f"INSERT DATA {{ GRAPH <{MINE}> {{ <a b> <c> <d> }} }}", 400),
    ],
)
def test_bad_updates_are_refused(server: TestClient, text: str, status: int) -> None:
    told = _update(server, text)
    assert told.status_code == status and told.json()["error"]


def test_updates_need_the_token(server: TestClient, client: TestClient) -> None:
    headers = {"Content-Type": "application/sparql-update"}
    assert server.post("/sparql", content=b"DROP ALL", headers=headers).status_code == 401
    assert server.post("/sparql", data={"update": "DROP ALL"}).status_code == 401
    assert client.post("/sparql", content=b"DROP ALL", headers={**headers, **TOKEN}).status_code == 403
    assert server.put("/gsp", params={"graph": MINE}, content=b"").status_code == 401
    assert server.get("/sparql", params={"update": "DROP ALL"}).status_code == 400


def test_graphs_are_put_added_to_read_and_deleted(server: TestClient) -> None:
    graph = {"graph": f"{BASE}user/own/1"}
    assert server.get("/gsp", params=graph).status_code == 404
    put = server.put("/gsp", params=graph, content="<#s> <#p> '一' .".encode(), headers=TURTLE)
    assert put.status_code == 201
    assert server.get("/gsp/own/1").text == server.get("/gsp", params=graph).text
    assert "own/1#s" in server.get("/gsp/own/1", headers={"Accept": "application/n-triples"}).text
    assert server.post("/gsp/own/1", content=b"<#s> <#p> 2 .", headers=TURTLE).status_code == 204
    assert _count(server, f"GRAPH <{graph['graph']}> {{ ?s ?p ?o }}") == 2
    assert server.put("/gsp/own/1", content=b"", headers=TURTLE).status_code == 204
    assert server.head("/gsp/own/1").status_code == 200  # empty, but there
    assert server.delete("/gsp/own/1", headers=TOKEN).status_code == 204
    assert server.delete("/gsp/own/1", headers=TOKEN).status_code == 404
    made = server.post("/gsp", content=b"<a:s> <a:p> 2 .", headers=TURTLE)
    assert made.status_code == 201 and server.get(made.headers["location"]).status_code == 200


def test_graphs_of_documents_can_be_read_and_not_written(server: TestClient) -> None:
    read = server.get("/gsp", params={"graph": DOCUMENT}, headers={"Accept": "application/n-triples"})
    assert read.status_code == 200 and "2023" in read.text
    assert server.get("/gsp?default").status_code == 200
    assert server.put("/gsp", params={"graph": DOCUMENT}, content=b"", headers=TURTLE).status_code == 403
    assert server.delete("/gsp", params={"graph": f"{BASE}graph/names"}, headers=TOKEN).status_code == 403


@pytest.mark.parametrize(
    ("url", "media_type", "body", "status"),
    [
        ("/gsp", "text/turtle", b"", 400),
        ("/gsp?graph=relative", "text/turtle", b"", 403),
        ("/gsp?graph=a%20b:c", "text/turtle", b"", 400),
        ("/gsp?graph=http://a.example/&default", "text/turtle", b"", 400),
        ("/gsp/own/2", "image/png", b"", 415),
        ("/gsp/own/2", "text/turtle", b"not turtle", 400),
        ("/gsp/own/2", "text/turtle", b"\xff\xfe", 400),
        ("/gsp/own/2", "application/n-quads", b"<a:s> <a:p> <a:o> <a:g> .", 400),
        ("/gsp/own/2", "application/ld+json", b'{"@context": "http://127.0.0.1:1/c"}', 400),
    ],
)
def test_bad_graphs_are_refused(server: TestClient, url: str, media_type: str, body: bytes, status: int) -> None:
    told = server.put(url, content=body, headers={**TOKEN, "Content-Type": media_type})
    assert told.status_code == status, told.text
    assert server.get("/gsp/own/2").status_code == 404


def test_users_graphs_outlive_a_new_report(server: TestClient, reports: Path) -> None:
    kept = f"{BASE}user/kept"
    server.put("/gsp", params={"graph": kept}, content=b"<a:s> <a:p> 1 .", headers=TURTLE)
    server.post("/api/documents", files={"files": ("binhu.md", (reports / "binhu.md").read_bytes())}, headers=TOKEN)
    assert _count(server, "?d a zg:Document") == 2
    assert _count(server, f"GRAPH <{kept}> {{ ?s ?p ?o }}") == 1
    assert _update(server, "DROP ALL").status_code == 204  # all that is a user's
    assert _count(server, f"GRAPH <{kept}> {{ ?s ?p ?o }}") == 0
    assert _count(server, "?d a zg:Document") == 2


def _owned(graph: str) -> bool:
    return graph.startswith(f"{BASE}user/")


def test_the_protocols_dataset_becomes_using() -> None:
    text = f"INSERT {{ GRAPH <{MINE}> {{ ?s ?p ?o }} }} WHERE {{ ?s ?p ?o }} ; DELETE WHERE {{ GRAPH <{MINE}> {{ ?s ?p 'WHERE' }} }}"
    told = check(text, BASE, _owned, (), ("http://a.example/",), ("http://b.example/",))
    clauses = "USING <http://a.example/> USING NAMED <http://b.example/> WHERE"
    assert told.count(clauses) == 2
    with pytest.raises(QueryError, match="using-graph-uri"):
        check(f"WITH <{MINE}> DELETE {{ ?s ?p ?o }} WHERE {{ ?s ?p ?o }}", BASE, _owned, (), ("http://a.example/",))


def test_prefixes_and_bases_last_to_the_end_of_an_update() -> None:
    text = f"PREFIX d: <{BASE}doc/> PREFIX u: <{BASE}user/> CREATE GRAPH u:a ; BASE <{BASE}> DROP GRAPH <user/a> ; "
    check(text, "http://x.example/", _owned, ())
    with pytest.raises(ProtectedGraphError):
        check(text + "CLEAR GRAPH d:yunling", "http://x.example/", _owned, ())


def test_a_default_graph_of_ones_own_leaves_the_documents_alone(server: TestClient) -> None:
    """`?default` is the merge until users put their own; queries see the merge all the while."""
    whole = _count(server, "?s ?p ?o")
    assert server.put("/gsp?default", content=b"<a:b> <a:b> 1 .", headers=TURTLE).status_code == 201
    assert server.get("/gsp?default", headers={"Accept": "application/n-triples"}).text.count("\n") == 1
    assert _count(server, "?s ?p ?o") == whole
    assert server.get("/gsp?graph=https://zonegraph.example/user/default").status_code == 200
    assert server.delete("/gsp?default", headers=TURTLE).status_code == 204
    again = server.get("/gsp?default", headers={"Accept": "application/n-triples"})
    assert again.text.count("\n") == whole
