"""Two things compared, as two questions: 甲园和乙园谁的投资多 asks 甲园的投资是多少元 and 乙园的投资是多少元.

Each is answered like any other question, so a side may come from the graph, and the other from a sentence.
"""

from __future__ import annotations

import re
from decimal import Decimal

import msgspec

from search.comparisons import measure
from search.sentences import Number, numbers, scaled, value_of

_AND = r"(?:和|与|跟|同|、|以及|还是|比起来?|对比|vs)"
_SIDE = r"[^，,。？?、和与跟]{2,28}?"
_TIMES = (
    r"(?:(?:19|20)\d\d年?|[今去前上明]年|上一年|现在|目前|以前|过去|如今|眼下|\d{1,2}月|[上下]半年|前?[一二三四]季度|"
    r"前\d{1,2}个月|同期)"
)
_TIME = re.compile(_TIMES)
_BY_COMMA = re.compile(
    rf"^(?P<before>(?:[^，,]{{1,24}}[，,:：])?)(?P<a>{_SIDE}){_AND}(?P<b>[^，,。？?、]{{2,24}}?)[，,](?P<rest>.*)$"
)
_TWO = re.compile(
    rf"^(?P<before>(?:[^，,]{{1,24}}[，,:：])?)(?P<a>{_SIDE}){_AND}(?P<b>[^，,。？?、]{{2,24}}?)(?:这?[两二][个家者项处类条座边]?)?"
    rf"(?=[，,]|的|在(?!建)|里|中(?=[，,])|{_TIMES}|截至|各|分别|相差|差[了多距]|哪|谁|更|相比|对比)(?P<rest>.*)$"
)
_EITHER = re.compile(
    r"^(?P<before>.*?(?:中|里|，|,))(?P<a>[^，,中里]{2,12}?)的?(?P<adj>[多大高少小低快])还是(?P<b>[^，,]{2,12}?)的?(?P=adj)(?P<rest>[，,].*)?$"
)
_WHICH = re.compile(r"哪(?:一)?(?:[个家边项条处座类批种款片头]|方面?|者)?|谁家?")
_WON = re.compile(
    r"(?:得|的)?(?:会|要)?(?:更|最|比较|较)?(?P<adj>[多大高长快少小低短慢贵强])(?:一?些|一?点)?(?:呢|啊)?$"
)
_LEAST = frozenset("少小低短慢")
_EACH = re.compile(r"各|分别")
_APART = re.compile(r"相差|差[了多]|差距|[多少高低大小](?:出)?(?:了)?(?:多少|几)")
_MANY = re.compile(r"多少|几|多大|(?:各|分别)(?:是|为)$")
_ASKS = re.compile(r"哪|谁|各|分别|相差|差[了多距]")
_JOINED = re.compile(r"和|与|、|跟|还是")
_VERB = re.compile(r"^(?:给|卖|做|拿|要|用)$")
_MOVED = re.compile(r"(?:增速|增幅|增长?得?|涨得?|降得?)$")
_SHARE = re.compile(r"率|份额|占比|比重|比例")
_GAVE = re.compile(r"(?:投|花|砸)(?:的钱)?$")
_ASK = re.compile(
    r"(?:各|分别)?(?:是|为|有|占|用|值)?(?:多少|几|多大)(?:个工作日|天|[亿万]?元|亩|个|家|%|钱)?|百分之几|相差|差距(?:是?多大|多少)?|差(?:了)?|各(?:是|为|占)?|分别(?:是|为)?|相比|对比|比较"
)
_UNITS = {"money": "多少元", "percent": "百分之几", "area": "多少亩", "count": "多少个", "time": "多少天"}
_MONEY = re.compile(r"花|投得|砸|贵|便宜|值多少|卖")


class Pair(msgspec.Struct, frozen=True):
    """Two sides and the question on each. `least`: the smaller wins; `which`: the winner is asked for."""

    names: tuple[str, str]
    questions: tuple[str, str]
    which: bool
    least: bool
    apart: bool


def pair(text: str, shared: str = "") -> Pair | None:
    """The two questions of a comparison of two things; None where it is no such comparison.

    `shared` is a place that opens the first side and holds for both.
    """
    plain = text.rstrip("?？ ")
    either = _EITHER.match(plain)
    if either is not None:
        return _asked(either.groupdict(), text, shared)
    by_comma = _BY_COMMA.match(plain)
    if (
        by_comma is not None
        and not _ASKS.search(by_comma["b"])
        and not re.search("[的在].*(?:[率额值量重]|份额)$", by_comma["b"])
    ):
        asked = _asked(by_comma.groupdict(), text, shared)
        if asked is not None:
            return asked
    found = _TWO.match(plain)
    return _asked(found.groupdict(), text, shared) if found is not None else None


def _asked(told: dict[str, str | None], text: str, shared: str) -> Pair | None:
    """The two questions of the parts of a comparison; None where the sides are times, or no measure is named."""
    a, b, rest = ((told[name] or "").strip() for name in ("a", "b", "rest"))
    b = re.sub("(?:相比|对比|比较|比起来)$", "", b)
    adjective, before = told.get("adj"), told["before"] or ""
    which = adjective is not None or bool(_WHICH.search(rest))
    apart = bool(_APART.search(rest))
    if _TIME.match(b) or _JOINED.search(b) or not (which or apart or (_EACH.search(rest) and _MANY.search(rest))):
        return None
    if measure(a) is not None and measure(b) is not None and measure(a) != measure(b):
        return None
    words, family = "", measure(_WHICH.sub("", text))
    if adjective is None:
        asked = [part for part in re.split("[，,]", rest) if part]
        first = next((part for part in asked if _WHICH.search(part)), asked[0] if asked else "")
        if sum(bool(_WHICH.search(part)) for part in asked) > 1:
            return None
        won = _WON.search(first)
        adjective = won["adj"] if won is not None else ""
        if which and not adjective:
            return None
        words = _ASK.sub("", _WHICH.sub("", _WON.sub("", first) if which else first)).strip("，,的 ")
        if first is not asked[0]:
            words = _ASK.sub("", asked[0]).strip("，,的 ") + words
        family = "percent" if _SHARE.search(words) else "money" if _MONEY.search(first) else measure(words) or family
        words = _GAVE.sub("投资", _VERB.sub("", words))
        if adjective in ("快", "慢"):
            words, family = f"{_MOVED.sub('', words).strip('的')}增速", "percent"
            words = "" if b.endswith("增速") else words
        told_so = before or family == "money" or _MANY.search(rest) or measure(f"{a}{b}") is not None
        if re.search("[、和与]|第$", words) or (which and not words and not told_so):
            return None
    head = shared if shared and a.startswith(shared) and a != shared else ""
    if "的" in a and "的" not in b:
        head = a[: a.rindex("的") + 1]
    elif not head and (times := list(_TIME.finditer(a))) and times[-1].end() < len(a):
        head = a[: times[-1].end()]  # 某区2024年出口和进口
    if len(b) <= 3 and len(a) > len(b) + 1 and a[-1] == b[-1] and b[-1] in "期批次":  # 三一项目一期和二期
        head = a[: -len(b)]
    ask = _UNITS.get(family or "", "多少")
    unit = re.search(r"多少(个?工作日|天|个月|小时|家|户|人|项|宗|台|套|万?吨|平方米)", rest)
    ask = unit[0] if unit else ask
    joint = "" if not words or words[0] in "在上下前今去" or words[0].isdigit() else "的"
    questions = tuple(
        f"{before}{side}{joint}{words}{'有' if ask.startswith('多少个') else '是'}{ask}？" for side in (a, f"{head}{b}")
    )
    return Pair((a.removeprefix(head), b), (questions[0], questions[1]), which, adjective in _LEAST, apart)


def compared(asked: Pair, answers: tuple[str, str]) -> str | None:
    """The answer from those of both sides; None where one tells no figure, or they are of different kinds."""
    first, second = (_figure(answer) for answer in answers)
    if first is None or second is None or first.family != second.family:
        return None
    a, b = (_signed(answer, one) for answer, one in zip(answers, (first, second), strict=True))
    if a is None or b is None:
        return None
    figures = [f"下降{one.text}" if value < 0 else one.text for one, value in ((first, a), (second, b))]
    told = [f"{name}{figure}" for name, figure in zip(asked.names, figures, strict=True)]
    if asked.which:
        if a == b:
            return f"一样（{told[0]}，{told[1]}）"
        won = 0 if (a < b) == asked.least else 1
        return f"{asked.names[won]}，{figures[won]}对{figures[1 - won]}"
    if not asked.apart or first.unit != second.unit:
        return "，".join(told)
    unit = "个百分点" if first.unit in ("%", "％") else first.unit
    x, y = value_of(first), value_of(second)
    apart = abs(x - y) if x is not None and y is not None else None
    return "，".join(told) + (f"，相差{apart}{unit}（推算）" if apart is not None else "")


def _figure(answer: str) -> Number | None:
    return next((one for one in numbers(answer) if one.unit and one.family != "rank"), None)


def _signed(answer: str, one: Number) -> Decimal | None:
    value = value_of(one)
    if value is None:
        return None
    fell = re.search(r"下降|减少|负增长|回落|↓", answer[max(0, one.start - 6) : one.start])
    return -scaled(value, one.unit) if fell else scaled(value, one.unit)
