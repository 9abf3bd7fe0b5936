"""Reports that arrive over HTTP: kept in the store's folder, then read like any other file."""

from __future__ import annotations

import re
import shutil
import threading
from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from typing import IO, NamedTuple

from api.files import INSIDE
from api.reports import IngestReport
from api.workspace import Workspace
from kg.errors import ZonegraphError

UPLOADS = "uploads"
"""The folder in the store where uploads lie."""

_one_at_a_time = threading.Lock()
_UNSAFE = re.compile(r"[\x00-\x1f\x7f/\\:*?\"<>|]+")


class Upload(NamedTuple):
    """A file as the client named it, and its bytes."""

    name: str
    content: IO[bytes]


def safe_name(name: str) -> str:
    """The last part of a file's name without what a file system minds; ZonegraphError when nothing is left."""
    last = PurePosixPath(name.replace("\\", "/")).name
    cleaned = _UNSAFE.sub("_", last).strip(" .")
    if not cleaned or len(cleaned.encode()) > 200:
        raise ZonegraphError(f"文件名不可用 / unusable file name: {name[:80]!r}")
    return cleaned


def take_in(store: Path, uploads: Iterable[Upload]) -> IngestReport:
    """Read the uploads into the store. A refused file leaves nothing behind, nor does a failure.

    An upload of the same name replaces the earlier one. Raises `LockedError` while another process writes.
    """
    named = {safe_name(upload.name): upload for upload in uploads}
    folder = store / UPLOADS
    with _one_at_a_time, Workspace.open(store, write=True) as workspace:
        folder.mkdir(exist_ok=True)
        former: dict[Path, Path | None] = {}
        kept: set[Path] = set()
        try:
            for name, upload in named.items():
                target = folder / name
                former[target] = _set_aside(target)
                with open(target, "wb") as file:
                    shutil.copyfileobj(upload.content, file)
            report = workspace.ingest(sorted(former))
            refused = {outcome.path.absolute() for outcome in report.refused}
            kept = {target for target in former if target.absolute() not in refused}
            return report
        finally:
            for target, aside in former.items():
                _settle(target, aside, target in kept)


def sent_as(store: Path, uploads: Iterable[Upload], path: Path) -> str | None:
    """The name under which a client sent the file, or the archive around it, that an outcome tells of."""
    inside = str(path).removeprefix(f"{store / UPLOADS}/")
    for upload in uploads:
        name = safe_name(upload.name)
        if inside == name or inside.startswith(f"{name}{INSIDE}"):
            return upload.name
    return None


def _set_aside(target: Path) -> Path | None:
    """Move an earlier upload of this name out of the way, until the new one has been read."""
    if not target.exists():
        return None
    aside = target.with_name(f".{target.name}.former")
    target.replace(aside)
    return aside


def _settle(target: Path, aside: Path | None, keep: bool) -> None:
    if not keep:
        target.unlink(missing_ok=True)
        if aside is not None:
            aside.replace(target)
    elif aside is not None:
        aside.unlink(missing_ok=True)
