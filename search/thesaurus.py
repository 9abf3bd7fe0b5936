"""Official words for plain ones: 有没有人替我跑手续 is 全代办.

The vocabulary of seeds/lexicon gives each policy, reform and indicator its names, a one-sentence definition and plain
ways to ask for it. A question that is close in meaning to any of these is expanded with the concept's names.
"""

from __future__ import annotations

import hashlib
import re
from functools import cached_property, lru_cache
from pathlib import Path

import msgspec
import numpy as np

from kg.vocabulary import shipped
from search import segment
from search.encoders import Encoder, Floats
from seeds import LEXICON

_FILE = "concepts"
_PROBE = "企业办理手续"
_HAN = re.compile(r"[一-鿿]")
_TABLES = ("policies.tsv", "indicators.tsv", "thesaurus.tsv")
_KINDS = ("Policy", "Indicator")
CLOSE = 0.60
"""Cosine between a question and a phrase from which the phrase's concept is taken to be meant."""
SURE = 0.85
"""Cosine from which an expansion has its full weight."""


class Meaning(msgspec.Struct, frozen=True):
    """A concept that a question may mean: its name, all its names, and a weight from 0 to 1."""

    key: str
    label: str
    names: tuple[str, ...]
    weight: float


class _Entry(msgspec.Struct, frozen=True):
    key: str
    label: str
    names: tuple[str, ...]
    phrases: tuple[str, ...]


class _Stored(msgspec.Struct, frozen=True):
    made_of: str
    entries: tuple[_Entry, ...]


class Thesaurus:
    """The concepts of the lexicon with the vectors of all their phrases.

    `folder` may hold them ready made (`save`); otherwise they are made on first use: some 0.4 s for 5,000 phrases.
    """

    def __init__(self, encoder: Encoder, folder: Path | None = None) -> None:
        self._encoder, self._folder = encoder, folder
        self._ready = False

    @cached_property
    def _made_of(self) -> str:
        digest = hashlib.sha256(f"{self._encoder.name} {self._encoder.dimension}".encode())
        digest.update(self._encoder.encode_queries([_PROBE]).round(3).tobytes())
        for name in _TABLES:
            path = LEXICON / name
            digest.update(path.read_bytes() if path.is_file() else b"")
        return digest.hexdigest()

    @cached_property
    def _content(self) -> tuple[tuple[_Entry, ...], Floats]:
        if self._folder is not None:
            try:
                stored = msgspec.json.decode((self._folder / f"{_FILE}.json").read_bytes(), type=_Stored)
                if stored.made_of == self._made_of:
                    vectors = np.load(self._folder / f"{_FILE}.npy", allow_pickle=False).astype(np.float32)
                    self._ready = True
                    if len(vectors) == sum(len(entry.phrases) for entry in stored.entries):
                        return stored.entries, vectors
            except (OSError, ValueError, msgspec.MsgspecError):
                pass  # only a saving of time: what cannot be read is made again
        return _made(self._encoder, self._made_of)

    def save(self, folder: Path) -> None:
        """Write the phrases and their vectors (float16) into `folder`; nothing when it holds them already."""
        entries, vectors = self._content
        if self._ready and folder == self._folder:
            return
        stored = _Stored(self._made_of, entries)
        (folder / f"{_FILE}.json").write_bytes(msgspec.json.encode(stored))
        np.save(folder / f"{_FILE}.npy", vectors.astype(np.float16), allow_pickle=False)

    @cached_property
    def _owners(self) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
        entries, _ = self._content
        return np.repeat(np.arange(len(entries)), [len(entry.phrases) for entry in entries])

    def meanings(self, text: str, most: int = 3) -> list[Meaning]:
        """The concepts that `text` (a question without its question words) may mean, likeliest first."""
        entries, vectors = self._content
        if not entries or len(_HAN.findall(text)) < 2:
            return []
        cosine = vectors @ self._encoder.encode_queries([text])[0]
        best = np.full(len(entries), -1.0, dtype=np.float32)
        np.maximum.at(best, self._owners, cosine)
        found = []
        for i in np.argsort(-best, kind="stable")[:most]:
            if best[i] >= CLOSE:
                weight = 0.3 + 0.7 * min(1.0, float((best[i] - CLOSE) / (SURE - CLOSE)))
                found.append(Meaning(entries[i].key, entries[i].label, entries[i].names, weight))
        return found


@lru_cache(maxsize=1)
def official_words() -> frozenset[str]:
    """The words of two characters or more that names of policies, indicators and the like are made of."""
    names = "\n".join(dict.fromkeys(name for one in shipped().concepts for name in (one.label, *one.alt)))
    return frozenset(word for word in segment.cut(names) if len(word) >= 2)


@lru_cache(maxsize=1)
def _made(encoder: Encoder, made_of: str) -> tuple[tuple[_Entry, ...], Floats]:
    """The entries with their vectors, for all stores of a process. `made_of` tells an encoder that has learnt anew."""
    entries = []
    for concept in shipped().concepts:
        if concept.kind in _KINDS:
            names = (concept.label, *concept.alt)
            phrases = tuple(dict.fromkeys(p for p in (*names, *concept.ask, concept.definition) if p))
            entries.append(_Entry(concept.key, concept.label, names, phrases))
    texts = [phrase for entry in entries for phrase in entry.phrases]
    if not texts:
        return (), np.zeros((0, encoder.dimension), dtype=np.float32)
    return tuple(entries), encoder.encode_passages(texts)
