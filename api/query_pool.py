"""SPARQL in processes of their own, so that a query can be ended at its deadline.

The engine cannot interrupt a running query, and a signal handler runs only after it has ended. A worker holds the
store read-only, has no network, a bound on its memory, and is killed when a query outlives its time; the next query
starts another one. Results travel as the bytes that go to the client, serialised by the engine.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import queue
import time
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from kg.errors import QueryError, ZonegraphError

if TYPE_CHECKING:
    import pyoxigraph

_SPAWN = multiprocessing.get_context("spawn")  # a fork of a threaded server may deadlock
_MEMORY = 3 << 30  # bytes of address space for one worker


class QueryTimeout(ZonegraphError):
    """A query that was ended at its deadline, or found every worker busy until then."""


class QueryRequest(NamedTuple):
    """One query with its dataset. `media_type` is what the engine writes; empty tuples mean the store's own dataset."""

    text: str
    media_type: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    base_iri: str | None = None


Outcome = tuple[Literal["done"], bytes] | tuple[Literal["malformed", "failed"], str]


class QueryPool:
    """At most `size` queries at a time, each for at most `seconds`. Safe from many threads."""

    def __init__(self, size: int = 2, seconds: float = 20.0) -> None:
        self.seconds = seconds
        self._idle: queue.LifoQueue[_Worker | None] = queue.LifoQueue()
        for _ in range(size):
            self._idle.put(None)  # a place without a process: one is started when it is first needed

    def run(self, request: QueryRequest, folder: Path) -> bytes:
        """The serialised result on the graph in `folder`, which no longer changes.

        Raises `QueryError` for a malformed query, `QueryTimeout` at the deadline.
        """
        deadline = time.monotonic() + self.seconds
        try:
            worker = self._idle.get(timeout=self.seconds)
        except queue.Empty:
            raise QueryTimeout("查询太多, 请稍后再试 / too many queries at once, try again later") from None
        try:
            if worker is None:
                worker = _Worker()
            outcome = worker.ask(folder, request, max(deadline - time.monotonic(), 0.05))
        except TimeoutError:
            worker = _kill(worker)
            raise QueryTimeout(
                f"查询超过 {self.seconds:g} 秒, 已停止 / the query ran longer than {self.seconds:g} s and was stopped: "
                "ask for less (LIMIT, more constraints)"
            ) from None
        except (EOFError, OSError):
            worker = _kill(worker)
            raise QueryTimeout("查询用尽内存, 已停止 / the query used up its memory and was stopped") from None
        finally:
            self._idle.put(worker)
        if outcome[0] == "done":
            return outcome[1]
        if outcome[0] == "malformed":
            raise QueryError(f"SPARQL 语法错误 / malformed SPARQL: {outcome[1]}")
        raise ZonegraphError(f"查询失败 / the query failed: {outcome[1]}")

    def close(self) -> None:
        """End the idle workers."""
        with contextlib.suppress(queue.Empty):
            while True:
                _kill(self._idle.get_nowait())


def _kill(worker: _Worker | None) -> _Worker | None:
    """What takes the worker's place in the pool: a place without a process."""
    if worker is not None:
        worker.kill()
    return None


class _Worker:
    """A process that answers one query at a time."""

    def __init__(self) -> None:
        self._here, there = _SPAWN.Pipe()
        self._process = _SPAWN.Process(target=_serve, args=(there,), daemon=True, name="zonegraph-query")
        self._process.start()
        there.close()

    def ask(self, folder: Path, request: QueryRequest, seconds: float) -> Outcome:
        """Send and wait; TimeoutError at the deadline, EOFError or OSError when the process died."""
        self._here.send((str(folder), request))
        if not self._here.poll(seconds):
            raise TimeoutError
        outcome: Outcome = self._here.recv()
        return outcome

    def kill(self) -> None:
        self._process.kill()
        self._process.join()
        self._here.close()


def _serve(connection: Connection) -> None:
    """The worker's life: receive, query, send, until the other end closes."""
    import signal

    import pyoxigraph

    from api.no_network import drop_network

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the server's to handle
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    drop_network()
    opened: str | None = None
    store: pyoxigraph.Store | None = None
    while True:
        try:
            folder, request = connection.recv()
        except (EOFError, KeyboardInterrupt):
            return
        outcome: Outcome
        try:
            if store is None or opened != folder:
                store = None  # lets go of the old generation's files
                store, opened = pyoxigraph.Store.read_only(folder), folder
            outcome = "done", evaluate(store, request)
        except SyntaxError as error:
            outcome = "malformed", str(error)
        except Exception as error:
            outcome = "failed", f"{type(error).__name__}: {error}"
        connection.send(outcome)


def evaluate(store: pyoxigraph.Store, request: QueryRequest) -> bytes:
    """Run a query and serialise what comes out; SyntaxError when it is malformed."""
    import pyoxigraph as ox

    from kg.namespaces import PREFIXES

    default_graphs = [ox.NamedNode(iri) for iri in request.default_graphs]
    named_graphs = [ox.NamedNode(iri) for iri in request.named_graphs]
    if len(default_graphs) > 1:
        store = _merge(store, default_graphs, named_graphs)
    if not (default_graphs or named_graphs):
        results = store.query(request.text, base_iri=request.base_iri, prefixes=PREFIXES)
    else:
        results = store.query(
            request.text,
            base_iri=request.base_iri,
            prefixes=PREFIXES,
            default_graph=[ox.DefaultGraph()] if len(default_graphs) > 1 else list(default_graphs),
            named_graphs=list(named_graphs),
        )
    if isinstance(results, ox.QueryTriples):
        written = ox.serialize(results, format=ox.RdfFormat.from_media_type(request.media_type), prefixes=PREFIXES)
    else:
        written = results.serialize(format=ox.QueryResultsFormat.from_media_type(request.media_type))
    assert written is not None
    return written


def _merge(
    store: pyoxigraph.Store, default_graphs: list[pyoxigraph.NamedNode], named_graphs: list[pyoxigraph.NamedNode]
) -> pyoxigraph.Store:
    """The RDF merge of `default_graphs` in memory: the engine would count a triple once per graph that states it."""
    import pyoxigraph as ox

    merged = ox.Store()
    for graph in default_graphs:
        quads = store.quads_for_pattern(None, None, None, graph)
        merged.extend(ox.Quad(quad.subject, quad.predicate, quad.object) for quad in quads)
    for graph in named_graphs:
        merged.extend(store.quads_for_pattern(None, None, None, graph))
    return merged
