"""Everything that a store holds, as a stream: JSON lines, N-Quads, Turtle, GraphML, CSV."""

from __future__ import annotations

import csv
import heapq
import io
import tempfile
from collections.abc import Iterator
from decimal import Decimal
from typing import IO, Any, Literal
from xml.sax.saxutils import escape, quoteattr

import msgspec
import pyoxigraph as ox

from kg.documents import DocumentStore
from kg.entries import Named
from kg.errors import StoreError
from kg.graph import observation_iri
from kg.iris import Iris
from kg.model import Change, Document, Facts, Key, Observation, Project, Quantity
from kg.store import GraphStore

Format = Literal["jsonl", "nquads", "turtle", "graphml", "csv"]
FORMATS: tuple[Format, ...] = ("jsonl", "nquads", "turtle", "graphml", "csv")

_LINES_IN_MEMORY = 500_000


def export(form: Format, documents: DocumentStore, graph: GraphStore, iris: Iris, stream: IO[bytes]) -> None:
    """Write the store to a binary stream in one of `FORMATS`. The same store gives the same bytes.

    jsonl: all documents, passages, entities, projects, observations and relations. nquads: the dataset, lines sorted.
    turtle: the merge of all graphs. graphml: entities and projects, joined by their relations. csv: the observations.
    """
    if form == "jsonl":
        for record in records(documents, iris):
            stream.write(msgspec.json.encode(record))
            stream.write(b"\n")
    elif form == "nquads":
        _sorted_quads(graph, stream)
    elif form == "turtle":
        graph.dump(stream, ox.RdfFormat.TURTLE, merge_only=True)
    elif form == "graphml":
        for line in _graphml(documents, iris):
            stream.write(line.encode())
    else:
        _observations_csv(documents, stream)


def records(documents: DocumentStore, iris: Iris) -> Iterator[dict[str, Any]]:
    """The lines of the jsonl export, in the shapes of the contract that measurements rely on."""
    named = {one.key: one for one in documents.all_named()}
    recorded: set[Key] = set()
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
        recorded.update(project.key for project in facts.projects)
        yield from _statements(document, facts, named, iris)
    for one in named.values():
        if one.key not in recorded:
            yield {
                "kind": "entity",
                "id": iris.entity(one.key),
                "name": one.name,
                "type": one.type,
                "surfaces": one.surfaces,
                "docs": one.documents,
            }


def _statements(document: Document, facts: Facts, named: dict[Key, Named], iris: Iris) -> Iterator[dict[str, Any]]:
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
        }
        yield {**line, "role": relation.role} if relation.role else line


def _project(document: Document, told: Project, named: dict[Key, Named], iris: Iris) -> dict[str, Any]:
    one = named[told.key]
    return {
        "kind": "project",
        "id": iris.entity(told.key),
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
        "doc": document.id,
        **_place(document, told.start, told.end),
    }


def _place(document: Document, start: int, end: int, field: str = "quote") -> dict[str, Any]:
    """The words between two offsets, read from the text itself; the page on which they begin, where it has pages."""
    if not 0 <= start < end <= len(document.text):
        raise StoreError(
            f"文档 {document.id} 中的区间 {start}-{end} 不在正文内，请重新 zonegraph ingest 该文件 / "
            f"the span {start}-{end} lies outside document {document.id}: ingest the file again"
        )
    place: dict[str, Any] = {field: document.text[start:end], "start": start, "end": end}
    page = document.page_at(start)
    return place if page is None else {**place, "page": page}


def number(value: Decimal) -> int | float:
    """A decimal as a JSON number: whole numbers without a point."""
    return int(value) if value == value.to_integral_value() else float(value)


def _quantity(quantity: Quantity | None) -> dict[str, Any] | None:
    return None if quantity is None else {"value": number(quantity.value), "unit": quantity.unit}


def _change(change: Change | None) -> dict[str, Any] | None:
    return None if change is None else {"kind": change.kind, "value": number(change.value), "unit": change.unit}


def _sorted_quads(graph: GraphStore, stream: IO[bytes]) -> None:
    """All quads, sorted by bytes; runs of sorted lines on disk where they are too many for memory."""
    with tempfile.TemporaryFile() as dumped:
        graph.dump(dumped, ox.RdfFormat.N_QUADS)
        dumped.seek(0)
        runs: list[IO[bytes]] = []
        lines: list[bytes] = []
        for line in dumped:
            lines.append(line)
            if len(lines) == _LINES_IN_MEMORY:
                runs.append(_run(lines))
                lines = []
        lines.sort()
        for line in heapq.merge(lines, *runs):
            stream.write(line)
        for run in runs:
            run.close()


def _run(lines: list[bytes]) -> IO[bytes]:
    file = tempfile.TemporaryFile()  # noqa: SIM115  read, and closed, where the runs are merged
    file.writelines(sorted(lines))
    file.seek(0)
    return file


_EDGE_FIELDS = ("predicate", "role", "documents")
_NODE_FIELDS = ("label", "type", "iri", "documents")


def _graphml(documents: DocumentStore, iris: Iris) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
    for owner, fields in (("node", _NODE_FIELDS), ("edge", _EDGE_FIELDS)):
        for field in fields:
            kind = "int" if field == "documents" else "string"
            yield f'<key id="{owner}-{field}" for="{owner}" attr.name="{field}" attr.type="{kind}"/>\n'
    yield '<graph edgedefault="directed">\n'
    for one in documents.all_named():
        values = (one.name, one.type, iris.entity(one.key), len(one.documents))
        yield f"<node id={quoteattr(one.key)}>{_data('node', _NODE_FIELDS, values)}</node>\n"
    for (subject, predicate, target, role), count in sorted(_edges(documents).items()):
        ends = f"source={quoteattr(subject)} target={quoteattr(target)}"
        yield f"<edge {ends}>{_data('edge', _EDGE_FIELDS, (predicate, role, count))}</edge>\n"
    yield "</graph>\n</graphml>\n"


def _data(owner: str, fields: tuple[str, ...], values: tuple[object, ...]) -> str:
    told = zip(fields, values, strict=True)
    return "".join(f'<data key="{owner}-{field}">{_xml(str(value))}</data>' for field, value in told if value != "")


def _xml(text: str) -> str:
    """Text for XML 1.0, which knows no control characters."""
    return escape("".join(c for c in text if c >= " " or c in "\t\n\r"))


def _edges(documents: DocumentStore) -> dict[tuple[Key, str, Key, str], int]:
    """(subject, predicate, object, role) → number of documents that say so; a project's own parts are edges too."""
    edges: dict[tuple[Key, str, Key, str], int] = {}
    for _, facts in documents.all():
        told = {(r.subject, str(r.predicate), r.object, r.role or "") for r in facts.relations}
        for project in facts.projects:
            told.update((company, "invests_in", project.key, "") for company in project.companies)
            if project.zone:
                told.add((project.key, "located_in", project.zone, ""))
            if project.industry:
                told.add((project.key, "in_industry", project.industry, ""))
        for edge in told:
            edges[edge] = edges.get(edge, 0) + 1
    return edges


_COLUMNS = (
    "doc", "subject", "indicator", "value", "unit", "qualifier", "period", "status", "kind",
    "change_kind", "change_value", "change_unit", "quote", "start", "end",
)  # fmt: skip


def _observations_csv(documents: DocumentStore, stream: IO[bytes]) -> None:
    """One line a figure. Begins with a byte order mark, without which spreadsheets misread Chinese."""
    names = documents.all_names()
    text = io.TextIOWrapper(stream, encoding="utf-8", newline="", write_through=True)
    try:
        text.write("\ufeff")
        writer = csv.writer(text)
        writer.writerow(_COLUMNS)
        for document, facts in documents.all():
            for told in facts.observations:
                writer.writerow(_row(document, told, names))
    finally:
        text.detach()  # the stream stays its owner's


def _row(document: Document, told: Observation, names: dict[Key, str]) -> list[object]:
    change = told.change
    return [
        document.id, names[told.subject], told.indicator, number(told.value), told.unit, told.qualifier, told.period,
        told.status, told.kind, change and change.kind, change and number(change.value), change and change.unit,
        _place(document, told.start, told.end)["quote"], told.start, told.end,
    ]  # fmt: skip
