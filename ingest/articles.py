"""The articles of a page: their blocks in the order in which they are stored, and what is known of each."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from ingest.blocks import Block, BlockKind, of_kind
from ingest.contents import is_masthead
from ingest.dateline import YearFound, find_date, year_of, year_of_report
from ingest.furniture import author_of, paper_of, source_of
from ingest.headlines import assign, headline_text
from ingest.lines import ENUMERATOR
from ingest.openings import told_apart
from ingest.readers.raw import Metadata
from ingest.repeats import find_quotes, find_repeats
from ingest.stories import Story, part_stories
from ingest.subject import subject
from kg.variants import simplified

PAPER = re.compile(
    r"^(?P<paper>本[报刊网台社]|[\u4e00-\u9fff]{2,8}?(?:报|网|社|周刊|杂志|在线|新闻|客户端|电视台|[\u4e00-\u9fff]{2}))"
    r"(?:讯|电)\s*[（(]?(?:(?:全媒体|首席|见习|实习)?记者\s*(?P<who>[\u4e00-\u9fff]{2,4}?)(?=[\s\d，,、）)]|通讯员|实习生|今年|近日|日前))?"
)
PAPER_ALONE = re.compile(
    r"^(?P<paper>[\u4e00-\u9fff]{2,6}(?:报|网|周刊|杂志|新闻|观察|通讯社))(?=\d{1,2}月|今年|近日|日前|去年)"
)
SIGNED = re.compile(
    r"[（(](?:[^（()），。]{0,12}(?:记者|通讯员|作者|文|供稿|整理|编辑|来源)[^（()）。]{0,24})?20\d\d年[^（()）。]{0,10}[）)]$"
)
"""The line that closes a story: （记者 某某 2019年9月20日）."""
NOTE = re.compile(r"[【\[]?(?:编者按|编者的话|编者语|按语|编前语|导语|开栏语|开栏的话|摘要)[】\]]?\s*[：:]?")
OWN = frozenset({"本报", "本刊", "本网", "本台", "本社"})


class Draft(msgspec.Struct, kw_only=True):
    """One article before it has offsets: `blocks` with their final kinds, and its description."""

    blocks: list[Block]
    title: str | None = None
    kicker: str | None = None
    publisher: str | None = None
    author: str | None = None
    date: str | None = None
    about: str | None = None
    year: int | None = None
    year_evidence: str | None = None


def part_articles(blocks: Sequence[Block], metadata: Metadata, whole: bool = False) -> list[Draft]:
    """The articles of a text, in reading order. Boxes that repeat the text come last, as an article of their own.

    `whole`: the file is one article whose headings its format has marked, those of level 1 its title.
    """
    blocks = list(blocks) if whole else told_apart(blocks)
    quotes = find_quotes(blocks)
    blocks = [of_kind(b, "repeat") if i in quotes else b for i, b in enumerate(blocks)]
    page_date = _page_date(blocks, metadata)
    paper = next((name for block in blocks if block.kind == "furniture" and (name := paper_of(block.text))), None)
    if whole:
        drafts = [_describe(Story([_as_marked(block) for block in blocks]), metadata, alone=True)]
        _date(drafts, metadata, page_date)
        return drafts
    body, boxes = (list(blocks), []) if metadata.title else _set_boxes_apart(list(blocks))
    pages = part_stories(body)
    if boxes:
        pages.stories.append(Story(boxes, closed=True, titled=_has_title(boxes), repeats=True))
    assign(pages)
    for story in pages.stories:
        if story.resumes is not None:
            pages.stories[story.resumes].blocks += story.blocks
            story.blocks = []
    stories = [story for story in pages.stories if story.blocks]
    if not any(story.has_body for story in stories):
        stories = [Story([_as_body(block) for story in stories for block in story.blocks])]
    elif metadata.title and len(stories) > 1:  # a file with a title of its own is one article
        stories = [Story([block for story in stories for block in story.blocks])]
    drafts = [_describe(story, metadata, len(stories) == 1) for story in _fold_empty(stories)]
    for draft in drafts:
        if _is_boxes(draft):
            draft.about = draft.about or drafts[0].about
    masthead = next((block.text for block in blocks if block.kind == "furniture" and is_masthead(block.text)), None)
    if len(drafts) == 1 and masthead:
        drafts[0].title = drafts[0].title or masthead
    for draft in drafts if masthead else ():
        draft.about = draft.about or subject(masthead or "", "")
    for draft in drafts:
        draft.publisher = draft.publisher or paper
    _date(drafts, metadata, page_date)
    return drafts


def _as_marked(block: Block) -> Block:
    """A block of a file whose format says which lines are headings: a line outside the sentences is text."""
    if block.kind != "head":
        return block
    kind: BlockKind = "body" if not block.level else "title" if block.level == 1 else "section"
    return of_kind(block, kind)


def _as_body(block: Block) -> Block:
    """A line of a text that holds no sentence at all: every line counts."""
    return of_kind(block, "body") if block.kind not in ("title", "caption", "byline") else block


def _set_boxes_apart(blocks: list[Block]) -> tuple[list[Block], list[Block]]:
    """Runs of repeating paragraphs before the first and behind the last other paragraph, with the headline of the run.

    A single repeating sentence inside an article is a writer's, not a box.
    """
    repeats = find_repeats(blocks)
    others = [i for i, block in enumerate(blocks) if block.kind == "body" and i not in repeats]
    if not repeats or not others:
        return blocks, []
    outer = {i for i in repeats if i < others[0] or i > others[-1]}
    if not outer:
        return blocks, []
    headline = _box_headline(blocks, outer, others)
    taken = outer | headline
    boxes = [of_kind(block, "title" if i in headline else "repeat") for i, block in enumerate(blocks) if i in taken]
    return [block for i, block in enumerate(blocks) if i not in taken], boxes


def _box_headline(blocks: list[Block], outer: set[int], others: list[int]) -> set[int]:
    """The lines right behind the boxes that precede the text, when more than one headline stands there."""
    start = max((i for i in outer if i < others[0]), default=None)
    if start is None:
        return set()
    heads = [i for i in range(start + 1, others[0]) if blocks[i].kind == "head"]
    run: list[int] = []
    for i in heads:
        if run and (i != run[-1] + 1 or blocks[i].line - blocks[run[-1]].line > 1):
            break
        run.append(i)
    return set(run) if len(run) < len(heads) else set()


def _has_title(blocks: list[Block]) -> bool:
    return any(block.kind == "title" for block in blocks)


def _fold_empty(stories: list[Story]) -> list[Story]:
    """A story without any text joins the one behind it, or the one before where it is the last."""
    out: list[Story] = []
    waiting: list[Block] = []
    for story in stories:
        captions = any(block.kind == "caption" for block in story.blocks)
        if not story.has_body and (len(stories) > 1 or not captions):
            waiting.extend(story.blocks)
            continue
        story.blocks[:0] = waiting
        waiting = []
        out.append(story)
    if waiting:
        if out:
            out[-1].blocks.extend(waiting)
        else:
            out.append(Story(waiting))
    return out


def _describe(story: Story, metadata: Metadata, alone: bool) -> Draft:
    _title_behind_note(story)
    titles = [block.text for block in story.blocks if block.kind == "title"]
    kickers = [block.text for block in story.blocks if block.kind == "kicker"]
    title = headline_text(titles) or (metadata.title if alone else None)
    kicker = headline_text(kickers) or None
    publisher, author = _dateline_credits(story)
    for block in story.blocks:
        if block.kind == "byline":
            publisher = publisher or source_of(block.text)
            author = author or author_of(block.text)
    text = story.text
    return Draft(
        blocks=story.blocks,
        title=title,
        kicker=kicker,
        publisher=publisher or metadata.publisher,
        author=author or metadata.author,
        about=subject(simplified(f"{kicker or ''}{title or ''}"), simplified(text)),
    )


def _title_behind_note(story: Story) -> None:
    """A bulletin's headline may stand below the editor's note: it is the story's where it has no other."""
    if any(block.kind == "title" for block in story.blocks):
        return
    at = next((i for i, block in enumerate(story.blocks) if block.kind == "body"), None)
    if at is None or not NOTE.match(story.blocks[at].text) or at + 1 >= len(story.blocks):
        return
    below = story.blocks[at + 1]
    if below.kind == "section" and not ENUMERATOR.match(below.text):
        story.blocks[at + 1] = of_kind(below, "title")


def _dateline_credits(story: Story) -> tuple[str | None, str | None]:
    """Medium and reporter that the dateline names: 某报讯 记者某某 …"""
    first = next((block.text for block in story.blocks if block.kind == "body"), "")
    found = PAPER.match(first)
    if found:
        return (None if found["paper"] in OWN else found["paper"]), found["who"]
    alone = PAPER_ALONE.match(first)
    return (alone["paper"] if alone else None), None


def _page_date(blocks: Sequence[Block], metadata: Metadata) -> tuple[str, str] | None:
    """The date that the file's head or a banner of the page gives, with its words."""
    if metadata.date and len(metadata.date) >= 4:
        return metadata.date, metadata.date
    for block in blocks:
        if block.kind in ("furniture", "byline") or SIGNED.match(block.text):
            found = find_date(block.text)
            if found:
                return found
    return None


def _date(drafts: list[Draft], metadata: Metadata, page_date: tuple[str, str] | None) -> None:
    """Set each article's date and year: the file's or page's, its own, else that of the surest neighbour."""
    found: list[YearFound | None] = []
    for draft in drafts:
        text = "".join(block.text for block in draft.blocks if block.kind in ("body", "repeat", "section", "title"))
        own = year_of(simplified(text))
        if metadata.year:
            own = YearFound(metadata.year, f"year: {metadata.year}", 0)
        elif (date := page_date or _page_date(draft.blocks, metadata)) and (own is None or own.rank > 1):
            own = YearFound(int(date[0][:4]), date[1], 0)
        if not metadata.year:
            own = year_of_report(draft.title or "", text, own)
        found.append(own)
    known = [own for draft, own in zip(drafts, found, strict=True) if own is not None and not _is_boxes(draft)]
    latest = max(known, key=lambda own: (own.year, -own.rank), default=None)
    for i, draft in enumerate(drafts):
        own = found[i]
        draft.date = page_date[0] if page_date else None
        unsure = own is None or (own.rank >= 3 and latest is not None and latest.year - own.year == 1)
        if latest is not None and (unsure or _is_boxes(draft)):
            own = latest  # the articles of one page are of one day, and none tells of what was still to come
        if own is not None:
            draft.year, draft.year_evidence = own.year, own.evidence


def _is_boxes(draft: Draft) -> bool:
    kinds = {block.kind for block in draft.blocks}
    return "repeat" in kinds and not kinds & {"body", "table"}
