"""What figures say in the words of the press, in durations, in sums of lists; sentences of our own, zones that do not exist."""

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
        ("今年协调解决用工、用电、融资等难题326个。", [("协调解决难题数", "326个")]),
        ("引进北京大学、浙江大学等高校12所。", [("引进高校数", "12所")]),
        ("累计建成道路、供水、供热等管网86公里。", [("建成管网", "86公里")]),
        ("牛奶、羊肉、绒毛等产量86万吨。", [("牛奶、羊肉、绒毛等产量", "86万吨")]),
        ("几经调试，良品率终于爬到91%。", [("良品率", "91%")]),
        ("去年公司订单额冲到了2.4亿元。", [("订单额", "2.4亿元")]),
        ("三年下来，研发上砸了4500万元。", [("研发投入", "4500万元")]),
        ("仅运费一项，公司每年就能省下500万元。", [("节省运费", "500万元")]),
        ("光设备采购，就花了8200万元。", [("设备采购", "8200万元")]),
        ("单箱电费能省6元。", [("单箱电费节省", "6元")]),
        ("文明创建列我省第一位。", [("文明创建排名", "第一位")]),
        ("引进高层次人才67名。", [("引进高层次人才数", "67名")]),
        ("光电产业产值达到30亿元。", [("光电产业产值", "30亿元")]),
    ],
)
def test_the_measure_is_filed_not_the_verb_of_the_press(sentence: str, expected: list[tuple[str, str]]) -> None:
    assert told(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("从递交申请到拿到执照，前后不到3天。", [("递交申请到拿到执照用时", "不到3天")]),
        ("货物从下船到出关用时8小时。", [("货物从下船到出关用时", "8小时")]),
        ("专班45天就完成了厂房改造。", [("完成厂房改造用时", "45天")]),
        ("12天就修通了专用道路。", [("修通专用道路用时", "12天")]),
        ("平均2.6天办结一件诉求。", [("办结诉求用时", "2.6天")]),
        ("最快36小时放款。", [("最快放款用时", "36小时")]),
        ("联合审核后公示7天。", [("公示时间", "7天")]),
        ("管委会在3个工作日内完成审核。", [("审核时限", "3个工作日")]),
        ("30分钟后吊车进场。", []),
    ],
)
def test_a_duration_is_of_what_it_took(sentence: str, expected: list[tuple[str, str]]) -> None:
    assert told(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "电子信息、智能装备、食品三大主导产业产值分别增长12.1%、8.4%和5.6%。",
            [
                ("主导产业数", "三大"),
                *[("电子信息产值增速", "12.1%"), ("智能装备产值增速", "8.4%"), ("食品产值增速", "5.6%")],
            ],
        ),
        (
            "新材料、生物医药两个产业集群营业收入分别达到210亿元和98亿元。",
            [("产业集群数", "两个"), ("新材料营业收入", "210亿元"), ("生物医药营业收入", "98亿元")],
        ),
        (
            "一、二、三产业增加值分别完成3.2亿元、41.5亿元、20.6亿元。",
            [("第一产业增加值", "3.2亿元"), ("第二产业增加值", "41.5亿元"), ("第三产业增加值", "20.6亿元")],
        ),
        (
            "采矿业、制造业、电力生产和供应业增加值分别增长2.1%、9.5%、6.3%。",
            [("采矿业增加值增速", "2.1%"), ("制造业增加值增速", "9.5%"), ("电力生产和供应业增加值增速", "6.3%")],
        ),
        ("出口则增长18.2%，达到26.5亿元。", [("出口增速", "18.2%"), ("出口", "26.5亿元")]),
        ("容积率由1.1提高到2.4。", [("容积率", "1.1"), ("容积率", "2.4")]),
        ("把312家企业分成A、B、C三类。", [("企业数", "312家"), ("企业分类数", "三类")]),
        ("《若干措施》共六章二十二条。", [("章数", "六章"), ("条数", "二十二条")]),
        ("6条生产线投产。", [("投产生产线数", "6条")]),
    ],
)
def test_lists_changes_and_divisions(sentence: str, expected: list[tuple[str, str]]) -> None:
    assert told(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("已有76家企业获贷3.1亿元。", [("获贷企业数", "76家"), ("获贷", "3.1亿元")]),
        ("收到建议260条，已有213条得到落实。", [("收到建议数", "260条"), ("得到落实建议数", "213条")]),
        ("首批240户已经入住。", [("首批入住户数", "240户")]),
        ("217家规上企业中有158家产值实现增长。", [("规上企业数", "217家"), ("产值实现增长企业数", "158家")]),
        ("亩均税收15万元以上的企业，可优先保障用地。", [("亩均税收门槛", "15万元以上")]),
        ("对总投资3000万美元以上的外资项目，由区领导跟踪服务。", [("总投资门槛", "3000万美元以上")]),
        ("5项投资10亿元以上转型项目开工。", [("投资10亿元以上转型项目开工数", "5项")]),
        ("银行按8倍放大。", [("放大倍数", "8倍")]),
        ("企业用电每度降了5分钱，一分钱不用多掏。", [("企业用电每度降", "5分钱")]),
    ],
)
def test_what_the_counted_do_and_what_gives_a_right(sentence: str, expected: list[tuple[str, str]]) -> None:
    assert told(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "地区生产总值由2020年的412亿元增加到去年的563亿元，年均增长6.8%。",
            [("地区生产总值", "412亿元"), ("地区生产总值", "563亿元"), ("地区生产总值年均增速", "6.8%")],
        ),
        ("营业收入155亿元，其中锂电产业78亿元。", [("营业收入", "155亿元"), ("锂电产业营业收入", "78亿元")]),
        ("营业收入155亿元；6月当月完成29亿元。", [("营业收入", "155亿元"), ("营业收入", "29亿元")]),
        ("绿电占比要超过50%。", [("绿电占比", "超过50%")]),
        ("建成标准厂房80万平方米，培育百亿级企业2家。", [("建成标准厂房面积", "80万平方米"), ("百亿级企业数", "2家")]),
    ],
)
def test_a_measure_goes_on_where_only_its_time_or_branch_is_told(
    sentence: str, expected: list[tuple[str, str]]
) -> None:
    assert told(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("上次签约的18个项目开工12个。", [("上次签约项目数", "18个"), ("开工项目数", "12个")]),
        ("签约项目20个，开工的14个全部入库。", [("签约项目数", "20个"), ("开工项目数", "14个")]),
        (
            "“青岭快办”热线，10分钟接单、2个工作日回话。",
            [("青岭快办热线接单用时", "10分钟"), ("青岭快办热线回话用时", "2个工作日")],
        ),
        ("早年一套只卖6元钱，如今一套卖到1.2万元。", [("每套价格", "6元"), ("每套价格", "1.2万元")]),
        (
            "从立项到领证，时限由58个工作日压到16个工作日。",
            [("立项到领证时限", "58个工作日"), ("立项到领证时限", "16个工作日")],
        ),
        ("园区花3200万元建起检测中心。", [("投资", "3200万元")]),
        ("产品不良率由千分之四降到万分之五。", [("产品不良率", "千分之四"), ("产品不良率", "万分之五")]),
        ("公司采购额9亿元，其中六成来自区内。", [("采购额", "9亿元"), ("采购额来自区内比例", "六成")]),
        ("15条生产线开了11条。", [("生产线数", "15条"), ("开生产线数", "11条")]),
        ("设立15亿元的半导体产业基金。", [("规模", "15亿元")]),
        ("企业可享受设备售价10%的补贴。", [("设备售价补贴比例", "10%")]),
        ("48项材料可以“容缺受理”。", [("“容缺受理”材料数", "48项")]),
        ("热线开通一年半接到诉求1860件。", [("热线接到诉求数", "1860件")]),
        ("项目平均早开工52天。", [("项目提前开工天数", "52天")]),
    ],
)
def test_parts_prices_promises_and_what_money_buys(sentence: str, expected: list[tuple[str, str]]) -> None:
    assert told(sentence) == expected


def test_a_second_growth_of_another_time_is_a_figure_of_its_own() -> None:
    text = f"{ZONE}上半年完成地区生产总值182.6亿元，同比增长6.3%，其中一季度增长5.1%。"
    article = Article(id="t-1", start=0, end=len(text), year=2024)
    whole, part = extract(Document(id="t", path="t.txt", sha256="", text=text, articles=(article,))).observations
    assert whole.change is not None and str(whole.change.value) == "6.3"
    assert (part.indicator, str(part.value), part.period) == ("地区生产总值增速", "5.1", "2024-01/2024-03")
