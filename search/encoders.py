"""Embedding models behind one interface: the built-in table, latent semantics, or any other model by its setting."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Protocol, runtime_checkable

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Ids = npt.NDArray[np.int32]

BUILT_IN_MODEL = Path(__file__).parent / "model"


class Encoder(Protocol):
    """Texts to vectors of length 1 (a text without known words may give zeros)."""

    name: str
    """Identifies the model in a stored index; vectors of two names are never compared."""
    dimension: int

    def __hash__(self) -> int: ...

    def encode_passages(self, texts: Sequence[str]) -> Floats:
        """float32 [len(texts), dimension]."""
        ...

    def encode_queries(self, texts: Sequence[str]) -> Floats:
        """float32 [len(texts), dimension]."""
        ...


@runtime_checkable
class WordEncoder(Protocol):
    """An encoder whose vectors are sums over words, so that single words can be compared too (MaxSim)."""

    name: str
    dimension: int

    def encode_passages(self, texts: Sequence[str]) -> Floats: ...

    def encode_queries(self, texts: Sequence[str]) -> Floats: ...

    @property
    def row_norms(self) -> Floats:
        """float32 [words]: each word's weight."""
        ...

    def unit_rows(self, ids: Ids) -> Floats:
        """float32 [len(ids), dimension], each of length 1."""
        ...

    def tokens(self, text: str) -> Ids:
        """int32 [n]: the text's words as rows."""
        ...

    def tokens_of(self, texts: Sequence[str]) -> list[Ids]:
        """`tokens` of many texts."""
        ...

    def vectors_of(self, tokens: Sequence[Ids]) -> Floats:
        """float32 [len(tokens), dimension]: what `encode_passages` gives, from words that are cut already."""
        ...


@runtime_checkable
class CorpusEncoder(WordEncoder, Protocol):
    """An encoder made from the indexed passages themselves; the index refits and stores it."""

    def fit(self, texts: Sequence[str]) -> None: ...

    def save(self, folder: Path) -> None: ...

    def load(self, folder: Path) -> None: ...


_OPTIONS = ("query", "passage", "dimension", "normalize", "model")


def load_encoder(setting: str = "builtin", key: str = "") -> Encoder:
    """The encoder that a setting names.

    `builtin`: the table in search/model, or `lsa` where that folder holds no model; `lsa`: latent semantic vectors
    of the indexed passages; anything else as `search.model_setting` tells: a sentence-transformers model's name or
    folder, or the address of an OpenAI-compatible endpoint (with `key`, if it wants one), each with its options.
    Raises `SettingsError` when the model is not on this machine, `ZonegraphError` when the endpoint does not answer.
    """
    if setting == "builtin" and (BUILT_IN_MODEL / "model.safetensors").is_file():
        return _built_in()
    if setting in ("builtin", "lsa"):
        from search.lsa import LatentSemanticEncoder

        return LatentSemanticEncoder()
    from search.model_setting import model_setting

    told = model_setting(setting, _OPTIONS)
    if told.is_address:
        from search.sentence_models import EndpointEncoder

        return EndpointEncoder(told, key)
    from search.sentence_models import SentenceTransformerEncoder

    return SentenceTransformerEncoder(told)


@cache
def _built_in() -> Encoder:
    """One table for all stores of a process: it is only read."""
    from search.static_encoder import StaticEncoder

    return StaticEncoder()
