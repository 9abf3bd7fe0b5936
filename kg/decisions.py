"""Decisions on identity: two names are one thing, or one name stands for two. Each is a statement, and can be undone.

Facts are stored as they were read; what the store shows is what is left when its decisions, in their order, have been
applied to them. So a decision holds for documents that come later, for those read again and for those put back in, and
taking a decision out again restores exactly what was there before. The order of files plays no part.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from typing import Literal

import msgspec

from kg import terms
from kg.iris import Iris
from kg.model import Document, Entity, Facts, Key, Project, Span
from kg.namespaces import ZG
from kg.terms import A, integer, string

_POINTING = re.compile(
    r"(?:[全本该我各此两]|这[家个一]?)?(?:[省市县区园镇厂]|园区|新区|新城|片区|产业园|工业园|[^\W\d_]?[^\W\d_]?(?:开发|经开|高新|"
    r"综改|综保|示范|合作)区|公司|企业|集团|项目|基金|政策|学校|学院|大学|银行)内?"
)
"""Words that name nothing by themselves: they mean what was named last."""


class Evidence(msgspec.Struct, frozen=True):
    """Words that were before the eyes of whoever decided; kept as they were, should the document go."""

    doc: str
    start: int
    end: int
    quote: str


class Decision(msgspec.Struct, frozen=True, kw_only=True):
    """`merge`: all that is said of `entity` is said of `into`. `split`: what is said of `entity` under these `forms`
    (any, when none is given) in these `docs` (all, when none is given) is said of `into` instead.

    `apart`: the two are two things, and no rule merges them. A merge with a `rule` was made by that rule and not by a
    person; it comes before all others. `number` is its place in the order of decisions, from 1; 0 for a rule's.
    """

    kind: Literal["merge", "split", "apart"]
    entity: Key
    into: Key
    forms: tuple[str, ...] = ()
    docs: tuple[str, ...] = ()
    reason: str = ""
    evidence: tuple[Evidence, ...] = ()
    number: int = 0
    rule: str = ""


def decided(decisions: Iterable[Decision], document: Document, facts: Facts) -> Facts:
    """The facts of a document as the decisions leave them; the same object where they do not touch it."""
    for decision in decisions:
        if decision.kind == "apart" or (decision.docs and document.id not in decision.docs):
            continue
        if decision.forms:
            facts = _part(decision, document, facts)
        elif decision.entity in _keys(facts):
            facts = _filed(facts, _renaming(decision), decision)
    return facts


def touched(decisions: Iterable[Decision], keys: Iterable[Key]) -> set[Key]:
    """All keys that decisions connect with these, whichever way: documents that name one of them may read otherwise."""
    ties = [(decision.entity, decision.into) for decision in decisions]
    found = set(keys)
    while True:
        more = {key for tie in ties if found & set(tie) for key in tie} - found
        if not more:
            return found
        found |= more


def former_names(decisions: Sequence[Decision]) -> dict[Key, tuple[str, ...]]:
    """Key → the names under which merges found what is filed there now, so that questions by them are understood."""
    names: dict[Key, list[str]] = {}
    for decision in decisions:
        if decision.kind == "merge":
            moved = names.pop(decision.entity, [])
            names.setdefault(decision.into, []).extend([_name(decision.entity), *moved])
    return {key: tuple(dict.fromkeys(told)) for key, told in names.items()}


def decision_iri(iris: Iris, decision: Decision) -> str:
    """Its IRI: by its number, or by the name that a rule merged away."""
    return iris.decision(decision.number or decision.entity)


def decision_triples(decisions: Iterable[Decision], iris: Iris) -> list[str]:
    """The graph of decisions, as N-Triples without the final dot, sorted."""
    lines: set[str] = set()
    for decision in decisions:
        node = terms.iri(decision_iri(iris, decision))
        entity, into = terms.iri(iris.entity(decision.entity)), terms.iri(iris.entity(decision.into))
        lines.add(f"{node} {A} <{ZG}{decision.kind.capitalize()}>")
        if decision.number:
            lines.add(f"{node} <{ZG}order> {integer(decision.number)}")
        if decision.rule:
            lines.add(f"{node} <{ZG}rule> {string(decision.rule)}")
        lines.add(f"{node} <{ZG}entity> {entity}")
        lines.add(f"{node} <{ZG}into> {into}")
        lines.update(f"{node} <{ZG}form> {string(form)}" for form in decision.forms)
        lines.update(f"{node} <{ZG}inDocument> {string(doc)}" for doc in decision.docs)
        lines.update(f"{node} <{ZG}evidence> {string(f'{one.doc}: {one.quote}')}" for one in decision.evidence)
        if decision.reason:
            lines.add(f"{node} <{ZG}reason> {string(decision.reason)}")
    return sorted(lines)


# -- one decision on one document ---------------------------------------------------------------------------------


def _renaming(decision: Decision) -> Callable[[Key, int, int], Key]:
    return lambda key, start, end: decision.into if key == decision.entity else key


def _keys(facts: Facts) -> set[Key]:
    keys: set[Key | None] = {one.key for one in facts.entities}
    for project in facts.projects:
        keys |= {project.key, project.zone, project.industry, *project.companies}
    keys |= {observation.subject for observation in facts.observations}
    for relation in facts.relations:
        keys |= {relation.subject, relation.object}
    return {key for key in keys if key is not None}


def _part(decision: Decision, document: Document, facts: Facts) -> Facts:
    """Split by form: the mentions of these forms go, with the statements that are made of them.

    A word that only points to the thing (全区, 该公司) goes with the last name before it, a statement with the first
    mention among its words or else the last before them.
    """
    things: list[Entity | Project] = [*facts.entities, *facts.projects]
    named = [one for one in things if one.key == decision.entity]
    mentions = sorted({span for one in named for span in one.mentions})
    forms = set(decision.forms)
    sides: list[bool | None] = []
    for span in mentions:
        words = document.text[span.start : span.end]
        pointing = words not in forms and _POINTING.fullmatch(words)
        sides.append((sides[-1] if sides else None) if pointing else words in forms)
    first = next((side for side in sides if side is not None), False)
    going = [first if side is None else side for side in sides]
    if not any(going):
        return facts
    starts = [span.start for span in mentions]

    def goes(start: int, end: int) -> bool:
        at = bisect_left(starts, start)
        if at < len(starts) and starts[at] < end:
            return going[at]
        return going[at - 1] if at else going[0]

    def filed(key: Key, start: int, end: int) -> Key:
        return decision.into if key == decision.entity and goes(start, end) else key

    leaving = {span for span, side in zip(mentions, going, strict=True) if side}
    entities: list[Entity] = []
    for one in facts.entities:
        entities += _halves(one, document.text, leaving, forms, decision) if one.key == decision.entity else (one,)
    projects = []
    for project in facts.projects:
        if project.key == decision.entity:
            away = goes(project.start, project.end)
            whole = Entity(
                key=project.key, name=project.name, type="Project", surfaces=project.surfaces, mentions=project.mentions
            )
            for half in _halves(whole, document.text, leaving, forms, decision):
                if (half.key == decision.into) == away:
                    project = msgspec.structs.replace(project, surfaces=half.surfaces, mentions=half.mentions)
                else:
                    entities.append(half)  # named here; what is told of it stands elsewhere
        projects.append(project)
    parted = msgspec.structs.replace(facts, entities=tuple(entities), projects=tuple(projects))
    return _filed(parted, filed, decision, entities=False)


def _halves(one: Entity, text: str, leaving: set[Span], forms: set[str], decision: Decision) -> Iterable[Entity]:
    stays = tuple(span for span in one.mentions if span not in leaving)
    goes = tuple(span for span in one.mentions if span in leaving)
    written = {text[span.start : span.end] for span in stays}
    taken = {text[span.start : span.end] for span in goes}
    if stays:
        kept = tuple(form for form in one.surfaces if form in written or form not in taken | forms)
        ties = tuple(tie for tie in one.ties if tie.form in kept)
        yield msgspec.structs.replace(one, mentions=stays, surfaces=kept, ties=ties)
    if goes:
        surfaces = tuple(form for form in one.surfaces if form in taken)
        yield msgspec.structs.replace(
            one, key=decision.into, name=_name(decision.into), mentions=goes, surfaces=surfaces, ties=()
        )


def _filed(facts: Facts, filed: Callable[[Key, int, int], Key], decision: Decision, *, entities: bool = True) -> Facts:
    """The facts with each key as `filed` has it at the place of its statement; what came to be the same, once."""
    projects = []
    for one in facts.projects:
        key = filed(one.key, one.start, one.end)
        projects.append(
            msgspec.structs.replace(
                one,
                key=key,
                name=one.name if key == one.key else _name(key),
                zone=one.zone and filed(one.zone, one.start, one.end),
                companies=tuple(dict.fromkeys(filed(company, one.start, one.end) for company in one.companies)),
                industry=one.industry and filed(one.industry, one.start, one.end),
            )
        )
    observations = (msgspec.structs.replace(o, subject=filed(o.subject, o.start, o.end)) for o in facts.observations)
    relations = (
        msgspec.structs.replace(r, subject=filed(r.subject, r.start, r.end), object=filed(r.object, r.start, r.end))
        for r in facts.relations
    )
    named = [
        msgspec.structs.replace(one, key=decision.into, name=_name(decision.into))
        if entities and one.key == decision.entity
        else one
        for one in facts.entities
    ]
    return _united(
        Facts(
            entities=tuple(named),
            projects=tuple(projects),
            observations=tuple(dict.fromkeys(observations)),
            relations=tuple(r for r in dict.fromkeys(relations) if r.subject != r.object),
        ),
        decision.into,
    )


def _united(facts: Facts, key: Key) -> Facts:
    """The facts with one entity of this key; none where a project has it, which then has its forms and mentions."""
    same = [one for one in facts.entities if one.key == key]
    projects = list(facts.projects)
    holder = next((at for at, one in enumerate(projects) if one.key == key), None)
    if len(same) < 2 and (holder is None or not same):
        return facts
    own = next((one.name for one in same if one.name != _name(key)), _name(key))
    entities = [one for one in facts.entities if one.key != key]
    if holder is None:
        place = facts.entities.index(same[0])
        surfaces, mentions = _together(same)
        ties = tuple(dict.fromkeys(tie for one in same for tie in one.ties))
        one = msgspec.structs.replace(same[0], name=own, surfaces=surfaces, mentions=mentions, ties=ties)
        entities.insert(place, one)
    else:
        surfaces, mentions = _together([projects[holder], *same])
        projects[holder] = msgspec.structs.replace(projects[holder], surfaces=surfaces, mentions=mentions)
    return msgspec.structs.replace(facts, entities=tuple(entities), projects=tuple(projects))


def _together(things: Sequence[Entity | Project]) -> tuple[tuple[str, ...], tuple[Span, ...]]:
    surfaces = dict.fromkeys(form for one in things for form in one.surfaces)
    return tuple(surfaces), tuple(sorted({span for one in things for span in one.mentions}))


def _name(key: Key) -> str:
    return key.partition("/")[2]
