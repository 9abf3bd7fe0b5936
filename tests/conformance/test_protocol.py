"""The W3C's protocol tests over HTTP, against the application on a real port.

Updates go to graphs of users only; here these are the ones that the tests name. The default graph is never written.
"""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator

import pyoxigraph as ox
import pytest
import uvicorn

from api.live import LiveWorkspace
from api.server import create_app
from api.workspace import Workspace
from kg.folder import StoreFolder
from kg.iris import DEFAULT_BASE
from scoreboard import Scoreboard
from w3c_compare import Verdict, dataset
from w3c_http import Conversation, Server, conversations, hold
from w3c_manifests import Contents, folder

TOKEN = "a-write-token"
REPORT = "# 云岭经济开发区\n\n2023年，云岭经济开发区签约项目46个。\n"
TESTS = tuple(conversations())
USER_GRAPHS = ("http://kasei.us/", "http://example.org/", "http://www.example/gsp/", f"{DEFAULT_BASE}user/")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server on a store of one report, with the graphs of all tests beside the report's."""
    work = tmp_path_factory.mktemp("protocol")
    report, path = work / "yunling.md", work / "store"
    report.write_text(REPORT, encoding="utf-8")
    with Workspace.open(path, write=True, create=True) as workspace:
        workspace.ingest([report], jobs=1)
        generation = workspace.generation
    graphs = dict.fromkeys(graph for test in TESTS for graph in test.graphs)
    store = ox.Store(str(StoreFolder(path).graph(generation)))
    store.extend(dataset(Contents(named=tuple(graphs))))
    store.extend(_three_documents())
    store.flush()
    del store
    live = LiveWorkspace(path, user_graphs=USER_GRAPHS)
    with socket.create_server(("127.0.0.1", 0)) as bound:
        application = uvicorn.Server(uvicorn.Config(create_app(live, TOKEN), log_level="warning"))
        thread = threading.Thread(target=application.run, kwargs={"sockets": [bound]}, daemon=True)
        thread.start()
        while not application.started:
            assert thread.is_alive(), "the server did not start"
            time.sleep(0.02)
        authority = f"http://127.0.0.1:{bound.getsockname()[1]}"
        yield Server(authority, headers=(("authorization", f"Bearer {TOKEN}"),))
        application.should_exit = True
        thread.join(timeout=20)
    live.close()


@pytest.mark.skipif(not folder().is_dir(), reason="the W3C's rdf-tests are not here: set RDF_TESTS to their folder")
@pytest.mark.parametrize("test", TESTS, ids=lambda test: test.name)
def test_w3c(test: Conversation, server: Server, scoreboard: Scoreboard) -> None:
    if test.category.startswith("graph store"):  # each begins with nobody's graphs there
        server.send("POST", server.sparql, {"content-type": "application/sparql-update"}, b"DROP ALL")
    fault = hold(server, test)
    known = scoreboard.judge("Protocol", test.category, test.name, "wrong" if fault else "exact", fault or "")
    if known:
        pytest.xfail(known)


SD = "http://www.w3.org/ns/sparql-service-description#"


def _describes(server: Server) -> dict[str, bool]:
    """The W3C's tests of the service description, which its manifest only names: each with its outcome."""
    reply = server.send("GET", server.sparql, {"accept": "text/turtle"}, None)
    described = reply.status == 200 and reply.media_type == "text/turtle"
    graph = ox.Dataset(ox.parse(reply.body, format=ox.RdfFormat.TURTLE) if described else ())
    services = {quad.subject for quad in graph.quads_for_object(ox.NamedNode(SD + "Service"))}
    endpoint = ox.NamedNode(server.address + server.sparql)
    endpoints = [quad.object for quad in graph.quads_for_predicate(ox.NamedNode(SD + "endpoint"))]
    languages = [quad.object for quad in graph.quads_for_predicate(ox.NamedNode(SD + "supportedLanguage"))]
    formats = [quad.object for quad in graph.quads_for_predicate(ox.NamedNode(SD + "resultFormat"))]
    return {
        "returns-rdf": described and len(graph) > 0,
        "has-endpoint-triple": endpoint in endpoints,
        "conforms-to-schema": len(services) == 1
        and ox.NamedNode(SD + "SPARQL11Query") in languages
        and bool(formats)
        and all(isinstance(one, ox.NamedNode) for one in (*endpoints, *languages, *formats)),
    }


@pytest.mark.parametrize("name", ["returns-rdf", "has-endpoint-triple", "conforms-to-schema"])
def test_service_description(name: str, server: Server, scoreboard: Scoreboard) -> None:
    verdict: Verdict = "exact" if _describes(server)[name] else "wrong"
    test = f"sparql11/service-description/{name}"
    known = scoreboard.judge("Protocol", "service description", test, verdict, "no such description")
    if known:
        pytest.xfail(known)


def _three_documents() -> Iterator[ox.Quad]:
    """Three graphs that state the same triple of one zone, each with a figure of its own, and their merge."""
    zone, label = ox.NamedNode("http://sums.example/zone"), ox.NamedNode("http://sums.example/label")
    about, value = ox.NamedNode("http://sums.example/about"), ox.NamedNode("http://sums.example/value")
    for number in (3, 5, 7):
        figure = ox.NamedNode(f"http://sums.example/figure/{number}")
        for graph in (ox.NamedNode(f"http://sums.example/graph/{number}"), ox.DefaultGraph()):
            yield ox.Quad(zone, label, ox.Literal("A"), graph)
            yield ox.Quad(figure, about, zone, graph)
            yield ox.Quad(figure, value, ox.Literal(number), graph)


SUM = "SELECT (SUM(?v) AS ?sum) (COUNT(?v) AS ?n) {from} WHERE {{ ?z s:label ?l . ?f s:about ?z ; s:value ?v }}"
GRAPHS = [f"http://sums.example/graph/{number}" for number in (3, 5, 7)]


@pytest.mark.parametrize(
    ("graphs", "parameters", "expected"),
    [
        ([], [], "15,3"),
        (GRAPHS, [], "15,3"),
        (GRAPHS[:2], [], "8,2"),
        (GRAPHS[:1] * 2, [], "3,1"),
        ([], GRAPHS, "15,3"),
        ([], GRAPHS[1:], "12,2"),
        (GRAPHS, GRAPHS[:1], "3,1"),
    ],
)
def test_a_triple_of_three_documents_counts_once(
    server: Server, graphs: list[str], parameters: list[str], expected: str
) -> None:
    """The sum over a zone that three documents name is not three times three times too high."""
    query = "PREFIX s: <http://sums.example/> " + SUM.format(
        **{"from": " ".join(f"FROM <{graph}>" for graph in graphs)}
    )
    path = "/sparql?" + "&".join(f"default-graph-uri={graph}" for graph in parameters)
    headers = {"content-type": "application/sparql-query", "accept": "text/csv"}
    reply = server.send("POST", path, headers, query.encode())
    assert (reply.status, reply.body.decode().split()) == (200, ["sum,n", expected])
