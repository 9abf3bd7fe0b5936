"""`SERVICE` to other endpoints, where a setting names them: its pattern is asked there first, its rows take its place.

The engine never calls anybody (`kg.gate`, `api.no_network`). What SPARQL 1.1 Federated Query says of `SERVICE <iri>`,
that its pattern is solved by itself and then joined, is done here before the engine sees the query: `SELECT * { … }` is
sent to the endpoint, and the clause becomes `VALUES (…) { … }`.

A setting names hosts (`query.example.org`: https only, and only at public addresses) or whole endpoints
(`http://10.0.0.5:7878/query`: exactly that one). Redirects are not followed; the address that was checked is the one
that is connected to. Time, bytes and rows are bounded.
"""

from __future__ import annotations

import http.client
import ipaddress
import json
import socket
import ssl
import time
from collections.abc import Sequence
from typing import Any, NamedTuple
from urllib.parse import urlencode, urlsplit

import pyoxigraph as ox

from kg import gate, terms
from kg.errors import QueryError, SettingsError
from kg.gate import Prologue, Token

SECONDS = 15.0
LARGEST_ANSWER = 8 << 20  # bytes
MOST_ROWS = 20_000
MOST_CALLS = 5
_JSON = "application/sparql-results+json"


class _Clause(NamedTuple):
    start: int
    end: int
    endpoint: str
    silent: bool
    pattern: str


class Allowed:
    """The endpoints that queries may call."""

    def __init__(self, named: str = "") -> None:
        """`named`: hosts and endpoint addresses, separated by commas or blanks. `SettingsError` for what is neither."""
        entries = named.replace(",", " ").split()
        self._endpoints = frozenset(entry for entry in entries if "://" in entry)
        self._hosts = frozenset(entry.lower() for entry in entries if "://" not in entry)
        for entry in entries:
            parts = urlsplit(entry if "://" in entry else f"https://{entry}")
            told = parts.hostname and parts.scheme in ("http", "https") and not (parts.username or parts.fragment)
            if not told or ("://" not in entry and parts.netloc.lower() != entry.lower()):
                raise SettingsError(
                    f"ZONEGRAPH_SERVICES: {entry!r} 不是主机名或端点地址 / is neither a host nor the address of an "
                    "endpoint (https://host/path)"
                )

    def __bool__(self) -> bool:
        return bool(self._endpoints or self._hosts)

    def addresses(self, endpoint: str) -> list[tuple[str, int]] | None:
        """Where to connect to for an endpoint: (IP address, port). None when queries may not call it."""
        parts = urlsplit(endpoint)
        host = (parts.hostname or "").lower()
        named = endpoint in self._endpoints
        if not named and not (host in self._hosts and parts.scheme == "https" and parts.port in (None, 443)):
            return None
        port = parts.port or (443 if parts.scheme == "https" else 80)
        found = [str(one[4][0]) for one in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
        if not named:  # a host's name may be made to mean an address inside
            found = [one for one in found if ipaddress.ip_address(one).is_global]
            if not found:
                raise OSError("没有公网地址 / the host has no public address")
        return [(one, port) for one in found]


def resolve(text: str, base: str, allowed: Allowed) -> str:
    """The query with the answers of the endpoints in place of their clauses; calls of others stay, to be refused.

    `QueryError` when an endpoint fails (unless the clause says SILENT) or gives too much.
    """
    if not allowed or "service" not in text.lower():
        return text
    tokens = gate.tokenize(text)
    head = gate.prologue(tokens, base)
    clauses = list(_clauses(text, tokens, head, allowed))
    if len(clauses) > MOST_CALLS:
        raise QueryError(f"一次查询至多 {MOST_CALLS} 个 SERVICE / a query may hold {MOST_CALLS} SERVICE clauses")
    prologue = text[: tokens[head.length].start()] if head.length < len(tokens) else ""
    shared = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in head.prefixes.items())
    pieces, at, until = [], 0, time.monotonic() + SECONDS
    for clause in clauses:
        pieces.append(text[at : clause.start])
        query = f"{shared}{prologue}\nSELECT * WHERE {clause.pattern}"
        try:
            pieces.append(_values(_ask(clause.endpoint, query, allowed, until)))
        except (OSError, http.client.HTTPException, ValueError, KeyError, TypeError) as error:
            if not clause.silent:
                raise QueryError(
                    f"SERVICE <{clause.endpoint[:200]}> 未答复 / did not answer: {error or type(error).__name__}"
                ) from error
            pieces.append("{}")
        pieces.append("\n" * text.count("\n", clause.start, clause.end))
        at = clause.end
    return "".join((*pieces, text[at:]))


def _clauses(text: str, tokens: Sequence[Token], head: Prologue, allowed: Allowed) -> Any:
    at = head.length
    while at < len(tokens):
        begin = at
        at += 1
        if tokens[begin].lastgroup != "word" or tokens[begin].group().upper() != "SERVICE" or at + 1 >= len(tokens):
            continue
        silent = tokens[at].group().upper() == "SILENT"
        place = at + silent
        endpoint = head.resolve(tokens[place]) if place + 1 < len(tokens) else None
        if endpoint is None or tokens[place + 1].group() != "{" or not _may_be_asked(endpoint, allowed, silent):
            continue
        depth, closed = 0, place + 1
        for closed in range(place + 1, len(tokens)):
            depth += {"{": 1, "}": -1}.get(tokens[closed].group(), 0)
            if depth == 0:
                break
        pattern = text[tokens[place + 1].start() : tokens[closed].end()]
        if depth == 0 and "service" not in pattern.lower():  # nobody is asked to ask somebody else
            yield _Clause(tokens[begin].start(), tokens[closed].end(), endpoint, silent, pattern)
            at = closed + 1


def _may_be_asked(endpoint: str, allowed: Allowed, silent: bool) -> bool:
    try:
        return allowed.addresses(endpoint) is not None
    except (OSError, ValueError) as error:
        if silent or not isinstance(error, OSError):
            return isinstance(error, OSError)
        raise QueryError(f"SERVICE <{endpoint[:200]}> 不能访问 / cannot be called: {error}") from error


def _ask(endpoint: str, query: str, allowed: Allowed, until: float) -> dict[str, Any]:
    """The answer of an endpoint as SPARQL JSON."""
    places = allowed.addresses(endpoint)
    assert places is not None
    parts = urlsplit(endpoint)
    left = until - time.monotonic()
    if left <= 0:
        raise TimeoutError(f"超过 {SECONDS:g} 秒 / more than {SECONDS:g} s")
    connection = http.client.HTTPConnection(parts.netloc, timeout=left)
    raw = socket.create_connection(places[0], timeout=left)  # the address that was checked, not looked up again
    if parts.scheme == "https":
        raw = ssl.create_default_context().wrap_socket(raw, server_hostname=parts.hostname)
    connection.sock = raw
    try:
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        headers = {"Accept": _JSON, "Content-Type": "application/x-www-form-urlencoded", "User-Agent": "zonegraph"}
        connection.request("POST", path, urlencode({"query": query}), headers)
        reply = connection.getresponse()
        if reply.status != 200:  # a redirect is not followed: it could lead anywhere
            raise OSError(f"HTTP {reply.status}")
        body = bytearray()
        while piece := reply.read(65536):
            body += piece
            if len(body) > LARGEST_ANSWER:
                raise OSError(f"答复超过 {LARGEST_ANSWER >> 20} MB / the answer is too large")
            if time.monotonic() > until:
                raise TimeoutError(f"超过 {SECONDS:g} 秒 / more than {SECONDS:g} s")
    finally:
        connection.close()
    told = json.loads(bytes(body))
    if not isinstance(told, dict):
        raise ValueError("不是 SPARQL JSON / no SPARQL JSON")
    return told


def _values(told: dict[str, Any]) -> str:
    names = [str(name) for name in told["head"]["vars"]]
    rows = told["results"]["bindings"]
    if len(rows) > MOST_ROWS:
        raise OSError(f"答复超过 {MOST_ROWS} 行 / the answer has more than {MOST_ROWS} rows")
    if not all(name.isidentifier() for name in names):
        raise ValueError("变量名不对 / odd names of variables")
    if not names:
        return "{}" if rows else "{ FILTER(false) }"
    lines = (" ".join(_term(row.get(name)) for name in names) for row in rows)
    return f"{{ VALUES ({' '.join(f'?{name}' for name in names)}) {{ {' '.join(f'({line})' for line in lines)} }} }}"


def _term(told: dict[str, str] | None) -> str:
    """One value as SPARQL; a blank node of another store means itself alone, and gets an IRI that says so."""
    if told is None:
        return "UNDEF"
    kind, value = told["type"], told["value"]
    if kind == "uri":
        return str(ox.NamedNode(value))  # ValueError for what is no IRI
    if kind == "bnode":
        return terms.iri(f"urn:zonegraph:elsewhere:{value.encode().hex()}")
    if kind not in ("literal", "typed-literal"):
        raise ValueError(f"{kind}?")
    if language := told.get("xml:lang"):
        if not language.replace("-", "").isalnum():
            raise ValueError(language)
        return f"{terms.string(value)}@{language}"
    return terms.string(value) + (f"^^{ox.NamedNode(told['datatype'])}" if "datatype" in told else "")
