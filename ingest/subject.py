"""What an article is about: the zone, else the city, that its headline and lead name and its text names most.

Names are told by their shape: the class words of zones and divisions that `seeds/lexicon` lists, with the characters
before them as far as they recur.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from ingest.lexicon import division_at_end, division_by_name, zone_kinds

HAN = "\u4e00-\u9fff"
LONGEST = 14
"""Characters looked at before a class word."""
CUT = re.compile(
    f"[^{HAN}（）·]|[的了在是为与和及对从向由于将被把让给等该各本我全区内外]|走进|围绕|推动|支持|位于|地处|推进|来到|今年|去年|年|月|日|记者|获悉|近日|日前|据|以来|举行|召开|通报|公布|印发|[厅局]"
)
ZONES = ("开发区", "经开区", "高新区", "示范区", "保税区", "综保区", "新区", "试验区", "自贸区")
"""Zones proper, which hold parks."""
STOP_NAMES = frozenset(
    {"国家级", "省级", "市级", "县级", "区级", "工业类", "各类", "自贸", "现代", "新型", "特色", "重点"}
)


@lru_cache(maxsize=1)
def _zone_words() -> re.Pattern[str]:
    words = {
        w for kind in zone_kinds() for w in (kind.text, *kind.abbreviations) if len(w) >= 2 and w[-1] in "区园谷城港"
    }
    words |= {"开发区", "经开区", "高新区", "示范区", "产业园区", "工业园区", "综保区", "保税区", "新区"}
    return re.compile("|".join(sorted(map(re.escape, words), key=lambda w: (-len(w), w))))


def zone_names(text: str) -> list[str]:
    """Zone names in a short text, in order, each with what stands before its class word back to a word boundary."""
    names: list[str] = []
    for found in _zone_words().finditer(text):
        before = text[max(0, found.start() - LONGEST) : found.start()]
        cuts = [cut.end() for cut in CUT.finditer(before)]
        prefix = before[cuts[-1] if cuts else 0 :]
        if len(prefix) >= 2 and prefix not in STOP_NAMES:
            names.append(prefix + found.group())
    return names


def subject(title: str, text: str) -> str | None:
    """The main zone of an article, else its main city or county, else None."""
    lead = f"{title}。{text[:400]}"
    counts = Counter(zone_names(f"{title}。{text}"))
    if counts:
        merged: Counter[str] = Counter()
        for name, count in counts.items():
            # 某市某某开发区 also counts for 某某开发区: the shorter form that recurs is the name in use.
            for other in counts:
                if name.endswith(other):
                    merged[other] += count
        regions = _regions(f"{title}。{text}")
        province = _province(title)
        if province and len(counts) > 1 and not any(name in title for name in merged):
            return province  # its own round-up, in which one zone or other is told of more
        weight = {name: merged[name] * _stress(name, title, lead) for name in merged}
        weight |= {name: 0.8 * count * _stress(name, title, lead) for name, count in regions.items()}
        return max(weight, key=lambda name: (weight[name], len(name), name))
    regions = _regions(f"{title}。{text}")
    return max(regions, key=lambda name: (regions[name] * _stress(name, title, lead), name)) if regions else None


def _province(title: str) -> str | None:
    """The province that a headline names: 某省商务厅通报…."""
    names = re.findall(f"[{HAN}]{{2,3}}[省市]|[{HAN}]{{2,6}}自治区", title)
    found = (division_at_end(name, ("province",)) for name in names)
    return next((one.name for one in found if one is not None), None)


def _stress(name: str, title: str, lead: str) -> float:
    """How much more a name counts for where it stands and for its shape: a zone named after a place is a full name."""
    stress = (3.0 if name in lead else 1.0) * (2.0 if name in title else 1.0)
    placed = any(name[:length] in division_by_name() for length in (2, 3, 4))
    return stress * (1.5 if placed else 1.0) * (2.0 if name.endswith(ZONES) else 1.0)


def _regions(text: str) -> Counter[str]:
    """Cities and counties by how often they are named in full."""
    counts: Counter[str] = Counter()
    divisions = division_by_name()
    for found in re.finditer(f"[{HAN}]{{2,5}}?(?:[市县州盟省]|自治区)", text):
        name = found.group()
        for start in range(len(name) - 2):
            division = divisions.get(name[start:])
            if division is not None:
                counts[division.name] += 1
                break
    return counts
