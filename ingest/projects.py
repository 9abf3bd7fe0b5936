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
from ingest.phrases import sentences
from ingest.project_firms import FirmFinder
from ingest.project_hit import Hit
from ingest.project_hits import HitFinder
from ingest.project_industry import IndustryFinder
from ingest.project_names import HEAD, core, unquoted
from ingest.project_references import invested, next_phases, unnamed
from ingest.project_stage import Years, ceremony, find_stage
from ingest.project_tables import table_projects, table_spans
from ingest.project_told import Told, weight
from ingest.project_zone import BRACKET, ZoneFinder
from ingest.quantities import find_quantities, shifted
from kg.model import Article, Document, Key, Project, Quantity, Span

_AREA_BEFORE = re.compile(
    r"(?:占地面积|占地|用地面积|用地|总建筑面积|建筑面积|面积|厂房)(?:预计|约为|约|近|超过|超|达到|达|为|共|[:：])*$"
)
_CAPACITY_BEFORE = re.compile(
    r"(?:年产能|产能|设计年产|年产|规模|装机容量|形成|年处理|日处理|可处理(?:[\u4e00-\u9fff]{0,8}))(?:约|近|超|达|为)?$"
)
_CAPACITY_UNIT = re.compile(r"(?:GWh?|MWh?|kWh?|兆瓦|万千瓦|千瓦|吨|套|台|辆|件|片|立方米|平方米|亿片|m3|只|支|米)")
_AREA_UNIT = re.compile(r"亩|平方米|平方公里|m2|㎡|公顷")
TOLD_TOO = re.compile(
    r"^(?:、(?:占地|用地|建筑面积|年产|由|位于|建设)[^，。；、]{2,20}?的"
    r"|[、，](?:占地|用地|租用|建筑面积)[^，。；、]{2,16}，(?=(?:拟|将|计划)?(?:在|建|新建|打造)))"
)
"""What else is told of a project between its sum and its name: 总投资5亿元、占地90亩的甲项目."""
NOT_COST = re.compile(
    r"(?:产值|收入|税|利润|补助|奖励|补贴|资金|贷款|订单|销售额?|营收|完成投资|到位)(?:约|近|超|达|为|[^，。；\d]{0,3})?$"
)
"""What a sum before a project's name is where it is not what the project costs."""
OPENS = re.compile(
    r"[ \u3000]*(?:[（(]?[一二三四五六七八九十\d]{1,2}[）)、.．]|[^\w\s“‘（(《]|PART|第[一二三四五六七八九十])"
)
NARROW = re.compile(r"(?<!\d)[,;]|[,;](?!\d)")
"""Commas and semicolons of half width that part clauses; the rules are written with those of full width."""
WEAK = re.compile(r"(?:[一二三四]期|首期|扩建|扩产|技改|搬迁|新建|总部|研发中心|生产基地|智能工厂)")
"""How names begin that tell a project only together with its company's: 二期15GWh项目."""
PLAIN = re.compile(
    r"[一二三四]期|首期|扩建|扩产|扩能|技改|技术改造|搬迁|新建|总部|研发|生产|制造|中心|基地|智能|工厂|建设|产业园"
)
_GOES_ON = re.compile(r"[“\s]*(?:该项目|这个项目|项目|其中|全部建成|建成后|投产后|达产后|一期|二期|设计|总投资|目前)")
_THIS = re.compile(
    r"[“\s]*(?:据悉，|据了解，)?(?:(?:今年|去年)?\d{1,2}月(?:\d{1,2}日|底|初|份)?，)?(?:这[个一](?:计划)?(?:总投资|落户|位于|来自|占地|由)[^，。；]{2,20}的项目|该项目|这个项目|"
    r"项目(?:总投资|计划投资|占地|位于|建成|达产|投产|全部|分|点火|正式|顺利|开工|封顶|已)|"
    r"(?:该|这[座条个家]|整个|示范)(?:产线|生产线|线|工厂|基地|总部|中心|电站|装置|园区)(?:规划|计划|预计)?(?:总投资|投资|由|占地|于)|"
    r"这[座条个家](?:总投资|投资|由)[^，。；]{2,26}的(?:产线|生产线|工厂|基地|总部|中心|电站))"
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
            stop = self._scope_end(hit, starts[following] if following < len(starts) else self.article.end)
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
            quote = self._figures(hit, before[-1] if before else hit.sentence[0], stop, told, quote)
            if told.stage is None:
                reached = find_stage(self.text, hit.sentence, hit.start, hit.end, stop, hit.listed, self.years)
                if self.occasion.stage and (reached.stage is None or reached.hoped):
                    reached = self.occasion
                told.stage, told.date = reached.stage, reached.date
                if reached.stage and reached.end:
                    announced = reached is self.occasion or reached.end <= hit.sentence[0]
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

    def _figures(self, hit: Hit, start: int, stop: int, told: Told, quote: tuple[int, int]) -> tuple[int, int]:
        """Investment, capacity and area told between `start` and `stop`; returns the words that say most of it."""
        for q in (shifted(q, start) for q in find_quantities(self.text[start:stop])):
            prefix = self.text[max(start, q.start - 12) : q.start]
            behind = q.start >= hit.end
            if behind and re.fullmatch(r"(?:资金)?(?:的|建设的|建设|新建|打造的)", self.text[q.end : stop]):
                continue  # 总投资5亿元的 + the next project's name
            sure = weight(prefix, hit.name)
            if self.text[q.end : hit.start] in ("", "的") or (hit.paid and 0 <= hit.start - q.end <= 6):
                sure = sure or (0 if NOT_COST.search(prefix) else 2)
            if q.family == "money" and not hit.listed and sure > told.weight:
                if behind or self._adjacent(q.end, hit.start):
                    told.investment, told.weight = Quantity(q.value, q.unit), sure
                    told.parts = [part for part in told.parts if part.field != "investment"]
                    told.say("investment", "sum", q.start, q.end)
                    if abs(q.start - hit.start) < 80:
                        quote = (min(quote[0], q.start), max(quote[1], q.end))
            elif q.family == "measure" and _AREA_UNIT.search(q.unit) and behind and _AREA_BEFORE.search(prefix):
                if told.area is None:
                    told.area = Quantity(q.value, q.unit)
                    told.say("area", "area", q.start, q.end)
            elif (
                told.capacity is None
                and _CAPACITY_UNIT.search(q.unit)
                and (hit.start <= q.start < hit.end or (behind and _CAPACITY_BEFORE.search(prefix)))
            ):
                told.capacity = self.text[q.number_start : q.end]
                told.say("capacity", "capacity", q.number_start, q.end)
        return quote

    def _adjacent(self, end: int, start: int) -> bool:
        """Whether a figure that ends at `end` qualifies the name at `start`: 总投资5亿元的…, 投资12亿元新建…"""
        gap = TOLD_TOO.sub("", self.text[end:start])
        enumerates = len(gap) > 3 and "、" in gap
        return len(gap) <= 24 and not re.search(r"[。；;）)]", gap) and "项目" not in gap and not enumerates

    def _headed_end(self, hit: Hit, next_start: int) -> int:
        """What stands under a heading that names a project is about it: its line, else the lines below it."""
        line = self.text.find("\n", hit.end)
        line = min(line, self.article.end) if line >= 0 else self.article.end
        if not self.text[hit.end : line].strip("。：:】］ "):
            for _ in range(3):
                after = self.text.find("\n", line + 1)
                after = min(after, self.article.end) if after >= 0 else self.article.end
                if after <= line or _opens(self.text[line + 1 : after]):
                    break
                line = after
        return min(next_start, line)

    def _scope_end(self, hit: Hit, next_start: int) -> int:
        """Facts of a project stand up to the next project's name, and in sentences that go on about it."""
        if hit.headed:
            return self._headed_end(hit, next_start)
        end = min(hit.sentence[1], next_start)
        bracket = BRACKET.match(self.text, hit.end)
        if bracket and next_start <= hit.sentence[1]:
            return bracket.end()
        if next_start <= hit.sentence[1]:
            cut = max(self.text.rfind(c, hit.end, next_start) for c in "，,；;、。")
            return cut if cut > 0 else end
        for s, e in sentences(self.text, hit.sentence[1], min(next_start, hit.sentence[1] + 320, self.article.end)):
            if self.text[s - 1 : s] == "\n":
                break
            told = self.text[s:e]
            if _THIS.match(told) or (end >= s - 1 and _GOES_ON.match(told)):  # 该项目: also behind a remark
                end = min(e, next_start)
        return end


def _opens(line: str) -> bool:
    """Does a line open something new: a heading, an item, a list?"""
    return not line.strip() or OPENS.match(line) is not None


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
