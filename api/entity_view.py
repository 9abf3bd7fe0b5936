"""One entity over all documents: its names, what is said of it, and where."""

from __future__ import annotations

from typing import Any

import msgspec

from api.workspace import Workspace
from kg.iris import Iris
from kg.model import Facts, Key, Observation, Project, Relation
from search.terms import is_name

_MOST_MENTIONS = 200
_NUMBERS = msgspec.json.Encoder(decimal_format="number")


def entity_view(workspace: Workspace, key: Key, iris: Iris) -> dict[str, Any] | None:
    """Names, documents, figures, projects, relations and places of mention; None when no document names `key`.

    Every statement carries `doc`, `start`, `end` and `quote`, re-read from the stored text. Words that stand for a zone
    in one report and name none (全区, 该区) are left out of its names.
    """
    documents = workspace.documents
    named = documents.named(key)
    if named is None:
        return None
    view: dict[str, Any] = {
        "id": iris.entity(key),
        "key": key,
        "name": named.name,
        "type": named.type,
        "surfaces": [form for form in named.surfaces if is_name(form) or named.type != "Zone"],
        "documents": [{"id": doc, "title": documents.summary(doc).title} for doc in named.documents],
        "facts": [],
        "projects": [],
        "relations": [],
    }
    for doc in named.documents:
        text = documents.text(doc)
        facts = documents.facts(doc)
        view["facts"] += [figure(told, doc, text) for told in facts.observations if told.subject == key]
        view["projects"] += [project(told, doc, text) for told in facts.projects if key in _keys_of(told)]
        view["relations"] += [
            relation(told, doc, text) for told in facts.relations if key in (told.subject, told.object)
        ]
    view["mentions"] = [
        {"doc": doc, "start": span.start, "end": span.end}
        for _, (doc, span) in zip(range(_MOST_MENTIONS), documents.mentions(key), strict=False)
    ]
    return view


def _keys_of(told: Project) -> set[Key | None]:
    return {told.key, told.zone, told.industry, *told.companies}


def name_of(key: Key) -> str:
    """The name in a key."""
    return key.partition("/")[2]


def figure(told: Observation, doc: str, text: str) -> dict[str, Any]:
    """An observation in plain values."""
    return {
        "subject": told.subject,
        "indicator": told.indicator,
        "value": float(told.value),
        "unit": told.unit,
        "text": told.text,
        "qualifier": told.qualifier,
        "period": told.period,
        "status": told.status,
        "change": _plain(told.change),
        **_place(told, doc, text),
    }


def project(told: Project, doc: str, text: str) -> dict[str, Any]:
    """What one document says of a project, in plain values."""
    return {
        "project": told.key,
        "zone": told.zone,
        "companies": list(told.companies),
        "industry": told.industry,
        "investment": _plain(told.investment),
        "area": _plain(told.area),
        "capacity": told.capacity,
        "stage": told.stage,
        "stage_date": told.stage_date,
        **_place(told, doc, text),
    }


def relation(told: Relation, doc: str, text: str) -> dict[str, Any]:
    """A relation in plain values."""
    return {
        "subject": told.subject,
        "predicate": told.predicate,
        "object": told.object,
        "role": told.role,
        "since": told.since,
        "result": told.result,
        **_place(told, doc, text),
    }


def spans(facts: Facts) -> list[dict[str, Any]]:
    """Where a document names things and states facts, in the order of the text."""
    found: list[dict[str, Any]] = []
    mentioned = [(one.key, one.mentions) for one in facts.entities]
    mentioned += [(one.key, one.mentions) for one in facts.projects]
    for key, places in mentioned:
        found += [{"kind": "mention", "start": place.start, "end": place.end, "key": key} for place in places]
    for told in facts.observations:
        label = f"{name_of(told.subject)} · {told.indicator} {told.text}" + (f" · {told.period}" if told.period else "")
        found.append({"kind": "observation", "start": told.start, "end": told.end, "key": told.subject, "label": label})
    for record in facts.projects:
        found.append({"kind": "project", "start": record.start, "end": record.end, "key": record.key})
    for link in facts.relations:
        label = f"{name_of(link.subject)} — {link.predicate} → {name_of(link.object)}"
        found.append({"kind": "relation", "start": link.start, "end": link.end, "key": link.subject, "label": label})
    return sorted(found, key=lambda span: (span["start"], -span["end"], span["kind"], span["key"]))


def _place(told: Observation | Project | Relation, doc: str, text: str) -> dict[str, Any]:
    return {"quote": text[told.start : told.end], "doc": doc, "start": told.start, "end": told.end}


def _plain(value: object) -> Any:
    """A quantity or a change with its decimal as a JSON number."""
    if value is None:
        return None
    return msgspec.json.decode(_NUMBERS.encode(value))
