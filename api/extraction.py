"""Files to entries of the store: reading, facts and triples, in several processes where that pays."""

from __future__ import annotations

import hashlib
import multiprocessing
import os
import signal
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import lru_cache
from pathlib import Path

import msgspec

from kg.entries import Entry, entry_of
from kg.errors import ZonegraphError
from kg.graph import triples
from kg.iris import Iris
from kg.paths import shown
from kg.soundness import sound
from kg.vocabulary import shipped

_POOL_PAYS_FROM = 400_000  # bytes of files; below, starting processes takes longer than reading


class Task(msgspec.Struct, frozen=True):
    """One document to read. `base` is the store's base IRI, `extractor` the version to note.

    `kept` is where its bytes lie ("": at `path`), `sha256` what they must have ("": anything), `file` what holds them.
    """

    path: Path
    origin: str
    doc: str
    size: int
    base: str
    extractor: str
    file: str = ""
    kept: str = ""
    sha256: str = ""


class Extracted(msgspec.Struct, frozen=True):
    """A file as read: entry and triples (N-Triples lines in UTF-8 without final dots), or why it was refused.

    `warning`: what of the file was not read, or may be wrong.
    """

    task: Task
    entry: Entry | None = None
    triples: bytes = b""
    dropped: int = 0
    refusal: str | None = None
    warning: str | None = None


def extract_file(task: Task) -> Extracted:
    """Read one file, take its facts, write its triples. Never raises: a file that cannot be read is a refusal."""
    from ingest.facts import described
    from ingest.reading import read_bytes
    from kg.copies import units_of

    try:
        data = Path(task.kept).read_bytes() if task.kept else task.path.read_bytes()
        document = read_bytes(data, shown(task.path), task.doc)
        if task.sha256 and document.sha256 != task.sha256:
            return Extracted(task, refusal="原件已损坏，请重新 ingest / the original is damaged: ingest the file again")
        document, found = described(document)
        facts, dropped = sound(document, found)
        lines = triples(document, facts, Iris(task.base), shipped())
        units = units_of(document)
        entry = entry_of(document, facts, task.origin, task.extractor, units, len(data), task.file)
        return Extracted(task, entry, "\n".join(lines).encode(), dropped, warning=document.warning)
    except ZonegraphError as error:
        reason = str(getattr(error, "reason", "") or error)
        return Extracted(task, refusal=reason)
    except FileNotFoundError:
        return Extracted(task, refusal="原件不在，请重新 ingest / the bytes are gone: ingest the file again")
    except (OSError, UnicodeError) as error:
        return Extracted(task, refusal=f"读不出（{error}），请检查文件 / cannot be read: check the file")
    except Exception as error:
        if os.environ.get("ZONEGRAPH_DEBUG"):
            raise
        words = f"{type(error).__name__}: {error}"
        return Extracted(task, refusal=f"程序出错（{words}），请报告此文件 / the program failed on it: report the file")


def extract_files(tasks: Sequence[Task], jobs: int | None = None) -> Iterator[Extracted]:
    """Results in the order of the tasks. `jobs` processes (default: the cores), none for little work."""
    jobs = jobs or os.cpu_count() or 1
    if jobs < 2 or len(tasks) < 2 or sum(task.size for task in tasks) < _POOL_PAYS_FROM:
        yield from map(extract_file, tasks)
        return
    # A server of clean processes: forking this one, which may run threads, could deadlock.
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["ingest.facts", "ingest.reading", "kg.graph", "kg.copies"])
    pool = ProcessPoolExecutor(min(jobs, len(tasks)), mp_context=context, initializer=_leave_interrupts_to_the_parent)
    done = 0
    try:
        for result in pool.map(extract_file, tasks, chunksize=max(1, min(4, len(tasks) // (jobs * 4)))):
            done += 1
            yield result
    except BrokenProcessPool as error:
        near = tasks[min(done, len(tasks) - 1)].path
        raise ZonegraphError(
            f"读取进程意外终止（内存不足？），在 {near} 附近，可试 ZONEGRAPH_JOBS=1 / "
            f"a reading process died (out of memory?) near {near}: try ZONEGRAPH_JOBS=1"
        ) from error
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _leave_interrupts_to_the_parent() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)


@lru_cache(maxsize=1)
def extractor_version() -> str:
    """Changes with any line of the reading code or the lexicon, so that a store knows what to read again."""
    import ingest
    import kg
    from seeds import LEXICON

    comparing = [Path(kg.__file__).parent / name for name in ("shingles.py", "copies.py")]
    return _fingerprint(_code(Path(ingest.__file__).parent), comparing, sorted(LEXICON.glob("*")))


@lru_cache(maxsize=4)
def graph_version(base: str) -> str:
    """Changes with the code of the graph, the lexicon or the base IRI: the graph is then built anew."""
    import kg
    from seeds import LEXICON

    return _fingerprint(_code(Path(kg.__file__).parent), sorted(LEXICON.glob("*")), base)


def _code(folder: Path) -> list[Path]:
    return sorted(file for kind in ("*.py", "*.ttl") for file in folder.rglob(kind))


def _fingerprint(*parts: list[Path] | str) -> str:
    mark = hashlib.sha256()
    for part in parts:
        if isinstance(part, str):
            mark.update(part.encode())
            continue
        for file in part:
            if file.is_file():
                mark.update(file.name.encode())
                mark.update(file.read_bytes())
    return mark.hexdigest()[:16]
