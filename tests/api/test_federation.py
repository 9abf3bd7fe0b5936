"""SERVICE to named endpoints: answered, joined, bounded; to any other host never a request."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from fastapi.testclient import TestClient

from api.federation import Allowed, resolve
from api.live import LiveWorkspace
from api.server import create_app
from kg.errors import QueryError, SettingsError

ZONE = "云岭高新技术产业开发区"
ROWS = [
    {"name": {"type": "literal", "value": ZONE}, "founded": {"type": "literal", "value": "2012"}},
    {"name": {"type": "literal", "value": '别处"} . ?a <b> {'}, "node": {"type": "bnode", "value": "b0> ."}},
]


class Elsewhere(ThreadingHTTPServer):
    """Another endpoint, which remembers what it was asked."""

    asked: list[str]
    reply: tuple[int, bytes, dict[str, str]]


class _Answer(BaseHTTPRequestHandler):
    server: Elsewhere

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.asked.append(parse_qs(body.decode())["query"][0])
        status, told, headers = self.server.reply
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(told)))
        self.end_headers()
        self.wfile.write(told)

    do_GET = do_POST

    def log_message(self, *_: object) -> None:
        """Quiet."""


@pytest.fixture
def elsewhere() -> Iterator[Elsewhere]:
    server = Elsewhere(("127.0.0.1", 0), _Answer)
    server.asked = []
    told = {"head": {"vars": ["name", "founded", "node"]}, "results": {"bindings": ROWS}}
    server.reply = (200, json.dumps(told).encode(), {})
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def _endpoint(server: Elsewhere) -> str:
    return f"http://127.0.0.1:{server.server_address[1]}/query"


def _query(endpoint: str, silent: str = "") -> str:
    return (
        f"SELECT ?zone ?founded {{ SERVICE {silent} <{endpoint}> {{ ?x rdfs:label ?name ; <http://x.example/f> ?founded }} "
        "?zone a zg:Zone ; rdfs:label ?name }"
    )


def test_a_named_endpoint_is_asked_and_joined(store: Path, elsewhere: Elsewhere) -> None:
    live = LiveWorkspace(store, services=f"{_endpoint(elsewhere)}, query.example.org")
    with TestClient(create_app(live)) as client:
        reply = client.get("/sparql", params={"query": _query(_endpoint(elsewhere))})
        assert reply.status_code == 200, reply.text
        (row,) = reply.json()["results"]["bindings"]
        assert row["founded"]["value"] == "2012" and row["zone"]["value"].endswith(ZONE)
        assert "?x rdfs:label ?name" in elsewhere.asked[0] and "PREFIX rdfs:" in elsewhere.asked[0]
        other = _endpoint(elsewhere).replace("/query", "/other")
        assert client.get("/sparql", params={"query": _query(other)}).status_code == 400
        assert len(elsewhere.asked) == 1
    live.close()


def test_the_command_asks_named_endpoints_too(store: Path, elsewhere: Elsewhere) -> None:
    command = [str(Path(sys.executable).with_name("zonegraph")), "sparql", _query(_endpoint(elsewhere))]
    command += ["--store", str(store), "--format", "csv"]
    refused, answered = (
        subprocess.run(command, capture_output=True, text=True, env={**os.environ, "ZONEGRAPH_SERVICES": services})
        for services in ("", _endpoint(elsewhere))
    )
    assert refused.returncode == 1 and "SERVICE" in refused.stderr
    assert answered.returncode == 0, answered.stderr
    assert answered.stdout.splitlines()[1].endswith(",2012") and len(elsewhere.asked) == 1


def test_by_default_nobody_is_asked(client: TestClient, elsewhere: Elsewhere) -> None:
    reply = client.get("/sparql", params={"query": _query(_endpoint(elsewhere), "SILENT")})
    assert reply.status_code == 400 and "SERVICE" in reply.json()["error"]
    assert not elsewhere.asked


@pytest.mark.parametrize(
    "reply",
    [
        (302, b"", {"Location": "http://127.0.0.1:1/"}),
        (500, b"", {}),
        (200, b"not json", {}),
        (200, b'{"head": {"vars": ["a b"]}, "results": {"bindings": []}}', {}),
        (200, b'{"head": {"vars": ["a"]}, "results": {"bindings": [{"a": {"type": "uri", "value": "x> <y"}}]}}', {}),
        (200, b" " * (9 << 20), {}),
    ],
)
def test_bad_answers_are_told_and_redirects_not_followed(
    elsewhere: Elsewhere, reply: tuple[int, bytes, dict[str, str]]
) -> None:
    elsewhere.reply = reply
    allowed = Allowed(_endpoint(elsewhere))
    with pytest.raises(QueryError, match="SERVICE"):
        resolve(_query(_endpoint(elsewhere)), "", allowed)
    assert "service" not in resolve(_query(_endpoint(elsewhere), "SILENT"), "", allowed).lower()
    assert len(elsewhere.asked) == 2


def test_a_host_that_is_named_is_asked_at_public_addresses_only(monkeypatch: pytest.MonkeyPatch) -> None:
    allowed = Allowed("inside.example")
    for address in ("127.0.0.1", "10.1.2.3", "169.254.169.254", "::1", "fd00::1"):
        monkeypatch.setattr("socket.getaddrinfo", lambda *_, a=address, **__: [(0, 0, 0, "", (a, 443))])
        with pytest.raises(QueryError, match="public"):
            resolve(_query("https://inside.example/sparql"), "", allowed)
    monkeypatch.setattr("socket.getaddrinfo", lambda *_, **__: [(0, 0, 0, "", ("93.184.216.34", 443))])
    assert allowed.addresses("https://inside.example/sparql") == [("93.184.216.34", 443)]
    for other in ("http://inside.example/", "https://inside.example:8443/", "https://x@evil.example/", "file:///etc"):
        assert allowed.addresses(other) is None


def test_nobody_is_asked_to_ask_another(elsewhere: Elsewhere) -> None:
    nested = f"SELECT * {{ SERVICE <{_endpoint(elsewhere)}> {{ SERVICE <http://10.0.0.1/> {{ ?s ?p ?o }} }} }}"
    assert "SERVICE" in resolve(nested, "", Allowed(_endpoint(elsewhere))) and not elsewhere.asked


@pytest.mark.parametrize("entry", ["ftp://x.example/", "https://u:p@x.example/", "a/b", "https://"])
def test_odd_settings_are_told(entry: str) -> None:
    with pytest.raises(SettingsError, match="ZONEGRAPH_SERVICES"):
        Allowed(entry)
