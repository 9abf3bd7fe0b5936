"""A workspace that lives as long as the server: one thread holds it, and takes over what others have written since."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from api.query_pool import QueryPool, QueryRequest
from api.workspace import Workspace
from kg.folder import StoreFolder

Result = TypeVar("Result")


class LiveWorkspace:
    """The opened store of a server. All work on it runs one after another in a thread of its own.

    The store is opened for reading only: whoever writes (an upload, a command) takes the lock for as long as that
    takes, and the next call here sees the new generation. Raises `StoreError` when the store cannot be opened.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="workspace")
        try:
            self._workspace = self._thread.submit(_opened, path).result()
        except BaseException:
            self._thread.shutdown()
            raise
        self.queries = QueryPool()

    async def run(self, work: Callable[[Workspace], Result]) -> Result:
        """The result of `work` on the workspace as it is now."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, self._work, work)

    async def query(self, request: QueryRequest) -> bytes:
        """The serialised result of a SPARQL query, run in a process of its own that ends at the deadline."""
        generation = await self.run(lambda workspace: workspace.generation)
        folder = StoreFolder(self.path).graph(generation)
        return await asyncio.get_running_loop().run_in_executor(None, self.queries.run, request, folder)

    def _work(self, work: Callable[[Workspace], Result]) -> Result:
        self._workspace.refresh()
        return work(self._workspace)

    def close(self) -> None:
        """Close the store and end the query workers."""
        self.queries.close()
        self._thread.submit(self._workspace.close).result()
        self._thread.shutdown()


def _opened(path: Path) -> Workspace:
    """The store with its graph and index, so that a damaged one is told at once and the first question is quick."""
    workspace = Workspace.open(path)
    try:
        workspace.ask("开发区有多少个？")  # opens graph and index
    except BaseException:
        workspace.close()
        raise
    return workspace
