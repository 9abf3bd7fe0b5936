"""What takes in the whole of a store, reckoned once for each of its generations.

It has a thread and an opened store of its own, so that no question waits for it.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

from api.workspace import Workspace

Result = TypeVar("Result")

_MOST_KEPT = 64
"""Overviews that are kept; the one that was not asked for longest goes first."""


class Overviews:
    """The overviews of one store. `of` may be called from any task; `close` ends the thread."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="overview")
        self._workspace: Workspace | None = None
        self._generation = -1
        self._kept: OrderedDict[str, Any] = OrderedDict()

    async def of(self, name: str, make: Callable[[Workspace], Result]) -> Result:
        """What `make` gives for the store as it is now: kept under `name` until the store changes."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, self._of, name, make)

    def _of(self, name: str, make: Callable[[Workspace], Result]) -> Result:
        if self._workspace is None:
            self._workspace = Workspace.open(self._path)
        self._workspace.refresh()
        if self._workspace.generation != self._generation:
            self._kept.clear()
            self._generation = self._workspace.generation
        if name not in self._kept:
            self._kept[name] = make(self._workspace)
        self._kept.move_to_end(name)
        while len(self._kept) > _MOST_KEPT:
            self._kept.popitem(last=False)
        found: Result = self._kept[name]
        return found

    def close(self) -> None:
        """Let go of the store."""
        if self._workspace is not None:
            self._thread.submit(self._workspace.close).result()
        self._thread.shutdown()
