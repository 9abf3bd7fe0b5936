"""The passage index: words, vectors and word-by-word similarity over the same passages, opened as one folder.

`index.json` names the segments of the current generation and the segmenter and encoder that made them; it is replaced
last, so that a crash leaves either the old index or the new one, or a difference that opening tells.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, cast

import msgspec
import numpy as np

from kg.errors import StoreError
from search import segment
from search.encoders import CorpusEncoder, Encoder, Floats, Ids, WordEncoder
from search.lexical import LexicalIndex
from search.passage_segments import Added, Segments
from search.ranking import WEIGHTS, fuse
from search.thesaurus import Thesaurus
from search.wording import shared_wording

if TYPE_CHECKING:
    from search.static_encoder import StaticEncoder

_FORMAT = 3
_STATE = "index.json"
BEND = 0.3
"""Share of an expansion of weight 1 in the query's vector."""
WORDED = 20
"""Passages whose wording is compared with the question's."""


class IndexedPassage(msgspec.Struct, frozen=True, kw_only=True):
    """A passage as it is indexed: `text` are the report's own words; `context` says where they stand."""

    id: str
    doc: str
    text: str
    context: str = ""


class Hit(msgspec.Struct, frozen=True, kw_only=True):
    """A passage found; `parts` are the raw scores that `score` was fused from."""

    id: str
    doc: str
    score: float
    parts: dict[str, float]


class PassageIndex(Protocol):
    """Add, delete, search: the seam behind which another engine can stand."""

    def add(self, passages: Sequence[IndexedPassage]) -> None: ...

    def delete(self, doc_ids: Iterable[str]) -> None: ...

    def commit(self) -> None: ...

    def search(
        self, query: str, k: int = 10, *, expansion: Sequence[tuple[str, float]] = (), weights: Mapping[str, float] = {}
    ) -> list[Hit]: ...

    def __len__(self) -> int: ...


class EmbeddedIndex:
    """`PassageIndex` in a folder: tantivy and faiss.

    Raises `StoreError` when the folder holds no index, a damaged one, or one made by another encoder or cut.
    """

    def __init__(self, folder: Path, encoder: Encoder, write: bool = False) -> None:
        self._folder, self._encoder, self._write = folder, encoder, write
        self._next = 0
        self._generation = 0
        self._segments = Segments(folder, encoder.dimension)
        self._changed = False
        state = folder / _STATE
        if state.is_file():
            self._open(self._read_state(state))
        elif write:
            self._lexical = LexicalIndex(folder / "words", write=True)
            if len(self._lexical):
                raise self._damaged("词索引在而清单不在 / words without index.json")
        else:
            raise StoreError(f"{folder} 中没有索引, 请先导入文件 / no index in {folder}; ingest some reports first")

    def _damaged(self, reason: str) -> StoreError:
        return StoreError(f"索引已损坏, 请重建 / the index in {self._folder} is damaged, rebuild it: {reason}")

    @property
    def fingerprint(self) -> dict[str, Any]:
        """What must be equal for a stored index to be usable: format, cut, model, dimension."""
        return {
            "format": _FORMAT,
            "segmenter": segment.NAME,
            "encoder": self._encoder.name,
            "dimension": self._encoder.dimension,
        }

    def _read_state(self, path: Path) -> dict[str, Any]:
        try:
            state: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
            made_by = state["fingerprint"]
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise self._damaged(f"{path.name}: {error}") from error
        if made_by != self.fingerprint:
            differing = [
                f"{key} {made_by.get(key)} / {value}"
                for key, value in self.fingerprint.items()
                if made_by.get(key) != value
            ]
            raise StoreError(
                f"索引由另一种设置建成, 请重建 / the index in {self._folder} was made with other settings, "
                f"rebuild it ({'; '.join(differing)})"
            )
        return state

    def _open(self, state: dict[str, Any]) -> None:
        self._lexical = LexicalIndex(self._folder / "words", write=self._write)
        if isinstance(self._encoder, CorpusEncoder) and state.get("segments"):
            self._encoder.load(self._folder)
        try:
            self._segments = Segments(self._folder, self._encoder.dimension, state["segments"], state["deleted"])
            self._generation, self._next = int(state["generation"]), int(state["next"])
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise self._damaged(str(error)) from error
        counts = {"passages": len(self._segments), "words": len(self._lexical)}
        if len(set(counts.values())) > 1:
            raise self._damaged(", ".join(f"{name} {count}" for name, count in counts.items()))

    def __len__(self) -> int:
        return len(self._segments)

    def add(self, passages: Sequence[IndexedPassage]) -> None:
        """Add passages; found after `commit`."""
        if not passages:
            return
        self._changed = True
        rows = list(range(self._next, self._next + len(passages)))
        self._next += len(passages)
        texts = [p.text for p in passages]
        self._lexical.add(rows, [p.doc for p in passages], texts, [p.context for p in passages])
        vectors, words = self._embedded(texts)
        self._segments.add(Added(rows, [p.id for p in passages], [p.doc for p in passages], vectors, words))

    def _embedded(self, texts: Sequence[str]) -> tuple[Floats, list[Ids]]:
        """The vectors of passages, and the distinct words of each where the model compares words."""
        none = [np.zeros(0, dtype=np.int32)] * len(texts)
        if isinstance(self._encoder, CorpusEncoder):  # fitted to all passages by `commit`
            return np.zeros((len(texts), self._encoder.dimension), dtype=np.float32), none
        if isinstance(self._encoder, WordEncoder):
            tokens = self._encoder.tokens_of(texts)
            return self._encoder.vectors_of(tokens), [np.unique(ids) for ids in tokens]
        return self._encoder.encode_passages(texts), none

    def delete(self, doc_ids: Iterable[str]) -> None:
        """Remove the passages of these documents; gone after `commit`. Unknown documents are ignored."""
        known = self._segments.delete(doc_ids)
        if known:
            self._changed = True
            self._lexical.delete(known)

    def commit(self) -> None:
        """Write a new generation and remove the old one's files. Does nothing when nothing changed."""
        if not self._changed and (self._folder / _STATE).is_file():
            return
        self._lexical.commit()
        if isinstance(self._encoder, CorpusEncoder):
            self._refit(self._encoder)
        self._generation += 1
        deleted = self._segments.commit(self._generation)
        Thesaurus(self._encoder, self._folder).save(self._folder)
        state = {
            "fingerprint": self.fingerprint,
            "generation": self._generation,
            "next": self._next,
            "segments": self._segments.told,
            "deleted": deleted,
        }
        fresh = self._folder / (_STATE + ".new")
        fresh.write_text(json.dumps(state, ensure_ascii=False, indent=1), encoding="utf-8")
        os.replace(fresh, self._folder / _STATE)
        self._segments.remove_others(deleted)
        self._changed = False

    def _refit(self, encoder: CorpusEncoder) -> None:
        held = self._segments.everything()
        bodies = dict(self._lexical.bodies())
        texts = [bodies[row] for row in held.rows]
        encoder.fit(texts)
        encoder.save(self._folder)
        self._segments = Segments(self._folder, encoder.dimension)
        words = [np.unique(ids) for ids in encoder.tokens_of(texts)]
        self._segments.add(Added(held.rows, held.ids, held.docs, encoder.encode_passages(texts), words))

    def close(self) -> None:
        """Drop what was not committed."""
        self._lexical.close()

    @property
    def folder(self) -> Path:
        """Where the index lies."""
        return self._folder

    @property
    def segments(self) -> list[dict[str, Any]]:
        """What is remembered of each segment: its size and, of a large one, how its neighbours are found."""
        return self._segments.told

    @property
    def encoder(self) -> Encoder:
        """The encoder that made the vectors."""
        return self._encoder

    def frequency(self, word: str) -> int:
        """In how many passages a word stands."""
        return self._lexical.frequency(word)

    def search(
        self,
        query: str,
        k: int = 10,
        *,
        expansion: Sequence[tuple[str, float]] = (),
        weights: Mapping[str, float] = {},
        candidates: int = 100,
    ) -> list[Hit]:
        """The `k` best passages for `query`, by words, vectors, word-by-word similarity and shared wording together.

        `expansion` are further texts with weights (other ways to say what the query says): they bend the vector and
        are searched for as words of their own part. `weights` overrides single weights of `search.ranking.WEIGHTS`;
        0 switches a part off.
        """
        if not len(self._segments):
            return []
        by_words = isinstance(self._encoder, WordEncoder)
        using = {**WEIGHTS["words" if by_words else "model"], **weights}
        lexical: dict[int, float] = {}
        if using["lexical"]:
            lexical = dict(self._lexical.search(_weighted([(query, 1.0)]), candidates))
        expanded = dict(self._lexical.search(_weighted(expansion), candidates)) if using["expansion"] else {}
        vector = self._query_vector(query, expansion)
        dense = dict(self._segments.search(vector, candidates)) if using["dense"] or using["maxsim"] else {}
        rows = sorted(lexical.keys() | dense.keys() | expanded.keys())
        if not rows:
            return []
        parts: dict[str, Floats] = {"lexical": np.array([lexical.get(row, 0.0) for row in rows], dtype=np.float32)}
        parts["dense"] = self._segments.scores(vector, rows)
        if expanded:
            parts["expansion"] = np.array([expanded.get(row, 0.0) for row in rows], dtype=np.float32)
        total = fuse(parts, using)
        if using["maxsim"] and isinstance(self._encoder, WordEncoder):
            kept = np.sort(np.argsort(-total, kind="stable")[: max(candidates, k)])
            rows, parts = [rows[i] for i in kept], {name: scores[kept] for name, scores in parts.items()}
            parts["maxsim"] = self._max_sim(self._encoder, query, rows)
            total = fuse(parts, using)
        if using["wording"]:
            near = np.sort(np.argsort(-total, kind="stable")[:WORDED])
            held = dict(self._lexical.bodies([rows[i] for i in near]))
            parts["wording"] = np.zeros(len(rows), dtype=np.float32)
            parts["wording"][near] = shared_wording(query, [held.get(rows[i], "") for i in near])
            total += using["wording"] * parts["wording"]
        order = np.lexsort((np.array(rows), -total))[:k]
        named = self._segments.names([rows[i] for i in order])
        return [
            Hit(
                id=id_,
                doc=doc,
                score=float(total[i]),
                parts={name: float(scores[i]) for name, scores in parts.items()},
            )
            for i, (id_, doc) in zip(order, named, strict=True)
        ]

    def _query_vector(self, query: str, expansion: Sequence[tuple[str, float]]) -> Floats:
        texts = [query, *(text for text, _ in expansion)]
        vectors = self._encoder.encode_queries(texts)
        mixed: Floats = np.array([1.0, *(BEND * weight for _, weight in expansion)], dtype=np.float32) @ vectors
        return (mixed / max(float(np.linalg.norm(mixed)), 1e-12)).astype(np.float32)

    def _max_sim(self, encoder: WordEncoder, query: str, rows: Sequence[int]) -> Floats:
        from search.late_interaction import max_sim

        table = cast("StaticEncoder", encoder)  # what `max_sim` uses of it is what a `WordEncoder` has
        return max_sim(table, encoder.tokens(query), self._segments.tokens(rows))


def _weighted(texts: Iterable[tuple[str, float]]) -> list[tuple[str, float]]:
    """The words of the texts, each with the weight of the heaviest text that holds it."""
    weighted: dict[str, float] = {}
    for text, weight in texts:
        for word in segment.words(text):
            weighted[word] = max(weight, weighted.get(word, 0.0))
    return list(weighted.items())
