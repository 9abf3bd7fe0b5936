"""Statements at a place of a report, each with the other places in the store that tell of the same thing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pyoxigraph as ox

from api.entity_view import figure, project, relation
from api.workspace import Workspace
from kg.model import Key, Observation, Project, Relation
from kg.vocabulary import shipped

_MOST = 20  # other places of one statement
_MOST_DOCUMENTS = 200  # looked through for a relation or a project
_SAME = """SELECT ?part ?start ?end {{
  ?o zg:subject {subject} ; zg:indicator {indicator} ; prov:wasDerivedFrom ?part ; zg:start ?start ; zg:end ?end .
}} ORDER BY ?part ?start ?end LIMIT 400"""


def statements_at(workspace: Workspace, doc: str, start: int, end: int) -> list[dict[str, Any]]:
    """What characters `start` to `end` of a document state, in the order of the text.

    Each has `kind` (figure, project or relation), its values as in the view of an entity, and `others`: the same
    figure (of any report and period, that of its own period first), project or relation as told elsewhere.
    """
    text = workspace.documents.text(doc)
    facts = workspace.documents.facts(doc)
    found: list[dict[str, Any]] = []
    for told in facts.observations:
        if told.start < end and told.end > start:
            found.append({"kind": "figure", **figure(told, doc, text), "others": same_figure(workspace, doc, told)})
    for record in facts.projects:
        if record.start < end and record.end > start:
            found.append({"kind": "project", **project(record, doc, text), "others": _projects(workspace, doc, record)})
    for link in facts.relations:
        if link.start < end and link.end > start:
            others = _relations(workspace, doc, link)
            found.append({"kind": "relation", **relation(link, doc, text), "others": others})
    return sorted(found, key=lambda one: (one["start"], one["end"], one["kind"]))


def same_figure(workspace: Workspace, doc: str, told: Observation) -> list[dict[str, Any]]:
    """The figures of the same subject and indicator that stand elsewhere; those of the same period come first."""
    found: list[dict[str, Any]] = []
    for other, start, end in _places(workspace, told.subject, indicator_iri(workspace, told)):
        if (other, start, end) == (doc, told.start, told.end):
            continue
        text = workspace.documents.text(other)
        for one in workspace.documents.facts(other).observations:
            here = (one.start, one.end) == (start, end) and one.subject == told.subject and one.kind == told.kind
            if here and indicator_iri(workspace, one) == indicator_iri(workspace, told):
                found.append(with_title(workspace, figure(one, other, text)))
    found.sort(key=lambda one: (one["period"] != told.period, one["period"] or "", one["doc"], one["start"]))
    return found[:_MOST]


def indicator_iri(workspace: Workspace, told: Observation) -> str:
    """The node of the graph for a figure's indicator."""
    return workspace.iris.indicator(shipped().indicator_name(told.concept, told.indicator))


def with_title(workspace: Workspace, record: dict[str, Any]) -> dict[str, Any]:
    """The record with the title and date of its document."""
    summary = workspace.documents.summary(record["doc"])
    return {**record, "title": summary.title, "date": summary.date}


def _places(workspace: Workspace, subject: Key, indicator: str) -> Iterator[tuple[str, int, int]]:
    node = ox.NamedNode(workspace.iris.entity(subject))
    rows = workspace.graph.query(_SAME.format(subject=node, indicator=ox.NamedNode(indicator)))
    assert isinstance(rows, ox.QuerySolutions)
    seen = set()
    for row in rows:
        doc = workspace.iris.document_of(str(row["part"].value))
        place = (doc or "", int(row["start"].value), int(row["end"].value))
        if doc is not None and place not in seen:
            seen.add(place)
            yield place


def _projects(workspace: Workspace, doc: str, told: Project) -> list[dict[str, Any]]:
    found = []
    for other in workspace.documents.documents_of(told.key)[:_MOST_DOCUMENTS]:
        if other == doc:
            continue
        text = workspace.documents.text(other)
        same = (one for one in workspace.documents.facts(other).projects if one.key == told.key)
        found += [with_title(workspace, project(one, other, text)) for one in same]
    return found[:_MOST]


def _relations(workspace: Workspace, doc: str, told: Relation) -> list[dict[str, Any]]:
    documents = workspace.documents
    both = set(documents.documents_of(told.subject)) & set(documents.documents_of(told.object))
    found = []
    for other in sorted(both)[:_MOST_DOCUMENTS]:
        text = documents.text(other)
        for one in documents.facts(other).relations:
            same = (one.subject, one.predicate, one.object) == (told.subject, told.predicate, told.object)
            if same and (other, one.start, one.end) != (doc, told.start, told.end):
                found.append(with_title(workspace, relation(one, other, text)))
    return found[:_MOST]
