"""Whole documents of many kinds: their articles, titles, subjects and years, and of what some figures in them are.

`READ_OTHERWISE` are those that are still read otherwise; take out one that comes right.
"""

from __future__ import annotations

import pytest

from made_documents import Made, made_documents, wrong

DOCUMENTS = list(made_documents())
READ_OTHERWISE: dict[str, set[str]] = {
    "letter-to-superior": {"about", "about (stored)", "figure 58.6亿元", "figure 7.4亿元"},
    "letter-no-title": {"about (stored)"},
    "notice-scheme": {"figure 5亩"},
    "opinions-of-city": {"about"},
    "speech": {"about", "figure 412亿元"},
    "summary-signature-only": {"about (stored)"},
    "cms-bar-nav": {"about (stored)"},
    "newspaper-page": {"title"},
    "interview": {"about (stored)"},
    "communique": {"year"},
    "tables-first": {"figure 68.2"},
    "city-round-up": {"about (stored)", "year"},
    "province-round-up": {"about", "about (stored)", "year"},
    "company-feature": {"year"},
    "compared-with-other": {"about", "figure 76.4亿元"},
    "long-name-abbreviated": {"about", "figure 86亿元"},
    "nested-zone": {"figure 3.5小时"},
    "ten-years": {"year"},
    "enumerated-zones-headings": {"about", "about (stored)"},
    "bold-leads": {"about", "about (stored)", "figure 8.8亿元"},
    "project-list": {"about (stored)"},
    "campaign-release": {"title", "year"},
    "ranking-story": {"title", "year"},
    "supervision-notice": {"about", "about (stored)", "figure 21个"},
    "research-report": {"about (stored)"},
    "english-mix": {"year"},
    "brief-items": {"about", "about (stored)"},
    "self-reference-city": {"about", "about (stored)"},
    "park-in-zone": {"year"},
    "government-report": {"about", "figure 341.2亿元"},
    "photo-heavy": {"about", "figure 1.1亿吨"},
}


@pytest.mark.parametrize("made", DOCUMENTS, ids=lambda made: made.name)
def test_a_document_is_taken_for_what_it_is(made: Made) -> None:
    assert set(wrong(made)) <= READ_OTHERWISE.get(made.name, set())
