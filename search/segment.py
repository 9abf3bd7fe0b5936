"""Words of a Chinese text: jieba's search cut (招商引资 gives 招商, 引资 and 招商引资), so that part words match too.

rjieba (the same dictionary and algorithm in Rust, some 17 times faster) where it is installed, else jieba.
Latin words and numbers are split off before the cut, which makes the two agree to the letter.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import cache

NAME = "jieba-search-1"
"""Identifies this cut in a stored index; change it when the output of `words` changes."""

_PIECES = re.compile(r"[一-鿿㐀-䶿]+|[a-z]+|\d+(?:[.,]\d+)*%?")


@cache
def _cutters() -> tuple[Callable[[str], Iterable[str]], Callable[[str], Iterable[str]]]:
    """(ordinary cut, search cut)."""
    try:
        import rjieba
    except ImportError:
        import jieba

        jieba.setLogLevel(60)
        return jieba.cut, jieba.cut_for_search
    return rjieba.cut, rjieba.cut_for_search


def normalise(text: str) -> str:
    """NFKC of each character, in lower case: full-width digits and letters become ordinary ones."""
    return text.translate(_NORMAL)


def fold(text: str) -> str:
    """Like `normalise`, but of the same length, so that places in it are places in `text`."""
    if text.isascii():
        return text.lower()
    return text.translate(_FOLDED)


class _Normal(dict[int, str]):
    """Each character's ordinary form, found when it is first met."""

    def __missing__(self, code: int) -> str:
        self[code] = unicodedata.normalize("NFKC", chr(code)).lower()
        return self[code]


class _Folded(dict[int, str]):
    """The same where that is one character, else the character."""

    def __missing__(self, code: int) -> str:
        plain = _NORMAL[code]
        self[code] = plain if len(plain) == 1 else chr(code)
        return self[code]


_NORMAL = _Normal()
_FOLDED = _Folded()


def placed_words(text: str) -> list[tuple[str, int]]:
    """(word, start) of a text as `fold` gives it: the ordinary cut, in order."""
    cutter = _cutters()[0]
    found: list[tuple[str, int]] = []
    for piece in _PIECES.finditer(text):
        at = piece.start()
        for word in cutter(piece[0]) if piece[0][0] >= "㐀" else (piece[0],):
            found.append((word, at))
            at += len(word)
    return found


def words(text: str) -> list[str]:
    """The words of `text` in order of their ends, long words after their parts; no punctuation, no white space."""
    return _cut(text, _cutters()[1])


def cut(text: str) -> list[str]:
    """The words of `text` in order, none within another; no punctuation, no white space."""
    return _cut(text, _cutters()[0])


def _cut(text: str, cutter: Callable[[str], Iterable[str]]) -> list[str]:
    found: list[str] = []
    for piece in _PIECES.findall(normalise(text)):
        if piece[0] >= "㐀":
            found.extend(cutter(piece))
        else:
            found.append(piece)
    return found
