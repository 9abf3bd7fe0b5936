"""White space in Chinese text: where it is an artefact of typesetting, where it means something, how lines join.

Chinese is written without spaces; those that text taken from newspaper pages has between characters, or between
characters and figures, come from justified lines. A space is kept between two Western characters, and in a headline
between two phrases, where it stands for a comma.
"""

from __future__ import annotations

import re

SPACES = re.compile(r"\s+")
WIDE_SPACES = re.compile(r"\s{2,}|\u3000")
WESTERN = "!-~\u00a1-\u024f\u0370-\u04ff\uff21-\uff3a\uff41-\uff5a"
LOOSE = re.compile(f"(?<![{WESTERN}]) | (?![{WESTERN}])")
TIGHT_FIGURE = re.compile(r"(?<=\d) (?=[%‰℃°])|(?<=[(\[]) | (?=[)\]])")
WORD_END = re.compile(r"[A-Za-z0-9\u00c0-\u024f%)\]:;?!]$|[A-Za-z][.,]$")
WORD_START = re.compile(r"[A-Za-z0-9\u00c0-\u024f(\[]")
PHRASE_END = re.compile("[\u4e00-\u9fff”’》！？]$")
PHRASE_START = re.compile("[\u4e00-\u9fff“‘《]")
PHRASE_SPACE = re.compile("(?<=[\u4e00-\u9fff”’》！？]) (?=[\u4e00-\u9fff“‘《])")
CLAUSE = re.compile("[，。；、,;]")
LETTER_SPACED = 0.8
"""Share of single characters among what spaces part, in a letter-spaced line."""
PHRASE = 3
"""Characters that each side of a space needs for the space to part two phrases of a headline."""


def close_up(text: str) -> str:
    """Body text without the spaces that are artefacts; leading and trailing white space goes too. Idempotent."""
    text = SPACES.sub(" ", text).strip()
    if " " not in text:
        return text
    if is_letter_spaced(text):
        text = text.replace(" ", "")
    return TIGHT_FIGURE.sub("", LOOSE.sub("", text))


def is_letter_spaced(text: str) -> bool:
    """Whether a line is set with a space behind every character, those of its numbers and words too: 2 0 2 4 年 5 G."""
    tokens = text.split()
    if len(tokens) < 6 or sum(len(token) == 1 for token in tokens) < LETTER_SPACED * len(tokens):
        return False
    return sum("\u4e00" <= token <= "\u9fff" for token in tokens) >= 0.4 * len(tokens)


def close_up_headline(text: str) -> str:
    """Like `close_up`, but a space between two phrases stays: 稳中求进 提质增效. Letter-spaced words are closed up."""
    parts = SPACES.split(text.strip())
    if is_letter_spaced(text):
        parts = [SPACES.sub("", part) for part in WIDE_SPACES.split(text.strip())]
    out = parts[0]
    length = len(parts[0])
    for part in parts[1:]:
        if length >= PHRASE and len(part) >= PHRASE and PHRASE_END.search(out) and PHRASE_START.match(part):
            out, length = f"{out} {part}", len(part)
        else:
            out, length = close_up(f"{out} {part}") if _western_seam(out, part) else out + part, length + len(part)
    return out


def parts_phrases(text: str) -> bool:
    """Whether a line holds a space that parts two phrases of a headline and is itself no part of a sentence."""
    return " " in text and not CLAUSE.search(text) and bool(PHRASE_SPACE.search(close_up_headline(text)))


def _western_seam(left: str, right: str) -> bool:
    return bool(WORD_END.search(left) and WORD_START.match(right))


def join(left: str, right: str) -> str:
    """One line continued by the next, each closed up already.

    Between two Western words a space is put back. Not between the parts of a number, nor after a hyphen.
    """
    if WORD_END.search(left) and WORD_START.match(right) and not (left[-1].isdigit() and right[0].isdigit()):
        return f"{left} {right}"
    return left + right


def width(text: str) -> float:
    """How wide the text is set: a Chinese character is 1, a Western one half."""
    return len(text.encode("gbk", "replace")) / 2
