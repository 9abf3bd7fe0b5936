"""Text recognition with the command `tesseract` (Debian packages tesseract-ocr and tesseract-ocr-chi-sim).

It is given the page as a picture on its standard input and answers with words and their places, so that reading
order, headings and running heads are found as on any other page.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from functools import cache
from typing import Any

from ingest.pages.boxes import Page, Piece, around
from ingest.pages.symbols import plain
from kg.errors import ReadError

COMMAND = "tesseract"
LANGUAGE = "chi_sim"
INSTALL = (
    "请安装 tesseract-ocr 和 tesseract-ocr-chi-sim 后再读",
    "install tesseract-ocr and tesseract-ocr-chi-sim to read scans",
)
SECONDS = 120
"""Longest time for one page."""
RESOLUTION = 300
"""Dots per inch at which a page is drawn for recognition."""
MOST_PIXELS = 60_000_000
LEAST_CONFIDENCE = 20.0
WORD, COLUMNS = "5", 12
"""Level of a word in tesseract's table, and the columns of that table."""


def is_installed() -> bool:
    """Whether the command and its Chinese model are there."""
    return shutil.which(COMMAND) is not None and LANGUAGE in _languages(shutil.which(COMMAND) or "")


@cache
def _languages(command: str) -> frozenset[str]:
    try:
        told = subprocess.run([command, "--list-langs"], capture_output=True, text=True, timeout=20, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return frozenset()
    return frozenset(told.stdout.split())


def recognise_page(page: Any, number: int, name: str) -> Page:
    """A page of a PDF that is a picture. Raises ReadError where recognition fails or takes too long."""
    width, height = page.get_size()
    scale = min(RESOLUTION / 72, (MOST_PIXELS / max(1.0, width * height)) ** 0.5)
    bitmap = page.render(scale=scale, grayscale=True)
    try:
        stride, rows = bitmap.stride, bitmap.height
        pixels = bytes(bitmap.buffer)
        lines = (pixels[i * stride : i * stride + bitmap.width] for i in range(rows))
        picture = b"P5\n%d %d\n255\n" % (bitmap.width, rows) + b"".join(lines)
        found = recognise(picture, name, number, dots=72 * scale)
    finally:
        bitmap.close()
    found.width, found.height = width, height
    return found


def recognise(picture: bytes, name: str, number: int = 1, dots: float = RESOLUTION) -> Page:
    """The words of a picture (PNM, PNG, JPEG) with their places in points. Raises ReadError as above."""
    command = [COMMAND, "stdin", "stdout", "-l", LANGUAGE, "--dpi", str(round(dots)), "--psm", "3", "tsv"]
    try:
        done = subprocess.run(
            command,
            input=picture,
            capture_output=True,
            timeout=SECONDS,
            check=False,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        )
    except subprocess.TimeoutExpired:
        raise ReadError(
            name,
            f"第 {number} 页的文字识别超过 {SECONDS} 秒 / recognising page {number} took over {SECONDS} s",
        ) from None
    except OSError as error:
        raise ReadError(name, f"无法运行 tesseract：{error} / cannot run tesseract: {error}") from None
    if done.returncode:
        cause = done.stderr.decode("utf-8", "replace").strip().split("\n")[-1][:120]
        raise ReadError(name, f"图像无法识别（{cause}） / the picture cannot be read ({cause})")
    return _page(done.stdout.decode("utf-8", "replace"), number, 72 / dots)


def _page(table: str, number: int, scale: float) -> Page:
    words: dict[tuple[str, str, str], list[Piece]] = {}
    page = Page(number, 0.0, 0.0)
    for row in table.split("\n")[1:]:
        fields = row.split("\t")
        if len(fields) != COLUMNS:
            continue
        left, top, width, height = (float(field) * scale for field in fields[6:10])
        if fields[0] == "1":
            page.width, page.height = width, height
        text = plain(fields[11]).strip()
        if fields[0] == WORD and text and float(fields[10]) >= LEAST_CONFIDENCE:
            piece = Piece(left, top, left + width, top + height, text, height)
            words.setdefault((fields[2], fields[3], fields[4]), []).append(piece)
    for line in words.values():
        page.pieces += _pieces(line)
    return page


def _pieces(words: list[Piece]) -> list[Piece]:
    """A recognised line as pieces of one size, parted where there is a wide gap."""
    box = around(words)
    tall = sorted(word.height for word in words)[int(0.8 * (len(words) - 1))]
    size = round(tall * 1.08, 1)
    out: list[Piece] = []
    for word in words:
        if out and word.left - out[-1].right <= 1.2 * size:
            last = out[-1]
            western = last.text[-1].isascii() and word.text[0].isascii() and word.left - last.right > 0.2 * size
            last.text += f" {word.text}" if western else word.text
            last.right = max(last.right, word.right)
        else:
            out.append(Piece(word.left, box.bottom - size, word.right, box.bottom, word.text, size))
    return out
