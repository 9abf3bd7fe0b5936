"""Whether a line break cuts a word in two."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

REACH = 8
"""Characters looked at on either side of a break."""
FREE = frozenset(
    "的了是在和与及为对从向等将已也都就以及其中各每该本此这那个项家户名年月日上下前后内外余多约近超达至到由被把让使共又再还并或但而"
)
"""Characters that may well stand alone at the end of a line."""


def word_across(left: str, right: str) -> str | None:
    """The word that two lines form together, in part each; None where the break falls between words."""
    left, right = left[-REACH:], right[:REACH]
    if not left[-1:].isalnum() or not right[:1].isalnum():
        return None
    at = 0
    for word in _cutter()(left + right):
        if at < len(left) < at + len(word):
            return word
        at += len(word)
    return None


def leaves_dangling(left: str) -> bool:
    """Whether a line ends in a lone character that is seldom a word by itself."""
    words = _cutter()(left[-REACH:])
    return bool(words) and len(words[-1]) == 1 and words[-1] not in FREE and "\u4e00" <= words[-1] <= "\u9fff"


@lru_cache(maxsize=1)
def _cutter() -> Callable[[str], list[str]]:
    """A segmenter that knows words only from its dictionary: a guessed word would prove nothing."""
    try:
        import rjieba
    except ImportError:
        import jieba

        return lambda text: list(jieba.cut(text, HMM=False))
    return lambda text: list(rjieba.cut(text, False))
