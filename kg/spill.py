"""Sorted lines that may be more than memory holds: sorted runs on disk, merged as they are read."""

from __future__ import annotations

import heapq
import tempfile
from collections.abc import Iterable, Iterator
from types import TracebackType
from typing import IO

LINES_IN_MEMORY = 200_000


class SortedLines:
    """Take lines (bytes without a line feed) by `add`, then read them once, sorted. A context manager."""

    def __init__(self) -> None:
        self._lines: list[bytes] = []
        self._runs: list[IO[bytes]] = []

    def __enter__(self) -> SortedLines:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for run in self._runs:
            run.close()
        self._runs, self._lines = [], []

    def add(self, line: bytes) -> None:
        """One more line."""
        self._lines.append(line + b"\n")
        if len(self._lines) >= LINES_IN_MEMORY:
            run = tempfile.TemporaryFile()  # noqa: SIM115  closed on leaving the context
            run.writelines(sorted(self._lines))
            run.seek(0)
            self._runs.append(run)
            self._lines = []

    def update(self, lines: Iterable[bytes]) -> SortedLines:
        """Several more; gives itself back."""
        for line in lines:
            self.add(line)
        return self

    def __iter__(self) -> Iterator[bytes]:
        self._lines.sort()
        for line in heapq.merge(self._lines, *self._runs):
            yield line[:-1]
