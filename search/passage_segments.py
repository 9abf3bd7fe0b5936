"""Passages on disk in segments: a commit adds a segment and never changes one, so adding a report writes little.

A segment holds, for passages in the order of their row numbers: row, id, document, vector, and the rows of the word
table that stand in it. Its arrays are mapped into memory, so opening costs nothing and a search touches what it needs.
Deleted rows are listed apart, until their segment is merged. Small segments are merged as they gather (each at least
twice as large as the next), which writes a passage a logarithmic number of times (O'Neil et al. 1996).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import numpy.typing as npt

from search.encoders import Floats, Ids
from search.vectors import Neighbours

Rows = npt.NDArray[np.int64]

_SUFFIX = ".array"
_ARRAYS = ("rows", "ids", "id_ends", "doc_of", "vectors", "tokens", "token_ends")
_MOST_DELETED = 0.3
"""Share of deleted rows from which a segment is written anew without them."""


class Added(msgspec.Struct, frozen=True):
    """Passages that are to become a segment."""

    rows: list[int]
    ids: list[str]
    docs: list[str]
    vectors: Floats
    tokens: list[Ids]


class Segment:
    """One segment, opened. Raises `OSError`, `ValueError` or `KeyError` when its files are missing or damaged."""

    def __init__(self, folder: Path, name: str, told: dict[str, Any]) -> None:
        self.folder, self.name = folder, name
        self.docs: list[str] = json.loads((folder / f"{name}.docs.json").read_text(encoding="utf-8"))
        # As plain arrays over the mapped files: slices of `np.memmap` are some ten times dearer.
        arrays = {one: np.asarray(np.load(folder / f"{name}.{one}{_SUFFIX}", mmap_mode="r")) for one in _ARRAYS}
        self.rows: Rows = arrays["rows"]
        self._ids, self._id_ends, self.doc_of = arrays["ids"], arrays["id_ends"], arrays["doc_of"]
        self.vectors: Floats = arrays["vectors"]
        self._tokens, self._token_ends = arrays["tokens"], arrays["token_ends"]
        lengths = {len(self.rows), len(self._id_ends), len(self.doc_of), len(self.vectors), len(self._token_ends)}
        if lengths != {int(told["count"])} or (len(self) and int(self._token_ends[-1]) != len(self._tokens)):
            raise ValueError(f"segment {name}: {told['count']} passages, arrays of {sorted(lengths)}")
        self.neighbours = Neighbours(self.vectors, folder / f"{name}.faiss", told.get("neighbours"))

    def __len__(self) -> int:
        return len(self.rows)

    def id(self, place: int) -> str:
        """The id of the passage at a place in the segment."""
        start = int(self._id_ends[place - 1]) if place else 0
        return bytes(self._ids[start : int(self._id_ends[place])]).decode()

    def tokens(self, place: int) -> Ids:
        """int32 [n]: the words of the passage at a place."""
        start = int(self._token_ends[place - 1]) if place else 0
        found: Ids = self._tokens[start : int(self._token_ends[place])]
        return found

    def added(self, places: npt.NDArray[np.int64]) -> Added:
        """What the segment holds at these places, to be written again."""
        where = [int(place) for place in places]
        return Added(
            self.rows[places].tolist(),
            [self.id(place) for place in where],
            [self.docs[self.doc_of[place]] for place in where],
            np.asarray(self.vectors[places]),
            [np.asarray(self.tokens(place)) for place in where],
        )


def write_segment(folder: Path, name: str, added: Added) -> dict[str, Any]:
    """Write a segment; what `index.json` must tell of it."""
    docs = list(dict.fromkeys(added.docs))
    number = {doc: i for i, doc in enumerate(docs)}
    (folder / f"{name}.docs.json").write_text(json.dumps(docs, ensure_ascii=False), encoding="utf-8")
    encoded = [id_.encode() for id_ in added.ids]
    arrays: dict[str, npt.NDArray[Any]] = {
        "rows": np.array(added.rows, dtype=np.int64),
        "ids": np.frombuffer(b"".join(encoded), dtype=np.uint8),
        "id_ends": np.cumsum([len(one) for one in encoded], dtype=np.int64),
        "doc_of": np.array([number[doc] for doc in added.docs], dtype=np.int32),
        "vectors": np.ascontiguousarray(added.vectors, dtype=np.float32),
        "tokens": np.concatenate([np.zeros(0, dtype=np.int32), *added.tokens]).astype(np.int32),
        "token_ends": np.cumsum([len(one) for one in added.tokens], dtype=np.int64),
    }
    for one, array in arrays.items():
        with open(folder / f"{name}.{one}{_SUFFIX}", "wb") as file:
            np.save(file, array, allow_pickle=False)
    told = {"name": name, "count": len(added.rows)}
    neighbours = Neighbours.build(arrays["vectors"], folder / f"{name}.faiss")
    return told if neighbours is None else {**told, "neighbours": neighbours}


class Segments:
    """All segments of an index with what was deleted from them; `add`, `delete`, then `commit`."""

    def __init__(self, folder: Path, dimension: int, told: Sequence[dict[str, Any]] = (), deleted: str = "") -> None:
        self._folder, self._dimension = folder, dimension
        self.told = [dict(one) for one in told]
        self._open = [Segment(folder, str(one["name"]), one) for one in self.told]
        if any(segment.vectors.shape[1] != dimension for segment in self._open):
            raise ValueError(f"vectors are not of dimension {dimension}")
        self._deleted: Rows = np.load(folder / deleted) if deleted else np.zeros(0, dtype=np.int64)
        self._added: list[Added] = []

    def __len__(self) -> int:
        return sum(map(len, self._open)) - len(self._deleted) + sum(len(one.rows) for one in self._added)

    def add(self, added: Added) -> None:
        """Add passages with rows above all others; found after `commit`."""
        if added.rows:
            self._added.append(added)

    def delete(self, docs: Iterable[str]) -> list[str]:
        """Delete all passages of these documents; those of them that there were."""
        wanted, gone = set(docs), [self._deleted]
        found: set[str] = set()
        for segment in self._open:
            held = [i for i, doc in enumerate(segment.docs) if doc in wanted]
            if not held:
                continue
            rows = segment.rows[np.isin(segment.doc_of, held)]
            rows = rows[~np.isin(rows, self._deleted)]
            if len(rows):
                found.update(segment.docs[i] for i in held)
                gone.append(rows)
        for i, one in enumerate(self._added):
            if held_here := wanted.intersection(one.docs):
                found |= held_here
                kept = [j for j, doc in enumerate(one.docs) if doc not in wanted]
                self._added[i] = _chosen(one, kept)
        self._deleted = np.unique(np.concatenate(gone))
        self.__dict__.pop("_dead", None)
        return sorted(found)

    def clear(self) -> None:
        """Forget all segments; for passages whose vectors are made anew."""
        self.told, self._open, self._added = [], [], []
        self._deleted = np.zeros(0, dtype=np.int64)
        self.__dict__.pop("_dead", None)

    def everything(self) -> Added:
        """All passages that are not deleted, in memory."""
        pieces = [segment.added(np.flatnonzero(~np.isin(segment.rows, self._deleted))) for segment in self._open]
        return _joined([*pieces, *self._added], self._dimension)

    def commit(self, generation: int) -> str:
        """Write what was added, merge what has gathered; the name of the list of deleted rows ("" for none)."""
        fresh = _joined(self._added, self._dimension)
        self._added = []
        kept: list[Segment | Added] = []
        for segment in self._open:
            alive = ~np.isin(segment.rows, self._deleted)
            if alive.mean() >= 1 - _MOST_DELETED:
                kept.append(segment)
            elif alive.any():
                kept.append(segment.added(np.flatnonzero(alive)))
        if fresh.rows:
            kept.append(fresh)
        while len(kept) > 1 and _size(kept[-2]) < 2 * _size(kept[-1]):
            last, before = self._as_added(kept.pop()), self._as_added(kept.pop())
            kept.append(_joined([before, last], self._dimension))
        told = []
        for i, one in enumerate(kept):
            if isinstance(one, Segment):
                told.append(next(t for t in self.told if t["name"] == one.name))
            else:
                told.append(write_segment(self._folder, f"segment-{generation}-{i}", one))
        open_now = {segment.name: segment for segment in self._open}
        self.told = told
        self._open = [open_now.get(t["name"]) or Segment(self._folder, t["name"], t) for t in told]
        rows = [segment.rows for segment in self._open]
        self._deleted = np.intersect1d(self._deleted, np.concatenate(rows)) if rows else np.zeros(0, dtype=np.int64)
        self.__dict__.pop("_dead", None)
        if not len(self._deleted):
            return ""
        name = f"deleted-{generation}{_SUFFIX}"
        with open(self._folder / name, "wb") as file:
            np.save(file, self._deleted, allow_pickle=False)
        return name

    def _as_added(self, one: Segment | Added) -> Added:
        return one.added(np.flatnonzero(~np.isin(one.rows, self._deleted))) if isinstance(one, Segment) else one

    def remove_others(self, deleted: str) -> None:
        """Take away the files of segments that are no longer used."""
        names = {str(one["name"]) for one in self.told}
        for file in [*self._folder.glob("segment-*"), *self._folder.glob("deleted-*")]:
            if file.name != deleted and file.name.partition(".")[0] not in names:
                file.unlink(missing_ok=True)

    # -- reading ------------------------------------------------------------------------------------------------

    @cached_property
    def _dead(self) -> list[npt.NDArray[np.int64]]:
        """For each segment the places of deleted passages."""
        return [np.flatnonzero(np.isin(segment.rows, self._deleted)) for segment in self._open]

    def search(self, query: Floats, limit: int) -> list[tuple[int, float]]:
        """(row, inner product) of the nearest passages, best first; `query` is float32 [dimension]."""
        found: list[tuple[int, float]] = []
        for segment, dead in zip(self._open, self._dead, strict=True):
            places, scores = segment.neighbours.search(query, limit, dead)
            found += zip(segment.rows[places].tolist(), scores.tolist(), strict=True)
        found.sort(key=lambda one: (-one[1], one[0]))
        return found[:limit]

    def _found(self, rows: Sequence[int]) -> list[tuple[Segment, int]]:
        wanted = np.asarray(rows, dtype=np.int64)
        places: list[tuple[Segment, int] | None] = [None] * len(rows)
        for segment in self._open:
            at = np.searchsorted(segment.rows, wanted)
            at_most = np.minimum(at, len(segment) - 1)
            for i in np.flatnonzero((at < len(segment)) & (segment.rows[at_most] == wanted)):
                places[i] = segment, int(at[i])
        if missing := [row for row, place in zip(rows, places, strict=True) if place is None]:
            raise KeyError(missing[0])
        return [place for place in places if place is not None]

    def scores(self, query: Floats, rows: Sequence[int]) -> Floats:
        """float32 [len(rows)]: inner product of `query` with each of `rows`. `KeyError` for a row that is not there."""
        vectors = [segment.vectors[place] for segment, place in self._found(rows)]
        return np.asarray(np.array(vectors, dtype=np.float32).reshape(-1, self._dimension) @ query, dtype=np.float32)

    def tokens(self, rows: Sequence[int]) -> list[Ids]:
        """The words of each of `rows`."""
        return [segment.tokens(place) for segment, place in self._found(rows)]

    def names(self, rows: Sequence[int]) -> list[tuple[str, str]]:
        """(id, document) of each of `rows`."""
        return [(segment.id(place), segment.docs[int(segment.doc_of[place])]) for segment, place in self._found(rows)]


def _size(one: Segment | Added) -> int:
    return len(one.rows)


def _chosen(one: Added, places: Sequence[int]) -> Added:
    return Added(
        [one.rows[i] for i in places], [one.ids[i] for i in places], [one.docs[i] for i in places],
        one.vectors[list(places)], [one.tokens[i] for i in places],
    )  # fmt: skip


def _joined(pieces: Sequence[Added], dimension: int) -> Added:
    return Added(
        [row for one in pieces for row in one.rows],
        [id_ for one in pieces for id_ in one.ids],
        [doc for one in pieces for doc in one.docs],
        np.concatenate([np.zeros((0, dimension), dtype=np.float32), *(one.vectors for one in pieces)]),
        [ids for one in pieces for ids in one.tokens],
    )
