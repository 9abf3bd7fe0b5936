"""How much of a question's own wording a passage holds: pairs of neighbouring characters, weighed among a few passages.

The scores of words and of meaning are standardised over the candidates, so that the best of them gains the same whether
it holds the whole question or a tenth of it. This share is not: a question in a passage's own words is drawn to that
passage, one in other words is left to meaning. Pairs reach over the bounds of words, so they tell nearness and order
too (as the ordered pairs of the sequential dependence model do, Metzler and Croft 2005), and a name is found whichever
way it was cut.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from search import segment
from search.encoders import Floats
from search.stop_words import STOP_WORDS


def asked_pairs(question: str) -> tuple[str, ...]:
    """The pairs of characters between the stop words of a question; Latin words and numbers stand for themselves."""
    found: dict[str, None] = {}
    last, end = "", -1
    for word, at in segment.placed_words(segment.fold(question)):
        if word in STOP_WORDS:
            continue
        if word.isascii():
            found[word] = None
            continue
        run = last + word if at == end else word
        found.update((run[i : i + 2], None) for i in range(len(run) - 1))
        last, end = word[-1], at + len(word)
    return tuple(found)


def shared_wording(question: str, bodies: Sequence[str]) -> Floats:
    """float32 [bodies], 0 to 1: the share of a question's pairs that each text holds.

    `bodies` are words joined by blanks, as `LexicalIndex.bodies` gives them. A pair weighs by its rarity among these
    texts (idf as in BM25); one that none of them holds counts most, against all of them.
    """
    pairs = asked_pairs(question)
    if not pairs or not bodies:
        return np.zeros(len(bodies), dtype=np.float32)
    held = _held(pairs, bodies)
    holders = held.sum(axis=0)
    rarity = np.log1p((len(bodies) - holders + 0.5) / (holders + 0.5))
    shares: Floats = held @ rarity / rarity.sum()
    return shares


def _held(pairs: Sequence[str], bodies: Sequence[str]) -> Floats:
    """float32 [bodies, pairs]: 1 where a text holds a pair; all texts are looked through at once."""
    texts = [body.replace(" ", "") + "\n" for body in bodies]
    points = np.frombuffer(("".join(texts) + "\n").encode("utf-32-le"), dtype="<u4").astype(np.uint64)
    neighbours = points[:-1] << np.uint64(32) | points[1:]
    starts = np.cumsum([0, *map(len, texts[:-1])])
    held = np.zeros((len(bodies), len(pairs)), dtype=np.float32)
    for column, pair in enumerate(pairs):
        if pair.isascii():  # a word or number of its own, whose letters other words may hold
            held[:, column] = [f" {pair} " in f" {body} " for body in bodies]
        else:
            wanted = np.uint64(ord(pair[0]) << 32 | ord(pair[1]))
            held[:, column] = np.logical_or.reduceat(neighbours == wanted, starts)
    return held
