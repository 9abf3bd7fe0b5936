"""Whether two results are the same: graphs up to the names of blank nodes, tables likewise.

A table is compared as a dataset with a node for each row, so that one algorithm (RDF Dataset Canonicalization,
https://www.w3.org/TR/rdf-canon/) decides for both. `exact` asks for the same terms; `normal` for the same terms after
the engine's store has rewritten the literals of what is expected (`01` → `1`, `1.0` → `1`, `+00:00` → `Z`): the value
is right, its characters are not those of the data.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Literal, NamedTuple

import pyoxigraph as ox

from w3c_manifests import Contents, iri_of

Verdict = Literal["exact", "value", "wrong"]
Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
RS = "http://www.w3.org/2001/sw/DataAccess/tests/result-set#"
RDF_TYPE = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")


class Table(NamedTuple):
    """Solutions: the variables, and for each row what is bound. `ordered`: the order of rows counts."""

    variables: frozenset[str]
    rows: list[dict[str, Term]]
    ordered: bool = False


Result = bool | Table | ox.Dataset


def read_expected(path: Path, text: str) -> Result:
    """The expected result of a query: XML, JSON or TSV results, results as RDF, or a graph."""
    if path.suffix in (".srx", ".srj", ".tsv"):
        form = {".srx": "XML", ".srj": "JSON", ".tsv": "TSV"}[path.suffix]
        return read_results(path.read_bytes(), getattr(ox.QueryResultsFormat, form), ordered=_is_ordered(text))
    graph = dataset(Contents((path,)))
    found = list(graph.quads_for_predicate(ox.NamedNode(RS + "boolean")))
    if found:
        return found[0].object == ox.Literal(True)
    tables = [quad.subject for quad in graph.quads_for_object(ox.NamedNode(RS + "ResultSet"))]
    return _table_of(graph, tables[0]) if tables else graph


def read_results(content: bytes, form: ox.QueryResultsFormat, *, ordered: bool) -> Result:
    """Serialised solutions or a boolean."""
    parsed = ox.parse_query_results(content, format=form)
    if isinstance(parsed, ox.QueryBoolean):
        return bool(parsed)
    names = [variable.value for variable in parsed.variables]
    rows = [{name: row[name] for name in names if row[name] is not None} for row in parsed]
    return Table(frozenset(names), rows, ordered)


def _is_ordered(text: str) -> bool:
    return re.search(r"\border\s+by\b", text, re.IGNORECASE) is not None


def _table_of(graph: ox.Dataset, node: Term) -> Table:
    """Results as RDF (the `result-set` vocabulary); in order when each solution has an index."""

    def values(subject: Term, name: str) -> list[Term]:
        assert not isinstance(subject, ox.Literal)
        quads = graph.quads_for_subject(subject)
        return [quad.object for quad in quads if quad.predicate.value == RS + name]

    def strings(subject: Term, name: str) -> list[str]:
        return [one.value for one in values(subject, name) if isinstance(one, ox.Literal)]

    rows = []
    for solution in values(node, "solution"):
        bound = {strings(one, "variable")[0]: values(one, "value")[0] for one in values(solution, "binding")}
        index = strings(solution, "index")
        rows.append((int(index[0]) if index else None, bound))
    ordered = bool(rows) and all(index is not None for index, _ in rows)
    if ordered:
        rows.sort(key=lambda pair: pair[0] or 0)
    return Table(frozenset(strings(node, "resultVariable")), [row for _, row in rows], ordered)


def dataset(contents: Contents) -> ox.Dataset:
    """The graphs of a test's files; blank nodes of different files stay apart."""
    quads: list[ox.Quad] = []
    for name, path in [(None, path) for path in contents.default] + list(contents.named):
        graph = ox.DefaultGraph() if name is None else ox.NamedNode(name)
        base = iri_of(path)
        parsed = ox.parse(path=str(path), base_iri=base, rename_blank_nodes=True)
        quads += [ox.Quad(one.subject, one.predicate, one.object, graph) for one in parsed]
    return ox.Dataset(quads)


def normal(term: Term) -> Term:
    """A term as the engine's store gives it back."""
    if not isinstance(term, ox.Literal):
        return term
    store = ox.Store()
    store.add(ox.Quad(RDF_TYPE, RDF_TYPE, term, ox.DefaultGraph()))
    rewritten: Term = next(iter(store)).object
    return rewritten


def compare(found: Result, expected: Result, *, lax: bool = False) -> Verdict:
    """`exact`, `value` or `wrong`."""
    if isinstance(found, bool) or isinstance(expected, bool):
        return "exact" if found is expected else "wrong"
    if isinstance(found, Table) != isinstance(expected, Table):
        return "wrong"
    if isinstance(found, Table) and isinstance(expected, Table):
        if found.variables != expected.variables and expected.variables:
            return "wrong"
        found = found._replace(ordered=expected.ordered)
        if lax:
            return _compare_lax(found, expected)
    if _canonical(found, rewrite=False) == _canonical(expected, rewrite=False):
        return "exact"
    if _canonical(found, rewrite=True) == _canonical(expected, rewrite=True):
        return "value"
    return "wrong"


def _canonical(result: Table | ox.Dataset, *, rewrite: bool) -> ox.Dataset:
    quads = _as_quads(result) if isinstance(result, Table) else list(result)
    if rewrite:
        quads = [ox.Quad(one.subject, one.predicate, normal(one.object), one.graph_name) for one in quads]
    copy = ox.Dataset(quads)
    copy.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return copy


def _as_quads(table: Table) -> list[ox.Quad]:
    """Each row as a node of its own, with its place when the order counts."""
    quads = []
    for place, row in enumerate(table.rows):
        node = ox.BlankNode()
        number = ox.Literal(place) if table.ordered else ox.Literal("row")
        quads.append(ox.Quad(node, ox.NamedNode("row:place"), number))
        quads += [ox.Quad(node, ox.NamedNode(f"row:{name}"), term) for name, term in row.items()]
    return quads


def _compare_lax(found: Table, expected: Table) -> Verdict:
    """REDUCED: the same rows, each at least once and at most as often as expected."""

    def counted(table: Table) -> Counter[frozenset[tuple[str, str]]]:
        return Counter(frozenset((name, str(term)) for name, term in row.items()) for row in table.rows)

    here, there = counted(found), counted(expected)
    return "exact" if set(here) == set(there) and all(here[row] <= there[row] for row in here) else "wrong"


def compare_csv(found: bytes, expected: bytes) -> Verdict:
    """CSV results, which have no types: cells as strings, `value` where equal as numbers.

    Blank nodes are only known to be blank nodes; the order of rows and columns does not count (`SELECT *`).
    """

    def rows(content: bytes, *, rewrite: bool) -> Counter[tuple[tuple[str, str], ...]]:
        lines = csv.DictReader(io.StringIO(content.decode(), newline=""))
        return Counter(tuple(sorted((name, _cell(cell, rewrite)) for name, cell in row.items())) for row in lines)

    if rows(found, rewrite=False) == rows(expected, rewrite=False):
        return "exact"
    return "value" if rows(found, rewrite=True) == rows(expected, rewrite=True) else "wrong"


def _cell(text: str, rewrite: bool) -> str:
    if text.startswith("_:"):
        return "_:"
    try:
        return str(float(text)) if rewrite else text
    except ValueError:
        return text


def describe(result: Result, limit: int = 12) -> str:
    """A result for the message of a failure."""
    if isinstance(result, bool):
        return str(result)
    lines: Iterable[str]
    if isinstance(result, Table):
        lines = [str({name: str(term) for name, term in sorted(row.items())}) for row in result.rows]
    else:
        lines = sorted(str(quad) for quad in result)
    listed = list(lines)
    return "\n  ".join([f"{len(listed)} rows", *listed[:limit]])
