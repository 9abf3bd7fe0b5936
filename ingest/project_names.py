"""How projects are named in running text, and where a name begins and ends.

A project's name is a noun phrase that ends in 项目 (or in 工程, 生产线, 基地 ... where something is built), or an
item of an enumeration before 等项目. What only counts or sorts projects (签约项目, 61项新入库项目, 该项目) is none.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from unicodedata import category

from ingest.grammar import alternatives, words
from ingest.linking import Ref
from ingest.periods import TIME
from ingest.phrases import Token
from ingest.quantities import Found
from ingest.zone_places import GOVERNED

HEAD = re.compile(
    r"项目(?:[一二三四]期)?|(?:[一二三四]期)?工程(?:[一二三四]期)?(?=[开竣建是的，、。；（(已正总投效顺]|计划|$)|(?:生产|研发|研产|制造|加工|生产制造|示范|维修|检测|测试|中试|装配)基地(?:项目)?(?:[一二三四]期)?|基地(?:[一二三四]期)?(?![\u4e00-\u9fff]{0,3}(?:管委会|公司|办公室))|(?:产业|物流|科技|工业|创新|制造|智造)园(?:[一二三四]期)?(?=[（(，。、]|项目|开工|投产|建成|已|于|正|主体|封顶|奠基|动工|竣工|顺利|全面)|(?:智能|智慧|数字化|数智|超级|未来|灯塔)?工厂(?:项目)?(?:[一二三四]期)?(?=[（(，。、]|开工|投产|建成|已|于|正|将|预计|主体|封顶|奠基|动工|竣工|顺利|全面)|(?:智能)?生产线(?:项目)?(?!上)|(?:储能|光伏|风力|风电|发)电站(?:项目)?|(?:拆解|加工|装配|示范)线(?!上)|(?:返修|研发|制造|结算|运营|数据|配送|物流|维修|检测|算力)中心(?=(?:因此|正式|顺利|已|将)?(?:落户|开工|投产|投用|动工|奠基))"
)
_ANAPHOR = re.compile(r"(?:该|本|此|这个|这一|这些|上述|各|每个|一个|某)(?:重大|重点)?$")
_LIST_END = re.compile(
    r"等(?:一批|一系列|重点|重大|新建|续建|在建|优质|新兴产业|产业|战略性新兴产业|科技|转型|“[^”]{1,6}”|大|好|、|[\u4e00-\u9fff、]{2,40}?的(?:新兴产业|产业|优质|重点)?|(?:[0-9]+|[二两三四五六七八九十]+)(?:个|项))*(?:[\u4e00-\u9fff]{0,6}项目|(?:重点)?(?:基础设施(?:工程|建设)?|配套(?:工程|设施))(?:建设)?)"
    r"|(?:[3-9]|\d\d|[三四五六七八九]|十[一二三四五六七八九]?)(?:个|大|项)(?:重点|重大|产业|优质|工业|新建|续建|亿元以上|标志性|支撑性)*项目"
)
GENERIC_WORDS = words("project_sort")
_VERBS = re.compile("^" + alternatives("project_lead") + "+")
_LEADS = re.compile(
    "(?:" + "|".join(sorted((w for w in words("project_lead") if len(w) > 1), key=lambda w: (-len(w), w))) + ")+"
)
"""Leading words of two characters or more: one character may be a name's own (将军庙)."""
_BOUNDARY_TAGS = frozenset({"p", "r", "y", "u", "uj", "ul", "uz", "ud", "d"})
_BOUNDARY_WORDS = words("project_boundary")


_OPENING = re.compile(
    r"(?:[上下左右]?图为|这是|[一二三四五六七八九十]是|\d{1,2}[.．、](?!\d)|[（(][一二三四五六七八九十\d]{1,2}[）)]|签下|拿下|敲定|宣布|(?:(?:该|本)?(?:公司|企业|集团)|就?是)(?=年产)|有(?![机色线]))"
)
_COUNTED = re.compile(r".*[一二两三四五六七八九十\d]+(?:大|个|类)(?:主导|重点|特色)?产业")
"""Projects of several industries together: 甲、乙两大产业项目."""
_LINES = re.compile(r"[\d一二两三四五六七八九十]+条")
_NUMBERED = re.compile(
    r"[ \u3000]*(?:\d{1,2}[.．、](?!\d)|[（(][一二三四五六七八九十\d]+[）)]|[一二三四五六七八九十]{1,2}、)[ \u3000]*"
)
_PHASE = re.compile(r"[一二三四]期")
_WHOLE = re.compile(r"[\u4e00-\u9fffA-Za-z0-9.+\-（）()“”·]+")


def is_generic(name: str, tokens: list[Token]) -> bool:
    """Whether all words before the head only count, sort or praise (重点项目, 新签约项目)."""
    core = re.sub(r"(?:项目|工程|基地|生产线|[一二三四]期)+$", "", name).strip("“”")
    if len(core) < 2 or _COUNTED.fullmatch(core) or (_LINES.match(name) and name.endswith("生产线")):
        return True
    words = [t.word for t in tokens]
    return all(
        w in GENERIC_WORDS
        or re.fullmatch(r"[\d.%]+|[，、“”（）]|新(?:开工|签约|投产|增|建|上|入库)|[条座栋幢处]", w)
        or (len(w) == 1 and w in "新大好小省市级项个类")
        or (index == 0 and re.fullmatch(r"[\u4e00-\u9fff]{2,6}[省市县]", w))  # 某市重大产业项目
        for index, w in enumerate(words)
    )


ANOTHER = re.compile(r"项目(?:和|与|及|以及|、)")
"""What ends another project's name before this one: 甲项目和乙项目."""
LONGEST_NAME = 120
"""Characters before its head that a project's name may take; what stands farther off is not looked at."""


def name_start(text: str, tokens: list[Token], refs: list[Ref], quantities: list[Found], low: int, head: int) -> int:
    """Where the name that ends with the head at `head` begins; not before `low` (the sentence's start)."""
    low = max(low, head - LONGEST_NAME)
    quantities = quantities[
        bisect_left(quantities, low, key=lambda q: q.start) : bisect_left(quantities, head, key=lambda q: q.start)
    ]
    refs = refs[bisect_left(refs, low, key=lambda r: r.start) : bisect_left(refs, head, key=lambda r: r.start)]
    floor = max(low, *(m.end() for m in ANOTHER.finditer(text, low, head)), low)
    for q in quantities:
        if (q.end <= head and q.family in ("money", "percent", "duration")) or (
            q.family == "count"
            and q.end <= head
            and not re.search(r"年产$", text[max(low, q.start - 2) : q.start])
            and q.unit[-1:] in "个项批"
        ):
            floor = max(floor, q.end)
    for m in TIME.finditer(text, floor, head):
        if m.end() <= head:
            floor = max(floor, m.end())
    for r in refs:
        if (
            r.start < head
            and r.key.startswith("Zone/")
            and r.end <= head
            and text[r.end : r.end + 1] not in ("（", "(")
            and not (r.end == head and not GOVERNED.search(r.key))  # 某产业园项目: the park is what is built
        ):
            if r.end - r.start <= head - floor:
                floor = max(floor, r.end)
        elif r.key.startswith("Person/") and r.end < head:
            floor = max(floor, r.end)
        elif r.key.startswith(("Company/", "Project/")) and r.end < head and text[r.end : r.end + 1] in "、和与及":
            floor = max(floor, r.end + 1)
    i = bisect_left(tokens, head, key=lambda t: t.start)
    start = head
    depth = 0
    while i > 0:
        t = tokens[i - 1]
        if t.end <= floor:
            break
        begin = max(t.start, floor)
        if "”" in t.word or "）" in t.word or ")" in t.word:
            depth += 1
        elif "“" in t.word or "（" in t.word or "(" in t.word:
            depth -= 1
            if depth < 0:
                break
        elif depth == 0:
            inside = any(
                r.start <= t.start and t.end <= r.end and r.key.startswith(("Company/", "Technology/", "Industry/"))
                for r in refs
            )
            if t.word in "，,。；;：:！？\n—-《》" and t.word != "-":
                break
            if t.word == "、" and not _joins(text, t.start, head):
                break
            if not inside and _bounds(t, text[begin - 1 : begin]):
                break
            if t.tag == "c" and t.word not in ("和", "及", "与"):
                break
        start = begin
        i -= 1
    # leading verbs and conjunctions that the tagger took for nouns
    phrase = text[start:head]
    lead = _VERBS.match(phrase)
    if lead and len(phrase) - lead.end() >= 2:
        start += lead.end()
    phase = re.search(r"[一二三四]期$", text[max(floor, start - 2) : start])
    if phase and start < head:
        start -= 2
    opened = _OPENING.match(text, start, head)
    if opened and head - opened.end() >= 2:
        start = opened.end()
    line = text.rfind("\n", 0, head) + 1
    listed = _NUMBERED.match(text, line, head)
    if listed and listed.end() >= low and head - listed.end() <= 28 and _WHOLE.fullmatch(text, listed.end(), head):
        start = listed.end()  # 2.某某二期项目: a heading is nothing but the name
    while start < head and (text[start] in "、和及与的 　“【［" or category(text[start]) in ("So", "No", "Sk")):
        if text[start] == "“" and "”" in text[start:head]:
            break
        start += 1
    return start


def _bounds(token: Token, before: str) -> bool:
    """Does a word end the name that follows it; `before` is the character in front of it."""
    if _PHASE.fullmatch(token.word) or token.word == "新能源":
        return False
    if token.word in ("公司", "企业") and before in ("该", "", "，", "。"):
        return True
    return token.tag in _BOUNDARY_TAGS or token.word in _BOUNDARY_WORDS


def _joins(text: str, at: int, head: int) -> bool:
    """A 、 inside a name (研发、生产基地项目; 光、储、充、换): its left side is short and no name by itself."""
    left = re.search(r"[\u4e00-\u9fffA-Za-z]{1,12}$", text[max(0, at - 12) : at])
    return bool(
        left
        and re.search(r"(?:研发|生产|制造|加工|仓储|销售|[\u4e00-\u9fff]?[光储充风水])$", left.group())
        and head - at < 16
    )


def core(name: str) -> str:
    """What tells one project from another in its name: without 项目, 建设, quotation marks and blanks."""
    return re.sub(
        r"(?:建设|扩建|新建)?(?:项目|工程)(?:[一二三四]期)?$",
        lambda m: m.group()[-2:] if m.group().endswith("期") else "",
        re.sub(r"[\s“”\"]", "", name),
    )


def unquoted(name: str) -> str:
    """The name without quotation marks around the whole of it, and without one whose other half is not there."""
    if name[:1] == "“" and name[-1:] == "”" and name.count("“") == 1:
        return name[1:-1]
    if name.count("“") != name.count("”"):
        return name.strip("“”") if name.strip("“”").count("“") == name.strip("“”").count("”") else name
    return name


def anaphor(text: str, start: int) -> bool:
    """该项目, 这个项目: a mention of the project just spoken of."""
    return bool(_ANAPHOR.search(text[max(0, start - 4) : start]))


WANTED = re.compile(r"(?:引进|招引|布局|谋划|培育|发展|引入|承接)$")
_KIND_END = re.compile(r"等(?:[\u4e00-\u9fff]{0,4})?(?:上游|中游|下游|上下游|配套|同类|类|相关|关联)(?:产业|产品)?项目")


def wished(text: str, start: int, end: int, low: int) -> bool:
    """Is the item at `start`..`end` only a kind of project that is wanted: 重点引进密封胶、硅油等下游项目?"""
    closing = re.compile(r"[。；，]").search(text, end)
    tail = text[end : closing.start() if closing else len(text)]
    head = re.split(r"[，。；：]", text[low:start])[-1]
    return bool(_KIND_END.search(tail) and re.search(WANTED.pattern[:-1], head))


def enumerated(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Spans of the items of `A、B和C等重点项目` in a sentence; items are names without 项目."""
    spans: list[tuple[int, int]] = []
    for m in _LIST_END.finditer(text, start, end):
        left = max(text.rfind(c, start, m.start()) for c in "，,；;。：:！？") + 1
        left = max(left, start)
        segment = text[left : m.start()]
        if not m.group().startswith("等") and "、" not in segment:
            continue
        offset = left
        verb = re.match(
            r"^.*?(?:推动|推进|加快推进|引进(?:了)?|建设|新建|实施|谋划|破解|加快|包括|例如|如|抓好|聚焦|围绕|启动|打造|服务|支持|保障|的(?=[^、]{3,}、))(?:了)?",
            segment,
        )
        if verb and len(segment) - verb.end() >= 3:
            offset, segment = left + verb.end(), segment[verb.end() :]
        spans += items(segment, offset)
    return spans


def items(segment: str, offset: int) -> list[tuple[int, int]]:
    """Spans of what an enumeration joins by 、 and 和, outside brackets; `offset` is where it begins."""
    spans: list[tuple[int, int]] = []
    depth, begin = 0, 0
    for i, c in enumerate(segment + "、"):
        if c in "“（(":
            depth += 1
        elif c in "”）)":
            depth -= 1
        elif depth <= 0 and (c == "、" or (c in "和及" and i < len(segment) - 1 and _splits(segment, i))):
            lead = _LEADS.match(segment, begin, i)
            if lead and i - lead.end() >= 4:
                begin = lead.end()
            opened = _OPENING.match(segment, begin, i)
            first = opened.end() if opened and i - opened.end() >= 4 else begin
            if i - first >= 2:
                spans.append((offset + first, offset + i))
            begin = i + 1
    return spans


def _splits(segment: str, i: int) -> bool:
    """Whether 和 at `i` parts two items rather than two halves of one name."""
    return "、" in segment[:i] and "、" not in segment[i:] and i >= 2
