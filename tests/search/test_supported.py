"""The graph's passages stand in front of a figure question's hits."""

from __future__ import annotations

from search.answer import Answerer
from search.question import parse
from search.supported import supported


def test_the_passage_of_the_named_figure_comes_first(answerer: Answerer) -> None:
    asked = parse("2023年白鹭高新区签约项目有多少个？")
    hits = supported([], asked, answerer._documents, answerer._graph, answerer._iris)
    assert hits
    document = answerer._documents.get(hits[0].doc)
    start, end = (int(x) for x in hits[0].id.rpartition(":")[2].split("-"))
    assert "21个" in document.text[start:end]


def test_another_year_and_other_questions_change_nothing(answerer: Answerer) -> None:
    parts = (answerer._documents, answerer._graph, answerer._iris)
    assert supported([], parse("2019年白鹭高新区签约项目有多少个？"), *parts) == []
    assert supported([], parse("白鹭高新区怎样服务企业？"), *parts) == []
    assert supported([], parse("2023年白鹭高新区签约项目有多少个？"), answerer._documents, None, answerer._iris) == []
