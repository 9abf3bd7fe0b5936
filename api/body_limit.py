"""Requests that are too large, refused while they arrive."""

from __future__ import annotations

from fastapi import HTTPException
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LARGEST_REQUEST = 1 << 20  # bytes; questions and queries
LARGEST_UPLOAD = 64 << 20  # bytes; reports
_UPLOADS = ("/api/documents", "/gsp")


class BodyLimit:
    """ASGI middleware: a request that announces or sends more than it may is answered with 413."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, counting its bytes."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        limit = LARGEST_UPLOAD if scope["path"].startswith(_UPLOADS) else LARGEST_REQUEST
        reason = f"请求过大，至多 {limit >> 20} MB / the request is larger than {limit >> 20} MB"
        declared = dict(scope["headers"]).get(b"content-length", b"0")
        if declared.isdigit() and int(declared) > limit:
            await JSONResponse({"error": reason}, 413)(scope, receive, send)
            return
        seen = 0

        async def counted() -> Message:
            nonlocal seen
            message = await receive()
            seen += len(message.get("body", b""))
            if seen > limit:
                raise HTTPException(413, reason)  # the framework lets this one through to the application's handler
            return message

        await self.app(scope, counted, send)
