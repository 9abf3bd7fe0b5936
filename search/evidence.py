"""From hits to evidence: the passages to show, and their sentences ranked by how well they answer the question."""

from __future__ import annotations

import re
from collections.abc import Sequence
from operator import attrgetter

import msgspec
import numpy as np

from kg.documents import DocumentStore
from kg.model import Document, Key, Passage
from search.context import article_context, passage_place, things
from search.coverage import Coverage, View
from search.encoders import Floats
from search.index import Hit
from search.replies import CitedPassage
from search.sentences import sentences

SHOWN = 460
"""Characters that a shown passage is widened to with its neighbours, so that a sentence is read in its place."""
OF_ONE = 4
"""Passages of one document that are shown before those of others, where a question is general."""
CONTEXT_SHARE = 0.85
"""What a question's word is worth that stands only in the title, heading, zone or year above a sentence."""
NEIGHBOUR_SHARE = 0.55
"""What it is worth in another sentence of the same passage."""
LATER_SHARE = 0.7
"""What a neighbour that follows is worth beside one that goes before."""
_HEAD, _LEAD = 80, 200
"""Characters of a document, and of an article, whose places hold for all of it."""
READ = 15
"""Hits whose sentences are read."""
NAMED_GAIN, SENTENCE_GAIN, WHOLE_GAIN = 2.0, 1.5, 1.5
"""What a passage gains, in deviations of the fused score, when it speaks of the things named, when one sentence covers
the whole question, and when it does as a whole."""
YEAR_LOSS = 2.0
"""What a passage loses that cannot speak of the year asked for."""
LENGTH_LOSS = 0.0004
"""What a sentence loses for each character beyond 80: long ones cover more by chance."""
HEADING_LOSS = 0.06
"""What a line loses that is no sentence: a heading, a caption, a cell."""
_CLOSING = frozenset("。！？!?…；;”」』）)")
SPOKEN = 0.5
"""How surely a sentence must speak of what it is asked about."""
_NEXT_YEAR = re.compile("明年|来年|下一年|新的一年")
NAME_LOSS = 0.25
"""What a sentence loses where neither it nor what stands above it speaks of the things named."""
_PRIOR = 0.25
"""Weight of the passage's own rank beside the share of the question that a sentence covers."""


class Sentence(msgspec.Struct, frozen=True, kw_only=True):
    """A sentence of a hit.

    The question's terms are covered by its `own` words, by what stands `above` it (title, zone, year), by the sentences
    `around` it, and by all three. `view` sees its passage, in which it begins at `offset`.
    """

    doc: str
    start: int
    end: int
    text: str
    rank: int
    score: float
    own: Floats
    above: Floats
    around: Floats
    covered: Floats
    offset: int
    view: View

    def part(self, start: int, end: int) -> Floats:
        """The terms covered by `text[start:end]`."""
        return self.view.of(self.offset + start, self.offset + end)

    def parts(self, spans: Sequence[tuple[int, int]]) -> Floats:
        """float32 [spans, terms + 1]: `part` of each."""
        return self.view.each([(self.offset + start, self.offset + end) for start, end in spans])


def shown_passages(
    documents: DocumentStore, hits: Sequence[Hit], limit: int = 10, spread: bool = False
) -> list[CitedPassage]:
    """The hits' passages, widened with whole neighbours of the same article; a hit already shown is not shown again.

    With `spread` the passages of one document beyond `OF_ONE` come after those of the others.
    """
    shown: list[CitedPassage] = []
    taken: dict[str, list[tuple[int, int]]] = {}
    waiting = list(hits)[::-1]
    behind: list[Hit] = []
    while waiting or behind:
        if not waiting:
            waiting, behind, spread = behind[::-1], [], False
        hit = waiting.pop()
        doc, start, end = passage_place(hit.id)
        spans = taken.setdefault(doc, [])
        if any(a <= start and end <= b for a, b in spans):
            continue
        if spread and len(spans) >= OF_ONE:
            behind.append(hit)
            continue
        document = documents.get(doc)
        passage = next((p for p in document.passages if (p.start, p.end) == (start, end)), None)
        if passage is None:
            continue
        start, end = _widened(document, passage, spans)
        spans.append((start, end))
        article = next((one for one in document.articles if one.id == passage.article), None)
        text = document.text[start:end]
        shown.append(
            CitedPassage(
                doc=doc, article=passage.article, title=(article.title if article else None) or document.title,
                text=text, start=start, end=end, score=round(hit.score, 4), page=document.page_at(start),
            )
        )  # fmt: skip
        if len(shown) >= limit:
            break
    return shown


def _widened(document: Document, passage: Passage, taken: Sequence[tuple[int, int]]) -> tuple[int, int]:
    near = sorted(
        (p for p in document.passages if p.article == passage.article and p.kind in ("body", "title", "caption")),
        key=attrgetter("start", "end"),
    )
    at = next((i for i, p in enumerate(near) if p is passage), None)
    start, end = passage.start, passage.end
    if at is None:
        return start, min(end, start + 500)
    before, after = at - 1, at + 1
    open_before = open_after = True
    while open_before or open_after:
        open_after = open_after and after < len(near) and _free(near[after], taken) and near[after].end - start <= SHOWN
        if open_after:
            end = near[after].end
            after += 1
        open_before = open_before and before >= 0 and _free(near[before], taken) and end - near[before].start <= SHOWN
        if open_before:
            start = near[before].start
            before -= 1
    return start, min(end, start + 500)


def _free(passage: Passage, taken: Sequence[tuple[int, int]]) -> bool:
    return not any(a < passage.end and passage.start < b for a, b in taken)


def _mentions(documents: DocumentStore, doc: str, keys: frozenset[Key]) -> dict[Key, list[tuple[int, int]]]:
    if not keys:
        return {}
    facts = documents.facts(doc)
    return {one.key: [(span.start, span.end) for span in one.mentions] for one in things(facts) if one.key in keys}


def read_hits(
    documents: DocumentStore, hits: Sequence[Hit], coverage: Coverage, year: int | None = None, limit: int = READ
) -> tuple[list[Hit], list[Sentence]]:
    """The hits again, the best `limit` of them in the order that their sentences deserve; and these, best first.

    A passage gains by its best sentence, and by speaking of the things that the question names.
    """
    keys = frozenset(key for term in coverage.terms for key in term.keys)
    contexts: dict[str, Floats] = {}
    read: list[tuple[float, Hit, list[Sentence]]] = []
    hits = _of_zone_first(documents, hits, coverage)
    for rank, hit in enumerate(hits[:limit]):
        doc, start, end = passage_place(hit.id)
        document = documents.get(doc)
        passage = next((p for p in document.passages if (p.start, p.end) == (start, end)), None)
        if passage is None:
            continue
        context = article_context(document, passage)
        if context not in contexts:
            placed_by: Floats = _placed_by_lead(document, passage, coverage)
            np.maximum(placed_by, coverage.view(context).of(), out=placed_by)
            contexts[context] = CONTEXT_SHARE * placed_by
        placed = {
            key: [(a - start, b - start) for a, b in spans if start <= a and b <= end]
            for key, spans in _mentions(documents, doc, keys).items()
        }
        view = coverage.view(document.text[start:end], placed)
        found = _sentences(hit, rank, document.text[start:end], view, contexts[context], coverage)
        whole = np.maximum(view.of(), contexts[context] / CONTEXT_SHARE)
        gain = NAMED_GAIN * coverage.share(whole, coverage.strict) if coverage.strict.any() else 0.0
        if found:
            gain += SENTENCE_GAIN * float(coverage.shares(np.array([one.own for one in found])).max())
        gain += WHOLE_GAIN * coverage.share(whole)
        if year is not None and other_year(document, passage, year):
            gain -= YEAR_LOSS
            found = [msgspec.structs.replace(one, score=one.score - 0.25) for one in found]
        read.append((hit.score + gain, hit, found))
    read.sort(key=lambda one: -one[0])
    ordered = [msgspec.structs.replace(hit, score=score) for score, hit, _ in read]
    ranked = [
        msgspec.structs.replace(sentence, rank=rank, score=sentence.score + _PRIOR / (1 + 0.35 * rank))
        for rank, (_, _, found) in enumerate(read)
        for sentence in found
    ]
    return ordered + list(hits[limit:]), sorted(ranked, key=lambda s: (-s.score, s.doc, s.start))


def _placed_by_lead(document: Document, passage: Passage, coverage: Coverage) -> Floats:
    """float32 [terms + 1]: the places that an article's first words or the head of its page name: they hold for all."""
    article = next((one for one in document.articles if one.id == passage.article), None)
    start = article.start if article is not None else 0
    lead = f"{document.text[:_HEAD]} {document.text[start : start + _LEAD]}"
    found: Floats = coverage.view(lead).of(soft=False)
    found[:-1] *= coverage.places
    found[-1] = 0
    return found


def speaks(one: Sentence) -> Floats:
    """float32 [terms + 1]: how far a sentence, what stands above it or those beside it speak of each term."""
    found: Floats = np.maximum(one.own, np.maximum(one.above / CONTEXT_SHARE, one.around / NEIGHBOUR_SHARE))
    return found


def on_subject(ranked: Sequence[Sentence], coverage: Coverage, named: bool) -> list[Sentence]:
    """The sentences that speak of a place of the question, and, if `named`, of a firm or project that it names.

    Each is asked for only where some sentence speaks of one. A figure may be told far behind the name of its firm.
    """
    kept = list(ranked)
    for among in (coverage.places, coverage.things) if named else (coverage.places,):
        kept = [one for one in kept if bool((speaks(one)[:-1] * among >= SPOKEN).any())] or kept
    return kept


def other_year(document: Document, passage: Passage, year: int) -> bool:
    """Whether a passage cannot speak of `year`: it does not name it, and its article is of another time."""
    article = next((one for one in document.articles if one.id == passage.article), None)
    text = document.text[passage.start : passage.end]
    if article is None or article.year is None or str(year) in text:
        return False
    if year == article.year + 1 and _NEXT_YEAR.search(text):
        return False
    return year > article.year or year < article.year - 1


def _of_zone_first(documents: DocumentStore, hits: Sequence[Hit], coverage: Coverage) -> list[Hit]:
    """The hits, those of documents that name a zone of the question before the others."""
    keys = [key for term in coverage.terms if term.place for key in term.keys if key.startswith("Zone/")]
    docs = {doc for key in keys for doc in documents.documents_of(key)}
    return sorted(hits, key=lambda hit: hit.doc not in docs) if docs else list(hits)


def _passed(own: Floats) -> Floats:
    """float32 like `own` [n, terms]: in each row the greatest of the rows before it."""
    before: Floats = np.zeros_like(own)
    np.maximum.accumulate(own[:-1], axis=0, out=before[1:])
    return before


def _sentences(hit: Hit, rank: int, text: str, view: View, above: Floats, coverage: Coverage) -> list[Sentence]:
    doc, start, _ = passage_place(hit.id)
    spans = sentences(text)
    own = view.each([(span.start, span.end) for span in spans])
    before, after = NEIGHBOUR_SHARE * _passed(own), NEIGHBOUR_SHARE * LATER_SHARE * _passed(own[::-1])[::-1]
    around = np.maximum(before, after)
    covered = np.maximum(own, np.maximum(above, around))
    scores = coverage.shares(covered) * 0.6 + coverage.shares(own) * 0.4
    if coverage.strict.any():
        scores -= NAME_LOSS * (1 - coverage.shares(np.maximum(own, above / CONTEXT_SHARE), coverage.strict))
    found = []
    for i, (span, score) in enumerate(zip(spans, scores.tolist(), strict=True)):
        score -= LENGTH_LOSS * max(0, len(span.text) - 80)
        if span.text[-1] not in _CLOSING:
            score -= HEADING_LOSS
        found.append(
            Sentence(
                doc=doc, start=start + span.start, end=start + span.end, text=span.text, rank=rank, offset=span.start,
                score=score, own=own[i], above=above, around=around[i], covered=covered[i], view=view,
            )
        )  # fmt: skip
    return found
