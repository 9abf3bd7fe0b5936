"""Observations: every figure with its subject, indicator, unit, period, change and status.

A sentence is read clause by clause from left to right. What a clause leaves out (ellipsis) is taken from what
was said before it: the subject from the last topic, a generic measure's owner (总投资) from the last counted
noun, the period from the last time expression, at worst from the article's own subject and year.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TypeVar

import msgspec

from ingest.affinity import affinity_of, cannot_have
from ingest.anaphora import anaphors
from ingest.changes import tell_change
from ingest.clause import ARTICLE, Clause, Draft, Holder, Row, SentenceState, SubjectSource
from ingest.clause_figures import ClauseReader
from ingest.dateline import month_of
from ingest.discourse import comes_about, may_have, of_a_firm, of_a_place, of_a_project, of_orders, topics
from ingest.filed_labels import filed
from ingest.focus import NEUTRAL, Focus
from ingest.holders import REACH, Holders, goes_with
from ingest.hosts import host, of_event
from ingest.indicators import standardise, vocabulary
from ingest.inside_names import is_in_name, is_name
from ingest.linking import Linked, Ref, article_subject
from ingest.named_figures import voltages
from ingest.periods import Time, find_times, reported_year, years_of
from ingest.phrases import clauses, lines, sentences, tag, within
from ingest.policies_told import named_here
from ingest.project_references import with_projects
from ingest.quantities import find_quantities, shifted
from ingest.section_times import section_time
from ingest.status_words import status_of
from ingest.tables import Table, TableReader, find_tables
from ingest.zone_groups import region_of_group
from ingest.zone_places import level_of
from kg.model import Article, Document, Key, Observation, Project, Span

T = TypeVar("T", Ref, Time)
WORKS = ("Fund/", "Facility/", "Organization/")
RULES = re.compile(r"(?:措施|办法|政策|意见|细则|方案|条例|规定|条|新政|指南)(?:（[^）]*）)?$")
"""Policies that are documents with terms of their own."""
_ASKS_PLAN = re.compile(r"下一?步|打算|目标|计划|规划|安排|明年|未来")
HEADED, SPEAKER = SubjectSource("subject-headed"), SubjectSource("subject-speaker")
_STATUS_REACH = 200  # characters before a figure in which 力争, 预计 speak of it
_CARRY_SENTENCES = 2  # how long a company or facility named in one sentence stays the topic of the next ones


def find_observations(document: Document, linked: Linked, projects: tuple[Project, ...]) -> list[Observation]:
    """All observations of a document, in the order of the text, each stated once.

    A project's own investment, capacity and area are told in `Project` and not repeated here.
    """
    result: list[Observation] = []
    told = [(p.start, p.end) for p in document.passages if p.kind in ("body", "caption")]
    for article in document.articles:
        reader = _ArticleReader(document, article, linked, projects)
        for start, end in lines(document.text, article.start, article.end):
            if start == end:
                continue
            if "\t" in document.text[start:end]:
                continue  # a table's row
            reader.heading(start, end)
            if told and not any(s < end and start < e for s, e in told):
                continue  # a heading, a title, a pull-quote that repeats the body
            result += reader.paragraph(start, end)
        result += voltages(document.text, reader.refs)
        for table in find_tables(document.text, article.start, article.end):
            result += reader.table(table)
    return _distinct(result)


def _starting(items: list[T], start: int, end: int) -> list[T]:
    """Those of a list sorted by start that begin in `start`..`end`."""
    return items[bisect_left(items, start, key=_start) : bisect_left(items, end, key=_start)]


def _start(item: Ref | Time) -> int:
    return item.start


def _distinct(observations: list[Observation]) -> list[Observation]:
    seen: set[tuple[object, ...]] = set()
    kept = []
    for o in observations:
        key = (o.subject, o.indicator, o.value, o.unit, o.period)
        if key not in seen:
            seen.add(key)
            kept.append(o)
    return kept


class _ArticleReader:
    """Reads one article's paragraphs; holds what carries over from sentence to sentence."""

    def __init__(self, document: Document, article: Article, linked: Linked, projects: tuple[Project, ...]) -> None:
        self.text = document.text
        self.article = article
        low = bisect_left(linked.refs, article.start, key=lambda r: r.start)
        high = bisect_left(linked.refs, article.end, key=lambda r: r.start)
        named = with_projects(document.text, article, list(linked.refs[low:high]), projects)
        again = anaphors(document.text, article, named)
        taken = {r.start for r in again}
        self.refs = sorted([*(r for r in named if r.start not in taken), *again], key=lambda r: (r.start, -r.end))
        self.focus = Focus(self.text, self.refs, article.year)
        self.host: Key | None = None  # the city whose event was told of last
        self.holders, self.low = Holders(self.text, self.refs), article.start
        self.rules = [r for r in self.refs if r.key.startswith("Policy/") and RULES.search(r.key)]
        self.default_subject = place = article_subject(article, linked)
        self.many = (place or "").startswith("Region/") and level_of(place or "") == "province"
        self.topics = topics(self.refs, self.default_subject)
        self.whole = region_of_group(self.default_subject)
        self.year, self.title = article.year, article.title or ""
        told = self.text[article.start : article.end]
        self.default_year = reported_year(told, article.year, month_of(article, document))
        self.now = self.year if "今年" in told else self.default_year
        self.planned = self.reviewed = False
        self.asked: tuple[str | None, bool] = (None, False)  # the time of the last question, whether it asks for plans
        self.project_spans = sorted(
            (s.start, s.end) for p in projects for s in p.mentions if article.start <= s.start < article.end
        )
        self.firms = {p.key: p.companies[0] for p in projects if len(p.companies) == 1}
        self.told = {(p.key, x.value) for p in projects for x in (p.investment, p.area) if x is not None}

    def heading(self, start: int, end: int) -> None:
        """Take the year of what stands below from a heading (一、2023年工作完成情况), and whether it is planned."""
        line = self.text[start:end]
        if line.rstrip().endswith(("？", "?")) and len(line) <= 80:
            periods = [t.period for t in find_times(line, self.year, self.default_year, self.now) if t.period]
            self.asked = (periods[-1] if periods else None, _ASKS_PLAN.search(line) is not None)
            return
        section = section_time(line, self.year)
        if section is not None:
            year = section.year if section.year is not None else self._year_below(end)
            self.planned = section.planned or (section.work and self.reviewed and year == self.year)
            self.reviewed = self.reviewed or section.review
            self.default_year = year
            self.asked = (None, False)

    def _year_below(self, start: int) -> int | None:
        """The year that most of a section without one speaks of: 一、工作回顾."""
        for s, e in lines(self.text, start + 1, self.article.end):
            if section_time(self.text[s:e], self.year) is not None:
                return reported_year(self.text[start:s], self.year)
        return reported_year(self.text[start : self.article.end], self.year)

    def paragraph(self, start: int, end: int) -> list[Observation]:
        result: list[Observation] = []
        period = str(self.default_year) if self.default_year is not None else None
        period = self.asked[0] or period
        headed, self.low = self.focus.labelled(start), start
        subject, age = headed or self.default_subject, 0
        source = HEADED if headed else ARTICLE
        # what a line such as 2.某某项目。 has set as the paragraph's topic
        policy: Key | None = None  # what the sentence before has ended on bringing in
        field = ""
        thing = ""  # the same, where it is no entity
        row: Row | None = None
        measures: dict[str, str] = {}
        for s, e in sentences(self.text, start, end):
            if subject is not None and subject != self.default_subject:
                goes_on = self.focus.continues(s, e, subject, self.many) or (
                    not self.many and self.focus.stays(start, s, e, subject)
                )
                goes_on = goes_on or (self.whole is not None and self.focus.still(s, e, subject))
                if not goes_on:
                    subject, source = headed or self.default_subject, HEADED if headed else ARTICLE
            eventful, holds = host(self.text, s, e, self._refs(s, e))
            self.host = holds if eventful else self.host
            speaker = self.focus.speaker(s, end, subject)
            state = SentenceState(subject=speaker or subject, period=period, default_subject=self.default_subject)
            state.now = str(self.default_year) if self.default_year is not None else None
            state.source, state.carried_source = (SPEAKER if speaker else source), source
            state.carried, state.headed, state.row = subject, headed, row
            state.field = field = self.focus.field_headed(s, e) or field
            if (policy or thing) and self.focus.may_tell_of(policy, subject, s, e):
                state.policy, state.thing_behind = policy, thing
            rules = bisect_left(self.rules, s, key=_start)
            state.rules = self.rules[rules - 1].key if rules else None
            state.measures = measures
            result += self._sentence(s, e, state)
            known = [d for d in state.told if d.kind == "level" and d.indicator in vocabulary()]
            measures |= {d.found.unit: d.indicator for d in known}
            row = state.row
            policy, thing = state.launched or state.policy, state.thing_behind
            named = self.focus.name_alone(s, e)
            if named is not None:
                state.carried = headed = named
                state.carried_source = HEADED
            if state.presented is not None:
                state.carried = headed = state.presented.key
                state.carried_source = SubjectSource("subject-presented", state.presented.start, state.presented.end)
            if state.frame_period and not self._to_come(state.frame_period):
                period = state.frame_period
            if state.carried in self.topics:
                self.default_subject = state.carried
            told = state.carried_source
            if told.rule not in (ARTICLE.rule, HEADED.rule):
                told = SubjectSource("subject-carried", told.start, told.end)
            if state.carried != subject:
                subject, source, age = state.carried, told, 0
            elif told.start > source.start:
                source = told
            elif subject != self.default_subject and subject is not None and not NEUTRAL.match(self.text, s, e):
                age += 1
                if (
                    age >= _CARRY_SENTENCES
                    and subject != headed
                    and (self.many or not self.focus.stays(start, s, e, subject))
                ):
                    subject, source = self.default_subject, ARTICLE
        return result

    def _to_come(self, period: str) -> bool:
        """Whether a period lies after the article's year, in a text of what has been: no frame for the rest."""
        last = max(years_of(period), default=0)
        return not self.planned and self.year is not None and last > max(self.year, self.default_year or 0)

    def table(self, table: Table) -> list[Observation]:
        """The observations of a table; its subject and period are the article's where it names none."""
        refs = self._refs(table.caption_start, table.end)
        period = self._titled_period() or (str(self.default_year) if self.default_year is not None else None)
        return list(TableReader(table, refs, self.default_subject, self.year, period).observations())

    def _titled_period(self) -> str | None:
        """The part of the year that the headline is of: 上半年, 1—9月."""
        times = [t.period for t in find_times(self.title, self.year, self.default_year, self.now) if t.period]
        inside = times and self.default_year is not None and set(years_of(times[-1])) == {self.default_year}
        return times[-1] if inside else None

    def _refs(self, start: int, end: int) -> list[Ref]:
        return self.focus.refs_in(start, end)

    def _sentence(self, start: int, end: int, state: SentenceState) -> list[Observation]:
        text = self.text[start:end]
        refs = self._refs(start, end)
        times = find_times(text, self.year, self.default_year, self.now)
        base_year = years_of(state.period)
        if base_year and self.default_year is not None and base_year[-1] != self.default_year:
            times = find_times(text, self.year, base_year[-1], self.now)
        times = [t for t in times if not is_in_name(self.text, t, start, refs)]
        moved = [msgspec.structs.replace(t, start=t.start + start, end=t.end + start) for t in times]
        quantities = [
            q
            for q in find_quantities(text)
            if not is_name(self.text, q, start, refs, self.project_spans)
            and not any(t.start <= q.number_start < t.end for t in times)
        ]
        tokens = tag(self.text, start, end) if quantities else []
        spans = self.project_spans
        result: list[Observation] = []
        at = 0
        for clause_start, clause_end in clauses(self.text, start, end):
            own = []
            while at < len(quantities) and quantities[at].start + start < clause_end:
                if quantities[at].start + start >= clause_start:
                    own.append(quantities[at])
                at += 1
            clause = Clause(
                text=self.text,
                start=clause_start,
                end=clause_end,
                tokens=within(tokens, clause_start, clause_end),
                refs=_starting(refs, clause_start, clause_end),
                times=_starting(moved, clause_start, clause_end),
                quantities=[shifted(q, start) for q in own],
                project_spans=spans[bisect_left(spans, (clause_start, 0)) : bisect_left(spans, (clause_end, 0))],
            )
            for draft in ClauseReader(clause, state).drafts():
                self._finish(draft, clause, state, start, end, result)
            if self.text[clause_end : clause_end + 1] in "；;":
                state.semicolon()
        return result

    def _held(self, draft: Draft, clause: Clause, state: SentenceState) -> Holder | None:
        """The thing named before that a figure is of, where its clause names nobody but a zone or a place before."""
        of_place = state.subject is None or state.subject.startswith("Zone/")
        unnamed = draft.subject is None and of_place and state.source.rule in ("subject-article", "subject-carried")
        if self.host and unnamed and of_event(self.text[max(clause.start, draft.found.end - REACH) : draft.found.end]):
            state.switch_subject(self.host, "subject-host")
            return None
        carried = state.source.rule == "subject-carried" and (state.subject or "").startswith(("Company/", "Project/"))
        own = state.thing and draft.indicator.startswith(state.thing)
        if draft.subject is not None or own or not (of_place or carried) or of_a_place(draft.indicator):
            state.held = None
            return None
        since = state.source.start if state.subject is not None else -1
        if state.subject != self.default_subject and affinity_of(state.subject or "", draft.indicator):
            return None  # 某产业社区…，首批入驻企业29家: the park that is told of
        if of_place and (firm := self.holders.firm(clause, draft.found, self.article.start)) is not None:
            state.switch_subject(
                firm.key, firm.source.rule, Ref(firm.source.start, firm.source.end, firm.key or ""), carry=True
            )
            return firm
        if state.held is None or not goes_with(self.text[draft.left : draft.found.start]):
            state.held = self.holders.of(clause, draft.found, self.low, since, carried)
        return state.held

    def _suited(self, subject: Key | None, label: str, at: int) -> Ref | None:
        """What the paragraph named that has such a figure, where the subject has none: 签约到开工用时, 在手订单."""
        held = subject or ""
        project = of_a_project(label) and held.startswith("Company/")
        firm = of_orders(label) and held.startswith(("Zone/", "Facility/"))
        named = self._refs(self.low, at) if project or firm else []
        named = [r for r in named if (self.firms.get(r.key) == subject if project else r.key.startswith("Company/"))]
        return named[-1] if len({r.key for r in named}) == 1 else None

    def _place_of(self, subject: Key | None) -> Key | None:
        """The zone under which a thing with a common name alone is filed."""
        return subject if subject is not None and subject.startswith("Zone/") else self.default_subject or subject

    def _finish(
        self, draft: Draft, clause: Clause, state: SentenceState, start: int, end: int, result: list[Observation]
    ) -> None:
        q = draft.found
        if draft.change_kind:
            tell_change(draft, clause.end, state, result, self.text)
        if draft.change_kind or not draft.indicator:
            return
        held = self._held(draft, clause, state)
        if held is not None and held.key is None and held.name not in draft.indicator:
            draft.indicator = held.name + draft.indicator
        label, concept = standardise(filed(draft.indicator, q), q.unit)
        strange = state.source.rule == "subject-carried" and (state.subject or "").startswith(WORKS)
        strange = strange and cannot_have(state.subject or "", self.text[draft.left : q.start] + label)
        brought = not named_here(state.source, clause) and (state.subject or "").startswith("Policy/")
        if draft.subject is None and brought and comes_about(label):
            draft.subject, draft.source = self.default_subject, SubjectSource("subject-of-place")
        if draft.subject is None and (strange or not may_have(state.subject, label)):
            state.switch_subject(self.default_subject, "subject-of-place", carry=True)
        subject = draft.subject or state.subject or self.default_subject
        source = state.source if state.subject else ARTICLE
        if draft.subject is not None:
            source = draft.source if draft.source.rule else SubjectSource(f"subject-{draft.rule}")
        if held is not None:
            subject, source = held.key or self._place_of(subject), held.source
        if draft.subject is None and subject in self.firms and of_a_firm(draft.indicator):
            subject, source = self.firms[subject], SubjectSource("subject-firm-of")
        if draft.subject is None and held is None and (other := self._suited(subject, label, q.start)) is not None:
            subject, source = other.key, SubjectSource("subject-thing", other.start, other.end)
            state.switch_subject(subject, source.rule, other)
        if self.whole is not None and subject == self.whole and not of_a_place(label):
            # 全省仍有7家开发区…: of the zones that the article is about
            subject, source = self.default_subject, SubjectSource("subject-of-zones")
        if subject is None or (subject.startswith("Project/") and (subject, q.value) in self.told):
            return
        before = self.text[max(start, draft.status_from, q.number_start - _STATUS_REACH) : q.number_start]
        period = draft.period
        later = self.year is not None and max(years_of(period), default=0) > self.year
        status = draft.status or status_of(before, planned=self.planned or self.asked[1], later=later)
        bounds = ((q.value, q.qualifier),) if q.low is None else ((q.low, "超"), (q.value, "以内"))
        for value, qualifier in bounds:
            result.append(
                Observation(
                    subject=subject,
                    indicator=label,
                    value=value,
                    unit=q.unit,
                    text=self.text[q.start : q.end],
                    start=_quote_start(self.text, clause.start, start),
                    end=max(clause.end, draft.end),
                    qualifier=qualifier,
                    period=period,
                    status=status,
                    kind=draft.kind,
                    concept=concept,
                    rule=draft.rule,
                    subject_rule=source.rule,
                    subject_at=Span(source.start, source.end) if source.start >= 0 else None,
                )
            )
        if draft.kind == "level":
            state.last_index = len(result) - 1


def _quote_start(text: str, clause_start: int, sentence_start: int) -> int:
    at = clause_start
    while at < len(text) and text[at] in " 　，,；;：:":
        at += 1
    return max(at, sentence_start)
