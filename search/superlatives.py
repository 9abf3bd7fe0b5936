"""Which of several things has the most: 哪家开发区得分最高, read from the figures that one report tells of each.

The things are not named in the question. Each figure of the measure is told of what its place among names listed side
by side says (甲、乙分别完成3亿元和2亿元), else of the thing named last before it, else of what the graph says.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

import msgspec

from search.bearing import part_of, rivals_in
from search.case import Case, Said
from search.comparisons import sides
from search.figures import Figure, is_growth, rank_figures
from search.in_order import run_of
from search.sentences import scaled, value_of
from search.slots import Family, Slot
from search.terms import is_name

_ASKED = re.compile(
    r"(?P<least>最(?:少|小|低|慢|短|便宜|落后)|垫底|降得最[多快]|降幅最大|下降最[多快])|最(?:多|大|高|快|长|强|贵|领先)|领跑|排头|居首|第一(?!次|批|期|产业)"
)
_WHICH = re.compile(r"哪(?:一)?[个家处类项条座片]?|谁")
_GROWTH = re.compile(r"增速|增幅|涨幅|增[长得]|涨得|最[快慢]|降幅|下降")
_RATE = re.compile(r"率|占比|比重|比例|份额|强度")
_FAMILY: tuple[tuple[Family, re.Pattern[str]], ...] = (
    ("percent", re.compile(r"增速|增幅|涨幅|增长|增得|涨得|降幅|下降|率|占比|比重|比例|份额|强度")),
    ("area", re.compile(r"面积|占地|用地")),
    ("people", re.compile(r"人数|员工|用工|就业")),
    ("money", re.compile(r"投资|金额|产值|收入|税|资金|外资|内资|额|出口|进口|营收|利润|价")),
    ("count", re.compile(r"项目数|(?:签约|开工|投产|落地)(?:的)?项目|企业|专利|数量|户|家数")),
)
_READ = 25
_NEAR = 1.3
"""How much worse than the best figure one of the same measure may be."""
_MET = 0.45
"""Share of the words of the measure that must stand by a figure."""
_NAMES = re.compile(r"、|和|与|及")
_FELL = re.compile(r"下降|减少|回落|负增长|跌|-|−|－")
_NAME = re.compile(r"(?![前后上下全其该去今这])[一-鿿]{3,8}(?<![的了由为完成实现达到])")
_KINDS = ("Zone", "Company", "Project", "Facility")


class _Told(msgspec.Struct, frozen=True):
    """A figure with what it is told of: the key, and the name as the report writes it there."""

    key: str
    name: str
    figure: Figure
    value: Decimal


def superlative(case: Case) -> Said | None:
    """The thing with the most (or the least) of a measure, and its figure; None where fewer than two are told."""
    text = case.question.text
    asked = _ASKED.search(text)
    if asked is None or not _WHICH.search(text) or len(sides(text)) > 1:
        return None
    measure = _measure(text)
    family = next((family for family, pattern in _FAMILY if pattern.search(measure)), None)
    if not measure:
        return None
    growth = family == "percent" and _GROWTH.search(measure) is not None and not _RATE.search(measure)
    families: tuple[str, ...] = (family,) if family is not None else ()
    slot = Slot(families=families, counter=None, near=measure[-12:])
    figures = rank_figures(slot, case.sentences[:_READ], case.coverage, case.known, case.question.period)
    kept = [one for one in figures if one.asked >= _MET and _of_kind(one, family, growth)]
    if not kept:
        return None
    told = _each(case, [one for one in kept if one.score >= kept[0].score - _NEAR], kept[0].sentence.doc, measure)
    if len(told) < 2:
        return None
    least = asked["least"] is not None and not re.search(r"降", asked["least"])
    fallen = re.search(r"降幅最大|下降最[多快]|降得最", text) is not None
    best = sorted(told, key=lambda one: (one.value, one.name) if least or fallen else (-one.value, one.name))[0]
    sentence = best.figure.sentence
    said = f"{best.name}（{best.figure.number.text}{_unit(best.figure)}）"
    return Said(text=said, sentences=(sentence,), figures=(best.figure,), names=(best.name,))


def _measure(text: str) -> str:
    """The words of a question that name the measure: what stands before 最高, without what asks for the thing."""
    asked = _ASKED.search(text)
    head = text[: asked.start()] if asked is not None else text
    head = re.split(r"[，,：:]|(?:里|中|之中)(?=[^，,]*$)", head)[-1]
    head = re.sub(r"^.*?(?:哪(?:一)?[个家处类项条座片]?(?:开发区|园区|企业|公司|项目|产业|地方)?的?|谁的?)", "", head)
    return re.sub(r"(?:\d{4}年(?:度)?|上半年|下半年|前?[一二三四]季度|今年|去年|的|是|以来)", "", head)


def _of_kind(figure: Figure, family: Family | None, growth: bool) -> bool:
    """Whether a figure is of the kind asked for; one in a table may have its unit in the head of its column."""
    number, told = figure.number, figure.statement
    unit = number.unit or (told.unit if told is not None and told.unit else "")
    if family == "percent":
        grown = is_growth(figure.sentence.text, number) or (
            told is not None and _GROWTH.search(told.indicator) is not None
        )
        return ("%" in unit or "％" in unit) and (grown if growth else True)
    if family is None:
        return "%" not in unit
    return number.family == family or (not number.unit and bool(unit))


def _each(case: Case, figures: Sequence[Figure], doc: str, measure: str) -> list[_Told]:
    """One figure for each thing of one document, the best told of it."""
    found: dict[str, _Told] = {}
    for figure in figures:
        if figure.sentence.doc != doc:
            continue
        subject = _subject(case, figure, measure)
        value = _value(figure)
        if subject is not None and value is not None:
            found.setdefault(subject[0], _Told(*subject, figure, value))
    return list(found.values())


def _subject(case: Case, figure: Figure, measure: str) -> tuple[str, str] | None:
    """The key and the name of what a figure is told of; None where no firm, project or zone is named."""
    sentence, number = figure.sentence, figure.number
    named = rivals_in(case, sentence)
    if "\t" in sentence.text:
        return named[0][2:] if named else _cell(sentence.text)
    listed = _in_order(figure, named)
    if listed is not None:
        return listed
    before = [one for one in named if one[0] < number.start]
    part = part_of(sentence.text, number.start)
    if before and before[-1][0] >= part.start:
        return before[-1][2:]
    if (head := _head(part.text[: number.start - part.start], measure)) is not None:
        return head, head
    if before:
        return before[-1][2:]
    told = figure.statement
    if told is not None and told.subject.partition("/")[0] in _KINDS:
        name = told.subject.partition("/")[2]
        return told.subject, name
    behind = [
        one for one in named if one[0] >= number.end and not re.search("[，,；;。]", sentence.text[number.end : one[0]])
    ]
    return behind[0][2:] if behind else None


def _head(words: str, measure: str) -> str | None:
    """What a part of a sentence is told of by its first words, up to those of the measure: 蓝谷线缆 of 蓝谷线缆产值."""
    at = words.find(measure[-2:]) if len(measure) >= 2 else -1
    name = words[:at].strip(' “”"') if at > 0 else ""
    return name if _NAME.fullmatch(name) and is_name(name) else None


def _cell(row: str) -> tuple[str, str] | None:
    """The first cell of a table's row that is a name."""
    cell = next((one.strip() for one in row.split("\t") if re.search("[一-鿿]{2}", one)), None)
    return None if cell is None else (cell, cell)


def _in_order(figure: Figure, named: Sequence[tuple[int, int, str, str]]) -> tuple[str, str] | None:
    """What a figure is told of where so many names and so many figures are listed side by side."""
    text, number = figure.sentence.text, figure.number
    listed = run_of(text, number)
    if listed is None:
        return None
    run = listed[1]
    names = [one for one in named if one[1] <= run[0].start]
    while len(names) > 1 and not _NAMES.fullmatch(text[names[-2][1] : names[-1][0]] or "、"):
        names = names[-1:]
    together = names[-len(run) :]
    if len(together) != len(run):
        return None
    return together[run.index(number)][2:]


def _unit(figure: Figure) -> str:
    told = figure.statement
    return told.unit or "" if not figure.number.unit and told is not None else ""


def _value(figure: Figure) -> Decimal | None:
    value = value_of(figure.number)
    if value is None:
        return None
    value = scaled(value, figure.number.unit or _unit(figure))
    before = figure.sentence.text[max(0, figure.number.start - 5) : figure.number.start]
    return -value if value > 0 and _FELL.search(before) else value
