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
