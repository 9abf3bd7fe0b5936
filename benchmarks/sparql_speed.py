"""Ten representative queries: over HTTP beside the engine called directly, and beside rdflib's own engine.

All on one graph of a million triples; HTTP and engine in turn, each query several times. rdflib holds the merge alone,
in memory (some 2 GB), and has a minute for each query.
"""

from __future__ import annotations

import argparse
import asyncio
import math
import os
import signal
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import rdflib
from _common import verdict
from _http import JSON, Client, served, sparql_path
from _made_store import _zone, made_store

from api.workspace import Workspace
from kg.namespaces import PREFIXES, sparql_prefixes

QUERIES = {
    "point": "SELECT ?p ?o {{ ?z a zg:Zone ; rdfs:label '{zone}' ; ?p ?o }}",
    "two hops": "SELECT ?p ?c {{ ?p zg:locatedIn ?z . ?z rdfs:label '{zone}' . ?c zg:investsIn ?p }}",
    "sum by year": (
        "SELECT ?y (SUM(?v) AS ?s) {{ ?o zg:indicator/rdfs:label '{indicator}' ; zg:year ?y ; zg:value ?v }} "
        "GROUP BY ?y"
    ),
    "range": "SELECT ?p ?v {{ ?p zg:investmentCNY ?v . FILTER(?v > 4950000000) }}",
    "three optional": (
        "SELECT * {{ ?z rdfs:label '{zone}' . ?p zg:locatedIn ?z OPTIONAL {{ ?p zg:stage ?s }} "
        "OPTIONAL {{ ?p zg:inIndustry ?i }} OPTIONAL {{ ?p zg:investmentCNY ?v }} }}"
    ),
    "path": "SELECT (COUNT(*) AS ?n) {{ ?z rdfs:label '{zone}' . ?z (^zg:locatedIn/^zg:investsIn/zg:partnerOf?)+ ?c }}",
    "count": "SELECT ?c (COUNT(*) AS ?n) {{ ?s a ?c }} GROUP BY ?c",
    "regex": "SELECT ?c ?n {{ ?c a zg:Company ; rdfs:label ?n FILTER(REGEX(?n, '^松.*酿造')) }}",
    "provenance": (
        "SELECT ?d ?s ?e {{ ?z rdfs:label '{zone}' . GRAPH ?d {{ ?o zg:subject ?z ; zg:start ?s ; zg:end ?e ; "
        "prov:wasDerivedFrom ?p }} }}"
    ),
    "top ten": (
        "SELECT ?l (SUM(?v) AS ?s) {{ ?p zg:locatedIn ?z ; zg:investmentCNY ?v ; zg:stage '开工' . ?z rdfs:label ?l }} "
        "GROUP BY ?l ORDER BY DESC(?s) LIMIT 10"
    ),
}  # fmt: skip


def queries(documents: int, store: Path) -> dict[str, str]:
    """The texts, about things that the store has."""
    with Workspace.open(store) as workspace:
        zones = set(workspace.documents.all_names("Zone").values())
        indicator = next(one.indicator for _, facts in workspace.documents.all() for one in facts.observations)
    zone = next(name for name in (_zone(place) for place in range(documents // 5)) if name in zones)
    return {name: text.format(zone=zone, indicator=indicator) for name, text in QUERIES.items()}


def milliseconds(work: Callable[[], object]) -> float:
    """How long one call takes."""
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


async def over_http(port: int, query: str, other: Callable[[], object], rounds: int) -> tuple[float, float]:
    """Medians of HTTP and of the other way, taken in turn."""
    client, ours, theirs = Client(port), [], []
    for turn in range(rounds + 1):
        status, _, seconds = await client.get(sparql_path(query))
        assert status == 200, query
        taken = milliseconds(other)
        if turn:
            ours.append(seconds * 1000)
            theirs.append(taken)
    client.close()
    return statistics.median(ours), statistics.median(theirs)


def graph_folder(store: Path) -> Path:
    """Where the graph of a store lies."""
    with Workspace.open(store) as workspace:
        return workspace.folder.graph(workspace.generation)


def beside_the_engine(store: Path, documents: int, rounds: int) -> None:
    """HTTP at most 1.3 times the engine and 3 ms."""
    engine = ox.Store.read_only(str(graph_folder(store)))
    worst = 0.0

    def direct(query: str) -> bytes | None:
        found = engine.query(query, prefixes=PREFIXES)
        return found.serialize(format=ox.QueryResultsFormat.JSON)  # type: ignore[union-attr]

    with served(store) as port:
        for name, query in queries(documents, store).items():
            ours, theirs = asyncio.run(over_http(port, query, lambda query=query: direct(query), rounds))
            allowed = 1.3 * theirs + 3
            worst = max(worst, ours / allowed)
            print(f"{name}: HTTP {ours:.2f} ms, engine {theirs:.2f} ms, allowed {allowed:.2f}")
    verdict("worst query over HTTP beside 1.3 x engine + 3 ms", worst, 1)


def beside_rdflib(store: Path, documents: int, patience: int) -> None:
    """The geometric mean of rdflib's times over those of HTTP."""
    graph = rdflib.Graph()
    with tempfile.NamedTemporaryFile(suffix=".nt") as file:
        engine = ox.Store.read_only(str(graph_folder(store)))
        engine.dump(file.name, ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph())  # type: ignore[call-overload]
        took = milliseconds(lambda: graph.parse(file.name, format="nt"))
    print(f"rdflib: {len(graph):,} triples in {took / 1000:.0f} s")
    ratios = []

    def late(*_: object) -> None:
        raise TimeoutError

    signal.signal(signal.SIGALRM, late)
    with served(store) as port:
        for name, query in queries(documents, store).items():
            if "GRAPH" in query:
                continue  # rdflib holds the merge alone here

            def theirs(query: str = query) -> object:
                return len(list(graph.query(sparql_prefixes() + query)))

            signal.alarm(patience)
            try:
                took = min(milliseconds(theirs) for _ in range(2))
            except TimeoutError:
                print(f"{name}: rdflib does not finish in {patience} s")
                continue
            finally:
                signal.alarm(0)
            ours, _ = asyncio.run(over_http(port, query, lambda: None, 7))
            ratios.append(took / ours)
            print(f"{name}: rdflib {took:.1f} ms, HTTP {ours:.2f} ms, {took / ours:.1f} times")
    mean = math.exp(statistics.fmean(math.log(one) for one in ratios))
    print(f"geometric mean over rdflib: {mean:.1f} (at least 15) {'ok' if mean >= 15 else 'UNDER'}")


def main() -> None:
    """Print the figures."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--documents", type=int, default=2100)
    options.add_argument("--rounds", type=int, default=15)
    options.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "zonegraph-bench")
    told = options.parse_args()
    print(f"load of the machine before: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores; results as {JSON}")
    store = made_store(told.folder, told.documents, 48)
    beside_the_engine(store, told.documents, told.rounds)
    beside_rdflib(store, told.documents, 60)


if __name__ == "__main__":
    main()
