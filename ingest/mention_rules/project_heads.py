"""The company at the head of a project's name: brand, then an amount, an industry or a product, then 项目."""

from __future__ import annotations

import re
from bisect import bisect_right

import rjieba

from ingest.mention_rules.base import Mention, mention
from ingest.mention_rules.brands import NOT_NAMES, is_brand
from ingest.mention_rules.firms import item_ok, vocabulary
from ingest.tokens import Reading
from ingest.words import BOUNDARY_VERBS

PROJECT_END = re.compile(
    r"项目|生产线|基地|扩产|产业园|扩建|技改|制造中心|工厂|产线|车间|技术改造|搬迁|总部(?!在|位于)|[二三四五六七八九]期(?=[^，。]{0,8}(?:投产|开工|投料|封顶|竣工|完成|建成))"
)
OWNED = re.compile(r"(?:的|[^，。；：、]{0,16}\d[\d.]*[万亿]元(?:的|，?(?:建设|新建|打造)的?))$")
"""What stands between the firm whose project it is and the project's own name: 甲公司投资3亿元的…, 甲公司的…."""
BUILDER = re.compile(
    r"(?:项目|工厂|产线|生产线|基地)?(?:[（(，。：])?(?:业主|建设单位|投资方|由)(?:为|是|[:：])?[^，。；]{2,24}?(?:公司|集团)"
)
AMOUNT = re.compile(r"[\d.]+|年产|年加工|日产|[一二三]期|首期|[A-Za-z]{2,}")
MODIFIER = re.compile(
    r"智能化?|高端|高效|绿色|新型|大型|综合|循环|数字化|自动化|高性能|特种|精密|一体化|分布式|"
    r"[煤生氢锰硅铝镁钛钙锂碳炭铁铜镍钒钨]基(?=[\u4e00-\u9fff]{2})|生物基|(?:电子|光伏|医药|食品|电池|车规)级|独立|技术|扩产|扩建|生产|加工|研发|制造|建设|生态|现代|高标准|配套|新建|改造"
)
GROUPS = re.compile(
    r"中核|中广核|中航|中船|中电|中石油|中石化|中海油|国电投|国家电投|华能|华电|大唐|三峡|国能|"
    r"中铁|中交|中建|中车|中粮|中冶|中化|中煤|中钢|宝武|鞍钢|中铝|中盐|华润|招商局|中信|中远|保利|"
    r"中节能|中材|中建材|中储|中林|国药|通用技术"
)
"""How the central state-owned groups are called for short; the names of their firms begin so."""
MATERIAL = frozenset("铝铜钢铁钛镁锌锡镍钨钼钒锰硅碳石玻陶塑橡胶木竹纸棉麻丝金银")
"""First characters of words for what goods are made of."""
LIMIT = 36
NAMES = ("nz", "nr", "nrt", "nrfg")
"""Parts of speech of names of persons and things."""
REWORKED = re.compile(r"技改|扩产|扩建|搬迁|技术改造|总部|[二三四五六]期")
"""What a firm does to its own works."""
ODD = re.compile(
    r"[\d.,()（）+/]|[的了是只尽将已在对这那该其各把被]|[轮轴齿阀泵膜管](?!科|业)|(?:率|会|人|个|性|化|式|型|级|度|深|精|粗|酸|酯|酮|烯|烷|醇|胺|酚|代|联动)$"
)
"""What no brand contains or ends in."""


def _bounds(reading: Reading, end: int, floor: int) -> list[tuple[int, bool]]:
    """Where the project's name that ends at `end` may begin, nearest last; True: that it begins there is certain."""
    text, position = reading.text, end
    found: list[tuple[int, bool]] = []
    while position > floor and end - position < LIMIT:
        token = reading.token_of[position - 1]
        word, tag = reading.words[token], reading.tags[token]
        first = word[0]
        if not (first.isalnum() or first in "+/（）()-·"):
            found.append((position, False))
            break
        if (
            word in ("的", "等", "是")
            or (tag == "m" and word.endswith("元"))
            or (text[position - 1] == "元" and position > 1 and text[position - 2] in "亿万")
        ):
            found.append((position, True))
            break
        if word in ("和", "与", "及") or (
            len(word) >= 2
            and word in BOUNDARY_VERBS
            and tag.startswith(("v", "p", "c"))
            and not MODIFIER.fullmatch(word)
        ):
            found.append((position, False))
        position = max(reading.starts[token], floor)
        if position == floor:
            found.append((position, floor > 0))
    return found


def _stop(reading: Reading, start: int, low: int, high: int) -> tuple[int, str]:
    """Where the brand ends: at the first amount, industry, product or modifier in [low, high); and which it was."""
    text = reading.text
    best, kind = high, ""
    for pattern, name in ((AMOUNT, "amount"), (MODIFIER, "modifier")):
        match = pattern.search(text, low, high)
        if match and match.start() < best:
            best, kind = match.start(), name
    for table in ("technology", "industry"):
        for position in range(low, min(start + 9, best)):
            if reading.hits_at(table, position):
                best, kind = position, table
                break
    return best, kind


def head(reading: Reading, low: int, high: int, certain: bool, known: frozenset[str]) -> tuple[int, int] | None:
    """The span of the company at the head of `text[low:high]`, or nothing."""
    text = reading.text
    if opened := re.match(r"(?:还有|包括|就有|正是|则是|便是)", text[low:high]):
        low += opened.end()
    if span := _with_trade(reading, low, high):
        return span
    place = reading.places.get(low)
    if place and text[place.end - 1] in "市省区县" and place.end - low > 2:
        low, place = place.end, None
    start = place.end if place else low
    stop, kind = _stop(reading, low, start + 2, high)
    amount = AMOUNT.search(text, start + 2, high)
    if amount and amount.start() - start <= 8 and _ends_short(reading, start, amount.start()):
        stop, kind = amount.start(), "amount"
    for at in range(start + 2, stop - 2):  # 甲药业 + 多肽 + 原料药: the firm ends where its short ending does
        inner = next((h.end for h in reading.hits_at("company_short", at) if h.end < stop), None)
        whole = inner is not None and re.fullmatch(r"[\u4e00-\u9fffA-Za-z]{4,8}", text[low:inner])
        if inner is not None and whole and not ODD.search(text[start:inner]) and not _goods(reading, at):
            return low, inner
    stem = text[start:stop]
    whole_name = not kind and stop == high and 4 <= len(stem) <= 6 and _ends_short(reading, start, high)
    if whole_name and is_brand(stem[:2]) and not ODD.search(stem) and not vocabulary(reading, start, stop):
        return low, stop  # 甲医疗 + 项目
    if (kind == "amount" and not 2 <= len(stem) <= 8) or not kind or not 2 <= len(stem) <= 6:
        return None
    if ODD.search(stem) or stem[-1] in "和与及、":
        return None
    pieces = rjieba.cut(stem, False)
    if (
        any((len(piece) > 1 and piece in NOT_NAMES) or MODIFIER.fullmatch(piece) for piece in pieces)
        or text[low:stop] in NOT_NAMES
    ):
        return None
    if vocabulary(reading, start, stop):
        return None
    words = [reading.words[i] for i in range(reading.token_of[start], reading.token_of[stop - 1] + 1)]
    if any(len(word) > 1 and word in BOUNDARY_VERBS for word in words) or stem[0] in "共还全已均又再另新各和与及":
        return None
    tags = [reading.tags[i] for i in range(reading.token_of[start], reading.token_of[stop - 1] + 1)]
    evidence = (
        is_brand(stem)
        or is_brand(stem[:2])
        or GROUPS.match(stem) is not None
        or any(name.startswith(stem) for name in known)
        or place is not None
        or _ends_short(reading, start, stop)
        or (certain and len(stem) >= 4 and kind != "modifier")
    )
    if not evidence or (
        not certain and any(tag in ("m", "t", "p", "c", "uj", "d", "r", "v") for tag in tags) and not is_brand(stem)
    ):
        return None
    if not item_ok(reading, low, stop):
        return None
    if len(stem) == 2 and stem[0] in MATERIAL and kind in ("technology", "industry") and not place:
        return None  # 铝壳 + 电容器
    if len(stem) <= 3 and not place and BUILDER.match(text, high) and not any(n.startswith(stem) for n in known):
        return None  # 轮边电机项目由甲公司投资: whose it is stands behind the name
    rivals = [h.end for table in ("technology", "industry") for h in reading.hits_at(table, stop)]
    for hit in reading.hits_at("company_short", stop):
        longer = any(end > hit.end for end in rivals)
        if (
            len(stem) <= 2
            and not longer
            and hit.end - hit.start <= 3
            and not (MODIFIER.fullmatch(text, hit.start, hit.end) and _goods(reading, hit.end))
            and (hit.end < high or text.startswith(("扩", "技改"), high))
        ):
            return low, hit.end
    return low, stop


def _with_trade(reading: Reading, low: int, high: int) -> tuple[int, int] | None:
    """A firm called by a name that the dictionary knows and its trade: 天宇 + 电机 + 技改, 湘江 + 机床 + 数控刀架."""
    text, stop = reading.text, low + 2
    proper = reading.is_start(low) and reading.word_at(low) == text[low:stop] and reading.tag_at(low) in NAMES
    coined = is_brand(text[low:stop]) and text[low] not in MATERIAL and not ODD.search(text, low, stop)
    if not (proper or coined) or low in reading.places or high - stop < 2:
        return None
    ends = {h.end for table in ("technology", "industry", "company_short") for h in reading.hits_at(table, stop)}
    for end in sorted((end for end in ends if end <= high), reverse=True):
        own = MODIFIER.match(text, end, high) or _goods(reading, end) or text[end : end + 1].isdigit()
        if (end < high and own) or (end == high and REWORKED.match(text, high)):
            return low, end
    return None


def _goods(reading: Reading, position: int) -> bool:
    """Does a product or an industry begin here: 甲 + 智能 + 空调, not 甲智能 + 光伏?"""
    return any(reading.hits_at(table, position) for table in ("technology", "industry"))


def _ends_short(reading: Reading, start: int, end: int) -> bool:
    """Does a short company ending (…焦化, …能源) end at `end`?"""
    return any(
        hit.end == end for at in range(max(start + 2, end - 4), end - 1) for hit in reading.hits_at("company_short", at)
    )


def find(reading: Reading, floors: list[Mention], firms: list[Mention]) -> list[Mention]:
    """Heads of the names that end in 项目, 生产线, 基地, and of the items of 甲、乙等…项目."""
    text, found = reading.text, []
    known = frozenset(firm.text for firm in firms)
    owners = sorted(firm.end for firm in firms)
    ends = [floor.end for floor in floors]
    done = 0
    for anchor in PROJECT_END.finditer(text):
        end = anchor.start()
        in_list = text.startswith("等", anchor.end())
        for _ in range(6):
            at = bisect_right(ends, end)
            floor = max(ends[at - 1] if at else 0, done)
            bounds = _bounds(reading, end, floor)
            for low, certain in bounds:
                owner = bisect_right(owners, low)
                owned = owner and OWNED.match(text[owners[owner - 1] : low])
                span = head(reading, low, end, certain, known) if end - low >= 4 and not owned else None
                if span:
                    found.append(mention(text, *span, "Company"))
                    break
            left = bounds[-1][0] if bounds else 0
            if left < 2 or not (text[left - 1] == "等" or (in_list and text[left - 1] == "、")):
                break
            in_list = True
            end = left - 1
        done = anchor.end()
    return found
