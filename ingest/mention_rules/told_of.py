"""Works, teams, money and services that a report calls by a common name and then tells figures of.

人才公寓 is a kind of which there are many, until a sentence founds one (建成人才公寓，现有房源900套), tells it with a
measure (投资2亿元的再生水厂去年投运) or opens with it (通勤专线日均运送职工900人次). Such a name is whole only together
with the zone that the article is about.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache

from ingest import lexicon
from ingest.mention_rules.base import Mention, mention
from ingest.mention_rules.proper import has_own_name
from ingest.tokens import Reading
from ingest.words import word_set
from kg.model import EntityType

_FRONT = re.compile(r"[^，,。；;：、？！…\n\s“”‘’《》（）()>]*\Z")
_TIME = re.compile(
    r"(?:截至|截止|到|至)?(?:(?:19|20)\d\d年)?(?:目前|眼下|如今|现在|今年|去年|当年|年内|\d{1,2}月(?:份|底|末)?|上半年|[一二三四前]+季度)"
    r"(?:底|末|初|以来|起)?|此外|同时|其中|区内|园区内|另外"
)
_FOUNDING = re.compile(
    r"(?:共建|合建|设立|成立|组建|建成|建起|新建|兴建|建设|启用|开通|开设|开办|筹建|推出|上线|建好|投用|投运|引进|打造|搭建|办起|"
    r"挂牌|创办|发起|建)(?:了|起了|起|起来)?"
)
_COUNTED = re.compile(
    r"(?:[一二两三四五六七八九十]|\d[\d.]*[余多]?)(?:万|亿)?(?:条|支|个|座|家|处|所|吨|套|平方米|名|人|艘)"
)
_ATTRIBUTE = re.compile(
    r".*(?:\d|设在|位于|[从由]|旁|边|首[个家座支条]|最大|唯一|共建|合建|设立|建设|打造|筹建)[^的]*的"
)
_GENERIC = re.compile(
    r"[一二三两四五六七八九十几多各每某该本其这那全新旧老原好大小批家座条支等]|高能级|标准|高标准|相关|有关|重点|主要|部分|多数|现有|已有|所有|"
    r"其他|周边|成功|国家|省级|市级|国内|国际|全球|世界|海外|境外|(?:公共服务|企业|项目|产业|园区|工业|创新|科技|大|交流|合作)\Z"
)
"""How a class of things is told, of which none is meant."""
_COMMON = re.compile(r"第[一二三四五六七八九十]+|(?:中小微?|小微)(?:企业)?")
"""How names open that are no less common for it: many zones have a second waterworks."""
_ACTS = ("v", "p", "c", "d", "r", "uj", "ul", "m", "y", "zg", "f")
_MAY_ACT = word_set(
    "集中 代办 帮办 服务 培训 检测 综合 处置 储能 公共 换电 协同 转贷 纾困 疏港 通勤 接驳 收集 检验 检疫 监管 保税"
)
"""Verbs that the names of works and services begin with."""
_PHASE = re.compile(r"(?:[一二三]期)?")
_NO_MORE = re.compile(
    r"(?:数|等|建设|项目|工程|企业|面积的|个数|内|里(?!，)|区|园|群|链|层|楼|周边|附近|负责|主任|院长|站长|队长|经理|人员|工作|管理|"
    r"产业|经济|运营|有限|集团|公司|技术|设备|体系|网络|功能|改造|提升|扩建|升级|配套|方案|规划|用地|协议|合作|、|和|与|及|的|化|”)"
)
_COUNT_OF_SORT = re.compile(r"(?:已|共|达到?|有|超过?|增至|突破|约|近)*[\d一二两三四五六七八九十]")
_STOPS = re.compile(r"[，。；]|投用|启用|建成|投运|交付")
_FIGURE = re.compile(r"\d|[一二三四五六七八九十]成|[一二三四五六七八九十百]+(?:个|家|条|名|期|场|项)")
_REACH = 120
"""Characters behind a name in which a figure must stand for it to be told of."""
_LONGEST = 40
"""Characters of a clause before a class word that are looked at."""
_ENTITIES = ("Zone", "Region", "Company")
"""What may open the name of a thing of its own: 云岭经开区 + 人才公寓."""


@cache
def _types() -> dict[str, EntityType]:
    return {row["word"]: row["type"] for row in lexicon.table("told_of")}  # type: ignore[misc]


@cache
def class_words() -> str:
    """A regular expression (no groups) of the class words of what is told of, the longest first."""
    return "|".join(re.escape(word) for word in sorted(_types(), key=lambda w: (-len(w), w)))


@cache
def _classes() -> re.Pattern[str]:
    return re.compile(class_words())


@cache
def _ends() -> tuple[str, ...]:
    return tuple(word + phase for word in _types() for phase in ("", "一期", "二期", "三期"))


def is_plain(reading: Reading, one: Mention) -> bool:
    """Whether a mention is called by a common name alone, which tells one from its like only with its zone."""
    if one.type not in ("Facility", "Fund", "Organization") or not one.text.endswith(_ends()):
        return False
    common = _COMMON.match(one.text)
    start = one.start + (common.end() if common else 0)
    return start == one.end or not has_own_name(reading, mention(reading.text, start, one.end, one.type))


def find(reading: Reading, settled: list[Mention]) -> list[Mention]:
    """Mentions of what is told of, where `settled` (sorted by start) names nothing but the place before it."""
    text = reading.text
    starts = [m.start for m in settled]
    found: list[Mention] = []
    for match in _classes().finditer(text):
        stop = match.end() + len(_PHASE.match(text, match.end()).group())  # type: ignore[union-attr]
        start = _start(reading, settled, starts, match.start(), stop)
        if start is None or (found and found[-1].end > start):
            continue
        found.append(mention(text, start, stop, _types()[match.group()]))
    return found


def _start(reading: Reading, settled: list[Mention], starts: list[int], at: int, stop: int) -> int | None:
    """Where the name begins whose class word is `at`..`stop`; None where none is told of."""
    text = reading.text
    if _NO_MORE.match(text, stop) or _classes().match(text, stop) or not reading.is_start(stop):
        return None
    low = max(0, at - _LONGEST)
    front = _FRONT.search(text, low, at)
    begin = front.start() if front else at
    quoted = text.rfind("“", max(0, begin - 12), begin) if text[begin - 1 : begin] == "”" else -1
    over = [m for m in settled[bisect_left(starts, low) : bisect_left(starts, stop)] if m.end > begin]
    over = [m for m in over if not (m.type == "Policy" and m.start == quoted)]  # “某管家”服务 of “某管家”服务队
    if quoted >= 0 and not over and at - begin <= 6:  # “某管家”服务队, “某贷”风险补偿资金池
        line = text.find("\n", stop, stop + _REACH)
        return quoted if _FIGURE.search(text, stop, line if line >= 0 else stop + _REACH) else None
    if any(m.end > at or (m.type not in _ENTITIES and m.end == at) for m in over):
        return None
    opened = max((m.end for m in over if m.type in _ENTITIES), default=begin)
    start, told = max(begin, opened), False
    attribute = _ATTRIBUTE.match(text, begin, at)
    if attribute:
        start, told = attribute.end(), True
    elif "的" in text[start:at]:
        start = text.rindex("的", start, at) + 1
        founding = _FOUNDING.match(text, start, at)
        if founding is None:
            return None
        start, told = founding.end(), True
    else:
        founding = next((m for m in _FOUNDING.finditer(text, start, at) if reading.is_start(m.start())), None)
        if founding:
            start, told = founding.end(), True
        elif (skip := _TIME.match(text, start, at)) is not None:
            start = skip.end()
        counted = _COUNTED.match(text, start, at) or (
            _COUNTED.match(text, start - 1, at) if start > begin and text[start - 1 : start].isdigit() else None
        )
        if counted:
            start = counted.end()
            told = _STOPS.match(text, stop) is not None or told
    if re.search(r"\d", text[start:at]):
        return None
    if not told and not _opens(reading, start, at, stop):
        return None
    if told and not (_STOPS.match(text, stop) or attribute):
        return None
    if _GENERIC.match(text, start, at) and _GENERIC.match(text[start:at]):
        return None
    if stop - start < (3 if told else 4) or (start == at and stop - at < 3):
        return None
    line = text.find("\n", stop, stop + _REACH)
    return start if _FIGURE.search(text, stop, line if line >= 0 else stop + _REACH) else None


def _opens(reading: Reading, start: int, at: int, stop: int) -> bool:
    """Whether a clause opens with the name and goes on about it: no verb before it, no mere count behind it."""
    text = reading.text
    if not reading.is_start(start) or start == at or _COUNT_OF_SORT.match(text, stop):
        return False
    if not "\u4e00" <= text[stop : stop + 1] <= "\u9fff":
        return False
    if reading.tag_at(start) in _ACTS and reading.word_at(start) not in _MAY_ACT:
        return False
    end = text.find("。", stop, stop + _REACH)
    return _FIGURE.search(text, stop, end if end >= 0 else stop + _REACH) is not None
