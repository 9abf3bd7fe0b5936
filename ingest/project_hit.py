"""One mention of a project in a text."""

from __future__ import annotations

import re

import msgspec

from kg.model import Key

SETTLED = re.compile(r"(?:落户|入驻|位于|进驻|选址|落地|坐落)(?:于|在|到)?[^，。；、]{0,16}$")
"""What stands before the park or plant where something settles."""


HEADED = re.compile(
    r"(?:^|\n|[：:。；])[ \u3000]*"
    r"(?P<mark>【|［|[（(]?[一二三四五六七八九十\d]{1,2}[）).、．]|[①-⓿❶-➓]|"
    r"[^\w\s，。；：“”‘’（）、%]{1,2})?[ \u3000]?【?$"
)
ALONE = re.compile(r"[】］]|[。：:]|[ \u3000]*(?:\n|$)")
NEAR = 80
"""Characters before and behind a head in which what bounds or explains a name is looked for; names are shorter."""


class Hit(msgspec.Struct):
    """One mention of a project, with the sentence it stands in; `composed` where no place of the text has its name,
    `paid` where the sum that is invested in it stands right before it, `headed` where it stands alone as a heading.

    `owner` and `zone` are those of a project that the text speaks of only as 这个项目.
    """

    start: int
    end: int
    name: str
    sentence: tuple[int, int]
    listed: bool = False
    composed: bool = False
    paid: bool = False
    headed: bool = False
    owner: Key | None = None
    zone: Key | None = None


def headed(text: str, start: int, end: int) -> bool:
    """Does the name at `start`..`end` stand alone, as the heading of what follows: 【甲项目】, （一）甲项目。?"""
    mark, after = HEADED.search(text, max(0, start - 8), start), ALONE.match(text, end)
    whole = mark is not None and (start - len(mark.group()) <= 0 or text[mark.start()] == "\n")
    return mark is not None and after is not None and (mark["mark"] is not None or (whole and "\n" in after.group()))
