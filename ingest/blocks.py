"""A block: a paragraph, a headline, a caption or another line that stands by itself on a page."""

from __future__ import annotations

from typing import Literal

import msgspec

BlockKind = Literal[
    "body", "head", "kicker", "title", "section", "caption", "byline", "furniture", "pointer", "table", "repeat"
]  # fmt: skip
"""`head` is a line outside the sentences whose part is not known yet; the division into articles makes it a `kicker`,
a `title` or a `section` heading. `furniture` are page banners, page numbers and navigation, `pointer` is 下转某版."""


Pages = tuple[tuple[int, int], ...]
"""(Characters other than white space before it, number of the page) for each page on which a text stands."""


class Block(msgspec.Struct, frozen=True):
    """`text` has no line break in it. `level` is a marked heading's rank, `line` the number of its first source line.

    `pages`, for a format with pages: on which the block stands.
    `dateline`: the paragraph begins with the name of a medium (某报讯), as only the first of an article does.
    """

    text: str
    kind: BlockKind
    level: int = 0
    line: int = 0
    dateline: bool = False
    pages: Pages = ()


def last_page(pages: Pages) -> Pages:
    """The page on which a text ends, as that of a text of its own."""
    return ((0, pages[-1][1]),) if pages else ()


def of_kind(block: Block, kind: BlockKind) -> Block:
    """The same words as another kind of block."""
    return msgspec.structs.replace(block, kind=kind, dateline=False)
