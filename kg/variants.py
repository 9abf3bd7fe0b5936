"""Traditional characters as simplified ones, for matching only: texts are stored as they were written.

One character becomes one character, so that places in the result are places in the text. The pairs are those of
OpenCC's table of characters (TSCharacters), without its phrases; of several simplified forms the first.
"""

from __future__ import annotations

from functools import cache

KEPT = frozenset("乾吒夥拚捱摺榘薹袷醣麴")
"""Traditional for something else, but in use in simplified text as well (乾县): left as they are."""
BLOCKS = ((0x3400, 0x4DBF), (0x4E00, 0x9FFF))


@cache
def _table() -> dict[int, int]:
    """Code points of traditional characters and of the simplified ones. Some 4,200 pairs, made in about 10 ms."""
    import opencc

    characters = [chr(code) for first, last in BLOCKS for code in range(first, last + 1)]
    # a line each: no phrase can match
    converted = opencc.OpenCC("t2s").convert("\n".join(characters)).split("\n")
    return {
        ord(traditional): ord(simple)
        for traditional, simple in zip(characters, converted, strict=True)
        if traditional != simple and len(simple) == 1 and traditional not in KEPT
    }


def simplified(text: str) -> str:
    """The text with simplified characters, of the same length; a text without traditional ones is returned itself."""
    if text.isascii():
        return text
    converted = text.translate(_table())
    return text if converted == text else converted
