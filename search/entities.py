"""Which of the things named in the best sentences is the one asked for: 谁 asks for a person, 哪家 for a firm."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from kg.documents import DocumentStore
from kg.model import EntityType
from search.case import Case
from search.context import things
from search.evidence import Sentence
from search.figures import Figure, rank_figures
from search.sentences import Number
from search.slots import Slot

_ASKED: tuple[tuple[re.Pattern[str], tuple[EntityType, ...]], ...] = (
    (re.compile(
        r"哪(?:一)?[个家](?:国家级|省级|市级)?[^，,？?的里内在]{0,4}?(?:开发区|经开区|高新区|园区|示范区|保税区|综保区|产业园)(?![里内的企公项])"
    ), ("Zone",)),
    (re.compile(
        r"哪(?:一)?(?:家|个)?[^，,？?]{0,4}(?:公司|企业|厂|央企|国企|银行|机构)|哪家|谁家"
    ), ("Company", "Organization")),
    (re.compile(r"(?:哪(?:一)?个|什么)[^，,？?]{0,6}项目"), ("Project",)),
    (re.compile(r"哪(?:一)?[个家][^，,？?]{0,8}(?:区|园|镇|基地)|什么(?:开发区|园区)"), ("Zone",)),
    (re.compile(r"哪(?:一)?个[^，,？?]{0,4}(?:省|市|县|地方)"), ("Region", "Zone")),
    (re.compile(r"哪(?:一)?(?:所|些)[^，,？?]{0,4}(?:大学|学校|院校|高校|学院)"), ("Organization",)),
    (re.compile(r"什么[^，,？?]{0,6}(?:称号|荣誉|牌子)"), ("Title",)),
    (re.compile(r"(?:什么|哪(?:一)?[个种项])[^，,？?]{0,6}(?:机制|政策|制度|模式|改革|办法)"), ("Policy",)),
    (re.compile(r"(?:什么|哪(?:一)?[个只支])[^，,？?]{0,6}基金"), ("Fund",)),
    (re.compile(r"谁|哪(?:一)?位|什么人"), ("Person", "Company", "Organization")),
)  # fmt: skip


def asked_types(text: str) -> tuple[EntityType, ...]:
    """The types of thing that a question asks for, likeliest first; empty where it does not tell."""
    return next((types for pattern, types in _ASKED if pattern.search(text)), ())


_LISTED: tuple[tuple[re.Pattern[str], tuple[EntityType, ...]], ...] = (
    (re.compile(r"(?:公司|企业|厂家|厂)"), ("Company",)),
    (re.compile(r"(?:院校|高校|大学|学校|机构|部门|单位|银行)"), ("Organization",)),
    (re.compile(r"项目"), ("Project",)),
    (re.compile(r"(?:园区|开发区|产业园)"), ("Zone",)),
)


def listed_types(text: str) -> tuple[EntityType, ...]:
    """The type of thing that a question wants a list of; empty where it is none that the facts know well."""
    after = re.search(r"(?:哪些|哪几[个家户所项]?|哪[两二三四五六七八九十\d]+[个家户所项])([^，,？?]{0,12})", text)
    near = after[1] if after else ""
    return next((types for pattern, types in _LISTED if pattern.search(near)), ())


class _Mentions:
    """Finds the mentions of things of some types in a sentence, those that the question names left out."""

    def __init__(
        self, documents: DocumentStore, types: Sequence[EntityType], known: frozenset[str], asked: str
    ) -> None:
        self._documents, self._types, self._known, self._asked = documents, types, known, asked
        self._places: dict[str, list[tuple[int, int, str, str]]] = {}

    def __call__(self, sentence: Sentence) -> Sequence[Number]:
        doc = sentence.doc
        if doc not in self._places:
            facts = self._documents.facts(doc)
            self._places[doc] = sorted(
                (span.start, span.end, one.key.partition("/")[0], one.name)
                for one in things(facts)
                if one.key.partition("/")[0] in self._types and one.key not in self._known
                for span in one.mentions
            )
        places = self._places[doc]
        found = []
        first = bisect_left(places, (sentence.start, 0, "", ""))
        for start, end, kind, _ in places[first:]:
            if end > sentence.end:
                break
            text = sentence.text[start - sentence.start : end - sentence.start].strip('“”"《》')
            if len(text) >= 2 and text not in self._asked:
                at = sentence.text.index(text, max(0, start - sentence.start))
                found.append(Number(start=at, end=at + len(text), text=text, unit="", family=kind))
        return found


def rank_entities(case: Case, types: Sequence[EntityType]) -> list[Figure]:
    """The things of these types in the sentences, best first."""
    known = frozenset(key for term in case.coverage.terms for key in term.keys)
    finder = _Mentions(case.documents, types, known, case.question.text)
    slot = Slot(families=tuple(types), counter=None, near="")
    return rank_figures(slot, case.sentences, case.coverage, {}, None, finder)


def listed_entities(case: Case, types: Sequence[EntityType], sentence: Sentence) -> tuple[str, ...]:
    """The things of these types that a sentence names and the question does not, in its order and words."""
    known = frozenset(key for term in case.coverage.terms for key in term.keys)
    finder = _Mentions(case.documents, types, known, case.question.text)
    return tuple(dict.fromkeys(number.text for number in finder(sentence)))
