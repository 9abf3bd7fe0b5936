"""Many phrases looked up in one pass over a text."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec


class Hit(msgspec.Struct, frozen=True):
    """`text[start:end]` is a phrase of the dictionary; `kind` says of which table, `value` what it stands for."""

    start: int
    end: int
    kind: str
    value: str


class Matcher:
    """A dictionary of phrases (two characters or more), each with one or more (kind, value) labels.

    Phrases are bucketed by their first two characters with their lengths, so a pass costs one dictionary
    look-up a character. At each start the longest phrase of *each kind* is reported; hits may overlap.
    """

    def __init__(self, entries: Iterable[tuple[str, str, str]]) -> None:
        """`entries` are (phrase, kind, value); a phrase shorter than two characters is left out."""
        self._labels: dict[str, list[tuple[str, str]]] = {}
        lengths: dict[str, set[int]] = {}
        for phrase, kind, value in entries:
            if len(phrase) < 2:
                continue
            labels = self._labels.setdefault(phrase, [])
            if all(kind != known for known, _ in labels):
                labels.append((kind, value))
            lengths.setdefault(phrase[:2], set()).add(len(phrase))
        self._lengths = {head: tuple(sorted(sizes, reverse=True)) for head, sizes in lengths.items()}

    def find(self, text: str) -> dict[str, list[Hit]]:
        """The hits of a text by kind, each list sorted by start."""
        found: dict[str, list[Hit]] = {}
        lengths, labels = self._lengths, self._labels
        previous = ""
        for position, character in enumerate(text):
            sizes = lengths.get(previous + character)
            previous = character
            if sizes is None:
                continue
            start = position - 1
            seen: list[str] = []
            for size in sizes:
                phrase = text[start : start + size]
                if len(phrase) < size:
                    continue
                for kind, value in labels.get(phrase, ()):
                    if kind not in seen:
                        seen.append(kind)
                        found.setdefault(kind, []).append(Hit(start, start + size, kind, value))
        return found
