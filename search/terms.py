"""The terms of a question: names that the store knows, and the content words between them, with their weights."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from itertools import takewhile
from operator import eq

from kg.documents import DocumentStore
from kg.entries import NameHit
from kg.model import Key
from search import segment
from search.coverage import GENERIC, Term
from search.index import EmbeddedIndex
from search.places import divisions, places
from search.question import Question, content_words
from search.short_names import short_names
from search.strangers import unlisted

_STRICT = ("Zone", "Region", "Company", "Project", "Person", "Organization", "Facility", "Fund")
_PLACES = {"Zone", "Region"}
_MOST = 4.0
_OWN = 2
"""Characters behind a division that a firm's name must share to be the one meant."""
_YEAR_END = re.compile(r"(?<=\d)年(?=前|上半年|下半年)")
"""The end of a year, which 前 in 2023年前三季度 is no part of."""


def is_name(form: str) -> bool:
    """Whether a form names one thing: 东湖开发区 does, 开发区 and 该公司 do not."""
    return sum(character not in GENERIC for character in form) >= 2


def known_names(text: str, documents: DocumentStore, short: bool = True) -> list[tuple[NameHit, tuple[Key, ...]]]:
    """The longest names in `text` that the store knows, from left to right, each with the entities it may be.

    With `short` a zone may be called by its own part alone (清岩 for 清岩经开区), where no other name stands.
    """
    hits = [hit for hit in documents.find_names(text) if is_name(hit.surface)]
    if short:
        spans = [(hit.start, hit.end) for hit in hits] + [(place.start, place.end) for place in places(text)]
        called = short_names(text, documents)
        hits += [one for one in called if all(one.end <= start or end <= one.start for start, end in spans)]
    chosen: list[NameHit] = []
    for hit in sorted(hits, key=lambda h: (h.start - h.end, h.start, h.key)):
        if all(hit.end <= other.start or other.end <= hit.start for other in chosen):
            chosen.append(hit)
    chosen.sort(key=lambda h: h.start)
    return [(hit, tuple(h.key for h in hits if (h.start, h.end) == (hit.start, hit.end))) for hit in chosen]


def _rarity(text: str, index: EmbeddedIndex) -> float:
    counts = [index.frequency(word) for word in segment.words(text) if len(word) > 1] or [0]
    return min(_MOST, math.log(1 + (len(index) + 1) / (min(counts) + 1)))


def _forms(keys: Iterable[Key], documents: DocumentStore) -> set[str]:
    known = [named for key in keys if (named := documents.named(key)) is not None]
    return {form for named in known for form in (named.name, *named.surfaces) if is_name(form)}


_Found = tuple[int, int, tuple[str, ...], tuple[Key, ...], bool]


def _named(text: str, documents: DocumentStore) -> list[_Found]:
    """(start, end, forms, keys, whether a place) of the names in `text`: those of the store, and places of China."""
    known = known_names(text, documents)
    found: list[_Found] = []
    for place in places(text):
        # 苏州 may be known where 苏州工业园区 is not: the longer name is the one that is asked for.
        if not any(hit.start <= place.start and place.end <= hit.end for hit, _ in known):
            hits = [hit for form in place.forms for hit in documents.find_names(form) if hit.surface == form]
            keys = tuple(dict.fromkeys(hit.key for hit in hits))
            found.append((place.start, place.end, (*place.forms, *sorted(_forms(keys, documents))), keys, True))
    for hit, keys in known:
        if not any(start < hit.end and hit.start < end for start, end, *_ in found):
            is_place = any(key.partition("/")[0] in _PLACES for key in keys)
            found.append((hit.start, hit.end, (hit.surface, *sorted(_forms(keys, documents))), keys, is_place))
    for match in unlisted(text, [(start, end) for start, end, *_ in found]):
        found.append((match.start, match.end, (match.text, match.own), (), True))
    whole = sorted((_of_division(one, text, documents) for one in found), key=lambda one: (one[0], -one[1]))
    return [one for one, before in zip(whole, [None, *whole], strict=False) if before is None or one[0] >= before[1]]


def _of_division(one: _Found, text: str, documents: DocumentStore) -> _Found:
    """A name, where it is that of a division, with what it stands for: the firm whose name it begins (江州 in
    江州青石轴承 of 江州青石轴承有限公司), else the zones named after it too, which reports call without it."""
    start, end, forms, keys, _ = one
    if text[start:end] not in divisions():
        return one
    behind = text[end : end + _OWN]
    firms = documents.beginning(text[start:end] + behind, "Company") if len(behind) == _OWN else []
    if called := _begun(text, start, end, [form for form, _ in firms]):
        mine = tuple(dict.fromkeys(key for form, key in firms if form.startswith(called)))
        return start, start + len(called), (called, *sorted(_forms(mine, documents))), mine, False
    zones = tuple(
        dict.fromkeys(key for form in divisions()[text[start:end]] for _, key in documents.beginning(form, "Zone"))
    )
    zones = tuple(key for key in zones if key not in keys)
    return start, end, (*forms, *sorted(_forms(zones, documents) - set(forms))), (*keys, *zones), True


def _begun(text: str, start: int, end: int, forms: Sequence[str]) -> str:
    """The words from `start` on with which one of the `forms` begins too, beyond `end`; empty where there are none."""
    shared = max((sum(1 for _ in takewhile(bool, map(eq, text[start:], form))) for form in forms), default=0)
    edges = [at + len(word) for word, at in segment.placed_words(segment.fold(text))]
    return text[start : max((edge for edge in edges if end < edge <= start + shared), default=start)]


def is_general(question: Question, documents: DocumentStore) -> bool:
    """Whether a question names no time, place, firm or other thing: any report may answer it."""
    named = _named(question.bare, documents)
    return question.period is None and not any(
        is_place or any(key.partition("/")[0] in _STRICT for key in keys) for _, _, _, keys, is_place in named
    )


def question_terms(question: Question, documents: DocumentStore, index: EmbeddedIndex) -> list[Term]:
    """The terms of a question: the names in it, then the content words between them."""
    terms: list[Term] = []
    rest = question.bare
    for start, end, forms, keys, is_place in _named(question.bare, documents):
        text = question.bare[start:end]
        rest = rest[:start] + " " * len(text) + rest[end:]
        if any(text == term.text for term in terms):
            continue
        strict = is_place or any(key.partition("/")[0] in _STRICT for key in keys)
        folded = tuple(dict.fromkeys(segment.fold(form) for form in forms))
        terms.append(
            Term(text=text, forms=folded, weight=_rarity(text, index), strict=strict, place=is_place, keys=keys)
        )
    for word in content_words(_YEAR_END.sub("年 ", rest)):
        if any(word == term.text for term in terms):
            continue
        weight = _rarity(word, index) * (0.6 if re.fullmatch(r"\d+", word) else 1.0)
        terms.append(Term(text=word, forms=(word,), weight=weight, strict=word.isascii()))
    return terms
