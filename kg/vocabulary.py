"""The concepts that documents share: indicators, policies, industries, chains and units of `seeds/lexicon`, as SKOS.

A concept and an entity of the same name are one node (`id/Policy/<label>`), so what documents say of a policy and what
the vocabulary says of it meet. The vocabulary states no `rdf:type zg:Policy`: only documents do, so a list of all
policies in the store holds those that some document names.
"""

from __future__ import annotations

from collections.abc import Iterator
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
_TABLES = {"Indicator": "indicators.tsv", "Policy": "policies.tsv", "Industry": "industries.tsv"}


class Concept(msgspec.Struct, frozen=True, kw_only=True):
    """One row of a table. `kind` is Indicator, Policy or Industry; `unit_family` is an indicator's."""

    id: str
    kind: str
    label: str
    alt: tuple[str, ...] = ()
    label_en: str = ""
    definition: str = ""
    definition_en: str = ""
    broader: tuple[str, ...] = ()
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

    @classmethod
    def load(cls, folder: Path = LEXICON) -> Vocabulary:
        """Read the tables of `folder`, in the order of their ids."""
        concepts = [
            _concept(kind, row) for kind, name in _TABLES.items() for row in rows(folder / name) if row.get("label")
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

    def triples(self, iris: Iris) -> Iterator[str]:
        """The concept schemes in N-Triples, without the final dot."""
        schemes = {kind: terms.iri(f"{iris.base}scheme/{kind}") for kind in _TABLES}
        for scheme in schemes.values():
            yield f"{scheme} {terms.A} <{_SKOS}ConceptScheme>"
        by_id = {(concept.kind, concept.id): concept for concept in self.concepts}
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
            for parent in concept.broader:
                if (broader := by_id.get((concept.kind, parent))) is not None:
                    yield f"{node} <{_SKOS}broader> {terms.iri(iris.entity(broader.key))}"
            if concept.unit_family:
                yield f"{node} <{ZG}unitFamily> {terms.string(concept.unit_family)}"
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


def _concept(kind: str, row: dict[str, str]) -> Concept:
    return Concept(
        id=row.get("id") or row["label"],
        kind=kind,
        label=row["label"],
        alt=tuple(name for name in dict.fromkeys(values(row.get("alt"))) if name != row["label"]),
        label_en=row.get("label_en", ""),
        definition=row.get("definition", ""),
        definition_en=row.get("definition_en", ""),
        broader=values(row.get("broader")),
        unit_family=row.get("unit_family", ""),
        ask=tuple(dict.fromkeys(values(row.get("ask")))),
    )


def _unit(row: dict[str, str]) -> Unit | None:
    try:
        factor = Decimal(row.get("factor") or "1")
    except InvalidOperation:
        return None
    return Unit(row["unit"], row.get("family", ""), factor) if row.get("unit") else None
