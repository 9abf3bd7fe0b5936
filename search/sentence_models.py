"""Embedding models of others: sentence-transformers models on this machine, and OpenAI-compatible endpoints."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal

import msgspec
import numpy as np

from kg.errors import SettingsError
from search.encoders import Floats
from search.model_setting import ModelSetting
from search.openai_client import OpenAIClient

_BATCH = 64  # texts sent to an endpoint at once
_PROBE = "开发区"
_HEAD = 1 << 16


def offline() -> None:
    """Keep the libraries from looking for models on the network."""
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    os.environ.setdefault("TRANSFORMERS_OFFLINE", "1")


def absent(setting: ModelSetting) -> SettingsError:
    """The error for a model that is not on this machine."""
    return SettingsError(
        f"模型 {setting.source} 不在本机, 且不联网下载; 请给出本地文件夹, 或先下载到 HF 缓存 / model "
        f"{setting.source} is not on this machine and nothing is downloaded; give a local folder or fill the HF cache"
    )


def local_source(setting: ModelSetting) -> str:
    """The folder, or the name under which the model lies in a cache of this machine.

    Looked at before the libraries are imported, which takes them seconds. Raises `SettingsError` where it is not, or
    where nothing is installed that could run it.
    """
    offline()
    if setting.folder is not None:
        return str(setting.folder.resolve())
    try:
        from huggingface_hub.constants import HF_HUB_CACHE
    except ImportError as error:
        raise missing_library(setting) from error
    caches = [Path(cache) for cache in (HF_HUB_CACHE, os.environ.get("SENTENCE_TRANSFORMERS_HOME")) if cache]
    # A name without an owner is one of sentence-transformers' own.
    names = [setting.source] if "/" in setting.source else [setting.source, f"sentence-transformers/{setting.source}"]
    if not any((cache / f"models--{name.replace('/', '--')}").is_dir() for cache in caches for name in names):
        raise absent(setting)
    return setting.source


def loaded(setting: ModelSetting, kind: Literal["SentenceTransformer", "CrossEncoder"]) -> Any:
    """The model, as an object of that class of sentence-transformers. Raises `SettingsError` where it is not there."""
    source = local_source(setting)
    try:
        import sentence_transformers
    except ImportError as error:
        raise missing_library(setting) from error
    try:
        return getattr(sentence_transformers, kind)(source, local_files_only=True)
    except Exception as error:  # the libraries below raise many kinds; each means that the model is not to be had
        raise absent(setting) from error


def missing_library(setting: ModelSetting) -> SettingsError:
    """The error for a model that cannot be run without a library that is not installed."""
    return SettingsError(
        f"模型 {setting.source} 需要 sentence-transformers, 未安装 / not installed: pip install sentence-transformers"
    )


def name_of(setting: ModelSetting) -> str:
    """The setting, and for a folder a digest that tells another model in the same place apart."""
    if setting.folder is None:
        return setting.text
    return f"{setting.text} #{_digest(setting.folder)}"


def _digest(folder: Path) -> str:
    """Eight hexadecimal digits of the weights: sizes, first and last bytes of the files that hold them."""
    mark = hashlib.sha256()
    for file in sorted(path for path in folder.rglob("*") if path.suffix in (".safetensors", ".bin", ".onnx")):
        size = file.stat().st_size
        with open(file, "rb") as stream:
            mark.update(f"{file.relative_to(folder)} {size}".encode() + stream.read(_HEAD))
            stream.seek(max(0, size - _HEAD))
            mark.update(stream.read(_HEAD))
    return mark.hexdigest()[:8]


def finished(vectors: Floats, setting: ModelSetting) -> Floats:
    """Vectors cut to the dimension of the setting and, if it says so, of length 1."""
    cut = vectors[:, : setting.dimension] if setting.dimension else vectors
    if setting.normalize:
        cut = cut / np.maximum(np.linalg.norm(cut, axis=1, keepdims=True), 1e-12)
    return np.ascontiguousarray(cut, dtype=np.float32)


class SentenceTransformerEncoder:
    """Any sentence-transformers model, by name or folder. The network stays off: the model must be on this machine.

    Raises `SettingsError` where it is not, or has fewer dimensions than the setting asks for.
    """

    def __init__(self, setting: ModelSetting) -> None:
        self._model: Any = loaded(setting, "SentenceTransformer")
        self._setting = setting
        self.name = name_of(setting)
        full = int(self._model.encode([_PROBE], convert_to_numpy=True, show_progress_bar=False).shape[1])
        if setting.dimension > full:
            raise SettingsError(
                f"模型 {setting.source} 只有 {full} 维，少于 dimension={setting.dimension} / "
                f"the model has {full} dimensions, fewer than dimension={setting.dimension}"
            )
        self.dimension = setting.dimension or full

    def _encode(self, texts: Sequence[str], side: str, prompt: str | None) -> Floats:
        own = (self._model.prompts or {}).get(side)
        vectors = self._model.encode(
            list(texts),
            prompt=(prompt if prompt is not None else own) or None,
            normalize_embeddings=False,
            convert_to_numpy=True,
            show_progress_bar=False,
        )
        return finished(np.asarray(vectors, dtype=np.float32).reshape(len(texts), -1), self._setting)

    def encode_passages(self, texts: Sequence[str]) -> Floats:
        """float32 [len(texts), dimension]; with the setting's `passage` prompt, else the model's own if it has one."""
        return self._encode(texts, "passage", self._setting.passage)

    def encode_queries(self, texts: Sequence[str]) -> Floats:
        """float32 [len(texts), dimension]; with the setting's `query` prompt, else the model's own if it has one."""
        return self._encode(texts, "query", self._setting.query)


class _Vector(msgspec.Struct):
    index: int
    embedding: list[float]


class _Vectors(msgspec.Struct):
    data: list[_Vector]


class EndpointEncoder:
    """A model behind an OpenAI-compatible `/embeddings` address.

    The key, where one is needed, is never stored. Raises `ZonegraphError` when the address does not answer in time or
    answers something else than one vector of one length for each text.
    """

    def __init__(self, setting: ModelSetting, key: str = "", timeout: float = 30.0) -> None:
        if not setting.model:
            raise SettingsError(
                f"嵌入服务 {setting.source} 须写明模型，如 {setting.source}?model=bge-m3 / "
                "name the model of the embeddings endpoint with ?model=…"
            )
        self._setting, self._client = setting, OpenAIClient(setting.source, key, timeout)
        self.name = setting.text
        self.dimension = setting.dimension or 0
        self.dimension = self._encode([_PROBE], "").shape[1]

    def _encode(self, texts: Sequence[str], prompt: str | None) -> Floats:
        found = []
        for first in range(0, len(texts), _BATCH):
            batch = [f"{prompt or ''}{text}" for text in texts[first : first + _BATCH]]
            found.append(self._answered(batch))
        if not found:
            return np.zeros((0, self.dimension), dtype=np.float32)
        return finished(np.concatenate(found), self._setting)

    def _answered(self, batch: list[str]) -> Floats:
        told: dict[str, Any] = {"model": self._setting.model, "input": batch, "encoding_format": "float"}
        if self._setting.dimension:
            told["dimensions"] = self._setting.dimension
        answered = self._client.post("/embeddings", told, _Vectors)
        ordered = sorted(answered.data, key=lambda one: one.index)
        lengths = {len(one.embedding) for one in ordered}
        if [one.index for one in ordered] != list(range(len(batch))) or len(lengths) != 1:
            raise self._client.broken(f"{len(batch)} texts, {len(ordered)} vectors, lengths {sorted(lengths)}")
        vectors = np.array([one.embedding for one in ordered], dtype=np.float32)
        if not np.isfinite(vectors).all() or vectors.shape[1] < max(1, self.dimension):
            raise self._client.broken(f"dimension {vectors.shape[1]}, expected {self.dimension}")
        return vectors

    def encode_passages(self, texts: Sequence[str]) -> Floats:
        """float32 [len(texts), dimension]; with the setting's `passage` prompt."""
        return self._encode(texts, self._setting.passage)

    def encode_queries(self, texts: Sequence[str]) -> Floats:
        """float32 [len(texts), dimension]; with the setting's `query` prompt."""
        return self._encode(texts, self._setting.query)
