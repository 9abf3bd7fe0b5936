"""Paths as people read them: names that are no UTF-8, or hold line ends, shown on one line."""

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
