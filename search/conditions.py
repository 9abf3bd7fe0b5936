"""Conditions on projects in a question: 总投资10亿元以上, 在建, 光伏, 2023年以来, the largest three."""

from __future__ import annotations

import re
from decimal import Decimal

import msgspec

_SCALE = {
    "": Decimal(1),
    "万": Decimal(10) ** 4,
    "亿": Decimal(10) ** 8,
    "千万": Decimal(10) ** 7,
    "百万": Decimal(10) ** 6,
}
_HAN = {n: i + 1 for i, n in enumerate("一二三四五六七八九十")} | {"两": 2}
_AMOUNT = r"(?P<n>\d+(?:\.\d+)?|[一二两三四五六七八九十])\s*(?P<scale>千万|百万|亿|万)元?"
_BEFORE = re.compile(
    rf"(?P<word>超过|大于|高于|不低于|不少于|至少|多于|超|过|低于|小于|少于|不足|不到|不超过|未超过|至多)\s*{_AMOUNT}"
)
_AFTER = re.compile(rf"{_AMOUNT}\s*(?:的)?(?P<word>以上|及以上|以下|以内|及以下|往上|打底)")
_BETWEEN = re.compile(
    r"(?P<a>\d+(?:\.\d+)?)\s*(?P<sa>千万|百万|亿|万)?元?\s*(?:到|至|-|—|~)\s*(?P<b>\d+(?:\.\d+)?)\s*(?P<sb>千万|百万|亿|万)元?(?:之间)?"
)
_MORE, _LESS = ("超过", "大于", "高于", "多于", "超", "过"), ("低于", "小于", "少于", "不足", "不到")
_STAGES: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = (
    (re.compile(r"在建|正在(?:建设|施工)|建设中|施工中|还没建完|续建"), ("在建", "开工")),
    (re.compile(r"试生产|试运行|试产"), ("试生产",)),
    (re.compile(r"(?:已经?|全部|建成)?(?:投产|投用|投运|量产)(?:了|的|项目|(?=[^，,？?]{0,3}$))"), ("投产", "达效")),
    (re.compile(r"达产|达效"), ("达效",)),
    (re.compile(r"竣工|建成|完工"), ("竣工", "投产", "达效")),
    (re.compile(r"(?:已经?|新)?(?:开工|动工)(?:了|的|建设的|项目)?"), ("开工",)),
    (re.compile(r"签约|签订|签下"), ("签约",)),
    (re.compile(r"储备|谋划|在谈|意向"), ("储备",)),
    (re.compile(r"前期(?:手续|工作|阶段)?(?:的)?"), ("前期",)),
)  # fmt: skip
_FEW = re.compile(r"(?:前|最大的|最[多高]的)(?P<n>[一二两三四五六七八九十]|\d{1,2})(?:个|名|位|大|项)?")
_MOST = re.compile(r"(?:总?投资(?:额|规模|金额|总额)?)?最(?:大|多|高)(?:的)?|投资(?:额)?第一|规模最大")
_LEAST = re.compile(r"(?:总?投资(?:额|规模|金额|总额)?)?最(?:小|少|低)(?:的)?")
_INVESTMENT = re.compile(r"(?:计划|协议)?总?投资(?:额度?|规模|金额|总额)?(?:都?在)?|砸了?|花了?")


class Conditions(msgspec.Struct, frozen=True, kw_only=True):
    """What the projects asked for must meet. Amounts in 元; a bound None is open; `rest` is the text without all this.

    `above_included`: whether the lower bound itself counts (10亿元以上 does, 超过10亿元 does not).
    """

    least: Decimal | None = None
    most: Decimal | None = None
    least_included: bool = True
    most_included: bool = True
    stages: tuple[str, ...] = ()
    first: int | None = None
    ascending: bool = False
    rest: str = ""

    @property
    def bounded(self) -> bool:
        """Whether an amount is asked for."""
        return self.least is not None or self.most is not None

    @property
    def contradictory(self) -> bool:
        """Whether no amount can meet it."""
        return self.least is not None and self.most is not None and self.least > self.most


def _amount(n: str, scale: str | None) -> Decimal:
    return (Decimal(_HAN[n]) if n in _HAN else Decimal(n)) * _SCALE[scale or ""]


def conditions(text: str) -> Conditions:
    """The conditions on projects that a question puts."""
    rest, least, most = text, None, None
    over = under = True
    if m := _BETWEEN.search(rest):
        least, most = _amount(m["a"], m["sa"] or m["sb"]), _amount(m["b"], m["sb"])
        rest = rest.replace(m[0], " ")
    for pattern in (_AFTER, _BEFORE):
        for m in list(pattern.finditer(rest)):
            amount, word = _amount(m["n"], m["scale"]), m["word"]
            if word in ("以上", "及以上", "往上", "打底", "不低于", "不少于", "至少", *_MORE):
                least, over = amount, word not in _MORE
            else:
                most, under = amount, word not in _LESS
            rest = rest.replace(m[0], " ")
    stages: tuple[str, ...] = ()
    for stage, names in _STAGES:
        if found := stage.search(rest):
            stages = names
            rest = rest.replace(found[0], " ", 1)
            break
    first, ascending = None, False
    if m := _FEW.search(rest):
        first = _HAN.get(m["n"]) or int(m["n"])
        rest = _MOST.sub(" ", rest.replace(m[0], " "))
    elif m := (_LEAST.search(rest) or _MOST.search(rest)):
        first, ascending = 1, bool(_LEAST.search(rest))
        rest = rest.replace(m[0], " ")
    rest = _INVESTMENT.sub(" ", rest)
    return Conditions(
        least=least, most=most, least_included=over, most_included=under, stages=stages,
        first=first, ascending=ascending, rest=rest,
    )  # fmt: skip
