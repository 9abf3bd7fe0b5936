"""The segmenter of the extraction: jieba's dictionary with the kinds of zone, office and fund, and the divisions.

Without them it cuts through names: 经开区 is no word of that dictionary, and 望舒经开区 became 望 + 舒经 + 开区.
"""

from __future__ import annotations

from functools import lru_cache

import rjieba

from ingest import lexicon

KIND, PLACE, VERB = (3000, "n"), (1000, "ns"), (3000, "v")
"""Frequency and part of speech; frequencies like those of words that the dictionary has."""
STUCK = "卡在"
"""3个项目卡在用地报批: without it the dictionary reads 项目卡, a card."""


@lru_cache(maxsize=1)
def segmenter() -> rjieba.Jieba:
    """One segmenter for the process; the words are added in the order of the tables."""
    jieba = rjieba.Jieba()
    jieba.add_word(STUCK, *VERB)
    for kind in lexicon.zone_kinds():
        for word in (kind.text, *kind.abbreviations):
            if 3 <= len(word) <= 6 and not jieba.has_word(word):
                jieba.add_word(word, *KIND)
    for kind in (*lexicon.organizations(), *lexicon.funds()):
        if 3 <= len(kind.text) <= 6 and not jieba.has_word(kind.text):
            jieba.add_word(kind.text, *KIND)
    for division in lexicon.divisions():
        if len(division.name) >= 3 and not jieba.has_word(division.name):
            jieba.add_word(division.name, *PLACE)
    return jieba
