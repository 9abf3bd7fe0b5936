"""Pictures of the graph: entities with their ties, industrial chains, and the sentences behind both."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Annotated, Any

from fastapi import APIRouter, Query, Response
from starlette.exceptions import HTTPException

from api.chain_view import catalogue_view, chain_view
from api.network_view import network_view, quotes_view, whole_view
from api.routes.dependencies import Live, encoded, json_answer
from api.workspace import Workspace
from kg.chains import UnknownChainError, UnknownZoneError

router = APIRouter(prefix="/api", tags=["图谱 / graph"])

_PLACE = re.compile(r"(.+):(\d{1,9})-(\d{1,9})", re.DOTALL)
_Name = Annotated[str | None, Query(max_length=500)]


@router.get("/graph", summary="实体之间的关系 / ties between entities")
async def network(
    live: Live,
    about: Annotated[list[str] | None, Query(max_length=40)] = None,
    doc: _Name = None,
    most: Annotated[int, Query(ge=1, le=5000)] = 400,
    steps: Annotated[int | None, Query(ge=1, le=2)] = None,
) -> Response:
    """Around one or more entities (`about`, by key or IRI), of one document (`doc`), or of the whole store."""

    def work(workspace: Workspace) -> dict[str, Any] | None:
        keys = [workspace.iris.key_of(name) or name for name in about or ()]
        return network_view(workspace, keys, doc, most, steps)

    if not about and doc is None:
        return json_answer(await live.overviews.of(f"graph {most}", lambda one: encoded(whole_view(one, most))))
    view = await live.run(work)
    if view is None:
        raise HTTPException(404, f"没有此实体 / no such entity: {'、'.join(about or ())[:200]}")
    return json_answer(encoded(view))


@router.get("/quotes", summary="几处的原句 / the sentences at places")
async def quotes(live: Live, at: Annotated[list[str], Query(max_length=60)]) -> dict[str, Any]:
    """Of places `DOC:START-END`: the words, the sentence around them, and the title and date of the document."""
    found = [_PLACE.fullmatch(one) for one in at]
    places = [(one[1], int(one[2]), int(one[3])) for one in found if one]
    if len(places) < len(at):
        raise HTTPException(422, "应为 文档:起-止 / a place is DOC:START-END")
    return {"quotes": await live.run(lambda workspace: quotes_view(workspace, places))}


@router.get("/chains", summary="产业链目录 / industrial chains")
async def catalogue(live: Live, zone: _Name = None) -> Response:
    """The chains of the skeleton; with `zone` (key, IRI or name) those that it is on first, with what it has."""

    def work(workspace: Workspace) -> bytes:
        return encoded(catalogue_view(workspace, _iri(workspace, zone)))

    return json_answer(await _found(live, f"chains {[zone]}", work))


@router.get("/chains/{id}", summary="一条产业链 / one industrial chain")
async def chain(id: str, live: Live, zone: _Name = None, against: _Name = None) -> Response:
    """Links in layers with zones, companies and projects, each by its words; `zone` and `against` compare two zones."""
    if against and not zone:
        raise HTTPException(422, "against 须与 zone 同用 / against needs zone")

    def work(workspace: Workspace) -> bytes:
        return encoded(chain_view(workspace, id, _iri(workspace, zone), _iri(workspace, against)))

    return json_answer(await _found(live, f"chain {[id, zone, against]}", work))


def _iri(workspace: Workspace, name: str | None) -> str | None:
    """A zone may be named by its key, too."""
    if name and name.startswith("Zone/"):
        known = workspace.documents.named(name) is not None
        return str(workspace.iris.entity(name)) if known else name.removeprefix("Zone/")
    return name


async def _found(live: Live, name: str, work: Callable[[Workspace], bytes]) -> bytes:
    try:
        return await live.overviews.of(name, work)
    except (UnknownChainError, UnknownZoneError) as error:
        raise HTTPException(404, str(error)[:1000]) from error
