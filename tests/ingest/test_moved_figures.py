"""Figures that take their measure from one before: from so much to so much, again, at most, on a like basis."""

import pytest

from ingest.facts import extract
from kg.model import Article, Document
from zone_sentences import ZONE, told


@pytest.mark.parametrize(
    ("sentence", "figure", "label"),
    [
        ("芯源公司的封装良率从试产时的71%爬到了94%。", "94%", "封装良率"),
        ("亩均税收门槛由28万元抬到36万元。", "36万元", "亩均税收门槛"),
        ("加工成色素后，每吨身价从1.2万元跳到17万元。", "17万元", "每吨身价"),
        ("公司员工从52人猛增到460人。", "460人", "员工数"),
        ("窗口平均等候时间呢，从40分钟缩到8分钟。", "8分钟", "窗口平均等候时间"),
        ("今年全区办理质押31笔，金额3.2亿元，而去年只有7笔、5200万元。", "7笔", "办理质押笔数"),
        ("今年全区办理质押31笔，金额3.2亿元，而去年只有7笔、5200万元。", "5200万元", "办理质押金额"),
        ("拿地到开工最快16天，此前要5个月。", "5个月", "拿地到开工最快用时"),
        ("规上工业产值173亿元；而2016年，这个数字还只有92亿元。", "92亿元", "规上工业产值"),
        ("去年出口额12.6亿元，再往前一年不过5.1亿元。", "5.1亿元", "出口额"),
        ("税收8.9亿元，下降2.1%，扣除留抵退税因素后增长5.6%。", "5.6%", "同口径税收增速"),
        ("外贸进出口58亿元，居六家第一。", "第一", "外贸进出口排名"),
        ("新招的工人中82%是本地人。", "82%", "本地人占比"),
        ("企业技改，财政按设备款的10%给予补助，一家最多260万元。", "260万元", "单家最高补助额"),
        ("用奶牛作抵押，每头最多贷8200元。", "8200元", "每头最高贷款额"),
    ],
)
def test_the_measure_is_that_of_the_figure_before(sentence: str, figure: str, label: str) -> None:
    assert (label, figure) in told(sentence)


def test_growth_at_comparable_prices_is_that_of_the_level() -> None:
    text = f"{ZONE}实现地区生产总值86亿元，按可比价格计算增长6.4%。"
    article = Article(id="t-1", start=0, end=len(text), year=2024)
    (told_of,) = extract(Document(id="t", path="t.txt", sha256="", text=text, articles=(article,))).observations
    assert told_of.change is not None and str(told_of.change.value) == "6.4"


def test_the_utmost_is_of_who_is_named_behind_it() -> None:
    text = "临汾市各开发区中，亩均税收最高的浍水经济开发区为23.5万元，最低的尧陵经济开发区只有8.6万元。"
    article = Article(id="t-1", start=0, end=len(text), year=2024)
    facts = extract(Document(id="t", path="t.txt", sha256="", text=text, articles=(article,)))
    assert [(o.subject[-7:], o.indicator) for o in facts.observations] == [
        ("浍水经济开发区", "亩均税收"),
        ("尧陵经济开发区", "亩均税收"),
    ]
