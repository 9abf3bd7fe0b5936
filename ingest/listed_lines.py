"""Lists: lines that are no sentences but hold figures or colons, and are no headlines."""

from __future__ import annotations

import re

from ingest.blocks import Block, of_kind
from ingest.lines import ENUMERATOR

LIST_LINES = 3
LISTED = re.compile(r"\d|[：:].")
"""A list has at least so many lines, most of which hold a figure or a colon."""


def with_lists(blocks: list[Block]) -> list[Block]:
    """Runs of lines that are no sentences but hold figures or colons are a list, not headlines."""
    out = list(blocks)
    run: list[int] = []
    for i, block in enumerate([*blocks, None]):
        if block is not None and block.kind == "head" and not block.level:
            run.append(i)
            continue
        listed = [k for k, j in enumerate(run) if LISTED.search(blocks[j].text)]
        run = run[listed[0] : listed[-1] + 1] if listed else []
        while run and block is not None and block.kind == "byline" and not ENUMERATOR.match(blocks[run[-1]].text):
            run.pop()  # a headline with who wrote, below a box of figures
        marked = len(run) >= 2 and all(ENUMERATOR.match(blocks[j].text) for j in run)
        if marked or (len(run) >= LIST_LINES and len(listed) >= 0.6 * len(run)):
            for j in run:
                out[j] = of_kind(blocks[j], "body")
        run = []
    return out
