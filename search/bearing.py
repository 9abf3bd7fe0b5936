"""What a number or a name in a long sentence is told of: 甲项目开工；乙项目占地400亩 tells no area of 甲项目.

Parts of a sentence between semicolons have their own subject where they name one; else they go on about the last.
"""

from __future__ import annotations

import re
from bisect import bisect_left

import numpy as np

from search.case import Case
from search.context import things
from search.evidence import Sentence
from search.figures import Figure, asked_terms
from search.in_order import listed_for
from search.measure_heads import names_measure, one_of_many, other_measure, other_step, other_whole, per_unit
from search.sentences import Span, clauses, numbers, unit_family
from search.slots import Slot
from search.terms import is_name

_PART = re.compile(r"[^；;。！？!?\n]+")
_RIVALS = ("Project", "Company", "Zone", "Facility")
"""Types of things of which figures are told."""
_MEANT, _LITTLE = 0.6, 0.25
"""Shares of what a question asks about: met in the part that speaks of it, and in one that does not."""


def parts(text: str) -> list[Span]:
    """What stands between semicolons and stops."""
    return [Span(found.start(), found.end(), found[0]) for found in _PART.finditer(text)]


def part_of(text: str, place: int) -> Span:
    """The part of a sentence that holds a place of it."""
    return next((one for one in parts(text) if one.start <= place < one.end), Span(0, len(text), text))


def _mentions(case: Case, doc: str) -> list[tuple[int, int, str]]:
    """Where a document names things of which figures are told: (start, end, key), sorted once for a question."""
    if doc not in case.mentions:
        case.mentions[doc] = sorted(
            (span.start, span.end, one.key)
            for one in things(case.documents.facts(doc))
            if one.key.partition("/")[0] in _RIVALS
            for span in one.mentions
        )
    return case.mentions[doc]


def _others(case: Case, sentence: Sentence, part: Span) -> bool:
    """Whether a part of a sentence names a thing that the question does not."""
    asked = {key for term in case.coverage.terms for key in term.keys}
    found = _mentions(case, sentence.doc)
    at = bisect_left(found, (sentence.start + part.start, 0, ""))
    for start, end, key in found[at:]:
        if start >= sentence.start + part.end:
            break
        name = sentence.text[start - sentence.start : end - sentence.start]
        if key not in asked and is_name(name) and name not in case.question.text:
            return True
    return False


def rivals_in(case: Case, sentence: Sentence) -> list[tuple[int, int, str, str]]:
    """The things of which figures are told that a sentence names, (start, end, key, name), the longest at a place."""
    found: list[tuple[int, int, str, str]] = []
    told = _mentions(case, sentence.doc)
    inside = told[bisect_left(told, (sentence.start, 0, "")) : bisect_left(told, (sentence.end, 0, ""))]
    for start, end, key in sorted(inside, key=lambda one: (one[0], -one[1])):
        name = sentence.text[start - sentence.start : end - sentence.start]
        if end <= sentence.end and is_name(name) and not (found and start - sentence.start < found[-1][1]):
            found.append((start - sentence.start, end - sentence.start, key, name.strip('“”"')))
    return found


def of_another(case: Case, sentence: Sentence, place: int) -> bool:
    """Whether a place of a sentence is in a part with a subject of its own, and another part speaks of what is asked.

    The words of the measure asked for are no subject.
    """
    told = parts(sentence.text)
    if len(told) < 2:
        return False
    coverage = case.coverage
    about = np.maximum(coverage.strict, coverage.places)
    if case.question.slots:
        near = asked_terms(case.question.slots[0].near, coverage) * (1 - about)
        about = 1 - near if not about.any() or not coverage.things.any() else about
    if not about.any():
        return False
    weights = coverage.weights * about  # the sense of a question stands for no name
    seen = sentence.parts([(one.start, one.end) for one in told])[:, :-1] @ weights / max(float(weights.sum()), 1e-6)
    here = next((i for i, one in enumerate(told) if one.start <= place < one.end), None)
    if here is None or seen[here] > _LITTLE or seen.max() < _MEANT:
        return False
    return _others(case, sentence, told[here])


def goes_on_about_asked(case: Case, sentence: Sentence) -> bool:
    """Whether a sentence that names no place goes on about one that the question names: the last named before it."""
    asked = {key for term in case.coverage.terms if term.place for key in term.keys}
    if not asked:
        return False
    document = case.documents.get(sentence.doc)
    article = next((one for one in document.articles if one.start <= sentence.start < one.end), None)
    first = article.start if article is not None else 0
    before = [
        (start, key)
        for start, end, key in _mentions(case, sentence.doc)
        if key.startswith("Zone/") and first <= start < sentence.end and is_name(document.text[start:end])
    ]
    if any(start >= sentence.start for start, _ in before):
        return False
    return bool(before) and before[-1][1] in asked


def own_words(case: Case, sentence: Sentence) -> str:
    """The sentence without those of its parts that are told of another thing."""
    told = parts(sentence.text)
    if len(told) < 2:
        return sentence.text
    return "；".join(one.text for one in told if not of_another(case, sentence, one.start))


def _told_of_one(slot: Slot) -> bool:
    """Whether what is asked for is a sum, a share or people, which are of one measure; counts and areas tell theirs."""
    return bool(slot.families) and slot.families[0] in ("money", "percent", "people")


def tells_other(case: Case, figure: Figure, slot: Slot) -> bool:
    """Whether a figure is told of another thing, or is another measure, than the question names."""
    sentence, number, told = figure.sentence, figure.number, figure.statement
    if of_another(case, sentence, number.start) or listed_for(sentence.text, number, case.question.text) is False:
        return True
    if told is not None and not number.unit and told.unit and slot.families:
        family = unit_family(told.unit)
        if family not in slot.families and not (family == "people" and "count" in slot.families):
            return True
    part = part_of(sentence.text, number.start).text
    label = told.indicator if told is not None else ""
    if {"money", "count"} & set(slot.families[:1]) and _other_step(case, sentence, f"{part}{label}"):
        return True
    if not _told_of_one(slot):
        return False
    if slot.share:
        return other_whole(case.question.text, f"{part}{label}")
    clause = next((one.text for one in clauses(sentence.text) if one.start <= number.start < one.end), part)
    if (per_unit(label or clause) and not per_unit(case.question.text)) or one_of_many(case.question.text, clause):
        return True
    if label and (names_measure(label) or "\t" in sentence.text):
        return other_measure(slot.near, label)
    return "\t" not in sentence.text and other_measure(slot.near, f"{part}{label}")


def _other_step(case: Case, sentence: Sentence, told: str) -> bool:
    """Whether a question names a step of projects, and neither words nor what stands above them tell of it."""
    passage = case.documents.passage_at(sentence.doc, sentence.start)
    heading = passage.heading if passage is not None else None
    return "\t" not in sentence.text and other_step(case.question.text, f"{told}{heading or ''}")


def quotes_measure(case: Case, sentence: Sentence) -> bool:
    """Whether words quoted tell a number of the measure that a question names, where it names one."""
    slots = case.question.slots
    if slots and slots[0].share and other_whole(case.question.text, sentence.text):
        return False
    counted = slots and {"money", "count"} & set(slots[0].families[:1])
    if counted and _other_step(case, sentence, own_words(case, sentence)):
        return False
    if not slots or slots[0].share or not names_measure(slots[0].near) or not _told_of_one(slots[0]):
        return True
    told = (one for one in parts(sentence.text) if not of_another(case, sentence, one.start))
    return any(numbers(one.text) and not other_measure(slots[0].near, one.text) for one in told)
