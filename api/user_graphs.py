"""Users' own graphs beside those of the documents: kept apart, changed one at a time, read together with the rest.

    user/current.json      number of the current version, and the names of the graphs
    user/graphs-<v>.nq     their quads: the source of truth
    user/view-<g>-<v>/     the graph of generation g with them in it, for queries; made anew when either number changes

Users' graphs are named graphs and no more: they are not part of the default graph, so sums over the reports stay what
the reports say. A query reaches them with GRAPH, FROM or `default-graph-uri`. An update runs on a throw-away copy of
everything, in a process of its own that ends at a deadline, and only users' graphs are kept of what came out.
"""

from __future__ import annotations

import itertools
import os
import shutil
import tempfile
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

import msgspec

from api.updates import ProtectedGraphError, check
from kg.errors import QueryError, StoreError, ZonegraphError
from kg.folder import StoreFolder, write_whole

if TYPE_CHECKING:
    import pyoxigraph as ox

_TRIES = 3
_counter = itertools.count()


class _Current(msgspec.Struct, frozen=True):
    version: int = 0
    graphs: tuple[str, ...] = ()


_NONE = _Current()


class Part(NamedTuple):
    """Triples as they were sent."""

    media_type: str
    body: bytes


class Write(NamedTuple):
    """One change: an update (`text`), or a graph that is replaced, added to, or deleted."""

    kind: Literal["update", "put", "post", "delete"]
    text: str = ""
    graph: str = ""
    parts: tuple[Part, ...] = ()


class UserGraphs:
    """The users' graphs of one store. `prefixes`: an IRI that begins with one of them names such a graph."""

    def __init__(self, folder: StoreFolder, prefixes: Sequence[str] = ()) -> None:
        base = folder.settings().base
        self.folder = folder
        self.own_prefix = f"{base}user/"
        self._prefixes = tuple(prefixes) or (self.own_prefix,)
        self._protected = (f"{base}doc/", f"{base}graph/")
        self._path = folder.path / "user"
        self._current_file = str(self._path / "current.json")  # looked at with each query
        self._writing = threading.Lock()
        self._building = threading.Lock()
        self._elsewhere: tempfile.TemporaryDirectory[str] | None = None

    def owned(self, graph: str) -> bool:
        """Whether users may change the graph of this name."""
        return graph.startswith(self._prefixes) and not graph.startswith(self._protected)

    @property
    def graphs(self) -> tuple[str, ...]:
        """The names of the users' graphs, sorted."""
        return self._current().graphs

    @property
    def version(self) -> int:
        """Grows by one with each change."""
        return self._current().version

    def _current(self) -> _Current:
        try:
            with open(self._current_file, "rb") as file:
                return msgspec.json.decode(file.read(), type=_Current)
        except FileNotFoundError:
            return _NONE
        except (OSError, msgspec.MsgspecError) as error:
            raise StoreError(
                f"{self._path}/current.json 已损坏 / is damaged ({error}): remove the folder {self._path} to go on "
                "without users' graphs"
            ) from error

    # -- reading ------------------------------------------------------------------------------------------------

    def view(self, generation: int) -> Path:
        """The folder of a graph for queries: that of the generation, with users' graphs in it where there are any."""
        current = self._current()
        if not current.graphs:
            return self.folder.graph(generation)
        name = f"view-{generation}-{current.version}"
        with self._building:
            for parent in (self._path, self._temporary()):
                if parent is not None and (parent / name).is_dir():
                    return parent / name
            try:
                return self._build(self._path, generation, current)
            except PermissionError:
                self._elsewhere = self._elsewhere or tempfile.TemporaryDirectory(prefix="zonegraph-")
                return self._build(Path(self._elsewhere.name), generation, current)

    def view_there(self, generation: int) -> Path | None:
        """`view` where nothing has to be made for it, so that an event loop can ask; None where something has."""
        current = self._current()
        if not current.graphs:
            return self.folder.graph(generation)
        places = (self._path, self._temporary())
        views = (parent / f"view-{generation}-{current.version}" for parent in places if parent is not None)
        return next((view for view in views if view.is_dir()), None)

    def _temporary(self) -> Path | None:
        return None if self._elsewhere is None else Path(self._elsewhere.name)

    def _build(self, parent: Path, generation: int, current: _Current) -> Path:
        target = parent / f"view-{generation}-{current.version}"
        fresh = parent / f".building-{os.getpid()}-{next(_counter)}"
        try:
            build_view(self.folder, generation, self._path / f"graphs-{current.version}.nq", current.graphs, fresh)
            os.rename(fresh, target)
        except OSError:
            if not target.is_dir():  # another process was quicker
                raise
        finally:
            shutil.rmtree(fresh, ignore_errors=True)
        return target

    # -- writing ------------------------------------------------------------------------------------------------

    def update(self, text: str, base: str, using: Sequence[str], using_named: Sequence[str], seconds: float) -> None:
        """Run an update. `QueryError` when malformed, `ProtectedGraphError` when it would change other graphs."""
        with self._writing:
            checked = check(text, base, self.owned, self.graphs, using, using_named)
            self._write(Write("update", checked, base), seconds)

    def change(self, write: Write, seconds: float) -> bool:
        """Replace, add to or delete one graph; whether it was there before."""
        if not self.owned(write.graph):
            raise ProtectedGraphError(write.graph)
        with self._writing:
            there = write.graph in self.graphs
            if there or write.kind != "delete":
                self._write(write, seconds)
            return there

    def _write(self, write: Write, seconds: float) -> None:
        from api.query_pool import QueryTimeout
        from api.query_worker import spawn
        from kg.documents import DocumentStore

        with self.folder.lock():
            with DocumentStore.open(self.folder.documents_file) as documents:
                generation = documents.generation
            if not generation:
                raise StoreError("空库 / the store is empty: run `zonegraph ingest` first")
            current = self._current()
            source = self.view(generation)
            self._path.mkdir(exist_ok=True)
            scratch = self._path / ".scratch"
            shutil.rmtree(scratch, ignore_errors=True)
            try:
                self.folder.clone(source, scratch)
                process, here = spawn(_run, (str(scratch), write, self._prefixes, self._protected))
                try:
                    if not here.poll(seconds + 5):
                        raise QueryTimeout(
                            f"更新超过 {seconds:g} 秒, 已停止 / the update was stopped after {seconds:g} s"
                        )
                    outcome, told = here.recv()
                except (EOFError, OSError):
                    raise QueryTimeout("更新用尽内存, 已停止 / the update used up its memory and was stopped") from None
                finally:
                    process.kill()
                    process.join()
                    here.close()
                if outcome == "protected":
                    raise ProtectedGraphError(told)
                if outcome != "done":
                    raise (QueryError if outcome == "malformed" else ZonegraphError)(told)
                fresh = _Current(current.version + 1, tuple(told))
                os.replace(scratch / "graphs.nq", self._path / f"graphs-{fresh.version}.nq")
                write_whole(self._path / "current.json", msgspec.json.encode(fresh))
            finally:
                shutil.rmtree(scratch, ignore_errors=True)
            self._sweep(generation, current.version, fresh.version)

    def _sweep(self, generation: int, *versions: int) -> None:
        """Remove what belongs to other versions; queries may still read the last one."""
        kept = {f"graphs-{version}.nq" for version in versions}
        kept |= {f"view-{one}-{version}" for version in versions for one in (generation - 1, generation)}
        for entry in self._path.iterdir():
            if entry.name.startswith("view-") and entry.name not in kept:
                shutil.rmtree(entry, ignore_errors=True)
            elif entry.name.startswith("graphs-") and entry.name not in kept:
                entry.unlink(missing_ok=True)


def build_view(folder: StoreFolder, generation: int, quads: Path, graphs: Sequence[str], target: Path) -> None:
    """A copy of a generation's graph with users' graphs in it."""
    import pyoxigraph as ox

    for attempt in range(_TRIES):
        try:
            folder.clone(folder.graph(generation), target)
            break
        except (FileNotFoundError, StoreError):
            if attempt + 1 == _TRIES:
                raise
            time.sleep(0.05)
    store = ox.Store(str(target))
    for graph in graphs:
        store.add_graph(ox.NamedNode(graph))
    store.load(path=str(quads), format=ox.RdfFormat.N_QUADS)
    store.flush()


def _run(connection: object, scratch: str, write: Write, prefixes: Sequence[str], protected: Sequence[str]) -> object:
    """In a process of its own: change the copy, and write users' graphs to `graphs.nq` in it."""
    import pyoxigraph as ox

    from kg.namespaces import PREFIXES

    store = ox.Store(scratch)

    def owned(graph: str) -> bool:
        return graph.startswith(tuple(prefixes)) and not graph.startswith(tuple(protected))

    before = _others(store, owned)
    try:
        if write.kind == "update":
            store.update(write.text, base_iri=write.graph, prefixes=PREFIXES)
        else:
            _change_graph(store, write)
    except (SyntaxError, ValueError) as error:
        words = "SPARQL 更新有误 / malformed SPARQL update" if write.kind == "update" else "数据有误 / malformed data"
        return "malformed", f"{words}: {error}"
    except (OSError, RuntimeError) as error:
        return "failed", f"更新失败 / the update failed: {error}"
    after = _others(store, owned)
    if after != before:
        changed = sorted(name for name in before.keys() | after.keys() if before.get(name) != after.get(name))
        return "protected", changed[0] or "DEFAULT"
    graphs = sorted(name.value for name in store.named_graphs() if isinstance(name, ox.NamedNode) and owned(name.value))
    with open(Path(scratch) / "graphs.nq", "wb") as file:
        for graph in graphs:
            ox.serialize(store.quads_for_pattern(None, None, None, ox.NamedNode(graph)), file, ox.RdfFormat.N_QUADS)
    return "done", graphs


def _change_graph(store: ox.Store, write: Write) -> None:
    import pyoxigraph as ox

    name = ox.NamedNode(write.graph)
    quads = [
        ox.Quad(quad.subject, quad.predicate, quad.object, name)
        for part in write.parts
        for quad in ox.parse(
            part.body,
            format=ox.RdfFormat.from_media_type(part.media_type),
            base_iri=write.graph,
            without_named_graphs=True,
            rename_blank_nodes=True,
        )
    ]
    if write.kind in ("put", "delete"):
        store.remove_graph(name)
    if write.kind != "delete":
        store.add_graph(name)
        store.extend(quads)


def _others(store: ox.Store, owned: object) -> dict[str, int]:
    """How many triples the graphs hold that are not users' own; "" is the default graph."""
    import pyoxigraph as ox

    assert callable(owned)
    counted = store.query("SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g")
    whole = store.query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
    assert isinstance(counted, ox.QuerySolutions) and isinstance(whole, ox.QuerySolutions)
    counts = {row["g"].value: int(row["n"].value) for row in counted if not owned(row["g"].value)}
    return {**counts, "": int(next(whole)["n"].value)}
