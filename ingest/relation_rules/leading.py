"""leads_industry: the industries that a zone lives on, called so, told by what they yield, or in a park's name."""

from __future__ import annotations

import re

from ingest import lexicon
from ingest.relation_rules.scene import Named, Scene, Sentence

LEADS = re.compile(
    r"首位产业|主导产业|支柱产业|优势产业|特色产业|首位特色产业|产业集群|集聚高地|产业高地|产业基地|主攻|"
    r"(?:头号|看家|当家|拳头|王牌|立区|兴区|富民|标志性)产业|立身|名片|完整的|聚焦|壮大|培育|做强|重点发展|大力发展|首位度|为主导|为支柱|为首位|为龙头|为主"
)
YIELDS = re.compile(
    r"(?:产业|产业链|产业集群|全产业链|行业|链)?(?:今年|去年|上半年|前[一二三\d]+季度|全年)?(?:已)?(?:实现|完成|创造)?(?:规上|规模以上)?(?:工业)?总?"
    r"(?:产值|营业收入|营收|主营业务收入|增加值|销售收入|收入|规模)"
    r"(?:[已达到突破超过约近首次完成实现占为]{0,6}\d[\d.]*(?:万亿|亿|万)?元|占|(?:同比)?(?:增长|下降|增速))"
    r"|(?:产业|产业链|产业集群|链|行业)?(?:就|已|又|合计)?占(?:了|到|据|去|比|全|[^，。；\d]{0,10}的)?[^，。；]{0,6}?(?:\d|[一二三四五六七八九]成|一半|大半|多半|半壁)"
    r"|(?:产业|产业链|产业集群|链)?(?:已|现)?(?:聚集|集聚|汇聚|汇集|拥有|有|现有)(?:了)?(?:规上|上下游|关联|配套|各类|相关)*企业(?:已)?(?:达到?)?\d"
    r"|(?:产业)?(?:链上|上下游|规上)?企业(?:已)?(?:达到?|突破|超过|聚到|增至|有|发展到)?\d+(?:余|多)?[家户]"
)
"""What stands behind an industry that a zone has in mass: 某产业实现产值, 某链聚集企业68家."""
SEVERAL = re.compile(
    r"[二两三四五六七八九十\d]+(?:大|个|条)(?:[主支优特传重新首][\u4e00-\u9fff])?(?:产业|行业|老行当|行当|链条|产业链|主?链)"
)
"""甲、乙、丙三个产业: what stands before them is all that the zone counts."""
LIES_IN = re.compile(
    r"(?:产业|产业链|链)?(?:的)?(?:主场|重心|主体|大头)?(?:主要)?(?:落在|就在|在|布局在|落子|集中在|集聚在|落户)"
)
FED_BY = re.compile(r"(?:主要)?(?:靠|依靠|凭借?)$")
AROUND = re.compile(r"围绕(?:着)?$")
BROUGHT = re.compile(r"(?:产业|产业链|链)?(?:，)?(?:已|先后|累计)?(?:引进|集聚|聚集|引育|招引)[^，。；]{0,8}企业\d")
COUNTED = re.compile(r"(?:产业)?(?:链上|上下游|规上)?企业(?:已)?(?:达到?|突破|超过|聚到|增至|有|发展到)?\d")
DONE_TO = re.compile(
    r"(?:引进|引入|引育|招引|新增|新签|新设|新注册|新登记|服务|帮助|关停|整治|培育|培训|惠及|走访|为|给|对|入驻|落户|小微|微型)(?:了)?$"
)
"""What stands before firms of an industry of which something is told that makes it no mass: 引进物流企业3家."""
SECTOR = re.compile(
    r"第[一二三]产业|工业|农业|制造业|建筑业|服务业|现代服务业|生产性服务业|传统产业|新兴产业|未来产业|战略性新兴产业|高技术制造业|高技术产业|"
    r"高新技术产业|先进制造业|装备制造业|数字经济|民营经济|实体经济|外贸|房地产业?|批发零售业?|限额以上.*"
)
"""Sectors of the statistics, of which every place gives figures."""
ELSEWHERE = re.compile(r"[全我](?:国|省|市|州|县)|我国")
"""Whose industry it is where no zone is meant."""


def run(scene: Scene) -> None:
    """All leads_industry relations."""
    for sentence in scene.sentences:
        _leads(scene, sentence)
        _named_for(scene, sentence)


def _leads(scene: Scene, sentence: Sentence) -> None:
    """A zone and the industry that it calls its leading one."""
    for row in _industry_rows(scene, sentence):
        low, high = scene.clause_start(row[0].start, sentence.start), scene.clause_end(row[-1].end, sentence.end)
        called = LEADS.search(scene.text, low, min(high, row[-1].end + 14))
        if not called and (zone := _lies_in(scene, sentence, row)):
            scene.say(zone.key, "leads_industry", row[-1].key, row[-1].start, zone.end, "leads_industry:lies_in")
            continue
        if not called and not _in_mass(scene, row, low):
            continue
        actor = scene.actor(sentence, row[0].start)
        if actor and actor.startswith("Zone/"):
            for one in row:
                scene.say(actor, "leads_industry", one.key, low, high, "leads_industry:clause")


def _industry_rows(scene: Scene, sentence: Sentence) -> list[list[Named]]:
    """The industries of a sentence, those of one list together."""
    rows: list[list[Named]] = []
    for one in sentence.named:
        if one.type != "Industry":
            continue
        gap = scene.text[rows[-1][-1].end : one.start] if rows else None
        if gap is not None and re.fullmatch(r"(?:产业|行业)?[”“]?(?:、|和|与|及|以及)[“”]?", gap):
            rows[-1].append(one)
        else:
            rows.append([one])
    return rows


def _in_mass(scene: Scene, row: list[Named], low: int) -> bool:
    """Do the words around a row of industries tell that the zone lives on them?"""
    text, end = scene.text, row[-1].end
    before = text[low : row[0].start].rstrip("“")
    inside = scene.between(low, row[0].start)
    zones = {n.start for n in inside if n.type == "Zone"}
    others = any(n.type in ("Region", "Company", "Project") and n.start not in zones for n in inside)
    if (
        ELSEWHERE.search(before)
        or others
        or any(SECTOR.fullmatch(n.name) or SECTOR.fullmatch(text, n.start, n.end) for n in row)
    ):
        return False
    if COUNTED.match(text, end) and DONE_TO.search(before):
        return False
    if YIELDS.match(text, end) or FED_BY.search(before):
        return True
    if AROUND.search(before) and BROUGHT.match(text, end):
        return True
    return len(row) >= 2 and SEVERAL.match(text, end) is not None


def _lies_in(scene: Scene, sentence: Sentence, row: list[Named]) -> Named | None:
    """The zone directly behind: 某产业链落在甲开发区."""
    stood = LIES_IN.match(scene.text, row[-1].end, sentence.end)
    if stood is None or len(row) > 1:
        return None
    return next((n for n in sentence.named if n.type == "Zone" and n.start == stood.end() and "（" not in n.name), None)


def _named_for(scene: Scene, sentence: Sentence) -> None:
    """A park or a specialised town with an industry in its name lives on it."""
    labels = lexicon.label_of("industries")
    for one in sentence.named:
        if one.type != "Zone" or not one.name.endswith(("专业镇", "产业园", "产业园区")) or one.end - one.start < 5:
            continue
        if scene.is_project(one.name):
            continue
        for hit in scene.industries_in(one.start, one.end):
            key = f"Industry/{labels.get(hit, hit)}"
            scene.say(one.key, "leads_industry", key, one.start, one.end, "leads_industry:name")
            scene.say(one.key, "leads_industry", f"Industry/{hit}", one.start, one.end, "leads_industry:name")
