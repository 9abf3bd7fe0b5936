"""Projects that are named by what they cost: 总投资6亿元的某某物流中心, 斥资3亿元扩建某某生产线.

Such a phrase names something that is built, whatever it is called by.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from ingest.project_told import weight
from ingest.quantities import Found

SPENT = re.compile(r"(?:斥资|耗资|出资|筹资|增资|追加|再投|拿出|砸下|投下|花费?|用)(?:约|近|超|逾|超过|不到)?$")
BUILDS = (
    r"(?:(?:建设|新建|扩建|改建|改造|兴建|建起|打造|实施|上马|建成|布局|设立)(?:了)?的?|"
    r"建(?:的|了)?(?=[\u4e00-\u9fff]{3}))"
)
LINK = re.compile(
    rf"(?:人民币)?(?:、[^，。；！？\n]{{2,24}}?的(?=[^，。；]{{2}})|的|{BUILDS}"
    rf"|，(?:在|于)[^，。；、]{{2,16}}{BUILDS}|，{BUILDS}|用于{BUILDS})"
)
"""What leads from a sum to what it is spent on."""
PLACES = (
    r"(?:中心|产业园|工业园|物流园|科技园|园区|基地|产业城|厂|站|港|码头|大厦|公寓|学校|医院|起步区|示范区|综合体|小镇|总部|"
    r"(?<=[\u4e00-\u9fff]{2})线|生产线|示范线|产线|技改|改造|扩产|扩建|扩能|扩容|平台|云仓|装置|管廊|枢纽|市场|广场|研究院|实验室|厂房|酒店|车间|管网|大桥|道路|机房|牧场|温室|库区|冷库|"
    r"电站|工厂|系统|中央厨房|数字化车间|装备园|孵化器|加速器)(?:[一二三四]期)?"
)
FOLLOWS = (
    r"(?:$|[，。；、：（(！？“\n]|\d|[一二三四]期|等|和|与|及|也|还|已|正|将|于|在|是|为|由|今年|去年|明年|目前|日前|近日|"
    r"占地|规划|设计|建成|开工|动工|投产|投用|投运|竣工|封顶|完成|签约|落户|落地|启用|主体|年产|年处理|日处理|预计|计划|力争|"
    r"顺利|全面|正式|有望|刚|即将|位于|坐落|选址|首批|进入|加快|开始|完工|交付|达产|试|年内|项目)"
)
NAMED = re.compile(
    rf"(?P<name>[^，。；：！？\n、（）()“”]{{0,24}}?(?:（[^（）\n]{{2,8}}）[^，。；：！？\n、（）()]{{1,16}}?)?{PLACES})(?={FOLLOWS})"
)
IN_BRACKETS = re.compile(r"(?:[（(](?:计划|预计|概算)?总?投资|[，：: ]?(?:计划|预计|概算)?总投资)(?:约|近|超)?\d")
ENDS_THERE = re.compile(
    r"(?:^|[，。；：！？\n、）)和及与的“])(?:还有|包括|以及|其中|\d{1,2}[.．、](?!\d)|[（(][一二三四五六七八九十\d]{1,2}[）)])?"
    rf"(?P<name>[^，。；：！？\n、（）()“”的]{{0,30}}{PLACES})$"
)
UTILITY = re.compile(r"(?:水处理厂|净水厂|水厂|变电站|学校|医院|车站)$")
"""Public works, which reports speak of as facilities of a zone rather than as its projects."""
SETTLES = re.compile(
    r"项目.*(?:落户|落地|落在|坐落|位于|选址|入驻|布局)|(?:落户|坐落|位于|选址|入驻)(?:于|在)?[^，]{2,}$"
)
COUNTED = re.compile(r"[\d一二两三四五六七八九十]+(?:多|余)?(?:条|座|栋|幢|个|套|台|处|所|家|间|万)")
BARE = re.compile(r"(?:一[个座条家])?(?:高?标准|智能|现代化|新|自动化|配套|全新|大型)*" + PLACES)
"""Names that tell nothing but the kind of place."""


class Paid(msgspec.Struct, frozen=True):
    """What is paid for begins at `start`; where a place is named there, its name ends at `end`, else `end` is None."""

    start: int
    end: int | None


def named_well(name: str) -> bool:
    """Does a name tell more than the kind of place, and not of public works?"""
    return len(name) >= 5 and not UTILITY.search(name) and not BARE.fullmatch(name)


def paid(text: str, start: int, end: int, quantities: Sequence[Found]) -> Iterator[Paid]:
    """Where `text[start:end]`, a sentence, tells what a sum is invested in."""
    for q in quantities:
        if q.unit == "亩" and text[max(start, q.start - 6) : q.start].rstrip("约近").endswith(
            ("占地", "用地", "占地面积")
        ):
            named = NAMED.match(text, q.end + 1, end) if text.startswith("的", q.end) else None
            if named is not None and named_well(named["name"]):
                yield Paid(q.end + 1, named.end("name"))
        if q.family != "money":
            continue
        before = text[max(start, q.start - 14) : q.start]
        link = LINK.match(text, q.end, end)
        if link is None:
            continue
        spent = SPENT.search(before)
        if spent is None and weight(before, "") < 1:
            continue
        if spent is not None and link.group() == "的" and not before.endswith(("斥资", "耗资", "出资", "筹资", "花费")):
            continue
        if COUNTED.match(text, link.end(), end):
            continue
        named = None if link.group().startswith("，") else NAMED.match(text, link.end(), end)
        yield Paid(link.end(), named.end("name") if named is not None and named_well(named["name"]) else None)


def bracketed(text: str, start: int, end: int) -> Iterator[Paid]:
    """Places in `text[start:end]` whose sum follows in brackets: 某某人才公寓（总投资1.2亿元，…）."""
    for cost in IN_BRACKETS.finditer(text, start, end):
        named = ENDS_THERE.search(text, max(start, cost.start() - 34), cost.start())
        if named is None or SETTLES.search(named["name"]):
            continue  # 甲项目落户乙园区，总投资…: the sum is of what settles there
        if len(named["name"]) >= 5 and not BARE.fullmatch(named["name"]):
            yield Paid(named.start("name"), named.end("name"))
