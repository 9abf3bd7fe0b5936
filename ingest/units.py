"""Units as reports write them, from `seeds/lexicon/units.tsv`: the alternatives of a pattern, and each one's family."""

from __future__ import annotations

import re
from functools import cache

from ingest.lexicon import table
from ingest.words import word_set

CURRENCIES = frozenset(("CNY", "USD", "EUR", "HKD", "JPY", "GBP", "RUB", "KRW", "SGD", "AUD"))
MEASURES = word_set(
    "area_m2 mu length fibre_length mass energy_tce mass_co2 volume power apparent_power energy charge computing "
    "data_size data_rate temperature pressure container freight_turnover passenger_turnover frequency voltage"
)
"""Families of physical measures; rates (吨/日) are read as their base with what they are per."""
ATTRIBUTES = frozenset(("voltage", "frequency"))
"""Families that only sort a thing (110千伏变电站) and state nothing about a subject."""
AMBIGUOUS = frozenset(("度", "兆", "升", "克", "斤", "伏", "方", "W", "V", "mm", "μm", "nm", "km", "英寸", "P"))
"""Units that are more often part of another word or name."""


@cache
def families() -> dict[str, str]:
    """Unit as written → its family."""
    return {row["unit"]: row["family"] for row in table("units")}


def unscaled(unit: str) -> str:
    """The unit without the powers of ten before it: 万亿元 → 元, 万人 → 人; 百分点 and a scale alone stay."""
    return unit if unit.startswith("百分") else unit.lstrip("万亿千百十") or unit


def family_of(unit: str) -> str | None:
    """The family of a unit; of 万标准箱 that of 标准箱 where only this is listed. None for an unknown unit."""
    known = families()
    return known.get(unit) or known.get(unscaled(unit)) if unit else "count"


@cache
def alternatives(of: frozenset[str]) -> str:
    """Alternatives of a regular expression for all units of some families, the longest first, rates left out."""
    units = [u for u, family in families().items() if family in of and "/" not in u and u not in AMBIGUOUS]
    return "|".join(re.escape(u) for u in sorted(units, key=lambda u: (-len(u), u)))
