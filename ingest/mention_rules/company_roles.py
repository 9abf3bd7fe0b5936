"""Firms never named in full, by what the sentence has them do: 甲投资3亿元, 来自某市的甲, 链主甲把…, 甲董事长某某说.

A name is taken where the place in the sentence is a firm's and the name has the looks of one: a brand that the
dictionary does not know, a place before it, or the end of a short company name.
"""

from __future__ import annotations

import re

from ingest.mention_rules.base import Mention, mention
from ingest.mention_rules.brands import NOT_NAMES, is_brand
from ingest.mention_rules.firms import is_office, item_ok, vocabulary
from ingest.mention_rules.lands import QUARTERS
from ingest.tokens import Reading
from ingest.words import BOUNDARY_VERBS, word_set

HAN = r"[\u4e00-\u9fffA-Za-z]"
STOP = "[，,。；、]"
SUM = r"(?:约|近|超过?|逾)?\d[\d.]*[百千]?[万亿]?(?:余)?(?:美|欧)?元"
WHEN = (
    r"(?:今年|去年|明年|上半年|下半年|[一二三四]季度|\d{1,2}月|前\d{1,2}个?月|目前|已经?|正在?|将|拟|计划|也|"
    r"先后|随后|近日|同期|刚刚?)"
)
INVESTS = re.compile(
    rf"(?:^|(?<=[，,。；、：”\n的]))({HAN}{{2,9}}?(?:、{HAN}{{3,9}}){{0,4}})(?:分别|各|{WHEN})*"
    rf"(?:总?投资|投入|出资|用|斥资|砸下|追加投资)(?={SUM}|兴建|新建)"
)
FOLLOWS = (
    r"(?=把|将|与|和|牵头|参股|承建|运营|用\d|给|向|的(?!企业|公司)|供应|投资|合资|合作|生产|做|带|租|扩|建|产品|产能|"
    rf"上半年|董事长|总经理|负责人|{WHEN})"
)
FROM = re.compile(
    r"(?:来自|总部(?:在|位于)|落户|隔壁|一墙之隔|邻居)(?:于)?[^，,。；、\n]{0,10}?的"
    rf"({HAN}{{3,8}}?)(?:{FOLLOWS}|(?={STOP}))"
)
DOES = re.compile(rf"(?:做|生产|从事)[^，。；的]{{2,10}}的({HAN}{{3,8}}?){FOLLOWS}")
PLACED = re.compile(
    rf"(?<=的)({HAN}{{3,8}}?)(?=与[^，,。；]{{2,12}}(?:合资|合作|联合)|用\d|供应{STOP}|合资|投资\d|{WHEN})"
)
ROLE = re.compile(
    r"(?:链主|龙头|链主企业|龙头企业|头部企业|区属国企|市属国企|国企|央企|民企|本土企业|本地企业|区内企业|外资企业|"
    r"台资企业|港资企业|民营企业|运营公司|平台公司|(?<![\u4e00-\u9fff])[\u4e00-\u9fff]{2}企业)(?:——|—|“)?"
    rf"({HAN}{{3,8}}?)[”]?{FOLLOWS}"
)
POSTED = re.compile(
    rf"(?:^|[，,。；、：”（）\n\s])({HAN}{{3,9}}?)(?:（[^（）]{{2,10}}）)?(?:的)?"
    r"(?:常务副总经理|副总经理|总经理|董事长|副董事长|总裁|副总裁|行政总监|技术总监|财务总监|生产总监|总监|生产厂长|厂长|"
    r"总工程师|创始人|技术负责人|生产负责人|人力资源经理|生产经理|行政经理)"
    r"(?=[\u4e00-\u9fff]{2,3}(?:说|表示|介绍|告诉|算|坦言|指|笑|[，。：]))"
)
TAKEN = re.compile(
    r"(?:牵手|携手|联手|引来|引进|卖给了?|供应给|供货给|给)(?:了|隔壁的?)?"
    rf"({HAN}{{3,8}}?)(?={STOP}|\n|供应|供货|配套|$)"
)
LEADS = re.compile(
    rf"(?:^|[，,。；：”\n])({HAN}{{4,9}}?(?:、{HAN}{{4,9}}?){{0,3}})(?=把{HAN}|也先后|先后签约|相继签约|也签约|接踵)"
)
OWNS = re.compile(
    rf"(?:^|[，,。；：、”\n])({HAN}{{4,9}}?)的(?=[^，,。；：、的\n]{{2,26}}(?:项目|产线|生产线|工厂|基地|车间|总部|中心|技改|扩产|扩建|搬迁)"
    r"(?!建设|推进|审批|服务|攻坚|招引))"
)
"""Whose a project is: 甲智能的灭菌柜项目."""
NOT_FIRM = re.compile(
    r"[的了是在为等将把被让使从向对们个这那哪其]|项目|工程|政府|园区|开发区|经开区|高新区|新区|全[市区省县]|基地|中心|企业$|公司$|产业$|一期|二期|三期|专班|"
    r"(?:总|累计|协议|固定资产|工业|社会|民间|新增|计划|完成|政府|财政|有效|年度|首期|合计|人均|亩均|平均|实际|每年|共同|联合|省级|市级|率)$|[市省县]$|^(?:总|累计|计划|每年|预计|"
    r"今年|去年|其中|合计|共|分别|先后|同时|目前|近日|此外|由|以|按|不|没|再|又|还|就|也|已|均|都|并|与|和|及|可|能|要|需)|[局委部院校会处办所站队]$"
)
"""What no firm's short name holds, ends in or begins with."""


PARTICLES = word_set(
    """
    用 要 怕 带 隔 经 中 上 下 里 内 外 前 后 一 两 不 没 能 可 多 少 大 小 新 老 好 高 低 每 按 因 若 如 像 当 到
    """
)
"""Single words that speak of something else than a firm."""
LABEL = re.compile(r".*?(?:企业|链主|龙头|国企|央企|公司)(?=[\u4e00-\u9fffA-Za-z]{3})")
"""A word for what the firm is before its name."""


def _trades(reading: Reading, start: int, end: int) -> bool:
    """Does it end in what firms make or do (…电池, …检测, …科技) behind a brand that is no word?"""
    return any(
        hit.end == end
        for at in range(start + 2, end - 1)
        for kind in ("company_short", "industry", "technology")
        for hit in reading.hits_at(kind, at)
    )


def _firm(reading: Reading, start: int, end: int) -> Mention | None:
    """The firm at `start`..`end`, less words before its name; None where it has not the looks of one."""
    text = reading.text
    if named := LABEL.match(text, start, end - 2):
        start = named.end()
    while start < end:
        word = reading.word_at(start)
        leading = reading.is_start(start) and (
            word in BOUNDARY_VERBS or word in NOT_NAMES or word in ("业主", "园区", "本土")
        )
        if not (leading and len(word) > 1 and end - start - len(word) >= 3):
            break
        start += len(word)
    name = text[start:end]
    if not 3 <= len(name) <= 9 or NOT_FIRM.search(name) or not item_ok(reading, start, end):
        return None
    if vocabulary(reading, start, end) or is_office(reading, end) or not reading.is_start(end):
        return None
    if reading.tag_at(start) in ("v", "d", "r", "p", "c", "m", "t", "q", "f", "u") and len(reading.word_at(start)) > 1:
        return None
    place = reading.places.get(start)
    inner = place.end if place else next((start + n for n in (2, 3) if text[start : start + n] in QUARTERS), 0)
    if inner:
        own = (end - inner >= 3 and is_brand(text[inner : inner + 2])) or _trades(reading, inner - 2, end)
        return mention(text, start, end, "Company") if own else None
    words = [reading.words[i] for i in range(reading.token_of[start], reading.token_of[end - 1] + 1)]
    if len(words) == 1 and len(words[0]) > 1 and reading.tag_at(start) in ("n", "v", "vn", "a", "l", "i"):
        return None
    brand = is_brand(name[:2]) and not any(word in PARTICLES for word in words)
    if brand and (_trades(reading, start, end) or (len(name) == 4 and reading.is_start(start + 2)) or is_brand(name)):
        return mention(text, start, end, "Company")
    return None


def find(reading: Reading) -> list[Mention]:
    """Firms by their part in the sentence."""
    text, found = reading.text, []
    for pattern in (INVESTS, FROM, DOES, PLACED, ROLE, POSTED, TAKEN, LEADS, OWNS):
        for match in pattern.finditer(text):
            at = match.start(1)
            for item in match.group(1).split("、"):
                one = _firm(reading, at, at + len(item))
                if one is not None:
                    found.append(one)
                at += len(item) + 1
    return found
