"""The year of an article by what stands over it."""

import pytest

from ingest.dateline import find_date, year_of


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("《沂河园区观察》2021年第3期 专访", "2021"),
        ("松江园区导刊 2023.11 总第87期 特别策划", "2023"),
        ("时间：2 0 1 9年1 1月5日上午9:00", "2019-11-05"),
        ("2020年8月14日 星期五 第2版", "2020-08-14"),
        ("时间：2025 年 10 月 21 日上午", "2025-10-21"),
        ("全年签约第3期项目20个", None),
    ],
)
def test_date_or_issue_in_a_running_head(line: str, date: str | None) -> None:
    found = find_date(line)
    assert (found[0] if found else None) == date


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("《沂河园区观察》2021年第3期\n编者按：2014年设立的某园区，2020年产值翻番。去年签约9个项目。", 2021),
        ("新闻发布会 时间：2 0 1 9年1 1月5日上午。2018年完成投资8亿元。", 2019),
        ("今年以来，园区势头向好，产值由2020年的86亿元增长到2024年的337亿元。", 2024),
    ],
)
def test_year_of_an_issue_is_what_this_year_means(text: str, year: int) -> None:
    found = year_of(text)
    assert found is not None and found.year == year
