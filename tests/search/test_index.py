"""The index on disk: found, gone, opened again, refused when it does not fit."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from kg.errors import StoreError
from search.encoders import Encoder, WordEncoder
from search.index import EmbeddedIndex, IndexedPassage, _summed
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


@pytest.mark.parametrize("damaged", ["index.json", "vectors", "passages", "tokens"])
def test_a_damaged_file_is_told(tmp_path: Path, encoder: Encoder, damaged: str) -> None:
    _built(tmp_path, encoder).close()
    name = damaged if damaged == "index.json" else json.loads((tmp_path / "index.json").read_text())[damaged]
    (tmp_path / name).write_bytes(b"\x00not this")
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


def test_latent_semantics_are_kept_with_the_index(tmp_path: Path) -> None:
    before = _built(tmp_path, LatentSemanticEncoder(8)).search("全代办 手续", 2)
    after = EmbeddedIndex(tmp_path, LatentSemanticEncoder(8)).search("全代办 手续", 2)
    assert before == after
    assert before[0].id == "a:0-1"


def test_summed_words_are_the_encoder_s_vectors(encoder: Encoder) -> None:
    assert isinstance(encoder, WordEncoder)
    texts = [*TEXTS.values(), ""]
    assert np.allclose(_summed(encoder, encoder.tokens_of(texts)), encoder.encode_passages(texts), atol=1e-5)
