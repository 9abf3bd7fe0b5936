"""SPARQL in processes of their own: a query can be ended at its deadline, and a long one does not hold up others.

The engine cannot interrupt a running query, and a signal handler runs only after it has ended. A worker
(`api.query_worker`) holds the store read-only and is killed when a query outlives its time.

A query begins in one of `size` fast places. One that is not done after `_PATIENCE` gives its place up to the next and
goes on in one of `slow` slow places; while these are taken, it is stopped. A new worker is started for the place that
it left before anybody needs one. From then on it runs at a low priority, and when it has used `_HEAVY` only while
nobody else wants to; its worker ends with it, or sooner where the priority cannot be raised again.

A thread waits for each query that takes long, or that has to wait for its place. For the others an event loop waits
(`answer`): to wake a thread and be woken by it costs a light query as much as its own evaluation.
"""

from __future__ import annotations

import asyncio
import contextlib
import signal
import threading
import time
from collections.abc import Iterator
from concurrent.futures import Executor
from pathlib import Path

from api.query_places import Places
from api.query_worker import MEMORY, START, Outcome, Worker
from api.query_worker import WorkerError as WorkerError
from kg.errors import QueryError, ZonegraphError
from kg.evaluation import Find
from kg.evaluation import QueryRequest as QueryRequest

_PATIENCE = 0.25  # seconds that a query may hold a fast place
_HEAVY = 1.0  # seconds of CPU after which it makes way for all others
_LOOK = 0.05  # seconds between looks at what it has used
_KEPT = 300 << 20  # bytes of memory with which a worker is kept after a query that was not light
_MOST_STOPPED = 8  # queries that wait for a slow place
_SPARE = 1  # workers above those of the fast places: one takes over at once where a long query leaves


class QueryTimeout(ZonegraphError):
    """A query that was ended at its deadline, or found every worker busy until then."""


class QueryPool:
    """At most `size` queries at a time and `slow` long ones, each for at most `seconds`, and `waiting` in the queue.

    `memory`: bytes of address space for each. Safe from threads.
    """

    def __init__(
        self, size: int = 2, seconds: float = 30.0, waiting: int = 64, slow: int = 2, memory: int = MEMORY
    ) -> None:
        self.size, self.seconds, self.waiting, self.slow, self._memory = size, seconds, waiting, slow, memory
        self._fast_places = Places(size)
        self._slow_places = threading.Semaphore(slow)
        self._lock = threading.Lock()
        self._here = self._stopped = self._starting = self._at_work = 0  # at work: in fast places
        self._idle: list[Worker] = []
        self._closed = False

    def warm(self, folder: Path) -> None:
        """Start workers that have the graph in `folder` open, so that the first queries need not wait for them."""
        for _ in range(self.size + _SPARE):
            self._start_another(folder)

    def run(self, request: QueryRequest, folder: Path, find: Find | None = None) -> bytes:
        """The serialised result on the graph in `folder`, which no longer changes. `find` answers its searches.

        Raises `QueryError` for a malformed query, `QueryTimeout` at the deadline or when too many wait already,
        `WorkerError` when no process can be started.
        """
        with self._counted(), contextlib.ExitStack() as place:
            deadline = time.monotonic() + self.seconds
            if not self._fast_places.take(self.seconds):
                raise _busy()
            place.callback(self._fast_places.give_back)
            worker = self._take()
            if worker is None:
                began = time.monotonic()
                worker = Worker(self._memory)
                deadline += time.monotonic() - began  # the time of the query does not run while its process starts
            with self._ended_by_failure(worker, folder), self._working():
                used = worker.busy()
                worker.send(folder, request)
                outcome = worker.receive(min(deadline, time.monotonic() + _PATIENCE), find)
                if outcome is not None:
                    self._give_back(worker)
            if outcome is None:
                outcome = self._go_on(worker, used, folder, find, deadline, place)
        return _result(outcome)

    async def answer(self, request: QueryRequest, folder: Path, threads: Executor) -> bytes:
        """`run` in an event loop, for a query without searches; one of `threads` waits for it only if it is long."""
        within = asyncio.get_running_loop().run_in_executor
        with self._counted(), contextlib.ExitStack() as place:
            deadline = time.monotonic() + self.seconds
            if not await self._fast_places.take_soon(self.seconds):
                raise _busy()
            place.callback(self._fast_places.give_back)
            worker = self._take()
            if worker is None:
                began = time.monotonic()
                worker = await within(threads, Worker, self._memory)
                deadline += time.monotonic() - began
            with self._ended_by_failure(worker, folder), self._working():
                used = worker.busy()
                worker.send(folder, request)
                outcome = await worker.receive_soon(min(deadline - time.monotonic(), _PATIENCE), threads)
                if outcome is not None:
                    self._give_back(worker)
            if outcome is None:
                outcome = await within(threads, self._go_on, worker, used, folder, None, deadline, place)
        return _result(outcome)

    @property
    def stopped(self) -> int:
        """How many long queries wait for a slow place."""
        with self._lock:
            return self._stopped

    @property
    def idle(self) -> frozenset[int | None]:
        """The numbers of the processes that wait for a query."""
        with self._lock:
            return frozenset(worker.pid for worker in self._idle)

    def close(self) -> None:
        """End the idle workers."""
        with self._lock:
            self._closed = True
            idle, self._idle = self._idle, []
        for worker in idle:
            worker.kill()

    def _go_on(
        self,
        worker: Worker,
        used: float,
        folder: Path,
        find: Find | None,
        deadline: float,
        place: contextlib.ExitStack,
    ) -> Outcome:
        """What comes of a query that has used up the patience of the fast places. `used`: by its worker before it."""
        with self._ended_by_failure(worker, folder):
            worker.lower()
            place.close()  # the next query may have the fast place
            self._start_another(folder)
            if not self._slow_places.acquire(blocking=False):
                self._wait_stopped(worker, deadline)
            place.callback(self._slow_places.release)
            while (left := used + _HEAVY - worker.busy()) > 0 and time.monotonic() < deadline:
                outcome = worker.receive(min(deadline, time.monotonic() + max(left, _LOOK)), find)
                if outcome is not None:
                    if worker.held() <= _KEPT and worker.raised():
                        self._give_back(worker)
                    else:
                        worker.kill()
                    return outcome
            worker.lower_most()
            outcome = worker.receive(deadline, find)
            worker.kill()
        if outcome is None:
            raise QueryTimeout(
                f"查询超过 {self.seconds:g} 秒, 已停止 / the query ran longer than {self.seconds:g} s and was stopped: "
                "ask for less (LIMIT, more constraints)"
            )
        return outcome

    @contextlib.contextmanager
    def _counted(self) -> Iterator[None]:
        """One more query is here; `QueryTimeout` when there are too many."""
        with self._lock:
            if self._here >= self.size + self.waiting:
                raise _busy()
            self._here += 1
        try:
            yield
        finally:
            with self._lock:
                self._here -= 1

    @contextlib.contextmanager
    def _working(self) -> Iterator[None]:
        """One more worker is in a fast place."""
        with self._lock:
            self._at_work += 1
        try:
            yield
        finally:
            with self._lock:
                self._at_work -= 1

    @contextlib.contextmanager
    def _ended_by_failure(self, worker: Worker, folder: Path) -> Iterator[None]:
        """A worker that dies over a query, or is left with one, is replaced."""
        try:
            yield
        except (EOFError, OSError):
            worker.kill()
            self._start_another(folder)
            raise QueryTimeout("查询用尽内存, 已停止 / the query used up its memory and was stopped") from None
        except BaseException:
            worker.kill()  # it waits for an answer that will not come
            raise

    def _wait_stopped(self, worker: Worker, deadline: float) -> None:
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

    def _take(self) -> Worker | None:
        """An idle worker, the last one used first; None when there is none."""
        with self._lock:
            while self._idle:
                worker = self._idle.pop()
                if worker.alive:
                    return worker
                worker.kill()
        return None

    def _give_back(self, worker: Worker, *, fresh: bool = False) -> None:
        """Keep a worker. The next query gets the one that was used last: its share of the graph is in memory.

        One that has read nothing yet (`fresh`) stands behind the others; where there are enough, the last one ends.
        """
        with self._lock:
            self._idle.insert(0 if fresh else len(self._idle), worker)
            surplus = len(self._idle) if self._closed else max(0, len(self._idle) - self.size - _SPARE)
            ended, self._idle = self._idle[:surplus], self._idle[surplus:]
        for one in ended:
            one.kill()

    def _start_another(self, folder: Path) -> None:
        """Start a worker in the background, unless there are enough."""
        with self._lock:
            ready = len(self._idle) + self._at_work + self._starting
            if self._closed or ready >= self.size + _SPARE:
                return
            self._starting += 1
        threading.Thread(target=self._start, args=(folder,), daemon=True, name="query-worker").start()

    def _start(self, folder: Path) -> None:
        try:
            worker = Worker(self._memory)
            worker.send(folder, None)
            worker.receive(time.monotonic() + START, None)
        except (ZonegraphError, EOFError, OSError):
            return  # the next query starts one, and tells why that fails
        finally:
            with self._lock:
                self._starting -= 1
        self._give_back(worker, fresh=True)


def _busy() -> QueryTimeout:
    return QueryTimeout("查询太多, 请稍后再试 / too many queries at once, try again later")


def _result(outcome: Outcome) -> bytes:
    kind, told = outcome
    if isinstance(told, bytes):
        return told
    if kind == "malformed":
        raise QueryError(f"SPARQL 语法错误 / malformed SPARQL: {told}")
    if kind == "refused":
        raise QueryError(told)
    raise ZonegraphError(f"查询失败 / the query failed: {told}")
