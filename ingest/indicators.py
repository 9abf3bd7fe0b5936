"""What a figure counts or measures: from the words around a number to a short noun phrase.

A phrase is what stands between the last boundary and the number, less the light verbs that join them
(累计完成, 达到), or what stands behind a counter (61项新入库项目). The field's vocabulary
(seeds/lexicon/indicators.tsv) then gives its standard label; what is not in it keeps its own words.
"""

from __future__ import annotations

import re
from functools import lru_cache

import msgspec

from ingest.colloquial import formal_measure, without_examples
from ingest.grammar import alternatives, words
from ingest.lexicon import cells, table
from ingest.phrases import Token
from ingest.units import family_of

LIGHT_TAIL = re.compile(alternatives("light_tail") + "+$")
LIGHT_HEAD = re.compile("^" + alternatives("light_head") + "(?=.)")
_STOP_TAGS = frozenset({"p", "d", "c", "r", "y", "u", "ul", "uz", "ug", "ud", "uv"})
_STOP_WORDS = words("noun_end")
_NOMINAL = frozenset(
    (
        "n",
        "nr",
        "ns",
        "nt",
        "nz",
        "nl",
        "ng",
        "vn",
        "an",
        "a",
        "b",
        "j",
        "l",
        "i",
        "eng",
        "x",
        "g",
        "tg",
        "f",
        "s",
        "t",
        "q",
        "m",
        "v",
        "zg",
        "z",
        "uj",
        "h",
        "k",
    )
)
_FINAL_HEADS = re.compile(
    r"(?:项目|企业|公司|机构|高校|院校|院所|人才|人员|协议|活动|平台|基地|中心|园区|开发区|事项|岗位|专利|客商|商户|单位|集群|专业镇|学校|师生|问题|生产线|产线|机器人|变电站|厂房|道路|实验室)$"
)
_HEADS_AHEAD = re.compile(
    _FINAL_HEADS.pattern[:-2]
    + r"|成果|举措|措施|案例|场景|示范[市县区村镇点户校]|示范城市|先行区|先导区|试点|试验区|试验点|产业链|"
    r"服务点|服务站|片区|工程|重点县|"
    r"地区|公园|品牌|产品|技术|设备|装备|车间|工厂|网点|团队|队伍|课题|赛事|论坛|展会|订单|合同|任务|指标|线索|案件|需求|提案|奖项|"
    r"育种场|养殖场|牧场|载体|线路|家庭|村|镇|社区|街区|景区|学院|医院|机制|模式|标准|规范|贷款|资金|基金|能力|网络|体系|储备|计划)$"
)
"""Nouns that what is counted may end with behind a verb: 民族村寨旅游提升示范村, 制度创新成果."""
_FINITE = words("finite_verb")
_MEASURE_WORD = re.compile(
    r"^(?:产量|产值|数量|面积|规模|收入|金额|营收|总投资|投资额|计划投资|完成投资|年产值|总|预计|占比)"
)
_PEOPLE = re.compile(
    r"(?:师生|人口|居民|群众|职工|员工|劳动力|农民|学生|体验官|服务员|专员|代办员|工人|专家|干部|队员|志愿者)$"
)
_NOUN_FINAL = frozenset(("n", "nr", "ns", "nt", "nz", "nl", "ng", "vn", "an", "j", "eng", "l", "i", "b", "g", "s"))

COUNT_NOUNS = {
    "家": "企业",
    "户": "企业",
    "名": "人",
    "人": "人",
    "户次": "企业",
    "家次": "企业",
    "所": "学校",
    "人次": "人次",
    "宗": "地块",
}
GENERIC = words("bare_measure")
_EMPTY = words("empty")
_TELLING = frozenset(("支持", "帮助", "带动", "培育", "服务", "推动"))
_BARE_NOUNS = frozenset(("企业", "项目", "公司", "单位", "人员", "农户", "群众"))
"""支持企业 is not just 企业: before such a noun the verb says which ones."""
_FROM = re.compile(
    r"(?:由|从|自)(?:(?:19|20)\d\d年|\d{1,2}年前|[一二三四五六七八九十]年前|上年|去年|年初|改革前|[\u4e00-\u9fff]{1,5}(?:时|之初|初期|阶段)|原来|原先|过去|最初|目前|现在|当前|现有|之前)?(?:末|底|同期)?的?(?:平均|每[亩吨头人户度月年天日平方米立方]{1,4})?$"
)
_REACHED = re.compile(r"(?:压缩|缩短|压减|缩减|精简|减少|下降|降低|提高|提升|增加|增长|扩大|扩展|上升)(?:到|至|为)了?$")
_WHOSE = re.compile(r"^(?:[（(][^）)]{1,8}[）)])?(?:累计)?(?:完成|实现)(?=..)|^[（(][^）)]{1,8}[）)](?=..)")
_GROUP_DOES = re.compile(
    r"^(.{1,12}?(?:企业|开发区|经开区|高新区|综保区|园区|产业|行业|集群|片区))(?:累计)?(?:完成|实现)(?=..)"
)
_BY_WHOM = re.compile(r"^由[^，。；]{2,14}(?=(?:总)?投资|出资|承担)")
"""由某某集团投资: whose money it is is not part of the measure."""
_RUNNING = re.compile(r"连续[\d一二两三四五六七八九十]+个?(?:年|季度|月)")
"""产量连续13年稳定在: for how long is no part of what is measured."""
_OF_ONE = re.compile(r"(?P<each>每(?:个|家|户|台|条|座|名|位)?[\u4e00-\u9fff]{1,3})$")
_AGAINST = re.compile(
    r"(?:较|(?<=[幅率值量额速])比|比(?=(?:19|20)\d\d年|上年|去年|年初))(?:(?:19|20)\d\d年|上年|去年|年初)?(?:实现|再)?$"
)
_PERFECT = re.compile(r"^.*[^为除](?:了)(?!解|结|如)(?=..)")


def strip_light(phrase: str) -> str:
    """The phrase without the light verbs, adverbs and connectives at its two ends."""
    previous = None
    while phrase and phrase != previous:
        previous = phrase
        phrase = _unquoted(LIGHT_TAIL.sub("", phrase).strip("\"'，,、；;：: 　"))
        m = LIGHT_HEAD.match(phrase)
        if (
            m
            and m.end()
            and len(phrase) - m.end() >= 2
            and not (m.group() in _TELLING and phrase[m.end() :] in _BARE_NOUNS)
        ):
            phrase = phrase[m.end() :]
    return "" if phrase in _EMPTY else phrase


def _unquoted(phrase: str) -> str:
    """The phrase without quotation marks and brackets that have lost their other half, or that enclose all of it."""
    for left, right in ("“”", "（）", "()"):
        if phrase.count(left) != phrase.count(right) or (
            phrase[:1] == left and phrase[-1:] == right and phrase.count(left) == 1
        ):
            phrase = phrase.strip(left + right) if phrase[:1] in left + right or phrase[-1:] in left + right else phrase
            if phrase.count(left) != phrase.count(right):
                phrase = phrase.rpartition(left)[2] if phrase.count(left) else phrase.replace(right, "")
    return phrase


def before_number(phrase: str, limit: int = 16) -> str:
    """The noun phrase at the end of `phrase`, the words of a clause that stand before a number."""
    tail = phrase.rpartition("，")[2]
    phrase = without_examples(_AGAINST.sub("", _RUNNING.sub("", tail if len(tail) >= 2 else phrase)))
    listed = re.match(r"(.{2,30}?)的有.*等$", phrase)  # 被列为省级“链核”企业的有甲等
    phrase = _REACHED.sub("", _FROM.sub("", listed.group(1) if listed else phrase))
    phrase = strip_light(_PERFECT.sub("", _WHOSE.sub("", strip_light(phrase)))) or _used_time(phrase)
    phrase = _BY_WHOM.sub("", _GROUP_DOES.sub(r"\1", phrase))
    phrase = re.sub(r"(?<=[批类个]|[”）])有(?=项目|企业)", "", phrase)
    if "的" in phrase:
        head, _, tail = phrase.rpartition("的")
        if (one := _OF_ONE.search(head)) is not None and not tail.startswith("每"):
            tail = one["each"] + tail  # 每个标箱的运费
        phrase = (
            tail if len(tail) >= 4 or (len(tail) >= 2 and len(head) > limit) else head[-(limit - len(tail)) :] + tail
        )
        phrase = strip_light(phrase)
    phrase = formal_measure(phrase)
    if len(phrase) > limit:
        cut = re.split(r"(?:以及|通过|围绕|对于|根据|按照|利用|带动|推动|帮助|吸引|提供|设立|建设|形成|同)", phrase)
        phrase = strip_light(cut[-1] if len(cut[-1]) >= 3 else phrase[-limit:])
    return phrase


def _used_time(phrase: str) -> str:
    """平均用时, of which nothing is left when light words are taken away."""
    m = re.search(r"(?:平均|全程|办理|审批)?(?:用时|耗时)$", phrase)
    return m.group() if m else ""


def after_counter(tokens: list[Token]) -> tuple[str, int, list[Token]]:
    """The counted noun phrase that `tokens` (the words behind a counter, up to the clause's end) begin with.

    Returns the phrase, the offset of its end and the tokens left over; an empty phrase where none begins here.
    """
    last = -1
    tokens = _quoted_first(tokens)
    for i, token in enumerate(tokens):
        if token.word == "的" and i == 0:
            continue
        if token.word in "，,。；;：:！？）)（(、" or token.tag in _STOP_TAGS or token.tag not in _NOMINAL or i > 12:
            break
        if i == 0 and (token.word in ("已有", "均已", "都已", "实现", "得到") or token.word in _FINITE):
            break  # 18项已有团队接榜: what was done to them is no noun
        if token.word in ("“", "”") and (
            i + 1 >= len(tokens) or token.word == "”" or tokens[i + 1].tag not in _STOP_TAGS
        ):
            continue
        phrase = "".join(t.word for t in tokens[: last + 1])
        if last >= 0:
            if token.word in _STOP_WORDS or _MEASURE_WORD.match(token.word):
                break
            if _PEOPLE.search(phrase) or (
                token.word != "“" and _FINAL_HEADS.search(phrase) and token.tag not in _NOUN_FINAL
            ):
                break
            if token.tag in ("v", "vd", "vg", "ad"):
                whole = _HEADS_AHEAD.search(phrase) and not phrase.endswith(("村", "镇", "社区", "技术", "产品"))
                ahead = 0 if whole else _leads_to_head(tokens[i:])
                last = last if not ahead else i + ahead - 1
                if not ahead or ahead > 1:
                    break  # the noun ends with the head that the verb leads to
        ends = i + 1 == len(tokens) or tokens[i + 1].tag == "x"
        if token.tag in _NOUN_FINAL or (token.tag == "zg" and i) or (token.tag == "q" and i and last < 0 and ends):
            last = i  # 充电桩: a verb and what else is a counter
    if last < 0:
        return "", tokens[0].start if tokens else 0, tokens
    phrase = "".join(t.word for t in tokens[: last + 1]).removeprefix("的")
    if phrase == "国家" and "".join(t.word for t in tokens[last + 1 : last + 3]) == "和地区":
        return "国家和地区", tokens[last + 2].end, tokens[last + 3 :]
    return _unquoted(phrase), tokens[last].end, tokens[last + 1 :]


def _quoted_first(tokens: list[Token]) -> list[Token]:
    """The tokens with a name in quotation marks at their head as one noun: 设立1亿元“某某贷”风险补偿资金池."""
    if not tokens or tokens[0].word != "“":
        return tokens
    close = next((i for i, t in enumerate(tokens[:10]) if t.word == "”"), 0)
    if close < 2 or not any(t.tag in _STOP_TAGS or t.tag not in _NOMINAL for t in tokens[1:close]):
        return tokens
    name = "".join(t.word for t in tokens[: close + 1])
    return [Token(tokens[0].start, tokens[close].end, name, "nz"), *tokens[close + 1 :]]


def _leads_to_head(tokens: list[Token]) -> int:
    """How many tokens from a verb on belong to the noun that it is part of (技术改造项目, 旅游提升示范村).

    0 where it begins what the noun does (企业接入体系, 部门出台措施).
    """
    words = ""
    if tokens[0].word in _FINITE:
        return 0
    for at, token in enumerate(tokens[:5]):
        if token.word in "，,。；;：:、的" or token.tag in _STOP_TAGS or (at and token.word in _STOP_WORDS):
            break
        words += token.word
        if at and _HEADS_AHEAD.search(words):
            return at + 1
    return 0


def count_label(phrase: str, counter: str) -> str:
    """签约项目, 个 → 签约项目数; 招商活动, 次 → 招商活动次数; 师生, 人 → 师生人数."""
    if phrase.endswith(f"{counter}数"):
        return phrase
    if re.search(r"(?:数|数量|人数|次数|户数|家数|量|额|率|值|产能|规模|能力)$", phrase):
        return phrase
    if counter in ("人次", "批次", "班次", "航次"):
        return phrase + counter
    if counter in ("份", "笔", "宗", "期", "例"):
        return f"{phrase}{counter}数"
    if counter.endswith(("次", "场", "场次")) and not phrase.endswith("企业"):
        return phrase + ("场次" if "场" in counter else "次数")
    if counter.endswith(("人", "名")) and not re.search(
        r"(?:人才|人员|博士|院士|专家|员工|职工|学生|教师|团队|师生|体验官|专员|代办员|年龄)$", phrase
    ):
        return phrase + "人数"
    return phrase + "数"


class Concept(msgspec.Struct, frozen=True):
    """An indicator of the vocabulary: its id, its standard label and the families of the units that measure it."""

    id: str
    label: str
    families: frozenset[str]


@lru_cache(1)
def vocabulary() -> dict[str, tuple[Concept, ...]]:
    """Every name of an indicator in the lexicon → the concepts that bear it, in the table's order."""
    names: dict[str, tuple[Concept, ...]] = {}
    for row in table("indicators"):
        concept = Concept(row["id"], row["label"], frozenset(cells(row["unit_family"])))
        for name in dict.fromkeys((row["label"], *cells(row["alt"]))):
            names[name] = (*names.get(name, ()), concept)
    return names


def measures(concept: Concept, unit: str | None) -> bool:
    """Whether a figure in `unit` can be one of `concept`: a rate is no number of matters. True for unknown units."""
    if unit is None or not concept.families:
        return True
    family = family_of(unit)
    if family is None:
        return True
    family = "percent" if family == "percentage_point" else family
    return family in concept.families or (family == "ratio" and "percent" in concept.families)


def standardise(phrase: str, unit: str | None = None) -> tuple[str, str | None]:
    """The name and the vocabulary's concept id for a phrase; None where the vocabulary does not hold it.

    A short form (固投, GDP) takes the standard label. Other names keep the report's own words, as they may say more
    (完成小升规企业数) or less (企业数) than the label; the concept makes them comparable all the same. A concept that
    is not measured in `unit` is passed over.
    """
    cleaned = phrase.replace("“", "").replace("”", "")
    forms = dict.fromkeys((phrase, cleaned, cleaned.removesuffix("面积"), cleaned.removesuffix("数")))
    concept = next((c for form in forms for c in vocabulary().get(form, ()) if measures(c, unit)), None)
    if concept is None:
        return phrase, None
    return (concept.label if _abbreviates(cleaned, concept.label) else phrase), concept.id


def _abbreviates(short: str, label: str) -> bool:
    """固投 for 固定资产投资, 税收 for 税收收入, GDP: up to three characters of the label in order, not its end."""
    if len(short) > 3 or label.endswith(short):
        return False
    rest = iter(label)
    return short.isascii() or all(c in rest for c in short)
