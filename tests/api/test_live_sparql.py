"""The endpoint as it is served: curl, SPARQLWrapper, and input that would bring a server down."""

from __future__ import annotations

import http.client
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from SPARQLWrapper import CSV, JSON, POST, TURTLE, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import QueryBadFormed

TOKEN = "a-write-token"
SECONDS = 2.0
pytestmark = pytest.mark.e2e


class Served(NamedTuple):
    address: str
    pid: int


class Reply(NamedTuple):
    status: int
    body: bytes
    headers: dict[str, str]


@pytest.fixture(scope="module")
def served(store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """`zonegraph serve` on a copy of the store."""
    copy = tmp_path_factory.mktemp("served") / "store"
    shutil.copytree(store, copy)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "api.cli", "serve", "--store", str(copy), "--port", str(port)]
    command += ["--write-token", TOKEN, "--query-seconds", str(SECONDS)]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("ZONEGRAPH_")}
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment)
    address = f"http://127.0.0.1:{port}"
    for _ in range(600):
        try:
            urllib.request.urlopen(f"{address}/healthz", timeout=5)
            break
        except OSError:
            assert server.poll() is None, "the server did not start"
            time.sleep(0.1)
    yield Served(address, server.pid)
    server.terminate()
    server.wait(timeout=30)


def _send(served: Served, method: str, path: str, body: bytes | None = None, **headers: str) -> Reply:
    told = {name.replace("_", "-"): value for name, value in headers.items()}
    request = urllib.request.Request(served.address + path, body, told, method=method)
    try:
        with urllib.request.urlopen(request, timeout=60) as reply:
            return Reply(reply.status, reply.read(), dict(reply.headers))
    except urllib.error.HTTPError as error:
        return Reply(error.code, error.read(), dict(error.headers))


def _query(served: Served, query: str, **headers: str) -> Reply:
    return _send(served, "POST", "/sparql", query.encode(), Content_Type="application/sparql-query", **headers)


def _alive(served: Served) -> None:
    began = time.monotonic()
    assert _send(served, "GET", "/healthz").status == 200
    assert json.loads(_query(served, "ASK { ?d a zg:Document }").body)["boolean"] is True
    assert time.monotonic() - began < 5


def _memory(pid: int) -> int:
    """Resident bytes of a process and of those that it has started."""
    pids, total = [pid], 0
    for one in pids:
        children = Path(f"/proc/{one}/task/{one}/children")
        pids += [int(child) for child in children.read_text().split()] if children.exists() else []
        found = re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{one}/status").read_text())
        total += int(found[1]) * 1024 if found else 0
    return total


def test_sparqlwrapper_speaks_with_it(served: Served) -> None:
    wrapper = SPARQLWrapper(f"{served.address}/sparql")
    wrapper.setQuery("SELECT ?name { ?z a zg:Zone ; rdfs:label ?name }")
    wrapper.setReturnFormat(JSON)
    rows = wrapper.queryAndConvert()["results"]["bindings"]
    assert "云岭高新技术产业开发区" in {row["name"]["value"] for row in rows}
    wrapper.setReturnFormat(CSV)
    wrapper.setMethod(POST)
    assert b"\xe4\xba\x91\xe5\xb2\xad" in wrapper.queryAndConvert()
    wrapper.setQuery("CONSTRUCT { ?z a zg:Seen } { ?z a zg:Zone }")
    wrapper.setReturnFormat(TURTLE)
    assert b"zg:Seen" in wrapper.queryAndConvert()
    wrapper.setQuery("SELECT ?name {\n ?z a }")
    with pytest.raises(QueryBadFormed):
        wrapper.query()


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")
def test_curl_speaks_with_it(served: Served, tmp_path: Path) -> None:
    def curl(*arguments: str) -> str:
        command = ["curl", "-sS", *arguments]
        return subprocess.run(command, check=True, capture_output=True, text=True, timeout=60).stdout

    endpoint = f"{served.address}/sparql"
    assert curl("-G", endpoint, "-H", "Accept: text/csv", "--data-urlencode", "query=ASK {}").strip() == "true"
    posted = curl(endpoint, "-H", "Content-Type: application/sparql-query", "-d", "ASK {}")
    assert json.loads(posted)["boolean"] is True
    head = curl("-I", "--compressed", f"{endpoint}?query=ASK%7B%7D").lower()
    assert "200 ok" in head and "application/sparql-results+json" in head
    packed = curl("-D", "-", "-o", str(tmp_path / "packed"), "-H", "Accept-Encoding: gzip", f"{served.address}/ns.ttl")
    assert "content-encoding: gzip" in packed.lower()
    crossed = curl("-D", "-", "-H", "Origin: https://tool.example", f"{endpoint}?query=ASK%7B%7D").lower()
    assert "access-control-allow-origin: *" in crossed
    data = tmp_path / "own.ttl"
    data.write_text("<a:s> <a:p> 1 .")
    put = ["-o", "-", "-w", "%{http_code}", "-X", "PUT", "-H", "Content-Type: text/turtle", "--data-binary", f"@{data}"]
    assert curl(*put, "-H", f"Authorization: Bearer {TOKEN}", f"{served.address}/gsp/own").endswith("201")
    assert "own" in curl("-G", endpoint, "--data-urlencode", "query=SELECT ?g { GRAPH ?g { <a:s> ?p 1 } }")


UNIONS = "SELECT * { " + " UNION ".join(["{ ?s ?p ?o }"] * 7000) + " } LIMIT 1"
DEEP = "SELECT * { " + "{ " * 40_000 + "} " * 40_000 + "}"


@pytest.mark.parametrize("announced", [True, False], ids=["length", "chunked"])
def test_a_body_far_too_large_is_told_why(served: Served, announced: bool) -> None:
    """A client that sends all of it before it listens gets the reason, and no broken pipe."""
    blocks = [b"x" * (1 << 16)] * 320  # 20 MB
    body = b"".join(blocks) if announced else iter(blocks)
    connection = http.client.HTTPConnection(served.address.removeprefix("http://"), timeout=60)
    told = {"Content-Type": "application/sparql-query", "Connection": "close"}
    connection.request("POST", "/sparql", body, told)
    reply = connection.getresponse()
    assert reply.status == 413
    assert "1 MB" in reply.read().decode()
    connection.close()
    _alive(served)


@pytest.mark.parametrize(
    ("query", "status", "reason"),
    [
        ("SELECT ?name {\n  ?z a zg:Zone ;;; rdfs:label }", 400, r"2:\d+|line 2"),
        ("SELECT * { ?s ?p ?o", 400, "SPARQL"),
        ("", 400, "SPARQL"),
        ("你好", 400, "SELECT"),
        ("\x00" * 100, 400, "SPARQL"),
        ("SELECT * { ?s ?p '" + "长" * 400_000 + "' }", 413, "MB|longer"),
        ("SELECT * { ?s ?p '" + "x" * 90_000 + "' }", 200, ""),
        ("SELECT * { " + " UNION ".join(["{ ?s ?p ?o }"] * 10_000) + " }", 413, "longer"),
        (DEEP, 0, ""),
        (UNIONS, 0, ""),
        ("SELECT * { " + "FILTER(" + "(" * 20_000 + "1" + ")" * 20_000 + ") }", 0, ""),
        ("INSERT DATA { <a:b> <a:b> <a:b> }", 400, "read-only"),
        ("SELECT * { SERVICE <http://169.254.169.254/> { ?s ?p ?o } }", 400, "SERVICE"),
        ("SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }", 200, ""),
        ("SELECT * FROM <http://127.0.0.1:1/> { ?s ?p ?o }", 200, ""),
    ],
    ids=range(15),
)
def test_queries_that_are_none(served: Served, query: str, status: int, reason: str) -> None:
    """`status` 0: any that is not the server's own failure; what counts is that it goes on."""
    reply = _query(served, query)
    assert reply.status == status or (status == 0 and reply.status in (200, 400, 413, 503)), reply.body[:300]
    if reply.status != 200:
        told = json.loads(reply.body)["error"]
        assert re.search(reason, told) and len(told) < 2000
    _alive(served)


HEAVY = {
    "cartesian": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }",
    "sorted cartesian": "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?i ?f ?a",
    "paths over everything": "SELECT (COUNT(*) AS ?n) { ?a (!<a:x>|^!<a:x>)* ?b . ?b (!<a:x>|^!<a:x>)* ?c . ?c ?p ?d }",
    "unbounded concatenation": (
        "SELECT (GROUP_CONCAT(CONCAT(STR(?a), STR(?c), STR(?f)); separator='……………………') AS ?all) "
        "{ ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    ),
    "regular expressions": (
        "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i "
        "FILTER(REGEX(CONCAT(STR(?c), STR(?f), STR(?i)), '^(([a-z])+.)+[A-Z]([a-z])+$')) }"
    ),
}


@pytest.mark.parametrize("name", HEAVY)
def test_queries_that_would_not_end(served: Served, name: str) -> None:
    began = time.monotonic()
    reply = _query(served, HEAVY[name])
    assert reply.status == 503 and "Retry-After" in {key.title() for key in reply.headers}, reply.body[:200]
    assert re.search("ran longer|memory", json.loads(reply.body)["error"])
    assert time.monotonic() - began < SECONDS + 8
    _alive(served)


def test_memory_comes_back(served: Served) -> None:
    for _ in range(5):
        _alive(served)
    before = _memory(served.pid)
    for name in ("sorted cartesian", "unbounded concatenation"):
        assert _query(served, HEAVY[name]).status == 503
    deadline = time.monotonic() + 20
    while _memory(served.pid) > before + (80 << 20) and time.monotonic() < deadline:
        time.sleep(0.2)
    assert _memory(served.pid) <= before + (80 << 20)


@pytest.mark.parametrize(
    ("method", "path", "body", "headers", "status"),
    [
        ("POST", "/sparql", b"ASK {}", {"Content_Type": "text/plain"}, 415),
        ("POST", "/sparql", b"query=ASK+%7B%7D&query=ASK+%7B%7D", {}, 400),
        ("GET", "/sparql?query=ASK%7B%7D", None, {"Accept": "image/png"}, 406),
        ("GET", "/sparql?query=%FF", None, {}, 400),
        ("GET", "/sparql?query=ASK%7B%7D&default-graph-uri=not%20an%20iri", None, {}, 400),
        ("GET", "/sparql?query=ASK%7B%7D&default-graph-uri=a:b%3E%7D%20UNION%20%7B", None, {}, 400),
        ("GET", "/sparql?query=ASK%7B%7D&named-graph-uri=%22;DROP%20ALL", None, {}, 400),
        ("POST", "/sparql", b"update=DROP+ALL", {}, 401),
        ("POST", "/sparql", b"update=DROP+ALL", {"Authorization": "Bearer wrong"}, 401),
        ("POST", "/sparql", b"update=CLEAR+DEFAULT", {"Authorization": f"Bearer {TOKEN}"}, 403),
        ("POST", "/sparql", b"update=LOAD+%3Cfile%3A%2F%2F%2Fetc%2Fpasswd%3E", {"Authorization": f"Bearer {TOKEN}"}, 400),
        ("PUT", "/gsp/x", b"<a:b> <a:b> 1 .", {"Content_Type": "text/turtle"}, 401),
        ("PUT", "/gsp?graph=a:b%3E%7D;DROP%20ALL", b"", {"Content_Type": "text/turtle", "Authorization": f"Bearer {TOKEN}"}, 400),
        ("PUT", "/gsp/x", b"x", {"Content_Type": "image/png", "Authorization": f"Bearer {TOKEN}"}, 415),
        ("DELETE", "/sparql", None, {}, 405),
    ],
    ids=range(15),
)  # fmt: skip
def test_requests_that_are_none(
    served: Served, method: str, path: str, body: bytes | None, headers: dict[str, str], status: int
) -> None:
    if body is not None:
        headers = {"Content_Type": "application/x-www-form-urlencoded", **headers}
    reply = _send(served, method, path, body, **headers)
    assert reply.status == status, reply.body[:300]
    assert json.loads(reply.body)["error"]
    _alive(served)
