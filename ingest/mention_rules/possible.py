"""What a name can be, type by type: the one gate that the candidates of every rule pass.

A rule sees the words around a name; this sees the name. Words that no name begins or ends with are cut off (a
preposition, a verb of doing, a verb of saying after a person), and what is then left is dropped where it cannot name
one thing: a figure with its unit, a class of things (部分开发区, 高水平大学, 境内上市公司), a word of the dictionary in
the place of a person, money without the words for money. The tests are of form alone and know no name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from ingest.matching import Hit
from ingest.mention_rules.base import Mention, mention
from ingest.mention_rules.brands import is_brand
from ingest.mention_rules.firms import LEGAL_TAIL
from ingest.mention_rules.proper import NAMES
from ingest.mention_rules.zone_stems import KIND
from ingest.tokens import NAME_VERBS, Reading
from ingest.words import word_set
from kg.model import EntityType

EDGE = word_set(
    """
    已 为 距 离 将 把 被 从 由 向 对 于 在 与 和 及 以及 或 并 了 是 之 用 好 争 创 也 都 还 又 再 让 使 就 至 到 的
    等 投 引 招 促
    """
)
"""Single words that no name begins with."""
DOING = word_set(
    """
    推进 推动 建设 加快 办好 建好 用好 做好 做强 做优 做大 做实 优做 实施 协同 处置 新创建 创建 争创 打造 加强 强化
    支持 引进 培育 组建 发挥 完成 启动 提升 优化 谋划 布局 开展 建成 新建 改造 拓宽 有效 管控 前瞻 匠心 深化 落实
    发展 壮大 依托 带动 服务 惠及 鼓励 引导 申报 申请 争取 积极 全力 大力 代表 我谨代表 我代表 会同 联合
    """
)
"""Words of doing; a name with a legal form may hold some of them (建设, 服务), others none."""
MEASURE = re.compile(
    r"\d[\d.,，]*(?:余|多)?(?:[十百千万亿]*(?:元|美元|亩|吨|平方米|平方公里|公里|千米|立方米|人次|户次|强|个|家|户|项|条|名|[%％]|千瓦|年|月|日))"
    r"|总投资|亿元|万元"
)
PART_OF_WORDS = re.compile(r"[\u4e00-\u9fff][a-z]{2,}[\u4e00-\u9fff]")
"""An English word between Chinese ones: two columns that ran together (优势and机场)."""
QUANTIFIED = re.compile(
    r"^(?:部分|各|各类|各地|多个|多家|一批|一些|有的|有些|不少|许多|多数|大多数|少数|若干|个别|相关|有关|周边|所有|其他|其它|其余|这些|那些|"
    r"[一二两三四五六七八九十几\d]+(?:大|个|家|座|所|条|批|市|省|县|级|类))"
)
"""What makes of a kind a class of things."""
GROUPED = re.compile(
    r"(?:全[国省市县]|我[省市县]|各|[\d一二三四五六七八九十两]{1,6}个)[\u4e00-\u9fff\d]{0,12}(?:开发区|经开区|高新区|保税区|综保区|园区)"
)
"""A region's zones taken together, which figures are told of (全省开发区, 9个工业类开发区)."""

# zones -----------------------------------------------------------------------------------------------------

STATUS_KIND = re.compile(
    r"(?:示范区|先行区|试验区|集聚区|聚集区|先导区|合作区|联动发展区|发展区|创新区|引领区|样板区|承载区|协同区|功能区|集中区|社区|街区|产业城|科技城|创新港)$"
)
"""Kinds that are a status or a plan as often as a place: they need a proper word of their own."""
PARK_KIND = re.compile(r"(?:产业园区|工业园区|产业园|工业园|科技园|园区|园|基地)$")
LEVELS = re.compile(
    r"^(?:国家级?|中国|全国|国际|省级|市级|县级|自治区级|世界级|区域性?|首批|首个|第一批|新型?|现代|重点|特色|优质|美丽?|绿色|零碳|智慧|智能|高端|先进|创新型?|外向型|劳动密集型|和)+"
)

RUN_ON = re.compile(
    r".*(?:公司[与和同在]|[\u4e00-\u9fff]与|(?<![自现存所内])在(?!线)|由(?!贸)|(?:活动|方案|企业|项目|业主)(?:在|报|为|是)|位于|落户)"
)
"""What runs on before a zone's name where the segmenter saw no end of a word: 甲公司与 + 乙开发区."""
BARE_OF_LEVEL = re.compile(
    r"(?:省|市|县|区|设区市|自治区|国家|州)(?:级)?(?:开发区|园区|经开区|高新区|化工园区|工业园区|产业园区?)"
)
PAGE_LABEL = re.compile(r"[A-Z]?\d{2}(?:园区|开发区)$")
"""A page of a paper and what it is about: A05园区."""
CLASS_LEFT = re.compile(
    r"(?:省级|国家级|市级|县级|自治区级|一批|多个|\d个|几个|各类|各地|首批|新一轮|新增|新建|若干|类似|其他)(?:重点|特色)?$"
)
CLASS_RIGHT = re.compile(r"(?:增至|达到?|共有?|已有|超过)?\d+(?:余|多)?[个家处]")
"""What stands around a kind of zone of which there are several (省级某产业园区3个)."""
NO_BODY = re.compile(
    r"^(?:园区|开发区|区域|乡村|城市|产业|制造业|科技|工业|农业|企业|新一轮|大学)*(?:园区|开发区|示范区|集聚区|片区|新城)$"
)

SORT_OF_PART = re.compile(r"(?:重点|示范|周边|乡村|主题|特色|老旧)片区$")

# companies -------------------------------------------------------------------------------------------------

CLASS_WORDS = word_set(
    """
    上市 跨国 平台 子 母 总 分 二级 三级 一级 二三级 城投 融资平台 项目 央企 国企 民企 外企 民营 国有 境内 境外
    境内外 海内外 省属 市属 区属 县属 征信 租赁 担保 保险 证券 信托 外资 合资 控股 关联 物业 小额贷款 农民 供销 专业
    农村 新型 股份 有限 责任 联合体 及其 省级 市级 县级 国家级 大型 中小 中型 小型 知名 头部 龙头 重点 优质 骨干
    链主 生产 贸易 建筑 劳务 销售 建设 运营 管理 开发 投资 物流 运输 旅游 能源 铁路 发展 公用 事业 水务 热力 燃气
    供水 环卫 园林 市政 公交 出租车 快递 航运 航空 金融 租赁公司 集体 个体 全资 参股 科技 技术 服务 咨询 代理 中介
    勘察 设计 施工 监理 软件 电商 养殖 种植 家庭 手工 食品 药品 制药 医药 化工 电力 电网 煤炭 石油 钢铁 有色 矿业
    汽车 客运 货运 城市 医疗 紧密型 紧密 型 县域
    """
)
OWNER = re.compile(r".*?(?:业主|单位|主体|投资方|建设方|企业|法人)(?:为|是|：)")
"""业主为 + 甲公司."""
POINTED = re.compile(r"(?:[这那哪每某]|[这那该本某哪几两][家个])(?:公司|企业|集团)")
"""A firm that is pointed to, not named: 这家公司."""
CLASS_TAIL = re.compile(r"(?:公司|合作社|企业|集团)$")
OPENING_CLASS = re.compile(
    r"^(?:全国|国家级|省级|市级|自治区级|部级|县级|世界级|一批|老旧|固定资产|境内|境外|跨国|重点|商业品牌|海洋|海底|民生|城乡|农村|学校|医院|居民|[省市县](?:科技|级|内|外))"
)
CLASS_END = re.compile(
    r"(?:水电|核电|火电|煤电|水利枢纽|综合管廊|管廊|煤矿|油田|气田|灌区|首店|门店|商圈|街区|经济|文旅|康养|母基金|基金|专项债|债券|国债|债|管道|"
    r"科创园|人才|工程师|企业家|工匠|发电|电网|绿化|旅游|消费|[硬黑高]科技|航空航天|民用航空|现代物流|污水处理|垃圾处理|供水|供热|供气|给排水|雨水|排污|危险源|城际|[部局委办厅]|零碳)$"
)
"""Ends of kinds of works, goods and money; no firm without legal form is called so."""
NO_NAME = ("j", "v", "vn", "a", "ad", "an", "d", "i", "l", "vd", "b", "r", "m")
"""Parts of speech of a word that no firm is called by, where nothing else tells one."""
PAIR_OF_LANDS = re.compile(r"中[德美英法日韩俄荷新欧意澳非阿泰老越缅蒙哈巴国]")
BOUND_TO_PLACE = re.compile(
    r"(?:核电|水电站?|火电|煤电|电厂|抽水蓄能|抽蓄|热电|铁路|高铁|高速|机场|港[区口]|码头|航道|水库|水利|灌区|油田|气田|"
    r"煤矿|矿区|特高压|\d+千伏|输变电|换流站|大桥|隧道|公路|收费站|储气库)"
)
"""Works that are called after the place where they stand, not after a firm."""
ONE_WORD = ("n", "v", "vn", "a", "ad", "an", "d", "i", "l", "b", "t", "s", "f", "vd")
"""Parts of speech of a common word."""

# persons, money, offices, facilities -------------------------------------------------------------------------

SAYING = re.compile(r"(?:摄影|摄|说道|说|表示|介绍|告诉|坦言|作(?=政府工作报告|报告|了|题为)|文|图)$")
SAID = re.compile(r"[“：:，。、；）)\n\s]|政府工作报告|报告|$")
SPEAKS = re.compile(r"(?:表示|介绍|说|告诉|坦言|认为|透露|指出|强调|作政府|作报告|主持|宣布|致辞|出席)")
MONEY_END = re.compile(r"(?:基金|资金池?|债券?|REITs|投资|贷款?|周转金|风险池|担保金|奖补|补贴|金)$")
MONEY_CLASS = re.compile(r"^(?:低效|无效|市场化|新增|其他|相关|有关|各级|各类|社会)")
OFFICE_CLASS = re.compile(
    r"^(?:(?:高水平|高层次|公立|民办|私立|公办|普通|三级|二级|一级|二甲|三甲|县域|基层|乡镇|城市|农村|社区|国家|国家级|省级|市级|重点|全国|地方|"
    r"综合|专科|专业|新型|现代|一流|优质|各级|各类|其他|区域)(?:国家)?)+"
    r"(?:大学|学院|医院|实验室|学校|小学|中学|高中|高校|银行|研究院|研究所|中心|协会|机构|幼儿园)$"
)
WORKS_CLASS = re.compile(
    r"^(?:城市|城镇|城乡|农村|乡村|省际|跨省|县域|普通|全国|三大|两大|低碳|惠企|老旧|老化|新建|全部|主要|骨干|重要|重大|世界级|国际|一批|"
    r"现有|闲置|公共|配套|标准化?|高标准|各类|千兆|充电)"
)
JOINT = re.compile(r"[\u4e00-\u9fff]{1,6}[和与及]")
ALONG = re.compile(r".*[\u4e00-\u9fff](?:经|至|往|通过|途经)(?=[\u4e00-\u9fff]{3,})")
FROM = re.compile(r".*?(?:距离?|紧邻|毗邻|靠近|邻近)(?=[\u4e00-\u9fff]{3,})")


NAMED_COMMON = word_set(
    """
    文明 海洋 中医药 医药 共同富裕 美丽 城市 中国 小镇 三大 四大 五大 六大 七大 八大 十大 新一轮 人均 高职高专 医保
    卫生院 普惠性 普惠 中小学校 养老 生态 国际 全球 世界 民族 团结 健康 康养 文旅 旅游 文化 大型 自贸 自贸港 自贸区
    自贸试验区 省级 国家级 市级 县级 低空 数智 零碳 绿电 双创 科创 文创 银发 跨境 电商 新型 高端 先进 乡村 红色 红旗
    和平 长期 光明 标准化 智能化 数字化 产业化 高标准 高品质 高水平 中小 小微 公办 民办
    """
)
"""Common words that the dictionary tags as names."""


def _words(reading: Reading, start: int, end: int) -> list[tuple[str, str]]:
    """The words of `text[start:end]` with their tags; the first and last may be parts of a word."""
    text, found, position = reading.text, [], start
    while position < end:
        token = reading.token_of[position]
        stop = min(end, reading.starts[token + 1])
        found.append((text[position:stop], reading.tags[token]))
        position = stop
    return found


def _proper(reading: Reading, start: int, end: int) -> bool:
    """Does it hold a place, a proper noun, letters, or characters that are no words of the dictionary?"""
    text = reading.text
    for position in range(start, end - 1):
        place: Hit | None = reading.places.get(position)
        if place is not None and place.end <= end:
            return True
    if re.search(r"[“\"A-Za-z\d]|第[一二三四五六七八九十]+", text[start:end]):
        return True
    single = False
    for word, tag in _words(reading, start, end):
        if tag in NAMES and word not in NAMED_COMMON:
            return True
        if single and len(word) == 1:
            return True
        single = len(word) == 1 and "\u4e00" <= word <= "\u9fff" and tag not in ("p", "c", "uj", "d", "m", "q", "f")
    return False


def _shorn(reading: Reading, one: Mention, least: int = 3) -> Mention:
    """The mention without the words that no name begins with."""
    start, legal = one.start, one.type == "Company" and LEGAL_TAIL.search(one.text)
    while one.end - start > least and reading.is_start(start):
        word = reading.word_at(start)
        stop = start + len(word)
        verb = word in DOING and not (legal and word in NAME_VERBS)
        if not (word in EDGE or verb) or one.end - stop < least:
            break
        start = stop
    return one if start == one.start else mention(reading.text, start, one.end, one.type)


def _coined(name: str) -> bool:
    """Is what stands before the kind no word (砚湖 + 经开区), so that no sort of zones is meant?"""
    kind = KIND.search(name)
    return kind is not None and 2 <= kind.start() <= 4 and is_brand(name[: kind.start()])


def _zone(reading: Reading, one: Mention) -> Mention | None:
    text = reading.text
    if GROUPED.search(one.text):
        return one
    bracket = re.match(r"[\u4e00-\u9fff]{1,2}(?=中国[（(])", one.text)
    if bracket:
        one = mention(text, one.start + bracket.end(), one.end, "Zone")
    one = _shorn(reading, one)
    run = RUN_ON.match(one.text)
    if run and one.end - one.start - run.end() >= 4:
        one = mention(text, one.start + run.end(), one.end, "Zone")
    if BARE_OF_LEVEL.fullmatch(one.text):
        return None
    if PAGE_LABEL.match(one.text):
        return None
    counted = QUANTIFIED.match(one.text)
    if counted and not _proper(reading, one.start + counted.end(), one.end):
        return None
    if reading.text[one.start - 1 : one.start] in "“‘" or one.start in reading.places:
        return one
    if not (_proper(reading, one.start, one.end) or _coined(one.text)) and (
        CLASS_LEFT.search(text, max(0, one.start - 6), one.start) or CLASS_RIGHT.match(text, one.end)
    ):
        return None
    if NO_BODY.match(one.text) or SORT_OF_PART.search(one.text):
        return None
    level = LEVELS.match(one.text)
    start = one.start + (level.end() if level else 0)
    if status := STATUS_KIND.search(one.text):
        return one if _proper(reading, start, max(start, one.start + status.start())) or _coined(one.text) else None
    park = PARK_KIND.search(one.text)
    if park and level:
        stop = one.start + park.start()
        about = any(reading.hits_at(kind, at) for kind in ("industry", "technology") for at in range(start, stop))
        return one if about or _proper(reading, start, max(start, stop)) else None
    return one


def _company(reading: Reading, one: Mention) -> Mention | None:
    owner = OWNER.match(one.text)
    if owner and one.end - one.start - owner.end() >= 4:
        one = mention(reading.text, one.start + owner.end(), one.end, "Company")
    whole, one = one, _shorn(reading, one, least=2)
    name = one.text
    if one.start > whole.start and not CLASS_TAIL.search(name) and one.start not in reading.places:
        return None  # a verb and its object, of which neither is a firm
    if POINTED.fullmatch(name) or MEASURE.search(name) or name[-1] in "等的" or name[0] in "-·./+%" or name in DOING:
        return None
    words = _words(reading, one.start, one.end)
    tail = CLASS_TAIL.search(name)
    if tail:
        body = _words(reading, one.start, one.start + tail.start())
        if all(word in CLASS_WORDS or word in "、和及" for word, _ in body):
            return None
        if any(word == "上市" for word, _ in body) and name.endswith("公司"):
            return None
    if legal := LEGAL_TAIL.search(name):
        body_end = one.start + legal.start()
        bare = any(hit.end == body_end for hit in reading.hits_at("industry", one.start))
        return None if bare and "有限" in name else one  # 新能源有限公司: its own name has been cut off
    if OPENING_CLASS.match(name) or CLASS_END.search(name) or QUANTIFIED.match(name):
        return None
    if words[0][0] in ("央企", "民企", "国企", "外企") and len(name) > 3:
        one = mention(reading.text, one.start + 2, one.end, "Company")
    if reading.text[one.end : one.end + 1] in ("院", "所", "校", "城", "园", "谷"):
        return None  # the name of something else begins so
    cut = reading.word_at(one.end) if not reading.is_start(one.end) else ""
    if len(cut) > 1 and not is_brand(cut) and reading.tag_at(one.end) not in NAMES:
        return None  # it ends within a word
    if len(words) == 1 and words[0][1] in NO_NAME and not is_brand(name):
        return None
    if words[0][1] in ("d", "ad", "i", "c", "p", "r") and len(words[0][0]) > 1 and not is_brand(name[:2]):
        return None  # 心无旁骛抓…, 专门留给…
    if re.match(r"新城|小镇|产业城|新区|社区", reading.text[one.end : one.end + 3]):
        return None
    if name[0] == "产" and reading.text[one.start - 1 : one.start] in ("年", "日", "月", "副"):
        return None
    if PAIR_OF_LANDS.fullmatch(name) or reading.text[one.start - 1 : one.start] in ("至", "—"):
        return None
    if any(h.end == one.end for kind in ("industry", "technology", "place") for h in reading.hits_at(kind, one.start)):
        return None
    if BOUND_TO_PLACE.match(reading.text, one.end) and not words[0][0].startswith("中"):
        return None
    if any(word in ("的", "了", "等", "再", "尚", "一批") for word, _ in words) and not is_brand(name[:2]):
        return None
    return one


def _person(reading: Reading, one: Mention) -> Mention | None:
    text = reading.text
    said = SAYING.search(one.text)
    if said and len(one.text) - len(said.group()) >= 2 and SAID.match(text, one.end):
        one = mention(text, one.start, one.end - len(said.group()), "Person")
    elif one.text.endswith("作") and len(one.text) == 3 and SAID.match(text, one.end):
        one = mention(text, one.start, one.end - 1, "Person")
    words = _words(reading, one.start, one.end)
    common = (
        len(words) == 1
        and words[0][1] in ONE_WORD
        and not is_brand(one.text)
        and words[0][0] == reading.word_at(one.start)
    )
    if common and not SPEAKS.match(text, one.end):
        return None
    return one


def _fund(reading: Reading, one: Mention) -> Mention | None:
    one = _shorn(reading, one)
    if not MONEY_END.search(one.text) or MONEY_CLASS.match(one.text) or MEASURE.search(one.text):
        return None
    first = reading.word_at(one.start) if reading.is_start(one.start) else ""
    if reading.tag_at(one.start) == "q" and one.end - one.start - len(first) >= 4:
        one = mention(reading.text, one.start + len(first), one.end, "Fund")  # 8支 + 产业基金
    return one


def _office(reading: Reading, one: Mention) -> Mention | None:
    one = _shorn(reading, one)
    if one.text[0] == "与":
        one = mention(reading.text, one.start + 1, one.end, "Organization")
    if OFFICE_CLASS.match(one.text) or QUANTIFIED.match(one.text) or MEASURE.search(one.text):
        return None
    return one


def _facility(reading: Reading, one: Mention) -> Mention | None:
    text = reading.text
    if PART_OF_WORDS.search(one.text) or MEASURE.search(one.text) or OFFICE_CLASS.match(one.text):
        return None
    one = _shorn(reading, one, least=4)
    for cut in (FROM, ALONG, JOINT):
        match = cut.match(one.text)
        rest = one.start + match.end() if match else one.end
        if match and one.end - rest >= 4 and (cut is FROM or reading.is_start(rest)):
            one = mention(text, rest, one.end, "Facility")
    opening = WORKS_CLASS.match(one.text)
    if opening and not _proper(reading, one.start + opening.end(), one.end):
        return None
    return one


def _event(reading: Reading, one: Mention) -> Mention | None:
    one = _shorn(reading, one, least=4)
    return None if QUANTIFIED.match(one.text) and not _proper(reading, one.start, one.end) else one


def _region(reading: Reading, one: Mention) -> Mention | None:
    if one.text.endswith(("城市群", "都市圈")):
        one = _shorn(reading, one, least=5)
        return one if len(one.text) > 4 else None
    return one


CHECKS: dict[EntityType, Callable[[Reading, Mention], Mention | None]] = {
    "Zone": _zone, "Company": _company, "Person": _person, "Fund": _fund, "Organization": _office,
    "Facility": _facility, "Event": _event, "Region": _region,
}  # fmt: skip


def fitted(reading: Reading, candidates: Iterable[Mention]) -> list[Mention]:
    """The candidates that can be names of their type, without the words at their edges that cannot be part of one."""
    found = []
    for one in candidates:
        check = CHECKS.get(one.type)
        kept = check(reading, one) if check else one
        if kept is not None and kept.text:
            found.append(kept)
    return found
