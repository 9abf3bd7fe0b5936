"""What a policy is, who carries it out, since when and with what result, each with the sentences that say it.

The definition is the thesaurus's and is kept apart from what reports say. When it began is what a report says of its
carrying out, else the earliest year that a sentence on the policy writes; a result is an outcome that a report tells of
it, or a figure of such a sentence: nothing is concluded from several sentences.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec

from api.entity_view import figure, relation
from api.explaining import sentence_around
from api.workspace import Workspace
from ingest.periods import find_times
from kg.model import Document, Facts, Key
from kg.vocabulary import Concept, shipped

_MOST_SENTENCES = 200
_TIES = ("targets", "implements", "part_of")


class _Told(msgspec.Struct):
    """What the reports say, collected document by document."""

    sentences: list[dict[str, Any]]
    parties: dict[Key, list[dict[str, Any]]]
    ties: list[dict[str, Any]]
    results: list[dict[str, Any]]
    begun: list[dict[str, Any]]
    outcomes: list[dict[str, Any]]


def policy_view(workspace: Workspace, key: Key) -> dict[str, Any] | None:
    """`thesaurus` (None where it has none), `sentences` with the `times` they write, `parties` that carry it out,
    `since` (when a report says that it began, else the earliest time that has come, with the words), `outcomes` (what
    reports say has come of it), `results` (figures of its sentences), `ties`; None where nobody names the policy.
    """
    named = workspace.documents.named(key)
    if named is None or not key.startswith("Policy/"):
        return None
    concept = next((one for one in shipped().concepts if one.key == key), None)
    told = _Told([], {}, [], [], [], [])
    for doc in named.documents:
        document, facts = workspace.documents.read(doc)
        _collect(told, key, document, facts)
    told.sentences.sort(key=lambda one: (one["date"] or "9999", one["doc"], one["start"]))
    return {
        "key": key,
        "id": workspace.iris.entity(key),
        "name": named.name,
        "surfaces": [one for one in named.surfaces if one != named.name],
        "thesaurus": None if concept is None else _concept(workspace, concept),
        "documents": len(named.documents),
        "since": min(told.begun, key=_earliest, default=None) or _since(told.sentences),
        "parties": [{"key": party, "places": places} for party, places in _ranked(told.parties)],
        "ties": told.ties,
        "outcomes": told.outcomes,
        "results": told.results,
        "sentences": told.sentences[:_MOST_SENTENCES],
    }


def _concept(workspace: Workspace, concept: Concept) -> dict[str, Any]:
    near = [shipped().concept(concept.kind, one) for one in concept.related]
    wider = [shipped().concept(concept.kind, one) for one in concept.broader]
    return {
        "definition": concept.definition or None,
        "alt": list(concept.alt),
        "broader": [one.label for one in wider if one is not None],
        # concepts that no report of this store names lead nowhere
        "related": [one.key for one in near if one is not None and workspace.documents.named(one.key) is not None],
    }


def _collect(told: _Told, key: Key, document: Document, facts: Facts) -> None:
    mentions = [span for one in facts.entities if one.key == key for span in one.mentions]
    spans = dict.fromkeys(sentence_around(document.text, span.start, span.end) for span in sorted(mentions))
    for start, end in spans:
        told.sentences.append(_sentence(document, start, end))
        told.results += [
            {**figure(one, document.id, document.text), "title": document.title, "date": document.date}
            for one in facts.observations
            if start <= one.start < end
        ]
    for link in facts.relations:
        if key not in (link.subject, link.object) or link.predicate not in _TIES:
            continue
        if link.predicate == "implements" and link.object == key:
            place = _sentence(document, *sentence_around(document.text, link.start, link.end))
            said = {**_words(document, link.start, link.end), "party": link.subject}
            if link.since:
                told.begun.append({"period": link.since, "words": _time_words(said["quote"], link.since), **said})
            if link.result:
                told.outcomes.append({"result": link.result, **said})
            places = told.parties.setdefault(link.subject, [])
            if place not in places:
                places.append(place)
        else:
            told.ties.append({**relation(link, document.id, document.text), "title": document.title})


def _sentence(document: Document, start: int, end: int) -> dict[str, Any]:
    """The sentence with its report, and the times that it writes, `future` ones marked."""
    article = next((one for one in document.articles if one.start <= start < one.end), None)
    year = article.year if article is not None else None
    text = document.text[start:end]
    times = [
        {"period": one.period, "words": text[one.start : one.end], "future": one.future}
        for one in find_times(text, year)
        if one.period
    ]
    return {
        "doc": document.id,
        "start": start,
        "end": end,
        "quote": text,
        "title": document.title,
        "date": document.date,
        "times": times,
    }


def _words(document: Document, start: int, end: int) -> dict[str, Any]:
    """The words of a statement with their place."""
    return {
        "doc": document.id, "start": start, "end": end, "quote": document.text[start:end], "title": document.title,
    }  # fmt: skip


def _time_words(quote: str, period: str) -> str:
    """The words of the quote that tell this time; the period itself where they do so only with the report's year."""
    return next((quote[one.start : one.end] for one in find_times(quote, None) if one.period == period), period)


def _earliest(told: dict[str, Any]) -> tuple[str, str, int]:
    return str(told["period"]), str(told["doc"]), int(told["start"])


def _since(sentences: Iterable[dict[str, Any]]) -> dict[str, Any] | None:
    """The earliest time that a sentence on the policy writes and that has come; no plan, no target."""
    written = [
        (str(time["period"]).strip("/"), one, time["words"])
        for one in sentences
        for time in one["times"]
        if not time["future"]
    ]
    if not written:
        return None
    period, place, words = min(written, key=lambda found: (found[0], found[1]["doc"], found[1]["start"]))
    return {
        "period": period,
        "words": words,
        **{name: place[name] for name in ("doc", "start", "end", "quote", "title")},
    }


def _ranked(parties: dict[Key, list[dict[str, Any]]]) -> list[tuple[Key, list[dict[str, Any]]]]:
    """Zones first, then those that more sentences name."""
    return sorted(parties.items(), key=lambda one: (not one[0].startswith("Zone/"), -len(one[1]), one[0]))
