"""How far a project has come: 储备 签约 前期 开工 在建 试生产 投产 达效 竣工, with the date where one is told.

A stage counts only when it has been reached: 力争年内投产, 明年上半年投产 leave a project 在建.
"""

from __future__ import annotations

import re

import msgspec

from ingest.periods import Time, find_times
from ingest.stage_words import STAGES

_NOT_YET = re.compile(
    r"(?:预计|计划|力争|争取|将|尽快|尽早|有望|确保|拟|加快|推动|待|未|即将|目标|早日|可(?!谓)|明年|后年|下一步|要|具备|承诺|打算|准备|接续|接近|临近|年内(?!已)|[底节年月庆]前|(?<!去)(?<!去年)(?<!上)(?<!\d)(?:年底|月底)(?!已|就|如期|前))[^，。；]{0,14}$"
)
_SOON = re.compile(r"(?:预计|计划|力争|争取|将|有望|拟|即将|待|等待)[^，。；]{0,5}$")
"""What makes a signing one to come."""
_CAPTION = re.compile(r"(?:效果图|实景|鸟瞰图|施工现场|建设现场|规划图)(?:图)?(?=[。\n）)：:]|$)")
_PUSHED = re.compile(r"(?:推动|加快|力争|确保|着力|促进|加力|争取|支持|督促)")
_BEING_BUILT = re.compile(r"(?:建设|新建|扩建|实施)(?:的)?$")
_MEANT = re.compile(r"(?:将|拟|计划|打算|准备)(?:在|于|总|投资|出资|追加|建设|新建|[^，。；]{0,14}(?:投资|建设|新建))")
"""甲公司拟投资…，建设乙项目: what is meant to be built."""
_SIGNED = re.compile(
    r"签约的(?:是|有|企业|项目)|(?:签订|签署|签下)(?:了)?$|(?:签约|签订|签署|签下)(?:了|的)?(?:一批|投资|合作|框架|战略|协议|合同|[、“”])*(?:[，：:]|[^，。；]{0,12}(?:协议|合同)，)"
)
"""签订协议，投资…建设…: what a firm signs for is signed, not yet being built."""
_REACHED = ("试生产", "投产", "达效", "竣工", "开工")
_GOES_ON = re.compile(r"(?:[（(][^（）()]{2,30}[）)])?[、和及等]")
_QUOTED = re.compile(r"[“\"][^”\"\n]{2,14}[”\"]")
_COUNTED = re.compile(
    r"新?(?:签约|开工|投产|竣工)(?:[\u4e00-\u9fff]{0,6}项目)?\d+(?:个|项)|从(?:签约|拿地|摘牌|洽谈)到"
)
"""Counts of projects, and where a span of time begins (从签约到投产), tell of no project's stage."""
_SAMPLE = re.compile(r"样[机车品件]|试制")
"""What comes off the line before a line runs: 首架样机9月下线."""
_TO_COME = re.compile(
    r"(?:预计|计划|将|明年|后年|下月|本月底?|年底|有望|力争)[^，。；]{0,10}(?:投产|建成|竣工|交付|投用|试生产|完工|封顶|达产|投运)"
)
_AT_ONCE = re.compile(r"(?:当年|当月|当季)$")
_NAMED = r"(?:尚|还)?未开工|正在(?:建设|施工|推进)|签约|开工|投产|竣工|储备|谋划|在谈|洽谈|在建|续建|建成|投用|投运|达产|达效|试生产|前期|完工"
FRAME = re.compile(
    rf"(?P<stage>{_NAMED})(?:的|了)?"
    r"(?:\d+|[一二两三四五六七八九十]+|个|批|重点|重大|工业|产业|优质|招商引资|省级|市级|部分|主要|亿元以上)*项目"
    r"(?:[（(][^（）()\n]{1,14}[）)])?"
    r"(?:中|里|主要有|主要包括|包括|有|分别是|分别为|为|是|如下|清单|名单|情况|一览表?|：|:|\d|，(?:包括|分别|有|其中))"
    rf"|(?:已|已经|今年|去年|上半年|年内|新|同日|当天|当日|同时|同期|一同|一起|此次|本次)(?P<of>{_NAMED})的(?:项目)?(?:就|还|主要)?(?:有|包括)"
)
"""What announces the stage of the items behind it: 签约项目包括, 正在建设项目（2个）：, 已竣工的有."""
_JOINED = re.compile(
    r"(?P<stage>投产|投用|投运|竣工|完工|建成|开工|签约|在建|达产|达效|试生产)的(?:(?:是|有|还有)(?:[^，。；]{2,24}(?:公司|集团|厂)(?:的|投资[^，。；]{2,10}的)?)?)?“?$"
)
_CEREMONY = re.compile(r"(?:集中)?(?P<stage>签约|开工|投产|竣工)(?:暨[\u4e00-\u9fff]{2,8})?(?:仪式|活动|大会)")
_SEVERAL = re.compile(r"(?:签约|开工|投产|竣工)[、和及暨]?(?:项目)?(?:集中)?(?:签约|开工|投产|竣工)")
_SECTION = re.compile(
    r"[ \u3000]*(?:[一二三四五六七八九十]{1,2}、|[（(][一二三四五六七八九十]{1,2}[）)]|第[一二三四五]部分|"
    r"[^\w\s]{0,2}[ ]*PART[ ]*\d{1,2}|[■●◆▍▌★☆【])[ ：:]*(?:集中|新|聚焦)?"
    r"(?P<stage>签约|开工|投产|竣工|储备|在建|前期)(?:篇|一批|环节|项目)?】?(?:[：:，,—－|｜ ][^。\n]{1,30})?"
)
"""A heading that opens with the stage of the projects below it: 一、签约：补链项目居多."""
_PARTED = re.compile(r"[ \u3000]*(?:[一二三四五六七八九十]{1,2}、|[^\w\s]{0,2}[ ]*PART[ ]*\d|第[一二三四五]部分|[■▍▌])")
_FRAMED = {
    **{"续建": "在建", "正在建设": "在建", "正在施工": "在建", "正在推进": "在建", "建成": "竣工", "完工": "竣工"},
    **{"投用": "投产", "投运": "投产", "达产": "达效", "谋划": "储备", "在谈": "储备", "洽谈": "储备"},
    **{"未开工": "前期", "尚未开工": "前期", "还未开工": "前期"},
}
_HEADING = re.compile(
    r"[ \u3000]*(?:[一二三四五六七八九十]{1,2}、|[（(][一二三四五六七八九十]{1,2}[）)]|\d{1,2}[.．、]|[■●◆▲★▍【])?"
    r"(?:本[周月次年季]|今年|上半年|[一二三四]季度|集中|新|重点|计划|已|拟|当前|项目)*"
    rf"(?P<stage>{_NAMED})(?:的|类|落地|阶段|[建推]设?)?(?:重点|重大|优质|产业|工业)*(?:项目|篇|类|情况)?"
    r"(?:清单|名单|情况|名录|进展|一览表?)?[】]?(?:[（(][^（）()\n]{1,12}[）)]|(?:共?\d+[个项]|[一二三四五六七八九十]+个))?[】:：]*"
)
_HEADED_REACH = 3000
_LONGEST_HEADING = 24
_BARE_MONTH = re.compile(r"(?<![年上])\d{1,2}月")
_DONE_BEFORE = re.compile(r"已|就|刚|了")
_NOW = re.compile(r"目前|眼下|如今|正在|本月底")
LISTING = 300
"""Characters of an enumeration behind one of its items that may hold what is said of all of them."""
_FRAME_REACH = 420
"""Characters behind a heading sentence in which the items that it announces stand."""


class Years(msgspec.Struct, frozen=True):
    """When a report was written: its own year, the year that it mostly tells of, and its month (YYYY-MM) if known."""

    own: int | None
    told: int | None
    month: str | None = None


class Stage(msgspec.Struct, frozen=True):
    """A stage with its date (YYYY or YYYY-MM), and the characters that say it; `hoped` where only a plan is told."""

    stage: str | None = None
    date: str | None = None
    start: int = 0
    end: int = 0
    hoped: bool = False


def find_stage(
    text: str,
    sentence: tuple[int, int],
    start: int,
    end: int,
    stop: int,
    listed: bool,
    years: Years,
) -> Stage:
    """Stage and date of the project named at `start`..`end`; what is said of it reaches to `stop`.

    Looks behind the name first, then (for an
    item of an enumeration) behind the enumeration, then before the name, then in what announces the list it stands in.
    """
    s, e = sentence
    clause = max(text.rfind(c, s, start) for c in "，,；;。：:") + 1
    before = text[max(clause, s) : start]
    listing = ""
    if listed or _GOES_ON.match(text, end):
        far = min(e, end + LISTING)
        close = re.compile(r"[，,；;。]").search(text, end, far)
        listing = text[end : close.start() if close else far]
        trailing = text.find("……", end, far)
        if trailing >= 0:  # 甲项目、乙项目……一批项目相继落地
            closed = text.find("。", trailing)
            listing = text[end : min(closed, trailing + 80) if closed >= 0 else trailing + 80]
    pushed = bool(_PUSHED.search(before))
    plan = Stage()
    section = _section(text, start)
    joined = _joined(text, max(clause, s), start)
    for window, offset in ((text[end : max(stop, end)], end), (listing, end), (before, max(clause, s))):
        if not window or _CAPTION.match(window):
            continue
        found = _in_window(text, window, offset, s, max(e, stop), pushed, years)
        if offset == end and joined is not None and found.stage and not _farther(found.stage, joined.stage):
            return joined
        if found.stage == "在建" and section.stage == "开工":
            return section
        if found.stage and not found.hoped:
            return found
        plan = plan if plan.stage else found
    signed = _SIGNED.search(text, text.rfind("；", s, start) + 1 or s, start)
    if signed and not _NOT_YET.search(text[max(s, signed.start() - 18) : signed.start()]):
        return Stage("签约", None, signed.start(), signed.end())
    announced = _frame(text, s, start)
    if announced.stage:
        return announced
    if section.stage and (section.stage == "签约" or plan.stage != "前期"):
        return section
    if plan.stage:
        return plan
    meant = _MEANT.search(text, text.rfind("；", s, start) + 1 or s, start)
    return Stage("在建", hoped=True) if _BEING_BUILT.search(before) and not meant else Stage()


def _joined(text: str, low: int, start: int) -> Stage | None:
    """The stage that stands right before the name: 同天投产的某某工厂."""
    told = _JOINED.search(text, low, start)
    if told is None or _NOT_YET.search(text[max(low, told.start() - 12) : told.start()]):
        return None
    return Stage(_FRAMED.get(told["stage"], told["stage"]), None, told.start(), told.end())


def _farther(one: str, other: str | None) -> bool:
    """Is one stage as far as the other, or farther?"""
    order = [stage for stage, _ in STAGES]
    return other is None or order.index(one) <= order.index(other)


def _frame(text: str, low: int, start: int) -> Stage:
    """The stage of all items of a list: 签约项目包括：, 此次开工的项目中，."""
    floor = max(0, text.rfind("\n", 0, start) + 1, start - _FRAME_REACH)
    last = max(FRAME.finditer(text, floor, start), key=lambda m: m.start(), default=None)
    if last is None:
        return _headed(text, start)
    line = text.rfind("\n", 0, last.start()) + 1
    opens = last.start() - line <= 14 and last.group()[-1] in "中里："  # 开工的项目中，: of the whole paragraph
    if not opens and last.end() < low and text.rfind("。", last.end(), start) > 0 and "：" not in last.group():
        return Stage()
    if _NOT_YET.search(text[max(0, last.start() - 10) : last.start()]):
        return Stage()
    name = last["stage"] or last["of"]
    return Stage(_FRAMED.get(name, name), None, last.start(), last.end())


def _headed(text: str, start: int) -> Stage:
    """The stage that the heading of a list gives to what stands below it: 一、签约项目."""
    line = text.rfind("\n", 0, start) + 1
    floor = max(0, line - _HEADED_REACH)
    while line > floor:
        end, line = line - 1, text.rfind("\n", 0, line - 1) + 1
        heading = _HEADING.fullmatch(text, line, end) if end - line <= _LONGEST_HEADING else None
        if heading is not None:
            name = heading["stage"]
            return Stage(_FRAMED.get(name, name), None, line, end)
        if _PARTED.match(text, line, end):
            return Stage()
    return Stage()


def _section(text: str, start: int) -> Stage:
    """The stage that the heading of the section around a position opens with."""
    line, floor = text.rfind("\n", 0, start) + 1, max(0, start - _HEADED_REACH)
    while line > floor:
        end, line = line - 1, text.rfind("\n", 0, line - 1) + 1
        if heading := _SECTION.fullmatch(text, line, end):
            return Stage(heading["stage"], None, line, end)
        if _PARTED.match(text, line, end):
            break
    return Stage()


def ceremony(text: str, title: str, start: int, end: int, years: Years) -> Stage:
    """The stage that an article on a ceremony of signing or of starting works gives to all its projects."""
    opening = text[start : min(end, start + 160)]
    held = _CEREMONY.search(opening)
    if held is not None and _SEVERAL.search(opening, max(0, held.start() - 14), held.end()):
        return Stage()  # 集中签约、开工、投产活动: each project has its own
    if held is None or not (_CEREMONY.search(title) or held.start() < 60):
        return Stage()
    times = [t for t in find_times(opening, years.own, years.told) if t.period and "-" in t.period]
    return Stage(held["stage"], times[0].period.split("/")[0] if times and times[0].period else None)


def is_future(time: Time, years: Years) -> bool:
    """Does a time lie behind the report's year, or its month where the report bears one?"""
    if time.future or time.period is None or years.own is None:
        return time.future
    first = time.period.split("/")[0]
    if years.month and len(first) >= 7 and first[:4] == years.month[:4]:
        return first[:7] > years.month
    return int(first[:4]) > years.own


def _after_now(text: str, low: int, time: int, act: int) -> bool:
    """Is a bare month told behind what is going on now: 设备正在调试，10月份试生产?"""
    start = max(low, text.rfind("。", low, time) + 1)
    bare = _BARE_MONTH.match(text, time) is not None and not _DONE_BEFORE.search(text, time, act)
    return bare and _NOW.search(text, start, time) is not None


def _in_window(text: str, window: str, offset: int, s: int, e: int, pushed: bool, years: Years) -> Stage:
    plan: str | None = None
    s, e = max(s, offset - 60), min(e, offset + len(window) + 20)
    window = _QUOTED.sub(lambda m: "“" * len(m.group()), window)  # “拿地即开工” names a reform, no event
    window = _COUNTED.sub(lambda m: "“" * len(m.group()), window)
    times: list[Time] | None = None
    for stage, pattern in STAGES:
        for m in re.finditer(pattern, window):
            at = offset + m.start()
            if times is None:
                times = [t for t in find_times(text[s:e], years.own, years.told) if t.period]
            near = [t for t in times if s + t.start < at and at - s - t.start < 16]
            near = [t for t in near if not re.search(r"[。；;]", text[s + t.end : at])]
            told = near[-1] if near else None
            late = told is not None and (is_future(told, years) or _after_now(text, s, s + told.start, at))
            done = _AT_ONCE.search(text[max(s, at - 2) : at]) is not None
            if (
                stage in _REACHED
                and not done
                and (late or _NOT_YET.search(text[max(s, at - 18) : at]) or (pushed and stage != "开工"))
            ):
                plan = plan or ("前期" if stage == "开工" else "在建")
                continue
            if stage == "投产" and _SAMPLE.search(text, max(s, at - 14), offset + m.end()):
                plan = plan or "在建"
                continue
            if stage == "签约" and not done and (late or _SOON.search(text[max(s, at - 8) : at])):
                plan = plan or "储备"
                continue
            if plan and stage not in ("开工", "在建", "试生产", "签约", "前期"):
                break
            date = told.period.split("/")[0] if told and told.period else None
            if (
                stage == "开工"
                and date
                and years.own
                and int(date[:4]) < years.own
                and _TO_COME.search(window, m.end())
            ):
                stage = "在建"  # begun in an earlier year, and what is to come is told
            return Stage(stage, date, at, offset + m.end())
    return Stage(plan, None, hoped=True) if plan else Stage()
