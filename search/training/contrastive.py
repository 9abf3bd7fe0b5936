"""Training on pairs: the question's side and the passage's side of a pair are drawn together.

row(w) = g_w (x_w R + d_w + mean of the vectors of w's characters and bigrams): x from co-occurrence, fixed; R starts
as the identity, d and the sub-words at zero, g as the weight of Arora, Liang and Ma 2017 for rare against frequent
words. Loss: every other passage of the batch is a negative, both ways, at 256, 128 and 64 dimensions at once
(Kusupati et al. 2022). A batch holds one source only: telling a law from a thesis teaches nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from search.static_encoder import Floats, Ids
from search.training.vocabulary import subwords

REPEATS = {
    "authored": 3.0,
    "authored_psg": 3.0,
    "questions": 6.0,
    "gov_lead": 2.0,
    "gov_ict": 2.0,
    "gov_clause": 2.0,
    "cow": 0.25,
    "law_head": 0.5,
}
"""How often an epoch sees a source's pairs; others once."""

_DIMENSIONS = (256, 128, 64)
_SCALE, _BATCH, _SMALLEST_BATCH = 20.0, 512, 32
_RATE, _ROTATION_RATE, _WARM_UP = 2e-3, 2e-4, 30
_WEIGHT_A = 3e-4  # the a of a / (a + p)


@dataclass(frozen=True)
class TokenPair:
    """A pair as rows of the table; `same` numbers equal texts alike, so that they are no negatives."""

    source: str
    query: Ids
    passage: Ids
    same: tuple[int, int]


class WordTable(nn.Module):
    """The trainable rows. `rows(ids)` gives float32 [len(ids), dimension]."""

    def __init__(self, first: Floats, shares: Floats, words: Sequence[str]) -> None:
        super().__init__()
        size, dimension = first.shape
        parts = [subwords(word) for word in words]
        numbers = {part: i for i, part in enumerate(sorted({part for own in parts for part in own}))}
        self._parts = torch.tensor([numbers[part] for own in parts for part in own])
        lengths = torch.tensor([len(own) for own in parts])
        self._lengths, self._starts = lengths, torch.cumsum(lengths, 0) - lengths
        self.first = torch.from_numpy(first)
        self.rotation = nn.Parameter(torch.eye(dimension))
        self.free = nn.Embedding(size, dimension, sparse=True)
        self.pieces = nn.EmbeddingBag(len(numbers), dimension, mode="mean", sparse=True)
        self.gain = nn.Embedding(size, 1, sparse=True)
        with torch.no_grad():
            self.free.weight.zero_()
            self.pieces.weight.zero_()
            self.gain.weight.copy_(torch.from_numpy(_WEIGHT_A / (_WEIGHT_A + shares))[:, None])
            self.gain.weight[0] = 0.0

    def rows(self, ids: torch.Tensor) -> torch.Tensor:
        """Composed rows of the given words."""
        lengths = self._lengths[ids]
        starts = torch.cumsum(lengths, 0) - lengths
        inside = torch.arange(int(lengths.sum())) - torch.repeat_interleave(starts, lengths)
        parts = self._parts[torch.repeat_interleave(self._starts[ids], lengths) + inside]
        composed: torch.Tensor = self.first[ids] @ self.rotation + self.free(ids) + self.pieces(parts, starts)
        weighted: torch.Tensor = self.gain(ids) * composed
        return weighted

    def fold(self) -> Floats:
        """float32 [words, dimension]: every row, the unknown word's zero."""
        with torch.no_grad():
            every = torch.arange(len(self.first))
            table: Floats = torch.cat([self.rows(part) for part in torch.split(every, 4096)]).numpy()
        table[0] = 0
        return table


def train(
    first: Floats,
    shares: Floats,
    words: Sequence[str],
    pairs: Sequence[TokenPair],
    *,
    seed: int,
    epochs: int = 2,
    repeats: dict[str, float] | None = None,
    say: Callable[[str], None] = print,
) -> Floats:
    """The folded table, float32 [words, dimension], after training from `first` on `pairs`.

    `shares` are the words' relative frequencies in the corpus. One seed, one outcome (one thread).
    """
    torch.manual_seed(seed)
    torch.set_num_threads(1)
    chance = np.random.default_rng(seed)
    table = WordTable(first, shares, words)
    plan = [batch for _ in range(epochs) for batch in _batches(pairs, repeats or REPEATS, chance)]
    sparse_weights = [table.free.weight, table.pieces.weight, table.gain.weight]
    optimizers: list[torch.optim.Optimizer] = [
        torch.optim.SparseAdam(sparse_weights, lr=_RATE),
        torch.optim.Adam([table.rotation], lr=_ROTATION_RATE),
    ]

    def pace(step: int) -> float:
        return min((step + 1) / _WARM_UP, (len(plan) - step) / max(1, len(plan) - _WARM_UP))

    schedules = [torch.optim.lr_scheduler.LambdaLR(optimizer, pace) for optimizer in optimizers]
    recent = 0.0
    for step, batch in enumerate(plan):
        chosen = [pairs[i] for i in batch]
        value = loss(table, chosen)
        for optimizer in optimizers:
            optimizer.zero_grad()
        value.backward()  # type: ignore[no-untyped-call,unused-ignore]
        for optimizer in optimizers:
            optimizer.step()
        for schedule in schedules:
            schedule.step()
        recent += (float(value.detach()) - recent) / min(step + 1, 50)
        if step % 50 == 49:
            say(f"seed {seed} step {step + 1}/{len(plan)} loss {recent:.3f}")
    return table.fold()


def loss(table: WordTable, batch: Sequence[TokenPair]) -> torch.Tensor:
    """Symmetric softmax over the batch, mean over the nested dimensions."""
    ids = [pair.query for pair in batch] + [pair.passage for pair in batch]
    used, places = np.unique(np.concatenate(ids), return_inverse=True)
    starts = np.concatenate(([0], np.cumsum([len(i) for i in ids])[:-1]))
    rows = table.rows(torch.from_numpy(used.astype(np.int64)))
    sums = functional.embedding_bag(torch.from_numpy(places), rows, torch.from_numpy(starts), mode="sum")
    queries, passages = sums[: len(batch)], sums[len(batch) :]
    left, right = torch.tensor([p.same[0] for p in batch]), torch.tensor([p.same[1] for p in batch])
    equal = (left[:, None] == left[None, :]) | (right[:, None] == right[None, :]) | (left[:, None] == right[None, :])
    equal.fill_diagonal_(False)
    target = torch.arange(len(batch))
    losses = []
    for dimension in _DIMENSIONS:
        scores = _SCALE * functional.normalize(queries[:, :dimension]) @ functional.normalize(passages[:, :dimension]).T
        scores = scores.masked_fill(equal, -1e4)
        losses += [functional.cross_entropy(scores, target), functional.cross_entropy(scores.T, target)]
    return torch.stack(losses).mean()


def _batches(pairs: Sequence[TokenPair], repeats: dict[str, float], chance: np.random.Generator) -> list[list[int]]:
    """One epoch: for each source its pairs, repeated or thinned, shuffled and cut into batches; batches shuffled."""
    batches: list[list[int]] = []
    for source in sorted({pair.source for pair in pairs}):
        own = np.array([i for i, pair in enumerate(pairs) if pair.source == source])
        times = repeats.get(source, 1.0)
        rounds = [chance.permutation(own) for _ in range(int(times))]
        if times % 1:
            rounds.append(chance.permutation(own)[: round(len(own) * (times % 1))])
        order = np.concatenate(rounds)
        cut = [order[i : i + _BATCH].tolist() for i in range(0, len(order), _BATCH)]
        batches += [batch for batch in cut if len(batch) >= _SMALLEST_BATCH]
    return [batches[i] for i in chance.permutation(len(batches))]
