"""The store's folder: what kind of store it is, who may write, and where each generation's derived parts lie.

    store.json      format, version, base IRI
    documents.db    the source of truth, with the number of the current generation
    graph/<n>/      Oxigraph, for generation n
    index/<n>/      lexical and vector index, for generation n
    originals/      the files' bytes as given, each under its SHA-256
    lock            held by the one writer (flock)

A change is made on a copy: the writer clones the folders of generation n (hard links where a file is never changed
in place, so a clone costs milliseconds), changes the clone, and lets the commit of documents.db name n + 1. Readers
keep the generation that they opened; a crash at any moment leaves an unused folder, which the next writer sweeps away.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from kg.errors import LockedError, StoreError
from kg.iris import DEFAULT_BASE, Iris
from kg.originals import Originals

FORMAT = "zonegraph-store"
VERSION = 2

# Files that their engine writes once and never again: RocksDB tables and tantivy segments.
_IMMUTABLE = {".sst", ".store", ".idx", ".pos", ".term", ".fast", ".fieldnorm", ".del", ".array", ".faiss"}
_NOT_CLONED = {"LOCK", "LOG", ".tantivy-writer.lock", ".tantivy-meta.lock"}


class StoreSettings(msgspec.Struct, frozen=True):
    """store.json. What index and graph were built with stands beside the documents and in the index itself."""

    format: str = FORMAT
    version: int = VERSION
    base: str = DEFAULT_BASE


class StoreFolder:
    """One store on disk. Knows files and folders, nothing of what is in them."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.settings_file = path / "store.json"
        self.documents_file = path / "documents.db"
        self.lock_file = path / "lock"
        self.originals = Originals(path / "originals")

    def exists(self) -> bool:
        """Whether a store was made here (by whatever version)."""
        return self.settings_file.is_file()

    def create(self, base: str = DEFAULT_BASE) -> None:
        """Make the folder. `StoreError` when the place holds something else or cannot be written."""
        Iris(base)
        if self.path.exists() and not self.path.is_dir():
            raise StoreError(f"{self.path} 不是文件夹，请换位置 / {self.path} is not a folder: choose another place")
        if self.path.is_dir() and any(entry.name != "lock" for entry in self.path.iterdir()):
            raise StoreError(
                f"{self.path} 不是 zonegraph 库且非空，请换位置 / "
                f"{self.path} is not a store and not empty: choose another place"
            )
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            record = msgspec.json.format(msgspec.json.encode(StoreSettings(base=base)), indent=2)
            write_whole(self.settings_file, record)
        except OSError as error:
            raise StoreError(
                f"无法在 {self.path} 建库（{error.strerror}），请检查权限 / cannot make a store at {self.path}: "
                "check permissions"
            ) from error

    def settings(self) -> StoreSettings:
        """store.json, checked. `StoreError` when there is no store, or one of another version, or a damaged one."""
        path = self.path
        if not self.exists():
            raise StoreError(
                f"{path} 处没有库，请先运行 zonegraph ingest / no store at {path}: run `zonegraph ingest` first"
            )
        try:
            raw = msgspec.json.decode(self.settings_file.read_bytes())
            if raw.get("format") != FORMAT:
                raise msgspec.ValidationError("format")
            if raw.get("version") != VERSION:
                raise StoreError(
                    f"{path} 由另一版本建成（库 {raw.get('version')}，本程序 {VERSION}），请移走并重新 ingest / "
                    f"{path} was made by another version (store {raw.get('version')}, this program {VERSION}): "
                    "move it away and ingest again"
                )
            return msgspec.convert(raw, StoreSettings)
        except (msgspec.MsgspecError, UnicodeDecodeError, AttributeError, OSError) as error:
            raise StoreError(
                f"{self.settings_file} 已损坏，请移走该库后重新 zonegraph ingest / {self.settings_file} is damaged: "
                "move the store away and ingest again"
            ) from error

    def graph(self, generation: int) -> Path:
        """Where the graph of a generation lies."""
        return self.path / "graph" / str(generation)

    def index(self, generation: int) -> Path:
        """Where the index of a generation lies."""
        return self.path / "index" / str(generation)

    @contextmanager
    def lock(self) -> Iterator[None]:
        """Be the one writer. `LockedError` at once when there is another, `StoreError` when writing is not allowed."""
        try:
            handle = os.open(self.lock_file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        except OSError as error:
            raise StoreError(
                f"{self.path} 不可写（{error.strerror}），请检查权限或换一个位置 / {self.path} cannot be written: "
                "check permissions or choose another place"
            ) from error
        try:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                raise LockedError(
                    f"{self.path} 正被另一进程写入，请稍后再试 / "
                    f"another process is writing to {self.path}: try again later"
                ) from error
            yield
        finally:
            os.close(handle)

    def clone(self, source: Path, target: Path) -> None:
        """Copy an engine's folder, by hard links where the engine never changes a file in place."""
        shutil.rmtree(target, ignore_errors=True)
        if not source.is_dir():
            raise StoreError(f"缺少 {source}，请重新 zonegraph ingest / {source} is missing: ingest again")
        for folder, names, files in os.walk(source):
            names.sort()
            here = target / Path(folder).relative_to(source)
            here.mkdir(parents=True, exist_ok=True)
            for name in files:
                # An orphan of a bulk load that was killed; the engine would keep it for ever.
                if name in _NOT_CLONED or (name.startswith("bulk-") and name.endswith(".sst")):
                    continue
                old, new = Path(folder) / name, here / name
                if old.suffix in _IMMUTABLE:
                    try:
                        os.link(old, new)
                        continue
                    except OSError:
                        pass  # a file system without hard links
                shutil.copy2(old, new)

    def shadow(self, source: Path, target: Path) -> Path:
        """A folder of links to the files of `source`, for an engine that must write a lock file even to read."""
        for folder, _, files in os.walk(source):
            here = target / Path(folder).relative_to(source)
            here.mkdir(parents=True, exist_ok=True)
            for name in files:
                if name not in _NOT_CLONED:
                    (here / name).symlink_to((Path(folder) / name).absolute())
        return target

    def seal(self, generation: int) -> str:
        """A fingerprint of the derived parts by their files' names, sizes and times: equal while none is touched."""
        mark = hashlib.sha256()
        for part in (self.graph(generation), self.index(generation)):
            for folder, names, files in os.walk(part):
                names.sort()
                for name in sorted(files):
                    if name in _NOT_CLONED or name.startswith(("LOG", ".")):
                        continue
                    told = os.stat(os.path.join(folder, name))
                    place = os.path.relpath(os.path.join(folder, name), self.path)
                    mark.update(f"{place} {told.st_size} {told.st_mtime_ns}\n".encode())
        return mark.hexdigest()

    def sweep(self, *keep: int) -> None:
        """Remove the derived parts of all generations but these."""
        kept = {str(generation) for generation in keep}
        for part in ("graph", "index"):
            folder = self.path / part
            for entry in folder.iterdir() if folder.is_dir() else ():
                if entry.name in kept:
                    continue
                if entry.is_dir():
                    shutil.rmtree(entry, ignore_errors=True)
                else:
                    entry.unlink(missing_ok=True)

    def discard(self) -> None:
        """Take away a store that was made a moment ago and never held anything."""
        for part in ("graph", "index", "originals"):
            shutil.rmtree(self.path / part, ignore_errors=True)
        for file in (self.documents_file, self.settings_file, self.lock_file):
            file.unlink(missing_ok=True)
        if self.path.is_dir() and not any(self.path.iterdir()):
            self.path.rmdir()


def write_whole(path: Path, data: bytes) -> None:
    """Put `data` in place of a file's content at once: a reader sees the old file or the new one."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        with open(temporary, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)
