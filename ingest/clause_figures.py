"""The figures of one clause: which words name the indicator, whose figure it is, what is left out.

The rules are a small grammar of how reports put numbers: noun + verb + number (固定资产投资完成79亿元), number +
noun + verb (43个项目集中签约), measure + 的 + counted noun (总投资844亿元的43个项目), share (占全市19.6%), rank
(总量全市第一), growth (同比增长10%), and bare measures that belong to the last counted noun (总投资8亿元).
"""

from __future__ import annotations

import re

import msgspec

from ingest import comparison_figures as comparisons
from ingest import measure_figures as measures
from ingest.clause import Clause, Draft, SentenceState
from ingest.count_figures import count
from ingest.enumerations import list_items, respectively
from ingest.figure_patterns import (
    AGENTIVE,
    ARRIVES,
    ATTRIBUTIVE_TIME,
    BODY,
    BODY_OF,
    CHAIN_HAS,
    CHANGED,
    CHANGED_TO,
    COMPLETION,
    COUNTED_END,
    COUNTED_SORT,
    DOER_END,
    DOES,
    DONE_PART,
    FOUNDS,
    GRANTS,
    HEAD_SKIP,
    INSIDE,
    KIND_WORD,
    LAUNCHED_END,
    LAUNCHES,
    NOTE,
    OFFICE,
    ORDINAL,
    PARK_WORD,
    PREDICATED,
    SAID_OF,
    SHARE,
    STATIVE,
    THING,
    THRESHOLD,
    WITHIN_SHARE,
)
from ingest.grant_figures import grant
from ingest.indicators import after_counter, before_number
from ingest.linking import Ref
from ingest.periods import Time, is_event_time
from ingest.phrases import NEAR, tag, within
from ingest.quantities import Found
from kg.model import Key

SUBJECT_TYPES = ("Zone/", "Region/", "Company/", "Facility/", "Fund/", "Organization/", "Project/")


class ClauseReader:
    """Reads the figures of one clause and updates the sentence's state."""

    def __init__(self, clause: Clause, state: SentenceState) -> None:
        self.c = clause
        self.s = state
        self.head = self._head()
        self.grants = GRANTS.search(clause.text, clause.start, min(len(clause.text), clause.end + 80)) is not None

    def _head(self) -> int:
        """Skip times and the subject at the clause's start; note both in the state. Returns where the rest begins."""
        c, at = self.c, self.c.start
        opening = c.text[c.start : min(c.end, c.start + 12)].lstrip()
        if self.s.founded and STATIVE.match(opening):
            self.s.subject = self.s.founded
        elif self.s.launched and not AGENTIVE.match(opening):
            self.s.subject = self.s.launched
        self.s.founded = self.s.launched = None
        for t in c.times:
            if t.period and not self._of_event(t) and not self._of_start(t):
                self.s.period = t.period
                if t.frame and not t.future:
                    self.s.frame_period = t.period
        at = self._locative(at)
        moved = True
        while moved:
            moved = False
            own = self._kind_word(at)
            if own:
                self.s.subject = self.s.carried = self.s.default_subject
                at, moved = at + own, True
            skip = HEAD_SKIP.match(c.text[at : c.end])
            if skip and skip.end():
                at += skip.end()
                moved = True
            for t in c.times:
                if t.start <= at < t.end:
                    at, moved = t.end, True
            for r in sorted(c.refs, key=lambda r: r.start - r.end):
                if r.start <= at < r.end and r.key.startswith("Policy/") and self._announces(r):
                    self.s.subject = r.key  # 一是“某办法”：办结时限从2天压缩到1小时: what follows is the policy's
                    return c.end
                if (
                    r.start <= at < r.end
                    and r.key.startswith(("Event/", "Policy/"))
                    and BODY.search(c.text[r.start : r.end].rstrip("”"))
                    and any(q.start == r.end and q.family == "count" for q in c.quantities)
                ):
                    self.s.subject = r.key  # 某帮办服务团62人
                    return r.end
                if r.start <= at < r.end and r.key.startswith(("Event/", "Policy/")) and (acts := self._acts(r)):
                    self.s.subject = r.key  # “某某贷”为57户企业授信7.8亿元
                    at, moved = acts, True
                    break
                if r.start <= at < r.end and self._chain(r):
                    self.s.thing = c.text[r.start : r.end]
                if r.start <= at < r.end and r.key.startswith("Policy/") and c.text[r.start : r.start + 1] == "“":
                    body = BODY_OF.match(c.text, r.end, c.end)
                    self.s.thing = (
                        (c.text[r.start : r.end] + (body.group() if body else "")).replace("“", "").replace("”", "")
                    )  # “某某贷”资金池达1亿元，支持企业36家
                if (
                    r.start <= at < r.end
                    and r.key.startswith(("Event/", "Policy/"))
                    and c.text[r.end : r.end + 1] in ("全", "，")
                ):
                    at, moved = r.end, True
                    break
                if r.start <= at < r.end and r.key.startswith(SUBJECT_TYPES):
                    if r.key.startswith("Organization/") and OFFICE.search(c.text[r.start : r.end]):
                        return at
                    if r.key.startswith(("Organization/", "Facility/", "Fund/")) and self._is_counted(r):
                        return at
                    rest = c.text[r.end : r.end + 3]
                    if rest.startswith(("等", "、", "和", "与", "及", "（")) and not rest.startswith(
                        ("（含", "（以", "与全", "与省", "和全")
                    ):
                        return at
                    self.s.subject = self.s.carried = r.key
                    at, moved = r.end, True
                    if c.text[at : at + 1] in ("（", "("):
                        close = c.text.find("）" if c.text[at] == "（" else ")", at, c.end)
                        if close > 0 and not any(at < q.start < close for q in c.quantities):
                            at = close + 1
                    break
        return self._described(at)

    def _chain(self, r: Ref) -> bool:
        """Whether an industry at a clause's head goes on being spoken of."""
        named = self.c.text[r.start : r.end].endswith(("产业", "产业链", "产业集群", "行业"))
        return r.key.startswith("Industry/") and named and CHAIN_HAS.match(self.c.text, r.end) is not None

    def _described(self, at: int) -> int:
        """Where the predicate begins of what a clause describes first: 由甲与乙合建的某平台已完成调试; else `at`."""
        c = self.c
        for r in c.refs:
            if not r.key.startswith(("Facility/", "Fund/", "Project/", "Company/")) or r.start <= at:
                continue
            opening = c.text[at : r.start].rstrip("“")
            early = any(q.start < r.end for q in c.quantities)
            if opening.endswith("的") and not early and "、" not in opening and PREDICATED.match(c.text, r.end, c.end):
                self.s.subject = self.s.carried = r.key
                return r.end
        return at

    def _acts(self, r: Ref) -> int:
        """Where the predicate begins of a policy or event that does something with figures in this clause; else 0."""
        c = self.c
        named = DOER_END.match(c.text, r.end, c.end)
        end = named.end() if named else r.end
        if not c.quantities or c.quantities[0].start < end or "、" in c.text[r.start : r.end]:
            return 0
        return end if DOES.match(c.text, end, c.end) else 0

    def _of_event(self, t: Time) -> bool:
        """Whether a time says when something was founded or named, not when the figures were so."""
        text = self.c.text
        return bool(ATTRIBUTIVE_TIME.match(text[t.end : t.end + 4])) or is_event_time(text, t.start, t.end)

    def _of_start(self, t: Time) -> bool:
        """Whether a time is what figures of another are compared with: 由上年的61家增加到97家, 是2015年的2.3倍."""
        c = self.c
        behind = next((q for q in c.quantities if q.start >= t.end), None)
        if behind is not None and behind.family == "multiple" and c.text[t.end : behind.start].lstrip("末底") == "的":
            return True
        begins = c.text[t.start - 1 : t.start] in ("由", "从") or c.text[t.start : t.start + 1] in ("从", "自")
        return begins and CHANGED.search(c.text, t.end, c.end) is not None

    def _is_counted(self, r: Ref) -> bool:
        """三甲医院达到55家: so many of a sort, which is no subject."""
        first = next((q for q in self.c.quantities if q.start >= r.end), None)
        return (
            first is not None
            and first.family == "count"
            and COUNTED_SORT.fullmatch(self.c.text, r.end, first.start) is not None
            and COUNTED_END.match(self.c.text, first.end) is not None
        )

    def _kind_word(self, at: int) -> int:
        """Length of a word at `at` that is the last part of the article's zone (新城, 产业园) and stands for it."""
        c, key = self.c, self.s.default_subject
        if key is None or not key.startswith("Zone/") or "（" in key or any(r.start <= at < r.end for r in c.refs):
            return 0
        for size in (4, 3, 2):
            word = key[-size:]
            if c.text.startswith(word, at, c.end) and (KIND_WORD.fullmatch(word) or PARK_WORD.fullmatch(word)):
                return size
        return 0

    def _locative(self, at: int) -> int:
        """Where the rest begins behind 在某公司的车间里, 走进某产业园, which say what is spoken of."""
        c = self.c
        opening = ARRIVES.match(c.text, at, c.end)
        if opening is None:
            return at
        place = next((r for r in c.refs if r.start == opening.end()), None)
        if place is None or not place.key.startswith(("Company/", "Project/", "Facility/", "Zone/")):
            return at
        inside = INSIDE.match(c.text, place.end, c.end)
        if inside is None or any(q.start < inside.end() for q in c.quantities):
            return at
        self.s.subject = self.s.carried = place.key
        return inside.end()

    def _part_of_whole(self, q: Found, plain: str) -> Key | None:
        """其中甲片区41.2万元、乙片区22.5万元: the part that a figure of the whole's own kind belongs to."""
        c, s = self.c, self.s
        name = plain.removeprefix("其中").removesuffix("占").removesuffix("达")
        for r in c.refs:
            if (
                r.end <= q.start <= r.end + 2
                and r.key.startswith(("Zone/", "Region/", "Company/"))
                and s.last_indicator
            ):
                whole = c.text[r.start : r.end] == name or (not name and "其中" in c.text[c.start : r.start])
                if whole and s.last_unit == q.unit and ("其中" in c.text[c.start : q.start] or s.parts):
                    s.parts = True
                    return r.key
        return None

    def _announces(self, r: Ref) -> bool:
        """Whether the clause only names `r`, and a colon follows."""
        c = self.c
        return not c.text[r.end : c.end].strip("”》") and c.text[c.end : c.end + 1] in ("：", ":")

    def drafts(self) -> list[Draft]:
        """The figures of the clause, left to right."""
        result = self._drafts()
        ends = [r for r in self.c.refs if r.key.startswith("Project/") and r.end >= self.c.end - 2]
        self.s.last_project = (
            ends[-1].key if ends else (self.s.last_project if self.c.quantities and not self.s.topic else None)
        )
        return result

    def _drafts(self) -> list[Draft]:
        c = self.c
        self.s.founded, self.s.launched = self._founded(), self._launched()
        if not c.quantities:
            text = c.text[self.head : c.end]
            self._topic_behind()
            self._note_thing()
            if "、" in text and "分别" not in text:
                self.s.items = list_items(text)
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
            draft, at = self._one(q, at, stop)
            if draft is not None:
                self._of_thing(draft)
                self.s.last_spoken = draft.indicator or self.s.last_spoken
                self.s.last_unit = q.unit if draft.indicator else self.s.last_unit
                draft.period = self._period(q)
                draft.end = c.end
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

    def _founded(self) -> Key | None:
        """What the clause founds, for a stative clause behind it (共建某研究院，已集聚研发人员126人)."""
        for r in reversed(self.c.refs):
            before = self.c.text[max(self.c.start, r.start - 12) : r.start].rstrip("“")
            if r.key.startswith(("Facility/", "Organization/", "Fund/", "Zone/", "Project/")) and FOUNDS.search(before):
                return r.key
        return None

    def _launched(self) -> Key | None:
        """The policy that the clause ends with, when it is brought in: 推行“某某”制度，平均用时降到2天."""
        c = self.c
        for r in reversed(c.refs):
            if not r.key.startswith("Policy/") and not c.text.startswith(
                "“", r.start - 1 if c.text[r.start] != "“" else r.start
            ):
                continue
            if not r.key.startswith(("Policy/", "Facility/")):
                continue
            before = c.text[max(c.start, r.start - 16) : r.start + 1]
            quoted = before.endswith("“") or before[:-1].endswith("“")
            several = "、" in c.text[r.start : r.end]
            if not quoted or several or c.quantities or not LAUNCHED_END.fullmatch(c.text, r.end, c.end):
                return None
            return r.key if LAUNCHES.search(before.rstrip("“").partition("“")[0]) and "“" not in before[:-2] else None
        return None

    def _topic_behind(self) -> None:
        """甲与乙共同设立的某基金，首期规模10亿元; 发布《某措施》：…: what the clause ends with is spoken of next."""
        c = self.c
        last = c.refs[-1] if c.refs else None
        if last is None or c.text[last.end : c.end].strip("”》"):
            return
        announced = last.key.startswith("Policy/") and c.text[c.end : c.end + 1] in ("：", ":")
        named = last.key.startswith(SUBJECT_TYPES) and c.text[c.start : last.start].rstrip("“《").endswith("的")
        if announced or named:
            self.s.subject = last.key

    def _period(self, q: Found) -> str | None:
        before = [
            t
            for t in self.c.times
            if t.start <= q.start
            and t.period
            and not self._of_event(t)
            and not (self._of_start(t) and (q.family == "multiple" or CHANGED.search(self.c.text, t.end, q.start)))
        ]
        return before[-1].period if before else self.s.period

    def _one(self, q: Found, at: int, stop: int) -> tuple[Draft | None, int]:
        c, s = self.c, self.s
        left = self._timeless(at, q.start)
        right = within(c.tokens, q.end, stop, NEAR)
        plain = NOTE.sub("", left).strip(" 　，,、和与及")
        if ORDINAL.fullmatch(plain) and (said := SAID_OF.match(c.text, q.end)):
            return Draft(found=q, indicator=before_number(said["what"]), rule="said-of"), q.end
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
            ):
                s.subject = owner.key  # 某产业园10所高校: the name right before the number owns it
                left = plain = ""
        if (part_owner := self._part_of_whole(q, plain)) is not None:
            return Draft(found=q, indicator=s.last_indicator or "", subject=part_owner, rule="part-owner"), q.end
        if (s.last_spoken or s.last_indicator) and CHANGED_TO.match(plain):
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
        if q.family == "multiple" and (multiple := comparisons.TIMES.search(plain)):
            return comparisons.times(s, q, plain, multiple), q.end
        growing = comparisons.GROWTH.search(plain) or comparisons.COMPARE.search(plain)
        against = growing is not None and (growing.re is comparisons.COMPARE or growing["against"])
        if growing and (q.family in comparisons.COMPARED or (q.family == "duration" and against)):
            return comparisons.growth(s, q, plain, growing), q.end
        if q.family == "percent" and (whole := measures.share_of_whole(c, q, plain, right)):
            return whole, q.end
        if q.family == "percent" and (part := WITHIN_SHARE.search(plain)) and s.last_indicator:
            return Draft(found=q, indicator=f"{s.last_indicator}占{part['of']}比重", kind="share", rule="share"), q.end
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
            return None, at
        if right and right[0].word == "的" and q.family in ("money", "measure", "percent", "duration"):
            return measures.attributive(c, s, q, plain, right), q.end
        if q.family == "count":
            return count(c, s, q, plain, right)
        return measures.level(c, s, q, plain, right), q.end
