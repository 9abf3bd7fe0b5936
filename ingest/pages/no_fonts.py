"""pdfium without the fonts of the machine: only those that a file brings, and pdfium's own few.

A file need not hold its fonts (those of Chinese word processors seldom are in it). pdfium then looks for the nearest
one on the machine and draws every glyph of it to learn its size, which no reader asks for: of a page of plain text
this takes more than half of the time. The widths that decide where a character ends stand in the file itself. Without
the machine's fonts the same file is also read alike everywhere.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from pypdfium2 import PdfSysfontBase


class _NoFonts(PdfSysfontBase):  # type: ignore[misc]
    """Answers every question for a font of the machine with none. The methods' names are pdfium's."""

    def EnumFonts(self, *_: Any) -> None:
        return None

    def MapFont(self, *_: Any) -> None:
        return None

    def GetFont(self, *_: Any) -> None:
        return None


@cache
def leave_system_fonts_out() -> None:
    """Tell pdfium, once a process, before the first file is opened."""
    _NoFonts().setup()
