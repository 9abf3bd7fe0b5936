"""Ten representative queries: over HTTP beside the engine called directly, and beside rdflib's own engine.

All on one graph of a million triples; HTTP and engine in turn, each query several times. rdflib holds the merge alone,
in memory (some 2 GB), and has a minute of CPU for each query; beside it stands the store as a Python program has it
(`kg.open_store`, rows read to the last), and the same over HTTP. `--part` chooses one of the two.
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
from kg import open_store
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
) -> tuple[list[float], list[float], float, float]:
    """HTTP's times and those of the other way, taken in turn, and what CPU server and other use: all in ms a query."""
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
    return ours[1:], theirs[1:], used, statistics.fmean(cost[1:])


def graph_folder(store: Path) -> Path:
    """Where the graph of a store lies."""
    with Workspace.open(store) as workspace:
        return workspace.folder.graph(workspace.generation)


def beside_the_engine(store: Path, texts: dict[str, str], rounds: int) -> None:
    """HTTP at most 1.3 times the engine and 3 ms."""
    engine = ox.Store.read_only(str(graph_folder(store)))
    worst = {"medians": 0.0, "lower quartiles": 0.0, "CPU": 0.0}

    def direct(query: str) -> bytes | None:
        found = engine.query(query, prefixes=PREFIXES)
        return found.serialize(format=ox.QueryResultsFormat.JSON)  # type: ignore[union-attr]

    with served_by(store, "--query-seconds", "120") as (port, server):
        for name, query in texts.items():
            http, straight, used, needed = asyncio.run(
                over_http(port, server, query, lambda query=query: direct(query), rounds)
            )
            low, _, _ = statistics.quantiles(http, n=4)
            low_straight, _, _ = statistics.quantiles(straight, n=4)
            told = []
            for way, ours, theirs in (
                ("medians", statistics.median(http), statistics.median(straight)),
                ("lower quartiles", low, low_straight),
                ("CPU", used, needed),
            ):
                worst[way] = max(worst[way], ours / (1.3 * theirs + 3))
                told.append(f"{way} {ours:.2f}, engine {theirs:.2f}, allowed {1.3 * theirs + 3:.2f}")
            print(f"{name}: {'; '.join(told)}", flush=True)
    for way, ratio in worst.items():
        verdict(f"worst query over HTTP beside 1.3 x engine + 3 ms, {way}", ratio, 1)


def beside_rdflib(store: Path, documents: int, rounds: int, patience: int) -> None:
    """The geometric means of rdflib's time over that of the store opened from Python, and over that of the server."""
    graph = rdflib.Graph()
    with tempfile.NamedTemporaryFile(suffix=".nt") as file:
        engine = ox.Store.read_only(str(graph_folder(store)))
        engine.dump(file.name, ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph())  # type: ignore[call-overload]
        took = cpu(lambda: graph.parse(file.name, format="nt"))
    print(f"rdflib: {len(graph):,} triples in {took / 1000:.0f} s of CPU", flush=True)
    ratios: list[tuple[float, float]] = []

    def late(*_: object) -> None:
        raise TimeoutError

    signal.signal(signal.SIGPROF, late)
    with served_by(store) as (port, server), open_store(store) as opened:
        for name, query in queries(documents, store).items():
            if "GRAPH" in query:
                continue  # rdflib holds the merge alone here

            def theirs(query: str = query) -> object:
                return len(list(graph.query(sparql_prefixes() + query)))

            def ours(query: str = query) -> object:
                return len(list(opened.results(query)[0]))  # type: ignore[arg-type]

            signal.setitimer(signal.ITIMER_PROF, patience)
            try:
                took = statistics.median(milliseconds(theirs) for _ in range(3))
            except TimeoutError:
                print(f"{name}: rdflib does not finish in {patience} s", flush=True)
                continue
            finally:
                signal.setitimer(signal.ITIMER_PROF, 0)
            python = statistics.median([milliseconds(ours) for _ in range(rounds + 1)][1:])  # by itself, as rdflib
            http = statistics.median(asyncio.run(over_http(port, server, query, lambda: None, rounds))[0])
            ratios.append((took / python, took / http))
            print(
                f"{name}: rdflib {took:.1f} ms; in Python {python:.2f} ms, {took / python:.1f} times; "
                f"HTTP {http:.2f} ms, {took / http:.1f} times",
                flush=True,
            )
    for way, told in zip(("in Python", "over HTTP"), zip(*ratios, strict=True), strict=True):
        mean = math.exp(statistics.fmean(math.log(one) for one in told))
        print(f"geometric mean over rdflib, {way}: {mean:.1f} (at least 15) {'ok' if mean >= 15 else 'UNDER'}")


def main() -> None:
    """Print the figures."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--documents", type=int, default=2100)
    options.add_argument("--rounds", type=int, default=25)
    options.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "zonegraph-bench")
    options.add_argument("--part", choices=("engine", "rdflib"))
    told = options.parse_args()
    print(f"load of the machine before: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores; results as {JSON}")
    store = made_store(told.folder, told.documents, 48)
    if told.part != "rdflib":
        beside_the_engine(store, queries(told.documents, store), told.rounds)
    if told.part != "engine":
        beside_rdflib(store, told.documents, told.rounds, 60)


if __name__ == "__main__":
    main()
