"""What a paragraph is about as it goes on: whether a sentence that names no subject speaks on of the one before.

Reports walk into a plant, name a project or a fund, and tell of it for some sentences without naming it again; a row of
firms, or a sentence that opens with the zone, ends that.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from ingest.figure_patterns import POST
from ingest.linking import Ref
from ingest.periods import find_times
from ingest.phrases import tag
from kg.model import Key

_NUMBERED = re.compile(r"\s*(?:\d{1,2}[.．、]|[（(][一二三四五六七八九十\d]{1,2}[）)])\s*")
_LABEL = re.compile(r"[\s\d.．、（）()①-⑳一二三四五六七八九十是：:。；;●◆■“”]*")
_OPENING = r"[，,、 ]*(?:目前|现在|眼下|如今|据介绍|据了解|预计|同时|此外|去年|今年|按照?[^，。]{1,8}，)*[，,]?"
_PROJECT_SAYS = re.compile(
    _OPENING
    + r"(?:该|本)?(?:项目|工程|一期|二期|首期|三期|全部|主体|达产|达效|投产|建成|竣工|总投资|计划总投资|占地|规划|建筑|"
    r"总建筑|购置|年产|设备|厂房|主要|施工现场|\d+(?:多|余)?[名位]工人)"
)
_COMPANY_SAYS = re.compile(
    _OPENING
    + r"(?:该|本)?(?:公司|企业|产品|年产|产值|年产值|销售|营业收入|员工|现有员工|研发|出口|订单|产能|生产线|厂区|车间|"
    r"每小时|每天|我们)"
)
NEUTRAL = re.compile(r"“|[^，。]{2,30}(?:说|介绍|表示|告诉记者|告诉笔者)[。，]")
"""Words that somebody says, and who says them, leave the topic as it is."""
_SIGNS = re.compile(r"[^\u4e00-\u9fff“A-Za-z0-9]*")
"""Pictures and marks before the words of a post."""
_ITS_HEAD = re.compile(
    r"(?:公司|企业|该公司|厂里的?)?(?:联合)?(?:副?总经理|副?董事长|总裁|副总|厂长|副厂长|创始人|总工程师|总工|技术总监|车间主任|生产部长|销售总监|运营总监|首席执行官)"
    r"[\u4e00-\u9fff·]{2,4}?(?:[^，。；“”]{0,10}?)(?:说|介绍|表示|告诉|坦言|回忆|算|透露)"
)
"""The head of a firm that is not named beside him."""
_FIRM_REACH = 160
"""Characters back to his firm."""
STAYING = ("Company/", "Project/", "Facility/", "Fund/")
"""What a paragraph may be about from where it is told of on."""
HOLDERS = ("Zone/", "Region/", *STAYING)
OF_ZONE = re.compile(r"(?:园|区|市)(?:里|内)|园区|全区|我们")
ITS = re.compile(r"它|公司|(?<![家户个业])企业(?:自|的|还|已|今|去|员)")
"""Words that stand for the firm that is told of, whatever else is named."""
REACH = 600
"""Characters back to what a paragraph has named."""
MOST_NAMED = 2
"""Of a row of firms and projects none is what the rest of a paragraph is about."""


class Focus:
    """The words of one article, with all references in it sorted by start."""

    def __init__(self, text: str, refs: list[Ref], year: int | None) -> None:
        self.text = text
        self.refs = refs
        self.year = year
        self._starts = [r.start for r in refs]

    def refs_in(self, start: int, end: int) -> list[Ref]:
        """The references that lie in `start`..`end`."""
        low, high = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return [r for r in self.refs[low:high] if r.end <= end]

    def name_alone(self, start: int, end: int) -> Key | None:
        """The project or company that is all a sentence says: 2.某某传感器二期项目。"""
        for r in self.refs_in(start, end):
            if r.key.startswith(("Project/", "Company/", "Fund/", "Facility/", "Policy/")):
                rest = self.text[start : r.start].rpartition("：")[2] + self.text[r.end : end]
                if _LABEL.fullmatch(rest):
                    return r.key
        return None

    def labelled(self, start: int) -> Key | None:
        """What a label at a paragraph's opening says that it is of: 【某某产业园】由…."""
        if self.text[start : start + 1] != "【":
            return None
        close = self.text.find("】", start, start + 40)
        return next((r.key for r in self.refs_in(start, close) if r.start == start + 1 and r.end == close), None)

    def field_headed(self, start: int, end: int) -> str:
        """The industry that a numbered heading names first: 1.油气化工“吃干榨净”。"""
        label = _NUMBERED.match(self.text, start, end)
        if label is None or end - start > 40:
            return ""
        first = next((r for r in self.refs_in(start, end) if r.start == label.end()), None)
        return self.text[first.start : first.end] if first and first.key.startswith("Industry/") else ""

    def speaker(self, start: int, end: int, subject: Key | None = None) -> Key | None:
        """Whose words a sentence says: “…。”某公司总经理说, and those of the firm told of before: 总经理某某说，…."""
        opening = _SIGNS.match(self.text, start, end).end()  # type: ignore[union-attr]
        close = opening - 1
        if self.text[opening : opening + 1] == "“":
            close = self.text.find("”", opening, min(end, opening + 400))
            if close < 0:
                return None
        if _ITS_HEAD.match(self.text, close + 1, min(end, close + 30)):
            if (subject or "").startswith("Company/"):
                return subject
            near = self.refs_in(max(0, start - _FIRM_REACH), start)
            return next((r.key for r in reversed(near) if r.key.startswith("Company/")), None)
        if close < opening:
            return None
        for r in self.refs_in(close, min(end, close + 40)):
            if r.start <= close + 3 and r.key.startswith(("Company/", "Project/")):
                return r.key if POST.match(self.text, r.end, min(end, r.end + 16)) else None
        return None

    def continues(self, start: int, end: int, subject: Key, many: bool = False) -> bool:
        """Whether a sentence goes on about what the one before it did: it opens with a verb, 其 or what that has.

        In a report on a province (`many`), each sentence of which tells of something else, a verb says nothing.
        """
        at = start
        for t in find_times(self.text[start : min(end, start + 20)], self.year):
            if start + t.start <= at + 1:
                at = start + t.end
        tokens = [t for t in tag(self.text, at, min(end, at + 12)) if t.word not in "，,“已还也先后共"]
        if NEUTRAL.match(self.text, start, end):
            return True
        if subject.startswith(("Project/", "Company/")):
            zone = any(r.key.startswith(("Zone/", "Region/")) for r in self.refs_in(start, min(end, at + 16)))
            if not zone and (_PROJECT_SAYS if subject.startswith("Project/") else _COMPANY_SAYS).match(self.text, at):
                return True
        if many and subject.startswith((*STAYING, "Organization/", "Policy/")):
            return bool(tokens) and tokens[0].word in ("其", "它", "该")
        return bool(tokens) and (
            (tokens[0].tag.startswith("v") and tokens[0].tag != "vn")
            or tokens[0].word in ("其", "它", "该", "通过")
            or tokens[0].tag == "d"
        )

    def may_tell_of(self, policy: Key | None, subject: Key | None, start: int, end: int) -> bool:
        """Whether a sentence may tell of the policy, or the thing, that the one before has brought in."""
        if subject is not None and not subject.startswith(("Zone/", "Region/", "Organization/")):
            return False
        if policy is not None and policy.endswith("员"):
            return False  # whom a zone has appointed work for it
        named = {r.key for r in self.refs_in(start, end) if r.key.startswith((*HOLDERS, "Policy/"))} - {policy}
        return all(key.startswith("Policy/") and key.endswith("员") for key in named)

    def stays(self, paragraph: int, start: int, end: int, subject: Key) -> bool:
        """Whether a sentence may go on about what its paragraph has come to: nothing else there holds figures."""
        if not subject.startswith(STAYING):
            return False
        if OF_ZONE.search(self.text, start, end) and not ITS.search(self.text, start, end):
            return False
        named = {r.key for r in self.refs_in(max(paragraph, start - REACH), start) if r.key.startswith(STAYING)}
        others = [r for r in self.refs_in(start, end) if r.key.startswith(HOLDERS) and r.key != subject]
        if "它" in self.text[start:end]:
            others = [r for r in others if not r.key.startswith("Zone/")]  # 园区七成的刀具厂成了它的客户
        return len(named) <= MOST_NAMED and all(self._goal(r, start) for r in others)

    def _goal(self, r: Ref, start: int) -> bool:
        """Whether a place is told of only inside a clause: 当晚发往某市, 来自某省等地."""
        if not r.key.startswith("Region/"):
            return False
        low = max(self.text.rfind(mark, start, r.start) for mark in "，；。：") + 1
        return len(self.text[max(low, start) : r.start].strip()) >= 2

    def still(self, start: int, end: int, subject: Key) -> bool:
        """Whether a sentence of a report on many zones may be of the zone told of before: it names no other holder."""
        if not subject.startswith("Zone/") or "（" in subject:
            return False
        return not any(r.key.startswith(HOLDERS) and r.key != subject for r in self.refs_in(start, end))
