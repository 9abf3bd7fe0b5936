"""What reports say that belongs on a chain: who makes or does what, in which zone, with the place of every word.

All by SPARQL on a `GraphStore`, for all links at once. Each query starts from the things asked about and goes one step,
because the engine joins a list of IRIs with an alternative (UNION, a path) only after it has found all of the latter.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from decimal import Decimal
from typing import Literal, cast, get_args

import msgspec

from kg import terms
from kg.chain_skeleton import select, values_of
from kg.namespaces import ZG, camel
from kg.store import GraphStore

Kind = Literal["Zone", "Company", "Project"]
How = Literal["in_industry", "produces", "leads_industry", "project", "invests_in", "located_in", "upstream_of", "name"]

_KINDS: tuple[Kind, ...] = get_args(Kind)
_DOES: tuple[How, ...] = ("in_industry", "produces", "leads_industry")
_PLACE = """?st zg:start ?a ; zg:end ?b ; prov:wasDerivedFrom ?where .
  OPTIONAL { ?where zg:document/dcterms:identifier ?within } OPTIONAL { ?where dcterms:identifier ?itself }"""
_META = frozenset("\\.+*?()[]{}|^$")


class Evidence(msgspec.Struct, frozen=True, order=True):
    """The words that put something on a link: characters `start` to `end` of document `doc`.

    `how` is the relation that says it, `project` for a project's record, `name` where only the entity's own name does
    (then the place is a passage that names it). `statement` is the IRI of the statement, for an explanation of it.
    """

    doc: str
    start: int
    end: int
    how: How
    statement: str


class Told(msgspec.Struct, frozen=True, order=True):
    """A subject (its IRI) and what a report ties it to."""

    subject: str
    target: str
    evidence: Evidence


class Named(msgspec.Struct, frozen=True, order=True):
    """A zone, company or project with its one name over all documents."""

    iri: str
    kind: Kind
    name: str


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """What one document says of a project. `investment` is in yuan; `date` is the document's."""

    project: str
    evidence: Evidence
    date: str
    stage: str | None
    stage_date: str | None
    investment: Decimal | None


def targets(graph: GraphStore) -> list[tuple[str, str]]:
    """Everything that anybody is said to make, do or lead with: IRI and name, sorted."""
    found: dict[str, str] = {}
    for target, name in select(
        graph,
        """SELECT ?o ?n { { SELECT DISTINCT ?o { { ?s zg:inIndustry ?o } UNION { ?s zg:produces ?o }
        UNION { ?s zg:leadsIndustry ?o } } } OPTIONAL { ?o rdfs:label ?n } }""",
    ):
        found[target] = max(found.get(target, ""), name)
    return sorted(found.items())


def told_of_targets(graph: GraphStore, chosen: Collection[str]) -> list[Told]:
    """Who makes, does or leads with one of these, sorted."""
    return sorted({*_relations(graph, "o", chosen, _DOES), *_records_with(graph, "industry", "o", chosen)})


def told_of_subjects(graph: GraphStore, chosen: Collection[str]) -> list[Told]:
    """What these make, do or lead with, sorted."""
    return sorted({*_relations(graph, "s", chosen, _DOES), *_records_with(graph, "industry", "s", chosen)})


def chain_told(graph: GraphStore) -> list[Told]:
    """All that reports call upstream of something, sorted."""
    query = f"""SELECT ?s ?o ?st ?a ?b ?within ?itself {{
        ?st rdf:predicate zg:upstreamOf ; rdf:subject ?s ; rdf:object ?o . {_PLACE} }}"""
    return sorted({Told(s, o, _evidence("upstream_of", place)) for s, o, *place in select(graph, query)})


def investors(graph: GraphStore, projects: Collection[str]) -> list[Told]:
    """Companies (subject) behind these projects (target), sorted."""
    recorded = (_turned(one) for one in _records_with(graph, "company", "s", projects))
    return sorted({*_relations(graph, "o", projects, ("invests_in",)), *recorded})


def ventures(graph: GraphStore, companies: Collection[str]) -> list[Told]:
    """The projects (target) of these companies (subject), sorted."""
    recorded = (_turned(one) for one in _records_with(graph, "company", "o", companies))
    return sorted({*_relations(graph, "s", companies, ("invests_in",)), *recorded})


def locations(graph: GraphStore, members: Collection[str]) -> list[Told]:
    """Where (target) these companies and projects (subject) are, zones and regions, sorted."""
    return sorted({*_relations(graph, "s", members, ("located_in",)), *_records_with(graph, "zone", "s", members)})


def residents(graph: GraphStore, zones: Collection[str]) -> list[Told]:
    """What (subject) is in these zones (target), sorted."""
    return sorted({*_relations(graph, "o", zones, ("located_in",)), *_records_with(graph, "zone", "o", zones)})


def _relations(graph: GraphStore, end: str, chosen: Collection[str], hows: Iterable[How]) -> list[Told]:
    """Relations of these kinds whose subject (`end` s) or object (o) is one of those chosen."""
    if not chosen:
        return []
    names = {ZG + camel(how): how for how in hows}
    first, second = ("subject ?s", "object ?o") if end == "s" else ("object ?o", "subject ?s")
    query = f"""SELECT ?s ?o ?p ?st ?a ?b ?within ?itself {{ {values_of(end, chosen)}
        ?st rdf:{first} ; rdf:predicate ?p . FILTER(?p IN ({", ".join(map(terms.iri, sorted(names)))}))
        ?st rdf:{second} . {_PLACE} }}"""
    return [Told(s, o, _evidence(names[p], place)) for s, o, p, *place in select(graph, query)]


def _records_with(graph: GraphStore, part: str, end: str, chosen: Collection[str]) -> list[Told]:
    """Records that tell this part (target) of a project (subject), where one of the two is among those chosen."""
    if not chosen:
        return []
    steps = ["?st zg:project ?s .", f"?st zg:{part} ?o ."]
    query = f"""SELECT ?s ?o ?st ?a ?b ?within ?itself {{ {values_of(end, chosen)}
        {" ".join(steps if end == "s" else steps[::-1])} {_PLACE} }}"""
    return [Told(s, o, _evidence("project", place)) for s, o, *place in select(graph, query)]


def _turned(told: Told) -> Told:
    return Told(told.target, told.subject, told.evidence)


def labels(graph: GraphStore, chosen: Collection[str]) -> dict[str, str]:
    """The names of these, whatever they are."""
    if not chosen:
        return {}
    return dict(
        sorted((s, n) for s, n in select(graph, f"SELECT ?s ?n {{ {values_of('s', chosen)} ?s rdfs:label ?n }}"))
    )


def named(graph: GraphStore, chosen: Collection[str]) -> dict[str, Named]:
    """The zones, companies and projects among these IRIs."""
    if not chosen:
        return {}
    return {one.iri: one for one in _named(graph, values_of("s", chosen))}


def named_like(graph: GraphStore, names: Iterable[str]) -> dict[str, Named]:
    """Zones, companies and projects whose name holds one of `names`, in upper or lower case."""
    pattern = "|".join("".join(f"\\{c}" if c in _META else c for c in name) for name in names)
    if not pattern:
        return {}
    return {one.iri: one for one in _named(graph, "", f"FILTER(REGEX(?n, {terms.string(pattern)}, 'i'))")}


def _named(graph: GraphStore, choice: str, wanted: str = "") -> Iterator[Named]:
    kinds = ", ".join(f"zg:{kind}" for kind in _KINDS)
    query = f"SELECT ?s ?t ?n {{ {choice} ?s a ?t . FILTER(?t IN ({kinds})) ?s rdfs:label ?n . {wanted} }}"
    if not choice:
        query = f"SELECT ?s ?t ?n {{ VALUES ?t {{ {kinds.replace(',', '')} }} ?s a ?t ; rdfs:label ?n . {wanted} }}"
    for iri, kind, name in sorted(select(graph, query)):
        yield Named(iri, cast(Kind, kind.removeprefix(ZG)), name)


def records(graph: GraphStore, projects: Collection[str]) -> dict[str, list[Record]]:
    """What each document says of these projects: by project, in order of date and place."""
    if not projects:
        return {}
    units = select(graph, "SELECT ?u ?f { ?x a zg:Unit ; zg:unitFamily 'CNY' ; skos:notation ?u ; zg:factor ?f }")
    yuan = {unit: Decimal(factor) for unit, factor in units}
    found: dict[str, list[Record]] = {}
    for project, date, stage, reached, value, unit, *place in select(
        graph,
        f"""SELECT ?s ?date ?stage ?reached ?v ?u ?st ?a ?b ?within ?itself {{ {values_of("s", projects)}
        ?st zg:project ?s . {_PLACE} OPTIONAL {{ ?where zg:document/dcterms:date ?date }}
        OPTIONAL {{ ?st zg:stage ?stage }} OPTIONAL {{ ?st zg:stageDate ?reached }}
        OPTIONAL {{ ?st zg:investment ?v ; zg:investmentUnit ?u }} }}""",
    ):
        record = Record(
            project=project,
            evidence=_evidence("project", place),
            date=date,
            stage=stage or None,
            stage_date=reached or None,
            investment=Decimal(terms.canonical(Decimal(value) * yuan[unit])) if value and unit in yuan else None,
        )
        found.setdefault(project, []).append(record)
    for told in found.values():
        told.sort(key=lambda record: (record.date, record.evidence))
    return found


def first_mentions(graph: GraphStore, chosen: Collection[str]) -> dict[str, Evidence]:
    """The first passage, by document and place, that names each of these."""
    if not chosen:
        return {}
    query = f"""SELECT ?s ?where ?a ?b ?within ?itself {{ {values_of("s", chosen)} ?where schema:mentions ?s .
        ?where zg:start ?a ; zg:end ?b .
        OPTIONAL {{ ?where zg:document/dcterms:identifier ?within }}
        OPTIONAL {{ ?where dcterms:identifier ?itself }} }}"""
    found: dict[str, Evidence] = {}
    for subject, *place in select(graph, query):
        evidence = _evidence("name", place)
        found[subject] = min(found.get(subject, evidence), evidence)
    return found


def parts_of_zone(graph: GraphStore, zone: str) -> frozenset[str]:
    """A zone with the zones that are parts of it."""
    parts = select(graph, f"SELECT ?z {{ ?z zg:partOf+ {terms.iri(zone)} ; a zg:Zone }}")
    return frozenset((zone, *(part for (part,) in parts)))


def _evidence(how: How, place: Iterable[str]) -> Evidence:
    statement, start, end, within, itself = place
    return Evidence(within or itself, int(start), int(end), how, statement)
