"""Whole documents of many kinds: their articles, titles, subjects and years, and of what some figures in them are.

`READ_OTHERWISE` are those that are still read otherwise; take out one that comes right.
"""

from __future__ import annotations

import pytest

from made_documents import Made, made_documents, wrong

DOCUMENTS = list(made_documents())
READ_OTHERWISE: dict[str, set[str]] = {
    "notice-scheme": {"figure 5亩"},
    "wechat": {"about"},
    "newspaper-page": {"title"},
    "tables-first": {"figure 68.2"},
    "compared-with-other": {"figure 76.4亿元"},
    "long-name-abbreviated": {"about", "figure 86亿元"},
    "nested-zone": {"figure 3.5小时"},
    "campaign-release": {"title"},
    "ranking-story": {"title"},
}


@pytest.mark.parametrize("made", DOCUMENTS, ids=lambda made: made.name)
def test_a_document_is_taken_for_what_it_is(made: Made) -> None:
    assert set(wrong(made)) <= READ_OTHERWISE.get(made.name, set())
