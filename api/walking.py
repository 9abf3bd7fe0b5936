"""Which files there are: those named, and those in folders named, followed safely and each refusal with its reason."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from api.reports import FileOutcome
from kg.folder import FORMAT

_KINDS = (
    (stat.S_ISFIFO, "命名管道 / a named pipe"),
    (stat.S_ISSOCK, "套接字 / a socket"),
    (stat.S_ISCHR, "字符设备 / a character device"),
    (stat.S_ISBLK, "块设备 / a block device"),
)
_LOOP = "符号链接成环，未跟随 / the symbolic links form a loop: not followed"


class Sighting(msgspec.Struct, frozen=True):
    """A file that was seen: `path` as given, `origin` absolute, and what tells a change of it (`mtime` in ns)."""

    path: Path
    origin: str
    size: int
    mtime: int
    inode: int


class Found(msgspec.Struct):
    """What a walk found: files by origin, refusals by place, and the folders that were named (absolute)."""

    files: dict[str, Sighting]
    refused: dict[str, FileOutcome]
    folders: list[str]
    empty: list[Path]


def discover(paths: Iterable[Path]) -> Found:
    """The files named, and those in folders named (recursively; hidden ones and stores left out).

    A file is found once, however many ways lead to it. Only regular files are taken; a link is followed unless it
    leads back to a folder above it.
    """
    found = Found({}, {}, [], [])
    visited: set[tuple[int, int]] = set()
    for path in paths:
        try:
            told = os.stat(path)
        except (OSError, ValueError) as error:
            _refuse(found, path, reason_of(error, path))
            continue
        if not stat.S_ISDIR(told.st_mode):
            _take(found, path, os.path.realpath(path), told)
            continue
        before = len(found.files) + len(found.refused)
        real = os.path.realpath(path)
        found.folders.append(real)
        _Walk(found, visited).walk(path, real, told)
        if len(found.files) + len(found.refused) == before:
            found.empty.append(path)
    return found


class _Walk:
    """Goes through one folder; links to other folders wait until all that lies in it was seen."""

    def __init__(self, found: Found, visited: set[tuple[int, int]]) -> None:
        self._found, self._visited = found, visited
        self._links: list[tuple[Path, str]] = []

    def walk(self, path: Path, real: str, told: os.stat_result) -> None:
        self._folder(path, real, told)
        while self._links:
            link, above = self._links.pop(0)
            target = os.path.realpath(link)
            if f"{above}/".startswith(f"{target.rstrip('/')}/"):
                _refuse(self._found, link, _LOOP)
                continue
            self._folder(link, target, os.stat(link))

    def _folder(self, path: Path, real: str, told: os.stat_result) -> None:
        """Breadth first, without recursion: a tree may be deeper than Python's stack."""
        waiting = [(path, real, told)]
        for here, real_here, place in waiting:
            if (place.st_dev, place.st_ino) in self._visited:
                continue
            self._visited.add((place.st_dev, place.st_ino))
            try:
                with os.scandir(here) as entries:
                    listed = sorted(entries, key=lambda entry: entry.name)
            except OSError as error:
                _refuse(self._found, here, reason_of(error, here))
                continue
            if any(entry.name == "store.json" and _is_store(entry.path) for entry in listed):
                continue
            waiting += self._entries(here, real_here, listed)

    def _entries(
        self, here: Path, real: str, listed: Iterable[os.DirEntry[str]]
    ) -> Iterator[tuple[Path, str, os.stat_result]]:
        """Take the files of a folder; its own folders are given back."""
        for entry in listed:
            if entry.name.startswith("."):
                continue
            path = here / entry.name
            try:
                told = entry.stat()
                is_link = entry.is_symlink()
            except OSError as error:
                _refuse(self._found, path, reason_of(error, path))
                continue
            if not stat.S_ISDIR(told.st_mode):
                _take(self._found, path, os.path.realpath(path) if is_link else os.path.join(real, entry.name), told)
            elif is_link:
                self._links.append((path, real))
            else:
                yield path, os.path.join(real, entry.name), told


def _take(found: Found, path: Path, origin: str, told: os.stat_result) -> None:
    if origin in found.files:
        return
    if not stat.S_ISREG(told.st_mode):
        kind = next((words for test, words in _KINDS if test(told.st_mode)), "特殊文件 / a special file")
        _refuse(found, path, f"不是普通文件 / not a regular file: {kind}")
        return
    found.files[origin] = Sighting(path, origin, told.st_size, told.st_mtime_ns, told.st_ino)


def _refuse(found: Found, path: Path, reason: str) -> None:
    found.refused.setdefault(os.path.abspath(path), FileOutcome(path=path, status="refused", reason=reason))


def _is_store(file: str) -> bool:
    try:
        with open(file, "rb") as stream:
            return FORMAT.encode() in stream.read(4096)
    except OSError:
        return False


def is_gone(file: str) -> bool:
    """Whether a file is surely no longer there: not when the folder cannot be looked into."""
    try:
        os.stat(file)
    except OSError as error:
        return error.errno in (errno.ENOENT, errno.ENOTDIR)
    except ValueError:
        return True
    return False


def reason_of(error: OSError | ValueError, path: Path) -> str:
    """Why a file or folder cannot be read, and what to do."""
    number = getattr(error, "errno", None)
    if number == errno.ELOOP:
        return _LOOP
    if number == errno.ENOENT and os.path.islink(path):
        return "符号链接指向的文件不存在 / the symbolic link leads nowhere"
    if number in (errno.ENOENT, errno.ENOTDIR):
        return "没有这个文件，请检查路径 / no such file: check the path"
    if number in (errno.EACCES, errno.EPERM):
        return "没有读取权限，请检查权限 / no permission to read it: check permissions"
    words = getattr(error, "strerror", None) or str(error)
    return f"打不开：{words} / cannot be opened: {words}"
