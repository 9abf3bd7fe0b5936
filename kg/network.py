"""What reports say as a network: entities, and the statements that tie two of them, around a few or of a report.

A tie is a relation, or a part of a project's record (its companies, its zone, its industry). All by SPARQL on a
`GraphStore`; each query starts from the things asked about, as in `kg.chain_reports`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence

import msgspec

from kg import terms
from kg.chain_reports import labels
from kg.chain_skeleton import select, values_of
from kg.iris import Iris
from kg.model import Key
from kg.namespaces import ZG
from kg.store import GraphStore

PARTS = {"company": "invests_in", "zone": "located_in", "industry": "in_industry"}
"""Parts of a project's record that name an entity, and the relation that each says of it and the project."""
_FEW = 10
_FILLED = 24
_SOME = 2000  # things named in one query


class Tie(msgspec.Struct, frozen=True, order=True):
    """Characters `start` to `end` of document `doc` say that the relation holds from subject to object."""

    subject: Key
    relation: str
    object: Key
    role: str
    doc: str
    start: int
    end: int


class Node(msgspec.Struct, frozen=True):
    """An entity by its one name over all documents; `ties` counts the statements in the store that tie it."""

    key: Key
    name: str
    ties: int


class Network(msgspec.Struct, frozen=True, kw_only=True):
    """Nodes with the most telling first, ties sorted; `found` is how many nodes there were before the cut."""

    nodes: tuple[Node, ...]
    ties: tuple[Tie, ...]
    found: int


def around(graph: GraphStore, iris: Iris, about: Sequence[Key], most: int, steps: int | None = None) -> Network:
    """The neighbours of some entities and all ties among these, at most `most` nodes.

    Entities asked about come first, then those with most ties to them. `steps` 2 adds the neighbours' neighbours;
    with None that is done where there are few neighbours, and only until the picture has some two dozen nodes.
    """
    asked = tuple(dict.fromkeys(about))
    inner = set(asked)
    ring = _neighbours(_touching(graph, iris, asked), inner)
    degrees = _degrees(graph, iris, ring.keys() | inner)
    chosen = [*asked, *_ranked(ring, degrees)]
    far: list[Key] = []
    if steps == 2 or (steps is None and len(ring) < _FEW):
        beyond = _beyond(_touching(graph, iris, chosen[:most]), set(chosen))
        degrees |= _degrees(graph, iris, beyond.keys())
        far = _ranked(beyond, degrees)
    found = len(chosen) + len(far)
    if steps is None:
        far = far[: max(0, _FILLED - len(chosen))]
    return _network(graph, iris, [*chosen, *far][:most], degrees, found)


def of_document(graph: GraphStore, iris: Iris, doc: str, most: int) -> Network:
    """What one document ties, those with most ties in it first."""
    inside = f"GRAPH {terms.iri(iris.document(doc))}"
    ties = list(_relations(graph, iris, "", inside))
    for part in PARTS:
        ties += _records(graph, iris, part, "", "project", inside)
    here = Counter(key for tie in set(ties) for key in (tie.subject, tie.object))
    ranked = sorted(here, key=lambda key: (-here[key], key))
    chosen = ranked[:most]
    kept = set(chosen)
    return Network(
        nodes=_nodes(graph, iris, chosen, _degrees(graph, iris, kept)),
        ties=tuple(sorted({tie for tie in ties if tie.subject in kept and tie.object in kept})),
        found=len(ranked),
    )


def _network(graph: GraphStore, iris: Iris, chosen: Sequence[Key], degrees: dict[Key, int], found: int) -> Network:
    kept = set(chosen)
    ties = {tie for tie in _from(graph, iris, chosen) if tie.object in kept}
    return Network(nodes=_nodes(graph, iris, chosen, degrees), ties=tuple(sorted(ties)), found=found)


def _nodes(graph: GraphStore, iris: Iris, chosen: Iterable[Key], degrees: dict[Key, int]) -> tuple[Node, ...]:
    keys = {iris.entity(key): key for key in chosen}
    names: dict[str, str] = {}
    for some in _portions(keys):
        names |= labels(graph, some)
    return tuple(Node(key, names.get(iri) or key.partition("/")[2], degrees.get(key, 0)) for iri, key in keys.items())


def _neighbours(ties: Iterable[Tie], inner: Collection[Key]) -> Counter[Key]:
    """Whom the ties lead to outside of `inner`, with how many do."""
    return Counter(key for tie in set(ties) for key in (tie.subject, tie.object) if key not in inner)


def _beyond(ties: Iterable[Tie], inner: Collection[Key]) -> Counter[Key]:
    """Whom the ties lead to outside of `inner`, with how many of `inner` they come from."""
    pairs = {(one, other) for tie in ties for one, other in ((tie.subject, tie.object), (tie.object, tie.subject))}
    return Counter(key for near, key in pairs if near in inner and key not in inner)


def _ranked(found: Counter[Key], degrees: dict[Key, int]) -> list[Key]:
    return sorted(found, key=lambda key: (-found[key], -degrees.get(key, 0), key))


def _touching(graph: GraphStore, iris: Iris, keys: Collection[Key]) -> Iterator[Tie]:
    """Ties with one of these at either end."""
    for some in _portions([iris.entity(key) for key in keys]):
        for end in ("s", "o"):
            yield from _relations(graph, iris, values_of(end, some), end=end)
        for part in PARTS:
            for end in ("project", "other"):
                yield from _records(graph, iris, part, values_of(end, some), end)


def _from(graph: GraphStore, iris: Iris, keys: Collection[Key]) -> Iterator[Tie]:
    """Ties that begin (a record: whose project is) at one of these."""
    for some in _portions([iris.entity(key) for key in keys]):
        yield from _relations(graph, iris, values_of("s", some))
        for part in PARTS:
            end = "other" if part == "company" else "project"
            yield from _records(graph, iris, part, values_of(end, some), end)


def _relations(graph: GraphStore, iris: Iris, chosen: str, inside: str = "", end: str = "s") -> Iterator[Tie]:
    steps = ["?st rdf:subject ?s .", "?st rdf:predicate ?p .", "?st rdf:object ?o ."]
    pattern = f"""{" ".join(steps if end == "s" else steps[::-1])} ?st zg:start ?a ; zg:end ?b .
        OPTIONAL {{ ?st zg:role ?role }}"""
    for s, p, o, st, a, b, role in select(
        graph, f"SELECT ?s ?p ?o ?st ?a ?b ?role {{ {chosen} {_scoped(pattern, inside)} }}"
    ):
        if (tie := _tie(iris, s, _relation(p), o, role, st, a, b)) is not None:
            yield tie


def _records(graph: GraphStore, iris: Iris, part: str, chosen: str, end: str, inside: str = "") -> Iterator[Tie]:
    steps = ["?st zg:project ?project .", f"?st zg:{part} ?other ."]
    pattern = f"{' '.join(steps if end == 'project' else steps[::-1])} ?st zg:start ?a ; zg:end ?b ."
    for project, other, st, a, b in select(
        graph, f"SELECT ?project ?other ?st ?a ?b {{ {chosen} {_scoped(pattern, inside)} }}"
    ):
        subject, target = (other, project) if part == "company" else (project, other)
        if (tie := _tie(iris, subject, PARTS[part], target, "", st, a, b)) is not None:
            yield tie


def _scoped(pattern: str, inside: str) -> str:
    return f"{inside} {{ {pattern} }}" if inside else pattern


def _tie(iris: Iris, s: str, relation: str, o: str, role: str, statement: str, a: str, b: str) -> Tie | None:
    subject, target, doc = iris.key_of(s), iris.key_of(o), iris.document_of(statement)
    if subject is None or target is None or doc is None or subject == target:
        return None
    return Tie(subject, relation, target, role, doc, int(a), int(b))


def _relation(predicate: str) -> str:
    """`…#locatedIn` → `located_in`."""
    name = predicate.removeprefix(ZG)
    return "".join(f"_{c.lower()}" if c.isupper() else c for c in name)


def _degrees(graph: GraphStore, iris: Iris, keys: Collection[Key]) -> dict[Key, int]:
    """How many statements tie each of these."""
    patterns = ["?st rdf:subject ?e ; rdf:predicate ?p", "?st rdf:object ?e ; rdf:predicate ?p"]
    for part in PARTS:
        patterns += [f"?st zg:{part} ?e ; zg:project ?p", f"?st zg:project ?e ; zg:{part} ?p"]
    found: Counter[Key] = Counter()
    for some in _portions([iris.entity(key) for key in keys]):
        choice = values_of("e", some)
        for pattern in patterns:
            for iri, count in select(graph, f"SELECT ?e (COUNT(*) AS ?n) {{ {choice} {pattern} }} GROUP BY ?e"):
                if (key := iris.key_of(iri)) is not None:
                    found[key] += int(count)
    return dict(found)


def _portions(iris: Iterable[str]) -> Iterator[list[str]]:
    ordered = sorted(iris)
    for first in range(0, len(ordered), _SOME):
        yield ordered[first : first + _SOME]
