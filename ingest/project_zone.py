"""In which zone a project is: the one in its name, beside it in its sentence, of its section, or last spoken of."""

from __future__ import annotations

import re
from collections.abc import Callable

from ingest.discourse import main_zones
from ingest.linking import Ref
from ingest.project_hit import Hit
from ingest.sections import section_at, sections
from ingest.zone_groups import region_of_group
from ingest.zone_places import GOVERNED
from kg.model import Article, Key

BRACKET = re.compile(r"[（(][^（）()\n]{4,90}[）)]")
"""What is told of a project, or of another thing, in brackets."""
LIES = re.compile(r"(?:位于|选址|落户|落地|坐落|入驻|租用|放在|建在|落在|布局在|安家)(?:于|在|到)?[^，。；、]{0,6}$")
MADE = re.compile(r"(?:首个|首座|第一个|建设|打造|新建|规划)(?:的|了)?$")
"""What stands before a park that is itself being made."""
THERE = re.compile(r"(?:在|于|入驻|落户|走进|来到)$")
BESIDE = re.compile(
    r"(?:[一二三四五]期)?(?:、|等|项目|(?:已|也|正式|顺利|全部)?(?:开工|投产|竣工|封顶|建成|总投资|计划投资))"
)
"""What follows a park that is told of beside a project, as one more."""
HEADED = 90
"""Characters behind a heading that tell of the project that it names."""


class ZoneFinder:
    """Finds the zones of the projects of one article that is about `subject`; `refs` are sorted by start."""

    def __init__(
        self,
        text: str,
        article: Article,
        refs: list[Ref],
        refs_in: Callable[[int, int], list[Ref]],
        subject: Key | None,
    ) -> None:
        self.text = text
        self.refs = refs
        self.refs_in = refs_in
        self.subject = subject
        self.zones = main_zones(refs)
        zones = [r for r in refs if r.key.startswith("Zone/") and r.end - r.start >= 5]
        self.zone_forms = {text[r.start : r.end]: r.key for r in zones if GOVERNED.search(r.key)}
        groups = {r.key for r in zones if region_of_group(r.key) and text[r.start] not in "全我各"}
        self.many = len(set(self.zone_forms.values()) | groups)
        self.parks = {text[r.start : r.end]: r.key for r in zones} | self.zone_forms
        self.sections = sections(text, article.start, article.end, [(r.start, r.end, r.key) for r in refs])

    def of(self, hit: Hit, hits: list[Hit], stop: int) -> tuple[Key, str, int, int] | None:
        """The zone that opens the name, else one before it in its sentence, or behind it, else the one last spoken of.

        What follows a heading that is nothing but the name counts as its sentence.
        """
        s, e = hit.sentence
        form = max((f for f in self.parks if self.text.startswith(f, hit.start)), key=len, default="")
        if form and hit.end - hit.start - len(form) > 4:
            return self.parks[form], "zone-in-name", hit.start, hit.start + len(form)
        for r in self.refs_in(hit.start, min(hit.end, hit.start + 24)):
            if r.key.startswith("Zone/") and 0 < r.start - hit.start <= 3 and hit.end - r.end > 4:
                return r.key, "zone-in-name", r.start, r.end
        if bracket := BRACKET.match(self.text, hit.end):
            inside = [r for r in self.refs_in(hit.end, bracket.end()) if r.key.startswith("Zone/")]
            if inside:
                return inside[0].key, "zone-behind", inside[0].start, inside[0].end
        if e - hit.end <= 1 and (hit.start - s <= 6 or hit.headed):
            e = min(stop, e + HEADED)
        zones = [
            r
            for r in self.refs_in(s, max(e, stop))
            if r.key.startswith("Zone/") and not any(h.start <= r.start and r.end <= h.end for h in hits)
        ]
        for r in zones:
            if hit.end <= r.start < stop and LIES.search(self.text, max(hit.end, r.start - 12), r.start):
                return r.key, "zone-behind", r.start, r.end
        for form, key in self.zone_forms.items():  # 租用某某高新区标准厂房: the zone stands inside the name of a plant
            at = self.text.find(form, hit.end, stop)
            if at >= 0 and LIES.search(self.text, max(hit.end, at - 12), at):
                return key, "zone-behind", at, at + len(form)
        others = [m.span() for m in BRACKET.finditer(self.text, s, hit.start)]
        before = [r for r in zones if r.start <= hit.start and not any(a <= r.start < b for a, b in others)]
        before = [r for r in before if GOVERNED.search(r.key) or not self._built(r, s)]
        behind = [r for r in zones if hit.end <= r.start < e and (GOVERNED.search(r.key) or not self._built(r, s))]
        if before or behind:
            told = before[-1] if before else behind[0]
            return told.key, "zone-before" if before else "zone-behind", told.start, told.end
        if section := section_at(self.sections, hit.start):
            return section.key, "zone-section", section.start, section.end
        return self._last(s)

    def _built(self, park: Ref, low: int) -> bool:
        """Is the park itself what is being made or told of, and not where something else is?"""
        listed = self.text[park.start - 1] in "、和：" or BESIDE.match(self.text, park.end)
        return not THERE.search(self.text, low, park.start) and bool(listed or MADE.search(self.text, low, park.start))

    def _last(self, position: int) -> tuple[Key, str, int, int] | None:
        """The zone last spoken of before `position`: in the paragraph, or of those that the article is about.

        A zone's own report stays with it, and leaves a 专业镇, which is a trade and no site, at once; a city's or a
        province's leaves a zone at the end of the paragraph.
        """
        paragraph = self.text.rfind("\n", 0, position) + 1
        own = self.subject is not None and self.subject.startswith("Zone/")
        if own and len(self.zones) < 2 and (self.subject in self.zones or self.many < 3):
            return None
        earlier = [r for r in self.refs if r.end <= position and r.key.startswith("Zone/")]
        near = [r for r in earlier if r.start >= paragraph and GOVERNED.search(r.key)]
        far = [r for r in earlier if r.key in self.zones and not (own and r.key.endswith("专业镇"))]
        told = near[-1] if near else far[-1] if far else None
        return (told.key, "zone-last", told.start, told.end) if told else None
