"""The year that 今年 means in an article, with the words that show it.

Evidence in this order: what the file or the page says of its date; a full date in the article's dateline; the year of
a plan that is said to begin or end; years told as going on (截至2024年8月, 2024年以来, 2024年第三次); the year after
the one called 去年; the latest year of which the article tells results. Years that are planned for do not count.
"""

from __future__ import annotations

import re
from collections import Counter

import msgspec

from kg.model import Article, Document

ISSUE = re.compile(
    r"(?P<year>20\d\d)年?(?:第\s?\d{1,3}\s?[期卷]|[.．·]\s?\d{1,2}\s*[（(]?总?第?\s?\d{1,4}\s?期|年\s?\d{1,2}月[号刊])"
)
"""The issue of a magazine, in its running head: 2022年第5期, 2025.9总第212期."""
SPACED = re.compile(r"(?<=\d)[ \u3000]+(?=[\d年月日])|(?<=[年月])[ \u3000]+(?=\d)")
HEAD = 200
"""Characters of an article in which a date or an issue is its own."""
YEAR = r"(?P<year>(?:19|20)\d\d)年"
FULL_DATE = re.compile(r"(?P<year>20\d\d)(?:年|-|/|\.)\s?(?P<month>\d{1,2})(?:月|-|/|\.)\s?(?P<day>\d{1,2})日?")
EVENT_DATE = re.compile(r"(?:时间|日期|发布日期|发布时间)[:：]\s?(?P<year>20\d\d)年")
PLAN = r"[“\"]?(?P<plan>十[一二三四五六七八九]?五)[”\"]?"
PLAN_BEGINS = re.compile(rf"{PLAN}规?划?(?:时期)?(?:的)?(?:良好)?(?:开局|开篇|起步|开好局|首年|第一年)")
PLAN_ENDS = re.compile(rf"{PLAN}规?划?(?:的)?(?:收官|圆满收官|最后一年)之?年?")
GOING_ON = re.compile(
    rf"(?:截至|截止|截止到|自|从)?{YEAR}(?P<mark>以来|第[一二三四五六]次|上半年|(?:前[两二三]|[一二三四])?季度|\d{{1,2}}[-—至到–~]\d{{1,2}}月|年初以来|\d{{1,2}}月(?:底|末|份)?)"
)
OVER = re.compile(rf"(?:截至|截止|截止到|到|至){YEAR}(?:12月)?(?:底|末)")
"""A year that has ended."""
ANY = re.compile(YEAR)
PLANNED_BEFORE = re.compile(
    r"(?:到|至|力争|计划|规划|预计|拟|争取|确保|目标|将于|展望|有望|迈向|面向|力争到|预期|将在)[^，。；,;]{0,8}$"
)
PLANNED_AFTER = re.compile(
    r"^(?:底前|年底前|前(?![一二三四两\d]|半年)|末?力争|将|计划|预计|目标)"
    r"|^[^，。；,;]{0,40}(?:力争|将力争|目标任务是|计划|奋斗目标|远景目标|基本实现|分别建成|建成投)"
)
FUTURE_START = re.compile(
    rf"(?:^|[。！？”]){YEAR}[，,](?:[^。，；]{{0,16}}(?:将|要(?!素)|计划)|[^。；;]{{0,40}}(?:为目标|力争|确保))"
)
LAST_YEAR = re.compile(r"(?<![较比])(?:去年|上年|上一年)")
THIS_YEAR = re.compile(r"今年|年内|本年度")
BASIS = re.compile(r"(?:基期|较|比|认定的|设立|成立|始建|组建|创办)[^，。；,;]{0,6}$")
GROWN_TO = re.compile(r"(?:增长|增加|提升|提高|扩大|上升|发展|下降|减少|压缩|缩短|降低|降|增|升)[到至]$")
"""Before 2024年的337亿元: the end of a change that is told."""
REACHED = re.compile(r"^(?:底|末|年底|年末)?[^，。；,;]{0,10}(?:已经?|达到了|完成了|增加到了|累计(?!将))")
"""Behind 到2022年底: the year has come."""
FOUNDED = re.compile(
    r"^(?:\d{1,2}月)?[^，。；,;]{0,14}?(?:批准设立|批复|获批|设立|成立|开园|建园|挂牌|组建|始建|升级为)"
)
"""Behind a year in which a zone or plant began: nobody writes of such a year as of the one just over."""
OPENING = re.compile(rf"(?:^|[。！？；”\n]){YEAR}[，,](?![^。；;]{{0,40}}(?:将|目标|规划|建成|打造|实现))")
"""A sentence that opens with a year and tells of no plan: 2025年，…预计突破60亿元."""
WITHIN_YEAR = re.compile(rf"{YEAR}(?:年)?底前")
YEARLY = re.compile(r"(?P<year>20\d\d)年(?:度)?[^，。：]{0,20}?(?:总结|公报|年报|工作情况)")
"""The headline of a report on a whole year, which is often signed in the next."""
TENTH_PLAN, PLAN_YEARS = 2001, 5
WRITTEN_DATE = re.compile(
    "(?P<y>[〇○零一二三四五六七八九]{4})年(?P<m>[一二三四五六七八九十]{1,2})月(?P<d>[一二三四五六七八九十]{1,3})日"
)
FAR = 4
"""Years between a year and the one told before it that make it a plan's."""
DIGITS = {character: number for number, character in enumerate("零一二三四五六七八九")}


class YearFound(msgspec.Struct, frozen=True):
    """A year with the words that show it, and how sure it is (1 the surest)."""

    year: int
    evidence: str
    rank: int


def find_date(text: str) -> tuple[str, str] | None:
    """The first full date in a line, as ISO, and its words; the year alone where the line names an issue."""
    text = SPACED.sub("", text)
    found = FULL_DATE.search(text) or FULL_DATE.search(_arabic(text))
    if not found and (issue := ISSUE.search(text)):
        return issue["year"], issue.group()
    if not found or not (1 <= int(found["month"]) <= 12 and 1 <= int(found["day"]) <= 31):
        return None
    return f"{found['year']}-{int(found['month']):02}-{int(found['day']):02}", found.group()


def _arabic(text: str) -> str:
    """二〇二六年一月二十七日 in figures."""

    def figures(found: re.Match[str]) -> str:
        year = "".join(str(DIGITS["零" if c in "〇○" else c]) for c in found["y"])
        return f"{year}年{_small(found['m'])}月{_small(found['d'])}日"

    return WRITTEN_DATE.sub(figures, text)


def _small(text: str) -> int:
    """十 to 31: 二十七 is 27."""
    tens, ten, ones = text.rpartition("十")
    return (DIGITS.get(tens, 1) * 10 if ten else 0) + DIGITS.get(ones, 0)


def plan_start(plan: str) -> int:
    """First year of the tenth five-year plan (2001) or a later one: 十四五 began in 2021."""
    return TENTH_PLAN + PLAN_YEARS * DIGITS.get(plan[1:-1], 0)


def year_of(text: str) -> YearFound | None:
    """The year of writing as an article's own words show it, or None."""
    text = SPACED.sub("", text[:HEAD]) + text[HEAD:]
    lead = FULL_DATE.search(text[:60]) or ISSUE.search(text[:HEAD]) or EVENT_DATE.search(text[:HEAD])
    if lead:
        return YearFound(int(lead["year"]), lead.group(), 1)
    told, planned = _told_and_planned(text)
    over = max((int(found["year"]) for found in OVER.finditer(text) if found.start("year") in told), default=None)
    going_on = [match for match in GOING_ON.finditer(text) if match.start("year") in told]
    latest = max(told.values(), default=None)
    best = max(going_on, key=lambda match: (int(match["year"]), -match.start()), default=None)
    current = best is not None and latest == int(best["year"])
    since_only = best is not None and best["mark"] == "以来" and bool(LAST_YEAR.search(text))
    if best is not None and current and THIS_YEAR.search(text):
        return YearFound(int(best["year"]), best.group(), 3 if since_only else 2)
    plan = _by_plan(text, told)
    if plan:
        return plan
    if best is not None and current and not LAST_YEAR.search(text):
        return YearFound(int(best["year"]), best.group(), 2)
    future = FUTURE_START.search(text)
    if future and latest is not None and int(future["year"]) == latest + 1:
        return YearFound(latest + 1, future.group().lstrip("。！？”"), 2)
    if latest is None:
        aim = future or WITHIN_YEAR.search(text)
        if aim and aim["year"] not in ANY.sub(lambda m: "" if m["year"] == aim["year"] else m.group(), text):
            return YearFound(int(aim["year"]), aim.group().lstrip("。！？”"), 4)
        return None
    words = _words_of(text, told, latest)
    if over == latest and THIS_YEAR.search(text):
        return YearFound(latest + 1, words, 3)
    if LAST_YEAR.search(text) and not THIS_YEAR.search(text) and latest not in planned:
        around = LAST_YEAR.search(text)
        assert around is not None
        return YearFound(latest + 1, f"{words}…{text[around.start() : around.start() + 8]}", 3)
    if THIS_YEAR.search(text):
        return YearFound(latest, words, 3)
    return YearFound(latest, words, 4)


def _told_and_planned(text: str) -> tuple[dict[int, int], set[int]]:
    """Years told as fact (offset to year) and years planned for."""
    told: dict[int, int] = {}
    planned: set[int] = set()
    reached: set[int] = set()
    aims = {match.start("year") for match in FUTURE_START.finditer(text)}
    openings = {match.start("year") for match in OPENING.finditer(text)}
    founded: dict[int, int] = {}
    for match in ANY.finditer(text):
        before, after = text[max(0, match.start() - 14) : match.start()], text[match.end() : match.end() + 50]
        year = int(match["year"])
        until = match.start() in openings or before.endswith(("截至", "截止到", "截止至")) or bool(REACHED.match(after))
        until = until or (after.startswith("的") and bool(GROWN_TO.search(before)))
        if match.start() in aims or PLANNED_AFTER.match(after) or (PLANNED_BEFORE.search(before) and not until):
            planned.add(year)
        elif FOUNDED.match(after):
            founded[match.start()] = year
        elif not BASIS.search(before):
            told[match.start()] = year
            reached.update({year} if until else ())
    return _without_far(told or founded, reached), planned


def year_of_report(title: str, text: str, found: YearFound | None) -> YearFound | None:
    """The year that a year's summary or communiqué is on, where it is dated in the next and does not say 去年 of it."""
    told = YEARLY.search(title)
    if told is None or found is None or found.year != int(told["year"]) + 1 or "去年" in text:
        return found
    return YearFound(int(told["year"]), told.group(), 1)


def _without_far(told: dict[int, int], reached: set[int]) -> dict[int, int]:
    """Without years far beyond the others: 2035 among years up to 2026 is a plan that no word before it marks."""
    counts = Counter(told.values())
    for year in sorted(counts, reverse=True):
        below = [other for other in counts if other < year]
        if (
            not below
            or year in reached
            or year - max(below) < FAR
            or counts[year] > sum(counts[other] for other in below)
        ):
            break
        del counts[year]
    return {start: year for start, year in told.items() if year in counts}


def _by_plan(text: str, told: dict[int, int]) -> YearFound | None:
    """The year in which a five-year plan is said to begin or to end, if the article tells of no later one."""
    latest = max(told.values(), default=0)
    candidates: Counter[tuple[int, str]] = Counter()
    for pattern, offset in ((PLAN_BEGINS, 0), (PLAN_ENDS, 4)):
        for found in pattern.finditer(text):
            year = plan_start(found["plan"]) + offset
            if not latest or 0 <= year - latest <= 1:
                candidates[year, found.group()] += 1
    if not candidates:
        return None
    year, words = max(candidates, key=lambda pair: (candidates[pair], pair[0]))
    return YearFound(year, words, 2)


def _words_of(text: str, told: dict[int, int], year: int) -> str:
    at = next(start for start, found in told.items() if found == year)
    end = next((i for i in range(at, min(len(text), at + 24)) if text[i] in "，。；,;"), min(len(text), at + 24))
    return text[at:end]


def month_of(article: Article, document: Document) -> str | None:
    """The month (YYYY-MM) in which an article appeared: by its own date, the document's, or the words of its year."""
    told = find_date(article.year_evidence or "")
    date = article.date or document.date or (told[0] if told else None)
    return date[:7] if date and re.match(r"\d{4}-\d{2}", date) and date.startswith(str(article.year)) else None
