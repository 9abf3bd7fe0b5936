"""Fusing the scores that several searches give to the same passages.

Each list of scores is standardised (z-score) over the candidates and the weighted sum is taken. Reciprocal ranks would
forget how sure a search is: where the exact words stand in one passage alone, BM25 should carry the day.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from search.encoders import Floats

WEIGHTS: dict[str, dict[str, float]] = {
    "words": {"lexical": 0.5, "dense": 0.5, "maxsim": 1.0, "expansion": 0.6},
    "model": {"lexical": 0.5, "dense": 1.0, "maxsim": 0.0, "expansion": 0.6},
}
"""Default weights for an encoder that compares single words (`words`) and for a sentence model (`model`)."""


def standardised(scores: Floats) -> Floats:
    """Mean 0 and deviation 1; all zero where the scores are all alike."""
    spread = float(scores.std())
    if spread < 1e-9:
        return np.zeros_like(scores)
    centred: Floats = (scores - scores.mean()) / spread
    return centred


def fuse(parts: Mapping[str, Floats], weights: Mapping[str, float]) -> Floats:
    """float32 [n]: weighted sum of the standardised scores; a part without weight counts nothing."""
    size = len(next(iter(parts.values())))
    total = np.zeros(size, dtype=np.float32)
    for name in sorted(parts):
        weight = weights.get(name, 0.0)
        if weight:
            total += weight * standardised(parts[name])
    return total
