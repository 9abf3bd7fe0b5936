"""Figures of many holders side by side: 甲区总产值168亿元；乙区97亿元，列第二；丙园只有29亿元.

A clause is `holder [measure] figure (、figure)*`. Where a holder stands right before its figure, what the figure
states is left out (gapping): it is the measure of the same kind of unit that the holder before was told with, the
first figure taking the first such measure, the next one the next (甲区23个、协议投资额96亿元；乙区17个、58亿元).
A growth whose holder is another than the one before (甲区产值增长24%，乙区增长18%) is of the measure that grew there.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from ingest import comparison_figures as comparisons
from ingest.clause import Clause, Draft, Row, SentenceState, Slot
from ingest.enumerations import MEASURE_END
from ingest.indicators import after_counter, before_number, vocabulary
from ingest.linking import Ref
from ingest.phrases import Token
from ingest.quantities import Found
from ingest.units import unscaled
from kg.model import Key

HOLDERS = ("Zone/", "Region/", "Company/", "Facility/")
REACH = 80
"""Characters before a figure in which its holder's name begins."""
_LINK = re.compile(
    r"(?:[（(][^（）()\d]{1,12}[）)])?[，]?(?:则|也|却|更|还|又|已|都|同样|紧随其后|次之|分别|依次|以|仅|只|有|为|是|达到?|完成|实现|录得|报)*"
)
_GROWN = re.compile(rf"{_LINK.pattern}(?:同比|环比)?(?:{comparisons.VERBS})(?:了|为|达到|达|超过|超|约|近)*")
_OPENING = re.compile(
    r"(?:而|和|与|及|、|，|；|另|另外|此外|同期|紧随其后的是|其次是|再次是|接着是|然后是|依次是|“|\s)*"
)
"""What may stand between the clause's opening, or the figure before, and a holder that takes over its measure."""
_SIGHT = re.compile(
    r"(?:(?:再)?(?:从|论|就|比|看)(?P<of>[\u4e00-\u9fff]{2,12}?)(?:方面|上看|来看|来说|而言|看|上)?|(?P<about>[\u4e00-\u9fff“”]{2,12}?)(?:方面|上看|来看))"
)
_TELLS = re.compile(
    r"(?:共|已|则|计划|累计|拟|将)*(?:投资|总投资|签约|开工|投产|完成|实现|引进|新增|拥有|入驻|产值|营收|营业收入|税收|出资|占地|达|有)[\u4e00-\u9fff]{0,10}"
)
_COUNTED = re.compile(r"(?:项目|企业|平台|人才|专利|机构|“小巨人”)$")
_HOLDERS_COUNTED = re.compile(r"[\u4e00-\u9fff]{0,6}(?:开发区|经开区|高新区|园区|县区|区县|县市|片区|地市)数")
_EXCEEDED = re.compile(
    r"(?:超过|超越|超出|赶超|反超|高于|低于|多于|少于|大于|小于|不及|不如|逊于|优于|仅次于|落后于|领先于|比)(?:了)?$"
)


def sight(text: str) -> str:
    """What a clause without figures turns to: 新签约项目方面 → 新签约项目, 论工业投资 → 工业投资; '' for 从区域看."""
    m = _SIGHT.fullmatch(text.strip("，, 　"))
    what = before_number(m["of"] or m["about"]) if m else ""
    return what if what in vocabulary() or MEASURE_END.search(what) or _COUNTED.search(what) else ""


def note(s: SentenceState, draft: Draft, holder: Key | None) -> None:
    """Remember what a figure in full words states, for the holders behind it that leave it out."""
    if draft.rule.startswith(("gapped", "respectively", "all-alike", "part-owner", "beside")):
        return
    growth = bool(draft.change_kind)
    if growth and draft.found.family != "percent":
        return
    label = draft.indicator
    if draft.found.family == "count" and _HOLDERS_COUNTED.fullmatch(label):
        return  # 两个开发区共拿出49个项目: how many the holders are
    if growth or not label:
        if not growth:
            return
        slots = s.row.slots if s.row else []
        if s.row and s.row.holder == holder and slots:
            label = next((x.label for x in reversed(slots) if x.kind == "level"), "")
        if not label:
            return
    if s.row is None or s.row.holder != holder:
        s.row = Row(holder=holder)
    s.row.slots.append(
        Slot(
            label=label,
            family=draft.found.family,
            unit=unscaled(draft.found.unit),
            kind="growth" if growth else draft.kind,
            rate=growth,
        )
    )


def read(c: Clause, s: SentenceState, q: Found, plain: str, right: list[Token]) -> Draft | None:
    """The draft of a figure whose measure is that of the holder before, or that stands beside another's; else None."""
    holder = _holder(c, q)
    if holder is not None and holder.key.startswith(HOLDERS) and c.text[holder.end : q.start].startswith("的"):
        return _beside(c, s, q, holder)
    if s.row is None:
        return None
    if holder is not None and holder.key.startswith(HOLDERS) and _opens(c, holder):
        link = c.text[holder.end : q.start]
        if holder.key != s.row.holder or s.row.gapped:
            if _LINK.fullmatch(link) and not _own_noun(c, q, right):
                return _gapped(s, q, holder.key, first=True)
            if q.family == "percent" and _GROWN.fullmatch(link):
                return _grown(s, q, holder.key, link)
    if s.row.gapped and not plain and s.row.last_end <= q.start <= s.row.last_end + 1 and not _own_noun(c, q, right):
        return _gapped(s, q, s.row.holder, first=False)
    other = s.subject is not None and s.subject != s.row.holder and s.subject.startswith(HOLDERS)
    if other and q.family == "percent" and _GROWN.fullmatch(plain):
        return _grown(s, q, s.subject, plain)
    return None


def listed_next(c: Clause, s: SentenceState, q: Found, at: int) -> int:
    """Where the words about the next holder's figure begin: 甲签约3个、乙签约5个; `at` where no other is named.

    The holder stands right behind a comma of enumeration that closes what was told before, and alone.
    """
    if at <= c.start or not any(x.end <= at for x in c.quantities):
        return at
    low = bisect_left(c.refs, at, key=lambda r: r.start)
    named = [r for r in c.refs[low:] if r.end < q.start and r.key.startswith(HOLDERS)]
    if len(named) != 1 or not c.text[at : named[0].start].endswith(("、", "，")):
        return at
    one = named[0]
    if one.key == s.subject or not _TELLS.fullmatch(c.text, one.end, q.start):
        return at
    s.switch_subject(one.key, "subject-listed", one, carry=True)
    return one.end


def _holder(c: Clause, q: Found) -> Ref | None:
    """The last name before a figure in its clause, with no other figure between."""
    low = bisect_left(c.refs, max(c.start, q.start - REACH), key=lambda r: r.start)
    before = [r for r in c.refs[low : bisect_left(c.refs, q.start, key=lambda r: r.start)] if r.end <= q.start]
    if not before:
        return None
    last = max(before, key=lambda r: (r.end, r.start))
    return None if any(last.end <= x.start < q.start for x in c.quantities) else last


def _opens(c: Clause, holder: Ref) -> bool:
    """Whether nothing but its own place (某市 + 某园) and joining words stands between a holder and what is before."""
    at = max([c.start, *(x.end for x in c.quantities if x.end <= holder.start)])
    moved = True
    while moved:
        opening = _OPENING.match(c.text, at, holder.start)
        at, moved = opening.end() if opening else at, False
        for one in c.refs:
            if one.start == at < holder.start and one.key.startswith("Region/"):
                at, moved = one.end, True
        for t in c.times:
            if t.start <= at < t.end <= holder.start:
                at, moved = t.end, True
    return at >= holder.start


def _own_noun(c: Clause, q: Found, right: list[Token]) -> bool:
    """Whether what the figure counts or measures stands behind it: 乙区10所高校, 丙区15亿元的基金."""
    if c.text[q.end : q.end + 1] == "的":
        return True
    return q.family == "count" and bool(after_counter(right)[0])


def _gapped(s: SentenceState, q: Found, holder: Key | None, first: bool) -> Draft | None:
    row = s.row
    if row is None:
        return None
    at = 0 if first else row.at
    for k in range(at, len(row.slots)):
        slot = row.slots[k]
        alike = slot.family == q.family and not slot.rate
        if alike and q.family in ("count", "measure", "duration") and slot.unit != unscaled(q.unit):
            continue
        if alike and slot.unit.endswith("百分点") != q.unit.endswith("百分点"):
            continue
        if alike:
            row.holder, row.at, row.gapped, row.last_end = holder, k + 1, True, q.end
            s.switch_subject(holder, "subject-gapped", carry=True)
            s.last_indicator = slot.label
            return Draft(found=q, indicator=slot.label, subject=holder, kind=slot.kind, rule="gapped")
    return None


def _grown(s: SentenceState, q: Found, holder: Key | None, words: str) -> Draft | None:
    """乙区增长18.2%: of the measure that grew, or was told, of the holder before."""
    row = s.row
    slot = next((x for x in row.slots if x.kind == "growth"), None) if row else None
    slot = slot or (row.slots[-1] if row and row.slots and row.slots[-1].kind == "level" else None)
    if row is None or slot is None:
        return None
    base = re.sub(r"(?:增速|增幅|降幅)$", "", slot.label)
    row.holder, row.gapped, row.last_end, row.at = holder, True, q.end, len(row.slots)
    s.switch_subject(holder, "subject-gapped", carry=True)
    s.last_indicator = base
    suffix = "降幅" if comparisons.FALLS.search(words) else "增速"
    return Draft(found=q, indicator=base + suffix, subject=holder, kind="growth", rule="gapped-growth")


def _beside(c: Clause, s: SentenceState, q: Found, holder: Ref) -> Draft | None:
    """首次超过乙区的18.5亿元: the figure is that of 乙区."""
    said = s.last_spoken or s.last_indicator
    if said is None or c.text[holder.end : q.start] != "的" or _own_noun(c, q, []):
        return None
    before = c.text[c.start : holder.start]
    if _EXCEEDED.search(before) and s.last_unit == q.unit:
        return Draft(found=q, indicator=said, subject=holder.key, kind="difference", rule="beside")
    return None
