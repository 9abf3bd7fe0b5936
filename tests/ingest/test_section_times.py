import pytest

from ingest.section_times import SectionTime, section_time
from test_observations import read


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("一、2025年工作完成情况", SectionTime(2025, review=True)),
        ("一、“十四五”时期和2025年工作回顾", SectionTime(2025, review=True)),
        ("“十四五”时期发展回顾", SectionTime(2025, review=True)),
        ("二、“十四五”成就和“十五五”主要目标", SectionTime(2025, review=True)),
        ("二、“十五五”时期主要目标任务", SectionTime(2030, planned=True)),
        ("2026年重点工作", SectionTime(2026, planned=True)),
        ("三、关于2026年工作", SectionTime(2026, work=True)),
        ("四、下步打算", SectionTime(2026, planned=True)),
        ("一、工作回顾", SectionTime(None, review=True)),
        ("2025年是“十四五”收官之年。园区上下同心。", SectionTime(2025, review=True, work=True)),
    ],
)
def test_a_heading_tells_the_time_of_its_section(line: str, expected: SectionTime) -> None:
    assert section_time(line, 2026) == expected


@pytest.mark.parametrize(
    "line", ["2026年云溪经开区工作报告", "二、存在问题", "2026年2月4日在云溪市会议上", "完成工业总产值90亿元。"]
)
def test_other_lines_tell_none(line: str) -> None:
    assert section_time(line, 2026) is None


def times(text: str, year: int) -> list[tuple[str, str | None, str]]:
    return [(str(o.value), o.period, o.status) for o in read(text, year)[0]]


def test_a_review_and_the_plan_behind_it() -> None:
    text = (
        "云溪经济技术开发区工作报告\n\n一、工作回顾\n\n2025年，云溪经济技术开发区全力招商。新签约项目31个。\n\n"
        "完成技改投资12亿元。\n\n三、2026年主要工作\n\n新建标准厂房20万平方米。"
    )
    assert times(text, 2026) == [("31", "2025", "实际"), ("12", "2025", "实际"), ("20", "2026", "目标")]


def test_paragraphs_that_open_with_their_year_stand_for_headings() -> None:
    text = (
        "2025年是“十四五”收官之年。云溪经济技术开发区进出口额达到30亿元。\n\n"
        "园区完成技改投资12亿元。\n\n2026年是“十五五”开局之年，要做好各项工作。\n\n园区新建标准厂房20万平方米。"
    )
    assert times(text, 2026) == [("30", "2025", "实际"), ("12", "2025", "实际"), ("20", "2026", "目标")]
