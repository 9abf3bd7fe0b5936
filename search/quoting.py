"""Which sentence to quote: a model of what tells the sentence that answers a question from the others that were read.

A conditional logit (softmax over the sentences of one question) fitted on our own questions. The score that ranks
sentences for all uses counts the place's name twice, once of a sentence's own words, so that the opening line of a
report (今天我们邀请到某园区负责人) came before the one that answers. What is said of a place need not name it again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from search import segment
from search.case import Case
from search.coverage import Coverage
from search.encoders import Floats
from search.evidence import CONTEXT_SHARE, Sentence
from search.question import Question
from search.sentences import numbers

WEIGHTS: Mapping[str, float] = {
    "covered": 13.40, "own": -3.11, "near": 8.98, "places": 1.68, "things": 2.35, "wording": 2.80, "short": -3.50,
    "asks": -2.39, "number": 1.49,
}  # fmt: skip
"""`covered`, `own`: shares of the question met with what stands around a sentence, and by its own words; `near`: its
cosine with the question without the names in it; `places`, `things`: shares of the names met in its passage or above
it; `wording`: what its passage shares of the question's; `short`: how far it falls short of `_WHOLE` characters;
`asks`: it is itself a question; `number`: a number is asked for and it holds one of that kind."""
SECOND = 2.0
"""How much less than the best sentence a second may be worth that is quoted with it."""
_WHOLE = 25
_NEAREST = 0.8
"""Cosine that is hardly passed: what a sentence may still gain before its meaning is compared."""
_AT_ONCE = 8
"""Sentences whose meaning is compared at once, the likeliest first."""


def open_words(question: Question, coverage: Coverage) -> str:
    """The question without its question words and without the names in it."""
    text = question.bare
    for term in coverage.terms:
        if term.strict or term.place:
            text = text.replace(term.text, " ")
    return segment.fold(text)


def worths(case: Case, among: Sequence[Sentence]) -> list[tuple[float, Sentence]]:
    """The sentences that may be quoted with what each is worth (log odds), best first; the hopeless are left out."""
    plain = _plain_worths(case, among).tolist()
    left = sorted(zip(plain, among, strict=True), key=lambda pair: -pair[0])
    asked = open_words(case.question, case.coverage)
    rated: list[tuple[float, Sentence]] = []
    most = -np.inf
    while left and left[0][0] + WEIGHTS["near"] * _NEAREST >= most - SECOND:
        batch, left = left[:_AT_ONCE], left[_AT_ONCE:]
        alike = case.coverage.cosines(asked, [one.text for _, one in batch])
        gains = np.zeros(len(batch)) if alike is None else WEIGHTS["near"] * alike
        rated += [(worth + float(gain), one) for (worth, one), gain in zip(batch, gains, strict=True)]
        most = max(worth for worth, _ in rated)
    return sorted(rated, key=lambda pair: (-pair[0], pair[1].doc, pair[1].start))


def _plain_worths(case: Case, among: Sequence[Sentence]) -> Floats:
    """float32 [sentences]: what each is worth before meanings are compared."""
    coverage = case.coverage
    own, covered = np.array([one.own for one in among]), np.array([one.covered for one in among])
    met = np.array([np.maximum(np.maximum(one.own, one.above / CONTEXT_SHARE), one.around) for one in among])
    families = {family for slot in case.question.slots for family in slot.families}
    worth: Floats = WEIGHTS["covered"] * coverage.shares(covered) + WEIGHTS["own"] * coverage.shares(own)
    for name, terms in (("places", coverage.places), ("things", coverage.strict * (1 - coverage.places))):
        if terms.any():
            worth += WEIGHTS[name] * _shares(met, terms * coverage.weights)
    for i, one in enumerate(among):
        worth[i] += WEIGHTS["wording"] * case.hits[one.rank].parts.get("wording", 0.0)
        worth[i] += WEIGHTS["short"] * max(0, _WHOLE - len(one.text)) / _WHOLE
        worth[i] += WEIGHTS["asks"] * (one.text.rstrip("”」』")[-1:] in ("？", "?"))
        worth[i] += WEIGHTS["number"] * any(number.family in families for number in numbers(one.text))
    return worth


def _shares(met: Floats, weights: Floats) -> Floats:
    """float32 [sentences]: the weighted share of the terms met."""
    shares: Floats = met[:, :-1] @ weights / weights.sum()
    return shares
