"""What `SERVICE zg:search` finds: passages by meaning and words, entities by their names and descriptions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import get_args

from api.workspace import Workspace
from kg.errors import QueryError
from kg.evaluation import Find, Found
from kg.model import EntityType, Key
from kg.namespaces import ZG
from kg.vocabulary import shipped

_PASSAGE, _ENTITY = ZG + "Passage", ZG + "Entity"
_CLASSES = {ZG + kind: kind for kind in (*get_args(EntityType), "Indicator")}
_DESCRIPTION = 0.6  # what a match in a definition is worth beside one in a name


class Finder:
    """Answers the searches of queries on one workspace."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._names: NameIndex | None = None
        self._generation = -1

    def find(self, kind: str, question: str, limit: int, words: bool) -> list[Found]:
        """The hits for a question, best first; `QueryError` for a class that cannot be searched."""
        if kind == _PASSAGE:
            return self._passages(question, limit, words)
        wanted = None if kind == _ENTITY else _CLASSES.get(kind)
        if kind != _ENTITY and wanted is None:
            known = ", ".join(f"zg:{name}" for name in ("Passage", "Entity", *_CLASSES.values()))
            raise QueryError(f"zg:type 不能是 <{kind[:200]}> / zg:type is one of {known}")
        return self._entities(wanted, question, limit)

    def _passages(self, question: str, limit: int, words: bool) -> list[Found]:
        from search.context import passage_place

        found = []
        index, documents, iris = self._workspace.index, self._workspace.documents, self._workspace.iris
        for hit in index.search(question, limit, candidates=max(100, limit)):
            doc, start, end = passage_place(hit.id)
            told = documents.quote(doc, start, end) if words else ""
            found.append(Found(iris.part(doc, "passage", start, end), hit.score, told))
        return found

    def _entities(self, kind: str | None, question: str, limit: int) -> list[Found]:
        iris = self._workspace.iris
        return [Found(iris.entity(key), score, name) for key, name, score in self.names(question, limit, kind)]

    def names(self, question: str, limit: int, kind: str | None = None) -> list[tuple[Key, str, float]]:
        """(key, name, score from 0 to 1) of the entities and indicators named nearest to the words, best first."""
        if self._names is None or self._generation != self._workspace.generation:
            self._generation = self._workspace.generation
            self._names = NameIndex(_forms(self._workspace))
        return self._names.search(question, limit, kind)


def open_finder(path: Path) -> tuple[Find, Callable[[], None]]:
    """What finds things in the store of a folder, and what closes it: the entry point `zonegraph.finder`."""
    workspace = Workspace.open(path)
    return Finder(workspace).find, workspace.close


def _forms(workspace: Workspace) -> Iterator[tuple[Key, str, str, float]]:
    """(key, its name, a form by which it is found, what the form is worth)."""
    named: set[Key] = set()
    for one in workspace.documents.all_named():
        named.add(one.key)
        for form in dict.fromkeys((one.name, *one.surfaces)):
            yield one.key, one.name, form, 1.0
    for concept in shipped().concepts:
        if concept.key not in named and concept.kind != "Indicator":
            continue  # a policy that no report names is no entity of this store
        for form in (concept.label, *concept.alt):
            yield concept.key, concept.label, form, 1.0
        for form in (*concept.ask, concept.definition):
            if form:
                yield concept.key, concept.label, form, _DESCRIPTION


class NameIndex:
    """Names by the pairs of characters that they share with the words looked for.

    The score of a form is the mean of the share of the question that stands in it and of Dice's coefficient, both over
    pairs of neighbouring characters; an entity has the score of its best form, and 1 where the name is the question.
    """

    def __init__(self, forms: Iterator[tuple[Key, str, str, float]]) -> None:
        self._forms: list[tuple[Key, str, str, float, int]] = []
        self._places: dict[str, list[int]] = {}
        for key, name, form, worth in forms:
            pairs = _pairs(form)
            for pair in pairs:
                self._places.setdefault(pair, []).append(len(self._forms))
            self._forms.append((key, name, _plain(form), worth, len(pairs)))

    def search(self, question: str, limit: int, kind: str | None = None) -> list[tuple[Key, str, float]]:
        """(key, name, score from 0 to 1), best first; keys of one `kind` only, where one is given."""
        wanted, plain = _pairs(question), _plain(question)
        shared = Counter(place for pair in wanted for place in self._places.get(pair, ()))
        best: dict[Key, tuple[float, str]] = {}
        for place, count in shared.items():
            key, name, form, worth, size = self._forms[place]
            if kind is not None and not key.startswith(f"{kind}/"):
                continue
            score = worth * (count / len(wanted) + 2 * count / (len(wanted) + size)) / 2
            score = worth if form == plain else min(score, 0.999 * worth)
            if score > best.get(key, (0.0, ""))[0]:
                best[key] = score, name
        ranked = sorted(best.items(), key=lambda one: (-one[1][0], len(one[0]), one[0]))[:limit]
        return [(key, name, score) for key, (score, name) in ranked]


def _plain(text: str) -> str:
    return "".join(text.casefold().split())


def _pairs(text: str) -> list[str]:
    """The different pairs of neighbouring characters, in their order; each character with both its sides at an end."""
    plain = f"\x02{_plain(text)}\x03"
    inner = plain[1:-1]
    if len(inner) == 1:
        return [plain[:2]]
    return list(dict.fromkeys([inner[at : at + 2] for at in range(len(inner) - 1)] + [plain[:2]]))
