"""Enumerations in a sentence (甲、乙和丙等) and over several (一是…二是…), for questions that ask for a list."""

from __future__ import annotations

import re

import msgspec

_LAST = re.compile(r"以及|(?<=[一-鿿”》）)])(?:和|及|与)(?=[一-鿿“《（(])")
_CLAUSE = re.compile(r"[^，,；;。！？!?\n：:]+")
_LEAD = re.compile(
    r".*(?:包括|包含|涉及|涵盖|分别为|分别是|分别由|主要有|主要是|如下|就是|成为|引进了?|引入了?|引来|"
    r"推进了?|实施了?|发展了?|形成了?|打造了?|建设了?|开展了?|参加了?|举办了?|聚焦|围绕|"
    r"依托|利用|借助|对接|签约|落地|开工|投产|获批|入选|帮扶|扶持|支持|培育了?|建立了?|成立了?|组建了?|"
    r"设立了?|推出了?|布局|深耕|主攻|承接|吸引了?|集聚了?|解决了?|提供|实行|推行|探索|采用|采取|"
    r"覆盖|拓展到|扩展到|扩大到|分为|划分为|分成|有(?!限)|为|以(?!及)|将|对|由|在|从(?!业)|即|像|如|是|让|与|和|同|向|到|了)"
)
_TAIL = re.compile(
    r"(?:等(?:[一二三四五六七八九十\d]+)?(?:个|项|家|户|条|种|类|大|一批)?.*|(?:相继|先后|陆续|纷纷|全部|"
    r"均|都|已|也).*)$"
)
_COUNTED = re.compile(
    r"(?<=[一-鿿]{2})[\d两三四五六七八九十]+(?:户|家|个|项|所|条|种)(?:企业|公司|项目|院校|高校|产业|园区|单位|部门).*$"
)
_SAID_OF = re.compile(r"是|担任|被|认定|承接|做|负责|成为")
_ORDINAL = re.compile(
    r"(?:^|(?<=[\s。；;：:，,！\n]))[（(]?第?(?P<n>[一二三四五六七八九十]{1,3})(?:[条项个种类点]?是|、|[)）]、?|"
    r"，)(?P<text>[^，,。；;：:\n]{2,40})"
)
_NUMBERED = re.compile(r"(?:^|(?<=\n))\s*(?P<n>\d{1,2})[.．、](?!\d)(?P<text>[^，,。；;：:\n]{2,40})")
_DIGITS = "一二三四五六七八九"
_NUMERALS = {n: i + 1 for i, n in enumerate([*_DIGITS, "十", *(f"十{n}" for n in _DIGITS), "二十"])}


class Enumeration(msgspec.Struct, frozen=True):
    """Items of one stretch of text, word for word; the stretch is `text[start:end]`."""

    start: int
    end: int
    items: tuple[str, ...]


def enumerations(text: str) -> list[Enumeration]:
    """The enumerations of a sentence, in order; each lies within one clause and has two items or more."""
    found: list[Enumeration] = []
    for clause in _CLAUSE.finditer(text):
        if "、" not in clause[0]:
            continue
        parts = clause[0].split("、")
        first = parts[0]
        lead = _LEAD.match(first)
        if lead and len(first) - lead.end() >= 2:
            first = first[lead.end() :]
        last = _COUNTED.sub("", _TAIL.sub("", parts[-1])) or parts[-1]
        ends = [part for part in _LAST.split(last, maxsplit=1) if len(part) >= 2] or [last]
        items = [part.strip("“”\"'《》 ") for part in (first, *parts[1:-1], *ends)]
        items = [item for item in items if item]
        if len(items) >= 2 and _alike(items):
            found.append(Enumeration(clause.start(), clause.end(), tuple(dict.fromkeys(items))))
    return found


def _alike(items: list[str]) -> bool:
    """Whether these look like members of one enumeration: none far longer than the others, the last no sentence."""
    lengths = sorted(map(len, items))
    return lengths[-1] <= max(14, 2 * lengths[len(lengths) // 2]) and not _SAID_OF.search(items[-1])


def ordinals(text: str, count: int | None = None) -> Enumeration | None:
    """The items of the first run 一是…二是…三是… (or （一）…, or 1.… at the heads of lines) of three or more.

    Of these three ways the one is taken that has `count` items, where a count is given.
    """
    runs = [run for pattern in (_ORDINAL, _NUMBERED) if (run := _run(text, pattern)) is not None]
    return next((run for run in runs if count in (None, len(run.items))), runs[0] if runs else None)


def _run(text: str, pattern: re.Pattern[str]) -> Enumeration | None:
    items: list[str] = []
    start = end = 0
    for match in pattern.finditer(text):
        number = int(match["n"]) if match["n"].isdigit() else _NUMERALS.get(match["n"], 0)
        if number == len(items) + 1:
            if not items:
                start = match.start()
            items.append(match["text"].strip())
            end = match.end()
        elif number == 1 and len(items) < 3:
            items, start, end = [match["text"].strip()], match.start(), match.end()
        elif number == 1:
            break
    return Enumeration(start, end, tuple(items)) if len(items) >= 3 else None


def asked_count(text: str) -> int | None:
    """How many items a question says there are: 哪4户 gives 4, 五项举措 gives 5."""
    match = re.search(
        r"(?:哪|是|这|的|“[^”]{0,6})?([二两三四五六七八九十]{1,2}|\d{1,2})(?:条|个|户|家|项|种|类|大|级|所|处|位)", text
    )
    if not match:
        return None
    digits = match[1]
    return int(digits) if digits.isdigit() else {"两": 2}.get(digits) or _NUMERALS.get(digits)
