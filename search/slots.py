"""The slots of a question: for each 多少, 几 or 百分之几 what it measures and the words that stand around it.

多少亿元 is money, 几天 is time; a bare 多少 measures what the noun before it measures (面积是多少, 开工率是多少).
"""

from __future__ import annotations

import re
from typing import Literal

import msgspec

Family = Literal["money", "percent", "area", "time", "count", "people", "power", "mass", "length", "rank", "date"]

COUNTERS = "个项家户名人次件条种类位座所处批宗支起台套期场款份只辆间栋单天年月日岁倍成组架"
_WORD = re.compile(
    r"百分之[几多少]+|第几|位次|名次|什么位置|什么名次|多少|多大|多高|多长时间|多久|多快|多长|多重|多宽|"
    r"多远|(?<![好十近这])几(?!乎|十|百|天前)|啥水平"
)

_AFTER: tuple[tuple[tuple[Family, ...], re.Pattern[str]], ...] = (
    (("percent",), re.compile(r"(个)?百分点|成(?!立|员|果)|[%％]")),
    (("money",), re.compile(
        r"(个)?[十百千万亿]*(人民币|美|欧|港|日)?元(?!及?以上)|钱|税|[十百千万]*亿|[^，,。？?]{0,6}(资金|贷款|补贴|奖金|"
        r"奖励金|经费|租金)|(?:年度|计划|实际)?投资|产值|税收|收入|利润|外资|营收|负担|成本|费用|补助|债|"
        r"[一-鿿]{2,8}?(?:投资|产值|税收|收入|利润|外资|营收|增加值|销售额|总额|支出)额?(?=[，,。？?]|$)"
    )),
    (("area",), re.compile(r"[万]?(亩|平方|平米|公顷)|面积|地(?=[，,。？?]|$)")),
    (("time",), re.compile(r"个?(工作日|自然日|日历天|天|日|小时|周|星期|月|分钟)|年(?!级|度)|时间|期限")),
    (("mass",), re.compile(r"[万]?吨|公斤")),
    (("power",), re.compile(r"[万]?(千瓦|兆瓦|度电|吉瓦)|[MGK]W", re.I)),
    (("length",), re.compile(r"[万]?(公里|千米|米)")),
    (("people", "count"), re.compile(r"[个名位]?(人(?!才)|员工|职工|师生|专家|干部|人员|工人|学生|人才)|[名位]")),
    (("count",), re.compile(rf"[万]?[{COUNTERS}](?!度)|(?!提高|提升|增|下降|减|升|降|扩|压|缩|上升|涨)[一-鿿]")),
)  # fmt: skip
_BEFORE: tuple[tuple[tuple[Family, ...], re.Pattern[str]], ...] = (
    (("rank",), re.compile(r"排(名|位|第|在)?$|位次$|名次$")),
    (("percent",), re.compile(
        r"(率|占比|比重|比例|份额|增速|增幅|涨幅|降幅|同比|环比|增长|下降|增加|减少|提高|降低|压减|压缩|"
        r"提升|回落|缩短|占(?!地)[^，,]{0,8})$"
    )),
    (("time",), re.compile(r"(时间|时限|期限|时长|工期|周期)$")),
    (("area",), re.compile(r"(面积|占地|用地)$")),
    (("people", "count"), re.compile(r"(人数|员工|用工|职工|师生|从业人员)$")),
    (("money",), re.compile(
        r"(投资|投资额|总额|总量|产值|收入|税收|利润|资金|金额|额|外资|进出口|出口|进口|总值|营收|贷款|"
        r"基金|预算|成本|费用|价|盘子|产值|增加值|生产总值|gdp|投入|花费|支出|学费|奖励)$"
    )),
    (("power", "mass", "count", "area"), re.compile(r"(产能|产量|装机|装机容量|能力)$")),
    (("count",), re.compile(r"(数|数量|户数|家数|个数|量|次数)$")),
)  # fmt: skip
_CHANGE = re.compile(
    r"(增长|增加|下降|提高|减少|降|涨|[多少](?:[签建开引招投收用花增拿]出?)?|快|减|压减|压缩|精简|缩短|扩大|翻)(了)?$"
)
_SHARE = re.compile(r"占比|比重|比例|份额|占(?!地)(?:了|到)?[^，,]{0,10}(?:多少|多大|几成|百分之几)")
_MOVED_MEASURE = re.compile(
    r"(?:增加值|总值|产值|投资|收入|税收|利润|进出口|出口|进口|总额|[产销]量|率)(?:同比|比上?去?年)?(?:增长|增加|下降|提高|减少|增速|增幅|涨幅|降幅|增)$"
)
"""A measure of which it is asked how far it moved."""
_COLLOQUIAL = re.compile(r"(?:盘子|摊子|块头|手笔|花费)$")
"""Everyday words for a size, which no report uses: any measure of that family may be meant."""
_MEASURED = re.compile(
    r"(?:(?![个家户项条])[一-鿿]{2,8}?)?(?:投资|产值|税收|收入|利润|外资|营收|增加值|销售额)额?(?=[，,。？?]|$)|投资|产值|税收|收入|利润|外资|营收"
)
_FILLER = re.compile(
    r"(是|有|为|达到|达了|达|了|到|从|由|完成|实现|各|分别|大约|大概|一共|总共|共|合计|又|则|会|要|累计|的|"
    r"[(（][^()（）]*[)）])+$"
)


class Slot(msgspec.Struct, frozen=True, kw_only=True):
    """One thing asked for. `near` are the words around the question word; no `families`: anything may answer.

    `precise`: put by the name of a measure (利润总额是多少), so that only that measure answers; `share`: a part of a
    whole is asked for.
    """

    families: tuple[str, ...]
    counter: str | None
    near: str
    change: bool = False
    precise: bool = False
    share: bool = False


def _noun(before: str, after: str) -> bool:
    """Whether the slot is put by the name of a measure: 面积是多少, 完成多少投资; and not by 有几家搬来了."""
    bare = _FILLER.sub("", before)
    named = any(pattern.search(bare) for families, pattern in _BEFORE if families != ("percent",) or "率" in bare[-3:])
    if _COLLOQUIAL.search(bare):
        return False
    if _MOVED_MEASURE.search(bare):
        return True
    return (
        named
        or bool(re.search(r"[一-鿿](?:费|额|值|率|数|量|价|润|税)(?:是|为|有)?$", before))
        or bool(_MEASURED.match(after))
    )


def _family(word: str, before: str, after: str) -> tuple[Family, ...]:
    if word.startswith("百分之"):
        return ("percent",)
    if word in ("第几", "位次", "名次", "什么位置", "什么名次"):
        return ("rank",)
    if word in ("多长时间", "多久", "多快"):
        return ("time",)
    bare = _FILLER.sub("", before)
    if word in ("多少", "几", "多大"):
        for families, pattern in _AFTER:
            if pattern.match(after) and (word != "多大" or families == ("area",)):
                return families
    for families, pattern in _BEFORE:
        if pattern.search(bare):
            return families
    if word == "多高":
        return ("percent",)
    if word in ("多长", "多宽", "多远"):
        return ("length", "time")
    return ()


def _joined(before: str) -> list[str]:
    """The nouns before a question word that share it: 投资额和设计产能 in 投资额和设计产能是多少."""
    bare = _FILLER.sub("", before)
    parts = re.split(r"和|与|以及|及|、", bare)
    if len(parts) < 2:
        return [bare]
    known = [part for part in parts if any(pattern.search(part) for _, pattern in _BEFORE)]
    return known if len(known) >= 2 and known[-1] == parts[-1] else [bare]


def slots(text: str) -> tuple[Slot, ...]:
    """The slots of a question, in order; empty when it asks for no figure."""
    found: list[Slot] = []
    for match in _WORD.finditer(text):
        before = re.split(r"[，,。；;：:？?]", text[: match.start()])[-1]
        after = re.split(r"[，,。；;、：:？?]", text[match.end() :])[0].lstrip("呢呀啊吗嘛哦")
        nouns = _joined(before)
        counted = match[0] in ("多少", "几") and after[:1] and after[0] in COUNTERS and after[1:2] != "度"
        counter = after[0] if counted else None
        if len(nouns) > 1 and match[0] in ("多少", "多大", "多高"):
            for noun in nouns:
                family = _family(match[0], noun, "")
                found.append(Slot(families=family, counter=None, near=noun[-10:], precise=True))
            continue
        near = before[-10:] + " " + after[:8]
        found.append(
            Slot(
                families=_family(match[0], before, after), counter=counter, near=near,
                precise=_noun(before, after),
                change=bool(_CHANGE.search(_FILLER.sub("", before))),
                share=bool(_SHARE.search(before + match[0] + after)),
            )
        )  # fmt: skip
    return tuple(found)
