"""Comparisons: the things compared, a figure for each, and which is the greater."""

from __future__ import annotations

import re

import msgspec

from search.case import Case, Said
from search.figures import Figure, rank_figures
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
_LEAST = re.compile(r"最(?:少|小|低|慢|短)|更(?:少|小|低|慢|短)")
_SCALE = {"万": 1e4, "亿": 1e8}


class _Side(msgspec.Struct, frozen=True):
    name: str
    figure: Figure
    value: float


def sides(text: str) -> list[str]:
    """The things that a question compares: 金科和北方哪家…更多 gives 金科, 北方. Empty when they are not named."""
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
    match = re.search(r"[-−－]?\d+(?:[,，]\d{3})*(?:\.\d+)?", figure.number.text)
    if match is None:
        return None
    number = float(re.sub("[,，]", "", match[0]).replace("−", "-").replace("－", "-"))
    for character in figure.number.unit[:2]:
        number *= _SCALE.get(character, 1.0)
    before = figure.sentence.text[max(0, figure.number.start - 4) : figure.number.start]
    return -number if re.search(r"下降|减少|负增长", before) else number


def compare(case: Case) -> Said | None:
    """Each thing's figure and which is the greater (or the least, as asked); None when a figure is missing."""
    text = case.question.text
    family = measure(text)
    names = sides(text)
    if family is None or not 2 <= len(names) <= 6:
        return None
    found: list[_Side] = []
    slot = Slot(families=(family,), counter=None, near=text[-14:])
    for name in names:
        tail = name[-8:]
        best = None
        for figure in rank_figures(slot, case.sentences[:40], case.coverage, case.known, case.question.period):
            if figure.number.family != family:
                continue
            close = _closeness(tail, figure)
            score = figure.score + 0.8 * close
            if close >= 0.5 and (best is None or score > best[0]):
                best = (score, figure)
        value = _value(best[1]) if best else None
        if best is None or value is None:
            return None
        found.append(_Side(_short(name, best[1]), best[1], value))
    if len({(side.figure.sentence.doc, side.figure.start) for side in found}) < len(found):
        return None
    found.sort(key=lambda side: -side.value)
    listed = "，".join(f"{side.name}{side.figure.number.text}" for side in found)
    top = found[-1] if _LEAST.search(text) and not re.search(r"最(?:多|大|高|快|长)", text) else found[0]
    sentences = tuple({(s.figure.sentence.doc, s.figure.sentence.start): s.figure.sentence for s in found}.values())
    return Said(text=f"{top.name}（{listed}）", sentences=sentences, figures=tuple(side.figure for side in found))


def _closeness(name: str, figure: Figure) -> float:
    """How much of a compared thing's name stands right before a number, or else near it; 0 to 1."""
    text, at = figure.sentence.text, figure.number.start
    subject = f"{figure.statement.subject} {figure.statement.indicator}" if figure.statement else ""
    spans = ((text[max(0, at - 16) : at] + subject, 1.0), (text[at : at + 30], 0.8), (text[max(0, at - 45) : at], 0.7))
    pairs = [name[i : i + 2] for i in range(len(name) - 1)] or [name]
    return max(worth * sum(pair in span for pair in pairs) / len(pairs) for span, worth in spans)


def _short(name: str, figure: Figure) -> str:
    """The part of a compared thing's name that the sentence uses."""
    for start in range(len(name)):
        if len(name) - start >= 2 and name[start:] in figure.sentence.text:
            return name[start:]
    return name[-8:]
