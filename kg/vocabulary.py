"""The concepts that documents share: indicators, policies, industries, titles, chains and units of `seeds/lexicon`.

They are written as SKOS. Tables that were made for finding names say what each is called; `thesaurus.tsv` adds what a
thesaurus needs besides (definitions, plain ways to ask, broader and related concepts), and `topics.tsv` the fields
under which policies, indicators and titles are filed.

A concept and an entity of the same name are one node (`id/Policy/<label>`), so what documents say of a policy and what
the vocabulary says of it meet. The vocabulary states no `rdf:type zg:Policy`: only documents do, so a list of all
policies in the store holds those that some document names.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from pathlib import Path

import msgspec

from kg import terms
from kg.chain_lexicon import ChainLexicon
from kg.iris import Iris
from kg.namespaces import PREFIXES, ZG
from kg.tsv import rows, values
from seeds import LEXICON

_SKOS = PREFIXES["skos"]
_TABLES = {
    "Indicator": "indicators.tsv",
    "Policy": "policies.tsv",
    "Industry": "industries.tsv",
    "Title": "titles.tsv",
    "Topic": "topics.tsv",
}


class Concept(msgspec.Struct, frozen=True, kw_only=True):
    """One row of a table. `kind` is Indicator, Policy, Industry, Title or Topic; `unit_family` is an indicator's.

    `broader` and `related` are ids of concepts of the same kind, or `Kind:id`; related holds both ways, told once.
    """

    id: str
    kind: str
    label: str
    alt: tuple[str, ...] = ()
    label_en: str = ""
    definition: str = ""
    definition_en: str = ""
    broader: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    unit_family: str = ""
    ask: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """The key of the entity that this concept describes."""
        return f"{self.kind}/{self.label}"


class Unit(msgspec.Struct, frozen=True):
    """A unit with its family (CNY, area_m2, count…) and the factor to the family's base unit."""

    name: str
    family: str
    factor: Decimal


class Vocabulary:
    """The concepts, units and chains of one lexicon folder. A table that is missing is empty."""

    def __init__(
        self, concepts: tuple[Concept, ...] = (), units: tuple[Unit, ...] = (), chains: ChainLexicon | None = None
    ) -> None:
        self.concepts = concepts
        self.chains = chains or ChainLexicon()
        self.units = {unit.name: unit for unit in units}
        self._labels = {(concept.kind, concept.id): concept.label for concept in concepts}
        self._by_id = {(concept.kind, concept.id): concept for concept in concepts}

    @classmethod
    def load(cls, folder: Path = LEXICON) -> Vocabulary:
        """Read the tables of `folder`, in the order of their ids."""
        told = {(row["kind"], row["id"]): row for row in rows(folder / "thesaurus.tsv")}
        concepts = [
            concept
            for kind, name in _TABLES.items()
            for row in rows(folder / name)
            if (concept := _concept(kind, row, told)) is not None
        ]
        units = [unit for row in rows(folder / "units.tsv") if (unit := _unit(row)) is not None]
        ordered = sorted(concepts, key=lambda c: (c.kind, c.id, c.label))
        return cls(tuple(ordered), tuple(units), ChainLexicon.load(folder))

    def indicator_name(self, concept: str | None, words: str) -> str:
        """The name under which an indicator is filed: the concept's label, else the report's words."""
        return self._labels.get(("Indicator", concept), words) if concept else words

    def base_value(self, value: Decimal, unit: str) -> Decimal | None:
        """`value` in the base unit of its family (亿元 → 元), None for a unit that the vocabulary does not know."""
        known = self.units.get(unit)
        return None if known is None else value * known.factor

    def family(self, unit: str) -> str | None:
        """The family of a unit; None when unknown."""
        known = self.units.get(unit)
        return None if known is None else known.family

    def concept(self, kind: str, reference: str) -> Concept | None:
        """The concept that `reference` (an id, or `Kind:id`) names in a concept of `kind`; None where there is none."""
        other, colon, id_ = reference.partition(":")
        return self._by_id.get((other, id_) if colon else (kind, reference))

    def links(self) -> Iterator[tuple[Concept, str, Concept]]:
        """All of `broader`, `narrower` and `related` between concepts, each in both directions."""
        for concept in self.concepts:
            for reference in concept.broader:
                if (parent := self.concept(concept.kind, reference)) is not None:
                    yield concept, "broader", parent
                    yield parent, "narrower", concept
            for reference in concept.related:
                if (other := self.concept(concept.kind, reference)) is not None:
                    yield concept, "related", other
                    yield other, "related", concept

    def triples(self, iris: Iris) -> Iterator[str]:
        """The concept schemes in N-Triples, without the final dot."""
        schemes = {kind: terms.iri(f"{iris.base}scheme/{kind}") for kind in _TABLES}
        for scheme in schemes.values():
            yield f"{scheme} {terms.A} <{_SKOS}ConceptScheme>"
        for concept in self.concepts:
            node = terms.iri(iris.entity(concept.key))
            yield f"{node} {terms.A} <{_SKOS}Concept>"
            if concept.kind == "Indicator":
                yield f"{node} {terms.A} <{ZG}Indicator>"
                yield f"{node} {terms.LABEL} {terms.string(concept.label)}"
            yield f"{node} <{_SKOS}inScheme> {schemes[concept.kind]}"
            yield f"{node} <{_SKOS}notation> {terms.string(concept.id)}"
            yield f"{node} <{_SKOS}prefLabel> {terms.string(concept.label, 'zh')}"
            if concept.label_en:
                yield f"{node} <{_SKOS}prefLabel> {terms.string(concept.label_en, 'en')}"
            for name in concept.alt:
                yield f"{node} {terms.ALT_LABEL} {terms.string(name)}"
            for words in concept.ask:
                yield f"{node} <{_SKOS}hiddenLabel> {terms.string(words)}"
            if concept.definition:
                yield f"{node} <{_SKOS}definition> {terms.string(concept.definition, 'zh')}"
            if concept.definition_en:
                yield f"{node} <{_SKOS}definition> {terms.string(concept.definition_en, 'en')}"
            if concept.unit_family:
                yield f"{node} <{ZG}unitFamily> {terms.string(concept.unit_family)}"
        for concept, link, other in self.links():
            yield f"{terms.iri(iris.entity(concept.key))} <{_SKOS}{link}> {terms.iri(iris.entity(other.key))}"
        for unit in self.units.values():
            node = terms.iri(iris.entity(f"Unit/{unit.name}"))
            yield f"{node} {terms.A} <{ZG}Unit>"
            yield f"{node} <{_SKOS}notation> {terms.string(unit.name)}"
            yield f"{node} <{ZG}unitFamily> {terms.string(unit.family)}"
            yield f"{node} <{ZG}factor> {terms.decimal(unit.factor)}"
        industries = {concept.id: concept.key for concept in self.concepts if concept.kind == "Industry"}
        yield from self.chains.triples(iris, industries)


@lru_cache(maxsize=1)
def shipped() -> Vocabulary:
    """The vocabulary that comes with zonegraph, read once in a process."""
    return Vocabulary.load()


def _concept(kind: str, row: dict[str, str], told: Mapping[tuple[str, str], dict[str, str]]) -> Concept | None:
    label = row.get("label") or row.get("name")
    if not label:
        return None
    id_ = row.get("id") or label
    more = told.get((kind, id_), {})
    return Concept(
        id=id_,
        kind=kind,
        label=label,
        alt=tuple(name for name in dict.fromkeys(values(row.get("alt"))) if name != label),
        label_en=row.get("label_en", ""),
        definition=row.get("definition") or more.get("definition", ""),
        definition_en=row.get("definition_en", ""),
        broader=tuple(dict.fromkeys((*values(row.get("broader")), *values(more.get("broader"))))),
        related=values(more.get("related")),
        unit_family=row.get("unit_family", ""),
        ask=tuple(dict.fromkeys((*values(row.get("ask")), *values(more.get("ask"))))),
    )


def _unit(row: dict[str, str]) -> Unit | None:
    try:
        factor = Decimal(row.get("factor") or "1")
    except InvalidOperation:
        return None
    return Unit(row["unit"], row.get("family", ""), factor) if row.get("unit") else None
