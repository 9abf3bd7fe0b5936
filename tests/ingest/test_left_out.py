"""Figures that leave their measure out, that tell it by a verb, or that are of a part; sentences of our own."""

import pytest

from ingest.facts import extract
from kg.model import Article, Document

ZONE = "青岭经济技术开发区"


def told(text: str) -> list[tuple[str, str]]:
    """Indicator and words of each figure of a sentence about the zone, in the text's order."""
    text = f"{ZONE}今年发展较快。\n{text}"
    article = Article(id="t-1", start=0, end=len(text), year=2024)
    facts = extract(Document(id="t", path="t.txt", sha256="", text=text, articles=(article,)))
    return [(o.indicator, o.text) for o in sorted(facts.observations, key=lambda o: text.find(o.text, o.start))]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "绿电占比今年是28%，2026年40%，2030年65%。",
            [("绿电占比", "28%"), ("绿电占比", "40%"), ("绿电占比", "65%")],
        ),
        (
            "税收原定今年达到18亿元，预计只有15.2亿元。",
            [("税收收入", "18亿元"), ("税收收入", "15.2亿元")],
        ),
        (
            "从递交材料到拿证，过去要45个工作日，现在只要8个。",
            [("递交材料到拿证用时", "45个工作日"), ("递交材料到拿证用时", "8个")],
        ),
        ("用时43天，去年同期是71天。", [("用时", "43天"), ("用时", "71天")]),
        ("年度计划投资58亿元，1至11月完成61.3亿元。", [("年度计划投资", "58亿元"), ("完成投资", "61.3亿元")]),
        (
            "在国家级经开区综合考核中，我区由第96位上升到第71位。",
            [("国家级经开区综合考核排名", "第96位"), ("国家级经开区综合考核排名", "第71位")],
        ),
    ],
)
def test_a_measure_left_out_is_the_one_told_before(sentence: str, expected: list[tuple[str, str]]) -> None:
    assert told(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("石岭精工有限公司去年卖了4.8亿元，净赚6200万元。", [("销售额", "4.8亿元"), ("净利润", "6200万元")]),
        ("石岭精工有限公司一吨能赚900元。", [("每吨利润", "900元")]),
        ("石岭精工有限公司今年供货46万只，出口轴承9万套。", [("供货量", "46万只"), ("轴承出口量", "9万套")]),
        ("石岭精工有限公司交付首批6套产品。", [("交付首批产品数", "6套")]),
        ("62家企业贷到3.1亿元。", [("贷到企业数", "62家"), ("贷款额", "3.1亿元")]),
    ],
)
def test_a_verb_tells_the_measure(sentence: str, expected: list[tuple[str, str]]) -> None:
    assert told(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("上半年出货轴承820万套，其中四分之一卖给了本地整机厂。", ("销往本地整机厂比例", "四分之一")),
        ("高端树脂过去九成依赖进口。", ("高端树脂依赖进口比例", "九成")),
        ("签约项目8个，一半与食品有关。", ("签约项目与食品有关比例", "一半")),
    ],
)
def test_what_a_part_of_them_does(sentence: str, expected: tuple[str, str]) -> None:
    assert told(sentence)[-1] == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("这种泵的售价只有进口泵的七成。", [("这种泵售价相当于进口泵比例", "七成")]),
        ("石岭精工有限公司接了笔1600万元的急单。", [("急单金额", "1600万元")]),
        ("石岭精工有限公司与德国客户签下两年8600万欧元的供货协议。", [("供货协议金额", "8600万欧元")]),
        ("签约项目28个，其中6个投资超10亿元。", [("签约项目数", "28个"), ("投资超10亿元项目数", "6个")]),
        ("三大主导产业产值达到420亿元。", [("主导产业数", "三大"), ("三大主导产业产值", "420亿元")]),
        ("平均2.5天办结，比去年快了1.5天。", [("办结用时", "2.5天"), ("办结用时缩短天数", "1.5天")]),
        ("热线10分钟接单、2个工作日回话。", [("接单用时", "10分钟"), ("回话用时", "2个工作日")]),
        ("财政资金放大6倍。", [("放大倍数", "6倍")]),
        (
            "今年盘活厂房18万平方米，明年再盘活10万平方米。",
            [("盘活厂房面积", "18万平方米"), ("盘活厂房面积", "10万平方米")],
        ),
        ("企业拿出利润的三成搞技改。", [("技改投入占利润比重", "三成")]),
        ("入驻率，东片区最高，西片区、南片区分别为81%和64%。", [("入驻率", "81%"), ("入驻率", "64%")]),
    ],
)
def test_what_a_sum_a_part_or_a_condition_is_of(sentence: str, expected: list[tuple[str, str]]) -> None:
    assert told(sentence) == expected
