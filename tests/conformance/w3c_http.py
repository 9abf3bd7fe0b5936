"""The W3C's tests of the SPARQL Protocol and the Graph Store Protocol: requests, and what must come back.

The manifests are machine-readable HTTP (https://www.w3.org/TR/HTTP-in-RDF10/); their header says how to read them.
"""

from __future__ import annotations

import http.client
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import pyoxigraph as ox
from rdflib import Graph, Namespace
from rdflib.collection import Collection
from rdflib.namespace import RDF
from rdflib.term import Node

from w3c_compare import compare
from w3c_manifests import MF, UT, folder, named_graph, read_manifest

HT = Namespace("http://www.w3.org/2011/http#")
CNT = Namespace("http://www.w3.org/2011/content#")

MANIFESTS = {
    "protocol": "sparql11/protocol/manifest.ttl",
    "graph store, indirect": "sparql11/graph-store-protocol/manifest-indirect.ttl",
    "graph store, direct": "sparql11/graph-store-protocol/manifest-direct.ttl",
}
_STATUS_NAMES = {"OK": 200, "Created": 201, "NoContent": 204, "BadRequest": 400, "NotFound": 404, "Conflict": 409}
_FORMATS = {
    "boolean": ("application/sparql-results+json", "application/sparql-results+xml"),
    "tabular": (
        "application/sparql-results+json",
        "application/sparql-results+xml",
        "text/csv",
        "text/tab-separated-values",
    ),
    "RDF": ("text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json", "text/n3"),
}
# Headers that only say how the manifest wrote its body down.
_NOT_COMPARED = frozenset({"content-length", "host"})


class Expected(NamedTuple):
    """What a response must be like; None where nothing is said. `status`: names such as `OK` or `StatusCode2xx`."""

    status: tuple[str, ...]
    boolean: bool | None
    format: str | None
    location: str | None
    headers: tuple[tuple[str, str], ...]
    body: bytes | None


class Exchange(NamedTuple):
    """One request and its expected response."""

    method: str
    path: str
    headers: tuple[tuple[str, str], ...]
    body: bytes | None
    expected: Expected


class Conversation(NamedTuple):
    """One test: requests one after another on a server that holds `graphs`."""

    name: str
    category: str
    graphs: tuple[tuple[str, Path], ...]
    exchanges: tuple[Exchange, ...]


class Reply(NamedTuple):
    """A response."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def media_type(self) -> str:
        """The media type without parameters."""
        return self.headers.get("content-type", "").partition(";")[0].strip()


def conversations() -> Iterator[Conversation]:
    """All 47 tests, in the order of the manifests."""
    for category, name in MANIFESTS.items():
        path = folder() / name
        if not path.is_file():
            continue
        graph, entries = read_manifest(path)
        place = path.parent.relative_to(folder()).as_posix()
        for entry in entries:
            action = graph.value(entry, MF.action)
            yield Conversation(
                name=f"{place}/{str(entry).partition('#')[2]}",
                category=category,
                graphs=tuple(named_graph(graph, one) for one in graph.objects(entry, UT.graphData)),
                exchanges=tuple(_exchange(graph, one) for one in _list(graph, graph.value(action, HT.requests))),
            )


def _list(graph: Graph, node: Node | None) -> list[Node]:
    return [] if node is None else list(Collection(graph, node))


def _exchange(graph: Graph, node: Node) -> Exchange:
    response = graph.value(node, HT.resp)
    assert response is not None
    boolean = graph.value(response, MF.expectedBoolean)
    said = graph.value(response, MF.expectedFormat)
    location = graph.value(response, MF.expectedLocation)
    expected = Expected(
        status=tuple(sorted(re.split("[#/]", str(one))[-1] for one in graph.objects(response, MF.expectedStatus))),
        boolean=None if boolean is None else str(boolean) == "true",
        format=None if said is None else str(said),
        location=None if location is None else str(location),
        headers=_headers(graph, response),
        body=_body(graph, response),
    )
    method, path = graph.value(node, HT.methodName), graph.value(node, HT.absolutePath)
    return Exchange(str(method), str(path), _headers(graph, node), _body(graph, node), expected)


def _headers(graph: Graph, node: Node) -> tuple[tuple[str, str], ...]:
    listed = _list(graph, graph.value(node, HT.headers))
    return tuple((str(graph.value(one, HT.fieldName)), str(graph.value(one, HT.fieldValue))) for one in listed)


def _body(graph: Graph, node: Node) -> bytes | None:
    body = graph.value(node, HT.body)
    if body is None or (body, RDF.type, CNT.ContentAsText) not in graph:
        return None
    return str(graph.value(body, CNT.chars)).encode(str(graph.value(body, CNT.characterEncoding) or "UTF-8"))


class Server(NamedTuple):
    """Where to send requests: what stands for `/sparql/` and `/gsp` in the manifests, and headers sent with each."""

    address: str
    sparql: str = "/sparql"
    graph_store: str = "/gsp"
    headers: tuple[tuple[str, str], ...] = ()

    def send(self, method: str, path: str, headers: dict[str, str], body: bytes | None) -> Reply:
        """One request on a connection of its own."""
        connection = http.client.HTTPConnection(urlsplit(self.address).netloc, timeout=60)
        try:
            connection.request(method, path, body, {**dict(self.headers), **headers})
            response = connection.getresponse()
            return Reply(
                response.status, {name.lower(): value for name, value in response.getheaders()}, response.read()
            )
        finally:
            connection.close()


def hold(server: Server, conversation: Conversation) -> str | None:
    """Send the requests of a test; what was wrong with the first bad response, None when all is well."""
    known: dict[str, str] = {}
    for number, exchange in enumerate(conversation.exchanges, 1):
        path = exchange.path
        for placeholder, value in known.items():
            path = path.replace(placeholder, value)
        if path.startswith("/sparql/"):
            path = server.sparql + path.removeprefix("/sparql/")
        elif path.startswith("/gsp"):
            path = server.graph_store + path.removeprefix("/gsp")
        headers = {name: value for name, value in exchange.headers if name.lower() not in _NOT_COMPARED}
        reply = server.send(exchange.method, path, headers, exchange.body)
        fault = _fault(reply, exchange.expected)
        if fault:
            return f"request {number}, {exchange.method} {path[:120]}: {fault}; answer {reply.body[:200]!r}"
        if exchange.expected.location:
            known[exchange.expected.location] = reply.headers["location"]
    return None


def _fault(reply: Reply, expected: Expected) -> str | None:
    if expected.status and not any(_is_status(reply.status, name) for name in expected.status):
        return f"status {reply.status}, expected {' or '.join(expected.status)}"
    if expected.format and reply.media_type not in _FORMATS[expected.format]:
        return f"content-type {reply.media_type}, expected {expected.format}"
    if expected.boolean is not None:
        form = ox.QueryResultsFormat.from_media_type(reply.media_type)
        found = ox.parse_query_results(reply.body, format=form)
        if not isinstance(found, ox.QueryBoolean) or bool(found) != expected.boolean:
            return f"not {expected.boolean}"
    if expected.location and "location" not in reply.headers:
        return "no Location"
    for name, value in expected.headers:
        if name.lower() == "content-type" and reply.media_type != value.partition(";")[0].strip():
            return f"content-type {reply.media_type}, expected {value}"
    if expected.body is not None:
        return None if _same_graph(reply, expected) else "another graph than expected"
    return None


def _is_status(status: int, name: str) -> bool:
    found = re.fullmatch(r"StatusCode(\d)xx", name)
    return status // 100 == int(found[1]) if found else status == _STATUS_NAMES[name]


def _same_graph(reply: Reply, expected: Expected) -> bool:
    media_type = {name.lower(): value for name, value in expected.headers}.get("content-type", "text/turtle")
    form = ox.RdfFormat.from_media_type(media_type)
    base = "http://www.example/gsp"
    there = ox.Dataset(ox.parse(expected.body or b"", format=form, base_iri=base))
    here = ox.Dataset(ox.parse(reply.body, format=ox.RdfFormat.from_media_type(reply.media_type), base_iri=base))
    return compare(here, there) == "exact"
