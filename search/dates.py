"""Dates and deadlines in a sentence, for questions that ask when."""

from __future__ import annotations

import re

from search.sentences import Number

_DAY = r"\d{1,2}日|上旬|中旬|下旬|初|底|末|份"
_DATE = re.compile(
    rf"(?:(?:(?:19|20)\d\d年|今年|去年|明年|当年|次年|本年)(?:{'|'.join(['年?底', '年?初', '年?末'])})?)?"
    rf"(?:每月)?\d{{1,2}}月(?:{_DAY})?(?:[、至到-]\d{{1,2}}(?:月|日)(?:{_DAY})?)*"
    r"|每(?:月|周|年|季度) ?\d{1,2} ?日(?:[、至到-] ?\d{1,2} ?日)*|每周[一二三四五六日天]"
    r"|(?:(?:19|20)\d\d年|今年|去年|明年)(?:上半年|下半年|第?[一二三四]季度|年?底前?|年?初|年?末)?"
    r"|(?:第?[一二三四]|前三)季度|上半年|下半年|年内|年底前?|年初|当天|当日|当月|\d{1,2}日"
)


def dates(text: str) -> tuple[Number, ...]:
    """The dates of a text as written (`family` is `date`)."""
    return tuple(
        Number(start=m.start(), end=m.end(), text=m[0], unit="", family="date") for m in _DATE.finditer(text) if m[0]
    )
