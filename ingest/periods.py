"""What time a figure speaks of: 今年, 去年, 上半年, 1-7月, 截至7月底, 2023年以来, “十四五”期间.

Periods are strings in the form of the export: `2025`, `2024-01/2024-07`, `2020-06`, `2023/2024` (since 2023,
told in 2024), `2022/` (since, no end told). Relative words are resolved against the article's year, the year
that 今年 means in it; without one they stay unresolved (None) rather than guessed.
"""

from __future__ import annotations

import re
from collections import Counter

import msgspec

from ingest.numerals import parse_chinese

_YEAR = r"(?:(?P<year>(?:19|20)\d\d)年|(?P<relative>今年|本年|去年|上年|上一年|前年|明年|当年|(?<![一二两三四五六七八九十半几数\d])年内)的?)"
_MONTHS = r"(?P<m1>1[0-2]|0?[1-9])月?(?:份)?\s*[-—–~～至到]\s*(?P<m2>1[0-2]|0?[1-9])月(?:份)?"
_MONTH = r"(?P<month>1[0-2]|0?[1-9])月(?:份)?(?P<day>(?:[0-3]?\d)[日号])?(?:底|末|初|中旬|上旬|下旬)?"
_PART = r"(?P<part>上半年|下半年|[一二三四1-4]季度|第[一二三四]季度|前[二两三]季度|前(?P<front>[一二三四五六七八九十]|\d{1,2})个?月|全年|年底|年末|年初|年内|底|末|初)"
_SINCE = r"(?:(?P<since>以来|起|至今)|之前|以前|前(?!三|两|二|往|后|列|期|沿))?"
TIME = re.compile(
    r"(?P<until>截至|截止|截止到|到|至|自|从)?(?:"
    + rf"{_YEAR}(?:{_MONTHS}|{_MONTH}|{_PART})?{_SINCE}"
    + r"|" + _MONTHS.replace("m1", "n1").replace("m2", "n2")
    + r"|" + r"(?P<lonemonth>(?<![\d.])(?:1[0-2]|0?[1-9]))月(?:份)?(?P<loneday>[0-3]?\d[日号])?(?P<lonetail>底|末|初|中旬|上旬|下旬)?(?:之前|以前|前(?!往|后|列))?(?!\d)"
    + r"|" + r"(?P<lonepart>上半年|下半年|前?[一二两三四]季度|第[一二三四]季度|前(?P<lonefront>[一二三四五六七八九十]|\d{1,2})个月|全年|(?<![一二两三四五六七八九十半几数\d])年内|年底前?|目前|当前|截至目前|如今|现如今|眼下|迄今|(?<!实)现在|现有(?=[\d近超约]))"
    + r"|" + r"[“\"]?(?P<plan>十[二三四五六])五[”\"]?(?P<planpart>期间|时期|以来|末期?|开局之年)?"
    + r")"
)  # fmt: skip

_COUNT = r"(?<!第)(?P<count>半|[一两二三四五六七八九十]|(?<!\d)\d{1,2})"
_YEARS_PAST = re.compile(
    rf"(?P<recent>(?:最近|近|过去|这)的?)?{_COUNT}年(?:多)?(?P<tail>以?来|间|里|(?:的)?时间(?:里|内|，)|过去(?=[，了]))?(?![级期轮]|行动|计划|规划)"
    r"|(?P<still>(?<![截迄从])至今(?=[已共累，]|[\u4e00-\u9fff]{0,4}[\d一二两三四五六七八九十]))"
)
"""Years counted back from the report: 三年来, 近五年, 过去十年; 至今 from a date told before."""
_YEARS_AHEAD = re.compile(
    rf"(?:再过{_COUNT}年(?:以|之)?后?|(?:^|(?<=[，。；“])){_COUNT.replace('count', 'after')}年(?:以|之)?后)(?=[，,])"
)
"""再过四年，…: so many years behind the report's own."""
_YEARS_BEFORE = re.compile(rf"(?<![前后几十百]){_COUNT}年(?:以|之)?前(?![后往列期沿三两十])")
"""五年前的640人: so many years before the report's own."""
_COUNTED = re.compile(
    rf"(?:^|(?<=[，。；：、“]))[ \u3000]*(?:这|近)?{_COUNT}年(?=(?:累计|共|一共|总共|先后|帮|给|为|带动|新增|投|建|引|签|攻|培|转|办|烧|砸|花|盘活|拆|腾|完成|实现|解决|化解|服务|招|输送|出口|生产|供应|发放|处置|清理|争取)[^，。；]{{0,24}}\d)"
)
"""五年累计签约286个, 三年攻下课题12项: what was done in the years up to now."""
_PLAN_TELLS = re.compile(r"[^，。；、\d]{0,16}?(?:累计|年均|再|共|要|将|力争|预计)[^，。；、\d]{0,10}\d")
"""“十四五”能耗累计下降17.2%，“十五五”再降15%: a plan's name for its years."""
_SAME_OWN = re.compile(r"(?:[由从]|^|[，。；：、（]|而|是|比重|占比|总量)$")
"""What stands before 去年同期 where it has a figure of its own: 由去年同期的31%, ，去年同期是31个工作日."""
_RELATIVE = {"今年": 0, "本年": 0, "当年": 0, "年内": 0, "去年": -1, "上年": -1, "上一年": -1, "前年": -2, "明年": 1}
_NOW = frozenset({"目前", "当前", "截至目前", "如今", "现如今", "眼下", "迄今", "现在", "现有"})
_QUARTER = {
    "一": (1, 3),
    "二": (4, 6),
    "三": (7, 9),
    "四": (10, 12),
    "1": (1, 3),
    "2": (4, 6),
    "3": (7, 9),
    "4": (10, 12),
}
PLANS = {"十二": (2011, 2015), "十三": (2016, 2020), "十四": (2021, 2025), "十五": (2026, 2030), "十六": (2031, 2035)}
_TASK = re.compile(r"(?:度)?(?:的)?(?:目标|任务|计划|预算|总目标)")
_SINCE_EVENT = re.compile(r"[^，。；\d]{1,18}?以来")
"""自2022年启动某活动以来: since then."""
_FUTURE_BEFORE = re.compile(r"(?:到|至|计划|预计|力争|争取|确保|展望|预期)$")


_OF_PLAN = re.compile(
    r"[^。；\d]{0,6}(?:力争|计划|预计|确保|争取|目标|重点任务|工作安排|主要任务|要[^，。\d]{2,8}[，：])"
)
_BASE_BEFORE = re.compile(r"(?:由|从|比|较|是|为|相当于|与|同)$")
_BASE_BEHIND = re.compile(r"(?:末|底)?(?:的|相比|增|提|高|低|翻|多|少)")
"""由2020年的62%提高到79%, 是2015年的2.3倍: a year that figures of another are compared with."""
_GROWS = re.compile(
    r"(?:年?[末底]|全年|同期|相比)?(?:累计|分别|净|又|再|均)?(?:增|提|高|低|降|减|翻|多|少|扩|上升|缩|快|慢|压|回落|改善|[\d.]+个?百分点)"
)
"""Behind 比2020年: how far the figure has moved since."""
_AGAINST = re.compile(r"(?<![占配])比$|较$")
_COMPARED = re.compile(r"(?:[比较]|[高低快慢好优][于过])$")
_SPOKEN_OF = re.compile(
    r"(?P<year>(?:19|20)\d\d)年|(?P<word>今年|去年|(?P<now>目前|眼下|现有|如今|明年))|(?P<past>全年(?!同)|(?:过去|这)(?:的)?一年|一年来)"
)
_OPENS = re.compile(r"(?:^|[。！？；：\n”])[^，。；\n]{0,4}$")
_PLANS_BEHIND = re.compile(r"[^。；\n]{0,30}?(?:将|要(?!素)|计划|力争|拟|目标|确保|争取|打算|预计|预期)")
REVIEWS_UNTIL = 4
"""The last month in which zones still publish what the year before came to."""
_HAS_COME = re.compile(r"[，,]?[^，。；\d]{0,6}?(?:已|累计|共)")
_DAY = re.compile(r"(?:1[0-2]|0?[1-9])月[0-3]?\d日")
_EVENT_BEFORE = re.compile(
    r"(?:成立|创建|始建|创办|组建|设立|批准|批复|获批|升级|更名|落户|入驻|注册|上市|挂牌|开园|搬迁|建|启动|投产|建成|开工)(?:于|在)$"
)
_EVENT_BEHIND = re.compile(
    r"(?:(?:1[0-2]|0?[1-9])月)?(?:[0-3]?\d日)?[，,]?(?:[^，。；、\d]{0,8}?(?:成立|设立|建区|建园|组建|创建|创办|批准设立|批复设立|获批|升级为|更名|落户|上市|挂牌|"
    r"通过[^，。；、\d]{0,8}(?:认定|验收|评估)|开园|投运|投用|启用|通车|通水|通航|开港|开馆|揭牌|奠基|试运行|搬迁|认定为|评为|获评|入选|列入|列为|荣获)(?!之?[时初]|那年|初期|伊始)(?![^，。；]*\d)"
    r"|[^，。；、\d]{0,10}(?:批准|成立|设立|创建|升级|认定|评选|出台|印发|启动)的(?!项目|企业))"
)


_DONE_BEHIND = re.compile(
    r"(?:(?:1[0-2]|0?[1-9])月)?(?:[0-3]?\d日)?(?:[^，。；、\d]{0,8}?(?:投产|达产|取证|竣工|开业|首飞|转产|改制|交付[^，。；、\d]{0,4})(?=[，,；])"
    r"|[^，。；\d]{2,24}后(?=[，,]))"
)


def is_done_time(text: str, end: int) -> bool:
    """Whether a time that ends at `end` says when something was done of which the figures behind tell what is now.

    2017年取证，跑道长800米; 2019年联手攻关后，合格率升到89%.
    """
    return _DONE_BEHIND.match(text, end) is not None


def is_event_time(text: str, start: int, end: int) -> bool:
    """Whether the time at `start`..`end` says when something was founded, approved, named: 成立于2009年, 2018年批准设立的.

    It is no frame for the figures that follow.
    """
    return bool(_EVENT_BEFORE.search(text, max(0, start - 6), start) or _EVENT_BEHIND.match(text, end))


class Time(msgspec.Struct, frozen=True):
    """A time expression at `start`..`end`. `frame` is true where it may govern later sentences too (a year, a half year, since 2023)."""

    start: int
    end: int
    period: str | None
    frame: bool
    future: bool = False
    base: str | None = None
    """When a span of years began: what figures that rise or fall in it rise or fall from."""
    same: bool = False
    """Whether it is the same part of that year as of the one that is told of: 去年同期."""


def _months(year: int, first: int, last: int) -> str:
    return f"{year}-{first:02d}/{year}-{last:02d}"


def _part(year: int, part: str, front: str | None) -> str:
    if part == "上半年":
        return _months(year, 1, 6)
    if part == "下半年":
        return _months(year, 7, 12)
    if front:
        return _months(year, 1, min(12, int(front) if front.isdigit() else int(parse_chinese(front))))
    if part.endswith("季度"):
        name = part.removesuffix("季度")
        if name.startswith("前"):
            return _months(year, 1, {"二": 6, "两": 6, "三": 9, "四": 12}.get(name[1:], 3))
        return _months(year, *_QUARTER[name.removeprefix("第")])
    if part in ("年底", "年末", "底", "末", "年底前"):
        return f"{year}-12"
    if part in ("年初", "初"):
        return f"{year}-01"
    return str(year)


def _is_base(text: str, m: re.Match[str]) -> bool:
    """Whether a time is what figures of another are compared with (较上年增长, 比2020年翻一番), not their own."""
    before = text[max(0, m.start() - 3) : m.start()].rstrip("“")
    if m["relative"]:
        return _AGAINST.search(before) is not None or text[m.end() : m.end() + 2] == "同期"
    return (
        bool(m["year"] or m["planpart"]) and _COMPARED.search(before) is not None and bool(_GROWS.match(text, m.end()))
    )


def _is_same(text: str, m: re.Match[str]) -> bool:
    """Whether it is 去年同期 with a figure of its own, not one that another is compared with."""
    if m["relative"] not in ("去年", "上年", "上一年") or not text.startswith("同期", m.end()):
        return False
    behind = text[m.end() + 2 : m.end() + 12]
    if m.start() and text[m.start() - 1] in "由从":
        return True
    return _SAME_OWN.search(text, 0, m.start()) is not None and bool(
        re.match(r"(?:的?[^，。；\d相比增减提下降的]{0,6}|只|仅|则|是|为|还)*\d[^倍]{0,6}(?=[，。；、]|$)", behind)
    )


def _begins_anew(text: str, dated: int, m: re.Match[str]) -> bool:
    """Whether a month or part without a year is no more of the year told before it, which ends at `dated`.

    A semicolon lies between, or it is up to when something has come: 去年7月出台的办法，到10月底已兑现….
    """
    if "；" in text[dated : m.start()]:
        return True
    until = m["until"] in ("截至", "截止", "截止到", "到") and m["lonemonth"]
    return bool(until) and _HAS_COME.match(text, m.end()) is not None


def find_times(text: str, year: int | None, default: int | None = None, now: int | None = None) -> list[Time]:
    """All time expressions of a text.

    `year` is what 今年 means, `default` the year that 全年 and bare months continue, `now` the year of 目前 where that
    is another, as in the review of a year that has ended.
    """
    base = default if default is not None else year
    counted = year if year is not None and base is not None and base < year - 1 else base  # a frame long past
    found: list[Time] = []
    own_base, dated = base, 0
    for m in TIME.finditer(text):
        if not (m["year"] or m["relative"]) and _begins_anew(text, dated, m):
            base = own_base
        if base is not None and _is_same(text, m):
            found.append(Time(m.start(), m.end() + 2, str(base - 1), False, same=True))
            continue
        if _is_base(text, m):
            continue
        period: str | None = None
        begun: str | None = None
        frame = True
        start, end = m.start(), m.end()
        future = bool(m["until"] in ("到", "至")) or bool(_FUTURE_BEFORE.search(text[max(0, start - 2) : start]))
        if m["year"] or m["relative"]:
            own = int(m["year"]) if m["year"] else (year + _RELATIVE[m["relative"]] if year is not None else None)
            if m["relative"] == "当年":
                own = base
            elif m["relative"] in ("上年", "上一年") and base is not None:
                own = base - 1  # the year before the one that is told of
            if own is None:
                found.append(Time(start, end, None, False, future))
                continue
            if m["m1"]:
                period = _months(own, int(m["m1"]), int(m["m2"]))
            elif m["month"]:
                period, frame = f"{own}-{int(m['month']):02d}", m["until"] in ("截至", "截止", "截止到")
            elif m["part"]:
                period = _part(own, m["part"], m["front"])
            elif re.match(r"以前|之前", text[m.end("year") + 1 : end] if m["year"] else ""):
                period, frame = f"/{own - 1}", False  # 2022年以前: until the year before
            else:
                period = str(own)
            since = m["since"] or (m["until"] in ("自", "从") and m["year"] and _SINCE_EVENT.match(text, end))
            if since and m["relative"] not in ("今年", "本年"):
                first = period.split("/")[0]
                if year is None:
                    period = f"{first}/"
                elif first != str(year):
                    period = f"{first}/{year}"
                frame = True
            begun = period.partition("/")[0] if since and "/" in period and period[4:5] in ("/", "") else begun
            if (
                not future
                and own <= (year or own)
                and text[start - 1 : start] not in ("由", "从")
                and m["until"] != "从"
            ):
                base, dated = own, end
        elif m["plan"]:
            if m["planpart"] == "开局之年" or (m["planpart"] is None and not _PLAN_TELLS.match(text, end)):
                continue
            first_year, last_year = PLANS[m["plan"]]
            if m["planpart"] in ("末", "末期"):
                found.append(Time(start, end, str(last_year), frame, future or last_year > (year or last_year)))
                continue
            period = f"{first_year}/{min(last_year, year) if year and m['planpart'] == '以来' else last_year}"
            begun = str(first_year - 1)
        elif m["lonepart"]:
            part = m["lonepart"]
            if part == "全年" and _TASK.match(text, end):
                continue  # 完成全年任务的82%
            if part in _NOW:
                period = str(now or year) if (now or year) is not None else None
            elif base is not None:
                within = year if part in ("年内", "年底", "年底前") and year is not None else base
                period = _part(within, part, m["lonefront"])
        elif base is not None:
            if m["n1"]:
                period = _months(base, int(m["n1"]), int(m["n2"]))
            else:
                period, frame = f"{base}-{int(m['lonemonth']):02d}", m["until"] in ("截至", "截止", "截止到")
        found.append(Time(start, end, period, frame, future, begun))
    found += [one for m in _YEARS_PAST.finditer(text) if (one := _years_past(m, found, now or base, year)) is not None]
    found += [one for m in _COUNTED.finditer(text) if (one := _counted(m, found, counted)) is not None]
    if year is not None:
        for m in _YEARS_AHEAD.finditer(text):
            if not _overlaps(m, found):
                found.append(Time(m.start(), m.end(), str(year + _number(m["count"] or m["after"])), True, True))
        for m in _YEARS_BEFORE.finditer(text):
            if not _overlaps(m, found) and not _COMPARED.search(text, max(0, m.start() - 3), m.start()):
                found.append(Time(m.start(), m.end(), str(year - _number(m["count"])), False))
    return sorted(found, key=lambda t: t.start)


def _overlaps(m: re.Match[str], told: list[Time]) -> bool:
    """Whether words are part of a time that is told already."""
    return any(t.start < m.end() and m.start() < t.end for t in told)


def _number(count: str) -> int:
    return 1 if count in "半一" else int(count) if count.isdigit() else int(parse_chinese(count))


def _counted(m: re.Match[str], told: list[Time], last: int | None) -> Time | None:
    """The years up to `last` of 五年累计签约; None where the words are part of another time."""
    number = _number(m["count"])
    if last is None or number < 2 or _overlaps(m, told):
        return None
    at = m.start("count")
    begun = [y for t in told if t.end <= at and not t.future for y in years_of(t.period)[:1]][-1:]
    if begun and begun[0] + number <= last:  # 2016年转产，7年投进去3.2亿元
        return Time(at, m.end(), f"{begun[0]}/{begun[0] + number}", False, base=str(begun[0]))
    return Time(at, m.end(), f"{last - number + 1}/{last}", False, base=str(last - number))


def _years_past(m: re.Match[str], told: list[Time], last: int | None, year: int | None) -> Time | None:
    """The years that 三年来 counts, up to `last`, that of the report's figures, or to its own `year`.

    They begin at the date `told` before them where that fits.
    三年来 of a report of 2023 is 2021/2023, all three years; 2019年推出，四年来 is 2019/2023.
    """
    if _overlaps(m, told):
        return None
    before = [t for t in told if t.end <= m.start() and t.period and not t.future]
    dated = before[-1].period if before else None
    if m["still"]:
        last = year or last
        if last is None:
            return None
        first = (dated or str(last)).partition("/")[0]
        return Time(m.start(), m.end(), str(last) if first[:4] == str(last) else f"{first}/{last}", False)
    if not (m["recent"] or m["tail"]):
        return None
    if last is None:
        return Time(m.start(), m.end(), None, False)
    number = _number(m["count"])
    if number == 1 or (m["tail"] or "").startswith("过去"):
        return Time(m.start(), m.end(), str(last), False)
    begun = years_of(dated)[:1]
    fitting = [end for end in (last, year) if begun and end and abs(end - number - begun[0]) <= 1 and end > begun[0]]
    if dated and fitting:
        first = dated.partition("/")[0]
        return Time(m.start(), m.end(), f"{first}/{fitting[0]}", False, base=first)
    return Time(m.start(), m.end(), f"{last - number + 1}/{last}", False, base=str(last - number))


def years_of(period: str | None) -> list[int]:
    """The calendar years that a period's ends name."""
    return [int(y) for y in re.findall(r"(?:19|20)\d\d", period or "")]


_SO_FAR = re.compile(r"今年(?:的)?(?:1?\d月?[—–\-~～至到]\d|前[二两三四五六七八九十\d]|上半年|第?[一二三]季度|截至)")
"""今年1—8月: how far a year has come, which a review of the year before does not tell."""


def reported_year(text: str, year: int | None, written: str | None = None) -> int | None:
    """The year that most of an article speaks of: a review written in January speaks of the year before.

    Planned years (到2028年, 计划2023年底) and years after the article's own do not count. Who says 今年, 目前 or 明年
    and no plan stands in the article's own year. In an article of unknown month 去年 is a year spoken of only where it
    opens a sentence: elsewhere it sets one fact apart from what is told of this year. In the months of reviews 全年 is
    the year that has ended. What is `written` (YYYY-MM) behind the months in which years are reviewed tells
    of its own year; so does what tells how far that has come (今年一季度).
    """
    if year is not None and written is not None and int(written[5:7]) > REVIEWS_UNTIL:
        return year
    if year is not None and _SO_FAR.search(text):
        return year
    votes: Counter[int] = Counter()
    for m in _SPOKEN_OF.finditer(text):
        if _FUTURE_BEFORE.search(text[max(0, m.start() - 2) : m.start()]) or _OF_PLAN.match(text, m.end()):
            continue
        if m["word"] == "去年" and written is None and not _OPENS.search(text[max(0, m.start() - 5) : m.start()]):
            continue
        if m["word"] == "去年" and (
            text[m.end() : m.end() + 2] == "同期" or text[m.start() - 1 : m.start()] in ("比", "较")
        ):
            continue  # 是去年同期的2倍: what is compared with
        if _PLANS_BEHIND.match(text, m.end()) or (m["now"] and written is not None):
            continue
        if _DAY.match(text, m.end()) or is_event_time(text, m.start(), m.end()):
            continue  # when the report was written, when the zone was founded
        if _BASE_BEFORE.search(text, max(0, m.start() - 3), m.start()) and _BASE_BEHIND.match(text, m.end()):
            continue
        if m["year"]:
            votes[int(m["year"])] += 1
        elif m["past"]:
            votes.update([year - 1] if year is not None and written is not None else ())
        elif year is not None:
            votes[year - (m["word"] == "去年")] += 1
    candidates = {y: n for y, n in votes.items() if year is None or y <= year}
    if not candidates:
        return year
    best = max(candidates, key=lambda y: (candidates[y], y))
    if year is not None and candidates.get(year, 0) * (2 if written is None else 1) >= candidates[best]:
        return year
    return best
