"""Which document each file becomes: its id, and what to tell of it."""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePath

import msgspec

from api.walking import is_gone
from kg.documents import Stored
from kg.paths import one_word

INSIDE = "!"
"""Between an archive and the name of a file in it: `reports.zip!2024/park.txt`."""


class Source(msgspec.Struct, frozen=True):
    """A document to read: `path` as given, `origin` its absolute path, `sha256` of its bytes.

    `file` is the file that holds it (`origin` itself, but for a member of an archive), `kept` where its bytes lie.
    """

    path: Path
    origin: str
    sha256: str
    size: int
    file: str = ""
    kept: str = ""

    @property
    def place(self) -> PurePath:
        """Its path, with an archive as a folder."""
        if not self.file or self.file == self.origin:
            return PurePath(self.origin)
        return PurePath(self.file, self.origin[len(self.file) + len(INSIDE) :])


def assign_ids(sources: Iterable[Source], stored: Mapping[str, Stored]) -> dict[str, str]:
    """origin → document id: the file's stem, or a longer name where two files share a stem.

    `stored` is what the store holds, by id. A file keeps the id that it has there. The same bytes
    under the same stem are the same document wherever they lie, and so is a file whose namesake in the store is gone
    from its place. Other files that share a stem are told apart by what differs, all of them alike, whatever their
    order: suffix, folder, folders, and at last the bytes. Only of files that are read by different calls the first
    keeps the stem: the contract names a document by it, and an id that was told once is not taken back.
    """
    ids: dict[str, str] = {}
    by_origin = {told.origin: doc for doc, told in stored.items()}
    left: list[Source] = []
    for source in sources:
        if source.origin in by_origin:
            ids[source.origin] = by_origin[source.origin]
        else:
            left.append(source)
    stems = Counter(_stem(source) for source in left)
    taken = set(ids.values())
    unknown: list[Source] = []
    for source in left:
        stem = _stem(source)
        if stems[stem] == 1 and stem in stored and stem not in taken:
            told = stored[stem]
            if told.sha256 == source.sha256 or is_gone(told.file):
                ids[source.origin] = stem
                taken.add(stem)
                continue
        unknown.append(source)
    taken |= stored.keys()
    for level in range(7):
        names = Counter(_name(source, level) for source in unknown)
        rest = []
        for source in unknown:
            name = _name(source, level)
            if names[name] > 1 or name in taken:
                rest.append(source)
            else:
                ids[source.origin] = name
        taken.update(ids.values())
        unknown = rest
    for source in unknown:  # the same names in the same folders cannot be, so these differ at least in their origin
        ids[source.origin] = f"{_name(source, 6)}-{hashlib.sha256(os.fsencode(source.origin)).hexdigest()[:8]}"
    return ids


def _stem(source: Source) -> str:
    return one_word(source.place.stem)


def _name(source: Source, level: int) -> str:
    """Ever longer names: 001 · 001-txt · b-001 · b-001-txt · a-b-001 · a-b-001-txt · a-b-001-<bytes>."""
    path = source.place
    folders = [part for part in path.parent.parts[-2:] if part != os.sep]
    stem, suffix = path.stem, path.suffix.lstrip(".")
    depth = min(level // 2, 2)
    name = one_word("-".join([*(folders[-depth:] if depth else []), stem]))
    if level == 6:
        return f"{name}-{source.sha256[:8]}"
    return f"{name}-{one_word(suffix)}" if level % 2 and suffix else name


def note_on_id(source: Source, doc: str) -> str | None:
    """What to tell when a document is not called by its file's stem."""
    stem = _stem(source)
    if doc == stem:
        return None
    return f"另有同名文件，文档编号为 {doc} / another file is called {stem} too: this document's id is {doc}"
