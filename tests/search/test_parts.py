"""Fusion, thesaurus, coverage, encoders, queries."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from kg.errors import SettingsError
from kg.iris import Iris
from search.coverage import Coverage, Sense, Term, WordSimilarity
from search.encoders import Encoder, load_encoder
from search.model_setting import model_setting
from search.query import relation_query
from search.ranking import fuse, standardised
from search.sentence_models import local_source
from search.thesaurus import Thesaurus
from search.wording import asked_pairs, shared_wording


def test_standardised() -> None:
    scores = standardised(np.array([1, 2, 3], dtype=np.float32))
    assert abs(float(scores.mean())) < 1e-6 and abs(float(scores.std()) - 1) < 1e-6
    assert not standardised(np.ones(3, dtype=np.float32)).any()


def test_a_part_without_weight_counts_nothing() -> None:
    parts = {"a": np.array([0, 1], dtype=np.float32), "b": np.array([1, 0], dtype=np.float32)}
    assert fuse(parts, {"a": 1.0}).argmax() == 1
    assert fuse(parts, {"b": 1.0}).argmax() == 0


def test_pairs_stand_between_stop_words() -> None:
    assert asked_pairs("青岩的 5G 基站有多少？") == ("青岩", "5", "g", "基站")
    assert asked_pairs("怎么办？") == ()


def test_wording_is_shared_pair_by_pair() -> None:
    none, half, whole = shared_wording("冷链仓库", ["标准 厂房", "冷链 车间", "冷链 仓库"]).tolist()
    assert none == 0 < half < 1 / 3  # 冷链 stands in two texts, 链仓 and 仓库 in one
    assert whole == pytest.approx(1.0)
    assert shared_wording("的", ["冷链"]).tolist() == [0] and shared_wording("冷链", []).size == 0


def test_plain_words_mean_a_policy(encoder: Encoder) -> None:
    found = Thesaurus(encoder).meanings("有没有人替企业跑手续")
    assert "全代办" in [meaning.label for meaning in found]
    assert Thesaurus(encoder).meanings("how many") == []


def test_the_thesaurus_is_kept(tmp_path: Path, encoder: Encoder) -> None:
    Thesaurus(encoder).save(tmp_path)
    kept, made = Thesaurus(encoder, tmp_path), Thesaurus(encoder)
    text = "买到地马上能动工吗"
    assert [m.label for m in kept.meanings(text)] == [m.label for m in made.meanings(text)]
    (tmp_path / "concepts.json").write_text("{")
    assert [m.label for m in Thesaurus(encoder, tmp_path).meanings(text)] == [m.label for m in made.meanings(text)]


def test_a_form_is_covered_whole_or_by_its_parts(encoder: Encoder) -> None:
    terms = [Term(text=form, forms=(form,), weight=1, strict=True) for form in ("固定资产", "税收", "5g")]
    coverage = Coverage(terms, WordSimilarity(encoder), "", [Sense(("全程代办",), 0.5)])
    view = coverage.view("固定资产投资，固定电话，5G，代办")
    assert view.of().tolist()[:3] == [1, 0, 1]
    assert view.of(0, 6).tolist()[:3] == [1, 0, 0]
    partly = view.each([(7, 11), (1, 4), (15, 17)])
    assert 0 < partly[0][0] < partly[1][0] < 1 and not partly[2][:3].any()
    assert 0 < partly[2][3] < 0.5 and not partly[0][3]


def _coverage(encoder: Encoder) -> Coverage:
    terms = [
        Term(
            text="青岩经开区",
            forms=("青岩经开区", "青岩经济技术开发区"),
            weight=2,
            strict=True,
            keys=("Zone/青岩经开区",),
        ),
        Term(text="审批", forms=("审批",), weight=2),
    ]
    return Coverage(terms, WordSimilarity(encoder), "青岩经开区审批", [Sense(("全代办",), 1.0)])


def test_a_name_is_covered_by_its_forms_and_mentions_only(encoder: Encoder) -> None:
    coverage = _coverage(encoder)
    assert coverage.view("青岩经济技术开发区").of()[0] == 1
    assert coverage.view("白鹭经开区").of()[0] < 1
    text = "该区简化手续"
    assert coverage.view(text).of()[0] == 0
    assert coverage.view(text, {"Zone/青岩经开区": [(0, 2)]}).of()[0] == 1


def test_a_word_is_covered_by_its_like(encoder: Encoder) -> None:
    coverage = _coverage(encoder)
    assert 0 < coverage.view("简化手续").of()[1] < 1
    assert coverage.view("天气晴好").of()[1] == 0


def test_the_sense_counts_beside_the_words(encoder: Encoder) -> None:
    coverage = _coverage(encoder)
    assert coverage.share(coverage.view("全代办").of()) > 0.5
    assert coverage.share(coverage.view("全代办").of(), coverage.strict) == 0


def test_an_absent_model_is_told(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="nothing is downloaded"):
        load_encoder(str(tmp_path / "no-such-model"))


@pytest.mark.parametrize("name", ["owner/model", "model"])
def test_a_model_is_looked_for_in_the_caches_first(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No library that takes seconds to import is asked for a model that is nowhere."""
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_CACHE", str(tmp_path))
    told = model_setting(name, ())
    with pytest.raises(SettingsError, match="nothing is downloaded"):
        local_source(told)
    owner = "owner" if "/" in name else "sentence-transformers"
    (tmp_path / f"models--{owner}--model").mkdir()
    assert local_source(told) == name


def test_names_are_escaped_in_queries() -> None:
    query = relation_query('Zone/a> } DROP ALL <"', "located_in", True, Iris())
    assert "DROP ALL <" not in query and "zg:locatedIn" in query
