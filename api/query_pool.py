"""SPARQL in processes of their own, so that a query can be ended at its deadline.

The engine cannot interrupt a running query, and a signal handler runs only after it has ended. A worker holds the
store read-only, has no network, a bound on its memory, and is killed when a query outlives its time; the next query
starts another one. Results travel as the bytes that go to the client, serialised by the engine. A worker has no index
of passages: what a query wants to find there it asks of the process that started it.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import queue
import signal
import threading
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pathlib import Path
from typing import Any

from api.evaluation import Find, Found, evaluate
from api.evaluation import QueryRequest as QueryRequest
from kg.errors import QueryError, ZonegraphError

_SPAWN = multiprocessing.get_context("spawn")  # a fork of a threaded server may deadlock
_MEMORY = 3 << 30  # bytes of address space for one worker
_START = 60.0  # seconds that a worker may take to begin on a busy machine


class QueryTimeout(ZonegraphError):
    """A query that was ended at its deadline, or found every worker busy until then."""


class WorkerError(ZonegraphError):
    """A process for queries that could not be started."""


class QueryPool:
    """At most `size` queries at a time, each for at most `seconds`, and `waiting` in the queue. Safe from threads."""

    def __init__(self, size: int = 2, seconds: float = 30.0, waiting: int = 64) -> None:
        self.size, self.seconds, self.waiting = size, seconds, waiting
        self._here = 0
        self._counting = threading.Lock()
        self._idle: queue.LifoQueue[_Worker | None] = queue.LifoQueue()
        for _ in range(size):
            self._idle.put(None)  # a place without a process: one is started when it is first needed

    def run(self, request: QueryRequest, folder: Path, find: Find | None = None) -> bytes:
        """The serialised result on the graph in `folder`, which no longer changes. `find` answers its searches.

        Raises `QueryError` for a malformed query, `QueryTimeout` at the deadline or when too many wait already,
        `WorkerError` when no process can be started.
        """
        with self._counting:
            if self._here >= self.size + self.waiting:
                raise _busy()
            self._here += 1
        try:
            return self._run(request, folder, find)
        finally:
            with self._counting:
                self._here -= 1

    def _run(self, request: QueryRequest, folder: Path, find: Find | None) -> bytes:
        deadline = time.monotonic() + self.seconds
        try:
            worker = self._idle.get(timeout=self.seconds)
        except queue.Empty:
            raise _busy() from None
        try:
            if worker is None or not worker.alive:
                _kill(worker)
                worker = None
                began = time.monotonic()
                worker = _Worker()
                deadline += time.monotonic() - began  # the time of the query does not run while its process starts
            kind, told = worker.ask(folder, request, max(deadline - time.monotonic(), 0.05), find)
        except TimeoutError:
            _kill(worker)
            worker = None
            raise QueryTimeout(
                f"查询超过 {self.seconds:g} 秒, 已停止 / the query ran longer than {self.seconds:g} s and was stopped: "
                "ask for less (LIMIT, more constraints)"
            ) from None
        except (EOFError, OSError):
            _kill(worker)
            worker = None
            raise QueryTimeout("查询用尽内存, 已停止 / the query used up its memory and was stopped") from None
        except BaseException:
            _kill(worker)  # it waits for an answer that will not come
            worker = None
            raise
        finally:
            self._idle.put(worker)
        if isinstance(told, bytes):
            return told
        if kind == "malformed":
            raise QueryError(f"SPARQL 语法错误 / malformed SPARQL: {told}")
        if kind == "refused":
            raise QueryError(told)
        raise ZonegraphError(f"查询失败 / the query failed: {told}")

    def close(self) -> None:
        """End the idle workers."""
        with contextlib.suppress(queue.Empty):
            while True:
                _kill(self._idle.get_nowait())


def _busy() -> QueryTimeout:
    return QueryTimeout("查询太多, 请稍后再试 / too many queries at once, try again later")


def _kill(worker: _Worker | None) -> None:
    """End a worker; what takes its place in the pool is a place without a process."""
    if worker is not None:
        worker.kill()


class _Worker:
    """A process that answers one query at a time. `WorkerError` when it does not come to life."""

    def __init__(self) -> None:
        self._process, self._here = spawn(_serve, ())
        try:
            if not self._here.poll(_START):
                raise EOFError
            self._here.recv()
        except (EOFError, OSError):
            self.kill()
            raise WorkerError(
                f"查询进程未能启动（退出码 {self._process.exitcode}）/ the process for queries did not come up "
                f"(exit code {self._process.exitcode}); is there enough memory?"
            ) from None

    @property
    def alive(self) -> bool:
        return self._process.is_alive()

    def ask(self, folder: Path, request: QueryRequest, seconds: float, find: Find | None) -> tuple[str, bytes | str]:
        """Send and wait; TimeoutError at the deadline, EOFError or OSError when the process died."""
        deadline = time.monotonic() + seconds
        self._here.send((str(folder), request))
        while True:
            if not self._here.poll(max(0.0, deadline - time.monotonic())):
                raise TimeoutError
            kind, told = self._here.recv()
            if kind != "find":
                return kind, told
            self._here.send(_look_up(find, told))

    def kill(self) -> None:
        self._process.kill()
        self._process.join()
        self._here.close()


def _look_up(find: Find | None, wanted: tuple[str, str, int, bool]) -> list[Found] | ZonegraphError:
    if find is None:
        return QueryError("此处不能检索 / there is no index to search here")
    try:
        return list(find(*wanted))
    except ZonegraphError as error:
        return error


def spawn(work: Callable[..., object], arguments: tuple[object, ...]) -> tuple[SpawnProcess, Connection]:
    """Run `work(connection, *arguments)` in a process without network and with a bound on its memory.

    What it returns is sent through the connection, of which the other end is returned. `WorkerError` when no process
    can be started. The caller ends the process.
    """
    here, there = _SPAWN.Pipe()
    process = _SPAWN.Process(target=_confined, args=(there, work, arguments), daemon=True, name="zonegraph-query")
    try:
        process.start()
    except OSError as error:
        raise WorkerError(f"无法启动查询进程 / cannot start a process for queries: {error.strerror}") from error
    there.close()
    return process, here


def _confined(connection: Connection, work: Callable[..., object], arguments: tuple[object, ...]) -> None:
    from api.no_network import drop_network

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the server's to handle
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    drop_network()
    outcome = work(connection, *arguments)
    if outcome is not None:
        connection.send(outcome)


def _serve(connection: Connection) -> None:
    """A worker's life: receive, query, send, until the other end closes."""
    import pyoxigraph

    from api.evaluation import Merges

    connection.send("ready")

    def find(*wanted: Any) -> list[Found]:
        connection.send(("find", wanted))
        found = connection.recv()
        if isinstance(found, ZonegraphError):
            raise found
        told: list[Found] = found
        return told

    opened: str | None = None
    store: pyoxigraph.Store | None = None
    merges: Merges | None = None
    while True:
        try:
            folder, request = connection.recv()
        except (EOFError, KeyboardInterrupt):
            return
        outcome: tuple[str, Any]
        try:
            if store is None or opened != folder:
                store = merges = None  # lets go of the old generation's files
                store, opened = pyoxigraph.Store.read_only(folder), folder
                merges = Merges(store)
            outcome = "done", evaluate(store, request, find, merges)
        except SyntaxError as error:
            outcome = "malformed", str(error)
        except ZonegraphError as error:
            outcome = "refused", str(error)
        except Exception as error:
            outcome = "failed", f"{type(error).__name__}: {error}"
        connection.send(outcome)
