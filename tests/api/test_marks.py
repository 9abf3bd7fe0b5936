"""Marks: disjoint, in order, the words of the answer before those of the question."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from api.marks import Mark, answer_pieces, marks

PASSAGE = {"doc": "a", "start": 100, "text": "云岭高新区去年签约项目30个，总投资20亿元。"}


def test_facts_and_answers_win_over_words() -> None:
    fact = {"doc": "a", "start": 109, "end": 114}
    assert marks(PASSAGE, [fact], ["签约项目", "投资"], "20亿元") == [
        Mark(7, 9, "word"),
        Mark(9, 14, "fact"),
        Mark(16, 18, "word"),
        Mark(18, 22, "fact"),
    ]


def test_facts_of_other_documents_do_not_mark() -> None:
    assert marks(PASSAGE, [{"doc": "b", "start": 100, "end": 105}], []) == []


def test_a_list_is_marked_item_by_item() -> None:
    assert answer_pieces("甲乙公司、丙丁公司、戊", "丙丁公司和甲乙公司。") == ["甲乙公司", "丙丁公司"]
    assert answer_pieces(None, "甲乙") == []


def test_an_answer_in_sentences_is_marked_as_far_as_it_stands_there() -> None:
    text = "这里有人代办手续。那里没有。"
    assert answer_pieces("有，这里有人代办手续。", text) == ["这里有人代办手续。"]
    assert answer_pieces("是，这里有人代办手续；别处的人不代办。", text) == ["这里有人代办手续"]


def test_words_are_marked_in_the_sentence_that_holds_most_of_them() -> None:
    passage = {"doc": "a", "start": 0, "text": "项目多。云岭高新区签约项目30个。"}
    assert marks(passage, [], ["云岭", "签约", "项目"]) == [Mark(4, 6, "word"), Mark(9, 13, "word")]


@given(
    st.text("甲乙丙丁", max_size=30),
    st.lists(st.text("甲乙丙", min_size=1, max_size=3)),
    st.integers(-5, 40),
    st.integers(-5, 40),
)
def test_marks_are_disjoint_and_inside(text: str, words: list[str], start: int, end: int) -> None:
    passage = {"doc": "a", "start": 10, "text": text}
    found = marks(passage, [{"doc": "a", "start": 10 + start, "end": 10 + end}], words)
    assert all(0 <= mark.start < mark.end <= len(text) for mark in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
