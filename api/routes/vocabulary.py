"""The vocabulary at its IRI: a page for people, RDF for programs."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from api.description import serialize
from api.sparql import GRAPH_TYPES, ProtocolError, negotiate, with_charset
from api.vocabulary_page import page
from api.vocabulary_terms import vocabulary_terms
from kg.ontology import ONTOLOGY, ontology_triples

router = APIRouter(tags=["SPARQL"])


@router.get("/ns", summary="词汇 / the vocabulary", response_class=Response)
async def vocabulary(request: Request) -> Response:
    """Classes and properties with labels in Chinese and English: a page, or Turtle, N-Triples, RDF/XML, JSON-LD."""
    chosen = negotiate(request.headers.get("accept"), (*GRAPH_TYPES, "text/html"))
    if chosen is None:
        raise ProtocolError(406, f"无此格式 / it comes as text/html, {', '.join(dict.fromkeys(GRAPH_TYPES.values()))}")
    headers = {"Vary": "Accept"}
    if chosen == "text/html":
        return HTMLResponse(page(), headers=headers)
    media_type = GRAPH_TYPES[chosen]
    body = ONTOLOGY.read_bytes() if media_type == "text/turtle" else serialize(ontology_triples(), media_type)
    return Response(body, headers={"Content-Type": with_charset(media_type), **headers})


@router.get("/ns.ttl", include_in_schema=False)
async def vocabulary_file() -> Response:
    """The file itself."""
    return Response(ONTOLOGY.read_bytes(), headers={"Content-Type": with_charset("text/turtle")})


@router.get("/api/vocabulary", summary="词汇表 / the vocabulary as JSON")
async def terms() -> dict[str, Any]:
    """Prefixes that need not be declared, and our classes and properties by name with labels: to complete queries."""
    return vocabulary_terms()
