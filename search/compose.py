"""Composing an answer: each kind of question has its way to say what the best sentences say."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import msgspec

from search.bearing import of_another, tells_other
from search.case import Case, Said
from search.comparisons import compare
from search.contrasts import asks_difference, asks_from_to, before_and_after, difference, exactly, from_to, ranks
from search.dates import dates
from search.entities import asked_types, listed_entities, listed_types, rank_entities
from search.evidence import Sentence
from search.excerpts import clipped, excerpt
from search.figures import choose, rank_figures, words_of
from search.lists import Enumeration, asked_count, enumerations, ordinals
from search.question import Kind, which_way
from search.sentences import numbers
from search.slots import Slot, slots
from search.superlatives import superlative
from search.two_times import two_times
from search.verdicts import verdict, way_told

SHORT, LONG, COMPARED = 160, 400, 240
"""Characters of an answer, of a list, of a comparison."""
_GREATER = re.compile(r"更|最|哪|相比|相差|[增降涨跌]得")
_AUTHOR = re.compile(r"作者|谁写|撰稿|执笔|记者是谁|通讯员")
_EXACTLY = (
    (re.compile(r"哪一?天|几号|哪一?日|几日"), re.compile(r"\d日")),
    (re.compile(r"哪一?年|哪个年份"), re.compile(r"(?:19|20)\d\d年")),
    (re.compile(r"哪个?月|几月"), re.compile(r"\d月")),
)
"""How exactly a question wants the time, and what a date must tell to answer it."""
_LOOKED_AT, _AHEAD = 8, 600
"""Sentences in which an enumeration of so many items is looked for, and how far behind one it may begin."""
_CLEARLY = 0.15
"""How much better than the next an enumeration must fit the question to be its answer."""
_FEW = 3
"""Items from which an enumeration stands for itself; fewer are quoted with their sentence."""
_SO_MANY = re.compile(
    r"(?:哪|的)?(?P<n>[两二三四五六七八九十]{1,2}|\d{1,2})(?P<counter>条|个|户|家|项|种|类|大|级|所|处)(?P<noun>[一-鿿]{2,6}?)"
    r"(?=[?？，,]|是|有|分别|指|都|$)"
)
"""A number of things with what they are called: 哪三条产业链."""
_READ_FOR_COUNT = 25
_REST = 6
"""Characters that a name may have beside the part of it that is known."""
_MARGIN = 0.3
"""How much worse than the best sentence that of a name may be."""


def _figure(case: Case) -> Said | None:
    if (said := two_times(case)) is not None:
        return said
    figures = choose(
        case.question, case.sentences, case.coverage, case.known, lambda one, slot: not tells_other(case, one, slot)
    )
    if not figures:
        return None
    wanted = case.question.slots
    if wanted and (wanted[0].change or asks_from_to(case.question.text)) and (run := from_to(figures[0])) is not None:
        return Said(text=run, sentences=(figures[0].sentence,), figures=(figures[0],))
    if len(figures) == 1:
        figures = [exactly(figures[0])]
    said = Said(text=words_of(figures), sentences=tuple(f.sentence for f in figures), figures=tuple(figures))
    return _with_name(case, said)


def _with_name(case: Case, said: Said) -> Said:
    """The figure with the name that another clause of the question asks for: 由谁建设，总投资多少."""
    asked = re.split("[，,；;、]", case.question.text)
    types = next((types for one in asked if not slots(one) and (types := asked_types(one))), ())
    if len(asked) < 2 or not types:
        return said
    told = said.figures[0].sentence
    names = (
        one.number.text
        for one in rank_entities(case, types)
        if (one.sentence.doc, one.sentence.start) == (told.doc, told.start)
        and not of_another(case, told, one.number.start)
    )
    name = next(names, None)
    return said if name is None else msgspec.structs.replace(said, text=f"{name}，{said.text}", names=(name,))


def _when(case: Case) -> Said | None:
    slot = Slot(families=("date",), counter=None, near="")
    found = rank_figures(slot, case.sentences, case.coverage, {}, None, lambda sentence: dates(sentence.text))
    if not found:
        return None
    exact = next((told for asked, told in _EXACTLY if asked.search(case.question.text)), None)
    best = next((one for one in found if exact is not None and exact.search(one.number.text)), found[0])
    return Said(text=best.number.text, sentences=(best.sentence,), figures=(best,))


def _author(case: Case) -> Said | None:
    if not _AUTHOR.search(case.question.text):
        return None
    for sentence in case.sentences[:3]:
        document = case.documents.get(sentence.doc)
        article = next((a for a in document.articles if a.start <= sentence.start < a.end and a.author), None)
        if article is not None and article.author is not None:
            return Said(text=article.author, sentences=(sentence,), names=(article.author,))
    return None


def _entity(case: Case) -> Said | None:
    said = superlative(case) or _author(case)
    types = asked_types(case.question.text)
    if said is not None or not types:
        return said
    found = [one for one in rank_entities(case, types) if not of_another(case, one.sentence, one.number.start)]
    if not found or found[0].sentence.score < case.sentences[0].score - _MARGIN:
        return None
    name = found[0].number.text
    words = clipped(found[0].sentence, case.coverage, SHORT - len(name) - 2).rstrip("。；，")
    if name not in words:
        return None
    return Said(text=f"{name}（{words}）", sentences=(found[0].sentence,), figures=(found[0],), names=(name,))


def _list(case: Case) -> Said | None:
    best = case.sentences[0]
    count = asked_count(case.question.text)
    for sentence in case.sentences[: 3 if count is None else _LOOKED_AT]:
        rest = case.documents.text(sentence.doc)[sentence.start : sentence.start + 3000]
        run = ordinals(rest, count)
        if run and run.start < len(sentence.text) + _AHEAD and count == len(run.items):
            text = "、".join(run.items)
            if len(text) <= LONG:
                return Said(text=text, sentences=_holding(case, sentence, run), names=run.items)
    counted = _counted(case, count)
    if counted is not None:
        return counted
    listed = _enumeration(case, best, count)
    if listed is not None:
        return Said(text="、".join(listed), sentences=(best,), names=listed)
    text, used = excerpt(case, LONG)
    return Said(text=text, sentences=used)


def _counted(case: Case, count: int | None) -> Said | None:
    """An enumeration of just so many things that is called what the question calls it: 甲、乙、丙三条产业链."""
    asked = _SO_MANY.search(case.question.text)
    if asked is None or count is None or count < _FEW:
        return None
    called = re.compile(
        rf"(?:{asked['n']}|{count})(?:{asked['counter']}|大|个|项)?[^，,。；;、]{{0,6}}{re.escape(asked['noun'])}"
    )
    for sentence in case.sentences[:_READ_FOR_COUNT]:
        for one in enumerations(sentence.text):
            stretch = sentence.text[one.start : one.end]
            if len(one.items) == count and called.search(stretch):
                items = tuple(called.sub("", item).strip("“”") or item for item in one.items)
                return Said(text="、".join(items), sentences=(sentence,), names=items)
    return None


def _holding(case: Case, sentence: Sentence, run: Enumeration) -> tuple[Sentence, ...]:
    """The sentences read that hold an enumeration which begins `run.start` characters after one's own start."""
    start, end = sentence.start + run.start, sentence.start + run.end
    held = [one for one in case.sentences if one.doc == sentence.doc and one.start < end and start < one.end]
    return tuple(held) or (sentence,)


def _whole_name(name: str, items: Sequence[str]) -> str:
    """A name as an enumeration writes it, where it was known by a part of that only: 锐恒 of 锐恒合金."""
    return next((item for item in items if name in item and len(item) <= len(name) + _REST), name)


def _enumeration(case: Case, sentence: Sentence, count: int | None) -> tuple[str, ...] | None:
    """The items of the enumeration in a sentence that the question is about; None where two may be."""
    types = listed_types(case.question.text)
    rated = sorted(
        ((case.coverage.share(sentence.part(one.start, one.end)), one) for one in enumerations(sentence.text)),
        key=lambda pair: -pair[0],
    )
    clear = bool(rated) and (len(rated) == 1 or rated[0][0] >= rated[1][0] + _CLEARLY)
    if types:
        names = listed_entities(case, types, sentence)
        whole = [item for _, one in rated for item in one.items]
        names = tuple(dict.fromkeys(_whole_name(name, whole) for name in names))
        if clear and len(rated) > 1:
            within = sentence.text[rated[0][1].start : rated[0][1].end]
            inside = tuple(name for name in names if name in within)
            names = inside if len(inside) >= 2 else names
        return names if len(names) >= 2 and count in (None, len(names)) else None
    exact = [one.items for _, one in rated if len(one.items) == count]
    if count is not None and count >= 3:
        return exact[0] if len(exact) == 1 else None
    return rated[0][1].items if clear and len(rated[0][1].items) >= _FEW else None


def _compare(case: Case) -> Said | None:
    contrast = before_and_after(case) or ranks(case) or difference(case) or two_times(case)
    if contrast is not None:
        return contrast
    if (most := superlative(case)) is not None:
        return most
    if asks_difference(case.question.text):  # no single figure is the difference of two
        return quoted(case)
    said = compare(case)
    if said is None and len(case.question.slots) > 1 and not _GREATER.search(case.question.text):
        return _figure(case)
    if said is not None and len(said.text) <= COMPARED:
        return said
    if case.question.slots and not re.search(r"各|分别|哪|更|最", case.question.text):
        return _figure(case)
    text, used = excerpt(case, COMPARED)
    return Said(text=text, sentences=used)


def _yesno(case: Case) -> Said | None:
    text, used = excerpt(case, SHORT - 8)
    if which_way(case.question.text):
        way = way_told(used[0].text, case.coverage)
        return Said(text=f"{way}，{text}" if way else text, sentences=used)
    return Said(text=f"{verdict(case.question.text, used[0].text, case.coverage)}，{text}", sentences=used)


def _telling(case: Case) -> list[Sentence]:
    families = {family for slot in case.question.slots for family in slot.families}
    least = case.sentences[0].score - _MARGIN
    near = [sentence for sentence in case.sentences if sentence.score >= least]
    if case.question.kind == "when":
        return [sentence for sentence in near if dates(sentence.text)]
    if case.question.kind != "figure" or not families:
        return []
    return [one for one in near if any(number.family in families for number in numbers(one.text))]


_WAYS: dict[Kind, Callable[[Case], Said | None]] = {
    "figure": _figure,
    "when": _when,
    "entity": _entity,
    "list": _list,
    "compare": _compare,
    "yesno": _yesno,
}


def compose(case: Case) -> Said:
    """The answer that the sentences give; the best of them word for word where nothing shorter is to be had."""
    way = _WAYS.get(case.question.kind)
    said = way(case) if way is not None else None
    return said if said is not None else quoted(case)


def quoted(case: Case) -> Said:
    """The best sentences, word for word; where a figure or date is asked for, of those that tell one nearly as well."""
    text, used = excerpt(case, SHORT, _telling(case))
    return Said(text=text, sentences=used)
