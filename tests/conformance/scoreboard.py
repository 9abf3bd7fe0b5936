"""What is known not to pass, and the table that a run prints."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from w3c_compare import Verdict

KNOWN_FAILURES = Path(__file__).with_name("known_failures.tsv")
HEADER = ("test", "verdict", "whose", "why")


class Known(NamedTuple):
    """A test that is known not to be `exact`. `whose`: `engine`, `ours`, or `suite` (a matter of taste in the test)."""

    verdict: Verdict
    whose: str
    why: str


def known_failures(path: Path = KNOWN_FAILURES) -> Mapping[str, Known]:
    """The list, by the name of the test."""
    with path.open(encoding="utf-8", newline="") as stream:
        head, *rows = csv.reader(stream, delimiter="\t", quoting=csv.QUOTE_NONE)
    assert tuple(head) == HEADER
    listed = {row[0]: Known(_verdict(row[1]), *row[2:]) for row in rows}
    assert len(listed) == len(rows), "a test is listed twice"
    return listed


def _verdict(text: str) -> Verdict:
    assert text in ("value", "wrong"), f"verdict is value or wrong, not {text!r}"
    return "value" if text == "value" else "wrong"


class Scoreboard:
    """Counts verdicts by category, and notes what turned out better than was known."""

    def __init__(self) -> None:
        self.known = known_failures()
        self.counts: dict[tuple[str, str], Counter[Verdict]] = {}
        self.better: dict[str, Verdict] = {}

    def judge(self, suite: str, category: str, name: str, verdict: Verdict, reason: str) -> str | None:
        """Count a test. None when it is exact, why it is known not to be otherwise; AssertionError when it is new."""
        self.counts.setdefault((suite, category), Counter())[verdict] += 1
        known = self.known.get(name)
        order = ("exact", "value", "wrong")
        expected: Verdict = known.verdict if known else "exact"
        if order.index(verdict) > order.index(expected):
            raise AssertionError(f"{name}: {verdict}, expected {expected}\n{reason}")
        if order.index(verdict) < order.index(expected):
            self.better[name] = verdict
        return None if verdict == "exact" or known is None else f"{known.whose}: {known.why}"

    def table(self) -> list[str]:
        """The table, a line of totals for each suite, and what is better than known."""
        head = f"{'suite':<13}{'category':<28}{'tests':>6}{'exact':>7}{'value':>7}{'wrong':>7}{'right':>8}"
        lines = [head, "-" * len(head)]
        suites = sorted({suite for suite, _ in self.counts})
        for suite in suites:
            total: Counter[Verdict] = Counter()
            for (other, category), counted in sorted(self.counts.items()):
                if other == suite:
                    total += counted
                    lines.append(_line(suite, category, counted))
            lines.append(_line(suite, "all", total))
        lines.append("value: the right value in the engine's own spelling (`1` for `01`); right = exact + value")
        causes = Counter(f"{known.whose}: {known.why}" for known in self.known.values())
        lines += ["", "known failures by cause", *(f"{number:>5}  {cause}" for cause, number in causes.most_common())]
        for name, verdict in self.better.items():
            lines.append(f"better than known: {name} is {verdict}; correct {KNOWN_FAILURES.name}")
        return lines


def _line(suite: str, category: str, counted: Counter[Verdict]) -> str:
    exact, value, wrong = counted["exact"], counted["value"], counted["wrong"]
    tests = exact + value + wrong
    share = (exact + value) / tests if tests else 0.0
    return f"{suite:<13}{category:<28}{tests:>6}{exact:>7}{value:>7}{wrong:>7}{share:>8.1%}"
