"""What is reckoned from figures and marked 推算, with the figures used: difference, ratio, sum, share.

Two figures are set against one another only where they are of one measure and of spans of the same shape (a whole year
against a whole year); a figure told roughly (近30亿元) makes the result a rough one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

import msgspec

from search.drawn import Drawn
from search.holdings import Holding, sum_query, two_query
from search.inquiry import Inquiry, Thing, of_year, values
from search.strangers import unlisted

_DIFFERENCE = re.compile(
    r"(?:多|少|高|低|大|小|快|慢|增加|减少|增长|下降|上升|提高|相差|差|降|涨)了?(?:出)?(?:多少|几|百分之几)|差多少|差距|差额|变化了?多少"
)
_PERCENT = re.compile(r"百分之几|百分比|增幅|降幅|增速|增长率|几成|幅度")
_THAN = re.compile(
    r"(?:比|较|是)(?P<other>[^，,。？?]{2,24}?)的?(?:总?投资|金额|数量?)?(?:多|少|高|低|大|小|几倍|多少倍)"
)
_TIMES = re.compile(r"(?:几|多少)倍")
_SUM = re.compile(r"合计|加起来|加在一起|之和|总和|总计|累计|一共|总共|共(?=[是有为计签完达])")
_TOGETHER = re.compile(r"加起来|加在一起|之和|总和|相差|差距|合计")
_GREATER = re.compile(r"(?:哪|谁).{0,12}(?:更|最|较)?(?:多|大|高|快|长|少|小|低|慢|短)")
_LESS = re.compile(r"(?:哪|谁).{0,12}(?:更|最|较)(?:少|小|低|慢|短)")
_WHICH_MEASURE = re.compile(
    r"(?P<one>[^，,。？?、]{2,24}?)(?:和|与|跟|、|还是)(?P<other>[^，,。？?、]{2,16}?)[，,]?(?:哪一?[个项]|谁)"
    r"(?:更|比较|要)?(?P<way>[多大高快少小低慢])(?:一?[些点])?(?:呢)?[?？]?$"
)
_SHARE = re.compile(
    r"(?:占(?:到|了)?|是)(?P<whole>[^，,。？?占]{2,24}?)的?(?:百分之几|百分比|比重|比例|几成|多少(?!亿|万|元|个|家))"
)
_OF = re.compile(r"(?P<part>[^，,。？?]{2,24}?)(?:占|在)(?P<whole>[^，,。？?占]{2,24}?)(?:中|里)?的?(?:占比|比重|比例)")
_ROUGH = ("近", "约", "超", "逾", "余", "多", "突破", "以上", "左右", "不足")


def reckon(inquiry: Inquiry) -> Drawn | None:
    """The reckoned answer to a question that asks for one; None where it asks for none or the figures are not held."""
    return (
        _share(inquiry)
        or _two_measures(inquiry)
        or _greater_measure(inquiry)
        or _two_years(inquiry)
        or _two_things(inquiry)
        or _sum(inquiry)
        or _operand_unknown(inquiry)
    )


def _operand_unknown(inquiry: Inquiry) -> Drawn | None:
    """No single figure is the sum or difference of two: where one zone is not known, nothing can be reckoned."""
    if not inquiry.things or not (_TOGETHER.search(inquiry.text) or _word(inquiry.text)):
        return None
    spans = [(one.start, one.start + len(one.text)) for one in inquiry.things]
    others = [one.text for one in unlisted(inquiry.text, spans)]
    if not others:
        return None
    return Drawn(text=None, reason=f"库中没有{'、'.join(others)}的数，无从推算 / no figure of {others[0]} in the store")


def plain(number: Decimal, places: int | None = None) -> str:
    """A number as people write it: without an exponent and without idle zeros."""
    if places is not None:
        number = number.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    shown = f"{number:f}"
    return shown.rstrip("0").rstrip(".") if "." in shown else shown


def rough(*figures: Holding) -> bool:
    """Whether one of the figures is told roughly."""
    return any(one.qualifier is not None or any(mark in one.shown for mark in _ROUGH) for one in figures)


def _about(*figures: Holding) -> str:
    return "约" if rough(*figures) else ""


def comparable(first: Holding, second: Holding) -> bool:
    """Whether two figures are of units that may be set against one another."""
    return first.unit == second.unit or (first.base is not None and second.base is not None)


def _apart(first: Holding, second: Holding) -> tuple[Decimal, str, str]:
    """first − second, its unit, and the SPARQL that reckons it."""
    if first.unit == second.unit or first.base is None or second.base is None:
        return first.value - second.value, first.unit, "?value1 - ?value2"
    factor = first.base / first.value if first.value else Decimal(1)
    return (first.base - second.base) / factor, first.unit, f"(?base1 - ?base2) / {plain(factor)}"


def _alike(first: Holding, second: Holding) -> bool:
    """Whether two periods have the same shape: whole years, or the same months of two years."""
    if first.whole_year or second.whole_year:
        return first.whole_year and second.whole_year
    return [part[4:] for part in (first.period or "").split("/")] == [
        part[4:] for part in (second.period or "").split("/")
    ]


def _told(inquiry: Inquiry, one: Holding, other: Holding) -> str:
    """A figure in the list of what was reckoned with: what tells it apart from the other, and its own words."""
    who = inquiry.called(one) if one.subject != other.subject else ""
    what = one.label if one.name != other.name else ""
    when = one.when if one.period != other.period else ""
    return f"{when}{who}{what}{one.shown}"


def _query(first: Holding, second: Holding, reckoned: str, name: str) -> str:
    query = two_query(first, second, reckoned, name)
    if "?base" in reckoned:
        bases = "".join(f"  ?o{n} zg:baseValue ?base{n} .\n" for n in (1, 2))
        query = query.removesuffix("}") + bases + "}"
    return query


def _pair(inquiry: Inquiry, first: Holding, second: Holding, word: str, others: Sequence[Holding] = ()) -> Drawn:
    """`word` is what the question asks for: times, percent or difference. `first` is the one set against `second`.

    `others` are figures that other reports tell in the place of one of them.
    """
    said = _set_against(inquiry, first, second, word)
    return msgspec.structs.replace(said, note=_otherwise(inquiry, others))


def _otherwise(inquiry: Inquiry, others: Sequence[Holding]) -> str | None:
    """A note on the figures that other reports tell."""
    told = "，".join(f"{one.when}{one.label}{one.shown}（{one.doc}）" for one in others)
    return f"另有报告作：{told}" if told else None


def _set_against(inquiry: Inquiry, first: Holding, second: Holding, word: str) -> Drawn:
    inputs = f"{_told(inquiry, first, second)}，{_told(inquiry, second, first)}"
    facts = (inquiry.fact(first), inquiry.fact(second))
    about = _about(first, second)
    if word == "times" and second.value:
        ratio = (first.base or first.value) / (second.base or second.value)
        query = _query(first, second, "?value1 / ?value2" if first.unit == second.unit else "?base1 / ?base2", "times")
        return Drawn(text=f"{about}{plain(ratio, 2)}倍（推算：{inputs}）", sparql=query, facts=facts)
    apart, unit, reckoned = _apart(first, second)
    if word == "percent" and second.value and unit not in ("%", "个百分点"):
        percent = apart / abs(first.value - apart) * 100
        way = "增长" if apart >= 0 else "下降"
        percents = f"({reckoned}) * 100 / ?value2"
        query = _query(first, second, percents if first.unit == second.unit else reckoned, "percent")
        text = f"{about}{way}{plain(abs(percent), 1)}%（推算：{inputs}）"
        return Drawn(text=text, sparql=query, facts=facts)
    unit = "个百分点" if unit == "%" else unit
    said = f"{'多' if apart > 0 else '少'}{plain(abs(apart))}{unit}" if apart else "相同"
    query = _query(first, second, reckoned, "difference")
    return Drawn(text=f"{about}{said}（推算：{inputs}）", sparql=query, facts=facts)


def _word(text: str) -> str | None:
    if _TIMES.search(text):
        return "times"
    if _PERCENT.search(text):
        return "percent"
    return "difference" if _DIFFERENCE.search(text) else None


def _two_years(inquiry: Inquiry) -> Drawn | None:
    """One measure of one thing in two years."""
    years, word = inquiry.years.named, _word(inquiry.text)
    if len(years) != 2 or word is None or len(inquiry.things) != 1:
        return None
    families = () if word != "difference" else inquiry.families
    held = inquiry.fitting(inquiry.of(inquiry.things[0].keys), None, families)
    picked = [values(of_year(held, year)) for year in years]
    if not all(picked):
        return _one_missing(inquiry, held, years) if held else None
    first, second = picked[0][0], picked[1][0]
    if years[0] < years[1] and not re.search(r"比|较", inquiry.text):
        first, second = second, first  # 2020年到2025年增加了多少: the later one is set against the earlier
    if first.subject != second.subject or not comparable(first, second):
        return None
    if not _alike(first, second):
        text = f"{first.when}{first.shown}，{second.when}{second.shown}；两者时段长短不同，不能直接相减"
        return Drawn(
            text=text,
            sparql=two_query(first, second, "?value1", "first"),
            facts=(inquiry.fact(first), inquiry.fact(second)),
        )
    return _pair(inquiry, first, second, word, [other for options in picked for other in options[1:]])


def _two_measures(inquiry: Inquiry) -> Drawn | None:
    """Two measures of one thing and year that end alike: 集中签约项目总投资比集中开工的多多少."""
    asked = _THAN.search(inquiry.text)
    if asked is None or len(inquiry.things) != 1 or len(inquiry.years.named) > 1 or _word(inquiry.text) is None:
        return None
    held = inquiry.of(inquiry.things[0].keys)
    year = inquiry.years.named[0] if inquiry.years.named else None
    for first in values(of_year(inquiry.fitting(held, inquiry.measure_in(inquiry.text[: asked.start()])), year)):
        for second in values(of_year(held, first.year)):
            shared = _shared_ending(first.label, second.label)
            own = second.label.removesuffix(shared)
            alike = second.unit == first.unit and second.period == first.period and second.kind == first.kind
            if alike and len(shared) >= 2 and len(own) >= 2 and own in asked["other"] and first.label != second.label:
                return _pair(inquiry, first, second, _word(inquiry.text) or "difference")
    return None


def _greater_measure(inquiry: Inquiry) -> Drawn | None:
    """Which of two measures of one thing is the greater: 出口和进口哪个多."""
    asked = _WHICH_MEASURE.search(inquiry.text)
    if asked is None or len(inquiry.things) != 1 or len(inquiry.years.named) > 1:
        return None
    held = inquiry.of(inquiry.things[0].keys)
    year = inquiry.years.named[0] if inquiry.years.named else None
    for first in values(of_year(inquiry.fitting(held, inquiry.measure_in(asked["one"])), year)):
        for second in values(of_year(inquiry.fitting(held, inquiry.measure_in(asked["other"])), first.year)):
            if second.period == first.period and comparable(first, second) and first.label != second.label:
                ordered = sorted((first, second), key=lambda one: -(one.base if one.base is not None else one.value))
                winner = ordered[-1] if asked["way"] in "少小低慢" else ordered[0]
                listed = "，".join(f"{one.label}{one.shown}" for one in ordered)
                return Drawn(
                    text=f"{winner.label}（{listed}）" if first.value != second.value else f"两者相同（{listed}）",
                    sparql=_query(ordered[0], ordered[1], _apart(ordered[0], ordered[1])[2], "difference"),
                    facts=tuple(map(inquiry.fact, ordered)),
                )
    return None


def _shared_ending(one: str, other: str) -> str:
    size = 0
    while size < min(len(one), len(other)) and one[-1 - size] == other[-1 - size]:
        size += 1
    return one[len(one) - size :]


def _one_missing(inquiry: Inquiry, held: Sequence[Holding], years: Sequence[int]) -> Drawn | None:
    missing = [year for year in years if not of_year(held, year)]
    known = [one for year in years for one in values(of_year(held, year))[:1]]
    if not known:
        return None
    if missing == [min(years)] and max(years) - min(years) == 1:
        return None  # a report may tell how far it moved from the year before
    told = "，".join(f"{one.when}{one.shown}" for one in known)
    lacking = "、".join(f"{year}年" for year in missing)
    reason = (
        f"有“{known[0].label}”，无{lacking}，不能相比；有的是：{told} / no figure for {', '.join(map(str, missing))}"
    )
    return Drawn(text=None, reason=reason, facts=tuple(inquiry.fact(one) for one in known))


def _each(inquiry: Inquiry, things: Sequence[Thing]) -> list[Holding] | None:
    """One figure of the measure for each thing, of one year: the year asked for, else the last that all have."""
    told = [inquiry.fitting(inquiry.of(thing.keys), None, ()) for thing in things]
    if not all(told):
        return None
    years = inquiry.years.named[:1] or tuple(
        sorted({one.year for one in told[0] if one.year is not None}, reverse=True)
    )
    for year in years:
        picked = [values(of_year(held, year)) for held in told]
        if all(picked):
            figures = [options[0] for options in picked]
            shape = {one.unit for one in figures}
            if len({one.name for one in figures}) == 1 and (len(shape) == 1 or all(one.base for one in figures)):
                return figures
    return None


def _things_missing(inquiry: Inquiry, things: Sequence[Thing]) -> Drawn | None:
    """Why several things cannot be set against one another or added up; None where none of them has the figure."""
    year = inquiry.years.named[0] if inquiry.years.named else None
    told = {thing.text: values(of_year(inquiry.fitting(inquiry.of(thing.keys)), year)) for thing in things}
    known = [one for found in told.values() for one in found[:1]]
    if not known:
        return None
    lacking = [name for name, found in told.items() if not found]
    held = "，".join(f"{inquiry.called(one)}{one.when}{one.shown}" for one in known)
    apart = "各处的数不是同一时段或同一单位"
    missing = f"没有{'、'.join(lacking)}的“{known[0].label}”" if lacking else apart
    return Drawn(
        text=None, reason=f"{missing}，无从推算；有的是：{held} / not all figures are held",
        facts=tuple(map(inquiry.fact, known)),
    )  # fmt: skip


def _two_things(inquiry: Inquiry) -> Drawn | None:
    """One measure of two things: by how much, how many times, or which is the greater."""
    things = inquiry.things
    word = _word(inquiry.text)
    if len(things) != 2 or len(inquiry.years.named) > 1 or (word is None and not _GREATER.search(inquiry.text)):
        return None
    if things[0].keys == things[1].keys:
        return None
    figures = _each(inquiry, things)
    if figures is None:
        return _things_missing(inquiry, things)
    if figures[0].subject == figures[1].subject or not comparable(*figures):
        return None
    first, second = figures
    if not _alike(first, second):
        return None
    if _GREATER.search(inquiry.text):
        ordered = sorted(figures, key=lambda one: -(one.base if one.base is not None else one.value))
        winner = ordered[-1] if _LESS.search(inquiry.text) else ordered[0]
        listed = "，".join(f"{inquiry.called(one)}{one.shown}" for one in ordered)
        apart, unit, reckoned = _apart(ordered[0], ordered[1])
        more = (
            f"；相差{_about(first, second)}{plain(apart)}{'个百分点' if unit == '%' else unit}（推算）" if word else ""
        )
        head = inquiry.called(winner) if apart else "两者相同"
        query = _query(ordered[0], ordered[1], reckoned, "difference")
        return Drawn(text=f"{head}（{listed}）{more}", sparql=query, facts=tuple(map(inquiry.fact, ordered)))
    said = _pair(inquiry, first, second, word or "difference")
    if word == "difference" and said.text is not None:
        return Drawn(text=f"{inquiry.called(first)}{said.text}", sparql=said.sparql, facts=said.facts)
    return said


def _sum(inquiry: Inquiry) -> Drawn | None:
    """The sum of one measure over the years or the things named."""
    if not _SUM.search(inquiry.text) or not inquiry.things:
        return None
    years, things = inquiry.years, inquiry.things
    if len(things) == 1 and (len(years.named) > 1 or (years.span is not None and None not in years.span)):
        held = inquiry.fitting(inquiry.of(things[0].keys), None, inquiry.families)
        wanted = years.named or range(years.span[0] or 0, (years.span[1] or 0) + 1) if years.span else years.named
        picked = [values(of_year(held, year))[:1] for year in wanted]
        if held and not all(picked):
            return _one_missing(inquiry, held, list(wanted))
        figures = [one for (one,) in picked] if all(picked) else []
        figures = figures if all(one.whole_year for one in figures) else []
    elif len(things) > 1 and len(years.named) <= 1:
        figures = _each(inquiry, things) or []
        if not figures:
            return _things_missing(inquiry, things)
    else:
        return None
    if len(figures) < 2 or len({one.unit for one in figures}) > 1 or any(one.unit == "%" for one in figures):
        return None
    total = sum((one.value for one in figures), Decimal(0))
    inputs = "，".join(f"{one.when if len(things) == 1 else inquiry.called(one)}{one.shown}" for one in figures)
    text = f"{_about(*figures)}{plain(total)}{figures[0].unit}（推算：{inputs}）"
    return Drawn(text=text, sparql=sum_query(figures), facts=tuple(map(inquiry.fact, figures)))


def _share(inquiry: Inquiry) -> Drawn | None:
    """What share of one figure another is, both of one thing and year, where no report tells the share itself."""
    asked = _OF.search(inquiry.text) or _SHARE.search(inquiry.text)
    if asked is None or len(inquiry.things) != 1 or len(inquiry.years.named) > 1:
        return None
    part_text = inquiry.text[: asked.start("whole")]
    part, whole = (
        inquiry.measure_in(re.sub(r"(?:占|是|在)(?:到|了)?$", "", text)) for text in (part_text, asked["whole"])
    )
    held = [one for one in inquiry.of(inquiry.things[0].keys) if one.kind == "level"]
    parts, wholes = inquiry.fitting(held, part), inquiry.fitting(held, whole)
    year = inquiry.years.named[0] if inquiry.years.named else None
    for one in values(of_year(parts, year)):
        for other in values(of_year(wholes, year)):
            if (
                one.period == other.period
                and one.subject == other.subject
                and one.unit == other.unit
                and one.value < other.value
            ):
                percent = one.value / other.value * 100
                inputs = f"{one.label}{one.shown}，{other.label}{other.shown}"
                text = f"{_about(one, other)}{plain(percent, 1)}%（推算：{inputs}）"
                query = _query(one, other, "?value1 * 100 / ?value2", "percent")
                return Drawn(text=text, sparql=query, facts=(inquiry.fact(one), inquiry.fact(other)))
    return None
