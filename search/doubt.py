"""Knowing what the store does not hold: whether the best that was found answers the question, and what is missing."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from search import segment
from search.bearing import of_another, part_of, parts, tells_other
from search.case import Case, Said
from search.confidence import confidence
from search.coverage import Term
from search.evidence import CONTEXT_SHARE
from search.figures import MEASURE, PLANS, Figure, asked_terms, growth_terms, is_growth
from search.in_order import listed_for
from search.measure_heads import names_measure, other_measure
from search.requirements import (
    ON_TOPIC,
    asked_post,
    fitting,
    holds_post,
    meets,
    placed,
    timely,
)
from search.sentences import Span, clauses, numbers
from search.thesaurus import official_words
from search.told_times import other_time

COVERED, ASKED, NAMED, SCORE, SURE = 0.47, 0.12, 0.55, 1.2, 1.7
"""Shares of a question that a figure must meet: of all words, of those at the question word, of the names; the least
score, and the score from which a name may be missing (the sentence goes on about what was named before)."""
MEASURED = 0.2
"""Share of the words at the question word that the sentence must hold as such, where they name a measure."""
COUNTED = frozenset("个家户项条所座款种支")
"""Measure words of things, whose name must be met."""
_PEOPLE_COUNTED = frozenset("名位")
_SAME_THING = 0.28
"""How surely what a figure counts must be the thing asked for."""
_ANY_THING = frozenset(
    ["企业", "公司", "项目", "单位", "部门", "产品", "地方", "人员", "工程", "事项", "手续", "问题", "业务"]
)
"""Words for what is counted that may stand for many others."""
_HAVING = re.compile(r"(?:一共|总共|共|现)?(?:有|达到?|是|为)(?:了)?$")
_MEANT = 0.3
"""How surely a sentence must say what a question of one word means, where it does not hold that word."""
TOPIC = 0.12
"""Share of what is asked of a place that the sentence of an answer must meet."""
ONE_WORD = 0.4
"""The same where one word says what is asked (书记)."""
_EXACT, _FEW = ("figure", "entity", "when"), 2
"""Kinds of questions whose own words a report must use: one that asks how, or whether, is put in everyday ones. Of one
word, or of few words where it asks whether there is a thing, these must be met too."""
_LOOKED_AT = 8
_SURELY, _HALF = 0.8, 0.5
_THINGS, _PEOPLE = frozenset("个家项台套件条座所户"), re.compile("[人员工]|岗|就业|专家|博士|队|团")
_IN_WORDS = re.compile("[一二两三四五六七八九十百千万]|全部|唯一|没有|无")
_WIDER = re.compile(r"全省|全国|全市(?!级)|全自治区")
_PHASE = re.compile(r"[一二三四五六首]期")
_DONE = re.compile(
    r"完成了|实现了|达到了|已经|实际(?!使用|利用|到位)|前(?:\d{1,2}|[一二三四五六七八九十])个月|[1-9]月底?以来"
)
NEAR_IT = 0.2
"""Share of the words at the question word that a part of a sentence must meet which tells a number quoted for it."""
DATED, TOLD = 0.30, 0.14
"""Shares of a question that the sentence of a date, and any other, must meet."""
FIGURE, QUOTED, STAND_IN = 0.2, 0.1, 0.2
"""How surely a figure, words quoted, and words that stand in for a figure must answer the question."""


def _missing(case: Case, figure: Figure) -> list[str]:
    """The terms of the question that the figure's sentence does not speak of, the weightiest first."""
    sentence = figure.sentence
    seen = np.maximum(sentence.own, sentence.above / CONTEXT_SHARE)
    terms: Sequence[Term] = case.coverage.terms
    missing = [term for i, term in enumerate(terms) if seen[i] < 0.5 and not term.text.isdigit()]
    return [term.text for term in sorted(missing, key=lambda term: (not term.strict, -term.weight))]


def _nearest(figure: Figure) -> str:
    told = figure.statement
    if told is None:
        return f"最接近的是“{figure.sentence.text[:40]}”"
    subject = told.subject.partition("/")[2]
    when = f"（{told.period}）" if told.period else ""
    return f"最接近的是{subject}{told.indicator}{figure.number.text}{when}"


def _unknown_place(case: Case) -> str | None:
    """The place that the question names, where none of the best sentences speaks of any place that it names."""
    named = [i for i, term in enumerate(case.coverage.terms) if term.place]
    best = case.sentences[:_LOOKED_AT]
    if not named or any(sentence.covered[i] >= 0.5 for sentence in best for i in named):
        return None
    return case.coverage.terms[named[0]].text


def _measured(case: Case, figure: Figure) -> bool:
    """Whether the sentence of a figure names the measure asked for: 营业收入 is no 利润总额, however alike."""
    # A place at the question word is no measure: 某园的房价 is not met by any figure of that zone.
    if not _named(case):
        return True
    before, _, behind = case.question.slots[0].near.rpartition(" ")
    near = f"{before[-MEASURE:]} {behind}"
    asked = asked_terms(near, case.coverage) * (1 - case.coverage.places)
    if not asked.any():
        return True
    sentence, told = figure.sentence, figure.statement
    words = sentence.view.of(sentence.offset, sentence.offset + len(sentence.text), soft=False)
    if told is not None:
        words = np.maximum(words, case.coverage.view(told.indicator).of(soft=False))
    if is_growth(sentence.text, figure.number):
        words = np.maximum(words, growth_terms(case.coverage))
    return case.coverage.share(words, asked) >= MEASURED


def _of_wider(case: Case, figure: Figure) -> bool:
    """Whether a zone is asked about and the clause of a figure speaks of a whole province: 全省."""
    terms = [term for term in case.coverage.terms if term.place]
    if not any(key.startswith("Zone/") for term in terms for key in term.keys):
        return False
    if figure.statement is not None and any(figure.statement.subject in term.keys for term in terms):
        return False
    if figure.statement is not None and _WIDER.search(figure.statement.subject):
        return not _WIDER.search(case.question.text)
    number, text = figure.number, figure.sentence.text
    clause = next((one.text for one in clauses(text) if one.start <= number.start < one.end), "")
    wider = set(_WIDER.findall(clause[: max(0, clause.find(number.text))]))
    return bool(wider) and not any(word in case.question.text for word in wider)


def _elsewhere(case: Case, figure: Figure) -> bool:
    """Whether a figure is told of another place than those that the question names."""
    named = [(i, term) for i, term in enumerate(case.coverage.terms) if term.place]
    sentence = figure.sentence
    if listed_for(sentence.text, figure.number, case.question.text):
        return False
    if _of_wider(case, figure):
        return True
    here = any(max(sentence.own[i], sentence.above[i]) >= 0.5 for i, _ in named)
    if not named or here or not any(sentence.around[i] >= 0.5 for i, _ in named):
        return bool(named) and not here
    subject = figure.statement.subject if figure.statement is not None else ""
    return subject.partition("/")[0] in ("Zone", "Region") and all(subject not in term.keys for _, term in named)


def _other_phase(case: Case, figure: Figure) -> bool:
    """Whether a figure is told of another phase (首期) than those that the question names (二期).

    By its label, by what it is told of, or by the part of the sentence that holds it.
    """
    asked = _phases(case.question.text)
    if not asked:
        return False
    statement = figure.statement
    told = _phases(f"{statement.subject}{statement.indicator}") if statement is not None else set()
    told = told or _phases(part_of(figure.sentence.text, figure.number.start).text)
    return bool(told) and not asked & told


def _phases(text: str) -> set[str]:
    return {"一期" if found == "首期" else found for found in _PHASE.findall(text)}


def _only_aimed(case: Case, figure: Figure) -> bool:
    """Whether what was done is asked for (完成了多少) and the figure is a target."""
    told = figure.statement.observation if figure.statement is not None else None
    if told is None or told.status == "实际" or PLANS.search(case.question.text):
        return False
    return bool(_DONE.search(case.question.text))


def _other_kind(case: Case, figure: Figure) -> bool:
    """Whether a share is asked for and a rate of growth was found."""
    slots = case.question.slots
    return bool(slots) and slots[0].share and is_growth(figure.sentence.text, figure.number)


def _counted_terms(case: Case) -> list[int]:
    """The places among the terms of what a question counts by its official name: 规上企业 in 多少家规上企业.

    An everyday word (几家造车的公司) need not stand in the report, unless nothing else is asked: 有几所中学.
    """
    slots, terms = case.question.slots, case.coverage.terms
    if not slots or not (slots[0].counter in COUNTED or (not slots[0].counter and slots[0].families == ("count",))):
        return []
    before, _, behind = segment.fold(slots[0].near).rpartition(" ")
    behind = behind.removeprefix(slots[0].counter or "")
    counted: list[int] = []
    while (found := next((i for i, term in enumerate(terms) if behind.startswith(term.text)), None)) is not None:
        counted.append(found)
        behind = behind.removeprefix(terms[found].text)
    before = "" if counted or behind else _HAVING.sub("", before)  # 高新技术企业有多少家
    while before:
        found = next((i for i, term in enumerate(terms) if before.endswith(term.text)), None)
        if found is None or found in counted:
            break
        counted.append(found)
        before = before.removesuffix(terms[found].text)
    alone = [i for i, term in enumerate(terms) if not term.place and not term.text.isdigit()] == counted
    kept = [i for i in counted if not terms[i].place and terms[i].text not in _ANY_THING]
    return [i for i in kept if alone or terms[i].keys or terms[i].text in official_words()]


def _other_thing(case: Case, figure: Figure) -> bool:
    """Whether what is counted is another thing: 23家 of 小巨人 for 多少家脑机接口企业."""
    slots, coverage = case.question.slots, case.coverage
    if slots and slots[0].families[:1] == ("people",) and _of_things(figure):
        return True
    if not slots or slots[0].counter not in COUNTED | _PEOPLE_COUNTED:
        return False
    if not _counts(case, figure):
        return True
    asked = asked_terms(slots[0].near, coverage) * (1 - np.maximum(coverage.strict, coverage.places))
    if not asked.any():
        return False
    first = int(np.argmax(asked * coverage.weights))
    seen = np.maximum(figure.sentence.own, figure.sentence.above)
    if figure.statement is not None:
        seen = np.maximum(seen, coverage.view(figure.statement.indicator).of())
    return bool(seen[first] == 0 and seen[-1] < _MEANT)


def _of_things(figure: Figure) -> bool:
    """Whether a number counts things and no people: 3000个 of 标准机柜."""
    told = figure.statement.indicator if figure.statement is not None else figure.sentence.text
    return figure.number.unit[-1:] in _THINGS and not _PEOPLE.search(told)


def _counts(case: Case, said: Figure | Said) -> bool:
    """Whether what an answer counts is what the question counts: by the graph's label of a figure, else in words."""
    counted = _counted_terms(case)
    if not counted:
        return True
    if isinstance(said, Figure) and said.statement is not None and said.statement.observation is not None:
        seen = [case.coverage.view(said.statement.indicator).of()]
    elif isinstance(said, Figure):
        seen = [said.sentence.own]
    else:
        seen = [one.part(clause.start, clause.end) for one in said.sentences for clause in _numbered(one.text)]
    return any(one[-1] >= _MEANT or max(one[i] for i in counted) >= _SAME_THING for one in seen)


def _numbered(text: str) -> list[Span]:
    """The clauses of a text that tell a number, in digits or in words."""
    return [one for one in clauses(text) if numbers(one.text) or _IN_WORDS.search(one.text)]


def _told(figure: Figure) -> bool:
    """Whether the graph holds a figure as just what is asked: of the thing named, by the words at the question word."""
    return figure.statement is not None and figure.named >= _SURELY and figure.asked >= _SURELY


def _of_named(case: Case, figure: Figure) -> bool:
    """Whether the graph tells a figure of the very firm or project named, as the measure named: 总投资 for 投资额."""
    slots, told = case.question.slots, figure.statement
    if told is None or not slots or not names_measure(slots[0].near) or other_measure(slots[0].near, told.indicator):
        return False
    return any(told.subject in term.keys for term in case.coverage.terms if term.strict and not term.place)


def _weak(case: Case, said: Said, figure: Figure) -> bool:
    """Whether too little of the question is met around a figure, unless the graph tells it as just what is asked."""
    sure = confidence(case, said)
    if (_told(figure) and sure >= _HALF) or (sure >= FIGURE and _of_named(case, figure)):
        return False
    short = figure.covered < COVERED or figure.score < SCORE or figure.asked < ASKED
    return short or (figure.named < NAMED and figure.score < SURE) or (not _told(figure) and sure < FIGURE)


def _named(case: Case) -> bool:
    """Whether the question names its measure."""
    return bool(case.question.slots) and case.question.slots[0].precise


def _off_topic(case: Case, said: Said) -> bool:
    """Whether the sentences of an answer speak of the place asked about but of nothing that is asked of it."""
    coverage = case.coverage
    topic = 1 - np.maximum(coverage.strict, coverage.places)
    few = _FEW if case.question.kind == "yesno" else 1
    if case.question.kind not in _EXACT and topic.sum() > few:
        return False
    if not topic.any() or not coverage.places.any() or not said.sentences:
        return False
    met = max(coverage.share(one.covered, topic) for one in said.sentences)
    return met < (TOPIC if topic.sum() > 1 else ONE_WORD)


def _untold(case: Case) -> str:
    """The reason where only the place was met: the words that were not."""
    coverage = case.coverage
    open_terms = [term.text for term in coverage.terms if not term.strict and not term.place]
    unmet = [
        term.text
        for i, term in enumerate(coverage.terms)
        if term.text in open_terms and all(one.covered[i] < _MEANT for one in case.sentences[:_LOOKED_AT])
    ]
    words = "、".join(f"“{word}”" for word in (unmet or open_terms)[:3])
    place = next((term.text for term in coverage.terms if term.place), "库中")
    return f"{place}的报告没有说到{words or '所问的事'} / the store tells nothing of what is asked"


def _stranger_named(case: Case, said: Said) -> bool:
    """Whether a person or thing is named that belongs to another zone than the one asked about."""
    places = case.coverage.places
    if case.question.kind != "entity" or not places.any() or not said.figures:
        return False
    seen = [np.maximum(one.own, np.maximum(one.above / CONTEXT_SHARE, one.around)) for one in said.sentences]
    return not any(((one[:-1] >= 0.5) & (places > 0)).any() for one in seen)


def _unranked(case: Case, said: Said) -> bool:
    """Whether only ranks are asked for (排第几) and no sentence of the answer tells one."""
    ranked = any(one.family == "rank" for sentence in said.sentences for one in numbers(sentence.text))
    return _only_ranks(case) and not ranked


def _only_ranks(case: Case) -> bool:
    """Whether a question asks for nothing but a place in an order."""
    slots = case.question.slots
    return bool(slots) and all(slot.families == ("rank",) for slot in slots)


def loosely(case: Case, said: Said) -> bool:
    """Whether the sentence quoted may answer where its numbers are in doubt: a plain question on things it names.

    A question that names its measure (利润总额) is answered by that measure or not at all.
    """
    if not meets(case, said):
        return False
    if any(slot.precise for slot in case.question.slots):
        return False
    if case.question.kind == "when" and case.coverage.things.any():
        return False
    if not _counts(case, said) or (case.question.kind == "figure" and not fitting(case, said)):
        return False
    if not _told_near(case, said):
        return False
    return confidence(case, said) >= STAND_IN


def _told_near(case: Case, said: Said) -> bool:
    """Whether a part of the words quoted that tells a number of the kind asked for speaks of what is asked there.

    Asked of a firm or project named; plain questions (能拿到多少钱) are put in words that no report uses.
    """
    slots = case.question.slots
    if case.question.kind != "figure" or not slots or not slots[0].families or not case.coverage.things.any():
        return True
    coverage = case.coverage
    asked = asked_terms(slots[0].near, coverage) * (1 - np.maximum(coverage.strict, coverage.places))
    asked *= np.array([term.text in official_words() for term in coverage.terms], dtype=np.float32)
    if not asked.any():
        return True
    for one in said.sentences:
        for part in parts(one.text):
            told = any(number.family in slots[0].families for number in numbers(part.text))
            if told or _IN_WORDS.search(part.text):
                seen = one.part(part.start, part.end)
                if coverage.share(seen, asked) >= NEAR_IT:
                    return True
    return False


def doubt(case: Case, said: Said) -> str | None:
    """Why the store does not answer the question; None where it does."""
    place = _unknown_place(case)
    if place is not None:
        return f"库中没有关于“{place}”的内容 / nothing on {place} in the store"
    if not placed(case, said):
        return _untold(case)
    if not holds_post(case, said):
        return f"没有找到谁是“{asked_post(case.question.text)}” / no holder of this post in the store"
    if not timely(case, said):
        return f"库中的报告没有说到{case.question.year}年的情况 / no report in the store tells of {case.question.year}"
    if not all(rule(case, said) for rule in ON_TOPIC):
        return _untold(case)
    best = case.sentences[0]
    if (
        not said.figures
        or case.question.kind == "entity"
        or (case.question.kind == "compare" and not _only_ranks(case))
    ):
        words = [i for i, term in enumerate(case.coverage.terms) if not term.text.isdigit()]
        if case.coverage.share(best.covered) < TOLD or not any(best.covered[i] for i in [*words, -1]):
            return "库中没有与问题相近的内容 / nothing close to the question in the store"
        if len(words) == 1 and best.covered[words[0]] < 1 and best.covered[-1] < _MEANT:
            return f"库中没有说到“{case.coverage.terms[words[0]].text}” / nothing on this in the store"
        if _off_topic(case, said) or _stranger_named(case, said):
            return _untold(case)
        if not said.figures and not said.names and confidence(case, said) < QUOTED:
            return _untold(case)
        if not said.figures and not said.names and not _told_near(case, said):
            return _untold(case)
        if not said.figures and not said.names and _unranked(case, said):
            return "没有找到所问的名次 / no such rank in the store"
        return None
    figure = said.figures[0]
    if case.question.kind == "when":
        things = case.coverage.things
        named = case.coverage.share(np.maximum(figure.sentence.own, figure.sentence.around), things)
        doubtful = (
            figure.covered < DATED
            or (bool(things.any()) and named < NAMED)
            or of_another(case, figure.sentence, figure.number.start)
            or confidence(case, said) < QUOTED
        )
    else:
        doubtful = (
            _elsewhere(case, figure)
            or _other_phase(case, figure)
            or _other_kind(case, figure)
            or _only_aimed(case, figure)
            or (bool(case.question.slots) and tells_other(case, figure, case.question.slots[0]))
            or other_time(case, figure)
            or _other_thing(case, figure)
            or not _measured(case, figure)
            or _weak(case, said, figure)
        )
    if not doubtful:
        return None
    missing = "、".join(f"“{word}”" for word in _missing(case, figure)[:3])
    said_of = f"没有找到说到{missing}的数字或日期" if missing else "没有找到所问的数字或日期"
    return f"{said_of}；{_nearest(figure)} / not in the store"
