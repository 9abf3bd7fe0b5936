"""Numerals as reports write them, digits or Chinese, as exact decimals.

Covers 219.35, 1,604, 332200, ３０ (full width), 十二, 两, 二十余, 一百二十, 3千, and fractions such as 三分之一.
A value is always a `Decimal` of exactly what is written; nothing is rounded.
"""

from __future__ import annotations

from decimal import Decimal

DIGITS = {"零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}

ARABIC = r"(?:\d{1,3}(?:[,，]\d{3}){1,5}|\d{1,15})(?:[.．]\d{1,9})?"
"""Bounded, so that a run of a thousand digits is not tried from each of them."""
CHINESE = r"[一二两三四五六七八九十百千零〇]{1,15}"


def parse_arabic(text: str) -> Decimal:
    """The value of a numeral in digits; thousands separators are dropped. Raises `ValueError`."""
    cleaned = text.replace(",", "").replace("，", "").replace("．", ".")
    try:
        return Decimal(cleaned)
    except ArithmeticError:
        raise ValueError(f"not a numeral: {text!r}") from None


def parse_chinese(text: str) -> Decimal:
    """The value of a Chinese numeral: positional (二〇二四) or with 十百千万亿 (一百二十). Raises `ValueError`."""
    if not text or any(c not in DIGITS and c not in SCALES for c in text):
        raise ValueError(f"not a Chinese numeral: {text!r}")
    if not any(c in SCALES for c in text):
        return Decimal("".join(str(DIGITS[c]) for c in text))
    total = section = digit = 0
    for c in text:
        if c in DIGITS:
            digit = DIGITS[c]
            continue
        scale = SCALES[c]
        if scale >= 10_000:
            total = (total + section + digit or 1) * scale
            section = 0
        else:
            section += (digit or 1) * scale
        digit = 0
    return Decimal(total + section + digit)


def parse(text: str) -> Decimal:
    """The value of a numeral of either kind. Raises `ValueError`."""
    return parse_arabic(text) if text[:1].isdigit() else parse_chinese(text)
