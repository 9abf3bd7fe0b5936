"""Projects: names, and what the text says of each: zone, companies, industry, investment, capacity, area, stage.

What is said of a project stands in its own sentence or in those that follow until another project is named.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from msgspec.structs import replace

from ingest.dateline import month_of
from ingest.linking import Linked, Ref, article_subject
from ingest.mention_rules.firms import LEGAL_TAIL
from ingest.periods import reported_year
from ingest.project_dates import stage_date
from ingest.project_figures import tell_figures
from ingest.project_firms import FirmFinder
from ingest.project_hit import Hit
from ingest.project_hits import HitFinder
from ingest.project_industry import IndustryFinder
from ingest.project_names import HEAD, core, unquoted
from ingest.project_references import invested, next_phases, unnamed
from ingest.project_scope import ScopeFinder
from ingest.project_stage import Years, ceremony, find_stage
from ingest.project_tables import table_projects, table_spans
from ingest.project_told import Told
from ingest.project_zone import ZoneFinder
from kg.model import Article, Document, Key, Project, Span

NARROW = re.compile(r"(?<!\d)[,;]|[,;](?!\d)")
"""Commas and semicolons of half width that part clauses; the rules are written with those of full width."""
WEAK = re.compile(r"(?:[一二三四]期|首期|扩建|扩产|技改|搬迁|新建|总部|研发中心|生产基地|智能工厂)")
"""How names begin that tell a project only together with its company's: 二期15GWh项目."""
PLAIN = re.compile(
    r"[一二三四]期|首期|扩建|扩产|扩能|技改|技术改造|搬迁|新建|总部|研发|生产|制造|中心|基地|智能|工厂|建设|产业园"
)


def find_projects(document: Document, linked: Linked) -> tuple[Project, ...]:
    """All projects that a document names, in the order of their first mention."""
    result: list[Project] = []
    for article in document.articles:
        result += _Reader(document, article, linked).projects()
    merged: dict[Key, Project] = {}
    for p in result:
        merged[p.key] = _join(merged[p.key], p) if p.key in merged else p
    return tuple(merged.values())


def _join(a: Project, b: Project) -> Project:
    """One project told twice in a document: the first told value of each field stands."""
    values = {}
    for field in a.__struct_fields__:
        mine, theirs = getattr(a, field), getattr(b, field)
        values[field] = mine if mine not in (None, ()) else theirs
    values["surfaces"] = tuple(dict.fromkeys(a.surfaces + b.surfaces))
    values["mentions"] = tuple(sorted(set(a.mentions + b.mentions)))
    return Project(**values)


class _Reader:
    """Puts together the projects of one article."""

    def __init__(self, document: Document, article: Article, linked: Linked) -> None:
        self.text = NARROW.sub(lambda m: "，" if m.group() == "," else "；", document.text)
        self.article = article
        low = bisect_left(linked.refs, article.start, key=lambda r: r.start)
        high = bisect_left(linked.refs, article.end, key=lambda r: r.start)
        self.refs = list(linked.refs[low:high])
        self.starts = [r.start for r in self.refs]
        self.subject = article_subject(article, linked)
        self.zones = ZoneFinder(self.text, article, self.refs, self.refs_in, self.subject)
        self.scope = ScopeFinder(self.text, article, self.refs_in)
        self.firms = FirmFinder(self.text, article, self.refs_in)
        self.industries = IndustryFinder(self.text, self.refs, article.title or "")
        written = month_of(article, document)
        told = reported_year(self.text[article.start : article.end], article.year, written)
        self.years = Years(article.year, told, written)
        self.occasion = ceremony(self.text, article.title or "", article.start, article.end, self.years)

    def refs_in(self, start: int, end: int) -> list[Ref]:
        low, high = bisect_left(self.starts, start), bisect_left(self.starts, end)
        return [r for r in self.refs[low:high] if r.end <= end]

    def projects(self) -> list[Project]:
        """The article's projects; mentions of one are grouped by their names."""
        tables = table_spans(self.text, self.article.start, self.article.end)
        hits = [
            hit
            for hit in HitFinder(self.text, self.article, self.refs).hits()
            if not any(low <= hit.start < high for low, high in tables)
        ]
        hits += unnamed(self.text, self.article, self.refs, hits)
        hits += invested(self.text, self.article, self.refs, hits)
        hits += next_phases(self.text, self.article, hits)
        hits = sorted(hits, key=lambda h: (h.start, -h.end))
        groups: list[list[Hit]] = []
        for hit in hits:
            for group in groups:
                if any(_same(hit.name, other.name) for other in group):
                    group.append(hit)
                    break
            else:
                groups.append([hit])
        starts = sorted(h.start for h in hits)
        told = [self._project(group, starts, hits) for group in groups]
        return self._with_tables(_without_short(told))

    def _with_tables(self, told: list[Project]) -> list[Project]:
        """The projects with those of tables: a row and a text that name one project are one."""
        rows = table_projects(self.text, self.article.start, self.article.end, self.refs, self.article.year)
        for row in rows:
            known = next((i for i, p in enumerate(told) if any(_same(row.name, s) for s in p.surfaces)), None)
            if known is None:
                about = self.subject if self.subject and self.subject.startswith("Zone/") else None
                industry = row.industry or self.industries.of(row.name, self.refs_in(row.start, row.end))
                told.append(replace(row, zone=row.zone or about, industry=industry))
            else:
                named = replace(row, key=told[known].key, name=told[known].name)
                told[known] = _join(named, told[known])
        return told

    def _project(self, group: list[Hit], starts: list[int], hits: list[Hit]) -> Project:
        best = max(group, key=lambda h: (len(core(h.name)), -h.start))
        name = unquoted(re.sub(r"\s", "", best.name))
        if best.listed and not HEAD.search(name):
            name += "项目"
        surfaces = [
            form
            for h in group
            if not h.composed
            for form in (self.text[h.start : h.end], self._without_firm(h))
            if form
        ]
        told = Told()
        quote = (best.start, best.end)
        for hit in sorted(group, key=lambda h: (h.listed, h.start)):
            following = bisect_right(starts, hit.start)
            stop = self.scope.end(hit, starts[following] if following < len(starts) else self.article.end)
            if hit.owner:
                told.firm(hit.owner, "firm-this", hit.start, hit.end)
            self.firms.tell(hit, stop, hits, told)
            if told.zone is None and hit.zone:
                told.zone = hit.zone
                told.say("zone", "zone-last", hit.start, hit.end)
            if told.zone is None and (found := self.zones.of(hit, hits, stop)):
                told.zone = found[0]
                told.say("zone", *found[1:])
            if told.industry is None and (
                of := self.industries.of(hit.name, self.refs_in(hit.start, hit.end), hit.start)
            ):
                told.industry = of
                told.say("industry", "industry-in-name", hit.start, hit.end)
            before = [h for h in starts if hit.sentence[0] <= h < hit.start]
            quote = tell_figures(self.text, hit, before[-1] if before else hit.sentence[0], stop, told, quote)
            if told.stage is None:
                reached = find_stage(self.text, hit.sentence, hit.start, hit.end, stop, hit.listed, self.years)
                if self.occasion.stage and (reached.stage is None or reached.hoped):
                    reached = self.occasion
                announced = reached is self.occasion or 0 < reached.end <= hit.sentence[0]
                told.stage = reached.stage
                told.date = stage_date(self.text, reached, hit.sentence[0], stop, announced, self.article, self.years)
                if reached.stage and reached.end:
                    rule = "stage-announced" if announced else "stage"
                    told.say("stage", rule, reached.start, reached.end)
                if hit.end <= reached.start and reached.end <= quote[1] + 60:
                    quote = (min(quote[0], reached.start), max(quote[1], reached.end))
        if WEAK.match(core(name)) and told.companies:
            owner = LEGAL_TAIL.sub("", told.companies[0].partition("/")[2])
            name = name if name.startswith(owner) else owner + name
        about = self.subject if self.subject and self.subject.startswith("Zone/") else None
        if told.zone is None and about:
            told.zone = about
            told.say("zone", "zone-article", best.start, best.end)
        for firm in told.companies if told.industry is None else ():
            if told.industry is None and (of := self.industries.of_firm(firm.partition("/")[2])):
                told.industry = of
                told.say("industry", "industry-of-firm", best.start, best.end)
        if told.industry is None and self.industries.main:
            told.industry = self.industries.main
            told.say("industry", "industry-article", best.start, best.end)
        return Project(
            key=f"Project/{name}",
            name=name,
            surfaces=tuple(dict.fromkeys(surfaces)),
            mentions=tuple(Span(h.start, h.end) for h in group),
            start=quote[0],
            end=quote[1],
            zone=told.zone,
            companies=tuple(dict.fromkeys(told.companies)),
            industry=told.industry,
            investment=told.investment,
            capacity=told.capacity,
            area=told.area,
            stage=told.stage,
            stage_date=told.date,
            rule="project-this" if best.composed else "project-list" if best.listed else "project-head",
            parts=tuple(told.parts),
        )

    def _without_firm(self, hit: Hit) -> str | None:
        """The project's own name where a company's full name only opens it: 甲有限公司 + 年产5万吨铝箔项目."""
        for r in self.refs_in(hit.start, hit.end):
            rest = self.text[r.end : hit.end]
            if r.start == hit.start and r.key.startswith("Company/") and self.text[r.start : r.end].endswith("公司"):
                return rest if len(re.sub(PLAIN, "", core(rest))) >= 2 else None
        return None


def _without_short(told: list[Project]) -> list[Project]:
    """甲项目 joined with the only other project of the firm 甲 that the article names."""
    kept = list(told)
    for one in told:
        own = core(one.name)
        if any(own in company.partition("/")[2] for company in one.companies) and 2 <= len(own) <= 6:
            others = [p for p in kept if p is not one and set(p.companies) & set(one.companies)]
            if len(others) == 1 and not (one.investment and others[0].investment not in (None, one.investment)):
                kept[kept.index(others[0])] = _join(others[0], one)
                kept.remove(one)
    return kept


def _same(a: str, b: str) -> bool:
    """Two forms of one project's name in one article: equal cores, or the shorter is wholly in the longer."""
    x, y = core(a), core(b)
    if x == y:
        return True
    short, long = sorted((x, y), key=len)
    if re.search(r"[一二三四]期", short + long) and re.findall(r"[一二三四]期", short) != re.findall(
        r"[一二三四]期", long
    ):
        return False
    return len(short) >= 4 and (long.endswith(short) or long.startswith(short))
