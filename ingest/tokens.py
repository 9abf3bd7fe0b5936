"""A text with its words, parts of speech and dictionary hits: what every mention rule reads."""

from __future__ import annotations

from functools import lru_cache

from ingest import lexicon
from ingest.matching import Hit, Matcher
from ingest.segmenter import segmenter
from ingest.words import BOUNDARY_VERBS, STOP_TAGS, word_set

NAME_PUNCTUATION = "·."
NAME_VERBS = word_set(
    """
    建设 投资 发展 服务 生产 制造 销售 运营 开发 合作 联合 创新 融合 管理 应用 出口 进口 供应 研发 控股 设计 加工
    检测 安装
    """
)
"""Words that end a phrase elsewhere but belong to the legal names of companies."""


@lru_cache(maxsize=1)
def matcher() -> Matcher:
    """One dictionary of all tables; the kind of a hit is the table's name."""
    entries: list[tuple[str, str, str]] = []
    for name, division in sorted(lexicon.division_by_name().items()):
        entries.append((name, "place", division.name))
    for kind, suffixes in (
        ("zone", lexicon.zone_kinds()), ("organization", lexicon.organizations()), ("facility", lexicon.facilities()),
        ("fund", lexicon.funds()), ("event", lexicon.events()),
    ):  # fmt: skip
        entries += [(suffix.text, kind, suffix.kind) for suffix in suffixes]
    entries += [(suffix.text, f"company_{suffix.kind}", suffix.kind) for suffix in lexicon.company_suffixes()]
    for kind, vocabulary in (
        ("industry", "industries"), ("policy", "policies"), ("title", "titles"), ("technology", "technologies"),
    ):  # fmt: skip
        entries += [(name, kind, label) for name, label in lexicon.label_of(vocabulary).items()]
    entries += [(post, "post", post) for post in lexicon.posts()]
    return Matcher(entries)


class Reading:
    """The words of one text. Positions are characters of `text`; tags are jieba's."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.words: list[str] = []
        self.tags: list[str] = []
        self.starts: list[int] = []
        self.token_of: list[int] = []
        position = 0
        for index, (word, tag) in enumerate(segmenter().tag(text)):
            self.words.append(word)
            self.tags.append(tag)
            self.starts.append(position)
            self.token_of.extend([index] * len(word))
            position += len(word)
        self.token_of.append(len(self.words))
        self.starts.append(position)
        self.hits = matcher().find(text)
        self._at: dict[str, dict[int, list[Hit]]] = {}
        self.places: dict[int, Hit] = {}
        for hit in self.hits.get("place", ()):
            if self.is_start(hit.start) and text[hit.start : hit.end] not in BOUNDARY_VERBS:  # 新建 is a district too
                self.places[hit.start] = hit

    def of(self, kind: str) -> list[Hit]:
        """The dictionary hits of one table, by start."""
        return self.hits.get(kind, [])

    def hits_at(self, kind: str, position: int) -> list[Hit]:
        """The dictionary hits of one table that begin at a position."""
        index = self._at.get(kind)
        if index is None:
            index = self._at[kind] = {}
            for hit in self.of(kind):
                index.setdefault(hit.start, []).append(hit)
        return index.get(position, [])

    def is_start(self, position: int) -> bool:
        """Does a word begin here?"""
        return self.starts[self.token_of[position]] == position

    def tag_at(self, position: int) -> str:
        """The part of speech of the word at a position; '' past the end."""
        return self.tags[self.token_of[position]] if position < len(self.text) else ""

    def word_at(self, position: int) -> str:
        """The word at a position; '' past the end."""
        return self.words[self.token_of[position]] if position < len(self.text) else ""

    def stops(self, token: int) -> bool:
        """Is this word one that no name contains?"""
        word, tag = self.words[token], self.tags[token]
        first = word[0]
        if not (first.isalnum() or first in NAME_PUNCTUATION):
            return True
        if word in BOUNDARY_VERBS or (len(word) == 4 and word[2:] in BOUNDARY_VERBS):
            return True
        return tag in STOP_TAGS and not (len(word) > 1 and tag == "d")

    def nominal_start(self, end: int, limit: int = 20, soft: tuple[str, ...] = ("m", "t", "q", "mq", "v", "f")) -> int:
        """Where the run of name-like words that ends at `end` begins, at most `limit` characters to the left.

        A word whose tag is in `soft` ends the run too.
        """
        start = end
        while start > 0 and end - start < limit:
            token = self.token_of[start - 1]
            begin = self.starts[token]
            if self.stops(token) or self.tags[token] in soft:
                break
            start = begin
        return start

    def place_start(self, low: int, high: int) -> int | None:
        """The first place name that begins in [low, high)."""
        for position in range(low, high):
            if position in self.places:
                return position
        return None


@lru_cache(maxsize=4)
def read(text: str) -> Reading:
    """The reading of a text; the last few are kept, since several steps of one document need it."""
    return Reading(text)
