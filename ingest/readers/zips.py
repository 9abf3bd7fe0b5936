"""Zip files that strangers made: opened in memory, within bounds, refused with the cause where they are not sound."""

from __future__ import annotations

import io
import stat
import zipfile
import zlib

from kg.errors import ReadError

SIGNATURE, EMPTY = b"PK\x03\x04", b"PK\x05\x06"
MOST_MEMBERS = 10_000
MOST_BYTES = 256 << 20
"""Of all members together, unpacked."""
MOST_RATIO, RATIO_FROM = 200, 1 << 20
"""A member that grows more than so many times, and beyond so many bytes, is a bomb: text shrinks to a tenth at best."""
UTF8_NAMES, ENCRYPTED = 0x800, 0x1
DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError, RuntimeError)


OFFICE = {"word/": "DOCX", "xl/": "XLSX", "ppt/": "PPTX"}
CONTENT_TYPES = "[Content_Types].xml"


def zip_kind(data: bytes) -> str | None:
    """DOCX, XLSX, PPTX or OPC for an office document (by its parts), ZIP for another zip, None for what is none.

    The directory of a damaged one cannot be read: then its first bytes tell.
    """
    if not data.startswith((SIGNATURE, EMPTY)):
        return None
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = package.namelist()
    except DAMAGED:
        head = data[: 1 << 16]
        return next((kind for folder, kind in OFFICE.items() if folder.encode() in head), "ZIP")
    for folder, kind in OFFICE.items():
        if any(name.startswith(folder) and name.endswith(".xml") for name in names):
            return kind
    return "OPC" if CONTENT_TYPES in names else "ZIP"


class SafeZip:
    """A zip in memory whose directory has been checked. Raises ReadError, naming `name`, for one that is not sound.

    Refused: a damaged or truncated file, too many members, members that unpack to too much or grow beyond reason,
    names that lead out of the folder (`../`, absolute paths, drive letters).
    """

    def __init__(self, data: bytes, name: str, kind: str = "ZIP") -> None:
        self.name = name
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            self._infos = self._zip.infolist()
        except DAMAGED as error:
            cause = f"{kind} 文件损坏或不完整（{error}） / the {kind} file is damaged or cut short"
            raise ReadError(name, cause) from None
        if len(self._infos) > MOST_MEMBERS:
            count = len(self._infos)
            raise ReadError(
                name,
                f"{kind} 包含 {count} 个文件，上限 {MOST_MEMBERS} / "
                f"the {kind} holds {count} files (limit {MOST_MEMBERS})",
            )
        total = 0
        for info in self._infos:
            _check_name(info, name)
            total += info.file_size
            if info.file_size > RATIO_FROM and info.file_size > MOST_RATIO * max(1, info.compress_size):
                raise ReadError(name, _bomb(member_name(info)))
        if total > MOST_BYTES:
            size, limit = total >> 20, MOST_BYTES >> 20
            raise ReadError(
                name,
                f"{kind} 解开后有 {size} MiB，上限 {limit} MiB，疑为压缩炸弹 / "
                f"the {kind} unpacks to {size} MiB (limit {limit}): a zip bomb?",
            )

        self._files = {
            member_name(info): info
            for info in self._infos
            if not info.is_dir() and not stat.S_ISLNK(info.external_attr >> 16)
        }

    def names(self) -> list[str]:
        """The names of the members, folders and links left out, in the order of the directory."""
        return list(self._files)

    def read(self, member: str, limit: int) -> bytes | None:
        """The bytes of a member, None where there is none.

        Raises ReadError for a damaged, encrypted or too long one.
        """
        info = self._files.get(member)
        if info is None:
            return None
        if info.flag_bits & ENCRYPTED:
            raise ReadError(self.name, f"{member} 已加密，请先解密 / {member} is encrypted: decrypt it first")
        if info.file_size > limit:
            raise ReadError(self.name, _too_large(member, info.file_size, limit))
        try:
            with self._zip.open(info) as stream:
                data = stream.read(limit + 1)
        except DAMAGED as error:
            raise ReadError(self.name, f"{member} 损坏或不完整（{error}） / {member} is damaged or cut short") from None
        if len(data) > limit:
            raise ReadError(self.name, _too_large(member, len(data), limit))
        return data


def member_name(info: zipfile.ZipInfo) -> str:
    """A member's name; one that is not marked as UTF-8 is in the encoding of the packer's system, in China GBK."""
    if info.flag_bits & UTF8_NAMES or info.filename.isascii():
        return info.filename
    try:
        raw = info.filename.encode("cp437")
    except UnicodeEncodeError:
        return info.filename
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return info.filename


def _check_name(info: zipfile.ZipInfo, name: str) -> None:
    member = member_name(info).replace("\\", "/")
    if ".." in member.split("/") or member.startswith("/") or member[1:2] == ":":
        raise ReadError(name, f"zip 包内路径越界：{member!r}，拒绝读取 / path traversal in the zip: {member!r}")


def _bomb(member: str) -> str:
    return f"{member} 压缩比异常，疑为压缩炸弹 / {member} grows beyond reason: a zip bomb?"


def _too_large(member: str, size: int, limit: int) -> str:
    size, limit = size >> 20, limit >> 20
    return f"{member} 过大（{size} MiB，上限 {limit} MiB） / {member} is too large ({size} of {limit} MiB)"
