"""Reading in several processes is the same as reading in one."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from api.extraction import Task, extract_files, extractor_version, graph_version
from kg.documents import DocumentStore
from kg.errors import ZonegraphError
from kg.soundness import is_key

REPORT = """云川高新区上半年经济运行平稳

2024年上半年，云川高新技术产业开发区签约项目{n}个，总投资36.5亿元，同比增长8.2%。青禾精工有限公司投资5亿元建设轴承生产基地项目，目前已开工建设。

下一步，云川高新区将推行“一枚印章管审批”改革，全年力争完成固定资产投资120亿元。
"""


def tasks(folder: Path, *texts: str) -> list[Task]:
    made = []
    for number, text in enumerate(texts):
        path = folder / f"r{number}.txt"
        path.write_text(text, encoding="utf-8")
        made.append(Task(path, str(path), path.stem, len(text), "https://zonegraph.example/", "v"))
    return made


def test_processes_give_what_one_gives(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    todo = tasks(tmp_path, *(REPORT.format(n=n) for n in range(11, 15)), "")
    alone = list(extract_files(todo, 1))
    monkeypatch.setattr("api.extraction._POOL_PAYS_FROM", 0)
    assert list(extract_files(todo, 2)) == alone
    assert [one.task.doc for one in alone] == ["r0", "r1", "r2", "r3", "r4"]
    assert alone[4].entry is None and alone[4].refusal


def test_an_entry_is_the_file_with_its_facts(tmp_path: Path) -> None:
    (one,) = extract_files(tasks(tmp_path, REPORT.format(n=12)), 1)
    entry = one.entry
    assert entry is not None and not one.dropped
    raw = (tmp_path / "r0.txt").read_bytes()
    assert (entry.sha256, entry.extractor) == (hashlib.sha256(raw).hexdigest(), "v")
    assert entry.counts.observations and all(is_key(key) for key, _ in entry.names)
    store = DocumentStore.open(tmp_path / "d.db", write=True, create=True)
    store.begin()
    store.put(entry)
    document, facts = store.read("r0")
    assert all(o.text in document.text[o.start : o.end] for o in facts.observations)
    assert f"doc/{document.id}>".encode() in one.triples


def test_a_programming_error_refuses_one_file_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise IndexError("odd")

    monkeypatch.delenv("ZONEGRAPH_DEBUG", raising=False)
    monkeypatch.setattr("ingest.facts.described", fail)
    (one,) = extract_files(tasks(tmp_path, REPORT.format(n=12)), 1)
    assert one.entry is None and one.refusal is not None and "IndexError" in one.refusal


def test_a_process_that_dies_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("api.extraction._POOL_PAYS_FROM", 0)
    monkeypatch.setattr("api.extraction.extract_file", die)
    with pytest.raises(ZonegraphError, match="ZONEGRAPH_JOBS=1"):
        list(extract_files(tasks(tmp_path, "甲", "乙"), 2))


def die(task: Task) -> None:
    import os

    os._exit(1)


def test_versions_follow_the_code_and_the_base() -> None:
    assert extractor_version() == extractor_version() != ""
    assert graph_version("https://a.example/") != graph_version("https://b.example/")
