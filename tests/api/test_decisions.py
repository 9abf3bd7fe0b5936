"""Merging, parting and undoing, in a store: what the graph, the index, answers, exports and figures show of it."""

from __future__ import annotations

import io
import json
import shutil
from pathlib import Path

import pytest
from lines import read
from typer.testing import CliRunner

from api import deciding
from api.cli import app
from api.deciding import DecisionReport
from api.workspace import Workspace
from kg.errors import UnknownDecisionError, UnknownDocumentError, UnknownNameError, ZonegraphError
from kg.export import Format
from kg.soundness import is_key
from search.context import indexed_passages

LINES = {
    "a": "云川高新区|云川高新技术产业开发区|2024|11\n临海经开区|临海经济技术开发区|2024|12\n",
    "b": "云川新区|云川新区|2023|21\n云川高新区|云川高新技术产业开发区|2023|22\n",
    "c": "临海经开区|临海经济技术开发区|2022|31\n",
    **{f"other{n}": f"别处{n}区|别处第{n}开发区|2020|{n}\n" for n in range(6)},  # so that a change is a small one
}
SHOWN = "abcd"
OLD, NEW, SEA = "Zone/云川高新区", "Zone/云川新区", "Zone/临海经开区"


@pytest.fixture(autouse=True)
def lines_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """The reader of lines instead of the real one."""
    _read_lines(monkeypatch)


def _read_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("api.extraction.extract_file", read)
    monkeypatch.setenv("ZONEGRAPH_ENCODER", "lsa")
    monkeypatch.setattr("search.thesaurus.Thesaurus.save", lambda *_: None)  # the slowest part of an index so small


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with reports, and a store of them, to copy."""
    folder = tmp_path_factory.mktemp("decisions")
    (folder / "reports").mkdir()
    for name, text in LINES.items():
        (folder / "reports" / f"{name}.txt").write_text(text)
    with pytest.MonkeyPatch.context() as patch:
        _read_lines(patch)
        ingest(folder / "store", folder / "reports")
    return folder


@pytest.fixture
def reports(built: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(built / "reports", tmp_path / "reports"))


@pytest.fixture
def store(built: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(built / "store", tmp_path / "store"))


def ingest(store: Path, *paths: Path) -> None:
    with Workspace.open(store, write=True, create=True) as workspace:
        workspace.ingest(paths, jobs=1)


def remove(store: Path, *docs: str) -> None:
    with Workspace.open(store, write=True) as workspace:
        workspace.remove(docs)


def merge(store: Path, entity: str, into: str, reason: str = "") -> DecisionReport:
    with Workspace.open(store, write=True) as workspace:
        return deciding.merge(workspace, entity, into, reason)


def split(store: Path, entity: str, *forms: str, docs: tuple[str, ...] = (), name: str = "") -> DecisionReport:
    with Workspace.open(store, write=True) as workspace:
        return deciding.split(workspace, entity, forms, docs, name)


def undo(store: Path, number: int) -> DecisionReport:
    with Workspace.open(store, write=True) as workspace:
        return deciding.undo(workspace, number)


def exported(store: Path, form: Format) -> str:
    """All that the store holds, in one form of export."""
    out = io.BytesIO()
    with Workspace.open(store) as workspace:
        workspace.export(form, out)
    return out.getvalue().decode()


def dataset(store: Path) -> str:
    """What documents, names and decisions put into the graph; the merge holds that and the lexicon, each once."""
    with Workspace.open(store) as workspace:
        assert len(workspace.graph) == workspace.documents.triples
        rows = workspace.graph.query(
            f"SELECT ?g ?s ?p ?o {{ GRAPH ?g {{ ?s ?p ?o }} FILTER(?g != <{workspace.iris.lexicon_graph}>) }}"
        )
        return "\n".join(sorted(f"{r['g']} {r['s']} {r['p']} {r['o']}" for r in rows))  # type: ignore[union-attr]


def subjects(store: Path) -> dict[str, list[str]]:
    """Document → subjects of its figures as the store tells them."""
    with Workspace.open(store) as workspace:
        told = {doc.id: [o.subject for o in facts.observations] for doc, facts in workspace.documents.all()}
    return {doc: keys for doc, keys in told.items() if doc in SHOWN}


def test_a_merge_is_seen_everywhere(store: Path) -> None:
    report = merge(store, "云川高新区", "云川新区", "2023年更名")
    assert (report.decision.entity, report.decision.into, report.documents) == (OLD, NEW, ("a", "b"))
    assert {one.doc for one in report.decision.evidence} == {"a", "b"}
    assert subjects(store) == {"a": [NEW, SEA], "b": [NEW, NEW], "c": [SEA]}
    statements = [line for line in dataset(store).splitlines() if "/decision/" not in line]
    assert not any("id/Zone/云川高新区>" in line for line in statements)
    with Workspace.open(store) as workspace:
        documents = workspace.documents
        assert documents.named(OLD) is None
        named = documents.named(NEW)
        assert named is not None and named.documents == ("a", "b") and set(named.surfaces) == {"云川高新区", "云川新区"}
        assert workspace.stats().entities == {"Zone": 8} and workspace.stats().decisions == 1
        assert ("云川新区", 2024, 1) in [(r.subject, r.year, r.observations) for r in workspace.stats().figures]
        assert {hit.key for hit in documents.find_names("云川高新区2024年的签约额")} == {NEW}
        assert any("云川新区" in passage.context for passage in indexed_passages(*documents.read("a")))
        reasons = workspace.graph.query("SELECT ?r { GRAPH ?g { ?d a zg:Merge ; zg:reason ?r } }")
        assert [str(row["r"].value) for row in reasons] == ["2023年更名"]  # type: ignore[union-attr]
    lines = [json.loads(line) for line in exported(store, "jsonl").splitlines()]
    told = {line["subject"] for line in lines if line["kind"] == "observation" and line["doc"] in SHOWN}
    assert told == {"云川新区", "临海经济技术开发区"}
    (decision,) = [line for line in lines if line["kind"] == "decision"]
    assert (decision["decision"], decision["entity"], decision["into"]) == ("merge", OLD, NEW)


def test_undoing_restores_what_was_there_bit_for_bit(store: Path) -> None:
    before = exported(store, "nquads"), exported(store, "jsonl")
    number = merge(store, OLD, NEW).decision.number
    changed = dataset(store)
    assert undo(store, number).documents == ("a", "b")
    assert (exported(store, "nquads"), exported(store, "jsonl")) == before
    fresh = dataset(store)
    merge(store, OLD, NEW)
    assert dataset(store) == changed
    assert split(store, "云川高新区").decision.kind == "merge"  # a name that was merged away: the merge is undone
    assert dataset(store) == fresh


def test_a_decision_outlives_the_documents(store: Path, reports: Path) -> None:
    fresh = dataset(store)
    number = merge(store, OLD, NEW).decision.number
    merged = dataset(store)
    remove(store, "a", "b")
    assert subjects(store) == {"c": [SEA]}
    ingest(store, reports)
    assert dataset(store) == merged
    (reports / "d.txt").write_text("云川高新区|云川高新技术产业开发区|2021|41\n")  # a report that comes later
    ingest(store, reports)
    assert subjects(store)["d"] == [NEW]
    remove(store, "d")
    assert dataset(store) == merged
    with Workspace.open(store, write=True) as workspace:
        workspace.reread(["a", "b"], jobs=1)
    assert dataset(store) == merged
    with Workspace.open(store, write=True) as workspace:
        workspace.rebuild()
    assert dataset(store) == merged
    undo(store, number)
    remove(store, "a")
    ingest(store, reports / "a.txt")
    assert dataset(store) == fresh


def test_the_order_of_files_plays_no_part(store: Path, reports: Path) -> None:
    merge(store, OLD, NEW)
    split(store, SEA, docs=("c",), name="北临海经开区")
    found = set()
    for order in ("abc", "cba", "bac"):
        remove(store, *"abc")
        for name in order:
            ingest(store, reports / f"{name}.txt")
        found.add(dataset(store))
    assert len(found) == 1


def test_what_was_taken_for_one_is_parted_and_stays_so(store: Path, reports: Path) -> None:
    before = dataset(store)
    report = split(store, SEA, docs=("c",), name="北临海经开区")
    assert report.documents == ("c",)
    parted = dataset(store)
    assert subjects(store)["c"] == ["Zone/北临海经开区"] and subjects(store)["a"] == [OLD, SEA]
    remove(store, "c")
    ingest(store, reports)
    assert dataset(store) == parted
    merge(store, "北临海经开区", OLD)
    undo(store, 2)
    assert dataset(store) == parted
    undo(store, 1)
    assert dataset(store) == before


def test_a_decision_repairs_what_another_version_left(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = dataset(store)
    with monkeypatch.context() as patch:
        patch.setattr("api.extraction.graph_version", lambda base: "another")
        patch.setattr("api.building.graph_version", lambda base: "another")
        with Workspace.open(store, write=True) as workspace:
            workspace.rebuild()
    merge(store, OLD, NEW)
    with Workspace.open(store) as workspace:
        assert workspace.derived_are_sound()
    undo(store, 1)
    assert dataset(store) == before


def test_merges_follow_one_another(store: Path) -> None:
    before = dataset(store)
    merge(store, OLD, NEW)
    merge(store, NEW, SEA)
    assert subjects(store) == {"a": [SEA, SEA], "b": [SEA, SEA], "c": [SEA]}
    undo(store, 1)  # the later one still holds for what it names
    assert subjects(store) == {"a": [OLD, SEA], "b": [SEA, OLD], "c": [SEA]}
    undo(store, 2)
    assert dataset(store) == before


def test_what_cannot_be_decided_is_told_in_one_line(store: Path) -> None:
    before = dataset(store)
    with pytest.raises(UnknownNameError, match="云川新区"):
        merge(store, "云川新", "临海经开区")
    with pytest.raises(ZonegraphError, match="已是同一实体"):
        merge(store, OLD, "云川高新区")
    with pytest.raises(UnknownDocumentError, match="'z'"):
        split(store, SEA, docs=("z",))
    with pytest.raises(ZonegraphError, match="临海经开区"):
        split(store, SEA, "临海高新区")
    with pytest.raises(ZonegraphError, match="--form"):
        split(store, SEA)
    with pytest.raises(ZonegraphError, match="--as"):
        split(store, SEA, "临海经开区")
    with pytest.raises(UnknownDecisionError, match="7"):
        undo(store, 7)
    assert dataset(store) == before


def test_the_command_line(store: Path) -> None:
    runner, place = CliRunner(), ["--store", str(store)]

    def told(*arguments: str) -> str:
        result = runner.invoke(app, ["entity", *arguments, *place])
        assert result.exit_code == 0, result.output
        return result.output

    assert "临海经济技术开发区" in told("list", "临海")
    assert "#1 合并 merge" in told("merge", "云川高新技术产业开发区", "云川新区", "--reason", "更名")
    assert "更名" in told("decisions")
    view = json.loads(told("show", "云川新区", "--json"))
    assert is_key(view["key"]) and {form["form"] for form in view["forms"]} >= {LINES["a"].split("\n")[0]}
    assert view["decisions"][0]["reason"] == "更名"
    assert "撤销 undone" in told("undo", "1")
    assert "没有决定" in told("decisions")
