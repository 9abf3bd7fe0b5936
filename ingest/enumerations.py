"""A、B的配套率分别为35%和42%: the k-th figure belongs to the k-th item."""

from __future__ import annotations

import re

import msgspec

from ingest.clause import Clause, Draft, SentenceState
from ingest.indicators import before_number, count_label, strip_light, vocabulary
from kg.model import Key


def respectively(c: Clause, s: SentenceState, head_end: int) -> list[Draft]:
    """A、B的配套率分别为35%和42%: the k-th figure belongs to the k-th item."""
    text = c.text[head_end : c.quantities[0].start]
    if "分别" not in text or len(c.quantities) < 2:
        return []
    head, _, _ = text.partition("分别")
    growing = re.match(r"(?:同比|较上年)?(增长|提高|上升|增加|下降|减少|降低)", text.partition("分别")[2])
    items = list_items(head)
    measure = ""
    if len(items) == len(c.quantities):
        measure = _common_measure(items)
    elif len(s.items) == len(c.quantities):
        items, measure = s.items, before_number(head)
    elif growing and len(s.shared) == len(c.quantities):
        items = [d.indicator for d in s.shared]
    else:
        return []
    owners = _owners(c, items, head_end)
    if growing and not measure and s.shared:
        return [
            Draft(found=q, change_kind=growing.group(1), target=len(s.shared) - k, rule="respectively-growth")
            for k, q in enumerate(c.quantities)
        ]
    drafts = []
    told = _told(text.partition("分别")[2]) or s.last_indicator or ""
    for k, (item, q) in enumerate(zip(items, c.quantities, strict=True)):
        name = strip_light(item)
        if owners and (measure or told):
            own = Draft(found=q, indicator=measure or told, subject=owners[k], end=c.end, rule="respectively-owner")
            drafts.append(msgspec.structs.replace(own, status_from=c.start))
            continue
        label = name if not measure or measure in name else name + measure
        if growing:
            label += "增速" if growing.group(1) in ("增长", "提高", "上升", "增加") else "降幅"
        if q.family == "count":
            label = count_label(label, q.unit)
        drafts.append(
            Draft(
                found=q,
                indicator=label,
                end=c.end,
                status_from=c.start,
                rule="respectively",
            )
        )
    s.shared = drafts
    return drafts


def _owners(c: Clause, items: list[str], start: int) -> list[Key]:
    """The zones or companies that the items of an enumeration name, one each; none where one names no such thing."""
    named = [r for r in c.refs if r.start >= start and r.key.startswith(("Zone/", "Region/", "Company/"))]
    keys = [next((r.key for r in named if c.text[r.start : r.end] == strip_light(i)), None) for i in items]
    return [k for k in keys if k is not None] if all(keys) else []


def _told(between: str) -> str:
    """What stands between 分别 and the first figure: 分别完成工业产值 → 工业产值."""
    return before_number(between)


def list_items(text: str) -> list[str]:
    """隔膜、电解液仍是短板 → 隔膜, 电解液."""
    parts = re.split(r"[、和与及]", re.split(r"(?:仍是|是|都|均|为|成为|等)", text)[0])
    return [strip_light(p) for p in parts if strip_light(p)]


def _common_measure(items: list[str]) -> str:
    """The measure that the last item of an enumeration carries for all: 甲、乙的产值 → 产值."""
    last = items[-1]
    if "的" in last:
        head, _, measure = last.rpartition("的")
        items[-1] = head
        return measure
    for at in range(1, len(last) - 1):  # the longest name of a known indicator that the item ends with
        if last[at:] in vocabulary():
            items[-1] = last[:at]
            return last[at:]
    m = re.search(r"(?:产值|收入|税收|产量|产能|总投资|投资|占比|比重|增长率|配套率|完成率|面积|利润|进出口额)$", last)
    if m and m.start():
        items[-1] = last[: m.start()]
        return m.group()
    return ""
