"""What a clause without figures names for those behind it: 施工许可：, 新签约方面，, 从拿地到开工，, 在全国考核中，."""

from __future__ import annotations

import re
from functools import lru_cache

from ingest import parallel_figures as parallel
from ingest.clause import Clause, SentenceState
from ingest.duration_figures import span
from ingest.figure_patterns import AMONG_THEM, FARES, IN_REVIEW, ONLY, VIEW_OF
from ingest.indicators import before_number, vocabulary
from ingest.phrases import tag


@lru_cache(4096)
def _measure_at(text: str) -> str:
    """The longest known indicator that a text begins with, when words are told of it: 实际利用外资仍是短板."""
    opening = re.sub(r"^(?:[—\s]|从[^，。；]{2,8}看，?|但|而|其中)+", "", text)
    for end in range(min(len(opening), 14), 3, -1):
        if opening[:end] in vocabulary() and FARES.match(opening, end):
            return opening[:end]
    return ""


def announce(c: Clause, s: SentenceState, text: str) -> None:
    """Note what a clause without figures names for the next: 施工许可：, 新签约方面，, 投资平稳增长，."""
    if among := AMONG_THEM.fullmatch(text.strip()):
        s.topic = s.last_noun = among["what"]
        return
    of = VIEW_OF.fullmatch(text)
    only = ONLY.fullmatch(text.strip())
    name = parallel.sight(text) or (before_number(of["what"]) if of else "") or span(text)
    name = name or (before_number(only["what"]) if only else "")
    if (review := IN_REVIEW.search(text)) is not None:
        s.announced = review["what"]
        return
    if not name and c.text[c.end : c.end + 1] in ("：", ":") and 2 <= len(text) <= 12:
        name = before_number(text)
    if not name and text.strip() in vocabulary():
        s.announced = s.last_indicator = text.strip()
        return
    if not name and (opening := _measure_at(text)):
        s.announced = s.last_indicator = opening
        s.last_unit = s.topic = None
    if name.endswith(("项目", "企业")):
        s.topic = s.last_noun = name
        s.row = None
    elif name and (name.endswith("用时") or tag(name, 0, len(name))[0].tag not in ("v", "p", "d")):
        s.announced = name
