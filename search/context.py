"""What is indexed for a passage beside its own words: the place it stands in, and what its words refer to."""

from __future__ import annotations

from bisect import bisect_right

from kg.model import Document, Entity, Facts, Passage, Project
from search.index import IndexedPassage


def passage_id(doc: str, start: int, end: int) -> str:
    """The id of a passage in the index: `001:120-310`."""
    return f"{doc}:{start}-{end}"


def passage_place(id_: str) -> tuple[str, int, int]:
    """(document, start, end) of a passage's id."""
    doc, _, span = id_.rpartition(":")
    start, _, end = span.partition("-")
    return doc, int(start), int(end)


def article_context(document: Document, passage: Passage) -> str:
    """Title, zone, year, publisher and heading that hold for a passage."""
    article = next((one for one in document.articles if one.id == passage.article), None)
    told: list[str | None] = [document.title, document.place]
    if article is not None:
        told += [article.kicker, article.title, article.about, article.publisher, article.author]
        told.append(f"{article.year}年" if article.year else None)
    told.append(passage.heading)
    return " ".join(dict.fromkeys(part for part in told if part))


def things(facts: Facts) -> list[Entity | Project]:
    """Everything that a document names."""
    return [*facts.entities, *facts.projects]


def indexed_passages(document: Document, facts: Facts) -> list[IndexedPassage]:
    """The passages of a document as the index takes them; repeats of the body's words are left out.

    The names of entities that a passage means by other words (该区) are part of its context.
    """
    ordered = sorted((p for p in document.passages if p.kind != "repeat"), key=lambda p: (p.start, p.end))
    starts = [passage.start for passage in ordered]
    names: list[dict[str, None]] = [{} for _ in ordered]
    for entity in facts.entities:
        for mention in entity.mentions:
            place = bisect_right(starts, mention.start) - 1
            if (
                place >= 0
                and mention.end <= ordered[place].end
                and document.text[mention.start : mention.end] != entity.name
            ):
                names[place].setdefault(entity.name)
    return [
        IndexedPassage(
            id=passage_id(document.id, passage.start, passage.end),
            doc=document.id,
            text=document.text[passage.start : passage.end],
            context=" ".join((article_context(document, passage), *told)),
        )
        for passage, told in zip(ordered, names, strict=True)
    ]
