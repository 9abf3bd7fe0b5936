"""SPARQL in processes of their own: a query can be ended at its deadline, and a long one does not hold up others.

The engine cannot interrupt a running query, and a signal handler runs only after it has ended. A worker holds the
store read-only, has no network, a bound on its memory, and is killed when a query outlives its time. Results travel as
the bytes that go to the client, serialised by the engine. A worker has no index of passages: what a query wants to
find there it asks of the process that started it.

A query begins in one of `size` fast places. One that is not done after `_PATIENCE` gives its place up to the next and
goes on in one of `slow` slow places; while these are taken, it is stopped. A new worker is started for the place that
it left before anybody needs one. When it has used `_HEAVY` it goes on at the lowest priority, and its worker ends with
it: only the privileged could raise that again.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from kg.errors import QueryError, ZonegraphError
from kg.evaluation import Find, Found, evaluate
from kg.evaluation import QueryRequest as QueryRequest

# Workers are forked from a small process that has one thread and the engine already imported: 10 ms instead of 500.
_CONTEXT = multiprocessing.get_context("forkserver")
_PRELOADED = ["api.query_pool", "api.no_network", "pyoxigraph", "kg.namespaces"]
_MEMORY = 3 << 30  # bytes of address space for one worker
_START = 60.0  # seconds that a worker may take to begin on a busy machine
_PATIENCE = 0.25  # seconds that a query may hold a fast place
_HEAVY = 1.0  # seconds of CPU after which it makes way for all others
_LOOK = 0.05  # seconds between looks at what it has used
_KEPT = 300 << 20  # bytes of memory with which a worker is kept after a query that was not light
_MOST_STOPPED = 8  # queries that wait for a slow place
_LOWEST = 19


class QueryTimeout(ZonegraphError):
    """A query that was ended at its deadline, or found every worker busy until then."""


class WorkerError(ZonegraphError):
    """A process for queries that could not be started."""


class QueryPool:
    """At most `size` queries at a time and `slow` long ones, each for at most `seconds`, and `waiting` in the queue.

    `memory`: bytes of address space for each. Safe from threads.
    """

    def __init__(
        self, size: int = 2, seconds: float = 30.0, waiting: int = 64, slow: int = 2, memory: int = _MEMORY
    ) -> None:
        self.size, self.seconds, self.waiting, self.slow, self._memory = size, seconds, waiting, slow, memory
        self._fast_places = threading.Semaphore(size)
        self._slow_places = threading.Semaphore(slow)
        self._lock = threading.Lock()
        self._here = self._stopped = self._starting = 0
        self._idle: list[_Worker] = []
        self._closed = False

    def warm(self, folder: Path) -> None:
        """Start workers that have the graph in `folder` open, so that the first queries need not wait for them."""
        for _ in range(self.size):
            self._start_another(folder)

    def run(self, request: QueryRequest, folder: Path, find: Find | None = None) -> bytes:
        """The serialised result on the graph in `folder`, which no longer changes. `find` answers its searches.

        Raises `QueryError` for a malformed query, `QueryTimeout` at the deadline or when too many wait already,
        `WorkerError` when no process can be started.
        """
        with self._lock:
            if self._here >= self.size + self.waiting:
                raise _busy()
            self._here += 1
        try:
            deadline = time.monotonic() + self.seconds
            if not self._fast_places.acquire(timeout=self.seconds):
                raise _busy()
            with contextlib.ExitStack() as place:
                place.callback(self._fast_places.release)
                kind, told = self._run(request, folder, find, deadline, place)
        finally:
            with self._lock:
                self._here -= 1
        if isinstance(told, bytes):
            return told
        if kind == "malformed":
            raise QueryError(f"SPARQL 语法错误 / malformed SPARQL: {told}")
        if kind == "refused":
            raise QueryError(told)
        raise ZonegraphError(f"查询失败 / the query failed: {told}")

    @property
    def stopped(self) -> int:
        """How many long queries wait for a slow place."""
        with self._lock:
            return self._stopped

    def close(self) -> None:
        """End the idle workers."""
        with self._lock:
            self._closed = True
            idle, self._idle = self._idle, []
        for worker in idle:
            worker.kill()

    def _run(
        self, request: QueryRequest, folder: Path, find: Find | None, deadline: float, place: contextlib.ExitStack
    ) -> tuple[str, bytes | str]:
        worker = self._take()
        if worker is None:
            began = time.monotonic()
            worker = _Worker(self._memory)
            deadline += time.monotonic() - began  # the time of the query does not run while its process starts
        try:
            used = worker.busy()
            worker.send(folder, request)
            outcome = worker.receive(min(deadline, time.monotonic() + _PATIENCE), find)
            if outcome is not None:
                self._give_back(worker)
                return outcome
            place.close()  # the next query may have the fast place
            self._start_another(folder)
            if not self._slow_places.acquire(blocking=False):
                self._wait_stopped(worker, deadline)
            place.callback(self._slow_places.release)
            while (left := used + _HEAVY - worker.busy()) > 0 and time.monotonic() < deadline:
                outcome = worker.receive(min(deadline, time.monotonic() + max(left, _LOOK)), find)
                if outcome is not None:
                    if worker.held() <= _KEPT:
                        self._give_back(worker)
                    else:
                        worker.kill()
                    return outcome
            worker.lower()
            outcome = worker.receive(deadline, find)
            worker.kill()
        except (EOFError, OSError):
            worker.kill()
            self._start_another(folder)
            raise QueryTimeout("查询用尽内存, 已停止 / the query used up its memory and was stopped") from None
        except BaseException:
            worker.kill()  # it waits for an answer that will not come
            raise
        if outcome is None:
            raise QueryTimeout(
                f"查询超过 {self.seconds:g} 秒, 已停止 / the query ran longer than {self.seconds:g} s and was stopped: "
                "ask for less (LIMIT, more constraints)"
            )
        return outcome

    def _wait_stopped(self, worker: _Worker, deadline: float) -> None:
        """Hold a query until there is a slow place for it. `QueryTimeout` when too many wait, or at its deadline."""
        with self._lock:
            if self._stopped >= _MOST_STOPPED:
                raise _busy()
            self._stopped += 1
        try:
            worker.signal(signal.SIGSTOP)
            if not self._slow_places.acquire(timeout=max(0.0, deadline - time.monotonic())):
                raise _busy()
            worker.signal(signal.SIGCONT)
        finally:
            with self._lock:
                self._stopped -= 1

    def _take(self) -> _Worker | None:
        """An idle worker, the last one used first; None when there is none."""
        with self._lock:
            while self._idle:
                worker = self._idle.pop()
                if worker.alive:
                    return worker
                worker.kill()
        return None

    def _give_back(self, worker: _Worker) -> None:
        with self._lock:
            if not self._closed and len(self._idle) <= self.size:
                self._idle.append(worker)
                return
        worker.kill()

    def _start_another(self, folder: Path) -> None:
        """Start a worker in the background, unless there are enough."""
        with self._lock:
            if self._closed or len(self._idle) + self._starting >= self.size:
                return
            self._starting += 1
        threading.Thread(target=self._start, args=(folder,), daemon=True, name="query-worker").start()

    def _start(self, folder: Path) -> None:
        try:
            worker = _Worker(self._memory)
            worker.send(folder, None)
            worker.receive(time.monotonic() + _START, None)
        except (ZonegraphError, EOFError, OSError):
            return  # the next query starts one, and tells why that fails
        finally:
            with self._lock:
                self._starting -= 1
        self._give_back(worker)


def _busy() -> QueryTimeout:
    return QueryTimeout("查询太多, 请稍后再试 / too many queries at once, try again later")


class _Worker:
    """A process that answers one query at a time. `WorkerError` when it does not come to life."""

    def __init__(self, memory: int) -> None:
        self._process, self._here = spawn(_serve, (), memory)
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

    def send(self, folder: Path, request: QueryRequest | None) -> None:
        """Let it begin on a query, or (None) only open the graph. OSError when the process is dead."""
        self._here.send((str(folder), request))

    def receive(self, deadline: float, find: Find | None) -> tuple[str, bytes | str] | None:
        """What came of the query; None when nothing has by then. EOFError or OSError when the process died."""
        while True:
            if not self._here.poll(max(0.0, deadline - time.monotonic())):
                return None
            kind, told = self._here.recv()
            if kind != "find":
                return kind, told
            self._here.send(_look_up(find, told))

    def busy(self) -> float:
        """Seconds of CPU that the process has used; of time where the system does not tell that."""
        try:
            with open(f"/proc/{self._process.pid}/stat", encoding="ascii", errors="replace") as file:
                told = file.read().rpartition(")")[2].split()
            return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")
        except (OSError, ValueError, IndexError, AttributeError):
            return time.monotonic()

    def held(self) -> int:
        """Bytes of memory that the process holds; 0 where the system does not tell that."""
        try:
            with open(f"/proc/{self._process.pid}/statm", encoding="ascii") as file:
                return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
        except (OSError, ValueError, IndexError, AttributeError):
            return 0

    def lower(self) -> None:
        """Give the process the lowest priority."""
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
    work: Callable[..., object], arguments: tuple[object, ...], memory: int = _MEMORY
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
        connection.send(outcome)
