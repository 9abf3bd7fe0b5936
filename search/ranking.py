"""Fusing the scores that several searches give to the same passages.

Each list of scores is standardised (z-score) over the candidates and the weighted sum is taken. Reciprocal ranks would
forget how sure a search is: where the exact words stand in one passage alone, BM25 should carry the day. The wording
that question and passage share (`search.wording`) is added as it is, 0 to 1 times its weight: what it is worth depends
on the question, which standardising would undo.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from kg.errors import SettingsError
from search.encoders import Floats

PARTS = ("lexical", "dense", "maxsim", "expansion", "wording", "graph")
"""The parts of a search, each of which can be switched off."""

WEIGHTS: dict[str, dict[str, float]] = {
    "words": {"lexical": 0.5, "dense": 0.5, "maxsim": 1.0, "expansion": 0.6, "wording": 6.0},
    "model": {"lexical": 0.5, "dense": 1.0, "maxsim": 0.0, "expansion": 0.6, "wording": 6.0},
}
"""Default weights for an encoder that compares single words (`words`) and for a sentence model (`model`)."""


def switched(parts: str) -> dict[str, float]:
    """Weights that switch off every part but those named (`lexical,dense`); none for "" (all are on).

    `SettingsError` names a part that there is not.
    """
    told = [part.strip() for part in parts.replace("，", ",").split(",") if part.strip()]
    if unknown := [part for part in told if part not in PARTS]:
        raise SettingsError(
            f"检索没有 {unknown[0]!r} 这一部分 / search has no part {unknown[0]!r}; 可用 there are: {', '.join(PARTS)}"
        )
    return {part: 0.0 for part in PARTS if part not in told} if told else {}


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
