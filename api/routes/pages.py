"""The page, its files, the description of the API, and the addresses that IRIs of the graph lead to."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

from fastapi import APIRouter, FastAPI, Request
from fastapi.responses import FileResponse, RedirectResponse, Response
from fastapi.staticfiles import StaticFiles

from api.routes.dependencies import Live, described
from api.sparql import RDF_TYPES, negotiate

WEB = Path(__file__).resolve().parent.parent / "web"

router = APIRouter()


def mount_static(app: FastAPI) -> None:
    """Serve the page's files under /web."""
    app.mount("/web", StaticFiles(directory=WEB), name="web")


@router.get("/", include_in_schema=False)
async def index() -> FileResponse:
    """The page."""
    return FileResponse(WEB / "index.html", headers={"Cache-Control": "no-cache"})


@router.get("/docs", include_in_schema=False)
async def docs() -> FileResponse:
    """The description of the HTTP API, from /openapi.json, without any file from elsewhere."""
    return FileResponse(WEB / "docs.html", headers={"Cache-Control": "no-cache"})


@router.get("/healthz", tags=["服务 / service"], summary="是否可用 / is it up")
async def health(live: Live) -> dict[str, str | int]:
    """`ok` and the store's generation."""
    return {"status": "ok", "generation": await live.generation()}


@router.get("/favicon.ico", include_in_schema=False)
async def icon() -> FileResponse:
    """The page's icon."""
    return FileResponse(WEB / "icon.svg", media_type="image/svg+xml")


@router.get("/doc/{path:path}", include_in_schema=False)
async def document_page(path: str, request: Request, live: Live) -> Response:
    """IRIs of documents (and of what is inside them) lead to the report, or to what the graph says of them as RDF."""
    headers = {"Vary": "Accept"}
    if negotiate(request.headers.get("accept"), ("text/html", *RDF_TYPES)) in RDF_TYPES:
        base = await live.run(lambda workspace: workspace.iris.base)
        return RedirectResponse(described(f"{base}doc/{path}"), 303, headers)
    return RedirectResponse(f"/#/doc/{quote(path.partition('/')[0], safe='')}", 303, headers)
