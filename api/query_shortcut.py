"""The short way of a query that is nothing but a query: from the socket to its process and back.

The application's own way (dependencies, routes, the layers around them, each with its own look at the headers) takes
longer than a light query. What is answered here has the bytes and headers that it would have there; everything else
goes on to the application, failures included, so that they are told in one place.
"""

from __future__ import annotations

import asyncio
import gzip
from collections.abc import Mapping
from functools import lru_cache

from starlette.datastructures import URL
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.body_limit import LARGEST_REQUEST
from api.live import LiveWorkspace
from api.open_access import ALLOWED
from api.sparql import ProtocolError, prepare_query, read_request
from kg.errors import ZonegraphError
from kg.truncation import MARK, Truncated

FAILURE = "zonegraph.failure"
"""In the scope of a request that goes on to the application: what came of its query, for the route to raise."""
GZIP_FROM = 1024  # bytes
GZIP_LEVEL = 5
_IN_A_THREAD = 128 << 10  # bytes; while more than this is compressed, the event loop would stand still

_Heads = dict[bytes, bytes]


class QueryShortcut:
    """ASGI middleware around all others. `headers`: what every response of the application carries."""

    def __init__(self, app: ASGIApp, live: LiveWorkspace, headers: Mapping[str, str]) -> None:
        self.app, self._live = app, live
        told = {**headers, **ALLOWED}
        self._headers = [(name.lower().encode(), value.encode()) for name, value in told.items()]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a query, or pass the request on."""
        if scope["type"] != "http" or scope["path"] != "/sparql" or scope["method"] not in ("GET", "POST"):
            await self.app(scope, receive, send)
            return
        heads: _Heads = dict(scope["headers"])
        body = b""
        if scope["method"] == "POST":
            length = heads.get(b"content-length", b"")
            if not length.isdigit() or int(length) > LARGEST_REQUEST:
                await self.app(scope, receive, send)
                return
            body, receive = await _whole(receive)
        try:
            response = await self._response(scope, heads, body)
        except (ZonegraphError, ProtocolError) as failure:
            await self.app({**scope, FAILURE: failure}, receive, send)
            return
        if response is None:
            await self.app(scope, receive, send)
            return
        for message in response:
            await send(message)

    async def _response(self, scope: Scope, heads: _Heads, body: bytes) -> tuple[Message, Message] | None:
        """The two messages of a response; None for a request that is no query, or that may call other endpoints."""

        def head(name: bytes) -> str | None:
            value = heads.get(name)
            return None if value is None else value.decode("latin-1")

        if self._live.calls_services:
            return None
        asked = read_request(scope["method"], scope["query_string"].decode("latin-1"), head(b"content-type"), body)
        if asked.kind != "query":
            return None
        base = _address(scope["scheme"], heads.get(b"host"), tuple(scope.get("server") or ()))
        prepared = prepare_query(asked, head(b"accept"), base)
        result = await self._live.query(prepared)
        headers = [*self._headers, (b"content-type", prepared.content_type.encode())]
        if isinstance(result, Truncated):
            headers.append((MARK.lower().encode(), result.said.encode()))
        varies = b"Accept"
        if len(result) >= GZIP_FROM:
            varies = b"Accept, Accept-Encoding"
            if b"gzip" in heads.get(b"accept-encoding", b""):
                headers.append((b"content-encoding", b"gzip"))
                result = await _compressed(result)
        headers += [(b"vary", varies), (b"content-length", str(len(result)).encode())]
        return (
            {"type": "http.response.start", "status": 200, "headers": headers},
            {"type": "http.response.body", "body": bytes(result)},
        )


async def _whole(receive: Receive) -> tuple[bytes, Receive]:
    """The body of a request, and a `receive` that tells it again."""
    messages: list[Message] = []
    more = True
    while more:
        messages.append(await receive())
        more = messages[-1].get("more_body", False)
    again = iter(messages)

    async def told() -> Message:
        return next(again, None) or await receive()

    return b"".join(message.get("body", b"") for message in messages), told


async def _compressed(body: bytes) -> bytes:
    if len(body) < _IN_A_THREAD:
        return gzip.compress(body, GZIP_LEVEL, mtime=0)
    return await asyncio.to_thread(gzip.compress, body, GZIP_LEVEL, mtime=0)


@lru_cache(maxsize=64)
def _address(scheme: str, host: bytes | None, server: tuple[str, int] | tuple[()]) -> str:
    """The endpoint's own address, as `Request.url` tells it."""
    headers = [] if host is None else [(b"host", host)]
    return str(
        URL(scope={"type": "http", "scheme": scheme, "path": "/sparql", "headers": headers, "server": server or None})
    )
