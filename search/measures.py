"""Whether a question names a measure of the graph: 签约了多少个项目 names 签约项目数, 固投 names 固定资产投资.

Strict on purpose: what is reckoned or ranked must be just the measure asked for, so each word of the measure must stand
in the question, and no word of the question that carries content may be left over.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

import msgspec

from kg.variants import simplified
from kg.vocabulary import shipped
from search import segment
from search.idle_words import BESIDE_MEASURES
from search.question import content_words

_NOISE = re.compile(
    r"[^\w%]|的|了|(?<![一-鿿])在(?![建册库谈手岗园孵产研售校职线])|(?:到底|究竟|大概|一共|总共|合计|累计|全年|当年|完成额?|实现|达到|达(?!州|标)|(?<!公)共(?![同享建性振识服])|分别|各自?)"
)
_ASKED = re.compile(
    r"(?:是|为|有|完成|达到)?(?:多少|百分之几|几|多大|多高)(?:个百分点|(?:[十百千]?[亿万]|人民币|美)?元|亿|倍|"
    r"[个家户项名人次件条种座所支天年万吨亩][次数]?|平方米|公里|百分比)?|什么水平|怎么样|怎样|如何|哪[个家些一]+(?:省份?(?!级)|地市|市(?![场值民级])|县(?!级)|地方|地区)?|谁|吗|呢|呀"
)
_DONE = re.compile(r"^(?:地方|铺开|实施|推进|开展|组织|承担|谋划|安排|共有|现有|拥有|已有|全区|全市|新增|当年)")
"""What is done with the things counted, or whose they are, which a question need not say."""
_SIGNED = re.compile(r"签(?:下|订|署|成|了)(?:来)?(?:的|了)?(?=\s|项目|总投资|$)")
"""Everyday words for 签约."""
_FAST = re.compile(
    r"(?:增长?|上涨|涨)(?:速度|幅度|得)?(?:更|最|较|比较)?[快慢](?!速|车|递)|增长率|增长速度|增长幅度|增幅"
)
"""Ways to ask for a rate of growth."""
_GROWTH_AIM = re.compile(r"增长(?=(?:的?(?:预期|预计|计划))?目标)")
"""经济增长目标 is that of the rate of growth."""
_SUFFIX = re.compile(r"(?:数量?|个数|总数|额|总额|量|值|情况)$")


def written(text: str) -> str:
    """The same with names of statistics as people shorten them: 规上企业 are 规模以上工业企业, 增长快 is of 增速."""
    text = text.replace("规模以上", "规上").replace("限额以上", "限上")
    return _GROWTH_AIM.sub("增速", _FAST.sub("增速", text.replace("规上企业", "规上工业企业")))


class Asked(msgspec.Struct, frozen=True):
    """The part of a question in which a measure is named: `plain` joined, `words` what carries content in it."""

    plain: str
    words: tuple[str, ...]


def asked_measure(text: str, names: Sequence[str] = (), drop: Sequence[str] = ()) -> Asked:
    """What a question says of its measure: without the things (`names`), the times (`drop`) and the question words."""
    folded = written(segment.fold(text))
    for name in sorted({*names, *drop}, key=len, reverse=True):
        folded = folded.replace(segment.fold(name), " ")
    folded = _SIGNED.sub("签约", _ASKED.sub(" ", folded))
    return Asked(_NOISE.sub("", folded), content_words(folded))


@lru_cache(maxsize=1)
def _aliases() -> dict[str, tuple[str, ...]]:
    """Name of an indicator in the graph → all its names."""
    return {
        concept.label: (concept.label, *concept.alt) for concept in shipped().concepts if concept.kind == "Indicator"
    }


@lru_cache(maxsize=8192)
def _forms(name: str) -> tuple[tuple[str, float], ...]:
    """Ways to write a measure's name, each with what it is worth."""
    plain = _NOISE.sub("", written(segment.fold(simplified(name))))
    forms = {plain: 1.0}
    short = _SUFFIX.sub("", plain)
    if len(short) >= 3:
        forms.setdefault(short, 0.95)
    bare = _DONE.sub("", plain)
    if bare != plain and len(bare) >= 4:
        forms.setdefault(bare, 0.9)
    for form, worth in list(forms.items()):
        bare = re.sub(r"项目(?=[一-鿿]{2})", "", form)
        if len(bare) >= 4:
            forms.setdefault(bare, worth - 0.1)
    return tuple(forms.items())


def _held(form: str, plain: str) -> bool:
    if form in plain:
        return True
    pairs = [form[i : i + 2] for i in range(len(form) - 1)]
    return len(form) >= 4 and all(pair in plain for pair in pairs)


def named(asked: Asked, label: str, name: str) -> float:
    """How well a figure's own label, or any name of its indicator, is the measure asked for; 0 where it is not."""
    best = 0.0
    for way in (label, *_aliases().get(name, (name,))):
        for form, worth in _forms(way):
            if len(form) < 2 or worth <= best or not _held(form, asked.plain):
                continue
            whole = _NOISE.sub("", written(segment.fold(way)))
            left = (word for word in asked.words if _NOISE.sub("", word) not in whole and not _within(word, whole))
            if all(idle(word) for word in left):
                best = worth
    return best


def idle(word: str) -> bool:
    """Whether a word may stand beside a measure without naming anything: 变化趋势, made of two such, may too."""
    if word in BESIDE_MEASURES or word.isdigit():
        return True
    return any(word[:i] in BESIDE_MEASURES and word[i:] in BESIDE_MEASURES for i in range(2, len(word) - 1))


def _within(word: str, whole: str) -> bool:
    """Whether a word is made of words of the measure: 总投资额 of 总投资."""
    short = _SUFFIX.sub("", word)
    return len(short) >= 2 and short in whole


class MeasureBook:
    """The names of a store's indicators, found by the first two characters of any of their forms."""

    def __init__(self, names: Sequence[str]) -> None:
        self._by_pair: dict[str, list[str]] = {}
        for name in names:
            for pair in {form[:2] for way in _aliases().get(name, (name,)) for form, _ in _forms(way)}:
                self._by_pair.setdefault(pair, []).append(name)

    def named(self, asked: Asked) -> list[str]:
        """The indicators that a question names, in order."""
        plain = asked.plain
        pairs = dict.fromkeys(plain[i : i + 2] for i in range(len(plain) - 1))
        found = dict.fromkeys(name for pair in pairs for name in self._by_pair.get(pair, ()))
        return sorted(name for name in found if named(asked, name, name) > 0)
