"""Tables of our own: rows parted by tabs, the head row first."""

from ingest.facts import extract
from kg.model import Article, Document, Observation

TEXT = """云岭经济技术开发区今年进展较快。
表1 云岭经济技术开发区主要指标（2025年1—7月）
指标\t数值\t同比
进出口总额\t313.1亿元\t11.7%
其中：出口\t160.4亿元\t-15.2%
期末用工\t1.3万人\t2.3%
说明到此为止。"""


def read(text: str, year: int | None = 2025) -> list[Observation]:
    article = Article(id="t-1", start=0, end=len(text), year=year)
    observations = extract(Document(id="t", path="t.html", sha256="", text=text, articles=(article,))).observations
    assert all(o.text in text[o.start : o.end] for o in observations)
    return list(observations)


def test_rows_are_indicators_with_the_captions_subject_and_period() -> None:
    result = read(TEXT)
    assert [(o.indicator, o.text) for o in result] == [
        ("进出口总额", "313.1亿元"),
        ("出口", "160.4亿元"),
        ("期末用工", "1.3万人"),
    ]
    assert {o.subject for o in result} == {"Zone/云岭经济技术开发区"}
    assert {o.period for o in result} == {"2025-01/2025-07"}
    assert [str(o.change.value) for o in result if o.change] == ["11.7", "-15.2", "2.3"]


def test_columns_before_and_after_a_change() -> None:
    result = read("云岭经济技术开发区改革见效。\n环节\t改革前\t改革后\t压减\n拿地到开工\t150天\t33天\t78%\n", 2023)
    assert [(o.indicator, o.text) for o in result] == [
        ("拿地到开工（改革前）", "150天"),
        ("拿地到开工（改革后）", "33天"),
        ("拿地到开工（压减）", "78%"),
    ]


def test_units_in_the_heads_and_years_in_the_columns() -> None:
    result = read("云岭经济技术开发区。\n指标\t2022年\t2023年\n工业投资（亿元）\t31.5\t40\n", 2023)
    assert [(o.indicator, str(o.value), o.unit, o.period) for o in result] == [
        ("工业投资", "31.5", "亿元", "2022"),
        ("工业投资", "40", "亿元", "2023"),
    ]


def test_heads_may_be_bare_years() -> None:
    result = read("云岭经济技术开发区。\n指标\t2022\t2023\n工业投资（亿元）\t31.5\t40\n", 2023)
    assert [(str(o.value), o.period) for o in result] == [("31.5", "2022"), ("40", "2023")]


def test_a_table_without_numbers_says_nothing() -> None:
    assert read("云岭经济技术开发区。\n部门\t职责\n招商局\t招商\n") == []


def test_two_head_rows_and_a_unit_in_the_caption() -> None:
    result = read(
        "云岭经济技术开发区。\n表2 投资情况 单位：亿元\n指标\t投资\t投资\n指标\t2022年\t2023年\n工业投资\t31.5\t40\n",
        2023,
    )
    assert [(str(o.value), o.unit, o.period) for o in result] == [("31.5", "亿元", "2022"), ("40", "亿元", "2023")]


def test_growth_is_of_the_figure_reached_not_of_the_one_aimed_at_or_of_the_year_before() -> None:
    text = "云岭经济技术开发区工作总结。\n指标\t年度目标\t预计完成\t同比增长\n工业投资\t50亿元\t58.9亿元\t19.2%\n"
    aimed, reached = read(text)
    assert (aimed.status, aimed.change) == ("目标", None)
    assert (reached.indicator, reached.status, reached.change and str(reached.change.value)) == (
        "工业投资",
        "预计",
        "19.2",
    )
    text = "云岭经济技术开发区工作总结。\n指标\t2025年完成\t2024年完成\t同比\n工业投资\t58.9亿元\t49.4亿元\t19.2%\n"
    assert [(o.period, o.change is not None) for o in read(text)] == [("2025", True), ("2024", False)]


def test_a_row_may_be_a_year() -> None:
    result = read("云岭经济技术开发区。\n年份\t工业总产值（亿元）\n2022年\t31.5\n2023年\t40\n", 2023)
    assert [(o.indicator, o.text, o.period) for o in result] == [
        ("工业总产值", "31.5", "2022"),
        ("工业总产值", "40", "2023"),
    ]


def test_a_cell_may_hold_a_figure_and_its_growth() -> None:
    result = read(
        "云岭经济技术开发区。\n指标\t数值\n工业投资\t40亿元（增长5.2%）\n研发投入占比\t3.1%，下降0.4个百分点\n"
    )
    assert [(str(o.value), o.change and (str(o.change.value), o.change.unit)) for o in result] == [
        ("40", ("5.2", "%")),
        ("3.1", ("-0.4", "个百分点")),
    ]


def test_the_rows_name_stands_behind_its_sort() -> None:
    result = read("云岭经济技术开发区。\n类别\t指标\t数值\n经济\t工业投资\t40亿元\n\t进出口总额\t4亿元\n")
    assert [o.indicator for o in result] == ["工业投资", "进出口总额"]


def test_a_ranking_gives_each_zone_its_place_and_its_figures() -> None:
    result = read(
        "表1 2024年度全省开发区综合考核结果\n名次\t开发区\t综合得分\t工业投资（亿元）\t工业投资增速（%）\n"
        "1\t云岭经济技术开发区\t92.6\t86\t9.8\n2\t东阳高新技术产业开发区\t90.1\t68\t12.4\n"
    )
    assert [(o.subject, o.indicator, str(o.value), o.unit, o.change is not None) for o in result[:3]] == [
        ("Zone/云岭经济技术开发区", "综合考核名次", "1", "位", False),
        ("Zone/云岭经济技术开发区", "综合得分", "92.6", "分", False),
        ("Zone/云岭经济技术开发区", "工业投资", "86", "亿元", True),
    ]
    assert {o.subject for o in result[3:]} == {"Zone/东阳高新技术产业开发区"}


def test_heads_in_two_rows_give_unit_time_and_growth() -> None:
    result = read(
        "云岭经济技术开发区与东阳高新技术产业开发区比较。\n表1 各园区2025年1—9月运行情况\n"
        "园区\t工业总产值（亿元）\t工业总产值（亿元）\t固定资产投资\t固定资产投资\n"
        "园区\t1—9月\t9月\t总额（亿元）\t同比增长（%）\n"
        "云岭经济技术开发区\t213.5\t25.1\t40.2\t8.3\n东阳高新技术产业开发区\t180.4\t20.7\t33.9\t-2.1\n"
    )
    assert [(o.indicator, str(o.value), o.period) for o in result[:3]] == [
        ("工业总产值", "213.5", "2025-01/2025-09"),
        ("工业总产值", "25.1", "2025-09"),
        ("固定资产投资", "40.2", "2025-01/2025-09"),
    ]
    assert [str(o.change.value) for o in result if o.change] == ["8.3", "-2.1"]


def test_a_month_beside_what_has_accrued_since_january() -> None:
    result = read(
        "表1 云岭经济技术开发区2025年1—9月进出口（单位：亿元）\n指标\t当月\t累计\t累计同比（%）\t上年同期\n"
        "进出口总额\t3.5\t25.1\t8.3\t23.2\n"
    )
    assert [(o.indicator, str(o.value), o.period, o.change is not None) for o in result] == [
        ("进出口总额", "3.5", "2025-09", False),
        ("进出口总额", "25.1", "2025-01/2025-09", True),
        ("进出口总额", "23.2", "2024-01/2024-09", False),
    ]


def test_growth_without_its_level_is_a_figure() -> None:
    result = read("云岭经济技术开发区。\n指标\t数值\t同比增长（%）\n规上工业增加值\t—\t9.4\n工业投资\t—\t-3.1\n")
    assert [(o.indicator, str(o.value), o.kind) for o in result] == [
        ("规上工业增加值增速", "9.4", "growth"),
        ("工业投资降幅", "3.1", "growth"),
    ]


def test_rows_of_industries_are_the_zones_figures() -> None:
    result = read(
        "云岭经济技术开发区。\n产业链\t企业数（家）\t2024年产值（亿元）\t增速\n新能源汽车\t36\t210.4\t18.2%\n"
    )
    assert [(o.indicator, o.text, o.change is not None) for o in result] == [
        ("新能源汽车产业链企业数", "36", False),
        ("新能源汽车产业链产值", "210.4", True),
    ]
