"""The SPARQL endpoint: queries for everybody, updates of users' graphs for those with the write token."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from api.description import Counts, count, serialize, service, void
from api.live import LiveWorkspace
from api.query_shortcut import FAILURE
from api.routes.dependencies import Live, authorize
from api.sparql import (
    GRAPH_TYPES,
    Prepared,
    ProtocolError,
    negotiate,
    prepare_query,
    prepare_update,
    read_request,
    with_charset,
)
from kg.evaluation import QueryRequest
from kg.searches import Reading
from kg.truncation import MARK, Truncated

router = APIRouter(tags=["SPARQL"])

_QUERY_PARAMETER = {"name": "query", "in": "query", "required": False, "schema": {"type": "string"}}
_QUERY_BODY = {
    "content": {
        "application/sparql-query": {"schema": {"type": "string"}},
        "application/sparql-update": {"schema": {"type": "string"}},
        "application/x-www-form-urlencoded": {
            "schema": {"type": "object", "properties": {"query": {"type": "string"}}, "required": ["query"]}
        },
    }
}


@router.get("/sparql", summary="SPARQL 查询 / SPARQL query", openapi_extra={"parameters": [_QUERY_PARAMETER]})
async def query_by_get(request: Request, live: Live) -> Response:
    """SELECT, ASK, CONSTRUCT or DESCRIBE; JSON, XML, CSV, TSV, Turtle, N-Triples, RDF/XML, JSON-LD, TriG or N-Quads by
    Accept. Without a query: the description of the service, with the counts of VoID.

    The default graph is the merge of all documents; `GRAPH` names one of them. In a link `&format=csv` (json, xml, tsv,
    turtle, nt, rdf, jsonld, trig, nquads) goes before Accept.

    Passages by meaning and entities by name stand in a query as
    `SERVICE zg:search { ?passage zg:query "……" ; zg:score ?score ; zg:text ?words ; zg:limit 20 }` and
    `{ ?zone zg:query ?name ; zg:type zg:Zone ; zg:limit 3 }`; a variable after `zg:query` must be bound before the
    clause. For the best of what a filter leaves, give a larger `zg:limit` (to 10000) and order by score.

    What runs: the clause never reaches the engine. A constant question is searched first, as by `/api/search`, by words
    (BM25) and vectors together, and its hits stand in the query as VALUES. For a variable the engine calls the search
    with each row (at most 100 hits a row and 1000 different questions), and the triple patterns that follow the clause
    are matched for each hit (LATERAL). Any other SERVICE is refused, unless the setting ZONEGRAPH_SERVICES names it;
    its pattern is then asked there first. A query runs in a process of its own, without network, that is ended at the
    time limit (503); a result of more than a million rows or 64 MB is cut and says so in `Zonegraph-Truncated`.
    """
    return await _answer(request, live)


@router.post("/sparql", summary="SPARQL 查询 / SPARQL query", openapi_extra={"requestBody": _QUERY_BODY})
async def query_by_post(request: Request, live: Live) -> Response:
    """As GET, with the query as a form field or as the body itself. An update (`application/sparql-update`) needs the
    write token and changes graphs under `<base>user/` only; they are not part of the default graph.
    """
    return await _answer(request, live)


async def _answer(request: Request, live: LiveWorkspace) -> Response:
    if (failure := request.scope.get(FAILURE)) is not None:
        raise failure
    body = await request.body() if request.method == "POST" else b""
    headers = request.headers
    base = str(request.url.replace(query=None))
    asked = read_request(request.method, request.url.query, headers.get("content-type"), body)
    if asked.kind == "description":
        return await _description(request, live, base)
    if asked.kind == "update":
        authorize(request)
        await live.update(prepare_update(asked), base)
        return Response(status_code=204)
    prepared = prepare_query(await live.with_services(asked, base), headers.get("accept"), base)
    result = await live.query(prepared)
    told = {MARK: result.said} if isinstance(result, Truncated) else {}
    return Response(result, headers={"Content-Type": prepared.content_type, "Vary": "Accept", **told})


async def _description(request: Request, live: LiveWorkspace, endpoint: str) -> Response:
    chosen = negotiate(request.headers.get("accept"), (*GRAPH_TYPES, "text/html"))
    if chosen == "text/html":
        return RedirectResponse("/query", 303, {"Vary": "Accept"})
    if chosen is None:
        raise ProtocolError(
            406, f"无此格式 / the description comes as {', '.join(dict.fromkeys(GRAPH_TYPES.values()))}"
        )
    iris = await live.run(lambda workspace: workspace.iris)
    lines = service(
        endpoint,
        await _counts(request, live),
        iris.base,
        live.user_graphs.own_prefix,
        bool(request.app.state.write_token),
    )
    return _rdf(serialize(lines, GRAPH_TYPES[chosen]), GRAPH_TYPES[chosen])


@router.get("/.well-known/void", summary="数据集说明 / VoID description", response_class=Response)
async def void_description(request: Request, live: Live) -> Response:
    """What the store holds, in counts: triples, entities, classes and properties (VoID), as Turtle by default."""
    chosen = negotiate(request.headers.get("accept"), GRAPH_TYPES) or "text/turtle"
    iris = await live.run(lambda workspace: workspace.iris)
    endpoint = str(request.url.replace(path="/sparql", query=None))
    lines = void(f"<{iris.base}>", endpoint, await _counts(request, live), iris.base)
    return _rdf(serialize(lines, GRAPH_TYPES[chosen]), GRAPH_TYPES[chosen])


def _rdf(body: bytes, media_type: str) -> Response:
    return Response(body, headers={"Content-Type": with_charset(media_type), "Vary": "Accept"})


async def _counts(request: Request, live: LiveWorkspace) -> Counts:
    """The counts of the store as it is, kept until it changes."""
    state = request.app.state
    base, generation = await live.run(lambda workspace: (workspace.iris.base, workspace.generation))
    now = (generation, live.user_graphs.version)
    kept: tuple[tuple[int, int], Counts] | None = getattr(state, "counts", None)
    if kept is not None and kept[0] == now:
        return kept[1]
    answers: dict[str, list[tuple[str, ...]]] = {}

    def ask(query: str) -> list[tuple[str, ...]]:
        return answers.setdefault(query, _rows(live.query_now(_plain(query))))

    counts = await live.beside(lambda: count(ask, base))
    state.counts = (now, counts)
    return counts


def _plain(query: str) -> Prepared:
    media_type = "application/sparql-results+json"
    return Prepared(QueryRequest(query, media_type), media_type, Reading(query, ()))


def _rows(result: bytes) -> list[tuple[str, ...]]:
    import json

    told = json.loads(result)
    names = told["head"]["vars"]
    return [tuple(row[name]["value"] for name in names if name in row) for row in told["results"]["bindings"]]
