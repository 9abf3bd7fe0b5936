"""What an answer stands on: its facts with their spans, the query that gives them, and its passages in front."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec
import pyoxigraph as ox

from kg.documents import DocumentStore
from kg.errors import ZonegraphError
from kg.iris import Iris
from kg.model import Key, Relation
from kg.store import GraphStore
from search.case import Case, Said
from search.context import passage_place, things
from search.evidence import Sentence
from search.index import Hit
from search.query import expected, figure_query, passage_query, relation_query
from search.replies import CitedFact
from search.statements import Statement

_NAMED = 2
"""Things of the question, and of the quote, that a passage is asked for."""
_TOLD = ("Policy", "Fund", "Project", "Company", "Facility", "Organization", "Technology", "Industry", "Title")
"""What tells most of a passage, first."""
_MANY = 12
"""Results of a query for names up to which it may be said to give the answer."""


class Grounds(msgspec.Struct, frozen=True):
    """The facts of an answer, and the SPARQL that gives them where the graph does."""

    facts: tuple[CitedFact, ...] = ()
    sparql: str | None = None


def _name(documents: DocumentStore, key: Key) -> str:
    return documents.name(key) or key.partition("/")[2]


def figure_fact(documents: DocumentStore, told: Statement) -> CitedFact:
    """A figure of the graph as a fact with its span."""
    return CitedFact(
        subject=_name(documents, told.subject), indicator=told.indicator, value=told.value, unit=told.unit,
        period=told.period, quote=documents.quote(told.doc, told.start, told.end), doc=told.doc,
        start=told.start, end=told.end, page=documents.get(told.doc).page_at(told.start),
    )  # fmt: skip


def _rows(graph: GraphStore, query: str) -> list[ox.QuerySolution]:
    try:
        results = graph.query(query)
    except ZonegraphError:
        return []
    return list(results) if isinstance(results, ox.QuerySolutions) else []


def _gives(graph: GraphStore, query: str, wanted: str | None) -> bool:
    """Whether the query's results hold the value."""
    rows = _rows(graph, query)
    return any(wanted is None or any(str(value) == wanted for value in row if value is not None) for row in rows)


def figure_grounds(case: Case, said: Said, graph: GraphStore | None, iris: Iris) -> Grounds:
    """The facts behind the figures of an answer."""
    told = [figure.statement for figure in said.figures if figure.statement is not None]
    facts = tuple(figure_fact(case.documents, one) for one in told)
    if graph is None:
        return Grounds(facts)
    for one in told:
        query = figure_query(one, iris)
        if _gives(graph, query, expected(one)):
            return Grounds(facts, query)
    return Grounds(facts)


def name_grounds(case: Case, said: Said, graph: GraphStore | None, iris: Iris) -> Grounds:
    """The relations between what the question names and what the answer names, said in the answer's sentences."""
    asked = {key for term in case.coverage.terms for key in term.keys}
    groups: dict[tuple[Key, str, bool], list[tuple[Relation, str]]] = {}
    for sentence in said.sentences:
        for one in case.documents.facts(sentence.doc).relations:
            if not (sentence.start <= one.start and one.end <= sentence.end):
                continue
            for anchor, other, forward in ((one.subject, one.object, True), (one.object, one.subject, False)):
                if anchor in asked and other not in asked and _names(case.documents, other, said.text):
                    groups.setdefault((anchor, one.predicate, forward), []).append((one, sentence.doc))
    if not groups:
        return Grounds()
    (anchor, predicate, forward), relations = max(groups.items(), key=lambda item: (len(item[1]), item[0]))
    facts = tuple(
        CitedFact(
            subject=_name(case.documents, one.subject), predicate=one.predicate,
            object=_name(case.documents, one.object), unit=None, period=None,
            quote=case.documents.quote(doc, one.start, one.end), doc=doc, start=one.start, end=one.end,
            page=case.documents.get(doc).page_at(one.start),
        )
        for one, doc in relations
    )  # fmt: skip
    if graph is None:
        return Grounds(facts)
    query = relation_query(anchor, predicate, forward, iris)
    rows = _rows(graph, query)
    return Grounds(facts, query if 1 <= len(rows) <= _MANY else None)


def passage_grounds(case: Case, said: Said, graph: GraphStore | None, iris: Iris) -> Grounds:
    """For words that are quoted: the passages of the graph that speak of what the question and the quote name."""
    if graph is None or not said.sentences:
        return Grounds()
    sentence = said.sentences[0]
    passage = case.documents.passage_at(sentence.doc, sentence.start)
    if passage is None:
        return Grounds()
    asked = {key for term in case.coverage.terms for key in term.keys}
    known: dict[Key, bool] = {}
    for one in things(case.documents.facts(sentence.doc)):
        if any(passage.start <= span.start and span.end <= passage.end for span in one.mentions):
            within = any(sentence.start <= span.start and span.end <= sentence.end for span in one.mentions)
            if one.key in asked or within:
                known[one.key] = within
    named = sorted(key for key in known if key in asked)[:_NAMED]
    told = sorted((key for key in known if key not in asked), key=lambda key: (_rank(key), key))[:_NAMED]
    if not told and len(named) < _NAMED:
        return Grounds()  # all passages of a zone support nothing
    query = passage_query([*named, *told], iris)
    found = {(str(row["doc"].value), int(row["start"].value)) for row in _rows(graph, query)}
    return Grounds((), query) if (sentence.doc, passage.start) in found else Grounds()


def _rank(key: Key) -> int:
    kind = key.partition("/")[0]
    return _TOLD.index(kind) if kind in _TOLD else len(_TOLD)


def relation_facts(
    documents: DocumentStore, subjects: Sequence[Key], predicate: str, doc: str, start: int
) -> tuple[CitedFact, ...]:
    """The relations of some subjects that one place of a document tells."""
    return tuple(
        CitedFact(
            subject=_name(documents, one.subject), predicate=one.predicate, object=_name(documents, one.object),
            unit=None, period=None, quote=documents.quote(doc, one.start, one.end), doc=doc, start=one.start,
            end=one.end,
        )
        for one in documents.facts(doc).relations
        if one.subject in subjects and one.predicate == predicate and one.start == start
    )  # fmt: skip


def _names(documents: DocumentStore, key: Key, text: str) -> bool:
    known = documents.named(key)
    return known is not None and any(len(form) >= 2 and form in text for form in (known.name, *known.surfaces))


def grounds(case: Case, said: Said, graph: GraphStore | None, iris: Iris) -> Grounds:
    """The facts of an answer and the query that gives them."""
    ways: tuple[Callable[[Case, Said, GraphStore | None, Iris], Grounds], ...] = (figure_grounds, name_grounds)
    found = next((found for way in ways if (found := way(case, said, graph, iris)).facts), Grounds())
    if found.sparql is not None or said.figures:
        return found
    return Grounds(found.facts, passage_grounds(case, said, graph, iris).sparql)


def in_front(hits: Sequence[Hit], sentences: Sequence[Sentence], within: int = 3) -> list[Hit]:
    """The hits, with those that hold the answer's sentences moved to the first places unless they are near them."""
    used = [hit for hit in hits if any(_holds(hit, sentence) for sentence in sentences)]
    if used and all(hit in hits[:within] for hit in used):
        return list(hits)
    return used + [hit for hit in hits if hit not in used]


def _holds(hit: Hit, sentence: Sentence) -> bool:
    doc, start, end = passage_place(hit.id)
    return doc == sentence.doc and start <= sentence.start and sentence.end <= end
