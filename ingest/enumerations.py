"""A、B的配套率分别为35%和42%: the k-th figure belongs to the k-th item; A、B均为100%: one figure of all items."""

from __future__ import annotations

import re

import msgspec

from ingest.clause import Clause, Draft, Kind, SentenceState
from ingest.indicators import GENERIC, before_number, count_label, strip_light, vocabulary
from ingest.quantities import Found
from kg.model import Key

_GROWS = re.compile(
    r"(?:同比|环比|(?:较|比)(?:上年|去年)(?:同期)?)?(?:实际)?(增长|提高|提升|上升|增加|下降|减少|降低|回落|高于|低于)(?!到|至)(?:了|约)?"
)
_RISES = ("增长", "提高", "提升", "上升", "增加")
_PART_OF = re.compile(r"占(?:到)?(?P<of>[^，。；占]{0,14}?)(?:总数|总量)?的?(?:比重|比例)?(?:为|达|达到)?$")
MEASURE_END = re.compile(
    r"(?:额|值|量|率|度|产能|收入|支出|税收|投资|占比|比重|面积|利润|资金|外资|人数|户数|家数|数量|进出口|出口|进口|贷款|存款|余额)$"
)
_BETWEEN = re.compile(r"[、和与及]|以及")
_COMMA = re.compile("、")
_SUM = re.compile(r"(?:等)?$")
_SORT = re.compile(
    r"(?P<sort>[\u4e00-\u9fff]{0,6}?(?:产业集群|产业链|产业|集群|行业|板块|领域|片区|园区|链条|业态|市场|品类|产品))的?(?P<measure>[\u4e00-\u9fff]{0,12})"
)
"""What an enumeration is summed up as, and the measure behind it: (三大)主导产业 + 产值."""
_NTH = ("第一", "第二", "第三")
_LIST_END = re.compile(
    r"仍是|紧随其后|次之|位?居(?=[前后末首第])|列(?=[前后末第])|排(?=[前后末第名])|垫底|是|(?<![首成])都(?!市)|(?<![人亩户平年日])均|(?<!行)为(?!主)|成为|(?<![高中初同平])等(?![教级候线价额离])"
)
MOVED = re.compile(r"前进|后退|前移|后移|上升|下降|提升")
_PLACE_LIKE = re.compile(
    r"(?:片区|园区|开发区|经开区|高新区|新区|产业园|工业园|示范区|农高区|集聚区|功能区|组团)(?:[两三四五]家)?$"
)
_EACH = re.compile(r"分别|依次")
_SO_MANY = re.compile(
    r"(?:等)?[\d一二三四五六七八九十两]{1,3}[个家大](?:[\u4e00-\u9fff]{0,4}(?:园区|开发区|园|区|企业|公司))?"
)
_COMPARES = re.compile(r"(?:同比|环比|(?:较|比)(?:上年|去年|上一年)(?:同期)?|（下同）)+$")


def respectively(c: Clause, s: SentenceState, head_end: int) -> list[Draft]:
    """The figures of a clause with 分别, each with its own item; none where items and figures do not pair up."""
    summed = _summed_up(c, head_end)
    if summed:
        return summed
    text = c.text[head_end : c.quantities[0].start]
    each = _EACH.search(text)
    if each is None or len(c.quantities) < 2:
        return _all_alike(c, text, head_end)
    head, between = text[: each.start()], text[each.end() :]
    head = _COMPARES.sub("", head.strip("，, "))
    yearly = "年均" if head.endswith("年均") else ""
    head = re.sub(r"(?:年均|累计|平均|预计)$", "", head)
    growing, part = _GROWS.match(between), _PART_OF.match(between.strip())
    items = _of_industries(list_items(head))
    if len(items) > len(c.quantities) == len(apart := list_items(head, _COMMA)):
        items = apart  # 采矿业、制造业、电力生产和供应业
    if len(items) == 1 and (beside := _of_same_owners(c, s, head)):
        return beside
    if len(items) == 1 and items[0].startswith("城乡") and len(c.quantities) == 2:
        items = ["城镇" + items[0][2:], "农村" + items[0][2:]]
    measure = ""
    if len(items) == len(c.quantities):
        measure = _common_measure(items)
    elif len(s.items) == len(c.quantities) and not head.strip():
        items, measure = s.items, before_number(head)
    elif (growing or part) and not items:
        return _of_those_before(c, s, growing, part)
    elif len(s.items) == len(c.quantities):
        items, measure = s.items, before_number(head)
    else:
        return []
    owners = _owners(c, items, head_end) or (s.item_owners if items is s.items else [])
    drafts = []
    told = "" if growing else before_number(between)
    spoken = told or s.last_indicator or (s.measures.get(c.quantities[0].unit, "") if owners else "") or s.announced
    if not owners and not measure and spoken and all(_PLACE_LIKE.search(i) for i in items):
        measure, items = spoken, [spoken] * len(items)  # 东片区、西片区分别为81%和64%: whose they are, no measures
    for k, (item, q) in enumerate(zip(items, c.quantities, strict=True)):
        name = strip_light(item)
        if owners and (measure or spoken):
            label = measure or spoken
            label = count_label(label, q.unit) if q.family == "count" else label
            if q.unit == "位" and (moved := MOVED.search(measure or spoken)):
                label = f"{label.partition(moved.group())[0].removesuffix('排名')}排名{moved.group()}位数"
            if growing and not label.endswith(("增速", "增幅")):
                label += yearly + "增速" if growing.group(1) in _RISES else "降幅"
            own = Draft(found=q, indicator=label, subject=owners[k], end=c.end, rule="respectively-owner")
            kind: Kind = "growth" if growing else "level"
            drafts.append(msgspec.structs.replace(own, status_from=c.start, kind=kind))
            continue
        label = name if not measure or measure in name else name + measure
        if part:
            label += f"占{part['of']}比重"
        elif growing:
            label += _moved(label, growing, between, yearly, _rate(items[-1]))
        elif told and told not in label and not MEASURE_END.search(label):
            label += told
        if q.family == "count":
            label = count_label(label, q.unit)
        drafts.append(
            Draft(
                found=q,
                indicator=label,
                kind="share" if part else "growth" if growing else "level",
                end=c.end,
                status_from=c.start,
                rule="respectively",
            )
        )
    s.shared = drafts
    if owners and drafts and (measure or spoken).endswith(("项目", "企业")):
        s.topic = measure or spoken
    return drafts


def _summed_up(c: Clause, head_end: int) -> list[Draft]:
    """光电、机械、鞋服三大产业产值分别增长9%、8%和3%: the figures behind a sum of the items that it counts."""
    first, rest = c.quantities[0], c.quantities[1:]
    items = [strip_light(i) for i in _BETWEEN.split(_SUM.sub("", c.text[head_end : first.start]))]
    if first.family != "count" or len(rest) < 2 or not all(2 <= len(i) <= 12 for i in items):
        return []
    if len(items) != len(rest) or first.value != len(rest):
        return []
    behind = c.text[first.end : rest[0].start]
    each = _EACH.search(behind)
    sort = _SORT.fullmatch(behind[: each.start()]) if each else None
    if each is None or sort is None or _owners(c, items, head_end):
        return []
    between = behind[each.end() :]
    growing, part = _GROWS.match(between), _PART_OF.match(between.strip())
    measure = sort["measure"] or before_number(between) * (growing is None and part is None)
    kind: Kind = "share" if part else "growth" if growing else "level"
    drafts = [Draft(found=first, indicator=sort["sort"] + "数", end=c.end, rule="count-sorts")]
    for item, q in zip(items, rest, strict=True):
        label = item + measure
        if part:
            label += f"占{part['of']}比重"
        elif growing:
            label += _moved(label, growing, between, "", False)
        label = count_label(label, q.unit) if q.family == "count" else label
        drafts.append(
            Draft(found=q, indicator=label, kind=kind, end=c.end, status_from=c.start, rule="respectively-summed")
        )
    return drafts


def _of_industries(items: list[str]) -> list[str]:
    """一、二、三产业增加值 → 第一产业, 第二产业, 第三产业增加值."""
    last = re.fullmatch(r"(?:第)?三(?P<rest>(?:次)?产(?:业)?.*)", items[-1]) if items else None
    if last is None or [i.removeprefix("第").removesuffix("产业").removesuffix("产") for i in items[:-1]] not in (
        ["一", "二"],
        ["二"],
    ):
        return items
    rest = re.sub(r"^次?产(?:业)?", "产业", last["rest"])
    names = [f"{nth}产业" for nth in _NTH[-len(items) :]]
    return [*names[:-1], _NTH[-1] + rest]


def _of_same_owners(c: Clause, s: SentenceState, head: str) -> list[Draft]:
    """A、B分别签约项目26个和31个，总投资依次为73亿元和69亿元: another measure of those who have just been listed."""
    name = before_number(head)
    if not name or len(s.shared) != len(c.quantities) or not all(d.subject for d in s.shared):
        return []
    label = (s.topic or "") + name if name in GENERIC or name in ("总投资", "投资") else name
    drafts = [
        Draft(found=q, indicator=label, subject=d.subject, end=c.end, status_from=c.start, rule="respectively-owner")
        for d, q in zip(s.shared, c.quantities, strict=True)
    ]
    s.last_indicator = label
    return drafts


def _of_those_before(
    c: Clause, s: SentenceState, growing: re.Match[str] | None, part: re.Match[str] | None
) -> list[Draft]:
    """A完成28亿元，B完成15亿元，分别增长12%、7%; 签约12个、开工8个，分别占全县的42%、40%: of the figures just told."""
    count = len(c.quantities)
    before = s.told[-count:]
    if len(before) < count:
        return []
    if growing:
        return [
            Draft(found=q, change_kind=growing.group(1), target=count - k, rule="respectively-growth")
            for k, q in enumerate(c.quantities)
        ]
    of = part["of"] if part else ""
    return [
        Draft(
            found=q,
            indicator=f"{one.indicator.removesuffix('数')}占{of}比重",
            subject=one.subject,
            kind="share",
            end=c.end,
            status_from=c.start,
            rule="respectively-share",
        )
        for one, q in zip(before, c.quantities, strict=True)
    ]


def _moved(label: str, growing: re.Match[str], between: str, yearly: str, rates: bool) -> str:
    """What a measure is by how it moves: 增速, 降幅, 高于全国; `rates` where those listed are rates themselves."""
    if growing.group(1) in _RISES:
        return yearly + "增速"
    if growing.group(1) not in ("高于", "低于"):
        return "降幅"
    rate = "增速" if rates and not label.endswith(("增速", "增幅")) else ""
    return rate + growing.group(1) + between[growing.end() :].strip()


def _rate(item: str) -> bool:
    return item.endswith(("增速", "增幅"))


def _all_alike(c: Clause, text: str, head_end: int) -> list[Draft]:
    """开工率、完成率均为100%: one figure that is said of each measure."""
    alike = re.search(r"(?:均|都)(?:为|达|达到|超过|超|在|实现|保持在)+$", text)
    if alike is None or len(c.quantities) != 1:
        return []
    items = [strip_light(i) for i in _BETWEEN.split(text[: alike.start()])]
    if len(items) < 2 or not all(i in vocabulary() or MEASURE_END.search(i) for i in items):
        return []
    if _owners(c, items, head_end):
        return []
    q: Found = c.quantities[0]
    return [Draft(found=q, indicator=i, end=c.end, status_from=c.start, rule="all-alike") for i in items]


def _owners(c: Clause, items: list[str], start: int) -> list[Key]:
    """The zones or companies that the items of an enumeration name, one each; none where one names no such thing."""
    named = [r for r in c.refs if r.start >= start and r.key.startswith(("Zone/", "Region/", "Company/"))]
    keys = [next((r.key for r in named if _names(c.text[r.start : r.end], strip_light(i), c)), None) for i in items]
    return [k for k in keys if k is not None] if all(keys) else []


def _names(name: str, item: str, c: Clause) -> bool:
    """Whether an item says no more than a name: with its place before, a time or so many of them behind."""
    if name == item:
        return True
    before, found, behind = item.partition(name)
    if not found or (
        before and not any(r.key.startswith("Region/") and c.text[r.start : r.end] == before for r in c.refs)
    ):
        return False
    times = {c.text[t.start : t.end] for t in c.times}
    return not behind or behind in times or _SO_MANY.fullmatch(behind) is not None


def note_items(c: Clause, s: SentenceState, text: str, start: int) -> None:
    """Note what a clause without figures lists, for the figures behind that come one to each."""
    s.items = list_items(text)
    s.item_owners = _owners(c, s.items, start)


def list_items(text: str, between: re.Pattern[str] = _BETWEEN) -> list[str]:
    """隔膜、电解液仍是短板 → 隔膜, 电解液."""
    parts = between.split(_LIST_END.split(text)[0])
    return [strip_light(p) for p in parts if strip_light(p)]


def _common_measure(items: list[str]) -> str:
    """The measure that the last item of an enumeration carries for all: 甲、乙的产值 → 产值; '' where each has its own.

    An item without a measure takes that of the next one that has one: 高中阶段、高等教育毛入学率.
    """
    last = items[-1]
    if any(i in vocabulary() or MEASURE_END.search(i) for i in items[:-1]):
        for at in range(len(items) - 2, -1, -1):
            if not MEASURE_END.search(items[at]) and items[at] not in vocabulary():
                items[at] += _measure_of(items[at + 1])
        return ""
    if "的" in last:
        head, _, measure = last.rpartition("的")
        items[-1] = head
        return measure
    measure = _measure_of(last)
    if measure:
        items[-1] = last.removesuffix(measure)
    return measure


def _measure_of(item: str) -> str:
    """The measure that an item ends with: the longest name of a known indicator, else a measure word."""
    for at in range(1, len(item) - 1):
        if item[at:] in vocabulary():
            return item[at:]
    m = re.search(
        r"(?:[\u4e00-\u9fff]{2}[率额]|产值|收入|税收|产量|产能|总投资|投资|占比|比重|面积|利润|进出口|出口|进口|增加值|增速)$",
        item,
    )
    return m.group() if m and m.start() else ""
