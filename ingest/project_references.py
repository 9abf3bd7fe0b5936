"""Projects that a text tells of without naming them: 甲公司一期车间里…。这个项目总投资12亿元…，是全省首个…项目.

The name is put together from the text's own words: the company spoken of, the phase, and what the project
is said to be.
"""

from __future__ import annotations

import re

from ingest.linking import Ref
from ingest.mention_rules.firms import LEGAL_TAIL
from ingest.phrases import sentences
from ingest.project_hits import Hit
from kg.model import Article

THIS = re.compile(r"(?:这个|这一|该)项目(?=总投资|计划(?:总)?投资|投资|于|占地|由|[，]?(?:19|20)\d\d年)")
SAID_TO_BE = re.compile(r"(?:首个|首座|首条|第一个|唯一(?:一个)?的?|最大的?)$")
PHASE = re.compile(r"[一二三四]期")
MONEY = re.compile(r"投资[^，。；]{0,6}\d")
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
