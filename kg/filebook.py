"""The files that documents were read from, as they were then: what tells an unchanged file without reading it."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from kg.paths import path_in, path_out
from kg.tables import Tables


class FileRecord(msgspec.Struct, frozen=True):
    """A file when it was read: `mtime` in nanoseconds, 0 when it was too fresh to tell a later change by it."""

    size: int
    mtime: int
    inode: int
    sha256: str

    def same_place(self, size: int, mtime: int, inode: int) -> bool:
        """Whether a file that now has these is, by all signs, still the one that was read."""
        return bool(self.mtime) and (size, mtime, inode) == (self.size, self.mtime, self.inode)


class FileTables(Tables):
    """The part of a `DocumentStore` that remembers files."""

    def files(self) -> dict[str, FileRecord]:
        """Absolute path → the file when it was read."""
        rows = self._all("SELECT file, size, mtime, inode, sha256 FROM files")
        return {path_out(file): FileRecord(*rest) for file, *rest in rows}

    def note_files(self, records: Mapping[str, FileRecord]) -> None:
        """Remember files, inside a change."""
        rows = [(path_in(file), *msgspec.structs.astuple(record)) for file, record in sorted(records.items())]
        self._each("INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?, ?)", rows)

    def forget_files(self) -> None:
        """Drop the records of files that no document is from, inside a change."""
        self._all("DELETE FROM files WHERE file NOT IN (SELECT file FROM documents)")
