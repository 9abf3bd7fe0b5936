"""Where on a page one story ends and the next begins.

Signs of an end: a byline or credit behind the text, a page pointer. Signs of a beginning: a dateline (某报讯), a
marked headline, a headline with a byline, a headline that names another zone. Headlines stand before, behind or
inside their story; which story they belong to is decided by `ingest.headlines`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from ingest.blocks import Block, of_kind
from ingest.furniture import RESUMES
from ingest.lines import ENUMERATOR
from ingest.ngrams import bigrams
from ingest.subject import zone_names

BRIEFS = re.compile(
    "[\u4e00-\u9fff]{0,6}(?:简讯|短讯|快讯|要闻|动态|速览|速递|速读|集锦|资讯|短波|简报|一句话新闻|新闻扫描)"
)
"""The headline of a column of short items, each a story of its own."""
LEAST_TEXT = 30
"""Characters of a story that a byline can end."""


@dataclass(slots=True)
class Headline:
    """Lines of a headline that stand together; `near` are the stories before and behind it (indices)."""

    blocks: list[Block]
    before: int
    behind: int
    marked: bool = False
    with_byline: bool = False

    @property
    def text(self) -> str:
        return "".join(block.text for block in self.blocks)


@dataclass(slots=True)
class Story:
    """The blocks of one article, in reading order; `closed` once a byline or pointer has ended it.

    `resumes`: the story (index) that was broken off before, and goes on here.
    """

    blocks: list[Block] = field(default_factory=list)
    closed: bool = False
    titled: bool = False
    repeats: bool = False
    resumes: int | None = None

    @property
    def text(self) -> str:
        return "".join(block.text for block in self.blocks if block.kind in ("body", "table", "repeat"))

    @property
    def has_body(self) -> bool:
        return any(block.kind in ("body", "table", "repeat") for block in self.blocks)


@dataclass(slots=True)
class Pages:
    """Stories, the headlines not yet given to one, and the captions between two stories."""

    stories: list[Story] = field(default_factory=list)
    headlines: list[Headline] = field(default_factory=list)


def part_stories(blocks: Sequence[Block]) -> Pages:
    """Divide a page. Section headings are settled here, headlines are left to `ingest.headlines`."""
    return _Divider(list(blocks)).divide()


class _Divider:
    def __init__(self, blocks: list[Block]) -> None:
        self.blocks = blocks
        self.starts = _marked_starts(blocks)
        self.pages = Pages([Story()])
        self.group: list[Block] = []
        self.group_marked = False
        self.briefs = False
        self.turned: int | None = None

    @property
    def story(self) -> Story:
        return self.pages.stories[-1]

    def divide(self) -> Pages:
        for i, block in enumerate(self.blocks):
            if block.kind == "head" and self._opens_briefs(i):
                self._settle(None)
                self.story.blocks.append(_as(block, "furniture"))
                self.story.closed, self.briefs = self.story.has_body, True
            elif i in self.starts:
                self._settle(None, force_new=True)
                self.group_marked = True
                self.group.append(block)
            elif block.kind == "head" and block.level and not self._goes_with_group(block):
                self._settle(block)
                self.story.blocks.append(_as(block, "section"))
            elif block.kind == "head":
                self.group.append(block)
            elif block.kind == "byline":
                self._byline(block)
            elif block.kind in ("body", "table", "repeat"):
                self._settle(block)
                self.story.blocks.append(block)
            elif block.kind == "pointer" and RESUMES.match(block.text):
                self._settle(None)
                self._resume(block)
            elif block.kind == "pointer":
                self._settle(None)
                self.story.blocks.append(block)
                self.story.closed = self.story.has_body
                self.turned = len(self.pages.stories) - 1
            elif self.group:
                self.group.append(block)
            else:
                self.story.blocks.append(block)
        self._finish()
        return self.pages

    def _resume(self, pointer: Block) -> None:
        """A story goes on that an earlier pointer broke off; the one before the last where none did."""
        last = len(self.pages.stories) - 1
        home = self.turned if self.turned is not None else max(0, last - 1)
        self.turned = None
        if home != last and self.story.has_body:
            self.pages.stories.append(Story(resumes=home))
        self.story.closed = False
        self.story.blocks.append(pointer)

    def _opens_briefs(self, i: int) -> bool:
        """Whether a headline stands over short items: the next line is a headline again, with a paragraph below."""
        below = self.blocks[i + 1 : i + 3]
        kinds = [block.kind for block in below]
        return kinds == ["head", "body"] and bool(BRIEFS.fullmatch(self.blocks[i].text.strip("【】[]■●◆▲ ")))

    def _goes_with_group(self, block: Block) -> bool:
        """Whether a marked heading continues a marked headline: the title behind its kicker, its second line (——…)."""
        heads = [other for other in self.group if other.kind == "head" and other.level]
        if not (self.group_marked and heads):
            return False
        second = block.text.startswith("—") or (
            self.group[-1] is heads[-1] and sum(other.level == block.level for other in self.blocks) == 1
        )
        return block.level <= heads[-1].level or (second and not ENUMERATOR.match(block.text))

    def _byline(self, block: Block) -> None:
        if self.group or not self.story.has_body:
            self.group.append(block)
        else:
            self.story.closed = len(self.story.text) >= LEAST_TEXT  # less is the caption of a picture
            self.story.blocks.append(block)

    def _settle(self, following: Block | None, force_new: bool = False) -> None:
        """Decide what the lines gathered between two paragraphs are, and whether a story begins after them."""
        group, marked = self.group, self.group_marked
        self.group, self.group_marked = [], False
        heads = [block for block in group if block.kind == "head"]
        bylines = [block for block in group if block.kind == "byline"]
        story = self.story
        begins = force_new and story.has_body
        if following is not None and story.has_body:
            begins = begins or story.closed or following.dateline or marked
            begins = begins or (self.briefs and len(heads) == 1)
            begins = begins or bool(heads and bylines and story.titled)
            begins = begins or self._other_zone(heads, story, following)
        if not begins and story.has_body and not bylines and not marked:
            story.blocks.extend(_as(block, "section") if block.kind == "head" else block for block in group)
            return
        before = len(self.pages.stories) - 1
        if begins:
            self.pages.stories.append(Story())
        behind = len(self.pages.stories) - 1
        self._hold(group, before if story.has_body else behind, behind, marked, bool(bylines))

    def _hold(self, group: list[Block], before: int, behind: int, marked: bool, signed: bool) -> None:
        """Keep headlines for later; captions and bylines go to the story that is open now."""
        story = self.story
        for lines in headline_units([block for block in group if block.kind == "head"]):
            self.pages.headlines.append(Headline(lines, before, behind, marked, signed))
        if any(block.kind == "head" for block in group) and (signed or marked):
            story.titled = True
        for block in group:
            if block.kind == "caption" and before != behind:
                block_home = closest(block.text, [self.pages.stories[before].text, self._text_ahead(block)])
                self.pages.stories[behind if block_home else before].blocks.append(block)
            elif block.kind != "head":
                story.blocks.append(block)

    def _text_ahead(self, block: Block) -> str:
        at = next(i for i, other in enumerate(self.blocks) if other is block)
        return "".join(other.text for other in self.blocks[at + 1 : at + 8] if other.kind == "body")

    def _other_zone(self, heads: list[Block], story: Story, following: Block) -> bool:
        """A headline that names a zone of which the story so far knows nothing and the next paragraph speaks."""
        if not heads or ENUMERATOR.match(heads[0].text):
            return False
        names = zone_names("".join(block.text for block in heads))
        known = story.text
        ahead = following.text[:120]
        if any(block.text.startswith("——") for block in heads[1:]):  # a headline with its second line is no section's
            ahead = following.text + self._text_ahead(following)
        return any(name in ahead and name not in known for name in names)

    def _finish(self) -> None:
        """Lines behind the last paragraph: the headline of its story, or captions."""
        group = self.group
        self.group = []
        last = len(self.pages.stories) - 1
        signed = any(block.kind == "byline" for block in group)
        self._hold(group, last, last, self.group_marked, signed)


def _as(block: Block, kind: str) -> Block:
    return of_kind(block, kind)  # type: ignore[arg-type]


def _marked_starts(blocks: list[Block]) -> set[int]:
    """Indices of the marked headings that begin an article: a kicker right before a title, or a title."""
    marked = [i for i, block in enumerate(blocks) if block.kind == "head" and block.level]
    kickers = {i for i in marked if i + 1 in marked and blocks[i + 1].level < blocks[i].level}
    if kickers:
        ranks = {blocks[i + 1].level for i in kickers}
        titles = {i for i in marked if blocks[i].level in ranks and i - 1 not in kickers}
        return kickers | titles
    if not marked:
        return set()
    top = min(blocks[i].level for i in marked)
    first = [i for i in marked if blocks[i].level == top]
    if any(ENUMERATOR.match(blocks[i].text) for i in first) or top > 1:
        body = next((i for i, block in enumerate(blocks) if block.kind == "body"), len(blocks))
        return {i for i in first[:1] if i < body and not ENUMERATOR.match(blocks[i].text) and len(first) == 1}
    return set(first)


def headline_units(heads: list[Block]) -> list[list[Block]]:
    """Headlines that stand together parted: after a subtitle (——…), and at blank lines where these mean something."""
    if not heads:
        return []
    steps = [after.line - block.line for block, after in pairwise(heads)]
    gaps_tell = bool(steps) and min(steps) == 1 < max(steps)
    units: list[list[Block]] = [[heads[0]]]
    for step, before, block in zip(steps, heads, heads[1:], strict=False):
        continued = before.text.endswith("——") or block.text.startswith("—") or (before.level and block.level)
        finished = before.text.startswith("—") or (len(units[-1]) > 1 and before.text.endswith("——"))
        if continued and not finished:
            units[-1].append(block)
        elif finished or (gaps_tell and step > 1) or len(units[-1]) >= 4:
            units.append([block])
        else:
            units[-1].append(block)
    return units


def closest(text: str, others: list[str]) -> int:
    """Index of the text that shares most with `text`, weighing what not all of them have; the first where equal."""
    pairs = bigrams(text)
    sets = [bigrams(other) for other in others]
    scores = [sum(1 / sum(pair in s for s in sets) for pair in pairs & own) for own in sets]
    return max(range(len(others)), key=lambda i: (scores[i], -i))
