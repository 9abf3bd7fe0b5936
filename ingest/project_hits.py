"""Where a document names projects: the spans of their names, one hit a mention."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from ingest.linking import Ref
from ingest.phrases import Token, sentences, tag, within
from ingest.project_built import BuiltFinder, may_name
from ingest.project_hit import NEAR, SETTLED, Hit, headed
from ingest.project_names import GENERIC_WORDS, HEAD, anaphor, enumerated, is_generic, name_start, wished
from ingest.project_paid import bracketed, paid
from ingest.quantities import Found, find_quantities, shifted
from kg.model import Article

BUILT_AFTER = re.compile(
    r"项目|开工|投产|建成|正在|效果|竣工|等|落地|已|[，（(。]?(?:计划|预计|概算)?(?:总投资|投资(?!者|人|商)|占地|全长|建筑面积)"
)
"""What is said of something that is being built, right behind its name."""
WIDE = (
    *("基地", "产业园", "物流园", "科技园", "工业园", "创新园", "制造园", "智造园"),
    *("工厂", "智能工厂", "智慧工厂", "数字化工厂", "数智工厂", "超级工厂", "未来工厂", "灯塔工厂"),
)
PAID_BEFORE = re.compile(
    r"投(?:资|入)[^，。；、]{0,6}\d[\d.]*[万亿]?元(?:人民币)?(?:的|建设|新建|打造|兴建|实施)(?:了)?$"
)
PAID_AFTER = re.compile(r"[，（(。]?(?:计划|预计|概算)?(?:总投资|投资(?!者|人|商)|占地)")
STAGE_AFTER = re.compile(
    r"(?:今年|去年|于|正式|顺利|全面|已|也|也已|正在|先后)?[^，。；、]{0,8}(?:开工|投产|交付|封顶|奠基|竣工|建成|试生产|下线)"
)


BEGUN = re.compile(r"(?:已|正式|顺利|主体|主体已)*(?:开工|奠基|动工|封顶|破土|开建|竣工|投产)")
SOME = re.compile(r"(?:一批|一大批|首批|若干|多个|此类|省外|市外|境外)")
"""How what speaks of projects by the number opens: 一批百亿级项目."""
CAMPAIGN = re.compile(
    r"(?:举行|举办|召开|组织|开展|全市|全省|全区)?(?:第[一二三四五六七八九十\d]+[次批期轮])?(?:集中)?“[^“”]{2,12}”(?:重大|重点)?项目"
)
"""第四次“三个一批”项目: the projects of a campaign, not one of its own."""
KIND_OF = re.compile(r"(?:上下游|关联|同类|相关)(?:产业|配套)?(?:重大|重点|优质)*项目$")
PROGRAMME = re.compile(
    r"(?:树人|强基|突破|扩优|提质|培优|创优|创作|文明|友好|文化|教育|高教|高校|卫生|增收|富民|素养|关爱|安全|人才|创业|培育|提升|强链|补链|倍增|攻坚|跃升|引领|赋能|惠民|服务|素质|品牌|梯度|示范|行动)"
    r"[\u4e00-\u9fff“”、]{0,6}工程$"
)
"""Programmes that are called 工程; nothing is built."""
NUMBERED = re.compile(
    r"(?:^|[\n；。])[ \u3000]*(?:[（(]?\d{1,2}[）).、．]|[①-⓿❶-➓●◆■▲★◇○·•])[ \u3000]*"
    r"(?P<name>[\u4e00-\u9fffA-Za-z0-9（）()]{4,30})[，：:。 \t\n]"
    r"(?:(?:业主|业主单位|投资方|建设单位|投资主体)(?:为|是|[:：])?[^，。；：\n]{4,24}，|[^，。；：\n\d]{4,20}?(?=投资))?"
    r"(?:计划|预计)?(?:总)?投资[^，。；]{0,6}\d",
    re.M,
)
PROCESSED = re.compile(
    r"(?<=[\u4e00-\u9fff]{2})(?:(?:精深|深|精|粗)?加工|提取|回收|冶炼|锻造|铸造|酿造|种植|养殖|印染|织造|封装|[二三四]期)$"
)
"""What is done to what is named before it, at the end of a project's name: 魔芋精深加工, 植物提取, 奶酪二期."""
BROAD = frozenset(
    (
        "精深",
        "深",
        "精",
        "粗",
        "农产品",
        "农副产品",
        "食品",
        "产品",
        "畜产品",
        "特色农产品",
        "矿产品",
        "原料",
        "企业",
        "资源",
    )
)
"""What is processed in kinds of projects rather than in one."""
BROKEN = re.compile(r"[，。；：、的！？]|项目|等(?:一批|多个|重点|重大|\d)")
"""What stands between a sum and a name that the sum is not the cost of, or not of all of it."""


LEADING = re.compile(
    r"的|还有|以及|包括|专门留给|图为|正是|是(?=年产|总投资)|[^，。；]{0,12}?\d[\d.]*万?(?:亩|平方米)(?:空|闲置|工业)?(?:土地|地|老?厂房)"
    r"(?:上)?(?:改建|新建|扩建|建设|建起|建成|建)(?:了|起)?"
)
"""What is no part of the name that it opens."""
TOLD_AFTER = re.compile(
    r"由[^，。；]{2,24}?(?:公司|集团)[^，。；]{0,4}(?:投资|建设|承建|实施)|，(?:计划)?总投资[^，。；]{0,4}\d"
)
"""What is said of one project, whatever it is called: 甲项目由乙公司投资…."""
COUNTED_AFTER = re.compile(r"\d+[个项宗家]")


def trimmed(hit: Hit) -> Hit:
    """The hit without words that its name took in on the left."""
    lead = LEADING.match(hit.name)
    if lead is not None and len(hit.name) - lead.end() >= 4:
        hit.start += lead.end()
        hit.name = hit.name[lead.end() :]
    return hit


def _not_built(name: str) -> bool:
    """Is it the projects of a campaign, a kind of project or a programme?"""
    return bool(CAMPAIGN.fullmatch(name) or KIND_OF.search(name) or PROGRAMME.search(name) or SOME.match(name))


class HitFinder:
    """Finds the mentions of projects in one article; `refs` are its references, sorted by start."""

    def __init__(self, text: str, article: Article, refs: list[Ref]) -> None:
        self.text = text
        self.article = article
        self.refs = refs
        self.starts = [r.start for r in refs]

    def refs_in(self, start: int, end: int) -> list[Ref]:
        """The references that lie within `start`..`end`."""
        low, high = bisect_left(self.starts, start), bisect_left(self.starts, end)
        return [r for r in self.refs[low:high] if r.end <= end]

    def hits(self) -> Iterator[Hit]:
        """Mentions in the order of the text."""
        built = BuiltFinder(self.text, self.refs_in)
        for start, end in sentences(self.text, self.article.start, self.article.end):
            segment = self.text[start:end]
            if not (
                HEAD.search(segment)
                or NUMBERED.search(self.text, start, end + 60)
                or "元" in segment
                or may_name(segment)
            ):
                continue
            tokens = tag(self.text, start, end)
            quantities = [shifted(q, start) for q in find_quantities(segment)]
            at_number = [q.start for q in quantities]
            costs = list(paid(self.text, start, end, quantities))
            found: list[Hit] = []
            for m in HEAD.finditer(self.text, start, end):
                if anaphor(self.text, m.start()):
                    continue
                low = max(start, m.start() - NEAR)
                near = self.refs_in(low, min(end, m.end() + NEAR))
                last = bisect_left(at_number, m.end() + NEAR)
                told = quantities[bisect_left(at_number, low) : last]
                begin = name_start(self.text, tokens, near, told, low, m.start())
                name = self.text[begin : m.end()]
                near_sums = [p.start for p in costs if low <= p.start < m.start()]
                sums = [at for at in near_sums if begin <= at or not BROKEN.search(self.text, at, m.start())]
                if sums and not BROKEN.search(self.text, max(sums), m.start()):
                    begin, name = max(sums), self.text[max(sums) : m.end()]
                words = within(tokens, begin, m.start())
                if self._refuses(begin, m, name, words, told, near) and not (sums and self._names(name, words)):
                    continue
                alone = headed(self.text, begin, m.end())
                found.append(Hit(begin, m.end(), name, (start, end), paid=bool(sums), headed=alone))
            found += self._numbered(start, end, found)
            for cost in [*costs, *bracketed(self.text, start, end)]:
                over = [h for h in found if h.start < (cost.end or 0) and cost.start < h.end]
                if cost.end is not None and all(h.end <= cost.end for h in over):
                    found = [h for h in found if h not in over]
                    found.append(Hit(cost.start, cost.end, self.text[cost.start : cost.end], (start, end), paid=True))
            found = built.among(found, start, end, tokens, quantities)
            starts = sorted(h.start for h in found)
            for s, e in enumerated(self.text, start, end):
                at = bisect_left(starts, e)
                if e - s > 30 or (at and found[at - 1].end > s and found[at - 1].start < e):
                    continue
                name, refs = self.text[s:e], self.refs_in(s, e)
                told = quantities[bisect_left(at_number, s) : bisect_left(at_number, e)]
                if any(q.end <= e and q.family in ("money", "count") for q in told) or (
                    re.search(r"(?:活动|产业|领域|机制|行业|环节|部门|园区|开发区|企业|公司|问题|难题)$", name)
                    and not any(r.start == s and e == r.end and r.key.startswith(("Zone/", "Facility/")) for r in refs)
                ):
                    continue
                if is_generic(name, within(tokens, s, e)) or wished(self.text, s, e, start):
                    continue
                found.append(Hit(s, e, name, (start, end), listed=True))
            yield from sorted((trimmed(h) for h in found), key=lambda h: h.start)

    def _numbered(self, start: int, end: int, found: list[Hit]) -> Iterator[Hit]:
        """Items of a numbered list that are called by no 项目 but cost something: （4）某某处置中心，投资3.9亿元."""
        for item in NUMBERED.finditer(self.text, start, min(end + 60, self.article.end)):
            begin, stop = item.span("name")
            if stop <= end and not any(h.start < stop and begin < h.end for h in found) and "项目" not in item["name"]:
                alone = self.text[stop : stop + 1] in ("。", "：", ":", "\n")
                yield Hit(begin, stop, item["name"], (start, end), headed=alone)

    def _refuses(
        self, begin: int, m: re.Match[str], name: str, words: list[Token], quantities: list[Found], refs: list[Ref]
    ) -> bool:
        head = m.group()
        if not 4 <= len(name) <= 44 or is_generic(name, words) or _not_built(name):
            return True
        before = self.text[max(0, begin - 6) : begin]
        if head.startswith("项目") and not self._specific(begin, m.start(), words, refs, quantities):
            own = sum(len(w.word) for w in words if w.word not in GENERIC_WORDS and w.tag != "m")
            if own < 4 or not TOLD_AFTER.match(self.text, m.end()):
                return True
        if head.startswith("项目") and COUNTED_AFTER.match(self.text, m.end()):
            return True  # 劝退高耗能项目4个
        if any(q.end == begin and q.family == "count" and q.unit[-1:] in "个项批" for q in quantities):
            return True
        after = self.text[m.end() : m.end() + 3]
        if head.startswith("项目") and after.startswith(("开工", "签约", "投产")) and not words:
            return True
        if head.startswith("项目") and (
            re.match(
                r"攻坚|招引|储备|谋划|审批|手续|管理|服务|调度|专班|进展|清单|库|册|招商|负责人|团队|化|代办|为王|全程|谋|数",
                after,
            )
            or (re.match(r"(?:建设|推进|落地|投资协议|签约)(?!现场|顺利|中)", after) and len(name) < 9)
        ):
            return True
        if "项目" in head[2:]:
            return sum(len(w.word) for w in words if w.word not in GENERIC_WORDS) < 2
        if not head.startswith("项目"):
            built = re.search(r"(?:建设|新建|建成|投建|投资|打造|实施|推进|启动|的|元)$", before) or BUILT_AFTER.match(
                self.text, m.end()
            )
            owned = any(
                r.key.startswith("Company/")
                and (begin <= r.start < m.end() or self.text[r.end : begin] in ("的", "的“"))
                for r in refs
            )
            if SETTLED.search(self.text, max(0, begin - 20), begin):
                return True  # where something settles is there already
            if head.startswith(WIDE):  # these end names of parks and plants too
                paid = PAID_BEFORE.search(self.text, max(0, begin - 24), begin)
                own = sum(len(w.word) for w in words if w.word not in GENERIC_WORDS) >= 3
                begun = own and BEGUN.match(self.text, m.end())
                known = owned and STAGE_AFTER.match(self.text, m.end())
                return not (paid or PAID_AFTER.match(self.text, m.end()) or known or begun)
            if any(
                r.key.startswith(("Facility/", "Zone/", "Organization/", "Policy/", "Title/"))
                and r.start <= begin
                and m.end() <= r.end
                for r in refs
            ):
                return not (built and (owned or head == "工程"))
            return not (built or owned)
        return False

    @staticmethod
    def _names(name: str, words: list[Token]) -> bool:
        """Whether what a sum is invested in has a name of its own, be it as plain as 可降解膜袋项目."""
        return 4 <= len(name) <= 44 and not is_generic(name, words) and not _not_built(name)

    def _specific(self, begin: int, end: int, words: list[Token], refs: list[Ref], quantities: list[Found]) -> bool:
        """Whether the words before 项目 tell it from others: a name, a product, a capacity, or words enough."""
        if any(
            r.key.startswith(("Company/", "Technology/", "Industry/", "Region/", "Facility/", "Zone/"))
            and begin <= r.start
            and r.end <= end
            and r.end - r.start >= 2
            for r in refs
        ):
            return (
                not all(
                    w.word in GENERIC_WORDS
                    or any(r.start <= w.start and w.end <= r.end and r.key.startswith("Industry/") for r in refs)
                    for w in words
                )
                or any(q.end == begin and q.family == "money" for q in quantities)
                or (
                    self.text[begin - 1 : begin] == "的"
                    and any(q.end >= begin - 3 and q.end < begin and q.family == "money" for q in quantities)
                )
            )
        if done := PROCESSED.search(self.text[begin:end]):
            made = [w for w in words if w.start < begin + done.start() and w.word not in GENERIC_WORDS | BROAD]
            if sum(len(w.word) for w in made) >= 2 and all(w.tag not in ("d", "p", "c", "x") for w in made):
                return True
        own = [w for w in words if w.word not in GENERIC_WORDS and w.tag not in ("v", "d", "a", "p", "c", "x")]
        if any(r.key.startswith("Company/") and self.text[r.end : begin] in ("的", "", "“", "的“") for r in refs):
            return sum(len(w.word) for w in own) >= 2
        return (
            any(w.tag in ("eng", "nr", "nrt", "ns", "nt", "nz") or any(c.isdigit() for c in w.word) for w in own)
            and sum(len(w.word) for w in own) >= 3
        ) or sum(len(w.word) for w in own) >= 5
