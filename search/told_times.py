"""The time of a figure where its report leaves the year unsaid: 上半年 in a report of 2023 is that of 2023.

The graph dates each figure, but a year that stands in no words near it was inferred. It keeps no figure from answering
a question on the report's own year, unless the words before the figure tell another.
"""

from __future__ import annotations

import re

from search.case import Case
from search.figures import Figure
from search.periods import Period, fit

_ASIDE = re.compile(r"[（(][^（()）]*[）)]")
_MARK = re.compile(
    r"(?P<other>(?:19|20)\d\d(?=年|\D|$)|去年|上年|前年|上一年|明年|来年|同期)|今年|如今|目前|眼下|现在|截至|当前|[上下]半年|前?[一二三四]季度|前\d{1,2}个?月|\d{1,2}[月—~至-]{1,2}\d{1,2}月"
)


def other_time(case: Case, figure: Figure) -> bool:
    """Whether a year is asked for and the figure is told of another, by its date and by its words or its article."""
    told = figure.statement.period if figure.statement is not None else None
    asked = case.question.period
    if case.question.year is None or asked is None or fit(asked, told) >= 0:
        return False
    return not _of_report(case, figure, asked, told)


def _of_report(case: Case, figure: Figure, asked: Period, told: str | None) -> bool:
    """Whether the year asked for is the article's own, and neither the words nor the months dated tell of another.

    Where no time stands in the sentence at all, its month is inferred too: of a heading, or the day of the paper.
    """
    document = case.documents.get(figure.sentence.doc)
    article = next((one for one in document.articles if one.start <= figure.start < one.end), None)
    if article is None or article.year != asked.year:
        return False
    before = _ASIDE.sub("", figure.sentence.text[: figure.number.start])
    marks = list(_MARK.finditer(before))
    if marks and marks[-1]["other"]:
        return False
    return (not marks and "/" not in (told or "")) or fit(Period(None, asked.start, asked.end), told) >= 0
