"""Comparisons: the things compared, a figure for each, and which is the greater."""

from __future__ import annotations

import math
import re

import msgspec
import numpy as np

from search import segment
from search.case import Case, Said
from search.encoders import Floats
from search.figures import Figure, rank_figures
from search.sentences import Number, numbers, scaled, value_of
from search.slots import Family, Slot

_BETWEEN = re.compile(r"、|和|与|跟|以及|还是|及")
_END = re.compile(
    r"相比|对比|相较|比较|几处|几个|两个|三个|两者|三者|中(?=[，,])|里(?=[，,])|[，,:：]|哪|谁|各(?=[是有为])|分别|的(?:总)?(?:投资|规模|面积|产能|数量)"
)
_MEASURE: tuple[tuple[Family, re.Pattern[str]], ...] = (
    ("percent", re.compile(r"增速|增幅|增[得长]|涨|降|率|快|慢|占比")),
    ("area", re.compile(r"面积|占地|土地|用地")),
    ("length", re.compile(r"长度|最长|更长|多长|里程")),
    ("time", re.compile(r"时间|天数|工期|时限|工作日")),
    ("money", re.compile(r"投资|金额|产值|收入|税|资金|规模|值|额|出口|进口")),
    ("count", re.compile(r"数量|项目数|多少[个家户项]|企业|项目|家|户|个")),
)  # fmt: skip
_COMPARED = re.compile(
    r"更|最|相比|对比|相差|差多少|比较|较|各.{0,3}多少|分别.{0,3}多少|[增降涨跌]得|"
    r"(?:哪[个家一处]|谁).{0,16}(?:多|大|高|快|好|强|少|低|慢|小)(?:一?[些点]|呢)?[?？]?$"
)
_WHICH = re.compile(
    r"(?:哪一?[个家处类项]|谁)的?([^，,哪谁的更最]{1,6}?)[更最]?(多|大|高|长|快|少|小|低|短|慢)(?=[，,?？]|$)"
)
_EACH = re.compile(r"(?:各是|各有|各为|各|分别[是有为]?)多少.{0,6}哪.{0,4}(更[一-鿿])")
_ASKS_WHICH = re.compile("哪|谁|更|最|还是")
_CLOSE, _TOGETHER, _NAME = 0.3, 0.6, 14
_TOLD = 0.5
"""How surely a sentence must speak of a place whose figure it gives."""
_MET = 0.4
"""Share of the question, the other things compared aside, that the sentence of a figure must meet."""
_PERIOD = re.compile(r"\d|[年月]")
_LEAST = re.compile(r"最(?:少|小|低|慢|短)|更(?:少|小|低|慢|短)")
_SCALE = {"万": 1e4, "亿": 1e8}


class _Side(msgspec.Struct, frozen=True):
    name: str
    figure: Figure
    value: float


def sides(text: str) -> list[str]:
    """The things that a question compares: 甲园和乙园哪家…更多 gives 甲园, 乙园. Empty when they are not named."""
    head = _END.split(text, maxsplit=1)[0]
    parts = [part.strip(' “”"的') for part in _BETWEEN.split(head)]
    if len(parts) < 2:
        for match in _END.finditer(text):
            pieces = [
                part.strip(' “”"的') for part in _BETWEEN.split(text[: match.start()].split("，")[-1].split(",")[-1])
            ]
            if len(pieces) >= 2:
                parts = pieces
                break
    return [part for part in parts if part] if len(parts) >= 2 else []


def measure(text: str) -> Family | None:
    """What is compared; None where the question does not tell."""
    return next((family for family, pattern in _MEASURE if pattern.search(text)), None)


def _value(figure: Figure) -> float | None:
    value = value_of(figure.number)
    if value is None:
        return None
    number = float(scaled(value, figure.number.unit))
    before = figure.sentence.text[max(0, figure.number.start - 4) : figure.number.start]
    return -number if re.search(r"下降|减少|负增长", before) else number


def compare(case: Case) -> Said | None:
    """Each thing's figure and which is the greater (or the least, as asked); None when a figure is missing.

    Figures that one passage tells of all the things are preferred: they are of one time and one kind.
    """
    text = segment.fold(case.question.text)
    asked = list(_WHICH.finditer(text))
    if len(asked) > 1 and len({one[1] for one in asked}) > 1:
        told = [_compare(case, text, measure(one[1]), one) for one in asked]
        if all(told):
            return Said(
                text="，".join(one.text for one in told if one),
                sentences=tuple({(s.doc, s.start): s for one in told if one for s in one.sentences}.values()),
                figures=tuple(figure for one in told if one for figure in one.figures),
            )
    return _compare(case, text, measure(text))


def _compare(case: Case, text: str, family: Family | None, which: re.Match[str] | None = None) -> Said | None:
    names = sides(text)
    if family is None or not 2 <= len(names) <= 6 or not _COMPARED.search(text):
        return None
    slot = Slot(families=(family,), counter=None, near=text[-14:])
    figures = rank_figures(slot, case.sentences[:40], case.coverage, case.known, case.question.period)
    options = [_options(case, name, names, [f for f in figures if f.number.family == family]) for name in names]
    if not all(options):
        return None
    passages = {id(figure.sentence.view) for _, figure in options[0]}
    together = [
        [next(((score, f) for score, f in found if id(f.sentence.view) == view), None) for found in options]
        for view in passages
    ]
    whole = [[pick for pick in picks if pick is not None] for picks in together]
    choices = [[found[0] for found in options], *(picks for picks in whole if len(picks) == len(names))]
    best = max(choices, key=lambda picks: sum(score for score, _ in picks) + _TOGETHER * len(picks) * _one_view(picks))
    found = [_Side(_short(name, f), f, _value(f) or 0.0) for name, (_, f) in zip(names, best, strict=True)]
    if len({(side.figure.sentence.doc, side.figure.start) for side in found}) < len(found):
        return None
    order = list(found)
    found.sort(key=lambda side: -side.value)
    listed = "，".join(f"{side.name}{side.figure.number.text}" for side in found)
    most, least = re.search(r"最(?:多|大|高|快|长)", text), _LEAST.search(text)
    each = _EACH.search(text)
    if which is not None:
        winner = found[-1] if _LEAST.search(f"更{which[2]}") else found[0]
        others = [side for side in found if side is not winner]
        said = "对".join(side.figure.number.text for side in (winner, *others))
        said = f"{winner.name}{which[1]}{which[2]}（{said}）"
    elif most and least:
        ends = (f"{found[0].name}{most[0]}", found[0]), (f"{found[-1].name}{least[0]}", found[-1])
        said = "，".join(f"{name}（{side.figure.number.text}）" for name, side in ends)
        said += "".join(f"，{side.name}{side.figure.number.text}" for side in found[1:-1])
    elif each is not None and len({side.value for side in found}) > 1:
        winner = found[-1] if least else found[0]
        said = "，".join(f"{side.name}{side.figure.number.text}" for side in order) + f"，{winner.name}{each[1]}"
    elif not _ASKS_WHICH.search(text):
        said = "，".join(f"{side.name}{side.figure.number.text}" for side in order)
    else:
        said = f"{(found[-1] if least else found[0]).name}（{listed}）"
    sentences = tuple({(s.figure.sentence.doc, s.figure.sentence.start): s.figure.sentence for s in found}.values())
    return Said(text=said, sentences=sentences, figures=tuple(side.figure for side in found))


def _one_view(picks: list[tuple[float, Figure]]) -> bool:
    return len({id(figure.sentence.view) for _, figure in picks}) == 1


def _options(case: Case, name: str, names: list[str], figures: list[Figure]) -> list[tuple[float, Figure]]:
    """The figures that may be those of one of the things compared, best first."""
    mine = _terms_beside(case, [other for other in names if other != name], name)
    places = [i for i, term in enumerate(case.coverage.terms) if term.place and segment.fold(term.text) in name]
    found = []
    for figure in figures:
        close = _closeness(name, figure)
        met = case.coverage.share(figure.sentence.covered, mine)
        seen = np.maximum(figure.sentence.own, figure.sentence.above)
        if any(seen[i] < _TOLD for i in places):
            continue
        if close >= _CLOSE and met >= _MET and _value(figure) is not None:
            found.append((figure.score + 1.5 * close + met, figure))
    return sorted(found, key=lambda pair: -pair[0])


def _terms_beside(case: Case, others: list[str], name: str) -> Floats:
    """float32 [terms]: 1 for the terms that do not belong to the other things compared."""
    folded = [segment.fold(term.text) for term in case.coverage.terms]
    kept = [float(term in name or not any(term in other for other in others)) for term in folded]
    return np.array(kept, dtype=np.float32)


def _closeness(name: str, figure: Figure) -> float:
    """How near a number a part of a compared thing's name stands, with no other such number between; 0 to 1.

    A part of four characters or more counts fully; a name after the number only as its object (50亿元的某项目).
    """
    text, number = segment.fold(figure.sentence.text), figure.number
    others = [one for one in numbers(figure.sentence.text) if one.family == number.family and one != number]
    tail = name[-_NAME:]
    best = 0.0
    for size in range(len(tail), 1, -1):
        worth = 0.5 + 0.125 * min(size, 4)
        if worth <= best:
            break
        for start in range(len(tail) - size + 1):
            at = -1 if _PERIOD.search(tail[start : start + size]) else text.find(tail[start : start + size])
            while at >= 0:
                best = max(best, worth * _nearness(at, at + size, number, others, text))
                at = text.find(tail[start : start + size], at + 1)
    return best


def _nearness(start: int, end: int, number: Number, others: list[Number], text: str) -> float:
    if end <= number.start:
        between, distance = (end, number.start), number.start - end
    elif start >= number.end:
        between, distance = (number.end, start), 2 * (start - number.end)
        if re.search(r"[，,；;、]", text[number.end : start]):
            return 0.0
    else:
        return 0.0
    parted = any(between[0] <= one.start < between[1] for one in others)
    return math.exp(-distance / 25) * (0.3 if parted else 1.0)


def _short(name: str, figure: Figure) -> str:
    """The longest stretch of a compared thing's name that the sentence uses, in its own letters."""
    told = figure.sentence.text
    text = segment.fold(told)
    for size in range(len(name), 1, -1):
        for start in range(len(name) - size, -1, -1):
            at = text.find(name[start : start + size])
            if at >= 0:
                return told[at : at + size].strip("的“”")
    return name[-8:]
