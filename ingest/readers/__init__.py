"""Readers: one for each file format, behind one small interface; the format is told from the content."""

from __future__ import annotations

from pathlib import Path

from ingest.readers.markdown import MarkdownReader
from ingest.readers.raw import Metadata, RawLine, RawText, Reader
from ingest.readers.text import TextReader
from kg.errors import ReadError

__all__ = ["MAX_BYTES", "READERS", "Metadata", "RawLine", "RawText", "Reader", "read_data", "read_file"]

MAX_BYTES = 64 << 20
"""Larger files are refused: no report is that long."""
READERS: tuple[Reader, ...] = (MarkdownReader(), TextReader())
"""In the order in which they are asked."""
SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "PDF"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "DOC/XLS"),
    (b"{\\rtf", "RTF"),
    (b"\x89PNG\r\n", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"\x1f\x8b", "gzip"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"Rar!", "RAR"),
    (b"SQLite format 3\0", "SQLite"),
    (b"\x7fELF", "ELF"),
)


def read_file(path: Path) -> tuple[bytes, RawText]:
    """The bytes of a file and what its reader makes of them. Raises ReadError naming the file and the cause."""
    name = str(path)
    try:
        if path.is_dir():
            raise ReadError(name, "是文件夹，不是文件 / is a folder, not a file")
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise ReadError(name, _too_large(size))
        data = path.read_bytes()
    except FileNotFoundError:
        raise ReadError(name, "文件不存在 / no such file") from None
    except PermissionError:
        raise ReadError(name, "没有读取权限 / no permission to read it") from None
    except (OSError, ValueError) as error:
        cause = getattr(error, "strerror", None) or str(error)
        raise ReadError(name, f"无法读取：{cause} / cannot be read: {cause}") from None
    return data, read_data(data, name)


def read_data(data: bytes, name: str) -> RawText:
    """What the first reader that accepts `data` makes of it. `name` is used in messages and to break ties."""
    if not data:
        raise ReadError(name, "文件为空（0 字节） / the file is empty (0 bytes)")
    if len(data) > MAX_BYTES:
        raise ReadError(name, _too_large(len(data)))
    _refuse_other_formats(data, name)
    raw = next(reader for reader in READERS if reader.accepts(data, name)).read(data, name)
    if not any(line.text.strip() for line in raw.lines):
        raise ReadError(name, "没有文字，只有空白 / holds no text, only white space")
    return raw


def _too_large(size: int) -> str:
    size, limit = size >> 20, MAX_BYTES >> 20
    return f"文件过大（{size} MiB，上限 {limit} MiB） / too large ({size} of {limit} MiB)"


def _refuse_other_formats(data: bytes, name: str) -> None:
    found = next((kind for start, kind in SIGNATURES if data.startswith(start)), None)
    if data.startswith(b"PK\x03\x04"):
        found = "DOCX" if b"word/" in data[: 1 << 16] else "XLSX" if b"xl/" in data[: 1 << 16] else "ZIP"
    head = data[:1024].removeprefix(b"\xef\xbb\xbf").lstrip()[:64].lower()
    if head.startswith((b"<!doctype html", b"<html")):
        found = "HTML"
    if found:
        advice = "请先转成 .txt 或 .md / is not supported yet; convert it to .txt or .md"
        raise ReadError(name, f"暂不支持 {found} 格式，{advice}")
