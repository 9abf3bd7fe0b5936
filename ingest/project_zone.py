"""In which zone a project is: the one in its name, beside it in its sentence, of its section, or last spoken of."""

from __future__ import annotations

from collections.abc import Callable

from ingest.discourse import main_zones
from ingest.linking import Ref
from ingest.project_hits import Hit
from ingest.references import GOVERNED
from ingest.sections import section_at, sections
from kg.model import Article, Key

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
        zones = [r for r in refs if r.key.startswith("Zone/") and GOVERNED.search(r.key) and r.end - r.start >= 5]
        self.zone_forms = {text[r.start : r.end]: r.key for r in zones}
        self.sections = sections(text, article.start, article.end, [(r.start, r.end, r.key) for r in refs])

    def of(self, hit: Hit, hits: list[Hit], stop: int) -> tuple[Key, str, int, int] | None:
        """The zone that opens the name, else one before it in its sentence, or behind it, else the one last spoken of.

        What follows a heading that is nothing but the name counts as its sentence.
        """
        s, e = hit.sentence
        form = max((f for f in self.zone_forms if self.text.startswith(f, hit.start)), key=len, default="")
        if form and hit.end - hit.start - len(form) > 4:
            return self.zone_forms[form], "zone-in-name", hit.start, hit.start + len(form)
        if e - hit.end <= 1 and hit.start - s <= 6:
            e = min(stop, e + HEADED)
        zones = [
            r
            for r in self.refs_in(s, e)
            if r.key.startswith("Zone/") and not any(h.start <= r.start and r.end <= h.end for h in hits)
        ]
        before = [r for r in zones if r.start <= hit.start]
        if before or zones:
            told = before[-1] if before else zones[0]
            return told.key, "zone-before" if before else "zone-behind", told.start, told.end
        if section := section_at(self.sections, hit.start):
            return section.key, "zone-section", section.start, section.end
        if self.subject is not None and self.subject.startswith("Zone/"):
            return None
        earlier = [r for r in self.refs if r.end <= s and r.key in self.zones]
        return (earlier[-1].key, "zone-last", earlier[-1].start, earlier[-1].end) if earlier else None
