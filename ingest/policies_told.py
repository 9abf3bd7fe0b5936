"""Policies that a clause opens with and speaks of: “某某贷”由五家银行承办, 46名“某某员”分片包干, 去年出台的某某十条给….

A policy's name is often no more than a word in passing (“标准地”改革的背后, 按“某某”梳理). It is what the clause speaks
of where a predicate follows the name: a verb, a preposition, an adverb, a time, or a measure with its figure.
"""

from __future__ import annotations

import re

from ingest.anaphora import is_this_way
from ingest.clause import Clause, SubjectSource
from ingest.figure_patterns import CAMPAIGN
from ingest.linking import Ref
from ingest.phrases import tag

NAMED_BY = ("subject-clause", "subject-acts")
"""How a policy is spoken of that opens the clause itself."""
_CALLED = re.compile(
    r"[”》]?(?:制度|机制|模式|行动|服务|计划|工程|产品|贷款|窗口|专线|平台|新政|政策|活动|工作法)?[”》]?"
)
"""What may stand between a name and its predicate."""
_NO_PREDICATE = re.compile(r"[、和与及等“”》（(，,。；：:]|改革|试点|培育|建设|企业|对象|项目|产业|工作|名单|目录")
_TIME = re.compile(r"(?:\d{4}年|\d{1,2}月|[今去前]年|上半年|目前|至今|如今|眼下|自|从)")
_MEASURE = re.compile(r"[\u4e00-\u9fff]{1,6}(?:已|达到?|是|为|约|近|超过?|只有|不到|高达)*")
_SORTS = re.compile(
    r"(?:地|制|贷|办|评估|审批|码|证|条|办法|政策|措施|方案|机制|券|险|清单|行动|受理|开工|供地|查一次|免罚)$"
)
"""How a policy is called that a text names without quotation marks: 标准地, 承诺制, 区域评估."""
_MONEY = re.compile(
    r"[”》]?[\u4e00-\u9fff]{0,8}?(?:资金池|风险池|基金|专项资金|补偿金|服务队|代办队|工作队|专班|公寓|学院|班(?=\d))"
)
"""“某某贷”风险补偿资金池: a thing of its own."""
_DOERS = re.compile(r"(?:[^动]员|秘书|管家|专员|官|合伙人|经理|小二|助理|顾问)$")
"""People of a zone: where the name alone opens a clause, they do something for a firm."""
_REVIEW = re.compile(r"(?:考评|考核|评比|测评|规划|纲要|会议)$")
_PLAN = re.compile(r"“?[一二三四]?十[一二三四五六]?五”?(?:规划|时期|期间)?$")
_PREDICATES = ("v", "p", "d", "t", "r", "z")
_BROUGHT = re.compile(
    r"(?:推出|推行|出台|实施|实行|试行|创新|开发|首创|独创|上线|开办|设立|启动|打造|印发|制定|发布|合推|新推|新设|创设|开设|建立|组织|举办)(?:的|了的)\Z"
)
"""Who has brought in a policy, or when, before its name."""
_FARES = re.compile(
    r"[^，。；：]{0,8}?(?:加快|更加|走在|扩面|提质|增效|深入|纵深|全面|持续|不断|扎实|稳步|有序|顺利|深化|推进|突破|形成|见效|巩固|提升|颁布|开辟|取得|迈出|"
    r"有力|成效|完善|健全|优化|运行(?!\S{0,3}[年月])|获[^得])"
)
"""How a summary says that a policy fares, before it goes over to something else: “某某通”体系加快形成，农村…."""
_MADE = re.compile(r"[\u4e00-\u9fff]{0,8}?(?:当起?|担任|出任|任|化身|变身)(?:了)?“?")
"""38名干部当“某某员”."""
_COUNTED = re.compile(r"(?:[^，。；：\d]{2,30}等)?\Z")


def named_here(source: SubjectSource, c: Clause) -> bool:
    """Whether a policy is told of by its name, not by what was said before the clause."""
    return source.rule in NAMED_BY or (source.rule == "subject-told" and source.start >= c.start)


def speaks_of(c: Clause, r: Ref) -> int:
    """Where the predicate begins of a policy that the clause speaks of from `r` on; 0 where it only names it."""
    name = c.text[r.start : r.end]
    if CAMPAIGN.search(r.key) or _PLAN.search(r.key) or _REVIEW.search(r.key):
        return 0
    if re.search("[”、和]“", name) or "、" in name.strip("“”《》")[:-1]:
        return 0
    if _MONEY.match(c.text, r.end, c.end) or (_DOERS.search(name) and "“" not in c.text[r.start - 1 : r.end]):
        return 0
    quoted = "“" in c.text[max(c.start, r.start - 1) : r.start + 1]
    end = _CALLED.match(c.text, r.end, c.end).end()  # type: ignore[union-attr]
    if end >= c.end or _NO_PREDICATE.match(c.text, end, c.end):
        return 0
    behind = next((q for q in c.quantities if q.start >= end), None)
    if behind is None and _FARES.match(c.text, end, c.end):
        return 0
    if not quoted and (len(name) < 3 or not _SORTS.search(name)):
        return 0
    if _TIME.match(c.text, end, c.end) or (behind and _MEASURE.fullmatch(c.text, end, behind.start)):
        return end
    words = tag(c.text, end, min(c.end, end + 8))
    return end if words and words[0].tag.startswith(_PREDICATES) and words[0].tag != "vn" else 0


def spoken_of(c: Clause, at: int) -> tuple[Ref, int] | None:
    """The policy that a clause, read up to `at`, counts or describes before naming it, and where its predicate begins.

    46名“某某员”分片包干; 某银行推出的“某某贷”年利率3.85%; 38名干部当“某某员”; 31宗土地按此供应.
    """
    for r in c.refs:
        if r.start < at or not r.key.startswith("Policy/"):
            continue
        if is_this_way(c.text, r):
            return r, at
        opening = c.text[at : r.start].rstrip("“《")
        first = c.quantities[0] if c.quantities else None
        if first is not None and first.end < r.start and _MADE.fullmatch(c.text, first.end, r.start):
            return r, at
        counted = first is not None and first.family == "count" and c.text[first.end : r.start] in ("", "“", "《")
        if counted and first is not None and _COUNTED.match(c.text[at : first.start].lstrip()):
            end = speaks_of(c, r)
            return (r, end) if end else None
        if _BROUGHT.search(opening) and not any(at <= q.start < r.start for q in c.quantities):
            end = speaks_of(c, r)
            return (r, end) if end else None
        return None
    return None
