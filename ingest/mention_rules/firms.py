"""The shape of company names: where they begin, what is a brand, and the short forms of a full name."""

from __future__ import annotations

import re

from ingest import lexicon
from ingest.mention_rules.base import Mention
from ingest.mention_rules.brands import HEADS, NOT_NAMES, is_brand
from ingest.mention_rules.name_opening import before_place, led_up, opening
from ingest.tokens import NAME_VERBS, Reading
from ingest.words import BOUNDARY_VERBS, word_set

LEGAL_TAIL = re.compile(
    r"(?:（[^（）]{1,8}）|\([^()]{1,8}\))?(?:集团)?(?:股份|控股)?(?:有限责任公司|有限公司|"
    r"股份公司|公司|集团)$"
)


FUNCTION = word_set("的 了 和 与 及 以及 在 由 对 从 为 把 将 被 等 是 于 向 到 让 使 其 该 此 本 各 也 都 已 就")
"""Single words that no legal name contains; other particles may be characters of a brand."""


JOINS_NOTHING = ("v", "p", "d", "c", "r", "t", "x", "uj", "f")
"""Parts of speech of words that no 和 follows."""
PLACE_IN_BRACKETS = re.compile(r"[（(]([\u4e00-\u9fff]{2,5})[）)]")


def _behind_place(reading: Reading, token: int) -> bool:
    """Does a place name end where this word begins?"""
    start = reading.starts[token]
    return any(reading.places[at].end == start for at in range(max(0, start - 6), start) if at in reading.places)


def _ends_run(reading: Reading, token: int, named: bool, end: int = -1) -> bool:
    """Does this word end the run of a name to its right? A full legal name (`named`) may contain more words."""
    word = reading.words[token]
    if not named:
        return reading.stops(token)
    if not word[0].isalnum() and word[0] not in "·-":
        return True
    if word == "都" and token and len(reading.words[token - 1]) == 1 and reading.tags[token - 1] not in ("r", "v"):
        return False  # 磷都: a brand that the dictionary knows only as characters
    if word == "和" and token and len(reading.words[token - 1]) == 1 and _behind_place(reading, token - 1):
        return False  # 甘肃 + 瀚和: a brand that ends in 和
    if word == "和" and token and reading.starts[token + 1] == end:
        return False  # 六和 + 股份有限公司
    if word == "和" and token and len(reading.words[token + 1]) == 1 and reading.tags[token - 1] in JOINS_NOTHING:
        return False  # 由 + 和邦 + 生物: nothing before that it could join
    return word in FUNCTION or (len(word) > 1 and word in BOUNDARY_VERBS and word not in NAME_VERBS)


def run_start(reading: Reading, end: int, floor: int, limit: int = 24, named: bool = False) -> int:
    """Left end of the name-like run before `end`, crossing a place in brackets: 甲产品（乙）有限公司."""
    text, start = reading.text, end
    if start and text[start - 1] in "）)":
        opening = max(text.rfind("（", max(0, start - 8), start), text.rfind("(", max(0, start - 8), start))
        if opening > 0:
            start = opening
    while start > floor and end - start < limit:
        bracket = PLACE_IN_BRACKETS.search(text, max(floor, start - 8), start)
        if bracket and bracket.end() == start and bracket.start() > floor and bracket.start(1) in reading.places:
            start = bracket.start()
            continue
        token = reading.token_of[start - 1]
        if reading.tags[token] == "t" and (
            len(reading.words[token]) > 1 or text[reading.starts[token] - 1 : reading.starts[token]].isdigit()
        ):
            break
        if _ends_run(reading, token, named, end):
            break
        start = max(reading.starts[token], floor)
    return start


def named_start(reading: Reading, end: int, floor: int, named: bool = False) -> int:
    """Where a company's full name begins: at the first place name of the run, else at the run's own start."""
    low = run_start(reading, end, floor, named=named)
    if named:
        low = led_up(reading, low, end)
    text = reading.text
    bracket = max(text.find("（", low, end), text.find("(", low, end))
    place = reading.place_start(low, bracket if bracket > 0 else end)
    if place is not None and end - place >= 4:
        return before_place(reading, low, place) if named else place
    shift = HEADS.match(text[low:end])
    return opening(reading, low + shift.end() if shift else low, end)


NOT_IN_NAME = re.compile(
    r".*(?:项目(?!管理|咨询|数据)(?:是)?由?|(?<![自理缘])由(?!贸)|(?<=[\u4e00-\u9fff]{2})[代]表(?!面)|企业家?的)"
)
LEAD = re.compile(
    r"^(?:业主(?:单位)?[为是]?|链主(?=[\u4e00-\u9fff]{2})|龙头(?=[\u4e00-\u9fff]{2})|[\u4e00-\u9fff]{2}企业(?=[\u4e00-\u9fff]{3})|给(?=[\u4e00-\u9fff]{3})|交给|委托|留给|专门|拿|只|却|积极|[➊-➓①-⑳❶-❿]|[一二三四五六七八九十]是|其中(?=[\u4e00-\u9fff])|(?:(?:培育|孵化|涌现|走|成长|引进|集聚|聚集)(?:出|了)|"
    r"以(?!色列|岭|太)|由|把|将|向|对(?!外)|为)(?=[\u4e00-\u9fff]{3}))"
)
ABSTRACT = word_set(
    """
    潜力 优势 条件 前景 区位 能力 水平 质量 效益 需求 成本 规模 要素 资金 政策 信用 信誉 实力 势头 后劲 空间 意愿
    经验 资质 定位 口碑 活力 动力强 效率 意识 理念 思路 举措 成效 成果 问题 困难 风险 压力 机遇 挑战 作用 影响 特点
    """
)
"""Nouns for what firms have; no firm is called so."""


COMMON = re.compile(
    r"(?:[性型式率]|(?:智能|数字|自动|信息|产业|现代|绿色|规模|集群|国际|市场|专业)化|区|镇|乡|村|县|机场|高铁|铁路|公路|高速|航道|水库|大桥|隧道|电站|城市群|都市圈|金属|单体|工厂|会|展|节|奖|榜)$"
    r"|[我该本全][省市县区]|^(?:中资|[省市区县]属|从|把|按(?!摩)|[一二三四五六七八九十\d]+[大个家]|省|市(?!北)|县|镇|区)"
)


ANY_FIRM = re.compile(f"(?:{'|'.join(sorted(NOT_NAMES, key=lambda word: (-len(word), word)))})+(?:公司|集团)")
"""国有投资运营公司: what a firm does and whose it is, without a name."""


def is_common(name: str) -> bool:
    """Is a name without legal form one of a place, a road, a kind of thing, or any firm's?"""
    if ANY_FIRM.fullmatch(name):
        return True
    if LEGAL_TAIL.search(name):
        return False
    kind = any(name == suffix.text for suffix in lexicon.company_suffixes())
    return kind or (bool(COMMON.search(name)) and not name.endswith(("集团", "股份")))


def name_begin(text: str, start: int, end: int) -> int:
    """`start` moved behind words that the segmenter took into a name: 某项目由 + 甲公司, 以 + 甲动力."""
    cut = NOT_IN_NAME.match(text, start, end - 3)
    if cut:
        start = cut.end()
    lead = LEAD.match(text[start:end])
    return start + lead.end() if lead else start


def is_phrase(reading: Reading, start: int, end: int) -> bool:
    """Does it speak of what firms have (发展潜力足) and name none?"""
    return any(word in reading.text[start:end] for word in ABSTRACT)


def item_ok(reading: Reading, start: int, end: int) -> bool:
    """May `text[start:end]`, an item of a list of companies, be one?"""
    text = reading.text[start:end].strip("“”")
    if not 2 <= len(text) <= 14 or text in NOT_NAMES:
        return False
    if any(c in text for c in "，,。；：《》%把") or re.search(r"(?:率|会|人|学校|次)$|\d[个名人家]$", text):
        return False
    if re.match(r"[A-Za-z\d]+[和与及]|[已将还又正被把对][\u4e00-\u9fff]$|已[为向给]", text) or is_phrase(
        reading, start, end
    ):
        return False
    tokens = range(reading.token_of[start], reading.token_of[end - 1] + 1)
    words = [reading.words[i] for i in tokens]
    if len(words[0]) > 1 and words[0] in BOUNDARY_VERBS:
        return False
    return not all(word in NOT_NAMES for word in words) and not any(
        w in ("的", "等", "在", "为", "了", "是", "项目", "只是", "尽早", "对") for w in words
    )


def is_office(reading: Reading, end: int) -> bool:
    """Does an office, school or bank's kind end here?"""
    return any(
        hit.end == end
        for start in range(max(0, end - 6), end - 1)
        for hit in reading.hits_at("organization", start)
        if hit.value != "company"
    )


def looks_like(reading: Reading, start: int, end: int) -> bool:
    """Has a name the looks of a company's: a brand, a place, or a short company ending?"""
    text = reading.text
    if start in reading.places and end - start > 2:
        return True
    if text[start - 1] == "“" or is_brand(text[start : start + 2]) or is_brand(text[end - 2 : end]):
        return True
    return any(hit.end == end and hit.start > start for hit in reading.of("company_short") if start <= hit.start < end)


def vocabulary(reading: Reading, start: int, end: int) -> bool:
    """Is it, whole, an industry, technology, title or place?"""
    for kind in ("industry", "technology", "title", "place", "policy"):
        for hit in reading.hits_at(kind, start):
            if hit.end == end:
                return True
    return False


def core(reading: Reading, company: Mention) -> tuple[str, ...]:
    """Short forms under which a fully named company may be met: without legal form, without place, brand + 公司."""
    text = company.text
    tail = LEGAL_TAIL.search(text)
    body = text[: tail.start()] if tail else text
    start = company.start
    place = reading.places.get(start)
    stem = body[place.end - place.start :] if place and place.end - start < len(body) else body
    forms = {body, stem}
    brand = stem
    for position in range(start + len(body) - len(stem) + 2, start + len(body)):
        hits = reading.hits_at("company_short", position) or reading.hits_at("industry", position)
        if hits:
            brand = text[len(body) - len(stem) : position - start]
            break
    if 2 <= len(brand) <= 4 and brand != stem:
        forms |= {brand + "公司", brand + "集团"}
        if tail and brand not in NOT_NAMES and len(trade := stem[len(brand) :]) > 2:
            forms.add(brand + trade[:2])  # 某某生物 of 某某生物科技有限公司
        if is_brand(brand):
            forms.add(brand)
        if place:
            forms.add(text[: place.end - start] + brand)
    if tail and stem:
        forms.add(stem + "公司")
    return tuple(sorted(form for form in forms if len(form) >= 3 or is_brand(form)))
