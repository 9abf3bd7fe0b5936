"""Questions that may be taken in several ways, and figures that reports disagree on: all told, and what parts them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.model import Key
from search.drawn import Drawn
from search.holdings import Holding, rows_query
from search.inquiry import ZONES, Inquiry, of_year, values
from search.places import divisions
from search.replies import Reading

_REGION = re.compile(r"全[市县省]|本[市县省]|[市县省]里")
_MOST = 5
_TITLE = 24


def _year(inquiry: Inquiry, held: Sequence[Holding]) -> list[Holding]:
    """The figures of the year asked for, else of the last year held."""
    if inquiry.years.named:
        return of_year(held, inquiry.years.named[0])
    last = max((one.year for one in held if one.year is not None), default=None)
    return of_year(held, last)


def readings(inquiry: Inquiry) -> Drawn | None:
    """The figures of all that a name, or no name, may mean; None where one thing alone is meant or holds the figure."""
    if inquiry.question.kind != "figure" or len(inquiry.question.slots) != 1 or inquiry.years.many:
        return None
    if len(inquiry.years.named) > 1 or inquiry.unknown_place or len(inquiry.things) > 1:
        return None
    if inquiry.things:
        keys = (*inquiry.things[0].keys, *_zones_of(inquiry))
        held = [one for key in keys for one in inquiry.fitting(inquiry.of((key,)), None, inquiry.families)]
        meant = f"“{inquiry.things[0].text}”"
    else:
        kind = "Region" if _REGION.search(inquiry.text) else "Zone"
        if kind == "Zone" and not (ZONES.search(inquiry.text) or inquiry.asked.words):
            return None
        held, meant = inquiry.across(kind), "所指的地方"
    told = values_by_subject(_year(inquiry, held))
    if len(told) < 2 or len({one.shown for one in told}) < 2:
        return None
    shown = told[:_MOST]
    when = "" if inquiry.years.named else "{0.when}"
    text = "；".join(f"{_own_name(inquiry, one)}{when.format(one)}{one.shown}" for one in shown)
    if len(told) > _MOST:
        text += f"；等{len(told)}处"
    options = tuple(Reading(meant=one.subject_name, question=_put(inquiry, one), answer=one.shown) for one in told[:10])
    return Drawn(
        text=text, sparql=rows_query(shown), facts=tuple(map(inquiry.fact, shown)), readings=options,
        note=f"{meant}可指{len(told)}处，请选一处 / the question may mean {len(told)} places: choose one",
    )  # fmt: skip


def _own_name(inquiry: Inquiry, one: Holding) -> str:
    """What a subject is called where names must be told apart: its whole name if one word means several."""
    return one.subject_name if inquiry.things else inquiry.called(one)


def values_by_subject(held: Sequence[Holding]) -> list[Holding]:
    """One figure for each subject, in the order of their names."""
    found: dict[str, Holding] = {}
    for one in values_each(held):
        found.setdefault(one.subject, one)
    return sorted(found.values(), key=lambda one: (one.subject_name, one.subject))


def values_each(held: Sequence[Holding]) -> list[Holding]:
    """The different values of each subject."""
    return [
        one
        for subject in sorted({h.subject for h in held})
        for one in values([h for h in held if h.subject == subject])
    ]


def _zones_of(inquiry: Inquiry) -> list[Key]:
    """The zones that bear the name of the region named: 晋中 may mean the city or its zone."""
    thing = inquiry.things[0]
    if any(not key.startswith("Region/") for key in thing.keys) or re.search(r"[市县省]$", thing.text):
        return []
    if thing.text not in divisions() or re.search(rf"{re.escape(thing.text)}(?:全?[市县省]|各)|全市", inquiry.text):
        return []
    return [key for key, name in inquiry.documents.all_names("Zone").items() if name.startswith(thing.text)]


def _put(inquiry: Inquiry, one: Holding) -> str:
    """The question with the thing that is meant named in it."""
    if inquiry.things:
        return inquiry.text.replace(inquiry.things[0].text, one.subject_name, 1)
    bare = ZONES.search(inquiry.text)
    if bare:
        return (
            inquiry.text[: bare.start()].removesuffix("本").removesuffix("该")
            + inquiry.called(one)
            + inquiry.text[bare.end() :]
        )
    return inquiry.called(one) + inquiry.text


def disagreement(inquiry: Inquiry) -> Drawn | None:
    """The different figures that different reports tell of the same thing, measure and period, each with its report."""
    if inquiry.question.kind != "figure" or len(inquiry.question.slots) != 1 or len(inquiry.things) != 1:
        return None
    if len(inquiry.years.named) > 1 or inquiry.years.many:
        return None
    held = _year(inquiry, inquiry.fitting(inquiry.of(inquiry.things[0].keys), None, inquiry.families))
    subjects = {one.subject for one in held}
    if len(subjects) != 1 or len({one.period for one in held}) != 1:
        return None
    told = values(held)
    if len(told) < 2 or len({one.doc for one in told}) < len(told):
        return None
    text = "；".join(f"{one.shown}（{_title(inquiry, one)}）" for one in told[:3])
    return Drawn(
        text=text, sparql=rows_query(told), facts=tuple(map(inquiry.fact, told)),
        note=f"{len(told)}份报告所说不同 / {len(told)} reports disagree",
    )  # fmt: skip


def _title(inquiry: Inquiry, one: Holding) -> str:
    document = inquiry.documents.get(one.doc)
    article = next((a for a in document.articles if a.start <= one.start < a.end), None)
    title = (article.title if article is not None else None) or document.title or one.doc
    return f"《{title[:_TITLE]}》"


def nearest(inquiry: Inquiry) -> Drawn | None:
    """Why there is no figure, and what is nearest: the measure in another year, or other measures of the thing."""
    if inquiry.question.kind != "figure" or len(inquiry.things) != 1 or inquiry.unknown_place:
        return None
    everything = inquiry.of(inquiry.things[0].keys)
    held = inquiry.fitting(everything, None, ())
    name = inquiry.things[0].text
    asked = inquiry.years.named
    if inquiry.years.relative and not inquiry.dated:
        return None  # 今年 may be the report's own
    if held and asked and not any(of_year(held, year) for year in asked):
        near = min(held, key=lambda one: (abs((one.year or 0) - asked[0]), not one.whole_year, one.doc, one.start))
        if near.year is None:
            return None
        reason = (
            f"{name}有“{near.label}”，无{asked[0]}年；最近的是{near.when}{near.shown}"
            f" / held, but not for {asked[0]}; nearest: {near.period}"
        )
        return Drawn(text=None, reason=reason, facts=(inquiry.fact(near),))
    return None
