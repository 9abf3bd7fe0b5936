"""Questions to answers: find passages, rank their sentences, and say what they say, with the place that says it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property
from itertools import zip_longest
from typing import TYPE_CHECKING

import msgspec

from kg.documents import DocumentStore
from kg.errors import ZonegraphError
from kg.iris import Iris
from kg.store import GraphStore
from search.case import Case
from search.citations import grounds, in_front
from search.compose import compose, quoted
from search.context import passage_place
from search.coverage import Coverage, Sense, WordSimilarity
from search.doubt import doubt, loosely
from search.drawing import drawn, facts_in_front, missing
from search.drawn import Drawn
from search.evidence import READ, on_subject, read_hits, shown_passages
from search.holdings import indicator_names
from search.index import EmbeddedIndex, Hit
from search.inquiry import Inquiry
from search.measures import MeasureBook
from search.paired import compared, pair
from search.periods import fit
from search.places import places
from search.question import Question, parse
from search.replies import Answer, CitedPassage, Reading
from search.slips import NameBook, Slip, put_right, told
from search.statements import statements
from search.strangers import stranger, unlisted
from search.supported import supported
from search.terms import is_general, is_name, known_names, question_terms
from search.thesaurus import Meaning, Thesaurus

_HAN = re.compile("[一-鿿]")
_NAMED = ("Zone", "Company", "Project", "Facility", "Organization", "Person", "Fund")
"""Types of known names beside which none is looked for that was written otherwise."""

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
        self._names = NameBook(documents)

    @cached_property
    def _measures(self) -> MeasureBook:
        return MeasureBook(indicator_names(self._graph) if self._graph is not None else ())

    def ask(self, question: str, today: date | None = None) -> Answer:
        """Answer a question, asked on the day `today` where one is given.

        Raises nothing for odd questions: the reason then says what is wrong.
        """
        day = today or self._today
        try:
            asked = parse(question, day)
        except ZonegraphError as error:
            return _nothing(str(error))
        slip = self._slip(asked)
        if not _HAN.search(asked.text):
            return _in_chinese(self._answer(asked, day))
        if slip is None or not slip.sure:
            return self._offered(self._answer(asked, day), asked, slip)
        answer = self._answer(parse(put_right(asked.text, slip), day), day)
        return msgspec.structs.replace(answer, note="；".join(part for part in (told([slip]), answer.note) if part))

    def _slip(self, asked: Question) -> Slip | None:
        """A name in the question that the store writes otherwise, where the question names nothing that it knows."""
        known = known_names(asked.text, self._documents, short=False)
        spans = [(h.start, h.end) for h, keys in known if any(key.partition("/")[0] in _NAMED for key in keys)]
        if not spans:
            slip = self._names.slip(asked.text)
        else:
            others = [one.text for one in unlisted(asked.text, spans)]  # 白鹭高新区和清岩开发区: one is known, one not
            slip = next((found for one in others if (found := self._names.slip(one)) is not None and found.sure), None)
        return None if slip is None or self._written(slip) else slip

    def _written(self, slip: Slip) -> bool:
        """Whether some passage writes the name just so: then it is no slip, though nothing is filed under it."""
        words = {"dense": 0.0, "maxsim": 0.0}  # to the letter or not at all: what is alike in meaning is no help
        return any(slip.written in self._words(hit) for hit in self._index.search(slip.written, 5, weights=words))

    def _offered(self, answer: Answer, asked: Question, slip: Slip | None) -> Answer:
        """The answer; where there is none, with the known name that the question may have meant."""
        if slip is None or answer.answer is not None:
            return answer
        reading = Reading(meant=slip.known, question=put_right(asked.text, slip))
        reason = f"库中没有“{slip.written}”，是否指“{slip.known}”？ / did you mean {slip.known}?"
        return msgspec.structs.replace(answer, reason=reason, readings=(reading,))

    def _answer(self, asked: Question, today: date | None) -> Answer:
        meanings = self._thesaurus.meanings(asked.bare)
        expansion = [(name, meaning.weight) for meaning in meanings for name in meaning.names[:4]]
        hits = self._index.search(asked.text, 40, expansion=expansion, weights=self._weights)
        if self._reranker is not None:
            hits = self._reranker.reranked(asked.text, hits, self._documents)
        graph = self._graph if self._weights.get("graph", 1.0) else None
        hits = supported(hits, asked, self._documents, graph, self._iris)
        unknown = self._stranger(asked, hits)
        if unknown is not None:
            return _nothing(f"库中没有关于“{unknown}”的内容 / nothing on {unknown} in the store")
        inquiry = None
        if graph is not None:
            inquiry = Inquiry(asked, self._documents, graph, self._iris, lambda: self._measures, today)
            said = drawn(inquiry)
            if said is not None:
                return self._drawn(said, hits)
        if (together := self._paired(asked, today)) is not None:
            return together
        answer = self._read(asked, hits, meanings)
        if inquiry is not None and (said := missing(inquiry)) is not None and not _of_year(answer, asked):
            return self._drawn(said, hits)
        return answer

    def _paired(self, asked: Question, today: date | None) -> Answer | None:
        """The answer to a comparison of two things from those to a question on each; None where one has no figure."""
        if asked.kind not in ("compare", "figure", "when"):
            return None
        place = next((hit for hit in self._documents.find_names(asked.text) if hit.key.startswith("Zone/")), None)
        two = pair(asked.text, asked.text[: place.end] if place is not None and place.start == 0 else "")
        if two is None or not (two.which or asked.kind == "compare"):
            return None
        first, second = (self._answer(parse(question, today), today) for question in two.questions)
        if first.answer is None or second.answer is None or (first.facts and first.facts == second.facts):
            return None
        passages = tuple({(one.doc, one.start): one for both in zip_longest(first.passages, second.passages)
                          for one in both if one is not None}.values())[:10]  # fmt: skip
        two = msgspec.structs.replace(two, names=tuple(_as_told(name, passages) for name in two.names))
        said = compared(two, (_with_way(first, first.answer), _with_way(second, second.answer)))
        if said is None:
            return None
        facts = (*first.facts, *(fact for fact in second.facts if fact not in first.facts))
        return Answer(answer=said, sparql=first.sparql or second.sparql, reason=None, facts=facts, passages=passages)

    def _stranger(self, asked: Question, hits: Sequence[Hit]) -> str | None:
        """A zone that the question names and nothing in the store does."""
        known = [(hit.start, hit.end) for hit in self._documents.find_names(asked.text) if is_name(hit.surface)]
        known += [(place.start, place.end) for place in places(asked.text)]
        return stranger(asked.text, known, lambda: (self._words(hit) for hit in hits))

    def _words(self, hit: Hit) -> str:
        doc, start, end = passage_place(hit.id)
        return self._documents.text(doc)[start:end]

    def _drawn(self, said: Drawn, hits: Sequence[Hit]) -> Answer:
        """An answer of the graph with its passages."""
        passages = tuple(shown_passages(self._documents, facts_in_front(hits, said.facts, self._documents)))
        return Answer(
            answer=said.text, sparql=said.sparql, reason=said.reason, facts=said.facts, passages=passages,
            readings=said.readings, note=said.note,
        )  # fmt: skip

    def _read(self, asked: Question, hits: Sequence[Hit], meanings: Sequence[Meaning]) -> Answer:
        """The answer that the sentences of the hits give."""
        terms = question_terms(asked, self._documents, self._index)
        senses = [Sense(meaning.names, meaning.weight) for meaning in meanings]
        coverage = Coverage(terms, self._similarity, asked.text, senses)
        hits, ranked = read_hits(self._documents, hits, coverage, asked.year)
        ranked = on_subject(ranked, coverage, asked.kind in ("when", "entity"))
        if not ranked:
            return _nothing("库中没有相关内容 / the store holds nothing on this")
        case = Case(
            question=asked, documents=self._documents, coverage=coverage, hits=hits, sentences=ranked,
            known=statements(self._documents, hits[:READ]),
        )  # fmt: skip
        said = compose(case)
        reason = doubt(case, said)
        if reason is not None and said.figures and loosely(case, instead := quoted(case)):
            said, reason = instead, None
        shown = hits if reason else in_front(hits, said.sentences)
        passages = tuple(shown_passages(self._documents, shown, spread=is_general(asked, self._documents)))
        if reason is not None:
            return _nothing(reason, passages)
        found = grounds(case, said, self._graph, self._iris)
        return Answer(answer=said.text, sparql=found.sparql, reason=None, facts=found.facts, passages=passages)


def _in_chinese(answer: Answer) -> Answer:
    """The answer to a question without a Chinese character; where there is none, with what may be done."""
    if answer.answer is not None:
        return answer
    reason = "报告是中文的，请用中文提问 / the reports are in Chinese: ask in Chinese"
    return msgspec.structs.replace(answer, reason=reason)


def _with_way(answer: Answer, text: str) -> str:
    """The figure of an answer, with 下降 before it where its fact tells that it fell and the answer does not."""
    fallen = any(
        re.search(rf"(?:下降|减少|回落|跌|↓)了?{re.escape(text.split('（')[0])}", one.quote) for one in answer.facts
    )
    return f"下降{text}" if fallen and not text.startswith("下降") else text


def _as_told(name: str, passages: Sequence[CitedPassage]) -> str:
    """A name with the kind that the passages write behind it: 琅溪经开区 for 琅溪; as it is where they do not."""
    for one in passages[:5]:
        found = re.search(
            rf"{re.escape(name)}(?:经开区|高新区|开发区|工业园区|产业园区|新区|综保区|园区|产业园)", one.text
        )
        if found is not None:
            return found[0]
    return name


def _of_year(answer: Answer, asked: Question) -> bool:
    """Whether an answer is told of the year asked for: by its facts, else by the words of its best passage."""
    if answer.answer is None or asked.year is None:
        return False
    if any(fit(asked.period, fact.period) > 0 for fact in answer.facts):
        return True
    return any(str(asked.year) in f"{passage.title} {passage.text}" for passage in answer.passages[:1])


def _nothing(reason: str, passages: tuple[CitedPassage, ...] = ()) -> Answer:
    return Answer(answer=None, sparql=None, reason=reason, facts=(), passages=passages)
