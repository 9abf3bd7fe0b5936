"""The vocabulary and its tokenizer: words that serialise, cut without Python.

A Unigram tokenizer over whole words with their log probabilities finds the likeliest cut, as jieba's graph does
(without its hidden Markov model), and saves as one JSON file. Numbers become the one word 0: exact figures and
rare names are the lexical index's business.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path

import jieba
import rjieba
from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers

from search.training.sources import Text

UNKNOWN = "<unk>"
WEIGHT = {"gov": 8, "authored": 8}
"""How often a source's text counts, in the vocabulary and in co-occurrence; others once. Ours is the reports' world,
and the law alone is four fifths of the characters."""

_DICTIONARY_TOKENS = 3_000_000  # jieba's own frequencies, scaled to a corpus of this size
_COMPOUND_PMI, _COMPOUND_COUNT = 4.5, 12  # neighbours that count as one word: association (nats), occurrences
_LONGEST_TERM = 6
_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]+")
_LATIN = re.compile(r"[^\W\d_]+")
_LATIN_COUNT = 8


def normalizer() -> normalizers.Normalizer:
    """NFKC, lower case, numbers to ` 0 `, all that is neither letter nor 0 to a space."""
    return normalizers.Sequence(
        [
            normalizers.NFKC(),
            normalizers.Lowercase(),
            normalizers.Replace(Regex(r"\p{N}+([.,]\p{N}+)*"), " 0 "),
            normalizers.Replace(Regex(r"[^\p{L}0]+"), " "),
        ]
    )


def count_words(corpus: Iterable[Text], terms: Iterable[str]) -> Counter[str]:
    """Weighted counts of words: jieba's cut of the corpus, jieba's own frequencies, compounds, all characters."""
    form = normalizer()
    cut = rjieba.Jieba()
    counts: Counter[str] = Counter()
    neighbours: Counter[tuple[str, str]] = Counter()
    ours: Counter[str] = Counter()
    written: list[str] = []
    for text in corpus:
        weight = WEIGHT.get(text.source, 1)
        normal = form.normalize_str(text.text)
        words = cut.cut(normal, False)
        for word in words:
            counts[word] += weight
        if weight > 1:
            written.append(normal)
            ours.update(words)
            neighbours.update(pairwise(words))
    counts.update(_dictionary())
    total = sum(ours.values())
    for (left, right), n in neighbours.items():
        association = math.log(n * total / (ours[left] * ours[right]))
        if n >= _COMPOUND_COUNT and association > _COMPOUND_PMI and len(left + right) <= _LONGEST_TERM:
            counts[left + right] += 8 * n
    together = "\n".join(written)
    for term in terms:
        normal = form.normalize_str(term).strip()
        if 2 <= len(normal) <= _LONGEST_TERM and (n := together.count(normal)):
            counts[normal] = max(counts[normal], 8 * n)
    kept = Counter(
        {
            word: n
            for word, n in counts.items()
            if _HAN.fullmatch(word) or (_LATIN.fullmatch(word) and len(word) > 1 and n >= _LATIN_COUNT)
        }
    )
    for character in _characters(counts):
        kept[character] += 1
    kept["0"] = counts["0"] or 1
    return kept


def _dictionary() -> Counter[str]:
    """jieba's dictionary, frequencies scaled to `_DICTIONARY_TOKENS` tokens."""
    lines = (Path(jieba.__file__).parent / "dict.txt").read_text("utf-8").splitlines()
    entries = [line.split() for line in lines]
    frequencies = {entry[0].lower(): int(entry[1]) for entry in entries if len(entry) >= 2}
    scale = _DICTIONARY_TOKENS / sum(frequencies.values())
    return Counter({word: round(n * scale) for word, n in frequencies.items() if n * scale >= 0.5})


def _characters(counts: Counter[str]) -> list[str]:
    """Every Han character of a counted word, and of the GB 2312 set: no ordinary text has an unknown one."""
    used = {c for word in counts for c in word}
    codes = (bytes((high, low)) for high in range(0xB0, 0xF8) for low in range(0xA1, 0xFF))
    standard = {code.decode("gb2312", "ignore") for code in codes}
    return sorted(c for c in used | standard if _HAN.fullmatch(c))


def choose(counts: Counter[str], size: int) -> list[tuple[str, float]]:
    """The `size` most frequent words (all single characters among them) with log probabilities; row 0 is unknown."""
    single = [word for word in counts if len(word) == 1]
    longer = sorted((word for word in counts if len(word) > 1), key=lambda word: (-counts[word], word))
    chosen = sorted(single + longer[: size - 1 - len(single)], key=lambda word: (-counts[word], word))
    total = sum(counts[word] for word in chosen)
    return [(UNKNOWN, 0.0)] + [(word, round(math.log(max(counts[word], 0.5) / total), 2)) for word in chosen]


def build_tokenizer(vocabulary: list[tuple[str, float]]) -> Tokenizer:
    """A Unigram tokenizer over `vocabulary`; runs of Han characters are cut apart from everything else."""
    tokenizer = Tokenizer(models.Unigram(vocabulary, unk_id=0, byte_fallback=False))
    tokenizer.normalizer = normalizer()
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [pre_tokenizers.WhitespaceSplit(), pre_tokenizers.Split(Regex(r"\p{Han}+"), "isolated")]
    )
    return tokenizer


def subwords(word: str) -> list[str]:
    """Characters and pairs of neighbouring characters of a Han word; of any other word nothing."""
    if not _HAN.fullmatch(word):
        return []
    return list(word) + [word[i : i + 2] for i in range(len(word) - 1)] if len(word) > 1 else [word]
