"""Questions on the invented reports, of every kind; what is cited stands where it says."""

from __future__ import annotations

import re

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.answer import Answerer
from search.contrasts import exactly, from_to
from search.coverage import Coverage, WordSimilarity
from search.encoders import load_encoder
from search.evidence import Sentence
from search.figures import Figure
from search.sentences import numbers


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("2023年青岩经开区签约了多少个项目？", "37个"),
        ("青岩经开区2023年签约项目总投资是多少？", "128.6亿元"),
        ("青岩经开区签约项目总投资同比增长百分之几？", "同比增长15.4%"),
        ("青岩经开区2023年固定资产投资完成多少亿元？", "54.2亿元"),
        ("白鹭高新区的研发投入强度是多少？", "3.8%（2023年）"),
        ("2023年白鹭高新区签约项目有多少个？", "21个"),
    ],
)
def test_figure(answerer: Answerer, question: str, answer: str) -> None:
    said = answerer.ask(question)
    assert said.answer == answer
    assert said.sparql is not None and "zg:subject" in said.sparql
    assert said.facts and said.reason is None


def test_figure_with_qualifier(answerer: Answerer) -> None:
    assert answerer.ask("海石机电的减速器项目投资多少？").answer == "近8亿元"


def test_two_figures(answerer: Answerer) -> None:
    assert (
        answerer.ask("青岩经开区2023年签约了几个项目，总投资多少？").answer
        == "37个，总投资128.6亿元"[:3] + "，128.6亿元"
    )


def test_who(answerer: Answerer) -> None:
    said = answerer.ask("青岩经开区的现场会是谁主持的？")
    assert said.answer is not None and said.answer.startswith("周明远")
    assert said.facts[0].predicate == "officer_of"


def test_author(answerer: Answerer) -> None:
    assert answerer.ask("《青岩经开区一年答卷》的作者是谁？").answer == "林小满"


def test_list_of_firms(answerer: Answerer) -> None:
    assert answerer.ask("青岩经开区有哪些企业相继落户？").answer == "云杉新材料、海石机电、远岫生物"


def test_list_over_ordinals(answerer: Answerer) -> None:
    said = answerer.ask("白鹭高新区招商的三条办法是哪三条？").answer
    assert said is not None and all(name in said for name in ("领导招商", "基金招商", "以商招商"))


def test_when(answerer: Answerer) -> None:
    assert answerer.ask("青岩经开区的服务大厅什么时候启用？").answer == "8月底"


def test_yes(answerer: Answerer) -> None:
    said = answerer.ask("青岩经开区有没有人替企业跑手续？").answer
    assert said is not None and said.startswith("有，") and "全代办" in said


def test_plain_words_find_the_official_ones(answerer: Answerer) -> None:
    said = answerer.ask("我在青岩办厂，审批的事有人帮忙跑腿吗？")
    assert "全代办" in said.passages[0].text


def test_comparison(answerer: Answerer) -> None:
    said = answerer.ask("青岩经开区和白鹭高新区，哪个签约项目总投资更大？").answer
    assert said is not None and said.startswith("青岩经开区") and "128.6亿元" in said and "64亿元" in said


@pytest.mark.parametrize(
    "question",
    [
        "青岩经开区2023年的税收收入是多少？",
        "青岩经开区2019年固定资产投资完成多少亿元？",
        "白鹭高新区2023年固定资产投资是多少？",
        "苏州工业园区2023年签约项目总投资是多少？",
        "苏州工业园区的主任是谁？",
    ],
)
def test_not_in_the_store(answerer: Answerer, question: str) -> None:
    said = answerer.ask(question)
    assert said.answer is None
    assert said.reason


def test_the_reason_names_what_is_nearest(answerer: Answerer) -> None:
    reason = answerer.ask("青岩经开区2019年固定资产投资完成多少亿元？").reason
    assert reason is not None and "54.2亿元" in reason and "2023" in reason


@pytest.mark.parametrize("question", ["", "  ", "？？！", "。", "😀", "x" * 100_000, "\x00", "\ud800"])
def test_no_question(answerer: Answerer, question: str) -> None:
    said = answerer.ask(question)
    assert said.answer is None and said.reason and said.passages == ()


@pytest.mark.parametrize(
    "question", ['"} ; DROP ALL ; {"', "<script>alert(1)</script>", "SELECT * WHERE { ?s ?p ?o }", "how many projects"]
)
def test_foreign_text_is_no_question(answerer: Answerer, question: str) -> None:
    assert answerer.ask(question).answer is None


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.text(
        alphabet="青岩经开区白鹭高新2023年月签约项目总投资多少哪些谁几“”、，。？?\"'\\{}<>%. 和与比更大吗", max_size=40
    )
)
def test_any_text_is_answered_or_told(answerer: Answerer, question: str) -> None:
    said = answerer.ask(question)
    assert (said.answer is None) == (said.reason is not None)


@pytest.mark.parametrize(
    "question",
    [
        "2023年青岩经开区签约了多少个项目？",
        "青岩经开区的现场会是谁主持的？",
        "白鹭高新区的基金有多大？",
        "服务大厅能办什么？",
    ],
)
def test_what_is_cited_stands_there(answerer: Answerer, question: str) -> None:
    said = answerer.ask(question)
    documents = answerer._documents
    for fact in said.facts:
        assert documents.text(fact.doc)[fact.start : fact.end] == fact.quote
    for passage in said.passages:
        assert documents.text(passage.doc)[passage.start : passage.end] == passage.text
        assert len(passage.text) <= 500
    assert len(said.passages) <= 10
    cited = "".join([*(fact.quote for fact in said.facts), *(passage.text for passage in said.passages[:5])])
    for number in re.findall(r"\d+(?:\.\d+)?", said.answer or ""):
        assert number in cited


def test_the_query_gives_the_answer(answerer: Answerer) -> None:
    said = answerer.ask("2023年青岩经开区签约了多少个项目？")
    assert said.sparql is not None and answerer._graph is not None
    rows = [str(row["text"].value) for row in answerer._graph.query(said.sparql)]  # type: ignore[union-attr, call-overload]
    assert rows == ["37个"]


def test_quoted_words_come_with_the_query_that_finds_them(answerer: Answerer) -> None:
    said = answerer.ask("青岩经开区怎样替企业跑手续？")
    assert said.answer is not None and "全代办" in said.answer
    assert said.sparql is not None and "全代办" in said.sparql and answerer._graph is not None
    found = list(answerer._graph.query(said.sparql))  # type: ignore[arg-type]
    assert [str(row["doc"].value) for row in found] == ["qy"]  # type: ignore[index]


@pytest.mark.parametrize("question", ["青岩经开区有地铁吗？", "白鹭高新区有没有动物园？"])
def test_what_no_report_tells_of_a_place(answerer: Answerer, question: str) -> None:
    said = answerer.ask(question)
    assert said.answer is None and said.reason is not None


def test_two_ends_of_a_change_and_the_exact_figure() -> None:
    coverage = Coverage((), WordSimilarity(load_encoder()), "")

    def figure(text: str, order: int) -> Figure:
        none = np.zeros(1, dtype=np.float32)
        sentence = Sentence(
            doc="a", start=0, end=len(text), text=text, rank=0, score=0.0, own=none, above=none, around=none,
            covered=none, offset=0, view=coverage.view(text),
        )  # fmt: skip
        return Figure(sentence=sentence, number=numbers(text)[order], score=0.0, covered=0.0, asked=0.0, named=0.0)

    assert from_to(figure("内设机构由17个精简为9个。", 0)) == "由17个精简为9个"
    assert from_to(figure("签约17个，开工9个。", 0)) is None
    assert exactly(figure("总产值突破2亿元、达到2.35亿元。", 0)).number.text == "2.35亿元"
    assert exactly(figure("总产值2亿元、利润3亿元。", 0)).number.text == "2亿元"
