"""Files that hold files: a zip, or a message with attachments. Each member is a document of its own.

A member has a path below that of the file that holds it (`reports.zip/2024/park.docx`), and is read by that path as
if the archive were a folder. Nothing is ever unpacked to the disk.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path, PurePosixPath

import msgspec

from ingest.readers.messages import file_name, is_message, is_web_archive, parse_message, parts_of, payload_of
from ingest.readers.word import WordReader
from ingest.readers.zips import EMPTY, SIGNATURE, SafeZip, zip_kind
from kg.errors import ReadError

DEEPEST = 2
"""Zips in zips are opened this deep."""
MOST_MEMBERS = 10_000
MOST_BYTES = 256 << 20
LARGEST = 64 << 20
"""Bounds over all members, those of inner zips included, and of one member."""
SNIFFED = 4096
NO_REPORTS = frozenset({
    ".png", ".jpg", ".jpeg", ".gif", ".bmp", ".webp", ".svg", ".ico", ".css", ".js", ".mp3", ".mp4", ".avi",
    ".mov", ".ttf", ".woff", ".exe", ".dll", ".lnk", ".db", ".ini",
})  # fmt: skip
"""Members that no reader takes and nobody asks for: pictures and parts of saved pages."""
Member = tuple[str, bytes]
"""Name inside the archive, with slashes; its bytes."""


class Listed(msgspec.Struct, frozen=True):
    """A document to read: its path (below the archive for a member), the SHA-256 of its bytes, their number."""

    path: Path
    sha256: str
    size: int


def list_documents(path: Path) -> list[Listed]:
    """The documents in a file: the members of a zip, a message and what is attached to it, else the file itself.

    Raises ReadError, naming the file, for an archive that cannot be read, and OSError for a file that cannot.
    """
    with path.open("rb") as stream:
        head = stream.read(SNIFFED)
        if not (head.startswith((SIGNATURE, EMPTY)) or is_message(head)):
            stream.seek(0)
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
            return [Listed(path, digest, stream.tell())]
        if path.stat().st_size > LARGEST:
            raise ReadError(path, f"文件过大（上限 {LARGEST >> 20} MiB） / too large (limit {LARGEST >> 20} MiB)")
        data = head + stream.read()
    listed = [_listed(path / member, content) for member, content in read_members(data, str(path)) or ()]
    return listed if zip_kind(data) == "ZIP" and listed else [_listed(path, data), *listed]


def _listed(path: Path, data: bytes) -> Listed:
    return Listed(path, hashlib.sha256(data).hexdigest(), len(data))


def read_members(data: bytes, name: str) -> list[Member] | None:
    """The members of a zip, or the attachments of a message, in order of name; None for a file that is neither.

    Raises ReadError, naming the file, for a damaged or encrypted archive, one that unpacks to too much, and a
    member whose name leads out of the folder.
    """
    found: list[Member] = []
    if zip_kind(data) == "ZIP" and not WordReader().accepts(data, name):
        _Budget().open_zip(data, name, "", 0, found)
        if not found:
            raise ReadError(name, "zip 包内没有可读的文件 / the zip holds no file to read")
    elif is_message(data) and not is_web_archive(data):
        _Budget().open_message(data, name, found)
    else:
        return None
    return sorted(found, key=lambda member: member[0])


def archive_above(path: Path) -> tuple[Path, str] | None:
    """The archive and the member's name where a path leads into a file, else None."""
    for above in path.parents:
        if above.is_file():
            return above, path.relative_to(above).as_posix()
    return None


def read_member(archive: Path, member: str) -> bytes:
    """The bytes of a member. Raises ReadError for an archive that cannot be read and a member it does not hold."""
    status = archive.stat()
    package = _opened(str(archive), status.st_mtime_ns, status.st_size)
    data = _find(package, member, 0) if isinstance(package, SafeZip) else dict(package).get(member)
    if data is None:
        raise ReadError(f"{archive}/{member}", "包内没有这个文件 / no such file in the archive")
    return data


@lru_cache(maxsize=1)
def _opened(archive: str, changed: int, size: int) -> SafeZip | tuple[Member, ...]:
    """An archive that was opened last, so that its many members do not read it again one by one."""
    if size > LARGEST:
        raise ReadError(archive, f"文件过大（上限 {LARGEST >> 20} MiB） / too large (limit {LARGEST >> 20} MiB)")
    data = Path(archive).read_bytes()
    return SafeZip(data, archive) if data.startswith(SIGNATURE) else tuple(read_members(data, archive) or ())


def _find(package: SafeZip, member: str, depth: int) -> bytes | None:
    for name in package.names():
        clean = _clean(name)
        if clean == member:
            return package.read(name, LARGEST)
        if clean is not None and member.startswith(f"{clean}/") and depth + 1 < DEEPEST:
            inner = SafeZip(package.read(name, LARGEST) or b"", f"{package.name}/{name}")
            return _find(inner, member[len(clean) + 1 :], depth + 1)
    return None


class _Budget:
    """Counts members and bytes over an archive and those inside it."""

    def __init__(self) -> None:
        self.members = self.size = 0

    def open_zip(self, data: bytes, name: str, folder: str, depth: int, found: list[Member]) -> None:
        package = SafeZip(data, name)
        for inner in package.names():
            clean = _clean(inner)
            if clean is None:
                continue
            content = package.read(inner, LARGEST) or b""
            self._count(content, name)
            full = folder + clean
            if zip_kind(content) == "ZIP" and not WordReader().accepts(content, inner):
                if depth + 1 >= DEEPEST:
                    raise ReadError(
                        name, f"{inner}：zip 套 zip 超过 {DEEPEST} 层 / zips nested more than {DEEPEST} deep"
                    )
                self.open_zip(content, f"{name}/{inner}", f"{full}/", depth + 1, found)
            else:
                found.append((full, content))

    def open_message(self, data: bytes, name: str, found: list[Member]) -> None:
        message = parse_message(data, name)
        taken: set[str] = set()
        for part in parts_of(message, name):
            attached = _clean(file_name(part) or "")
            content = payload_of(part) if attached else b""
            if not attached or not content:
                continue
            self._count(content, name)
            while attached in taken:
                attached = f"_{attached}"
            taken.add(attached)
            found.append((attached, content))

    def _count(self, content: bytes, name: str) -> None:
        self.members += 1
        self.size += len(content)
        if self.members > MOST_MEMBERS or self.size > MOST_BYTES:
            raise ReadError(
                name,
                f"包内文件超过 {MOST_MEMBERS} 个或 {MOST_BYTES >> 20} MiB，疑为压缩炸弹 / "
                f"the archive holds more than {MOST_MEMBERS} files or {MOST_BYTES >> 20} MiB: a zip bomb?",
            )


def _clean(member: str) -> str | None:
    """A member's name with slashes, None for hidden files and those that are never reports."""
    path = PurePosixPath(member.replace("\\", "/"))
    if not path.parts or any(part.startswith(".") or part == "__MACOSX" for part in path.parts):
        return None
    return None if path.suffix.lower() in NO_REPORTS else " ".join(str(path).split("\n"))
