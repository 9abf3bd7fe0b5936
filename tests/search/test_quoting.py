"""Which sentence is quoted."""

from __future__ import annotations

import msgspec
import pytest

from search import answer
from search.answer import Answerer
from search.case import Case, Said
from search.excerpts import excerpt
from search.quoting import WEIGHTS, open_words, worths


@pytest.fixture
def case(answerer: Answerer, monkeypatch: pytest.MonkeyPatch) -> Case:
    """What is found for a question in plain words."""
    cases: list[Case] = []
    compose = answer.compose

    def kept(case: Case) -> Said:
        cases.append(case)
        return compose(case)

    monkeypatch.setattr(answer, "compose", kept)
    answerer.ask("青岩经开区有没有人替企业跑手续？")
    return cases[0]


def test_the_name_of_the_place_is_no_open_word(case: Case) -> None:
    words = open_words(case.question, case.coverage)
    assert "青岩" not in words and "手续" in words


def test_a_question_is_worth_less_than_the_same_sentence_told(case: Case) -> None:
    told = next(one for one in case.sentences if one.text.endswith("。"))
    asked = msgspec.structs.replace(told, text=told.text[:-1] + "？", start=told.start + 1)
    (first, best), (second, _) = worths(case, [asked, told])
    assert best is told and first - second == pytest.approx(-WEIGHTS["asks"], abs=0.05)


def test_the_excerpt_is_of_the_sentence_worth_most(case: Case) -> None:
    best = worths(case, case.sentences)[0][1]
    text, used = excerpt(case, 160)
    assert best in used and len(text) <= 160
