"""Answers that the graph gives by a query of its own: tried before the sentences are asked, and after them."""

from __future__ import annotations

from collections.abc import Sequence

from kg.documents import DocumentStore
from search.chosen_projects import chosen
from search.context import passage_id
from search.drawn import Drawn
from search.fallen import fallen
from search.index import Hit
from search.inquiry import Inquiry
from search.led_industries import led
from search.readings import disagreement, nearest, readings
from search.reckoning import reckon
from search.replies import CitedFact
from search.series import trend
from search.single_figures import exact, latest
from search.standings import beyond, each, leaders, place
from search.thresholds import threshold

_FIRST = (
    led,
    fallen,
    threshold,
    leaders,
    beyond,
    chosen,
    reckon,
    trend,
    place,
    each,
    readings,
    disagreement,
    exact,
    latest,
)
"""Each answers one kind of question and no other; the first that answers is taken."""


def drawn(inquiry: Inquiry) -> Drawn | None:
    """The answer that the graph gives, or why it has none; None where the question is for the sentences to answer."""
    return next((said for way in _FIRST if (said := way(inquiry)) is not None), None)


def missing(inquiry: Inquiry) -> Drawn | None:
    """What the graph tells of a figure that no sentence gave: what is missing, and what is nearest."""
    return nearest(inquiry)


def facts_in_front(hits: Sequence[Hit], facts: Sequence[CitedFact], documents: DocumentStore) -> list[Hit]:
    """The hits with the passages of these facts in front, in the order of the facts."""
    known = {hit.id: hit for hit in hits}
    top = max((hit.score for hit in hits), default=0.0)
    front: dict[str, Hit] = {}
    for fact in facts:
        passage = documents.passage_at(fact.doc, fact.start)
        if passage is not None:
            id_ = passage_id(fact.doc, passage.start, passage.end)
            parts = known[id_].parts if id_ in known else {}
            front.setdefault(id_, Hit(id=id_, doc=fact.doc, score=top, parts=parts))
    return [*front.values(), *(hit for hit in hits if hit.id not in front)]
