"""The W3C's SPARQL 1.0 and 1.1 test manifests as plain records.

https://github.com/w3c/rdf-tests, folder `sparql`; the vocabulary of manifests is described at
https://www.w3.org/TR/rdf-sparql-query/ (test-manifest, test-query) and in the suites' README files.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.namespace import RDF, RDFS
from rdflib.term import Node

MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
QT = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-query#")
UT = Namespace("http://www.w3.org/2009/sparql/tests/test-update#")

BASE = "https://w3c.github.io/rdf-tests/sparql/"
"""Where the files are published; the base IRI of each file is its address there."""

# What the project does not offer: reasoning while querying, and data from other hosts.
LEFT_OUT = frozenset({"sparql11/entailment", "sparql11/service"})
OVER_HTTP = frozenset(
    {"sparql11/protocol", "sparql11/graph-store-protocol", "sparql11/http-rdf-update", "sparql11/service-description"}
)

CATEGORIES = {
    "QueryEvaluationTest": "query evaluation",
    "CSVResultFormatTest": "CSV results",
    "PositiveSyntaxTest": "query syntax, positive",
    "NegativeSyntaxTest": "query syntax, negative",
    "UpdateEvaluationTest": "update evaluation",
    "PositiveUpdateSyntaxTest": "update syntax, positive",
    "NegativeUpdateSyntaxTest": "update syntax, negative",
}


class Contents(NamedTuple):
    """The files of a dataset: those of its default graph, and of its named graphs with their IRIs."""

    default: tuple[Path, ...] = ()
    named: tuple[tuple[str, Path], ...] = ()


class Case(NamedTuple):
    """One test. `name` is `folder/fragment`; `kind` the manifest's type without the trailing `11`.

    `text` is the query or update, `data` what it runs on; `result` the expected result of a query (None for a syntax
    test), `after` the expected dataset of an update. `lax`: duplicates may or may not be there (REDUCED).
    """

    name: str
    suite: str
    kind: str
    text: Path
    data: Contents = Contents()
    result: Path | None = None
    after: Contents = Contents()
    lax: bool = False


def folder() -> Path:
    """The suites: $RDF_TESTS, else `shared/rdf-tests` beside the checkout; it may be absent."""
    told = os.environ.get("RDF_TESTS")
    root = Path(told) if told else Path(__file__).resolve().parents[3] / "shared" / "rdf-tests"
    return root / "sparql"


def iri_of(path: Path) -> str:
    """The published address of a file of the suites."""
    return BASE + path.relative_to(folder()).as_posix()


def path_of(iri: str) -> Path:
    """The file behind a published address."""
    return folder() / iri.removeprefix(BASE)


def read_manifest(path: Path) -> tuple[Graph, list[Node]]:
    """A manifest's graph and its entries, in their order."""
    graph = Graph().parse(path, format="turtle", publicID=iri_of(path))
    entries = graph.value(URIRef(iri_of(path)), MF.entries)
    return graph, [] if entries is None else list(Collection(graph, entries))


@lru_cache(maxsize=1)
def cases() -> tuple[Case, ...]:
    """Every test of queries, updates and result formats, less those of `LEFT_OUT`; none when the suites are absent."""
    return tuple(
        case
        for path in sorted(folder().glob("sparql1[01]/*/manifest.ttl"))
        if path.parent.relative_to(folder()).as_posix() not in LEFT_OUT | OVER_HTTP
        for case in _cases(path)
    )


def _cases(path: Path) -> Iterator[Case]:
    graph, entries = read_manifest(path)
    place = path.parent.relative_to(folder()).as_posix()
    suite = "SPARQL 1.0" if place.startswith("sparql10") else "SPARQL 1.1"
    for entry in entries:
        kind = str(graph.value(entry, RDF.type)).partition("#")[2].removesuffix("11")
        assert kind in CATEGORIES, f"{entry}: an unknown kind of test, {kind}"
        action = graph.value(entry, MF.action)
        assert action is not None, f"{entry}: no action"
        text = graph.value(action, QT.query) or graph.value(action, UT.request) or action
        result = graph.value(entry, MF.result)
        updates = kind == "UpdateEvaluationTest"
        yield Case(
            name=f"{place}/{str(entry).partition('#')[2]}",
            suite=suite,
            kind=kind,
            text=path_of(str(text)),
            data=_contents(graph, action),
            result=None if result is None or updates else path_of(str(result)),
            after=_contents(graph, result) if updates and result is not None else Contents(),
            lax=(entry, MF.resultCardinality, MF.LaxCardinality) in graph,
        )


def _contents(graph: Graph, node: Node) -> Contents:
    default = [path_of(str(one)) for prefix in (QT, UT) for one in graph.objects(node, prefix.data)]
    named = [one for prefix in (QT, UT) for one in graph.objects(node, prefix.graphData)]
    return Contents(tuple(default), tuple(named_graph(graph, one) for one in named))


def named_graph(graph: Graph, node: Node) -> tuple[str, Path]:
    """A named graph's IRI and file: a file that names itself, or a pair of a file and a label."""
    if isinstance(node, URIRef):
        return str(node), path_of(str(node))
    file = graph.value(node, UT.graph) or graph.value(node, QT.graph)
    label = graph.value(node, RDFS.label)
    assert isinstance(label, Literal)
    return str(label), path_of(str(file))
