"""One test on the engine, by the path that a request to the endpoint takes.

A query goes through `api.sparql.prepare` (gate, datasets, media type) and `api.query_pool.evaluate`, and what comes
back are the bytes that a client would get. Updates are run as `kg.store` runs them.
"""

from __future__ import annotations

from typing import NamedTuple

import pyoxigraph as ox

from api.sparql import QUERY, ProtocolError, prepare
from kg.errors import QueryError
from kg.evaluation import evaluate
from kg.gate import inspect
from kg.namespaces import PREFIXES
from w3c_compare import Result, Verdict, compare, compare_csv, dataset, describe, read_expected, read_results
from w3c_manifests import Case, Contents, iri_of, path_of

# What is asked for: the format of the expected result, so that all of them are tried.
ACCEPT = {
    ".srx": "application/sparql-results+xml",
    ".srj": "application/sparql-results+json",
    ".tsv": "text/tab-separated-values",
}
ACCEPT_ANY = "application/sparql-results+json, application/n-triples"
REFUSED = (QueryError, ProtocolError, SyntaxError)


class Outcome(NamedTuple):
    """What became of a test, and why it is not `exact`."""

    verdict: Verdict
    reason: str = ""


def run(case: Case) -> Outcome:
    """Run one test."""
    text = case.text.read_bytes()
    if case.kind.endswith("SyntaxTest"):
        return _syntax(case, text)
    try:
        if case.kind == "UpdateEvaluationTest":
            return _update(case, text)
        if case.kind == "CSVResultFormatTest":
            assert case.result is not None
            found = _answer(_store(case.data), text, "text/csv", iri_of(case.text))
            return Outcome(compare_csv(found, case.result.read_bytes()), f"found {found!r}")
        return _query(case, text)
    except (*REFUSED, ValueError, OSError, RuntimeError) as error:
        return Outcome("wrong", f"{type(error).__name__}: {error}")


def _answer(store: ox.Store, text: bytes, accept: str, base: str) -> bytes:
    """The endpoint's answer to a query that is sent as the body of a POST."""
    return evaluate(store, prepare("POST", "", QUERY, text, accept, base).request)


def _query(case: Case, text: bytes) -> Outcome:
    assert case.result is not None
    decoded = text.decode()
    base = iri_of(case.text)
    data = case.data
    if data == Contents():
        data = _named_in(decoded, base)
    expected = read_expected(case.result, decoded)
    accept = ACCEPT.get(case.result.suffix, ACCEPT_ANY)
    answer = _answer(_store(data), text, accept, base)
    found: Result
    if isinstance(expected, ox.Dataset):
        found = ox.Dataset(ox.parse(answer, format=ox.RdfFormat.N_TRIPLES))
    else:
        form = ox.QueryResultsFormat.from_media_type(accept) or ox.QueryResultsFormat.JSON
        found = read_results(answer, form, ordered=False)
    verdict = compare(found, expected, lax=case.lax)
    return Outcome(verdict, f"expected {describe(expected)}\nfound {describe(found)}")


def _named_in(text: str, base: str) -> Contents:
    """The files that the query itself names (FROM, FROM NAMED), for a test that brings no data."""
    outline = inspect(text, base)
    graphs = dict.fromkeys((*outline.default_graphs, *outline.named_graphs))
    return Contents(named=tuple((iri, path_of(iri)) for iri in graphs))


def _syntax(case: Case, text: bytes) -> Outcome:
    accepted, reason = True, "accepted"
    try:
        if case.kind.endswith("UpdateSyntaxTest"):
            _run_update(ox.Store(), text, iri_of(case.text))
        else:
            _answer(ox.Store(), text, "*/*", iri_of(case.text))
    except (*REFUSED, ValueError) as error:
        accepted, reason = False, str(error)
    except (OSError, RuntimeError):
        pass  # it was read, and then named a function or a graph that is not there
    return Outcome("exact" if accepted == case.kind.startswith("Positive") else "wrong", reason)


def _update(case: Case, text: bytes) -> Outcome:
    store = _store(case.data)
    _run_update(store, text, iri_of(case.text))
    found, expected = ox.Dataset(store), dataset(case.after)
    return Outcome(compare(found, expected), f"expected {describe(expected)}\nfound {describe(found)}")


def _run_update(store: ox.Store, text: bytes, base: str) -> None:
    store.update(text.decode(), base_iri=base, prefixes=PREFIXES)


def _store(data: Contents) -> ox.Store:
    store = ox.Store()
    store.extend(dataset(data))
    return store
