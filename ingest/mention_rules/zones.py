"""Zones: place + what it is about + kind (临海经济技术开发区, 高端阀门产业园), a parent before its child."""

from __future__ import annotations

import re

from ingest import lexicon
from ingest.matching import Hit
from ingest.mention_rules import zone_stems
from ingest.mention_rules.base import Mention, mention
from ingest.mention_rules.zone_fronts import with_fronts
from ingest.tokens import Reading
from ingest.words import BOUNDARY_VERBS, word_set
from ingest.zone_groups import SORT

NOT_ZONES = frozenset(("产业集群",))
"""Classes of the table that these reports speak of as industries."""
ALONE = word_set(
    """
    综改区 综改示范区 自贸区 大学城
    """
)
"""Kinds of which a province or a city has one, so that they name it without more words."""
KIND_LIST = "开发区|经开区|高新区|综合保税区|综保区|产业园区|工业园区|园区"
AGGREGATE = re.compile(

        rf"(?:全[国省市县]|我[省市县]|各)(?:的|各|[\d一二三四五六七八九十两]{{1,6}}[个家大])?(?:{SORT}|省级|国家级){{0,2}}"
        rf"(?:{KIND_LIST})(?!分局|管委会|党工委|内)"
    rf"|[\d一二三四五六七八九十两]{{1,6}}个[\u4e00-\u9fff]{{1,4}}类(?:{KIND_LIST})"
)  # fmt: skip
COUNTED = re.compile(rf"[\d一二三四五六七八九十两]{{1,4}}[个家大](?:{SORT}|省级|国家级){{0,2}}(?:{KIND_LIST})")
OF_REGION = re.compile(
    rf"(?:各|[\d一二三四五六七八九十两]{{1,6}}[个家大])?(?:{SORT}|省级|国家级)?(?:{KIND_LIST})(?!分局|管委会|党工委)"
)
QUANTIFIER = re.compile(
    r"(?:[\d一二三四五六七八九十两几多]{1,6}(?:余|多)?[个家片处座]|各|全国|全省|全市|全区|我省|我市|"
    r"多个|部分|个别|有的|一些|多数|这些|一批|所有|其他|其它|首个|首家|唯一|一个|一座|大型|多家|本|该|其)$"
)
LEVEL = re.compile(
    r"^(?:[\d.]+|省级|国家级|市级|县级|特色|新|老|现代|全省|全市|全国|首批|"
    r"第[一二三四五六七八九十]+批|年|月|日|半年)+"
)
NAMELESS = word_set(
    """
    建设 打造 发展 入驻 现代 重点 标准 高水平 一流 特色 优质 大型 小型 新型 先进 智能 绿色 工业 产业 农业 科技
    技术 高技术 县域 乡镇 农村 城市 境外 海外 跨境 边境 沿海 沿边 高标准 零碳 低碳 数据
    规范 闲置 低效 老旧 高效 成熟 国内 国外 省内 区内 高新 智慧 高品质 高质量
    专业 生态 服务业 经济 一体化 专业化 高端 综合 国际 创新 创业 数字 循环 现代化 主体 核心 龙头 企业
    """
)
OPEN_KINDS = re.compile(
    r"(?:智慧城|创意园|科教城|大学城|商贸园|加工园|装备园|智造园|文创园|制造园|材料园|示范园|"
    r"循环园|医药园|化工园|光伏园|小镇)"
)


DEPARTMENT = "处科办股"
"""What makes of a kind of zone behind an office the business of that office: 某省商务厅 + 开发区处."""
LEVELS = "省市县区州盟旗"
"""How a division's name ends in full; only then is it one of its own before another (某市 + 某区开发区)."""
LANDFORMS = "河湾山湖江岭溪岛海滩川泉塬原洲港峡坪坝沟源"
"""What turns the name of a district into another's: 细河 + 湾."""
PARTS = ("片区", "核心区", "起步区", "启动区", "拓展区", "组团", "新片区")
"""Kinds that are a part of the zone named directly before them."""
ARRIVED = re.compile(
    r"(?:隔壁|对面|附近|位于|走进|来到|落户|入驻|坐落于|坐落在|毗邻|前往|选址|惠及|落地|进驻|迁入|现有|拥有|设立|建有|代表|带动|服务|支持|助力|"
    r"书记|主任|局长|部长|副总|经理|记者[从在]?|[·•|｜丨]|仅?次于|[收值积]比|[上下左右]?图为)+"
)
"""Words that end before a zone's name; the dictionary may have cut an unknown name in the wrong place."""


COUNTS = re.compile(r"(?:共|现|已|拥|建|还|仍)有(?:[国省市]家?级(?:及?以上)?)?$")
"""Before a kind of zones that are counted behind it: 目前湖北共有省级以上开发区142家."""
BRACKETED = re.compile(
    r"(?P<zone>(?:中国|[\u4e00-\u9fff]{2,3}省?)[（(][\u4e00-\u9fff]{2,6}[）)]"
    r"(?:自由贸易试验区|自由贸易港|自贸试验区|自贸区|[\u4e00-\u9fff]{2,10}?(?:产业园区|产业园|科技园|合作区|示范区|试验区|新区|开发区)))"
    r"(?P<part>[\u4e00-\u9fff]{2,6}片区)?"
)


PAIRED = re.compile(
    "(?P<one>[\u4e00-\u9fff]{2,4})[—–·-]{1,2}(?P<two>[\u4e00-\u9fff]{2,4}?)[\u4e00-\u9fff]{0,6}?"
    "(?:(?:产业|工业|飞地|合作)园区?|科技园|示范园|合作区|示范区|试验区)"
)
"""A park of two places: 青浦—射阳产业合作园."""


def _is_outer(place: str, rest: str) -> bool:
    """Is a place a division of its own before the zone's: written in full (某市某区开发区), or above the next one?

    青澜 + 文山 + 高新区 is one name where 文山 is no part of 青澜.
    """
    names = lexicon.division_by_name()
    outer = names.get(place)
    for size in range(2, min(8, len(rest)) + 1):
        if len(rest) > size and rest[size] in LANDFORMS and rest[size - 1] not in LEVELS:
            continue  # 沈阳 + 浑南河: a river's name that opens like a district's
        for level in ("", "区", "县", "市"):
            inner = names.get(rest[:size] + level)
            if inner and ((len(place) > 2 and place[-1] in LEVELS) or (outer and outer in lexicon.ancestors(inner))):
                return True
    return False


def _kind_spans(reading: Reading) -> list[tuple[int, int]]:
    """The outermost kind at each place: 经济技术开发区, not the 开发区 in it."""
    text = reading.text
    spans = [(h.start, h.end) for h in reading.of("zone") if h.value not in NOT_ZONES]
    spans += [(m.start(), m.end()) for m in OPEN_KINDS.finditer(text)]
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            if end > merged[-1][1]:
                merged[-1] = (merged[-1][0], end)
        elif merged and start == merged[-1][1] and text[start - 1] in "谷城港" and text[end - 1] == "区":
            merged[-1] = (merged[-1][0], end)  # 某药谷高新区: the 谷 is part of the zone's name
        else:
            merged.append((start, end))
    return merged


def _run_start(reading: Reading, end: int, soft: tuple[str, ...]) -> int:
    """Where the run of name-like words before a kind begins, across words of an industry's name (现代, 零部件)."""
    start = reading.nominal_start(end, 18, soft=soft)
    while start > 0 and end - start < 18:
        token = reading.token_of[start - 1]
        begin, stop = reading.starts[token], reading.starts[token + 1]
        trade = any(
            hit.start < begin and hit.end >= stop
            for at in range(max(0, begin - 6), begin)
            for hit in reading.hits_at("industry", at)
        )
        if reading.stops(token) or not (trade or reading.words[token] == "现代"):
            break
        start = reading.nominal_start(begin, 18 - (end - begin), soft=soft)
    return _mended(reading, start, end)


def _mended(reading: Reading, start: int, end: int) -> int:
    """`start` moved before a name's first character that was taken for a verb or into a preposition: 与 + 望 + 舒…."""
    if not 0 < start < end or len(reading.word_at(start)) > 1 or reading.tag_at(start) in ("m", "q", "v"):
        return start
    token = reading.token_of[start - 1]
    word, tag, begin = reading.words[token], reading.tags[token], reading.starts[token]
    if len(word) == 1 and tag == "v" and word not in BOUNDARY_VERBS:
        before = reading.tags[token - 1] if token else "x"
        return begin if before in ("x", "p", "c") else start
    if len(word) == 2 and word[0] in "从与在对向和到" and word not in BOUNDARY_VERBS:
        return begin + 1
    return start


def _words(reading: Reading, start: int, end: int) -> list[str]:
    return (
        [reading.words[i] for i in range(reading.token_of[start], reading.token_of[end - 1] + 1)] if start < end else []
    )


def _first_place(reading: Reading, low: int, high: int) -> Hit | None:
    for position in range(low, high):
        hit = reading.places.get(position)
        if hit is not None and hit.end <= high:
            return hit
    return None


def _stripped(reading: Reading, low: int, high: int) -> int:
    """`low` moved past words that open no name: levels, ordinals, cut-off halves of words."""
    while (
        low < high
        and reading.is_start(low)
        and (LEVEL.fullmatch(reading.word_at(low)) or reading.word_at(low) in ("好", "中", "外省"))
    ):
        low += len(reading.word_at(low))
    return min(low, high)


def _past_bracket(reading: Reading, start: int, floor: int) -> int:
    """The start moved before a place in brackets that belongs to the name: 中德（沈阳）装备园, 东南（玉林）示范区."""
    text = reading.text
    opening = text.rfind("（", max(floor, start - 10), start)
    if opening <= floor or text[start - 1] != "）" or _first_place(reading, opening + 1, start - 1) is None:
        return start
    before = max(reading.nominal_start(opening, 8), floor)
    return before if opening - before >= 2 else start


def _whole_division(reading: Reading, start: int, floor: int) -> int:
    """The start moved before the first character of a county that no table holds: 望 + 舒县."""
    text = reading.text
    short = (
        text[start + 1 : start + 2] in ("县", "市", "区", "旗")
        and text[start : start + 2] not in lexicon.division_by_name()
    )
    if not short or start <= floor or not "\u4e00" <= text[start - 1] <= "\u9fff":
        return start
    begins = reading.starts[reading.token_of[start - 1]]
    before = text[begins - 1 : begins]
    alone = begins == start - 1 and not "\u4e00" <= before <= "\u9fff"
    return begins if alone and text[begins] not in "在对由向从到与和及为将是该各全" else start


def find(reading: Reading) -> list[Mention]:
    """Zones with a name of their own; a bare 开发区 is no mention here but a reference in linking."""
    text = reading.text
    found = [mention(text, m.start(), m.end(), "Zone") for m in AGGREGATE.finditer(text)]
    behind = {hit.end: start for start, hit in reading.places.items() if text[hit.end - 1] in "市省州"}
    found += [
        mention(text, behind[m.start()], m.end(), "Zone") for m in COUNTED.finditer(text) if m.start() in behind
    ]  # 某市3个省级以上产业园区
    offices = {hit.end for hit in reading.of("organization")}
    floor = 0
    for start_of_kind, end in _kind_spans(reading):
        kind = text[start_of_kind:end]
        strict = max(_run_start(reading, start_of_kind, ("m", "t", "q", "mq", "f", "v")), floor)
        wide = max(_run_start(reading, start_of_kind, ("m", "t", "q", "mq")), floor)
        place = _first_place(reading, wide, start_of_kind)
        start = place.start if place else _stripped(reading, strict, start_of_kind)
        if not place and not reading.is_start(start_of_kind):  # the dictionary has the kind and its stem as one word
            start = min(start, max(floor, reading.starts[reading.token_of[start_of_kind]]))
        if place and _is_outer(text[place.start : place.end], text[place.end : start_of_kind]):
            start = place.end  # 某市 + 某区经济技术开发区: the outer place is a region of its own
        stood = max(
            ARRIVED.finditer(text, max(floor, min(start, start_of_kind - 12)), start_of_kind),
            key=lambda m: m.end(),
            default=None,
        )
        if stood and (place is None or stood.end() <= place.start or stood.start() >= place.end):
            rest = text[stood.end() : start_of_kind]
            if (not rest or rest.isalpha()) and (place is None or stood.start() >= place.end):
                entire = len(rest) <= 6 and not re.search(r"[是了的在和与及为把将从到]", rest)
                start, place = stood.end() if entire else max(start, stood.end()), None
            elif place is not None and start < stood.end():
                start = stood.end()
        start = _past_bracket(reading, start, floor)
        if place is None and "招商" in text[start:start_of_kind]:  # a headline: 产业链招商传捷报 + 高新区
            start = start_of_kind
        start = _whole_division(reading, start, floor)
        if text[end : end + 1] in DEPARTMENT and start_of_kind in offices:
            continue
        if text[start - 1 : start] == "《" and text[end : end + 1] == "》":
            continue  # a magazine
        if place is None and reading.is_start(start) and reading.tag_at(start) == "nr":
            named = reading.word_at(start)
            if len(named) == 3 and named[0] in lexicon.surnames() and start + 5 <= start_of_kind:
                start += 3  # 甲某某 + 乙开发区: the lines before it ran together
        body = text[start:start_of_kind]
        if body and (LEVEL.fullmatch(body) or COUNTS.search(body)):
            continue
        if QUANTIFIER.search(body) or (
            (place is None and QUANTIFIER.search(text[max(0, start - 4) : start])) and len(body) < 3
        ):
            continue
        if place is not None and text[place.start : place.end][-1] in "市省" and place.end - place.start > 2:
            whole = OF_REGION.match(text, place.end)
            if whole and whole.end() == end:
                found.append(mention(text, place.start, end, "Zone"))
                continue
        if (
            not body and found and found[-1].end == start_of_kind and found[-1].text.endswith(tuple(ALONE))
        ):  # 大学城 + 产业园: one name with two kinds
            found[-1] = mention(text, found[-1].start, end, "Zone")
            floor = end
            continue
        if not body:
            nested = len(kind) >= 5 and found and found[-1].end == start_of_kind and kind.endswith(("园", "园区"))
            if kind in ALONE or nested:
                found.append(mention(text, start_of_kind, end, "Zone"))
                floor = end
            continue
        if (kind in ("经济区", "经济带") and len(body) < 3) or not reading.is_start(end):
            continue
        if place is None and (
            all(word in NAMELESS for word in _words(reading, start, start_of_kind))
            or len(body) < 2
            or (reading.tag_at(start) in ("vn", "v") and reading.starts[reading.token_of[start] + 1] >= start_of_kind)
        ):
            continue
        if kind in PARTS and found and found[-1].end == start:
            start = found[-1].start  # a part is named with its whole: 甲经济区乙片区
        found.append(mention(text, start, end, "Zone"))
        floor = end
    found = with_fronts(reading, found)
    return found + zone_stems.find(reading, found) + _bracketed(reading)


def _bracketed(reading: Reading) -> list[Mention]:
    """中国（某省）自由贸易试验区, its parts (…某片区), and parks called by two places: 某省（某市）某产业园."""
    text, found = reading.text, []
    for match in BRACKETED.finditer(text):
        found.append(mention(text, match.start(), match.end("zone"), "Zone"))
        if match.group("part"):
            found.append(mention(text, match.start(), match.end(), "Zone"))
    names = lexicon.division_by_name()
    for match in PAIRED.finditer(text):
        one = next(
            (at for at in range(match.start(), match.end("one") - 1) if text[at : match.end("one")] in names), None
        )
        if one is not None and any(text[match.start("two") : match.start("two") + size] in names for size in (2, 3, 4)):
            found.append(mention(text, one, match.end(), "Zone"))
    return found
