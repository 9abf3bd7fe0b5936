"""Industries that a document speaks of, and those whose words only stand inside the names of other things.

光伏 in 光伏级石英砂, 纺织 in 纺织订单 and 陶瓷 in 陶瓷滤波器 tell what a product is made for or of; 光伏产业, 光伏企业,
风电、光伏 and 光伏增长12% speak of the industry. A name all of whose places are of the first sort is no industry of the
document, except where it tells the industry of a project.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate

from ingest.tokens import Reading, read
from kg.model import Entity, Key, Observation, Project, Relation

OF_FIELD = re.compile(
    r"(?:全产业链|产业|行业|领域|板块|赛道|集群|链|工业|专业镇|企业|公司|龙头|项目|园区|方面|上下游|环节|方向|基地|业务?(?!主)|"
    r"[一二三四五六七八九十两\d]+(?:大|个|类|条)|总?产值|增加值|营业?收入|营收|应税销售|销售收入|投资|产能|增速|同比|占比?)"
)
"""What follows an industry that is spoken of as one."""
WHOLE = re.compile(r"(?:产业|行业|制造业|加工业|服务业|业|链|集群|经济)$")
"""Names that say themselves that they are industries."""
SECTOR = re.compile(r"Industry/第[一二三]产业")
"""Sectors of the national accounts: every place has figures of them, none is an industry of a zone."""
LISTED = re.compile("[、和及与]")
NOUNS = ("n", "b", "j", "s", "vn", "l", "i", "g", "a", "eng")
"""Parts of speech (by their first letters) of a word to the right that takes the industry's for its own modifier."""


def _bound(reading: Reading, start: int, end: int) -> bool:
    """Is the industry at `start`..`end` no more than a part of the name of something else?"""
    text = reading.text
    if WHOLE.search(text, start, end) or OF_FIELD.match(text, end):
        return False
    if end >= len(text):
        return False
    if not reading.is_start(end) or text[end] in "级用型":
        return True
    tag = reading.tag_at(end)
    return tag.startswith(NOUNS) and tag != "ad"


def passing(text: str, entities: tuple[Entity, ...], projects: tuple[Project, ...]) -> set[Key]:
    """The keys of the industries that are only parts of other names and that no project is of."""
    reading = read(text)
    told = {project.industry for project in projects}
    spans = sorted((m.start, m.end) for e in entities if e.type != "Industry" for m in e.mentions)
    starts, ends = [start for start, _ in spans], list(accumulate((end for _, end in spans), max))

    def within(start: int, end: int) -> bool:
        at = bisect_right(starts, start)
        return at > 0 and ends[at - 1] >= end

    found: set[Key] = set()
    for entity in entities:
        if entity.type != "Industry" or not entity.mentions:
            continue
        if SECTOR.fullmatch(entity.key):
            found.add(entity.key)
        elif entity.key in told:
            continue
        elif all(within(m.start, m.end) or _bound(reading, m.start, m.end) for m in entity.mentions):
            found.add(entity.key)
    return found


def _listed(text: str, start: int, end: int) -> bool:
    """Does it stand in a list?"""
    return LISTED.match(text, end) is not None or LISTED.match(text, max(start - 1, 0)) is not None


def unrelated(
    text: str, entities: tuple[Entity, ...], observations: list[Observation], relations: list[Relation]
) -> set[Key]:
    """The keys of the products that are named once in passing: nobody makes or uses them, and no figure is of them."""
    held = {o.subject for o in observations} | {key for r in relations for key in (r.subject, r.object)}
    return {
        entity.key
        for entity in entities
        if entity.type == "Technology"
        and entity.key not in held
        and len(entity.mentions) == 1
        and not _listed(text, entity.mentions[0].start, entity.mentions[0].end)
    }
