import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.decoding import decode
from kg.errors import ReadError

SENTENCE = "开发区今年的工作是把项目建设放在首位，一季度完成投资12.5亿元。\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be"])
def test_reads_every_usual_encoding(encoding: str) -> None:
    assert decode((SENTENCE * 3).encode(encoding), "a.txt") == SENTENCE * 3


def test_reads_traditional_text_in_big5() -> None:
    text = "開發區的工作是把項目建設放在首位，在不了有和人這中大為上個國我以要他。" * 2
    assert decode(text.encode("big5"), "a.txt") == text


def test_line_ends_and_invisible_characters() -> None:
    assert decode("一\r\n二\r三\u200b四\u00ad五\ufeff".encode(), "a.txt") == "一\n二\n三四五"


def test_a_binary_file_is_refused_with_its_name() -> None:
    with pytest.raises(ReadError, match=r"chart\.bin.*NUL"):
        decode(b"\x00\x01\x02\x03" * 40, "chart.bin")


def test_a_wrong_byte_in_utf8_is_named_by_its_position() -> None:
    good = (SENTENCE * 20).encode()
    with pytest.raises(ReadError, match=f"{len(good) + 1} "):
        decode(good + b"\xff" + good, "a.txt")


def test_a_damaged_mark_encoding_is_refused() -> None:
    with pytest.raises(ReadError, match="UTF-16"):
        decode(b"\xff\xfe\x00\xd8a", "a.txt")


def test_bytes_of_no_encoding_are_refused() -> None:
    with pytest.raises(ReadError, match="GB18030"):
        decode(bytes(range(128, 256)) * 20, "noise.txt")


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Cf", "Zl", "Zp"))))
def test_utf8_comes_back_unchanged(text: str) -> None:
    assert decode(text.encode(), "a.txt") == text


@given(st.binary(max_size=200))
def test_any_bytes_are_text_or_a_clear_error(data: bytes) -> None:
    try:
        assert "\x00" not in decode(data, "a.txt")
    except ReadError as error:
        assert error.path == "a.txt"


SIMPLIFIED = "开发区把项目建设放在首位，新签约项目26个，全力推进。"
TRADITIONAL = "開發區把項目建設放在首位，新簽約項目26個，全力推進。"


@pytest.mark.parametrize("text", [SIMPLIFIED, "签约项目总投资", "高新区产值增长"])
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16-le", "utf-16-be"])
def test_a_few_words_without_any_western_character_tell_their_encoding(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), "a.txt") == text


@pytest.mark.parametrize("text", [TRADITIONAL, "簽約項目總投資", "高新區產值增長"])
@pytest.mark.parametrize("encoding", ["utf-8", "big5", "cp950", "big5hkscs", "gb18030", "utf-16-le", "utf-16-be"])
def test_traditional_text_is_told_in_every_encoding(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), "a.txt") == text


def test_big5_with_a_wrong_byte_is_not_taken_for_another_encoding() -> None:
    data = (TRADITIONAL * 5).encode("big5")
    with pytest.raises(ReadError, match="Big5"):
        decode(data + b"\xff\xff" + data, "a.txt")


def test_line_ends_of_three_systems_in_one_file() -> None:
    assert (
        decode("甲区。\r\n乙区。\r丙区。\n丁区。\u2028戊区。".encode(), "a.txt")
        == "甲区。\n乙区。\n丙区。\n丁区。\n戊区。"
    )
