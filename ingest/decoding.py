"""Bytes to text: UTF-8, UTF-16, GB18030 (with GBK and GB2312) and Big5, told apart by content.

UTF-8 is tried first because text in another encoding practically never passes for it. Among the others, whose byte
ranges overlap, the one wins whose text looks most like Chinese (`ingest.plausibility`), not the first that succeeds.
"""

from __future__ import annotations

import codecs
import re

from ingest.plausibility import plausibility
from kg.errors import ReadError

BYTE_ORDER_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2064\u00ad\ufeff\ufff9-\ufffb\x00-\x08\x0e-\x1f\x7f]")
"""Zero-width characters, direction marks, soft hyphens, byte-order marks inside the text, control characters."""
LINE_ENDS = re.compile("\r\n?|[\u0085\u2028\x0b]")
PARAGRAPH_ENDS = re.compile("[\x0c\u2029]")
ENCODINGS = ("gb18030", "cp950", "big5hkscs", "utf-16-le", "utf-16-be")
"""Asked in this order where the bytes are no UTF-8; of equally plausible readings the first is taken. cp950 is Big5 as
Windows writes it; UTF-16 without a mark and without any Western character has no zero byte to tell it."""
LEAST = 0.25
"""Plausibility of a text that is taken for Chinese."""
SAMPLE = 40000
"""Bytes by which the two kinds of UTF-16 are told apart."""
FEW_ERRORS = 0.002
"""Up to this share of undecodable characters a file is taken for damaged UTF-8 rather than for another encoding."""


def decode(data: bytes, name: str) -> str:
    """Text of `data` with `\\n` line ends and without invisible characters.

    Raises ReadError, naming the file and the byte, for a binary file or bytes that no encoding explains.
    """
    text = _decode(data, name)
    text = PARAGRAPH_ENDS.sub("\n\n", LINE_ENDS.sub("\n", text))
    return INVISIBLE.sub("", text)


def _decode(data: bytes, name: str) -> str:
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], encoding, name, len(mark))
    if b"\0" in data:
        return _wide(data, name)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _other_than_utf8(data, name, error)


def _strict(data: bytes, encoding: str, name: str, offset: int) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise ReadError(name, _wrong_byte(error.start + offset, encoding.upper())) from None


def _wrong_byte(at: int, encoding: str) -> str:
    return f"第 {at + 1} 字节不是有效的 {encoding} / byte {at + 1} is not valid {encoding}"


def _wide(data: bytes, name: str) -> str:
    """UTF-16 without a mark: figures, spaces and line ends have a zero byte, always on the same side."""
    if len(data) % 2 == 0:
        readings = [(encoding, data[:SAMPLE].decode(encoding, "replace")) for encoding in ("utf-16-le", "utf-16-be")]
        encoding, text = max(readings, key=lambda reading: _likely(reading[1]))
        if _likely(text) > LEAST:
            return _strict(data, encoding, name, 0)
    at = data.index(b"\0")
    raise ReadError(name, f"不是文本文件（第 {at + 1} 字节为 NUL） / not a text file (byte {at + 1} is NUL)")


def _likely(text: str) -> float:
    """Plausibility; Western text, which has no Chinese to judge, counts as little plausible, NULs as nothing."""
    if "\0" in text:
        return -1.0
    western = sum(" " <= character <= "~" or character in "\r\n\t" for character in text) / max(1, len(text))
    return max(plausibility(text), 0.5 if western > 0.9 else -1.0)


def _other_than_utf8(data: bytes, name: str, error: UnicodeDecodeError) -> str:
    loose = data.decode("utf-8", "replace")
    if loose.count("\ufffd") <= max(1, FEW_ERRORS * len(loose)) and plausibility(loose.replace("\ufffd", "")) > LEAST:
        raise ReadError(name, _wrong_byte(error.start, "UTF-8"))
    found: list[tuple[float, str]] = []
    position = error.start
    for encoding in ENCODINGS:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError as wrong:
            if not encoding.startswith("utf-16"):
                position = max(position, wrong.start)
            continue
        found.append((plausibility(text), text))
    if found:
        share, text = max(found, key=lambda pair: pair[0])
        if share > LEAST:
            return text
    raise ReadError(
        name,
        f"第 {position + 1} 字节起既不是 UTF-8 也不是 GB18030 或 Big5 文本 / "
        f"not text in UTF-8, GB18030 or Big5 (first wrong byte: {position + 1})",
    )
