"""How a clause opens: its times, whose figures it tells, and where the words about them begin.

What stands there settles the subject: a name, a class word for the article's zone, a policy that does something, a
thing described at length before it is named. `ClauseReader` reads on from there.
"""

from __future__ import annotations

from ingest.clause import Clause, SentenceState, past_brackets
from ingest.figure_patterns import (
    AGENTIVE,
    ARRANGES,
    ARRIVES,
    ATTRIBUTE,
    ATTRIBUTE_END,
    ATTRIBUTIVE_TIME,
    BODY,
    BODY_OF,
    CHAIN_HAS,
    CHANGED,
    CHARGED,
    COUNTED_END,
    COUNTED_SORT,
    DOER_END,
    DOES,
    HEAD_SKIP,
    HERE,
    INSIDE,
    INTRODUCED,
    ITS,
    JOINS,
    KIND_WORD,
    NO_TOPIC,
    OFFERS,
    OFFICE,
    PARK_WORD,
    PAYS,
    POST,
    PREDICATED,
    RANKS,
    SPENT_FUND,
    STAKE,
    STATIVE,
    SUPPLIED,
    TAKES_ON,
    VIEWED,
)
from ingest.figure_times import base_of, bracketed
from ingest.linking import Ref
from ingest.periods import Time, is_done_time, is_event_time, years_of
from ingest.policies_told import speaks_of, spoken_of

SUBJECT_TYPES = ("Zone/", "Region/", "Company/", "Facility/", "Fund/", "Organization/", "Project/")

TOLD_TYPES = ("Zone/", "Company/", "Facility/", "Fund/", "Project/", "Organization/")
"""What a measure before its name may introduce."""


class ClauseOpening:
    """The opening of one clause; notes subject and period in the sentence's state."""

    def __init__(self, clause: Clause, state: SentenceState) -> None:
        self.c = clause
        self.s = state
        self.head = self._head()

    def _head(self) -> int:
        """Skip times and the subject at the clause's start; note both in the state. Returns where the rest begins."""
        c, at = self.c, self.c.start
        opening = self._untimed()
        if self.s.source.rule == "subject-told" and (self.s.default_subject or "").startswith("Region/"):
            self.s.subject, self.s.source = self.s.carried, self.s.carried_source  # a province tells of much in a row
        founded = self.s.founded
        staked = founded is not None and founded.startswith("Company/") and self._stake()
        if founded and (STATIVE.match(opening) or (self._hands_over() and not AGENTIVE.match(opening))) and not staked:
            self.s.switch_subject(founded, "subject-founded", carry=founded.startswith("Company/"))
        elif self.s.launched and not AGENTIVE.match(opening):
            self.s.switch_subject(self.s.launched, "subject-launched")
        elif self.s.policy and self.s.subject == self.s.carried and not AGENTIVE.match(opening):
            self.s.switch_subject(self.s.policy, "subject-policy")
        if HERE.match(opening) and (self.s.subject or "").startswith("Policy/"):
            self.s.switch_subject(self.s.default_subject, "subject-kind-word", carry=True)
            self.s.policy = None
        if VIEWED.match(opening) and self.s.default_subject:
            self.s.switch_subject(self.s.default_subject, "subject-view", carry=True)
        if self.s.launched and c.quantities and ARRANGES.match(opening):
            self.s.launched = self.s.policy = None  # 把632家企业分成四类: the office goes on acting
        self.s.policy = self.s.launched or self.s.policy
        if self.s.launched and self.s.rules is None:
            self.s.rules = self.s.launched
        self.s.founded, self.s.launched = founded if staked else None, None
        self.s.outer = self.s.period
        for t in c.times:
            aside = t.same or bracketed(c, t.start) is not None
            if t.period and not self._of_event(t) and not self._of_start(t) and not aside:
                if self._is_over(t):
                    self.s.period = self.s.now
                    continue
                self.s.period = t.period
                if t.frame and not t.future:
                    self.s.frame_period = t.period
        self.s.base = base_of(c.text, c.times) or self.s.base
        at = self._locative(at)
        moved = True
        while moved:
            moved = False
            own = self._kind_word(at)
            if own:
                if not self._of_it():
                    self.s.switch_subject(self.s.default_subject, "subject-kind-word", carry=True)
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
                    # 一是“某办法”：办结时限从2天压缩到1小时: what follows is the policy's
                    self.s.switch_subject(r.key, "subject-announced", r)
                    return c.end
                if (
                    r.start <= at < r.end
                    and r.key.startswith(("Event/", "Policy/"))
                    and BODY.search(c.text[r.start : r.end].rstrip("”"))
                    and any(q.start == r.end and q.family == "count" for q in c.quantities)
                ):
                    self.s.switch_subject(r.key, "subject-clause", r)  # 某帮办服务团62人
                    return r.end
                if r.start <= at < r.end and r.key.startswith(("Event/", "Policy/")) and (acts := self._acts(r)):
                    self.s.switch_subject(r.key, "subject-acts", r)  # “某某贷”为57户企业授信7.8亿元
                    at, moved = acts, True
                    break
                # 某开发区“标准地”出让17宗: the zone's
                named = self.s.source.start >= c.start and self.s.subject == self.s.default_subject
                if r.start <= at < r.end and r.key.startswith("Policy/") and not named and (behind := speaks_of(c, r)):
                    self._speak_of(r)
                    at, moved = behind, True
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
                    if r.key.startswith("Fund/") and self._spent(r):
                        return at
                    rest = c.text[r.end : r.end + 3]
                    joins = r.key.startswith("Company/") and JOINS.match(c.text, r.end, c.end) is not None
                    if (
                        not joins
                        and rest.startswith(("等", "、", "和", "与", "及", "（"))
                        and not rest.startswith(("（含", "（以", "（简", "（下", "与全", "与省", "和全"))
                    ):
                        return at
                    if r.key == self.s.default_subject and self._of_it(r):
                        at, moved = r.end, True
                        break
                    if r.key.startswith("Region/") and RANKS.match(c.text, r.end, c.end):
                        return at  # 全省第一: among whom, not whose rank
                    if self._serves(r):
                        return r.end
                    self.s.switch_subject(r.key, "subject-clause", r, carry=True)
                    self.s.policy = None
                    at, moved = r.end, True
                    at = past_brackets(c, at)
                    break
        if (told := spoken_of(c, at)) is not None:
            self._speak_of(told[0])
            return told[1]
        return self._attributed(self._described(at))

    def _speak_of(self, policy: Ref) -> None:
        """Go over to a policy that the clause speaks of; where it says what that is, the next sentence may go on."""
        self.s.switch_subject(policy.key, "subject-told", policy)
        if self.c.text.startswith("是", policy.end + (self.c.text[policy.end : policy.end + 1] == "”")):
            self.s.policy = policy.key

    def _of_it(self, r: Ref | None = None) -> bool:
        """Whether what is told of the zone is told of the firm spoken of: 园区七成的刀具厂成了它的客户."""
        of_firm = (self.s.subject or "").startswith(("Company/", "Facility/"))
        return of_firm and ITS.search(self.c.text, r.end if r else self.c.start, self.c.end) is not None

    def _untimed(self) -> str:
        """The first words of the clause behind its times: 今年, 到6月底."""
        c, at = self.c, self.c.start
        for t in c.times:
            if c.text[at : t.start].strip() in ("", "截至", "到", "自", "从"):
                at = t.end
        return c.text[at : min(c.end, at + 12)].lstrip(" 　底末，")

    def _stake(self) -> bool:
        """Whether the clause tells who holds what of a firm just founded: 某某股份占股60%."""
        firm = next((r for r in self.c.refs if r.key.startswith("Company/")), None)
        return firm is not None and STAKE.match(self.c.text, firm.end, self.c.end) is not None

    def _serves(self, r: Ref) -> bool:
        """Whether who opens the clause acts for what the paragraph is headed with: who builds the project, who pays."""
        headed = self.s.headed or ""
        if headed.startswith("Project/"):
            return r.key.startswith("Company/")
        if headed.startswith("Facility/"):
            return r.key.startswith("Company/") and OFFERS.match(self.c.text, r.end, self.c.end) is not None
        if not headed.startswith("Policy/"):
            return False
        pays = r.key == self.s.default_subject and PAYS.match(self.c.text, r.end, self.c.end) is not None
        return r.key.startswith("Organization/") or pays

    def _hands_over(self) -> bool:
        """Whether what was just founded is spoken of next: works, teams, money that a zone sets up, not a firm's."""
        founded, subject = self.s.founded or "", self.s.subject
        if founded.startswith(("Project/", "Fund/", "Company/")):
            return True
        team = founded.startswith("Organization/") and founded.endswith(("队", "专班", "服务团"))
        return (team or founded.startswith("Facility/")) and (
            subject is None or subject.startswith(("Zone/", "Region/"))
        )

    def _attributed(self, at: int) -> int:
        """Where the predicate begins of what has a measure before its name: 占地260亩的某社区，…; else `at`."""
        c = self.c
        first = c.quantities[0] if c.quantities else None
        if c.text[at : at + 1] == "由":
            at = next((r.end for r in c.refs if r.start == at + 1 and r.key.startswith("Company/")), at)
        if first is None or first.start < at or ATTRIBUTE.fullmatch(c.text, at, first.start) is None:
            return at
        for r in c.refs:
            if r.start <= first.start or not r.key.startswith(TOLD_TYPES):
                continue
            last = [q for q in c.quantities if q.start < r.start][-1]
            if ATTRIBUTE_END.fullmatch(c.text, last.end, r.start) is None or not first.start <= last.start:
                continue
            if NO_TOPIC.match(c.text, r.end, c.end + 1):
                return at
            self.s.switch_subject(r.key, "subject-attributed", r, carry=True)
            return r.end
        return at

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
            listed = "、" in opening and not r.key.startswith("Fund/")  # 由甲牵头、乙参股的某基金
            early = any(q.start < r.end for q in c.quantities)
            if r.key.startswith("Company/") and not early and INTRODUCED.fullmatch(opening):
                behind = past_brackets(c, r.end)
                if behind >= c.end or not (SUPPLIED.match(c.text, behind, c.end) or POST.match(c.text, behind, c.end)):
                    self.s.switch_subject(r.key, "subject-described", r, carry=True)
                    return behind
            charged = r.key.startswith("Company/") and not early and CHARGED.search(c.text, at, r.start) is not None
            if charged and (doing := TAKES_ON.match(c.text, r.end, c.end)) and doing.end() >= c.end - 1:
                self.s.switch_subject(r.key, "subject-described", r, carry=True)
                return c.end
            if opening.endswith("的") and not early and not listed and PREDICATED.match(c.text, r.end, c.end):
                self.s.switch_subject(r.key, "subject-described", r, carry=True)
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

    def _is_over(self, t: Time) -> bool:
        """Whether a time of a year past says when that was done whose outcome the figures behind tell."""
        last = max(years_of(t.period), default=0)
        past = self.s.now is not None and 0 < last < int(self.s.now)
        return past and not self.c.quantities and is_done_time(self.c.text, t.end)

    def _of_start(self, t: Time) -> bool:
        """Whether a time is what figures of another are compared with: 由上年的61家增加到97家, 是2015年的2.3倍."""
        c = self.c
        behind = next((q for q in c.quantities if q.start >= t.end), None)
        if behind is not None and behind.family == "multiple" and c.text[t.end : behind.start].lstrip("末底") == "的":
            return True
        begins = c.text[t.start - 1 : t.start] in ("由", "从") or c.text[t.start : t.start + 1] in ("从", "自")
        return begins and CHANGED.search(c.text, t.end, c.end) is not None

    def _spent(self, r: Ref) -> bool:
        """其中地方政府专项债券3.5亿元: a sort of money with its sum, not whose the figures are."""
        sort = SPENT_FUND.search(self.c.text, r.start, r.end)
        return sort is not None and any(q.start == r.end for q in self.c.quantities)

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
        if place is not None and place.key.startswith(("Zone/", "Region/")):
            behind = place.end + (c.text[place.end : place.end + 1] == "的")
            place = next((r for r in c.refs if r.start == behind and r.key.startswith("Company/")), place)
        if place is None or not place.key.startswith(("Company/", "Project/", "Facility/", "Zone/")):
            return at
        comes = not opening.group().endswith(("在", "位于"))
        inside = INSIDE.match(c.text, place.end, min(c.end + comes, len(c.text)))
        if inside is None or any(q.start < inside.end() for q in c.quantities):
            return at
        self.s.switch_subject(place.key, "subject-place", place, carry=True)
        return min(inside.end(), c.end)

    def _announces(self, r: Ref) -> bool:
        """Whether the clause only names `r`, and a colon follows."""
        c = self.c
        return not c.text[r.end : c.end].strip("”》") and c.text[c.end : c.end + 1] in ("：", ":")
