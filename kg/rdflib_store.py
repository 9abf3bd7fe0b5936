"""The store behind an `rdflib.Dataset`: oxrdflib's, made read-only, with this program's queries."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NoReturn

import pyoxigraph as ox
from oxrdflib import OxigraphStore as OxrdflibStore
from oxrdflib._converter import from_ox, to_ox
from rdflib import Graph
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID
from rdflib.query import Result
from rdflib.term import Identifier, Node, Variable

from kg.errors import QueryError, StoreError

if TYPE_CHECKING:
    from kg.opened import OpenStore


class ReadOnlyStore(OxrdflibStore):
    """`triples`, `contexts` and namespaces are oxrdflib's. What would change the graph is a `StoreError`."""

    def __init__(self, graph: ox.Store, opened: OpenStore) -> None:
        super().__init__(store=graph)
        self._opened = opened

    def query(
        self,
        query: Any,
        initNs: Mapping[str, Any],
        initBindings: Mapping[str, Identifier],
        queryGraph: str,
        **kwargs: object,
    ) -> Result:
        """Run a query as `OpenStore.query` does; `initBindings` become a VALUES clause at its end.

        On a named graph (`dataset.graph(iri).query(…)`) it is asked of that graph alone.
        """
        if not isinstance(query, str):
            raise QueryError("查询须为文本 / the query must be a text: prepared queries are rdflib's own")
        prefixes = "".join(f"PREFIX {name}: <{iri}> " for name, iri in initNs.items())
        text = f"{prefixes}{query}"
        if initBindings:
            names = " ".join(f"?{name}" for name in initBindings)
            text += f"\nVALUES ({names}) {{ ({' '.join(str(to_ox(value)) for value in initBindings.values())}) }}"
        default = None
        if isinstance(queryGraph, Node) and queryGraph != DATASET_DEFAULT_GRAPH_ID:
            default = str(queryGraph)
        results, calls = self._opened.results(text, default)
        told = _result(results)
        calls.check()
        return told

    def __len__(self, context: Graph | None = None) -> int:
        where = "{ ?s ?p ?o }"
        if context is not None and context.identifier != DATASET_DEFAULT_GRAPH_ID:
            where = f"{{ GRAPH {context.identifier.n3()} {where} }}"
        counted = self._inner.query(f"SELECT (COUNT(*) AS ?n) {where}")
        assert isinstance(counted, ox.QuerySolutions)
        return int(next(counted)["n"].value)

    def _refuse(self, *_: object, **__: object) -> NoReturn:
        raise StoreError("图只读，不能修改 / the graph is read-only: copy it into a Graph of your own to change it")

    add = addN = remove = update = remove_graph = destroy = _refuse

    def add_graph(self, graph: Graph) -> None:
        """Nothing: rdflib calls it for every graph that is merely looked at."""


def _result(results: Any) -> Result:
    if isinstance(results, ox.QueryBoolean):
        told = Result("ASK")
        told.askAnswer = bool(results)
    elif isinstance(results, ox.QueryTriples):
        told = Result("CONSTRUCT")
        told.graph = Graph()
        for triple in results:
            told.graph.add((_term(triple.subject), _term(triple.predicate), _term(triple.object)))
    else:
        told = Result("SELECT")
        told.vars = [Variable(variable.value) for variable in results.variables]
        told.bindings = [
            {name: _term(term) for name, term in zip(told.vars, solution, strict=True) if term is not None}
            for solution in results
        ]
    return told


def _term(term: Any) -> Identifier:
    made = from_ox(term)
    assert isinstance(made, Identifier)
    return made
