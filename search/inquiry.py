"""What a question asks of the graph: the things it names (with the readings of each name), the years, the measure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import cached_property

from kg.documents import DocumentStore
from kg.iris import Iris
from kg.model import Key
from kg.store import GraphStore
from search.holdings import Holding, of_indicators, of_subjects
from search.measures import Asked, MeasureBook, asked_measure, named, written
from search.places import places
from search.question import Question
from search.replies import CitedFact
from search.sentences import unit_family
from search.terms import is_name, known_names
from search.years import Years, asked_years

TYPES = ("Zone", "Region", "Company", "Project", "Fund", "Facility", "Organization", "Industry")
"""Types of things that figures are told of; names of policies and honours belong to the measure."""
_PLANNED = re.compile(r"目标|计划|预计|力争|规划|任务|预期")
_RATE = re.compile(r"率|占比|比重|比例|百分")
ZONES = re.compile(r"开发区|经开区|高新区|园区|示范区|综保区|产业园")
_GROWTH = re.compile(r"增速|涨幅|降幅|(?:下降|[降跌])得?(?:更|最|较)?[快慢]")
REGIONS = re.compile(
    r"(?:地级|县级)?(?:市|县|省份?|地方|地区)(?:是|为)?哪|(?:哪|各|几)(?:一?个|些|几个)?(?:地级|县级)?(?:市|县(?!级)|省(?!级)|区(?!域)|地方|地区)"
)


class Thing:
    """A thing that the question names: its words and the entities that they may mean."""

    def __init__(self, text: str, start: int, keys: tuple[Key, ...]) -> None:
        self.text, self.start, self.keys = text, start, keys


def _qualifies(one: Thing, after: Thing | None) -> bool:
    """Whether a region only says where what stands right behind it lies: 吴州 in 吴州青岩园区, not in 吴州光伏产业."""
    return (
        after is not None
        and not all(key.startswith("Industry/") for key in after.keys)
        and after.start == one.start + len(one.text)
        and all(key.startswith("Region/") for key in one.keys)
    )


class Inquiry:
    """One question looked at with the graph at hand; what is read of the graph is read once."""

    def __init__(
        self,
        question: Question,
        documents: DocumentStore,
        graph: GraphStore,
        iris: Iris,
        book: Callable[[], MeasureBook],
        today: date | None = None,
    ) -> None:
        """`book` gives the indicators of the graph; `today` is the asker's day, where it was given."""
        self._book = book
        self.question, self.documents, self.graph, self.iris = question, documents, graph, iris
        self.text = question.text
        self.years: Years = asked_years(question.text, today)
        self.dated = today is not None
        """Whether the asker's day was given, so that 去年 means just that year."""
        self._read: dict[tuple[Key, ...], list[Holding]] = {}
        self._measured: dict[tuple[str, str], list[Holding]] = {}

    @cached_property
    def things(self) -> list[Thing]:
        """The things named that figures may be told of, left to right."""
        found = []
        for hit, keys in known_names(self.text, self.documents):
            kept = tuple(key for key in keys if key.partition("/")[0] in TYPES)
            if kept:
                found.append(Thing(hit.surface, hit.start, kept))
        return [one for one, after in zip(found, (*found[1:], None), strict=False) if not _qualifies(one, after)]

    @cached_property
    def unknown_place(self) -> bool:
        """Whether it names a place or zone that no document names."""
        ends = [(hit.start, hit.end) for hit, _ in known_names(self.text, self.documents)]
        return any(not any(a <= place.start and place.end <= b for a, b in ends) for place in places(self.text))

    @cached_property
    def asked(self) -> Asked:
        """The words in which the measure is named."""
        return self.measure_in(self.text)

    def measure_in(self, text: str) -> Asked:
        """The words of some part of the question in which a measure is named."""
        return asked_measure(text, [one.text for one in self.things], self.years.texts)

    @property
    def families(self) -> tuple[str, ...]:
        """What kinds of unit the question asks for (money, count, percent…); empty where it does not tell."""
        return self.question.slots[0].families if self.question.slots else ()

    def of(self, keys: Iterable[Key]) -> list[Holding]:
        """All figures of some subjects."""
        wanted = tuple(dict.fromkeys(keys))
        if wanted not in self._read:
            self._read[wanted] = of_subjects(self.graph, self.iris, wanted)
        return self._read[wanted]

    def fitting(
        self,
        held: Sequence[Holding],
        asked: Asked | None = None,
        families: Sequence[str] = (),
        *,
        grown: bool = False,
        planned: bool | None = None,
    ) -> list[Holding]:
        """Those of the measure asked for: the best match only; plans only where the question asks for them.

        `grown`: the question asks for growth, in whatever words; `planned` overrides what its words say of plans.
        """
        measure = self.asked if asked is None else asked
        rated = [(named(measure, one.label, one.name), one) for one in held]
        rated = [(worth, one) for worth, one in rated if worth > 0 and self._of_family(one, families, grown)]
        planned = bool(_PLANNED.search(self.text)) if planned is None else planned
        rated = [(worth, one) for worth, one in rated if (one.status != "实际") == planned] or (
            rated if planned else []
        )
        best = max((worth for worth, _ in rated), default=0.0)
        return [one for worth, one in rated if worth == best]

    @cached_property
    def _asks_growth(self) -> bool:
        return bool(_GROWTH.search(written(self.text)))

    @cached_property
    def _asks_rate(self) -> bool:
        return self._asks_growth or bool(_RATE.search(self.text))

    def _of_family(self, one: Holding, families: Sequence[str], grown: bool = False) -> bool:
        family = unit_family(one.unit)
        if (grown or self._asks_growth) and one.kind != "growth" and not one.label.endswith(("增速", "涨幅", "降幅")):
            return False
        if one.kind in ("rank", "difference"):
            return False
        if one.kind in ("growth", "share") and not (grown or self._asks_rate):
            return False
        wanted = [name for name in families if name not in ("percent", "rank")]
        return (
            not wanted
            or family in wanted
            or (family in ("people", "count") and {"people", "count"} & set(wanted) != set())
        )

    def across(self, kind: str, asked: Asked | None = None) -> list[Holding]:
        """The figures of the measure asked for, of all things of one type, and of no other measure."""
        measure = self.asked if asked is None else asked
        place = (kind, measure.plain)
        if place not in self._measured:
            held = of_indicators(self.graph, self.iris, self._book().named(measure), kind)
            self._measured[place] = self.fitting(held, measure, self.families)
        return self._measured[place]

    def called(self, one: Holding) -> str:
        """The subject as the question calls it, else as the report of the figure does."""
        for thing in self.things:
            if any(self.iris.entity(key) == one.subject for key in thing.keys):
                return thing.text
        text = self.documents.text(one.doc)
        if one.subject_name in text:
            return one.subject_name
        key = self.iris.key_of(one.subject)
        known = self.documents.named(key) if key is not None else None
        used = [form for form in known.surfaces if form in text and is_name(form)] if known is not None else []
        return max(used, key=lambda form: (len(form), form), default=one.subject_name)

    def fact(self, one: Holding) -> CitedFact:
        """A figure as a fact with the words that tell it."""
        return CitedFact(
            subject=one.subject_name, indicator=one.label, value=float(one.value), unit=one.unit, period=one.period,
            quote=self.documents.quote(one.doc, one.start, one.end), doc=one.doc, start=one.start, end=one.end,
        )  # fmt: skip


def of_year(held: Sequence[Holding], year: int | None) -> list[Holding]:
    """The figures of one year (of no year: all), those of the whole year first and alone where there are such."""
    mine = [one for one in held if year is None or one.year == year]
    return [one for one in mine if one.whole_year] or mine


def values(held: Sequence[Holding]) -> list[Holding]:
    """One figure for each different value: of the first document that tells it; roundings count as the same."""
    found: list[Holding] = []
    for one in sorted(held, key=lambda h: (h.qualifier is not None, h.doc, h.start)):
        if not any(same(one, other) for other in found):
            found.append(one)
    return found


def same(one: Holding, other: Holding) -> bool:
    """Whether two figures may be one: equal, or apart by less than a rounding that one of them tells."""
    if one.unit != other.unit and (one.base is None or other.base is None):
        return False
    a, b = (one.value, other.value) if one.unit == other.unit else (one.base, other.base)
    if a is None or b is None or a == b:
        return a == b
    rough = one.qualifier is not None or other.qualifier is not None
    apart = abs(a - b) / max(abs(a), abs(b))
    places = min(_places(one), _places(other))
    return float(apart) < 0.05 if rough else (one.unit == other.unit and round(a, places) == round(b, places))


def _places(one: Holding) -> int:
    exponent = one.value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
