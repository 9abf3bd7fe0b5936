"""The projects of a store by stage, each with what every report says of it: what the page's board shows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Any

import msgspec

from api.workspace import Workspace
from kg.model import Key, Quantity
from kg.tsv import rows
from kg.vocabulary import shipped
from seeds import LEXICON

_YI = Decimal(10**8)
_MOST_OPTIONS = 1000


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """What the characters `start` to `end` of a document say of a project; names instead of keys.

    `when`: the date of the stage where it is told, else the document's.
    """

    doc: str
    start: int
    end: int
    title: str
    date: str
    when: str
    zone: str
    industry: str
    companies: tuple[str, ...]
    investment: Quantity | None
    stage: str


class Listed(msgspec.Struct, frozen=True, kw_only=True):
    """A project: each value from the latest report that tells it; `yi` is the investment in 亿元 where it is in yuan.

    `said` is in the order of time, the latest first.
    """

    key: Key
    name: str
    zone: str
    industry: str
    companies: tuple[str, ...]
    stage: str
    investment: Quantity | None
    yi: float | None
    when: str
    said: tuple[Said, ...]


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """A choice of projects: of a zone, of an industry, told in a year, of at least so many 亿元, at one stage.

    An empty field chooses all. The `stage` "-" is that of projects whose stage nobody tells.
    """

    zone: str = ""
    industry: str = ""
    year: str = ""
    least: float | None = None
    stage: str = ""

    def fits(self, one: Listed) -> bool:
        """Whether it is one of those."""
        return (
            (not self.stage or one.stage == self.stage.strip("-"))
            and (self.least is None or (one.yi or 0) >= self.least)
            and (not self.zone or any(said.zone == self.zone for said in one.said))
            and (not self.industry or any(said.industry == self.industry for said in one.said))
            and (not self.year or any(said.when.startswith(self.year) for said in one.said))
        )


class _Record(msgspec.Struct, frozen=True):
    key: Key
    start: int
    end: int
    zone: Key | None = None
    companies: tuple[Key, ...] = ()
    industry: Key | None = None
    investment: Quantity | None = None
    stage: str | None = None
    stage_date: str | None = None


class _Stated(msgspec.Struct, frozen=True):
    projects: tuple[_Record, ...] = ()


def project_board(workspace: Workspace) -> tuple[Listed, ...]:
    """All projects, those with the largest investment first."""
    documents = workspace.documents
    names, told = documents.all_names(), {one.id: one for one in documents.summaries()}

    def name(key: Key | None) -> str:
        return "" if key is None else names.get(key, key.partition("/")[2])

    said: dict[Key, list[Said]] = {}
    for doc, stated in documents.parts(_Stated):
        title, date = told[doc].title or doc, told[doc].date or ""
        for one in stated.projects:
            found = Said(
                doc=doc, start=one.start, end=one.end, title=title, date=date, when=one.stage_date or date,
                zone=name(one.zone), industry=name(one.industry), companies=tuple(map(name, one.companies)),
                investment=one.investment, stage=one.stage or "",
            )  # fmt: skip
            said.setdefault(one.key, []).append(found)
    listed = (_listed(key, name(key), records) for key, records in said.items())
    return tuple(sorted(listed, key=lambda one: (-(one.yi if one.yi is not None else -1), one.name, one.key)))


def _listed(key: Key, name: str, records: list[Said]) -> Listed:
    said = sorted(records, key=lambda one: (one.doc, one.start))
    said.sort(key=lambda one: one.when, reverse=True)
    investment = next((one.investment for one in said if one.investment is not None), None)
    return Listed(
        key=key,
        name=name,
        zone=next((one.zone for one in said if one.zone), ""),
        industry=next((one.industry for one in said if one.industry), ""),
        companies=tuple(dict.fromkeys(company for one in said for company in one.companies)),
        stage=next((one.stage for one in said if one.stage), ""),
        investment=investment,
        yi=None if investment is None else _in_yi(investment),
        when=said[0].when,
        said=tuple(said),
    )


def _in_yi(told: Quantity) -> float | None:
    units = shipped()
    base = units.base_value(told.value, told.unit) if units.family(told.unit) == "CNY" else None
    return None if base is None else float(base / _YI)


def board_view(board: Sequence[Listed], wanted: Wanted, most: int, project: Key | None) -> dict[str, Any]:
    """What fits: `count`, `yi` in all, `stages` in their order with the `most` largest projects of each.

    `zones`, `industries` and `years` are what one can choose among, the most frequent (years: the latest) first.
    `project` names the one whose `said` is told too; None under that name where there is no such project.
    """
    fitting = [one for one in board if wanted.fits(one)]
    stages: dict[str, list[Listed]] = {}
    for one in fitting:
        stages.setdefault(one.stage, []).append(one)
    order = _order()
    chosen = None if project is None else next((one for one in board if one.key == project), None)
    return {
        "count": len(fitting),
        "all": len(board),
        "yi": round(sum(one.yi or 0 for one in fitting), 4),
        "stages": [
            {"stage": stage, "count": len(some), "projects": [_card(one) for one in some[:most]]}
            for stage, some in sorted(stages.items(), key=lambda one: (order.get(one[0], len(order)), one[0]))
        ],
        "zones": _frequent(one.zone for one in board),
        "industries": _frequent(one.industry for one in board),
        "years": sorted({said.when[:4] for one in board for said in one.said if said.when}, reverse=True),
        "project": None if chosen is None else {**_card(chosen), "said": [_plain(one) for one in chosen.said]},
    }


def _card(one: Listed) -> dict[str, Any]:
    told = _plain(one)
    del told["said"]
    return told


def _plain(one: Listed | Said) -> dict[str, Any]:
    told: dict[str, Any] = msgspec.structs.asdict(one)
    if one.investment is not None:
        told["investment"] = {"value": float(one.investment.value), "unit": one.investment.unit}
    return told


def _frequent(words: Iterable[str]) -> list[str]:
    counted = Counter(one for one in words if one)
    return sorted(counted, key=lambda one: (-counted[one], one))[:_MOST_OPTIONS]


@lru_cache(maxsize=1)
def _order() -> dict[str, int]:
    return {row["stage"]: int(row["order"]) for row in rows(LEXICON / "stages.tsv")}
