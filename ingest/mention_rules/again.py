"""Names that a document gave away once, wherever they stand again: industries, products, policies, offices, parks."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable

from ingest.mention_rules.base import Mention, mention
from ingest.mention_rules.industries import NOT_INDUSTRY
from ingest.tokens import Reading
from kg.model import EntityType

TAIL = re.compile(r"(?:全产业链|产业链|产业集群|产业|行业)$")
QUOTED = re.compile(r"[“‘\"《]([^”’\"》]+)[”’\"》]")
LEAST: dict[EntityType, int] = {
    "Industry": 3, "Technology": 3, "Policy": 4, "Organization": 5, "Zone": 5, "Facility": 5, "Fund": 5, "Title": 6,
    "Person": 3,
}  # fmt: skip
"""Characters that a form must have at least; shorter ones are parts of other words too often."""


def _forms(one: Mention) -> Iterable[str]:
    if one.type == "Industry":
        yield TAIL.sub("", one.text)
    elif one.type == "Policy":
        quoted = QUOTED.search(one.text)
        yield quoted.group(1) if quoted else one.text
    else:
        yield one.text


def find(reading: Reading, settled: list[Mention]) -> list[Mention]:
    """Further mentions of what `settled` (sorted by start) names, where nothing is named yet."""
    forms: dict[str, EntityType] = {}
    for one in settled:
        for form in _forms(one):
            if len(form) >= LEAST.get(one.type, 99) and form not in NOT_INDUSTRY:
                forms.setdefault(form, one.type)
    if not forms:
        return []
    pattern = re.compile("|".join(sorted(map(re.escape, forms), key=lambda form: (-len(form), form))))
    starts = [one.start for one in settled]
    found = []
    for match in pattern.finditer(reading.text):
        at = bisect_left(starts, match.end())
        taken = any(one.end > match.start() for one in settled[max(0, at - 3) : at])
        if not taken and (reading.is_start(match.start()) or reading.is_start(match.end())):
            found.append(mention(reading.text, match.start(), match.end(), forms[match.group()]))
    return found
