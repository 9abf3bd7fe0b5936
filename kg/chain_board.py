"""Who stands on which link of a chain: what reports say, put on the skeleton.

A company or project is put on a link by what it is said to make or do, or by its own name; a company also by a project
that it invests in, a zone by its leading industries and by the companies and projects in it. Every one comes with the
words that put it there.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from decimal import Decimal
from functools import lru_cache

import msgspec

from kg import chain_reports as reports
from kg.chain_reports import Evidence, Kind, Named, Record, Told
from kg.chain_skeleton import WHOLE, Skeleton
from kg.store import GraphStore
from kg.tsv import rows
from seeds import LEXICON


class Member(msgspec.Struct, frozen=True, kw_only=True):
    """A zone, company or project on a link. `zones` are the IRIs of the zones where it is (a zone: itself).

    Of a project: the `companies` behind it (IRIs), its furthest `stage` told and when, its `investment` in yuan as told
    by the last document that tells one. `evidence` is in order of document and place, and never empty.
    """

    iri: str
    kind: Kind
    name: str
    evidence: tuple[Evidence, ...]
    zones: tuple[str, ...] = ()
    companies: tuple[str, ...] = ()
    stage: str | None = None
    stage_date: str | None = None
    investment: Decimal | None = None

    def is_in(self, zones: Collection[str]) -> bool:
        """Whether it is in one of these zones."""
        return any(zone in zones for zone in self.zones)


Board = dict[str, tuple[Member, ...]]
"""Link's IRI (or WHOLE, for what only the chain as a whole is known of) → its members, by kind and name."""


class Survey(msgspec.Struct, frozen=True, kw_only=True):
    """All that reports say of the candidates of one or more chains."""

    told: tuple[Told, ...]
    target_names: dict[str, str]
    named: dict[str, Named]
    candidates: tuple[str, ...]
    """Those whose own name may put them on a link."""
    investors: tuple[Told, ...]
    locations: tuple[Told, ...]
    records: dict[str, list[Record]]
    mentions: dict[str, Evidence]


def survey(graph: GraphStore, skeleton: Skeleton) -> Survey:
    """Everything in the store that bears on one chain."""
    target_names = dict(reports.targets(graph))
    placed = [iri for iri, name in target_names.items() if skeleton.places(iri, name)]
    told = reports.told_of_targets(graph, placed)
    like = reports.named_like(graph, (*skeleton.names.names, *skeleton.whole_names.names))
    like = {iri: one for iri, one in like.items() if skeleton.places_of_name(one.name)}
    return _survey(graph, told, target_names, like)


def survey_zones(graph: GraphStore, zones: Collection[str]) -> Survey:
    """Everything in the store that bears on these zones, for all chains."""
    residents = {one.subject for one in reports.residents(graph, zones)}
    investors = {one.subject for one in reports.investors(graph, residents)}
    ventures = {one.target for one in reports.ventures(graph, residents)}
    subjects = {*zones, *residents, *investors, *ventures}
    return _survey(
        graph, reports.told_of_subjects(graph, subjects), dict(reports.targets(graph)), reports.named(graph, subjects)
    )


def _survey(
    graph: GraphStore, told: Iterable[Told], target_names: dict[str, str], candidates: dict[str, Named]
) -> Survey:
    told = tuple(told)
    named = {**reports.named(graph, {one.subject for one in told} - candidates.keys()), **candidates}
    projects = {iri for iri, one in named.items() if one.kind == "Project"}
    investors = reports.investors(graph, projects)
    named |= reports.named(graph, {one.subject for one in investors} - named.keys())
    locations = reports.locations(graph, {iri for iri, one in named.items() if one.kind != "Zone"})
    named |= reports.named(graph, {one.target for one in locations} - named.keys())
    locations = [one for one in locations if one.target in named and named[one.target].kind == "Zone"]
    return Survey(
        told=told,
        target_names=target_names,
        named=named,
        candidates=tuple(sorted(candidates)),
        investors=tuple(investors),
        locations=tuple(locations),
        records=reports.records(graph, projects),
        mentions=reports.first_mentions(graph, candidates),
    )


def board(skeleton: Skeleton, survey: Survey) -> Board:
    """Put everything of a survey on the links of one chain."""
    on: dict[str, dict[str, set[Evidence]]] = {}

    def put(place: str, iri: str, evidence: Evidence) -> None:
        if iri in survey.named:
            on.setdefault(place, {}).setdefault(iri, set()).add(evidence)

    for one in survey.told:
        for place in skeleton.places(one.target, survey.target_names.get(one.target, "")):
            put(place, one.subject, one.evidence)
    for iri in survey.candidates:
        for place in skeleton.places_of_name(survey.named[iri].name):
            if iri not in on.get(place, {}):
                told = survey.records.get(iri)
                evidence = msgspec.structs.replace(told[0].evidence, how="name") if told else survey.mentions.get(iri)
                if evidence is not None:
                    put(place, iri, evidence)
    for one in survey.investors:
        for place in [place for place, members in on.items() if one.target in members]:
            put(place, one.subject, one.evidence)
    placed = {iri for place, members in on.items() if place != WHOLE for iri in members}
    on[WHOLE] = {iri: told for iri, told in on.get(WHOLE, {}).items() if iri not in placed}

    companies: dict[str, set[str]] = {}
    for one in survey.investors:
        companies.setdefault(one.target, set()).add(one.subject)
    homes: dict[str, set[str]] = {}
    for one in survey.locations:
        homes.setdefault(one.subject, set()).add(one.target)
    return {place: _members(members, survey, companies, homes) for place, members in sorted(on.items()) if members}


def _members(
    here: dict[str, set[Evidence]], survey: Survey, companies: dict[str, set[str]], homes: dict[str, set[str]]
) -> tuple[Member, ...]:
    evidence = {iri: set(told) for iri, told in here.items()}
    zones = {iri: {iri} if survey.named[iri].kind == "Zone" else set(homes.get(iri, ())) for iri in here}
    for iri in here:  # a company is also where its projects of this link are
        for company in companies.get(iri, ()):
            if company in zones:
                zones[company] |= zones[iri]
    for one in survey.locations:  # and a zone is on the link where its companies and projects are
        if one.subject in here:
            evidence.setdefault(one.target, set()).add(one.evidence)
            zones.setdefault(one.target, {one.target})
    found = []
    for iri, told in evidence.items():
        named = survey.named[iri]
        stage, reached, investment = _state(survey.records.get(iri, ()))
        found.append(
            Member(
                iri=iri,
                kind=named.kind,
                name=named.name,
                evidence=tuple(sorted(told)),
                zones=tuple(sorted(zones[iri])),
                companies=tuple(sorted(companies.get(iri, ()))),
                stage=stage,
                stage_date=reached,
                investment=investment,
            )
        )
    return tuple(sorted(found, key=lambda member: (member.kind, member.name, member.iri)))


def _state(records: Iterable[Record]) -> tuple[str | None, str | None, Decimal | None]:
    """Furthest stage with its date, and the investment told last. A project does not go back, so furthest is latest."""
    order = _stage_order()
    stage: str | None = None
    reached: str | None = None
    investment: Decimal | None = None
    for record in records:
        if record.stage and (stage is None or order.get(record.stage, 0) >= order.get(stage, 0)):
            reached = record.stage_date or (reached if record.stage == stage else None)
            stage = record.stage
        if record.investment is not None:
            investment = record.investment
    return stage, reached, investment


@lru_cache(maxsize=1)
def _stage_order() -> dict[str, int]:
    return {row["stage"]: int(row["order"]) for row in rows(LEXICON / "stages.tsv")}
