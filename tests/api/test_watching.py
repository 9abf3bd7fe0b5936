"""Watching: what changes is read once it has settled, told once, and the watch ends when it is told to."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from api.reports import FileOutcome, IngestReport
from api.watching import Watcher
from kg.errors import LockedError

COMMAND = Path(sys.executable).with_name("zonegraph")


class Script(threading.Event):
    """An event whose every wait does the next step of a script, and is set after the last."""

    def __init__(self, *steps: Callable[[], object]) -> None:
        super().__init__()
        self.steps = list(steps)

    def wait(self, timeout: float | None = None) -> bool:
        if not self.steps:
            return True
        self.steps.pop(0)()
        return False


def nothing() -> None:
    """A look at which nothing changed."""


def watch(folder: Path, *steps: Callable[[], object], outcomes: list[FileOutcome] | None = None) -> list[list[str]]:
    """The names in the folder at each reading."""
    readings: list[list[str]] = []

    def read() -> IngestReport:
        readings.append(sorted(path.name for path in folder.iterdir()))
        return IngestReport(tuple(outcomes or ()), 1)

    Watcher([folder], read, lambda report: None, lambda words: None, 1).run(Script(*steps))
    return readings


def test_what_is_there_is_read_and_then_what_changes(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    one.write_text("1")
    readings = watch(tmp_path, nothing, nothing, lambda: two.write_text("2"), nothing, nothing, one.unlink, nothing)
    assert readings == [["one"], ["one", "two"], ["two"]]


def test_a_file_that_still_grows_waits_but_not_for_ever(tmp_path: Path) -> None:
    log = tmp_path / "log"
    log.write_text("")

    def grow() -> None:
        with open(log, "a") as file:
            file.write("x")

    assert len(watch(tmp_path, grow, grow, grow, nothing, nothing)) == 2
    assert len(watch(tmp_path, *[grow] * 6)) == 2


def test_only_news_is_told(tmp_path: Path) -> None:
    bad = FileOutcome(path=tmp_path / "bad", status="refused", reason="empty")
    worse = FileOutcome(path=tmp_path / "bad", status="refused", reason="binary")
    same = FileOutcome(path=tmp_path / "a", status="unchanged", doc="a")
    fresh = FileOutcome(path=tmp_path / "b", status="added", doc="b")
    reports = [(bad, same), (bad, same, fresh), (worse, same)]
    told: list[tuple[FileOutcome, ...]] = []
    files = iter("abc")
    watcher = Watcher(
        [tmp_path],
        lambda: IngestReport(reports.pop(0), 1),
        lambda report: told.append(report.outcomes),
        lambda words: None,
        1,
    )

    def touch() -> None:
        (tmp_path / next(files)).write_text("")

    watcher.run(Script(touch, nothing, touch, nothing))
    assert told == [(bad,), (fresh,), (worse,)]


def test_another_writer_is_waited_for_and_told_once(tmp_path: Path) -> None:
    troubles: list[str] = []
    tries = iter([True, True, False])

    def read() -> IngestReport:
        if next(tries):
            raise LockedError("taken")
        return IngestReport((), 1)

    Watcher([tmp_path], read, lambda report: None, troubles.append, 1).run(Script(nothing, nothing, nothing))
    assert troubles == ["taken"] and next(tries, None) is None


@pytest.mark.e2e
def test_the_command_follows_a_folder_and_stops(tmp_path: Path) -> None:
    folder, store = tmp_path / "reports", tmp_path / "store"
    folder.mkdir()
    text = "云川高新区半年答卷\n\n2024年上半年，云川高新技术产业开发区签约项目{}个，总投资36.5亿元。\n"
    (folder / "a.txt").write_text(text.format(12), encoding="utf-8")
    environment = {name: value for name, value in os.environ.items() if not name.startswith("ZONEGRAPH_")}
    command = [str(COMMAND), "ingest", "--watch", "--prune", "--every", "0.2", str(folder), "--store", str(store)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=environment
    ) as process:
        assert process.stdout is not None
        lines = iter(process.stdout.readline, "")
        assert next(lines).split()[:3] == ["新增", "added", "a"]
        (folder / "b.txt").write_text(text.format(27), encoding="utf-8")
        assert next(lines).split()[:3] == ["新增", "added", "b"]
        (folder / "a.txt").unlink()
        assert next(lines).split()[:3] == ["移除", "removed", "a"]
        started = time.monotonic()
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=60) == 0
        assert time.monotonic() - started < 30
        assert list(lines) == []
