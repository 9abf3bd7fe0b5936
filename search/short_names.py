"""Zones called by their own part alone, as people call them: 清岩 for 清岩经开区, wherever no other name stands."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from weakref import WeakKeyDictionary

from kg.documents import DocumentStore
from kg.entries import NameHit
from kg.model import Key
from search.places import divisions
from seeds import LEXICON

_LONGEST = 5
_MOST = 2
"""Zones that one such part may mean; a part of more names is no name of one of them."""
_GENERAL = re.compile(
    r"国际|国家|[东西南北中][部郊区]|城[东西南北]|临[港空海江]|空港|[陆海]港|新[城区型]|生态|循环|绿色|现代|综合|先进|创新|智[能慧造]|数字|"
    r"科[技创]|海洋|滨[海江河]|沿[海江边]|农业|工业|产业|化工|经济|技术|制造|高新|高端|示范|物流|保税|出口|自[贸由]|跨境|边境|合作|开发|"
    r"装备|材料|能源|医药|电子|信息|食品|文化|旅游|[省市县区镇乡业级]$|[厅局委会]$|协作|人才|隔壁|^[一二三四五六七八九十两全各本该我第]"
)
"""What is part of many names of zones, and tells none."""

_kept: WeakKeyDictionary[DocumentStore, tuple[int, Mapping[str, tuple[Key, ...]]]] = WeakKeyDictionary()


def short_names(text: str, documents: DocumentStore) -> list[NameHit]:
    """The places where `text` calls a zone of the store by its own part, from left to right."""
    known = _known(documents)
    found = []
    for start in range(len(text)):
        for size in range(min(_LONGEST, len(text) - start), 1, -1):
            keys = known.get(text[start : start + size])
            if keys:
                found += [NameHit(start, start + size, text[start : start + size], key, 1) for key in keys]
                break
    return found


def _known(documents: DocumentStore) -> Mapping[str, tuple[Key, ...]]:
    generation = documents.generation
    kept = _kept.get(documents)
    if kept is None or kept[0] != generation:
        kept = _kept[documents] = generation, _read(documents)
    return kept[1]


def _read(documents: DocumentStore) -> dict[str, tuple[Key, ...]]:
    told: dict[str, set[Key]] = {}
    for form, key in documents.forms("Zone"):
        own = own_part(form)
        if own:
            told.setdefault(own, set()).add(key)
    return {own: tuple(sorted(keys)) for own, keys in told.items() if len(keys) <= _MOST}


_KIND = re.compile(
    r"(?:先进制造业|循环经济|现代农业|农业)?(?:经济技术开发区|经济开发区|高新技术(?:产业)?(?:开发区|园区)|经开区|高新区|综合保税区|综保区|"
    r"保税区|(?:产业|工业|化工)园区?|智造新城|示范区|开发区)$"
)
"""Kinds of zones that are called so; what goes before 基地 or 科技城 is more often their trade."""


@lru_cache(maxsize=1)
def _trades() -> frozenset[str]:
    """The words of trades, products and techniques, of which a zone's own name is not made."""
    found: set[str] = set()
    for name in ("industries.tsv", "product_words.tsv", "technologies.tsv"):
        path = LEXICON / name
        lines = path.read_text(encoding="utf-8").splitlines()[1:] if path.is_file() else []
        found |= {word for line in lines if line[:1] not in ("", "#") for word in re.split(r"[\t;；、]", line)}
    return frozenset(word for word in found if len(word) >= 2)


def own_part(name: str) -> str:
    """A zone's name without the division before it and its kind: 清岩 of 玉州市清岩经济技术开发区; empty where none."""
    own = _KIND.sub("", name)
    if own == name:
        return ""
    for size in range(min(6, len(own) - 2), 1, -1):
        if own[:size] in divisions():
            own = own[size:]
            break
    trade = any(own[a:b] in _trades() for a in range(len(own)) for b in range(a + 2, len(own) + 1))
    named = 2 <= len(own) <= _LONGEST and re.fullmatch("[一-鿿]+", own) and own not in divisions()
    return own if named and not trade and not _GENERAL.search(own) else ""
