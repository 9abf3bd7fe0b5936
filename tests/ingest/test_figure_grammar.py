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
        (
            "三次产业结构由上年的2.1:60.3:37.6调整为1.9:61.0:37.1。",
            [
                *[("第一产业占比", "2.1"), ("第二产业占比", "60.3"), ("第三产业占比", "37.6")],
                *[("第一产业占比", "1.9"), ("第二产业占比", "61.0"), ("第三产业占比", "37.1")],
            ],
        ),
        ("项目开工率、投资完成率均为100%。", [("项目开工率", "100%"), ("投资完成率", "100%")]),
        ("对东盟、欧盟分别进出口8亿元和6亿元。", [("东盟进出口", "8亿元"), ("欧盟进出口", "6亿元")]),
        (
            "工业增加值、固定资产投资分别增长9.3%、6.8%。",
            [("工业增加值增速", "9.3%"), ("固定资产投资增速", "6.8%")],
        ),
        (
            "全年签约9个、开工6个，分别占全市的30%和20%。",
            [
                *[("签约项目数", "9个"), ("开工项目数", "6个")],
                *[("签约项目占全市比重", "30%"), ("开工项目占全市比重", "20%")],
            ],
        ),
        ("通关时间压缩至2小时，较上年缩短0.5小时。", [("通关时间", "2小时"), ("通关时间较上年减少时间", "0.5小时")]),
        ("出口1.3亿元，首次突破1亿元。", [("出口", "1.3亿元"), ("出口", "突破1亿元")]),
        ("供应厂房6万平方米，使用率88%。", [("供应厂房面积", "6万平方米"), ("使用率", "88%")]),
        ("建设“15分钟便民生活圈”。", []),
        ("收集问题73个，办结61个。", [("收集问题数", "73个"), ("办结问题数", "61个")]),
        ("内设机构由17个精简为9个。", [("内设机构数", "17个"), ("内设机构数", "9个")]),
        ("二期正在环评，前两个项目已开工。", []),
        ("我看重的第一个是57亿元，这是全年的工业投资。", [("工业投资", "57亿元")]),
        ("第二水厂去年6月投运，日供水8万吨，回用率45%。", [("第二水厂日供水", "8万吨"), ("第二水厂回用率", "45%")]),
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
    o, _points = read(f"{ZONE}研发经费占营业收入的比重为3.1%，比上年提高0.2个百分点。")
    assert o.change is not None and (str(o.change.value), o.change.unit) == ("0.2", "个百分点")


def test_a_range_gives_both_bounds() -> None:
    assert [(str(o.value), o.qualifier) for o in read(f"{ZONE}项目建设周期3到5个月。")] == [("3", "超"), ("5", "以内")]


def test_a_comparison_may_say_that_it_holds_below_too() -> None:
    (told,) = read(f"2024年，{ZONE}进出口总值50亿元，比上年（下同）增长17%。")
    assert told.change and told.change.value == 17


def test_figures_told_one_by_one_take_the_growth_told_respectively() -> None:
    told_ = read(f"{ZONE}钢铁产业产值48亿元，纺织产业产值9亿元，同比分别增长19%、8%。")
    assert [str(o.change.value) for o in told_ if o.change] == ["19", "8"]


def test_a_policy_s_terms_are_its_own_figures() -> None:
    text = (
        f"{ZONE}出台《支持制造业若干措施》。对固定资产投资5000万元以上的项目，按设备投资额的10%给予补助，单个项目最高800万元；"
        "首次认定的高新技术企业奖励30万元。"
    )
    terms = [(o.subject.partition("/")[2], o.indicator, o.text) for o in read(text)]
    assert terms == [
        ("支持制造业若干措施", "固定资产投资门槛", "5000万元以上"),
        ("支持制造业若干措施", "设备投资额补助比例", "10%"),
        ("支持制造业若干措施", "设备投资额补助上限", "800万元"),
        ("支持制造业若干措施", "高新技术企业奖励", "30万元"),
    ]


def test_first_places_without_a_number_are_ranks() -> None:
    told = {
        o.text: (o.indicator, str(o.value))
        for o in read("云岭经济技术开发区研发投入强度2.87%，全省第一。固定资产投资86.5亿元，增速居全市开发区首位。")
    }
    assert told["第一"] == ("研发投入强度全省排名", "1") and told["首位"] == ("固定资产投资增速全市排名", "1")


def test_a_second_comparison_is_a_figure_of_its_own() -> None:
    first, second = read("云岭经济技术开发区上半年用电量12亿千瓦时，同比增长9%，环比下降1.2%。")
    assert first.change is not None and str(first.change.value) == "9"
    assert (second.indicator, second.kind, str(second.value)) == ("用电量环比降幅", "growth", "1.2")


def test_points_of_an_assessment_are_figures() -> None:
    told = {o.text: o.indicator for o in read("云岭经济技术开发区营商环境得分只有61.4分，比第一方阵低26.7分。")}
    assert told == {"61.4分": "营商环境得分", "26.7分": "营商环境得分低于第一方阵"}


def test_who_is_counted_is_told_apart_from_what_they_got() -> None:
    told = {
        o.text: o.indicator
        for o in read("云岭经济技术开发区帮助67家锂电企业过桥续贷28.4亿元，为49家企业和合作社放款2.3亿元。")
    }
    assert told["28.4亿元"] == "过桥续贷" and told["49家"] == "企业和合作社数" and told["2.3亿元"] == "放款"
