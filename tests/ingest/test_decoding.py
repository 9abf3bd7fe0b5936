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
