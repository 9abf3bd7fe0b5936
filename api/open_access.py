"""Cross-origin requests (https://fetch.spec.whatwg.org/#http-cors-protocol) to what is meant for other sites' tools.

Only the graph is open so: SPARQL, graphs, the vocabulary, entities. A browser sends no token by itself, so a page of
another site can change nothing; questions, reports and uploads stay with this site's own page.
"""

from __future__ import annotations

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kg.truncation import MARK

_OPEN = ("/sparql", "/gsp", "/ns", "/.well-known/void", "/id/", "/doc/")
_METHODS = {"/gsp": "GET, HEAD, PUT, POST, DELETE, OPTIONS", "/sparql": "GET, HEAD, POST, OPTIONS"}
ALLOWED = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": f"Location, Retry-After, {MARK}",
}
"""What a response of an open path tells the browser of another site's page."""
_HEADERS = "Accept, Authorization, Content-Type, X-Requested-With"


class OpenAccess:
    """ASGI middleware: answers OPTIONS and names the allowed origin for the paths that are open."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer a preflight."""
        path = scope.get("path", "")
        if scope["type"] != "http" or not path.startswith(_OPEN):
            await self.app(scope, receive, send)
            return
        methods = next((told for begin, told in _METHODS.items() if path.startswith(begin)), "GET, HEAD, OPTIONS")
        if scope["method"] == "OPTIONS":
            headers = {"Allow": methods, "Access-Control-Allow-Origin": "*"}
            if "access-control-request-method" in Headers(scope=scope):
                headers |= {
                    "Access-Control-Allow-Methods": methods,
                    "Access-Control-Allow-Headers": _HEADERS,
                    "Access-Control-Max-Age": "86400",
                }
            await Response(status_code=204, headers=headers)(scope, receive, send)
            return

        async def with_origin(message: Message) -> None:
            if message["type"] == "http.response.start":
                told = MutableHeaders(scope=message)
                told.update(ALLOWED)
                if message["status"] == 405:
                    told["Allow"] = methods  # the framework names those of the first route that has the path
            await send(message)

        await self.app(scope, receive, with_origin)
