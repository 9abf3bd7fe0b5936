"""Which files to read, and the id of the document that each becomes."""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import msgspec

from api.reports import FileOutcome
from kg.errors import ZonegraphError
from kg.folder import FORMAT


class Source(msgspec.Struct, frozen=True):
    """A file to read: `path` as given, `origin` its absolute path, `sha256` of its bytes."""

    path: Path
    origin: str
    sha256: str
    size: int


def discover(paths: Iterable[Path]) -> tuple[list[Source], list[FileOutcome]]:
    """The files named, and those in folders named (recursively, in order of path; hidden ones and stores left out).

    A file given twice is read once. Those that cannot be read are refused. `ZonegraphError` when not one file is left.
    """
    sources: dict[str, Source] = {}
    refused: dict[str, FileOutcome] = {}
    empty: list[Path] = []
    for path in paths:
        if path.is_dir():
            files = list(_walk(path))
            if not files:
                empty.append(path)
        else:
            files = [path]
        for file in files:
            origin = os.path.realpath(file)
            if origin in sources:
                continue
            try:
                if not file.is_file():
                    there = file.exists()
                    reason = (
                        "不是普通文件 / not a regular file"
                        if there
                        else "没有这个文件，请检查路径 / no such file: check the path"
                    )
                    refused.setdefault(origin, FileOutcome(path=file, status="refused", reason=reason))
                    continue
                with open(file, "rb") as stream:
                    sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
                sources[origin] = Source(file, origin, sha256, file.stat().st_size)
            except (OSError, ValueError) as error:
                words = getattr(error, "strerror", None) or str(error)
                reason = f"打不开：{words}，请检查权限 / cannot be opened: check permissions"
                refused.setdefault(origin, FileOutcome(path=file, status="refused", reason=reason))
    if not sources and empty and not refused:
        raise ZonegraphError(
            f"文件夹 {empty[0]} 中没有报告，请换一个 / no reports in folder {empty[0]}: name one that holds some"
        )
    if not sources and len(refused) == 1:
        only = next(iter(refused.values()))
        raise ZonegraphError(f"{only.path}: {only.reason}")
    if not sources and not refused:
        raise ZonegraphError("没有给出文件或文件夹 / no file or folder was named")
    return sorted(sources.values(), key=lambda s: s.origin), sorted(refused.values(), key=lambda r: str(r.path))


def _walk(folder: Path) -> Iterator[Path]:
    for here, folders, files in os.walk(folder):
        if _is_store(Path(here), files):
            folders.clear()
            continue
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(here) / name for name in sorted(files) if not name.startswith("."))


def _is_store(folder: Path, files: list[str]) -> bool:
    if "store.json" not in files:
        return False
    try:
        return FORMAT.encode() in (folder / "store.json").read_bytes()[:4096]
    except OSError:
        return False


def assign_ids(sources: Iterable[Source], stored: Mapping[str, tuple[str, str]]) -> dict[str, str]:
    """origin → document id: the file's stem, or a longer name where two files share a stem.

    `stored` is id → (origin, sha256) of what the store holds. A file keeps the id that it has there. The same bytes
    under the same stem are the same document wherever they lie, and so is a file whose namesake in the store is gone
    from its place. Other files that share a stem are told apart by what differs, all of them alike, whatever their
    order: suffix, folder, folders, and at last the bytes.
    """
    ids: dict[str, str] = {}
    by_origin = {origin: doc for doc, (origin, _) in stored.items()}
    left: list[Source] = []
    for source in sources:
        if source.origin in by_origin:
            ids[source.origin] = by_origin[source.origin]
        else:
            left.append(source)
    stems = Counter(Path(source.origin).stem for source in left)
    taken = set(ids.values())
    unknown: list[Source] = []
    for source in left:
        stem = Path(source.origin).stem
        if stems[stem] == 1 and stem in stored and stem not in taken:
            origin, sha256 = stored[stem]
            if sha256 == source.sha256 or not os.path.exists(origin):
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
        ids[source.origin] = f"{_name(source, 6)}-{hashlib.sha256(source.origin.encode()).hexdigest()[:8]}"
    return ids


def _name(source: Source, level: int) -> str:
    """Ever longer names: 001 · 001-txt · b-001 · b-001-txt · a-b-001 · a-b-001-txt · a-b-001-<bytes>."""
    path = Path(source.origin)
    folders = [part for part in path.parent.parts[-2:] if part != os.sep]
    stem, suffix = path.stem, path.suffix.lstrip(".")
    depth = min(level // 2, 2)
    name = "-".join([*(folders[-depth:] if depth else []), stem])
    if level == 6:
        return f"{name}-{source.sha256[:8]}"
    return f"{name}-{suffix}" if level % 2 and suffix else name


def note_on_id(source: Source, doc: str) -> str | None:
    """What to tell when a document is not called by its file's stem."""
    stem = Path(source.origin).stem
    if doc == stem:
        return None
    return f"另有同名文件，文档编号为 {doc} / another file is called {stem} too: this document's id is {doc}"
