"""Who holds an event that is told of: 某市2024年第三次“三个一批”活动在某开发区举行。此次活动集中签约项目23个，….

What is signed, begun and finished at a city's event is the city's, though the report is one of the zone it is held in.
"""

from __future__ import annotations

import re

from ingest import zone_groups
from ingest.linking import Ref
from kg.model import Key

_EVENT = re.compile(
    r"[^，。；\n]{0,24}?(?:三个一批|集中(?:签约|开工|投产|竣工|观摩)|签约|开工|推进|招商|观摩)[^，。；\n]{0,16}?(?:活动|仪式|大会|推介会|现场会)"
)
_OF_EVENT = re.compile(
    r"此次|本次|这次|[两三四五六七八九十]个(?:开发区|园区|县区)|三个一批|集中签约|集中开工|集中投产|集中竣工|(?:签约|开工|投产|竣工)一批|\A[，；。\s]*(?:签约|开工|投产)的\d"
)
_BEFORE = re.compile(r"(?:[\s\d年月日号]|上午|下午|近日|日前|当天|昨日|今天|由)*")


def host(text: str, start: int, end: int, refs: list[Ref]) -> tuple[bool, Key | None]:
    """Whether a sentence tells of an event, and the city or province that holds it (with the zones of it: all of them).

    None for an event of a zone's own.
    """
    told = _EVENT.search(text, start, end)
    if told is None:
        return False, None
    for r in refs:
        clause = max(text.rfind(mark, start, r.start) for mark in "，；：。") + 1 or start
        if not _BEFORE.fullmatch(text, max(clause, start), r.start):
            continue
        held = _EVENT.match(text, r.end, end)
        if held is None:
            continue
        zones = [x for x in refs if r.end <= x.start < held.end() and x.key.startswith("Zone/") and "（" not in x.key]
        zoned = any(text[x.start : x.end] != "开发区" for x in zones)
        if r.key.startswith("Region/") and not zoned:
            group = zone_groups.key_of(r.key.partition("/")[2]) if "开发区" in held.group() else None
            return True, group or r.key
        return True, None
    return False, None


def of_event(words: str) -> bool:
    """Whether words tell of what is done at an event: 此次活动签约项目, 开工一批."""
    return _OF_EVENT.search(words) is not None
