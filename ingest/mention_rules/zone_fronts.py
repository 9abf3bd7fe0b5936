"""The front of a zone's name that words of the dictionary cut off: 东方感恩 + 港产业园, where 感恩 is a verb.

What always stands before a name from the beginning of a headline and from the beginning of a clause is part of it
(boundary entropy of one: Harris 1955, "From phoneme to morpheme").
"""

from __future__ import annotations

import re

from ingest import lexicon
from ingest.mention_rules.base import Mention, mention
from ingest.tokens import Reading

_LONGEST = 6
_FRONT = re.compile(rf"(?:(?P<line>^|\n)[ \t　]*|[，。；：、！？“（《>])(?P<front>[\u4e00-\u9fff]{{1,{_LONGEST}}})\Z")
_JOINS = re.compile(r"[在对由向从到与和及为将是该各全的了把被使让第本这那]")


def _front(text: str, start: int) -> tuple[str, bool]:
    """The characters between the last boundary and `start`, and whether a line begins with them; '' where too many."""
    match = _FRONT.search(text, max(0, start - _LONGEST - 3), start)
    return (match["front"], match["line"] is not None) if match else ("", False)


def _opens_a_name(reading: Reading, start: int, front: str) -> bool:
    """Whether a front can begin a name: no place by itself, no verb, number or pronoun first."""
    if _JOINS.search(front) or front in lexicon.division_by_name() or not reading.is_start(start):
        return False
    return reading.tag_at(start)[:1] not in ("v", "r", "m", "p", "d", "c", "t", "f")


def with_fronts(reading: Reading, found: list[Mention]) -> list[Mention]:
    """The mentions, those moved to the left whose name has the same front in a headline and in a sentence."""
    text = reading.text
    seen: dict[tuple[str, str], set[bool]] = {}
    for one in found:
        if one.start in reading.places:
            continue  # it begins with its place: 示范区 + 某市开发区
        front, line = _front(text, one.start)
        if front and _opens_a_name(reading, one.start - len(front), front):
            seen.setdefault((one.text, front), set()).add(line)
    whole = {key for key, lines in seen.items() if len(lines) == 2}
    if not whole:
        return found
    result = []
    for one in found:
        front, _ = _front(text, one.start)
        result.append(mention(text, one.start - len(front), one.end, "Zone") if (one.text, front) in whole else one)
    return result
