"""The workspace: what each file becomes, what a change leaves, and what goes wrong."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from itertools import permutations
from pathlib import Path

import pyoxigraph as ox
import pytest
from lines import read

from api.files import Source, assign_ids
from api.reports import Progress
from api.settings import Settings, load_settings
from api.workspace import Workspace
from kg.documents import Stored
from kg.errors import LockedError, SettingsError, StoreError, UnknownDocumentError, ZonegraphError

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def made_up_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("api.extraction.extract_file", read)
    for name in [name for name in os.environ if name.startswith("ZONEGRAPH_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("ZONEGRAPH_ENCODER", "lsa")  # needs no model


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "a.txt").write_text("云川区|云川高新区|2024|3\n甲区|甲开发区|2023|1\n")
    (folder / "b.txt").write_text("云川区|云川高新技术产业开发区|2024|5\n")
    (folder / "c.txt").write_text("云川区|云川高新技术产业开发区|2025|7\n")
    return folder


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "store"


def ingest(store: Path, *paths: Path) -> list[tuple[str, str | None, str]]:
    with Workspace.open(store, write=True, create=True) as workspace:
        report = workspace.ingest(paths, jobs=1)
    return [(outcome.path.name, outcome.doc, outcome.status) for outcome in report.outcomes]


def quads(store: Path) -> bytes:
    with Workspace.open(store) as workspace:
        stream = io.BytesIO()
        workspace.export("nquads", stream)
    return stream.getvalue()


def total(store: Path) -> list[str]:
    query = "SELECT (SUM(?v) AS ?s) (COUNT(?v) AS ?n) { ?o zg:value ?v ; zg:subject ?z . ?z a zg:Zone }"
    with Workspace.open(store) as workspace:
        found = workspace.graph.query(query)
        assert isinstance(found, ox.QuerySolutions)
        return [term.value for term in next(found)]


def test_files_are_added_left_alone_and_updated(store: Path, reports: Path) -> None:
    assert ingest(store, reports) == [("a.txt", "a", "added"), ("b.txt", "b", "added"), ("c.txt", "c", "added")]
    before = quads(store)
    assert b"<https://zonegraph.example/graph/lexicon> .\n" in before
    assert ingest(store, reports) == [
        ("a.txt", "a", "unchanged"), ("b.txt", "b", "unchanged"), ("c.txt", "c", "unchanged"),
    ]  # fmt: skip
    assert quads(store) == before and total(store) == ["16", "4"]
    (reports / "b.txt").write_text("云川区|云川高新技术产业开发区|2024|50\n")
    assert ingest(store, reports)[1] == ("b.txt", "b", "updated")
    assert total(store) == ["61", "4"]
    (reports / "b.txt").write_text("云川区|云川高新技术产业开发区|2024|5\n")
    ingest(store, reports)
    assert quads(store) == before


def test_the_same_files_give_the_same_graph_in_any_order(tmp_path: Path, reports: Path) -> None:
    one, two, three = sorted(reports.iterdir())
    ways = [[[one, two, three]], [[three, one, two]], [[two], [three, one]], [[three], [two], [one]]]
    dumps = set()
    for number, steps in enumerate(ways):
        for files in steps:
            ingest(tmp_path / f"s{number}", *files)
        dumps.add(quads(tmp_path / f"s{number}"))
    assert len(dumps) == 1


def test_remove_takes_what_only_that_document_supports(store: Path, reports: Path) -> None:
    ingest(store, reports)
    with Workspace.open(store, write=True) as workspace:
        told = workspace.remove(["a"])
        assert told.documents == ("a",) and told.entities == ("甲开发区",) and told.triples > 20
        assert workspace.documents.ids() == ["b", "c"]
        with pytest.raises(UnknownDocumentError, match="'a'"):
            workspace.remove(["b", "a"])
    assert total(store) == ["12", "2"]
    fresh = store.with_name("fresh")
    ingest(fresh, reports / "b.txt", reports / "c.txt")
    assert quads(store) == quads(fresh)
    with Workspace.open(store, write=True) as workspace:
        workspace.remove(["b", "c"])
        assert len(workspace.documents) == 0 and workspace.stats().triples > 0  # the vocabulary stays


def test_the_one_name_follows_the_documents(store: Path, reports: Path) -> None:
    def name() -> str:
        with Workspace.open(store) as workspace:
            found = workspace.graph.query('SELECT ?l { ?z rdfs:label ?l ; skos:altLabel "云川区" }')
            assert isinstance(found, ox.QuerySolutions)
            return "|".join(row["l"].value for row in found)

    ingest(store, reports)
    assert name() == "云川高新技术产业开发区"
    with Workspace.open(store, write=True) as workspace:
        workspace.remove(["b", "c"])
    assert name() == "云川高新区"


def test_refused_files_are_named_and_the_others_kept(store: Path, reports: Path) -> None:
    (reports / "empty.txt").write_text("")
    (reports / ".hidden").write_text("x")
    with Workspace.open(store, write=True, create=True) as workspace:
        seen: list[Progress] = []
        report = workspace.ingest([reports, reports / "gone.txt"], seen.append, jobs=1)
    assert [(o.path.name, o.reason is not None) for o in report.refused] == [("empty.txt", True), ("gone.txt", True)]
    assert len(report.of("added")) == 3
    assert {told.stage for told in seen} == {"reading", "graph", "index"}
    (reports / "a.txt").write_text("")
    assert ingest(store, reports)[0] == ("a.txt", None, "refused")
    assert total(store) == ["16", "4"]  # what was read before stays


@pytest.mark.parametrize("what", ["missing", "empty folder", "only the store"])
def test_nothing_to_read_is_an_error_and_leaves_no_store(tmp_path: Path, store: Path, what: str) -> None:
    (tmp_path / "empty").mkdir()
    path = {"missing": tmp_path / "no.txt", "empty folder": tmp_path / "empty", "only the store": store}[what]
    with pytest.raises(ZonegraphError) as caught, Workspace.open(store, write=True, create=True) as workspace:
        workspace.ingest([path])
    assert str(path) in str(caught.value) and "\n" not in str(caught.value)
    assert not store.exists()


def test_the_stores_own_folder_is_not_read(reports: Path) -> None:
    assert len(ingest(reports / "store", reports)) == 3
    assert len(ingest(reports / "store", reports)) == 3


def test_a_failure_leaves_the_store_as_it_was(store: Path, reports: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ingest(store, reports / "a.txt")
    before = quads(store)

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("search.index.EmbeddedIndex.commit", fail)
    with pytest.raises(OSError):
        ingest(store, reports)
    monkeypatch.undo()
    assert quads(store) == before
    with Workspace.open(store) as workspace:
        assert workspace.documents.ids() == ["a"] and workspace.generation == 1
    assert not (store / "graph" / "2").exists()


KILLED = """
import os, sys
from pathlib import Path
sys.path[:0] = [{root!r}, {tests!r}]
import api.extraction, test_workspace
from api.workspace import Workspace
from kg.documents import DocumentStore
api.extraction.extract_file = test_workspace.read
DocumentStore.{where} = lambda *a, **k: os._exit(9)
with Workspace.open(Path(sys.argv[1]), write=True) as workspace:
    workspace.ingest([Path(sys.argv[2])], jobs=1)
"""


@pytest.mark.parametrize("where", ["put", "commit"])
def test_a_killed_writer_leaves_the_store_as_it_was(store: Path, reports: Path, where: str) -> None:
    ingest(store, reports / "a.txt", reports / "b.txt")
    before = quads(store)
    code = KILLED.format(root=str(ROOT), tests=str(Path(__file__).parent), where=where)
    done = subprocess.run([sys.executable, "-c", code, str(store), str(reports)], capture_output=True, check=False)
    assert done.returncode == 9, done.stderr.decode()
    assert quads(store) == before
    assert [status for _, _, status in ingest(store, reports)] == ["unchanged", "unchanged", "added"]
    fresh = store.with_name("fresh")
    ingest(fresh, reports)
    assert quads(store) == quads(fresh)


def _no_manifest(store: Path) -> None:
    next((store / "graph").rglob("MANIFEST-*")).write_bytes(b"nonsense")


def _torn_table(store: Path) -> None:
    for table in (store / "graph").rglob("*.sst"):
        os.truncate(table, table.stat().st_size // 2)


def _no_index(store: Path) -> None:
    next((store / "index").rglob("index.json")).write_bytes(b"nonsense")


def _no_folders(store: Path) -> None:
    shutil.rmtree(store / "graph")
    shutil.rmtree(store / "index")


@pytest.mark.parametrize("damage", [_no_manifest, _torn_table, _no_index, _no_folders])
def test_damaged_parts_are_named_and_then_rebuilt(store: Path, reports: Path, damage: Callable[[Path], None]) -> None:
    ingest(store, reports)
    before = quads(store)
    damage(store)
    with pytest.raises(StoreError) as caught, Workspace.open(store) as workspace:
        assert workspace.graph and workspace.index
    assert "\n" not in str(caught.value)
    with Workspace.open(store, write=True) as workspace:
        report = workspace.ingest([reports], jobs=1)
    assert report.repaired and len(report.of("unchanged")) == 3
    assert quads(store) == before
    with Workspace.open(store) as workspace:
        assert len(workspace.index) == 3


def test_a_second_writer_is_told_at_once(store: Path, reports: Path) -> None:
    ingest(store, reports)
    with Workspace.open(store, write=True):
        with pytest.raises(LockedError, match="稍后再试"):
            Workspace.open(store, write=True)
        assert total(store) == ["16", "4"]  # reading goes on
    with Workspace.open(store, write=True) as workspace:
        assert workspace.generation == 1


def test_readers_take_over_a_new_generation(store: Path, reports: Path) -> None:
    ingest(store, reports / "a.txt")
    with Workspace.open(store) as reader:
        assert not reader.refresh() and len(reader.index) == 1
        ingest(store, reports)
        assert reader.refresh() and reader.generation == 2
        assert reader.documents.ids() == ["a", "b", "c"] and len(reader.index) == 3
        with pytest.raises(StoreError):
            reader.remove(["a"])


@pytest.mark.parametrize(
    "content", ['{"format": "zonegraph-store", "version": 999}', "{}", "[]", "", '{"format": "zonegraph-store"}']
)
def test_another_version_or_a_damaged_store_is_refused(store: Path, reports: Path, content: str) -> None:
    ingest(store, reports)
    (store / "store.json").write_text(content)
    for write in (False, True):
        with pytest.raises(StoreError) as caught:
            Workspace.open(store, write=write, create=write)
        assert str(store) in str(caught.value) and "\n" not in str(caught.value)


def test_no_store_and_no_place_for_one(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="ingest"):
        Workspace.open(tmp_path / "none")
    (tmp_path / "file").write_text("x")
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter.txt").write_text("x")
    for name in ("file", "full"):
        with pytest.raises(StoreError, match=name):
            Workspace.open(tmp_path / name, write=True, create=True)


@pytest.fixture
def open_place() -> Iterator[Path]:
    """A folder that other users may enter, which pytest's own may not."""
    place = Path("/tmp") / f"zonegraph-test-{os.getpid()}"
    place.mkdir(mode=0o755)
    yield place
    shutil.rmtree(place)


AS_NOBODY = """
import os, sys
from pathlib import Path
from api.workspace import Workspace

def look():
    with Workspace.open(Path(sys.argv[1])) as workspace:
        return workspace.stats().totals.observations, len(workspace.index)

look()  # everything is imported before the other user may no longer read the interpreter's own folder
os.setgid(65534)
os.setuid(65534)
print(*look())
try:
    Workspace.open(Path(sys.argv[1]), write=True)
except Exception as error:
    print(type(error).__name__)
"""


@pytest.mark.skipif(os.geteuid() != 0, reason="needs to become another user")
def test_a_folder_that_may_only_be_read(open_place: Path, reports: Path) -> None:
    store = open_place / "store"
    ingest(store, reports)
    done = subprocess.run(
        [sys.executable, "-c", AS_NOBODY, str(store)], capture_output=True, text=True, cwd=ROOT, check=False
    )
    assert done.stdout.split() == ["4", "3", "StoreError"], done.stderr


def source(path: str, sha256: str = "0" * 64) -> Source:
    return Source(Path(path), path, sha256, 1)


def test_ids_are_stems_and_longer_where_two_files_share_one() -> None:
    files = [source("/x/b/001.txt"), source("/x/a/001.txt"), source("/x/a/002.txt"), source("/x/a/002.md")]
    ids = {"/x/a/001.txt": "a-001", "/x/b/001.txt": "b-001", "/x/a/002.md": "002-md", "/x/a/002.txt": "002-txt"}
    for order in permutations(files):
        assert assign_ids(order, {}) == ids
    assert assign_ids(files[:1], {}) == {"/x/b/001.txt": "001"}


def test_a_file_keeps_its_id_and_a_moved_one_too(tmp_path: Path) -> None:
    there = tmp_path / "001.txt"
    there.write_text("x")
    stored = {"001": Stored(str(there), str(there), "a" * 64, 1, "v")}
    assert assign_ids([source(str(there), "b" * 64)], stored) == {str(there): "001"}
    assert assign_ids([source("/other/001.txt", "a" * 64)], stored) == {"/other/001.txt": "001"}
    assert assign_ids([source("/other/001.txt", "b" * 64)], stored) == {"/other/001.txt": "001-txt"}
    there.unlink()
    assert assign_ids([source("/other/001.txt", "b" * 64)], stored) == {"/other/001.txt": "001"}


def test_settings_come_from_the_environment() -> None:
    assert load_settings({}) == Settings()
    told = load_settings({"ZONEGRAPH_JOBS": "3", "ZONEGRAPH_BASE": "http://data.example.org/", "OTHER": "x"})
    assert (told.jobs, told.base) == (3, "http://data.example.org/")
    for wrong in ({"ZONEGRAPH_JOBS": "many"}, {"ZONEGRAPH_JOBS": "-1"}, {"ZONEGRAPH_BASE": "here"}):
        with pytest.raises(SettingsError):
            load_settings(wrong)


def test_the_base_of_a_store_is_its_own(store: Path, reports: Path) -> None:
    with Workspace.open(
        store, write=True, create=True, settings=Settings(base="http://data.example.org/")
    ) as workspace:
        workspace.ingest([reports], jobs=1)
    assert b"http://data.example.org/id/Zone/" in quads(store)
    assert b"https://zonegraph.example/id/" not in quads(store)
