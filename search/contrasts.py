"""Contrasts that are no plain "which is the greater": before and after, the rank of each, one year against another."""

from __future__ import annotations

import re
from itertools import pairwise

import msgspec

from search.case import Case, Said
from search.comparisons import measure
from search.figures import Figure, rank_figures
from search.periods import Period, fit
from search.sentences import Number, numbers, value_of
from search.slots import Slot

_BEFORE_AFTER = re.compile(r"([一-鿿]{0,2})前后")
_FROM_TO_ASKED = re.compile(r"[从由](?:多少|几|百分之几).{0,12}[到至为成](?:了)?(?:多少|几|百分之几)")
_FROM, _TO = re.compile(r"[由从][^，,。；;]{0,5}$"), re.compile(r"^[^，,。；;、]{0,8}[到至为成]了?$")
_ROUND, _REACHED = re.compile("突破|超过?|迈上|跨越|跃上"), re.compile("[、，,]?(?:达到?了?|为)")
_RANKS = re.compile(
    r"([一-鿿]{2,8})(?:和|与|及|、)([一-鿿]{2,6}?)"
    r"(?:在[一-鿿]{1,6}?)?(?:各|分别).{0,4}(?:第几|位次|名次|什么位置)"
)
_DIFFERENCE = re.compile(r"(多|少|高|低|增加|减少|增长|下降|相差|差)了?(?:多少|几)")
_YEARS = re.compile(r"(?<!\d)((?:19|20)\d\d)年")
_READ = 40
_TABLE = 400
"""Characters before a table's row in which its head is looked for."""
_SAME_ROW, _NEAR = 2, 14
_MET = 0.7
"""Share of the words of the measure that must stand by a figure which is reckoned with."""
_ROUGH = re.compile("近|约|超|逾|余|多|突破|以上|左右")
"""Marks of a figure told roughly: no difference is reckoned from it."""


def before_and_after(case: Case) -> Said | None:
    """改革前25个工作日，改革后7个工作日: the two figures of a row or of 由甲缩短到乙; None where there is none."""
    asked = _BEFORE_AFTER.search(case.question.text)
    if asked is None or not case.question.slots:
        return None
    families = case.question.slots[0].families
    for sentence in case.sentences[:3]:
        told = [one for one in numbers(sentence.text) if one.family in families]
        if len(told) < _SAME_ROW or not _from_to(sentence.text, told):
            continue
        first, second = told[0].text, told[1].text
        head = case.documents.text(sentence.doc)[max(0, sentence.start - _TABLE) : sentence.start]
        if "\t" in sentence.text and -1 < head.rfind("后\t") < head.rfind("前\t"):
            first, second = second, first
        stem = asked[1].strip("的在")
        return Said(text=f"{stem}前{first}，{stem}后{second}", sentences=(sentence,), names=(first, second))
    return None


def asks_from_to(text: str) -> bool:
    """Whether a question asks for two ends of a change: 从多少提高到多少."""
    return bool(_FROM_TO_ASKED.search(text))


def from_to(figure: Figure) -> str | None:
    """The words that tell a change from one figure to another (由17个精简为9个) around one of them; None without."""
    text = figure.sentence.text
    told = [one for one in numbers(text) if one.family == figure.number.family]
    for first, second in pairwise(told):
        start = _FROM.search(text[max(0, first.start - 6) : first.start])
        between = text[first.end : second.start]
        if start and _TO.search(between) and figure.number.start in (first.start, second.start):
            return text[first.start - len(start[0]) : second.end]
    return None


def exactly(figure: Figure) -> Figure:
    """The exact figure where a round one goes before it: 突破2万亿元、达到23562亿元."""
    text, number = figure.sentence.text, figure.number
    if not _ROUND.search(text[max(0, number.start - 3) : number.end]):
        return figure
    after = next((one for one in numbers(text) if one.start >= number.end), None)
    if after is None or after.family != number.family or not _REACHED.fullmatch(text[number.end : after.start]):
        return figure
    return msgspec.structs.replace(figure, number=after)


def _from_to(text: str, told: list[Number]) -> bool:
    before, between = text[: told[0].start], text[told[0].end : told[1].start]
    return between.strip(" ") == "\t" or bool(re.search("[由从]", before) and re.search("[到至为]", between))


def ranks(case: Case) -> Said | None:
    """总量第一，增速第二: the rank told of each of two measures; None where one is not told."""
    asked = _RANKS.search(case.question.text)
    if asked is None:
        return None
    first, second = re.split("[的年区市县省]", asked[1])[-1], asked[2]
    for sentence in case.sentences[:5]:
        told = [_rank(sentence.text, name) for name in (first, second)]
        if told[0] and told[1]:
            text = f"{first}{told[0]}，{second}{told[1]}"
            return Said(text=text, sentences=(sentence,), names=(told[0], told[1]))
    return None


def _rank(text: str, name: str) -> str:
    found = re.search(rf"{re.escape(name)}[^，,；;。第]{{0,16}}?(第[一二三四五六七八九十\d]+(?:名|位)?)", text)
    return found[1] if found else ""


def asks_difference(text: str) -> bool:
    """Whether a question wants the difference between two calendar years."""
    return len(set(_YEARS.findall(text))) == _SAME_ROW and bool(_DIFFERENCE.search(text))


def difference(case: Case) -> Said | None:
    """The figures of two years and their difference, marked as reckoned (推算); None where one is missing."""
    text = case.question.text
    years = list(dict.fromkeys(_YEARS.findall(text)))
    if len(years) != 2 or not _DIFFERENCE.search(text) or not case.question.slots:
        return None
    family = measure(text)
    families = (family,) if family is not None else case.question.slots[0].families
    slot = Slot(families=families, counter=None, near=re.split("比|相差|差", text)[0][-_NEAR:])
    picked = [_of_year(case, slot, int(year)) for year in years]
    first, second = picked
    if first is None or second is None or first.number.unit != second.number.unit or not first.number.unit:
        return None
    a, b = value_of(first.number), value_of(second.number)
    if a is None or b is None:
        return None
    word = "少" if a < b else "多"
    told = f"{years[0]}年{first.number.text}，{years[1]}年{second.number.text}"
    sentences = tuple({(s.doc, s.start): s for s in (first.sentence, second.sentence)}.values())
    said = f"{word}{abs(a - b)}{first.number.unit}（推算：{told}）"
    return Said(text=said, sentences=sentences, figures=(first, second))


def _of_year(case: Case, slot: Slot, year: int) -> Figure | None:
    """The best figure that is told of a calendar year: by the graph, or by its own sentence."""
    period = Period(year, 0, 0, False, f"{year}年")
    for figure in rank_figures(slot, case.sentences[:_READ], case.coverage, case.known, period):
        if figure.number.family not in slot.families or figure.asked < _MET or _ROUGH.search(figure.number.text):
            continue
        told = figure.statement.period if figure.statement is not None else None
        if fit(period, told) >= 1.0 or (told is None and f"{year}年" in figure.sentence.text):
            return figure
    return None
