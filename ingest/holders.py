"""SubjectSource a figure is when its clause names nobody: the thing named before that can have such a figure.

The things that a zone sets up, opens or tells of (a fund, a flat, a laboratory, a team) stand in the sentence before or
in the clause before; figures of them follow without naming them. What is nearest and can have such a figure holds it,
unless a zone, a city or a firm has opened a clause since.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from ingest.affinity import affinity_of, class_words, common_names
from ingest.clause import Clause, Holder, SubjectSource
from ingest.figure_patterns import AGENTIVE
from ingest.linking import Ref
from ingest.quantities import Found

THINGS = ("Policy/", "Fund/", "Facility/", "Organization/", "Event/", "Industry/")
"""What may hold figures besides zones, places, firms and projects."""
OPENERS = ("Zone/", "Region/", "Company/", "Project/")
"""What ends the figures of a thing where it opens a clause."""
REACH = 160
"""Characters back to a thing."""
BEHIND = 12
"""Characters behind a figure that may tell what it is of."""
FAR_SENTENCES = 2
"""Sentences back to a thing whose kind alone has such figures."""
_BREAK = re.compile(r"[，。；：！？\n,;:]")
_STOP = re.compile(r"[。！？\n]")
_LEAD = re.compile(
    r"(?:[\d.万余多一二两三四五六七八九十]+(?:栋|条|支|个|座|家|处|所|名|平方米|亿元)|首期|首批|[\s“”、0-9—\-至到月年日底末份前]|截至|下一?步|接下来|目前|今年|去年|"
    r"上半年|全年|季度|同时|此外|其中|如今|眼下|以来|通过|为此|随着|在|由|与|和|[一二三四五六七八九十])*"
)
_BEHIND = re.compile(r"[”》]?(?P<word>[\u4e00-\u9fff]{0,8})")
_FOUNDED = re.compile(
    r"(?:共建|合建|设立|成立|组建|建成|建起|新建|兴建|建设|启用|开通|开设|开办|筹建|推出|上线|投用|投运|引进|打造|搭建|办起|开出|"
    r"创办|发起|改成|改造成|改建成|聘请|请来|配备|派出|拿出|设了|办了|开了|建)(?:了|起了|起)?"
)
_ACTS = re.compile(r"[了着把将对为与和及从到在被让给等]|[^第]\d")
_COUNTED = re.compile(r"[”》]?(?:试点|数|总数)?(?:已|共|达到?|有|超过?|突破|约|近)*")
_FIRM = re.compile(
    r"(?:企业|公司|厂里)的?(?:去年|今年|上半年|前\d{1,2}个?月|[一二三]季度|年|总|全年)*(?:营收|营业收入|销售收入|销售额|利润|订单|员工|产值|用工|出口|税收|产能|市场份额)"
)
FIRM_REACH = 300
"""Characters back to the one firm that 企业 stands for."""
LONGEST = 12
"""Characters of a common name before its class word."""
_GENERIC = re.compile(r"(?:[、，]|总?金额|总额|平均|其中|均|共|合计|累计|占比|已|达|为|和|约|近|超过?)*")
_OBJECT = re.compile(r"(?:[数等内里的]|建设|管理|运营|负责|主任|院长|经理|项目)")


class Holders:
    """The things of one article that figures behind them can be of."""

    def __init__(self, text: str, refs: list[Ref]) -> None:
        self.text = text
        self.refs = refs
        self._starts = [r.start for r in refs]

    def of(self, clause: Clause, q: Found, low: int, since: int, surely: bool = False) -> Holder | None:
        """The thing that the figure is of; None for what it is told of otherwise.

        `low` is where the paragraph begins, `since` the start of the words that name the subject so far; `surely`: only
        what its kind alone has such a figure of.
        """
        text = self.text
        before, behind = self._words(clause, q)
        own = class_words().search(before)
        acts = AGENTIVE.match(before.lstrip("，, 　")) or before.startswith(("其中", "“", "为", "给", "帮", "、"))
        told_from = q.start - len(before)
        for start, end, r in self._named(max(low, q.start - REACH, since), q.start):
            if r is not None and r.key.startswith(OPENERS):
                if self._opens(start, low):
                    return None
                continue
            name = text[start:end]
            if r is not None and r.key.startswith("Industry/") and not name.endswith("链"):
                continue
            if start >= told_from and (not self._opens(start, low) or _COUNTED.fullmatch(text, end, q.start)):
                continue  # 发放某贷款180亿元, 某某学校达66所: what is given or counted
            if own and end < clause.start and not name.strip("”》").endswith(own.group()):
                continue
            suits = affinity_of(name, before + behind)
            if not suits and r is not None and r.key.startswith("Policy/"):
                longer = class_words().search(_BEHIND.match(text, end)["word"])  # type: ignore[index]
                suits = affinity_of(longer.group(), before + behind) if longer else suits
            stops = len(_STOP.findall(text, end, q.start))
            if (suits == "far" and stops <= FAR_SENTENCES) or (suits == "near" and not (stops or acts or surely)):
                return self._holder(start, end, r)
        return None

    def firm(self, clause: Clause, q: Found, low: int) -> Holder | None:
        """The firm that 企业, 公司 stand for before a measure of a firm's: 去年企业营收做到9.3亿元."""
        before, _ = self._words(clause, q)
        said = _FIRM.search(before)
        if said is None or not _LEAD.fullmatch(before, 0, said.start()):
            return None
        high = bisect_left(self._starts, clause.start)
        start = bisect_left(self._starts, max(low, q.start - FIRM_REACH))
        named = [r for r in self.refs[start:high] if r.key.startswith("Company/")]
        return _held(named[-1], self.text, "subject-firm") if len({r.key for r in named}) == 1 else None

    def _opens(self, start: int, low: int) -> bool:
        """Whether a name opens its clause, but for times and joining words."""
        return _LEAD.fullmatch(self.text, self._clause(start, low), start) is not None

    def _holder(self, start: int, end: int, r: Ref | None) -> Holder:
        """What is named at `start`..`end`; of “某某贷”风险补偿资金池 the quoted name."""
        source = SubjectSource("subject-thing", start, end)
        if r is not None and self.text[start - 1 : start] == "”":
            low = bisect_left(self._starts, start - 20)
            quoted = [x for x in self.refs[low:] if x.end in (start - 1, start) and x.key.startswith(THINGS)]
            r = quoted[-1] if quoted else r
        return Holder(r.key if r is not None else None, self.text[start:end].strip("“”《》").replace("”", ""), source)

    def _words(self, clause: Clause, q: Found) -> tuple[str, str]:
        """The words that tell of a figure: from the one before it in its clause, and to the noun behind it."""
        at = bisect_left(clause.quantities, q.start, key=lambda x: x.start)
        low = max([clause.start, *(x.end for x in clause.quantities[max(0, at - 2) : at] if x.end <= q.start)])
        behind = (x.start for x in clause.quantities[at + 1 : at + 3] if x.start >= q.end)
        return self.text[low : q.start], self.text[q.end - 1 : min([clause.end, q.end + BEHIND, *behind])]

    def _named(self, low: int, high: int) -> list[tuple[int, int, Ref | None]]:
        """Things and openers in `low`..`high`, the last first; None for plain names, which no reference covers."""
        refs = self.refs[bisect_left(self._starts, low) : bisect_left(self._starts, high)]
        refs = [r for r in refs if r.end <= high and r.key.startswith((*THINGS, *OPENERS))]
        found: list[tuple[int, int, Ref | None]] = [(r.start, r.end, r) for r in refs]
        for m in common_names().finditer(self.text, low, high):
            if any(r.start < m.end() and m.start() < r.end for r in refs) or _OBJECT.match(self.text, m.end()):
                continue
            if (start := self._plain(m.start(), low)) is not None:
                found.append((start, m.end(), None))
        return sorted(found, key=lambda one: (-one[1], one[0]))

    def _plain(self, start: int, low: int) -> int | None:
        """Where a common name begins that a clause founds or opens with: 蓝领 in 2栋蓝领公寓9月交付; None in others."""
        begin = self._clause(start, low)
        founded = [m.end() for m in _FOUNDED.finditer(self.text, begin, start)]
        at = founded[-1] if founded else begin
        if (lead := _LEAD.match(self.text, at, start)) is not None:
            at = lead.end()
        at = max(at, self.text.rfind("的", at, start) + 1, self.text.rfind("“", at, start))
        front = self.text[at:start]
        return at if len(front) <= LONGEST and not _ACTS.search(front) else None

    def _clause(self, start: int, low: int) -> int:
        """Where the clause begins that holds a position."""
        low = max(low, start - REACH)  # what opens a clause is not so long
        return max((m.end() for m in _BREAK.finditer(self.text, low, start)), default=low)


def _held(r: Ref, text: str, rule: str) -> Holder:
    return Holder(r.key, text[r.start : r.end], SubjectSource(rule, r.start, r.end))


def goes_with(words: str) -> bool:
    """Whether the words before a figure say nothing of their own, so that it is of what the figure before is of."""
    return _GENERIC.fullmatch(words) is not None
