"""A measure at two times, as a question names them: 以前和现在各要多少天, 2025年和2030年目标各是多少."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

import msgspec

from search.case import Case, Said
from search.comparisons import measure
from search.figures import Figure, rank_figures
from search.sentences import numbers, scaled, value_of
from search.slots import Slot, slots

_NAMED = (
    r"(?:(?:19|20)\d\d年?(?:度|底|末|全年|以来|目标|计划|预计|(?:\d{1,2}[至—-])?\d{1,2}月(?:份|底|末)?|[上下]半年|前?[一二三四]季度)*|"
    r"(?:去|今|明|前|上一?|当)年(?:底|初|末|全年|同期|目标|(?:\d{1,2}[至—-])?\d{1,2}月(?:份|底|末)?|[上下]半年|前?[一二三四]季度|前\d{1,2}个月)*|"
    r"现在|目前|如今|眼下|当前|当下|现有|以前|过去|原来|原先|从前|此前|先前|当初|以往|早先|之前|最初|起初|起步时|(?:试产|投产|成立|设立|建园|开园|入驻|落户|搬来)(?:时|之初|初期))"
)
_ASKED = re.compile(rf"(?P<a>{_NAMED})的?(?:和|与|跟|、|及|同|对比|相比|到|比)(?P<b>{_NAMED})")
_THAN = re.compile(
    rf"(?P<a>{_NAMED})?(?P<what>[^，,]*?)比(?P<b>{_NAMED})(?=[^，,]{{0,4}}(?:多|少|高|低|快|慢|大|小)还是)"
)
_WHICH = re.compile(
    r"(?:哪(?:一?[个年家边段]|个?时[候期段])|谁)[^，,]{0,10}?(?:更|最)?(?P<way>[多少高低快慢大小长短])(?:一?些)?(?=[，,？?]|$)"
)
_OR = re.compile(
    r"(?P<more>[多高大快长])了?还是(?P<less>[少低小慢短])|(?P<less2>[少低小慢短])了?还是(?P<more2>[多高大快长])"
)
_LESS = "少低小慢短"
_TOLD = re.compile(rf"{_NAMED}|今(?=[仅只])")
_BEFORE = re.compile(r"以前|过去|原来|原先|从前|此前|先前|当初|以往|早先|之前|最初|起初|[一-鿿]{2}(?:时|之初|初期)$")
_NOW = re.compile(r"现在|目前|如今|眼下|当前|当下|现有|今(?!年|后)")
_YEAR = re.compile(r"(?:19|20)\d\d")
_OFFSETS = {"前年": -2, "去年": -1, "上年": -1, "上一年": -1, "今年": 0, "当年": 0, "明年": 1}
_FROM, _TO = re.compile(r"[由从][^，,。；;]{0,8}$"), re.compile(r"^[^，,。；;、]{0,10}[到至为成][了只仅]?$")
_APART = re.compile(r"相差|差了?多少|[多少高低](?:了)?(?:多少|几)|(?:增加|减少|增长|下降|缩短|提高)了?(?:多少|几)")
_APART_WORDS = re.compile("相差|差距|差了?(?=多少|几)")
_READ = 20
_NEAR = 12
_NOW_YEAR = "今年"
"""What a year or a part of it is told beside another: 比去年同期多还是少."""
_BARE = "个"
"""What is left of a unit (个工作日, 个百分点) where the one before it tells the rest."""
_MET = 0.4
"""Share of the words of the measure that must stand by a figure."""


class _Time(msgspec.Struct, frozen=True):
    """`year` None where only 以前 or the like is told; `part` is a part of the year, as told; `text` its words."""

    year: int | None
    before: bool
    part: str
    text: str


def _time(text: str, today: int | None) -> _Time:
    """What a time named amounts to, in an article of the year `today`."""
    year = int(found[0]) if (found := _YEAR.search(text)) else None
    if year is None and today is not None:
        offset = next((offset for word, offset in _OFFSETS.items() if text.startswith(word)), None)
        offset = 0 if offset is None and _NOW.search(text) else offset
        year = today + offset if offset is not None else None
    part = re.sub(
        rf"{_YEAR.pattern}|^(?:去|今|明|前|上一?|当)年|年|度|目标|计划|预计|全年|{_NOW.pattern}|{_BEFORE.pattern}",
        "",
        text,
    )
    return _Time(year, bool(_BEFORE.search(text)), part, text)


def _year_of(case: Case, figure: Figure) -> int | None:
    document = case.documents.get(figure.sentence.doc)
    start = figure.sentence.start
    return next((one.year for one in document.articles if one.start <= start < one.end), None)


def _told_of(figure: Figure, today: int | None) -> _Time:
    """The time that a sentence tells a figure of: named before it, the first of two ends of a change, else now."""
    text, number = figure.sentence.text, figure.number
    told = [one for one in numbers(text) if one.family == number.family]
    for first, second in pairwise(told):
        ends = _FROM.search(text[max(0, first.start - 9) : first.start]) and _TO.search(text[first.end : second.start])
        if ends and number.start == second.start and not _TOLD.search(text[first.end : second.start]):
            return _Time(today, False, "", "")
        if ends and number.start == first.start and not _YEAR.search(text[max(0, first.start - 9) : first.start]):
            return _Time(None, True, "", "")
    marks = [one for one in _TOLD.finditer(text) if one.end() <= number.start]
    if marks:
        return _time(marks[-1][0], today)
    return _Time(today, False, "", "")


def _same(asked: _Time, told: _Time) -> bool:
    if asked.before or told.before:
        return asked.before and told.before
    if asked.part and told.part and asked.part != told.part:
        return False
    return asked.year is not None and asked.year == told.year


def _earlier(asked: _Time, told: _Time, today: int | None) -> bool:
    """Whether 以前 is asked for and a year before the report's is told."""
    return asked.before and told.year is not None and today is not None and told.year < today


def two_times(case: Case) -> Said | None:
    """Each time with its figure, and how far they are apart where that is asked for; None where one is missing."""
    text = case.question.text
    asked = _ASKED.search(text) or _THAN.search(text)
    if asked is None:
        return None
    times = {"a": asked["a"] or _NOW_YEAR, "b": asked["b"]}
    slot = _slot(case, text, asked)
    if slot is None:
        return None
    ranked = rank_figures(slot, case.sentences[:_READ], case.coverage, case.known)
    ranked = [one for one in ranked if one.asked >= _MET]
    figures = [one for one in ranked if one.number.family in slot.families or one.number.unit == _BARE]
    best = _best(case, times, figures)
    if best is None and not any(one.families for one in case.question.slots):
        best = _best(case, times, [one for one in ranked if one.number.unit and one.number.family != "rank"])
    if best is None:
        return None
    a, b = best
    told = "，".join(f"{_label(case, times[name], one)}{one.number.text}" for name, one in (("a", a), ("b", b)))
    told = _which(text, times, a, b, told) or (_apart(a, b, told) if _APART.search(text) else None) or told
    sentences = tuple({(one.sentence.doc, one.sentence.start): one.sentence for one in (a, b)}.values())
    return Said(text=told, sentences=sentences, figures=(a, b))


def _best(case: Case, times: dict[str, str], figures: Sequence[Figure]) -> tuple[Figure, Figure] | None:
    """The two figures of one document that are told of the two times, those of one sentence first."""
    best: tuple[float, Figure, Figure] | None = None
    for doc in dict.fromkeys(one.sentence.doc for one in figures[:_READ]):
        mine = [one for one in figures if one.sentence.doc == doc]
        first, second = (_options(case, times[name], mine) for name in ("a", "b"))
        for a in first[:_READ]:
            for b in second[:_READ]:
                if (a.sentence.start, a.start) == (b.sentence.start, b.start) or not _alike(a, b):
                    continue
                worth = a.score + b.score + (1.0 if a.sentence.start == b.sentence.start else 0.0)
                if best is None or worth > best[0]:
                    best = worth, a, b
    return None if best is None else best[1:]


def _alike(first: Figure, second: Figure) -> bool:
    """Whether two figures have one unit, which the second in a sentence may cut short: 62个工作日，如今只要5个."""
    a, b = first.number.unit, second.number.unit
    if first.number.family == second.number.family == "money" and a[-1:] == b[-1:]:
        return True  # 2.64亿元 and 4100万元
    return a == b or (a.startswith(b) and b == _BARE and first.sentence.start == second.sentence.start)


def _slot(case: Case, text: str, asked: re.Match[str]) -> Slot | None:
    """The measure asked for, without the times; None where its kind is not told."""
    rest = re.sub(r"\s+", "", text[: asked.start()] + (asked.groupdict().get("what") or "") + text[asked.end() :])
    found = slots(_APART_WORDS.sub("", rest.lower()))
    slot = next((one for one in (*found, *case.question.slots) if one.families), None)
    if slot is not None:
        return slot
    family = measure(_WHICH.sub("", rest))
    return Slot(families=(family,), counter=None, near=f"{re.split('[，,]', rest)[0][-_NEAR:]} ") if family else None


def _which(text: str, times: dict[str, str], first: Figure, second: Figure, told: str) -> str | None:
    """Which of two times has more (or less, as asked), or whether it is more or less now; None where not asked."""
    a, b = (value_of(one.number) for one in (first, second))
    if a is None or b is None:
        return None
    a, b = scaled(a, first.number.unit), scaled(b, second.number.unit)
    if (asked := _OR.search(text)) is not None:
        way = (asked["more"] or asked["more2"]) if a > b else (asked["less"] or asked["less2"])
        return f"{way}，{first.number.text}对{second.number.text}"
    which = _WHICH.search(text)
    if which is None or a == b:
        return None
    won = "a" if (a < b) == (which["way"] in _LESS) else "b"
    return f"{times[won]}（{told}）"


def _options(case: Case, mark: str, figures: Sequence[Figure]) -> list[Figure]:
    """The figures that are told of a time, best first."""
    found = []
    for one in figures:
        today = _year_of(case, one)
        asked, told = _time(mark, today), _told_of(one, today)
        if _same(asked, told) or _earlier(asked, told, today):
            found.append(one)
    return found


def _label(case: Case, mark: str, figure: Figure) -> str:
    """What the time is called: as the question does, or as the sentence where it says 过去 or 如今 too."""
    if not (_BEFORE.search(mark) or _NOW.search(mark)):
        return re.sub(r"目标|计划|预计", "", mark)
    text = figure.sentence.text[: figure.number.start]
    told = [found[0] for found in _TOLD.finditer(text)]
    vague = told and (_BEFORE.fullmatch(told[-1]) or _NOW.fullmatch(told[-1]))
    return told[-1] if vague else mark


def _apart(first: Figure, second: Figure, told: str) -> str | None:
    a, b = value_of(first.number), value_of(second.number)
    if a is None or b is None or first.number.unit != second.number.unit:
        return None
    unit = "个百分点" if first.number.unit in ("%", "％") else first.number.unit
    return f"{'多' if a > b else '少'}{abs(a - b)}{unit}（推算：{told}）"
