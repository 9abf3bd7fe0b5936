"""The built-in embedding: a table of word vectors, run with tokenizers, safetensors and numpy alone.

A text's vector is the normalised sum of the rows of its words. The folder is an ordinary sentence-transformers
model (`StaticEmbedding` + `Normalize`), so `SentenceTransformer(path)` gives the same vectors; this class does without
torch, whose import alone takes longer than everything else that a question needs.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

import numpy as np
import numpy.typing as npt
from safetensors import SafetensorError
from safetensors.numpy import load_file
from tokenizers import Tokenizer

from kg.errors import ZonegraphError

Floats = npt.NDArray[np.float32]
Ids = npt.NDArray[np.int32]

BUILT_IN = Path(__file__).parent / "model"
_FEW = 100  # texts
_BATCH = 256  # passages from which the whole table is folded


class StaticEncoder:
    """Word-embedding table of `search/model` (or of a folder of the same form).

    Attributes: `name` (of the model and this training of it: vectors of two names do not mix), `dimension`.
    Raises `ZonegraphError` when the folder does not hold a readable model.
    """

    def __init__(self, path: str | Path = BUILT_IN, dimension: int | None = None) -> None:
        """Load the model in folder `path`; `dimension` keeps the first so many dimensions (Matryoshka)."""
        folder = Path(path)
        try:
            tensors = load_file(folder / "model.safetensors")
            self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        except (OSError, SafetensorError, ValueError) as error:
            raise ZonegraphError(f"词向量模型读不出 / cannot read the embedding model in {folder}: {error}") from error
        except Exception as error:  # tokenizers raises bare Exception for a bad or missing tokenizer.json
            raise ZonegraphError(f"分词器读不出 / cannot read tokenizer.json in {folder}: {error}") from error
        if "embeddings" not in tensors or "weights" not in tensors:
            raise ZonegraphError(f"模型缺少张量 / model.safetensors in {folder} lacks `embeddings` or `weights`")
        rows, scales = tensors["embeddings"], tensors["weights"]
        if len(rows) != len(scales) or len(rows) != self._tokenizer.get_vocab_size():
            raise ZonegraphError(
                f"模型不一致 / the model in {folder} is inconsistent: {len(rows)} rows, {len(scales)} weights, "
                f"{self._tokenizer.get_vocab_size()} words"
            )
        full = int(rows.shape[1])
        self.dimension = full if dimension is None else dimension
        if not 1 <= self.dimension <= full:
            raise ZonegraphError(f"维数应在 1 到 {full} 之间 / dimension must be 1 to {full}, not {dimension}")
        self._rows: npt.NDArray[np.int8] = rows[:, : self.dimension]
        self._scales: Floats = scales.astype(np.float32, copy=False)
        # Every training gives other row scales: their digest tells two models of one folder apart.
        digest = hashlib.sha256(self._scales.tobytes()).hexdigest()[:8]
        self.name = f"{'zonegraph-static' if folder == BUILT_IN else folder.name}-{digest}"
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()

    @cached_property
    def table(self) -> Floats:
        """float32 [words, dimension]: the vectors that a text's vector is the sum of. 49 MB, made on first use."""
        table: Floats = self._rows.astype(np.float32)
        table *= self._scales[:, None]
        return table

    @cached_property
    def row_norms(self) -> Floats:
        """float32 [words]: length of each row, which is the weight that training gave the word."""
        squares = np.einsum("ij,ij->i", self._rows, self._rows, dtype=np.int32)
        norms: Floats = np.sqrt(squares).astype(np.float32) * self._scales
        return norms

    def unit_rows(self, ids: Ids) -> Floats:
        """float32 [len(ids), dimension]: rows scaled to length 1 (a zero row stays zero)."""
        rows: Floats = self._rows[ids].astype(np.float32)
        rows *= (self._scales[ids] / np.maximum(self.row_norms[ids], 1e-12))[:, None]
        return rows

    def tokens(self, text: str) -> Ids:
        """int32 [n]: the words of `text` as rows of the table, in order; unknown words are row 0."""
        return np.asarray(self._tokenizer.encode(text, add_special_tokens=False).ids, dtype=np.int32)

    def tokens_of(self, texts: Sequence[str]) -> list[Ids]:
        """`tokens` of many texts, in parallel on all cores; of a few one by one, for which no thread is woken."""
        if len(texts) <= _FEW:
            return [self.tokens(text) for text in texts]
        encodings = self._tokenizer.encode_batch_fast(list(texts), add_special_tokens=False)
        return [np.asarray(encoding.ids, dtype=np.int32) for encoding in encodings]

    def words(self, text: str) -> list[str]:
        """The words that `tokens` found, as normalised (for highlighting and tests)."""
        words: list[str] = self._tokenizer.encode(text, add_special_tokens=False).tokens
        return words

    def vectors_of(self, tokens: Sequence[Ids]) -> Floats:
        """float32 [len(tokens), dimension]: what `encode_passages` gives, from words that are cut already."""
        vectors = np.zeros((len(tokens), self.dimension), dtype=np.float32)
        # One question does not pay for folding the whole table; a report or more does.
        table = self.table if len(tokens) > _BATCH or "table" in self.__dict__ else None
        for vector, ids in zip(vectors, tokens, strict=True):
            rows = table[ids] if table is not None else self._rows[ids] * self._scales[ids, None]
            rows.sum(axis=0, out=vector)
        vectors /= np.maximum(np.sqrt(np.einsum("ij,ij->i", vectors, vectors)), 1e-12)[:, None]
        return vectors

    def encode_passages(self, texts: Sequence[str]) -> Floats:
        """float32 [len(texts), dimension], each row of length 1; a text without known words gives zeros."""
        return self.vectors_of(self.tokens_of(texts))

    def encode_queries(self, texts: Sequence[str]) -> Floats:
        """The same as `encode_passages`: this model has no prompts."""
        return self.encode_passages(texts)
