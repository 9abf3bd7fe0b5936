"""Zones called after something that no table holds: 望舒经开区, 青岚高新区.

The stem before the kind is told by the document itself (it recurs before kinds behind different words) or by its
place (right behind a line's beginning, a mark or a word that names cannot begin with), and by being no ordinary word.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict

from ingest import lexicon
from ingest.mention_rules.base import Mention, mention
from ingest.mention_rules.brands import NOT_NAMES, is_brand
from ingest.tokens import Reading

KINDS = (
    "经济技术开发区|经济开发区|高新技术产业开发区|高新技术开发区|经开区|高新区|综合保税区|综保区|保税区|工业园区|产业园区|"
    "先进制造业园区|先进制造业开发区|高新技术产业园区|循环经济产业园|化工园区|现代产业园|"
    "工业集中区|产业集聚区|开发区|保税港区|出口加工区|合作区|新区|工业园|产业园|科技园"
)
KIND = re.compile(rf"(?:{KINDS})")
LEVEL = "市县区旗镇乡州盟"
LEFT = re.compile(r"[\u4e00-\u9fff]{2,5}$")
BEHIND = re.compile(
    r"[的了在是为等及和与将把被由从到向对于该各其此本我这那以全有无不也都已并又使让或个家处座片条项批第]|国家|省级|市级|县级|级$|类$|[、，]$"
)
OPEN = re.compile(
    r"(?:^|[\n。，、；：:！？“”‘’（）()《》|｜\s]|[在对由向从到与和及为将是]|走进|来到|位于|入驻|落户|获悉|记者|前往|支持|推动)$"
)
LONGEST, SHORTEST = 4, 2


def _candidates(reading: Reading) -> list[tuple[int, int, int]]:
    """(start of the Han run before a kind, start of the kind, end of the kind)."""
    found = []
    for kind in KIND.finditer(reading.text):
        left = LEFT.search(reading.text, max(0, kind.start() - LONGEST - 1), kind.start())
        if left:
            found.append((left.start(), kind.start(), kind.end()))
    return found


def _fits(stem: str, short_ok: bool = True) -> bool:
    """May it be a proper name: no word that the dictionary has, no function word in it?"""
    if stem in NOT_NAMES or BEHIND.search(stem) or KIND.search(stem):
        return False
    return is_brand(stem) or (short_ok and is_brand(stem[:2]) and len(stem) > 2)


def _opened(text: str, start: int) -> bool:
    return bool(OPEN.search(text[max(0, start - 2) : start])) or start == 0


def stems(reading: Reading, known: list[Mention]) -> frozenset[str]:
    """The stems that recur before kinds behind two different contexts, and those of zones found by other rules."""
    text = reading.text
    contexts: dict[str, set[str]] = defaultdict(set)
    counts: Counter[str] = Counter()
    for low, start, _ in _candidates(reading):
        for size in range(SHORTEST, LONGEST + 1):
            begin = start - size
            if begin < low or text[begin] in LEVEL:
                continue
            stem = text[begin:start].rstrip(LEVEL) if size > 2 else text[begin:start]
            if len(stem) < SHORTEST or not _fits(stem):
                continue
            contexts[stem].add("^" if _opened(text, begin) else text[begin - 1])
            counts[stem] += 1
    found = {
        stem
        for stem, before in contexts.items()
        if ("^" in before and len(before) >= 2 and counts[stem] >= 2)
        or len(before) >= 3
        or ("^" in before and counts[stem] >= 1 and is_brand(stem))
    }
    for zone in known:
        kind = KIND.search(zone.text)
        stem = zone.text[: kind.start()].rstrip(LEVEL) if kind and kind.end() == len(zone.text) else ""
        if SHORTEST <= len(stem) <= LONGEST and stem not in lexicon.division_by_name() and _fits(stem):
            found.add(stem)
    return frozenset(stem for stem in found if not any(other != stem and stem.endswith(other) for other in found))


def find(reading: Reading, known: list[Mention]) -> list[Mention]:
    """Stem + (county, town …) + kind wherever a stem of the document stands before a kind."""
    words = stems(reading, known)
    if not words:
        return []
    pattern = re.compile(
        f"(?:{'|'.join(sorted(map(re.escape, words), key=lambda w: (-len(w), w)))})[{LEVEL}]?(?:{KINDS})"
    )
    text = reading.text
    return [mention(text, m.start(), m.end(), "Zone") for m in pattern.finditer(text)]
