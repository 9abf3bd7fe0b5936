"""What the documents of a store name: entities and projects by key, name and form, and where they stand."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter

from kg.entries import Named, NameHit, choose_name
from kg.model import Facts, Key, Span
from kg.tables import Row, Tables

_LONGEST_SURFACE = 40


class NameTables(Tables):
    """The part of a `DocumentStore` that looks things up by name."""

    def facts(self, doc: str) -> Facts:
        """What a document states."""
        raise NotImplementedError

    def mentions(self, key: Key) -> Iterator[tuple[str, Span]]:
        """Where an entity or project is mentioned: (document id, span), in order."""
        for doc in self.documents_of(key):
            facts = self.facts(doc)
            spans = [span for entity in facts.entities if entity.key == key for span in entity.mentions]
            spans += [span for project in facts.projects if project.key == key for span in project.mentions]
            yield from ((doc, span) for span in sorted(set(spans)))

    def documents_of(self, key: Key) -> list[str]:
        """Ids of the documents that name an entity or project, sorted."""
        rows = self._all("SELECT d.id FROM names n JOIN documents d USING (number) WHERE n.key = ? ORDER BY d.id", key)
        return [str(row[0]) for row in rows]

    def keys_of(self, doc: str) -> list[Key]:
        """Keys of all entities and projects that a document names, sorted."""
        rows = self._all("SELECT n.key FROM names n JOIN documents d USING (number) WHERE d.id = ? ORDER BY 1", doc)
        return [str(row[0]) for row in rows]

    def name(self, key: Key) -> str | None:
        """The one name of an entity or project over all documents; None when no document names it."""
        rows = self._all("SELECT name, count(*) FROM names WHERE key = ? GROUP BY name", key)
        return choose_name((str(name), int(count)) for name, count in rows) if rows else None

    def named(self, key: Key) -> Named | None:
        """An entity or project over all documents; None when no document names it."""
        name = self.name(key)
        if name is None:
            return None
        rows = self._all("SELECT DISTINCT surface FROM surfaces WHERE key = ? AND told ORDER BY surface", key)
        return Named(
            key, key.partition("/")[0], name, tuple(str(row[0]) for row in rows), tuple(self.documents_of(key))
        )

    def all_names(self, kind: str | None = None) -> dict[Key, str]:
        """Key → its one name, for all entities and projects (of one type), sorted by key."""
        low, high = (f"{kind}/", f"{kind}0") if kind else ("", "\U0010ffff")
        told: dict[Key, list[tuple[str, int]]] = {}
        query = "SELECT key, name, count(*) FROM names WHERE key >= ? AND key < ? GROUP BY key, name ORDER BY key"
        for key, name, count in self._all(query, low, high):
            told.setdefault(str(key), []).append((str(name), int(count)))
        return {key: choose_name(names) for key, names in told.items()}

    def all_named(self) -> Iterator[Named]:
        """All entities and projects, sorted by key; read as they are needed, not kept."""
        names = self._rows("SELECT key, name, count(*) FROM names GROUP BY key, name ORDER BY key")
        surfaces = _Following(
            self._rows("SELECT key, surface FROM surfaces WHERE told GROUP BY key, surface ORDER BY key, surface")
        )
        documents = _Following(
            self._rows("SELECT n.key, d.id FROM names n JOIN documents d USING (number) ORDER BY 1, 2")
        )
        for key, group in groupby(names, key=itemgetter(0)):
            name = choose_name((str(name), int(count)) for _, name, count in group)
            yield Named(key, key.partition("/")[0], name, surfaces.of(key), documents.of(key))

    def forms(self, kind: str) -> list[tuple[str, Key]]:
        """(form, key) of all entities of one type, the names among them; sorted."""
        query = "SELECT DISTINCT surface, key FROM surfaces WHERE key >= ? AND key < ? ORDER BY surface, key"
        return [(str(form), str(key)) for form, key in self._all(query, f"{kind}/", f"{kind}0")]

    def find_names(self, text: str) -> list[NameHit]:
        """Every known form that occurs in `text`, overlapping ones too, by start, then longest first.

        Looks up the text's substrings (2 to 40 characters) in the table of forms, so the cost grows with the length
        of the text and not with the store: 5 ms for a question of 50 characters. Meant for questions.
        """
        places: dict[str, list[int]] = {}
        for start in range(len(text)):
            for end in range(start + 2, min(len(text), start + _LONGEST_SURFACE) + 1):
                places.setdefault(text[start:end], []).append(start)
        hits: list[NameHit] = []
        pieces = list(places)
        for first in range(0, len(pieces), 500):
            some = pieces[first : first + 500]
            marks = ",".join("?" * len(some))
            query = f"SELECT surface, key, count(*) FROM surfaces WHERE surface IN ({marks}) GROUP BY surface, key"
            for surface, key, count in self._all(query, *some):
                hits += [NameHit(at, at + len(surface), surface, key, int(count)) for at in places[surface]]
        return sorted(hits, key=lambda hit: (hit.start, -hit.end, hit.key))

    def beginning(self, prefix: str, kind: str, most: int = 200) -> list[tuple[str, Key]]:
        """(form, key) of the entities of one type with a form that begins with `prefix`, sorted; at most `most`."""
        query = (
            "SELECT DISTINCT surface, key FROM surfaces WHERE surface >= ? AND surface < ? AND key >= ? AND key < ? "
            "ORDER BY surface, key LIMIT ?"
        )
        rows = self._all(query, prefix, f"{prefix}\U0010ffff", f"{kind}/", f"{kind}0", most)
        return [(str(form), str(key)) for form, key in rows]

    def types(self) -> dict[str, int]:
        """Number of entities and projects by type, most first."""
        query = (
            "SELECT substr(key, 1, instr(key, '/') - 1) AS type, count(DISTINCT key) FROM names "
            "GROUP BY type ORDER BY 2 DESC, 1"
        )
        return {str(kind): int(count) for kind, count in self._all(query)}

    def figures(self) -> list[tuple[Key, int | None, int]]:
        """(subject, year, number of observations) over all documents, sorted; year None where no period is told."""
        rows = self._all("SELECT subject, year, sum(count) FROM figures GROUP BY subject, year ORDER BY subject, year")
        return [(str(key), None if year is None else int(year), int(count)) for key, year, count in rows]


class _Following:
    """Rows (key, value) sorted by key, read along with keys that are sorted too."""

    def __init__(self, rows: Iterator[Row]) -> None:
        self._groups = groupby(rows, key=itemgetter(0))
        self._key: Key | None = None
        self._values: Iterator[Row] = iter(())
        self._next()

    def _next(self) -> None:
        self._key, self._values = next(self._groups, (None, iter(())))

    def of(self, key: Key) -> tuple[str, ...]:
        """The values of a key, which is greater than those asked before."""
        while self._key is not None and self._key < key:
            self._next()
        return tuple(str(value) for _, value in self._values) if self._key == key else ()
