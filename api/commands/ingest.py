"""`zonegraph ingest`: files in; a line for each, and what the store holds of it."""

from __future__ import annotations

import signal
import sys
import threading
from contextlib import suppress
from pathlib import Path

from api.commands.outcomes import sum_up, tell, tell_copies
from api.reports import IngestReport
from api.terminal import err, say_error


def run(paths: list[Path], store: Path, *, full: bool = False, prune: bool = False) -> int:
    """0 when all files were read, 3 when some were refused."""
    from api.progress import ProgressReport
    from api.workspace import Workspace

    with Workspace.open(store, write=True, create=True) as workspace, ProgressReport(err()) as progress:
        report = workspace.ingest(paths, progress=progress, full=full, prune=prune)
    tell(report.outcomes)
    tell_copies(report.copies)
    sum_up(report)
    return 3 if report.refused else 0


def watch(paths: list[Path], store: Path, every: float, *, full: bool = False, prune: bool = False) -> int:
    """0 when it was stopped (Ctrl-C, SIGTERM) and no file stands refused, 3 when some do; a line for each change."""
    from api.watching import Watcher
    from api.workspace import Workspace

    refused = 0
    first = full

    def read() -> IngestReport:
        nonlocal refused, first
        with Workspace.open(store, write=True, create=True) as workspace:
            report = workspace.ingest(paths, full=first, prune=prune)
        refused, first = len(report.refused), False
        return report

    def news(report: IngestReport) -> None:
        tell(report.outcomes)
        tell_copies(report.copies)
        sys.stdout.flush()

    stop = threading.Event()
    watcher = Watcher(paths, read, news, say_error, every)

    def interrupt(*_: object) -> None:
        stop.set()
        if watcher.busy:
            raise KeyboardInterrupt  # the change that is being made is undone

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, interrupt)
    err().print(f"[dim]每 {every:g} 秒查看一次，Ctrl-C 停止 / looking every {every:g} s, Ctrl-C stops it[/]")
    with suppress(KeyboardInterrupt):
        watcher.run(stop)
    err().print("[dim]已停止 / stopped[/]")
    return 3 if refused else 0
