"""The graph behind one small seam: SPARQL, and a document's graph put in or taken out.

`GraphStore` is what the other floors use, so that an HTTP endpoint can stand in for the embedded engine.
`OxigraphStore` keeps one named graph a document and the RDF merge of all graphs in the default graph: Oxigraph 0.5's
union of graphs counts a triple once per graph that states it, so sums over the union would be wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import IO, Protocol

import pyoxigraph as ox

from kg import terms
from kg.errors import LockedError, QueryError, StoreError
from kg.graph import parse
from kg.iris import Iris
from kg.namespaces import PREFIXES

Results = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples

_PIECE = 16_000_000  # bytes, some 100,000 quads; pieces of a fifth of that take a third more time
_LABEL = ox.NamedNode(PREFIXES["rdfs"] + "label")


class GraphStore(Protocol):
    """SPARQL 1.1 over a merge of graphs, and the four changes that a store of documents needs."""

    def query(self, sparql: str) -> Results:
        """Run a query over the merge; named graphs by GRAPH. `QueryError` when malformed."""
        ...

    def update(self, sparql: str) -> None:
        """Run an update as one transaction. `QueryError` when malformed."""
        ...

    def replace_graph(self, graph: str, statements: Sequence[str]) -> int:
        """Let a named graph hold these N-Triples (without final dot) and no others; triples gone from the merge."""
        ...

    def relabel(self, names: Mapping[str, str | None]) -> None:
        """Set the one rdfs:label of each IRI; None takes it away."""
        ...

    def bulk(self, nquads: Path) -> None:
        """Load a large N-Quads file at once; it must bring its own part of the merge."""
        ...

    def dump(self, stream: IO[bytes], form: ox.RdfFormat, *, merge_only: bool = False) -> None:
        """Write all quads (N-Quads) or the merge (Turtle, N-Triples…)."""
        ...

    def __len__(self) -> int: ...


class OxigraphStore:
    """`GraphStore` over an Oxigraph folder (`path`), or in memory when `path` is None."""

    def __init__(self, store: ox.Store, iris: Iris, path: Path | None = None) -> None:
        self._store = store
        self.iris = iris
        self.path = path
        self.growth = 0
        """By how many triples `replace_graph` and `relabel` made the merge larger since it was opened."""

    @classmethod
    def open(cls, path: Path, iris: Iris | None = None, *, write: bool = False) -> OxigraphStore:
        """Open a folder: a snapshot to read, or the one writer. `StoreError` when damaged, `LockedError` when taken."""
        if not write and not (path / "CURRENT").is_file():
            raise _damaged(path, "没有图 / no graph there")
        try:
            if write:
                path.mkdir(parents=True, exist_ok=True)
                return cls(ox.Store(str(path)), iris or Iris(), path)
            return cls(ox.Store.read_only(str(path)), iris or Iris(), path)
        except (OSError, RuntimeError) as error:
            if "lock" in str(error).lower():
                raise LockedError(
                    f"{path} 正被另一进程写入，请稍后再试 / another process is writing to {path}; try again later"
                ) from error
            raise _damaged(path, str(error)) from error

    @classmethod
    def in_memory(cls, iris: Iris | None = None) -> OxigraphStore:
        """An empty graph that lives as long as the object."""
        return cls(ox.Store(), iris or Iris())

    def __enter__(self) -> OxigraphStore:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the folder."""
        self._store = ox.Store()

    def __len__(self) -> int:
        """Number of triples in the merge."""
        counted = self.query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
        assert isinstance(counted, ox.QuerySolutions)
        return int(next(counted)["n"].value)

    def query(
        self,
        sparql: str,
        *,
        base_iri: str | None = None,
        default_graph: Sequence[ox.NamedNode | ox.BlankNode | ox.DefaultGraph] | None = None,
        named_graphs: Sequence[ox.NamedNode | ox.BlankNode] | None = None,
        substitutions: Mapping[ox.Variable, ox.NamedNode | ox.BlankNode | ox.Literal] | None = None,
    ) -> Results:
        """Run a query. The prefixes of `kg.namespaces.PREFIXES` need no declaration."""
        try:
            return self._store.query(
                sparql,
                base_iri=base_iri,
                prefixes=PREFIXES,
                default_graph=list(default_graph) if default_graph is not None else None,
                named_graphs=list(named_graphs) if named_graphs is not None else None,
                substitutions=dict(substitutions) if substitutions else None,
            )
        except (SyntaxError, ValueError) as error:
            raise _malformed(error) from error
        except (OSError, RuntimeError) as error:
            raise _damaged(self.path, str(error)) from error

    def update(self, sparql: str) -> None:
        """Run an update as one transaction. Keeping the merge true is the caller's part."""
        try:
            self._store.update(sparql, prefixes=PREFIXES)
        except (SyntaxError, ValueError) as error:
            raise _malformed(error) from error
        except (OSError, RuntimeError) as error:
            raise _damaged(self.path, str(error)) from error

    def replace_graph(self, graph: str, statements: Sequence[str]) -> int:
        """Let `graph` hold these triples and no others, in it and in the merge, as one transaction.

        Takes from the merge only what no other graph states; returns how many triples that were.
        """
        name = ox.NamedNode(graph)
        default = ox.DefaultGraph()
        wanted = set(parse(statements, name))
        present = set(self._store.quads_for_pattern(None, None, None, name))
        orphans = []
        for quad in present - wanted:
            if not self._stated_elsewhere(quad, name):
                orphans.append(ox.Quad(quad.subject, quad.predicate, quad.object, default))
        fresh = wanted - present
        merged = {ox.Quad(quad.subject, quad.predicate, quad.object, default) for quad in fresh}
        self.growth += sum(quad not in self._store for quad in merged) - len(orphans)
        operations = []
        if not wanted:
            operations.append(f"DROP SILENT GRAPH <{graph}>")
        elif present - wanted:
            operations.append(f"DELETE DATA {{ {_data(present - wanted)} }}")
        if orphans:
            operations.append(f"DELETE DATA {{ {_data(orphans)} }}")
        try:
            if operations:
                self._store.update(" ;\n".join(operations))
            if fresh:
                self._store.extend([*fresh, *merged])
        except (OSError, RuntimeError) as error:
            raise _damaged(self.path, str(error)) from error
        return len(orphans)

    def replace_document(self, doc: str, statements: Sequence[str]) -> int:
        """`replace_graph` for a document's graph."""
        return self.replace_graph(self.iris.document(doc), statements)

    def remove_document(self, doc: str) -> int:
        """Take a document's graph out; the number of triples that only it stated."""
        return self.replace_graph(self.iris.document(doc), ())

    def relabel(self, names: Mapping[str, str | None]) -> None:
        """Set the one rdfs:label of each IRI, in the graph of names and in the merge."""
        graphs = (ox.NamedNode(self.iris.names_graph), ox.DefaultGraph())
        fresh = []
        for iri, name in names.items():
            node = ox.NamedNode(iri)
            label = None if name is None else ox.Literal(name)
            for quad in list(self._store.quads_for_pattern(node, _LABEL, None, graphs[0])):
                if quad.object != label:
                    self.growth -= 1
                    for graph in graphs:
                        self._store.remove(ox.Quad(node, _LABEL, quad.object, graph))
            if label is not None:
                fresh += [ox.Quad(node, _LABEL, label, graph) for graph in graphs]
                self.growth += fresh[-1] not in self._store
        self._store.extend(fresh)

    def bulk(self, nquads: Path) -> None:
        """Load a large file without blank nodes: three times as fast as `replace_graph`.

        It is read in pieces, each a transaction: the engine holds what one call loads at some 1.2 kB a quad, up to a
        million quads for each of its threads.
        """
        try:
            with open(nquads, "rb") as file:
                while piece := file.read(_PIECE) + file.readline():
                    self._store.bulk_load(piece, ox.RdfFormat.N_QUADS, lenient=True)
        except (OSError, RuntimeError, SyntaxError) as error:
            raise _damaged(self.path, str(error)) from error

    def flush(self) -> None:
        """Write all that is in memory to the folder (without it, opening replays the log)."""
        self._store.flush()

    def optimize(self) -> None:
        """Compact the folder: halves the time of queries after a large load."""
        self._store.optimize()

    def dump(self, stream: IO[bytes], form: ox.RdfFormat, *, merge_only: bool = False) -> None:
        """Write all quads, or only the merge; in the order of the engine, the same for the same quads."""
        if merge_only:
            self._store.dump(stream, form, from_graph=ox.DefaultGraph(), prefixes=PREFIXES)
        else:
            self._store.dump(stream, form)

    def _stated_elsewhere(self, quad: ox.Quad, graph: ox.NamedNode) -> bool:
        own = f"{graph.value}/"
        if isinstance(quad.subject, ox.NamedNode) and quad.subject.value.startswith(own):
            return False  # what stands inside a document (doc/001/…) is stated by that document alone
        default = ox.DefaultGraph()
        return any(
            other.graph_name not in (graph, default)
            for other in self._store.quads_for_pattern(quad.subject, quad.predicate, quad.object, None)
        )


def label_triples(names: Mapping[str, str]) -> list[str]:
    """The triples of the graph of names, for `bulk`: one rdfs:label for each IRI."""
    return [f"{terms.iri(iri)} {terms.LABEL} {terms.string(name)}" for iri, name in names.items()]


def _data(quads: Iterable[ox.Quad]) -> str:
    """Quads as the inside of INSERT DATA or DELETE DATA."""
    groups: dict[str, list[ox.Triple]] = {}
    for quad in quads:
        groups.setdefault(str(quad.graph_name), []).append(quad.triple)
    parts = []
    for graph, triples in groups.items():
        text = (ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b"").decode()
        parts.append(text if graph == "DEFAULT" else f"GRAPH {graph} {{ {text} }}")
    return "\n".join(parts)


def _malformed(error: Exception) -> QueryError:
    words = str(error).strip() or type(error).__name__
    return QueryError(f"SPARQL 查询有误：{words[:300]} / the SPARQL query is malformed: {words[:300]}")


def _damaged(path: Path | None, reason: str) -> StoreError:
    return StoreError(
        f"图 {path} 已损坏（{reason[:200]}），再运行一次 zonegraph ingest 即可由 documents.db 重建 / "
        f"the graph in {path} is damaged: run `zonegraph ingest` again, which rebuilds it from documents.db"
    )
