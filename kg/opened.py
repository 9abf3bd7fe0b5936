"""A store for Python programs and notebooks: rdflib, pandas and networkx over one opened graph, read only.

    store = open_store(".zonegraph")
    store.query("SELECT …")           pandas, numbers and dates typed
    store.graph()                     rdflib.Dataset, backed by the same graph
    store.chain("photovoltaic")       networkx, a chain in layers
    store.ownership()                 networkx, who invests in, buys and funds what

Queries may search (`SERVICE zg:search`); what finds passages is the floor above, known by the entry point
`zonegraph.finder`, so that this floor imports none.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from importlib.metadata import entry_points
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg import gate, searches
from kg.documents import DocumentStore
from kg.errors import QueryError, StoreError
from kg.evaluation import Calls, Find, Found, Merges, QueryRequest, solve
from kg.folder import StoreFolder
from kg.iris import Iris
from kg.store import OxigraphStore, Results

if TYPE_CHECKING:
    import networkx
    import pandas
    import rdflib

FINDER = "zonegraph.finder"
"""Group of entry points: a function that takes a store's folder and gives (find, close)."""

OpenFinder = Callable[[Path], tuple[Find, Callable[[], None]]]


class OpenStore:
    """A store as it was when it was opened; a change made since is seen by one that is opened again.

    Use `kg.open_store`. A context manager.
    """

    def __init__(self, path: Path, graph: ox.Store, view: OxigraphStore) -> None:
        self.path = path
        self.iris = view.iris
        self._graph, self._view = graph, view
        self._merges = Merges(graph)
        self._find: Find | None = None
        self._close_finder: Callable[[], None] | None = None
        self._opening = threading.Lock()

    @classmethod
    def at(cls, path: str | os.PathLike[str] | None = None) -> OpenStore:
        """Open the store in a folder."""
        folder = StoreFolder(Path(path or os.environ.get("ZONEGRAPH_STORE") or ".zonegraph").expanduser())
        iris = Iris(folder.settings().base)
        with DocumentStore.open(folder.documents_file) as documents:
            generation = documents.generation
        if not generation:
            raise StoreError(f"{folder.path} 是空库 / the store {folder.path} is empty: run `zonegraph ingest` first")
        place = folder.graph(generation)
        try:
            graph = ox.Store.read_only(str(place))
        except (OSError, RuntimeError) as error:
            raise StoreError(
                f"图 {place} 打不开（{error}）/ the graph {place} cannot be opened: `zonegraph ingest` rebuilds it"
            ) from error
        return cls(folder.path, graph, OxigraphStore(graph, iris, place))

    def __enter__(self) -> OpenStore:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the graph and of the index."""
        if self._close_finder is not None:
            self._close_finder()
        self._find = self._close_finder = None
        self._view.close()
        self._graph = ox.Store()
        self._merges = Merges(self._graph)

    def results(self, sparql: str, graph: str | None = None) -> tuple[Results, Calls]:
        """The engine's own results of a query: pyoxigraph's terms, read one by one. Prefixes of zonegraph are preset.

        `graph` is asked instead of the merge of all, unless the query names its own. `QueryError` when it is
        malformed, an update, or calls another server. `Calls.check`, after the last result, raises what went wrong in
        a search.
        """
        reading = searches.read(sparql)
        outline = gate.inspect(reading.neutral)
        text, calls = searches.write(reading, self.find) if reading.clauses else (sparql, False)
        default, named = outline.default_graphs, outline.named_graphs
        if graph is not None and not (default or named):
            default = (graph,)
        request = QueryRequest(text, "", default, named, searches=calls)
        try:
            return solve(self._graph, request, self.find if calls else None, self._merges)
        except (SyntaxError, ValueError) as error:
            raise QueryError(f"SPARQL 语法错误 / malformed SPARQL: {error}") from error

    def query(self, sparql: str) -> pandas.DataFrame:
        """The result of a query as a table: a column a variable, with numbers, truth values and dates typed.

        ASK gives one cell, `ask`; CONSTRUCT and DESCRIBE give `subject`, `predicate`, `object`. Errors as of `results`.
        """
        from kg.frames import frame

        results, calls = self.results(sparql)
        made = frame(results)
        calls.check()
        return made

    def graph(self) -> rdflib.Dataset:
        """The graph as rdflib sees it: the merge of all documents is the default graph, each document a named one.

        Its queries run on the engine, searches included. It cannot be changed.
        """
        import rdflib

        from kg.namespaces import PREFIXES
        from kg.rdflib_store import ReadOnlyStore

        dataset = rdflib.Dataset(store=ReadOnlyStore(self._graph, self), default_union=False)
        for prefix, namespace in PREFIXES.items():
            dataset.bind(prefix, namespace)
        return dataset

    def chain(self, chain: str, zone: str | None = None) -> networkx.DiGraph:
        """An industrial chain, by id or name, from what feeds to what is fed: see `kg.chains.chain`."""
        from kg.chains import chain as drawn

        return drawn(self._view, chain, zone)

    def ownership(self) -> networkx.MultiDiGraph:
        """Who invests in, acquired, funds or is a part of what: see `kg.ownership`."""
        from kg.ownership import ownership

        return ownership(self._view)

    def find(self, kind: str, question: str, limit: int, words: bool) -> list[Found]:
        """The hits of one search, best first: `kind` is the IRI of a class. The index is opened by the first."""
        with self._opening:
            if self._find is None:
                offered = sorted(entry_points(group=FINDER), key=lambda one: one.name)
                if not offered:
                    raise QueryError("没有检索部件 / no index can be searched here: zonegraph is not installed whole")
                opener: OpenFinder = offered[0].load()
                self._find, self._close_finder = opener(self.path)
            return list(self._find(kind, question, limit, words))
