"""Chains as the graph holds them: links, what feeds what, and on which link an industry or a name belongs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

import msgspec
import pyoxigraph as ox

from kg import terms
from kg.chain_lexicon import STAGES
from kg.chain_names import NameMatcher
from kg.namespaces import sparql_prefixes
from kg.store import GraphStore

_PREFIXES = sparql_prefixes("zg", "rdf", "rdfs", "skos", "prov", "dcterms", "schema")

WHOLE = ""
"""In place of a link's IRI: the chain as a whole, where a report tells no link."""


class SkeletonLink(msgspec.Struct, frozen=True, kw_only=True):
    """One link; `layer` counts from 0 at the head of the chain, layers of 上游 before those of 中游 and 下游.
    `kind` is 工序, 场所, 用途 or 投入 for a link that is no trade of its own, on which no firm can be missing."""

    iri: str
    id: str
    label: str
    label_en: str
    definition: str
    stage: str
    layer: int
    kind: str = ""


class Head(msgspec.Struct, frozen=True, kw_only=True):
    """A chain by name, with the number of its links; `lexicon` is the graph that states it."""

    lexicon: str
    iri: str
    id: str
    label: str
    label_en: str
    definition: str
    alt: tuple[str, ...]
    links: int


class Skeleton(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """One chain. `links` by IRI, in order of layer and id; `feeds` and `returns` as pairs of IRIs, sorted."""

    head: Head
    links: dict[str, SkeletonLink]
    feeds: tuple[tuple[str, str], ...]
    returns: tuple[tuple[str, str], ...]
    covers: dict[str, str]
    """Industry or technology → the link (or WHOLE) on which it belongs."""
    wider: dict[str, tuple[str, ...]]
    """Industry → the next wider ones; shared by all chains."""
    other_names: dict[str, list[str]]
    """Names of links and of what is covered, besides the links' labels; shared by all chains."""

    @cached_property
    def names(self) -> NameMatcher:
        """Finds links by name: their own names, before those of what they cover.

        An industry with narrower ones under it (电子信息, 新能源) says too little in a name to tell a link.
        """
        own = {iri: {link.label, *self.other_names.get(iri, ())} for iri, link in self.links.items()}
        taken = {name for mine in own.values() for name in mine}
        wide = {one for wider in self.wider.values() for one in wider}
        for thing, link in self.covers.items():
            if link != WHOLE and thing not in wide:
                own[link] |= {name for name in self.other_names.get(thing, ()) if name not in taken}
        return NameMatcher(own)

    @cached_property
    def whole_names(self) -> NameMatcher:
        """Finds the chain by name: with and without 产业链, and by the industries that it covers as a whole."""
        mine = {name for thing, at in self.covers.items() if at == WHOLE for name in self.other_names.get(thing, ())}
        for name in (self.head.label, *self.head.alt):
            mine |= {name, name.removesuffix("链").removesuffix("产业").removesuffix("全")}
        return NameMatcher({WHOLE: mine})

    def places(self, iri: str, label: str) -> tuple[str, ...]:
        """On which links (or on the WHOLE chain) something that an entity makes or does belongs; none: not of it.

        By what the links cover, else by name, else by the nearest wider industry. A downstream link is a use of the
        chain's goods, often as wide as 汽车 or 电子信息: only what it covers itself belongs there.
        """
        if (exact := self.covers.get(iri)) is not None:
            return (exact,)
        return self.places_of_name(label) or self._by_wider_industry(iri)

    def places_of_name(self, name: str) -> tuple[str, ...]:
        """The links that a name speaks of, else WHOLE where it speaks of the chain."""
        return self.names.places(name) or self.whole_names.places(name)

    def _by_wider_industry(self, iri: str) -> tuple[str, ...]:
        seen, level = {iri}, [iri]
        while level:
            level = sorted({one for narrow in level for one in self.wider.get(narrow, ())} - seen)
            seen.update(level)
            for one in level:
                place = self.covers.get(one)
                if place is not None and (place == WHOLE or self.links[place].stage != STAGES[-1]):
                    return (place,)
        return ()


def select(graph: GraphStore, query: str) -> Iterator[tuple[str, ...]]:
    """The solutions of a SELECT query, each a tuple of strings in the order of its variables ("" for unbound)."""
    found = graph.query(_PREFIXES + query)
    assert isinstance(found, ox.QuerySolutions)
    for solution in found:
        yield tuple("" if term is None else str(getattr(term, "value", term)) for term in solution)


def values_of(variable: str, iris: Iterable[str]) -> str:
    """A VALUES clause of IRIs, sorted."""
    return f"VALUES ?{variable} {{ {' '.join(terms.iri(one) for one in sorted(iris))} }}"


_TOLD = """skos:notation ?id ; skos:prefLabel ?zh, ?en ; skos:definition ?d .
        FILTER(LANG(?zh) = 'zh' && LANG(?en) = 'en')"""


def heads(graph: GraphStore) -> tuple[Head, ...]:
    """All chains of the graph, by id."""
    found = sorted(select(graph, f"SELECT ?id ?g ?c ?zh ?en ?d {{ GRAPH ?g {{ ?c a zg:Chain ; {_TOLD} }} }}"))
    if not found:
        return ()
    alt: dict[str, list[str]] = {}
    for chain, name in sorted(select(graph, "SELECT ?c ?n { ?c a zg:Chain ; skos:altLabel ?n }")):
        alt.setdefault(chain, []).append(name)
    counted = select(graph, "SELECT ?c (COUNT(?l) AS ?n) { ?l zg:inChain ?c } GROUP BY ?c")
    links = {chain: int(number) for chain, number in counted}
    return tuple(
        Head(
            lexicon=lexicon,
            iri=iri,
            id=id_,
            label=zh,
            label_en=en,
            definition=definition,
            alt=tuple(alt.get(iri, ())),
            links=links.get(iri, 0),
        )
        for id_, lexicon, iri, zh, en, definition in found
    )


def load(graph: GraphStore, chosen: Sequence[Head]) -> tuple[Skeleton, ...]:
    """These chains. They are read from the lexicon's graph alone: reports do not alter them."""
    if not chosen:
        return ()
    lexicon = terms.iri(chosen[0].lexicon)
    chains = values_of("c", {head.iri for head in chosen})

    def ask(variables: str, pattern: str) -> list[tuple[str, ...]]:
        return sorted(set(select(graph, f"SELECT {variables} {{ GRAPH {lexicon} {{ {pattern} }} }}")))

    parts = ask("?l ?c ?s ?id ?zh ?en ?d", f"{chains} ?l zg:inChain ?c ; zg:chainStage ?s ; {_TOLD}")
    feeds = [(a, b) for a, b in ask("?a ?b", f"{chains} ?a zg:inChain ?c ; zg:suppliesTo ?b")]
    returns = [(a, b) for a, b in ask("?a ?b", f"{chains} ?a zg:inChain ?c ; zg:returnsTo ?b")]
    kinds = {row[0]: row[1] for row in ask("?l ?k", f"{chains} ?l zg:inChain ?c ; zg:linkKind ?k")}
    whole = ask("?c ?o", f"{chains} ?c zg:covers ?o")
    covers = ask("?l ?o", f"{chains} ?l zg:inChain ?c ; zg:covers ?o")
    names: dict[str, list[str]] = {}
    for node, name in ask("?l ?n", f"{chains} ?l zg:inChain ?c ; skos:altLabel ?n"):
        names.setdefault(node, []).append(name)
    things = values_of("o", {thing for _, thing in (*whole, *covers)})
    for node, name in ask("?o ?n", f"{things} ?o skos:prefLabel|skos:altLabel ?n . FILTER(LANG(?n) != 'en')"):
        names.setdefault(node, []).append(name)
    wider: dict[str, tuple[str, ...]] = {}
    for narrow, wide in ask("?o ?w", "?o skos:broader ?w"):
        wider[narrow] = (*wider.get(narrow, ()), wide)
    chain_of = {part[0]: part[1] for part in parts}
    covered: dict[str, dict[str, str]] = {head.iri: {} for head in chosen}
    for chain, thing in whole:
        covered[chain][thing] = WHOLE
    for link, thing in covers:
        covered[chain_of[link]][thing] = link
    built = []
    for head in chosen:
        mine = [part for part in parts if part[1] == head.iri]
        pairs = tuple(pair for pair in feeds if chain_of.get(pair[0]) == head.iri)
        layers = _layers({part[0]: STAGES.index(_stage(part[2])) for part in mine}, pairs)
        links = [
            SkeletonLink(
                iri=p[0],
                id=p[3],
                label=p[4],
                label_en=p[5],
                definition=p[6],
                stage=p[2],
                layer=layers[p[0]],
                kind=kinds.get(p[0], ""),
            )
            for p in mine
        ]
        links.sort(key=lambda link: (link.layer, link.id))
        built.append(
            Skeleton(
                head=head,
                links={link.iri: link for link in links},
                feeds=pairs,
                returns=tuple(pair for pair in returns if chain_of.get(pair[0]) == head.iri),
                covers=covered[head.iri],
                wider=wider,
                other_names=names,
            )
        )
    return tuple(built)


def _stage(name: str) -> str:
    return name if name in STAGES else STAGES[1]


def _layers(stages: dict[str, int], feeds: Iterable[tuple[str, str]]) -> dict[str, int]:
    """A layer for each link: stages one after the other, within a stage by the longest way from its first links.

    Links that feed each other in a ring, which the shipped skeleton does not have, share the layer reached so far.
    """
    inner = sorted((a, b) for a, b in feeds if a in stages and b in stages and stages[a] == stages[b])
    depth = dict.fromkeys(stages, 0)
    for _ in stages:
        moved = False
        for a, b in inner:
            if depth[b] <= depth[a] < len(stages):
                depth[b], moved = depth[a] + 1, True
        if not moved:
            break
    layers: dict[str, int] = {}
    first = 0
    for stage in sorted(set(stages.values())):
        here = [node for node, own in stages.items() if own == stage]
        used = {level: rank for rank, level in enumerate(sorted({depth[node] for node in here}))}
        layers.update((node, first + used[depth[node]]) for node in here)
        first += len(used)
    return layers
