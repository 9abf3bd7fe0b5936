"""Yes or no: the word for it, from how the question is put and whether the sentence that decides it denies."""

from __future__ import annotations

import re

from search.coverage import Coverage
from search.measure_heads import STEPS
from search.segment import fold, placed_words
from search.sentences import clauses

_DENIED = re.compile(
    r"未能?|尚未|没有|并非|不(?!断|仅|但|只|足|少|同|动产|超过|低于|用|收|再|忘|负|懈|限|出)|无法|除[^，,。]{1,14}外|仍是短板|暂停|取消"
)
_PARTED = re.compile(r"(?<=[有是能会可]) (?=[没不以否无])|(?<=[没不]) (?=[有是能会可])|(?<=了) (?=[吗没])")
_CAN = re.compile(
    r"能不能|能否|可不可以|可否|(?:(?<!\S)能(?!\S)|能 ?(?:在|先|直接|够|帮|拿|当|马上|不)).{0,40}(?:吗|么)|"
    r"可以.{0,24}(?:吗|么)"
)
_WILL = re.compile(r"会不会|(?<![社协机大展商学工例委晚年介谈洽询])会(?! ?[议展员场客计长务期]).{0,60}(?:吗|么)")
_ASKS_DONE = re.compile(r"了(?:吗|没有|么|没)|已经|现在|如今|目前")
_AMOUNT = re.compile(r"(?<!\d)(?!20\d\d年)\d+(?:\.\d+)?(?:[%％]|[万亿]|个|家|元)")
_STEP = re.compile("投产|开工|动工|竣工|建成|完工|达产|试生产|交付|投用|启用|通车|验收")
_PLAN = re.compile(
    r"到20\d\d年|目标|力争|计划|预计|预期|[^需必主重简]要(?!求|素|闻|点)|拟|将[于在]|明年|争取|有望|可望"
)
_DONE = re.compile("已经?|完成了|先后|正式|顺利")
_PHRASES = (
    (re.compile(r"有没有|有无|是否有|有.{0,20}(?:吗|么)"), "有", "没有"),
    (_CAN, "可以", "不可以"),
    (re.compile(r"了(?:吗|没有)"), "是", "没有"),
    (_WILL, "会", "不会"),
)
"""How a question is put, in words parted by blanks, with the words for yes and no."""


def _not_yet(question: str, sentence: str) -> bool:
    """Whether it is asked if something is done or reached, and the sentence tells it as a plan."""
    if not _ASKS_DONE.search(question):
        return False
    marks = [re.compile(re.escape(amount)) for amount in _AMOUNT.findall(question)]
    marks += [step for step in STEPS if step.search(question)]  # 动工 is 开工
    marks += [re.compile(found[0]) for found in _STEP.finditer(question)]
    for part in re.split("[；;。]", sentence):
        end = 0
        for clause in re.split("(?<=[，,])", part):
            end += len(clause)
            if any(mark.search(clause) for mark in marks):
                return bool(_PLAN.search(part[:end])) and not _DONE.search(clause)
    return False


def _other_way(question: str, sentence: str, coverage: Coverage | None) -> bool | None:
    """Whether it is asked if something rose (or stands above) and it fell (or stands below); None where not asked."""
    rose, fell = _ASKS_ROSE.search(question), _ASKS_FELL.search(question)
    if coverage is None or bool(rose) == bool(fell):
        return None
    way = way_told(sentence, coverage)
    return None if way is None else (way == "下降") == bool(rose)


def _elsewhere(question: str, sentence: str) -> bool:
    """Whether it is asked if something is in a place, and only another place is told where it is."""
    asked = _WHERE.search(question)
    return asked is not None and asked["place"] not in sentence and "在" in sentence


def verdict(question: str, sentence: str, coverage: Coverage | None = None) -> str:
    """是, 否, 有, 可以… as the question asks for it; `coverage` tells which clause of the sentence is asked about."""
    if _WHO_PAYS.search(question) and _PAID_FOR.search(sentence):
        return "不用"
    other = _other_way(question, sentence, coverage)
    denied = bool(_DENIED.search(sentence)) or _not_yet(question, sentence) or _elsewhere(question, sentence)
    denied = denied if other is None else other
    clause = re.split("[，,。；;]", question)[-1]
    words = " ".join(word for word, _ in placed_words(fold(clause)))  # 能 in 氢能 asks nothing
    words = _PARTED.sub("", words)
    for pattern, yes, no in _PHRASES:
        if pattern.search(words):
            return no if denied else yes
    return "否" if denied else "是"


_ROSE = re.compile(r"增长|增加|上升|提高|上涨|增至|升至|提升|扩大|↑|增幅|涨|高于|高出|超过|快于|多(?:出|了)?\d")
_FELL = re.compile(r"下降|减少|下跌|回落|降低|下滑|负增长|缩小|↓|降幅|减至|降至|跌|低于|不及|少于|慢于|少(?:了)?\d")
_ASKS_ROSE = re.compile(
    r"(?:增长|增加|上升|提高|上涨|提升|扩大|涨|变多|增多)(?:的|了)?(?:吗|没有|么|没)|(?:高于|高过|高出|超过|超出|多于|快于|大于|好于)|比[^，,]{1,12}(?:多|高|快|大|好)(?:了|些)?(?:吗|么)"
)
_ASKS_FELL = re.compile(
    r"(?:下降|减少|下跌|回落|降低|下滑|缩小|跌|变少|缩水)(?:的|了)?(?:吗|没有|么|没)|(?:低于|不及|少于|慢于|小于)|比[^，,]{1,12}(?:少|低|慢|小|差)(?:了|些)?(?:吗|么)"
)
_WHERE = re.compile(r"在(?P<place>[一-鿿]{2,4})(?:那边|那里|这边|这里)?(?:吗|么)[?？]?$")
_WHO_PAYS = re.compile(
    r"(?:钱|费|款|成本)[^，,]{0,8}(?:企业|厂|公司|自己|自个|我们?|业主)[^，,]{0,6}(?:出|掏|交|付|摊|承担|负担)[^，,]{0,4}(?:吗|么)|"
    r"(?:企业|厂里?|公司|自己|我们?)[^，,]{0,6}(?:出|掏|交|付|花)[^，,]{0,4}(?:钱|费|租)[^，,]{0,2}(?:吗|么)|(?:要|用)(?:不要)?(?:交|花|出|掏|付)(?:钱|费|房租|租金)[^，,]{0,3}(?:吗|么)"
)
_PAID_FOR = re.compile(
    r"免费|全免|不收(?:费|取|一分)|免收|零收费|零成本|(?:由|财政|政府|管委会|开发区|园区)[^，,。；;]{0,12}(?:兜底|买单|承担|支付|负担|埋单)"
)


def way_told(sentence: str, coverage: Coverage) -> str | None:
    """增长 or 下降, as the clause says that speaks most of what is asked, or the next; None where neither tells."""
    told = clauses(sentence)
    if not told:
        return None
    worths = coverage.shares(coverage.view(sentence).each([(one.start, one.end) for one in told]))
    best = int(worths.argmax())
    for one in told[best : best + 2]:
        if fell := _FELL.search(one.text):
            return "下降" if not _ROSE.search(one.text[: fell.start()]) else "增长"
        if _ROSE.search(one.text):
            return "增长"
    return None
