"""What kinds of things can have which figures, from `seeds/lexicon/thing_figures.tsv`.

A loan has a rate of interest and borrowers, a flat has tenants and a rent, a laboratory has patents. Where a figure's
clause names nobody, that says whose it is of what was named before.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

import msgspec

from ingest.lexicon import cells, table

Fit = Literal["far", "near", ""]


class Kind(msgspec.Struct, frozen=True):
    """Things whose names end in some class word, and the words that tell of figures of them."""

    name: str
    far: re.Pattern[str]
    near: re.Pattern[str]


def _any(words: list[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda w: (-len(w), w)))


@cache
def _kinds() -> dict[str, tuple[Kind, ...]]:
    """The kinds of things that each class word ends the names of."""
    found: dict[str, tuple[Kind, ...]] = {}
    for row in table("thing_figures"):
        far, near = (re.compile(_any(list(cells(row[column])))) for column in ("far", "near"))
        for word in (*cells(row["names"]), *cells(row["named"])):
            found[word] = (*found.get(word, ()), Kind(row["kind"], far, near))
    return found


@cache
def _named() -> re.Pattern[str]:
    return re.compile(rf"(?P<word>{_any(list(_kinds()))})[”》]?(?:[一二三]期)?[”》]?\Z")


@cache
def common_names() -> re.Pattern[str]:
    """Any class word that also ends common names (人才公寓), with its phase."""
    words = [word for row in table("thing_figures") for word in cells(row["names"])]
    return re.compile(rf"(?:{_any(words)})(?:[一二三]期)?")


@cache
def class_words() -> re.Pattern[str]:
    """Any class word."""
    return re.compile(_any([word for word in _kinds() if len(word) > 1]))


def affinity_of(name: str, words: str) -> Fit:
    """How well a thing of that name can have a figure that is told in those words."""
    called = _named().search(name)
    if called is None:
        return ""
    kinds = _kinds()[called["word"]]
    if any(kind.far.search(words) for kind in kinds):
        return "far"
    return "near" if any(kind.near.search(words) for kind in kinds) else ""


def cannot_have(name: str, words: str) -> bool:
    """Whether a thing is of a kind that has no figure told in those words."""
    return _named().search(name) is not None and not affinity_of(name, words)
