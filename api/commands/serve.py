"""`zonegraph serve`: the page, the HTTP API and the SPARQL endpoint, at one port."""

from __future__ import annotations

import gc
import sys
from pathlib import Path

from api.port import address_of, bind
from api.settings import load_settings
from api.terminal import err, out

_SWITCH = 0.0005  # seconds; a thread that works on a question makes others wait this long at each of their steps


def run(store: Path, host: str, port: int, write_token: str | None, query_seconds: float = 30.0) -> int:
    """Serve until interrupted; 0 afterwards. The port is taken before the store is opened."""
    with bind(host, port) as bound:
        import uvicorn

        from api.live import LiveWorkspace
        from api.server import create_app

        live = LiveWorkspace(store, query_seconds, services=load_settings().services)
        live.warm()
        sys.setswitchinterval(_SWITCH)
        app = create_app(live, write_token)
        gc.collect()
        gc.freeze()  # what stays for as long as the server does is not looked through again: 75 ms each time
        config = uvicorn.Config(app, log_level="warning", access_log=False, timeout_graceful_shutdown=3)
        server = uvicorn.Server(config)
        out().print(address_of(bound), style="bold", markup=False)
        err().print("[dim]Ctrl-C 停止 / stops it[/]")
        try:
            server.run(sockets=[bound])
        except KeyboardInterrupt:
            pass
        finally:
            live.close()
    return 0
