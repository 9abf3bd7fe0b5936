"""Which headline belongs to which story, and what of it is kicker, title and subtitle.

A headline stands before its story, behind it, or inside it. It speaks of what its story speaks of: it goes to the
neighbour with which it shares most pairs of characters, those of few stories weighing more. Where its neighbours
have better ones, a headline goes to any story on the page that it fits clearly better, as its kicker.
"""

from __future__ import annotations

import re

from ingest.blocks import Block, of_kind
from ingest.ngrams import bigrams
from ingest.stories import Headline, Pages

LEAST = 0.3
"""Share of a headline's pairs of characters that must stand in its story."""
FOOTNOTE = re.compile(r"\s*[\[［【（(]\s*\d{1,2}\s*[\]］】）)]$|[①-⑳*＊]$")
CLEARLY = 0.25
"""By how much a story elsewhere on the page must fit better than the neighbours."""


def assign(pages: Pages) -> None:
    """Give every headline to a story, as `title` or `kicker` blocks at its place (or before the story)."""
    texts = [bigrams(story.text) for story in pages.stories]
    frequency: dict[str, int] = {}
    for own in texts:
        for pair in own:
            frequency[pair] = frequency.get(pair, 0) + 1

    def fit(headline: Headline, story: int) -> float:
        pairs = sorted(bigrams(headline.text))
        weight = {pair: 1 / frequency.get(pair, 1) for pair in pairs}
        total = sum(weight.values())
        return sum(weight[pair] for pair in pairs if pair in texts[story]) / total if total else 0.0

    taken: dict[int, int] = {}
    homes: list[tuple[int, float]] = []
    for headline in pages.headlines:
        homes.append(_home(headline, fit, pages))
    for at, headline in enumerate(pages.headlines):
        home, score = homes[at]
        rivals = [
            homes[i][1]
            for i, other in enumerate(pages.headlines)
            if i != at and homes[i][0] == home and (_adjoins(other, home) or not _adjoins(headline, home))
        ]
        beaten = bool(rivals) and score < max(rivals)
        if headline.marked or headline.with_byline or (not beaten and (_adjoins(headline, home) or not rivals)):
            taken.setdefault(home, at)
    for at, headline in enumerate(pages.headlines):
        home, score = homes[at]
        _place(pages, headline, home, title=taken.get(home) == at, fits=score >= LEAST)


def _adjoins(headline: Headline, story: int) -> bool:
    return story in (headline.before, headline.behind)


def _home(headline: Headline, fit, pages: Pages) -> tuple[int, float]:  # type: ignore[no-untyped-def]
    if headline.marked:
        return headline.behind, 1.0
    near = sorted({headline.before, headline.behind})
    scores = {story: fit(headline, story) for story in near}
    best = max(near, key=lambda story: (scores[story], -story))
    for story in range(len(pages.stories)):
        if story not in scores:
            score = fit(headline, story)
            if score >= scores[best] + CLEARLY and score >= 2 * LEAST:
                scores[story] = score
                best = story
    return best, scores[best]


def _place(pages: Pages, headline: Headline, home: int, title: bool, fits: bool) -> None:
    """Put the headline's blocks among those of its story, by source line where it stands next to it."""
    story = pages.stories[home]
    tail = headline.before == headline.behind and all(
        block.line < headline.blocks[0].line for block in story.blocks if block.kind == "body"
    )
    if not title and tail and not headline.marked:
        blocks = [_with_kind(block, "caption") for block in headline.blocks]
    elif not title and not fits:
        kind = "furniture" if not headline.marked else "section"
        blocks = [_with_kind(block, kind) for block in headline.blocks]
    elif title:
        story.titled = True
        blocks = _parts(headline)
    else:
        blocks = [_with_kind(block, "kicker") for block in headline.blocks]
    line = blocks[0].line
    if _adjoins(headline, home):
        at = next((i for i, block in enumerate(story.blocks) if block.line > line), len(story.blocks))
    else:
        at = 0
    story.blocks[at:at] = blocks


def _parts(headline: Headline) -> list[Block]:
    """Of marked headings of two ranks what stands before the first of the higher is the kicker; else all is title."""
    ranks = [block.level for block in headline.blocks if block.level]
    if headline.marked and ranks:
        first = next(i for i, block in enumerate(headline.blocks) if block.level == min(ranks))
        return [_with_kind(block, "title" if i >= first else "kicker") for i, block in enumerate(headline.blocks)]
    return [_with_kind(block, "title") for block in headline.blocks]


def _with_kind(block: Block, kind: str) -> Block:
    return of_kind(block, kind)  # type: ignore[arg-type]


def headline_text(lines: list[str]) -> str:
    """A headline of several lines in one: a subtitle and a subject join directly, two phrases with a space."""
    lines = [FOOTNOTE.sub("", line) for line in lines]
    text = ""
    for line in lines:
        if not text:
            text = line
        elif line.startswith("—") or text.endswith("—") or len(line) <= 3 or _is_subject(text):
            text += line
        else:
            text = f"{text} {line}"
    return text


def _is_subject(text: str) -> bool:
    """Whether a line of a headline is the doer of what the next line tells: a zone, an office, a place."""
    return (
        len(text) <= 20
        and text.endswith(tuple("区厅局委市县省会院校镇园部办"))
        and not any(c in text for c in " ，！？“”")
    )
