"""Figures that compare: growth, differences, multiples, and how far a figure stands above another.

同比增长8%, 比年初增加46家, 高于全省平均水平2.1个百分点, 是五年前的1.8倍, 年均增长16.7%. `plain` is what the clause
has before the number.
"""

from __future__ import annotations

import re

from ingest.clause import Draft, SentenceState
from ingest.indicators import before_number
from ingest.quantities import Found
from ingest.units import unscaled

_BASE = (
    r"(?:(?:19|20)\d\d年|上年|去年|上一年|前年|年初|上年末|去年底|去年末|上月|上季度|上半年|一季度|前三季度|改革前|"
    r"“?十[一二三四五六]五”?(?:时期)?|[一二三四五六七八九十\d]+年前)(?:同期|末|底)?的?"
)
VERBS = (
    "增长|增加|提高|提升|上升|下降|减少|降低|减轻|回落|下滑|增速|增幅|降幅|收窄|净增加|净增|加快|扩大|(?<![最至许不更])多[签引开]?|(?<![最至不])少[签引开]?|前进|后退|前移|后移|"
    "跃升|缩短|压减|缩减|精简"
)
GROWTH = re.compile(
    rf"(?P<against>同比|环比|(?:较|比)(?:上年|去年|上一年)?同期|(?:较|比){_BASE})?(?:实际|平均|共)?(?P<verb>{VERBS})"
    r"(?:了|为|达到|达|超过|超|约|近|高达|幅度为|幅度达)*$"
    r"|(?P<arrow>[↑↓])$"
)
COMPARE = re.compile(r"(?:较|比)(?:上年|去年|上一年|同期|年初)[^，。]{0,4}$")
ABOVE = re.compile(
    r"(?P<verb>高于|低于|快于|慢于|好于|优于|高出|领先(?:于)?|超出)(?P<of>[^，。；\d]{2,14})$"
    r"|比(?P<than>(?!上年|去年|上一年|前年|同期|年初|年前|原|过去|以前|改革|\d)[^，。；\d]{2,12}?)(?:要)?(?P<way>高|低|快|慢|多|少)(?:出|了)?$"
)
TIMES = re.compile(r"(?:是|为|相当于|达到?)(?:了)?(?P<of>[^，。；]{2,14}?)的$")
EARLIER = re.compile(
    r"(?:比(?P<of>[^，。；\d]{2,10}?))?(?P<verb>提前|(?<![最更清])早(?P<deed>开工|投产|竣工|交付|送电|通车|动工|投用|建成)?|缩短|压缩|(?<![最更加较尽])快|少用|节省)(?:了|近|约)*$"
)
"""比约定时间早了20天, 提前5个月送电, 比原来快了1.9天: time that is saved."""
PART_OF_ANOTHER = re.compile(
    r"(?:相当于|不到|不足|只有|仅为|仅有|只是|达到|还不到)(?P<of>[^，。；\d]{1,10}?(?:区|园|市|县|省|园区|全国|平均|平均水平|水平|同期|去年|上年))的$"
)
"""不到隔壁开发区的四成: one figure as a part of another's."""
PART_OF_WHAT = re.compile(
    r"(?:相当于|不到|不足|只有|仅为|仅有|只是|约是|约为|还不到|只及|不及|才是)(?P<of>[^，。；、\d占]{1,10}?)的$"
)
"""售价只有进口货的六成: one price as a part of another's, told in tenths or fractions."""
DOES_MORE = re.compile(r"(?:提升|提高|加快|扩大|增加|更多|整合|巩固)(?:了|约|近|超|超过)*$")
"""改造提升25个养老机构, 加快6个电站建设: what is done to so many things, where no time is compared with."""
_MOVES = frozenset(("收窄", "扩大", "回落", "加快", "提高", "提升", "上升", "下降", "回升", "缩小"))
_RATE_END = re.compile(r"(?:增速|增幅|降幅|率|占比|比重|比例|强度|度)$")
COMPARED = ("percent", "multiple", "count", "money", "measure", "rank")
SHARES = ("第一产业占比", "第二产业占比", "第三产业占比")
FALLS = re.compile(r"减|降|精简|回落|下滑|收窄|少|后退|缩短")
_YEARS = re.compile(r"(?:(?:近|过去|这)?[二两三四五六七八九十\d]+年(?:来|间|里)?)?年均$")
_LIKE_PRICES = re.compile(r"按(?:可比|不变)价格?(?:计算)?")
_ADJUSTED = re.compile(
    r"(?:扣除|剔除|除去|不含|不考虑|还原)[^，。；]{2,14}?(?:因素|影响|口径|部分|基数|价格)(?:影响)?(?:后|计算|以后|之后|外)?"
)
"""扣除留抵退税因素后增长5.1%: on a like basis, what has just been told."""
_EMPTY_NAMES = ("其中", "年均", "平均", "累计", "全年", "实际")


def growth(s: SentenceState, q: Found, plain: str, m: re.Match[str]) -> Draft | None:
    """同比增长8%: a change of the figure before it, or, where a noun stands before 增长, a growth rate of its own."""
    groups = m.groupdict()
    verb = groups.get("verb") or {"↑": "增长", "↓": "下降"}.get(groups.get("arrow") or "", "变化")
    against = groups.get("against") or ""
    kind = ("同比" + verb) if "同比" in plain and verb in ("增长", "下降") else verb
    name = before_number(re.sub(r"(?:同比|环比|实现)$", "", plain[: m.start()]))
    base = name if len(name) >= 2 and name not in _EMPTY_NAMES else s.last_indicator
    if "环比" in plain and q.family == "percent" and base:  # beside 同比, which is the figure's change
        label = base + ("环比降幅" if FALLS.search(verb) else "环比增速")
        return Draft(found=q, indicator=label, kind="growth", rule="growth-of")
    if "年均" in plain and (base := _YEARS.sub("", name) or s.last_indicator):
        s.grown = base  # 年均增长13.5%，2021年达到341亿元: the figure behind is of what grew
        s.last_indicator = base
        return Draft(found=q, indicator=base + "年均增速", kind="growth", rule="growth-yearly")
    if q.family in ("count", "money", "measure", "rank", "duration"):
        dated = m.re is COMPARE or "同比" in plain
        counted = s.last_count if q.family == "count" and s.last_counter == unscaled(q.unit) else None
        base = name or counted or s.last_indicator or ""
        if q.unit == "位":
            base = "" if base == "排名" else base.removesuffix("排名")
            return Draft(found=q, indicator=f"{base}排名{verb}位数", kind="difference", rule="difference-rank")
        if not base:
            return None
        return Draft(
            found=q,
            indicator=base.removesuffix("数")
            + (
                "较" + against[1:]
                if against[:1] in ("较", "比") and against[1:]
                else "较上年"
                if against or dated
                else ""
            )
            + ("减少" if FALLS.search(verb) else "增加")
            + ("数" if q.family == "count" else "时间" if q.family == "duration" else "额"),
            kind="difference",
            rule="difference",
        )
    name = "" if _LIKE_PRICES.fullmatch(name) else name
    if s.last_indicator and _ADJUSTED.fullmatch(name):
        label = "同口径" + re.sub(r"(?:增速|增幅|降幅)$", "", s.last_indicator)
        return Draft(
            found=q, indicator=label + ("降幅" if FALLS.search(verb) else "增速"), kind="growth", rule="growth-of"
        )
    if len(name) < 2 or name in _EMPTY_NAMES:
        return Draft(found=q, change_kind=kind, rule="growth")
    if name in ("增速", "增幅", "降幅") and verb in _MOVES and s.last_indicator:
        label = s.last_indicator + ("" if s.last_indicator.endswith(name) else name) + verb
        return Draft(found=q, indicator=label, kind="difference", rule="growth-moved")  # 降幅比上半年收窄4.1个百分点
    if name in ("总量", "增速", "增幅") and s.last_indicator:
        name = s.last_indicator
    suffix = "降幅" if FALLS.search(verb) else "增速"
    label = name if name.endswith(("增速", "增幅", "降幅")) else name + suffix
    s.last_indicator = s.grown = name
    return Draft(found=q, indicator=label, kind="growth", rule="growth-of")


def earlier(s: SentenceState, q: Found, plain: str, m: re.Match[str]) -> Draft:
    """比合同工期提前43天: how much sooner; 比过去快了3天: how much shorter what has just been told has become."""
    how = "提前" + (m["deed"] or "") if m["verb"].startswith(("提前", "早")) else "缩短"
    name = before_number(plain[: m.start()])
    if not name and how == "缩短" and s.last_unit and s.last_unit.endswith(("天", "时", "日", "钟", "月")):
        name = s.last_spoken or ""
    what = "天数" if q.unit.endswith(("天", "日")) else "时间"
    return Draft(found=q, indicator=f"{name}{how}{what}", kind="difference", rule="earlier")


def above(s: SentenceState, q: Found, plain: str, m: re.Match[str]) -> Draft | None:
    """增速高于全省平均水平2.1个百分点: how far the figure before it, or the noun before 高于, stands above another."""
    of = m["of"] or m["than"]
    verb = m["verb"] or {"高": "高于", "低": "低于", "快": "快于", "慢": "慢于", "多": "多于", "少": "少于"}[m["way"]]
    name = before_number(plain[: m.start()])
    base = (
        name if len(name) >= 2 and name not in ("增速", "增幅", "总量") else (s.last_spoken or s.last_indicator or name)
    )
    if name in ("增速", "增幅") and base != name and not _RATE_END.search(base):
        base += name  # 地区生产总值增长6.6%，增速高于全市0.8个百分点
    if s.grew and q.unit.endswith("百分点") and base and len(name) < 2 and not _RATE_END.search(base):
        base += "增速"  # 生产总值增长5.4%、高于全国0.4个百分点
    return Draft(found=q, indicator=f"{base}{verb}{of}", kind="difference", rule="above") if base else None


def times(
    s: SentenceState, q: Found, plain: str, m: re.Match[str], what: str = "倍数", verb: str = "为"
) -> Draft | None:
    """是五年前的1.8倍: a figure as a multiple or a part of an earlier one or of another's."""
    name = before_number(plain[: m.start()])
    base = name if len(name) >= 2 else (s.last_spoken or s.last_indicator or "")
    of = m["of"] + "的" * (verb == "为")
    return Draft(found=q, indicator=f"{base}{verb}{of}{what}", kind="growth", rule="times") if base else None
