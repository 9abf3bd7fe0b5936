"""Lines that announce headlines which come later: a list of contents (要目), a title told twice at the head of a page,
the name of a bulletin above the number of its issue.

They are no part of an article. What a list of contents announces, and what then stands in the text, is surely the
headline of an article.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from ingest.blocks import Block, of_kind

MARK = re.compile(
    r"^(?:[◆●■▲★○·•*-]|\d{1,2}[.、．]|[（(]\d{1,2}[）)]|[一二三四五六七八九十]{1,3}、)\s*"
    r"|[\s.·…]*(?:[（(]?[A-Z]?\d{1,3}\s*版?[）)]?|P\d+)$"
)
HEAD = re.compile(r"^[【\[┌┏─━\s]*(?:本[期刊版]|今日|内容)?(?:要目|目录|导读|提要|看点)[】\]┐┓─━\s]*[：:]?$")
MASTHEAD = re.compile("(?:简报|专报|快报|通报|通讯|动态|信息|参考|内参|月刊|季刊|周刊|要情)$")
PAPER = re.compile(r"[\u4e00-\u9fff]{1,10}(?:报|周刊|杂志)")
"""The name of a newspaper alone on a line, above the line with its day."""
DAY = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日")
ISSUE = re.compile(r"第\s*\d{1,4}\s*期")
SHORTEST = 6
"""Characters of a line that is compared."""


def without_contents(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with such lines as furniture, and announced headlines as headings of the first rank."""
    out = list(blocks)
    if any(block.level for block in out):
        return out
    for i, block in enumerate(out[:-1]):
        below = out[i + 1 : i + 3]
        if block.kind != "head":
            continue
        if (is_masthead(block.text) and any(ISSUE.search(b.text) for b in below)) or (
            PAPER.fullmatch(block.text) and any(b.kind == "furniture" and DAY.search(b.text) for b in below)
        ):
            out[i] = _furniture(block)
    bodies = [i for i, block in enumerate(out) if block.kind in ("body", "table")]
    if not bodies:
        return out
    announced: dict[int, int] = {}
    last: dict[str, int] = {}
    for i in range(len(out) - 1, -1, -1):
        if out[i].kind == "head" and len(name := _name(out[i].text)) >= SHORTEST:
            if name in last:
                announced[i] = last[name]
            last.setdefault(name, i)
    listed = {i: headline for i, headline in announced.items() if i < bodies[0]}
    parted = {sum(body < headline for body in bodies) for headline in listed.values()}
    if len(parted) >= 2:  # headlines of different articles
        for i, headline in listed.items():
            out[i] = _furniture(out[i])
            out[headline] = msgspec.structs.replace(out[headline], level=1)
        for i in range(bodies[0]):
            if out[i].kind in ("head", "section") and HEAD.match(out[i].text):
                out[i] = _furniture(out[i])
    for i, headline in announced.items():
        if out[i].kind == "head" and not any(i < body < headline for body in bodies):
            out[i] = _furniture(out[i])
    return out


def is_masthead(text: str) -> bool:
    """Whether a line may be the name of a bulletin."""
    return len(text) <= 30 and bool(MASTHEAD.search(text))


def _name(text: str) -> str:
    """A headline without its bullet, its number and the page that it is on."""
    return "".join(MARK.sub("", MARK.sub("", text)).split())


def _furniture(block: Block) -> Block:
    return msgspec.structs.replace(of_kind(block, "furniture"), level=0)
