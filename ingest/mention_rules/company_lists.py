"""Companies that the sentence gives away: items of 甲、乙等N户企业, of 引进甲、乙, and names in a role (甲的子公司)."""

from __future__ import annotations

import re

from ingest.mention_rules.base import Mention, mention
from ingest.mention_rules.brands import is_brand
from ingest.mention_rules.firms import is_office, item_ok, looks_like, named_start, vocabulary
from ingest.tokens import Reading

LIST_END = re.compile(
    r"等(?:一批|多家|众多|国内外?|区内|省内|本地|行业|[\d一二两三四五六七八九十百]+(?:余|"
    r"多)?[家户个])?(?:[^，。；、\n“”]{0,8}?)(?:领军、)?[“”]?(?:重点|链主|链核|龙头|骨干|领军|"
    r"知名|头部|优质|上市|入驻|配套|规上)?[“”]?(?:企业|公司|客商|集团|厂商|车企|药企|房企|央企|国企|民企|外企)"
    r"|(?:(?<=[^\d、，。])[\d一二两三四五六七八九十]+[家户](?:企业|公司|客商))|"
    r"(?<=[\u4e00-\u9fff”])等(?:[\d一二两三四五六七八九十百]+(?:余|多)?[家户])"
)
PROJECT_LIST = re.compile(r"等(?:一批|[^，。；、\n]{0,14}?)(?:项目|工程)")
WORKS = re.compile(
    r"高速|公路|铁路|高铁|水利|水电|核电|煤电|火电|电站|电网|机场|航道|码头|煤矿|灌区|水库|输变电|输电|管网|管道|道路|桥梁|"
    r"隧道|地铁|轨道|城际|学校|医院|民生|疏堵|旅游|文旅|景区"
)
"""Works that are called after places: what stands before 等…水利工程 are no firms."""
COMMON_TAGS = ("n", "v", "vn", "a", "b", "d", "l", "ad", "an", "m", "t")
NOT_FIRM_END = re.compile(r"(?:园|区|楼|站|厂房|中心|城|期|路|基地|工程|项目|平台|线|校|院)$")
TAKEN_IN = re.compile(r"(?:引进|引入|签约|携手|牵手|招引|引来|成功引进)(?:了|落地|入驻)?(?=[^，。；\n]{2,14}、)")
SUBSIDIARY = re.compile(r"(?:的|旗下的?|全资|控股){1,2}(?:全资|控股)?子公司")
CHAIN_HEAD = re.compile(r"(?:担任|任|成为|作为)[“]?链主")


def listed(reading: Reading, zones: list[Mention]) -> list[Mention]:
    """The items of 甲、乙、丙等N户企业."""
    text, found = reading.text, []
    zone_end = {zone.start: zone.end for zone in zones}
    for anchor in [*LIST_END.finditer(text), *PROJECT_LIST.finditer(text)]:
        end = anchor.start()
        strict = anchor.re is PROJECT_LIST
        if strict and WORKS.search(anchor.group()):
            continue
        items: list[tuple[int, int]] = []
        while end > 0:
            low = max(0, end - 16)
            cut = max(text.rfind(mark, low, end) for mark in "、，。；：\n和及与“")
            closing = text.rfind("”", low, end - 1)
            if cut >= 0 and text[cut] == "“" and closing > cut:
                cut = closing
            quoted = text[end - 1] == "”" or (cut >= 0 and text[cut] == "“")
            if quoted:
                opening = text.rfind("“", low, end)
                close = text.rfind("”", opening, end)
                if opening < 0 or close < opening + 2:
                    break
                items.append((opening + 1, close))
                end = opening
            else:
                start = cut + 1 if cut >= low else low
                mark = text[cut] if cut >= low else ""
                begin = max(start, named_start(reading, end, start))
                begin = min(zone_end.get(begin, begin), end)
                items.append((begin, end))
                if begin != start or mark not in "、和及与":
                    break
                end = start
            if end and text[end - 1] in "、和及与":
                end -= 1
            else:
                break
        if items and re.search(r"(?:行业|领域|产业|环节|类别)$", text[items[0][0] : items[0][1]]):
            continue  # 对甲、乙、丙三个行业34户企业: the list is of industries
        good = [(a, b) for a, b in items if b > a and item_ok(reading, a, b)]
        if strict:
            good = [
                (a, b)
                for a, b in good
                if not re.search(r"[\d,]|率$|会$", text[a:b])
                and b - a <= 6
                and (reading.tag_at(a) not in COMMON_TAGS or is_brand(text[b - 2 : b]))
                and looks_like(reading, a, b)
                and not NOT_FIRM_END.search(text[a:b])
            ]
        if all(_plain(reading, a, b) for a, b in good):
            continue  # 纸盒、吸管等9家配套企业: what they make
        if not good or (len(good) == 1 and not looks_like(reading, *good[0])):
            continue
        found += [
            mention(text, a, b, "Company")
            for a, b in good
            if not vocabulary(reading, a, b) and not is_office(reading, b) and "招商" not in text[a:b]
        ]
    return found


def _plain(reading: Reading, start: int, end: int) -> bool:
    """Is it one word of the dictionary, and a common noun, or a known product or trade?"""
    word = reading.word_at(start)
    plain = (
        reading.is_start(start) and word == reading.text[start:end] and reading.tag_at(start) in ("n", "vn", "v", "l")
    )
    goods = any(h.start <= start < h.end for kind in ("industry", "technology") for h in reading.hits_at(kind, start))
    return (plain and not is_brand(word)) or goods


def taken_in(reading: Reading) -> list[Mention]:
    """The items of 引进甲、乙、丙: names that open with a place or a brand."""
    text, found = reading.text, []
    for anchor in TAKEN_IN.finditer(text):
        for item in re.finditer(r"[^，。；、和及等\n]+", text[anchor.end() : anchor.end() + 60]):
            a, b = anchor.end() + item.start(), anchor.end() + item.end()
            if (
                b - a <= 8
                and reading.tag_at(a) not in ("a", "v", "d", "ad")
                and (a in reading.places or not (reading.hits_at("industry", a) or reading.hits_at("technology", a)))
                and item_ok(reading, a, b)
                and (a in reading.places or is_brand(text[a : a + 2]) or _short_end(reading, a, b))
                and not NOT_FIRM_END.search(text[a:b])
                and not vocabulary(reading, a, b)
            ):
                found.append(mention(text, a, b, "Company"))
            if text[b : b + 1] not in "、和及":
                break
    return found


def _short_end(reading: Reading, start: int, end: int) -> bool:
    """Does `text[start:end]` end as short names of companies do (…科技, …重工)?"""
    return any(hit.end == end for at in range(start + 1, end - 1) for hit in reading.hits_at("company_short", at))


ACTS = r"(?:将|拟|已|计划|近日|去年|今年|也|正|还)*(?:投资|投入|出资|带来|建设|签约|反映|落户|入驻|开工|投产)"
ACTOR = re.compile(rf"(?:企业|公司|客商|厂商|龙头|工厂|厂家|链主)(?:——|—|“)?([\u4e00-\u9fff]{{3,6}}?)[”]?(?={ACTS})")
DOER = re.compile(
    r"(?:^|[，。；、\n])(?:专门|专业|主要)?(?:做|生产|从事|主营(?!业务|收入|利润)|专注|研发|制造|经营)"
    rf"([^，。；、的\n]{{2,12}})的([\u4e00-\u9fff]{{3,6}}?)(?={ACTS}|[，、])"
)
BUILDER = re.compile(
    r"(?<![自理缘])由([\u4e00-\u9fffA-Za-z]{3,12}?集团|[\u4e00-\u9fff]{3,6}?)"
    r"(?=投资(?:建设|\d|约|近|超)|承建|投建|建设[，。])"
)
HEADS_OF = re.compile(
    r"以([\u4e00-\u9fff]{2,8}(?:、[\u4e00-\u9fff]{2,8}){0,5})(?:等)?为"
    r"(?:龙头|链主|代表|骨干)(?:的)?(?:企业)?"
)
TAKEN_OVER = re.compile(
    r"(?:收购|并购|入股|参股|控股)了?([\u4e00-\u9fffA-Za-z]{3,8}?)"
    r"(?=(?:[\d.]+%)?(?:的)?(?:全部|部分)?股[权份]|[，。])"
)
COMMON_END = re.compile(r"(?:化|性|型|式|度|率|(?<![铝锂钛铜镁硅钢药矿])业)$")


def actors(reading: Reading) -> list[Mention]:
    """Names that stand where a firm acts: 企业甲将投入…, 做线束的甲反映, 由甲集团投资, 以甲、乙为龙头, 收购甲的股权."""
    text, found = reading.text, []
    spans = [m.span(1) for pattern in (ACTOR, BUILDER, TAKEN_OVER) for m in pattern.finditer(text)]
    spans += [m.span(2) for m in DOER.finditer(text)]
    for match in HEADS_OF.finditer(text):
        at = match.start(1)
        for item in match.group(1).split("、"):
            spans.append((at, at + len(item)))
            at += len(item) + 1
    for start, end in spans:
        fits = item_ok(reading, start, end) and not vocabulary(reading, start, end)
        plain = reading.tag_at(start) in ("v", "d", "r", "p", "c", "m", "a") and len(reading.word_at(start)) > 1
        if plain or not fits or is_office(reading, end) or COMMON_END.search(text[start:end]):
            continue
        if looks_like(reading, start, end) or text[start:end].endswith("集团"):
            found.append(mention(text, start, end, "Company"))
    return found


def roles(reading: Reading) -> list[Mention]:
    """Names that a role gives away: 甲的全资子公司, 隶属甲, 甲、乙担任链主."""
    text, found = reading.text, []
    for anchor in SUBSIDIARY.finditer(text):
        start = reading.nominal_start(anchor.start(), 10, soft=("m", "t", "q", "mq", "f", "v"))
        if start in range(anchor.start() - 8, anchor.start() - 1):
            found.append(mention(text, start, anchor.start(), "Company"))
    for anchor in re.finditer(r"隶属于?|产品供应|供应给|配套供应", text):
        position = anchor.end()
        for item in re.finditer(
            r"([\u4e00-\u9fffA-Za-z]{2,8}?)(?=[，。、；和与及等]|$)", text[position : position + 24]
        ):
            if item.start() and text[position + item.start() - 1] not in "、和与及":
                break
            a, b = position + item.start(1), position + item.end(1)
            if item_ok(reading, a, b) and not vocabulary(reading, a, b) and not reading.hits_at("organization", a):
                found.append(mention(text, a, b, "Company"))
    for anchor in CHAIN_HEAD.finditer(text):
        end = anchor.start()
        for _ in range(6):
            cut = max(text.rfind(mark, max(0, end - 12), end) for mark in "、，。；和\n")
            a = cut + 1
            if cut < 0 or not item_ok(reading, a, end):
                break
            found.append(mention(text, a, end, "Company"))
            if text[cut] not in "、和":
                break
            end = cut
    return found
