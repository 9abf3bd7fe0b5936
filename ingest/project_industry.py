"""Of which industry a project is: one that its article speaks of, by what the project's name says or makes.

An article says which industries it is about (三大主导产业, 涵盖…4个领域); a project that makes 电池级碳酸锂 is then of
the 锂电新能源 among them: its product's own industry, a wider one, one of the same chain, or one that shares a word.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

import msgspec

from ingest.lexicon import industries, table, technologies
from ingest.linking import Ref
from kg.model import Key

CALLED = re.compile(
    r"主导|支柱|首位|优势产业|特色产业|主攻|领域|方向|赛道|产业集群|产业链|看家|[二三四五六七八九两]大(?:[\u4e00-\u9fff]{0,4})?产业"
)
COUNTED = re.compile(r"(?:产业|类)?(?:项目)?\d+(?:个|家|户|项)[、，；。]")
"""What stands behind each of the industries that projects are counted by: 装备制造10个、绿色建材4个."""
YIELDS = re.compile(
    r"(?:产业|产业链|产业集群|全产业链|行业|链)?(?:今年|去年|上半年|前[一二三\d]+季度|全年|\d{1,2}[至—-]\d{1,2}月)?(?:已)?(?:实现|完成)?(?:规上)?(?:工业)?总?"
    r"(?:(?:产值|营业收入|营收|增加值|主营业务收入|销售收入)[^，。；\d]{0,4}\d|(?:已|现)?(?:有|聚集|集聚|汇聚|拥有)[^，。；\d]{0,6}企业[^，。；\d]{0,2}\d|企业\d)"
)
"""What stands behind an industry that a zone has in mass."""
ITEM = re.compile(
    r"(?:\d{1,2}[.．、]|[（(][一二三四五六七八九十\d]{1,2}[）)]|[一二三四五六七八九十]是|[●◆■▲◎★])[ ]*"
    r"(?:做[强大优]|壮大|发展)?$"
)
NEAR = 150
"""Characters within which an industry is told of that a project is filed under by nothing but its place in the text."""
TOPICAL = re.compile(r"(?:产业链|产业|链|集群|行业)")
ABOUT = re.compile(r"(?:围绕|聚焦|来自|瞄准|做强|做大|主打|布局|抢滩|深耕|专注)(?:了)?$")
MODIFIED = re.compile(r"(?:独立|分布式|共享|智慧|新型|集中式)(?=储能|光伏|风电|物流)")
BROAD = frozenset(("Industry/新能源", "Industry/新材料", "Industry/新能源产业", "Industry/新材料产业"))
"""Industries so broad that one named in the project's own name tells more."""
WAYS = frozenset(
    (
        "智能制造",
        "绿色制造",
        "先进制造",
        "先进制造业",
        "服务型制造",
        "循环经济",
        "数字经济",
        "新兴产业",
        "战略性新兴产业",
        "未来产业",
        "高新技术产业",
    )
)
"""Ways to make things rather than things made: a project is of one of these only where nothing else is told."""
SECTORS = frozenset(
    ("industry", "agriculture", "services", "manufacturing", "advanced-manufacturing", "hightech-manufacturing")
)
"""Ids of sectors too wide to tell a project's industry."""
PLAIN = frozenset(
    (
        "制造",
        "产业",
        "材料",
        "新材",
        "技术",
        "智能",
        "新型",
        "绿色",
        "高端",
        "现代",
        "加工",
        "装备",
        "先进",
        "工业",
        "设备",
        "循环",
        "数字",
        "能源",
    )
)
"""Pairs of characters that many industries share."""


class _Row(msgspec.Struct, frozen=True):
    """A row of the industries: its id, that of the wider one, and the name of its chain."""

    id: str
    broader: str
    chain: str


@cache
def _rows() -> dict[str, _Row]:
    return {r["id"]: _Row(r["id"], r.get("broader", ""), r.get("chain", "")) for r in table("industries")}


@cache
def _labels() -> dict[str, str]:
    return {term.id: term.label for term in industries()}


@cache
def _ids() -> dict[str, str]:
    """Every name of an industry, with and without 产业, to its id."""
    found: dict[str, str] = {}
    for term in industries():
        for name in (term.label, *term.alt):
            found.setdefault(name, term.id)
            found.setdefault(name.removesuffix("产业") + "产业", term.id)
    return found


@cache
def _makers() -> dict[str, str]:
    """Every name of a product to the id of the industry that makes it."""
    found: dict[str, str] = {}
    for term in technologies():
        for name in (term.label, *term.alt):
            found.setdefault(name, term.kind)
    return found


@cache
def _words() -> dict[str, str]:
    """Words of the names of projects and firms (废铝, 导管, 药业) to the id of the industry that they tell of."""
    return {row["word"]: row["industry"] for row in table("product_words")}


def _told_by_words(name: str) -> list[str]:
    """The ids of the industries that the words of a name tell of, those of the last and longest word first."""
    found = []
    for word, own in _words().items():
        at = name.rfind(word)
        if at >= 0:
            found.append((-(at + len(word)), -len(word), own))
    return list(dict.fromkeys(own for _, _, own in sorted(found)))


@cache
def _inside(name: str) -> tuple[str, ...]:
    """The ids of the industry of this name, or of those whose names it holds (绿色化工新材料: 化工, 新材料)."""
    ids = _ids()
    for form in (name, re.sub(r"(?:制造业|制造|加工业|加工|业)$", "", name)):
        if form in ids:
            return (ids[form],)
    return tuple(sorted({i for label, i in ids.items() if len(label) >= 2 and label in name}))


class IndustryFinder:
    """Tells the industries of the projects of one article; `refs` are its references, sorted by start."""

    def __init__(self, text: str, refs: list[Ref], title: str = "") -> None:
        self.text = text[refs[0].start : refs[-1].end] if refs else ""
        self.whole = text
        self.title = title
        self.industries = [r for r in refs if r.key.startswith("Industry/")]
        self.counts = Counter(r.key for r in self.industries)
        self.called: list[Key] = []
        items = [r for r in self.industries if self._opens_item(r)]
        counted = [r for r in self.industries if COUNTED.match(text, r.end)]
        for r in self.industries:
            if r.key in self.called:
                continue
            close = re.compile(r"[，。；\n]").search(text, r.end)
            begin = max(text.rfind(mark, 0, r.start) for mark in "，。；\n") + 1
            yields = YIELDS.match(text, r.end) is not None and r.key.partition("/")[2] not in WAYS
            listed = yields or (r in items and len(items) >= 2) or (r in counted and len(counted) >= 3)
            if listed or CALLED.search(text, begin, min(r.end + 40, close.start() if close else len(text))):
                self.called.append(r.key)
        self.main = self._main()

    def _opens_item(self, r: Ref) -> bool:
        """Does an industry open an item of a numbered list: 2.纺织服装…?"""
        line = self.whole.rfind("\n", 0, r.start) + 1
        return r.start - line <= 10 and ITEM.search(self.whole, line, r.start) is not None

    def topic(self, position: int, reach: int = 400) -> Key | None:
        """The industry that the paragraph speaks of before `position`: 大数据链的主场在…, 围绕显示器件产业引进….

        At most `reach` characters before.
        """
        low = max(self.whole.rfind("\n", 0, position) + 1, position - reach)
        told = None
        for r in self.industries:
            if not low <= r.start < position or r.end > position or r.key.partition("/")[2] in WAYS:
                continue
            before = self.whole[max(low, r.start - 6) : r.start]
            opens = not before or before[-1] in "。；！？”"
            called = TOPICAL.match(self.whole, r.end) or self.whole[r.start : r.end].endswith(("产业", "链"))
            if opens or (called and ABOUT.search(before)) or (called and r.key in self.called):
                told = r.key
        return told

    def _main(self) -> Key | None:
        """The industry that the article is about as a whole: named often, and more than all others together."""
        if not self.counts:
            return None
        titled = [k for k in self.counts if _bare(k) in self.title and _bare(k) not in WAYS and len(_bare(k)) >= 2]
        if titled and self.counts[longest := max(titled, key=lambda k: (len(_bare(k)), k))] >= 2:
            return longest
        key, n = min(self.counts.items(), key=lambda kn: (-kn[1], kn[0]))
        rival = max((m for other, m in self.counts.items() if other != key), default=0)
        return key if n >= 4 and (n * 2 > sum(self.counts.values()) or n >= 2 * rival) else None

    def of(self, name: str, inside: list[Ref], position: int | None = None) -> Key | None:
        """The industry of the project `name` with the references inside its name, spoken of at `position`.

        Of what the name says and what wider industry the article speaks of, the one that the article calls leading or
        names more often is filed: 多肽原料药 in a report on 生物医药 is of 生物医药.
        """
        own = self._by_name(name, inside)
        topic = self.topic(position) if position is not None else None
        if topic is not None and own not in self.called and (own is None or _related(own, topic)):
            near = own is not None or self.topic(position or 0, NEAR) is not None
            own = (self._wider(topic) or topic) if near else own
        if own in BROAD:
            own = self._told_in(name, inside) or own
        return _plain(own) if own else None

    def _wider(self, topic: Key) -> Key | None:
        """The industry called leading that a paragraph's topic is of: 食品 where the report calls 特色食品 leading."""
        if topic in self.called:
            return topic
        for own in _inside(topic.partition("/")[2])[:1]:
            return self._nearest(own, self.called)
        return None

    @staticmethod
    def _told_in(name: str, inside: list[Ref]) -> Key | None:
        """The narrower industry that stands in the name itself: 不锈钢, 储能, 可降解材料."""
        named = [r.key for r in inside if r.key.startswith("Industry/") and r.key not in BROAD]
        return named[-1] if named else _in_name(name)

    def _by_name(self, name: str, inside: list[Ref]) -> Key | None:
        named = [r.key for r in inside if r.key.startswith("Industry/")]
        solid = [key for key in named if key.partition("/")[2] not in WAYS]
        products = [r.key.partition("/")[2] for r in inside if r.key.startswith("Technology/")]
        ids = [i for key in solid for i in _inside(key.partition("/")[2])[:1]]
        ids += [_makers()[p] for p in products if p in _makers()]
        for own in ids:
            if (key := self._nearest(own, self.called)) is not None:
                return key
        shared = [key for key in self.called if _share(name, key.partition("/")[2])]
        if solid and len(shared) == 1 and not any(_inside(_bare(key)) for key in shared):
            return shared[0]  # a chain that only this report calls so
        if solid:
            others = [key for key in self.counts if key not in solid]
            wide = self._nearest(ids[0], others) if ids else None
            usual = wide is not None and self.counts[wide] >= max(3, 2 * self.counts[solid[0]])
            return wide if usual else solid[0]
        worded = _told_by_words(name)
        for own in worded:
            if (key := self._nearest(own, self.called)) is not None:
                return key
        ids += worded
        for own in ids:
            if (key := self._nearest(own, list(self.counts))) is not None:
                return key
        shared = [key for key in self.called if _share(name, key.partition("/")[2])]
        if len(shared) == 1:
            return shared[0]
        return named[0] if named else self._worded(ids) or _in_name(name)

    def of_firm(self, name: str) -> Key | None:
        """The industry that the article calls leading and the name of a project's firm tells of (甲药业: 生物医药)."""
        for own in _told_by_words(name):
            if (key := self._nearest(own, self.called)) is not None:
                return key
        shared = [key for key in self.called if _share(name, key.partition("/")[2])]
        return shared[0] if len(shared) == 1 else None

    def _worded(self, ids: list[str]) -> Key | None:
        """The industry of a product, or the next wider one, whose name the article has in its words."""
        rows, labels = _rows(), _labels()
        for own in ids:
            row = rows.get(own)
            for _ in range(2):
                if row is None:
                    break
                label = labels.get(row.id, "")
                if len(label) >= 3 and label not in WAYS and label.removesuffix("产业") in self.text:
                    return f"Industry/{label}"
                row = rows.get(row.broader)
        return None

    def _nearest(self, own_id: str, among: list[Key]) -> Key | None:
        """The one of these industries that is `own_id`, wider than it, or of the same chain; the nearest."""
        rows = _rows()
        own = rows.get(own_id)
        if own is None:
            return None
        wider, step = [own.id], rows.get(own.broader)
        while step is not None and len(wider) < 6:
            wider.append(step.id)
            step = rows.get(step.broader)
        ranked = []
        for key in among:
            for known in _inside(key.partition("/")[2]):
                if (key.partition("/")[2] in WAYS and known != own_id) or known in SECTORS:
                    continue
                if known in wider:
                    ranked.append((wider.index(known), -self.counts[key], key))
                elif rows[known].chain and rows[known].chain == own.chain:
                    ranked.append((6, -self.counts[key], key))
        return min(ranked)[2] if ranked else None


def _bare(key: Key) -> str:
    return key.partition("/")[2].removesuffix("产业")


def _plain(key: Key) -> Key:
    """The industry without a word for how it is done where the table knows it so: 独立储能 is 储能."""
    bare = MODIFIED.sub("", key.partition("/")[2])
    return f"Industry/{bare}" if bare in _ids() else key


def _related(a: Key, b: Key) -> bool:
    """Are two industries of one chain, or do their names share two characters that tell them from others?"""
    if _share(_bare(a), _bare(b)):
        return True
    rows = _rows()
    chains = [{rows[i].chain for i in _inside(k.partition("/")[2]) if rows[i].chain} for k in (a, b)]
    return bool(chains[0] & chains[1])


def _in_name(name: str) -> Key | None:
    """The industry whose whole name is in the project's, as part of another thing's: 人工智能产业园项目."""
    found = max(
        (term.label for term in industries() if len(term.label) >= 4 and term.label in name), key=len, default=""
    )
    return f"Industry/{found}" if found and found not in WAYS else None


def _share(name: str, industry: str) -> bool:
    """Do the names share two characters in a row that tell an industry from others?"""
    pairs = {industry[i : i + 2] for i in range(len(industry) - 1)} - PLAIN
    return any(pair in name for pair in pairs)
