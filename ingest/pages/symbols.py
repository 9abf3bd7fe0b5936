"""Characters as fonts of printed pages name them, put back to the ones that people type.

A font maps its glyphs to characters only as well as its maker cared: 用 comes out as the radical ⽤, 年 as a
compatibility ideograph, fi as one ligature, a bullet as a private-use character.
"""

from __future__ import annotations

import unicodedata

UNKNOWN = "\ufffd"
"""Stands for a glyph of which the font does not say what character it is."""

# Unicode's EquivalentUnifiedIdeograph.txt: simplified and variant forms of the radicals supplement that stand alone.
RADICALS = dict(
    zip(
        "⺁⺄⺆⺈⺊⺌⺍⺎⺓⺗⺘⺝⺟⺠⺡⺣⺤⺩⺪⺫⺬⺭⺮⺯⺶⺷⺸⺻⺼⺾⻀⻁⻂⻃⻄⻅⻆⻈⻉⻋⻌⻍⻏⻐⻑⻒⻓⻔⻖⻘⻙⻚⻛⻜⻝⻟⻠⻢⻣⻤⻥⻦⻧⻨⻩⻪⻬⻮⻯⻰⻱⻳",
        "厂乙冂刀卜小小兀幺心手月母民水火爪玉疋目示示竹糸羊羊羊聿肉艹艹虎衣覀西见角讠贝车辶辶阝钅長镸长门阝青韦页风飞食食饣马骨鬼鱼鸟卤麦黄黾齐齿竜龙龟龟",
        strict=True,
    )
)
BULLETS = {0xF06C: "●", 0xF06E: "■", 0xF0A7: "■", 0xF0B7: "•", 0xF0D8: "➢", 0xF0FC: "✓", 0xF075: "◆", 0xF076: "❖"}
"""Bullets of the symbol fonts that word processors use."""
VERTICAL = dict(
    zip(
        "︐︑︒︓︔︕︖︗︘︙︰︱︵︶︷︸︹︺︻︼︽︾︿﹀﹁﹂﹃﹄",
        "，、。：；！？〖〗…：—（）｛｝〔〕【】《》〈〉「」『』",
        strict=True,
    )
)
SPACES = "\u00a0\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f"
DROPPED = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad"


def _table() -> dict[int, str]:
    table: dict[int, str] = {ord(glyph): plain for glyph, plain in (RADICALS | VERTICAL).items()}
    table |= BULLETS
    for first, last in ((0x2F00, 0x2FD5), (0xF900, 0xFAD9), (0xFB00, 0xFB06), (0xFF10, 0xFF19), (0xFF21, 0xFF3A)):
        for code in range(first, last + 1):
            table[code] = unicodedata.normalize("NFKC", chr(code))
    for code in (*range(0xFF41, 0xFF5B), 0xFF05, 0xFF0E):
        table[code] = unicodedata.normalize("NFKC", chr(code))
    table[0x2F3E] = "户"  # NFKC gives 戶, which no simplified text has
    table |= dict.fromkeys(map(ord, SPACES), " ")
    table |= dict.fromkeys(map(ord, DROPPED), "")
    return table


PLAIN = _table()


def plain(text: str) -> str:
    """Text without glyph variants: radicals, ligatures, full-width letters and figures, vertical punctuation.

    Full-width punctuation stays. What remains of the private-use area becomes U+FFFD.
    """
    text = text.translate(PLAIN)
    if text.isascii():
        return text
    return "".join(UNKNOWN if is_private(character) else character for character in text)


def is_private(character: str) -> bool:
    """Whether a character means something only in the font that it comes from."""
    return "\ue000" <= character <= "\uf8ff" or character >= "\U000f0000"
