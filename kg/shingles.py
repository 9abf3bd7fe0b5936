"""Texts as sets of shingles: runs of K letters, hashed; and MinHash signatures of such sets.

Letters are what remains of a text when white space, punctuation and width are taken away and traditional characters
are read as simplified ones, so that a reprint differs only where its words or figures do. A point stays between two
digits: 36.5 is not 365. Shingling and resemblance: A. Broder, "On the resemblance and containment of documents" (1997);
one permutation in place of many: P. Li, A. Owen, C. Zhang (2012), with empty bins filled as A. Shrivastava and P. Li
(2014) do; banding: J. Leskovec, A. Rajaraman, J. Ullman, "Mining of Massive Datasets", ch. 3.
"""

from __future__ import annotations

import hashlib
import unicodedata
from functools import cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from kg.variants import simplified

K = 8
"""Letters in a shingle."""
BANDS, ROWS, FIGURE_ROWS = 20, 4, 64
"""Texts of resemblance 0.8 share a band with probability 0.9999, of 0.6 with 0.9, of 0.3 with 0.15 (figures alike)."""
_UNKNOWN = _EMPTY = 0xFFFFFFFF
_POINT = ord(".")

Codes = npt.NDArray[np.uint32]
Hashes = npt.NDArray[np.uint64]
Mask = npt.NDArray[np.bool_]


class Letters(NamedTuple):
    """The letters of a text as code points, and where each stands in it."""

    codes: Codes
    places: npt.NDArray[np.int64]

    def between(self, start: int, end: int) -> slice:
        """The letters that stand in `text[start:end]`."""
        return slice(int(np.searchsorted(self.places, start)), int(np.searchsorted(self.places, end)))


class Signature(NamedTuple):
    """Least hashes, uint32: `words` [BANDS * ROWS] of all shingles, `figures` [FIGURE_ROWS] of those with digits.

    The share of equal places in two signatures estimates the resemblance of the two sets.
    """

    words: Codes
    figures: Codes

    def to_bytes(self) -> bytes:
        """For storing."""
        return self.words.astype("<u4").tobytes() + self.figures.astype("<u4").tobytes()

    @classmethod
    def from_bytes(cls, data: bytes) -> Signature:
        """What `to_bytes` wrote."""
        both = np.frombuffer(data, dtype="<u4").astype(np.uint32)
        return cls(both[: BANDS * ROWS], both[BANDS * ROWS :])

    def bands(self) -> list[int]:
        """Keys (signed 64 bits) under which alike texts meet.

        Each band holds one row of the figures' signature: reports written after one model, with other figures, do
        not crowd each other's bands.
        """
        keys: Hashes = np.arange(1, BANDS + 1, dtype=np.uint64)
        rows = [*self.words.reshape(BANDS, ROWS).T, self.figures[:BANDS]]
        for row in rows:
            keys = _mixed(keys) ^ row.astype(np.uint64)
        return [int(key) for key in _mixed(keys).view(np.int64)]


def letters(text: str) -> Letters:
    """The letters of a text."""
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
    table = _table()
    folded = table[points]
    if (folded == _UNKNOWN).any():
        for point in np.unique(points[folded == _UNKNOWN]):
            table[point] = _fold(int(point))
        folded = table[points]
    points_between = folded == _POINT
    if points_between.any():
        digits = is_digit(folded)
        held = np.zeros_like(points_between)
        held[1:-1] = points_between[1:-1] & digits[:-2] & digits[2:]
        folded = np.where(points_between & ~held, np.uint32(0), folded)
    places = np.flatnonzero(folded)
    return Letters(folded[places], places)


def is_digit(codes: Codes) -> Mask:
    """Which code points are the digits 0 to 9."""
    found: Mask = (codes >= 48) & (codes <= 57)
    return found


def shingles(codes: Codes) -> Hashes:
    """uint64 [max(0, letters - K + 1)]: a hash of the K letters that begin at each place."""
    count = len(codes) - K + 1
    if count <= 0:
        return np.zeros(0, dtype=np.uint64)
    hashes = np.zeros(count, dtype=np.uint64)
    wide = codes.astype(np.uint64)
    for offset in range(K):
        hashes *= np.uint64(0x100000001B3)
        hashes += wide[offset : offset + count]
    return _mixed(hashes)


class Shingled(NamedTuple):
    """A text ready for comparison: its letters, the hash of each shingle, and these sorted."""

    codes: Codes
    hashes: Hashes
    sorted: Hashes


def shingled(codes: Codes) -> Shingled:
    """Prepare some letters for comparison."""
    hashes = shingles(codes)
    return Shingled(codes, hashes, np.sort(hashes))


def signature(codes: Codes) -> Signature:
    """The signature of some letters."""
    hashes = shingles(codes)
    digits = np.concatenate([[0], np.cumsum(is_digit(codes))])
    with_figures = hashes[(digits[K:] - digits[:-K]) > 0] if len(hashes) else hashes
    return Signature(_least(hashes, BANDS * ROWS), _least(with_figures, FIGURE_ROWS))


def digest(codes: Codes) -> str:
    """Names a sequence of letters: 32 hexadecimal digits."""
    return hashlib.blake2b(codes.astype("<u4").tobytes(), digest_size=16).hexdigest()


def covered(text: Shingled, others: Hashes) -> Mask:
    """bool [letters]: which letters stand in some shingle that is among `others` (sorted)."""
    found = np.zeros(len(text.codes), dtype=np.bool_)
    if not len(text.hashes) or not len(others):
        return found
    at = np.minimum(np.searchsorted(others, text.hashes), len(others) - 1)
    starts = others[at] == text.hashes
    for offset in range(K):
        found[offset : offset + len(starts)] |= starts
    return found


def _least(hashes: Hashes, bins: int) -> Codes:
    """The least hash in each bin; an empty bin borrows from the next that is not, marked by the distance."""
    least = np.full(bins, _EMPTY, dtype=np.uint32)
    if not len(hashes):
        return least
    values = (hashes >> np.uint64(33)).astype(np.uint32)  # 31 bits: none is the mark of an empty bin
    order = np.argsort(values)[::-1]
    least[(hashes[order] & np.uint64(0xFFFFFFFF)) % np.uint64(bins)] = values[order]  # the last, least, one stays
    filled = np.flatnonzero(least != _EMPTY)
    ahead = np.searchsorted(filled, np.arange(bins)) % len(filled)
    distance = (filled[ahead] - np.arange(bins)) % bins
    return (least[filled[ahead]] + distance.astype(np.uint32) * np.uint32(0x9E3779B1)).astype(np.uint32)


def _mixed(hashes: Hashes) -> Hashes:
    """The finaliser of SplitMix64: every bit of the input bears on every bit of the output."""
    hashes = (hashes ^ (hashes >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    hashes = (hashes ^ (hashes >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return hashes ^ (hashes >> np.uint64(31))


@cache
def _table() -> Codes:
    """Code point → letter that it counts as, 0 for none; filled as characters are met."""
    return np.full(0x110000, _UNKNOWN, dtype=np.uint32)


def _fold(point: int) -> int:
    character = chr(point)
    if unicodedata.category(character) == "Cs":
        return 0
    plain = simplified(unicodedata.normalize("NFKC", character).casefold())
    if plain == ".":
        return _POINT
    return next((ord(one) for one in plain if one.isalnum()), 0)
