"""The index on disk: found, gone, opened again, refused when it does not fit."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from kg.errors import StoreError
from search import vectors
from search.encoders import Encoder, WordEncoder
from search.index import EmbeddedIndex, IndexedPassage
from search.lsa import LatentSemanticEncoder

TEXTS = {
    "a:0-1": "青岩经开区推行全代办，替企业跑完审批手续。",
    "a:1-2": "白鹭高新区的综合保税仓库建成投用。",
    "b:0-1": "园区的污水处理厂每天能处理五万吨。",
    "b:1-2": "技工学校与机床厂合办订单班，培养数控工人。",
}


def _passages() -> list[IndexedPassage]:
    return [IndexedPassage(id=id_, doc=id_[0], text=text, context="2024年 综述") for id_, text in TEXTS.items()]


def _built(folder: Path, encoder: Encoder) -> EmbeddedIndex:
    index = EmbeddedIndex(folder, encoder, write=True)
    index.add(_passages())
    index.commit()
    return index


def test_finds_by_words_and_by_meaning(tmp_path: Path, encoder: Encoder) -> None:
    index = _built(tmp_path, encoder)
    assert index.search("全代办", 1)[0].id == "a:0-1"
    assert index.search("学校教出来的技术工人", 1)[0].id == "b:1-2"
    assert set(index.search("全代办", 1)[0].parts) >= {"lexical", "dense", "maxsim"}


def test_opened_again_it_answers_the_same(tmp_path: Path, encoder: Encoder) -> None:
    before = _built(tmp_path, encoder).search("保税仓库", 4)
    assert EmbeddedIndex(tmp_path, encoder).search("保税仓库", 4) == before


def test_a_deleted_document_is_gone(tmp_path: Path, encoder: Encoder) -> None:
    index = _built(tmp_path, encoder)
    index.delete(["a", "unknown"])
    index.commit()
    assert len(index) == 2
    assert {hit.doc for hit in EmbeddedIndex(tmp_path, encoder).search("全代办 园区", 10)} == {"b"}


def test_what_was_not_committed_is_not_there(tmp_path: Path, encoder: Encoder) -> None:
    _built(tmp_path, encoder)
    writing = EmbeddedIndex(tmp_path, encoder, write=True)
    writing.add([IndexedPassage(id="c:0-1", doc="c", text="新修的公路通车")])
    writing.close()
    assert len(EmbeddedIndex(tmp_path, encoder)) == 4


def test_no_index(tmp_path: Path, encoder: Encoder) -> None:
    with pytest.raises(StoreError, match="no index"):
        EmbeddedIndex(tmp_path / "none", encoder)


def test_another_encoder_is_refused(tmp_path: Path, encoder: Encoder) -> None:
    _built(tmp_path, encoder)
    with pytest.raises(StoreError, match="lsa"):
        EmbeddedIndex(tmp_path, LatentSemanticEncoder())


@pytest.mark.parametrize(
    "damaged",
    ["index.json", "rows.array", "vectors.array", "ids.array", "tokens.array", "token_ends.array", "docs.json"],
)
def test_a_damaged_file_is_told(tmp_path: Path, encoder: Encoder, damaged: str) -> None:
    _built(tmp_path, encoder).close()
    name = json.loads((tmp_path / "index.json").read_text())["segments"][0]["name"]
    (tmp_path / (damaged if damaged == "index.json" else f"{name}.{damaged}")).write_bytes(b"\x00not this")
    with pytest.raises(StoreError) as error:
        EmbeddedIndex(tmp_path, encoder)
    assert "\n" not in str(error.value)


def test_parts_that_differ_are_told(tmp_path: Path, encoder: Encoder) -> None:
    index = _built(tmp_path, encoder)
    index.delete(["a"])
    index._lexical.commit()
    with pytest.raises(StoreError, match="passages 4"):
        EmbeddedIndex(tmp_path, encoder)


def test_each_part_can_be_switched_off(tmp_path: Path, encoder: Encoder) -> None:
    index = _built(tmp_path, encoder)
    only_words = index.search("手续", 4, weights={"dense": 0, "maxsim": 0})
    assert only_words[0].id == "a:0-1"
    assert "maxsim" not in only_words[0].parts


def test_the_wording_of_the_question_decides_between_passages_of_the_same_words(
    tmp_path: Path, encoder: Encoder
) -> None:
    texts = ["松岭园区建成仓库，另有配送中心在冷链产业带。", "松岭园区建成冷链仓库，另有配送中心在产业带。"]
    index = EmbeddedIndex(tmp_path, encoder, write=True)
    index.add([IndexedPassage(id=str(i), doc=str(i), text=text) for i, text in enumerate(texts)])
    index.commit()
    first, second = index.search("松岭的冷链仓库建成了吗", 2)
    assert first.id == "1" and first.parts["wording"] > second.parts["wording"]
    assert "wording" not in index.search("冷链仓库", 2, weights={"wording": 0})[0].parts


def test_latent_semantics_are_kept_with_the_index(tmp_path: Path) -> None:
    before = _built(tmp_path, LatentSemanticEncoder(8)).search("全代办 手续", 2)
    after = EmbeddedIndex(tmp_path, LatentSemanticEncoder(8)).search("全代办 手续", 2)
    assert before == after
    assert before[0].id == "a:0-1"


def test_summed_words_are_the_encoder_s_vectors(encoder: Encoder) -> None:
    assert isinstance(encoder, WordEncoder)
    texts = [*TEXTS.values(), ""]
    assert np.allclose(encoder.vectors_of(encoder.tokens_of(texts)), encoder.encode_passages(texts), atol=1e-5)


def test_the_words_of_some_rows(tmp_path: Path, encoder: Encoder) -> None:
    index = _built(tmp_path, encoder)
    held = index._lexical.bodies([1, 3, 99])
    assert [row for row, _ in held] == [1, 3] and "保税" in held[0][1].split(" ")
    assert held == [one for one in index._lexical.bodies() if one[0] in (1, 3)]


def _many(doc: str, count: int) -> list[IndexedPassage]:
    return [IndexedPassage(id=f"{doc}:{i}-{i + 1}", doc=doc, text=f"{doc}镇的第{i}座仓库") for i in range(count)]


def test_reports_are_added_without_writing_the_others_again(tmp_path: Path, encoder: Encoder) -> None:
    with_many = EmbeddedIndex(tmp_path, encoder, write=True)
    with_many.add(_many("柏", 40))
    with_many.commit()
    first = next(tmp_path.glob("segment-1-0.vectors.array")).stat()
    for doc, count in (("松木", 4), ("竹山", 4), ("梅林", 12), ("槐树", 3)):
        index = EmbeddedIndex(tmp_path, encoder, write=True)
        index.add(_many(doc, count))
        index.commit()
        index.close()
    assert [segment["count"] for segment in EmbeddedIndex(tmp_path, encoder).segments] == [40, 20, 3]
    assert next(tmp_path.glob("segment-1-0.vectors.array")).stat() == first
    again = EmbeddedIndex(tmp_path, encoder)
    assert len(again) == 63 and len(list(tmp_path.glob("*.docs.json"))) == 3
    assert [again.search(doc, 1)[0].doc for doc in ("松木", "竹山", "梅林", "槐树")] == ["松木", "竹山", "梅林", "槐树"]


def test_what_was_deleted_is_written_out_in_time(tmp_path: Path, encoder: Encoder) -> None:
    index = EmbeddedIndex(tmp_path, encoder, write=True)
    for doc in ("柏", "松", "槐", "榆"):
        index.add(_many(doc, 10))
    index.commit()
    index.delete(["槐"])
    index.commit()
    assert len(index) == 30 and index.segments[0]["count"] == 40 and list(tmp_path.glob("deleted-*"))
    assert {hit.doc for hit in EmbeddedIndex(tmp_path, encoder).search("镇的仓库", 40)} == {"柏", "松", "榆"}
    index.delete(["松"])
    index.add(_many("松", 2))
    index.commit()
    assert len(index) == 22 and [s["count"] for s in index.segments] == [20, 2] and not list(tmp_path.glob("deleted-*"))
    assert {hit.doc for hit in EmbeddedIndex(tmp_path, encoder).search("镇的仓库", 40)} == {"柏", "松", "榆"}


def test_neighbours_among_many_are_found_as_often_as_was_measured(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vectors, "EXACT", 3000)
    chance = np.random.default_rng(5)
    centres = chance.normal(size=(40, 32))
    held = (centres[chance.integers(0, 40, 4000)] + 0.4 * chance.normal(size=(4000, 32))).astype(np.float32)
    held /= np.linalg.norm(held, axis=1, keepdims=True)
    told = vectors.Neighbours.build(held, tmp_path / "n.faiss")
    assert told is not None and told["recall"] >= vectors.RECALL
    none = np.zeros(0, dtype=np.int64)
    exact, near = (
        vectors.Neighbours(held, tmp_path / "none", None),
        vectors.Neighbours(held, tmp_path / "n.faiss", told),
    )
    found = [
        len(set(exact.search(q, 10, none)[0].tolist()) & set(near.search(q, 10, none)[0].tolist())) for q in held[:100]
    ]
    assert sum(found) >= 0.93 * 1000
    places, scores = near.search(held[7], 5, none)
    assert places[0] == 7 and np.allclose(scores, held[places] @ held[7], atol=1e-6)
    assert 7 not in near.search(held[7], 5, np.array([7]))[0]
    assert len(exact.search(held[7], 5000, np.array([7]))[0]) == 3999
    assert vectors.Neighbours.build(held[:100], tmp_path / "few.faiss") is None
    with pytest.raises(ValueError, match="missing"):
        vectors.Neighbours(held, tmp_path / "gone.faiss", told)
