"""Which link of a chain a name speaks of: 某某光伏组件生产基地项目 is of the link 光伏组件.

A Chinese name has its head at the end, so a link's name counts where only common words (生产, 基地, 项目, 有限公司…)
follow it: 玻璃纤维项目 is no glass, 液压支架 is no hydraulics. A list (甲、乙和丙项目) has a head in each part.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

_PARTS = re.compile(r"[、，,；;：:和与及/／+＋“”\"《》〈〉\s]+")
_BRACKETS = re.compile(r"[（(\[【〔][^（）()\[\]【】〔〕]*[）)\]】〕]")

# What may follow the head of a name without changing what it is about.
_COMMON = re.compile(
    "(?:"
    "(?:第?[一二三四五六七八九十\\d]+|首)(?:期|阶段|标段)|"
    "项目|工程|基地|总部|生产线|产线|生产|制造|加工|研发|销售|建设|开发|应用|推广|示范|总装|组装|智造|"
    "扩建|新建|改建|改扩建|技改|技术改造|改造|升级|提升|提质|搬迁|迁建|扩能|扩产|增产|扩产能|"
    "产业化|一体化|综合利用|循环利用|资源化|深加工|精深加工|配套|智能化|数字化|自动化|标准化|规模化|"
    "智能|数字|自动|绿色|低碳|循环|高端|先进|精密|特种|新型|现代|"
    "产业集群|产业链|产业|集群|行业|制造业|加工业|工业|企业|产品|系列|"
    "产业园|工业园|示范园|园区|园|集聚区|示范区|示范镇|专业镇|片区|小镇|区|中心|平台|车间|工厂|厂区|厂|"
    "股份有限公司|有限责任公司|有限公司|股份|公司|集团|科技|技术|实业|发展"
    ")*"
)
_LONGEST_PART = 60  # characters; a name with a longer part is no name


class NameMatcher:
    """Finds links by name. `terms` gives for each place (a link's IRI, say) the names by which it goes.

    A name of several places tells nothing and is left out; so are names of one character.
    """

    def __init__(self, terms: Mapping[str, Iterable[str]]) -> None:
        where: dict[str, set[str]] = {}
        for place, names in terms.items():
            for name in names:
                if len(name) > 1:
                    where.setdefault(_fold(name), set()).add(place)
        self._where = {name: next(iter(places)) for name, places in where.items() if len(places) == 1}
        self._longest = max(map(len, self._where), default=0)

    @property
    def names(self) -> tuple[str, ...]:
        """All names that tell a place, folded to lower case, sorted."""
        return tuple(sorted(self._where))

    def places(self, name: str) -> tuple[str, ...]:
        """The places that `name` speaks of, in the order in which it names them."""
        folded = _fold(name)
        if (exact := self._where.get(folded)) is not None:
            return (exact,)
        found = (self._head(part, ends) for part, ends in _parts(folded))
        return tuple(dict.fromkeys(place for place in found if place is not None))

    def _head(self, part: str, ends: tuple[int, ...]) -> str | None:
        """The place of the name that ends at one of `ends` and begins first."""
        best: tuple[int, int] | None = None
        for end in ends:
            for start in range(max(0, end - self._longest), end - 1):
                if best is not None and start >= best[0]:
                    break
                if part[start:end] in self._where and _whole_words(part, start, end):
                    best = (start, end)
                    break
        return None if best is None else self._where[part[slice(*best)]]


def _fold(name: str) -> str:
    return name.strip().casefold()


@lru_cache(maxsize=65536)
def _parts(folded: str) -> tuple[tuple[str, tuple[int, ...]], ...]:
    """The parts of a name, each with the places where its head may end: only common words follow."""
    parts = []
    for part in _PARTS.split(_BRACKETS.sub("", folded)):
        if 1 < len(part) <= _LONGEST_PART:
            ends = tuple(end for end in range(len(part), 1, -1) if _COMMON.fullmatch(part, end))
            parts.append((part, ends))
    return tuple(parts)


def _whole_words(text: str, start: int, end: int) -> bool:
    """Whether the cut does not go through a word of Latin letters or a number."""
    return not (_joined(text, start) or _joined(text, end))


def _joined(text: str, at: int) -> bool:
    return 0 < at < len(text) and all(one.isascii() and one.isalnum() for one in text[at - 1 : at + 1])
