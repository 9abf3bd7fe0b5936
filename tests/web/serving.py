"""`zonegraph serve` on a store of its own, and the browser of the system: for the tests and for screenshots."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, ConsoleMessage, Page

from api.workspace import Workspace
from seeds import REPORTS

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def build_store(path: Path) -> Path:
    """A store of seeds/reports."""
    with Workspace.open(path, write=True, create=True) as workspace:
        workspace.ingest([REPORTS])
    return path


@contextmanager
def served(store: Path, *options: str, port: int = 0) -> Iterator[str]:
    """The address of a server on the store, while it runs."""
    command = [str(Path(sys.executable).with_name("zonegraph")), "serve", "--port", str(port), "--store", str(store)]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen([*command, *options], stdout=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stdout is not None
        address = process.stdout.readline().strip()
        assert address.startswith("http://"), "the server did not start"
        _wait_for(f"{address}healthz")
        try:
            yield address
        finally:
            process.terminate()
            process.wait(timeout=30)


def _wait_for(address: str) -> None:
    """Until the address answers; at most half a minute."""
    for _ in range(300):
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError(address)


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def watched_page(browser: Browser, server: str, width: int = 1200, height: int = 800) -> Iterator[Page]:
    """A fresh page; a script error, an error on the console or a request to another host fails the test."""
    context = browser.new_context(base_url=server, viewport={"width": width, "height": height})
    page = context.new_page()
    faults: list[str] = []
    watch(page, server, faults)
    yield page
    context.close()
    assert faults == []


def watch(page: Page, server: str, faults: list[str]) -> None:
    """Note script errors, errors on the console, and requests to another host."""

    def heard(message: ConsoleMessage) -> None:
        # the browser itself notes answers of 4xx and 5xx there; the page says them in words
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            faults.append(message.text)

    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", heard)
    page.on("request", lambda request: request.url.startswith(server) or faults.append(f"foreign: {request.url}"))
