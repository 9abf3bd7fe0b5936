"""Sentences, clauses and numbers of a text, with their places in it."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

import msgspec

_SENTENCE = re.compile(r"[^。！？!?；;\n]*(?:[。！？!?；;\n]+[”」』\"）)]*|$)")
_FULL = re.compile(r"[^。！？!?\n]*(?:[。！？!?\n]+[”」』\"）)]*|$)")
_PIECE = re.compile(r"[^，,；;：:。！？!?\n、]+")
_CLAUSE = re.compile(r"[^，,；;：:。！？!?\n]+")

_UNIT = (
    r"(?:个)?百分点|[%％‰]|万亿元|亿美元|万美元|亿欧元|(?:百|千)?(?:亿|万)?(?:美|日|欧|港)?元|(?:微克|毫克)(?:/|每)?(?:立方米|m3|m³|升)?|亿(?:人民币)?|"
    r"万?平方(?:米|公里|千米)|万?(?:m2|㎡|m²)|万?亩|公顷|"
    r"[GMkK]Wh?|[KMGTPEZ]?flops|吉瓦时?|兆瓦时?|万?千瓦时?|万?吨|公斤|万?立方米|公里|千米|万?米|英里|"
    r"(?:个)?(?:工作日|自然日|小时|分钟|星期|周|个月|年|天|日|月)|"
    r"万?(?:人次|家次|户次|人|名|位|个|项|家|户|条|件|宗|支|处|座|所|批|款|种|类|场|期|台套|台|套|辆|架|组|届|次|栋|间|株|头|只|份|篇|亿|倍|起|股|艘|列|班|标箱|TEU|度|单(?![位项一个体独纯元])|笔)|万|亿|倍|岁"
)
_NUMBER = re.compile(
    rf"(?P<qualifier>近|约|超过|超|逾|达|不足|大约|将近|突破)?(?P<number>[-－−+＋]?\d+(?:[,，]\d{{3}})*(?:\.\d+)?)(?P<more>余|多)?(?P<unit>{_UNIT})?(?P<tail>以上|以内|以下|左右|余)?",
    re.IGNORECASE,
)
_HAN_NUMBER = re.compile(
    r"(?P<number>[一二两三四五六七八九十百]{1,4})(?P<unit>家|户|名|位|项|次|天|周|倍|成|个工作日|个月|年|条|届)"
)
_ORDER = re.compile(
    r"(?:位居|位列|排名|排在|排|居|列|稳居|跃居|升至)?(?:全国|全省|全市|全区|全球|同类|中西部|西部|东部)?(?:总量|增速)?(?:排名|排位)?(?:第[一二三四五六七八九十\d]+(?:名|位)?|前[一二三四五六七八九十\d]+(?:名|位)?(?![一二三四五六七八九十\d]|个?(?:季度|月|年|天|日|周|批|次|期|轮|小时))|首位|榜首)"
)

_FAMILIES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("percent", re.compile(r"[%％‰]|百分点|^成$")),
    ("money", re.compile(r"元|^亿$|人民币|^万$")),
    ("area", re.compile(r"平方|m2|㎡|m²|亩|公顷", re.I)),
    ("time", re.compile(r"工作日|自然日|小时|分钟|星期|周|月$|年$|天$|日$")),
    ("power", re.compile(r"[GMk]Wh?|吉瓦|兆瓦|千瓦|度", re.I)),
    ("mass", re.compile(r"吨|公斤")),
    ("length", re.compile(r"公里|千米|米$|英里")),
    ("people", re.compile(r"人|名|位")),
)


_CALLED = tuple("代号型")
"""What follows a number that is part of a name: 8.6代线, 6号泊位."""


class Span(msgspec.Struct, frozen=True):
    """`text` stands at `start` of the text it was found in."""

    start: int
    end: int
    text: str


class Number(msgspec.Struct, frozen=True, kw_only=True):
    """A number with its unit as written; `family` is what it measures (see `search.question.Family`)."""

    start: int
    end: int
    text: str
    unit: str
    family: str


_VALUE = re.compile(r"[-−－]?\d+(?:[,，]\d{3})*(?:\.\d+)?")
_SCALE = {"万": Decimal(10_000), "亿": Decimal(100_000_000)}


def value_of(number: Number) -> Decimal | None:
    """The value of a number as it is written, in its own unit; None for one written in Chinese numerals."""
    found = _VALUE.search(number.text)
    return Decimal(re.sub("[,，]", "", found[0]).replace("−", "-").replace("－", "-")) if found else None


def scaled(value: Decimal, unit: str) -> Decimal:
    """A value with the 万 and 亿 that open its unit taken in, so that 3亿元 and 5000万元 may be compared."""
    for character in unit[:2]:
        value *= _SCALE.get(character, Decimal(1))
    return value


def _spans(pattern: re.Pattern[str], text: str) -> list[Span]:
    found = []
    for match in pattern.finditer(text):
        raw = match[0]
        start = match.start() + len(raw) - len(raw.lstrip())
        body = raw.strip()
        if body:
            found.append(Span(start, start + len(body), body))
    return found


@lru_cache(maxsize=2048)
def sentences(text: str) -> tuple[Span, ...]:
    """Whole sentences, with their closing marks."""
    return tuple(_spans(_FULL, text))


@lru_cache(maxsize=8192)
def clauses(text: str) -> tuple[Span, ...]:
    """What stands between commas, colons and stops."""
    return tuple(_spans(_CLAUSE, text))


@lru_cache(maxsize=8192)
def pieces(text: str) -> tuple[Span, ...]:
    """Like `clauses`, with the members of an enumeration apart."""
    return tuple(_spans(_PIECE, text))


def unit_family(unit: str) -> str:
    """The family of a unit as written; `count` for measure words, empty for none."""
    if not unit:
        return ""
    return next((name for name, pattern in _FAMILIES if pattern.search(unit)), "count")


@lru_cache(maxsize=8192)
def numbers(text: str) -> tuple[Number, ...]:
    """All numbers of `text` with their units, qualifiers (近, 约, 超) and tails (余, 以上) included in the words."""
    found: list[Number] = []
    for match in _NUMBER.finditer(text):
        unit = match["unit"] or ""
        if not unit and (
            re.fullmatch(r"(?:19|20)\d\d", match["number"]) or text[match.end() : match.end() + 1] in _CALLED
        ):
            continue
        if (
            unit in ("年", "月", "日")
            and not match["qualifier"]
            and re.fullmatch(r"(?:19|20)\d\d|\d{1,2}", match["number"])
        ):
            if unit != "年" or len(match["number"]) == 4 or int(match["number"]) > 30:
                continue
            if text[match.end() : match.end() + 1].isdigit():
                continue
        start = match.start() + (1 if match["qualifier"] == "达" else 0)
        found.append(
            Number(start=start, end=match.end(), text=text[start : match.end()], unit=unit, family=unit_family(unit))
        )
    taken = [(n.start, n.end) for n in found]
    for match in _HAN_NUMBER.finditer(text):
        if not any(a < match.end() and match.start() < b for a, b in taken):
            family = unit_family(match["unit"])
            found.append(Number(start=match.start(), end=match.end(), text=match[0], unit=match["unit"], family=family))
    for match in _ORDER.finditer(text):
        found.append(Number(start=match.start(), end=match.end(), text=match[0], unit="位", family="rank"))
    return tuple(sorted(found, key=lambda n: (n.start, n.end)))
