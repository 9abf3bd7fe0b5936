"""Industries that a sentence gives away, known or not: 甲、乙两大主导产业; 主导产业是甲和乙; 涵盖甲、乙等4个领域."""

from __future__ import annotations

import re

from ingest.mention_rules.base import Mention, mention
from ingest.tokens import Reading
from ingest.words import BOUNDARY_VERBS, word_set

NUMBER = r"[\d一二两三四五六七八九十]{1,6}"
BEHIND = re.compile(
    rf"(?:等)?(?:(?:为|作为)?{NUMBER}(?:大|个|条|类)|为|作为)(?:千亿级|百亿级|省级|市级)?(?:的)?"
    r"(?:主导|支柱|优势|特色|首位|重点|战略性新兴|新兴|核心|未来|先进)*(?:产业链条|产业链|产业集群|产业|主攻方向|发展方向|方向|领域|赛道|板块|行业)"
    r"|等(?:细分|重点|特色|优势|新兴|前沿|战略性新兴|未来)+(?:产业|领域|赛道|行业)"
    r"|(?:等)?(?:主导|支柱|优势|首位)(?:特色|优势|主导)*产业"
)
"""What closes a list of industries; a bare 产业 does not."""
FIELDS = re.compile(r"等(?:产业|领域|行业)(?![\u4e00-\u9fff]?(?:园|基金|工人))")
"""What closes a list of industries where one of them is known as such."""
USED_IN = re.compile(r"(?:应用|用|运用|使用|服务)(?:于|在|到)$|渗透[到至]$")
APPLIED = re.compile(r"(?:应用|用|运用|使用)(?:于|在|到)")
AHEAD = re.compile(
    r"(?:主导|支柱|首位|优势)产业(?:主要)?(?:是|为|有|包括|[:：])|(?:主攻|重点发展|主要发展)(?=[\u4e00-\u9fff]{2,9}[、和与])"
)
GROWTH = re.compile(
    r"(?<![\u4e00-\u9fff])(?!规模以上|规上|其中)([\u4e00-\u9fff]{1,9}(?:制造业|加工业|制品业|冶炼业|开采业|供应业))(?=(?:总)?(?:产值|增加值|营业收入|投资)|(?:同比)?(?:增长|下降))"
)
OPENERS = re.compile(
    r"(?:对(?!外|俄|口|接|标)|聚焦|围绕|瞄准|锚定|紧盯|涵盖|涉及|覆盖|形成|培育|做强|做大|壮大|发展|布局|构建|打造|主攻|深耕|立足|突出|依托|包括|确立|确定|集聚|以|"
    r"把|将|了|起|出|的|是|为)"
)
JOIN = re.compile(r"、|以及|和|与|及")
NOT_ITEM = re.compile(
    r"[的了是在为等]|企业|项目|园区|开发区|服务体系|工程$|工作|问题|[一二三四五六七八九十]是|投资|建设$|改革|创新$|人才|会$|机制|政策|资金|土地"
)
PLAIN = word_set(
    """
    产业 主导 优势 特色 新兴 重点 支柱 传统 未来 龙头 上下游 上游 中游 下游 工业 农业 服务业 一产 二产 三产
    国内 国际 科技 经济 社会 民生 生态 文化 教育 医疗 交通 能源 水利 市场 技术 资源 区位 交通区位 人才
    """
)


def _item(reading: Reading, start: int, end: int) -> Mention | None:
    """The industry at `start`..`end` of a list, where it can be one."""
    text = reading.text
    while start < end and text[start] in '“”"':
        start += 1
    while end > start and text[end - 1] in '“”"':
        end -= 1
    while (
        start < end
        and reading.is_start(start)
        and reading.word_at(start) in ("争", "创", "争创", "与", "和", "在", "用")
    ):
        start += len(reading.word_at(start))
    name = text[start:end]
    if (
        not 2 <= len(name) <= 10
        or name in PLAIN
        or NOT_ITEM.search(name)
        or not re.fullmatch(r"[\u4e00-\u9fffA-Za-z0-9+]+", name)
    ):
        return None
    if (
        reading.is_start(start)
        and len(reading.word_at(start)) > 1
        and reading.word_at(start) in BOUNDARY_VERBS - {"数字", "配套"}
    ):
        return None
    return mention(text, start, end, "Industry")


def _leftwards(reading: Reading, end: int) -> list[Mention]:
    """The items of the list that ends at `end`."""
    text = reading.text
    low = max(text.rfind(mark, max(0, end - 60), end) for mark in "，。；：:\n（(—") + 1
    segment = text[low:end]
    opened = list(OPENERS.finditer(segment))
    first_join = JOIN.search(segment)
    before = [m for m in opened if first_join is None or m.end() <= first_join.start()]
    begin = low + (before[-1].end() if before else 0)
    return _split(reading, begin, end)


def _split(reading: Reading, begin: int, end: int) -> list[Mention]:
    text, items, at = reading.text, [], begin
    cuts = [m for m in JOIN.finditer(text, begin, end) if m.group() == "、" or reading.is_start(m.start())]
    for cut in [*cuts, None]:
        stop = cut.start() if cut else end
        items.append(_item(reading, at, stop))
        at = cut.end() if cut else end
    if any(item is None for item in items[1:]):
        return []
    return [item for item in items if item is not None]


def listed(reading: Reading) -> list[Mention]:
    """Industries in lists that the words around them call so."""
    text, found = reading.text, []
    for anchor in BEHIND.finditer(text):
        items = _leftwards(reading, anchor.start())
        counted = re.match("(?:为|作为)?" + NUMBER + "[大个条类]", anchor.group().removeprefix("等"))
        follows = r"[化园基]|企业|工人" if counted else r"[化园基]|企业|项目|工人"
        if re.match(follows, text[anchor.end() : anchor.end() + 2]):
            continue
        if len(items) > 1 or (items and not counted and "为" in anchor.group()):
            found += items
    for anchor in FIELDS.finditer(text):
        items = _leftwards(reading, anchor.start())
        known = any(h.end == item.end for item in items for h in reading.hits_at("industry", item.start))
        used = items and USED_IN.search(text[max(0, items[0].start - 6) : items[0].start])
        if known and len(items) > 1 and not used and not APPLIED.search(items[0].text):
            found += items
    for anchor in AHEAD.finditer(text):
        close = re.search(r"[，。；\n]|等", text[anchor.end() : anchor.end() + 60])
        if close:
            found += _split(reading, anchor.end(), anchor.end() + close.start())
    found += [mention(text, m.start(1), m.end(1), "Industry") for m in GROWTH.finditer(text)]
    return found
