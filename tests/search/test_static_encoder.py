"""The built-in embedding: its vectors, its honesty about empty input, its agreement with sentence-transformers."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from safetensors.numpy import load_file, save_file

from kg.errors import ZonegraphError
from search.late_interaction import best_matches, max_sim
from search.static_encoder import BUILT_IN, StaticEncoder

TEXTS = [
    "青川高新区今年签约项目32个，总投资86.5亿元。",
    "有没有人替企业跑审批手续？",
    "园区组建帮办代办队伍，为落户企业提供全流程无偿代办服务。",
    "污水处理厂日处理能力五万吨。",
    "GDP增长5.3%",
    "",
    "😀！？",
    "营商环境" * 400,
]


@pytest.fixture(scope="module")
def encoder() -> StaticEncoder:
    return StaticEncoder()


@pytest.fixture(scope="module")
def vectors_of_sentence_transformers() -> np.ndarray:
    """The same folder through SentenceTransformer, network off; in a process of its own, for its import is slow."""
    code = (
        "import sys, json, numpy as np\n"
        "from sentence_transformers import SentenceTransformer\n"
        "model = SentenceTransformer(sys.argv[1], device='cpu', local_files_only=True)\n"
        "json.dump(model.encode(json.load(sys.stdin)).tolist(), sys.stdout)\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", code, str(BUILT_IN)],
        input=json.dumps(TEXTS),
        capture_output=True,
        text=True,
        check=False,
        env={"HF_HUB_OFFLINE": "1", "TRANSFORMERS_OFFLINE": "1", "PATH": "/usr/bin:/bin", "HOME": "/nonexistent"},
    )
    assert run.returncode == 0, run.stderr[-2000:]
    return np.array(json.loads(run.stdout))


def test_agrees_with_sentence_transformers(
    encoder: StaticEncoder, vectors_of_sentence_transformers: np.ndarray
) -> None:
    assert np.abs(encoder.encode_passages(TEXTS) - vectors_of_sentence_transformers).max() < 1e-4


def test_vectors_have_length_one_or_zero(encoder: StaticEncoder) -> None:
    vectors = encoder.encode_passages(TEXTS)
    assert vectors.dtype == np.float32 and vectors.shape == (len(TEXTS), encoder.dimension)
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), [1, 1, 1, 1, 1, 0, 0, 1], atol=1e-5)


@given(st.text(max_size=60))
def test_any_text_gives_a_finite_vector(text: str) -> None:
    vector = _SHARED.encode_queries([text])[0]
    assert np.isfinite(vector).all()
    assert np.linalg.norm(vector) == pytest.approx(1, abs=1e-4) or not vector.any()


def test_no_text_gives_no_vector(encoder: StaticEncoder) -> None:
    assert encoder.encode_passages([]).shape == (0, encoder.dimension)


def test_folded_and_lazy_table_agree() -> None:
    one, many = StaticEncoder(), StaticEncoder()
    np.testing.assert_allclose(one.table[many.tokens(TEXTS[0])].sum(axis=0), _sum(many, TEXTS[0]), rtol=1e-5)
    np.testing.assert_allclose(one.encode_passages(TEXTS), many.encode_passages(TEXTS), atol=1e-6)


def test_a_batch_equals_its_texts_one_by_one(encoder: StaticEncoder) -> None:
    together = encoder.encode_passages(TEXTS * 40)
    alone = np.concatenate([StaticEncoder.encode_passages(encoder, [text]) for text in TEXTS])
    np.testing.assert_allclose(together, np.tile(alone, (40, 1)), atol=1e-6)


def test_plain_words_find_the_official_ones(encoder: StaticEncoder) -> None:
    question, agency, sewage = encoder.encode_passages([TEXTS[1], TEXTS[2], TEXTS[3]])
    assert question @ agency > question @ sewage + 0.1


def test_unknown_words_weigh_nothing(encoder: StaticEncoder) -> None:
    assert encoder.row_norms[0] == 0
    np.testing.assert_allclose(encoder.row_norms, np.linalg.norm(encoder.table, axis=1), rtol=1e-4, atol=1e-7)
    lengths = np.linalg.norm(encoder.unit_rows(np.arange(50, dtype=np.int32)), axis=1)
    np.testing.assert_allclose(lengths, [0] + [1] * 49, atol=1e-5)


def test_numbers_are_one_word(encoder: StaticEncoder) -> None:
    assert encoder.words("投资12.5亿元") == encoder.words("投资３亿元") == ["投资", "0", "亿元"]


def test_fewer_dimensions_are_a_prefix(encoder: StaticEncoder) -> None:
    short = StaticEncoder(dimension=64)
    whole = encoder.encode_passages(TEXTS[:2])[:, :64]
    expected = whole / np.linalg.norm(whole, axis=1, keepdims=True)
    np.testing.assert_allclose(short.encode_passages(TEXTS[:2]), expected, atol=1e-5)


def test_the_shipped_model_is_small_and_quantised() -> None:
    assert sum(file.stat().st_size for file in BUILT_IN.rglob("*") if file.is_file()) <= 16_000_000
    tensors = load_file(BUILT_IN / "model.safetensors")
    assert tensors["embeddings"].dtype == np.int8 and tensors["weights"].dtype == np.float32


def test_runs_without_torch() -> None:
    code = (
        "import sys; from search.static_encoder import StaticEncoder; StaticEncoder().encode_queries(['园区']);"
        "sys.exit(bool({'torch', 'scipy', 'sentence_transformers'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_another_training_has_another_name(encoder: StaticEncoder, tmp_path: Path) -> None:
    shutil.copytree(BUILT_IN, tmp_path / "model")
    tensors = load_file(BUILT_IN / "model.safetensors")
    save_file(tensors | {"weights": tensors["weights"] * 2}, tmp_path / "model" / "model.safetensors")
    assert encoder.name.startswith("zonegraph-static-") and StaticEncoder().name == encoder.name
    assert StaticEncoder(tmp_path / "model").name.removeprefix("model") != encoder.name.removeprefix("zonegraph-static")


def test_a_missing_folder_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(ZonegraphError, match="cannot read") as caught:
        StaticEncoder(tmp_path / "nowhere")
    assert "\n" not in str(caught.value)


def test_an_inconsistent_model_is_refused_with_its_numbers(tmp_path: Path) -> None:
    shutil.copytree(BUILT_IN, tmp_path / "model")
    rows = {"embeddings": np.zeros((3, 4), np.int8), "weights": np.zeros(3, np.float32)}
    save_file(rows, tmp_path / "model" / "model.safetensors")
    with pytest.raises(ZonegraphError, match="3 rows"):
        StaticEncoder(tmp_path / "model")


def test_a_broken_tokenizer_is_one_line(tmp_path: Path) -> None:
    shutil.copytree(BUILT_IN, tmp_path / "model")
    (tmp_path / "model" / "tokenizer.json").write_text("{", "utf-8")
    with pytest.raises(ZonegraphError, match=r"tokenizer\.json"):
        StaticEncoder(tmp_path / "model")


@pytest.mark.parametrize("dimension", [0, 257])
def test_an_impossible_dimension_is_refused(dimension: int) -> None:
    with pytest.raises(ZonegraphError, match=str(dimension)):
        StaticEncoder(dimension=dimension)


def test_max_sim_is_one_for_the_same_words_and_zero_for_none(encoder: StaticEncoder) -> None:
    question = encoder.tokens("代办手续")
    passages = [encoder.tokens(text) for text in ("手续由园区代办", "", "玉米和小麦", "替企业办理审批")]
    same, empty, other, near = max_sim(encoder, question, passages)
    assert same == pytest.approx(1, abs=1e-4) and empty == 0
    assert same > near > other
    assert not max_sim(encoder, encoder.tokens(""), passages).any()
    assert max_sim(encoder, question, []).shape == (0,)


def test_best_matches_tell_which_word_met_which(encoder: StaticEncoder) -> None:
    [(word, match, cosine)] = best_matches(encoder, encoder.tokens("手续"), encoder.tokens("玉米 手续 小麦"))
    assert word == match and cosine == pytest.approx(1, abs=1e-4)
    assert best_matches(encoder, encoder.tokens(""), encoder.tokens("手续")) == []


def _sum(encoder: StaticEncoder, text: str) -> np.ndarray:
    vector = encoder.encode_passages([text])[0]
    lengths = encoder.table[encoder.tokens(text)].sum(axis=0)
    return np.asarray(vector * np.linalg.norm(lengths))


_SHARED = StaticEncoder()
