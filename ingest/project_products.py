"""What a project makes, as its own name says: 某公司年产2万吨高纯铝箔扩产项目 makes 高纯铝箔.

The name is taken without the firm and the capacity before the product and without the words for the works behind it
(智能工厂, 扩产, 二期, 项目). What is left is filed as one product, whole: 轮毂电机 and not 轮毂 and 电机.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from msgspec.structs import replace

from ingest import lexicon
from ingest.linking import Linked, Ref
from ingest.mention_rules.brands import is_brand
from ingest.tokens import Reading, read
from kg.model import Document, Entity, Key, Project, Span

CAPACITY = re.compile(
    r"(?:年产|日产|月产|年加工)?(?:约|近)?\d[\d.]*[百千]?[万亿]?"
    r"(?:GWh?|MWh?|KVA|吨|套|台|辆|件|片|支|只|条|颗|个|米|平方米|立方米|升|头|盒|瓶|架|艘)(?:/年|级|的)?"
)
LEAD = re.compile(r"[“”]|的|年产|新建|扩建|建设|实施|新增|[一二三]期|首期|高性能|高端|高品质|新型|先进")
WORKS = re.compile(
    r"(?:项目|[一二三四五六]期|首期|[一二三四五]厂|扩产|扩能|扩建|新建|改建|技改|技术改造|改造|升级|"
    r"智能化|数字化|自动化|绿色化|产业化|规模化|智能|数智|智慧|生产|制造|智造|精深加工|深加工|精加工|加工|提取|研发|研制|总装|建设|"
    r"总部|基地|生产线|产线|流水线|工厂|车间|及配套设施|”)$"
)
"""What stands behind the product in a project's name."""
GOODS = frozenset(
    "料粉膜板片丝线缆管棒带箔锭件器机泵阀轮圈轴齿车船艇箱柜灯镜屏芯池盐酸碱醇酯酮酚醛烯烷胺脂糖胶漆剂药苗素肽酶肥油奶酒醋"
    "茶肉布纱瓷砖璃钢铝铜钛锂砂纸盒袋瓶罐筒仪刀具鞋帽棉革组块统硅硼铁镁桨翼舱纺液晶衣饰玻胚坯纤维盘杯泥浆饼饮"
)
"""Last characters of the names of what is made, known to the vocabulary or not."""
GOODS_WORDS = ("轴承",)
"""The same of two characters, of which the last tells too little: 传承."""
NOT_MADE = re.compile(
    r"(?:利用|回收|处理|处置|维修|代工|检测|检验|物流|仓储|运输|服务|发电|光伏|储能|制氢|采选|养殖|种植|冷链|数据|算力|平台|中心|"
    r"厂房|公寓|道路|管网|供热|供水|供电|污水|码头|市场|学校|医院|贸易|电商|酒店|文旅|治理|修复|一体化|研究院|技术|工艺|产业链?|经济|"
    r"能源|分选|充电桩|快递|冷库|标准化?|停车|公交|客车站|油库|电站|管线|线缆入地|配套|机场|泊位|站|园|城|楼|路|桥|区|院|馆|所|店)$"
    r"|[的等把由与是在为将]|[年日]处理|\d+万?锭|^(?:重点|重大|一批|多个|相关|配套|产业|工业|基础设施|公共|综合|优质|高端装备|装备|新材料|新能源|食品)$"
)
"""What is done there or lies there, and what is too wide to be a product."""
LIST = re.compile("、|及|和|与")
OWNERS = ("Company/", "Zone/", "Region/", "Organization/")


def with_products(
    document: Document, linked: Linked, projects: tuple[Project, ...]
) -> tuple[Linked, dict[Key, list[Key]]]:
    """`linked` with the products that projects are called after, and the products of each project by its key."""
    reading = read(document.text)
    industries, known = lexicon.label_of("industries"), lexicon.label_of("technologies")
    forms = {form: e for e in linked.entities for form in (e.name, *e.surfaces)}
    spans: dict[str, list[tuple[int, int]]] = {}
    made: dict[Key, list[Key]] = {}
    starts = [r.start for r in linked.refs]
    for project in projects:
        for mention in project.mentions:
            inside = linked.refs[bisect_left(starts, mention.start) : bisect_left(starts, mention.end)]
            for start, end in products(reading, mention.start, mention.end, inside):
                name = reading.text[start:end]
                held = forms.get(name)
                if (held is not None and held.type != "Technology") or (name in industries and name not in known):
                    continue
                key = held.key if held is not None else f"Technology/{known.get(name, name)}"
                spans.setdefault(key, []).append((start, end))
                made.setdefault(project.key, [])
                if key not in made[project.key]:
                    made[project.key].append(key)
    return _filed(reading.text, linked, spans), made


def products(reading: Reading, start: int, end: int, inside: tuple[Ref, ...]) -> list[tuple[int, int]]:
    """The spans of the products in the project's name at `start`..`end`, which holds these references."""
    text, low, high = reading.text, start, end
    if text.endswith("工程", start, end):
        return []
    while cut := WORKS.search(text, low, high):
        high = cut.start()
    before, owned = -1, False
    while low != before:
        before = low
        low = max((r.end for r in inside if r.start == low and r.end < high and r.key.startswith(OWNERS)), default=low)
        owned = owned or low > before >= 0
        low = _behind_brand(reading, low, high, owned)
        if lead := LEAD.match(text, low, high) or CAPACITY.match(text, low, high):
            low = lead.end()
    if high - low < 2 or (high == end and not owned):
        return []  # a name without a word for the works tells a product only behind its firm's: 甲公司 + 钛合金棒材
    cuts = [m.span() for m in LIST.finditer(text, low, high) if reading.is_start(m.start())]
    parts = list(zip([low, *(b for _, b in cuts)], [*(a for a, _ in cuts), high], strict=True))
    if not all(_is_product(reading, a, b) for a, b in parts):
        return []
    return parts


def _behind_brand(reading: Reading, low: int, high: int, owned: bool) -> int:
    """`low` moved behind the rest of a firm's short name: 甲 + 微电子, or a brand with its trade."""
    at = low if owned else low + 2
    if owned or is_brand(reading.text[low:at]):
        trades = [h.end for h in reading.hits_at("company_short", at) if high - h.end >= 3]
        return max(trades, default=low)
    return low


def _is_product(reading: Reading, start: int, end: int) -> bool:
    """Can the words at `start`..`end` be what is made?"""
    name = reading.text[start:end]
    if not 2 <= len(name) <= 12 or NOT_MADE.search(name) or re.search(r"[，。；：（）()\n]", name):
        return False
    ends = any(h.end == end for at in range(max(start, end - 8), end - 1) for h in reading.hits_at("technology", at))
    ends = ends or name.endswith(GOODS_WORDS)
    return ends or (len(name) >= 3 and name[-1] in GOODS) or (name[-1] in GOODS and reading.tag_at(start) == "n")


def _filed(text: str, linked: Linked, spans: dict[str, list[tuple[int, int]]]) -> Linked:
    """`linked` with these products wherever the text names them, and without the shorter ones that stand in them."""
    if not spans:
        return linked
    names = {text[a:b]: key for key, places in spans.items() for a, b in places}
    own = {place for places in spans.values() for place in places}
    others = sorted((r.start, r.end) for r in linked.refs if not r.key.startswith(("Technology/", "Industry/")))
    pattern = re.compile("|".join(re.escape(name) for name in sorted(names, key=lambda n: (-len(n), n))))
    placed: list[Ref] = []
    for m in pattern.finditer(text):
        at = bisect_right(others, (m.start(), len(text)))
        free = not (at and others[at - 1][1] > m.start()) and not (at < len(others) and others[at][0] < m.end())
        if free or m.span() in own:
            placed.append(Ref(m.start(), m.end(), names[m.group()]))
    first = [r.start for r in placed]

    def covered(start: int, end: int, key: Key) -> bool:
        at = bisect_right(first, start) - 1
        return at >= 0 and placed[at].end >= end and key.startswith("Technology/")

    entities = {e.key: e for e in linked.entities}
    for key in sorted(spans):
        places = {(r.start, r.end) for r in placed if r.key == key}
        held = entities.get(key)
        mentions = tuple(sorted({Span(a, b) for a, b in places} | set(held.mentions if held else ())))
        surfaces = tuple(dict.fromkeys([*(held.surfaces if held else ()), *(text[m.start : m.end] for m in mentions)]))
        if held is not None:
            entities[key] = replace(held, mentions=mentions, surfaces=surfaces)
        else:
            name = key.partition("/")[2]
            entities[key] = Entity(key=key, name=name, type="Technology", surfaces=surfaces, mentions=mentions)
    for key, entity in list(entities.items()):
        inner = entity.type == "Technology" and key not in spans and entity.mentions
        if inner and all(covered(m.start, m.end, key) for m in entity.mentions):
            del entities[key]
    refs = [r for r in linked.refs if not covered(r.start, r.end, r.key)]
    return replace(
        linked,
        entities=tuple(entities.values()),
        refs=tuple(sorted([*refs, *placed], key=lambda r: (r.start, -r.end, r.key))),
    )
