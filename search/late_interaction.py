"""MaxSim: a second look at the candidates, word against word, with the same table as the dense search.

Each word of the question takes the passage's most similar word; the words are weighted as the table weights them:
a soft BM25, in which 手续 meets 审批. After ColBERT (Khattab and Zaharia 2020), on static vectors.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from search.static_encoder import Floats, Ids, StaticEncoder

FLOOR = 0.2
"""Cosines below it count nothing: unrelated words of one field are that similar anyway."""


def max_sim(encoder: StaticEncoder, question: Ids, passages: Sequence[Ids]) -> Floats:
    """float32 [len(passages)], 0 to 1: how well each passage's words answer the question's.

    `question` and `passages` are rows of the table as `encoder.tokens` gives them.
    score = sum_i w_i max_j relu((cos(i, j) - FLOOR) / (1 - FLOOR)) / sum_i w_i, i and j distinct words, w_i the
    length of i's row. A question without known words, and an empty passage, score 0.
    """
    scores = np.zeros(len(passages), dtype=np.float32)
    words = np.unique(question)
    weights = encoder.row_norms[words]
    words, weights = words[weights > 0], weights[weights > 0]
    filled = [i for i, ids in enumerate(passages) if len(ids)]
    if not len(words) or not filled:
        return scores
    lengths = np.array([len(passages[i]) for i in filled])
    vocabulary, columns = np.unique(np.concatenate([passages[i] for i in filled]), return_inverse=True)
    similarity = encoder.unit_rows(words) @ encoder.unit_rows(vocabulary).T
    starts = np.concatenate(([0], np.cumsum(lengths)[:-1]))
    best = np.maximum.reduceat(similarity[:, columns], starts, axis=1)
    best = np.maximum(best - FLOOR, 0) / (1 - FLOOR)
    scores[filled] = (weights @ best) / weights.sum()
    return scores


def best_matches(encoder: StaticEncoder, question: Ids, passage: Ids) -> list[tuple[int, int, float]]:
    """For each distinct word of the question: (its id, the passage's most similar word's id, cosine)."""
    words, others = np.unique(question), np.unique(passage)
    if not len(words) or not len(others):
        return []
    similarity = encoder.unit_rows(words) @ encoder.unit_rows(others).T
    best = similarity.argmax(axis=1)
    return [(int(w), int(others[j]), float(similarity[i, j])) for i, (w, j) in enumerate(zip(words, best, strict=True))]
