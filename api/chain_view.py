"""Industrial chains for the page: one chain with what stands on its links, two zones on it, and a zone's chains."""

from __future__ import annotations

from collections import Counter
from typing import Any

import msgspec

from api.workspace import Workspace
from kg import chain_reports, chains
from kg.chains import Evidence, Member, Presence


def catalogue_view(workspace: Workspace, zone: str | None) -> dict[str, Any]:
    """All chains of the skeleton; with a zone also what it has of each. Errors: `UnknownZoneError`."""
    shares = chains.chains_of(workspace.graph, zone) if zone is not None else ()
    told = {
        share.chain.id: {
            "core": share.core,
            "present": len(share.present),
            "companies": share.companies,
            "projects": share.projects,
            "investment": float(share.investment),
            "whole": share.whole,
        }
        for share in shares
    }
    order = {chain: place for place, chain in enumerate(told)}
    heads = sorted(chains.catalogue(workspace.graph), key=lambda head: (order.get(head.id, len(order)), head.id))
    return {
        "zone": None if zone is None else _key(workspace, chains.find_zone(workspace.graph, zone)),
        "chains": [{**msgspec.to_builtins(head), "share": told.get(head.id)} for head in heads],
    }


def chain_view(workspace: Workspace, chain: str, zone: str | None, against: str | None) -> dict[str, Any]:
    """A chain's links with their members, its edges, and the zones that stand on it; investment in yuan.

    With `zone` only what is there, and on missing links `elsewhere`, who has them; with `against` too each link has
    `a` and `b`, what the two zones have, and `pairings` says where one could supply the other.
    Errors: `UnknownChainError`, `UnknownZoneError`.
    """
    graph = workspace.graph
    drawn = chains.chain(graph, chain, None if against else zone)
    whole = chains.chain(graph, chain) if zone and not against else drawn
    view: dict[str, Any] = {
        **{name: drawn.graph[name] for name in ("id", "iri", "label", "label_en", "definition")},
        "zone": _key(workspace, chains.find_zone(graph, zone)) if zone else None,
        "against": _key(workspace, chains.find_zone(graph, against)) if against else None,
        "whole": [_member(workspace, one) for one in drawn.graph["whole"]],
        "links": [_link(workspace, name, told) for name, told in drawn.nodes(data=True)],
        "edges": [
            {"from": a, "to": b, "kind": told["kind"], "evidence": [_place(one) for one in told["evidence"]]}
            for a, b, told in drawn.edges(data=True)
        ],
        "zones": _zones(workspace, whole),
        "pairings": [],
    }
    if zone and against:
        both = chains.compare(graph, chain, zone, against)
        for link, told in zip(view["links"], both.links, strict=True):
            link.update(a=_presence(workspace, told.a), b=_presence(workspace, told.b), who=told.who)
        view["pairings"] = msgspec.to_builtins(both.pairings)
    return view


def _link(workspace: Workspace, name: str, told: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": name,
        **{field: told[field] for field in ("label", "label_en", "definition", "stage", "kind", "layer", "missing")},
        "members": [_member(workspace, one) for part in ("projects", "companies", "zones") for one in told[part]],
        "elsewhere": [_member(workspace, one) for one in told["elsewhere"]],
        "investment": float(told["counts"]["investment"]),
    }


def _presence(workspace: Workspace, told: Presence) -> dict[str, Any]:
    members = (*told.projects, *told.companies, *((told.zone,) if told.zone else ()))
    return {"members": [_member(workspace, one) for one in members], "investment": float(told.investment)}


def _member(workspace: Workspace, told: Member) -> dict[str, Any]:
    return {
        "key": _key(workspace, told.iri),
        "kind": told.kind,
        "name": told.name,
        "zones": [_key(workspace, one) for one in told.zones],
        "companies": [_key(workspace, one) for one in told.companies],
        "stage": told.stage,
        "stage_date": told.stage_date,
        "investment": None if told.investment is None else float(told.investment),
        "evidence": [_place(one) for one in told.evidence],
    }


def _place(told: Evidence) -> dict[str, Any]:
    return {"doc": told.doc, "start": told.start, "end": told.end, "how": told.how}


def _zones(workspace: Workspace, drawn: Any) -> list[dict[str, Any]]:
    """The zones with something on the chain, those with most first."""
    counted: Counter[str] = Counter()
    for _, told in drawn.nodes(data=True):
        for part in ("zones", "companies", "projects"):
            counted.update(zone for one in told[part] for zone in one.zones)
    counted.update(zone for one in drawn.graph["whole"] for zone in one.zones)
    names = chain_reports.labels(workspace.graph, counted.keys())
    ranked = sorted(counted, key=lambda zone: (-counted[zone], zone))
    return [{"key": _key(workspace, zone), "name": names.get(zone, zone), "count": counted[zone]} for zone in ranked]


def _key(workspace: Workspace, iri: str) -> str:
    return workspace.iris.key_of(iri) or iri
