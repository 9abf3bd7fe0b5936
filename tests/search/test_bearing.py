"""What the numbers and names of a long sentence are told of, and which measure, role, share or cause."""

from __future__ import annotations

import pytest

from search.answer import Answerer
from search.measure_heads import lacks_cause, one_of_many, other_measure, other_step, other_whole
from search.question import parse, which_way
from search.roles import asked_role
from search.sentences import numbers
from search.slots import slots


@pytest.mark.parametrize(
    "question",
    [
        "丰禾饲料项目占地多少亩？",
        "丰禾饲料项目总投资是多少？",
        "丰禾饲料项目由哪家公司投资建设？",
        "启明轴承项目由哪家单位设计？",
        "启明轴承项目年产值是多少？",
        "启明精工有限公司有多少名员工？",
        "柳溪经开区上半年税收总额是多少？",
        "柳溪经开区固定资产投资占全省的比重是多少？",
        "柳溪经开区的实际利用外资为什么下降？",
        "柳溪经开区在全省开发区考评里排名第几？",
        "柳溪经开区高新技术企业有多少家？",
    ],
)
def test_another_thing_measure_role_or_whole_is_no_answer(projects: Answerer, question: str) -> None:
    said = projects.ask(question)
    assert said.answer is None, said.answer
    assert said.reason


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("启明轴承项目占地多少亩？", "150亩"),
        ("启明轴承项目由哪家公司投资建设？", "启明精工有限公司"),
        ("柳溪经开区上半年完成了多少固定资产投资？", "36.4亿元"),
        ("柳溪经开区固定资产投资占全市多少？", "18.2%"),
        ("柳溪经开区的进出口总额为什么下降？", "海外订单减少"),
        ("柳溪经开区管委会主任是谁？", "邵文博"),
        ("柳溪经开区的实际利用外资是涨还是跌？", "下降，"),
        ("启明轴承项目由哪家公司建设，总投资多少？", "启明精工有限公司，6.8亿元"),
    ],
)
def test_what_is_told_of_the_thing_is_answered(projects: Answerer, question: str, answer: str) -> None:
    said = projects.ask(question)
    assert said.answer is not None and answer in said.answer, said.reason


@pytest.mark.parametrize(
    ("asked", "told", "other"),
    [
        ("项目年产值是", "总投资9亿元", True),
        ("综合保税区进出口总值是", "进出口总值50亿元", False),
        ("综合保税区出口", "出口16亿元", False),
        ("公司有名职工", "带动就业300人", False),
        ("公司有名职工", "授权专利17件", True),
        ("上半年税收", "入库税收3亿元", False),
    ],
)
def test_other_measure(asked: str, told: str, other: bool) -> None:
    assert other_measure(asked, told) is other


def test_share_of_a_whole() -> None:
    assert other_whole("增加值占全省的比重是多少", "占五园总量的四成二")
    assert not other_whole("进出口占全省多少", "占湖北省外贸总值的48%")
    assert not other_whole("工业投资占比多少", "工业投资占七成")


def test_cause_of_a_fall() -> None:
    assert lacks_cause("出口为什么下降了", "出口12亿元，同比下降3%")
    assert not lacks_cause("出口为什么下降了", "受需求偏弱影响，出口下降3%")
    assert not lacks_cause("企业为什么愿意来", "这里有码头")


def test_role_asked_for() -> None:
    role = asked_role("中试基地由哪家公司施工？")
    assert role is not None and role.search("由省建工集团承建") and not role.search("由甲公司投资建设")
    assert asked_role("基金由哪家机构管理？") is not None
    assert asked_role("项目设计产能是多少？") is None


def test_first_months_are_no_rank() -> None:
    assert all(one.family != "rank" for one in numbers("前10个月完成投资8亿元，前三季度增长6%"))
    assert any(one.family == "rank" for one in numbers("排名全省前10，居前三位"))


def test_money_behind_the_question_word() -> None:
    asked = slots("上半年完成了多少工业投资？")[0]
    assert asked.families == ("money",) and asked.precise
    assert slots("新签约了多少个投资项目？")[0].families == ("count",)


def test_step_and_share_of_each() -> None:
    assert other_step("签约项目总投资是多少", "投产项目33个，总投资97亿元")
    assert not other_step("签约项目总投资是多少", "六新项目39项")
    assert one_of_many("一共发了多少奖金", "单项奖补最高200万元")
    assert not one_of_many("最高奖多少", "单项奖补最高200万元")


def test_names_of_lines_are_no_numbers() -> None:
    assert not numbers("8.6代基板玻璃线")


def test_rise_or_fall_is_yes_or_no() -> None:
    assert parse("出口是增还是减？").kind == "yesno"
    assert which_way("吞吐量是上升还是下降？") and not which_way("出口增长了吗？")
