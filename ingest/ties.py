"""What ties a form of a name to the name it is filed under: the evidence of every merge that the rules make.

Told from form and name alone, by the tables that `ingest.identity` goes by, so that it can be checked by who reads it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec.structs import replace

from ingest import lexicon
from ingest.identity import ABBREVIATIONS, COMPATIBLE, DEFINED, INDUSTRY_TAIL, POLICY_TAIL, QUOTES
from kg.model import Document, Entity, Facts, Span, Tie

_KINDS = sorted({*ABBREVIATIONS, *((short, full) for short, fulls in COMPATIBLE.items() for full in fulls)})
_TABLES = {"Policy": "policies", "Industry": "industries", "Technology": "technologies"}
_OPENING = re.compile(r"[（(](?:以下|下称|下同|简称|又称)")
_LEVEL = re.compile(r"[省市县区]$")


def with_ties(document: Document, plain: str, facts: Facts) -> Facts:
    """The facts with the ties of each entity's forms. `plain` is the text in simplified characters."""
    defined = {found[2]: Span(found.start(), found.end()) for found in _definitions(plain)}
    entities = tuple(replace(one, ties=_ties(one, document.text, plain, defined)) for one in facts.entities)
    return replace(facts, entities=entities)


def _definitions(plain: str) -> Iterator[re.Match[str]]:
    """The matches of DEFINED, looked for only where a bracket opens one: over a whole text the pattern is slow."""
    for opening in _OPENING.finditer(plain):
        if found := DEFINED.search(plain, max(0, opening.start() - 40), opening.start() + 40):
            yield found


def _ties(entity: Entity, text: str, plain: str, defined: dict[str, Span]) -> tuple[Tie, ...]:
    found: dict[str, Tie] = {}
    for mention in entity.mentions:
        form, written = plain[mention.start : mention.end], text[mention.start : mention.end]
        if written not in found and form != entity.name and (rule := tie_rule(entity, form, form in defined)):
            place = defined[form] if rule == "defined" else mention
            found[written] = Tie(written, rule, place.start, place.end)
    return tuple(found.values())


def tie_rule(entity: Entity, form: str, defined: bool = False) -> str | None:
    """The name of the rule by which `form` is the entity's; None for a word that only points to it (全区, 该公司)."""
    name = entity.name
    bare = QUOTES.sub("", form).replace(" ", "")
    if defined:
        return "defined"
    if bare == name:
        return "quotes"
    if entity.type == "Region":
        return "division" if lexicon.region_key(form) == entity.key else None
    if entity.type == "Zone":
        return _zone_rule(name, form)
    if entity.type == "Company":
        return "short" if _in_order(bare, name) or _in_order(name, bare) else None
    if table := _TABLES.get(entity.type):
        stems = {form, bare, *(tail.sub("", bare) for tail in (POLICY_TAIL, INDUSTRY_TAIL))}
        if any(lexicon.label_of(table).get(stem) == name for stem in stems):
            return "lexicon"
        return "part" if _in_order(bare, name) or _in_order(name, bare) else None
    if entity.type == "Organization" and not bare.endswith(name) and not name.endswith(bare):
        return "of-zone" if bare[-2:] == name[-2:] else None
    return "part" if bare in name or name in bare else None


def _zone_rule(name: str, form: str) -> str | None:
    if form.endswith(name):
        return "outer-place"
    if name.endswith(form) and name[: -len(form)] in lexicon.division_by_name():
        return "place"
    if any(form.endswith(s) and name.endswith(f) and _same(form[: -len(s)], name[: -len(f)]) for s, f in _KINDS):
        return "kind"
    if any(form == short and name.endswith(full) for short, full in ABBREVIATIONS):
        return "bare-kind"
    return "only-zone" if form[:2] == name[:2] and _in_order(form, name) else None


def _same(one: str, other: str) -> bool:
    """Are two places the same but for their level (某, 某市), or the second inside the first?"""
    one, other = _LEVEL.sub("", one), _LEVEL.sub("", other)
    return bool(one and other) and (one == other or one.endswith(other) or other.endswith(one))


def _in_order(short: str, full: str) -> bool:
    rest = iter(full)
    return len(short) >= 2 and all(character in rest for character in short)
