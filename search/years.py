"""The calendar years that a question names, one by one or as a span: 2020年到2024年, 近三年, 去年, “十四五”."""

from __future__ import annotations

import re
from datetime import date

import msgspec

_DIGITS = str.maketrans("〇零一二三四五六七八九", "00123456789")
_YEAR = r"(?:(?<!\d)(?:(?:19|20|21)\d\d|[1-9]\d{3}(?=年))|[一二][九〇零][〇零一二三四五六七八九]{2})"
_SPAN = re.compile(rf"(?P<a>{_YEAR})年?\s*(?:[-—~～－–]{{1,2}}|至|到|和以后到)\s*(?P<b>{_YEAR})年?(?:间|之间|期间)?")
_SINCE = re.compile(rf"(?:自|从)?(?P<a>{_YEAR})年(?:以来|以后|之后|起|后)")
_ONE = re.compile(rf"(?P<a>{_YEAR})年(?:度|里|当年|全年)?|(?P<bare>(?<!\d)20[0-4]\d(?!\d))")
_RELATIVE = re.compile(r"大前年|前年|去年|前一年|上一?年(?!度同)|今年|本年|明年")
_AGAINST = re.compile(r"[比较跟同]$")
_BASE = re.compile(r"[比较]$")
_OFFSETS = {
    "大前年": -3,
    "前年": -2,
    "去年": -1,
    "上年": -1,
    "上一年": -1,
    "前一年": -1,
    "今年": 0,
    "本年": 0,
    "明年": 1,
}
_LAST = re.compile(r"(?:最?近|过去|这)(?P<n>[两二三四五六七八九十]|\d{1,2})年(?:来|间|里)?")
_LATELY = re.compile(r"(?:最?近|这)(?:几|些)年(?:来|间|里)?|近年来?|历年|逐年|各年度?|每年|年度变化")
_PLANS = {"十二五": (2011, 2015), "十三五": (2016, 2020), "十四五": (2021, 2025), "十五五": (2026, 2030)}
_PLAN = re.compile(rf"[“\"]?({'|'.join(_PLANS)})[”\"]?(?:时期|期间|规划期)?")
_HAN = {n: i + 1 for i, n in enumerate("一二三四五六七八九十")} | {"两": 2}


class Years(msgspec.Struct, frozen=True, kw_only=True):
    """`named` years in the order of the question; `span` (first, last) where a stretch is meant, an end None if open.

    `relative`: told as 去年 and the like; `last`: the last so many years that the store holds; `texts`: the words.
    """

    named: tuple[int, ...] = ()
    span: tuple[int | None, int | None] | None = None
    relative: bool = False
    last: int | None = None
    lately: bool = False
    texts: tuple[str, ...] = ()

    def holds(self, year: int | None) -> bool:
        """Whether a year is among those meant; any year where none was named."""
        if self.span is not None:
            first, last = self.span
            return year is not None and (first is None or year >= first) and (last is None or year <= last)
        return not self.named or year in self.named

    @property
    def many(self) -> bool:
        """Whether a run of years is meant."""
        return self.span is not None or self.last is not None or self.lately


def _year(text: str) -> int:
    return int(text.translate(_DIGITS))


def asked_years(text: str, today: date | None = None) -> Years:
    """The years that a question names; 去年 counts from `today` (default: the day of asking)."""
    now = (today or date.today()).year
    if m := _SPAN.search(text):
        first, last = sorted((_year(m["a"]), _year(m["b"])))
        return Years(span=(first, last), texts=(m[0],))
    if m := _PLAN.search(text):
        return Years(span=_PLANS[m[1]], texts=(m[0],))
    if m := _SINCE.search(text):
        return Years(span=(_year(m["a"]), None), texts=(m[0],))
    if m := _LAST.search(text):
        n = _HAN.get(m["n"]) or int(m["n"])
        return Years(last=n, texts=(m[0],))
    found: list[tuple[int, int, str]] = []
    for m in _ONE.finditer(text):
        found.append((m.start(), _year(m["a"] or m["bare"]), m[0]))
    relative, beside = False, []
    for m in _RELATIVE.finditer(text):
        if found and _AGAINST.search(text[: m.start()]) and _OFFSETS[m[0]] == -1:
            found.append((m.start(), found[0][1] - 1, m[0]))  # 2023年…比上年: the year before 2023
        elif _BASE.search(text[: m.start()]) and _OFFSETS[m[0]] == -1:
            beside.append(m[0] + ("同期" if text.startswith("同期", m.end()) else ""))  # what is compared with
        else:
            relative = True
            found.append((m.start(), now + _OFFSETS[m[0]], m[0]))
    found.sort()
    texts = [word for _, _, word in found] + beside
    lately = _LATELY.search(text)
    if lately:
        texts.append(lately[0])
    return Years(
        named=tuple(dict.fromkeys(year for _, year, _ in found)), relative=relative, lately=lately is not None,
        texts=tuple(texts),
    )  # fmt: skip
