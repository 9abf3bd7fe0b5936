"""The recipe of the embedding, on a corpus of a few invented sentences."""

from __future__ import annotations

import gzip
import json
import math
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("torch", reason="the recipe needs torch")

from search.static_encoder import StaticEncoder
from search.training.__main__ import token_ids, token_pairs
from search.training.contrastive import TokenPair, train
from search.training.evaluate import Task, bm25, cut, figures, fused, harder, ranks
from search.training.export import export, quantise
from search.training.ppmi import co_occurrence, factorise, positive_information, smooth
from search.training.sources import Concept, Pair, Sources, Text, concept_pairs, passage_pairs, read_sources
from search.training.vocabulary import build_tokenizer, choose, count_words, subwords

CORPUS = [
    Text("gov", "园区为企业代办审批手续，企业不用跑腿。"),
    Text("gov", "污水处理厂建成投运，出水水质达标，管网改造完成。"),
    Text("law", "企业应当依法办理审批手续。"),
    Text("law", "排放污水应当达到水质标准。"),
] * 8
PAIRS = [
    Pair("authored", "谁帮企业跑手续", "园区代办审批"),
    Pair("authored", "废水怎么处理", "污水处理厂建成"),
    Pair("authored", "水干净吗", "出水水质达标"),
] * 12


@pytest.fixture(scope="module")
def counted() -> list[tuple[str, float]]:
    return choose(count_words(CORPUS, ["代办审批", "污水处理", "不在文中"]), 14_000)


def test_the_vocabulary_holds_words_characters_and_the_terms_that_occur(counted: list[tuple[str, float]]) -> None:
    words = [word for word, _ in counted]
    assert words[0] == "<unk>" and len(words) == len(set(words)) == 14_000
    assert {"污水处理", "手续", "0", "代办审批", "水"} <= set(words)
    assert "不在文中" not in words
    assert all(math.isfinite(score) and score <= 0 for _, score in counted)


def test_the_tokenizer_cuts_whole_words_and_hides_numbers(counted: list[tuple[str, float]]) -> None:
    tokens = build_tokenizer(counted).encode("污水处理１２.５万吨，手续!").tokens
    assert tokens[:2] == ["污水处理", "0"] and tokens[-1] == "手续"


def test_subwords() -> None:
    assert subwords("全代办") == ["全", "代", "办", "全代", "代办"]
    assert subwords("水") == ["水"] and subwords("gdp") == []


def test_words_in_the_same_company_come_out_alike() -> None:
    # 1 and 2 share their neighbours 3 and 4; 5 keeps to 6
    texts = [np.array(ids, dtype=np.int32) for ids in ([1, 3, 4], [2, 3, 4], [5, 6, 7], [6, 5, 7]) for _ in range(30)]
    counts = co_occurrence(texts, 8, subsample=1.0)
    assert (counts != counts.T).nnz == 0
    vectors = smooth(factorise(positive_information(counts), 4), np.full(8, 10**6), ["<unk>", *"甲乙丙丁戊己庚"])
    assert vectors[1] @ vectors[2] > vectors[1] @ vectors[5] + 0.3
    np.testing.assert_allclose(np.linalg.norm(vectors[1:], axis=1), 1, atol=1e-4)


def test_texts_do_not_mix_in_co_occurrence() -> None:
    texts = [np.array([1, 2], dtype=np.int32), np.array([3, 4], dtype=np.int32)] * 20
    counts = co_occurrence(texts, 5, subsample=1.0).toarray()
    assert counts[1, 2] > 0 and counts[2, 3] == 0


def test_a_rare_word_is_drawn_to_its_characters() -> None:
    words = ["<unk>", "代", "办", "代办"]
    vectors = np.array([[0, 0], [1, 0], [1, 0], [0, 1]], dtype=np.float32)
    smoothed = smooth(vectors, np.array([0, 10**6, 10**6, 1]), words)
    assert smoothed[3, 0] > smoothed[3, 1] > 0


def test_training_draws_pairs_together_and_is_reproducible(counted: list[tuple[str, float]]) -> None:
    tokenizer, words = build_tokenizer(counted), [word for word, _ in counted]
    first = np.random.default_rng(0).standard_normal((len(words), 256)).astype(np.float32) / 16
    shares = np.full(len(words), 1e-4, dtype=np.float32)
    pairs = token_pairs(tokenizer, PAIRS)
    quiet: list[str] = []
    tables = [train(first, shares, words, pairs, seed=1, epochs=8, say=quiet.append) for _ in range(2)]
    np.testing.assert_array_equal(tables[0], tables[1])
    assert not tables[0][0].any()
    assert _mean_cosine(tables[0], pairs) > _mean_cosine(first, pairs) + 0.1


def test_pairs_number_equal_texts_alike_and_drop_empty_sides(counted: list[tuple[str, float]]) -> None:
    pairs = token_pairs(
        build_tokenizer(counted), [Pair("a", "手续", "审批"), Pair("a", "审批", "！"), Pair("a", "审批", "手续")]
    )
    assert [pair.same for pair in pairs] == [(0, 1), (1, 0)]


def test_export_reads_back(counted: list[tuple[str, float]], tmp_path: Path) -> None:
    table = np.random.default_rng(0).standard_normal((len(counted), 32)).astype(np.float32)
    table[0] = 0
    rows, scales = quantise(table)
    assert np.abs(rows * scales[:, None] - table).max() <= np.abs(table).max() / 254 * 1.01
    tokenizer = build_tokenizer(counted)
    export(table, tokenizer, tmp_path)
    encoder = StaticEncoder(tmp_path)
    assert encoder.dimension == 32
    np.testing.assert_array_equal(encoder.tokens("企业代办手续"), token_ids(tokenizer, ["企业代办手续"])[0])
    before = (tmp_path / "model.safetensors").read_bytes()
    export(table, tokenizer, tmp_path)
    assert (tmp_path / "model.safetensors").read_bytes() == before


def test_sources_take_the_thesaurus_where_it_exists(tmp_path: Path) -> None:
    for name, lines in (
        ("corpus", [{"s": "gov", "x": "推行帮跑腿制度。"}]),
        ("pairs", [{"s": "cow", "q": "甲", "p": "乙"}]),
    ):
        with gzip.open(tmp_path / f"{name}.jsonl.gz", "wt", encoding="utf-8") as file:
            file.writelines(json.dumps(line) + "\n" for line in lines)
    (tmp_path / "paraphrase_groups.txt").write_text("# 说明\n投产 | 开始生产\n", "utf-8")
    without = read_sources(tmp_path, tmp_path / "nowhere")
    assert isinstance(without, Sources) and {"投产", "开始生产"} == set(without.terms)
    assert {pair.source for pair in without.pairs} == {"cow", "questions"}
    table = "id\tlabel\talt\tdefinition\task\nx\t帮跑腿\t跑腿制;代跑\t有人替企业去办事。\t谁去办;要自己跑吗\n"
    (tmp_path / "policies.tsv").write_text(table, "utf-8")
    with_it = read_sources(tmp_path, tmp_path)
    asked = [(pair.query, pair.passage) for pair in with_it.pairs if pair.source == "lexicon"]
    assert ("谁去办", "有人替企业去办事。") in asked and ("代跑", "帮跑腿") in asked
    assert "帮跑腿" in with_it.terms


def test_concept_pairs_and_real_passages() -> None:
    concept = Concept(("帮跑腿",), ("谁去办",), "")
    assert concept_pairs([concept]) == [Pair("lexicon", "谁去办", "帮跑腿")]
    texts = [Text("gov", f"第{i}个园区推行帮跑腿服务，" + "企业满意，" * 8) for i in range(20)]
    pairs = passage_pairs([concept], texts)
    assert len(pairs) == 6 and {pair.query for pair in pairs} == {"谁去办"}
    assert {"帮跑腿" in pair.passage for pair in pairs} == {True, False}
    assert pairs == passage_pairs([concept], texts)


def test_ranks_count_ties_half() -> None:
    score = np.array([[3, 2, 2, 1]], dtype=np.float32)
    assert ranks(score, [[0]])[0] == 1 and ranks(score, [[1]])[0] == 2.5 and ranks(score, [[3, 0]])[0] == 1
    assert figures(np.array([1, 4, 20], dtype=np.float32))["MRR"] == pytest.approx((1 + 0.25) / 3)


def test_bm25_prefers_the_rare_word_and_the_short_passage() -> None:
    score = bm25(["污水处理厂", "企业办理手续", "企业缴纳税款，企业招聘员工，企业办理业务"], ["企业手续"])[0]
    assert score[1] > score[2] > score[0] == 0
    assert fused([score[None]], [1.0]).mean() == pytest.approx(0, abs=1e-6)


def test_harder_deletes_the_shared_rare_words() -> None:
    task = Task("x_dev", ["玉米亩产多少", "小麦"], ["玉米的亩产呢"], [[0]], [False])
    assert harder(task).questions == ["的呢"]


def test_cut_keeps_every_character_and_whole_sentences() -> None:
    text = "".join(f"这是第{i}句话，说的是一件没有什么要紧的小事。" for i in range(40))
    passages = cut(text)
    assert "".join(passages) == text and all(p.endswith("。") and len(p) <= 250 for p in passages)


def _mean_cosine(table: np.ndarray, pairs: list[TokenPair]) -> float:
    def unit(ids: np.ndarray) -> np.ndarray:
        vector = table[ids].sum(axis=0)
        return np.asarray(vector / np.linalg.norm(vector))

    return float(np.mean([unit(pair.query) @ unit(pair.passage) for pair in pairs]))
