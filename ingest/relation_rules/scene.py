"""A document as relation rules see it: sentences, clauses, what is named in them, and who acts."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

import msgspec

from ingest import lexicon
from ingest.linking import Linked, article_subject
from ingest.sections import section_at, sections
from ingest.tokens import read
from ingest.zone_groups import region_of_group
from ingest.zone_places import GOVERNED, proper, provinces_named, region_of_zone
from kg.model import Article, Document, Key, Predicate, Project, Relation

SENTENCE = re.compile(r"[^。！？；\n]{1,1200}[。！？；]?")
CLAUSE_MARK = "，,：:；;。！？\n"
CLAUSE_END = re.compile(f"[{CLAUSE_MARK}]")
ACTORS = ("Zone/", "Organization/", "Company/", "Region/")
LONGEST = 90
"""Characters of a relation's span, at most; beyond that the object's own clause stands for it."""
ADVERBIAL = re.compile(
    r"^(?:[\d年月日至到—\-一二三四五六七八九十]+|今年|去年|近年来|目前|同时|其中|由|在|先后|此外|"
    r"据悉|上半年|下半年|以来|首批|本次|活动|比如[：:]|[是为]|全面|积极|支持|园区企业)*$"
)


class Named(msgspec.Struct, frozen=True):
    """A thing named at `start`..`end`."""

    start: int
    end: int
    key: Key
    type: str

    @property
    def name(self) -> str:
        """The canonical name."""
        return self.key.partition("/")[2]


def named_at(start: int, end: int, key: Key) -> Named:
    """The thing `key` named at `start`..`end`."""
    return Named(start, end, key, key[: key.index("/")])


class Sentence(msgspec.Struct, frozen=True):
    """Characters `start`..`end`, what they name, and the zone or city that the article is about."""

    start: int
    end: int
    named: tuple[Named, ...]
    subject: Key | None
    topic: Key | None


class Scene:
    """Everything the rules read, and the relations they write."""

    def __init__(self, document: Document, linked: Linked, projects: tuple[Project, ...]) -> None:
        self.document = document
        self.text = document.text
        self.reading = read(document.text)
        self.projects = projects
        self.wholes = {r.start: r.key for r in linked.inner}
        covered = sorted({(s.start, s.end, p.key) for p in projects for s in p.mentions})
        placed = {r.start for r in linked.refs if r.key.startswith("Zone/") and region_of_zone(r.key)}
        heads = {r.start for r in linked.refs if r.key.startswith("Zone/")}
        self.nested = {
            r.end: named_at(r.start, r.end, r.key) for r in linked.refs if r.key.startswith("Zone/") and r.end in heads
        }
        parents = {(r.start, r.end) for r in self.nested.values() if r.end in placed}
        self._parent_at = {end: start for start, end in parents}
        offices = {r.start for r in linked.refs if r.key.startswith("Organization/")}
        self._inside = {r.end: r.start for r in linked.refs if r.key.startswith("Zone/") and r.start in offices}
        named = [named_at(r.start, r.end, r.key) for r in linked.refs if (r.start, r.end) not in parents]
        self.refs = tuple(named)
        self.named = sorted(
            [*named, *(named_at(s, e, k) for s, e, k in covered)], key=lambda n: (n.start, -n.end, n.key)
        )
        self._starts = [n.start for n in self.named]
        articles = document.articles or (Article(id=f"{document.id}-1", start=0, end=len(self.text)),)
        self.subjects = [(a.start, a.end, article_subject(a, linked)) for a in articles]
        self.parts = [
            part
            for a in articles
            for part in sections(self.text, a.start, a.end, [(n.start, n.end, n.key) for n in named])
        ]
        self.provinces = provinces_named([(r.start, r.end, r.key) for r in linked.refs])
        self.main_subjects = {subject for _, _, subject in self.subjects if subject}
        self.regions = {n.key for n in named if n.type == "Region"}
        self._main = self._main_zones()
        self.sentences = self._sentences()
        self._sentence_starts = [s.start for s in self.sentences]
        self._objects: set[tuple[str, Key]] = set()
        self._found: dict[tuple[Key, str, Key], Relation] = {}

    def between(self, start: int, end: int) -> list[Named]:
        """What is named inside `start`..`end`."""
        low = bisect_left(self._starts, start)
        high = bisect_left(self._starts, end)
        return [n for n in self.named[low:high] if n.end <= end]

    def subject_at(self, position: int) -> Key | None:
        """What the article at a position is about."""
        at = bisect_right([s for s, _, _ in self.subjects], position) - 1
        return self.subjects[max(at, 0)][2]

    def industries_in(self, start: int, end: int) -> list[str]:
        """The industry words of the vocabulary inside `start`..`end`, none within another."""
        found: list[str] = []
        low = start
        for position in range(start, end):
            hits = [h for h in self.reading.hits_at("industry", position) if h.end <= end and position >= low]
            if hits:
                low = hits[0].end
                found.append(self.text[position:low])
        return found

    def _region(self, position: int, level: str) -> str | None:
        subject = self.subject_at(position)
        if subject is None:
            return None
        division = region_of_zone(subject, self.provinces)
        chain = (division, *lexicon.ancestors(division)) if division else ()
        return next((d.name for d in chain if d.level == level), None)

    def province_at(self, position: int) -> str | None:
        """The province of the article at a position, written as offices of it are (安徽省)."""
        return self._region(position, "province")

    def city_at(self, position: int) -> str | None:
        """The prefecture-level city of the article at a position."""
        return self._region(position, "city")

    def topic_at(self, position: int) -> Key | None:
        """The zone that the sentence at a position is about."""
        at = bisect_right(self._sentence_starts, position) - 1
        topic = self.sentences[at].topic if at >= 0 else None
        return topic if topic and topic.startswith("Zone/") else self.zone_at(position)

    def is_project(self, name: str) -> bool:
        """Is a park of this name, or what it is part of, one of the document's projects?"""
        return any(name in project.name for project in self.projects)

    def is_object(self, key: Key, predicates: tuple[str, ...]) -> bool:
        """Has a relation with one of these predicates and this object been written?"""
        return any((predicate, key) in self._objects for predicate in predicates)

    def zone_at(self, position: int) -> Key | None:
        """The zone that the article at a position is about, if it is about one."""
        subject = self._section_at(position) or self.subject_at(position)
        return subject if subject and subject.startswith("Zone/") else None

    def _section_at(self, position: int) -> Key | None:
        """The zone of the section at a position, in the article that it stands in."""
        part = section_at(self.parts, position)
        begin = next((s for s, e, _ in self.subjects if s <= position < e), 0)
        return part.key if part and part.begin >= begin else None

    def _main_zones(self) -> dict[Key, Key]:
        """For an article about a city: the one zone that it speaks of, where it speaks of one far more often."""
        found: dict[Key, Key] = {}
        for start, end, subject in self.subjects:
            if subject is None or (subject.startswith("Zone/") and "（" not in subject):
                continue
            counts: dict[Key, int] = {}
            for one in self.between(start, end):
                if (
                    one.type == "Zone"
                    and "（" not in one.name
                    and not re.search(r"\d", one.name)
                    and region_of_zone(one.key)
                    and GOVERNED.search(one.key)
                ):
                    counts[one.key] = counts.get(one.key, 0) + 1
            if counts:
                best = min(counts, key=lambda k: (-counts[k], k))
                if counts[best] >= 3 and counts[best] >= 0.6 * sum(counts.values()):
                    found[subject] = best
        return found

    def _sentences(self) -> list[Sentence]:
        found: list[Sentence] = []
        current: Key | None = None
        topic: Key | None = None
        for match in SENTENCE.finditer(self.text):
            start, end = match.span()
            subject = self.subject_at(start)
            if subject != current:
                current, topic = subject, subject
            section = self._section_at(start)
            if section:
                topic = section
            named = self.between(start, end)
            head = self.text[start : start + 6]
            grouped = region_of_group(subject) is not None
            wide = subject is None or subject.startswith("Region/") or grouped
            if re.match(r"【?(?:下一步|今后)", head) or (
                wide
                and subject not in self._main
                and (self.text[start - 1 : start] in ("", "\n") or re.match(r"[一二三四五六七八九十]是", head))
            ):
                topic = subject
            if wide and subject not in self._main:
                zones = [n for n in named if n.type == "Zone" and "（" not in n.name]
                zones = [n for n in zones if region_of_zone(n.key) or (grouped and proper(n.key))]
                opener = next((n for n in named if n.type in ("Zone", "Region") and self.opens(n, start)), None)
                if zones:
                    topic = zones[0].key if len({z.key for z in zones}) == 1 else subject
                elif opener is not None and opener.type == "Region":
                    topic = subject
            for one in named:
                if one.key == self._main.get(subject or "") and self.opens(one, start):
                    topic = one.key
                    break
            found.append(Sentence(start, end, tuple(named), subject, topic))
        return found

    def clause_start(self, position: int, low: int) -> int:
        """Where the clause around a position begins."""
        return max(low, *(self.text.rfind(mark, low, position) + 1 for mark in CLAUSE_MARK))

    def clause_end(self, position: int, high: int) -> int:
        """Where the clause around a position ends."""
        mark = CLAUSE_END.search(self.text, position, high)
        return mark.start() if mark else max(position, high)

    def opens(self, one: Named, low: int) -> bool:
        """Does a clause open with it, time words aside?"""
        begin = self._parent_at.get(one.start, one.start)
        start = self.clause_start(begin, low)
        return begin - start <= 14 and bool(ADVERBIAL.match(self.text[start:begin]))

    def actor(self, sentence: Sentence, position: int) -> Key | None:
        """Who acts at a position: the last thing before it in the sentence that opens a clause, else the topic."""
        zones = {n.start for n in sentence.named if n.type == "Zone"}
        for one in reversed(sentence.named):
            if self._inside.get(one.end) == one.start or (one.type == "Region" and one.start in zones):
                continue
            if one.end <= position and one.key.startswith(ACTORS) and self.opens(one, sentence.start):
                if self.text[one.end : one.end + 1] in "的、":
                    continue
                if (
                    one.type == "Region"
                    and sentence.subject
                    and sentence.subject.startswith("Zone/")
                    and "（" not in sentence.subject
                ):
                    continue
                return one.key
        return sentence.topic or sentence.subject

    def firm(self, sentence: Sentence, position: int) -> Named | None:
        """The company that is spoken of at a position: the last that opens a clause of the sentence, or stands in it,
        else the one that an earlier sentence of the paragraph opens with, or that alone stands in it."""
        firms = [n for n in sentence.named if n.type == "Company" and n.end <= position]
        if firms:
            return next((n for n in reversed(firms) if self.opens(n, sentence.start)), firms[-1])
        actors = [n for n in sentence.named if n.end <= position and n.type in ("Zone", "Organization")]
        if any(self.opens(n, sentence.start) for n in actors):
            return None
        low = self.text.rfind("\n", 0, sentence.start) + 1
        at = bisect_left(self._sentence_starts, sentence.start)
        while at > 0 and self._sentence_starts[at - 1] >= low:
            at -= 1
            earlier = self.sentences[at]
            opening = [n for n in earlier.named if n.type in ("Company", "Zone") and self.opens(n, earlier.start)]
            if opening:
                return opening[0] if opening[0].type == "Company" else None
        told = [n for n in self.between(low, position) if n.type == "Company"]
        return told[0] if len({n.key for n in told}) == 1 else None

    def say(
        self,
        subject: Key | None,
        predicate: Predicate,
        object_: Key | None,
        start: int,
        end: int,
        rule: str,
        role: str | None = None,
    ) -> None:
        """Write a relation once; the first place that says it stands."""
        if not subject or not object_ or subject == object_:
            return
        if end - start > LONGEST:
            start = self.clause_start(max(start, end - LONGEST // 2), max(start, end - LONGEST))
        start = max(0, start)
        while start < end and self.text[start] in " \n，。；、：,":
            start += 1
        if start >= end:
            return
        key = (subject, predicate, object_)
        self._objects.add((predicate, object_))
        if key not in self._found:
            self._found[key] = Relation(
                subject=subject, predicate=predicate, object=object_, start=start, end=end, role=role, rule=rule
            )

    def qualify(
        self,
        subject: Key | None,
        predicate: Predicate,
        object_: Key,
        start: int,
        end: int,
        since: str | None,
        result: str | None,
    ) -> None:
        """Give a written relation its beginning and its result, and the place that says them; of several subjects
        that of the same actor, else the first."""
        written = [one for one in self._found.values() if one.predicate == predicate and one.object == object_]
        if not written:
            return
        told = next((one for one in written if one.subject == subject), min(written, key=lambda r: (r.start, r.end)))
        near = max(end, told.end) - min(start, told.start) <= LONGEST
        place = (min(start, told.start), max(end, told.end)) if near else (start, end)
        self._found[(told.subject, told.predicate, told.object)] = msgspec.structs.replace(
            told, start=place[0], end=place[1], since=since, result=result
        )

    def relations(self) -> list[Relation]:
        """What was written, by place."""
        return sorted(self._found.values(), key=lambda r: (r.start, r.end, r.subject, r.predicate, r.object))
