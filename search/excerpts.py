"""The words of the report that answer a question: the best sentence, or its best clauses, word for word."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from search.case import Case
from search.coverage import Coverage
from search.evidence import Sentence
from search.quoting import SECOND, worths
from search.sentences import clauses

_HEADING = 25
"""Characters of a sentence that may be no more than a heading."""
_TOLD = re.compile(r"(?<!^)(?<![（(])\d(?![\d.．、)）])")
"""A number, which no heading tells."""
_GAP = 2
"""Characters between two sentences that follow one another (a line end)."""


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


def _under(case: Case, heading: Sentence, chosen: Sequence[Sentence], limit: int) -> list[Sentence]:
    """The sentences that follow a heading, or one as short, as far as they fit: what it stands for is told there."""
    used, last = sum(len(one.text) for one in chosen), heading.end
    found: list[Sentence] = []
    for one in sorted((one for one in case.sentences if one.doc == heading.doc), key=lambda one: one.start):
        if one.start < last or one.start - last > _GAP:
            continue
        last = one.end
        if any(one is other for other in chosen):
            continue
        if used + len(one.text) > limit:
            break
        used += len(one.text)
        found.append(one)
    return found


def excerpt(case: Case, limit: int, among: Sequence[Sentence] = ()) -> tuple[str, tuple[Sentence, ...]]:
    """At most `limit` characters of the best sentences, in the order of the text where they stand together.

    They are chosen `among` these, or all that were read.
    """
    rated = worths(case, among or case.sentences)
    most, best = rated[0]
    text = clipped(best, case.coverage, limit)
    if len(text) < len(best.text):
        return text, (best,)
    chosen = [best]
    for worth, other in rated[1:6]:
        used = sum(len(s.text) for s in chosen)
        if worth < most - SECOND or used + len(other.text) > limit:
            continue
        if any(
            other.text == s.text or (other.doc == s.doc and other.start < s.end and s.start < other.end) for s in chosen
        ):
            continue
        chosen.append(other)
    chosen = [best] + [s for s in chosen[1:] if s.doc == best.doc]
    if len(best.text) <= _HEADING and not _TOLD.search(best.text):
        chosen += _under(case, best, chosen, limit)
    chosen.sort(key=lambda s: s.start)
    text = chosen[0].text
    for before, after in pairwise(chosen):
        text += ("" if after.start - before.end <= _GAP else " ") + after.text
    return text, tuple(chosen)
