"""How much the naming of a zone or place says of what its article is about.

A report names others than its own zone: whom it is addressed to, with whom it compares, whom it visited, beside which
it lies. It names its own where it signs, where it says how it will call it (以下简称园区), and where its clauses open.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.model import Article, Document, Key

Named = list[tuple[int, int, Key]]
ADDRESSEE = re.compile(r"(?m)^[ \u3000]*(?P<who>[^\n。；：:“”]{2,90})[：:]")
ADDRESSED = re.compile(
    r"(?:小组|委员会|办公室|政府|管委会|[局厅委]|单位|部门|同志们?|朋友们?|领导|来宾)(?:[（(][^（）()]{1,12}[）)])?$"
    r"|^(?:各|尊敬的).*(?:[区市县州旗部处院]|公司|企业|街道|代表)$|[、，].*[区市县州旗]$"
)
"""How the line ends that tells whom a letter, notice or speech is to."""
HEAD = 400
"""Characters of an article in which it may stand."""
BESIDE = re.compile(
    r"(?:与|同|和|比|较|对标|对照|学习|借鉴|参照|赶超|看齐|赴|毗邻|紧邻|邻近|相邻|隔壁(?:的)?|距离?|不同于|不如|落后于|高于|低于|优于|超过|仅次于|来自|"
    r"考察了?|参观了?|走访了?|对接|排在|前.{1,3}位的分别是)[“]?$"
)
"""What stands before the name of a zone that one's own is compared with, or that was visited."""
WITHIN = re.compile(r"(?:位于|地处|坐落(?:于|在)|处于|隶属(?:于)?|设在|落在|建在|在)$")
SIDE = re.compile(r"(?:之|以)?内|里|(?:的)?(?:东|西|南|北|中)(?:部|侧|面|端|邻)|境内|腹地|核心区|的?城[东西南北]")
WHOLE = re.compile(
    r"的(?:一个|重要|主要|核心|产业)*(?:一部分|组成部分|园中园|片区|分园|分区|子园|核心区|起步区|板块|载体)"
    r"|(?:下辖|下属|所属|所辖|管辖|代管|托管|管理|规划建设|打造|建设)的"
)
"""Behind the name of a zone: another is a part of it, and is what is spoken of."""
JOINTLY = re.compile(r"[^，。；：\n]{0,40}?(?:合作共建|共同(?:建设|打造|出资|运营)|联合(?:建设|共建|打造)|共建|合建)")
PARTNERS = re.compile(r"(?:由|是|与|同|和|、)[^，。；：\n]{0,40}$")
"""Around the names of the zones that build another together."""
OPENS = re.compile(
    r"[。！？；\n”]\s*(?:[\u3000 ]*(?:目前|今年|近年来|去年|如今|同时|此外|上半年|[^，。；\n]{2,14}，))?$"
)
DEFINED = re.compile(r"[（(](?:以下)?(?:简称|下称|统称)(?:为)?[“：:]*(?P<short>[^）)”]{2,12})")
COMMON = re.compile(r"(?:本|我)?(?:园区|开发区|经开区|高新区|示范区|新区|产业园|园|区|综保区|合作区|试验区|管委会)$")
OFFICE_TAIL = re.compile(
    r"(?:党工委|工委)?(?:、)?(?:管理委员会|管委会|管理办公室|管理局|管理中心|办公室|党政办|[\u4e00-\u9fff]{2,10}(?:局|部|办|中心|站|专班|小组))?"
    r"(?:文件)?[\s\u3000]*(?:（印章）|（章）)?(?:\s*20\d\d年.*)?$"
)
PASSING = 0.3
"""What the naming of another zone counts for, beside which one's own is told of."""
SIGNED = 6.0
"""What the signature of a zone's office counts for, in namings of the zone."""
NAMED_SO = 5.0
OURS = re.compile(r"我[市县州旗](?![\u4e00-\u9fff]{0,3}(?:委|政府))|全县(?!第)")
WHOLE_CITY = re.compile(
    r"(?<![占居在列较比于据由])全[市州](?!第|前列|平均|水平|的?\d|[\u4e00-\u9fff]{0,6}(?:会议|大会|推进会|之首|首位))"
)
OWN_ZONE = re.compile(
    r"我区|本区(?!域)|我园区|全区(?!域)|该区"
    r"|(?<=[，。；：\n、”\u3000])(?:该)?(?:开发区|高新区|经开区|园区|产业园|示范区|综保区)(?=[\u4e00-\u9fff])"
)
TITLE_SELF = re.compile(r"[我全][市县州](?![\u4e00-\u9fff]{0,8}(?:会议|大会|推进会|现场会|座谈会|前列|第))")
"""A headline that speaks of the place as a whole: 我市举行…."""
LEAST_OWN = 2
"""Times that a text speaks of 我市 or 全县 for its subject to be the place."""


def addressees(document: Document, article: Article) -> list[tuple[int, int]]:
    """The lines at the head of an article that tell whom it is to."""
    text, low = document.text, article.start
    lines = ADDRESSEE.finditer(text, low, min(article.end, low + HEAD))
    return [line.span() for line in lines if ADDRESSED.search(line["who"])]


def weights(document: Document, article: Article, named: Named) -> list[float]:
    """For each naming, how many it counts for: none in the address, less beside another, more as a clause's opening."""
    text = document.text
    apart = addressees(document, article)
    zones = {start for start, _, key in named if key.startswith("Zone/")}
    return [_weight(text, start, end, key, apart, zones) for start, end, key in named]


def _weight(text: str, start: int, end: int, key: Key, apart: Sequence[tuple[int, int]], zones: set[int]) -> float:
    if any(low <= start < high for low, high in apart):
        return 0.0
    before = text[max(0, start - 14) : start]
    if key.startswith("Region/"):
        if start in zones:
            return 0.0  # the place after which a zone is called
        if end in zones:
            return 0.2  # 某市 before the name of its zone
    if BESIDE.search(before):
        return PASSING
    if key.startswith("Zone/") and for_another(text, start, end):
        return PASSING
    if WITHIN.search(before) and (key.startswith("Region/") or SIDE.match(text, end)):
        return PASSING
    return 1.2 if OPENS.search(before) else 1.0


def for_another(text: str, start: int, end: int) -> bool:
    """Whether the zone named at `start`..`end` is only what another one is a part of, or who builds it with others."""
    if WHOLE.match(text, end):
        return True
    return bool(JOINTLY.match(text, end) and PARTNERS.search(text, max(0, start - 44), start))


def told_by_form(document: Document, article: Article, named: Named) -> dict[Key, float]:
    """Namings that count for more by the form of the report: zones that sign it, or are 园区 from there on."""
    text = document.text
    found: dict[Key, float] = {}
    for start, end, key in named:
        if not key.startswith("Zone/") or "（全" in key:
            continue
        short = DEFINED.match(text, end, end + 24)
        if short and COMMON.fullmatch(short["short"].strip("“”")):
            found[key] = max(found.get(key, 0.0), NAMED_SO)
        line, stop = text.rfind("\n", 0, start) + 1, text.find("\n", end)
        stop = len(text) if stop < 0 else stop
        edge = stop - line <= 60 and (line - article.start < 120 or article.end - stop < 60)
        tail = text[end:stop]
        if edge and tail.strip() and start - line <= 6 and OFFICE_TAIL.fullmatch(tail):
            found[key] = max(found.get(key, 0.0), SIGNED)
    return found


def speaks_of(text: str, low: int, high: int) -> tuple[int, int]:
    """How often a text calls its subject 我区 or 全区, and how often 我市, 我县 or 全市."""
    own = len(OWN_ZONE.findall(text, low, high))
    return own, 2 * len(OURS.findall(text, low, high)) + len(WHOLE_CITY.findall(text, low, high))
