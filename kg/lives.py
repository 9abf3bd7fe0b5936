"""The life of a project: its stages over all documents, in the order of time."""

from __future__ import annotations

import msgspec

from kg.documents import DocumentStore
from kg.graph import told_in
from kg.model import Document, Key, Project, Quantity


class Moment(msgspec.Struct, frozen=True, kw_only=True):
    """What one document says of a project: the stage, when it was reached (`date`, where it is told), when that was
    written (`told`: the date or year of the article), and the characters that say it."""

    stage: str | None
    date: str | None
    told: str | None
    doc: str
    start: int
    end: int
    quote: str
    investment: Quantity | None = None


def life(documents: DocumentStore, key: Key) -> list[Moment]:
    """All that is told of a project, earliest first: by the date of the stage, else by when it was written."""
    moments = []
    for doc in documents.documents_of(key):
        document, facts = documents.get(doc), documents.facts(doc)
        moments += [_moment(document, project) for project in facts.projects if project.key == key]
    return sorted(moments, key=lambda one: (one.date or one.told or "9999", one.told or "9999", one.doc, one.start))


def _moment(document: Document, told: Project) -> Moment:
    return Moment(
        stage=told.stage, date=told.stage_date, told=told_in(document, told.start), doc=document.id, start=told.start,
        end=told.end, quote=document.text[told.start : told.end], investment=told.investment,
    )  # fmt: skip


def alike(documents: DocumentStore, key: Key) -> list[Key]:
    """Other projects that may be this one: of the same firm or zone, under a name with most of its characters."""
    mine = _ties(documents, key)
    found = []
    for other, name in documents.all_names("Project").items():
        likeness = _dice(key.partition("/")[2], name)
        if other != key and likeness >= 0.5 and mine & _ties(documents, other):
            found.append((-likeness, other))
    return [other for _, other in sorted(found)]


def _ties(documents: DocumentStore, key: Key) -> set[Key]:
    tied: set[Key] = set()
    for doc in documents.documents_of(key):
        for project in documents.facts(doc).projects:
            if project.key == key:
                tied |= {*project.companies, *([project.zone] if project.zone else [])}
    return tied


def _dice(one: str, other: str) -> float:
    a, b = ({text[at : at + 2] for at in range(len(text) - 1)} for text in (one, other))
    return 2 * len(a & b) / (len(a) + len(b)) if a and b else 0.0
