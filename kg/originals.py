"""The bytes of the files as they were given, kept beside what was read from them, each once under its SHA-256.

A later version reads them again. New bytes wait in `incoming/` until the change that needs them is kept, so that a
change that is undone, or killed, leaves none behind.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

from kg.errors import StoreError

_INCOMING = "incoming"


class Originals:
    """A folder of bytes by content: `ab/abcd…`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.incoming = folder / _INCOMING
        self._root = str(folder)

    def path(self, sha256: str) -> Path:
        """Where the bytes with this SHA-256 lie, or would."""
        return self.folder / sha256[:2] / sha256

    def has(self, sha256: str) -> bool:
        """Whether bytes are kept, without looking at them."""
        return os.path.isfile(f"{self._root}/{sha256[:2]}/{sha256}")

    def stage(self, sha256: str, data: bytes, *, check: bool = False) -> Path:
        """Keep bytes for the change that is being made; where they lie until then.

        Bytes that are kept already stay where they are; with `check` they are compared, and replaced when damaged.
        """
        kept = self.path(sha256)
        waiting = self.incoming / sha256
        if kept.is_file() and not (check and kept.read_bytes() != data):
            return kept
        if not waiting.is_file():
            self.incoming.mkdir(parents=True, exist_ok=True)
            temporary = self.incoming / f".{sha256}.{os.getpid()}"
            temporary.write_bytes(data)
            os.replace(temporary, waiting)
        return waiting

    def adopt(self, wanted: Iterable[str]) -> list[str]:
        """Move staged bytes to their place, before the commit that needs them; those that were new."""
        needed = set(wanted)
        staged = sorted(entry.name for entry in self.incoming.iterdir()) if self.incoming.is_dir() else []
        fresh = [sha256 for sha256 in staged if sha256 in needed]
        for sha256 in fresh:
            kept = self.path(sha256)
            kept.parent.mkdir(exist_ok=True)
            os.replace(self.incoming / sha256, kept)
        self.drop_staged()
        return fresh

    def drop_staged(self) -> None:
        """Forget what was staged and not adopted."""
        shutil.rmtree(self.incoming, ignore_errors=True)

    def remove(self, unwanted: Iterable[str]) -> None:
        """Take bytes away that no document needs."""
        for sha256 in unwanted:
            path = self.path(sha256)
            path.unlink(missing_ok=True)
            with suppress(OSError):  # others lie there
                path.parent.rmdir()

    def sweep(self, needed: Callable[[str], bool]) -> None:
        """Take away all bytes that no document needs, such as those left by a process that was killed."""
        if self.folder.is_dir():
            found = [file.name for part in self.folder.iterdir() if part.name != _INCOMING for file in part.iterdir()]
            self.remove(sorted(name for name in found if not needed(name)))

    def read(self, sha256: str) -> bytes:
        """The bytes with this SHA-256. `StoreError` when they are missing or damaged."""
        try:
            data = self.path(sha256).read_bytes()
        except OSError as error:
            raise StoreError(
                f"缺少原件 {sha256[:12]}…（{error.strerror}），请重新 ingest 该文件 / "
                f"the original {sha256[:12]}… is missing: ingest the file again"
            ) from error
        if hashlib.sha256(data).hexdigest() != sha256:
            raise StoreError(
                f"原件 {sha256[:12]}… 已损坏，请重新 ingest 该文件 / the original {sha256[:12]}… is damaged: "
                "ingest the file again"
            )
        return data
