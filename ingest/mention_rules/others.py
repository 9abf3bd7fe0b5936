"""Regions, titles, funds, facilities and events."""

from __future__ import annotations

import re

from ingest import lexicon
from ingest.mention_rules.base import Mention, mention
from ingest.mention_rules.firms import run_start
from ingest.tokens import Reading
from ingest.words import word_set
from kg.model import EntityType

REGION_GROUPS = re.compile(
    r"京津冀|长三角|珠三角|粤港澳大湾区|成渝地区双城经济圈|成渝|环渤海|东三省|东北地区|"
    r"西部地区|中部地区|东部地区|黄河流域|长江经济带|海峡西岸|北部湾|"
    r"[\u4e00-\u9fff]{2,4}城市群|[\u4e00-\u9fff]{2,3}都市圈"
)
LEVEL = (
    r"(?:第[一二三四五六七八九十\d]+批)?(?:国家级|省级|市级|县级|自治区级|国家|全国|全省|全市|"
    r"国际|世界)?(?:第[一二三四五六七八九十\d]+批)?"
)
TITLE = re.compile(
    rf"{LEVEL}[“\"]?(?:专精特新|小巨人|链主|链核|瞪羚|独角兽|四上|单项冠军|高新技术|科技领军|"
    rf"科技型中小|创新型中小|智能制造示范|绿色工厂|智能工厂|专业镇|雏鹰|领航|隐形冠军|"
    rf"灯塔)[”\"]?(?:[“\"](?:小巨人|专精特新)[”\"])?(?:中小)?(?:企业)?"
)
AWARD = re.compile(
    r"(?:被?(?:评为|认定为|列为|评定为|确定为|授予|命名为|纳入)|获评|获批|荣获|荣膺|入选|获得|"
    r"跻身|申报成功|成功创建|创建为|创建(?=国家|省|全国)|获批建设|"
    r"认定)(?:了)?((?:为)?[“\"]?[^，。；：\n、“”]{0,8}[“\"]?[^，。；：\n、]{2,26}?(?:企业|"
    r"示范区|示范基地|基地|集聚区|集群|园区|称号|试点|工厂|专业镇|联合体|中心|名单|奖|机构|"
    r"平台|实验室|单位|百强|十强|示范园|标杆|案例集|品牌|样板|城市|产业园)[”\"]?)"
)
PASSED = re.compile(r"通过(?:了)?((?:国家|省|市|自治区|全国)[^，。；、\n]{3,16}?)(?:的)?认定")
HONOURS = ("称号", "试点", "集聚区", "示范区", "示范基地", "百强", "示范园", "示范园区", "示范县", "试验区")
NEXT_AWARD = re.compile(
    r"(?:、|和|以及)((?:国家|省|市|全国|全省|中国|世界|自治区)[^，。；：\n、“”]{2,26}?"
    r"(?:企业|示范区|示范基地|基地|集聚区|集群|园区|称号|试点|工厂|专业镇|联合体|中心|平台|实验室|单位|示范园|标杆|产业园))"
    r"(?=[，。；、]|称号|$)"
)
WON = re.compile(r"(?:获评|获批|入选|荣获|荣膺|被?认定为|被?评为|被?授予|被?命名为|跻身)(?:了|为)?$")
"""What stands before an honour."""
RANKED = ("国家", "省级", "全国", "全省", "市级", "世界", "中国", "省")
"""How the names of honours begin; 国家现代农业产业园 won is a title and no park."""
AWARD_START = re.compile(r"^为?(?:了)?(?:[\d]+[家户个项])?")
FUND = re.compile(r"(?:地方政府)?专项债券?|超长期(?:特别)?国债|特别国债")
FUND_ANY = re.compile(r"[\u4e00-\u9fff]{0,8}(?:扶持|奖补|奖励|专项|补助|引导|发展扶持)资金")
NAMED_EVENT = word_set(
    """
    广交会 进博会 服贸会 消博会 中博会 高交会 数博会 投洽会 链博会 厦洽会 西博会 东盟博览会 世界制造业大会
    创新创业大赛
    """
)
EVENT_ALTS = re.compile("|".join(sorted(NAMED_EVENT)))
TOWN = re.compile(
    r"(?:(?<=[在于至、，。（县区市旗与由到：])|(?<=\n))[在于到]?([\u4e00-\u9fff]{2,3}?(?:镇|乡|街道))"
    r"(?=[、，。等与位东南西北境内，）]|党委|政府)"
)
COMMON_TOWN = re.compile(
    r"(?:城|乡|村|集|小|古|重|强|名|建制|中心|特色|专业|工业|产业|各|多个|两个|三个|周边|有关|该|本)(?:镇|乡|街道)$|^(?:各|全|该|本|老|我)"
)
PLAIN_DIVISIONS = frozenset(("新城区", "市中区", "城中区", "城关区", "港口区", "郊区", "城区", "矿区"))
"""Districts that are called by a common noun."""
EPIDEMIC = re.compile(r"新冠(?:肺炎)?疫情")


def regions(reading: Reading) -> list[Mention]:
    """Divisions whose both ends fall on words, and well-known groups of them."""
    text, found = reading.text, []
    for hit in reading.places.values():
        name = text[hit.start : hit.end]
        if not reading.is_start(hit.end):
            continue
        tag = reading.tag_at(hit.start)
        if len(name) == 2 and tag not in ("ns", "nr", "nz", "j", "n", "nt"):
            continue
        division = lexicon.division_by_name().get(name)
        full = division is not None and division.name == name and len(name) >= 3
        if (
            division
            and division.level == "county"
            and division.name != name
            and division.name not in text
            and not reading.hits_at("zone", hit.end)
        ):
            continue
        if (tag == "n" and not (full and name not in PLAIN_DIVISIONS)) or (
            tag == "nr" and len(name) == 2 and hit.end in reading.places
        ):
            continue
        found.append(mention(text, hit.start, hit.end, "Region"))
    for match in TOWN.finditer(text):
        if not COMMON_TOWN.search(match.group(1)) and match.group(1)[0] not in "的了和与及是有":
            found.append(mention(text, match.start(1), match.end(1), "Region"))
    for match in REGION_GROUPS.finditer(text):
        start = match.start()
        if match.group().endswith(("城市群", "都市圈")):
            start = max(start, reading.nominal_start(match.end() - 3, 8, soft=("v", "m", "t", "q")))
        found.append(mention(text, start, match.end(), "Region"))
    return found


SORT = re.compile(
    r"(?:规上|规模以上)工业企业|上市公司|首台[（(]?套[）)]?|智能(?:工厂|车间)|数字化车间|"
    r"(?:国家级?|省级|市级)(?:开发区|经济(?:技术)?开发区|经开区|高新区|高新技术(?:产业)?开发区)"
)
"""Sorts of firms, plants and zones that statistics count: an honour only where a clause says that one wins it."""
HELD = re.compile(
    r"(?:获评|获批|获|评为|认定|列为|授予|命名|晋升|晋级|升级|升格|获准|成为|跻身|入选|批准|批复|荣获|摘得|拿到|拿下)"
    r"[^，。；\n]{0,8}$"
)


def is_honour(text: str, one: Mention) -> bool:
    """Is it an honour that somebody holds, and no sort of things that are counted?"""
    return not SORT.fullmatch(one.text) or HELD.search(text, max(0, one.start - 14), one.start) is not None


def titles(reading: Reading) -> list[Mention]:
    """Honours: the vocabulary with its level, and what follows 获评, 被认定为, 入选."""
    text, found = reading.text, []
    for hit in reading.of("title"):
        level = re.search(LEVEL + r"[“\"]?$", text[max(0, hit.start - 10) : hit.start])
        start = hit.start - (len(level.group()) if level else 0)
        found.append(mention(text, start, hit.end, "Title"))
    for match in TITLE.finditer(text):
        if len(match.group()) >= 4 or match.group().strip('“”"') in ("链主", "链核", "小巨人", "四上"):
            found.append(mention(text, match.start(), match.end(), "Title"))
    for match in AWARD.finditer(text):
        body = match.group(1)
        shift = AWARD_START.match(body)
        offset = shift.end() if shift else 0
        name = body[offset:]
        if "的" in name or re.search(r"等|其中|总投资|项目|—|\d[家户个]", name):
            continue
        if re.match(
            r"[“\"]?(?:第[一二三四五六七八九十]+批|国家|省|市|全国|全省|全市|中国|世界|[“\"])", name
        ) or name.endswith(HONOURS):
            found.append(mention(text, match.start(1) + offset, match.end(1), "Title"))
            at = match.end(1)
            while further := NEXT_AWARD.match(text, at):  # 获评甲示范园、乙示范基地
                found.append(mention(text, further.start(1), further.end(1), "Title"))
                at = further.end(1)
    found += [mention(text, m.start(1), m.end(1), "Title") for m in PASSED.finditer(text)]
    return [balanced(text, m) for m in found if is_honour(text, m)]


def balanced(text: str, one: Mention) -> Mention:
    """The mention without a quotation mark whose other half is outside of it."""
    start, end = one.start, one.end
    if "“" in one.text and "”" not in one.text and one.text[0] == "“":
        start += 1
    if "”" in one.text and "“" not in one.text and one.text[-1] == "”":
        end -= 1
    return mention(text, start, end, "Title")


def _by_suffix(reading: Reading, kind: str, type_: EntityType, zones: list[Mention], least: int = 2) -> list[Mention]:
    """Names that end in a suffix of one table with name-like words before it."""
    text, found = reading.text, []
    zone_start = {zone.end: zone.start for zone in zones}
    covered = 0
    hits = reading.of(kind)
    for index, hit in enumerate(hits):
        if hit.start < covered:
            continue
        end = hit.end
        for later in hits[index + 1 :]:
            if later.start > end or (later.start == end and kind != "facility"):
                break
            end = max(end, later.end)
        covered = end
        if hit.start in zone_start:
            start = zone_start[hit.start]
        else:
            start = reading.nominal_start(hit.start, 16, soft=("m", "t", "q", "mq", "v", "f", "d", "b"))
            wide = reading.nominal_start(hit.start, 16, soft=("m", "t", "q", "mq"))
            place = reading.place_start(wide, hit.start)
            if place is not None:
                start = place
        if hit.start - start < least:
            continue
        found.append(mention(text, start, end, type_))
    return found


def funds(reading: Reading, zones: list[Mention]) -> list[Mention]:
    """Funds, earmarked money and bonds."""
    text = reading.text
    found = _by_suffix(reading, "fund", "Fund", zones) + _long_funds(reading, zones)
    for hit in reading.of("fund"):
        if hit.end - hit.start >= 6:
            found.append(mention(text, hit.start, hit.end, "Fund"))
    for match in FUND.finditer(text):
        found.append(mention(text, match.start(), match.end(), "Fund"))
    for match in FUND_ANY.finditer(text):
        start = max(match.start(), reading.nominal_start(match.end() - 4, 10, soft=("m", "t", "q", "v")))
        if match.end() - start > 4:
            found.append(mention(text, start, match.end(), "Fund"))
    return found


def _long_funds(reading: Reading, zones: list[Mention]) -> list[Mention]:
    """Funds whose names hold words that end a phrase elsewhere: 某市产业发展投资母基金."""
    found = []
    ends = [zone.end for zone in zones]
    for hit in reading.of("fund"):
        zone = next((z for z in zones if z.end == hit.start), None)
        low = run_start(reading, hit.start, 0, 16, named=True)
        start = zone.start if zone else reading.place_start(low, hit.start)
        if start is None:
            start = next((z.start for z in zones if low <= z.end < hit.start and z.end in ends), None)
        if start is not None and hit.start - start >= 2:
            found.append(mention(reading.text, start, hit.end, "Fund"))
    return found


PROJECTS = ("生产线", "产线", "生产基地", "加工基地", "制造基地", "研发基地", "示范线", "中试线")
"""Facilities that are the object of a project, and are filed as one."""
CENTRE = re.compile(r"(?:中心|基地|平台|联络处|节点)(?!城|站|工作|建设项目|项目)")


def centres(reading: Reading, zones: list[Mention]) -> list[Mention]:
    """…中心, …基地, …平台 with a place, a zone or a quoted name before them."""
    text, found = reading.text, []
    zone_start = {zone.end: zone.start for zone in zones}
    for match in CENTRE.finditer(text):
        if not reading.is_start(match.end()):
            continue
        low = reading.nominal_start(match.start(), 24, soft=("m", "t", "q", "mq"))
        start = next((zone_start[p] for p in range(match.start(), low, -1) if p in zone_start), None)
        if start is None:
            start = reading.place_start(low, match.start())
        if (
            start is None
            and text[match.start() - 1] in "”"
            and 0 < match.start() - text.rfind("“", 0, match.start()) < 12
        ):
            start = text.rfind("“", 0, match.start())
        if start is not None and match.end() - start >= 6:
            found.append(mention(text, start, match.end(), "Facility"))
    return found


def facilities(reading: Reading, zones: list[Mention]) -> list[Mention]:
    """Facilities with a name of their own."""
    found = _by_suffix(reading, "facility", "Facility", zones, least=2)
    return [
        m
        for m in found
        if len(m.text) >= 5
        and not m.text.endswith(PROJECTS)
        and not re.search(r"\d", m.text)
        and not reading.text.startswith("项目", m.end)
        and not re.match(r"^(?:项目|企业|产业|生产|标准|工业|公共|综合|全区|全市|现有)", m.text)
    ]


EVENT_DATE = re.compile(
    r"(?:(?:19|20)\d\d年度?)?(?:第?[一二三四]季度|[上下]半年|(?:1[0-2]|[1-9])月份)?(?:第[一二三四五六七八九十百\d]+[届次批场])?$"
)


def _dated(text: str, one: Mention, zones: list[Mention]) -> Mention:
    """The event with the zone or region and the time that open its name: 甲开发区2023年四季度集中签约仪式."""
    date = EVENT_DATE.search(text, max(0, one.start - 24), one.start)
    start = date.start() if date else one.start
    holder = next((z for z in zones if z.end == start), None)
    if holder is None and start == one.start:
        return one
    return mention(text, holder.start if holder else start, one.end, "Event")


def events(reading: Reading, zones: list[Mention]) -> list[Mention]:
    """Fairs, conferences, campaigns of the day."""
    text = reading.text
    found = _by_suffix(reading, "event", "Event", zones, least=3)
    found = [
        m for m in found if not m.text.endswith(("会议", "两会", "全会", "活动周")) and not re.search(r"等|的", m.text)
    ]
    for match in re.finditer(r"[“]([^“”\n]{3,24}(?:会|大赛|论坛|活动|节|周))[”]", text):
        found.append(mention(text, match.start(1), match.end(1), "Event"))
    found = [_dated(text, one, zones) for one in found]
    found += [mention(text, m.start(), m.end(), "Event") for m in EVENT_ALTS.finditer(text)]
    found += [mention(text, m.start(), m.end(), "Event") for m in EPIDEMIC.finditer(text)]
    return found


def find(reading: Reading, zones: list[Mention]) -> list[Mention]:
    """All of this file's types."""
    return (
        regions(reading)
        + titles(reading)
        + funds(reading, zones)
        + facilities(reading, zones)
        + centres(reading, zones)
        + events(reading, zones)
    )
