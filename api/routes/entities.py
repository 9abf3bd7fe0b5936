"""Entities of the graph."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, RedirectResponse, Response
from starlette.exceptions import HTTPException

from api.entity_view import entity_view
from api.routes.dependencies import Live
from api.workspace import Workspace

router = APIRouter(tags=["实体 / entities"])


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


@router.get("/id/{key:path}", include_in_schema=False)
async def resolve(key: str, request: Request, live: Live) -> Response:
    """The address of an entity's IRI: a browser is sent to the page, a program gets JSON."""
    if "text/html" in request.headers.get("accept", ""):
        return RedirectResponse(f"/#/entity/{quote(key)}", status_code=303, headers={"Vary": "Accept"})
    return JSONResponse(await _view(live, key), headers={"Vary": "Accept"})
