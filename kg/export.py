"""Everything that a store holds, as a stream: JSON lines, RDF, networks, tables. Memory does not grow with it."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from functools import lru_cache
from typing import IO, Any, Literal

import msgspec
import pyoxigraph as ox

from kg.decisions import decision_iri
from kg.documents import DocumentStore
from kg.entries import Named
from kg.export_network import gexf, graphml
from kg.export_tables import observations_csv, package_in_zip
from kg.graph import observation_iri, record_iri, relation_iri
from kg.iris import Iris
from kg.model import Change, Document, Facts, Key, Project, Quantity
from kg.spill import SortedLines
from kg.statement_words import number, words_at
from kg.store import GraphStore

Format = Literal["jsonl", "nquads", "turtle", "jsonld", "graphml", "gexf", "csv", "tables"]
FORMATS: tuple[Format, ...] = ("jsonl", "nquads", "turtle", "jsonld", "graphml", "gexf", "csv", "tables")

_NAMED_IN_MEMORY = 20_000


def export(form: Format, documents: DocumentStore, graph: GraphStore, iris: Iris, stream: IO[bytes]) -> None:
    """Write the store to a binary stream in one of `FORMATS`. The same store gives the same bytes.

    jsonl: all documents, passages, entities, projects, observations and relations. nquads: the dataset, lines sorted.
    turtle: the merge of all graphs. jsonld: the dataset. graphml, gexf: entities and projects, joined by their
    relations. csv: the observations. tables: five tables that refer to each other, as a data package in a zip file.
    """
    if form == "jsonl":
        for record in records(documents, iris):
            stream.write(msgspec.json.encode(record))
            stream.write(b"\n")
    elif form == "nquads":
        _sorted_quads(graph, stream)
    elif form == "turtle":
        graph.dump(stream, ox.RdfFormat.TURTLE, merge_only=True)
    elif form == "jsonld":
        graph.dump(stream, ox.RdfFormat.JSON_LD)
    elif form in ("graphml", "gexf"):
        for line in (graphml if form == "graphml" else gexf)(documents, iris):
            stream.write(line.encode())
    elif form == "csv":
        observations_csv(documents, stream)
    else:
        package_in_zip(documents, iris, stream)


def records(documents: DocumentStore, iris: Iris) -> Iterator[dict[str, Any]]:
    """The lines of the jsonl export, in the shapes of the contract that measurements rely on."""
    named = _Known(documents)
    with SortedLines() as recorded:  # keys of projects
        yield from _by_document(documents, named, recorded, iris)
        yield from _others(documents, recorded, iris)
    for decision in documents.decisions():
        yield {"id": decision_iri(iris, decision), **msgspec.structs.asdict(decision), "kind": "decision",
               "decision": decision.kind}  # fmt: skip


class _Known:
    """Key → what is known of it over all documents, the last ones kept."""

    def __init__(self, documents: DocumentStore) -> None:
        self._named = lru_cache(maxsize=_NAMED_IN_MEMORY)(documents.named)

    def __getitem__(self, key: Key) -> Named:
        one = self._named(key)
        if one is None:
            raise KeyError(key)
        return one


def _by_document(
    documents: DocumentStore, named: _Known, recorded: SortedLines, iris: Iris
) -> Iterator[dict[str, Any]]:
    for document, facts in documents.all():
        yield {
            "kind": "document",
            "doc": document.id,
            "title": document.title,
            "date": document.date,
            "path": document.path,
            "sha256": document.sha256,
            "text": document.text,
            "articles": [
                {"id": a.id, "title": a.title, "start": a.start, "end": a.end, "about": a.about, "year": a.year}
                for a in document.articles
            ],
        }
        for passage in document.passages:
            yield {
                "kind": "passage",
                "doc": document.id,
                "article": passage.article,
                **_place(document, passage.start, passage.end, "text"),
            }
        recorded.update(project.key.encode() for project in facts.projects)
        yield from _statements(document, facts, named, iris)


def _others(documents: DocumentStore, recorded: SortedLines, iris: Iris) -> Iterator[dict[str, Any]]:
    """Entities that no project's line has told. Both are sorted by key: SQLite and Python order UTF-8 alike."""
    keys = iter(recorded)
    told = next(keys, None)
    for one in documents.all_named():
        key = one.key.encode()
        while told is not None and told < key:
            told = next(keys, None)
        if told != key:
            yield {
                "kind": "entity",
                "id": iris.entity(one.key),
                "name": one.name,
                "type": one.type,
                "surfaces": one.surfaces,
                "docs": one.documents,
            }


def _statements(document: Document, facts: Facts, named: _Known, iris: Iris) -> Iterator[dict[str, Any]]:
    def name(key: Key | None) -> str | None:
        return None if key is None else named[key].name

    for project in facts.projects:
        yield _project(document, project, named, iris)
    for told in facts.observations:
        yield {
            "kind": "observation",
            "id": observation_iri(iris, document.id, told),
            "subject": name(told.subject),
            "indicator": told.indicator,
            "value": number(told.value),
            "unit": told.unit,
            "qualifier": told.qualifier,
            "period": told.period,
            "change": _change(told.change),
            "status": told.status,
            "rule": told.rule or None,
            "doc": document.id,
            **_place(document, told.start, told.end),
        }
    for relation in facts.relations:
        line = {
            "kind": "relation",
            "subject": name(relation.subject),
            "predicate": relation.predicate,
            "object": name(relation.object),
            "doc": document.id,
            **_place(document, relation.start, relation.end),
            "id": relation_iri(iris, document.id, relation),
            "rule": relation.rule or None,
        }
        more = {"role": relation.role, "since": relation.since, "result": relation.result}
        yield {**line, **{field: value for field, value in more.items() if value}}


def _project(document: Document, told: Project, named: _Known, iris: Iris) -> dict[str, Any]:
    one = named[told.key]
    return {
        "kind": "project",
        "id": iris.entity(told.key),
        "record": record_iri(iris, document.id, told),
        "name": one.name,
        "surfaces": one.surfaces,
        "docs": one.documents,
        "zone": named[told.zone].name if told.zone else None,
        "companies": [named[company].name for company in told.companies],
        "industry": named[told.industry].name if told.industry else None,
        "investment": _quantity(told.investment),
        "capacity": told.capacity,
        "area": _quantity(told.area),
        "stage": told.stage,
        "stage_date": told.stage_date,
        "rule": told.rule or None,
        "doc": document.id,
        **_place(document, told.start, told.end),
    }


def _place(document: Document, start: int, end: int, field: str = "quote") -> dict[str, Any]:
    """The words between two offsets, read from the text itself; the page on which they begin, where it has pages."""
    place: dict[str, Any] = {field: words_at(document, start, end), "start": start, "end": end}
    page = document.page_at(start)
    return place if page is None else {**place, "page": page}


def _quantity(quantity: Quantity | None) -> dict[str, Any] | None:
    return None if quantity is None else {"value": number(quantity.value), "unit": quantity.unit}


def _change(change: Change | None) -> dict[str, Any] | None:
    return None if change is None else {"kind": change.kind, "value": number(change.value), "unit": change.unit}


def _sorted_quads(graph: GraphStore, stream: IO[bytes]) -> None:
    """All quads, sorted by bytes; runs of sorted lines on disk where they are too many for memory."""
    with tempfile.TemporaryFile() as dumped, SortedLines() as lines:
        graph.dump(dumped, ox.RdfFormat.N_QUADS)
        dumped.seek(0)
        for line in lines.update(line.rstrip(b"\n") for line in dumped):
            stream.write(line)
            stream.write(b"\n")
