"""A process that answers SPARQL queries one at a time, has no network and a bound on its memory, and can be killed.

Results travel as the bytes that go to the client, serialised by the engine. A worker has no index of passages: what a
query wants to find there it asks of the process that started it.
"""

from __future__ import annotations

import asyncio
import contextlib
import multiprocessing
import os
import select
import signal
import time
from collections.abc import Callable
from concurrent.futures import Executor
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from kg.errors import QueryError, ZonegraphError
from kg.evaluation import Find, Found, QueryRequest, evaluate
from kg.truncation import Truncated

# Workers are forked from a small process that has one thread and the engine already imported: 10 ms instead of 500.
_CONTEXT = multiprocessing.get_context("forkserver")
_PRELOADED = ["api.query_worker", "api.no_network", "pyoxigraph", "kg.namespaces"]
MEMORY = 3 << 30
"""Bytes of address space for one worker."""
START = 60.0
"""Seconds that a worker may take to begin on a busy machine."""
_LOW, _LOWEST = 10, 19  # as nice(2) counts
_LARGE = 64 << 10  # bytes of a result that is read by a thread, since an event loop would wait while it arrives
_OF_ALL_ITS_THREADS = 2  # CPUCLOCK_SCHED of Linux, as clock_getcpuclockid(3) makes the number of a process's clock

Outcome = tuple[str, bytes | str]
"""What came of a query (`done`, `malformed`, `refused`, `failed`), and the result or the reason."""


class WorkerError(ZonegraphError):
    """A process for queries that could not be started."""


class Worker:
    """A process that answers one query at a time. `WorkerError` when it does not come to life."""

    def __init__(self, memory: int) -> None:
        self._process, self._here = spawn(_serve, (), memory)
        try:
            if not self._here.poll(START):
                raise EOFError
            self._here.recv()
        except (EOFError, OSError):
            self.kill()
            raise WorkerError(
                f"查询进程未能启动（退出码 {self._process.exitcode}）/ the process for queries did not come up "
                f"(exit code {self._process.exitcode}); is there enough memory?"
            ) from None

        self._end = select.poll()
        self._end.register(self._process.sentinel)

    @property
    def pid(self) -> int | None:
        """The number of the process."""
        return self._process.pid

    @property
    def alive(self) -> bool:
        """Whether the process is there."""
        return not self._end.poll(0)

    def send(self, folder: Path, request: QueryRequest | None) -> None:
        """Let it begin on a query, or (None) only open the graph. OSError when the process is dead."""
        self._here.send((str(folder), request))

    def receive(self, deadline: float, find: Find | None) -> Outcome | None:
        """What came of the query; None when nothing has by then. EOFError or OSError when the process died."""
        while True:
            if not self._here.poll(max(0.0, deadline - time.monotonic())):
                return None
            kind, told = self._here.recv()
            if kind == "large":
                return self._rest(told)
            if kind != "find":
                return kind, told
            self._here.send(_look_up(find, told))

    async def receive_soon(self, seconds: float, threads: Executor) -> Outcome | None:
        """`receive` in an event loop, for a query that makes no searches. A large result is read in a thread."""
        loop = asyncio.get_running_loop()
        arrived: asyncio.Future[bool] = loop.create_future()

        def end(came: bool) -> None:
            if not arrived.done():
                arrived.set_result(came)

        loop.add_reader(self._here.fileno(), end, True)
        timer = loop.call_later(seconds, end, False)
        try:
            if not await arrived:
                return None
        finally:
            timer.cancel()
            loop.remove_reader(self._here.fileno())
            os.set_blocking(self._here.fileno(), True)  # uvloop leaves it otherwise, and not all may have arrived
        kind, told = self._here.recv()
        return await loop.run_in_executor(threads, self._rest, told) if kind == "large" else (kind, told)

    def _rest(self, said: str | None) -> Outcome:
        """A large result, of which only the announcement has been read."""
        body = self._here.recv_bytes()
        return "done", body if said is None else Truncated(body, said)

    def busy(self) -> float:
        """Seconds of CPU that the process has used; of time where the system does not tell that."""
        try:
            return time.clock_gettime(~(self._process.pid or 0) << 3 | _OF_ALL_ITS_THREADS)
        except (OSError, AttributeError):
            return time.monotonic()

    def held(self) -> int:
        """Bytes of memory that the process holds; 0 where the system does not tell that."""
        try:
            with open(f"/proc/{self._process.pid}/statm", encoding="ascii") as file:
                return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
        except (OSError, ValueError, IndexError, AttributeError):
            return 0

    def lower(self) -> None:
        """Let the process run after others that want to, though not only then."""
        with contextlib.suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, self._process.pid or 0, _LOW)

    def raised(self) -> bool:
        """Undo `lower`; whether that was allowed: on most systems only the privileged may."""
        try:
            os.setpriority(os.PRIO_PROCESS, self._process.pid or 0, os.getpriority(os.PRIO_PROCESS, 0))
        except OSError:
            return False
        return True

    def lower_most(self) -> None:
        """Let the process run only when nobody else wants to."""
        with contextlib.suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, self._process.pid or 0, _LOWEST)
        with contextlib.suppress(OSError, AttributeError):  # Linux: makes way at once, not at the next turn
            os.sched_setscheduler(self._process.pid or 0, os.SCHED_IDLE, os.sched_param(0))

    def signal(self, number: signal.Signals) -> None:
        """Send a signal; a dead process is found out by `receive`."""
        with contextlib.suppress(OSError):
            os.kill(self._process.pid or 0, number)

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


def spawn(
    work: Callable[..., object], arguments: tuple[object, ...], memory: int = MEMORY
) -> tuple[BaseProcess, Connection]:
    """Run `work(connection, *arguments)` in a process without network and with a bound on its memory.

    What it returns is sent through the connection, of which the other end is returned. `WorkerError` when no process
    can be started. The caller ends the process.
    """
    _CONTEXT.set_forkserver_preload(_PRELOADED)  # heeded by the first process of all
    here, there = _CONTEXT.Pipe()
    confined = (there, work, arguments, memory)
    process = _CONTEXT.Process(target=_confined, args=confined, daemon=True, name="zonegraph-query")
    try:
        process.start()
    except (OSError, EOFError) as error:
        raise WorkerError(f"无法启动查询进程 / cannot start a process for queries: {error}") from error
    there.close()
    return process, here


def _confined(connection: Connection, work: Callable[..., object], arguments: tuple[object, ...], memory: int) -> None:
    from api.no_network import drop_network

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the server's to handle
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    drop_network()
    outcome = work(connection, *arguments)
    if outcome is not None:
        connection.send(outcome)


def _serve(connection: Connection) -> None:
    """A worker's life: receive, query, send, until the other end closes."""
    import pyoxigraph

    from kg.evaluation import Merges

    connection.send("ready")
    with contextlib.suppress(OSError):  # the engine writes a page about memory that it does not get
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)

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
            outcome = "done", b"" if request is None else evaluate(store, request, find, merges)
        except SyntaxError as error:
            outcome = "malformed", str(error)
        except ZonegraphError as error:
            outcome = "refused", str(error)
        except Exception as error:
            outcome = "failed", f"{type(error).__name__}: {error}"
        _send(connection, outcome)


def _send(connection: Connection, outcome: tuple[str, Any]) -> None:
    """A result by itself is neither pickled nor copied; a small one arrives at once with what it is."""
    told = outcome[1]
    if isinstance(told, bytes) and len(told) > _LARGE:
        connection.send(("large", told.said if isinstance(told, Truncated) else None))
        connection.send_bytes(told)
    else:
        connection.send(outcome)
