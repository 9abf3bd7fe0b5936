"""Requests that are too large, refused while they arrive."""

from __future__ import annotations

import asyncio

from fastapi import HTTPException
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LARGEST_REQUEST = 1 << 20  # bytes; questions and queries
LARGEST_UPLOAD = 64 << 20  # bytes; reports
LINGERING_BYTES = 64 << 20  # of a refused body, read and thrown away
LINGERING_SECONDS = 10.0
_UPLOADS = ("/api/documents", "/gsp")


class BodyLimit:
    """ASGI middleware: a request that announces or sends more than it may is answered with 413.

    What is left of the refused body is read and thrown away first (up to `LINGERING_BYTES` and
    `LINGERING_SECONDS`): a connection that is closed while the client still sends is reset, and the client sees a
    broken pipe instead of the reason (RFC 9112, 9.6). A client that waits for leave to send (Expect) gets none.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, counting its bytes."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        limit = LARGEST_UPLOAD if scope["path"].startswith(_UPLOADS) else LARGEST_REQUEST
        reason = f"请求过大，至多 {limit >> 20} MB / the request is larger than {limit >> 20} MB"
        headers = dict(scope["headers"])
        declared = headers.get(b"content-length", b"0")
        if declared.isdigit() and int(declared) > limit:
            if b"expect" not in headers:
                await _discard(receive)
            await JSONResponse({"error": reason}, 413, {"Connection": "close"})(scope, receive, send)
            return
        seen = 0

        async def counted() -> Message:
            nonlocal seen
            message = await receive()
            seen += len(message.get("body", b""))
            if seen > limit:
                if message.get("more_body"):
                    await _discard(receive)
                raise HTTPException(413, reason)  # the framework lets this one through to the application's handler
            return message

        await self.app(scope, counted, send)


async def _discard(receive: Receive) -> None:
    """Read what the client still sends, within the bounds above."""
    left = LINGERING_BYTES
    try:
        async with asyncio.timeout(LINGERING_SECONDS):
            while left > 0:
                message = await receive()
                left -= len(message.get("body", b""))
                if not message.get("more_body"):
                    return
    except TimeoutError:
        return
