"""What the words of an answer must hold to answer this kind of question: the place asked about, the slot, the post.

However close a sentence is in words, it answers nothing where it speaks of another place, tells no number of the kind
asked for, or names no one who holds the post that the question names.
"""

from __future__ import annotations

import re
from functools import lru_cache

import numpy as np

from search.bearing import goes_on_about_asked, own_words, part_of, quotes_measure
from search.case import Case, Said
from search.dates import dates
from search.entities import asked_types, listed_entities
from search.evidence import CONTEXT_SHARE, other_year, speaks
from search.measure_heads import STEPS, lacks_cause
from search.roles import asked_role
from search.sentences import numbers
from search.slots import COUNTERS
from search.terms import known_names
from seeds import LEXICON

_HELD = 0.5
"""How surely a sentence, or what stands above it, must speak of a place."""
_WHOM = r"(?:谁|哪(?:一)?位|什么人|何人)"
_HOLDER_BEHIND = re.compile(
    rf"[，,]?(?:现在|目前|如今|当时)?(?:(?:都|又)?(?:是|为|由|换成了?|变成了?)?{_WHOM}|叫什么|叫啥|姓(?:什么|甚|啥)|的?(?:姓名|名字|大名))"
)
_HOLDER_BEFORE = re.compile(rf"{_WHOM}(?:现在|目前)?(?:是|当|任|担任|出任|兼任|做|主持)[^，,。？?]{{0,14}}\Z")
"""How a question asks who holds a post, behind its name and before it."""
_PLACE_NAMED = re.compile(r"第(?P<n>\d{1,3}|[一二三四五六七八九]?十?[一二三四五六七八九]?)(?:名|位)")
_FIRMS = ("链主",)
"""Posts that firms hold."""
_OFFICE = re.compile(r"(?:党工委|纪工委|管委会|党委|管理委员会|研究院|公司|集团|政府)")
"""Words for an office that any place or firm has."""
_ENDING_OFFICE = re.compile(rf"(?:{_OFFICE.pattern})+$")
_ORGANS = re.compile(
    r"公司|集团|银行|大学|学院|学校|(?<!布)局(?!面|势|部)|院(?!内|里)|(?<!场)所(?![有在需得以谓]|属)|厂(?!房|区|里|内)|(?<!会)社(?!会|区|保)|(?<!重)中心|委员会|管委会|平台|机构(?!改革)|国控|基金|[国央]企"
)
"""How the names of firms and bodies end."""
_NAME_LENGTH = 3
_BODIES = ("Zone", "Region", "Organization", "Company")
"""Types of what a post may be held in."""
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

_TARGET = re.compile(r"目标|力争|计划|预期|规划")
_REACHED_TARGET = re.compile(
    r"(?:完成|达到|占|超过?)(?:了)?[^，,。]{0,8}?(?:目标|计划|预期|规划)(?:任务)?(?:的|了)?(?=多少|百分|几|吗|没)"
)
"""How much of a target was reached, which is no target."""
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
    if any(bool(((one >= _HELD) & (places > 0)).any()) for one in met):
        return True
    return any(goes_on_about_asked(case, one) for one in said.sentences)


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
    if not _TARGET.search(_REACHED_TARGET.sub("", case.question.text)):
        return True
    labels = [one.statement.indicator for one in said.figures if one.statement is not None]
    return any(_AHEAD.search(text) for text in [*(one.text for one in said.sentences), *labels])


def of_kind(case: Case, said: Said) -> bool:
    """Whether the answer names a thing of the kind asked for, where its name would tell: 哪家银行, 哪所大学."""
    asked = _KINDS_ASKED.search(case.question.text)
    if asked is None:
        return True
    endings = next(endings for word, endings in _KINDS if word.fullmatch(asked["kind"]))
    return any(endings.search(one.text) for one in said.sentences)


def meets(case: Case, said: Said) -> bool:
    """Whether the words of an answer hold all that an answer to this question must."""
    return all(rule(case, said) for rule in (placed, filled, timely, holds_post, *ON_TOPIC))


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
    texts = [own_words(case, one) for one in said.sentences]
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
        if found[0] in _FIRMS:
            continue
        if _HOLDER_BEHIND.match(text, found.end()) or _HOLDER_BEFORE.search(text, 0, found.start()):
            return found[0]
    return None


def holds_post(case: Case, said: Said) -> bool:
    """Whether the words of an answer name the post asked about; where one person is named, beside that name."""
    post = asked_post(case.question.text)
    if post is None:
        return True
    if not said.names:
        return any(
            not _others_post(case, _clause_before(one.text, found.start()))
            for one in said.sentences
            for found in _told_post(post).finditer(one.text)
        )
    return any(_beside(case, one.text, post, name) for one in said.sentences for name in said.names)


def _beside(case: Case, text: str, post: str, name: str) -> bool:
    """Whether a post is told beside a name, and of no other place or body than the question names."""
    at = text.find(name)
    start = max(0, at - _BESIDE - len(post))
    told = _told_post(post).search(text, start, at + len(name) + _BESIDE + len(post)) if at >= 0 else None
    return told is not None and not _others_post(case, _clause_before(text, told.start()))


def _told_post(post: str) -> re.Pattern[str]:
    """A post where it is told; 副厅长 is no 厅长."""
    return re.compile(rf"(?<!副){re.escape(post)}")


def _clause_before(text: str, place: int) -> str:
    """The words before a place, from the last mark on."""
    return re.split(r"[，,。；;：:！!？?\s]", text[:place])[-1]


def _others_post(case: Case, before: str) -> bool:
    """Whether the words before a post (青岩经开区 in 青岩经开区书记) name whose it is, and not what is asked about."""
    asked = {key for term in case.coverage.terms for key in term.keys}
    told = [
        (hit.surface, kept)
        for hit, keys in known_names(before, case.documents)
        if (kept := {key for key in keys if key.partition("/")[0] in _BODIES}) and not _OFFICE.fullmatch(hit.surface)
    ]
    if not asked or not told:
        return False
    return not any(keys & asked or _ENDING_OFFICE.sub("", name) in case.question.text for name, keys in told)


def of_thing(case: Case, said: Said) -> bool:
    """Whether words that name a person or tell a measure speak of the firm, project or body that the question names.

    So do those beside them: a report names its subject once, and goes on about it.
    """
    things, question = case.coverage.things.copy(), case.question
    for i, term in enumerate(case.coverage.terms):
        things[i] *= len(term.text) >= _NAME_LENGTH  # 学校 may be what a project is called, and is no name
    if not things.any() or not said.sentences:
        return True
    if not (question.kind == "entity" or asked_post(question.text) or _measures(case)):
        return True
    return any(bool((speaks(one)[:-1] * things >= _HELD).any()) for one in said.sentences)


def of_stage(case: Case, said: Said) -> bool:
    """Whether words that tell a time tell it of the step asked about: 开工 is no 投产."""
    if case.question.kind != "when":
        return True
    asked = [step for step in STEPS if step.search(case.question.text)]
    return not asked or any(step.search(one.text) for step in asked for one in said.sentences)


def names_one(case: Case, said: Said) -> bool:
    """Whether words quoted name a firm or body at all where one is asked for, beside those that the question names."""
    types = asked_types(case.question.text) if case.question.kind == "entity" and not said.names else ()
    if "Person" in types or not {"Organization", "Company"} & set(types):
        return True
    for one in said.sentences:
        own = text = own_words(case, one)
        for term in case.coverage.terms:
            if term.strict:
                text = text.replace(term.text, " ")
        if _ORGANS.search(text) or any(name in own for name in listed_entities(case, types, one)):
            return True
    return False


def quotes_name(case: Case, said: Said) -> bool:
    """Whether the words of an answer, or those around them, hold the name that the question puts in quotes."""
    if not case.question.names or not said.sentences or not _measures(case):
        return True
    quoted = [i for i, term in enumerate(case.coverage.terms) if any(name in term.text for name in case.question.names)]
    return not quoted or any(speaks(one)[i] >= _HELD for one in said.sentences for i in quoted)


def _measures(case: Case) -> bool:
    """Whether the question asks for a measure by its name."""
    return any(slot.precise for slot in case.question.slots)


def ranked_so(case: Case, said: Said) -> bool:
    """Whether the words of an answer tell the place in an order that the question names: 第10名."""
    asked = None if case.question.slots else _PLACE_NAMED.search(case.question.text)
    if asked is None:
        return True
    texts = [one.text for one in said.sentences]
    told = {_numeral(found["n"]) for text in texts for found in _PLACE_NAMED.finditer(text)}
    first = _numeral(asked["n"]) == 1 and any(_IN_WORDS["rank"].search(text) for text in texts)
    return first or _numeral(asked["n"]) in told


def _numeral(text: str) -> int:
    """12 of 12 and of 十二."""
    if text.isdigit():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    return (
        (("一二三四五六七八九".find(tens) + 1 or 1) * 10 if ten else 0) + "一二三四五六七八九".find(ones) + (ones != "")
    )


def in_role(case: Case, said: Said) -> bool:
    """Whether the words of an answer tell who has the role asked for: 由谁施工 is not answered by who invests."""
    role = asked_role(case.question.text) if case.question.kind == "entity" else None
    if role is None:
        return True
    for one in said.sentences:
        at = next((place for name in said.names if (place := one.text.find(name)) >= 0), None)
        if role.search(part_of(one.text, at).text if at is not None else own_words(case, one)):
            return True
    return False


def measured(case: Case, said: Said) -> bool:
    """Whether words quoted tell a number of the measure that the question names by its formal name."""
    if said.figures or case.question.kind != "figure":
        return True
    return any(quotes_measure(case, one) for one in said.sentences)


def caused(case: Case, said: Said) -> bool:
    """Whether the words of an answer tell a cause where it is asked why something fell or rose."""
    text = case.question.text
    return any(not lacks_cause(text, one.text) for one in said.sentences) or not said.sentences


ON_TOPIC = (
    aimed, of_kind, of_thing, of_stage, names_one, quotes_name, ranked_so, in_role, measured, caused,
)  # fmt: skip
"""What the words of an answer must meet beside the place, the time and the post."""
