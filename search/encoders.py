"""Embedding models behind one interface: the built-in table, latent semantics, or any sentence-transformers model."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol, runtime_checkable

import numpy as np
import numpy.typing as npt

from kg.errors import SettingsError

Floats = npt.NDArray[np.float32]
Ids = npt.NDArray[np.int32]

BUILT_IN_MODEL = Path(__file__).parent / "model"


class Encoder(Protocol):
    """Texts to vectors of length 1 (a text without known words may give zeros)."""

    name: str
    """Identifies the model in a stored index; vectors of two names are never compared."""
    dimension: int

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


@runtime_checkable
class CorpusEncoder(WordEncoder, Protocol):
    """An encoder made from the indexed passages themselves; the index refits and stores it."""

    def fit(self, texts: Sequence[str]) -> None: ...

    def save(self, folder: Path) -> None: ...

    def load(self, folder: Path) -> None: ...


class SentenceTransformerEncoder:
    """Any sentence-transformers model, by name or path. The network stays off: the model must be on this machine."""

    def __init__(self, setting: str) -> None:
        os.environ.setdefault("HF_HUB_OFFLINE", "1")
        os.environ.setdefault("TRANSFORMERS_OFFLINE", "1")
        path = Path(setting).expanduser()
        source = str(path.resolve()) if path.is_dir() else setting
        try:
            from sentence_transformers import SentenceTransformer
        except ImportError as error:
            raise SettingsError(
                f"模型 {setting} 需要 sentence-transformers, 未安装 / not installed: pip install sentence-transformers"
            ) from error
        try:
            self._model: Any = SentenceTransformer(source, local_files_only=True)
        except Exception as error:  # the libraries below raise many kinds; each means that the model is not to be had
            raise SettingsError(
                f"嵌入模型 {setting} 不在本机, 且不联网下载; 请给出本地文件夹, 或先下载到 HF 缓存 / embedding model "
                f"{setting} is not on this machine and nothing is downloaded; give a local folder or fill the HF cache"
            ) from error
        self.name = setting
        size = self._model.get_sentence_embedding_dimension()
        self.dimension = int(size) if size else int(self._encode(["字"], "passage").shape[1])

    def _encode(self, texts: Sequence[str], prompt: str) -> Floats:
        names = self._model.prompts or {}
        chosen = prompt if names.get(prompt) else None
        vectors = self._model.encode(
            list(texts), prompt_name=chosen, normalize_embeddings=True, convert_to_numpy=True, show_progress_bar=False
        )
        return np.ascontiguousarray(vectors, dtype=np.float32)

    def encode_passages(self, texts: Sequence[str]) -> Floats:
        """float32 [len(texts), dimension]; with the model's `passage` prompt if it has one."""
        return self._encode(texts, "passage")

    def encode_queries(self, texts: Sequence[str]) -> Floats:
        """float32 [len(texts), dimension]; with the model's `query` prompt if it has one."""
        return self._encode(texts, "query")


def load_encoder(setting: str = "builtin") -> Encoder:
    """The encoder that a setting names.

    `builtin`: the table in search/model, or `lsa` where that folder holds no model; `lsa`: latent semantic vectors
    of the indexed passages; anything else: a sentence-transformers model's name or path.
    Raises `SettingsError` when the model is not on this machine.
    """
    if setting == "builtin" and (BUILT_IN_MODEL / "model.safetensors").is_file():
        from search.static_encoder import StaticEncoder

        return StaticEncoder()
    if setting in ("builtin", "lsa"):
        from search.lsa import LatentSemanticEncoder

        return LatentSemanticEncoder()
    return SentenceTransformerEncoder(setting)
