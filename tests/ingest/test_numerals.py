from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.numerals import parse, parse_chinese


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("219.35", "219.35"),
        ("1,604", "1604"),
        ("十二", "12"),
        ("两", "2"),
        ("一百二十", "120"),
        ("三千零五", "3005"),
        ("二〇二四", "2024"),
        ("十万", "100000"),
    ],
)
def test_value_is_exactly_what_is_written(text: str, value: str) -> None:
    assert parse(text) == Decimal(value)


@pytest.mark.parametrize("text", ["", "亿元", "abc"])
def test_other_text_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        parse_chinese(text)


@given(st.decimals(min_value=0, max_value=10**9, places=3, allow_nan=False, allow_infinity=False))
def test_digits_are_never_rounded(value: Decimal) -> None:
    assert parse(f"{value:f}") == value


def written(number: int) -> str:
    """A number below 100 million in Chinese characters, as reports write it."""
    digits, units = "零一二三四五六七八九", ("", "十", "百", "千")

    def section(n: int) -> str:
        said, zero = "", False
        for power in (3, 2, 1, 0):
            digit = n // 10**power % 10
            if digit:
                said += ("零" if zero and said else "") + digits[digit] + units[power]
            zero = not digit
        return said

    high, low = divmod(number, 10_000)
    between = "零" if high and 0 < low < 1000 else ""
    return (section(high) + "万" if high else "") + between + section(low)


@given(st.integers(min_value=1, max_value=99_999_999))
def test_a_value_comes_back_from_its_chinese_form(number: int) -> None:
    assert parse_chinese(written(number)) == number
