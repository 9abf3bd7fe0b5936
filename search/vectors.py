"""The dense index: exact inner product over all passages, in faiss."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from kg.errors import StoreError
from search.encoders import Floats

_PARALLEL = 200_000


class VectorIndex:
    """Vectors of length 1 by row number. Exact: 10,000 x 256 take under a millisecond, 300,000 some 10."""

    def __init__(self, dimension: int) -> None:
        import faiss

        self._faiss = faiss
        self._index: Any = faiss.IndexIDMap2(faiss.IndexFlatIP(dimension))
        self.dimension = dimension

    def __len__(self) -> int:
        return int(self._index.ntotal)

    def add(self, rows: Sequence[int], vectors: Floats) -> None:
        """Add float32 [len(rows), dimension]."""
        if len(rows):
            self._index.add_with_ids(np.ascontiguousarray(vectors, dtype=np.float32), np.asarray(rows, dtype=np.int64))

    def delete(self, rows: Sequence[int]) -> None:
        """Remove rows; those that are not there are ignored."""
        if len(rows):
            self._index.remove_ids(np.asarray(rows, dtype=np.int64))

    def search(self, query: Floats, limit: int) -> list[tuple[int, float]]:
        """(row, inner product), best first; `query` is float32 [dimension]."""
        count = min(limit, len(self))
        if not count:
            return []
        # Threads that wait for one another cost more than they gain on few vectors, above all on a busy machine.
        self._faiss.omp_set_num_threads(1 if len(self) < _PARALLEL else os.cpu_count() or 1)
        scores, rows = self._index.search(query.reshape(1, -1), count)
        return [(int(row), float(score)) for row, score in zip(rows[0], scores[0], strict=True) if row >= 0]

    def scores(self, query: Floats, rows: Sequence[int]) -> Floats:
        """float32 [len(rows)]: inner product of `query` with each of `rows`."""
        if not len(rows):
            return np.zeros(0, dtype=np.float32)
        stored: npt.NDArray[np.float32] = self._index.reconstruct_batch(np.asarray(rows, dtype=np.int64))
        return np.asarray(stored @ query, dtype=np.float32)

    def write(self, path: Path) -> None:
        """Write the index to a file."""
        self._faiss.write_index(self._index, str(path))

    @classmethod
    def read(cls, path: Path) -> VectorIndex:
        """Read what `write` wrote. Raises `StoreError` when the file is missing or damaged."""
        import faiss

        try:
            stored = faiss.read_index(str(path))
        except RuntimeError as error:
            reason = str(error).splitlines()[0][-160:]
            raise StoreError(
                f"向量索引读不出, 请重建索引 / the vector index {path} cannot be read, rebuild it: {reason}"
            ) from error
        index = cls(int(stored.d))
        index._index = stored
        return index
