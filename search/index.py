"""The passage index: words, vectors and word-by-word similarity over the same passages, opened as one folder.

`index.json` names the files of the current generation and the segmenter and encoder that made them; it is replaced
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
from search.ranking import WEIGHTS, fuse
from search.thesaurus import Thesaurus
from search.vectors import VectorIndex

if TYPE_CHECKING:
    from search.static_encoder import StaticEncoder

_FORMAT = 1
_STATE = "index.json"
BEND = 0.3
"""Share of an expansion of weight 1 in the query's vector."""


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
        self._rows: dict[int, tuple[str, str]] = {}
        self._by_doc: dict[str, list[int]] = {}
        self._next = 0
        self._generation = 0
        self._tokens: dict[int, Ids] = {}
        self._vectors = VectorIndex(encoder.dimension)
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
        try:
            stored = msgspec.json.decode(
                (self._folder / state["passages"]).read_bytes(), type=list[tuple[int, str, str]]
            )
            self._vectors = VectorIndex.read(self._folder / state["vectors"])
            if state.get("tokens"):
                with np.load(self._folder / state["tokens"], allow_pickle=False) as arrays:
                    pieces = np.split(arrays["ids"], np.cumsum(arrays["lengths"])[:-1])
                    self._tokens = dict(zip(arrays["rows"].tolist(), pieces, strict=True))
            self._generation, self._next = int(state["generation"]), int(state["next"])
        except (OSError, ValueError, KeyError, TypeError, msgspec.MsgspecError) as error:
            raise self._damaged(str(error)) from error
        for row, id_, doc in stored:
            self._rows[row] = (id_, doc)
            self._by_doc.setdefault(doc, []).append(row)
        if isinstance(self._encoder, CorpusEncoder) and self._rows:
            self._encoder.load(self._folder)
        counts = {"passages": len(self._rows), "words": len(self._lexical), "vectors": len(self._vectors)}
        if len(set(counts.values())) > 1:
            raise self._damaged(", ".join(f"{name} {count}" for name, count in counts.items()))

    def __len__(self) -> int:
        return len(self._rows)

    def add(self, passages: Sequence[IndexedPassage]) -> None:
        """Add passages; found after `commit`."""
        if not passages:
            return
        self._changed = True
        rows = list(range(self._next, self._next + len(passages)))
        self._next += len(passages)
        self._lexical.add(rows, [p.doc for p in passages], [p.text for p in passages], [p.context for p in passages])
        if not isinstance(self._encoder, CorpusEncoder):
            texts = [p.text for p in passages]
            if isinstance(self._encoder, WordEncoder):
                tokens = self._encoder.tokens_of(texts)
                self._vectors.add(rows, _summed(self._encoder, tokens))
                self._tokens.update((row, np.unique(ids)) for row, ids in zip(rows, tokens, strict=True))
            else:
                self._vectors.add(rows, self._encoder.encode_passages(texts))
        for row, passage in zip(rows, passages, strict=True):
            self._rows[row] = (passage.id, passage.doc)
            self._by_doc.setdefault(passage.doc, []).append(row)

    def delete(self, doc_ids: Iterable[str]) -> None:
        """Remove the passages of these documents; gone after `commit`. Unknown documents are ignored."""
        known = [doc for doc in doc_ids if doc in self._by_doc]
        if not known:
            return
        self._changed = True
        self._lexical.delete(known)
        rows = [row for doc in known for row in self._by_doc.pop(doc)]
        self._vectors.delete(rows)
        for row in rows:
            del self._rows[row]
            self._tokens.pop(row, None)

    def commit(self) -> None:
        """Write a new generation and remove the old one's files. Does nothing when nothing changed."""
        if not self._changed and (self._folder / _STATE).is_file():
            return
        self._lexical.commit()
        if isinstance(self._encoder, CorpusEncoder):
            self._refit(self._encoder)
        self._generation += 1
        g = self._generation
        names = {"passages": f"passages-{g}.json", "vectors": f"vectors-{g}.faiss", "tokens": f"tokens-{g}.npz"}
        listed = [(row, id_, doc) for row, (id_, doc) in sorted(self._rows.items())]
        (self._folder / names["passages"]).write_bytes(msgspec.json.encode(listed))
        self._vectors.write(self._folder / names["vectors"])
        if self._tokens:
            rows = sorted(self._tokens)
            np.savez(
                self._folder / names["tokens"],
                rows=np.array(rows, dtype=np.int64),
                lengths=np.array([len(self._tokens[row]) for row in rows], dtype=np.int64),
                ids=np.concatenate([self._tokens[row] for row in rows]).astype(np.int32),
            )
        else:
            names["tokens"] = ""
        Thesaurus(self._encoder, self._folder).save(self._folder)
        state = {"fingerprint": self.fingerprint, "generation": g, "next": self._next, **names}
        fresh = self._folder / (_STATE + ".new")
        fresh.write_text(json.dumps(state, ensure_ascii=False, indent=1), encoding="utf-8")
        os.replace(fresh, self._folder / _STATE)
        for kind in ("passages-*.json", "vectors-*.faiss", "tokens-*.npz"):
            for old in self._folder.glob(kind):
                if old.name not in names.values():
                    old.unlink(missing_ok=True)
        self._changed = False

    def _refit(self, encoder: CorpusEncoder) -> None:
        bodies = self._lexical.bodies()
        rows, texts = [row for row, _ in bodies], [text for _, text in bodies]
        encoder.fit(texts)
        encoder.save(self._folder)
        self._vectors = VectorIndex(encoder.dimension)
        self._vectors.add(rows, encoder.encode_passages(texts))
        self._tokens = {row: np.unique(ids) for row, ids in zip(rows, encoder.tokens_of(texts), strict=True)}

    def close(self) -> None:
        """Drop what was not committed."""
        self._lexical.close()

    @property
    def folder(self) -> Path:
        """Where the index lies."""
        return self._folder

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
        """The `k` best passages for `query`, by words, vectors and word-by-word similarity together.

        `expansion` are further texts with weights (other ways to say what the query says): they bend the vector and
        are searched for as words of their own part. `weights` overrides single weights of `search.ranking.WEIGHTS`;
        0 switches a part off.
        """
        if not self._rows:
            return []
        by_words = isinstance(self._encoder, WordEncoder)
        using = {**WEIGHTS["words" if by_words else "model"], **weights}
        lexical: dict[int, float] = {}
        if using["lexical"]:
            lexical = dict(self._lexical.search(_weighted([(query, 1.0)]), candidates))
        expanded = dict(self._lexical.search(_weighted(expansion), candidates)) if using["expansion"] else {}
        vector = self._query_vector(query, expansion)
        dense = dict(self._vectors.search(vector, candidates)) if using["dense"] or using["maxsim"] else {}
        rows = sorted(lexical.keys() | dense.keys() | expanded.keys())
        if not rows:
            return []
        parts: dict[str, Floats] = {"lexical": np.array([lexical.get(row, 0.0) for row in rows], dtype=np.float32)}
        parts["dense"] = self._vectors.scores(vector, rows)
        if expanded:
            parts["expansion"] = np.array([expanded.get(row, 0.0) for row in rows], dtype=np.float32)
        total = fuse(parts, using)
        if using["maxsim"] and isinstance(self._encoder, WordEncoder):
            kept = np.sort(np.argsort(-total, kind="stable")[: max(candidates, k)])
            rows, parts = [rows[i] for i in kept], {name: scores[kept] for name, scores in parts.items()}
            parts["maxsim"] = self._max_sim(self._encoder, query, rows)
            total = fuse(parts, using)
        order = np.lexsort((np.array(rows), -total))[:k]
        return [
            Hit(
                id=self._rows[rows[i]][0],
                doc=self._rows[rows[i]][1],
                score=float(total[i]),
                parts={name: float(scores[i]) for name, scores in parts.items()},
            )
            for i in order
        ]

    def _query_vector(self, query: str, expansion: Sequence[tuple[str, float]]) -> Floats:
        texts = [query, *(text for text, _ in expansion)]
        vectors = self._encoder.encode_queries(texts)
        mixed: Floats = np.array([1.0, *(BEND * weight for _, weight in expansion)], dtype=np.float32) @ vectors
        return (mixed / max(float(np.linalg.norm(mixed)), 1e-12)).astype(np.float32)

    def _max_sim(self, encoder: WordEncoder, query: str, rows: Sequence[int]) -> Floats:
        from search.late_interaction import max_sim

        empty = np.zeros(0, dtype=np.int32)
        table = cast("StaticEncoder", encoder)  # what `max_sim` uses of it is what a `WordEncoder` has
        return max_sim(table, encoder.tokens(query), [self._tokens.get(row, empty) for row in rows])


def _summed(encoder: WordEncoder, tokens: Sequence[Ids], batch: int = 256) -> Floats:
    """float32 [len(tokens), dimension]: what `encode_passages` gives, from words that are cut already."""
    vectors = np.zeros((len(tokens), encoder.dimension), dtype=np.float32)
    for first in range(0, len(tokens), batch):
        filled = [i for i in range(first, min(first + batch, len(tokens))) if len(tokens[i])]
        if not filled:
            continue
        ids = np.concatenate([tokens[i] for i in filled])
        words = encoder.unit_rows(ids) * encoder.row_norms[ids, None]
        starts = np.cumsum([0, *(len(tokens[i]) for i in filled[:-1])])
        vectors[filled] = np.add.reduceat(words, starts, axis=0)
    vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-12)
    return vectors


def _weighted(texts: Iterable[tuple[str, float]]) -> list[tuple[str, float]]:
    """The words of the texts, each with the weight of the heaviest text that holds it."""
    weighted: dict[str, float] = {}
    for text, weight in texts:
        for word in segment.words(text):
            weighted[word] = max(weight, weighted.get(word, 0.0))
    return list(weighted.items())
