"""Pictures of pages (PNG, JPEG), through text recognition where it is installed."""

from __future__ import annotations

import struct

from ingest.readers.pdf import date_of, issue_year
from ingest.readers.raw import Metadata, RawText
from kg.errors import ReadError

PNG, JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
MOST_PIXELS = 100_000_000
FRAMES = frozenset({*range(0xC0, 0xC4), *range(0xC5, 0xC8), *range(0xC9, 0xCC), *range(0xCD, 0xD0)})
"""JPEG markers of the segment that holds height and width."""


class ImageReader:
    """PNG and JPEG by their first bytes."""

    def accepts(self, data: bytes, name: str) -> bool:
        """Whether the bytes begin as PNG or JPEG do."""
        return data.startswith((PNG[:6], JPEG))

    def read(self, data: bytes, name: str) -> RawText:
        """The recognised text. Raises ReadError where it is not installed, or the picture is broken or too large."""
        from ingest.pages.margins import drop_margins
        from ingest.pages.ocr import INSTALL, is_installed, recognise
        from ingest.pages.reading_order import reading_order
        from ingest.readers.printed import Composer

        kind = "JPEG" if data.startswith(JPEG) else "PNG"
        size = picture_size(data)
        if size is None:
            raise ReadError(name, f"{kind} 图像已损坏 / the {kind} picture is damaged")
        if size[0] * size[1] > MOST_PIXELS:
            raise ReadError(name, f"{kind} 图像过大（{size[0]}×{size[1]}） / the {kind} picture is too large")
        if not is_installed():
            how_to, how_to_english = INSTALL
            raise ReadError(
                name, f"{kind} 图像没有文字层，{how_to} / a {kind} picture, no text layer; {how_to_english}"
            )
        page = recognise(data, name)
        if not page.pieces:
            raise ReadError(name, f"{kind} 图像中没有认出文字 / no text was recognised in the {kind} picture")
        heads = drop_margins([page])
        columns = [(page, column) for column in reading_order(page.pieces, 1)]
        return RawText(
            Composer(columns, sizes_vary=True).compose(), Metadata(date=date_of(heads), year=issue_year(heads))
        )


def picture_size(data: bytes) -> tuple[int, int] | None:
    """Width and height in pixels as the header tells, or None where it is damaged."""
    if data.startswith(PNG):
        if len(data) < 24 or data[12:16] != b"IHDR":
            return None
        width, height = struct.unpack(">II", data[16:24])
        return (width, height) if width and height else None
    at = 2
    while at + 9 < len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker == 0xFF or marker == 0x01 or 0xD0 <= marker <= 0xD8:
            at += 1 if marker == 0xFF else 2
            continue
        if marker in FRAMES:
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return (width, height) if width and height else None
        at += 2 + int(struct.unpack(">H", data[at + 2 : at + 4])[0])
    return None
