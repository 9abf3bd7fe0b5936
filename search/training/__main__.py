"""`python -m search.training --data FOLDER --out FOLDER`: the whole recipe, some ten minutes on one core."""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from search.static_encoder import Ids
from search.training.contrastive import TokenPair, train
from search.training.export import export
from search.training.ppmi import co_occurrence, factorise, positive_information, smooth
from search.training.sources import Pair, read_sources
from search.training.vocabulary import WEIGHT, build_tokenizer, choose, count_words


def token_ids(tokenizer: Tokenizer, texts: Sequence[str]) -> list[Ids]:
    """Each text's words as rows of the table, unknown ones left out."""
    ids = [np.asarray(encoding.ids, dtype=np.int32) for encoding in tokenizer.encode_batch_fast(list(texts))]
    return [i[i > 0] for i in ids]


def token_pairs(tokenizer: Tokenizer, pairs: Sequence[Pair]) -> list[TokenPair]:
    """Pairs as rows of the table, without those of which a side is empty; equal texts get one number."""
    numbers: dict[str, int] = {}
    same = [tuple(numbers.setdefault(text, len(numbers)) for text in (p.query, p.passage)) for p in pairs]
    ids = token_ids(tokenizer, list(numbers))
    return [
        TokenPair(pair.source, ids[query], ids[passage], (query, passage))
        for pair, (query, passage) in zip(pairs, same, strict=True)
        if len(ids[query]) and len(ids[passage])
    ]


def main() -> None:
    """Read, count, factorise, train, average, write; one line about each step."""
    parser = argparse.ArgumentParser(prog="python -m search.training", description="训练内置词向量 / train the model")
    parser.add_argument("--data", type=Path, required=True, help="语料文件夹 / folder with corpus.jsonl.gz and so on")
    parser.add_argument("--lexicon", type=Path, default=Path("seeds/lexicon"), help="词表 / thesaurus tables, optional")
    parser.add_argument("--out", type=Path, default=Path("search/model"), help="模型写到 / folder to write")
    parser.add_argument("--words", type=int, default=48_000, help="词数 / size of the vocabulary")
    parser.add_argument("--dimension", type=int, default=256, help="维数 / dimension")
    parser.add_argument("--epochs", type=int, default=2, help="轮数 / epochs")
    parser.add_argument("--seeds", type=int, default=3, help="平均几次训练 / trainings to average")
    options = parser.parse_args()
    began = time.perf_counter()

    def say(message: str) -> None:
        print(f"{time.perf_counter() - began:7.1f} s  {message}", flush=True)

    sources = read_sources(options.data, options.lexicon)
    say(f"{len(sources.corpus)} texts, {len(sources.pairs)} pairs, {len(sources.terms)} terms")
    vocabulary = choose(count_words(sources.corpus, sources.terms), options.words)
    tokenizer = build_tokenizer(vocabulary)
    words = [word for word, _ in vocabulary]
    say(f"{len(words)} words, {sum(len(word) == 1 for word in words)} of one character")
    texts = token_ids(tokenizer, [text.text for text in sources.corpus])
    counts = np.bincount(np.concatenate(texts), minlength=len(words))
    company = [ids for ids, text in zip(texts, sources.corpus, strict=True) for _ in range(WEIGHT.get(text.source, 1))]
    matrix = positive_information(co_occurrence(company, len(words)))
    say(f"{counts.sum()} words of text, {matrix.nnz} pairs of words that attract each other")
    first = smooth(factorise(matrix, options.dimension), counts, words)
    say("first vectors from co-occurrence")
    shares = (counts / counts.sum()).astype(np.float32)
    pairs = token_pairs(tokenizer, sources.pairs)
    tables = [train(first, shares, words, pairs, seed=s, epochs=options.epochs, say=say) for s in range(options.seeds)]
    export(np.mean(tables, axis=0, dtype=np.float32), tokenizer, options.out)
    size = sum(file.stat().st_size for file in options.out.rglob("*") if file.is_file())
    say(f"{options.out}: {size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
