"""Latent semantic vectors of the indexed passages: what is used where no embedding model is to be had.

Deerwester et al. 1990: the singular vectors of the weighted word-by-passage matrix; words that keep the same company
come out alike. A text's vector is the weighted sum of its words' vectors.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from kg.errors import StoreError
from search.encoders import Floats, Ids
from search.segment import words

_FILE = "lsa.npz"


class LatentSemanticEncoder:
    """Word vectors from the singular value decomposition of the corpus; empty until `fit` or `load`."""

    name = "lsa"

    def __init__(self, dimension: int = 128) -> None:
        self.dimension = dimension
        self._rows: dict[str, int] = {}
        self._unit: Floats = np.zeros((1, dimension), dtype=np.float32)
        self.row_norms: Floats = np.zeros(1, dtype=np.float32)

    def fit(self, texts: Sequence[str]) -> None:
        """Learn the words of `texts` (passages). Row 0 is the unknown word, of weight 0."""
        from scipy.sparse import csr_matrix  # type: ignore[import-untyped, unused-ignore]
        from scipy.sparse.linalg import svds  # type: ignore[import-untyped, unused-ignore]

        counted = [Counter(words(text)) for text in texts]
        frequency: Counter[str] = Counter()
        for counts in counted:
            frequency.update(counts.keys())
        vocabulary = sorted(frequency)
        self._rows = {word: i + 1 for i, word in enumerate(vocabulary)}
        total = max(1, len(texts))
        idf = np.array([np.log(1 + total / frequency[word]) for word in vocabulary], dtype=np.float32)
        self.row_norms = np.concatenate(([0], idf)).astype(np.float32)
        self._unit = np.zeros((len(vocabulary) + 1, self.dimension), dtype=np.float32)
        rank = min(self.dimension, len(vocabulary) - 1, len(texts) - 1)
        if rank < 1:
            return
        at = [(i, self._rows[w] - 1, n) for i, counts in enumerate(counted) for w, n in sorted(counts.items())]
        passages, columns, numbers = (np.array(x) for x in zip(*at, strict=True))
        matrix = csr_matrix(
            ((1 + np.log(numbers)) * idf[columns], (passages, columns)), shape=(len(texts), len(vocabulary))
        )
        start = np.ones(min(matrix.shape))  # a fixed start: the same corpus gives the same vectors
        _, singular, right = svds(matrix.astype(np.float64), k=rank, v0=start)
        vectors = right.T * np.sqrt(singular)
        vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-12)
        self._unit[1:, :rank] = vectors

    def fingerprint(self) -> str:
        """Changes when the word vectors change."""
        return hashlib.sha256(self._unit.tobytes()).hexdigest()[:16]

    def save(self, folder: Path) -> None:
        """Write the word vectors into `folder`."""
        np.savez(folder / _FILE, words=np.array(list(self._rows), dtype=str), unit=self._unit, norms=self.row_norms)

    def load(self, folder: Path) -> None:
        """Read what `save` wrote. Raises `StoreError` when it is not there or unreadable."""
        try:
            with np.load(folder / _FILE, allow_pickle=False) as stored:
                self._rows = {str(word): i + 1 for i, word in enumerate(stored["words"])}
                self._unit, self.row_norms = stored["unit"], stored["norms"]
        except (OSError, ValueError, KeyError) as error:
            raise StoreError(f"索引中的词向量读不出 / cannot read {folder / _FILE}: {error}") from error

    def unit_rows(self, ids: Ids) -> Floats:
        """float32 [len(ids), dimension]: word vectors of length 1 (the unknown word's is zero)."""
        return self._unit[ids]

    def tokens(self, text: str) -> Ids:
        """int32 [n]: rows of the text's words; 0 for words that the corpus does not hold."""
        return np.array([self._rows.get(word, 0) for word in words(text)], dtype=np.int32)

    def tokens_of(self, texts: Sequence[str]) -> list[Ids]:
        """`tokens` of many texts."""
        return [self.tokens(text) for text in texts]

    def vectors_of(self, tokens: Sequence[Ids]) -> Floats:
        """float32 [len(tokens), dimension]: what `encode_passages` gives, from words that are cut already."""
        vectors = np.zeros((len(tokens), self.dimension), dtype=np.float32)
        for i, ids in enumerate(tokens):
            vectors[i] = self.row_norms[ids] @ self._unit[ids]
        vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-12)
        return vectors

    def encode_passages(self, texts: Sequence[str]) -> Floats:
        """float32 [len(texts), dimension], each of length 1."""
        return self.vectors_of(self.tokens_of(texts))

    def encode_queries(self, texts: Sequence[str]) -> Floats:
        """The same as `encode_passages`."""
        return self.encode_passages(texts)
