"""The words of the report that answer a question: the best sentence, or its best clauses, word for word."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from search.coverage import Coverage
from search.evidence import Sentence
from search.sentences import clauses

_GAP = 2
"""Characters between two sentences that follow one another (a line end)."""
MEANING_GAIN = 0.4
"""What a sentence gains, to be quoted, that means just what the question asks; figures and names go by words alone."""
_AT_ONCE = 8
"""Sentences whose meaning is compared at once, the likeliest first."""
_SECOND = 0.2
"""How much worse than the best sentence a second may be that is quoted with it."""


def clipped(sentence: Sentence, coverage: Coverage, limit: int) -> str:
    """The sentence, or the run of its clauses of at most `limit` characters around the best one."""
    if len(sentence.text) <= limit:
        return sentence.text
    parts = clauses(sentence.text)
    if not parts:
        return sentence.text[:limit]
    worth = [coverage.share(sentence.part(part.start, part.end)) for part in parts]
    first = last = max(range(len(parts)), key=lambda i: (worth[i], -i))
    while True:
        after = last + 1 < len(parts) and parts[last + 1].end - parts[first].start <= limit
        before = first > 0 and parts[last].end - parts[first - 1].start <= limit
        if after and (not before or worth[last + 1] >= worth[first - 1]):
            last += 1
        elif before:
            first -= 1
        else:
            break
    return sentence.text[parts[first].start : parts[last].end][:limit]


def _rated(ranked: Sequence[Sentence], coverage: Coverage) -> list[tuple[float, Sentence]]:
    """The sentences that may be quoted with what each is worth, best first; meaning is compared of no others."""
    left = sorted(ranked, key=lambda one: -one.score)
    rated: list[tuple[float, Sentence]] = []
    most = left[0].score
    while left and left[0].score + MEANING_GAIN >= most - _SECOND:
        near, left = left[:_AT_ONCE], left[_AT_ONCE:]
        alike = coverage.meanings([sentence.text for sentence in near])
        rated += [
            (one.score + MEANING_GAIN * max(0.0, float(cosine)), one) for one, cosine in zip(near, alike, strict=True)
        ]
        most = max(worth for worth, _ in rated)
    return sorted(rated, key=lambda pair: (-pair[0], pair[1].doc, pair[1].start))


def excerpt(ranked: Sequence[Sentence], coverage: Coverage, limit: int) -> tuple[str, tuple[Sentence, ...]]:
    """At most `limit` characters of the best sentences, in the order of the text where they stand together."""
    rated = _rated(ranked, coverage)
    most, best = rated[0]
    text = clipped(best, coverage, limit)
    if len(text) < len(best.text):
        return text, (best,)
    chosen = [best]
    for worth, other in rated[1:6]:
        used = sum(len(s.text) for s in chosen)
        if worth < most - _SECOND or used + len(other.text) > limit:
            continue
        if any(
            other.text == s.text or (other.doc == s.doc and other.start < s.end and s.start < other.end) for s in chosen
        ):
            continue
        chosen.append(other)
    chosen = [best] + [s for s in chosen[1:] if s.doc == best.doc]
    chosen.sort(key=lambda s: s.start)
    text = chosen[0].text
    for before, after in pairwise(chosen):
        text += ("" if after.start - before.end <= _GAP else " ") + after.text
    return text, tuple(chosen)
