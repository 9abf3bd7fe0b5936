"""The command as people run it: exit codes, what goes to which stream, errors in one line."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from api.cli import main

Invoke = Callable[..., subprocess.CompletedProcess[str]]

pytestmark = pytest.mark.e2e

COMMAND = Path(sys.executable).with_name("zonegraph")
QUESTION = "云岭高新技术产业开发区2023年签约项目多少个？"


def run(*arguments: object, stdin: str | None = None, **environment: str) -> subprocess.CompletedProcess[str]:
    """The real command, without a terminal."""
    return subprocess.run(
        [str(COMMAND), *map(str, arguments)],
        input=stdin,
        capture_output=True,
        text=True,
        timeout=120,
        env={name: value for name, value in os.environ.items() if not name.startswith("ZONEGRAPH_")} | environment,
    )


@pytest.fixture
def invoke(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Invoke:
    """The command inside this process: as `run`, without the time that a start takes."""

    def call(*arguments: object) -> subprocess.CompletedProcess[str]:
        monkeypatch.setattr(sys, "argv", ["zonegraph", *map(str, arguments)])
        with pytest.raises(SystemExit) as left:
            main()
        told = capsys.readouterr()
        code = left.value.code if isinstance(left.value.code, int) else 0
        return subprocess.CompletedProcess(sys.argv, code, told.out, told.err)

    for name in [name for name in os.environ if name.startswith("ZONEGRAPH_")]:
        monkeypatch.delenv(name)
    return call


def error_of(done: subprocess.CompletedProcess[str], code: int = 1) -> str:
    """The one line that an error is."""
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""
    lines = [line for line in done.stderr.splitlines() if line.startswith("错误 / error:")]
    assert len(lines) == 1, done.stderr
    return lines[0]


def content(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def copy(store: Path, tmp_path: Path) -> Path:
    """A store that a test may spoil."""
    return Path(shutil.copytree(store, tmp_path / "copy"))


def test_ingest_ask_export_remove(reports: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    done = run("ingest", reports, "--store", store)
    assert done.returncode == 0, done.stderr
    assert [line.split()[2] for line in done.stdout.splitlines()] == ["binhu", "yunling"]
    assert "读取 / reading 2/2" in done.stderr

    again = run("ingest", reports, ZONEGRAPH_STORE=str(store))
    assert again.returncode == 0
    assert again.stdout.count("unchanged") == 2

    asked = run("ask", QUESTION, "--store", store)
    assert "46" in asked.stdout.splitlines()[0]

    exported = run("export", "--store", store)
    kinds = {json.loads(line)["kind"] for line in exported.stdout.splitlines()}
    assert {"document", "passage", "entity", "observation"} <= kinds
    assert run("export", "--store", store, "--format", "nquads", "--output", tmp_path / "all.nq").stdout == ""
    assert (tmp_path / "all.nq").stat().st_size > 1000

    assert run("remove", "binhu", "--store", store).returncode == 0
    assert "binhu" not in run("stats", "--store", store).stdout
    error_of(run("remove", "binhu", "--store", store))


def test_a_cold_question_loads_nothing_heavy(store: Path) -> None:
    heavy = ["torch", "sentence_transformers", "networkx", "rdflib", "fastapi", "pyshacl"]
    code = (
        "import sys; from api.cli import app; "
        f"app(['ask', {QUESTION!r}, '--store', {str(store)!r}, '--json'], standalone_mode=False); "
        f"print([name for name in {heavy!r} if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    assert done.stderr.splitlines()[-1] == "[]"


def test_json_and_batch_have_the_same_shape(store: Path, tmp_path: Path) -> None:
    keys = ["id", "question", "answer", "sparql", "reason", "facts", "passages"]
    one = json.loads(run("ask", QUESTION, "--json", "--store", store).stdout)
    assert list(one) == keys
    batch = tmp_path / "questions.jsonl"
    lines = [
        json.dumps({"id": "a", "question": QUESTION}),
        "not json",
        "",
        '{"id": 2}',
        json.dumps({"id": 3, "question": ""}),
    ]
    batch.write_text("\n".join([*lines, json.dumps({"id": "b", "question": "滨湖经济开发区有多少家企业上市？"})]))
    done = run("ask", "--batch", batch, "--store", store)
    assert done.returncode == 1
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [answer["id"] for answer in answers] == ["a", "b"]
    assert list(answers[0]) == keys
    assert answers[0] == one | {"id": "a"}
    assert [f"/ line {number}:" in done.stderr for number in range(1, 7)] == [False, True, False, True, True, False]
    piped = run("ask", "--batch", "-", "--store", store, stdin=lines[0])
    assert json.loads(piped.stdout)["answer"] == one["answer"]


def test_what_is_reckoned_is_marked_and_its_query_gives_it(invoke: Invoke, tmp_path: Path) -> None:
    report = tmp_path / "yunling.md"
    report.write_text(
        "# 云岭高新技术产业开发区2023年工作情况\n\n2023年，云岭高新技术产业开发区完成固定资产投资36.5亿元。"
        "2022年，云岭高新技术产业开发区完成固定资产投资30亿元。\n",
        encoding="utf-8",
    )
    store = tmp_path / "store"
    assert invoke("ingest", report, "--store", store).returncode == 0
    asked = "云岭高新技术产业开发区2023年固定资产投资比2022年多多少？"
    said = json.loads(invoke("ask", asked, "--json", "--store", store).stdout)
    assert said["answer"] == "多6.5亿元（推算：2023年36.5亿元，2022年30亿元）"
    assert [fact["value"] for fact in said["facts"]] == [36.5, 30.0]
    told = run("sparql", said["sparql"], "--store", store, "--format", "json")
    (row,) = json.loads(told.stdout)["results"]["bindings"]
    assert float(row["difference"]["value"]) == 6.5


@pytest.mark.parametrize(
    ("form", "words"), [("table", "rows"), ("json", '"bindings"'), ("csv", "n\r\n"), ("turtle", None)]
)
def test_sparql_formats(store: Path, form: str, words: str | None) -> None:
    done = run("sparql", "SELECT (COUNT(*) AS ?n) {?d a zg:Document}", "--store", store, "--format", form)
    if words is None:
        assert "turtle" in error_of(done)
    else:
        assert done.returncode == 0, done.stderr
        assert "2" in done.stdout


def test_sparql_graphs_and_standard_input(store: Path) -> None:
    query = "CONSTRUCT WHERE {?d a zg:Document}"
    done = run("sparql", "-", "--store", store, "--format", "turtle", stdin=query)
    assert done.stdout.count("zg:Document") == 2


@pytest.mark.parametrize(
    "query", ["SELECT * {", "CLEAR ALL", "SELECT * {SERVICE <http://127.0.0.1:1/> {?s ?p ?o}}", ""]
)
def test_bad_queries(store: Path, query: str) -> None:
    error_of(run("sparql", query, "--store", store))


@pytest.mark.parametrize(
    "arguments",
    [["ask"], ["ask", "a", "--batch", "b"], ["export", "--format", "docx"], ["fly"], ["serve", "--port", "99999"]],
)
def test_wrong_usage(invoke: Invoke, arguments: list[str]) -> None:
    done = invoke(*arguments)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_help_speaks_both_languages(invoke: Invoke) -> None:
    for arguments in ([], ["ingest"], ["ask"], ["export"], ["sparql"], ["remove"], ["serve"], ["stats"]):
        told = invoke(*arguments, "--help")
        assert told.returncode == 0
        assert any("\u4e00" <= character <= "\u9fff" for character in told.stdout)
        assert "Read" in told.stdout or " / " in told.stdout


def test_what_cannot_be_read(invoke: Invoke, reports: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    missing = tmp_path / "missing.txt"
    assert str(missing) in invoke("ingest", missing, "--store", store).stderr
    empty, binary, folder = tmp_path / "empty.txt", tmp_path / "binary.txt", tmp_path / "nothing"
    empty.write_bytes(b"")
    binary.write_bytes(bytes(range(256)) * 40)
    folder.mkdir()
    assert str(folder) in error_of(invoke("ingest", folder, "--store", store))
    assert not store.exists()  # nothing was read, so nothing was made
    done = invoke("ingest", empty, binary, reports / "yunling.md", "--store", store)
    assert done.returncode == 3
    refusals = [line for line in done.stderr.splitlines() if line.startswith("错误 / error:")]
    assert [str(binary) in line or str(empty) in line for line in refusals] == [True, True]
    assert "yunling" in done.stdout


def test_a_store_that_is_not_there(invoke: Invoke, tmp_path: Path) -> None:
    for command in (["ask", QUESTION], ["export"], ["sparql", "ASK {}"], ["stats"], ["serve", "--port", "0"]):
        assert "zonegraph ingest" in error_of(invoke(*command, "--store", tmp_path / "none"))


def test_a_store_of_another_version_is_left_alone(invoke: Invoke, copy: Path, reports: Path) -> None:
    settings = json.loads((copy / "store.json").read_text())
    (copy / "store.json").write_text(json.dumps(settings | {"version": 99}))
    before = content(copy)
    assert "99" in error_of(invoke("ask", QUESTION, "--store", copy))
    assert "99" in error_of(invoke("ingest", reports, "--store", copy))
    assert content(copy) == before


def test_a_locked_store(invoke: Invoke, copy: Path, reports: Path) -> None:
    with open(copy / "lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        assert str(copy) in error_of(invoke("ingest", reports, "--store", copy))
        assert invoke("ask", QUESTION, "--store", copy).returncode == 0  # reading goes on


def test_a_corrupt_index_is_named_and_ingest_repairs_it(invoke: Invoke, copy: Path, reports: Path) -> None:
    for path in (copy / "index").rglob("*"):
        if path.is_file():
            path.write_bytes(b"nonsense")
    assert str(copy) in error_of(invoke("ask", QUESTION, "--store", copy))
    assert str(copy) in error_of(invoke("serve", "--port", "0", "--store", copy))
    repaired = invoke("ingest", reports, "--store", copy)
    assert repaired.returncode == 0, repaired.stderr
    assert "46" in invoke("ask", QUESTION, "--store", copy).stdout


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_one_may_not_write_to(invoke: Invoke, copy: Path, reports: Path, tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o555)
    assert str(closed) in error_of(invoke("ingest", reports, "--store", closed / "store"))


def test_a_place_where_no_folder_can_be(invoke: Invoke, reports: Path, tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("")
    assert str(file) in error_of(invoke("ingest", reports, "--store", file))
    assert str(file) in error_of(invoke("ingest", reports, "--store", file / "below"))


def test_a_question_of_100_000_characters(invoke: Invoke, store: Path) -> None:
    assert "100000" in error_of(invoke("ask", "问" * 100_000, "--store", store))
    done = run("ask", "--batch", "-", "--store", store, stdin=json.dumps({"id": 1, "question": "问" * 100_000}))
    assert "100000" in error_of(done)


def test_a_port_in_use(invoke: Invoke, store: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        line = error_of(invoke("serve", "--port", port, "--store", store))
    assert str(port) in line and "PORT=" in line
