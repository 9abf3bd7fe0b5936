"""Composing an answer: each kind of question has its way to say what the best sentences say."""

from __future__ import annotations

import re
from collections.abc import Callable

from search.case import Case, Said
from search.comparisons import compare
from search.dates import dates
from search.entities import asked_types, rank_entities
from search.excerpts import clipped, excerpt
from search.figures import choose, rank_figures, words_of
from search.lists import asked_count, enumerations, ordinals
from search.question import Kind
from search.slots import Slot
from search.verdicts import verdict

SHORT, LONG, COMPARED = 160, 400, 240
"""Characters of an answer, of a list, of a comparison."""
_AUTHOR = re.compile(r"作者|谁写|撰稿|执笔|记者是谁|通讯员")
_MARGIN = 0.05


def _figure(case: Case) -> Said | None:
    figures = choose(case.question, case.sentences, case.coverage, case.known)
    if not figures:
        return None
    return Said(text=words_of(figures), sentences=tuple(f.sentence for f in figures), figures=tuple(figures))


def _when(case: Case) -> Said | None:
    slot = Slot(families=("date",), counter=None, near="")
    found = rank_figures(slot, case.sentences, case.coverage, {}, None, lambda sentence: dates(sentence.text))
    if not found:
        return None
    best = found[0]
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
    said = _author(case)
    types = asked_types(case.question.text)
    if said is not None or not types:
        return said
    found = rank_entities(case, types)
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
    for sentence in case.sentences[:3]:
        rest = case.documents.text(sentence.doc)[sentence.start : sentence.start + 3000]
        run = ordinals(rest)
        if run and run.start < len(sentence.text) and count == len(run.items):
            text = "、".join(run.items)
            if len(text) <= LONG:
                return Said(text=text, sentences=(sentence,), names=run.items)
    if count is not None:
        for one in enumerations(best.text):
            if len(one.items) == count and count >= 3:
                return Said(text="、".join(one.items), sentences=(best,), names=one.items)
    text, used = excerpt(case.sentences, case.coverage, LONG)
    return Said(text=text, sentences=used)


def _compare(case: Case) -> Said | None:
    said = compare(case)
    if said is not None and len(said.text) <= COMPARED:
        return said
    if case.question.slots and not re.search(r"各|分别|哪|更|最", case.question.text):
        return _figure(case)
    text, used = excerpt(case.sentences, case.coverage, COMPARED)
    return Said(text=text, sentences=used)


def _yesno(case: Case) -> Said | None:
    text, used = excerpt(case.sentences, case.coverage, SHORT - 8)
    return Said(text=f"{verdict(case.question.text, used[0].text)}，{text}", sentences=used)


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
    """The best sentences, word for word."""
    text, used = excerpt(case.sentences, case.coverage, SHORT)
    return Said(text=text, sentences=used)
