"""From files to the documents to read: what is unchanged is told without reading it, what is new is kept as given.

A file whose size, time and inode are those that it had when it was read is taken for unchanged; any other is read and
its bytes are compared by their SHA-256. Bytes that are new are put aside before anything is made of them: what is read
later is what was compared, whatever happens to the file meanwhile.
"""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Iterable
from pathlib import Path

import msgspec

from api.bytes_of import read_whole
from api.files import INSIDE, Source
from api.reports import FileOutcome
from api.walking import Found, Sighting, is_gone
from kg.documents import DocumentStore, Stored
from kg.errors import ReadError
from kg.filebook import FileRecord
from kg.originals import Originals

FRESH_NS = 2_000_000_000
"""A file that was changed so recently may be changed again without its time telling."""


class Intake(msgspec.Struct):
    """What was made of the files found: documents to read or leave alone, files to remember, refusals."""

    sources: list[Source] = msgspec.field(default_factory=list)
    records: dict[str, FileRecord] = msgspec.field(default_factory=dict)
    opened: set[str] = msgspec.field(default_factory=set)
    """Files that were read, not merely looked at."""
    refused: list[FileOutcome] = msgspec.field(default_factory=list)


def take_in(found: Found, documents: DocumentStore, originals: Originals, *, full: bool = False) -> Intake:
    """The documents in the files found. With `full` every file is read and its bytes compared with those kept."""
    intake = Intake()
    known = documents.files()
    stored = documents.stored()
    by_file: dict[str, list[str]] = {}
    for doc, told in stored.items():
        by_file.setdefault(told.file, []).append(doc)
    for origin in sorted(found.files):
        seen = found.files[origin]
        record = known.get(origin)
        docs = [stored[doc] for doc in by_file.get(origin, ())]
        whole = record is not None and bool(docs) and not full and all(originals.has(told.sha256) for told in docs)
        if whole and record is not None and record.same_place(seen.size, seen.mtime, seen.inode):
            intake.sources += [_again(seen, told) for told in docs]
            continue
        try:
            data, status = read_whole(seen.path)
        except ReadError as error:
            intake.refused.append(FileOutcome(path=seen.path, status="refused", reason=error.reason))
            continue
        sha256 = hashlib.sha256(data).hexdigest()
        intake.records[origin] = _record(status, sha256)
        intake.opened.add(origin)
        if whole and record is not None and record.sha256 == sha256:
            intake.sources += [_again(seen, told) for told in docs]
            continue
        try:
            for path, place, content in _documents_in(seen, data):
                mark = sha256 if content is data else hashlib.sha256(content).hexdigest()
                kept = originals.stage(mark, content, check=full)
                intake.sources.append(Source(path, place, mark, len(content), origin, str(kept)))
        except ReadError as error:
            intake.refused.append(FileOutcome(path=seen.path, status="refused", reason=error.reason))
            del intake.records[origin]
    return intake


def gone(stored: dict[str, Stored], given: Iterable[Path], found: Found, intake: Intake, kept: set[str]) -> list[str]:
    """Ids of the documents in `stored` that came from below the paths given and whose file, or member, is no more."""
    named = {os.path.abspath(path) for path in given} | {os.path.realpath(path) for path in given}
    folders = tuple(f"{folder.rstrip('/')}/" for folder in found.folders)
    lost = []
    for doc, told in stored.items():
        if told.file not in named and not told.file.startswith(folders):
            continue
        left_out = told.file in intake.opened and doc not in kept
        if doc not in kept and (left_out or (told.file not in found.files and is_gone(told.file))):
            lost.append(doc)
    return lost


def _again(seen: Sighting, told: Stored) -> Source:
    """A document of a file that did not change."""
    member = told.origin[len(told.file) :]
    path = Path(f"{seen.path}{member}") if member else seen.path
    return Source(path, told.origin, told.sha256, told.size, told.file)


def _record(status: os.stat_result, sha256: str) -> FileRecord:
    settled = time.time_ns() - status.st_mtime_ns > FRESH_NS
    return FileRecord(status.st_size, status.st_mtime_ns if settled else 0, status.st_ino, sha256)


def _documents_in(seen: Sighting, data: bytes) -> list[tuple[Path, str, bytes]]:
    """(path as told, origin, bytes) of the documents in a file: the file itself, or what an archive holds."""
    itself = (seen.path, seen.origin, data)
    if not _may_hold_files(data):
        return [itself]
    from ingest.readers.archive import read_members
    from ingest.readers.zips import zip_kind

    members = read_members(data, str(seen.path))
    if members is None:
        return [itself]
    inside = [
        (Path(f"{seen.path}{INSIDE}{name}"), f"{seen.origin}{INSIDE}{name}", content) for name, content in members
    ]
    return inside if zip_kind(data) == "ZIP" and inside else [itself, *inside]


def _may_hold_files(data: bytes) -> bool:
    """Whether the first bytes are those of a zip or of a message, whose reader is slow to import."""
    first = data[:256].lstrip(b"\xef\xbb\xbf\r\n").split(b"\n", 1)[0]
    name, colon, _ = first.partition(b":")
    return data.startswith(b"PK\x03\x04") or (bool(colon) and bool(name) and name.replace(b"-", b"").isalnum())
