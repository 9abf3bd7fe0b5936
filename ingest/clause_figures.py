"""The figures of one clause: which words name the indicator, whose figure it is, what is left out.

The rules are a small grammar of how reports put numbers: noun + verb + number (固定资产投资完成79亿元), number +
noun + verb (43个项目集中签约), measure + 的 + counted noun (总投资844亿元的43个项目), share (占全市19.6%), rank
(总量全市第一), growth (同比增长10%), and bare measures that belong to the last counted noun (总投资8亿元).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter

import msgspec

from ingest import brought_in
from ingest import comparison_figures as comparisons
from ingest import measure_figures as measures
from ingest import parallel_figures as parallel
from ingest.announced import announce
from ingest.clause import Clause, Draft, SentenceState
from ingest.clause_opening import SUBJECT_TYPES, ClauseOpening
from ingest.count_figures import count, figure_behind
from ingest.enumerations import note_items, respectively
from ingest.figure_patterns import (
    AGENTIVE,
    BRANCH,
    BUILT,
    CHANGED,
    CHANGED_FROM,
    CHANGED_TO,
    COMPLETION,
    DONE_PART,
    GRANTS,
    MEASURE_END,
    MOVED_TO,
    NOTE,
    ORDINAL,
    PAID,
    QUOTED_BEHIND,
    SAID_OF,
    SHARE,
    THING,
    THING_BEHIND,
    THING_TOLD,
    THRESHOLD,
    UTMOST,
)
from ingest.figure_times import bracketed, period_of, told_behind
from ingest.grant_figures import grant, threshold
from ingest.indicators import after_counter, before_number, vocabulary
from ingest.left_out import again, unit_key
from ingest.part_figures import FRACTION, part_does
from ingest.phrases import NEAR, behind, tag, within
from ingest.quantities import Found
from kg.model import Key

FIELD_MEASURES = frozenset(("产值", "总产值", "营业收入", "营收", "增加值", "税收", "出口", "销售收入", "产业规模"))
"""Measures that, under a heading of one industry, are that industry's."""
NAME_REACH = 80
"""Characters before a figure in which the name right before it begins."""


class ClauseReader(ClauseOpening):
    """Reads the figures of one clause and updates the sentence's state."""

    def __init__(self, clause: Clause, state: SentenceState) -> None:
        super().__init__(clause, state)
        self.rows: Counter[str] | None = None  # how many figures of a unit stand right behind a zone or place
        self.grants = GRANTS.search(clause.text, clause.start, min(len(clause.text), clause.end + 80)) is not None

    def _part_of_whole(self, q: Found, plain: str) -> Key | None:
        """其中甲片区41.2万元、乙片区22.5万元: the part that a figure of the whole's own kind belongs to."""
        c, s = self.c, self.s
        name = plain.removeprefix("其中").removesuffix("占").removesuffix("达")
        low = bisect_left(c.refs, q.start - NAME_REACH, key=lambda r: r.start)
        for r in c.refs[low : bisect_left(c.refs, q.start, key=lambda r: r.start)]:
            if (
                r.end <= q.start <= r.end + 2
                and r.key.startswith(("Zone/", "Region/", "Company/"))
                and s.last_indicator
            ):
                whole = c.text[r.start : r.end] == name or (not name and "其中" in c.text[c.start : r.start])
                told = "其中" in c.text[c.start : q.start] or s.parts or self._row(q)
                if whole and s.last_unit == q.unit and told:
                    s.parts = True
                    return r.key
        return None

    def _branch(self, q: Found, plain: str) -> Draft | None:
        """营业收入155亿元，其中锂电产业78亿元: the whole's measure, of a branch of industry."""
        s, m = self.s, BRANCH.fullmatch(plain)
        if m is None or "其中" not in self.c.text[self.c.start : q.start] or s.last_unit != q.unit:
            return None
        if q.family not in ("money", "percent") or not s.last_indicator:
            return None
        if m["branch"] in s.last_indicator or m["branch"] in vocabulary():
            return None
        measure = MEASURE_END.search(s.last_indicator)
        if measure is None:
            return None
        return Draft(found=q, indicator=m["branch"] + measure.group(), rule="part-branch")

    def _built(self, q: Found) -> Key | None:
        """The works for which a sum was paid that stand behind it: 投资1.8亿元建成某处理厂."""
        c = self.c
        works = next((r for r in c.refs if r.start >= q.end), None)
        if works is None or not works.key.startswith("Facility/") or not BUILT.search(c.text, q.end, works.start):
            return None
        return None if c.text[works.end : works.end + 1] in ("、", "和", "及", "等", "的") else works.key

    def _sorts(self, q: Found) -> bool:
        """50亿元以上1个: whether a sum only sorts those whose count stands right behind it."""
        behind = figure_behind(self.c, q)
        return behind is not None and behind.start == q.end and behind.family == "count"

    def _utmost(self, q: Found, plain: str, at: int) -> Draft | None:
        """亩均税收最高的某区为21万元: the measure before 最高, of who is named behind."""
        m = UTMOST.fullmatch(plain)
        low = bisect_left(self.c.refs, at, key=lambda r: r.start)
        named = [
            r for r in self.c.refs[low:] if r.end <= q.start and r.key.startswith(("Zone/", "Region/", "Company/"))
        ]
        if m is None or not named or self.c.text.find("最", at, named[-1].start) < 0:
            return None
        label = before_number(m["of"]) or (self.s.last_indicator if self.s.last_unit == q.unit else None)
        if not label:
            return None
        self.s.last_indicator = label
        return Draft(found=q, indicator=label, subject=named[-1].key, rule="utmost")

    def _moved(self, q: Found, plain: str) -> bool:
        """从45%爬到82%: whether the figure before in the clause is where this one has come from."""
        at = bisect_left(self.c.quantities, q.start, key=lambda x: x.start)
        before = self.c.quantities[at - 1] if at else None
        return (
            before is not None
            and unit_key(before.unit) == unit_key(q.unit)
            and MOVED_TO.fullmatch(plain) is not None
            and CHANGED_FROM.search(self.c.text, self.c.start, before.number_start) is not None
        )

    def _row(self, q: Found) -> bool:
        """甲区29个、乙区18个、丙区13个: whether zones or places stand in a row, each right before its count."""
        if self.rows is None:
            holders = {r.end for r in self.c.refs if r.key.startswith(("Zone/", "Region/"))}
            self.rows = Counter(x.unit for x in self.c.quantities if x.start in holders)
        return self.rows[q.unit] >= 2

    def _thing_behind(self) -> None:
        """Note what has no entity of its own and the clause ends with founding: 共建了化工实训基地，…."""
        c = self.c
        low = max(c.start, c.end - 40)
        m = THING_BEHIND.search(c.text, low, c.end) or QUOTED_BEHIND.search(c.text, low, c.end)
        if m is None or self.s.launched is not None:
            return
        if not any(r.end > m.start("thing") and r.key.startswith((*SUBJECT_TYPES, "Event/")) for r in c.refs):
            self.s.thing_behind = m["thing"]

    def drafts(self) -> list[Draft]:
        """The figures of the clause, left to right."""
        result = self._drafts()
        self._thing_behind()
        ends = [r for r in self.c.refs if r.key.startswith("Project/") and r.end >= self.c.end - 2]
        self.s.last_project = (
            ends[-1].key if ends else (self.s.last_project if self.c.quantities and not self.s.topic else None)
        )
        return result

    def _drafts(self) -> list[Draft]:
        c = self.c
        self.s.founded, self.s.launched = brought_in.founded(self.c) or self.s.founded, brought_in.launched(self.c)
        if not c.quantities:
            text = c.text[self.head : c.end]
            brought_in.topic_behind(self.c, self.s)
            self._note_thing()
            announce(c, self.s, text)
            if "、" in text and "分别" not in text:
                note_items(c, self.s, text, self.head)
            return []
        shared = respectively(c, self.s, self.head)
        if shared:
            self.s.told += [d for d in shared if not d.change_kind]
            return [msgspec.structs.replace(d, period=self._period(d.found)) for d in shared]
        self._note_thing()
        result: list[Draft] = []
        at = self.head if c.quantities[0].start >= self.head else c.start
        for i, q in enumerate(c.quantities):
            stop = c.quantities[i + 1].start if i + 1 < len(c.quantities) else c.end
            before, source = self.s.subject, self.s.source
            draft, at = self._one(q, parallel.listed_next(c, self.s, q, at), stop)
            if self.s.subject != before:
                for told in result:
                    if told.subject is None:
                        told.subject, told.source = before, source
            if draft is not None:
                self._of_thing(draft)
                parallel.note(self.s, draft, draft.subject or self.s.subject)
                self.s.grew = bool(draft.change_kind)
                self.s.last_spoken = draft.indicator or self.s.last_spoken
                self.s.last_unit = q.unit if draft.indicator else self.s.last_unit
                if draft.indicator and draft.kind in ("level", "share", "growth"):
                    self.s.said[unit_key(q.unit)] = draft
                draft.period = self._period(q)
                draft.end, draft.left = c.end, self.s.at
                draft.status_from = c.start
                result.append(draft)
                if draft.indicator and not draft.change_kind:
                    self.s.told.append(draft)
        return result

    def _note_thing(self) -> None:
        """What a clause opens with that has no entity of its own but is spoken of on: 第二水厂日供水8万吨，…."""
        c, at = self.c, self.head
        if self.s.subject != self.s.carried or any(r.end == at and r.end > c.start for r in c.refs):
            self.s.thing = ""  # a subject of its own has just been named
        opening = c.text[c.start : min(c.end, c.start + 12)].lstrip()
        founded, self.s.thing_behind = self.s.thing_behind, "" if c.quantities else self.s.thing_behind
        of_place = self.s.subject is None or self.s.subject.startswith(("Zone/", "Region/"))
        if founded and of_place and not AGENTIVE.match(opening) and not (c.refs and c.refs[0].start <= at):
            self.s.thing = founded
            return
        told = THING_TOLD.match(c.text, at, min(c.end, at + 48))
        if told and not any(r.start < told.end() and r.end > told.start("thing") for r in c.refs):
            self.s.thing = told["thing"]
            return
        m = THING.match(c.text, at, min(c.end, at + 24))
        if m is None or any(r.start < m.end() and r.end > at and r.key.startswith(SUBJECT_TYPES) for r in c.refs):
            return
        words = within(c.tokens or tag(c.text, at, m.end()), at, m.end(), NEAR)
        if words and not any(
            t.tag in ("v", "p", "c", "d", "r", "uj", "ul") or (t.tag == "m" and t.word[0] != "第") for t in words
        ):
            self.s.thing = m.group()

    def _of_thing(self, draft: Draft) -> None:
        """Name the thing before a figure that speaks of it without naming it: 日处理能力 → 第二污水处理厂日处理能力."""
        thing, label = self.s.thing, draft.indicator
        if not thing and label in FIELD_MEASURES and self.s.subject == self.s.default_subject:
            thing = self.s.field
        if not thing or not label or draft.subject is not None or thing in label or draft.rule.startswith("grant"):
            return
        if draft.found.start < self.c.start or any(r.key.startswith(SUBJECT_TYPES) for r in self.c.refs):
            return
        opening = tag(label, 0, min(len(label), 8))
        if len(label) <= 6 or (opening and opening[0].tag.startswith("v")):
            draft.indicator = thing + label

    def _timeless(self, start: int, end: int) -> str:
        """The words before a figure without the times among them: 第二水厂去年6月投运投资 → 第二水厂投运投资."""
        text, at = "", start
        for t in self.c.times:
            if t.start < at or t.end > end or not t.period or self._of_start(t):
                continue
            if self.c.text[t.start] not in "到至由从自截" and self.c.text[t.end : t.end + 1] != "的":
                text, at = text + self.c.text[at : t.start], t.end
        return text + self.c.text[at:end]

    def _structure(self, q: Found) -> Draft:
        """2.1:60.3:37.6: which of the three industries a share is of, by its place."""
        row = [x for x in self.c.quantities if x.family == "structure" and x.start <= q.start]
        return Draft(found=q, indicator=comparisons.SHARES[(len(row) - 1) % 3], kind="share", rule="structure")

    def _period(self, q: Found) -> str | None:
        if (own := told_behind(self.c, q)) is not None:
            return own.period
        beside = bracketed(self.c, q.start)
        last = next(
            (
                t
                for t in reversed(self.c.times)
                if t.start <= q.start
                and t.period
                and bracketed(self.c, t.start) in (None, beside)
                and not self._of_event(t)
                and not (self._of_start(t) and (q.family == "multiple" or CHANGED.search(self.c.text, t.end, q.start)))
            ),
            None,
        )
        return period_of(self.c, self.s, q, last)

    def _one(self, q: Found, at: int, stop: int) -> tuple[Draft | None, int]:
        c, s = self.c, self.s
        if q.start < s.bound:
            return None, s.bound
        left = self._timeless(at, q.start)
        s.at = at
        right = behind(c.tokens, c.text, q.end, stop, NEAR)
        plain = NOTE.sub("", left).strip(" 　，,、和与及")
        if ORDINAL.fullmatch(plain) and (said := SAID_OF.match(c.text, q.end)):
            return Draft(found=q, indicator=before_number(said["what"]), rule="said-of"), q.end
        if q.family == "duration" and plain.endswith("连续"):
            return None, at  # 增幅连续五个季度居首位
        if self.grants and (granted := grant(c, s, q, plain)) is not None:
            return granted, q.end
        if q.family == "structure":
            return self._structure(q), q.end
        if q.family in ("count", "measure") and right and right[0].tag not in ("x", "v", "p"):
            owner = next((r for r in c.refs if at <= r.start and q.start - 1 <= r.end <= q.start), None)
            if (
                owner
                and c.text[owner.end : q.start] not in ("等", "、", "的")
                and owner.key.startswith(("Zone/", "Facility/", "Project/"))
                and after_counter(right)[0]
                and not (owner.key == s.default_subject and self._of_it(owner))
            ):
                s.switch_subject(
                    owner.key, "subject-owner", owner
                )  # 某产业园10所高校: the name right before the number owns it
                left = plain = ""
        if q.family == "money" and PAID.search(plain) and (works := self._built(q)) is not None:
            return Draft(found=q, indicator="投资", subject=works, rule="level-taken"), q.end
        if (part_owner := self._part_of_whole(q, plain)) is not None:
            return Draft(found=q, indicator=s.last_indicator or "", subject=part_owner, rule="part-owner"), q.end
        if (branch := self._branch(q, plain)) is not None:
            return branch, q.end
        if (beside := parallel.read(c, s, q, plain, right)) is not None:
            return beside, q.end
        if (utmost := self._utmost(q, plain, at)) is not None:
            return utmost, q.end
        if (elliptical := again(c, s, q, plain)) is not None:
            return elliptical, q.end
        if (s.last_spoken or s.last_indicator) and (CHANGED_TO.match(plain) or self._moved(q, plain)):
            return Draft(found=q, indicator=s.last_spoken or s.last_indicator or "", rule="changed-to"), q.end
        if q.family == "percent" and (done := COMPLETION.search(plain)):
            base = before_number(plain[: done.start()]) or s.last_indicator or ""
            return Draft(found=q, indicator=f"{base}{done['what']}完成率", rule="completion"), q.end
        if q.family == "percent" and (partly := DONE_PART.search(plain)):
            return Draft(found=q, indicator=f"{partly['what']}完成比例", rule="done-part"), q.end
        if (
            plain.startswith("的")
            and q.family == "percent"
            and s.last_indicator
            and re.search(r"(?:目标|任务)", s.last_indicator)
        ):
            return Draft(found=q, indicator=s.last_indicator + "完成率", rule="completion"), q.end
        if q.family in ("percent", "money", "measure") and (over := comparisons.ABOVE.search(plain)):
            return comparisons.above(s, q, plain, over), q.end
        if q.family == "percent" and (part := comparisons.PART_OF_ANOTHER.search(plain)):
            return comparisons.times(s, q, plain, part, "比例"), q.end
        tenths = q.family == "percent" and FRACTION.search(c.text, q.start, q.end)
        if tenths and (of_what := comparisons.PART_OF_WHAT.search(plain)):
            return comparisons.times(s, q, plain, of_what, "比例", "相当于"), q.end
        if q.family == "multiple" and (multiple := comparisons.TIMES.search(plain)):
            return comparisons.times(s, q, plain, multiple), q.end
        growing = comparisons.GROWTH.search(plain) or comparisons.COMPARE.search(plain)
        against = growing is not None and (growing.re is comparisons.COMPARE or growing["against"])
        if growing and not against and q.family in ("count", "measure") and comparisons.DOES_MORE.search(plain):
            noun = after_counter(right)[0] if "同比" not in plain and "环比" not in plain else ""
            growing = growing if len(noun) < 2 else None
        sooner = comparisons.EARLIER.search(plain) if q.family == "duration" and plain else None
        if sooner and sooner["verb"].startswith("快"):
            return comparisons.earlier(s, q, plain, sooner), q.end
        if growing and (q.family in comparisons.COMPARED or (q.family == "duration" and against)):
            return comparisons.growth(s, q, plain, growing), q.end
        if sooner:
            return comparisons.earlier(s, q, plain, sooner), q.end
        if q.family == "percent" and (does := part_does(c, s, q, plain, right)) is not None:
            return does, q.end
        if q.family == "percent" and (whole := measures.share_of_whole(c, q, plain, right)):
            return whole, q.end
        if q.family == "percent" and (within_it := measures.share_within(s, q, plain)):
            return within_it, q.end
        if q.family == "percent" and (share := SHARE.search(plain)):
            return measures.share(s, q, plain, share), q.end
        if q.family == "rank":
            return measures.rank(s, q, plain), q.end
        if (
            q.family == "money"
            and s.topic
            and s.last_indicator == s.topic + "数"
            and re.match(r"(?:以上|以下)?的?[\u4e00-\u9fff]{0,6}(?:项目|企业)", c.text[q.end : c.end])
            and plain
            and len(plain) <= 8
        ):
            return Draft(found=q, indicator=s.topic + before_number(plain), rule="count-measured"), q.end
        bounded = c.text[q.end - 2 : q.end] in ("以上", "以下")
        if q.family == "money" and bounded and THRESHOLD.match(c.text, q.end, c.end):
            return threshold(c, q, plain), at
        if q.family == "money" and bounded and self._sorts(q):
            return None, q.start
        if right and right[0].word == "的" and q.family in ("money", "measure", "percent", "duration"):
            return measures.attributive(c, s, q, plain, right), q.end
        if q.family == "count":
            return count(c, s, q, plain, right)
        draft = measures.level(c, s, q, plain, right)
        if draft is not None and draft.rule in ("level-noun", "level-acted"):
            _, end, _ = after_counter(right)
            return draft, end if c.text[end : end + 1] in ("、", "和", "及") else q.end
        if draft is not None and draft.rule == "level-taken" and (mark := c.text.find("、", q.end, stop)) > 0:
            return draft, mark
        return draft, q.end
