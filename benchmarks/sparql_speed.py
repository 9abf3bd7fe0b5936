"""Ten representative queries: over HTTP beside the engine called directly, and beside rdflib's own engine.

All on one graph of a million triples; HTTP and engine in turn, each query several times. rdflib holds the merge alone,
in memory (some 2 GB), and has a minute of CPU for each query. `--part` chooses one of the two.
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
from _http import JSON, Client, busy, served_by, sparql_path
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


def cpu(work: Callable[[], object]) -> float:
    """Milliseconds of CPU that one call takes in this process."""
    began = time.process_time()
    work()
    return (time.process_time() - began) * 1000


async def over_http(
    port: int, server: int, query: str, other: Callable[[], object], rounds: int
) -> tuple[float, float, float, float]:
    """Medians of HTTP and of the other way, taken in turn, and what CPU server and other use: all in ms a query."""
    client, ours, theirs, cost = Client(port), [], [], []
    began = 0.0
    for turn in range(rounds + 1):
        if turn == 1:
            began = busy(server)
        status, _, seconds = await client.get(sparql_path(query))
        assert status == 200, query
        ours.append(seconds * 1000)
        cost.append(cpu(lambda: theirs.append(milliseconds(other))))
    used = (busy(server) - began) * 1000 / rounds
    client.close()
    return statistics.median(ours[1:]), statistics.median(theirs[1:]), used, statistics.fmean(cost[1:])


def graph_folder(store: Path) -> Path:
    """Where the graph of a store lies."""
    with Workspace.open(store) as workspace:
        return workspace.folder.graph(workspace.generation)


def beside_the_engine(store: Path, documents: int, rounds: int) -> None:
    """HTTP at most 1.3 times the engine and 3 ms."""
    engine = ox.Store.read_only(str(graph_folder(store)))
    worst = worst_cpu = 0.0

    def direct(query: str) -> bytes | None:
        found = engine.query(query, prefixes=PREFIXES)
        return found.serialize(format=ox.QueryResultsFormat.JSON)  # type: ignore[union-attr]

    with served_by(store) as (port, server):
        for name, query in queries(documents, store).items():
            ours, theirs, used, needed = asyncio.run(
                over_http(port, server, query, lambda query=query: direct(query), rounds)
            )
            worst = max(worst, ours / (1.3 * theirs + 3))
            worst_cpu = max(worst_cpu, used / (1.3 * needed + 3))
            print(
                f"{name}: HTTP {ours:.2f} ms, engine {theirs:.2f} ms, allowed {1.3 * theirs + 3:.2f}; "
                f"of CPU {used:.2f}, {needed:.2f}, {1.3 * needed + 3:.2f}",
                flush=True,
            )
    verdict("worst query over HTTP beside 1.3 x engine + 3 ms", worst, 1)
    verdict("the same in time of CPU, which other work on the machine does not lengthen", worst_cpu, 1)


def beside_rdflib(store: Path, documents: int, patience: int) -> None:
    """The geometric mean of rdflib's time of CPU over that of the server with its processes."""
    graph = rdflib.Graph()
    with tempfile.NamedTemporaryFile(suffix=".nt") as file:
        engine = ox.Store.read_only(str(graph_folder(store)))
        engine.dump(file.name, ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph())  # type: ignore[call-overload]
        took = cpu(lambda: graph.parse(file.name, format="nt"))
    print(f"rdflib: {len(graph):,} triples in {took / 1000:.0f} s of CPU", flush=True)
    ratios = []

    def late(*_: object) -> None:
        raise TimeoutError

    signal.signal(signal.SIGPROF, late)
    with served_by(store) as (port, server):
        for name, query in queries(documents, store).items():
            if "GRAPH" in query:
                continue  # rdflib holds the merge alone here

            def theirs(query: str = query) -> object:
                return len(list(graph.query(sparql_prefixes() + query)))

            signal.setitimer(signal.ITIMER_PROF, patience)
            try:
                took = min(cpu(theirs) for _ in range(2))
            except TimeoutError:
                print(f"{name}: rdflib does not finish in {patience} s", flush=True)
                continue
            finally:
                signal.setitimer(signal.ITIMER_PROF, 0)
            _, _, used, _ = asyncio.run(over_http(port, server, query, lambda: None, 15))
            ratios.append(took / used)
            print(f"{name}: rdflib {took:.1f} ms, HTTP {used:.2f} ms, {took / used:.1f} times", flush=True)
    mean = math.exp(statistics.fmean(math.log(one) for one in ratios))
    print(f"geometric mean over rdflib: {mean:.1f} (at least 15) {'ok' if mean >= 15 else 'UNDER'}")


def main() -> None:
    """Print the figures."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--documents", type=int, default=2100)
    options.add_argument("--rounds", type=int, default=15)
    options.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "zonegraph-bench")
    options.add_argument("--part", choices=("engine", "rdflib"))
    told = options.parse_args()
    print(f"load of the machine before: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores; results as {JSON}")
    store = made_store(told.folder, told.documents, 48)
    if told.part != "rdflib":
        beside_the_engine(store, told.documents, told.rounds)
    if told.part != "engine":
        beside_rdflib(store, told.documents, 60)


if __name__ == "__main__":
    main()
