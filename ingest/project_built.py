"""What is built and called by no 项目: plants, lines, bases, headquarters, phases and reworkings of them.

Such a noun phrase names a project where the text says how far it has come (某某产线5月投料成功), what it costs
(某某总部基地，总投资2亿元), or lists it under a stage. Public works and services are things of a zone, not projects.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from ingest.linking import Ref
from ingest.phrases import Token, tag, within
from ingest.project_hit import NEAR, SETTLED, Hit, headed
from ingest.project_names import GENERIC_WORDS, is_generic, items, name_start
from ingest.project_stage import FRAME
from ingest.quantities import Found
from ingest.stage_words import STAGES
from ingest.zone_places import GOVERNED

MADE = (
    r"(?:(?<=[\u4e00-\u9fff]{2})[一二三四五六七八]线|(?<=[\u4e00-\u9fff]{2}[造装工炼整纺织伸拉涂装压延胶化板纸管丝])线|泊位|码头|产线|生产线|流水线|示范线|灌装线|加工线|装配线|装置|机组|电站|车间|工厂|(?<!水处理)(?<!净水)(?<![水电热])厂(?![房区商家址界])|立体仓库|冷库|"
    r"技改|技术改造|节能改造|智能化改造|数字化改造|升级改造|提标改造|扩容|扩产|扩建|扩能|搬迁|扩建工程|改造工程|技改工程|搬迁工程|建设工程|扩能工程)"
)
"""Heads of what makes goods, and of how it is remade."""
PLACE = (
    r"(?:基地|总部|产业园|工业园|物流园|科技园|加工园|装备园|智造园|制造园|孵化园|创意园|物流港|产业城|智慧城|综合体|小镇|研究院|"
    r"(?:加工|试验|研发|检测|制造|再制造|数据|算力|物流|试飞|结算|交易|冷链|分拨|仓储|配送|维修|检验|测试|中试|转运|生产|营销|集散|智造)中心)"
)
"""Heads of places where goods are made, stored or tried; towns and services have such too."""
PHASE = r"(?:[一二三四五六七八九十]期)"
_WHEN = (
    r"(?:(?:20\d\d年)?\d{1,2}月(?:\d{1,2}日|份|底|初|上旬|中旬|下旬|末)?|20\d\d年(?:底|初)?|\d{1,2}日|[今去明当本]年(?:年?[底初]|内)?|"
    r"年[内底初]|(?:[一二三四]季度|[上下]半年)(?:末|初|底)?|目前|眼下|如今|日前|近日|前不久|不久前|[上本]月[初中底末]?|月[初底]|当日|当天|同日|春节[前后])"
)
_HOW = (
    r"(?:已经|已|也|于|在|正式|就|顺利|全面|全部|全线|刚刚|刚|即将|将|预计|计划|有望|力争|如期|提前|率先|成功|一次性?|基本|整体|正在|正|"
    r"开始|进入|迎来|实现|先后|同步|相继|主体(?:结构|工程|厂房)?|，|全容量|抓紧|加快|加紧|紧张|有序|破土|竣工|建成|进场|进行|就|内部|室内|(?<=，)[^，。；：\d]{2,12}，)"
)
_HARD = (
    r"(?:结顶|复工|停工|开机|点亮|收尾|打完桩|通气|送电|开工|动工|奠基|破土|开建|封顶|上梁|竣工|完工|落成|建成|投产|投用|投运|投料|试生产|试运行|试产|试车|试机|达产|达效|满产|"
    r"下线|量产|并网|通线|开车|点火|产出|带料|交了钥匙|联调|调试|打桩|浇筑|吊装|装修|施工|安装|开机|装设备|设备[^，。；]{0,4}(?:搬入|进场|到货)|首批[^，。；]{0,6}(?:搬入|进场|下线)|从[^，。；]{1,6}到(?:开工|投产|竣工)|通过[^，。；]{0,6}验收|"
    r"完成[^，。；]{0,8}(?:验收|封顶|安装|备案|环评|选址|摘牌)|拿到[^，。；]{0,6}许可)"
)
_SOFT = r"(?:交付|启用|揭牌|运营|运行|签约|落户|落地|建设|推进|储备|[^，。；]{0,4}环评|[^，。；]{0,8}获批|办理)"
_COST = (
    r"(?:[，：:]?(?:[（(])?(?:(?:占地|用地|征地|建筑面积)(?:面积)?[^，。；、]{1,10}[，、])?(?:计划|预计|规划|概算|估算|项目|整体|一期)?总?投(?:资|入)(?!者|人|商|方|主体|额的)"
    r"[^，。；\d]{0,5}\d[\d.]*[万亿](?:元|美元)(?!的)|由[^，。；]{2,24}(?:投资|建设|建成|打造|兴建|承建))"
)
_TOLD = rf"(?=(?:{_WHEN}|{_HOW}){{0,5}}(?P<%s>{_HARD})|(?:{_WHEN}|{_HOW}){{0,5}}(?P<%s>{_SOFT})|(?P<%s>{_COST}))"
BUILT = re.compile(
    rf"(?P<made>{MADE}{PHASE}?|(?<=[\u4e00-\u9fff]){PHASE}(?:工程)?)" + _TOLD % ("made_hard", "made_soft", "made_cost")
    + rf"|(?P<phase>(?<=[\u4e00-\u9fff]){PHASE})(?=[^，。；：、的项]{{1,14}}{_HARD})"
    + rf"|(?P<place>{PLACE}{PHASE}?)(?!项目)" + _TOLD % ("place_hard", "place_soft", "place_cost")
)  # fmt: skip
"""A head with what is told right behind it."""
HEAD = rf"(?:{MADE}|{PLACE}|平台){PHASE}?"
_NAME = r"(?P<name>[\u4e00-\u9fffA-Za-z0-9“”（）()×.+\-/·]{2,40}?)"
TOLD_BEFORE = re.compile(
    rf"(?:(?:竣工|投产|建成|投用|投运|封顶|开工|动工|落成|完工|启用|在建|筹建)的|(?:拟建|将建|[将要拟]建设|建设|新建|投建|打造|布局|兴建|共建|建起|上马|"
    rf"新上|启动|办起|建成|改建|扩建|(?<=[，在])建))(?:了|起)?(?:一[座条个家])?(?:年产[^，。；、]{{1,14}}的)?"
    rf"{_NAME}(?=[，。；、\s]|$|一期|项目)"
)
"""A name behind the word that tells how far it has come, or behind what a firm does about it: 刚竣工的…, 将建设…."""
PUT = re.compile(
    rf"[把将](?P<name>[\u4e00-\u9fffA-Za-z0-9]{{0,16}}?(?:{MADE}|{PLACE}))(?:设|放|建|落|布局|搬|安)(?:在|到|进|户)"
)
"""What a firm puts somewhere: 把华南研发中心设在这里."""
LINE = re.compile(
    r"[ \u3000]*(?P<mark>(?:[（(]?[\d一二三四五六七八九十]{1,2}[）).、．]|[①-⓿❶-➓●◆■▲★◇○·•✅☆▶]|[-—－]{1,2})?)"
    rf"[ \u3000]*(?P<name>[\u4e00-\u9fffA-Za-z0-9“”×.+\-/·]{{2,36}}?{HEAD}"
    r"|[\u4e00-\u9fffA-Za-z“”]{2,16}年(?:产|处理|加工)[\d.]+[^，。；：\s（(\d]{3,24}?)"
    r"(?:[（(][^（）()\n]{2,30}[）)])?(?:[：:]|(?P<comma>[，。])|[ \u3000\t]+(?=[\u4e00-\u9fff]{2,4}[：:]))"
)
"""An item of a list that opens with the name of what is built: ▲某某总部基地：…."""
ITEM = re.compile(
    r"[ \u3000]*(?:[（(]?[\d一二三四五六七八九十]{1,2}[）).、．]|[①-⓿❶-➓●◆■▲★◇○·•✅☆▶]|[-—－]{1,2})[ \u3000]*"
    r"(?P<name>[\u4e00-\u9fffA-Za-z0-9“”×.+\-/·]{4,24})[：:。]"
)
"""An item of a list that opens with a name, whatever it ends in."""
SPENT = re.compile(
    r"(?<!固定资产)(?<!完成)(?:总投资|投资|出资|投入)(?:额|约|近|超|为|达)?\d[\d.]*[万亿](?:元|美元)|由[^，。；]{2,24}(?:投资|建设|承建|代建|投建|实施)"
)
"""What tells that an item is something built: what it costs, or who builds it."""
COUNTS = re.compile(r"项目\d+[个项]|\d+[个项](?:重点|重大|产业|亿元以上)*项目")
NO_NAME = re.compile(
    r"[一二三]是|方面|情况|工作|机制|行动|政策|企业$|产业$|项目[建推]|招商|服务|建设$|公司$|集团$|[年月]$"
)
OWNED = re.compile(
    rf"(?:[（(][^（）()\n]{{2,12}}[）)])?(?:的(?P<of>[\u4e00-\u9fffA-Za-z0-9“”×.+\-/·]{{2,22}}?{HEAD})|"
    rf"(?P<name>[\u4e00-\u9fffA-Za-z]{{2,12}}{PHASE}))"
    r"(?=[，。；：:（(的]|[已正将也还在于刚又]|今年|去年|主体|靠|是)"
)
"""What is built, right behind the firm that it belongs to."""
GOES_ON = re.compile(rf"投资[^，。；]{{0,6}}\d|该项目|这个项目|这条(?:生产)?线|{_HARD}")
"""What the text says next of something that is being built."""
LISTED = re.compile(r"(?:其中)?(?:主要)?(?:包括|有|分别是|分别为|分别有|：|为(?=[^，。；]*、))")
TOGETHER = re.compile(r"等(?:先后|相继|陆续|纷纷|成功)*(?:落地|落户|签约|开工|投产|竣工|建成|投用)")
"""How an enumeration of what is built ends: A、B等相继落地."""
REACHED = ("竣工", "投产", "建成", "投用", "投运", "封顶", "开工", "动工", "落成", "完工", "启用", "在建", "筹建")
COUNTED = re.compile(r"[\d一二三四五六七八九十]+(?:个|家|户|项|批|亿元|万元)|(?:企业|行业|产业|领域|工作|机制|活动)$")
PUBLIC = re.compile(
    r"(?:服务|培训|实训|创新|政务|公共|监管|指挥|展示|体验|文化|体育|教育|学|医|养老|供热|供水|污水|热电|热电联产|垃圾|科普|实践|党建|人才|双创|创业|孵化)"
    r"(?:基地|中心|平台|园|总部|研究院|综合体|小镇)?$"
    r"|^(?:企业|工业|规上|传统|中小|老旧|重点|行业|燃煤|建筑)[\u4e00-\u9fff]*(?:改造|搬迁|扩建|技改|扩产)$"
    r"|(?:水厂|水处理厂|热力厂|变电站|加油站)$|(?:道路|管网|公路|铁路|绿化|河道|老旧小区|城中村|棚户区|校舍|校区)[\u4e00-\u9fff]{0,4}(?:改造|扩建|搬迁|建设)(?:工程)?$"
)
"""Works and services for all, which reports speak of as things of a zone."""
PLAIN = re.compile(
    rf"(?:[一二两三四五六七八九十\d]+[条座个家栋期处]|新|老|旧|大|小|全|各|该|此|这|标准|现代化|智能化?|数字化|自动化|首[条座个家]|生产|制造|产业|公司|企业|"
    rf"主|多|先进|高端|绿色|设备|实施|进行|完成|推动|实现|的|、|和|与|整体|异地|智慧|国内|全国|全省|全球|亚洲|国际|区域|地区|当年|华东|华南|华北|西南|西北|中部|地方|{PHASE}|{MADE}|{PLACE})+"
)
"""Names that say nothing but the kind of thing."""


RANKED = re.compile(
    r"^\d+个|[国省市]家?级|灯塔工厂|绿色工厂|获评|入选|认定|评为|被列|卓越级|[\d一二两三四五六七八九十]+条|国际标准"
)
"""What tells of an honour, or of how many lines there are."""
PART_OF_FIRM = re.compile(rf"{PHASE}[\d.]+[万亿千]?(?:吨|平方米|GW|GWh|MW|套|台|片)|^[\u4e00-\u9fff]{{2,8}}一期$")
PART = re.compile(rf"^(?:其|该)?{PHASE}")
"""Names that begin with a phase are parts of the project that the sentence spoke of."""


def may_name(text: str) -> bool:
    """Can a sentence name what is built, by what its words say?"""
    return bool(
        BUILT.search(text)
        or LINE.match(text)
        or ITEM.match(text)
        or OWNED.search(text)
        or FRAME.search(text)
        or TOGETHER.search(text)
        or PUT.search(text)
        or TOLD_BEFORE.search(text)
    )


def own_name(name: str) -> bool:
    """Does a name tell more than the kind of thing, and is it of no public works?"""
    bare = re.sub(rf"(?:{PHASE}|工程)+$", "", name)
    return len(name) >= 5 and not RANKED.search(name) and not PUBLIC.search(bare) and not PLAIN.fullmatch(name)


class BuiltFinder:
    """Finds what is built in the sentences of one article; `refs_in` gives the references that lie within a span."""

    def __init__(self, text: str, refs_in: Callable[[int, int], list[Ref]]) -> None:
        self.text = text
        self.refs_in = refs_in

    def among(self, found: list[Hit], start: int, end: int, tokens: list[Token], quantities: list[Found]) -> list[Hit]:
        """The hits of `text[start:end]` with those of what is built; a longer name takes the place of a shorter."""
        spans = [*self._told(start, end, tokens, quantities), *self._line(start, end)]
        for begin, stop in [*spans, *self._behind(start, end)]:
            name = self.text[begin:stop]
            over = [h for h in found if h.start < stop and begin < h.end]
            if any(h.start < begin or h.end >= stop for h in over) or not own_name(name) or len(name) > 44:
                continue
            part = PART.search(name) or PART_OF_FIRM.search(name)
            if part and any(
                h.sentence[0] <= h.start < begin and h.sentence[0] <= start <= h.sentence[1] for h in found
            ):
                continue
            if is_generic(name, within(tokens, begin, stop)) or self._known(begin, stop):
                continue
            found = [h for h in found if h not in over]
            alone = headed(self.text, begin, stop)
            found.append(Hit(begin, stop, name, (start, end), headed=alone))
        for begin, stop in self._listed(start, end):
            over = [h for h in found if h.start < stop and begin < h.end]
            if not over and not is_generic(self.text[begin:stop], within(tokens, begin, stop)):
                found.append(Hit(begin, stop, self.text[begin:stop], (start, end), listed=True))
        return found

    def _known(self, begin: int, stop: int) -> bool:
        """Is it the name of an office, a policy, an honour, of a zone in its own right, or of a phase of a park?"""
        phase = re.search(f"{PHASE}$", self.text[begin:stop])
        bare = begin + phase.start() if phase else stop
        return any(
            (phase and r.key.startswith(("Zone/", "Facility/")) and r.end == bare and "项目" not in r.key)
            or (r.key.startswith(("Organization/", "Policy/", "Title/")) and (r.start, r.end) == (begin, stop))
            or (r.key.startswith(("Zone/", "Company/")) and r.end == stop and GOVERNED.search(r.key))
            or (r.key.startswith("Company/") and (r.start, r.end) == (begin, stop))
            for r in self.refs_in(begin, stop)
        )

    def _owned(self, begin: int, stop: int) -> bool:
        """Does a firm open the name or stand before it: 甲公司的试验中心?"""
        return any(
            r.key.startswith("Company/") and (begin <= r.start or self.text[r.end : begin] in ("的", "的“"))
            for r in self.refs_in(max(0, begin - 24), stop)
        )

    def _told(self, start: int, end: int, tokens: list[Token], quantities: list[Found]) -> Iterator[tuple[int, int]]:
        """Names behind which the text says how far the thing has come or what it costs."""
        for m in BUILT.finditer(self.text, start, end):
            low = max(start, m.start() - NEAR)
            near = self.refs_in(low, min(end, m.end() + NEAR))
            begin = name_start(self.text, tokens, near, quantities, low, m.start())
            stop = m.end("made" if m["made"] else "phase" if m["phase"] else "place")
            owned = self._owned(begin, stop)
            if m["place"] and not owned:
                words = within(tokens, begin, m.start())
                own = sum(len(w.word) for w in words if w.word not in GENERIC_WORDS)
                soft = m["place_hard"] is None and m["place_cost"] is None
                if soft or own < 3 or SETTLED.search(self.text, max(0, begin - 20), begin):
                    continue
            yield begin, stop

    def _line(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The name that opens an item of a list whose rest tells a sum or a stage."""
        if self.text[start - 1 : start] not in ("", "\n"):
            return
        item = ITEM.match(self.text, start, end)
        if item is not None:
            close = self.text.find("\n", end)
            rest = self.text[item.end() : close if close >= 0 else len(self.text)]
            spent = SPENT.search(re.split("[，。；]", rest)[0]) and not COUNTS.search(rest[:60])
            if spent and not NO_NAME.search(item["name"]) and not self._says(*item.span("name")):
                yield item.span("name")
                return
        m = LINE.match(self.text, start, end)
        if m is None or (m["comma"] and not m["mark"]):
            return
        if m["comma"] == "。" and self._says(m.start("name"), m.start("name") + 4):
            return
        stop = self.text.find("\n", end) if m["comma"] == "。" else end
        rest = self.text[m.end("name") : stop if stop >= 0 else end]
        if "元" in rest or SPENT.search(rest) or any(re.search(pattern, rest) for _, pattern in STAGES):
            yield m.span("name")

    def _says(self, begin: int, stop: int) -> bool:
        """Is a heading a statement (产业升级提速, 科创赋能有平台) and no name?"""
        return any(word.tag in ("v", "a", "d", "ad") for word in tag(self.text, begin, stop))

    def _behind(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Names behind the word that tells their stage, or behind what a firm does about them."""
        for m in TOLD_BEFORE.finditer(self.text, start, end):
            if re.search(rf"{HEAD}$", m["name"]) and "的" not in m["name"]:
                low = self.text.rfind("；", start, m.start()) + 1 or start
                firm = any(r.key.startswith("Company/") for r in self.refs_in(low, m.start()))
                if firm or m.group().startswith(REACHED):
                    yield m.span("name")
        for r in self.refs_in(start, end):
            if r.key.startswith("Company/") and (owned := OWNED.match(self.text, r.end, end)):
                stop = self.text.find("。", end, end + 120)
                name = owned["of"] or owned["name"]
                if GOES_ON.search(self.text, owned.end(), max(end, stop)) and "的" not in name:
                    yield owned.span("of" if owned["of"] else "name")
        for m in PUT.finditer(self.text, start, end):
            if self._owned(m.start(), m.end("name")) or any(
                r.key.startswith("Company/") and r.end == m.start()
                for r in self.refs_in(max(0, m.start() - 24), m.start())
            ):
                yield m.span("name")

    def _listed(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """What a frame announces (签约项目包括A、B), and enumerations of what is built (A、B等相继落地)."""
        spans: list[tuple[int, int]] = []
        for frame in FRAME.finditer(self.text, start, end):
            opened = LISTED.search(self.text, max(frame.start(), frame.end() - 4), min(end, frame.end() + 30))
            if opened is not None and not re.search(r"[。；]", self.text[frame.end() : opened.start()]):
                spans.append((opened.end(), self._close(opened.end(), end)))
        for together in TOGETHER.finditer(self.text, start, end):
            low = max(self.text.rfind(c, start, together.start()) for c in "，；：。") + 1
            spans.append((max(low, start), together.start()))
        for low, high in spans:
            found = [(a, b) for a, b in items(self.text[low:high], low) if self._item(a, b)]
            heads = [1 for a, b in found if re.search(rf"(?:{HEAD}|项目)$", self.text[a:b])]
            if "、" in self.text[low:high] and (heads or len(found) == self.text[low:high].count("、") + 1):
                yield from found

    def _close(self, low: int, end: int) -> int:
        """Where an enumeration that begins at `low` ends."""
        closing = re.compile(r"[。；，\n]|等(?!离子)").search(self.text, low, end)
        return closing.start() if closing else end

    def _item(self, begin: int, stop: int) -> bool:
        """Can an item be the name of what is built: with a firm, a product or a head, and no count?"""
        name = self.text[begin:stop]
        if not 5 <= len(name) <= 32 or COUNTED.search(name) or not own_name(name):
            return False
        inside = self.refs_in(begin, stop)
        if any(
            (r.start, r.end) == (begin, stop)
            and not r.key.startswith(("Technology/", "Facility/", "Project/", "Zone/"))
            for r in inside
        ):
            return False
        kinds = {r.key.partition("/")[0] for r in inside}
        return bool(re.search(rf"(?:{HEAD}|项目)$", name) or {"Company", "Technology"} <= kinds)
