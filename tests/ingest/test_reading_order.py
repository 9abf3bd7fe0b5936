from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.pages.boxes import Box, Page, Piece
from ingest.pages.reading_order import reading_order
from ingest.pages.symbols import plain
from ingest.pages.tables import take_ruled


def piece(left: float, top: float, text: str, size: float = 10.0) -> Piece:
    return Piece(left, top, left + size * len(text), top + size, text, size)


def texts(pieces: list[Piece]) -> list[str]:
    return [line.text for column in reading_order(pieces, 1) for line in column.lines]


LONG = "一二三四五六七八九十一二三四五六七八九十"


def test_two_columns_in_the_order_of_a_file_that_draws_row_by_row() -> None:
    rows = [piece(x, 20.0 * y, f"{name}{y}{LONG}") for y in range(4) for x, name in ((0, "左"), (240, "右"))]
    assert [text[:2] for text in texts(rows)] == ["左0", "左1", "左2", "左3", "右0", "右1", "右2", "右3"]


def test_a_narrow_gap_or_a_single_line_beside_is_no_column() -> None:
    rows = [piece(0, 20.0 * y, LONG) for y in range(4)]
    rows.append(piece(240, 0, "旁注"))
    assert texts(rows) == [f"{LONG} 旁注", LONG, LONG, LONG]


def test_a_headline_over_the_second_and_third_column() -> None:
    rows = [piece(250 * column, 40 + 20.0 * y, f"{column}{y}{LONG}") for y in range(4) for column in range(3)]
    rows.append(piece(0, 0, f"0头{LONG}"))
    rows.append(piece(300, 0, "标题横跨两栏的新闻标题横跨两栏", 20))
    assert [text[:2] for text in texts(rows)] == [
        "0头", "00", "01", "02", "03", "标题", "10", "11", "12", "13", "20", "21", "22", "23",
    ]  # fmt: skip


PIECES = st.lists(
    st.builds(
        piece,
        st.integers(0, 500).map(float),
        st.integers(0, 60).map(lambda row: row * 13.0),
        st.sampled_from(
            ["产值", "12.5亿元", "同比增长8.3%，开发区", "签约项目26个，总投资83.5亿元。", "a", "表1 指标"]
        ),
        st.sampled_from([8.0, 10.0, 18.0]),
    ),
    max_size=60,
)


COORDINATES = st.integers(0, 60).map(lambda step: step * 10.0)
RULES = st.lists(
    st.one_of(
        st.builds(lambda x, y, length: Box(x, y, x + length, y), COORDINATES, COORDINATES, COORDINATES),
        st.builds(lambda x, y, length: Box(x, y, x, y + length), COORDINATES, COORDINATES, COORDINATES),
    ),
    max_size=30,
)


@given(PIECES, RULES)
@settings(max_examples=200, deadline=None)
def test_no_character_is_lost_whatever_stands_where(pieces: list[Piece], rules: list[Box]) -> None:
    page = Page(1, 600.0, 800.0, list(pieces), rules)
    found: list[str] = []
    tables = take_ruled(page)
    for column in reading_order([*page.pieces, *tables], 1):
        for line in column.lines:
            cells = [cell.text for row in line.table.rows for cell in row] if line.table else [line.text]
            found += cells
    assert sorted("".join("".join(found).split())) == sorted("".join("".join(p.text for p in pieces).split()))


@given(st.text())
def test_plain_characters_stay_plain(text: str) -> None:
    once = plain(text)
    assert plain(once) == once
