"""The gate: what a query is, and that no service call passes, however it is written."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Iterator

import pyoxigraph as ox
import pytest

from kg.errors import QueryError
from kg.gate import inspect

PROLOGUE = "PREFIX : <http://one.example/> PREFIX a: <http://two.example/>\n# note\nBASE <http://base.example/>\n"

SERVICE_CALLS = [
    "SERVICE <http://x.example/> {?s ?p ?o}",
    "service silent <http://x.example/>\n#\n{?s ?p ?o}",
    "SERVICE:x{?s ?p ?o}",
    "SERVICESILENT:x{?s ?p ?o}",
    "SERVICE ?s {?a ?b ?c}",
    "?s ?p 1SERVICE:x{?s ?p ?o}",
    "?s a:p trueSERVICE:x{?s ?p ?o}",
    "?s a:p 'x'@en.SERVICE:x{?s ?p ?o}",
    "?s a:p ?o FILTER(?s<a:z||true)SERVICE#>\n:x{?s ?p ?o}",
    "?s a:p ?o FILTER(?o<'>'||true)SERVICE:x{?s ?p ?o} FILTER('a'='a')",
    "?s a:p ?o #\rSERVICE:x{?s ?p ?o}",
    "SERVICE\n#a{\n#<b>\nSILENT#\n:x#\n{?s ?p ?o}",
    "?s a:p <http://a.example/it's>.SERVICE:x{?s ?p ?o}",
    "{SELECT * {SERVICE <http://x.example/> {?s ?p ?o}}}",
    "LATERAL {SERVICE :x {?s ?p ?o}}",
]


@pytest.mark.parametrize("pattern", SERVICE_CALLS)
def test_service_is_refused(pattern: str) -> None:
    with pytest.raises(QueryError, match="SERVICE"):
        inspect(f"{PROLOGUE}SELECT * {{{pattern}}}")


@pytest.mark.parametrize(
    "pattern",
    [
        "?s a:service ?o",
        "?service a:p ?o . {}",
        "?s rdfs:label 'public service centre'",
        "?s a:p <http://x.example/service/1> .",
        "FILTER(?service < 3)",
    ],
)
def test_the_word_service_is_no_crime(pattern: str) -> None:
    assert inspect(f"{PROLOGUE}SELECT * {{{pattern}}}").form == "SELECT"


def test_many_services_are_refused_quickly() -> None:
    with pytest.raises(QueryError):
        inspect("SELECT * {" + "service<" * 20_000)


@pytest.mark.parametrize("form", ["SELECT", "ASK", "CONSTRUCT", "DESCRIBE", "select"])
def test_the_form_stands_after_the_prologue(form: str) -> None:
    assert inspect(f"{PROLOGUE}{form} WHERE {{}}").form == form.upper()


@pytest.mark.parametrize(
    "word", ["INSERT DATA", "DELETE", "LOAD <http://x.example/>", "CLEAR ALL", "DROP ALL", "WITH :g"]
)
def test_updates_are_refused(word: str) -> None:
    with pytest.raises(QueryError, match="read-only"):
        inspect(f"{PROLOGUE}{word} {{}}")


@pytest.mark.parametrize("text", ["", "   # nothing", "你好", "FROM <x>", "PREFIX"])
def test_what_is_no_query_is_refused(text: str) -> None:
    with pytest.raises(QueryError, match="not a SPARQL query"):
        inspect(text)


def test_datasets_are_resolved() -> None:
    outline = inspect(PROLOGUE + "SELECT * FROM a:b FROM NAMED <c> FROM <c> FROM a:b { ?from a:FROM 'FROM <d>' }")
    assert outline.default_graphs == ("http://two.example/b", "http://base.example/c")
    assert outline.named_graphs == ("http://base.example/c",)


@contextlib.contextmanager
def _listener() -> Iterator[tuple[str, list[int]]]:
    """A port that counts who knocks."""
    knocks: list[int] = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def accept() -> None:
            with contextlib.suppress(OSError):
                while True:
                    connection, _ = server.accept()
                    knocks.append(1)
                    connection.close()

        threading.Thread(target=accept, daemon=True).start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}/", knocks


def test_the_gate_refuses_whatever_the_engine_would_send() -> None:
    """Each spelling is tried on the engine itself: a request that it sends must be one that the gate refuses."""
    with _listener() as (address, knocks):
        prologue = f"PREFIX : <{address}> PREFIX a: <http://two.example/> "
        store = ox.Store()
        store.update(prologue + "INSERT DATA { a:s a:p 1, true, 'x'@en, <http://a.example/it's> }")
        sent = 0
        for pattern in SERVICE_CALLS:
            before = len(knocks)
            with contextlib.suppress(SyntaxError, OSError, RuntimeError):
                list(store.query(f"{prologue}SELECT * {{{pattern.replace('http://x.example/', address)}}}"))  # type: ignore[arg-type]
            sent += len(knocks) > before
    assert sent >= 5  # otherwise the engine no longer calls out, and the gate may go


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("SELECT * FROM <c> {}", "http://here.example/a/c"),
        ("BASE <../x/> SELECT * FROM <c> {}", "http://here.example/x/c"),
        ("PREFIX p: <n#> SELECT * FROM p:c {}", "http://here.example/a/n#c"),
        ("PREFIX p: <http://other.example/n#> SELECT * FROM p:c\\,d {}", "http://other.example/n#c,d"),
        ("SELECT * FROM zg:Zone {}", "https://zonegraph.example/ns#Zone"),
        ("SELECT * FROM <\\u0063> {}", "http://here.example/a/c"),
        ("SELECT * FROM <urn:x:c> {}", "urn:x:c"),
        ("PREFIX p: <http://b.example/> SELECT * FROM p:c. {}", "http://b.example/c"),
    ],
)
def test_relative_iris_stand_against_the_request(text: str, expected: str) -> None:
    assert inspect(text, "http://here.example/a/sparql").default_graphs == (expected,)
