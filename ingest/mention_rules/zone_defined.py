"""Zones that a report says how it will call: 临海港新材料产业园（以下简称临海新材园）, and their short names.

The definition shows what is a zone whatever its kind, and where its name begins: the characters of the short name
stand in the full one in their order. A report also shortens without saying so; a string that opens with the same two
characters as a full name, ends as zones do and holds only characters of it in their order is that zone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from ingest import lexicon
from ingest.mention_rules.base import Mention, mention
from ingest.tokens import Reading

HAN = "\u4e00-\u9fff"
END = "[园区城港谷]"
DEFINED = re.compile(
    rf"[（(](?:以下(?:简称|统称|称)|下称|简称|又称)(?:为|作)?[“：:‘]*(?P<short>[{HAN}]{{1,9}}{END})[”’]?(?:[，、或和][^（）()]{{0,20}})?[）)]"
)
FULL = re.compile(rf"[{HAN}（）()·—-]{{4,26}}$")
NO_ZONE = re.compile(
    r"(?:小|社|校|院|库|灾|景|矿|林|牧|灌|湖|街|厂|市|县|城|辖|郊|山|地|选|片|作业|保护|生活|服务|居住|办公|核心|起步|启动|拓展|一|二|三|四|东|西|南|北|中)区$"
    r"|(?:校|公|乐|家|花|果|动物|植物|幼儿|森林|湿地|陵|菜|茶|庄)园$|(?:县|商|古|老|京|都|进|全|长|同|影视|美食|家居|建材|汽配|商贸)城$|(?:山|峡|河|硅)谷$|(?:海|渔|香)港$"
)
"""Words with the last characters of zones that name none by themselves."""
SHORTEST, LONGEST_CUT = 4, 5
LEAST_FULL = 7
"""Characters of a short form, of what stands in it behind its first two, and of a full name that one cuts short."""
COMMON = re.compile(
    r"(?:本|我|该)?(?:园区|开发区|经开区|高新区|示范区|新区|产业园|园|区|综保区|合作区|试验区|集聚区|集中区|港区|新城|工业园|工业区|合作园|科技城)$"
)


def abbreviates(short: str, full: str) -> bool:
    """Do the characters of `short` stand in `full` in their order?"""
    rest = iter(full)
    return all(character in rest for character in short)


@lru_cache(maxsize=1)
def _kinds() -> tuple[str, ...]:
    """The kinds of zones that the table knows, with their short words: what ends so has rules of its own."""
    return tuple(sorted({w for kind in lexicon.zone_kinds() for w in (kind.text, *kind.abbreviations) if len(w) > 1}))


def is_cut(short: str, full: str) -> bool:
    """Is `short` a full name with characters left out: of its own kind, or of one that the table does not hold?"""
    if len(full) < LEAST_FULL or len(full) - len(short) < 2 or short[:2] != full[:2]:
        return False
    return abbreviates(short, full) and (not short.endswith(_kinds()) or _same_kind(short, full))


def _same_kind(short: str, full: str) -> bool:
    """Do both differ only by a kind and its short word in the table?"""
    kinds = (kind for kind in lexicon.zone_kinds() if full.endswith(kind.text))
    return any(short == full[: -len(kind.text)] + word for kind in kinds for word in kind.abbreviations)


def _start(reading: Reading, end: int, short: str, known: dict[int, int]) -> int | None:
    """Where the full name that ends at `end` begins; None where no name can stand there."""
    text = reading.text
    run = FULL.search(text, max(0, end - 26), end)
    if run is None:
        return None
    low = run.start()
    start = known.get(end, end)
    if start == end:
        start = max(low, reading.nominal_start(end, 18, soft=("m", "t", "q", "mq", "v")))
    common = COMMON.fullmatch(short) is not None
    while start > low and not common and not abbreviates(short, text[start:end]):
        start -= 1
    return start if end - start >= 4 and (common or abbreviates(short, text[start:end])) else None


def find(reading: Reading, known: Sequence[Mention]) -> list[Mention]:
    """Full names that a report defines a short form of, that form wherever it stands, and cuts of full names."""
    text = reading.text
    ends = {one.end: one.start for one in known}
    found: list[Mention] = []
    fulls = {one.text for one in known}
    for m in DEFINED.finditer(text):
        short = m["short"]
        if NO_ZONE.search(short) or short in lexicon.division_by_name() or text[m.start() - 1] not in "园区城港谷":
            continue
        start = _start(reading, m.start(), short, ends)
        if start is None or text[start : m.start()] in lexicon.division_by_name():
            continue
        full = text[start : m.start()]
        fulls.add(full)
        forms = [full] if COMMON.fullmatch(short) else [full, short]
        for form in forms:
            found += [mention(text, at.start(), at.end(), "Zone") for at in re.finditer(re.escape(form), text)]
    return found + _cuts(text, fulls)


def _cuts(text: str, fulls: set[str]) -> list[Mention]:
    found = []
    for full in sorted(fulls):
        if len(full) < LEAST_FULL:
            continue
        for at in re.finditer(rf"{re.escape(full[:2])}[{HAN}]{{1,{LONGEST_CUT}}}?{END}(?!{END})", text):
            form = at.group()
            if len(form) >= SHORTEST and not full.startswith(form) and is_cut(form, full) and not NO_ZONE.search(form):
                found.append(mention(text, at.start(), at.end(), "Zone"))
    return found
