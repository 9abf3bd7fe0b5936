"""Products that the sentence gives away, known or not: 年产甲600万套, 生产的甲, 下游的甲、乙, 甲—乙—丙链条."""

from __future__ import annotations

import re

from ingest.mention_rules.base import Mention, mention
from ingest.tokens import Reading
from kg.model import EntityType

NAME = r"[\u4e00-\u9fffA-Za-z][\u4e00-\u9fffA-Za-z0-9\-]{1,11}?"
SUM_OF = r"(?:约|近|超过?|达到?|从|由|提高到)?\d"
ITEMS = rf"({NAME}(?:(?:、|和|及|以及){NAME}){{0,4}}?)"
YEARLY = re.compile(
    rf"(?:(?<![前上下今去明每])年产|日产|月产|年产出|可生产|卖出|售出|交付|出货|下线|产出)(?:了)?(?!值|量|能)(?:各类|各种|高品质)?"
    rf"{ITEMS}(?={SUM_OF})"
)
MORE = re.compile(rf"[\d.]+[百千]?[万亿]?[\u4e00-\u9fffA-Za-z]{{1,3}}[、和]({NAME})(?={SUM_OF})")
"""What follows a product with its sum: 年产甲800吨、乙300吨."""
LINE = re.compile(
    rf"(?:主供|主攻|主打|主产|主营(?!业务|收入|利润)|专做|转做|主要生产|专业生产|主要产品(?:有|是|为|包括)|产品(?:有|包括|涵盖)|拳头产品(?:是|为)|自研的?|"
    rf"自主研[发制]的?|研制的|炼成|做成|加工成|(?<![\u4e00-\u9fff])烧){ITEMS}(?=[，。；]|让|从|等|已|成功|打破|寿命|产品|性能)"
)
MADE = re.compile(
    rf"(?:企业|公司|厂|区内|我们)?(?:生产|研发|研制|制造)的({NAME})(?=[，。、]|(?:已|可|将|主要|广泛|远销|供应|出口|产品|"
    r"获|被|占|是|在))"
)
BELOW = re.compile(
    rf"(?:下游|上游)(?:的|延伸(?:至|到)?|产品(?:有|包括|：))({NAME}(?:、{NAME}){{0,6}}?(?:(?:和|以及){NAME})?)"
    r"(?=[，。；]|等|就|也|都|车间|企业|项目|产品|产业|厂)"
)
DOES = re.compile(
    rf"(?:^|[，。；、\n])(?:专门|专业|主要)?(?:做|生产|主营(?!业务|收入|利润)|专注|研发|制造)({NAME})的(?=[\u4e00-\u9fff]{{3,12}})"
)
ARROWS = re.compile(
    r"[“”]?([\u4e00-\u9fffA-Za-z0-9\-]{2,12}(?:(?:——?|－|→|--?>)[\u4e00-\u9fffA-Za-z0-9]{2,12}){2,8})[“”]?"
)
STEPS = re.compile(
    r"(?<![\u4e00-\u9fff])([\u4e00-\u9fff]{2,5}(?:、[\u4e00-\u9fff]{2,5}){2,6}?)"
    r"(?=[一二三四五六七八九十\d]+[道个大]?(?:环节|工序))"
)
AND = re.compile("、|以及|和|及")
ARROW = re.compile(r"——?|－|→|--?>")
COUNTER = re.compile(
    r"[百千]?[万亿]?(?:吨|台|只|套|件|辆|支|片|颗|条|米|平方米|立方米|升|瓶|盒|头|架|座|个)|(?:投入|所用|产)|[\u4e00-\u9fff]\d"
)
"""How what is no product's name begins: a unit, a verb, a figure that the name has run into."""
NOT_PRODUCT = re.compile(
    r"[的了是在为等及和与将把]|企业|公司|项目|产业|园区|开发区|基地|能力|产能|产值|规模|问题|活动|服务|工作|过程|环节$|技术$|"
    r"^(?:以上|各类|主要|重点|高质量|约|近|超过|达到|一|第|全|其他|相关|配套)"
)
CHAINED = re.compile(r"链条|长链|产业链|全链|链式|一体化|体系|闭环|环节|格局|路径|上下游")


def _one(reading: Reading, start: int, end: int, type_: EntityType = "Technology") -> list[Mention]:
    """The product at `start`..`end`, where it can be one."""
    name, token = reading.text[start:end], reading.token_of[start]
    if not 2 <= len(name) <= 12 or NOT_PRODUCT.search(name) or COUNTER.match(name) or start in reading.places:
        return []
    if reading.words[token] == name and reading.tags[token] in ("v", "d", "p", "c", "r", "m", "q"):
        return []
    return [mention(reading.text, start, end, type_)]


def _parts(text: str, start: int, end: int, cut: re.Pattern[str]) -> list[tuple[int, int]]:
    cuts = [m.span() for m in cut.finditer(text, start, end)]
    starts, ends = [start, *(b for _, b in cuts)], [*(a for a, _ in cuts), end]
    return list(zip(starts, ends, strict=True))


def _chain(reading: Reading, start: int, end: int, cut: re.Pattern[str]) -> list[Mention]:
    """The links of 甲—乙—丙: industries where the vocabulary knows more of them as such, else products."""
    parts = _parts(reading.text, start, end, cut)

    def known(kind: str) -> int:
        return sum(any(h.end == b for h in reading.hits_at(kind, a)) for a, b in parts)

    type_: EntityType = "Industry" if known("industry") > known("technology") else "Technology"
    items = [one for a, b in parts for one in _one(reading, a, b, type_)]
    return items if len(items) == len(parts) else []


def told(reading: Reading) -> list[Mention]:
    """Products by what stands around them."""
    text, found = reading.text, []
    for pattern in (MADE, DOES):
        for match in pattern.finditer(text):
            found += _one(reading, *match.span(1))
    for match in YEARLY.finditer(text):
        found += [one for a, b in _parts(text, *match.span(1), AND) for one in _one(reading, a, b)]
        at = match.end()
        while more := MORE.match(text, at):
            found += _one(reading, *more.span(1))
            at = more.end()
    for match in LINE.finditer(text):
        parts = _parts(text, *match.span(1), AND)
        if any(h.end == b for a, b in parts for h in reading.hits_at("industry", a)):
            continue  # 主攻装备制造: a trade
        items = [_one(reading, a, b) for a, b in parts]
        found += [one for item in items for one in item] if all(items) else []
    for match in BELOW.finditer(text):
        found += [one for a, b in _parts(text, *match.span(1), AND) for one in _one(reading, a, b)]
    for match in ARROWS.finditer(text):
        if CHAINED.search(text, max(0, match.start() - 12), min(len(text), match.end() + 8)):
            found += _chain(reading, *match.span(1), ARROW)
    for match in STEPS.finditer(text):
        found += _chain(reading, *match.span(1), AND)
    return found
