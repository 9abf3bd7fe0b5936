"""Figures of several in a row, and those of posts with ticks and arrows, in sentences of our own."""

import pytest

from kg.model import Observation
from tests.ingest.test_figure_grammar import ZONE, read

PARKS = "青岭经济技术开发区完成产值168亿元；白河高新技术产业开发区97亿元；石桥工业园61亿元，仅增长4%。"


def here(text: str) -> list[Observation]:
    """The figures of a text that is about one zone."""
    return read(f"{ZONE}上半年运行平稳。\n{text}")


def told(text: str) -> list[tuple[str, str]]:
    return [(o.indicator, o.text) for o in here(text)]


def whose(text: str) -> list[tuple[str, str, str]]:
    return [(o.subject.partition("/")[2][:2], o.indicator, o.text) for o in read(text)]


def test_what_is_measured_is_said_once_for_a_row() -> None:
    rows = whose(PARKS)
    assert rows[:3] == [("青岭", "产值", "168亿元"), ("白河", "产值", "97亿元"), ("石桥", "产值", "61亿元")]
    text = "青岭经济技术开发区签约项目23个、签约投资额96亿元；白河高新技术产业开发区17个、58亿元。"
    assert whose(text)[2:] == [("白河", "签约项目数", "17个"), ("白河", "签约投资额", "58亿元")]


def test_the_growth_of_another_is_no_change_of_the_figure_before() -> None:
    rows = read("青岭经济技术开发区产值增长24.7%，白河高新技术产业开发区增长18.2%紧跟其后。")
    assert [(o.subject[5:7], o.indicator, o.text) for o in rows] == [
        ("青岭", "产值增速", "24.7%"),
        ("白河", "产值增速", "18.2%"),
    ]


def test_what_another_is_compared_with_is_its_own() -> None:
    text = "青岭经济技术开发区完成工业投资20.8亿元，首次超过白河高新技术产业开发区的18.5亿元。"
    assert whose(text)[1] == ("白河", "工业投资", "18.5亿元")


def test_in_turn_pairs_up_like_each() -> None:
    text = "青岭经济技术开发区、白河高新技术产业开发区税收依次为6.2亿元和4.3亿元。"
    assert whose(text) == [("青岭", "税收收入", "6.2亿元"), ("白河", "税收收入", "4.3亿元")]


def test_ticks_and_arrows_are_read_as_punctuation_and_change() -> None:
    assert told("✅开工项目7个✅用地630亩") == [("开工项目数", "7个"), ("开工项目用地面积", "630亩")]
    figure = here("◇ 工业投资 22.8亿元  ↓3.5%")[0]
    assert figure.change is not None and (figure.change.kind, str(figure.change.value)) == ("下降", "-3.5")
    assert told("施工许可：25个工作日→3个工作日") == [("施工许可", "25个工作日"), ("施工许可", "3个工作日")]


def test_among_how_many_one_ranks_is_no_figure() -> None:
    assert told("资金到位率35.6%，在全市9家开发区里排第二。") == [
        ("资金到位率", "35.6%"),
        ("资金到位率全市排名", "第二"),
    ]


def test_parts_told_as_halves_and_tenths_with_units() -> None:
    values = {o.text: str(o.value) for o in here("产值占全市总量的四成二，设备安装过半。")}
    assert values == {"四成二": "42", "过半": "50"}


def test_a_measure_that_fares_somehow_is_told_behind() -> None:
    assert told("实际利用外资仍是短板，只有210万美元。") == [("实际利用外资", "210万美元")]


@pytest.mark.parametrize(
    ("clause", "label"),
    [
        ("打造30个水乡风情提升示范村", "打造水乡风情提升示范村数"),
        ("推出26项制度创新成果", "推出制度创新成果数"),
        ("6项制度创新成果全国复制推广", "制度创新成果数"),
        ("推动4个千亿级产业基地提质升级", "推动千亿级产业基地数"),
        ("9家县级医院达到三级综合医院水平", "县级医院数"),
        ("实施5个社区停车综合治理项目", "实施社区停车综合治理项目数"),
    ],
)
def test_what_is_counted_ends_with_its_head(clause: str, label: str) -> None:
    assert [o.indicator for o in here(clause + "。")] == [label]


def test_a_share_that_is_kept_is_the_share() -> None:
    assert told("民间投资占全部投资比重保持在55%左右。") == [("民间投资占全部投资比重", "55%左右")]


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        ("粮食产量连续13年稳定在430万吨以上。", [("粮食产量", "430万吨以上")]),
        ("工业投资增速连续11个季度居全国前10位。", [("工业投资增速全国排名", "前10位")]),
        ("开工比约定时间早了20天。", [("开工提前天数", "20天")]),
        ("“砚信贷”资金池加到8000万元。", [("砚信贷资金池", "8000万元")]),
        ("推动32户企业融入省级重点产业链。", [("融入省级重点产业链企业数", "32户")]),
        ("为入驻企业各融资2000万元。", [("融资", "2000万元")]),
        ("修建道路10条、总长2807米。", [("修建道路数", "10条"), ("修建道路总长", "2807米")]),
        ("设立总规模30亿元的母基金。", [("母基金总规模", "30亿元")]),
        ("出让28宗、1430亩。", [("出让宗数", "28宗"), ("出让面积", "1430亩")]),
    ],
)
def test_names_without_what_was_done_for_how_long(clause: str, expected: list[tuple[str, str]]) -> None:
    assert told(clause) == expected


def test_a_year_to_come_is_no_frame_for_what_follows() -> None:
    figures = here("2028年人才公寓增加到3000套。夜校办了34期。")
    assert [o.period for o in figures] == ["2028", "2024"]


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        ("装备制造、医药产业增加值年均分别增长9.9%、7.2%。", ["装备制造增加值年均增速", "医药产业增加值年均增速"]),
        ("地区生产总值跨过300亿元、年均增长5.2%。", ["地区生产总值", "地区生产总值年均增速"]),
        ("工业总产值连跨两个百亿元台阶。", []),
        ("每年70%以上的财政支出投入民生。", ["财政支出占比"]),
        ("税收占全市比重由2020年的7.2%提升至7.4%。", ["税收占全市比重", "税收占全市比重"]),
        ("盘活闲置土地75亩。", ["盘活闲置土地面积"]),
        ("企业反映的用地问题3个工作日内给出答复。", ["答复时限"]),
        ("改造2100公里农村公路和120万平方米村内道路。", ["改造农村公路", "村内道路面积"]),
        ("“117项目”核心区动工。", []),
    ],
)
def test_measures_without_the_verbs_around_them(clause: str, expected: list[str]) -> None:
    assert [label for label, _ in told(clause)] == expected


def test_a_narrowed_fall_is_of_what_fell() -> None:
    figures = here("进出口总额12亿元，下降3.5%，降幅比上半年收窄4.1个百分点。")
    assert [o.indicator for o in figures] == ["进出口总额", "进出口总额降幅收窄"]


def test_growth_above_anothers_is_growth() -> None:
    figures = here("规上工业增加值增长8.2%，税收12亿元，增长5.4%，高于全市0.4个百分点。")
    assert figures[-1].indicator == "税收增速高于全市"


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        ("中层干部平均年龄由49岁降到39岁。", [("中层干部平均年龄", "49岁"), ("中层干部平均年龄", "39岁")]),
        ("PUE值控制在1.25以内。", [("PUE值", "1.25")]),
        ("炉内温度达到1800益。", [("炉内温度", "1800益")]),
        ("回收率现在只有41%，2028年要到70%。", [("回收率", "41%"), ("回收率", "70%")]),
        ("建了一间860平方米的厂房。", [("厂房面积", "860平方米")]),
        ("138名干部竞争岗位，21人落聘转岗。", [("干部人数", "138名"), ("落聘转岗人数", "21人")]),
        (
            "营业收入超百亿元的园区由目前的4家增加到7家。",
            [("营业收入超百亿元园区数", "4家"), ("营业收入超百亿元园区数", "7家")],
        ),
    ],
)
def test_ages_degrees_and_deeds(clause: str, expected: list[tuple[str, str]]) -> None:
    assert told(clause) == expected


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        ("改造提升25个标准化养老机构。", [("改造提升标准化养老机构数", "25个")]),
        ("高新技术企业净增70家以上。", [("高新技术企业增加数", "70家以上")]),
        ("60%公办学校纳入集团化管理。", [("公办学校占比", "60%")]),
        ("筹措3亿元实施健康惠民工程。", [("健康惠民工程投入", "3亿元")]),
        ("设立10亿元绿色发展补偿基金。", [("设立绿色发展补偿基金", "10亿元")]),
    ],
)
def test_doing_so_many_is_no_growth(clause: str, expected: list[tuple[str, str]]) -> None:
    assert told(clause) == expected


def test_parts_of_an_area_and_nouns_that_look_like_counters() -> None:
    areas = told("规划面积199平方公里，含4平方公里核心区及195平方公里拓展区。")
    assert areas[1:] == [("核心区面积", "4平方公里"), ("拓展区面积", "195平方公里")]
    assert told("规划建设30余个充电桩。") == [("规划建设充电桩数", "30余个")]
