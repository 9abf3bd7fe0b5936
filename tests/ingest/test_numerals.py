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
