"""Models of others, by one setting: sentence-transformers folders, embeddings endpoints, re-rankers."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from kg.documents import DocumentStore
from kg.entries import entry_of
from kg.errors import SettingsError, StoreError, ZonegraphError
from kg.model import Facts
from search.answer import Answerer
from search.context import indexed_passages
from search.encoders import Encoder, load_encoder
from search.index import EmbeddedIndex, Hit, IndexedPassage
from search.model_setting import model_setting
from search.ranking import PARTS, switched
from search.reranking import Reranker
from tests.search.conftest import _first
from tests.search.own_models import bag_of_words, cross_encoder, embeddings, sentence_model, serving

TEXTS = {"a:0-1": "代办员替企业办审批手续", "a:1-2": "保税仓库", "b:0-1": "污水处理", "b:1-2": "学校培养机床工人"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pytest.importorskip("sentence_transformers", reason="models of others need sentence-transformers")
    return sentence_model(tmp_path_factory.mktemp("models"), {"query": "的", "passage": ""})


def _index(folder: Path, encoder: Encoder) -> EmbeddedIndex:
    index = EmbeddedIndex(folder, encoder, write=True)
    index.add([IndexedPassage(id=id_, doc=id_[0], text=text) for id_, text in TEXTS.items()])
    index.commit()
    return index


def test_a_setting_tells_a_model_and_its_use() -> None:
    told = model_setting("BAAI/bge?query=问：%0A&dimension=64&normalize=no", ("query", "dimension", "normalize"))
    assert (told.source, told.query, told.passage) == ("BAAI/bge", "问：\n", None)
    assert (told.dimension, told.normalize, told.is_address) == (64, False, False)
    assert model_setting("http://127.0.0.1:1/v1?model=m", ("model",)).is_address


@pytest.mark.parametrize("text", ["m?colour=red", "m?dimension=0", "m?dimension=x", "m?normalize=maybe", "?query=a"])
def test_a_setting_that_cannot_be_used_is_told(text: str) -> None:
    with pytest.raises(SettingsError) as error:
        model_setting(text, ("query", "dimension", "normalize"))
    assert "\n" not in str(error.value)


def test_a_model_in_a_folder(folder: Path, tmp_path: Path) -> None:
    encoder = load_encoder(str(folder))
    assert encoder.dimension == 32
    vectors = encoder.encode_passages(list(TEXTS.values()))
    assert vectors.dtype == np.float32 and np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    assert _index(tmp_path, encoder).search("保税仓库", 1)[0].id == "a:1-2"


def test_prompts_are_the_setting_s_else_the_model_s(folder: Path) -> None:
    own, told = load_encoder(str(folder)), load_encoder(f"{folder}?query=&passage=园区的")
    plain, asked = own.encode_passages(["审批"]), own.encode_queries(["审批"])
    assert not np.allclose(plain, asked, atol=1e-4)
    assert np.allclose(told.encode_queries(["审批"]), plain, atol=1e-5)
    assert np.allclose(told.encode_passages(["审批"]), own.encode_passages(["园区的审批"]), atol=1e-5)


def test_dimension_and_normalisation(folder: Path) -> None:
    short, raw = load_encoder(f"{folder}?dimension=8"), load_encoder(f"{folder}?normalize=no")
    assert short.dimension == 8 and short.encode_passages(["审批"]).shape == (1, 8)
    assert abs(float(np.linalg.norm(short.encode_passages(["审批"]))) - 1) < 1e-5
    assert abs(float(np.linalg.norm(raw.encode_passages(["审批"]))) - 1) > 0.1
    with pytest.raises(SettingsError, match="32"):
        load_encoder(f"{folder}?dimension=64")


def test_models_do_not_mix(folder: Path, tmp_path: Path) -> None:
    _index(tmp_path, load_encoder(str(folder))).close()
    for other in ("builtin", f"{folder}?dimension=8", f"{folder}?query=的的"):
        with pytest.raises(StoreError, match="other settings"):
            EmbeddedIndex(tmp_path, load_encoder(other))


def test_another_model_in_the_same_folder_has_another_name(folder: Path, tmp_path: Path) -> None:
    import shutil

    copy = tmp_path / "model"
    shutil.copytree(folder, copy)
    before = load_encoder(str(copy)).name
    weights = next(copy.rglob("*.safetensors"))
    data = bytearray(weights.read_bytes())
    data[-4:] = b"\x00\x00\x00\x3f"
    weights.write_bytes(bytes(data))
    assert load_encoder(str(copy)).name != before


def test_an_endpoint(tmp_path: Path) -> None:
    seen: list[dict[str, Any]] = []

    def reply(path: str, body: dict[str, Any]) -> tuple[int, bytes]:
        seen.append(body)
        return embeddings(path, body)

    with serving(reply) as address:
        setting = f"{address}?model=bag&query=青：&dimension=12"
        encoder = load_encoder(setting, "a-key")
        assert encoder.dimension == 12
        index = _index(tmp_path, encoder)
        assert index.search("污水处理", 1)[0].id == "b:0-1"
        many = [f"第{i}段" for i in range(130)]
        assert encoder.encode_passages(many).shape == (130, 12)
    assert {one["_authorization"] for one in seen} == {"Bearer a-key"}
    assert seen[-3]["dimensions"] == 12 and [len(one["input"]) for one in seen[-3:]] == [64, 64, 2]
    assert any(one["input"] == ["青：污水处理"] for one in seen)
    assert "a-key" not in (tmp_path / "index.json").read_text()


def _data(vectors: list[list[float]]) -> bytes:
    return json.dumps({"data": [{"index": i, "embedding": v} for i, v in enumerate(vectors)]}).encode()


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (500, b"oops"),
        (200, b"<html>"),
        (200, b'{"data": []}'),
        (200, b'{"data": [{"index": 3, "embedding": [1.0]}]}'),
        (200, _data([[1.0], [2.0]])),
        (200, b'{"data": [{"index": 0, "embedding": []}]}'),
        (200, b"\xff\xfe"),
    ],
)
def test_an_endpoint_that_misbehaves_is_told_in_a_line(status: int, body: bytes) -> None:
    with serving(lambda path, told: (status, body)) as address, pytest.raises(ZonegraphError) as error:
        load_encoder(f"{address}?model=bag")
    assert address in str(error.value) and "\n" not in str(error.value)


def test_an_endpoint_that_is_not_there_or_not_named() -> None:
    with pytest.raises(ZonegraphError, match="cannot reach"):
        load_encoder("http://127.0.0.1:9/v1?model=bag")
    with pytest.raises(SettingsError, match=r"\?model="):
        load_encoder("http://127.0.0.1:9/v1")


def test_an_endpoint_that_hangs_is_given_up() -> None:
    from search.sentence_models import EndpointEncoder

    def slow(path: str, body: dict[str, Any]) -> tuple[int, bytes]:
        time.sleep(1.5)
        return embeddings(path, body)

    with serving(slow) as address:
        began = time.monotonic()
        with pytest.raises(ZonegraphError, match="no answer in"):
            EndpointEncoder(model_setting(f"{address}?model=bag", ("model",)), timeout=0.3)
        assert time.monotonic() - began < 1.4


def _documents(folder: Path) -> tuple[DocumentStore, list[Hit]]:
    documents = DocumentStore.open(folder / "documents.db", create=True, write=True)
    document, facts = _first()
    documents.begin()
    documents.put(entry_of(document, facts))
    documents.commit(generation="1")
    hits = [
        Hit(id=one.id, doc=one.doc, score=1.0 - 0.1 * i, parts={})
        for i, one in enumerate(indexed_passages(document, Facts()))
    ]
    return documents, hits


def test_a_cross_encoder_reorders_the_first(tmp_path: Path) -> None:
    pytest.importorskip("sentence_transformers", reason="a cross-encoder needs sentence-transformers")
    documents, hits = _documents(tmp_path)
    setting = str(cross_encoder(tmp_path))
    again = Reranker(f"{setting}?weight=5&top=3").reranked("审批手续", hits, documents)
    assert sorted(hit.id for hit in again[:3]) == sorted(hit.id for hit in hits[:3])
    assert [hit.id for hit in again[3:]] == [hit.id for hit in hits[3:]]
    assert all("reranker" in hit.parts for hit in again[:3])
    assert [hit.id for hit in Reranker(f"{setting}?weight=0").reranked("审批", hits, documents)] == [h.id for h in hits]
    with pytest.raises(SettingsError, match="nothing is downloaded"):
        Reranker(str(tmp_path / "none"))
    documents.close()


def test_a_reranking_endpoint(tmp_path: Path) -> None:
    documents, hits = _documents(tmp_path)

    def reply(path: str, body: dict[str, Any]) -> tuple[int, bytes]:
        assert path == "/v1/rerank" and body["model"] == "judge"
        wanted = np.array(bag_of_words(body["query"]))
        scores = [float(wanted @ np.array(bag_of_words(text))) for text in body["documents"]]
        results = [{"index": i, "relevance_score": score} for i, score in enumerate(scores)]
        return 200, json.dumps({"results": results[::-1]}).encode()

    with serving(reply) as address:
        again = Reranker(f"{address}?model=judge&weight=9").reranked("手续服务", hits, documents)
    text = documents.get("qy").text
    start, end = (int(x) for x in again[0].id.partition(":")[2].split("-"))
    assert "手续" in text[start:end] and again[0].id != hits[0].id
    with serving(lambda path, body: (200, b'{"results": []}')) as address, pytest.raises(ZonegraphError):
        Reranker(f"{address}?model=judge").reranked("手续", hits, documents)
    documents.close()


def test_the_reranker_is_asked_by_the_answerer(answerer: Answerer) -> None:
    asked: list[str] = []

    def reply(path: str, body: dict[str, Any]) -> tuple[int, bytes]:
        asked.append(body["query"])
        results = [{"index": i, "relevance_score": 0.0} for i in range(len(body["documents"]))]
        return 200, json.dumps({"results": results}).encode()

    with serving(reply) as address:
        second = Answerer(
            answerer._documents, answerer._graph, answerer._index, reranker=Reranker(f"{address}?model=m")
        )
        assert second.ask("青岩经开区2023年固定资产投资是多少？").answer == "54.2亿元"
    assert len(asked) == 1


def test_parts_are_switched_off_by_name() -> None:
    assert switched("") == {}
    assert switched("lexical, dense") == {"maxsim": 0.0, "expansion": 0.0, "wording": 0.0, "graph": 0.0}
    assert set(switched("lexical").keys()) | {"lexical"} == set(PARTS)
    with pytest.raises(SettingsError, match="colour"):
        switched("lexical,colour")
