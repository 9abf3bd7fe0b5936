"""Projects that a text tells of without naming them: 甲公司一期车间里…。这个项目总投资12亿元…，是全省首个…项目.

The name is put together from the text's own words: the company spoken of, the phase, and what the project
is said to be.
"""

from __future__ import annotations

import re

from ingest.linking import Ref
from ingest.mention_rules.firms import LEGAL_TAIL
from ingest.phrases import sentences
from ingest.project_hit import Hit
from kg.model import Article, Project

THIS = re.compile(r"(?:这个|这一|该)项目(?=总投资|计划(?:总)?投资|投资|于|占地|由|[，]?(?:19|20)\d\d年)")
SAID_TO_BE = re.compile(r"(?:首个|首座|首条|第一个|唯一(?:一个)?的?|最大的?)$")
PHASE = re.compile(r"[一二三四]期")
MONEY = re.compile(r"投资[^，。；]{0,6}\d")
INVESTS = re.compile(
    r"(?:将|拟|计划|再|又|已|独资|率先|先后|也|还|分别|追加|总|一期|二期|[，]计划|[，])*"
    r"(?:投资|斥资|增资|耗资|砸下)(?:约|近|超|逾)?\d[\d.]*[万亿](?:元|美元|欧元)"
)
MAKES = re.compile(
    r"年(?:产|处理|加工)(?P<made>[\d.]+[^，。；、]{2,16}|[\u4e00-\u9fffA-Za-z]{2,10}[\d.]+[万亿]?[^，。；、\d]{1,3})"
)
BUILDS = re.compile(
    r"(?:建设|新建|扩建|兴建|布局|打造|生产)(?:的|了)?(?P<built>(?!的)[\u4e00-\u9fffA-Za-z0-9]{3,18}?)(?=[，。；]|项目)"
)
NEXT_PHASE = re.compile(
    r"(?:^|[，。；：\n]|元的)(?P<phase>[二三]期)(?:项目|工程)?"
    r"(?=[^，。；\n]{0,14}(?:开工|动工|在建|储备|做环评|前期|开建))"
)
IN_PHASES = re.compile(r"分[两二三四多\d]+(?:期|个阶段)")
_ANAPHOR = re.compile(
    r"(?:该|本|这个|这一)项目|这个[^，。；]{2,28}?的项目(?!数)|(?<=[。”])项目(?=总投资|占地|建成|达产|投产|于|计划|设计)"
)
_COUNTED = re.compile(r"(?:不少于|不低于|达到?|共|有|为|累计|完成|约|超过?)*\d+个")
"""新开工项目96个: so many of a sort, not a project of that name."""
REACH = 160
"""Characters before 这个项目 in which its company stands."""


def unnamed(text: str, article: Article, refs: list[Ref], hits: list[Hit]) -> list[Hit]:
    """Hits for 这个项目 and 该项目 where no project is named before them in their paragraph, but a company is."""
    found: list[Hit] = []
    for start, end in sentences(text, article.start, article.end):
        for this in THIS.finditer(text, start, end):
            low = max(article.start, this.start() - REACH)
            if text[low : this.start()].strip():
                low = max(
                    low, text.rfind("\n", 0, this.start() if text[low : this.start()][-1] != "\n" else start - 1) + 1
                )
            if any(low <= h.start < this.start() for h in [*hits, *found]):
                continue
            last = max((h.end for h in hits if article.start <= h.start < this.start()), default=None)
            if (
                last is not None
                and this.start() - last < 2 * REACH
                and not any(r.key.startswith("Company/") and last <= r.start < this.start() for r in refs)
            ):
                continue  # the one that the paragraph before named, and of no other firm since
            firms = [r for r in refs if r.key.startswith("Company/") and low <= r.start and r.end <= this.start()]
            said = [h for h in hits if this.end() <= h.start < end and SAID_TO_BE.search(text[h.start - 5 : h.start])]
            if not firms or not (said or MONEY.search(text, this.start(), end)):
                continue
            firm = firms[-1]
            phase = PHASE.search(text, firm.end, this.start())
            owner = LEGAL_TAIL.sub("", firm.key.partition("/")[2])
            name = owner + (phase.group() if phase else "") + (said[0].name if said else "项目")
            zones = [r for r in refs if r.key.startswith("Zone/") and low <= r.start and r.end <= this.start()]
            zone = zones[-1].key if zones else None
            found.append(Hit(this.start(), this.end(), name, (start, end), composed=True, owner=firm.key, zone=zone))
            for one in said[:1]:
                one.name = name
    return found


def invested(text: str, article: Article, refs: list[Ref], hits: list[Hit]) -> list[Hit]:
    """Hits for what a firm invests in where no project is named beside it: 甲锂业投资12亿元，年产3万吨氢氧化锂.

    Only a sum with what is made or built for it tells of a project; it is called by its firm and by that.
    """
    found: list[Hit] = []
    for r in refs:
        if not r.key.startswith("Company/") or not article.start <= r.start < article.end:
            continue
        act = INVESTS.match(text, r.end)
        if act is None:
            continue
        stop = min((at for c in "。；\n" if (at := text.find(c, r.end)) >= 0), default=article.end)
        low = max(text.rfind(c, article.start, r.start) for c in "。；\n") + 1
        line = text.rfind("\n", 0, r.start) + 1
        if any(
            low <= h.start < stop or (h.headed and line <= h.start < r.start) or h.start <= r.start < h.end
            for h in [*hits, *found]
        ):
            continue
        told = BUILDS.match(text, act.end()) or MAKES.search(text, act.end(), stop)
        if told is None:
            continue
        owner = LEGAL_TAIL.sub("", text[r.start : r.end]) or text[r.start : r.end]
        made = told.groupdict().get("built") or told.group()
        found.append(
            Hit(r.start, r.end, f"{owner}{made}项目", (max(low, article.start), stop), composed=True, owner=r.key)
        )
    return found


def next_phases(text: str, article: Article, hits: list[Hit]) -> list[Hit]:
    """Hits for a second phase that is begun or planned while its project stands: …基地已投产，二期年内动工.

    Where a project is told to be built in phases from the start, they are parts of it and no projects.
    """
    found: list[Hit] = []
    for told in NEXT_PHASE.finditer(text, article.start, article.end):
        start, end = told.start("phase"), told.end()
        low = max(text.rfind("\n", article.start, start) + 1, start - REACH)
        earlier = [h for h in hits if low <= h.start and h.end <= start and not re.search(r"[二三]期", h.name)]
        if not earlier or any(h.start < end and start < h.end for h in hits) or IN_PHASES.search(text, low, start):
            continue
        parent = max(earlier, key=lambda h: h.start)
        stem = re.sub(r"(?:一期)?(?:项目|工程)?(?:一期)?$", "", parent.name)
        close = min((at for c in "。；\n" if (at := text.find(c, end)) >= 0), default=article.end)
        name = f"{stem}{told['phase']}项目"
        found.append(Hit(start, end, name, (start, close), composed=True, owner=parent.owner))
    return found


def with_projects(text: str, article: Article, refs: list[Ref], projects: tuple[Project, ...]) -> list[Ref]:
    """The references of an article with those to projects, by name and by 该项目, 这个项目."""
    named = sorted(
        (s.start, s.end, p.key)
        for p in projects
        for s in p.mentions
        if article.start <= s.start < article.end and not _COUNTED.match(text, s.end)
    )
    inside = [Ref(s, e, k) for s, e, k in named]
    kept = [r for r in refs if not any(s <= r.start and r.end <= e for s, e, _ in named)]
    for m in _ANAPHOR.finditer(text, article.start, article.end):
        before = [k for s, e, k in named if e <= m.start() and m.start() - e < 400]
        stop = text.find("。", m.end())
        behind = [k for s, e, k in named if m.end() <= s < stop]
        if before or behind:
            inside.append(Ref(m.start(), m.end(), before[-1] if before else behind[0]))
    return sorted(kept + inside, key=lambda r: (r.start, -r.end))
