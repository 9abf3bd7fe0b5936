"""A PDF page as pdfium sees it: characters with their places put together to pieces, drawn lines, images.

Words are not taken from pdfium's own text: it knows no columns. Where a piece ends is decided by the distance of
its characters.
"""

from __future__ import annotations

import ctypes
import math
from typing import Any

import pypdfium2.raw as raw

from ingest.pages.boxes import Box, Page, Piece
from ingest.pages.symbols import UNKNOWN, plain

GAP, BACK, SHIFT = 0.7, 0.6, 0.25
"""In font sizes: a wider gap parts two pieces, so does a longer way back, so does a larger change of the baseline."""
WORD_GAP = 0.15
"""In font sizes: a gap between two Western characters that is a space even if no space is printed."""
WIDE_GAP = 0.45
"""In font sizes: any gap that is a space; justification makes none so wide."""
ASCENT = 0.88
"""Share of the font size above the baseline (that of the usual Chinese fonts)."""
MOST_CHARACTERS = 200_000
"""Of one page; beyond this it is no page that anybody printed."""
MOST_OBJECTS = 50_000
THIN = 2.5
"""Points: what is drawn thinner than this is a line."""
BOLD_WEIGHT = 600
BOLD_NAMES = ("bold", "heavy", "black", "simhei", "heiti", "hei-", "黑")
PATH, IMAGE = 2, 3


def _function(function: Any, *argument_types: Any) -> Any:
    """The same C function with plain integers for handles and addresses.

    It is called for every character: unwrapped it costs a third of the time.
    """
    address = ctypes.cast(function, ctypes.c_void_p).value
    assert address is not None
    return ctypes.PYFUNCTYPE(*argument_types)(address)


POINTER, INT = ctypes.c_void_p, ctypes.c_int
GET_UNICODE = _function(raw.FPDFText_GetUnicode, ctypes.c_uint, POINTER, INT)
GET_OBJECT = _function(raw.FPDFText_GetTextObject, POINTER, POINTER, INT)
GET_BOX = _function(raw.FPDFText_GetLooseCharBox, INT, POINTER, INT, POINTER)
IS_UNKNOWN = _function(raw.FPDFText_HasUnicodeMapError, INT, POINTER, INT)
GET_ORIGIN = _function(raw.FPDFText_GetCharOrigin, INT, POINTER, INT, POINTER, POINTER)
GET_SIZE = _function(raw.FPDFText_GetFontSize, ctypes.c_double, POINTER, INT)
GET_MATRIX = _function(raw.FPDFText_GetMatrix, INT, POINTER, INT, POINTER)
GET_WEIGHT = _function(raw.FPDFText_GetFontWeight, INT, POINTER, INT)
GET_FONT = _function(raw.FPDFTextObj_GetFont, POINTER, POINTER)
GET_NAME = _function(raw.FPDFFont_GetBaseFontName, ctypes.c_size_t, POINTER, ctypes.c_char_p, ctypes.c_size_t)


class Style:
    """Size in points, weight and direction of characters."""

    __slots__ = ("bold", "size", "upright")

    def __init__(self, size: float, bold: bool, upright: bool) -> None:
        self.size, self.bold, self.upright = size, bold, upright


class _Styles:
    """The styles of a page's text objects. Some files draw every character as an object of its own."""

    def __init__(self, handle: int | None) -> None:
        self.handle = handle
        self.matrix = raw.FS_MATRIX()
        self.matrix_at = ctypes.addressof(self.matrix)
        self.bold: dict[int | None, bool] = {}
        self.known: dict[tuple[float, ...], Style] = {}

    def of(self, index: int, text_object: int) -> Style:
        """The style of the text object to which a character belongs."""
        GET_MATRIX(self.handle, index, self.matrix_at)
        matrix = self.matrix
        font = GET_FONT(text_object)
        key = (matrix.a, matrix.b, matrix.c, matrix.d, GET_SIZE(self.handle, index), font or 0)
        style = self.known.get(key)
        if style is None:
            a, b, c, d, size, _ = key
            turn = math.degrees(math.atan2(b, a)) % 90
            upright = min(turn, 90 - turn) < 5
            style = self.known[key] = Style(size * (math.hypot(c, d) or 1.0), self._is_bold(index, font), upright)
        return style

    def _is_bold(self, index: int, font: int | None) -> bool:
        if font not in self.bold:
            name = ctypes.create_string_buffer(128)
            if font:
                GET_NAME(font, name, 128)
            named = any(word in name.value.decode("utf-8", "replace").lower() for word in BOLD_NAMES)
            self.bold[font] = named or GET_WEIGHT(self.handle, index) >= BOLD_WEIGHT
        return self.bold[font]


class View:
    """Page coordinates, which begin at the lower left and may be turned, as the reader sees them."""

    def __init__(self, page: Any) -> None:
        self.left, self.bottom, self.right, self.top = page.get_cropbox()
        self.turn = page.get_rotation() % 360
        across, up = self.right - self.left, self.top - self.bottom
        self.width, self.height = (across, up) if self.turn in (0, 180) else (up, across)

    def point(self, x: float, y: float) -> tuple[float, float]:
        """(x to the right, y downwards) of a point of the page."""
        if self.turn == 90:
            return y - self.bottom, x - self.left
        if self.turn == 180:
            return self.right - x, y - self.bottom
        if self.turn == 270:
            return self.top - y, self.right - x
        return x - self.left, self.top - y

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """A rectangle of the page."""
        x0, y0 = self.point(left, bottom)
        x1, y1 = self.point(right, top)
        return Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


def read_page(page: Any, number: int) -> Page:
    """The contents of a page that pypdfium2 has loaded."""
    view = View(page)
    found = Page(number, view.width, view.height)
    _add_drawings(page, view, found)
    text_page = page.get_textpage()
    try:
        found.pieces = _pieces(text_page, view)
    finally:
        text_page.close()
    return found


def _add_drawings(page: Any, view: View, found: Page) -> None:
    handle = page.raw
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    for index in range(min(raw.FPDFPage_CountObjects(handle), MOST_OBJECTS)):
        drawn = raw.FPDFPage_GetObject(handle, index)
        kind = raw.FPDFPageObj_GetType(drawn)
        if kind not in (PATH, IMAGE) or not raw.FPDFPageObj_GetBounds(drawn, left, bottom, right, top):
            continue
        box = view.box(left.value, bottom.value, right.value, top.value)
        if kind == IMAGE:
            found.pictures.append(box)
        elif box.width <= THIN or box.height <= THIN:
            found.rules.append(box)
        elif raw.FPDFPath_CountSegments(drawn) <= 6:  # a rectangle: its edges
            found.rules += [
                Box(box.left, box.top, box.right, box.top),
                Box(box.left, box.bottom, box.right, box.bottom),
                Box(box.left, box.top, box.left, box.bottom),
                Box(box.right, box.top, box.right, box.bottom),
            ]


def _pieces(text_page: Any, view: View) -> list[Piece]:
    """The pieces of a page, in the order in which the file draws them."""
    wrapped = text_page.raw
    handle = ctypes.cast(wrapped, POINTER).value
    styles = _Styles(handle)
    loose, x, y = raw.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    x_at, y_at = ctypes.addressof(x), ctypes.addressof(y)
    box_at = ctypes.addressof(loose)
    turned = view.turn != 0
    builder = _Builder()
    style = None
    owner = 0
    doubtful = False
    baseline = 0.0
    for index in range(min(raw.FPDFText_CountChars(wrapped), MOST_CHARACTERS)):
        code = GET_UNICODE(handle, index)
        if code == 10 or code == 13:
            continue
        text_object = GET_OBJECT(handle, index)
        if not text_object:  # a space that pdfium has put in
            continue
        if code == 32 or code == 0x3000 or code == 0xA0:
            builder.space = True
            continue
        if text_object != owner:  # its characters share a font and a baseline
            style, owner = styles.of(index, text_object), text_object
            doubtful = IS_UNKNOWN(handle, index) == 1
            GET_ORIGIN(handle, index, x_at, y_at)
            baseline = view.point(x.value, y.value)[1]
        if style is None or not style.upright or style.size <= 0:
            continue
        GET_BOX(handle, index, box_at)
        if turned:
            box = view.box(loose.left, loose.bottom, loose.right, loose.top)
            left, right = box.left, box.right
        else:
            left, right = loose.left - view.left, loose.right - view.left
        if not -2 <= left <= view.width + 2 or not -2 <= baseline <= view.height + 2:
            continue
        if code == 2 or code == 0xFFFE:  # pdfium's mark for a hyphen at the end of a line
            code = 45
        elif (doubtful or code < 32 or code > 0xE000) and (code < 32 or IS_UNKNOWN(handle, index) == 1):
            code = ord(UNKNOWN)
        builder.add(chr(code), left, right, baseline, style)
    return builder.finish()


class _Builder:
    """Puts characters together."""

    def __init__(self) -> None:
        self.pieces: list[Piece] = []
        self.seen: dict[tuple[str, int, int], Piece] = {}
        self.characters: list[str] = []
        self.left = self.right = self.baseline = 0.0
        self.style: Style | None = None
        self.space = False

    def add(self, character: str, left: float, right: float, baseline: float, style: Style) -> None:
        if self.characters and self.style is not None:
            size = style.size
            gap = left - self.right
            if (
                abs(baseline - self.baseline) > SHIFT * size
                or not -BACK * size <= gap <= GAP * size
                or not 0.8 <= self.style.size / size <= 1.25
            ):
                self._close()
            elif gap > (0.02 if self.space else WORD_GAP if self._western(character) else WIDE_GAP) * size:
                self.characters.append(" ")
        if not self.characters:
            self.left, self.baseline, self.style = left, baseline, style
        self.characters.append(character)
        self.right = right
        self.space = False

    def _close(self) -> None:
        assert self.style is not None
        size = self.style.size
        text = plain("".join(self.characters))
        self.characters = []
        top = self.baseline - ASCENT * size
        piece = Piece(self.left, top, self.right, top + size, text, size, self.style.bold)
        if text.strip() and not self._drawn_before(piece):
            self.pieces.append(piece)

    def _drawn_before(self, piece: Piece) -> bool:
        """Whether the same was drawn at the same place: a shadow, or boldness made by printing twice."""
        x, y = int(piece.left // 2), int(piece.top // 2)
        near = (self.seen.get((piece.text, i, j)) for i in (x - 1, x, x + 1) for j in (y - 1, y, y + 1))
        before = next((other for other in near if other is not None), None)
        if before is not None:
            before.bold = True
            return True
        self.seen[piece.text, x, y] = piece
        return False

    def _western(self, character: str) -> bool:
        return "!" <= self.characters[-1] <= "\u024f" and "!" <= character <= "\u024f"

    def finish(self) -> list[Piece]:
        """All pieces."""
        if self.characters:
            self._close()
        return self.pieces
