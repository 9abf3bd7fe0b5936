"""A workspace that lives as long as the server: one thread holds it, and takes over what others have written since."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

from api.federation import Allowed, resolve
from api.finder import Finder
from api.overviews import Overviews
from api.query_pool import QueryPool, QueryTimeout
from api.seen_generation import SeenGeneration
from api.sparql import Asked, Prepared, Update
from api.suggestions import suggestions
from api.user_graphs import UserGraphs
from api.user_graphs import Write as GraphWrite
from api.workspace import Workspace
from kg.documents import DocumentStore
from kg.errors import QueryError, StoreError, ZonegraphError
from kg.evaluation import Found
from kg.folder import StoreFolder
from kg.searches import write

Result = TypeVar("Result")

_TRIES = 3


class LiveWorkspace:
    """The opened store of a server. All work on it runs one after another in a thread of its own.

    The store is opened for reading only: whoever writes (an upload, a command) takes the lock for as long as that
    takes, and the next call here sees the new generation. Raises `StoreError` when the store cannot be opened.
    """

    def __init__(
        self, path: Path, query_seconds: float = 30.0, user_graphs: Sequence[str] = (), services: str = ""
    ) -> None:
        """`query_seconds`: what a query may take. `user_graphs`: how IRIs of users' graphs begin (`<base>user/`).

        `services`: the hosts and endpoints that queries may call (see `api.federation`).
        """
        self._services = Allowed(services)
        self.path = path
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="workspace")
        try:
            self._workspace = self._thread.submit(_opened, path).result()
        except BaseException:
            self._thread.shutdown()
            raise
        self._finder = Finder(self._workspace)
        self.overviews = Overviews(path)
        # What generation the store is at is asked with every query: it waits neither behind questions nor for a thread.
        self._book = DocumentStore.open(StoreFolder(path).documents_file)
        self._reading = threading.Lock()
        self._seen = SeenGeneration(StoreFolder(path).documents_file)
        self.user_graphs = UserGraphs(StoreFolder(path), user_graphs)
        self.queries = QueryPool(seconds=query_seconds)
        # a thread waits for each query's process
        self._waiting = ThreadPoolExecutor(self.queries.size + self.queries.waiting + 1, thread_name_prefix="query")

    def warm(self) -> None:
        """Start the processes for queries before the first one comes."""
        self.queries.warm(self.user_graphs.view(self._generation()))

    async def run(self, work: Callable[[Workspace], Result]) -> Result:
        """The result of `work` on the workspace as it is now."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, self._work, work)

    async def suggest(self, words: str, most: int) -> list[dict[str, Any]]:
        """Names and titles that fit words being typed: see `api.suggestions`."""
        return await self.run(lambda workspace: suggestions(workspace, self._finder, words, most))

    async def query(self, prepared: Prepared) -> bytes:
        """The serialised result of a SPARQL query, run in a process of its own that ends at the deadline."""
        generation = None if prepared.reading.clauses else self._seen.now()
        view = None if generation is None else self.user_graphs.view_there(generation)
        if view is not None:
            try:
                return await self.queries.answer(prepared.request, view, self._waiting)
            except (QueryError, QueryTimeout):
                raise
            except (ZonegraphError, OSError):
                pass  # the store may have changed under it: that is looked into below
        return await self.beside(lambda: self.query_now(prepared))

    @property
    def calls_services(self) -> bool:
        """Whether the setting names endpoints that queries may call."""
        return bool(self._services)

    async def with_services(self, asked: Asked, base: str) -> Asked:
        """A query with the answers of other endpoints in it, where it calls any that the setting names."""
        if not self._services or asked.kind != "query":
            return asked
        return asked._replace(text=await self.beside(lambda: resolve(asked.text, base, self._services)))

    async def update(self, update: Update, base: str) -> None:
        """Run a SPARQL update on users' graphs."""
        seconds = self.queries.seconds
        await self.beside(lambda: self.user_graphs.update(update.text, base, update.using, update.using_named, seconds))

    async def change_graph(self, write: GraphWrite) -> bool:
        """Put, add to or delete one of users' graphs; whether it was there before."""
        return await self.beside(lambda: self.user_graphs.change(write, self.queries.seconds))

    async def beside(self, work: Callable[[], Result]) -> Result:
        """The result of work that does not touch the workspace, in a thread of its own."""
        return await asyncio.get_running_loop().run_in_executor(self._waiting, work)

    def query_now(self, prepared: Prepared) -> bytes:
        """`query` for a caller that is not in the event loop."""
        request = prepared.request
        if prepared.reading.clauses:
            text, calls = write(prepared.reading, self._find)
            request = request._replace(text=text, searches=calls)
        for _ in range(_TRIES):
            generation = self._generation()
            try:
                return self.queries.run(request, self.user_graphs.view(generation), self._find)
            except (QueryError, QueryTimeout):
                raise
            except (ZonegraphError, OSError):
                if self._generation() == generation:
                    raise
        raise StoreError("库正在更新，请再试一次 / the store is being changed: try again")

    async def generation(self) -> int:
        """Grows by one with each change of the store."""
        return await asyncio.to_thread(self._generation)  # not among queries, all of whose threads may be waiting

    def _generation(self) -> int:
        with self._reading:
            return self._seen.read(self._book)

    def _find(self, kind: str, question: str, limit: int, words: bool) -> list[Found]:
        return self._thread.submit(self._work, lambda _: self._finder.find(kind, question, limit, words)).result()

    def _work(self, work: Callable[[Workspace], Result]) -> Result:
        self._workspace.refresh()
        return work(self._workspace)

    def close(self) -> None:
        """Close the store and end the query workers."""
        self._waiting.shutdown(wait=False, cancel_futures=True)
        self.queries.close()
        self.overviews.close()
        with self._reading:
            self._book.close()
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
