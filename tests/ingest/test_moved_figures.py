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


@pytest.mark.parametrize(
    ("sentence", "figure", "label"),
    [
        ("企业拿地用时由68天缩到21天。", "68天", "企业拿地用时"),
        ("变更登记从90天压减到30天。", "30天", "变更登记用时"),
        ("规上工业企业82户，其中29户亏损。", "29户", "亏损企业数"),
        ("园区现有企业64家，11家停产。", "11家", "停产企业数"),
        ("2022年签约项目21个，今年前7个月又签16个。", "16个", "又签项目数"),
        ("今年排出重点项目40个，一季度末已复工33个。", "33个", "已复工项目数"),
        ("公司就在园区里烧坯料，年产240块。", "240块", "年产量"),
        ("今年全区办成股权质押31笔，金额2.9亿元。", "2.9亿元", "办成股权质押金额"),
        ("“一次办好”推开后，企业平均省下12万元、少等35天。", "35天", "节省时间"),
        ("通用机场跑道长800米，明年将延到1200米。", "1200米", "通用机场跑道长"),
        ("对取得认证的企业一次奖励300万元。", "300万元", "一次性奖励"),
        ("四季度园区再推动15个项目开工。", "15个", "开工项目数"),
        ("麦椒套种今年有44万亩，带动7.4万户。", "7.4万户", "带动户数"),
        ("营业收入398亿元，在五区里排第四。", "第四", "营业收入五区排名"),
        ("对186家用地企业逐户打分。", "186家", "用地企业数"),
        ("六成产品卖到省外。", "六成", "产品省外销售占比"),
    ],
)
def test_what_a_bare_verb_leaves_out_is_added(sentence: str, figure: str, label: str) -> None:
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
