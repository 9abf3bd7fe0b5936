import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.periods import find_times, reported_year


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("今年", "2024"), ("去年", "2023"), ("2021年", "2021"), ("今年上半年", "2024-01/2024-06"), ("一季度", "2024-01/2024-03"),
        ("前三季度", "2024-01/2024-09"), ("1-7月", "2024-01/2024-07"), ("1至3月", "2024-01/2024-03"), ("2022年1—7月", "2022-01/2022-07"),
        ("截至8月底", "2024-08"), ("截至2022年9月底", "2022-09"), ("2023年以来", "2023/2024"), ("今年以来", "2024"), ("2020年6月底", "2020-06"),
        ("“十四五”期间", "2021/2025"), ("前5个月", "2024-01/2024-05"), ("到2028年", "2028"), ("全年", "2024"),
    ],
)  # fmt: skip
def test_period_of_an_expression(text: str, period: str) -> None:
    assert [t.period for t in find_times(text, 2024)] == [period]


def test_without_a_year_relative_words_stay_unresolved() -> None:
    assert [t.period for t in find_times("今年以来签约3个项目", None)] == [None]


def test_what_a_figure_is_compared_with_is_not_its_time() -> None:
    assert find_times("较上年增长5%，比去年多3个", 2024) == []


def test_plans_are_marked_as_future() -> None:
    assert find_times("到2030年产值翻番", 2025)[0].future


@pytest.mark.parametrize(
    ("text", "year", "expected"),
    [
        ("2020年完成投资8亿元。2020年签约3个。2020年开工2个。2021年继续努力。", 2021, 2020),
        ("今年签约3个，到2028年达到10个。", 2024, 2024),
        ("没有年份", None, None),
    ],
)
def test_reported_year_is_the_one_most_spoken_of(text: str, year: int | None, expected: int | None) -> None:
    assert reported_year(text, year) == expected


@pytest.mark.parametrize(
    ("written", "expected"), [("2023-08", 2023), ("2023-01", 2022), (None, 2022)], ids=["August", "January", "unknown"]
)
def test_what_is_written_in_summer_is_no_review_of_the_year_before(written: str | None, expected: int) -> None:
    assert reported_year("2022年考核列第三。上半年营业收入40亿元。", 2023, written) == expected


def test_who_says_last_year_within_a_sentence_tells_of_this_one() -> None:
    text = "园区现有企业96家，其中一家去年卖出9亿元，另一家去年投产。2024年认定12家。"
    assert reported_year(text, 2025) == 2025
    assert reported_year("去年，全区投资9亿元。去年，全区签约12个。2024年认定12家。", 2025) == 2024


@given(st.text(alphabet="今去年上半一二三季度月底截至以来到0123456789-至“”十四五期间", max_size=30))
def test_never_fails_and_spans_are_in_order(text: str) -> None:
    at = 0
    for t in find_times(text, 2024):
        assert at <= t.start < t.end <= len(text)
        at = t.end


@given(st.integers(2001, 2035), st.integers(1, 12), st.integers(1, 12))
def test_a_period_comes_back_from_its_words(year: int, first: int, last: int) -> None:
    assert [t.period for t in find_times(f"{year}年", 2024)] == [str(year)]
    assert [t.period for t in find_times(f"{year}年{first}月", 2024)] == [f"{year}-{first:02d}"]
    if first < last:
        assert [t.period for t in find_times(f"{year}年{first}至{last}月", 2024)] == [
            f"{year}-{first:02d}/{year}-{last:02d}"
        ]


@pytest.mark.parametrize(
    "text", ["比2020年增长五成", "较“十三五”末翻一番", "高于“十三五”时期1.2个百分点", "比2019年底提高3个百分点"]
)
def test_the_year_compared_with_is_not_the_figures_own(text: str) -> None:
    assert find_times(text, 2026) == []


def test_within_a_year_is_a_span_and_no_year() -> None:
    assert find_times("一年内投产", 2026) == []
    assert [t.period for t in find_times("年内投产", 2026)] == ["2026"]


def test_the_end_of_a_plan_named_by_itself_is_a_time() -> None:
    assert [t.period for t in find_times("“十三五”末的产值为90亿元", 2026)] == ["2020"]


def test_the_year_before_that_a_figure_is_compared_with_is_no_vote() -> None:
    assert reported_year("1至8月进出口20亿元，是去年同期的2倍。", 2022) == 2022


def test_what_is_so_today_is_of_the_articles_year() -> None:
    assert [t.period for t in find_times("2019年落户时只有2条线，如今有43条", 2022)] == ["2019", "2022"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("三年来，累计解决问题518个", "2022/2024"),
        ("近五年引进项目96个", "2020/2024"),
        ("过去十年，完成投资720亿元", "2015/2024"),
        ("2021年3月推出“净地包”，两年来出让用地37宗", "2021-03/2024"),
        ("平台2022年上线，至今服务企业640家次", "2022/2024"),
        ("27年过去，企业有了870家", "2024"),
        ("一年来，办件2.6万件", "2024"),
    ],
)
def test_years_counted_back_from_the_report(text: str, told: str) -> None:
    assert find_times(text, 2024)[-1].period == told


@pytest.mark.parametrize(
    "text",
    [
        "实施三年行动计划",
        "连续五年位居前列",
        "未来三年投资50亿元",
        "满3年级别提高",
        "租期超过三年的企业",
        "投产第三年里",
    ],
)
def test_other_numbers_of_years_are_no_period(text: str) -> None:
    assert find_times(text, 2024) == []


@pytest.mark.parametrize(
    ("text", "period", "base"),
    [
        ("五年累计引进项目318个", "2020/2024", "2019"),
        ("五年来，引进项目318个", "2020/2024", "2019"),
        ("2016年转产，7年投进去3.2亿元", "2016/2023", "2016"),
        ("“十四五”能耗累计下降17.2%", "2021/2025", "2020"),
        ("2021年以来新增8家", "2021/2024", "2021"),
        ("五年前的640人", "2019", None),
    ],
)
def test_years_counted_from_a_beginning(text: str, period: str, base: str | None) -> None:
    assert [(t.period, t.base) for t in find_times(text, 2024)][-1] == (period, base)


@pytest.mark.parametrize(("text", "own"), [("由去年同期的31%提高到45%", True), ("用时43天，去年同期是71天", True)])
def test_the_same_part_of_last_year_with_a_figure_of_its_own(text: str, own: bool) -> None:
    assert [t.same for t in find_times(text, 2024)] == [own]


@pytest.mark.parametrize(
    "text", ["是去年同期的2倍", "与去年同期相比增加3个", "去年同期增长较快", "签下5年2.8亿美元的合同"]
)
def test_no_time_of_a_figure(text: str) -> None:
    assert find_times(text, 2024) == []
