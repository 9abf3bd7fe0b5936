"""The bytes of a file, whole and from one moment: never from a pipe, never without bound, never half-written."""

from __future__ import annotations

import os
import stat
import time
from pathlib import Path

from api.walking import reason_of
from kg.errors import ReadError

_TRIES = 4
_PAUSE_S = 0.05
_SURELY_ALLOWED = 16 << 20


def read_whole(path: Path) -> tuple[bytes, os.stat_result]:
    """The bytes and status of a regular file, between whose opening and end it did not change.

    `ReadError` names the file and why: no permission, too large, not a regular file, changing all the time.
    """
    for attempt in range(_TRIES):
        if attempt:
            time.sleep(_PAUSE_S * 2**attempt)
        try:
            handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)  # a pipe must not make us wait
        except (OSError, ValueError) as error:
            raise ReadError(path, reason_of(error, path)) from error
        before = os.fstat(handle)
        if not stat.S_ISREG(before.st_mode):
            os.close(handle)
            raise ReadError(path, "不是普通文件 / not a regular file")
        with os.fdopen(handle, "rb") as file:
            limit = _limit(before.st_size)
            if before.st_size > limit:
                size = before.st_size >> 20
                raise ReadError(
                    path, f"文件过大（{size} MiB，上限 {limit >> 20} MiB） / too large (limit {limit >> 20} MiB)"
                )
            try:
                data = file.read(limit + 1)
            except OSError as error:
                raise ReadError(path, reason_of(error, path)) from error
            after = os.fstat(handle)
        if _same(before, after) and len(data) == after.st_size:
            return data, after
    raise ReadError(
        path,
        "读取时文件一直在变，写完后请再 ingest / the file keeps changing while it is read: "
        "ingest it again when it is complete",
    )


def _same(before: os.stat_result, after: os.stat_result) -> bool:
    return (before.st_size, before.st_mtime_ns) == (after.st_size, after.st_mtime_ns)


def _limit(size: int) -> int:
    """The most bytes that a reader takes; asked only where it matters, because the readers are slow to import."""
    if size <= _SURELY_ALLOWED:
        return _SURELY_ALLOWED
    from ingest.readers import MAX_BYTES

    return MAX_BYTES
