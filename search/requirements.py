"""What the words of an answer must hold to answer this kind of question: the place asked about, the slot, the post.

However close a sentence is in words, it answers nothing where it speaks of another place, tells no number of the kind
asked for, or names no one who holds the post that the question names.
"""

from __future__ import annotations

import re
from functools import lru_cache

import numpy as np

from search.case import Case, Said
from search.dates import dates
from search.evidence import CONTEXT_SHARE, other_year
from search.sentences import numbers
from search.slots import COUNTERS
from seeds import LEXICON

_HELD = 0.5
"""How surely a sentence, or what stands above it, must speak of a place."""
_WHOM = r"(?:谁|哪(?:一)?位|什么人|何人)"
_HOLDER_BEHIND = re.compile(
    rf"[，,]?(?:现在|目前|如今|当时)?(?:(?:都|又)?(?:是|为|由|换成了?|变成了?)?{_WHOM}|叫什么|叫啥|姓(?:什么|甚|啥)|的?(?:姓名|名字|大名))"
)
_HOLDER_BEFORE = re.compile(rf"{_WHOM}(?:现在|目前)?(?:是|当|任|担任|出任|兼任|做|主持)[^，,。？?]{{0,14}}\Z")
"""How a question asks who holds a post, behind its name and before it."""
_BESIDE = 16
"""Characters between a person's name and the post held."""
_HAN = "一二两三四五六七八九十百千数几半"
_IN_WORDS = {
    "percent": re.compile(
        rf"[{_HAN}]成|过半|[一大多]半|半数|翻[{_HAN}]*番|[{_HAN}]+分之[{_HAN}]+|[{_HAN}]倍|全部|全覆盖"
    ),
    "time": re.compile(
        rf"当[年月日天周季]|次日|即时|随时|全天候|半[年天]|[{_HAN}]+(?:个月|年|天|周|小时)|[不未]过夜|同期"
    ),
    "money": re.compile(rf"免费|全免|免[租息收交缴]|零[租收成]|[{_HAN}]+[百千万亿]+元"),
    "count": re.compile(rf"[{_HAN}]+[多余]?(?:{'|'.join(COUNTERS)})|全部|唯一|首[个家批]|没有|无一"),
    "people": re.compile(rf"[{_HAN}]+[多余]?[人名位]|全员"),
    "area": re.compile(rf"[{_HAN}]+[多余]?(?:亩|平方|公顷)"),
    "length": re.compile(rf"[{_HAN}]+[多余]?(?:公里|里|米)"),
    "rank": re.compile(r"[首榜]位|榜首|领先|前列|最"),
}
"""Words that give a measure without digits, by the family of the measure."""

_TARGET = re.compile(r"目标|力争|计划|预期|预计|规划")
_AHEAD = re.compile(
    r"目标|力争|计划|预期|预计|规划|确保|争取|任务|达到|突破|将|拟|明年|下半年|下一步|有望|打算|准备|要|到20\d\d年|[“\"]十[四五]五"
)
_KINDS = (
    (re.compile(r"大学|高校|院校|学校|学院|中学|小学"), re.compile(r"大学|学院|学校|中学|小学|高校|职院|附中|附小")),
    (re.compile(r"银行"), re.compile(r"银行|农商行|信用社|分行|支行")),
    (re.compile(r"医院"), re.compile(r"医院|卫生院|医疗中心")),
    (re.compile(r"基金"), re.compile(r"基金")),
    (re.compile(r"海关"), re.compile(r"海关")),
    (re.compile(r"高速(?:公路)?|铁路"), re.compile(r"高速|铁路|高铁|线")),
    (re.compile(r"机场|港口|码头"), re.compile(r"机场|港|码头")),
)
"""Kinds of things whose names end by their kind, with these endings."""
_KINDS_ASKED = re.compile(
    rf"(?:哪|什么)[一几些两三]?[所家个只支条座]?(?P<kind>{'|'.join(word.pattern for word, _ in _KINDS)})"
)


def placed(case: Case, said: Said) -> bool:
    """Whether the answer speaks of a place that the question names, or the question names none.

    It does by its own words or by what holds for it: title, heading, the zone of its article.
    """
    places = case.coverage.places
    if not places.any() or not said.sentences:
        return True
    met = [np.maximum(one.own, one.above / CONTEXT_SHARE)[:-1] for one in said.sentences]
    return any(bool(((one >= _HELD) & (places > 0)).any()) for one in met)


def timely(case: Case, said: Said) -> bool:
    """Whether a sentence of the answer may speak of the year that the question names."""
    year = case.question.year
    if year is None:
        return True
    for one in said.sentences:
        passage = case.documents.passage_at(one.doc, one.start)
        if passage is None or not other_year(case.documents.get(one.doc), passage, year):
            return True
    return not said.sentences


def aimed(case: Case, said: Said) -> bool:
    """Whether the answer tells a target where one is asked for."""
    return not _TARGET.search(case.question.text) or any(_AHEAD.search(one.text) for one in said.sentences)


def of_kind(case: Case, said: Said) -> bool:
    """Whether the answer names a thing of the kind asked for, where its name would tell: 哪家银行, 哪所大学."""
    asked = _KINDS_ASKED.search(case.question.text)
    if asked is None:
        return True
    endings = next(endings for word, endings in _KINDS if word.fullmatch(asked["kind"]))
    return any(endings.search(one.text) for one in said.sentences)


def meets(case: Case, said: Said) -> bool:
    """Whether the words of an answer hold all that an answer to this question must."""
    return all(rule(case, said) for rule in (placed, filled, timely, aimed, of_kind, holds_post))


def filled(case: Case, said: Said) -> bool:
    """Whether the words of an answer tell a quantity at all where one is asked for, or a date where a time is."""
    question = case.question
    if question.kind == "when":
        return any(dates(one.text) for one in said.sentences)
    if question.kind != "figure" or not question.slots or not question.slots[0].families:
        return True
    return fitting(case, said) or any(number.unit for one in said.sentences for number in numbers(one.text))


def fitting(case: Case, said: Said) -> bool:
    """Whether the words of an answer hold a number of the kind asked for, in digits or in words (过半, 当天)."""
    families = {family for slot in case.question.slots for family in slot.families}
    texts = [one.text for one in said.sentences]
    if not families or any(_IN_WORDS[family].search(text) for family in families & set(_IN_WORDS) for text in texts):
        return True
    told = [number for text in texts for number in numbers(text)]
    return any(number.family in families or (not number.unit and "count" in families) for number in told)


@lru_cache(maxsize=1)
def _posts() -> re.Pattern[str]:
    """The names of posts, the longest first."""
    path = LEXICON / "posts.tsv"
    lines = path.read_text(encoding="utf-8").splitlines()[1:] if path.is_file() else []
    names = {line.split("\t")[0] for line in lines if line and line[0] != "#"}
    return re.compile("|".join(map(re.escape, sorted(names, key=lambda name: (-len(name), name)))) or r"(?!)")


def asked_post(text: str) -> str | None:
    """The post whose holder a question asks for: 主任 in 管委会主任是谁, 谁是管委会主任; none in 缺工人找谁."""
    for found in reversed(list(_posts().finditer(text))):
        if _HOLDER_BEHIND.match(text, found.end()) or _HOLDER_BEFORE.search(text, 0, found.start()):
            return found[0]
    return None


def holds_post(case: Case, said: Said) -> bool:
    """Whether the words of an answer name the post asked about; where one person is named, beside that name."""
    post = asked_post(case.question.text)
    if post is None:
        return True
    if not said.names:
        return any(post in one.text for one in said.sentences)
    return any(_beside(one.text, post, name) for one in said.sentences for name in said.names)


def _beside(text: str, post: str, name: str) -> bool:
    at = text.find(name)
    return at >= 0 and post in text[max(0, at - _BESIDE - len(post)) : at + len(name) + _BESIDE + len(post)]
