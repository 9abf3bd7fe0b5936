"""An optional second look at the best passages by a cross-encoder, which reads question and passage together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

import msgspec
import numpy as np

from kg.documents import DocumentStore
from kg.errors import SettingsError
from search.context import passage_place
from search.encoders import Floats
from search.index import Hit
from search.model_setting import ModelSetting, model_setting
from search.openai_client import OpenAIClient
from search.ranking import standardised
from search.sentence_models import loaded

_OPTIONS = ("model", "weight", "top")


class _Scorer(Protocol):
    """How well each passage answers the question, on any scale."""

    def scores(self, question: str, passages: Sequence[str]) -> Floats: ...


class CrossEncoderScorer:
    """A sentence-transformers cross-encoder on this machine. `SettingsError` where it is not."""

    def __init__(self, setting: ModelSetting) -> None:
        self._model: Any = loaded(setting, "CrossEncoder")

    def scores(self, question: str, passages: Sequence[str]) -> Floats:
        """float32 [len(passages)]."""
        found = self._model.predict([(question, text) for text in passages], show_progress_bar=False)
        return np.asarray(found, dtype=np.float32).reshape(len(passages), -1)[:, -1]


class _Result(msgspec.Struct):
    index: int
    relevance_score: float


class _Results(msgspec.Struct):
    results: list[_Result]


class EndpointScorer:
    """A re-ranker behind an address with `/rerank`, as Jina, Cohere and vLLM offer it."""

    def __init__(self, setting: ModelSetting, key: str = "", timeout: float = 10.0) -> None:
        self._model, self._client = setting.model, OpenAIClient(setting.source, key, timeout)

    def scores(self, question: str, passages: Sequence[str]) -> Floats:
        """float32 [len(passages)]. `ZonegraphError` when the address does not answer with a score for each."""
        told = {"model": self._model, "query": question, "documents": list(passages), "top_n": len(passages)}
        results = sorted(self._client.post("/rerank", told, _Results).results, key=lambda one: one.index)
        scores = np.array([one.relevance_score for one in results], dtype=np.float32)
        if [one.index for one in results] != list(range(len(passages))) or not np.isfinite(scores).all():
            raise self._client.broken(f"{len(passages)} passages, {len(results)} scores")
        return scores


class Reranker:
    """Puts the best hits in a new order: their fused score plus the cross-encoder's, standardised and weighted."""

    def __init__(self, setting: str, key: str = "") -> None:
        """`setting` as in `search.model_setting`, with `top` and `weight`. `SettingsError` when it is not to be had."""
        self._setting = model_setting(setting, _OPTIONS)
        self._scorer: _Scorer
        if not self._setting.is_address:
            self._scorer = CrossEncoderScorer(self._setting)
        elif self._setting.model:
            self._scorer = EndpointScorer(self._setting, key)
        else:
            raise SettingsError(
                f"重排服务 {setting} 须写明模型 ?model=… / name the model of the re-ranking endpoint with ?model=…"
            )

    def reranked(self, question: str, hits: Sequence[Hit], documents: DocumentStore) -> list[Hit]:
        """The hits in their new order; those below the first `top` keep their places."""
        head, rest = list(hits[: self._setting.top]), list(hits[self._setting.top :])
        if len(head) < 2:
            return [*head, *rest]
        texts = []
        for hit in head:
            doc, start, end = passage_place(hit.id)
            texts.append(documents.get(doc).text[start:end])
        gains = self._setting.weight * standardised(self._scorer.scores(question, texts))
        scored = [
            msgspec.structs.replace(hit, score=hit.score + float(gain), parts={**hit.parts, "reranker": float(gain)})
            for hit, gain in zip(head, gains, strict=True)
        ]
        return sorted(scored, key=lambda hit: -hit.score) + rest
