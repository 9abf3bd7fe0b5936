"""The skeleton of industrial chains that ships with zonegraph (`seeds/lexicon/chains.tsv`), and its triples.

It is general knowledge of ours, kept in the lexicon's graph: which links a chain has, from 上游 to 下游, and which link
supplies which. What a report says of a chain stays in that document's graph. A row without a stage is a chain, a row
`chain/link` one of its links; `feeds` names the links that it supplies, and with `~` those to which material returns
(recycling), which are kept apart so that the skeleton without them has no loop.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Literal, cast, get_args

import msgspec

from kg import terms
from kg.errors import ZonegraphError
from kg.iris import Iris
from kg.namespaces import PREFIXES, ZG
from kg.tsv import rows, values
from seeds import LEXICON

Stage = Literal["上游", "中游", "下游"]
STAGES: tuple[Stage, ...] = get_args(Stage)

_SKOS = PREFIXES["skos"]


KINDS = ("", "工序", "场所", "用途", "投入")
"""Of a link that is no trade of its own: a step of making, a site, a use of the goods, an input."""


class Link(msgspec.Struct, frozen=True, kw_only=True):
    """One link of a chain. `id` is `chain/link`; `industries` are ids of industries.tsv, `technologies` names of
    technologies.tsv that belong on the link; `feeds` and `returns` are ids of links of the same chain.
    `kind` tells of one that is no trade of its own what it is: 工序, 场所, 用途 or 投入; such a link covers nothing."""

    id: str
    stage: Stage
    label: str
    label_en: str
    alt: tuple[str, ...] = ()
    industries: tuple[str, ...] = ()
    technologies: tuple[str, ...] = ()
    feeds: tuple[str, ...] = ()
    returns: tuple[str, ...] = ()
    definition: str = ""
    kind: str = ""


class Chain(msgspec.Struct, frozen=True, kw_only=True):
    """A chain with its links in the order of the table; `broader` is the id of the chain that it is part of."""

    id: str
    label: str
    label_en: str
    alt: tuple[str, ...] = ()
    broader: str | None = None
    industries: tuple[str, ...] = ()
    technologies: tuple[str, ...] = ()
    definition: str = ""
    links: tuple[Link, ...] = ()

    @property
    def key(self) -> str:
        """The key of which the chain's IRI is made."""
        return f"Chain/{self.label}"

    def link_key(self, link: Link) -> str:
        """The key of which a link's IRI is made; two chains may have links of one name."""
        return f"ChainLink/{self.label}·{link.label}"


class ChainLexicon(msgspec.Struct, frozen=True):
    """All chains, and the other names of the technologies that their links name."""

    chains: tuple[Chain, ...] = ()
    technologies: dict[str, tuple[str, ...]] = {}

    @classmethod
    def load(cls, folder: Path = LEXICON) -> ChainLexicon:
        """Read `chains.tsv` and `technologies.tsv`. `ZonegraphError` names a row that cannot be used."""
        chains = load_chains(folder / "chains.tsv")
        used = {name for chain in chains for name in chain.technologies}
        used.update(name for chain in chains for link in chain.links for name in link.technologies)
        names = {row["name"]: values(row.get("alt")) for row in rows(folder / "technologies.tsv") if row.get("name")}
        return cls(chains, {name: names.get(name, ()) for name in sorted(used)})

    def triples(self, iris: Iris, industries: Mapping[str, str]) -> Iterator[str]:
        """The skeleton in N-Triples without the final dot; `industries` gives the key of an industry by its id.

        An id that the table of industries lacks is passed over, so that the two tables may be edited apart.
        """
        if not self.chains:
            return
        scheme = terms.iri(f"{iris.base}scheme/Chain")
        yield f"{scheme} {terms.A} <{_SKOS}ConceptScheme>"
        nodes = {chain.id: terms.iri(iris.entity(chain.key)) for chain in self.chains}
        nodes.update(
            (link.id, terms.iri(iris.entity(chain.link_key(link)))) for chain in self.chains for link in chain.links
        )
        covers = _Covers(iris, industries)
        for chain in self.chains:
            node = nodes[chain.id]
            yield f"{node} {terms.A} <{ZG}Chain>"
            yield f"{node} <{_SKOS}inScheme> {scheme}"
            yield from _named(node, chain)
            yield from covers(node, chain)
            if chain.broader:
                yield f"{node} <{_SKOS}broader> {nodes[chain.broader]}"
            for link in chain.links:
                part = nodes[link.id]
                yield f"{part} {terms.A} <{ZG}ChainLink>"
                yield f"{part} <{_SKOS}inScheme> {scheme}"
                yield f"{part} <{ZG}inChain> {node}"
                yield f"{part} <{ZG}chainStage> {terms.string(link.stage)}"
                yield from _named(part, link)
                yield from covers(part, link)
                if link.kind:
                    yield f"{part} <{ZG}linkKind> {terms.string(link.kind)}"
                for fed in link.feeds:
                    yield f"{part} <{ZG}suppliesTo> {nodes[fed]}"
                for fed in link.returns:
                    yield f"{part} <{ZG}returnsTo> {nodes[fed]}"
        for name, alt in self.technologies.items():
            node = terms.iri(iris.entity(f"Technology/{name}"))
            yield f"{node} {terms.A} <{_SKOS}Concept>"
            yield f"{node} <{_SKOS}prefLabel> {terms.string(name, 'zh')}"
            for other in alt:
                yield f"{node} {terms.ALT_LABEL} {terms.string(other)}"


class _Covers:
    """The industries and technologies that belong on a node."""

    def __init__(self, iris: Iris, industries: Mapping[str, str]) -> None:
        self._iris, self._industries = iris, industries

    def __call__(self, node: str, part: Chain | Link) -> Iterator[str]:
        keys = [self._industries[one] for one in part.industries if one in self._industries]
        for key in [*keys, *(f"Technology/{name}" for name in part.technologies)]:
            yield f"{node} <{ZG}covers> {terms.iri(self._iris.entity(key))}"


def _named(node: str, part: Chain | Link) -> Iterator[str]:
    yield f"{node} {terms.A} <{_SKOS}Concept>"
    yield f"{node} {terms.LABEL} {terms.string(part.label)}"
    yield f"{node} <{_SKOS}notation> {terms.string(part.id)}"
    yield f"{node} <{_SKOS}prefLabel> {terms.string(part.label, 'zh')}"
    yield f"{node} <{_SKOS}prefLabel> {terms.string(part.label_en, 'en')}"
    yield f"{node} <{_SKOS}definition> {terms.string(part.definition, 'zh')}"
    for name in part.alt:
        yield f"{node} {terms.ALT_LABEL} {terms.string(name)}"


def load_chains(path: Path = LEXICON / "chains.tsv") -> tuple[Chain, ...]:
    """Read and check the table, in its order; none when there is no such file. `ZonegraphError` names a bad row."""
    heads: dict[str, dict[str, str]] = {}
    links: dict[str, list[Link]] = {}
    for row in rows(path):
        where, _, part = row.get("id", "").partition("/")
        if not where or not row.get("label"):
            raise _unfit(path, row.get("id", ""), "缺 id 或名称 / a row without id or label")
        if not part:
            if where in heads:
                raise _unfit(path, where, "链重复 / a chain twice")
            heads[where], links[where] = row, []
        elif where not in heads:
            raise _unfit(path, row["id"], "所属的链应列在前 / the row of its chain comes first")
        elif row.get("kind", "") not in KINDS or (
            row.get("kind") and (row.get("industries") or row.get("technologies"))
        ):
            told = "、".join(KINDS[1:])
            raise _unfit(
                path, row["id"], f"kind 应为{told}，且不涵盖产业、技术 / kind is one of {told}, and covers nothing"
            )
        elif row.get("stage") not in STAGES:
            raise _unfit(path, row["id"], f"阶段应为{'、'.join(STAGES)} / the stage is one of {', '.join(STAGES)}")
        else:
            links[where].append(_link(where, row))
    for id_, head in heads.items():
        known = {link.id for link in links[id_]}
        if len(known) < len(links[id_]):
            raise _unfit(path, id_, "环节重复 / a link twice")
        if head.get("broader") and head["broader"] not in heads:
            raise _unfit(path, id_, f"未列上位链 {head['broader']} / no chain {head['broader']}")
        for link in links[id_]:
            for fed in (*link.feeds, *link.returns):
                if fed not in known or fed == link.id:
                    raise _unfit(path, link.id, f"feeds 所指的 {fed} 不是另一环节 / {fed} in feeds is no other link")
    return tuple(_chain(head, tuple(links[id_])) for id_, head in heads.items())


def _unfit(path: Path, row: str, reason: str) -> ZonegraphError:
    return ZonegraphError(f"{path.name} 的 {row!r} / {row!r} in {path.name}: {reason}")


def _link(chain: str, row: Mapping[str, str]) -> Link:
    feeds = values(row.get("feeds"))
    return Link(
        id=row["id"],
        stage=cast(Stage, row["stage"]),
        label=row["label"],
        label_en=row.get("label_en", ""),
        alt=values(row.get("alt")),
        industries=values(row.get("industries")),
        technologies=values(row.get("technologies")),
        feeds=tuple(f"{chain}/{fed}" for fed in feeds if not fed.startswith("~")),
        returns=tuple(f"{chain}/{fed[1:]}" for fed in feeds if fed.startswith("~")),
        definition=row.get("definition", ""),
        kind=row.get("kind", ""),
    )


def _chain(row: Mapping[str, str], links: tuple[Link, ...]) -> Chain:
    return Chain(
        id=row["id"],
        label=row["label"],
        label_en=row.get("label_en", ""),
        alt=values(row.get("alt")),
        broader=row.get("broader") or None,
        industries=values(row.get("industries")),
        technologies=values(row.get("technologies")),
        definition=row.get("definition", ""),
        links=links,
    )
