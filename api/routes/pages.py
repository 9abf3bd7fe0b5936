"""The page at its addresses, its files, and the addresses that IRIs of documents lead to.

The page is built from api/page into api/web (`make setup`); what is built is not kept with the source.
"""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import quote

from fastapi import APIRouter, FastAPI, Request
from fastapi.responses import FileResponse, HTMLResponse, RedirectResponse, Response
from fastapi.staticfiles import StaticFiles
from starlette.types import Scope

from api.routes.dependencies import Live, described
from api.sparql import RDF_TYPES, negotiate

WEB = Path(__file__).resolve().parent.parent / "web"

ADDRESSES = (
    "/", "/ask", "/read", "/doc", "/graph", "/chain", "/data", "/projects", "/policies", "/query", "/library", "/docs",
)  # fmt: skip
"""Where the page is served as it is; api/page/src/app/routes.ts says what it shows there."""

_NOT_BUILT = (
    '<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>zonegraph</title>'
    "<p>页面尚未构建：请在源码目录执行 <code>make setup</code>；HTTP 接口照常可用（<a href='/openapi.json'>说明</a>）。"
    "<p>The page is not built: run <code>make setup</code> where the source is. "
    "The HTTP API works (<a href='/openapi.json'>description</a>).</html>\n"
)
_PLACE = re.compile(r"(\d+)-(\d+)(?:-.*)?")

router = APIRouter()


class Files(StaticFiles):
    """The page's files. Those in assets/ have names made from what is in them: a browser may keep them for ever."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """A file, with how long it may be kept."""
        response = await super().get_response(path, scope)
        kept = "public, max-age=31536000, immutable" if path.startswith("assets/") else "no-cache"
        response.headers["Cache-Control"] = kept
        return response


def mount_static(app: FastAPI) -> None:
    """Serve the page's files under /web."""
    app.mount("/web", Files(directory=WEB, check_dir=False), name="web")


def the_page(status: int = 200) -> Response:
    """The page; where it is not built, how that is done."""
    index = WEB / "index.html"
    headers = {"Cache-Control": "no-cache", "Vary": "Accept"}
    if not index.is_file():
        return HTMLResponse(_NOT_BUILT, 503, headers)
    return FileResponse(index, status, headers)


async def _page() -> Response:
    return the_page()


for _address in ADDRESSES:
    router.add_api_route(_address, _page, methods=["GET"], include_in_schema=False)


@router.get("/graph/{path:path}", include_in_schema=False)
@router.get("/chain/{path:path}", include_in_schema=False)
async def picture_page(path: str) -> Response:
    """Pictures around an entity and of a chain: the page finds out whether there is such a one."""
    return the_page()


@router.get("/healthz", tags=["服务 / service"], summary="是否可用 / is it up")
async def health(request: Request, live: Live) -> dict[str, str | int | bool]:
    """`ok`, the store's generation, and whether uploads are taken (from those who have the write token)."""
    writable = bool(request.app.state.write_token)
    return {"status": "ok", "generation": await live.generation(), "uploads": writable}


@router.get("/favicon.ico", include_in_schema=False)
async def icon() -> Response:
    """The page's icon."""
    return RedirectResponse("/web/icon.svg", 307)


@router.get("/doc/{path:path}", include_in_schema=False)
async def document_page(path: str, request: Request, live: Live) -> Response:
    """IRIs of documents show the report, those of what is inside them its place; as RDF what the graph says of them."""
    if negotiate(request.headers.get("accept"), ("text/html", *RDF_TYPES)) in RDF_TYPES:
        base = await live.run(lambda workspace: workspace.iris.base)
        return RedirectResponse(described(f"{base}doc/{path}"), 303, {"Vary": "Accept"})
    document, _, part = path.partition("/")
    if not part:
        return the_page()
    place = _PLACE.fullmatch(part.rpartition("/")[2])
    where = f"?start={place[1]}&end={place[2]}" if place else ""
    return RedirectResponse(f"/doc/{quote(document, safe='')}{where}", 303, {"Vary": "Accept"})
