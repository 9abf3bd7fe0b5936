"""What the words of an answer must hold: the place, a quantity, the post, the year, the kind of thing asked for."""

from __future__ import annotations

import pytest

from search.answer import Answerer
from search.requirements import asked_post


@pytest.mark.parametrize(
    ("question", "post"),
    [
        ("青岩经开区管委会主任是谁？", "管委会主任"),
        ("谁是青岩经开区的党工委书记？", "党工委书记"),
        ("海石机电的董事长叫什么名字？", "董事长"),
        ("青岩经开区的主任做了什么？", None),
        ("谁主持了现场会？", None),
        ("我的厂缺工人，可以找谁帮忙招人？", None),
    ],
)
def test_asked_post(question: str, post: str | None) -> None:
    assert asked_post(question) == post


@pytest.mark.parametrize(
    "question",
    [
        "白鹭高新区管委会主任是谁？",
        "白鹭高新区由谁主持召开了现场会？",
        "白鹭高新区的服务大厅什么时候启用？",
        "青岩经开区的党工委书记是谁？",
        "青岩经开区2016年签约了多少个项目？",
        "青岩经开区和哪所大学合作？",
        "白鹭高新区有多少家上市公司？",
        "白鹭高新区有几所中学？",
        "“青税贷”的年利率是多少？",
        "综合考核第9名是哪家开发区？",
        "白鹭高新区规上工业增加值增长了多少？",
    ],
)
def test_near_is_no_answer(answerer: Answerer, question: str) -> None:
    said = answerer.ask(question)
    assert said.answer is None, said.answer
    assert said.reason


def test_holder_of_a_post(answerer: Answerer) -> None:
    said = answerer.ask("青岩经开区管委会主任是谁？")
    assert said.answer is not None and "周明远" in said.answer
