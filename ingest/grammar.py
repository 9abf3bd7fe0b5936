"""Words by their part in the grammar of figures and project names, from `seeds/lexicon/grammar.tsv`."""

from __future__ import annotations

import re
from functools import cache

from ingest.lexicon import table


@cache
def words(part: str) -> frozenset[str]:
    """All words of one class."""
    return frozenset(row["word"] for row in table("grammar") if row["class"] == part)


@cache
def alternatives(part: str) -> str:
    """A regular expression (no groups) that matches any word of a class, the longest first.

    `not_after` and `not_before` of the table become look-around: 约 does not match in 签约.
    """
    rows = sorted((r for r in table("grammar") if r["class"] == part), key=lambda r: (-len(r["word"]), r["word"]))
    patterns = []
    for row in rows:
        before = f"(?<![{row['not_after']}])" if row["not_after"] else ""
        after = f"(?![{row['not_before']}])" if row["not_before"] else ""
        patterns.append(before + re.escape(row["word"]) + after)
    return "(?:" + "|".join(patterns) + ")"
