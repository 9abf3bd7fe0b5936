"""Each rule that the extractor can name has its line for people."""

import re
from pathlib import Path

import pytest

from kg.rules import explanation

INGEST = Path(__file__).parents[2] / "ingest"
SOURCES = "\n".join(path.read_text("utf-8") for path in sorted(INGEST.rglob("*.py")))
SUBJECT_RULES = sorted(
    set(re.findall(r'"(subject-[a-z-]+)"', SOURCES))
    | {f"subject-{rule}" for rule in re.findall(r'Draft\([^()]*?subject=[^()]*?rule="([a-z-]+)"', SOURCES)}
)


@pytest.mark.parametrize("rule", SUBJECT_RULES)
def test_each_way_to_choose_a_subject_is_explained(rule: str) -> None:
    assert "规则" not in (explanation(rule) or "规则")


def test_the_ways_are_found_in_the_sources() -> None:
    assert {"subject-article", "subject-thing", "subject-attributive-name"} <= set(SUBJECT_RULES)
