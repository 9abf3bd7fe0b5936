"""Readers: one for each file format, behind one small interface; the format is told from the content."""

from __future__ import annotations

from pathlib import Path

import msgspec

from ingest.readers.archive import archive_above, read_member, read_members
from ingest.readers.html import HtmlReader
from ingest.readers.image import ImageReader
from ingest.readers.mail import MailReader
from ingest.readers.markdown import MarkdownReader
from ingest.readers.mhtml import MhtmlReader
from ingest.readers.pdf import PdfReader
from ingest.readers.raw import Metadata, RawLine, RawText, Reader
from ingest.readers.text import TextReader
from ingest.readers.word import WordReader
from ingest.readers.zips import zip_kind
from kg.errors import ReadError

__all__ = ["MAX_BYTES", "READERS", "Metadata", "RawLine", "RawText", "Reader", "read_data", "read_file"]

MAX_BYTES = 64 << 20
"""Larger files are refused: no report is that long."""
READERS: tuple[Reader, ...] = (
    PdfReader(),
    ImageReader(),
    HtmlReader(),
    WordReader(),
    MhtmlReader(),
    MailReader(),
    MarkdownReader(),
    TextReader(),
)
"""In the order in which they are asked."""
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
"""The container of Word before 2007, in which encrypted documents of today are wrapped (MS-OFFCRYPTO)."""
SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (COMPOUND, "DOC/XLS"),
    (b"{\\rtf", "RTF"),
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
        inside = None if path.exists() else archive_above(path)
        if inside is not None:
            data = read_member(*inside)
            return data, read_data(data, name)
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
    data = _only_member(data, name)
    raw = next(reader for reader in READERS if reader.accepts(data, name)).read(data, name)
    if not any(line.text.strip() for line in raw.lines):
        raise ReadError(name, "没有文字，只有空白 / holds no text, only white space")
    return raw


def _too_large(size: int) -> str:
    size, limit = size >> 20, MAX_BYTES >> 20
    return f"文件过大（{size} MiB，上限 {limit} MiB） / too large ({size} of {limit} MiB)"


def _only_member(data: bytes, name: str) -> bytes:
    """The document in a zip that holds one; other bytes as they are."""
    if zip_kind(data) != "ZIP" or WordReader().accepts(data, name):
        return data
    members = read_members(data, name) or []
    if len(members) != 1:
        raise ReadError(
            name,
            f"ZIP 包内有 {len(members)} 个文件，请用 zonegraph ingest 逐个读入，或解压后再传 / "
            f"the ZIP holds {len(members)} files: read it with zonegraph ingest, or unpack it first",
        )
    return members[0][1]


def _refuse_other_formats(data: bytes, name: str) -> None:
    found = next((kind for start, kind in SIGNATURES if data.startswith(start)), None)
    if data.startswith(COMPOUND) and ENCRYPTED in data:
        raise ReadError(name, "文档已加密，请先取消密码再读入 / the document is encrypted: remove its password first")
    kind = zip_kind(data)
    found = found or (kind if kind not in ("ZIP", "DOCX") else None) or ("JSON" if _is_json(data) else None)
    if found:
        advice = "请先转成 .docx、.txt 或 .md / is not supported; convert it to .docx, .txt or .md"
        raise ReadError(name, f"暂不支持 {found} 格式，{advice}")


def _is_json(data: bytes) -> bool:
    """Whether all of the bytes are a JSON object or list, or their first line an object: data for programs."""
    start = data.removeprefix(b"\xef\xbb\xbf").lstrip()
    if start[:1] not in (b"{", b"["):
        return False
    for part, types in ((start.partition(b"\n")[0], (dict,)), (start, (dict, list))):
        try:
            if isinstance(msgspec.json.decode(part), types):
                return True
        except (msgspec.DecodeError, RecursionError):
            continue
    return False
