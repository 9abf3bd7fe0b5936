"""Questions that the graph answers by a query of its own: reckoned, over years, ranked, by conditions, of several ways."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

import pyoxigraph as ox
import pytest

from search.answer import Answerer
from search.replies import Answer


def _rows(answerer: Answerer, said: Answer) -> list[dict[str, str]]:
    """What the printed query gives on the store."""
    assert said.sparql is not None and answerer._graph is not None
    found = answerer._graph.query(said.sparql)
    assert isinstance(found, ox.QuerySolutions)
    names = [variable.value for variable in found.variables]
    return [{name: str(row[name].value) for name in names if row[name] is not None} for row in found]  # type: ignore[union-attr]


def _stands(answerer: Answerer, said: Answer) -> None:
    """Each fact stands where it says; each number of the answer is cited, or marked as reckoned."""
    documents = answerer._documents
    for fact in said.facts:
        assert documents.text(fact.doc)[fact.start : fact.end] == fact.quote
    cited = "".join([*(fact.quote for fact in said.facts), *(passage.text for passage in said.passages[:5])])
    told = said.answer or ""
    for number in re.findall(r"\d+(?:\.\d+)?(?=亿元|万美元|家|%|倍)", told):
        assert number in cited or "推算" in told
    assert len(told) <= 400


@pytest.mark.parametrize(
    ("question", "answer", "given"),
    [
        (
            "2025年青岩经开区签约项目总投资比2020年少了多少？",
            "少39.2亿元（推算：2025年89.4亿元，2020年128.6亿元）",
            {"text1": "89.4亿元", "text2": "128.6亿元", "difference": "-39.2"},
        ),
        (
            "青岩经开区2025年签约项目比2020年少几个？",
            "少12个（推算：2025年40个，2020年52个）",
            {"text1": "40个", "text2": "52个", "difference": "-12"},
        ),
        (
            "从2020年到2025年，青岩经开区固定资产投资增加了多少？",
            None,
            None,
        ),
        (
            "青岩经开区2025年外贸进出口总额是2020年的几倍？",
            "1.45倍（推算：2025年18亿元，2020年12.4亿元）",
            {"text1": "18亿元", "text2": "12.4亿元"},
        ),
        (
            "青岩经开区2023年签约项目总投资较2020年下降了百分之几？",
            "下降21.2%（推算：2023年101.3亿元，2020年128.6亿元）",
            {"text1": "101.3亿元", "text2": "128.6亿元"},
        ),
        (
            "青岩经开区和白鹭高新区2025年签约项目总投资相差多少？",
            "青岩经开区多25.4亿元（推算：青岩经开区89.4亿元，白鹭高新区64亿元）",
            {"difference": "25.4"},
        ),
        (
            "白鹭高新区2025年固定资产投资比云溪经开区少多少？",
            "白鹭高新区约少11.9亿元（推算：白鹭高新区近30亿元，云溪经开区41.9亿元）",
            {"text1": "近30亿元", "text2": "41.9亿元"},
        ),
        (
            "2025年青岩经开区工业投资占固定资产投资的百分之几？",
            "51.4%（推算：工业投资31.2亿元，固定资产投资60.7亿元）",
            {"text1": "31.2亿元", "text2": "60.7亿元"},
        ),
        (
            "青岩经开区2020年和2023年签约项目总投资合计多少？",
            "229.9亿元（推算：2020年128.6亿元，2023年101.3亿元）",
            {"sum": "229.9", "figures": "2"},
        ),
        (
            "青岩经开区、白鹭高新区和云溪经开区2025年签约项目加起来有多少个？",
            "94个（推算：青岩经开区40个，白鹭高新区21个，云溪经开区33个）",
            {"sum": "94", "figures": "3"},
        ),
    ],
)
def test_reckoned(ledger: Answerer, question: str, answer: str | None, given: dict[str, str] | None) -> None:
    said = ledger.ask(question)
    _stands(ledger, said)
    if answer is None or given is None:
        assert said.answer is not None and "推算" in said.answer
        return
    assert said.answer == answer
    assert "推算" in answer and len(said.facts) >= 2
    rows = _rows(ledger, said)
    assert any(all(row[name] == value for name, value in given.items()) for row in rows)


def test_the_query_of_a_share_reckons_it(ledger: Answerer) -> None:
    rows = _rows(ledger, ledger.ask("2025年青岩经开区工业投资占固定资产投资的百分之几？"))
    assert Decimal("51.4") in [round(Decimal(row["percent"]), 1) for row in rows]


@pytest.mark.parametrize(
    ("question", "missing"),
    [
        ("青岩经开区2022年签约项目总投资比2020年少了多少？", "2022年"),
        ("白鹭高新区2025年工业投资比青岩经开区少多少？", "白鹭高新区"),
        ("青岩经开区2025年签约项目总投资比金鸡岭高新区多多少？", "金鸡岭高新区"),
    ],
)
def test_not_reckoned_with_one_figure_missing(ledger: Answerer, question: str, missing: str) -> None:
    said = ledger.ask(question)
    assert said.answer is None
    assert said.reason is not None and missing in said.reason


@pytest.mark.parametrize(
    "question",
    [
        "青岩经开区历年签约项目总投资分别是多少？",
        "2020年到2025年，青岩经开区签约项目总投资变化趋势怎么样？",
        "近几年青岩经开区签约项目总投资的走势如何？",
    ],
)
def test_trend(ledger: Answerer, question: str) -> None:
    said = ledger.ask(question)
    assert said.answer is not None
    assert said.answer.startswith("2020年128.6亿元，2023年101.3亿元，2025年89.4亿元")
    assert "逐年下降" in said.answer and "推算" in said.answer
    assert [row["text"] for row in _rows(ledger, said)] == ["128.6亿元", "101.3亿元", "89.4亿元"]
    _stands(ledger, said)


@pytest.mark.parametrize(
    ("question", "answer", "first"),
    [
        ("2025年签约项目总投资最大的开发区是哪个？", "青岩经开区（89.4亿元）", "89.4亿元"),
        ("2025年高新技术企业最少的是哪个园区？", "云溪经开区（17家）", "17家"),
        ("2025年签约项目总投资排名前二的开发区有哪些？", "青岩经开区（89.4亿元）、云溪经开区（72.8亿元）", "89.4亿元"),
        ("哪个开发区2025年高新技术企业数最多？", "白鹭高新区（58家）", "58家"),
    ],
)
def test_leaders(ledger: Answerer, question: str, answer: str, first: str) -> None:
    said = ledger.ask(question)
    assert said.answer == answer
    assert _rows(ledger, said)[0]["text"] == first
    assert said.note is not None and "个地方" in said.note
    _stands(ledger, said)


def test_place_among_the_zones_held(ledger: Answerer) -> None:
    said = ledger.ask("云溪经开区2025年签约项目总投资在各开发区中排第几？")
    assert said.answer is not None and said.answer.startswith("第2（推算：")
    assert [row["text"] for row in _rows(ledger, said)] == ["89.4亿元", "72.8亿元", "64亿元"]


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("总投资10亿元以上的项目有哪些？", ["澄江芯片封装项目", "云杉光伏玻璃项目", "星帆储能电站项目", "海石减速器项目"]),
        ("青岩经开区有哪些总投资超过12亿元的在建项目？", ["云杉光伏玻璃项目"]),
        ("青岩经开区哪些在建项目的总投资不低于12亿元？", ["云杉光伏玻璃项目", "海石减速器项目"]),
        ("投资额最大的三个项目是什么？", ["澄江芯片封装项目", "云杉光伏玻璃项目", "星帆储能电站项目"]),
        ("青岩经开区投资最大的项目是哪个？", ["云杉光伏玻璃项目"]),
        ("有哪些光伏项目在建？", ["云杉光伏玻璃项目"]),
        ("总投资10亿元到20亿元的项目有哪些？", ["星帆储能电站项目", "海石减速器项目"]),
        ("列出白鹭高新区总投资20亿元以下的项目", ["星帆储能电站项目"]),
    ],
)  # fmt: skip
def test_projects_by_conditions(ledger: Answerer, question: str, names: list[str]) -> None:
    said = ledger.ask(question)
    assert said.answer is not None
    assert [re.sub(r"（.*", "", part) for part in said.answer.split("、")] == names
    assert [row["name"] for row in _rows(ledger, said)] == names
    assert [fact.subject for fact in said.facts] == names
    _stands(ledger, said)


def test_projects_counted(ledger: Answerer) -> None:
    said = ledger.ask("青岩经开区有几个在建项目？")
    assert said.answer is not None and said.answer.startswith("2个（推算")
    assert len(_rows(ledger, said)) == 2


def test_no_project_meets_it(ledger: Answerer) -> None:
    said = ledger.ask("总投资100亿元以上的项目有哪些？")
    assert said.answer is None
    assert said.reason is not None and "澄江芯片封装项目（52亿元）" in said.reason
    said = ledger.ask("总投资20亿元以上10亿元以下的项目有哪些？")
    assert said.answer is None and said.reason is not None and "矛盾" in said.reason


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("青岩经开区2025年签约项目总投资超过100亿元了吗？", "否，签约项目总投资89.4亿元"),
        ("青岩经开区2025年签约项目总投资是否达到80亿元？", "是，签约项目总投资89.4亿元"),
        ("白鹭高新区2025年签约项目总投资不足70亿元，是吗？", "是，签约项目总投资64亿元"),
        ("云溪经开区2025年高新技术企业有没有超过20家？", "否，高新技术企业数17家"),
        ("白鹭高新区2025年固定资产投资超过30亿元了吗？", "否，固定资产投资近30亿元"),
    ],
)
def test_yes_or_no_by_a_figure(ledger: Answerer, question: str, answer: str) -> None:
    said = ledger.ask(question)
    assert said.answer == answer
    assert [row["text"] for row in _rows(ledger, said)] == [re.search(r"近?[\d.]+\D+$", answer)[0]]  # type: ignore[index]


@pytest.mark.parametrize(
    ("question", "start"),
    [("青岩经开区2025年固定资产投资比上年增长了吗？", "是，"), ("青岩经开区2025年固定资产投资下降了吗？", "否，")],
)
def test_yes_or_no_by_a_change(ledger: Answerer, question: str, start: str) -> None:
    said = ledger.ask(question)
    assert said.answer is not None and said.answer.startswith(start) and "8.3%" in said.answer
    assert _rows(ledger, said)[0]["changeValue"] == "8.3"


def test_reports_that_disagree_are_both_given(ledger: Answerer) -> None:
    said = ledger.ask("青岩经开区2025年固定资产投资是多少？")
    assert said.answer is not None and "60.7亿元（《青岩经开区交出2025年成绩单》）" in said.answer
    assert "61.5亿元（《数说青岩经开区这一年》）" in said.answer
    assert {fact.doc for fact in said.facts} == {"qy25", "qy25b"}
    assert {row["text"] for row in _rows(ledger, said)} == {"60.7亿元", "61.5亿元"}
    _stands(ledger, said)


def test_which_zone_is_meant_is_asked(ledger: Answerer) -> None:
    said = ledger.ask("2025年开发区签约项目有多少个？")
    assert said.answer == "云溪经开区33个；白鹭高新区21个；青岩经开区40个"
    assert [reading.answer for reading in said.readings] == ["33个", "21个", "40个"]
    for reading in said.readings:
        assert ledger.ask(reading.question).answer == reading.answer
    assert len(_rows(ledger, said)) == 3


def test_the_last_year_is_told_where_none_is_named(ledger: Answerer) -> None:
    said = ledger.ask("青岩经开区的签约项目总投资是多少？")
    assert said.answer == "89.4亿元（2025年）"
    assert said.note is not None and "2020年128.6亿元" in said.note


@pytest.mark.parametrize(
    ("question", "today", "answer"),
    [
        ("青岩经开区去年签约项目总投资是多少？", date(2024, 3, 1), "101.3亿元"),
        ("青岩经开区去年签约项目总投资是多少？", date(2026, 3, 1), "89.4亿元"),
        ("青岩经开区前年签约项目总投资是多少？", date(2025, 3, 1), "101.3亿元"),
    ],
)
def test_relative_years_against_a_day(ledger: Answerer, question: str, today: date, answer: str) -> None:
    assert ledger.ask(question, today).answer == answer


def test_a_year_that_is_not_held(ledger: Answerer) -> None:
    for question, today in (
        ("青岩经开区2022年签约项目总投资是多少？", None),
        ("青岩经开区去年签约项目总投资是多少？", date(2023, 3, 1)),
    ):
        said = ledger.ask(question, today)
        assert said.answer is None
        assert said.reason is not None and "无2022年" in said.reason and "2023年101.3亿元" in said.reason


@pytest.mark.parametrize(
    ("question", "noted"),
    [
        ("清岩经开区2025年签约项目总投资是多少？", "清岩经开区"),
        ("青岩经开曲2025年签约项目总投资是多少？", "青岩经开曲"),
        ("青岩开发区2025年签约项目总投资是多少？", "青岩开发区"),
        ("青岩开经区2025年签约项目总投资是多少？", "青岩开经区"),
        ("2025年青岩经区签约项目总投资是多少？", "青岩经区"),
    ],
)
def test_names_written_otherwise(ledger: Answerer, question: str, noted: str) -> None:
    said = ledger.ask(question)
    assert said.answer == "89.4亿元"
    assert said.note is not None and noted in said.note


def test_another_name_is_only_offered(ledger: Answerer) -> None:
    said = ledger.ask("白鹤高新区2025年签约项目总投资是多少？")
    assert said.answer is None
    assert said.reason is not None and "白鹤高新区" in said.reason
    assert [reading.meant for reading in said.readings] == ["白鹭高新区"]
    assert ledger.ask(said.readings[0].question).answer == "64亿元"


@pytest.mark.parametrize(
    "question", ["金鸡岭高新区2025年签约项目总投资是多少？", "2025年望舒经开区的固定资产投资是多少？"]
)
def test_a_zone_that_nothing_speaks_of(ledger: Answerer, question: str) -> None:
    said = ledger.ask(question)
    assert said.answer is None and said.reason is not None
    assert any(name in said.reason for name in ("金鸡岭", "望舒"))


def test_two_measures_of_one_zone(ledger: Answerer) -> None:
    said = ledger.ask("2025年青岩经开区签约项目数和签约项目总投资各是多少？")
    assert said.answer is not None and "40个" in said.answer and "89.4亿元" in said.answer


def test_who_with_its_query(ledger: Answerer) -> None:
    said = ledger.ask("青岩经开区的管委会主任是谁？")
    assert said.answer is not None and said.answer.startswith("周明远")
    assert [row["name"] for row in _rows(ledger, said)] == ["周明远"]


def test_zones_beyond_a_bound(ledger: Answerer) -> None:
    said = ledger.ask("2025年哪些开发区签约项目超过30个？")
    assert said.answer == "青岩经开区（40个）、云溪经开区（33个）"
    assert ledger.ask("2025年哪些开发区签约项目超过90个？").answer is None


def test_a_question_in_english_is_told_what_to_do(ledger: Answerer) -> None:
    said = ledger.ask("how many projects were signed in 2025?")
    assert said.answer is None and said.reason is not None and "ask in Chinese" in said.reason


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("青岩经开区2026年规上工业增加值增长目标是多少？", "9%"),
        ("青岩经开区2026年规上工业增加值预计增长多少？", "9%"),
        ("青岩经开区2026年工业投资目标是多少？", "34亿元"),
        ("青岩经开区2026年工业投资是多少？", "34亿元（目标）"),
        ("白鹭高新区2025年规上工业增加值增长多少？", "6.8%"),
        ("白鹭高新区规上工业增加值增长多少？", "6.8%（2025年）"),
        ("白鹭高新区有多少家高新技术企业？", "58家（2025年）"),
        ("各开发区2026年规上工业增加值增长目标分别是多少？", "青岩经开区（9%）、白鹭高新区（7.5%）"),
        ("哪个开发区2026年规上工业增加值增长目标最高？", "青岩经开区（9%）"),
    ],
)
def test_goals_and_growth_are_figures_of_their_own(ledger: Answerer, question: str, answer: str) -> None:
    said = ledger.ask(question)
    assert said.answer == answer and _rows(ledger, said)
    _stands(ledger, said)


def test_what_was_done_is_not_answered_by_what_was_aimed_at(ledger: Answerer) -> None:
    said = ledger.ask("青岩经开区2026年实际完成工业投资多少？")
    assert said.answer is None and said.reason is not None and "目标34亿元" in said.reason
