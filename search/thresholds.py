"""Yes or no by a figure: 超过100亿元了吗, 比上年增长了吗."""

from __future__ import annotations

import re
from decimal import Decimal

from search.drawn import Drawn
from search.holdings import Holding, rows_query
from search.inquiry import Inquiry, of_year, values
from search.question import which_way
from search.reckoning import rough

_ASKED = re.compile(r"还是|吗|是否|有没有|是不是|(?<!什)么[?？]?$|没有[?？]?$|了没")
BOUND = re.compile(
    r"(?P<word>不超过|未超过|不低于|不少于|超过|突破|达到|超|过|高于|大于|多于|到了?|低于|小于|少于|不足|不到|有)(?:了)?\s*"
    r"(?P<n>\d+(?:\.\d+)?)\s*(?P<unit>万亿元|亿元|万元|亿美元|万美元|亿|[%％]|[个家户项人名]|万人|平方米|万平方米|亩|公里|吨|万吨)"
)
_MOVED = re.compile(
    r"(?P<up>增长|上升|增加|提高|涨|提升|变多|增(?=还是|了还是))|(?P<down>下降|下滑|减少|降低|回落|负增长|变少)"
)
_SCALE = {"万": Decimal(10) ** 4, "亿": Decimal(10) ** 8}
_AT_LEAST, _UNDER, _AT_MOST = (
    ("不低于", "不少于", "达到", "到", "到了", "有"),
    ("低于", "小于", "少于", "不足", "不到"),
    ("不超过", "未超过"),
)


def _base(n: str, unit: str) -> Decimal:
    value = Decimal(n)
    for character in unit:
        value *= _SCALE.get(character, Decimal(1))
    return value


def threshold(inquiry: Inquiry) -> Drawn | None:
    """Whether a figure passes the bound that the question names, or moved as it asks; None where it asks neither."""
    if not _ASKED.search(inquiry.text) or len(inquiry.things) != 1 or len(inquiry.years.named) > 2:
        return None
    return _bound(inquiry) or _moved(inquiry)


def _figures(inquiry: Inquiry, text: str) -> list[Holding]:
    held = inquiry.fitting(inquiry.of(inquiry.things[0].keys), inquiry.measure_in(text))
    year = inquiry.years.named[0] if inquiry.years.named else max((one.year for one in held if one.year), default=None)
    if inquiry.years.relative and not inquiry.dated and not of_year(held, year):
        year = max((one.year for one in held if one.year), default=None)
    return values(of_year(held, year))


def _bound(inquiry: Inquiry) -> Drawn | None:
    asked = BOUND.search(inquiry.text)
    if asked is None or len(inquiry.years.named) > 1:
        return None
    figures = _figures(inquiry, inquiry.text.replace(asked[0], " "))
    if len(figures) != 1:
        return None
    one = figures[0]
    met = passes(asked, one)
    if met is None:
        return None
    when = one.when if not inquiry.years.named else ""
    text = f"{'是' if met else '否'}，{when}{one.label}{one.shown}"
    return Drawn(text=text, sparql=rows_query([one]), facts=(inquiry.fact(one),))


def passes(asked: re.Match[str], one: Holding) -> bool | None:
    """Whether a figure passes a bound that `BOUND` found; None where the two are of different units."""
    word, bound, unit = asked["word"], _base(asked["n"], asked["unit"]), asked["unit"].replace("％", "%")
    money = "元" in unit or unit == "亿"
    if (
        money != ("元" in one.unit)
        or ("美元" in unit) != ("美元" in one.unit)
        or (not money and _plain(unit) != _plain(one.unit))
    ):
        return None
    value = _base(str(one.value), one.unit)
    if word in _AT_LEAST:
        met = value >= bound
    elif word in _UNDER:
        met = value < bound
    elif word in _AT_MOST:
        met = value <= bound
    else:
        met = value > bound
    if value == bound and rough(one):
        met = one.qualifier in ("超", "超过", "逾", "余", "多", "突破") if word not in (*_UNDER, *_AT_MOST) else met
    return met


def _plain(unit: str) -> str:
    return unit.lstrip("万亿")


def _moved(inquiry: Inquiry) -> Drawn | None:
    asked = _MOVED.search(inquiry.text)
    if asked is None:
        return None
    either = which_way(inquiry.text)
    text = inquiry.text.replace(either[0] if either is not None else asked[0], " ")
    text = re.sub(r"[比较](?:上年|去年|前一年|上一年)?", " ", text)
    if len(inquiry.years.named) == 2 and inquiry.years.named[1] != inquiry.years.named[0] - 1:
        return None
    figures = [one for one in _figures(inquiry, text) if one.change is not None]
    if len(figures) != 1:
        return None
    one = figures[0]
    assert one.change is not None
    kind, value, _ = one.change
    rose = value > 0 and not re.search(r"下降|减少|降低|回落", kind)
    met = rose if asked["up"] else not rose
    quote = inquiry.documents.quote(one.doc, one.start, one.end)
    shown = f"{abs(value):f}".rstrip("0").rstrip(".") if "." in f"{value:f}" else f"{abs(value):f}"
    at = quote.find(shown)
    if at < 0:
        return None
    clause = re.split(r"[，,。；;]", quote[:at])[-1] + re.split(r"[，,。；;]", quote[at:])[0]
    if either is not None:
        return Drawn(
            text=f"{'增长' if rose else '下降'}，{clause}", sparql=_change_query(one), facts=(inquiry.fact(one),)
        )
    return Drawn(text=f"{'是' if met else '否'}，{clause}", sparql=_change_query(one), facts=(inquiry.fact(one),))


def _change_query(one: Holding) -> str:
    query = rows_query([one]).replace("?unit WHERE", "?unit ?changeKind ?changeValue ?changeUnit WHERE", 1)
    moved = "  ?o zg:changeKind ?changeKind ; zg:changeValue ?changeValue ; zg:changeUnit ?changeUnit ."
    at = query.rindex("\n}")
    return f"{query[:at]}\n{moved}{query[at:]}"
