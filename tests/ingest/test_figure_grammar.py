"""How clauses name what their figures say, in sentences of our own about zones that do not exist."""

import pytest

from ingest.facts import extract
from kg.model import Article, Document, Observation

ZONE = "青岭经济技术开发区"


def read(text: str, year: int | None = 2024) -> list[Observation]:
    article = Article(id="t-1", start=0, end=len(text), year=year)
    facts = extract(Document(id="t", path="t.txt", sha256="", text=text, articles=(article,)))
    return sorted(facts.observations, key=lambda o: text.find(o.text, o.start))


def told(text: str) -> list[tuple[str, str]]:
    return [(o.indicator, o.text) for o in read(text)]


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        ("建有省级孵化器6家、众创空间9家。", [("省级孵化器数", "6家"), ("众创空间数", "9家")]),
        ("在孵企业320家。", [("在孵企业数", "320家")]),
        ("从业人员2.1万人。", [("从业人员数", "2.1万人")]),
        ("我们完成地区生产总值88亿元。", [("地区生产总值", "88亿元")]),
        ("规模以上企业由2019年的61家增加到97家。", [("规模以上企业数", "61家"), ("规模以上企业数", "97家")]),
        ("审批环节从31个减至12个。", [("审批环节数", "31个"), ("审批环节数", "12个")]),
        ("平均用时由66天缩短到20天。", [("平均用时", "66天"), ("平均用时", "20天")]),
        ("新认定高新技术企业18家，总数达94家。", [("新认定高新技术企业数", "18家"), ("高新技术企业数", "94家")]),
        ("共有省级以上园区5个，其中国家级1个。", [("省级以上园区数", "5个"), ("国家级园区数", "1个")]),
        ("拿到了7个新订单。", [("新订单数", "7个")]),
        ("占地420亩。", [("占地面积", "420亩")]),
        ("可年产轴承60万套。", [("年产轴承数", "60万套")]),
        ("为45家企业兑现奖补资金3800万元。", [("兑现奖补资金企业数", "45家"), ("兑现奖补资金", "3800万元")]),
        ("管委会在3个工作日内完成审核。", [("审核时限", "3个工作日")]),
        ("两类产品产量合计6200余万台。", [("产品产量", "6200余万台")]),
        (
            "有4个项目卡在用地报批、2个项目卡在能评手续。",
            [("卡在用地报批项目数", "4个"), ("卡在能评手续项目数", "2个")],
        ),
        ("新建3个2000吨级泊位。", [("新建2000吨级泊位数", "3个")]),
        ("机械、纺织、化工三大主导产业蓄势待发。", [("主导产业数", "三大")]),
        ("打造千亿级的汽车产业集群。", [("汽车产业集群规模", "千亿")]),
        ("工业总产值要迈上百亿台阶。", [("工业总产值", "百亿")]),
        ("某厂房已完成主体工程的65%。", [("主体工程完成比例", "65%")]),
        ("产业用地容积率平均提高到1.8。", [("产业用地容积率", "1.8")]),
        ("要跑9个部门、交86份材料。", [("部门数", "9个"), ("材料份数", "86份")]),
        ("其中投资5亿元以上项目4个。", [("投资5亿元以上项目数", "4个")]),
    ],
)
def test_names_of_counts_and_measures(clause: str, expected: list[tuple[str, str]]) -> None:
    assert told(f"{ZONE}{clause}") == expected


@pytest.mark.parametrize(
    ("clause", "indicator", "text"),
    [
        ("规上工业增加值增长9%，高于全市平均水平1.4个百分点。", "规上工业增加值增速高于全市平均水平", "1.4个百分点"),
        ("注册企业310家，比年初增加22家。", "注册企业较年初增加数", "22家"),
        ("发明专利拥有量500件，是全省平均水平的2.5倍。", "发明专利拥有量为全省平均水平的倍数", "2.5倍"),
        ("工业总产值达到300亿元，年均增长11%。", "工业总产值年均增速", "11%"),
        ("贡献了全市四成的工业产值。", "工业产值占全市比重", "四成"),
        ("把营业收入的6%投入研发。", "研发投入占营业收入比重", "6%"),
        ("到位资金40亿元，完成全年目标的80%。", "到位资金目标完成率", "80%"),
    ],
)
def test_comparisons_and_shares(clause: str, indicator: str, text: str) -> None:
    assert (indicator, text) in told(f"{ZONE}{clause}")


def test_percentage_points_change_the_share_before_them() -> None:
    (o,) = read(f"{ZONE}研发经费占营业收入的比重为3.1%，比上年提高0.2个百分点。")
    assert o.change is not None and (str(o.change.value), o.change.unit) == ("0.2", "个百分点")


def test_a_range_gives_both_bounds() -> None:
    assert [(str(o.value), o.qualifier) for o in read(f"{ZONE}项目建设周期3到5个月。")] == [("3", "超"), ("5", "以内")]
