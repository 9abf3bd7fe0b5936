"""The SPARQL endpoint, read-only."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response

from api.routes.dependencies import Live
from api.sparql import ProtocolError, prepare

router = APIRouter(tags=["SPARQL"])

_QUERY_PARAMETER = {"name": "query", "in": "query", "required": True, "schema": {"type": "string"}}
_QUERY_BODY = {
    "content": {
        "application/sparql-query": {"schema": {"type": "string"}},
        "application/x-www-form-urlencoded": {
            "schema": {"type": "object", "properties": {"query": {"type": "string"}}, "required": ["query"]}
        },
    }
}


@router.get("/sparql", summary="SPARQL 查询 / SPARQL query", openapi_extra={"parameters": [_QUERY_PARAMETER]})
async def query_by_get(request: Request, live: Live) -> Response:
    """SELECT, ASK, CONSTRUCT or DESCRIBE; JSON, XML, CSV, TSV, Turtle, N-Triples, RDF/XML or JSON-LD by Accept."""
    return await _query(request, live)


@router.post("/sparql", summary="SPARQL 查询 / SPARQL query", openapi_extra={"requestBody": _QUERY_BODY})
async def query_by_post(request: Request, live: Live) -> Response:
    """As GET, with the query as a form field or as the body itself."""
    return await _query(request, live)


async def _query(request: Request, live: Live) -> Response:
    body = await request.body() if request.method == "POST" else b""
    headers = request.headers
    try:
        prepared = prepare(
            request.method,
            request.url.query,
            headers.get("content-type"),
            body,
            headers.get("accept"),
            str(request.url.replace(query=None)),
        )
    except ProtocolError as error:
        return JSONResponse({"error": str(error)}, error.status)
    result = await live.query(prepared.request)
    return Response(result, headers={"Content-Type": prepared.content_type, "Vary": "Accept"})
