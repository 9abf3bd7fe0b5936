"""The measures of a place that fell, or rose, in a year: 2023年哪些指标下降了."""

from __future__ import annotations

import re
from decimal import Decimal

from search.drawn import Drawn
from search.holdings import Holding, rows_query
from search.inquiry import Inquiry, of_year

_ASKED = re.compile(
    r"(?:哪些|哪几[个项]|哪一?[个项]|什么|有哪些)(?:经济|主要|工业|招商|外贸)?(?:指标|数据|数)[^，,？?]{0,8}?"
    r"(?:(?P<down>下降|下滑|减少|回落|降低|负增长|不升反降|往下[掉走]|下跌|缩水|降了|跌)|(?P<up>增长|上升|增加|提高|上涨|往上[涨走]|涨))"
)
_FALLING = re.compile(r"下降|减少|降低|回落|负增长|下滑")
_RATE = re.compile(r"(?:同比)?(?:增速|增幅|增长率|增长|下降|降幅)$")
_LONG = 400


def fallen(inquiry: Inquiry) -> Drawn | None:
    """The measures told to have fallen (or risen), each in the report's words; None where that is not asked."""
    asked = _ASKED.search(inquiry.text)
    if asked is None or len(inquiry.things) != 1 or len(inquiry.years.named) > 1:
        return None
    held = [one for one in inquiry.of(inquiry.things[0].keys) if _moved(one) is not None and one.status == "实际"]
    year = inquiry.years.named[0] if inquiry.years.named and not inquiry.years.relative else None
    year = max((one.year for one in held if one.year is not None), default=None) if year is None else year
    told: dict[str, Holding] = {}
    for one in sorted(of_year(held, year), key=lambda one: (one.doc, one.start)):
        moved = _moved(one)
        if moved is not None and _down(moved) == bool(asked["down"]):
            told.setdefault(one.label, one)
    if not told:
        way = "下降" if asked["down"] else "增长"
        reason = f"库中没有说到{inquiry.things[0].text}{way}的指标 / no measure in the store is told to have done so"
        return Drawn(text=None, reason=reason) if held else None
    items: list[str] = []
    for one in told.values():
        said = _words(inquiry, one)
        if said is not None and len("、".join([*items, said])) <= _LONG:
            items.append(said)
    if not items:
        return None
    when = f"{year}年" if year is not None and not inquiry.years.named else ""
    shown = list(told.values())
    return Drawn(
        text=when + "、".join(items), sparql=rows_query(shown), facts=tuple(map(inquiry.fact, shown)),
        note="按库中收录的增减计",
    )  # fmt: skip


def _moved(one: Holding) -> tuple[str, Decimal, str] | None:
    """How a figure moved: by what is told beside it, or as a rate of growth that is told alone."""
    return one.change or ((one.label, one.value, one.unit) if one.kind == "growth" else None)


def _down(moved: tuple[str, Decimal, str]) -> bool:
    kind, value, _ = moved
    return value < 0 or bool(_FALLING.search(kind))


def _words(inquiry: Inquiry, one: Holding) -> str | None:
    """The measure with how far it moved; None where the number of the change is not in the words that tell it."""
    moved = _moved(one)
    if moved is None or not moved[1]:
        return None
    _, value, unit = moved
    digits = f"{abs(value):f}".rstrip("0").rstrip(".") if "." in f"{value:f}" else f"{abs(value):f}"
    tail = "" if "." in digits else r"(?:\.0+)?"
    quote = inquiry.documents.quote(one.doc, one.start, one.end)
    found = list(re.finditer(rf"(?<![\d.]){re.escape(digits)}{'0*' if '.' in digits else tail}(?!\d)", quote))
    if not found:
        return None
    way = "下降" if _down(moved) else "增长"
    label = _RATE.sub("", one.label) or one.label
    return f"{label}（{way}{found[-1][0]}{unit if unit in ('%', '个百分点') else ''}）"
