"""Questions that are none, or hardly one: a short honest reaction, and never an invented answer."""

from __future__ import annotations

import pytest

from search.answer import Answerer

_LONG = "青岩经开区的签约项目总投资是多少" * 625


@pytest.mark.parametrize(
    "question",
    [
        "", " ", "\n\t", "？", "。。。", "！？…—", "“”《》", "1", "a", "区", "了", "😀😀", "🏭🚀?", "\u200b", "\x00\x01", "\ud800",
        "how many projects were signed", "What is the GDP of the zone?", "qingyan jingkaiqu qianyue xiangmu duoshao",
        "SELECT ?s WHERE { ?s ?p ?o }", '"} ; DROP ALL ; {"', "DELETE WHERE { ?s ?p ?o }", "<b>白鹭</b><script>x()</script>",
        "' OR 1=1 --", "{{7*7}}", "../../etc/passwd", "%s%s%n", "的了吗呢吧", "为什么为什么为什么", _LONG,
    ],
)  # fmt: skip
def test_no_answer_is_invented(ledger: Answerer, question: str) -> None:
    said = ledger.ask(question)
    if said.answer is not None:  # what is said of it stands in a report, word for word
        assert all(said.answer.rstrip("。") in passage.text for passage in said.passages[:1])
        return
    assert said.reason and len(said.reason) < 300 and "Traceback" not in said.reason


@pytest.mark.parametrize(
    "question",
    [
        "青岩經開區2025年簽約項目總投資是多少？",
        "青岩经开区２０２５年签约项目总投资是多少？？？",
        "  请问一下,青岩经开区2025年签约项目总投资是多少呢  ",
        "青岩经开区二〇二五年签约项目总投资是多少",
        "我在写论文，想知道青岩经开区2025年签约项目总投资是多少",
        "2025年青岩经开区的签约项目总投资😀是多少",
    ],
)
def test_odd_dress_of_a_plain_question(ledger: Answerer, question: str) -> None:
    assert ledger.ask(question).answer == "89.4亿元"


@pytest.mark.parametrize(
    "question",
    [
        "青岩经开区1850年签约项目总投资是多少？",
        "青岩经开区2099年签约项目总投资是多少？",
        "白鹭高新区2019年高新技术企业有多少家？",
        "青岩经开区2025年13月固定资产投资是多少？",
    ],
)
def test_a_year_that_cannot_be(ledger: Answerer, question: str) -> None:
    said = ledger.ask(question)
    if "13月" in question:  # no such month: the year's figures, or none
        assert said.answer is None or "60.7亿元" in said.answer
        return
    assert said.answer is None
    assert said.reason


def test_conditions_that_contradict_one_another(ledger: Answerer) -> None:
    said = ledger.ask("哪些项目总投资超过50亿元又低于10亿元？")
    assert said.answer is None and said.reason is not None and "矛盾" in said.reason


def test_a_question_within_a_sentence(ledger: Answerer) -> None:
    said = ledger.ask("昨天开会，领导问2025年云溪经开区高新技术企业达到多少家，我一时答不上来。")
    assert said.answer is not None and "17家" in said.answer


def test_odd_input_leaves_the_graph_alone(ledger: Answerer) -> None:
    graph = ledger._graph
    assert graph is not None
    before = len(graph)
    for question in ('青岩经开区"} ; DROP ALL ; {"2025年签约项目', "<http://x> 项目 } INSERT DATA { <a> <b> <c>"):
        ledger.ask(question)
    assert len(graph) == before
