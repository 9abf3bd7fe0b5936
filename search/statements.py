"""The figures that the graph holds around the best passages, each tied to the number in the text that states it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Literal

import msgspec

from kg.documents import DocumentStore
from kg.model import Facts, Key, Observation, Project
from search.context import passage_place
from search.index import Hit

Field = Literal["level", "change", "investment", "area", "capacity"]
_FIELDS = {"investment": "总投资", "area": "面积", "capacity": "产能"}


class Statement(msgspec.Struct, frozen=True, kw_only=True):
    """A figure of the graph: of an observation (`level`, or how it moved: `change`) or a field of a project.

    The number stands at `at` of the document, in the statement `start` to `end`.
    """

    doc: str
    start: int
    end: int
    at: int
    subject: Key
    indicator: str
    value: float | None
    unit: str | None
    period: str | None
    field: Field
    observation: Observation | None = None


def _shown(value: Decimal) -> str:
    return f"{value:f}".rstrip("0").rstrip(".") if "." in f"{value:f}" else f"{value:f}"


def _of_observation(doc: str, text: str, told: Observation) -> Iterator[Statement]:
    at = text.find(told.text, told.start, told.end)
    at = told.start if at < 0 else at
    yield Statement(
        doc=doc, start=told.start, end=told.end, at=at, subject=told.subject, indicator=told.indicator,
        value=float(told.value), unit=told.unit, period=told.period, field="level", observation=told,
    )  # fmt: skip
    if told.change is not None:
        moved = text.find(_shown(abs(told.change.value)), at + len(told.text), told.end)
        if moved >= 0:
            yield Statement(
                doc=doc, start=told.start, end=told.end, at=moved, subject=told.subject,
                indicator=f"{told.indicator}{told.change.kind}", value=float(told.change.value),
                unit=told.change.unit, period=told.period, field="change", observation=told,
            )  # fmt: skip


def _of_project(doc: str, text: str, told: Project) -> Iterator[Statement]:
    numbers: list[tuple[Field, str, float | None, str | None]] = []
    if told.investment is not None:
        numbers.append(
            ("investment", _shown(told.investment.value), float(told.investment.value), told.investment.unit)
        )
    if told.area is not None:
        numbers.append(("area", _shown(told.area.value), float(told.area.value), told.area.unit))
    if told.capacity:
        numbers.append(("capacity", told.capacity, None, None))
    for field, shown, value, unit in numbers:
        at = text.find(shown, told.start, told.end)
        if at >= 0:
            yield Statement(
                doc=doc, start=told.start, end=told.end, at=at, subject=told.key, indicator=_FIELDS[field],
                value=value, unit=unit, period=None, field=field,
            )  # fmt: skip


def _all(doc: str, text: str, facts: Facts) -> Iterator[Statement]:
    for observation in facts.observations:
        yield from _of_observation(doc, text, observation)
    for project in facts.projects:
        yield from _of_project(doc, text, project)


def statements(documents: DocumentStore, hits: Sequence[Hit]) -> dict[tuple[str, int], list[Statement]]:
    """The statements whose numbers stand in these passages, by document and place of the number."""
    places: dict[str, list[tuple[int, int]]] = {}
    for hit in hits:
        doc, start, end = passage_place(hit.id)
        places.setdefault(doc, []).append((start, end))
    found: dict[tuple[str, int], list[Statement]] = {}
    for doc, spans in places.items():
        for one in _all(doc, documents.text(doc), documents.facts(doc)):
            if any(start <= one.at < end for start, end in spans):
                found.setdefault((doc, one.at), []).append(one)
    return found
