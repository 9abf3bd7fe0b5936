"""Ranks among the things that the graph holds figures of: the zone with the most, the first three, the place of one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from search.drawn import Drawn
from search.holdings import Holding, rows_query
from search.inquiry import REGIONS, ZONES, Inquiry, of_year, values
from search.measures import written
from search.thresholds import BOUND, passes

_HAN = {n: i + 1 for i, n in enumerate("一二三四五六七八九十")} | {"两": 2}
_FIRST = re.compile(
    r"(?:前|头|排名前|最[多大高少小低快慢]的)(?P<n>[一二两三四五六七八九十]|\d{1,2})(?:名|位|个|家|强|大)?"
)
_MOST = re.compile(r"最(?:多|大|高|快|强|靠前|领先)|第一|居首|排头")
_LEAST = re.compile(r"最(?:少|小|低|慢|落后)|垫底|倒数")
_WHICH = re.compile(r"哪|谁|排(?:名|行|序|个序)|前[一二两三四五六七八九十\d]")
_WHICH_ALL = re.compile(r"哪些|哪几|有哪|列出|列举")
_LISTED = 12
_PLACE = re.compile(r"第几|位次|名次|排名(?:如何|怎么?样)|什么位置|几位")
_EVERY = re.compile(r"(?:各个?|每个|所有|全部)(?:省份?|市|县区?|地市?|地方|(?:家|个)?(?:开发区|园区|经开区|高新区))")
_AMONG = re.compile(
    r"(?:各|几个|这些|所有|全部|库中|库里|收录的?).{0,4}(?:开发区|园区|经开区|高新区|示范区|地方|市|县)(?:中|里|之中|当中)?"
)


def _ordered(inquiry: Inquiry, kind: str, beside: str = "", least: int = 2) -> list[Holding]:
    """One figure of the measure for each thing of a type, of one year, the greatest first; none if fewer than `least`.

    `beside` are words of the question that name no measure.
    """
    text = written(inquiry.text.replace(beside, " ") if beside else inquiry.text)
    for pattern in (_FIRST, _MOST, _LEAST, _PLACE, _AMONG):
        text = pattern.sub(" ", text)
    held = [one for one in inquiry.across(kind, inquiry.measure_in(text)) if one.kind in ("level", "growth", "share")]
    asked = inquiry.years.named[:1]
    years = asked or tuple(sorted({one.year for one in held if one.year is not None}, reverse=True)) or (None,)
    for year in years:
        mine = of_year(held, year) if year is not None else held
        mine = [one for one in mine if one.whole_year] or mine
        found = [
            values([one for one in mine if one.subject == subject])[0] for subject in sorted({h.subject for h in mine})
        ]
        shape = {one.unit for one in found}
        if len(shape) > 1 and any(one.base is None for one in found):
            continue
        if len(found) >= least:
            return sorted(found, key=lambda one: (-worth(one), one.subject))
    return []


def worth(one: Holding) -> Decimal:
    """A figure's value for ordering: in the base unit of its family where it has one."""
    return one.base if one.base is not None else one.value


def _kind(inquiry: Inquiry) -> str | None:
    if REGIONS.search(inquiry.text):
        return "Region"
    if ZONES.search(inquiry.text):
        return "Zone"
    return None


def _note(ordered: Sequence[Holding]) -> str:
    when = sorted({one.when for one in ordered if one.when})
    return f"按库中有此数的{len(ordered)}个地方排列" + (f"（{'、'.join(when)}）" if when else "")


def leaders(inquiry: Inquiry) -> Drawn | None:
    """The thing with the most (or the least) of a measure, or the first so many; None where none is asked for."""
    text = inquiry.text
    few, most, least = _FIRST.search(text), _MOST.search(text), _LEAST.search(text)
    if not (few or most or least) or not _WHICH.search(text) or inquiry.things or inquiry.unknown_place:
        return None
    kind = _kind(inquiry)
    ordered = _ordered(inquiry, kind) if kind else []
    if not ordered:
        return None
    order = "?value" if least and not most else "DESC(?value)"
    chosen = ordered[::-1] if least and not most else ordered
    if few:
        n = _HAN.get(few["n"]) or int(few["n"])
        chosen = chosen[: max(1, n)]
        said = "、".join(f"{inquiry.called(one)}（{one.shown}）" for one in chosen)
    else:
        top = [one for one in chosen if worth(one) == worth(chosen[0])]
        said = "、".join(f"{inquiry.called(one)}（{one.shown}）" for one in top)
        chosen = [*top, *[one for one in chosen if one not in top]]
    query = rows_query(ordered if not few else chosen, order)
    return Drawn(text=said, sparql=query, facts=tuple(map(inquiry.fact, chosen[:10])), note=_note(ordered))


def each(inquiry: Inquiry) -> Drawn | None:
    """The figure of each place that has one, the greatest first: 各省的增长目标分别是多少."""
    told = _EVERY.search(inquiry.text)
    kind = _kind(inquiry)
    if told is None or kind is None or inquiry.things or inquiry.unknown_place or not inquiry.question.slots:
        return None
    ordered = _ordered(inquiry, kind, told[0])
    if not ordered:
        return None
    return _listing(inquiry, ordered, _note(ordered))


def _listing(inquiry: Inquiry, shown: Sequence[Holding], note: str) -> Drawn:
    """The things with their figures, the first dozen of them."""
    said = "、".join(f"{inquiry.called(one)}（{one.shown}）" for one in shown[:_LISTED])
    said += f"等{len(shown)}个" if len(shown) > _LISTED else ""
    facts = tuple(map(inquiry.fact, shown[:_LISTED]))
    return Drawn(text=said, sparql=rows_query(shown, "DESC(?value)"), facts=facts, note=note)


def beyond(inquiry: Inquiry) -> Drawn | None:
    """The things whose figure passes the bound that the question names: 哪些开发区签约项目超过10个."""
    asked = BOUND.search(inquiry.text)
    kind = _kind(inquiry)
    if asked is None or kind is None or not _WHICH_ALL.search(inquiry.text) or inquiry.things or inquiry.unknown_place:
        return None
    ordered = _ordered(inquiry, kind, asked[0])
    if not ordered or any(passes(asked, one) is None for one in ordered):
        return None
    met = [one for one in ordered if passes(asked, one)]
    if not met:
        near = ordered[-1] if asked["word"] in ("低于", "小于", "少于", "不足", "不到", "不超过") else ordered[0]
        reason = f"库中没有这样的地方；最接近的是{inquiry.called(near)}{near.when}{near.shown} / none in the store"
        return Drawn(text=None, reason=reason, facts=(inquiry.fact(near),))
    return _listing(inquiry, met, _note(ordered))


def place(inquiry: Inquiry) -> Drawn | None:
    """Which place a thing takes among those of its type, where no report is asked for its own word on it."""
    if not _PLACE.search(inquiry.text) or not _AMONG.search(inquiry.text) or len(inquiry.things) != 1:
        return None
    kind = inquiry.things[0].keys[0].partition("/")[0]
    ordered = _ordered(inquiry, kind)
    iris = {inquiry.iris.entity(key) for key in inquiry.things[0].keys}
    mine = next((one for one in ordered if one.subject in iris), None)
    if mine is None:
        return None
    before = sum(worth(one) > worth(mine) for one in ordered)
    listed = "，".join(f"{inquiry.called(one)}{one.shown}" for one in ordered[:5])
    text = f"第{before + 1}（推算：{listed}）"
    return Drawn(
        text=text, sparql=rows_query(ordered, "DESC(?value)"), facts=tuple(map(inquiry.fact, ordered[:10])),
        note=_note(ordered),
    )  # fmt: skip
