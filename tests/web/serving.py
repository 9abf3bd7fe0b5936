"""`zonegraph serve` on a store of its own, and the browser of the system: for the tests and for screenshots."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

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
        try:
            yield address
        finally:
            process.terminate()
            process.wait(timeout=30)
