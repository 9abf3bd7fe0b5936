from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.quantities import find_quantities
from ingest.units import unscaled


def found(text: str) -> list[tuple[str, Decimal, str, str | None]]:
    return [(text[q.start : q.end], q.value, q.unit, q.qualifier) for q in find_quantities(text)]


@pytest.mark.parametrize(
    ("text", "value", "unit", "qualifier"),
    [
        ("完成投资近31.5亿元", "31.5", "亿元", "近"),
        ("发布信息120余条", "120", "条", "余"),
        ("现有职工5万多人", "5", "万人", "余"),
        ("产值达8亿元以上", "8", "亿元", "超"),
        ("压力减轻三分之一以上", "33.3", "%", "超"),
        ("占比在六成以上", "60", "%", "超"),
        ("采购率六成五，", "65", "%", None),
        ("八成五的项目复工", "85", "%", None),
        ("七成二以上的订单", "72", "%", "超"),
        ("费用降低两成。", "20", "%", None),
        ("每度降5分钱", "5", "分钱", None),
        ("查验率下降1.8个百分点", "1.8", "个百分点", None),
        ("货值比重-5.6%", "-5.6", "%", None),
        ("年产12GWh电芯", "12", "GWh", None),
        ("投用7.7万m2厂房", "7.7", "万m2", None),
        ("新签约28家", "28", "家", None),
        ("两户企业上榜", "2", "户", None),
        ("标识注册量332200，", "332200", "", None),
        ("总量稳居全市前三", "3", "位", None),
        ("列全国第18位", "18", "位", None),
        ("营业收入是三年前的2.5倍", "2.5", "倍", None),
        ("利用外资9143.23万美元", "9143.23", "万美元", None),
        ("用时从9天压缩", "9", "天", None),
        ("亩均税收20万元/亩", "20", "万元/亩", None),
        ("购置260台（套）设备", "260", "台（套）", None),
        ("融资额达 5 亿多，", "5", "亿元", "余"),
        ("总量2.3万亿。", "2.3", "万亿元", None),
        ("吸引上百家企业", "100", "家", "超"),
        ("培训千余人次", "1000", "人次", "余"),
        ("历时8个半月建成", "8.5", "个月", None),
        ("110千伏变电站3座", "3", "座", None),
    ],
)
def test_reads_value_unit_and_qualifier(text: str, value: str, unit: str, qualifier: str | None) -> None:
    assert [(v, u, q) for _, v, u, q in found(text)] == [(Decimal(value), unit, qualifier)]


@pytest.mark.parametrize(
    "text",
    [
        "2024年以来",
        "8月28日下午",
        "“三个一批”活动",
        "第一批名单",
        "一体化推进",
        "一是强化领导",
        "第3版",
        "七八家企业",
        "1.2.3",
        "电话0771-5550123",
        "编号为123456",
        "身份证号为450101199003071234",
        "10千伏线路",
        "十佳企业",
        "六个一",
        "三化改革",
    ],
)
def test_dates_ordinals_and_names_are_no_quantities(text: str) -> None:
    assert found(text) == []


def test_a_verb_that_ends_in_a_qualifier_keeps_it() -> None:
    assert found("已签约28家，履约30家") == [("28家", Decimal(28), "家", None), ("30家", Decimal(30), "家", None)]


@given(st.text(alphabet="一二三十百万亿元个项户家第约近超余多以上%.0123456789年月日，。的", max_size=40))
def test_spans_are_in_order_inside_the_text_and_apart(text: str) -> None:
    at = 0
    for q in find_quantities(text):
        assert at <= q.start <= q.number_start < q.end <= len(text)
        at = q.end


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("培育期3到5年，", "3", "5", "年"),
        ("补助10亿—15亿元", "10", "15", "亿元"),
        ("利率50%-60%", "50", "60", "%"),
        ("三至五个工作日", "3", "5", "个工作日"),
    ],
)
def test_a_range_keeps_both_bounds(text: str, low: str, high: str, unit: str) -> None:
    (q,) = find_quantities(text)
    assert (q.low, q.value, q.unit) == (Decimal(low), Decimal(high), unit)


def test_from_and_to_are_two_figures() -> None:
    assert [q.value for q in find_quantities("由15%到36%")] == [Decimal(15), Decimal(36)]


def test_what_counts_behind_tenths_is_a_figure_of_its_own() -> None:
    assert [(v, u) for _, v, u, _ in found("六成二十个项目")] == [(Decimal(60), "%"), (Decimal(20), "个")]


def test_a_unit_loses_only_its_scale() -> None:
    assert [unscaled(u) for u in ("万亿元", "万人", "百分点", "个百分点", "亿", "十万套")] == [
        *("元", "人", "百分点", "个百分点", "亿", "套"),
    ]
