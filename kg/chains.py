"""Industrial chains with what reports put on them: a chain as a graph in layers, two zones on one, missing links.

The links and what feeds what are our skeleton (`zg:Chain` in the lexicon's graph); zones, companies and projects, and
edges marked as told, are what reports say. A link is *missing* (缺链) where no company and no project stands on it.
"""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

import msgspec

from kg import chain_reports as reports
from kg import terms
from kg.chain_board import Board, Member, board, survey, survey_zones
from kg.chain_reports import Evidence
from kg.chain_skeleton import WHOLE, Head, Skeleton, heads, load, select
from kg.errors import ZonegraphError
from kg.store import GraphStore

if TYPE_CHECKING:
    import networkx

__all__ = [
    "ChainHead", "ChainShare", "Comparison", "Evidence", "LinkComparison", "Member", "Pairing", "Presence",
    "UnknownChainError", "UnknownZoneError", "catalogue", "chain", "chains_of", "compare", "find_zone",
]  # fmt: skip


class UnknownChainError(ZonegraphError):
    """A chain that the skeleton does not have."""


class UnknownZoneError(ZonegraphError):
    """A zone that no document names, or a name that several zones have."""


class ChainHead(msgspec.Struct, frozen=True, kw_only=True):
    """A chain of the skeleton without what reports say."""

    id: str
    iri: str
    label: str
    label_en: str
    definition: str
    links: int


class Presence(msgspec.Struct, frozen=True, kw_only=True):
    """What a zone has on a link. `zone` is the zone's own member where a report says that it leads with it."""

    zone: Member | None
    companies: tuple[Member, ...]
    projects: tuple[Member, ...]

    @property
    def there(self) -> bool:
        """Whether any company or project stands on the link."""
        return bool(self.companies or self.projects)

    @property
    def investment(self) -> Decimal:
        """Investment of the projects in yuan, as far as told."""
        return sum((one.investment for one in self.projects if one.investment is not None), Decimal(0))


class LinkComparison(msgspec.Struct, frozen=True, kw_only=True):
    """One link with what two zones have on it; `who`: both, a, b or neither."""

    id: str
    label: str
    label_en: str
    stage: str
    layer: int
    a: Presence
    b: Presence
    who: Literal["both", "a", "b", "neither"]


class Pairing(msgspec.Struct, frozen=True, order=True):
    """One zone has a link that the other lacks and that feeds a link of the other: ids of the two links."""

    supplier: Literal["a", "b"]
    link: str
    feeds: str


class Comparison(msgspec.Struct, frozen=True, kw_only=True):
    """Two zones on one chain, links in order of layer; `pairings` is where they could supply each other."""

    chain: ChainHead
    zone_a: str
    zone_b: str
    links: tuple[LinkComparison, ...]
    pairings: tuple[Pairing, ...]


class ChainShare(msgspec.Struct, frozen=True, kw_only=True):
    """What a zone has of one chain. `present` and `missing` are ids of links in order of layer.

    `core` tells a chain that the zone lives on from one that it only touches: something stands on one of its middle
    links, or on any of them while a report names the chain itself; never a chain with nothing on its
    links. `whole` counts members known only to be of the chain.
    """

    chain: ChainHead
    core: bool
    present: tuple[str, ...]
    missing: tuple[str, ...]
    companies: int
    projects: int
    investment: Decimal
    whole: int


def catalogue(graph: GraphStore) -> tuple[ChainHead, ...]:
    """All chains of the skeleton, by id."""
    return tuple(_head(one) for one in heads(graph))


def chain(graph: GraphStore, chain_id: str, zone: str | None = None) -> networkx.DiGraph:
    """A chain as a directed graph, from what feeds to what is fed; `zone` keeps what is in that zone or its parts.

    `chain_id` is an id, IRI or name of a chain, `zone` an IRI or name of a zone. Errors: `UnknownChainError`,
    `UnknownZoneError`.

    Nodes are ids of links, in order of layer, with: iri, label, label_en, definition, stage (上游 中游 下游),
    kind (工序, 场所, 用途, 投入: no trade of its own, which is never missing), layer
    (0, 1, …), zones, companies, projects (each a tuple of `Member`), counts (zones, companies, projects: int;
    investment: yuan), missing (no company or project), elsewhere (zones, as `Member`, that have the link where `zone`
    lacks it). Edges have kind: `supplies` or `returns` (recycled material) from the skeleton, `told` where only
    reports say so; and evidence: the words of reports that call one upstream of the other.
    The graph itself has: id, iri, label, label_en, definition, zone (IRI or None), whole (members known only to be of
    the chain) and missing (ids of links).
    """
    import networkx

    (skeleton,) = load(graph, [_find(heads(graph), chain_id)])
    place = find_zone(graph, zone) if zone is not None else None
    family = reports.parts_of_zone(graph, place) if place is not None else None
    everything = board(skeleton, survey(graph, skeleton))
    drawn: networkx.DiGraph = networkx.DiGraph()
    missing = []
    for link in skeleton.links.values():
        here = _within(everything.get(link.iri, ()), family)
        zones, companies, projects = (_of(here, kind) for kind in ("Zone", "Company", "Project"))
        gone = not companies and not projects and not link.kind
        if gone:
            missing.append(link.id)
        away = _of(everything.get(link.iri, ()), "Zone") if gone and family is not None else ()
        drawn.add_node(
            link.id,
            iri=link.iri,
            label=link.label,
            label_en=link.label_en,
            definition=link.definition,
            stage=link.stage,
            kind=link.kind,
            layer=link.layer,
            zones=zones,
            companies=companies,
            projects=projects,
            counts={
                "zones": len(zones),
                "companies": len(companies),
                "projects": len(projects),
                "investment": _investment(projects),
            },
            missing=gone,
            elsewhere=tuple(one for one in away if one not in zones),
        )
    for kind, pairs in (("supplies", skeleton.feeds), ("returns", skeleton.returns)):
        for a, b in pairs:
            drawn.add_edge(skeleton.links[a].id, skeleton.links[b].id, kind=kind, evidence=())
    for (a, b), told in _told_edges(graph, skeleton).items():
        if drawn.has_edge(a, b):
            drawn.edges[a, b]["evidence"] = told
        else:
            drawn.add_edge(a, b, kind="told", evidence=told)
    drawn.graph.update(
        msgspec.structs.asdict(_head(skeleton.head)),
        zone=place,
        whole=_within(everything.get(WHOLE, ()), family),
        missing=tuple(missing),
    )
    return drawn


def compare(graph: GraphStore, chain_id: str, zone_a: str, zone_b: str) -> Comparison:
    """Two zones on one chain: link by link, and where one could supply the other. Errors as of `chain`."""
    (skeleton,) = load(graph, [_find(heads(graph), chain_id)])
    zones = find_zone(graph, zone_a), find_zone(graph, zone_b)
    families = [reports.parts_of_zone(graph, zone) for zone in zones]
    everything = board(skeleton, survey(graph, skeleton))
    links = []
    for link in skeleton.links.values():
        a, b = (
            _presence(_within(everything.get(link.iri, ()), family), zone)
            for family, zone in zip(families, zones, strict=True)
        )
        links.append(
            LinkComparison(
                id=link.id,
                label=link.label,
                label_en=link.label_en,
                stage=link.stage,
                layer=link.layer,
                a=a,
                b=b,
                who="both" if a.there and b.there else "a" if a.there else "b" if b.there else "neither",
            )
        )
    who = {link.id: link.who for link in links}
    ids = {iri: link.id for iri, link in skeleton.links.items()}
    pairings = []
    for up, down in ((ids[up], ids[down]) for up, down in skeleton.feeds):
        if who[up] == "a" and who[down] in ("b", "both"):
            pairings.append(Pairing("a", up, down))
        if who[up] == "b" and who[down] in ("a", "both"):
            pairings.append(Pairing("b", up, down))
    return Comparison(
        chain=_head(skeleton.head),
        zone_a=zones[0],
        zone_b=zones[1],
        links=tuple(links),
        pairings=tuple(sorted(pairings)),
    )


def chains_of(graph: GraphStore, zone: str) -> tuple[ChainShare, ...]:
    """The chains on which a zone, with its parts, has something: those it lives on first, then by number of links.

    `zone` is an IRI or name. Errors: `UnknownZoneError`.
    """
    family = reports.parts_of_zone(graph, find_zone(graph, zone))
    found = survey_zones(graph, family)
    shares = [
        share for one in load(graph, heads(graph)) if (share := _share(one, board(one, found), family)) is not None
    ]
    return tuple(sorted(shares, key=lambda share: (not share.core, -len(share.present), share.chain.id)))


def find_zone(graph: GraphStore, zone: str) -> str:
    """The IRI of a zone from its IRI, its name or another name that no other zone has. `UnknownZoneError` otherwise."""
    names = dict(sorted((z, n) for z, n in select(graph, "SELECT ?z ?n { ?z a zg:Zone ; rdfs:label ?n }")))
    for iri, name in names.items():
        if zone in (iri, name):
            return iri
    others = sorted(set(select(graph, f"SELECT ?z {{ ?z a zg:Zone ; skos:altLabel {terms.string(zone)} }}")))
    if len(others) == 1:
        return others[0][0]
    if others:
        listed = "、".join(names.get(iri, iri) for (iri,) in others[:5])
        raise UnknownZoneError(f"{zone!r} 可指多个开发区：{listed} / {zone!r} is a name of several zones: {listed}")
    near = "、".join(difflib.get_close_matches(zone, names.values(), 3, 0.4))
    hint = f"，相近的有 {near} / near it: {near}" if near else ""
    raise UnknownZoneError(f"库中没有开发区 {zone!r} / no zone {zone!r} in the store{hint}")


def _find(chains: Iterable[Head], wanted: str) -> Head:
    chains = tuple(chains)
    words = wanted.strip().casefold()
    for one in chains:
        if words in (one.id, one.iri.casefold(), one.label.casefold(), one.label_en.casefold()):
            return one
    for one in chains:
        if any(words in (name.casefold(), name.casefold().removesuffix("产业链")) for name in (one.label, *one.alt)):
            return one
    names = {name: one.id for one in chains for name in (one.id, one.label, *one.alt)}
    near = sorted({names[name] for name in difflib.get_close_matches(wanted, names, 4, 0.3)})
    listed = ", ".join(near or [one.id for one in chains[:6]]) or "—"
    raise UnknownChainError(f"没有产业链 {wanted!r}，可用的有 {listed} / no chain {wanted!r}; there are {listed}")


def _head(head: Head) -> ChainHead:
    return ChainHead(
        id=head.id,
        iri=head.iri,
        label=head.label,
        label_en=head.label_en,
        definition=head.definition,
        links=head.links,
    )


def _of(members: Iterable[Member], kind: str) -> tuple[Member, ...]:
    return tuple(member for member in members if member.kind == kind)


def _within(members: Iterable[Member], family: Collection[str] | None) -> tuple[Member, ...]:
    return tuple(member for member in members if family is None or member.is_in(family))


def _investment(projects: Iterable[Member]) -> Decimal:
    return sum((one.investment for one in projects if one.investment is not None), Decimal(0))


def _presence(members: tuple[Member, ...], zone: str) -> Presence:
    own = next((one for one in _of(members, "Zone") if one.iri == zone), None)
    return Presence(zone=own, companies=_of(members, "Company"), projects=_of(members, "Project"))


def _share(skeleton: Skeleton, everything: Board, family: Collection[str]) -> ChainShare | None:
    here = {place: _within(members, family) for place, members in everything.items()}
    working = {place: [one for one in members if one.kind != "Zone"] for place, members in here.items()}
    present = [link for link in skeleton.links.values() if working.get(link.iri)]
    whole = here.get(WHOLE, ())
    if not present and not whole:
        return None
    firms = {one.iri for members in working.values() for one in members if one.kind == "Company"}
    projects = {one.iri: one for members in working.values() for one in members if one.kind == "Project"}
    return ChainShare(
        chain=_head(skeleton.head),
        core=bool(present) and (bool(whole) or any(link.stage == "中游" for link in present)),
        present=tuple(link.id for link in present),
        missing=tuple(one.id for one in skeleton.links.values() if one not in present and not one.kind),
        companies=len(firms),
        projects=len(projects),
        investment=_investment(projects.values()),
        whole=len(whole),
    )


def _told_edges(graph: GraphStore, skeleton: Skeleton) -> dict[tuple[str, str], tuple[Evidence, ...]]:
    """Pairs of links, by id, of which reports say that one is upstream of the other."""
    told = reports.chain_told(graph)
    names = dict(reports.labels(graph, {end for one in told for end in (one.subject, one.target)}))
    found: dict[tuple[str, str], set[Evidence]] = {}
    for one in told:
        ends = [
            [skeleton.links[place].id for place in skeleton.places(iri, names.get(iri, "")) if place != WHOLE]
            for iri in (one.subject, one.target)
        ]
        for a in ends[0]:
            for b in ends[1]:
                if a != b:
                    found.setdefault((a, b), set()).add(one.evidence)
    return {pair: tuple(sorted(evidence)) for pair, evidence in sorted(found.items())}
