"""Bytes to text: UTF-8, UTF-16, GB18030 (with GBK and GB2312) and Big5, told apart by content.

UTF-8 is tried first because text in another encoding practically never passes for it. Between the two Chinese
encodings, whose byte ranges overlap, the text with more of the commonest characters wins.
"""

from __future__ import annotations

import codecs
import re

from kg.errors import ReadError

BYTE_ORDER_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
COMMON = frozenset("的一是在不了有和人中大上个以要他到用地于出分成会可主年行能工多业产市新区目，。、")
"""Frequent characters that simplified and traditional script share, and the commonest punctuation."""
INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2064\u00ad\ufeff\ufff9-\ufffb\x00-\x08\x0e-\x1f\x7f]")
"""Zero-width characters, direction marks, soft hyphens, byte-order marks inside the text, control characters."""
LINE_ENDS = re.compile("\r\n?|[\u0085\u2028\x0b]")
PARAGRAPH_ENDS = re.compile("[\x0c\u2029]")
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
    wide = _wide_encoding(data)
    if wide:
        return _strict(data, wide, name, 0)
    if b"\0" in data:
        at = data.index(b"\0")
        raise ReadError(name, f"不是文本文件（第 {at + 1} 字节为 NUL） / not a text file (byte {at + 1} is NUL)")
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


def _wide_encoding(data: bytes) -> str | None:
    """UTF-16 without a mark: line ends or spaces show up as a zero byte always on the same side."""
    if len(data) % 2 or b"\0" not in data:
        return None
    sample = data[:4096]
    little = sum(sample.count(unit) for unit in (b"\n\0", b" \0", b",\0"))
    big = sum(sample.count(unit) for unit in (b"\0\n", b"\0 ", b"\0,"))
    for count, encoding in sorted(((little, "utf-16-le"), (big, "utf-16-be")), reverse=True):
        if count:
            text = sample.decode(encoding, "replace")
            if commonness(text) > 0.05 or _latin(text) > 0.9:
                return encoding
    return None


def _latin(text: str) -> float:
    return sum(" " <= character <= "~" or character in "\r\n\t" for character in text) / max(1, len(text))


def _other_than_utf8(data: bytes, name: str, error: UnicodeDecodeError) -> str:
    loose = data.decode("utf-8", "replace")
    if loose.count("\ufffd") <= max(1, FEW_ERRORS * len(loose)) and commonness(loose) > 0.02:
        raise ReadError(name, _wrong_byte(error.start, "UTF-8"))
    found: list[tuple[float, str]] = []
    position = error.start
    for encoding in ("gb18030", "big5"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError as wrong:
            position = max(position, wrong.start)
            continue
        found.append((commonness(text), text))
    if found:
        share, text = max(found, key=lambda pair: pair[0])
        if share > 0.02:
            return text
    raise ReadError(
        name,
        f"第 {position + 1} 字节起既不是 UTF-8 也不是 GB18030 文本 / "
        f"not text in UTF-8 or GB18030 (first wrong byte: {position + 1})",
    )


def commonness(text: str) -> float:
    """Share of the text's characters beyond ASCII that are among the commonest of Chinese; 0 where there are none."""
    beyond = [character for character in text[:20000] if character > "\x7f"]
    return sum(character in COMMON for character in beyond) / len(beyond) if beyond else 0.0
