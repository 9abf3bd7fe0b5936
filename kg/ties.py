"""The network of a whole store, counted from what documents state.

Half a thousand documents a tenth of a second: the same by SPARQL (`kg.network`, which draws a part of the store) takes
eight times as long, for it would have to go through all statements of the graph.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import msgspec

from kg.documents import DocumentStore
from kg.model import Key, Relation
from kg.network import PARTS, Network, Node, Tie

_KEPT = 500_000
"""Ties that are kept from the first reading; where there are more, the documents are read a second time."""


class _Record(msgspec.Struct, frozen=True):
    key: Key
    start: int
    end: int
    zone: Key | None = None
    companies: tuple[Key, ...] = ()
    industry: Key | None = None


class _Stated(msgspec.Struct, frozen=True):
    projects: tuple[_Record, ...] = ()
    relations: tuple[Relation, ...] = ()


def most_tied(documents: DocumentStore, most: int) -> Network:
    """The entities with most ties of all, and the ties among them."""
    degrees: Counter[Key] = Counter()
    kept: list[Tie] | None = []
    for tie in _ties(documents):
        degrees[tie.subject] += 1
        degrees[tie.object] += 1
        if kept is not None:
            kept.append(tie)
            if len(kept) > _KEPT:
                kept = None
    chosen = sorted(degrees, key=lambda key: (-degrees[key], key))[:most]
    names, inner = documents.all_names(), set(chosen)
    return Network(
        nodes=tuple(Node(key, names.get(key, key.partition("/")[2]), degrees[key]) for key in chosen),
        ties=tuple(
            sorted(
                tie
                for tie in (_ties(documents) if kept is None else kept)
                if tie.subject in inner and tie.object in inner
            )
        ),
        found=len(degrees),
    )


def _ties(documents: DocumentStore) -> Iterator[Tie]:
    """What every document ties, each tie once."""
    for doc, stated in documents.parts(_Stated):
        found = {
            Tie(one.subject, one.predicate, one.object, one.role or "", doc, one.start, one.end)
            for one in stated.relations
        }
        for record in stated.projects:
            place = ("", doc, record.start, record.end)
            found |= {Tie(one, PARTS["company"], record.key, *place) for one in record.companies}
            for part, other in (("zone", record.zone), ("industry", record.industry)):
                if other is not None:
                    found.add(Tie(record.key, PARTS[part], other, *place))
        yield from (tie for tie in found if tie.subject != tie.object)
