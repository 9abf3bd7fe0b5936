"""Industries and technologies: the vocabularies, and what stands before 产业, 产业链, 产业集群."""

from __future__ import annotations

import re
from bisect import bisect_right

from ingest.mention_rules import industry_lists, products
from ingest.mention_rules.base import Mention, mention
from ingest.mention_rules.brands import NOT_NAMES
from ingest.tokens import Reading
from ingest.words import word_set

TAIL = re.compile(
    r"全产业链|产业链|产业集群|产业(?!园|化|基地|基金|集聚|带|城|区|学院|研究院|投资|协同|工人|"
    r"人才|领军|政策|结构|发展|转型|升级|项目|规模|基础|体系|生态|格局|布局|引导|技术|招商|新城|"
    r"母基金|创新)|行业|制造业|全链条|(?<=[\u4e00-\u9fff]{2})链(?![主长式条环核接路锁])"
)
NOT_INDUSTRY = word_set(
    """
    主导 优势 特色 新兴 重点 相关 支柱 传统 首位 未来 配套 现代 高端 首要 关键 核心 一批 多元 上下游 上游 下游
    中游 全 各 大 小 一二三 三次 产业 项目 企业 国内 全球 区域 本地 招商 领域 全市 全省 全区 我省 我市 绿色 数字
    先进 潜力 两大 三大 四大 五大 六大 该 其 此 这 某 同 本 延伸 完整 成熟 集聚 转型 富民 强县 工业 服务 民营
    市场 加快 产业化 培育 头号 看家 当家 拳头 王牌 标志性 最大 第一大
    """
)
PHASE = re.compile(r"第?[一二三四五六七八九十\d]+(?:期|大|条|个|批)|首期")
OWN = re.compile(r"年(?=[\u4e00-\u9fff]{2})|(?:全区|园区|开发区|经开区|高新区|示范区|新区)(?=[\u4e00-\u9fff]{2})")
"""What stands before an industry's name and is no part of it: 2020年 + 甲加工业, 开发区 + 甲产业."""
SEVERAL = re.compile(r"[二两三四五六七八九十\d]+(?:大|个)$")
"""甲、乙 + 两大 + 产业: how many they are is no part of the last one's name."""
ABOUT = re.compile(r"(?:围绕|聚焦|瞄准|紧扣|主攻|主打|做强|做大|壮大|深耕|打造|布局|专注)(?:了)?$")
JOINT = re.compile(r"[与及]")
BROAD = word_set(
    """
    工业 农业 服务业 制造业 产业 金融 能源 建设 贸易 消费 教育 建筑 交通 投资 房地产 基础设施
    """
)
"""Whole sectors, which a sentence names without meaning a zone's industry."""
PRODUCT = re.compile(
    r"(?:年产|日产|月产|专注于?|主营(?!业务|收入|利润)|主要生产|生产|研发|制造)(?:各类|"
    r"各种)?(?:[\d.]+(?:余)?[万亿千百]?(?:吨|辆|台|套|件|支|片|只|平方米|米|瓶|盒|头|GWh|"
    r"MWh|GW|MW|kWh|瓦|颗|部|架|张|万|亿|千瓦|公里|立方米)*)([\u4e00-\u9fffA-Za-z]{2,14}?)(?=项目|生产线|"
    r"产业化|扩建|建设|基地|智能|加工|，|。|、|；|及|和|改造|技改)"
)
ENDING_BAD = re.compile(r"^(?:建设|项目|产业|生产|智能|一期|二期|的|及|和)|(?:的|了|等|企业|项目|产值|任务|目标)$")


def industries(reading: Reading, zones: list[Mention]) -> list[Mention]:
    """Names of the industry vocabulary, widened to 产业/产业链/产业集群, and unknown ones before these words."""
    text, found = reading.text, []
    ends = [zone.end for zone in sorted(zones, key=lambda z: z.end)]
    for hit in reading.of("industry"):
        tail = TAIL.match(text, hit.end)
        if not reading.is_start(hit.start) or not (
            tail or reading.is_start(hit.end) or text.startswith("企业", hit.end)
        ):
            continue
        if (text[hit.start : hit.end] in BROAD and not tail) or text.startswith(("机构", "期"), hit.end):
            continue
        found.append(mention(text, hit.start, tail.end() if tail else hit.end, "Industry"))
        if JOINT.match(text, hit.end):  # 甲与乙产业: one field with two names
            for other in reading.hits_at("industry", hit.end + 1):
                more = TAIL.match(text, other.end)
                end = more.end() if more and more.group() != "链" else other.end
                if text[hit.start : end].endswith(("产业", "产业链", "产业集群", "行业")):
                    found.append(mention(text, hit.start, end, "Industry"))
        joined = max((h.end for h in reading.hits_at("industry", hit.end)), default=0)
        if joined and not tail and reading.is_start(joined) and text[hit.end : joined] not in BROAD:
            more = TAIL.match(text, joined)  # 油气 + 化工: one field with two names
            found.append(mention(text, hit.start, more.end() if more else joined, "Industry"))
    for tail in TAIL.finditer(text):
        if tail.group() in ("行业", "全链条", "链"):
            continue
        low = reading.nominal_start(tail.start(), 10, soft=("m", "t", "q", "mq", "f", "v", "d", "ns", "s", "nr"))
        at = bisect_right(ends, tail.start())
        floor = ends[at - 1] if at else 0
        low = _with_verb(reading, max(low, floor), floor, tail.start())
        if phase := PHASE.match(text, low, tail.start()):
            low = phase.end()
        if own := OWN.match(text, low, tail.start()):
            low = own.end()
        body, end = text[low : tail.start()], tail.end()
        if tail.group() == "制造业":
            body += "制造"
        if several := SEVERAL.search(body):
            body, end = body[: several.start()], low + several.start()
        if (
            len(body) >= 2
            and not any(body.startswith(w) or body.endswith(w) for w in NOT_INDUSTRY)
            and body not in NOT_INDUSTRY
        ):
            found.append(mention(text, low, end, "Industry"))
    return found


def _with_verb(reading: Reading, low: int, floor: int, tail: int) -> int:
    """`low` moved left over a verb that opens the industry's name where a clause or what it is about begins there.

    A verb before what names an industry by itself is what is done to it: 抢占人工智能产业, 增强产业.
    """
    alone = any(hit.end >= tail for hit in reading.hits_at("industry", low))
    if low <= max(floor, 1) or tail - low < 2 or alone or reading.text[low:tail] in NOT_INDUSTRY:
        return low
    token = reading.token_of[low - 1]
    begin, word = reading.starts[token], reading.words[token]
    if len(word) != 2 or not reading.tags[token].startswith("v") or reading.stops(token) or begin < floor:
        return low
    opens = (
        begin == floor or not reading.text[begin - 1].isalnum() or ABOUT.search(reading.text, max(0, begin - 4), begin)
    )
    return begin if opens else low


def _chained(reading: Reading) -> list[Mention]:
    """A product and 链: 甲链 is the industry of that product."""
    found = []
    for hit in reading.of("technology"):
        tail = TAIL.match(reading.text, hit.end)
        if tail and tail.group() == "链" and reading.is_start(hit.start):
            found.append(mention(reading.text, hit.start, tail.end(), "Industry"))
    return found


def _modified(reading: Reading, start: int) -> int:
    """`start` moved left over a short noun or adjective that is part of a product's name (羊 + 奶粉)."""
    if not start:
        return start
    token = reading.token_of[start - 1]
    word, tag = reading.words[token], reading.tags[token]
    short = len(word) == 1 and tag in ("n", "ng", "g", "zg", "ag", "j")
    fits = word.isalpha() and (short or tag in ("nz", "b"))
    begin = reading.starts[token]
    named = begin in reading.places or bool(reading.hits_at("company_short", begin))
    if not fits or named or word in NOT_INDUSTRY or word in NOT_NAMES or reading.stops(token):
        return start
    return begin


def technologies(reading: Reading) -> list[Mention]:
    """Names of the technology vocabulary, and what a line or a plant makes (年产2万吨 + product)."""
    text, found = reading.text, []
    for hit in reading.of("technology"):
        if reading.is_start(hit.start) or not hit.start or not text[hit.start].isascii():
            found.append(mention(text, _modified(reading, hit.start), hit.end, "Technology"))
    for match in PRODUCT.finditer(text):
        name = match.group(1)
        counted = products.COUNTER.match(name)
        if not counted and not ENDING_BAD.search(name) and (match.group().startswith(("年产", "日产", "月产"))):
            found.append(mention(text, match.start(1), match.end(1), "Technology"))
    return found


def find(reading: Reading, zones: list[Mention]) -> list[Mention]:
    """Industries and technologies."""
    return (
        industries(reading, zones)
        + _chained(reading)
        + industry_lists.listed(reading)
        + technologies(reading)
        + products.told(reading)
    )
