"""Passages that the graph points to: they state a figure of the very subject, indicator and year that were asked for.

Words and meaning rank a passage by all that it says; a passage that gives one figure among many others can stand
too low to be read. The graph knows where the figure is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import pyoxigraph as ox

from kg.documents import DocumentStore
from kg.iris import Iris
from kg.model import Key
from kg.namespaces import sparql_prefixes
from kg.store import GraphStore
from search import segment
from search.context import passage_id
from search.index import Hit
from search.question import Question

MOST = 4
"""Passages that the graph may put in front."""
_SHORTEST = 4
"""Characters that an indicator's name must have to be looked for in a question."""
_SUBJECTS = ("Zone/", "Region/", "Company/", "Fund/", "Facility/", "Organization/", "Project/")
_WORDS = re.compile(r"[^\w]+")


def supported(
    hits: Sequence[Hit], question: Question, documents: DocumentStore, graph: GraphStore | None, iris: Iris
) -> list[Hit]:
    """The hits with passages in front that state what a figure question names by subject and indicator.

    The indicator's name must stand in the question, as a whole or word by word (签约项目数 in 签约了多少个项目), its
    longest match first; with a year in the question
    the figure's last year must be that one.
    """
    if graph is None or question.kind != "figure":
        return list(hits)
    plain = _WORDS.sub("", question.bare)
    keys = _subjects(question.bare, documents)
    places: list[tuple[int, str, int]] = []
    for key in keys:
        for indicator, year, doc, start in _figures(graph, iris, key):
            name = _WORDS.sub("", indicator)
            if question.year is not None and year not in (None, question.year):
                continue
            if len(name) >= _SHORTEST and (name in plain or _spread(name, plain)):
                places.append((-len(name), doc, start))
    if not places:
        return list(hits)
    longest = min(places)[0]
    top = max((hit.score for hit in hits), default=0.0)
    known = {hit.id: hit for hit in hits}
    front: dict[str, Hit] = {}
    for length, doc, start in sorted(places):
        passage = documents.passage_at(doc, start) if length == longest else None
        if passage is not None and len(front) < MOST:
            id_ = passage_id(doc, passage.start, passage.end)
            parts = known[id_].parts if id_ in known else {}
            front.setdefault(id_, Hit(id=id_, doc=doc, score=top, parts=parts))
    return [*front.values(), *(hit for hit in hits if hit.id not in front)]


def _spread(name: str, plain: str) -> bool:
    """Whether all words of a count's name stand in the question."""
    parts = [word for word in segment.words(name.removesuffix("数")) if len(word) > 1]
    return name.endswith("数") and len(parts) > 1 and all(word in plain for word in parts)


def _subjects(text: str, documents: DocumentStore) -> list[Key]:
    """Keys of the things that a question names, by the longest of overlapping names."""
    found: list[Key] = []
    end = -1
    for hit in documents.find_names(text):
        if hit.key.startswith(_SUBJECTS) and (hit.start >= end or hit.end == end):
            end = hit.end
            found.append(hit.key)
    return list(dict.fromkeys(found))[:8]


def _figures(graph: GraphStore, iris: Iris, key: Key) -> list[tuple[str, int | None, str, int]]:
    """(indicator, year, document, start) of the figures of one subject."""
    rows = graph.query(
        f"{sparql_prefixes('zg', 'prov', 'dcterms')}SELECT ?indicator ?year ?doc ?start WHERE {{\n"
        f"  ?o zg:subject <{iris.entity(key)}> ; zg:indicatorLabel ?indicator ; zg:start ?start ;\n"
        "     prov:wasDerivedFrom/zg:document/dcterms:identifier ?doc .\n  OPTIONAL { ?o zg:year ?year }\n}"
    )
    assert isinstance(rows, ox.QuerySolutions)
    return [
        (
            r["indicator"].value,
            int(r["year"].value) if r["year"] is not None else None,
            r["doc"].value,
            int(r["start"].value),
        )
        for r in rows
    ]
