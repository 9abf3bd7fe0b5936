from __future__ import annotations

from ingest.readers.aligned import with_tables
from ingest.readers.raw import RawLine
from made_pages import read

TABLE = """　　全年规模以上工业增加值增长9.2%，主要产品产量稳定增长。

　　表1  2023年主要工业产品产量
　　产品名称    单位    产量    比上年增长（%）
　　汽车        万辆    12.4    15.3
　　锂电池      GWh     8.6     42.0
　　铝材        万吨    36.5    -3.1

　　全年货物进出口总额74.5亿元，增长11.9%。
"""


def test_rows_of_aligned_entries_are_a_table_with_its_caption() -> None:
    document = read(TABLE)
    assert (
        "表1 2023年主要工业产品产量\n产品名称\t单位\t产量\t比上年增长（%）\n汽车\t万辆\t12.4\t15.3\n" in document.text
    )
    assert "铝材\t万吨\t36.5\t-3.1\n全年货物进出口" in document.text


def test_tabs_part_entries_too() -> None:
    rows = ["指标\t2023年\t2024年", "工业投资\t12亿元\t15亿元", "签约项目\t31个\t44个"]
    assert [line.role for line in with_tables([RawLine(row) for row in rows])] == ["table"] * 3


def test_running_text_in_columns_and_names_are_no_table() -> None:
    columns = ["上半年全区完成投资  同比增长9.7%，增速  位居全市第一位"] * 4
    names = ["周文博    陈立    王小川", "李琳    钱文博    吴桐", "孙立国    赵明远    高建民"]
    for lines in (columns, names, ["云 栖 高 新 区 一 季 度 实 现 开 门 红"] * 3):
        assert all(line.role == "text" for line in with_tables([RawLine(line) for line in lines]))


def test_an_account_on_a_platform_is_the_publisher() -> None:
    page = (
        '<html><head><meta property="og:site_name" content="微信公众平台"><title>一座园区的“氢”装上阵</title></head><body>'
        '<h1>一座园区的“氢”装上阵</h1><a id="js_name">清源发布</a><em>2025-03-18</em><div id="js_content">'
        "<p>3月16日，清源经济技术开发区氢能产业园二期正式投用，首批7家企业签约入驻，总投资23.6亿元。</p>"
        "<p>四年来，园区已集聚氢能企业34家，2024年实现产值51.2亿元，同比增长37.4%，就业人数超过三千人。</p></div></body></html>"
    )
    assert read(page, "page.html").publisher == "清源发布"
