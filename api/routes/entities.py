"""Entities of the graph."""

from __future__ import annotations

import asyncio
from typing import Annotated, Any
from urllib.parse import quote

import msgspec
from fastapi import APIRouter, Query, Request
from fastapi.responses import RedirectResponse, Response
from starlette.exceptions import HTTPException

from api.entity_view import entity_view
from api.explaining import explain
from api.policy_view import policy_view
from api.project_board import Wanted, board_view, project_board
from api.routes.dependencies import Live, described, encoded, json_answer
from api.routes.pages import the_page
from api.sparql import RDF_TYPES, negotiate
from api.workspace import Workspace
from kg.errors import UnknownDocumentError, UnknownNameError

router = APIRouter(tags=["实体 / entities"])

_Word = Annotated[str, Query(max_length=500)]


async def _view(live: Live, name: str) -> dict[str, Any]:
    def work(workspace: Workspace) -> dict[str, Any] | None:
        key = workspace.iris.key_of(name) or name
        return entity_view(workspace, key, workspace.iris)

    view = await live.run(work)
    if view is None:
        raise HTTPException(404, f"没有此实体 / no such entity: {name[:200]}")
    return view


@router.get("/api/entities/{id:path}", summary="一个实体 / one entity")
async def entity(id: str, live: Live) -> dict[str, Any]:
    """By IRI or by key (`Zone/名称`): its names, figures, projects, relations, documents and mentions."""
    return await _view(live, id)


@router.get("/api/policies/{name:path}", summary="一项政策举措 / one policy")
async def policy(name: str, live: Live) -> dict[str, Any]:
    """What it is by the thesaurus, who carries it out, since when, the figures told with it, each with its sentence."""
    view = await live.run(lambda workspace: policy_view(workspace, f"Policy/{name.removeprefix('Policy/')}"))
    if view is None:
        raise HTTPException(404, f"没有此项举措 / no such policy: {name[:200]}")
    return view


@router.get("/api/projects", summary="项目按阶段 / projects by stage")
async def projects(
    live: Live,
    zone: _Word = "",
    industry: _Word = "",
    year: Annotated[str, Query(pattern=r"^(\d{4})?$")] = "",
    least: Annotated[float | None, Query(ge=0)] = None,
    stage: _Word = "",
    most: Annotated[int, Query(ge=1, le=5000)] = 60,
    project: Annotated[str | None, Query(max_length=500)] = None,
) -> Response:
    """Those of a zone, an industry, a year, of at least so many 亿元 (`least`): the `most` largest of each stage.

    `stage` leaves one stage only (`-`: those whose stage nobody tells); of `project` (by key) all that is said is told.
    """
    wanted = Wanted(zone=zone, industry=industry, year=year, least=least, stage=stage)
    board = await live.overviews.of("projects", project_board)
    return json_answer(await asyncio.to_thread(lambda: encoded(board_view(board, wanted, most, project))))


@router.get("/api/decisions", summary="同一性决定 / decisions on identity")
async def decisions(live: Live) -> list[dict[str, Any]]:
    """What people decided on which names are one thing, in the order in which it takes effect."""
    told = await live.run(lambda workspace: workspace.documents.decisions())
    return [msgspec.to_builtins(one) for one in told]


@router.get("/api/explain", summary="一个事实从何而来 / where a fact comes from")
async def explained(fact: Annotated[str, Query(max_length=2000)], live: Live) -> list[dict[str, Any]]:
    """Of an IRI or a place `DOC:START-END`: sentence, marked characters, names, rule, lexicon entry, decisions."""
    try:
        return [msgspec.to_builtins(one) for one in await live.run(lambda workspace: explain(workspace, fact))]
    except (UnknownDocumentError, UnknownNameError) as error:
        raise HTTPException(404, str(error)[:1000]) from error


@router.get("/id/{key:path}", include_in_schema=False)
async def resolve(key: str, request: Request, live: Live) -> Response:
    """The address of an entity's IRI: the page for people, else 303 to JSON or to what the graph says of it as RDF."""
    headers = {"Vary": "Accept"}
    chosen = negotiate(request.headers.get("accept"), ("application/json", "text/html", *RDF_TYPES))
    if chosen == "text/html":
        return the_page()
    if chosen in RDF_TYPES:
        iri = await live.run(lambda workspace: workspace.iris.entity(key))
        return RedirectResponse(described(iri), 303, headers)
    return RedirectResponse(f"/api/entities/{quote(key)}", 303, headers)
