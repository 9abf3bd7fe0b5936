"""The generation of a store as it was last read, for as long as its file shows that nobody has written since.

An event loop may not read it from the database: where somebody writes, SQLite waits for them.
"""

from __future__ import annotations

import os
import time
from pathlib import Path

from kg.documents import DocumentStore

_SETTLED = 0.1  # seconds; a write within the clock tick of the one before it leaves the file's time as it is


class SeenGeneration:
    """What `DocumentStore.generation` said last."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._seen: tuple[tuple[int, int, int], int] | None = None

    def read(self, book: DocumentStore) -> int:
        """Read it anew."""
        before = self._state()
        generation = book.generation
        settled = before is not None and time.time() - before[0] / 1e9 > _SETTLED
        self._seen = (before, generation) if before is not None and settled else None
        return generation

    def now(self) -> int | None:
        """What was read, or None when that may no longer be so."""
        seen = self._seen
        return seen[1] if seen is not None and seen[0] == self._state() else None

    def _state(self) -> tuple[int, int, int] | None:
        try:
            told = os.stat(self._file)
        except OSError:
            return None
        return told.st_mtime_ns, told.st_size, told.st_ino
