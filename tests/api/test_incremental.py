"""What is read again and what is not; files that go, move, change; originals; copies in the graph and the index."""

from __future__ import annotations

import io
import os
import shutil
import time
import zipfile
from collections import Counter
from collections.abc import Sequence
from itertools import permutations
from pathlib import Path

import pyoxigraph as ox
import pytest
from lines import read

import api.intake
from api.extraction import Extracted, Task
from api.removed import was
from api.reports import IngestReport
from api.workspace import Workspace
from kg.errors import UnknownDocumentError, ZonegraphError

LONG_AGO = 1_600_000_000 * 10**9
LINES = "".join(f"云川高新区第{n}片区|云川高新技术产业开发区第{n}片区|20{n + 10}|{n}{n}\n" for n in range(10))
TASKS: list[str] = []
OPENED: list[str] = []


@pytest.fixture(autouse=True)
def watched_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    """The reader of lines, and notes of what is read and what is opened."""
    TASKS.clear()
    OPENED.clear()
    opening = api.intake.read_whole

    def noted(task: Task) -> Extracted:
        TASKS.append(task.doc)
        return read(task)

    def noted_opening(path: Path) -> tuple[bytes, os.stat_result]:
        OPENED.append(path.name)
        return opening(path)

    monkeypatch.setattr("api.extraction.extract_file", noted)
    monkeypatch.setattr("api.intake.read_whole", noted_opening)
    for name in [name for name in os.environ if name.startswith("ZONEGRAPH_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("ZONEGRAPH_ENCODER", "lsa")
    monkeypatch.setattr("search.thesaurus.Thesaurus.save", lambda *_: None)  # the slowest part of an index so small


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    for number, name in enumerate("abc"):
        write(folder / f"{name}.txt", f"{name}区|{name}开发区|2024|{number}\n")
    return folder


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "store"


def write(path: Path, text: str, mtime: int = LONG_AGO) -> None:
    path.write_text(text)
    os.utime(path, ns=(mtime, mtime))


def ingest(store: Path, *paths: Path, full: bool = False, prune: bool = False) -> IngestReport:
    TASKS.clear()
    OPENED.clear()
    with Workspace.open(store, write=True, create=True) as workspace:
        return workspace.ingest(paths, jobs=1, full=full, prune=prune)


def fates(report: IngestReport) -> dict[str, str]:
    return {outcome.path.name: outcome.status for outcome in report.outcomes}


def quads(store: Path) -> bytes:
    with Workspace.open(store) as workspace:
        stream = io.BytesIO()
        workspace.export("nquads", stream)
    return stream.getvalue()


def rows(store: Path, query: str) -> list[list[str]]:
    with Workspace.open(store) as workspace:
        found = workspace.graph.query(query)
        assert isinstance(found, ox.QuerySolutions)
        return sorted([term.value for term in row] for row in found)


def originals(store: Path) -> int:
    return sum(file.is_file() for file in (store / "originals").rglob("*"))


# -- what is looked at ------------------------------------------------------------------------------------------


def test_unchanged_files_are_not_even_opened(store: Path, reports: Path) -> None:
    ingest(store, reports)
    assert (TASKS, OPENED) == (["a", "b", "c"], ["a.txt", "b.txt", "c.txt"])
    before = quads(store)
    assert fates(ingest(store, reports)) == {"a.txt": "unchanged", "b.txt": "unchanged", "c.txt": "unchanged"}
    assert (TASKS, OPENED) == ([], [])
    write(reports / "b.txt", "b区|b开发区|2024|9\n", LONG_AGO + 1)
    assert fates(ingest(store, reports))["b.txt"] == "updated"
    assert (TASKS, OPENED) == (["b"], ["b.txt"])
    write(reports / "b.txt", "b区|b开发区|2024|1\n")
    ingest(store, reports)
    assert quads(store) == before


def test_a_touched_file_is_compared_once(store: Path, reports: Path) -> None:
    ingest(store, reports)
    with Workspace.open(store) as workspace:
        generation = workspace.generation
    os.utime(reports / "a.txt", ns=(LONG_AGO + 5, LONG_AGO + 5))
    ingest(store, reports)
    assert (TASKS, OPENED) == ([], ["a.txt"])
    ingest(store, reports)
    assert OPENED == []
    with Workspace.open(store) as workspace:
        assert workspace.generation == generation


def test_a_file_written_a_moment_ago_is_compared_again(store: Path, reports: Path) -> None:
    now = time.time_ns()
    write(reports / "a.txt", "a区|a开发区|2024|5\n", now)
    ingest(store, reports)
    write(reports / "a.txt", "a区|a开发区|2024|6\n", now)  # same size, and the clock too coarse to tell
    assert fates(ingest(store, reports))["a.txt"] == "updated"


def test_full_compares_bytes_that_look_the_same(store: Path, reports: Path) -> None:
    ingest(store, reports)
    inode = (reports / "a.txt").stat().st_ino
    write(reports / "a.txt", "a区|a开发区|2024|7\n")
    assert (reports / "a.txt").stat().st_ino == inode
    assert fates(ingest(store, reports))["a.txt"] == "unchanged"
    assert fates(ingest(store, reports, full=True)) == {"a.txt": "updated", "b.txt": "unchanged", "c.txt": "unchanged"}
    assert OPENED == ["a.txt", "b.txt", "c.txt"]


def test_a_new_version_reads_from_the_originals(store: Path, reports: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ingest(store, reports)
    monkeypatch.setattr("api.ingesting.extractor_version", lambda: "next")
    assert set(fates(ingest(store, reports)).values()) == {"updated"}
    assert (TASKS, OPENED) == (["a", "b", "c"], [])
    assert set(fates(ingest(store, reports)).values()) == {"unchanged"}


def test_a_refused_file_is_named_each_time(store: Path, reports: Path) -> None:
    write(reports / "empty.txt", "")
    for _ in range(2):
        assert [one.path.name for one in ingest(store, reports).refused] == ["empty.txt"]
    assert originals(store) == 3


# -- files that go and move -------------------------------------------------------------------------------------


def test_only_prune_takes_out_what_is_gone(store: Path, reports: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    write(other, "甲区|甲开发区|2024|1\n")
    ingest(store, reports, other)
    (reports / "a.txt").unlink()
    other.unlink()
    assert "removed" not in fates(ingest(store, reports)).values()
    report = ingest(store, reports, prune=True)
    assert [(one.doc, one.status) for one in report.outcomes] == [
        ("a", "removed"), ("b", "unchanged"), ("c", "unchanged"),
    ]  # fmt: skip
    assert originals(store) == 3  # other.txt does not lie below what was named
    assert [was(store, doc) is not None for doc in ("a", "b")] == [True, False]
    assert fates(ingest(store, other, prune=True)) == {"other.txt": "removed"}
    with pytest.raises(ZonegraphError):
        ingest(store, other, prune=True)
    shutil.rmtree(reports)
    reports.mkdir()
    assert set(fates(ingest(store, reports, prune=True)).values()) == {"removed"}
    assert originals(store) == 0


@pytest.mark.skipif(os.geteuid() != 0, reason="needs a folder that cannot be looked into even by its owner's group")
def test_prune_spares_what_it_cannot_see(store: Path, reports: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ingest(store, reports)
    scan = os.scandir

    def denied(path: Path) -> object:
        if Path(path) == reports:
            raise PermissionError(13, "Permission denied")
        return scan(path)

    monkeypatch.setattr("os.scandir", denied)
    report = ingest(store, reports / "a.txt", reports, prune=True)
    assert fates(report) == {"a.txt": "unchanged", "reports": "refused"}
    with Workspace.open(store) as workspace:
        assert workspace.documents.ids() == ["a", "b", "c"]


def test_a_moved_file_keeps_its_document(store: Path, reports: Path, tmp_path: Path) -> None:
    ingest(store, reports)
    (tmp_path / "elsewhere").mkdir()
    shutil.move(reports / "a.txt", tmp_path / "elsewhere" / "a.txt")
    assert fates(ingest(store, reports, tmp_path / "elsewhere", prune=True)) == {
        "a.txt": "unchanged", "b.txt": "unchanged", "c.txt": "unchanged",
    }  # fmt: skip
    with Workspace.open(store) as workspace:
        assert workspace.documents.stored()["a"].origin == str(tmp_path / "elsewhere" / "a.txt")
    assert TASKS == []


# -- originals --------------------------------------------------------------------------------------------------


def test_originals_are_kept_once_and_as_long_as_needed(store: Path, reports: Path) -> None:
    write(reports / "d.txt", (reports / "a.txt").read_text())
    ingest(store, reports)
    assert originals(store) == 3
    with Workspace.open(store) as workspace:
        told = workspace.stats()
        kept = workspace.folder.originals.read(workspace.documents.summary("a").sha256)
    assert kept == (reports / "a.txt").read_bytes()
    assert (told.originals, told.original_bytes) == (3, 3 * len(kept))
    with Workspace.open(store, write=True) as workspace:
        workspace.remove(["a"])
        assert originals(store) == 3
        workspace.remove(["d"])
    assert originals(store) == 2
    write(reports / "b.txt", "b区|b开发区|2024|100\n", LONG_AGO + 9)
    ingest(store, reports / "b.txt")
    assert originals(store) == 2


def test_a_failed_change_leaves_no_originals(store: Path, reports: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ingest(store, reports / "a.txt")

    def fail(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    for where in ("search.index.EmbeddedIndex.commit", "kg.documents.DocumentStore.commit"):
        with monkeypatch.context() as patch:
            patch.setattr(where, fail)
            with pytest.raises(OSError):
                ingest(store, reports)
        assert originals(store) == 1 and not (store / "originals" / "incoming").exists()
    assert set(fates(ingest(store, reports)).values()) == {"added", "unchanged"}


def test_reread_needs_no_files(store: Path, reports: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ingest(store, reports)
    before = quads(store)
    shutil.rmtree(reports)
    monkeypatch.setattr("api.ingesting.extractor_version", lambda: "next")
    TASKS.clear()
    with Workspace.open(store, write=True) as workspace:
        report = workspace.reread(jobs=1)
        assert TASKS == ["a", "b", "c"] and len(report.of("updated")) == 3
        assert {one.extractor for one in workspace.documents.summaries()} == {"next"}
        with pytest.raises(UnknownDocumentError):
            workspace.reread(["a", "z"])
        (workspace.folder.originals.path("0" * 64)).parent.mkdir(exist_ok=True)
        workspace.folder.originals.path("0" * 64).write_bytes(b"left by a killed process")
        workspace.folder.originals.path(workspace.documents.summary("b").sha256).write_bytes(b"x|x|1|1")
        workspace.folder.originals.path(workspace.documents.summary("c").sha256).unlink()
        monkeypatch.setattr("api.extraction.extract_file", read_or_refuse)
        report = workspace.reread(jobs=1)
        assert {one.doc for one in report.of("updated")} == {"a"}
        assert {one.doc for one in report.refused} == {"b", "c"}
    assert quads(store) == before
    assert originals(store) == 2


def read_or_refuse(task: Task) -> Extracted:
    return read(task) if Path(task.kept).exists() else Extracted(task, refusal="gone")


def test_full_mends_a_damaged_original(store: Path, reports: Path) -> None:
    ingest(store, reports)
    with Workspace.open(store) as workspace:
        kept = workspace.folder.originals.path(workspace.documents.summary("a").sha256)
    kept.write_bytes(b"spoilt")
    ingest(store, reports, full=True)
    assert kept.read_bytes() == (reports / "a.txt").read_bytes()
    kept.unlink()
    ingest(store, reports)  # one that is missing needs no asking
    assert kept.read_bytes() == (reports / "a.txt").read_bytes()


# -- archives ---------------------------------------------------------------------------------------------------


def zipped(path: Path, members: dict[str, str], mtime: int = LONG_AGO) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    os.utime(path, ns=(mtime, mtime))


def test_a_zip_is_a_document_a_member(store: Path, reports: Path) -> None:
    members = {"2024/x.txt": "甲区|甲开发区|2024|1\n", "y.txt": "乙区|乙开发区|2024|2\n"}
    zipped(reports / "all.zip", members)
    report = ingest(store, reports / "all.zip")
    assert [(str(one.path), one.doc) for one in report.outcomes] == [
        (f"{reports}/all.zip!2024/x.txt", "x"), (f"{reports}/all.zip!y.txt", "y"),
    ]  # fmt: skip
    ingest(store, reports / "all.zip")
    assert (TASKS, OPENED) == ([], [])
    zipped(
        reports / "all.zip", {"2024/x.txt": "甲区|甲开发区|2024|7\n", "z.txt": "丙区|丙开发区|2024|2\n"}, LONG_AGO + 1
    )
    report = ingest(store, reports / "all.zip")
    assert [(one.doc, one.status) for one in report.outcomes] == [("x", "updated"), ("z", "added")]
    assert {one.doc: one.status for one in ingest(store, reports / "all.zip", full=True, prune=True).outcomes} == {
        "x": "unchanged", "y": "removed", "z": "unchanged",
    }  # fmt: skip
    (reports / "all.zip").unlink()
    assert set(fates(ingest(store, reports, prune=True))) == {"a.txt", "b.txt", "c.txt", "x.txt", "all.zip!z.txt"}
    with Workspace.open(store) as workspace:
        assert workspace.documents.ids() == ["a", "b", "c"]


def test_members_that_share_a_stem_are_told_apart(store: Path, tmp_path: Path) -> None:
    texts = {f"{name}/r.txt": f"{name}区|{name}开发区|2024|1\n" for name in "mn"}
    zipped(tmp_path / "all.zip", texts)
    ingest(store, tmp_path / "all.zip")
    with Workspace.open(store) as workspace:
        assert workspace.documents.ids() == ["m-r", "n-r"]


def test_a_member_that_fails_does_not_stop_the_others(store: Path, tmp_path: Path) -> None:
    zipped(tmp_path / "all.zip", {"good.txt": "甲区|甲开发区|2024|1\n", "bad.txt": " \n"})
    for status in ("added", "unchanged"):
        report = ingest(store, tmp_path / "all.zip")
        assert {one.path.name.split("!")[1]: one.status for one in report.outcomes} == {
            "bad.txt": "refused", "good.txt": status,
        }  # fmt: skip
    zipped(tmp_path / "evil.zip", {"../../x.txt": "甲区|甲开发区|2024|1\n"})
    report = ingest(store, tmp_path)
    assert any("evil.zip" in str(one.path) for one in report.refused)


# -- copies -----------------------------------------------------------------------------------------------------

SUM = "SELECT (SUM(?v) AS ?sum) (COUNT(?v) AS ?n) { ?o zg:value ?v }"
LINKS = "SELECT ?a ?b { ?x zg:sameTextAs/dcterms:identifier ?b . ?x dcterms:identifier ?a }"


def test_copies_are_told_linked_and_counted_once(store: Path, reports: Path) -> None:
    write(reports / "long.txt", LINES)
    ingest(store, reports)
    alone = rows(store, SUM)
    write(reports / "other name.txt", LINES)
    write(reports / "reprint.txt", LINES + "某某网|某某网|2024|0\n")
    report = ingest(store, reports)
    assert {one.doc: one.copied.kind for one in report.copies if one.copied} == {
        "other name": "exact", "reprint": "near",
    }  # fmt: skip
    told = {one.doc: one for one in report.of("added")}
    assert told["other name"].counts.observations == 0 and told["other name"].copied is not None
    assert rows(store, LINKS) == [["other name", "long"], ["reprint", "long"]]
    assert rows(store, SUM) == [[alone[0][0], str(int(alone[0][1]) + 1)]]  # the reprint has a line of its own
    with Workspace.open(store) as workspace:
        assert workspace.stats().copies == 2
        found = Counter(hit.doc for hit in workspace.index.search("云川高新区第3片区", 50))
        assert found["long"] == 1 and found["other name"] == 0
    with Workspace.open(store, write=True) as workspace:
        removed = workspace.remove(["long"])
        assert [(one.doc, one.copied is None) for one in removed.copies] == [("other name", True), ("reprint", False)]
        assert len(workspace.index) == 5
    assert rows(store, LINKS) == [["reprint", "other name"]]
    fresh = store.with_name("fresh")
    (reports / "long.txt").unlink()
    ingest(fresh, reports)
    assert quads(store) == quads(fresh)


def test_copies_are_the_same_in_any_order(tmp_path: Path, reports: Path) -> None:
    for name in "xyz":
        write(reports / f"{name}.txt", LINES + f"{name}区|{name}区|2024|{ord(name)}\n")
    files = [reports / f"{name}.txt" for name in "axyz"]
    dumps = set()
    for number, order in enumerate(permutations(files)):
        if number % 9:
            continue
        store = tmp_path / f"s{number}"
        steps: Sequence[Sequence[Path]] = [order] if number % 2 else [order[:1], order[1:3], order[3:]]
        for step in steps:
            ingest(store, *step)
        with Workspace.open(store, write=True) as workspace:
            counted = workspace.documents.triples
            workspace.rebuild()
            assert workspace.documents.triples == counted
        dumps.add(quads(store))
    assert len(dumps) == 1
