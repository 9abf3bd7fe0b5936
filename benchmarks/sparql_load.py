"""50 clients of light SPARQL queries while one heavy query runs into its limit, on a graph of a million triples.

Each client asks, reads, and waits a second on average before it asks again, as people with a page do (without a pause
50 clients on 2 cores wait for one another, whatever the server: 25 times the time of one query at least, which is
printed too). Every query is a different one. `/healthz` and `/api/ask` are asked all the while.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import statistics
import tempfile
import time
from collections import Counter
from pathlib import Path

from _common import verdict
from _http import Client, others, served_by, sparql_path
from _made_store import _company, _zone, made_store

HEAVY = (
    "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",  # runs into its time
    "SELECT ?a ?f { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?f ?a",  # runs into its memory, if sooner
)
LIGHT = (
    "SELECT ?p ?o {{ ?z a zg:Zone ; rdfs:label '{zone}' ; ?p ?o }}",
    "SELECT ?i ?t {{ ?z rdfs:label '{zone}' . ?o zg:subject ?z ; zg:indicator/rdfs:label ?i ; zg:text ?t }}",
    "SELECT ?p ?v {{ ?c rdfs:label '{company}' ; zg:investsIn ?p . ?p zg:investmentCNY ?v }}",
    "SELECT ?l {{ ?z rdfs:label '{zone}' ; zg:implements/rdfs:label ?l }}",
    "ASK {{ <https://zonegraph.example/doc/{doc}> a zg:Document }}",
    "SELECT ?s ?e {{ GRAPH <https://zonegraph.example/doc/{doc}> {{ ?o a zg:Relation ; zg:start ?s ; zg:end ?e }} }}",
    "DESCRIBE <https://zonegraph.example/doc/{doc}>",
)


def light(rng: random.Random, documents: int) -> str:
    """One of the light queries, about another thing each time."""
    query = rng.choice(LIGHT).format(
        zone=_zone(rng.randrange(max(20, documents // 5))),
        company=_company(rng.randrange(documents * 7)),
        doc=f"made-{rng.randrange(documents):06}",
    )
    return f"{query} # {rng.random()}" if query.startswith("DESCRIBE") else f"{query} LIMIT {rng.randint(50, 5000)}"


class Run:
    """Latencies in ms by kind, and what went wrong."""

    def __init__(self) -> None:
        self.taken: dict[str, list[float]] = {}
        self.errors: Counter[str] = Counter()

    def note(self, kind: str, status: int, seconds: float, wanted: int = 200) -> None:
        self.taken.setdefault(kind, []).append(seconds * 1000)
        if status != wanted:
            self.errors[f"{kind}: {status}"] += 1

    def told(self, kind: str) -> str:
        taken = sorted(self.taken[kind])
        shares = [taken[min(len(taken) - 1, int(len(taken) * share))] for share in (0.5, 0.95, 0.99)]
        return f"{len(taken)} requests, p50 {shares[0]:.1f} p95 {shares[1]:.1f} p99 {shares[2]:.1f} ms"

    def p99(self, kind: str) -> float:
        taken = sorted(self.taken[kind])
        return taken[min(len(taken) - 1, int(len(taken) * 0.99))]


async def lone(port: int, documents: int, rounds: int) -> list[float]:
    """Seconds of light queries by one client that has the server to itself."""
    client, rng, taken = Client(port), random.Random(1), []
    for turn in range(rounds):
        status, _, seconds = await client.get(sparql_path(light(rng, documents)), "*/*")
        assert status == 200
        if turn >= rounds // 4:
            taken.append(seconds)
    client.close()
    return taken


async def crowd(port: int, documents: int, clients: int, seconds: float, pause: float, heavy: bool) -> Run:
    """What `clients` see in that time, with `pause` seconds on average between an answer and the next question."""
    run, until = Run(), time.perf_counter() + seconds

    async def one(number: int) -> None:
        client, rng = Client(port), random.Random(1000 + number)
        await asyncio.sleep(rng.uniform(0, pause))
        while time.perf_counter() < until:
            status, _, taken = await client.get(sparql_path(light(rng, documents)), "*/*")
            run.note("light", status, taken)
            await asyncio.sleep(rng.expovariate(1 / pause) if pause else 0)
        client.close()

    async def beside(kind: str, every: float) -> None:
        client = Client(port)
        body = json.dumps({"question": "哪些开发区推行了全代办？"}).encode()
        while time.perf_counter() < until:
            if kind == "/healthz":
                status, _, taken = await client.get("/healthz")
            else:
                status, _, taken = await client.post(kind, body, "application/json")
            run.note(kind, status, taken)
            await asyncio.sleep(every)
        client.close()

    async def heavily() -> None:
        client, turn = Client(port), 0
        while time.perf_counter() < until:
            status, _, taken = await client.get(sparql_path(HEAVY[turn % 2]))
            turn += 1
            run.note("heavy", status, taken, wanted=503)
        client.close()

    jobs = [one(number) for number in range(clients)]
    if pause:
        jobs += [beside("/healthz", 0.2), beside("/api/ask", 1.0)]
    if heavy:
        jobs.append(heavily())
    await asyncio.gather(*jobs)
    return run


def main() -> None:
    """Print the figures."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--documents", type=int, default=2100)
    options.add_argument("--clients", type=int, default=50)
    options.add_argument("--seconds", type=float, default=25)
    options.add_argument("--limit", type=float, default=8, help="what the server gives a query, in seconds")
    options.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "zonegraph-bench")
    told = options.parse_args()
    store = made_store(told.folder, told.documents, 48)
    print(f"load of the machine before: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    with served_by(store, "--query-seconds", str(told.limit)) as (port, server):
        alone = statistics.median(asyncio.run(lone(port, told.documents, 400))) * 1000
        print(f"lone client: median {alone:.2f} ms")
        without = 0.0
        for heavy in (False, True):
            with others(server) as beside:
                run = asyncio.run(crowd(port, told.documents, told.clients, told.seconds, 1.0, heavy))
            print(f"{told.clients} clients{', a heavy query all the while' if heavy else ''}:")
            for kind in run.taken:
                print(f"  {kind}: {run.told(kind)}")
            print(
                f"  errors: {dict(run.errors) or 'none'}; other work on the machine: {beside[0]:.2f} cores", flush=True
            )
            verdict("  p99 of light queries over the lone median", run.p99("light") / alone, 10)
            without = without or run.p99("light")
        print(f"p99 of light queries beside a heavy one over that without: {run.p99('light') / without:.2f}")
        full = asyncio.run(crowd(port, told.documents, told.clients, 8, 0.0, False))
        rate = len(full.taken["light"]) / 8
        print(
            f"without pauses: {rate:.0f} queries a second, {full.told('light')}, errors {dict(full.errors) or 'none'}"
        )


if __name__ == "__main__":
    main()
