"""Boxes on a page that repeat what its text says: pull-quotes, figures at a glance.

A paragraph whose characters mostly stand, in runs, in longer paragraphs elsewhere on the page adds nothing; its
facts must not count twice. Shingling as in A. Broder, "On the resemblance and containment of documents" (1997).
"""

from __future__ import annotations

from collections.abc import Sequence

from ingest.blocks import Block
from ingest.ngrams import shingles as shingles_of

SHINGLE = 5
CONTAINED = 0.6
"""A paragraph is a repeat when this share of its runs of five characters stands in others."""
SHORTEST, LONGEST, LONGEST_QUOTE = 20, 400, 120
"""Characters of a paragraph that may be a repeat: shorter ones agree by chance, longer ones are articles. The last
bounds a pull-quote."""
MOST_ON_A_PAGE = 400
"""Paragraphs: a file with more is a book, and no page with pull-quotes."""


def find_quotes(blocks: Sequence[Block]) -> set[int]:
    """Indices of the body blocks that say nothing but what a longer paragraph says in the same words: pull-quotes."""
    bodies = [(i, _letters(block.text)) for i, block in enumerate(blocks) if block.kind == "body"]
    if len(bodies) > MOST_ON_A_PAGE:
        return set()
    whole = "\n".join(letters for _, letters in bodies)
    found: set[int] = set()
    for i, letters in bodies:
        if not SHORTEST - SHINGLE < len(letters) <= LONGEST_QUOTE or whole.count(letters) < 2:
            continue
        if any(len(other) > len(letters) and letters in other for j, other in bodies if j != i):
            found.add(i)
    return found


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def find_repeats(blocks: Sequence[Block]) -> set[int]:
    """Indices of the body blocks that repeat others, shortest first, so that the fullest wording stays."""
    bodies = [i for i, block in enumerate(blocks) if block.kind == "body"]
    if len(bodies) < 3:
        return set()
    shingles = {i: shingles_of(blocks[i].text, SHINGLE) for i in bodies}
    holders: dict[str, int] = {}
    for own in shingles.values():
        for shingle in own:
            holders[shingle] = holders.get(shingle, 0) + 1
    found: set[int] = set()
    for i in sorted(bodies, key=lambda i: (len(shingles[i]), i)):
        own = shingles[i]
        if not SHORTEST <= len(own) <= LONGEST:
            continue
        if sum(holders[shingle] > 1 for shingle in own) >= CONTAINED * len(own):
            found.add(i)
            for shingle in own:
                holders[shingle] -= 1
    return found
