"""First vectors from co-occurrence: positive pointwise mutual information, factorised.

What words mean in this field is learnt here, from running text; the training on pairs only bends it.
After Levy and Goldberg 2014 and Levy, Goldberg and Dagan 2015 (context exponent, subsampling, sqrt of the spectrum);
randomised factorisation after Halko, Martinsson and Tropp 2011.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from scipy import sparse  # type: ignore[import-untyped,unused-ignore]

from search.static_encoder import Floats, Ids
from search.training.vocabulary import subwords

_WINDOW = 5  # words to either side; a neighbour at distance d counts (6 - d) / 5
_SUBSAMPLE = 1e-4  # words more frequent than this share are thinned, after word2vec
_CONTEXT_EXPONENT = 0.75
_SMOOTHING = 10  # a word seen n times keeps n / (n + 10) of its own vector, the rest is its sub-words'
_OVERSAMPLING, _POWER_ITERATIONS = 20, 2


def co_occurrence(texts: Sequence[Ids], size: int, seed: int = 0, subsample: float = _SUBSAMPLE) -> sparse.csr_matrix:
    """Symmetric weighted counts [size, size] of words within the window of each other; texts do not mix."""
    words = np.concatenate([np.append(ids, 0) for ids in texts]).astype(np.int64)
    where = np.repeat(np.arange(len(texts)), [len(ids) + 1 for ids in texts])
    counts = np.bincount(words, minlength=size)
    share = counts / counts[1:].sum()
    keep = np.minimum(1.0, np.sqrt(subsample / np.maximum(share, 1e-12)))
    kept = (words > 0) & (np.random.default_rng(seed).random(len(words)) < keep[words])
    words, where = words[kept], where[kept]
    total = sparse.csr_matrix((size, size), dtype=np.float32)
    for distance in range(1, _WINDOW + 1):
        together = where[:-distance] == where[distance:]
        left, right = words[:-distance][together], words[distance:][together]
        weights = np.full(len(left), (_WINDOW + 1 - distance) / _WINDOW, dtype=np.float32)
        total = total + sparse.coo_matrix((weights, (left, right)), shape=(size, size)).tocsr()
    return (total + total.T).tocsr()


def positive_information(counts: sparse.csr_matrix) -> sparse.csr_matrix:
    """max(0, log p(word, context) / (p(word) p(context)^0.75)) of co-occurrence counts, sparse."""
    rows = np.asarray(counts.sum(axis=1)).ravel()
    contexts = rows**_CONTEXT_EXPONENT
    table = counts.tocoo()
    information = np.log(table.data * contexts.sum() / (rows[table.row] * contexts[table.col]))
    positive = information > 0
    return sparse.csr_matrix(
        (information[positive].astype(np.float32), (table.row[positive], table.col[positive])), shape=counts.shape
    )


def factorise(matrix: sparse.csr_matrix, dimension: int, seed: int = 0) -> Floats:
    """float32 [rows, dimension]: U sqrt(S) of the matrix's leading singular vectors, strongest first."""
    start = np.random.default_rng(seed).standard_normal((matrix.shape[1], dimension + _OVERSAMPLING))
    basis, _ = np.linalg.qr(matrix @ start.astype(np.float32))
    for _ in range(_POWER_ITERATIONS):
        basis, _ = np.linalg.qr(matrix.T @ basis)
        basis, _ = np.linalg.qr(matrix @ basis)
    left, values, _ = np.linalg.svd((matrix.T @ basis).T, full_matrices=False)
    vectors: Floats = ((basis @ left[:, :dimension]) * np.sqrt(values[:dimension])).astype(np.float32)
    # The sign of a singular vector is arbitrary; fixed here so that libraries agree.
    vectors *= np.where(vectors[np.abs(vectors).argmax(axis=0), np.arange(dimension)] < 0, -1, 1)
    return vectors


def smooth(vectors: Floats, counts: npt.NDArray[np.int64], words: Sequence[str]) -> Floats:
    """Unit rows; a rare word is drawn to the mean of its characters and bigrams, a rare character to that of
    the words that hold it. Words that say nothing at all stay zero."""
    row = {word: i for i, word in enumerate(words)}
    unit = _unit(vectors)
    parts = [[row[part] for part in subwords(word) if part in row and part != word] for word in words]
    inside = sparse.csr_matrix(
        (
            np.ones(sum(map(len, parts)), dtype=np.float32),
            (np.repeat(np.arange(len(words)), [len(p) for p in parts]), np.array([i for p in parts for i in p], int)),
        ),
        shape=(len(words), len(words)),
    )
    own = (counts / (counts + _SMOOTHING)).astype(np.float32)[:, None]
    single = np.array([len(word) == 1 for word in words])[:, None]
    holders = _unit(inside.T @ (unit * own))
    unit = np.where(single, _unit(own * unit + (1 - own) * holders), unit)
    composed = _unit(inside @ unit)
    return np.where(single, unit, _unit(own * unit + (1 - own) * composed)).astype(np.float32)


def _unit(vectors: Floats) -> Floats:
    unit: Floats = vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-12)
    return unit
