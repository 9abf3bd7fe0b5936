"""A query that takes the short way gets what it would get from the application's own way, byte for byte."""

from __future__ import annotations

import asyncio
import os
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from event_loops import run_apart
from fastapi.testclient import TestClient
from httpx import Response
from starlette.middleware import Middleware

from api.live import LiveWorkspace
from api.query_places import Places
from api.query_shortcut import QueryShortcut
from api.seen_generation import SeenGeneration
from api.server import create_app
from kg.documents import DocumentStore


@pytest.fixture(scope="module")
def both(store: Path) -> Iterator[tuple[TestClient, TestClient]]:
    """Clients of the application with the short way and without it, on one store."""
    live = LiveWorkspace(store)
    short, long = create_app(live), create_app(live)
    ways: list[Middleware] = long.user_middleware
    assert sum(one.cls is QueryShortcut for one in ways) == 1
    long.user_middleware = [one for one in ways if one.cls is not QueryShortcut]
    with (
        TestClient(short, raise_server_exceptions=False) as quick,
        TestClient(long, raise_server_exceptions=False) as slow,
    ):
        yield quick, slow
    live.close()


ALL = "SELECT * { ?s a ?o } ORDER BY ?s ?o LIMIT 300"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@pytest.mark.parametrize(
    ("method", "path", "body", "headers"),
    [
        ("GET", "/sparql?query=ASK%7B%7D", None, {}),
        ("GET", "/sparql?query=ASK%7B%7D&format=csv", None, {}),
        ("HEAD", "/sparql?query=ASK%7B%7D", None, {}),
        ("OPTIONS", "/sparql", None, {"Access-Control-Request-Method": "GET"}),
        ("POST", "/sparql", ALL.encode(), {"Content-Type": "application/sparql-query", "Accept-Encoding": "identity"}),
        ("POST", "/sparql", ALL.encode(), {"Content-Type": "application/sparql-query", "Accept": "text/csv"}),
        ("POST", "/sparql", b"query=ASK%7B%7D", FORM),
        ("POST", "/sparql", b"update=DROP+ALL", FORM),
        ("POST", "/sparql", b"query=ASK%7B", FORM),
        ("POST", "/sparql", b"ASK {}", {"Content-Type": "text/plain"}),
        ("POST", "/sparql", b"x" * (2 << 20), {"Content-Type": "application/sparql-query"}),
        ("GET", "/sparql?query=ASK%7B%7D", None, {"Accept": "image/png"}),
        ("GET", "/sparql?query=ASK%7B%7D&default-graph-uri=not%20an%20iri", None, {}),
        ("GET", "/sparql?query=SELECT%20*%20%7B%20?s%20a", None, {}),
        ("GET", "/sparql?query=SELECT%20(%3Cx%3E%20AS%20?base)%20%7B%7D", None, {"Host": "graph.example:8080"}),
        ("GET", "/sparql", None, {"Accept": "text/turtle"}),
        ("DELETE", "/sparql", None, {}),
    ],
    ids=range(17),
)
def test_the_short_way_and_the_long_one_answer_alike(
    both: tuple[TestClient, TestClient], method: str, path: str, body: bytes | None, headers: dict[str, str]
) -> None:
    def told(reply: Response) -> Any:
        return (
            reply.status_code,
            sorted((k, v) for k, v in reply.headers.items() if k != "content-length"),
            reply.content,
        )

    quick, slow = (told(one.request(method, path, content=body, headers=headers)) for one in both)
    assert quick == slow


def test_a_place_goes_to_who_has_waited_longest() -> None:
    """Threads and tasks of an event loop stand in one line."""
    places, order = Places(1), []
    assert places.take(0)

    def thread() -> None:
        assert places.take(20)
        order.append("thread")
        places.give_back()

    async def task() -> None:
        waiting = asyncio.ensure_future(places.take_soon(20))
        await asyncio.sleep(0)  # it stands in the line now
        late = asyncio.ensure_future(places.take_soon(0.01))
        assert not await late
        places.give_back()
        assert await waiting
        order.append("task")
        places.give_back()

    waits = threading.Thread(target=thread)
    waits.start()
    until = time.monotonic() + 20
    while not places.waiting and time.monotonic() < until:
        time.sleep(0.001)
    run_apart(task())
    waits.join(20)
    assert order == ["thread", "task"]
    assert places.take(0) and not places.take(0)


def test_a_task_that_is_cancelled_leaves_its_place_to_others() -> None:
    places = Places(1)

    async def task() -> None:
        assert await places.take_soon(1)
        waiting = asyncio.ensure_future(places.take_soon(20))
        await asyncio.sleep(0)
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting
        places.give_back()

    run_apart(task())
    assert places.take(0)


def test_the_generation_is_read_again_when_the_file_has_changed(tmp_path: Path) -> None:
    file = tmp_path / "documents.sqlite"
    with DocumentStore.open(file, write=True, create=True) as book:

        def commit(generation: int, age: float) -> None:
            book.begin()
            book.commit(generation=str(generation))
            os.utime(file, (time.time() - age,) * 2)

        seen = SeenGeneration(file)
        assert seen.now() is None
        commit(1, age=60)
        assert seen.read(book) == 1 and seen.now() == 1
        commit(2, age=30)
        assert seen.now() is None
        assert seen.read(book) == 2 and seen.now() == 2
        commit(3, age=-60)  # so lately that another change need not show
        assert seen.read(book) == 3 and seen.now() is None


def test_results_that_are_large_arrive_whole(both: tuple[TestClient, TestClient]) -> None:
    """More than a pipe holds, by several at once."""
    quick, _ = both
    query = "SELECT * { ?s ?p ?o . ?a ?b ?c } LIMIT 20000"
    with ThreadPoolExecutor(3) as threads:
        replies = list(threads.map(lambda _: quick.get("/sparql", params={"query": query}), range(3)))
    assert [len(reply.json()["results"]["bindings"]) for reply in replies] == [20000] * 3
