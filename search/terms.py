"""The terms of a question: names that the store knows, and the content words between them, with their weights."""

from __future__ import annotations

import math
import re

from kg.documents import DocumentStore
from kg.entries import NameHit
from kg.model import Key
from search import segment
from search.coverage import Term
from search.index import EmbeddedIndex
from search.places import places
from search.question import Question, content_words

_GENERIC = set(
    "经济技术开发高新产业示范园区工业综合保税改革转型片试验本该全我各其项目公司企业省市县集团的有限责任股份区内"
)
_STRICT = ("Zone", "Region", "Company", "Project", "Person", "Organization", "Facility", "Fund")
_PLACES = {"Zone", "Region"}
_MOST = 4.0


def is_name(form: str) -> bool:
    """Whether a form names one thing: 晋中开发区 does, 开发区 and 该公司 do not."""
    return sum(character not in _GENERIC for character in form) >= 2


def known_names(text: str, documents: DocumentStore) -> list[tuple[NameHit, tuple[Key, ...]]]:
    """The longest names in `text` that the store knows, from left to right, each with the entities it may be."""
    hits = [hit for hit in documents.find_names(text) if is_name(hit.surface)]
    chosen: list[NameHit] = []
    for hit in sorted(hits, key=lambda h: (h.start - h.end, h.start, h.key)):
        if all(hit.end <= other.start or other.end <= hit.start for other in chosen):
            chosen.append(hit)
    chosen.sort(key=lambda h: h.start)
    return [(hit, tuple(h.key for h in hits if (h.start, h.end) == (hit.start, hit.end))) for hit in chosen]


def _rarity(text: str, index: EmbeddedIndex) -> float:
    counts = [index.frequency(word) for word in segment.words(text) if len(word) > 1] or [0]
    return min(_MOST, math.log(1 + (len(index) + 1) / (min(counts) + 1)))


def question_terms(question: Question, documents: DocumentStore, index: EmbeddedIndex) -> list[Term]:
    """The terms of a question, names first."""
    terms: list[Term] = []
    rest = question.bare
    for hit, keys in known_names(question.bare, documents):
        kinds = {key.partition("/")[0] for key in keys}
        strict = any(kind in _STRICT for kind in kinds)
        forms = {hit.surface}
        for key in keys:
            known = documents.named(key)
            if known is not None:
                forms |= {form for form in (known.name, *known.surfaces) if is_name(form)}
        rest = rest.replace(hit.surface, " ")
        terms.append(
            Term(
                text=hit.surface, forms=tuple(segment.fold(form) for form in sorted(forms)),
                weight=_rarity(hit.surface, index), strict=strict, keys=keys, place=bool(kinds & _PLACES),
            )
        )  # fmt: skip
    for place in places(rest):
        named = rest[place.start : place.end]
        rest = rest[: place.start] + " " * len(named) + rest[place.end :]
        forms_of = tuple(segment.fold(form) for form in place.forms)
        terms.append(Term(text=named, forms=forms_of, weight=_rarity(named, index), strict=True, place=True))
    for word in content_words(rest):
        if any(word == term.text for term in terms):
            continue
        weight = _rarity(word, index) * (0.6 if re.fullmatch(r"\d+", word) else 1.0)
        terms.append(Term(text=word, forms=(word,), weight=weight, strict=word.isascii()))
    return terms
