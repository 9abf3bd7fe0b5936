"""Why a fact is in the store: its sentence with the characters that say it, the names in it, the rule that made it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from api.entity_view import figure, project, relation
from api.workspace import Workspace
from ingest.sentences import sentences
from kg.decisions import Decision, touched
from kg.errors import UnknownDocumentError, UnknownNameError
from kg.graph import observation_iri, record_iri, relation_iri
from kg.model import Document, Entity, Facts, Key, Observation, Project, Relation
from kg.rules import explanation
from kg.vocabulary import shipped

Fact = Observation | Project | Relation

_PLACE = re.compile(r"(?P<doc>.+):(?P<start>\d+)-(?P<end>\d+)")
_NEAREST = 3


class Named(msgspec.Struct, frozen=True):
    """A mention in the sentence, and what tied the form to the name (None where it is the name, or points to it)."""

    start: int
    end: int
    form: str
    key: Key
    rule: str | None
    why: str | None


class Told(msgspec.Struct, frozen=True):
    """What told a field of a project: the rule and the characters."""

    field: str
    rule: str
    why: str | None
    start: int
    end: int
    words: str


class Whose(msgspec.Struct, frozen=True):
    """Why a figure is of its subject: the rule, and the words that name it (None where none do)."""

    rule: str
    why: str | None
    start: int | None
    end: int | None
    words: str | None


class Explanation(msgspec.Struct, frozen=True, kw_only=True):
    """One fact. `sentence` is `text[start:end]` of the document; the fact is said between `from_` and `to`."""

    id: str
    kind: str
    fact: dict[str, Any]
    rule: str | None
    why: str | None
    subject: Whose | None
    parts: tuple[Told, ...]
    doc: str
    title: str | None
    article: dict[str, Any] | None
    start: int
    end: int
    sentence: str
    from_: int = msgspec.field(name="from")
    to: int
    names: tuple[Named, ...]
    lexicon: dict[str, Any] | None
    decisions: tuple[Decision, ...]


def explain(workspace: Workspace, wanted: str) -> list[Explanation]:
    """The facts that an IRI (whole, or from `doc/` on) or a place `001:120-135` stands for.

    `UnknownDocumentError`; `UnknownNameError`, with the facts nearest in the text, when there is none.
    """
    iris, documents = workspace.iris, workspace.documents
    wanted = wanted.strip().strip("<>").strip()
    iri = iris.base + wanted if wanted.startswith("doc/") else wanted
    doc, place = iris.document_of(iri), None
    if doc is None and (found := _PLACE.fullmatch(wanted)):
        doc, place = found["doc"], (int(found["start"]), int(found["end"]))
    if doc is None:
        raise UnknownNameError(wanted)
    if doc not in documents:
        raise UnknownDocumentError(doc)
    document, facts = documents.read(doc)
    told = [(_iri(workspace, doc, fact), fact) for fact in _all(facts)]
    if place is not None:
        inside = [one for one in told if one[1].start < place[1] and one[1].end > place[0]]
        chosen = [one for one in inside if (one[1].start, one[1].end) == place] or inside
    else:
        chosen = [one for one in told if one[0] == iri]
    if not chosen:
        digits = re.findall(r"\d+", wanted.removeprefix(iris.document(doc)))
        at = place[0] if place else int(digits[0]) if digits else 0
        told.sort(key=lambda one: (abs(one[1].start - at), one[0]))
        raise UnknownNameError(wanted, [name.removeprefix(iris.base) for name, _ in told[:_NEAREST]])
    return [_explained(workspace, document, facts, name, fact) for name, fact in chosen]


def _all(facts: Facts) -> Iterator[Fact]:
    yield from facts.observations
    yield from facts.projects
    yield from facts.relations


def _iri(workspace: Workspace, doc: str, fact: Fact) -> str:
    if isinstance(fact, Observation):
        return observation_iri(workspace.iris, doc, fact)
    if isinstance(fact, Project):
        return record_iri(workspace.iris, doc, fact)
    return relation_iri(workspace.iris, doc, fact)


def _explained(workspace: Workspace, document: Document, facts: Facts, iri: str, fact: Fact) -> Explanation:
    start, end = sentence_around(document.text, fact.start, fact.end)
    keys: Sequence[Key | None]
    if isinstance(fact, Observation):
        kind, told, keys = "observation", figure(fact, document.id, document.text), [fact.subject]
    elif isinstance(fact, Project):
        kind, told = "project", project(fact, document.id, document.text)
        keys = [fact.key, fact.zone, fact.industry, *fact.companies]
    else:
        kind, told, keys = "relation", relation(fact, document.id, document.text), [fact.subject, fact.object]
    parts = _told(document, fact) if isinstance(fact, Project) else ()
    decisions = workspace.documents.decisions()
    near = touched(decisions, [key for key in keys if key])
    article = next((one for one in document.articles if one.start <= fact.start < one.end), None)
    return Explanation(
        id=iri,
        kind=kind,
        fact=told,
        rule=fact.rule or None,
        why=explanation(fact.rule),
        subject=_whose(document, fact) if isinstance(fact, Observation) and fact.subject_rule else None,
        parts=parts,
        doc=document.id,
        title=document.title,
        article=None
        if article is None
        else {
            "id": article.id,
            "title": article.title,
            "about": article.about,
            "year": article.year,
            "year_evidence": article.year_evidence,
        },
        start=start,
        end=end,
        sentence=document.text[start:end],
        from_=fact.start,
        to=fact.end,
        names=tuple(_names(document, facts, start, end)),
        lexicon=_entry(fact) if isinstance(fact, Observation) else None,
        decisions=tuple(one for one in decisions if near & {one.entity, one.into}),
    )


def _whose(document: Document, fact: Observation) -> Whose:
    at = fact.subject_at
    words = " ".join(document.text[at.start : at.end].split()) if at else None
    rule = fact.subject_rule
    return Whose(rule, explanation(rule), at.start if at else None, at.end if at else None, words)


def _told(document: Document, fact: Project) -> tuple[Told, ...]:
    return tuple(
        Told(p.field, p.rule, explanation(p.rule), p.start, p.end, " ".join(document.text[p.start : p.end].split()))
        for p in fact.parts
    )


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """The whole sentences that hold some characters."""
    low = text.rfind("\n", 0, start) + 1
    high = text.find("\n", end)
    spans = list(sentences(text, low, len(text) if high < 0 else high))
    held = [one for one in spans if one[0] < end and one[1] > start]
    return (held[0][0], held[-1][1]) if held else (start, end)


def _names(document: Document, facts: Facts, start: int, end: int) -> Iterator[Named]:
    found = []
    things: list[Entity | Project] = [*facts.entities, *facts.projects]
    for thing in things:
        ties = {} if isinstance(thing, Project) else {tie.form: tie.rule for tie in thing.ties}
        for span in thing.mentions:
            if start <= span.start and span.end <= end:
                form = document.text[span.start : span.end]
                rule = ties.get(form)
                found.append(Named(span.start, span.end, form, thing.key, rule, explanation(rule) if rule else None))
    yield from sorted(found, key=lambda one: (one.start, -one.end, one.key))


def _entry(fact: Observation) -> dict[str, Any] | None:
    """The lexicon's entry for the indicator, and the unit that figures of it are compared in."""
    concept = shipped().concept("Indicator", fact.concept) if fact.concept else None
    base = shipped().base_value(fact.value, fact.unit)
    if concept is None and base is None:
        return None
    return {
        "indicator": concept and concept.label,
        "also": list(concept.alt) if concept else [],
        "definition": concept and concept.definition,
        "base_value": None if base is None else float(base),
        "unit_family": shipped().family(fact.unit),
    }
