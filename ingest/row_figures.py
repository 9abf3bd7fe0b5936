"""Figures of several zones, places or companies in a row, each with its name and no more words.

甲园产值97.6亿元，乙园61.2亿元; 甲区签约23个、96.4亿元；乙区17个、58.2亿元; 首次超过甲区的18.5亿元: what is measured has
been said of the first and holds for the others, by the unit.
"""

from __future__ import annotations

import re

from ingest.clause import Clause, Draft, SentenceState
from ingest.linking import Ref
from ingest.phrases import Token
from ingest.quantities import Found
from kg.model import Key

OWNERS = ("Zone/", "Region/", "Company/")
_ONLY = re.compile(
    r"[，,]?(?:分别|则|也|各|只|仅|才|刚|已|有|为|是|达|达到|完成|实现|紧随其后|居后|次之|[：:、])*[，,]?"
)
_AGAINST = re.compile(r"(?:超过|超越|不及|高于|低于|优于|落后于|追上|赶上|多于|少于|领先)(?:了)?$")


def unit_class(q: Found) -> str:
    """What makes two figures alike: 元 for all money, else the unit without its scale."""
    return "元" if q.unit.endswith("元") else q.unit.lstrip("万亿千百十")


def in_row(c: Clause, s: SentenceState, q: Found, plain: str, right: list[Token], in_turn: bool) -> Draft | None:
    """The figure as one of a row; None where it is none. `in_turn`: the figure before it was one."""
    told = s.row.get(unit_class(q))
    if not told or (right and right[0].tag[0] not in "xvdcpr"):
        return None
    if in_turn and not plain and c.text[q.start - 1] in "、，和":
        return Draft(found=q, indicator=told, rule="row")
    owner = _owner(c, q)
    if owner is None or owner.key == s.last_owner:
        return None
    return Draft(found=q, indicator=told, subject=owner.key, rule="row")


def _owner(c: Clause, q: Found) -> Ref | None:
    """The one that the clause opens with, right before the figure, or that another is compared with."""
    for r in c.refs:
        if r.end > q.start or not r.key.startswith(OWNERS):
            continue
        if c.text[r.end : q.start] == "的" and _AGAINST.search(c.text, c.start, r.start):
            return r
        if not c.text[c.start : r.start].strip(" 　，,其中而") and _ONLY.fullmatch(c.text, r.end, q.start):
            return r
    return None


def another(c: Clause, s: SentenceState, head: int) -> bool:
    """Whether a clause, or one before it without figures, names another than the one whose the figure before is."""
    named: Key | None = next((r.key for r in c.refs if r.start < head and r.key.startswith(OWNERS)), s.subject)
    named = named if named is not None and named.startswith(OWNERS) else None
    return named is not None and s.last_owner is not None and named != s.last_owner
