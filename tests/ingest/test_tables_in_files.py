"""Tables of any format as rows of cells."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ingest.passages import LIMIT
from ingest.readers.cells import Cell, add_table, grid
from ingest.readers.raw import RawLine
from ingest.reading import read_bytes


def rows(*texts: str) -> list[list[Cell]]:
    return [[Cell(text) for text in row.split("|")] for row in texts]


def test_rows_are_lines_of_cells_parted_by_tabs() -> None:
    lines: list[RawLine] = []
    add_table(lines, rows("指标|数值", "其中：出口|16.4 亿元"))
    assert [line.text for line in lines if line.text] == ["指标\t数值", "其中：出口\t16.4 亿元"]
    assert {line.role for line in lines if line.text} == {"table"}


def test_a_cell_over_several_rows_is_repeated_in_each() -> None:
    assert grid([[Cell("年份"), Cell("值")], [Cell("2023", rows=2), Cell("1")], [Cell("2")]]) == [
        ["年份", "值"],
        ["2023", "1"],
        ["2023", "2"],
    ]


def test_a_cell_over_several_columns_is_repeated_among_the_heads_only() -> None:
    made = grid(
        [
            [Cell("指标", rows=2), Cell("上半年", columns=2)],
            [Cell("值"), Cell("增速")],
            [Cell("合计", columns=2), Cell("9")],
        ]
    )
    assert made == [["指标", "上半年", "上半年"], ["指标", "值", "增速"], ["合计", "", "9"]]


def test_what_stands_right_above_a_table_is_its_caption() -> None:
    lines = [
        RawLine("全区经济平稳运行。", "paragraph"),
        RawLine("表1 主要指标（2024年1—6月）", "paragraph"),
        RawLine("单位：亿元", "paragraph"),
    ]
    add_table(lines, rows("指标|数值", "工业产值|31"))
    assert [(line.role, line.text) for line in lines[:3]] == [
        ("paragraph", "全区经济平稳运行。"),
        ("table", "表1 主要指标（2024年1—6月） 单位：亿元"),
        ("table", "指标\t数值"),
    ]


def test_a_sentence_above_a_table_stays_a_sentence() -> None:
    lines = [RawLine("具体情况如下：", "paragraph")]
    add_table(lines, rows("指标|数值", "工业产值|31"))
    assert lines[0] == RawLine("具体情况如下：", "paragraph")


def test_a_first_row_merged_over_all_columns_is_the_caption() -> None:
    lines: list[RawLine] = []
    add_table(lines, [[Cell("云栖经开区招商情况", columns=2)], *rows("月份|项目", "1月|6个")])
    assert [line.text for line in lines if line.text] == ["云栖经开区招商情况", "月份\t项目", "1月\t6个"]


def test_a_table_of_one_column_is_paragraphs() -> None:
    lines: list[RawLine] = []
    add_table(lines, rows("园区推行一站式服务。", "企业满意。"))
    assert [(line.role, line.text) for line in lines] == [
        ("paragraph", "园区推行一站式服务。"),
        ("paragraph", "企业满意。"),
    ]


def test_spans_beyond_reason_are_cut() -> None:
    made = grid([[Cell("甲", columns=10**9, rows=10**9)], [Cell("乙")]])
    assert max(len(row) for row in made) <= 200


TEXTS = st.text(st.sampled_from("甲乙丙12. %\t\n："), max_size=6)
CELLS = st.builds(Cell, TEXTS, st.integers(1, 4), st.integers(1, 4), st.booleans())


@given(st.lists(st.lists(CELLS, min_size=1, max_size=5), max_size=6))
def test_a_grid_is_even_and_holds_every_cell(made: list[list[Cell]]) -> None:
    out = grid(made)
    assert len({len(row) for row in out}) <= 1
    assert not any("\t" in text or "\n" in text for row in out for text in row)
    texts = {text for row in out for text in row}
    assert all(" ".join(cell.text.split()) in texts for row in made for cell in row if cell.text.strip())


def page(table: str) -> str:
    text = "云栖经济技术开发区今年以来保持较快增长，主要指标好于预期，项目建设进展顺利。"
    return f"<html><body><h1>云栖经济技术开发区运行情况</h1><p>{text}</p>{table}<p>{text}</p></body></html>"


def test_tabs_stand_in_the_rows_of_tables_and_nowhere_else() -> None:
    document = read_bytes(
        page(
            "<table><tr><th></th><th>2023年</th></tr><tr><td>出\t口</td><td>9\n亿元</td></tr></table><p>甲\t乙。</p>"
        ).encode(),
        "a.html",
        "a",
    )
    assert [line for line in document.text.split("\n") if "\t" in line] == ["\t2023年", "出口\t9亿元"]


def test_a_long_table_is_several_passages_that_name_its_caption_and_columns() -> None:
    body = "".join(f"<tr><td>云栖第{i}号产业园</td><td>{i}.5亿元</td><td>{i}%</td></tr>" for i in range(60))
    html = page(f"<table><caption>表3 园区产值</caption><tr><th>园区</th><th>产值</th><th>同比</th></tr>{body}</table>")
    document = read_bytes(html.encode(), "a.html", "a")
    tables = [p for p in document.passages if "\t" in document.text[p.start : p.end]]
    assert len(tables) > 3
    assert document.text[tables[0].start : tables[0].end].startswith("表3园区产值\n园区\t产值\t同比\n")
    assert {p.heading for p in tables[1:]} == {"表3园区产值：园区 | 产值 | 同比"}
    assert all(p.end - p.start < LIMIT for p in tables)
    for p in tables:  # no row is cut
        assert all(
            line.count("\t") == 2 for line in document.text[p.start : p.end].strip().split("\n") if "表3" not in line
        )
    assert not any(
        "\t" in document.text[p.start : p.end] and "今年以来" in document.text[p.start : p.end]
        for p in document.passages
    )
