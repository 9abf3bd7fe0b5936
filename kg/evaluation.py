"""One SPARQL query on an opened store: its dataset, its calls to the search index, and its result as bytes."""

from __future__ import annotations

import io
from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from kg.errors import QueryError, ZonegraphError
from kg.truncation import cut_to_rows

if TYPE_CHECKING:
    import pyoxigraph as ox

    from kg.store import Results

LARGEST_RESULT = 64 << 20  # bytes
MOST_ROWS = 1_000_000
LARGEST_MERGE = 2_000_000  # triples that may be brought together for one dataset
MOST_SEARCHES = 1000  # different searches of one query
_KEPT_MERGES = 2

FUNCTIONS = "urn:zonegraph:search:"
"""Prefix of the functions that a query with variable questions calls; `kg.searches` writes them."""


class QueryRequest(NamedTuple):
    """One query with its dataset. `media_type` is what the engine writes; empty tuples mean the store's own dataset.

    `searches`: the text calls the functions of `FUNCTIONS`.
    """

    text: str
    media_type: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    base_iri: str | None = None
    searches: bool = False


class Found(NamedTuple):
    """One hit of a search: the IRI of a passage or an entity, how well it fits, and its words or its name."""

    iri: str
    score: float
    words: str


Find = Callable[[str, str, int, bool], Sequence[Found]]
"""(IRI of the class looked for, the question, how many, whether their words are wanted) → hits, best first."""


class Merges:
    """RDF merges of graphs of one store, the last ones kept: the engine would count a triple once per graph."""

    def __init__(self, store: ox.Store) -> None:
        self._store = store
        self._kept: OrderedDict[tuple[tuple[str, ...], tuple[str, ...]], ox.Store] = OrderedDict()

    def get(self, default_graphs: tuple[str, ...], named_graphs: tuple[str, ...]) -> ox.Store:
        """A store whose default graph is the merge. `QueryError` when the graphs are too large to be merged."""
        key = default_graphs, named_graphs
        if key not in self._kept:
            while len(self._kept) >= _KEPT_MERGES:
                self._kept.popitem(last=False)
            self._kept[key] = self._merge(default_graphs, named_graphs)
        self._kept.move_to_end(key)
        return self._kept[key]

    def _merge(self, default_graphs: tuple[str, ...], named_graphs: tuple[str, ...]) -> ox.Store:
        import pyoxigraph as ox

        merged = ox.Store()
        count = 0
        for iri in default_graphs:
            quads = self._store.quads_for_pattern(None, None, None, ox.NamedNode(iri))
            fresh = [ox.Quad(quad.subject, quad.predicate, quad.object) for quad in quads]
            count += len(fresh)
            if count > LARGEST_MERGE:
                raise QueryError(
                    f"要合并的图超过 {LARGEST_MERGE} 条三元组 / the graphs of FROM hold more than {LARGEST_MERGE} "
                    "triples: name fewer, or none (the default graph is the merge of all documents)"
                )
            merged.extend(fresh)
        for iri in named_graphs:
            merged.extend(self._store.quads_for_pattern(None, None, None, ox.NamedNode(iri)))
        return merged


def solve(
    store: ox.Store, request: QueryRequest, find: Find | None = None, merges: Merges | None = None
) -> tuple[Results, Calls]:
    """The engine's results, and the searches that it makes while they are read: `Calls.check` tells their failures.

    SyntaxError when the query is malformed, `QueryError` when it asks too much. `merges` keeps what several queries on
    one store need.
    """
    import pyoxigraph as ox

    from kg.namespaces import PREFIXES

    default_graphs, named_graphs = request.default_graphs, request.named_graphs
    default: list[Any] | None = None
    if default_graphs or named_graphs:
        filled = [iri for iri in default_graphs if _holds(store, iri)]
        if len(filled) > 1:
            store, default = (merges or Merges(store)).get(tuple(filled), named_graphs), [ox.DefaultGraph()]
        else:
            default = [ox.NamedNode(iri) for iri in filled]
    calls = Calls(find)
    results = store.query(
        request.text,
        base_iri=request.base_iri,
        prefixes=PREFIXES,
        default_graph=default,
        named_graphs=None if default is None else [ox.NamedNode(iri) for iri in named_graphs],
        custom_functions=calls.functions() if request.searches and find is not None else None,
    )
    return results, calls


def evaluate(store: ox.Store, request: QueryRequest, find: Find | None = None, merges: Merges | None = None) -> bytes:
    """Run a query and serialise what comes out; errors as of `solve`.

    A SELECT of more than `MOST_ROWS` rows or `LARGEST_RESULT` bytes is `Truncated` at the end of a row.
    """
    import pyoxigraph as ox

    from kg.namespaces import PREFIXES

    results, calls = solve(store, request, find, merges)
    sink = _Bounded()
    try:
        if isinstance(results, ox.QueryTriples):
            ox.serialize(results, sink, format=ox.RdfFormat.from_media_type(request.media_type), prefixes=PREFIXES)
        else:
            results.serialize(sink, format=ox.QueryResultsFormat.from_media_type(request.media_type))
    except OSError:
        if not sink.full:
            raise
    calls.check()
    written = sink.getvalue()
    if sink.full or isinstance(results, ox.QuerySolutions):
        cut = cut_to_rows(written, request.media_type, MOST_ROWS, whole=not sink.full)
        if cut is None:
            raise QueryError(
                f"结果超过 {LARGEST_RESULT >> 20} MB / the result is larger than {LARGEST_RESULT >> 20} MB: "
                "ask for a part of it (LIMIT, OFFSET), or export the store"
            )
        return cut
    return written


def _holds(store: ox.Store, graph: str) -> bool:
    import pyoxigraph as ox

    return next(iter(store.quads_for_pattern(None, None, None, ox.NamedNode(graph))), None) is not None


class _Bounded(io.BytesIO):
    """Takes `LARGEST_RESULT` bytes, then says that it is full."""

    full = False

    def write(self, data: Any) -> int:
        if self.tell() + len(data) > LARGEST_RESULT:
            self.full = True
            super().write(data[: LARGEST_RESULT - self.tell()])
            raise OSError("full")
        return super().write(data)


class Calls:
    """The search as functions that the engine calls.

    Each takes (class, question, how many, whether words are wanted, rank) and gives the hit, its score or its words.
    """

    def __init__(self, find: Find | None) -> None:
        self._find = find
        self._found: dict[tuple[str, str, int, bool], Sequence[Found]] = {}
        self._failure: ZonegraphError | None = None

    def check(self) -> None:
        """Raise what went wrong in a search; the engine takes an error of a function for an unbound value."""
        if self._failure is not None:
            raise self._failure

    def functions(self) -> dict[Any, Callable[..., Any]]:
        """By the names under which a query calls them."""
        import pyoxigraph as ox

        decimal = ox.NamedNode("http://www.w3.org/2001/XMLSchema#decimal")

        def score(value: float) -> ox.Literal:
            return ox.Literal(f"{value:.6f}", datatype=decimal)

        return {
            ox.NamedNode(FUNCTIONS + "hit"): lambda *given: self._on(given, lambda hit: ox.NamedNode(hit.iri)),
            ox.NamedNode(FUNCTIONS + "score"): lambda *given: self._on(given, lambda hit: score(hit.score)),
            ox.NamedNode(FUNCTIONS + "words"): lambda *given: self._on(given, lambda hit: ox.Literal(hit.words)),
        }

    def _on(self, given: Sequence[Any], part: Callable[[Found], Any]) -> Any:
        kind, question, limit, words, rank = given
        key = kind.value, question.value, int(limit.value), words.value == "true"
        place = int(rank.value) - 1
        if key not in self._found and self._failure is None and self._find is not None:
            if len(self._found) >= MOST_SEARCHES:
                self._failure = QueryError(
                    f"一次查询至多检索 {MOST_SEARCHES} 次 / a query may search {MOST_SEARCHES} times: "
                    "let fewer rows reach SERVICE zg:search"
                )
            else:
                try:
                    self._found[key] = self._find(*key)
                except ZonegraphError as error:
                    self._failure = error
        found = self._found.get(key, ())
        return part(found[place]) if place < len(found) else None
