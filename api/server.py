"""The HTTP server: routes put together, errors as JSON, and headers that keep a page from loading anything foreign."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.body_limit import BodyLimit
from api.head_requests import HeadAsGet
from api.live import LiveWorkspace
from api.open_access import OpenAccess
from api.query_pool import QueryTimeout, WorkerError
from api.query_shortcut import GZIP_FROM, GZIP_LEVEL, QueryShortcut
from api.removed import was
from api.routes import documents, entities, graph_store, network, pages, questions, sparql, vocabulary
from api.sparql import ProtocolError
from api.updates import ProtectedGraphError
from kg.errors import LockedError, ReadError, StoreError, UnknownDocumentError, ZonegraphError

CONTENT_POLICY = (
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'"
)
SECURITY = {
    "Content-Security-Policy": CONTENT_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
}
_DESCRIPTION = (
    "读开发区报告，建知识图谱，答问题，句句有出处。 / Development-zone reports as a graph that answers with citations."
)

# The first class that fits gives the status.
_STATUS: tuple[tuple[type[ZonegraphError], int], ...] = (
    (UnknownDocumentError, 404),
    (LockedError, 409),
    (QueryTimeout, 503),
    (WorkerError, 503),
    (ProtectedGraphError, 403),
    (StoreError, 503),
    (ReadError, 422),
    (ZonegraphError, 400),
)


def create_app(live: LiveWorkspace, write_token: str | None = None) -> FastAPI:
    """The application on an opened store. Uploads are refused unless there is a `write_token`."""
    app = FastAPI(
        title="zonegraph",
        version=_version(),
        description=_DESCRIPTION,
        docs_url=None,  # FastAPI's own page loads scripts from another host; ours is a view of the page
        redoc_url=None,
    )
    app.state.live = live
    app.state.write_token = write_token
    for routes in (sparql, questions, documents, entities, network, graph_store, vocabulary, pages):  # tried in turn
        app.include_router(routes.router)
    pages.mount_static(app)
    app.add_exception_handler(ZonegraphError, _known_error)
    app.add_exception_handler(ProtocolError, _protocol_error)
    app.add_exception_handler(HTTPException, _http_error)
    app.add_exception_handler(RequestValidationError, _validation_error)
    app.add_exception_handler(Exception, _unknown_error)
    app.add_middleware(BodyLimit)
    app.add_middleware(OpenAccess)
    app.add_middleware(GZipMiddleware, minimum_size=GZIP_FROM, compresslevel=GZIP_LEVEL)
    app.add_middleware(SecurityHeaders)
    app.add_middleware(HeadAsGet)
    app.add_middleware(QueryShortcut, live=live, headers=SECURITY)
    return app


def _version() -> str:
    try:
        return version("zonegraph")
    except PackageNotFoundError:
        return "0"


def status_of(error: ZonegraphError) -> int:
    """The HTTP status of an error that is told to people."""
    return next(status for kind, status in _STATUS if isinstance(error, kind))


async def _known_error(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, ZonegraphError)
    status = status_of(error)
    told: dict[str, Any] = {"error": str(error)}
    if isinstance(error, UnknownDocumentError) and (gone := was(request.app.state.live.path, error.doc)) is not None:
        told["was"] = gone
    return JSONResponse(told, status, {"Retry-After": "5"} if status == 503 else None)


async def _protocol_error(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, ProtocolError)
    return JSONResponse({"error": str(error)}, error.status)


async def _http_error(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    detail = "没有此页 / not found" if error.status_code == 404 and error.detail == "Not Found" else error.detail
    return JSONResponse({"error": detail}, error.status_code, error.headers)


async def _validation_error(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    # What was sent is not repeated: it may be very long.
    reasons = [f"{'.'.join(str(part) for part in one['loc'][1:]) or 'body'}: {one['msg']}" for one in error.errors()]
    return JSONResponse({"error": f"请求有误 / malformed request: {'; '.join(reasons[:5])}"}, 422)


async def _unknown_error(request: Request, error: Exception) -> JSONResponse:
    return JSONResponse({"error": f"内部错误 / internal error: {type(error).__name__}"}, 500)


class SecurityHeaders:
    """ASGI middleware: every response tells the browser to load nothing from elsewhere."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and add the headers to what comes back."""

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in SECURITY.items():
                    headers.setdefault(name, value)
            await send(message)

        await self.app(scope, receive, with_headers)
