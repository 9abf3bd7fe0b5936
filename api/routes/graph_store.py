"""SPARQL 1.1 Graph Store HTTP Protocol: whole graphs, read by everybody, users' own ones written with the token.

https://www.w3.org/TR/sparql11-http-rdf-update/. `/gsp?graph=IRI` and `/gsp?default` name a graph; `/gsp/a/b` is the
graph `<base>user/a/b`.
"""

from __future__ import annotations

from urllib.parse import urljoin
from uuid import uuid4

from fastapi import APIRouter, Request
from fastapi.responses import Response
from starlette.datastructures import UploadFile

from api.live import LiveWorkspace
from api.routes.dependencies import Live, authorize
from api.sparql import GRAPH_TYPES, Prepared, ProtocolError, checked_iri, negotiate, parameters_of, with_charset
from api.user_graphs import Part, Write
from kg.evaluation import QueryRequest
from kg.searches import Reading

router = APIRouter(tags=["SPARQL"])

_PATH = "/gsp"
_WHOLE = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"
_PARAMETERS = {"parameters": [{"name": "graph", "in": "query", "required": False, "schema": {"type": "string"}}]}
_MULTIPART = "multipart/form-data"


@router.get("/gsp/{path:path}", include_in_schema=False)
@router.get("/gsp", summary="读一个图 / read a graph", openapi_extra=_PARAMETERS)
async def read(request: Request, live: Live) -> Response:
    """All triples of `?graph=IRI` (a document's, or a user's) or of the `?default` graph, in the format of Accept.

    `?default` is the merge of the documents, until users put a default graph of their own (`<base>user/default`) here.
    The default graph of queries is the merge always.
    """
    graph = _graph(request, live)
    if graph == "":
        raise ProtocolError(400, "须有 graph 或 default 参数 / a `graph` or `default` parameter is needed")
    chosen = negotiate(request.headers.get("accept"), GRAPH_TYPES)
    if chosen is None:
        raise ProtocolError(406, f"无此格式 / graphs come as {', '.join(dict.fromkeys(GRAPH_TYPES.values()))}")
    if graph is None and (own := _own_default(live)) in live.user_graphs.graphs:
        graph = own
    graphs = () if graph is None else (graph,)
    if graph is not None and graph not in live.user_graphs.graphs:
        there = QueryRequest("ASK { ?s ?p ?o }", "text/csv", graphs)
        if await live.query(Prepared(there, "text/csv", Reading(there.text, ()))) != b"true":
            raise ProtocolError(404, f"没有此图 / no such graph: {graph[:300]}")
    media_type = GRAPH_TYPES[chosen]
    whole = QueryRequest(_WHOLE, media_type, graphs)
    result = await live.query(Prepared(whole, media_type, Reading(_WHOLE, ())))
    return Response(result, headers={"Content-Type": with_charset(media_type), "Vary": "Accept"})


@router.put("/gsp/{path:path}", include_in_schema=False)
@router.put("/gsp", summary="写一个图 / put a graph", openapi_extra=_PARAMETERS)
async def put(request: Request, live: Live) -> Response:
    """Let a user's graph (`?graph=<base>user/…`) hold the triples that are sent, no others. Needs the write token."""
    authorize(request)
    there = await live.change_graph(Write("put", graph=_named(request, live), parts=await _parts(request)))
    return Response(status_code=204 if there else 201)


@router.post("/gsp/{path:path}", include_in_schema=False)
@router.post("/gsp", summary="向图中添加 / add to a graph", openapi_extra=_PARAMETERS)
async def post(request: Request, live: Live) -> Response:
    """Add triples to a user's graph, or to a new one when none is named: `Location` tells which. Needs the token."""
    authorize(request)
    graph = _graph(request, live)
    if graph == "":
        name = uuid4().hex
        await live.change_graph(Write("post", graph=live.user_graphs.own_prefix + name, parts=await _parts(request)))
        return Response(status_code=201, headers={"Location": f"{_address(request)}/{name}"})
    there = await live.change_graph(Write("post", graph=_named(request, live), parts=await _parts(request)))
    return Response(status_code=204 if there else 201)


@router.delete("/gsp/{path:path}", include_in_schema=False)
@router.delete("/gsp", summary="删除一个图 / delete a graph", openapi_extra=_PARAMETERS)
async def delete(request: Request, live: Live) -> Response:
    """Take a user's graph away. Needs the write token."""
    authorize(request)
    graph = _named(request, live)
    if not await live.change_graph(Write("delete", graph=graph)):
        raise ProtocolError(404, f"没有此图 / no such graph: {graph[:300]}")
    return Response(status_code=204)


def _address(request: Request) -> str:
    return str(request.url.replace(path=_PATH, query=None))


def _graph(request: Request, live: LiveWorkspace) -> str | None:
    """The IRI of the graph that a request names; None for the default graph, "" when it names none."""
    here = _address(request)
    parameters = parameters_of(request.url.query)
    named = [value for name, value in parameters if name == "graph"]
    if request.url.path not in (_PATH, f"{_PATH}/"):
        if named or any(name == "default" for name, _ in parameters):
            raise ProtocolError(400, "图名重复 / the graph is named both by the path and by a parameter")
        named = [f"{here}{request.scope['raw_path'].decode('ascii').removeprefix(_PATH)}"]
    elif any(name == "default" for name, _ in parameters):
        if named:
            raise ProtocolError(400, "graph 与 default 只能有一个 / either `graph` or `default`, not both")
        return None
    if not named:
        return ""
    if len(named) > 1:
        raise ProtocolError(400, "只能有一个 graph 参数 / one `graph` parameter only")
    graph = checked_iri(
        urljoin(str(request.url.replace(query=None)), named[0]) if ":" not in named[0] else named[0], "graph"
    )
    own = f"{here}/"
    return live.user_graphs.own_prefix + graph.removeprefix(own) if graph.startswith(own) else graph


def _named(request: Request, live: LiveWorkspace) -> str:
    graph = _graph(request, live)
    if graph == "":
        raise ProtocolError(400, "须有 graph 或 default 参数 / a `graph` or `default` parameter is needed")
    return _own_default(live) if graph is None else graph


def _own_default(live: LiveWorkspace) -> str:
    """What `?default` means when it is written: a graph of users' own, for the merge of the documents is not theirs."""
    return f"{live.user_graphs.own_prefix}default"


async def _parts(request: Request) -> tuple[Part, ...]:
    """The triples that a request brings; several files of a form are taken together."""
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media_type == _MULTIPART:
        async with request.form() as form:
            files = [value for _, value in form.multi_items() if isinstance(value, UploadFile)]
            return tuple([_part(file.content_type or "", await file.read()) for file in files])
    return (_part(media_type, await request.body()),)


def _part(media_type: str, body: bytes) -> Part:
    known = GRAPH_TYPES.get(media_type.partition(";")[0].strip().lower())
    if known is None:
        formats = ", ".join(dict.fromkeys(GRAPH_TYPES.values()))
        raise ProtocolError(415, f"格式不对 / send {formats}, not {media_type[:80] or 'nothing'!r}")
    return Part(known, body)
