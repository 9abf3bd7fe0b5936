"""Paths as they are stored, and as people read them: names may be no UTF-8, or hold line ends."""

from __future__ import annotations

import os
import re
from pathlib import Path

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")


def shown(path: str | Path) -> str:
    """A path for messages, lists and exports; a name from an old system is read as GBK, control characters escaped."""
    text = str(path)
    if any("\ud800" <= character <= "\udfff" for character in text):
        raw = os.fsencode(text)
        try:
            text = raw.decode("gb18030")
        except UnicodeDecodeError:
            text = raw.decode("utf-8", "backslashreplace")
    return _CONTROL.sub(lambda found: found[0].encode("unicode_escape").decode(), text)


def one_word(name: str) -> str:
    """A name that can be a document's id: `shown`, with control characters as underscores, never empty."""
    return shown(_CONTROL.sub("_", name)).strip() or "document"


def path_in(path: str) -> str | bytes:
    """A path as it is stored: a name that is no UTF-8 (from an old system, in GBK) keeps its bytes."""
    try:
        path.encode()
    except UnicodeEncodeError:
        return os.fsencode(path)
    return path


def path_out(stored: str | bytes) -> str:
    """A path as Python's `os` functions take it."""
    return os.fsdecode(stored)
