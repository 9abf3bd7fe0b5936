"""Queries in processes of their own: results, deadlines, malformed texts, datasets."""

from __future__ import annotations

import asyncio
import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pyoxigraph as ox
import pytest
import uvloop
from event_loops import run_apart

from api.query_pool import QueryPool, QueryTimeout, WorkerError
from kg.errors import QueryError, ZonegraphError
from kg.evaluation import FUNCTIONS, Found, Merges, QueryRequest, evaluate

JSON = "application/sparql-results+json"
ONE, TWO = "http://graph.example/1", "http://graph.example/2"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("graph")
    store = ox.Store(str(path))
    p = ox.NamedNode("http://a.example/p")
    for number in range(3000):
        store.add(ox.Quad(ox.NamedNode(f"http://a.example/{number}"), p, ox.Literal(number)))
    for graph in (ONE, TWO):
        store.add(ox.Quad(ox.NamedNode("http://a.example/s"), p, ox.Literal(15), ox.NamedNode(graph)))
    store.flush()
    del store
    return path


@pytest.fixture(scope="module")
def pool() -> Iterator[QueryPool]:
    pool = QueryPool(size=1, seconds=20)
    yield pool
    pool.close()


def _rows(result: bytes) -> list[dict[str, str]]:
    bindings = json.loads(result)["results"]["bindings"]
    return [{name: value["value"] for name, value in row.items()} for row in bindings]


def test_results_are_the_engines_bytes(pool: QueryPool, folder: Path) -> None:
    counted = pool.run(QueryRequest("SELECT (COUNT(*) AS ?n) {?s ?p ?o}", JSON), folder)
    assert _rows(counted) == [{"n": "3000"}]
    assert pool.run(QueryRequest("ASK {}", "text/csv"), folder) == b"true"
    turtle = pool.run(QueryRequest("CONSTRUCT {<http://a.example/x> a zg:Zone} {}", "text/turtle"), folder)
    assert b" a zg:Zone" in turtle


def test_a_triple_that_two_graphs_state_counts_once(pool: QueryPool, folder: Path) -> None:
    request = QueryRequest("SELECT (SUM(?o) AS ?n) {?s ?p ?o}", JSON, (ONE, TWO))
    assert _rows(pool.run(request, folder)) == [{"n": "15"}]
    named = QueryRequest("SELECT ?g {GRAPH ?g {?s ?p ?o}}", JSON, (ONE, TWO), (TWO,))
    assert _rows(pool.run(named, folder)) == [{"g": TWO}]


def test_malformed_queries_and_engine_failures_are_told(pool: QueryPool, folder: Path) -> None:
    with pytest.raises(QueryError, match="malformed"):
        pool.run(QueryRequest("SELECT * {", JSON), folder)
    with pytest.raises(ZonegraphError):
        pool.run(QueryRequest("ASK {}", JSON), folder / "missing")


def test_a_worker_has_no_network(pool: QueryPool, folder: Path) -> None:
    with pytest.raises(ZonegraphError, match=r"(?i)denied|refused|failed"):
        pool.run(QueryRequest("SELECT * {SERVICE <http://127.0.0.1:9999/> {?s ?p ?o}}", JSON), folder)


def test_a_long_query_ends_at_its_deadline_and_the_next_one_works(folder: Path) -> None:
    pool = QueryPool(size=1, seconds=1.5)
    try:
        with pytest.raises(QueryTimeout):
            pool.run(QueryRequest("SELECT * {?a ?b ?c . ?d ?e ?f . ?g ?h ?i} ORDER BY ?i", JSON), folder)
        assert pool.run(QueryRequest("ASK {}", "text/csv"), folder) == b"true"
    finally:
        pool.close()


HEAVY = "SELECT (COUNT(*) AS ?n) {?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l}"


def test_long_queries_do_not_hold_up_short_ones(folder: Path) -> None:
    """One fast place and one slow one: of three long queries one runs and two are stopped; short ones pass them all."""
    pool = QueryPool(size=1, seconds=6, slow=1)
    try:
        with ThreadPoolExecutor(3) as threads:
            long = [threads.submit(pool.run, QueryRequest(HEAVY, JSON), folder) for _ in range(3)]
            until = time.monotonic() + 5
            while pool.stopped < 2 and time.monotonic() < until:
                time.sleep(0.05)
            for _ in range(5):
                assert pool.run(QueryRequest("ASK {}", "text/csv"), folder) == b"true"
            assert not any(one.done() for one in long)
            for one in long:
                with pytest.raises(QueryTimeout):
                    one.result(timeout=10)
    finally:
        pool.close()


def test_a_query_that_uses_up_its_memory_is_told_and_the_next_one_works(folder: Path) -> None:
    pool = QueryPool(size=1, seconds=60, memory=700 << 20)
    request = QueryRequest("SELECT ?a ?f {?a ?b ?c . ?d ?e ?f . ?g ?h ?i} ORDER BY ?f ?a", JSON)
    try:
        with pytest.raises(QueryTimeout, match="memory"):
            pool.run(request, folder)
        assert pool.run(QueryRequest("ASK {}", "text/csv"), folder) == b"true"
    finally:
        pool.close()


def test_a_query_that_is_neither_light_nor_heavy_keeps_its_worker_unless_it_is_large(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With no patience every query is such a one; its worker takes the next one, and one that holds much is ended."""
    monkeypatch.setattr("api.query_pool._PATIENCE", 0.0)
    monkeypatch.setattr(QueryPool, "_start_another", lambda *_: None)  # no other takes its place
    pool = QueryPool(size=1)
    request = QueryRequest("SELECT (COUNT(*) AS ?n) {?a ?b ?c}", JSON)
    try:
        pool.run(request, folder)
        kept = pool.idle
        assert len(kept) == (os.geteuid() == 0)  # only the privileged may raise its priority again
        pool.run(request, folder)
        assert not kept or pool.idle == kept
        monkeypatch.setattr("api.query_pool._KEPT", 0)
        pool.run(request, folder)
        assert not pool.idle
    finally:
        pool.close()


@pytest.mark.parametrize("run", [asyncio.run, uvloop.run], ids=["asyncio", "uvloop"])
def test_an_event_loop_gets_results_of_any_size(pool: QueryPool, folder: Path, run: Callable[..., object]) -> None:
    """More than a pipe holds, both ways: of the query and of its result."""
    row = "SELECT ?s ?o { ?s ?p ?o } ORDER BY ?o ?s LIMIT "
    requests = [QueryRequest(f"{row}{rows} # {'x' * size}", JSON) for rows in (1, 500, 3000) for size in (0, 90_000)]
    wide = QueryRequest(f"SELECT * {{ ?s ?p ?o BIND('{'x' * 1000}' AS ?wide) }}", JSON)

    async def all_of_them(threads: ThreadPoolExecutor) -> None:
        for _ in range(3):
            for request in (*requests, wide):
                assert await pool.answer(request, folder, threads) == pool.run(request, folder)

    with ThreadPoolExecutor(1) as threads:
        run_apart(all_of_them(threads), run)


def test_warmed_workers_answer(folder: Path) -> None:
    pool = QueryPool(size=2)
    try:
        pool.warm(folder)
        assert pool.run(QueryRequest("ASK {}", "text/csv"), folder) == b"true"
    finally:
        pool.close()


def test_a_worker_that_dies_at_its_start_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("api.query_worker._serve", sys.exit)
    pool = QueryPool(size=1)
    with pytest.raises(WorkerError, match="exit code"):
        pool.run(QueryRequest("ASK {}", JSON), folder)
    monkeypatch.undo()
    try:
        assert pool.run(QueryRequest("ASK {}", "text/csv"), folder) == b"true"
    finally:
        pool.close()


def test_no_more_wait_than_may(folder: Path) -> None:
    with pytest.raises(QueryTimeout, match="too many"):
        QueryPool(size=0, waiting=0).run(QueryRequest("ASK {}", JSON), folder)


def test_a_result_that_is_too_large_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.evaluation.LARGEST_RESULT", 10_000)
    with pytest.raises(QueryError, match="LIMIT"):
        evaluate(ox.Store.read_only(str(folder)), QueryRequest("CONSTRUCT WHERE {?s ?p ?o}", "text/turtle"))


def test_merges_are_kept_and_bounded(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    merges = Merges(ox.Store.read_only(str(folder)))
    assert merges.get((ONE, TWO), ()) is merges.get((ONE, TWO), ())
    monkeypatch.setattr("kg.evaluation.LARGEST_MERGE", 1)
    with pytest.raises(QueryError, match="FROM"):
        merges.get((TWO, ONE), ())


def test_searches_are_answered_by_who_asked(pool: QueryPool, folder: Path) -> None:
    text = f"SELECT ?h {{ VALUES ?r {{ 1 2 3 }} BIND(<{FUNCTIONS}hit>(<a:c>, 'x', 2, false, ?r) AS ?h) }} ORDER BY ?r"
    request = QueryRequest(text, "text/csv", searches=True)
    asked = []

    def find(*wanted: object) -> list[Found]:
        asked.append(wanted)
        return [Found("http://a.example/1", 1.0, ""), Found("http://a.example/2", 0.5, "")]

    assert pool.run(request, folder, find).split() == [b"h", b"http://a.example/1", b"http://a.example/2"]
    assert asked == [("a:c", "x", 2, False)]

    def fails(*wanted: object) -> list[Found]:
        raise QueryError("没有索引 / no index")

    with pytest.raises(QueryError, match="no index"):
        pool.run(request, folder, fails)
