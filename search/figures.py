"""Which of the numbers in the best sentences is the one asked for."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache, partial

import msgspec
import numpy as np

from search import segment
from search.coverage import GENERIC, Coverage
from search.encoders import Floats
from search.evidence import CONTEXT_SHARE, NEIGHBOUR_SHARE, Sentence
from search.periods import Period, fit
from search.question import Question
from search.sentences import Number, Span, numbers, pieces, unit_family
from search.slots import Slot
from search.statements import Statement

MEASURE = 4
"""Characters before the question word in which its measure stands; what is before them may name its thing."""
_ADJACENT = 12
"""Characters before a number in which its indicator is expected."""
_TRIED = 12
"""Figures of each slot that are tried together."""
_TOGETHER, _IN_ORDER, _NEXT = 0.5, 0.15, 0.4
"""What two figures gain that stand in one sentence, in the order in which they are asked for, and side by side."""
OTHER_TIME = 0.25
"""What a figure loses that is told of another time than the one asked for."""
_DATED = re.compile(
    r"\d|季度|半年|年$|月$|^[十百千万亿]*(?:元|吨|亩|平方米|公里|公顷|千瓦)$|^全?[省市区县]$|^(?:开发区|园区|高新区|经开区)$"
)
"""Words at the question word that name no measure: times, units, and places."""
_MOVE = re.compile(
    r"(?:同比|环比|较上年|比上年|较去年|比去年|年均|平均)?(?:实际|名义)?"
    r"(?:增长|增加|下降|减少|提高|提升|压减|压缩|缩短|降低|回落|上升|负增长|[↑↓]|占比(?:高达|达|为)?)(?:了|到|至|达)?$"
)


OTHER_KIND = 0.5
"""What a rate of growth loses where a share is asked for, and a share where growth is."""
_RATE_ASKED = re.compile(r"增速|增幅|降幅|涨幅|增长(?!点|极|到|至)|下降(?!到|至)")
_GROWN = re.compile(
    r"(?:增长|增加|下降|减少|回落|上升|增速|增幅|降幅|提高|提升|降低|压缩|缩短|涨|跌|[↑↓])(?:为|了|到|至|达|超过?|约|近|率为?)?$"
)


def is_growth(text: str, number: Number) -> bool:
    """Whether a percentage tells how something grew or fell."""
    return number.family == "percent" and bool(_GROWN.search(text[max(0, number.start - 6) : number.start]))


_GROWTH_WORDS = frozenset(("增速", "增幅", "涨幅", "降幅", "增长率", "增长速度", "增长幅度", "同比"))

PLANNED = 0.15
"""What a target loses where what was done is asked for."""
PLANS = re.compile(r"目标|计划|预计|力争|规划|任务|预期|打算|设计|达产|建成后|将|明年|下一?步|今后|未来")
"""Words of a question that asks for what is planned."""


class Figure(msgspec.Struct, frozen=True, kw_only=True):
    """A number of a sentence.

    `score` is how well it fits; `covered` the share of the whole question met around it, `asked` that of the words next
    to the question word, `named` that of the names in the question met in its sentence or above, each 0 to 1.
    """

    sentence: Sentence
    number: Number
    score: float
    covered: float
    asked: float
    named: float
    statement: Statement | None = None

    @property
    def start(self) -> int:
        """Place in the document's text."""
        return self.sentence.start + self.number.start

    @property
    def end(self) -> int:
        """Place in the document's text."""
        return self.sentence.start + self.number.end


_THINGS = tuple("个家户项条所座件款种类宗支")
_OCCASIONS = ("次", "人", "名", "天", "年", "届", "期", "倍", "岁")
"""Units that count no things: 4次 does not answer 多少个项目."""


def _family_fit(slot: Slot, number: Number, unit: str | None = None) -> float:
    """How well a number is of the kind asked for; `unit` is that of the graph, which heads the table it stands in."""
    if unit and not number.unit and unit_family(unit) in slot.families:
        return 0.3
    if not slot.families:
        return 0.1 if number.unit else 0.0
    if number.family in slot.families:
        if slot.counter in _THINGS and number.unit.endswith(_OCCASIONS):
            return -0.3
        first = number.family == slot.families[0]
        return (0.35 if slot.counter and number.unit.endswith(slot.counter) else 0.3) - (0.0 if first else 0.08)
    if number.family == "people" and "count" in slot.families:
        return 0.15
    if not number.unit and "count" in slot.families:
        return 0.22
    return -0.7


@lru_cache(maxsize=1024)
def _nearness(count: int, at: int) -> Floats:
    """float32 [count]: what the pieces of a sentence are worth to a number in piece `at`; those before it more."""
    worths = [0.88 ** (at - i) if i < at else 0.45 ** (i - at) for i in range(count)]
    return np.maximum(np.array(worths, dtype=np.float32), np.float32(0.25))


def asked_terms(near: str, coverage: Coverage) -> Floats:
    """float32 [terms]: 1 for the words next to the question word, numbers, dates and units aside."""
    texts = [segment.fold(term.text) for term in coverage.terms]
    mask = [float(text in near and not _DATED.search(text)) for text in texts]
    return np.array(mask, dtype=np.float32)


def growth_terms(coverage: Coverage) -> Floats:
    """float32 [terms + 1]: 1 for the words of a question that ask for growth, which 同比增长9.1% tells in others."""
    told = [float(term.text in _GROWTH_WORDS) for term in coverage.terms]
    return np.array([*told, 0.0], dtype=np.float32)


def _timed_terms(period: Period | None, coverage: Coverage) -> Floats:
    """float32 [terms]: 1 for the numbers in which a question names its time."""
    told = re.findall(r"\d+", segment.fold(period.text)) if period is not None else []
    return np.array([float(term.text in told) for term in coverage.terms], dtype=np.float32)


def _generic_terms(coverage: Coverage) -> Floats:
    """float32 [terms]: 1 for words that tell no thing from another: 园区, 上半年."""
    told = [set(term.text) <= GENERIC or bool(_DATED.search(term.text)) for term in coverage.terms]
    return np.array(told, dtype=np.float32)


class _Told(msgspec.Struct, frozen=True):
    statement: Statement
    covered: Floats
    score: float


def _timely(asked: Period | None, told: str | None) -> float:
    """What a figure gains by being told of the time asked for; months named weigh more than a year."""
    worth = fit(asked, told)
    if worth < 0:
        return OTHER_TIME * worth
    return (0.3 if asked is not None and asked.start else 0.15) * worth


def _best_statement(
    known: Mapping[tuple[str, int], Sequence[Statement]],
    place: tuple[str, int],
    length: int,
    slot: Slot,
    coverage: Coverage,
    asked: Floats,
    period: Period | None,
    planned: bool,
) -> _Told | None:
    best: _Told | None = None
    doc, start = place
    for at in range(start, start + length):
        for one in known.get((doc, at), ()):
            covered = coverage.statement(one.subject, one.indicator)
            score = 0.25 * coverage.likeness(one.indicator) + _timely(period, one.period)
            if asked.any():
                score += 0.1 * coverage.share(covered, asked)
            if one.observation is not None and one.observation.status != "实际" and not planned:
                score -= PLANNED
            if one.field == "change" and not slot.change:
                score -= 0.1
            if coverage.things.any() and one.subject.partition("/")[0] in ("Project", "Company"):
                score -= 0.4 * (1 - coverage.share(covered, coverage.things))
            if best is None or score > best.score:
                best = _Told(one, covered, score)
    return best


def _piece_of(number: Number, parts: Sequence[Span]) -> int | None:
    return next((i for i, part in enumerate(parts) if part.start <= number.start < part.end), None)


def _beside(
    told: Sequence[Number], order: int, parts: Sequence[Span], text: str
) -> tuple[tuple[int, int], tuple[int, int]]:
    """The stretches before and after a number in which its indicator is expected."""
    number, at = told[order], _piece_of(told[order], parts)
    if at is None:
        return (0, 0), (0, 0)
    before = told[order - 1].end if order and told[order - 1].end <= number.start else 0
    following = told[order + 1].start if order + 1 < len(told) else len(text)
    head = max(parts[at].start, before, number.start - _ADJACENT), number.start
    return head, (number.end, min(parts[at].end, following, number.end + _ADJACENT))


def rank_figures(
    slot: Slot,
    ranked: Sequence[Sentence],
    coverage: Coverage,
    known: Mapping[tuple[str, int], Sequence[Statement]],
    period: Period | None = None,
    found_in: Callable[[Sentence], Sequence[Number]] = lambda sentence: numbers(sentence.text),
    wanted: Callable[[Number], bool] = lambda number: True,
) -> list[Figure]:
    """The numbers (or what else `found_in` finds) of the sentences, best first; of another measure than asked last.

    Those that are not `wanted` are left out.
    """
    asked = asked_terms(slot.near, coverage)
    timed = _timed_terms(period, coverage)
    measure = slot.near.partition(" ")[0][-MEASURE:]
    about = 1 - asked_terms(f"{measure} {slot.near.partition(' ')[2]}", coverage)
    about *= 1 - np.maximum(timed, _generic_terms(coverage))
    before_it, met, _ = coverage.text.partition(measure) if measure else ("", "", "")
    about *= np.array([not met or term.text in before_it for term in coverage.terms], dtype=np.float32)
    weights = coverage.weights * about
    growth = growth_terms(coverage)
    unnamed = not any(term.strict and not term.text.isdigit() for term in coverage.terms)
    planned = bool(PLANS.search(coverage.text))
    rate = not slot.share and _RATE_ASKED.search(coverage.text) is not None
    found: list[Figure] = []
    for sentence in ranked:
        parts = pieces(sentence.text)
        told = found_in(sentence)
        if not any(wanted(number) for number in told):
            continue
        beside_them = [span for order in range(len(told)) for span in _beside(told, order, parts, sentence.text)]
        seen = sentence.parts([(part.start, part.end) for part in parts] + beside_them)
        own, heads, tails = seen[: len(parts)], seen[len(parts) :: 2], seen[len(parts) + 1 :: 2]
        for order, number in enumerate(told):
            at = _piece_of(number, parts)
            if at is None or not wanted(number):
                continue
            grown = growth if is_growth(sentence.text, number) else 0
            near: Floats = (_nearness(len(parts), at)[:, None] * own).max(axis=0)
            near = np.maximum(np.maximum(near, grown), np.maximum(sentence.above, 0.7 * sentence.around))
            beside = np.maximum(np.maximum(heads[order], 0.8 * tails[order]), grown)
            covered = coverage.share(near)
            in_words = coverage.share(np.maximum(beside, 0.85 * near), asked) if asked.any() else 1.0
            place = (sentence.doc, sentence.start + number.start)
            told_by = _best_statement(known, place, len(number.text), slot, coverage, asked, period, planned)
            if told_by is not None and told_by.score > 0:
                near = np.maximum(near, told_by.covered)
                beside = np.maximum(beside, told_by.covered)
                covered = coverage.share(near)
                in_words = coverage.share(np.maximum(beside, 0.85 * near), asked) if asked.any() else 1.0
            unit = told_by.statement.unit if told_by is not None else None
            score = covered + 0.3 * coverage.share(beside) + _family_fit(slot, number, unit)
            score += told_by.score if told_by is not None else 0.0
            if asked.any():
                score += 0.3 * coverage.share(np.maximum(beside, 0.5 * own[at]), asked)
            moved = bool(_MOVE.search(sentence.text[max(0, number.start - 8) : number.start]))
            if number.family != "percent" and moved != slot.change:
                score -= 0.2
            if slot.share and is_growth(sentence.text, number):
                score -= OTHER_KIND
            if rate and number.family == "percent" and not is_growth(sentence.text, number):
                score -= OTHER_KIND
            score += 0.3 * (sentence.score - 0.6 * coverage.share(sentence.covered))
            spoken = np.maximum(sentence.own, sentence.above / CONTEXT_SHARE)
            if told_by is not None and told_by.score > 0:
                spoken = np.maximum(spoken, told_by.covered)
            if told_by is not None and fit(period, told_by.statement.period) > 0:
                spoken[:-1] = np.maximum(spoken[:-1], timed)  # 去年 in a report of 2025 speaks of 2024
            named = coverage.share(spoken, coverage.strict)
            score -= 0.4 * (1 - named) if coverage.strict.any() else 0.0
            if unnamed:  # 林浆纸一体化一期: no name that the store knows, and yet what is asked about
                near_it: Floats = np.maximum(spoken, sentence.around / NEIGHBOUR_SHARE)
                named = float(near_it[:-1] @ weights) / max(float(weights.sum()), 1e-6) if about.any() else 1.0
            found.append(
                Figure(
                    sentence=sentence,
                    number=number,
                    score=score,
                    covered=covered,
                    asked=in_words,
                    named=named,
                    statement=told_by.statement if told_by else None,
                )
            )
    return sorted(found, key=lambda f: (-f.score, f.sentence.doc, f.start))


def _next(one: Figure, other: Figure) -> bool:
    """Whether a figure follows another with none between them, as a rate follows its level."""
    told = [number.start for number in numbers(one.sentence.text) if number.unit]
    return other.number.start in told and told.index(other.number.start) - 1 in (
        i for i, start in enumerate(told) if start == one.number.start
    )


def _pair(first: Sequence[Figure], second: Sequence[Figure], moved: bool) -> tuple[Figure, Figure] | None:
    """The two figures that answer two slots best together: those of one sentence in the order of the question.

    `moved`: the second is asked for as how the first moved, and follows it.
    """

    def worth(one: Figure, other: Figure) -> float:
        together = (one.sentence.doc, one.sentence.start) == (other.sentence.doc, other.sentence.start)
        joined = _TOGETHER + _IN_ORDER * (other.start > one.start) + _NEXT * (moved and _next(one, other))
        return one.score + other.score + together * joined

    pairs = [(one, other) for one in first[:_TRIED] for other in second[:_TRIED] if one.start != other.start]
    return max(pairs, key=lambda pair: worth(*pair), default=None)


def _fitting(slot: Slot, number: Number) -> bool:
    return not slot.families or number.family in slot.families or not number.unit


def choose(
    question: Question,
    ranked: Sequence[Sentence],
    coverage: Coverage,
    known: Mapping[tuple[str, int], Sequence[Statement]],
    fits: Callable[[Figure, Slot], bool] = lambda figure, slot: True,
) -> list[Figure]:
    """One figure for each slot of the question, later ones from the sentence of the first where one fits there.

    Those that do not `fit` are passed over where one of the best does.
    """
    chosen: list[Figure] = []
    slots = question.slots or (Slot(families=(), counter=None, near=""),)
    rated = []
    for slot in slots:
        figures = rank_figures(slot, ranked, coverage, known, question.period, wanted=partial(_fitting, slot))
        figures = figures or rank_figures(slot, ranked, coverage, known, question.period)
        fit_ones = (i for i, figure in enumerate(figures[:_TRIED]) if fits(figure, slot))
        rated.append(figures[next(fit_ones, 0) :])
    if len(slots) == 2 and (pair := _pair(rated[0], rated[1], slots[1].change)) is not None:
        return list(pair)
    for figures in rated:
        options = [f for f in figures if all((f.start, f.end) != (c.start, c.end) for c in chosen)]
        if not options:
            continue
        best = options[0]
        if chosen:
            first = chosen[0]
            near = [
                f for f in options if (f.sentence.doc, f.sentence.start) == (first.sentence.doc, first.sentence.start)
            ]
            after = [f for f in near if f.start > first.start]
            if near and near[0].score > best.score - 0.5:
                best = near[0]
            if after and after[0].score > best.score - 0.15:
                best = after[0]
        chosen.append(best)
    return chosen


def words_of(figures: Sequence[Figure]) -> str:
    """The figures in the report's own characters, with 同比增长 and the like; neighbours as one stretch."""
    pieces: list[tuple[Sentence, int, int]] = []
    units: dict[tuple[int, int], str] = {}
    for figure in figures:
        text, start = figure.sentence.text, figure.number.start
        move = _MOVE.search(text[max(0, start - 12) : start])
        if move:
            start -= len(move[0])
        joined = pieces and pieces[-1][0] is figure.sentence and text[pieces[-1][2] : start].strip("，,、") == ""
        if not figure.number.unit and figure.statement is not None and figure.statement.unit:
            units[id(figure.sentence), figure.number.end] = figure.statement.unit  # which heads the table
        if joined and start >= pieces[-1][2]:
            pieces[-1] = (figure.sentence, pieces[-1][1], figure.number.end)
        else:
            pieces.append((figure.sentence, start, figure.number.end))
    return "，".join(
        f"{sentence.text[start:end]}{units.get((id(sentence), end), '')}" for sentence, start, end in pieces
    )
