"""What a clause holds, and what its sentence has said before it."""

from __future__ import annotations

from typing import Literal

import msgspec

from ingest.linking import Ref
from ingest.periods import Time
from ingest.phrases import Token
from ingest.quantities import Found
from kg.model import Key, Status

Kind = Literal["level", "growth", "share", "rank", "difference"]


class Slot(msgspec.Struct, frozen=True):
    """A measure that a holder has been told with, for those behind it that leave it out."""

    label: str
    family: str
    unit: str
    kind: Kind
    rate: bool = False
    """Whether it is how a level told before it has changed."""


class Row(msgspec.Struct):
    """Holders told side by side: the measures of the first one, and how far the one spoken of has come in them."""

    holder: Key | None
    slots: list[Slot] = msgspec.field(default_factory=list)
    at: int = 0
    gapped: bool = False
    last_end: int = 0

    def told_in(self, family: str, unit: str) -> str:
        """What the holder spoken of was last told with in such a unit; '' for none."""
        alike = [x.label for x in self.slots if x.family == family and (family == "money" or x.unit == unit)]
        return alike[-1] if alike else ""


class SubjectSource(msgspec.Struct, frozen=True):
    """How the subject of a figure was told: the rule, and the words that name it where it is named."""

    rule: str
    start: int = -1
    end: int = -1


NOBODY, ARTICLE = SubjectSource(""), SubjectSource("subject-article")


class Holder(msgspec.Struct, frozen=True):
    """A thing named before that holds a figure: its key, None for what has only a common name, and where it stands."""

    key: Key | None
    name: str
    source: SubjectSource


class SentenceState:
    """What a sentence has said so far, for the clauses that leave it out."""

    def __init__(self, subject: Key | None, period: str | None, default_subject: Key | None) -> None:
        self.subject = self.carried = subject
        self.source = self.carried_source = NOBODY  # how the subject, and the one that is carried on, was told
        self.default_subject = default_subject
        self.period = period
        self.frame_period: str | None = None
        self.now: str | None = None  # the year that the report is of
        self.outer = period  # the period before what the clause itself tells
        self.base: str | None = None  # when what is told of began, for the figures that changes start from
        self.changing = -1  # where the figure that a change starts from ends
        self.topic: str | None = None
        self.parent_verb: str = ""
        self.last_indicator: str | None = None
        self.last_spoken: str | None = None  # what the figure before states, of whatever kind
        self.grown: str | None = None  # what the growth just told is of
        self.last_counter: str | None = None
        self.last_count: str | None = None
        self.measures: dict[str, str] = {}  # what figures of a unit in the sentences before were of
        self.last_unit: str | None = None
        self.bound = -1  # where the condition ends that sorts those just counted
        self.sorts: tuple[int, str] | None = None  # where 三大主导产业 ends, and what they are
        self.said: dict[str, Draft] = {}  # the last figure told in each unit, for those that leave their measure out
        self.parts = False  # whether the figures are those of the parts of a whole
        self.at = 0  # where the words about the figure that is being read begin
        self.grew = False  # whether the figure before is by how much another grew
        self.announced = ""  # what the clause before names for the next: 施工许可：, 新签约项目方面，
        self.last_noun: str | None = None
        self.last_noun_phrase: str | None = None
        self.last_index: int | None = None
        self.items: list[str] = []
        self.item_owners: list[Key] = []  # the zones or companies that they name
        self.row: Row | None = None  # the measures that a holder named behind may leave out
        self.shared: list[Draft] = []  # the figures of the last 分别, which a second 分别 may go on about
        self.told: list[Draft] = []  # the figures of the sentence so far that change nothing before them
        self.founded: Key | None = None
        self.launched: Key | None = None  # a policy just brought in, of which the next clause may speak
        self.policy: Key | None = None  # the policy brought in before, of which what is no office's doing is told
        self.last_project: Key | None = None
        self.field: str = ""  # the industry that a numbered heading opens the paragraph with
        self.headed: Key | None = None  # the project that heads the paragraph: （四）某某项目。某公司投资…
        self.presented: Ref | None = None  # what a sentence ends with presenting: 第二招是“某某池”。
        self.rules: Key | None = None  # the policy whose terms are being told
        self.grant: str = ""  # what it gives, by the figure before
        self.granted: str = ""  # the name of the grant's figure just told
        self.thing_behind: str = ""  # what the clause before has ended with founding
        self.held: Holder | None = None  # the thing named before that the figure before was of
        self.thing: str = ""  # what has no entity of its own but is spoken of: 第二水厂, 夜班专线

    def switch_subject(self, key: Key | None, rule: str, told: Ref | None = None, carry: bool = False) -> None:
        """Go over to another subject, by a rule and where it is named; `carry` for the sentences behind too."""
        at = (told.start, told.end) if told is not None else ()
        self.subject, self.source = key, SubjectSource(rule, *at)
        if carry:
            self.carried, self.carried_source = key, self.source

    def semicolon(self) -> None:
        """A semicolon closes a thought: measures after it do not belong to nouns before it."""
        if self.subject is not None and self.subject.startswith("Policy/"):
            self.subject, self.source = self.carried, self.carried_source
        self.policy = None
        self.thing = self.thing_behind = ""
        self.topic = None
        self.last_index = None
        self.last_spoken = None
        self.parts = False


class Draft(msgspec.Struct, kw_only=True):
    """A figure read from a clause, before its subject, period and status are settled."""

    found: Found
    indicator: str = ""
    subject: Key | None = None
    source: SubjectSource = NOBODY
    """How the subject was told, where that is not the way of `rule`."""
    period: str | None = None
    kind: Kind = "level"
    change_kind: str | None = None
    status: Status | None = None
    status_from: int = 0
    end: int = 0
    left: int = 0
    """Where the words about the figure begin."""
    rule: str = ""
    target: int = 0
    """For a change: how many figures back the one is that changed; 0 for the last level."""


class Clause(msgspec.Struct, kw_only=True):
    """A clause with all that was found in it; offsets are absolute."""

    text: str
    start: int
    end: int
    tokens: list[Token]
    refs: list[Ref]
    times: list[Time]
    quantities: list[Found]
    project_spans: list[tuple[int, int]]


def past_brackets(c: Clause, at: int) -> int:
    """Where a bracket without figures ends that opens at `at`: （以下简称某某）; else `at`."""
    if c.text[at : at + 1] not in ("（", "("):
        return at
    close = c.text.find("）" if c.text[at] == "（" else ")", at, c.end)
    return close + 1 if close > 0 and not any(at < q.start < close for q in c.quantities) else at
