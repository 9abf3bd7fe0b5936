"""Questions to answers: find passages, rank their sentences, and say what they say, with the place that says it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from kg.documents import DocumentStore
from kg.errors import ZonegraphError
from kg.iris import Iris
from kg.store import GraphStore
from search.case import Case
from search.citations import grounds, in_front
from search.compose import compose, quoted
from search.coverage import Coverage, Sense, WordSimilarity
from search.doubt import doubt, loosely
from search.evidence import READ, read_hits, shown_passages
from search.index import EmbeddedIndex
from search.question import parse
from search.replies import Answer, CitedPassage
from search.statements import statements
from search.supported import supported
from search.terms import question_terms
from search.thesaurus import Thesaurus

if TYPE_CHECKING:
    from search.reranking import Reranker


class Answerer:
    """Answers questions on one store."""

    def __init__(
        self,
        documents: DocumentStore,
        graph: GraphStore | None,
        index: EmbeddedIndex,
        today: date | None = None,
        weights: Mapping[str, float] = {},
        reranker: Reranker | None = None,
    ) -> None:
        """`today` is the day from which 去年 counts; `weights` override single ones of `search.ranking.WEIGHTS`.

        A part of weight 0 is off; `graph` is on or off. `reranker` looks at the best passages a second time.
        """
        self._reranker = reranker
        self._weights = dict(weights)
        self._documents, self._graph, self._index, self._today = documents, graph, index, today
        self._iris: Iris = getattr(graph, "iris", None) or Iris()
        self._thesaurus = Thesaurus(index.encoder, index.folder)
        self._similarity = WordSimilarity(index.encoder)

    def ask(self, question: str) -> Answer:
        """Answer a question. Raises nothing for odd questions: the reason then says what is wrong."""
        try:
            asked = parse(question, self._today)
        except ZonegraphError as error:
            return _nothing(str(error))
        meanings = self._thesaurus.meanings(asked.bare)
        expansion = [(name, meaning.weight) for meaning in meanings for name in meaning.names[:4]]
        hits = self._index.search(asked.text, 40, expansion=expansion, weights=self._weights)
        if self._reranker is not None:
            hits = self._reranker.reranked(asked.text, hits, self._documents)
        if self._weights.get("graph", 1.0):
            hits = supported(hits, asked, self._documents, self._graph, self._iris)
        terms = question_terms(asked, self._documents, self._index)
        senses = [Sense(meaning.names, meaning.weight) for meaning in meanings]
        coverage = Coverage(terms, self._similarity, asked.text, senses)
        hits, ranked = read_hits(self._documents, hits, coverage, asked.year)
        if not ranked:
            return _nothing("库中没有相关内容 / the store holds nothing on this")
        case = Case(
            question=asked, documents=self._documents, coverage=coverage, hits=hits, sentences=ranked,
            known=statements(self._documents, hits[:READ]),
        )  # fmt: skip
        said = compose(case)
        reason = doubt(case, said)
        if reason is not None and said.figures and loosely(case):
            said, reason = quoted(case), None
        passages = tuple(shown_passages(self._documents, hits if reason else in_front(hits, said.sentences)))
        if reason is not None:
            return _nothing(reason, passages)
        found = grounds(case, said, self._graph, self._iris)
        return Answer(answer=said.text, sparql=found.sparql, reason=None, facts=found.facts, passages=passages)


def _nothing(reason: str, passages: tuple[CitedPassage, ...] = ()) -> Answer:
    return Answer(answer=None, sparql=None, reason=reason, facts=(), passages=passages)
