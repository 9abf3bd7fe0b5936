"""SPARQL 1.1 Protocol: the rules of requests and media types, without any web framework.

https://www.w3.org/TR/sparql11-protocol/
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NamedTuple
from urllib.parse import parse_qsl

from kg import gate, searches
from kg.evaluation import QueryRequest

LONGEST_QUERY = 100_000  # characters
LONGEST_UPDATE = 1_000_000
FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"

# Media types that a client may name, best first, with what the engine writes for them.
RESULT_TYPES = {
    "application/sparql-results+json": "application/sparql-results+json",
    "application/json": "application/sparql-results+json",
    "application/sparql-results+xml": "application/sparql-results+xml",
    "application/xml": "application/sparql-results+xml",
    "text/xml": "application/sparql-results+xml",
    "text/csv": "text/csv",
    "text/tab-separated-values": "text/tab-separated-values",
}
GRAPH_TYPES = {
    "text/turtle": "text/turtle",
    "application/x-turtle": "text/turtle",
    "application/n-triples": "application/n-triples",
    "text/plain": "application/n-triples",
    "application/rdf+xml": "application/rdf+xml",
    "application/xml": "application/rdf+xml",
    "text/xml": "application/rdf+xml",
    "application/ld+json": "application/ld+json",
    "application/json": "application/ld+json",
    "application/trig": "application/trig",
    "application/n-quads": "application/n-quads",
}

RDF_TYPES = tuple(name for name in GRAPH_TYPES if name not in RESULT_TYPES and name != "text/plain")
"""The names of RDF formats that mean nothing else."""


SHORT_NAMES = {
    "json": ("application/sparql-results+json", "application/ld+json"),
    "xml": ("application/sparql-results+xml", "application/rdf+xml"),
    "csv": ("text/csv",),
    "tsv": ("text/tab-separated-values",),
    "turtle": ("text/turtle",),
    "ttl": ("text/turtle",),
    "nt": ("application/n-triples",),
    "ntriples": ("application/n-triples",),
    "rdf": ("application/rdf+xml",),
    "rdfxml": ("application/rdf+xml",),
    "jsonld": ("application/ld+json",),
    "json-ld": ("application/ld+json",),
    "trig": ("application/trig",),
    "nq": ("application/n-quads",),
    "nquads": ("application/n-quads",),
}
"""What the parameter `format` (or `output`) of a link may say; not of the protocol, but many endpoints know it."""


class ProtocolError(Exception):
    """A request that the protocol forbids. `status` is the HTTP status, `str(error)` the reason."""

    def __init__(self, status: int, message: str) -> None:
        self.status = status
        super().__init__(message)


class Asked(NamedTuple):
    """What a request asks for: a query, an update, or (a plain GET) the description of the service."""

    kind: Literal["query", "update", "description"]
    parameters: list[tuple[str, str]]
    text: str


class Prepared(NamedTuple):
    """A request ready for the engine but for its searches (`reading`), and the media type to announce."""

    request: QueryRequest
    content_type: str
    reading: searches.Reading


class Update(NamedTuple):
    """An update with the graphs that its patterns look at (empty: those that it says itself)."""

    text: str
    using: tuple[str, ...]
    using_named: tuple[str, ...]


def read_request(method: str, query_string: str, content_type: str | None, body: bytes) -> Asked:
    """Which operation a request is, with its text. `ProtocolError` for a request that is none."""
    parameters = parameters_of(query_string)
    if method == "POST":
        media_type = (content_type or "").partition(";")[0].strip().lower()
        if media_type in (QUERY, UPDATE):
            if _values(parameters, "query") or _values(parameters, "update"):
                raise ProtocolError(400, "查询重复 / the query stands both in the URL and in the body")
            return _asked("query" if media_type == QUERY else "update", parameters, _decode(body))
        if media_type != FORM:
            raise ProtocolError(415, f"格式不对 / send {QUERY}, {UPDATE} or {FORM}, not {media_type or 'nothing'!r}")
        parameters += _form(body)
    queries, updates = _values(parameters, "query"), _values(parameters, "update")
    if updates and method != "POST":
        raise ProtocolError(400, "更新须用 POST / an update is sent by POST")
    if method != "POST" and not parameters:
        return Asked("description", [], "")
    if len(queries) + len(updates) != 1:
        found = len(queries) + len(updates)
        raise ProtocolError(400, f"须有一个 query 参数 / exactly one `query` parameter is needed, found {found}")
    return _asked("query" if queries else "update", parameters, (queries or updates)[0])


def _asked(kind: Literal["query", "update"], parameters: list[tuple[str, str]], text: str) -> Asked:
    if kind == "query" and len(text) > LONGEST_QUERY:
        raise ProtocolError(413, f"查询过长 / the query is longer than {LONGEST_QUERY} characters")
    if len(text) > LONGEST_UPDATE:
        raise ProtocolError(413, f"更新过长 / the update is longer than {LONGEST_UPDATE} characters")
    return Asked(kind, parameters, text)


def prepare(
    method: str, query_string: str, content_type: str | None, body: bytes, accept: str | None, base_iri: str
) -> Prepared:
    """From the parts of an HTTP request to a query; raises `ProtocolError` or `kg.errors.QueryError` (malformed)."""
    asked = read_request(method, query_string, content_type, body)
    if asked.kind == "update":
        raise ProtocolError(403, "只读 / read-only: SPARQL update is refused")
    if asked.kind == "description":
        raise ProtocolError(400, "须有一个 query 参数 / exactly one `query` parameter is needed, found 0")
    return prepare_query(asked, accept, base_iri)


def prepare_query(asked: Asked, accept: str | None, base_iri: str) -> Prepared:
    """The query of a request; raises `ProtocolError` or `kg.errors.QueryError` (malformed)."""
    text, parameters = asked.text, asked.parameters
    reading = searches.read(text, base_iri)
    outline = gate.inspect(reading.neutral, base_iri)
    offered = RESULT_TYPES if outline.form in ("SELECT", "ASK") else GRAPH_TYPES
    chosen = _named_format(parameters, offered) or negotiate(accept, offered)
    if chosen is None:
        known = ", ".join(dict.fromkeys(offered.values()))
        raise ProtocolError(406, f"无此格式 / {outline.form} results come as {known}")
    default_graphs = graph_iris(parameters, "default-graph-uri")
    named_graphs = graph_iris(parameters, "named-graph-uri")
    if not (default_graphs or named_graphs):  # the protocol's dataset replaces that of the query
        default_graphs, named_graphs = outline.default_graphs, outline.named_graphs
    request = QueryRequest(text, offered[chosen], default_graphs, named_graphs, base_iri)
    announced = offered[chosen] if chosen not in ("application/json", "application/xml", "text/xml") else chosen
    return Prepared(request, with_charset(announced), reading)


def _named_format(parameters: Iterable[tuple[str, str]], offered: Iterable[str]) -> str | None:
    """The offered media type that the parameter `format` or `output` names, by itself or in short."""
    for value in (*_values(parameters, "format"), *_values(parameters, "output")):
        name = value.strip().lower()
        for media_type in (name, *SHORT_NAMES.get(name, ())):
            if media_type in offered:
                return media_type
    return None


def prepare_update(asked: Asked) -> Update:
    """The update of a request; raises `ProtocolError`."""
    return Update(
        asked.text,
        graph_iris(asked.parameters, "using-graph-uri"),
        graph_iris(asked.parameters, "using-named-graph-uri"),
    )


def with_charset(media_type: str) -> str:
    """A media type as a header says it."""
    return media_type + ("; charset=utf-8" if media_type.startswith("text/") else "")


def parameters_of(query_string: str) -> list[tuple[str, str]]:
    """The parameters of a URL, decoded once."""
    return _form(query_string.encode("ascii", "replace"))


def _form(encoded: bytes) -> list[tuple[str, str]]:
    try:
        return parse_qsl(encoded.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=100)
    except UnicodeDecodeError:
        raise ProtocolError(400, "参数不是 UTF-8 / the parameters are not percent-encoded UTF-8") from None
    except ValueError:
        raise ProtocolError(400, "参数过多 / more than 100 parameters") from None


def _decode(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        raise ProtocolError(400, "查询不是 UTF-8 / the query is not UTF-8") from None


def _values(parameters: Iterable[tuple[str, str]], name: str) -> tuple[str, ...]:
    return tuple(value for key, value in parameters if key == name)


def graph_iris(parameters: Iterable[tuple[str, str]], name: str) -> tuple[str, ...]:
    """The graphs that a parameter names, each once; `ProtocolError` for what is no absolute IRI."""
    return tuple(dict.fromkeys(checked_iri(value, name) for value in _values(parameters, name)))


def checked_iri(value: str, name: str) -> str:
    """`value` when it is an absolute IRI; `ProtocolError` names the parameter otherwise."""
    import pyoxigraph

    try:
        return pyoxigraph.NamedNode(value).value
    except ValueError:
        raise ProtocolError(400, f"{name} 不是绝对 IRI / {name} is no absolute IRI: {value[:200]!r}") from None


def negotiate(accept: str | None, offered: Iterable[str]) -> str | None:
    """The offered media type that an Accept header likes best (RFC 9110, 12.5.1); None when it likes none.

    Among equals the earlier offer wins. A missing or empty header accepts everything.
    """
    offers = list(offered)
    ranges = _accept_ranges(accept or "*/*")
    best, best_quality = None, 0.0
    for offer in offers:
        main = offer.partition("/")[0]
        for pattern in (offer, f"{main}/*", "*/*"):  # the most specific range that matches decides
            if pattern in ranges:
                if ranges[pattern] > best_quality:
                    best, best_quality = offer, ranges[pattern]
                break
    return best


def _accept_ranges(accept: str) -> dict[str, float]:
    """Media ranges with their q; a range with an unreadable q counts as 0."""
    ranges: dict[str, float] = {}
    for part in accept.split(","):
        name, *options = (piece.strip().lower() for piece in part.split(";"))
        quality = 1.0
        for option in options:
            key, _, value = option.partition("=")
            if key.strip() == "q":
                try:
                    quality = min(1.0, max(0.0, float(value)))
                except ValueError:
                    quality = 0.0
        if name:
            ranges[name] = max(quality, ranges.get(name, 0.0))
    return ranges
