"""The nearest vectors: exactly among few, by an inverted file with one-byte vectors (IVF, SQ8) among many.

How many cells are looked into is settled when the file is built: the fewest with which vectors of the collection find
their true neighbours as often as `RECALL` says. What the file proposes is scored again with the full vectors.
"""

from __future__ import annotations

import os
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from search.encoders import Floats

Places = npt.NDArray[np.int64]

EXACT = 300_000
"""Vectors up to which all are compared."""
RECALL = 0.95
"""Share of the true first `_WANTED` neighbours that must be found."""
_WANTED, _ASKED = 10, 200
_CELLS, _TRAINED, _ROUNDS = 2048, 100_000, 8
_PROBES = (8, 16, 32, 64, 128, 256)
_BATCH = 50_000
_MORE = 4  # times as many proposals as are wanted, for the second scoring


class Neighbours:
    """Search among the vectors of one segment (float32 [n, dimension], mapped from disk)."""

    def __init__(self, vectors: Floats, file: Path, told: dict[str, Any] | None) -> None:
        """`told` is what `build` gave; None where all are compared. `ValueError` when its file is missing."""
        self._vectors, self._file, self._told = vectors, file, told
        if told is not None and not file.is_file():
            raise ValueError(f"{file.name} is missing")

    @cached_property
    def _index(self) -> Any:
        import faiss

        assert self._told is not None
        index: Any = faiss.read_index(str(self._file), faiss.IO_FLAG_MMAP)
        index.nprobe = int(self._told["probes"])
        return index

    def search(self, query: Floats, limit: int, dead: Places) -> tuple[Places, Floats]:
        """Places and inner products of the nearest `limit`, best first; `dead` places are passed over."""
        wanted = min(limit, len(self._vectors) - len(dead))
        if wanted <= 0:
            return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.float32)
        if self._told is None:
            scores = self._vectors @ query
            scores[dead] = -np.inf
            best = np.argpartition(-scores, wanted - 1)[:wanted] if wanted < len(scores) else np.arange(len(scores))
        else:
            _, proposed = self._index.search(query.reshape(1, -1), min(_MORE * limit + len(dead), 4096))
            best = proposed[0][proposed[0] >= 0]
            best = np.sort(best[~np.isin(best, dead)])
            scores = np.zeros(0, dtype=np.float32)
        found = np.asarray(self._vectors[best] @ query if self._told is not None else scores[best], dtype=np.float32)
        order = np.lexsort((best, -found))[:wanted]
        return best[order], found[order]

    @staticmethod
    def build(vectors: Floats, file: Path) -> dict[str, Any] | None:
        """Write the file for many vectors, and give what is to be remembered of it; None for few."""
        if len(vectors) < EXACT:
            return None
        import faiss

        faiss.omp_set_num_threads(os.cpu_count() or 1)
        dimension = vectors.shape[1]
        chance = np.random.default_rng(0)
        sample = vectors[np.sort(chance.choice(len(vectors), min(_TRAINED, len(vectors)), replace=False))]
        cells = min(_CELLS, max(1, len(sample) // 39))
        coarse = faiss.IndexFlatIP(dimension)
        index = faiss.IndexIVFScalarQuantizer(
            coarse, dimension, cells, faiss.ScalarQuantizer.QT_8bit, faiss.METRIC_INNER_PRODUCT
        )
        index.cp.niter = _ROUNDS
        index.train(sample)
        for first in range(0, len(vectors), _BATCH):
            index.add(np.ascontiguousarray(vectors[first : first + _BATCH]))
        asked = vectors[np.sort(chance.choice(len(vectors), _ASKED, replace=False))]
        truth = _exact(vectors, asked)
        recall, probes = 0.0, 0
        for probes in _PROBES:
            index.nprobe = probes
            _, found = index.search(asked, _WANTED * _MORE)
            hits = [len(set(true) & set(near)) for true, near in zip(truth.tolist(), found.tolist(), strict=True)]
            recall = sum(hits) / truth.size
            if recall >= RECALL or probes >= cells:
                break
        faiss.write_index(index, str(file))
        return {"cells": cells, "probes": probes, "recall": round(recall, 4)}


def _exact(vectors: Floats, asked: Floats) -> Places:
    """int64 [asked, _WANTED]: the true neighbours."""
    scores = np.full((len(asked), 0), 0, dtype=np.float32)
    places = np.zeros((len(asked), 0), dtype=np.int64)
    for first in range(0, len(vectors), _BATCH):
        near = asked @ vectors[first : first + _BATCH].T
        scores = np.concatenate([scores, near], axis=1)
        places = np.concatenate([places, np.tile(np.arange(first, first + near.shape[1]), (len(asked), 1))], axis=1)
        if scores.shape[1] > _WANTED:
            best = np.argpartition(-scores, _WANTED - 1, axis=1)[:, :_WANTED]
            scores, places = np.take_along_axis(scores, best, 1), np.take_along_axis(places, best, 1)
    return places
