"""How surely the words of an answer answer the question: a logistic model over what they cover of it.

No single measure tells an answer from a sentence that only lies near: a plain question shares few words with its
passage, and a question that no report answers shares many with some. The weights were fitted by
benchmarks/fit_confidence.py on our own questions and on those of the seven annotated reports beside this checkout, on
the same questions asked of another zone, and on questions on reports that the store does not hold; figures on the seven
are therefore no figures on unseen questions.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np

from search import segment
from search.case import Case, Said
from search.context import passage_place
from search.evidence import CONTEXT_SHARE
from search.requirements import fitting
from search.thesaurus import official_words

FIGURE: Mapping[str, float] = {
    "score": 2.56, "near": 4.05, "things": 0.78, "sense": 1.25, "maxsim": 2.86, "precise": -1.73, "number": 1.08,
    "named": 1.30, "asked": 0.69, "plain": 2.85, "bias": -9.61,
}  # fmt: skip
QUOTE: Mapping[str, float] = {
    "score": 4.42, "near": 4.83, "things": 1.42, "sense": 1.40, "maxsim": 1.45, "precise": -1.74, "topic": 0.90,
    "unfit": -2.75, "plain": 2.03, "bias": -8.61,
}  # fmt: skip
"""Weights for a figure, a date or a name, and for words quoted."""
_USUAL = {"near": 0.46, "maxsim": 0.57}
"""What stands in for a measure that this store's model does not give."""


def features(case: Case, said: Said) -> dict[str, float]:
    """What the model looks at, by name.

    `score`: of the best sentence, of all that were read where words are quoted; `near`: its cosine with the question
    without the names in it; `things`, `topic`: the shares of the named things and of all other words met; `sense`: how
    surely it says what the question means;
    `maxsim`: of its passage; `precise`: the question names its measure; `unfit`: no number of the kind asked for;
    `plain`: the share of the question's words that no official name has (everyday words are seldom met as such). Of a
    figure also its `number` (its own score), `named` and `asked`.
    """
    coverage, sentences = case.coverage, said.sentences
    best = max(sentences, key=lambda one: one.score)
    met = np.max([np.maximum(one.own, one.above / CONTEXT_SHARE) for one in sentences], axis=0)
    things = coverage.strict * (1 - coverage.places)
    topic = 1 - np.maximum(coverage.strict, coverage.places)
    found = {
        "score": best.score if said.figures else max(best.score, case.sentences[0].score),
        "near": _near(case, said),
        "things": coverage.share(met, things) if things.any() else 1.0,
        "topic": _plain_share(case, met, topic) if topic.any() else 1.0,
        "sense": float(max(one.own[-1] for one in sentences)),
        "maxsim": next((hit.parts["maxsim"] for hit in case.hits if _holds(hit.id, best.doc, best.start)
                        and "maxsim" in hit.parts), _USUAL["maxsim"]),
        "precise": float(any(slot.precise for slot in case.question.slots)),
        "unfit": float(not fitting(case, said)),
        "plain": _plainness(case),
    }  # fmt: skip
    if said.figures:
        figure = said.figures[0]
        found |= {"number": figure.score, "named": figure.named, "asked": figure.asked}
    return found


def confidence(case: Case, said: Said) -> float:
    """How surely the words of an answer answer the question, 0 to 1."""
    if not said.sentences:
        return 0.0
    weights, found = FIGURE if said.figures else QUOTE, features(case, said)
    total = weights["bias"] + sum(weight * found[name] for name, weight in weights.items() if name != "bias")
    return 1 / (1 + math.exp(-total))


def _plain_share(case: Case, met: np.ndarray, among: np.ndarray) -> float:
    weights = case.coverage.weights * among
    return float(weights @ met[:-1]) / float(weights.sum())


def _plainness(case: Case) -> float:
    words = [term.text for term in case.coverage.terms if not term.strict and not term.place]
    return sum(word not in official_words() for word in words) / max(1, len(words))


def _near(case: Case, said: Said) -> float:
    text = case.question.bare
    for term in case.coverage.terms:
        if term.strict or term.place:
            text = text.replace(term.text, " ")
    cosines = case.coverage.cosines(segment.fold(text), [one.text for one in said.sentences])
    return _USUAL["near"] if cosines is None else float(cosines.max())


def _holds(id_: str, doc: str, place: int) -> bool:
    held, start, end = passage_place(id_)
    return held == doc and start <= place < end
