"""Phrases are found at every position, the longest of each kind."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ingest.matching import Matcher


def test_longest_of_each_kind_at_each_start() -> None:
    matcher = Matcher([("开发区", "zone", "a"), ("经济开发区", "zone", "b"), ("经济", "word", "c")])
    found = matcher.find("某经济开发区")
    assert [(h.start, h.end, h.value) for h in found["zone"]] == [(1, 6, "b"), (3, 6, "a")]
    assert [(h.start, h.end) for h in found["word"]] == [(1, 3)]


def test_a_phrase_cut_off_by_the_end_is_no_hit() -> None:
    assert Matcher([("开发", "x", ""), ("开发区管委会", "x", "")]).find("开发区") == {
        "x": Matcher([("开发", "x", "")]).find("开发区")["x"][0:1]
    }


@given(st.text("甲乙丙", max_size=30), st.sets(st.text("甲乙丙", min_size=2, max_size=4), max_size=5))
def test_hits_are_exactly_the_phrases(text: str, phrases: set[str]) -> None:
    hits = Matcher([(p, p, p) for p in sorted(phrases)]).find(text)
    for phrase in phrases:
        want = [i for i in range(len(text)) if text.startswith(phrase, i)]
        assert [h.start for h in hits.get(phrase, [])] == want
