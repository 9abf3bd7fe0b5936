"""Ways of doing things that a report calls by words of its own in quotes, told by the construction around them.

The words in quotes may be any; what tells is the frame: a campaign (打响“甲”项目攻坚行动), an item of a list
(一是用地“一次办”：…), what is called a way (“甲”的办法), a class or a line of service (“甲”班, “甲”热线), a form of an
act (“甲式”施工许可), what makes firms able (“甲”使企业…), or two halves of one length (“甲、乙”).
"""

from __future__ import annotations

import re

from ingest.mention_rules.base import Mention, mention
from ingest.tokens import Reading
from ingest.words import BOUNDARY_VERBS, METAPHOR

BEGUN = (
    r"(?:打响|发起|启动|开展|实施|推进|部署|组织|建立|实行|推行|创新|推出|出台|"
    r"探索|深化|执行|制定|开启|掀起|谋划|落实)(?:了)?"
)
CAMPAIGN = re.compile(
    rf"{BEGUN}(“[^“”\n]{{2,20}}”[\u4e00-\u9fff]{{0,9}}?(?:行动|计划|工程|机制|制度|改革|模式))(?![\u4e00-\u9fff]{{0,3}}(?:方案|办法))"
)
ITEM = re.compile(
    r"(?:[一二三四五六七八九十]是|[（(][一二三四五六七八九十\d]{1,2}[）)]|(?<=\n)\d{1,2}[.．、]) ?"
    r"((?P<front>[\u4e00-\u9fff]{0,6})“(?P<words>[^“”\n]{2,12})”(?P<back>[\u4e00-\u9fff]{0,8}))(?=[：:。；])"
)
CALLED = re.compile(r"(“([^“”\n]{4,14})”)的(?:工作)?(?:办法|规矩|做法|打法|招法|路子|惯例|规定)")
SERVICE = re.compile(
    r"(?:合办|开设|开办|联办|举办|设立|开通|上线|打|拨打|设置|组建|推出|有)(?:了)?(?:[\d一二两三四五六七八九十]+[个条期])?"
    r"(?:[\u4e00-\u9fff]{0,12}的)?(“[^“”\n]{2,8}”(?:班|热线|专线|专窗|专席))"
)
CLASS = re.compile(
    r"(?:合办|开设|开办|联办|举办)(?:了)?(?:[\d一二两三四五六七八九十]+[个期])?(“[\u4e00-\u9fff]{2,7}班”)"
)
MEETING = re.compile(
    r"(?:召?开|举行|举办|每[周月季][\u4e00-\u9fff]{0,6})(?:一次)?(“[^“”\n]{2,8}(?:办公会|会诊会|恳谈会|调度会|夜谈会|早餐会|议事会)”)"
)
PRESENTED = re.compile(
    r"(?:(?:第[一二三四五六七八九十]|[实硬高妙新绝])招|解法|做法|办法|答案|秘诀|法宝|抓手|诀窍|路子)(?:之[一二三])?(?:正|就)?[是叫]"
    r"(“([^“”\n]{2,10})”)(?=[，。：；])"
)
LEANT_ON = re.compile(r"(?<![依可])靠(?:的(?:就|正)?是)?(“([^“”\n]{3,10})”)[\u4e00-\u9fff]{0,4}(?=[，。：；])")
HELD = re.compile(r"(?:办了|办起|搞了|开了|试了|试行了|[开发]一[张份本])(?:个|起)?(“([^“”\n]{2,8})”)(?=[，。])")
FORM = re.compile(rf"(?:{BEGUN}|提供)(“[\u4e00-\u9fff]{{2,5}}[式型]”[\u4e00-\u9fff]{{2,6}})(?=[，。；、])")
ENABLES = re.compile(
    r"(?<![\u4e00-\u9fff])(“([\u4e00-\u9fff]{3,8})”)(?:改革|机制)?(?:使|让)(?:企业|项目|客商|群众|投资者|业主)"
)
NEVER = re.compile(r"(?<!：)(“[\u4e00-\u9fff]{2,4}不(?:出|过|见|用|跑|重)[\u4e00-\u9fff]{1,2}”)")
HALVES = re.compile(r"(“([\u4e00-\u9fff]{4,7})、([\u4e00-\u9fff]{4,7})”)(?!的|金名片|品牌)")
HOPED = re.compile(
    r"[立强兴活富旺美](?:县|区|市|省|园|镇|企|村)(?:$|、)|带来|引来|^有[\u4e00-\u9fff]{1,3}[没无缺]|通畅|畅通|在前|新局|一流|者[上下]|开花|变$|[？！。]|之[都乡城]|第一|大王|奇迹|[锚对][定标]$|春天|梦|精神|(?:增长|翻番|提升|突破|跨越|增收)$"
)
"""Words of what is hoped for or has come about."""
AIMED = re.compile(
    r"(?:锚定|对标|围绕|聚焦|奋力|勇于|努力|称为|誉为|之称|说|实现了?|营造|打造|建成|建设|建立|筑牢|以)[：，]?$"
)


def find(reading: Reading) -> list[Mention]:
    """Mentions of policies in quotes, with the words that belong to their names."""
    text, found = reading.text, []
    for pattern in (CAMPAIGN, SERVICE, CLASS, MEETING, FORM):
        found += [m.span(1) for m in pattern.finditer(text)]
    for item in ITEM.finditer(text):
        if (item["front"] or item["back"]) and not HOPED.search(item["words"]) and _plain(reading, item):
            found.append(item.span(1))
    framed = (CALLED, ENABLES, PRESENTED, LEANT_ON, HELD)
    for called in (found for pattern in framed for found in pattern.finditer(text)):
        if not HOPED.search(called[2]) and not called[2].endswith(METAPHOR):
            found.append(called.span(1))
    for never in NEVER.finditer(text):
        found.append(never.span(1))
    for halves in HALVES.finditer(text):
        aimed = AIMED.search(text, max(0, halves.start() - 5), halves.start())
        if len(halves[2]) == len(halves[3]) and not HOPED.search(halves[1]) and not aimed:
            found.append(halves.span(1))
    return [mention(text, start, end, "Policy") for start, end in sorted(set(found))]


def _plain(reading: Reading, item: re.Match[str]) -> bool:
    """Is what stands before the quotes a matter (用地), no verb and no industry that does well?"""
    start, end = item.start("front"), item.end("front")
    if start == end:
        return True
    trade = any(hit.end == end for at in range(start, end) for hit in reading.hits_at("industry", at))
    words = [reading.words[i] for i in range(reading.token_of[start], reading.token_of[end - 1] + 1)]
    return not trade and not any(word in BOUNDARY_VERBS or len(word) > 3 for word in words)
