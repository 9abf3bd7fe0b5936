"""What the two READMEs show is run: commands give the output shown, queries give rows, tables name what there is.

A `console` block holds commands (`$ …`, with a here-document to its end) and what they print. `…` stands for what is
left out; numbers that count what was read change with every better rule, so in such lines any number will do.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pyoxigraph as ox
import pytest

from api.settings import PREFIX, Settings
from api.workspace import Workspace
from kg.namespaces import PREFIXES, ZG
from kg.ontology import ontology_triples
from kg.store import OxigraphStore
from seeds import REPORTS

ROOT = Path(__file__).resolve().parents[2]
ENGLISH, CHINESE = ROOT / "README.md", ROOT / "README.zh-CN.md"
BOTH = [ENGLISH, CHINESE]

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(900)]

_BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_HERE_DOCUMENT = re.compile(r"<<'(\w+)'")
_COUNTING = re.compile(r"zonegraph (ingest|stats|remove|export .*--output)")
_FRAME = re.compile(r"[┏┓┗┛┳┻╇┡┩└┘┴┼├┤━─│┃]+")


class Block(NamedTuple):
    """A fenced block: its language and the text in it."""

    language: str
    text: str


class Step(NamedTuple):
    """A command and what is printed: shown in the README, or (with its exit code) when it was run."""

    command: str
    output: str
    code: int = 0


def blocks(text: str, *languages: str) -> list[Block]:
    """The fenced blocks of these languages (all when none is named)."""
    found = [Block(language, inside) for language, inside in _BLOCK.findall(text)]
    return [block for block in found if not languages or block.language in languages]


def steps(text: str) -> list[Step]:
    """The commands of all console blocks with what is shown under each."""
    told: list[Step] = []
    for block in blocks(text, "console"):
        lines = iter(block.text.splitlines())
        for line in lines:
            if not line.startswith("$ "):
                assert told, f"output before any command: {line}"
                told[-1] = Step(told[-1].command, told[-1].output + line + "\n")
                continue
            command = line[2:]
            if (here := _HERE_DOCUMENT.search(command)) is not None:
                for inner in lines:
                    command += "\n" + inner
                    if inner == here[1]:
                        break
            told.append(Step(command, ""))
    return told


def run_session(told: Sequence[Step], folder: Path) -> list[Step]:
    """Run the commands one after another in one shell, in `folder` beside copies of what they name."""
    shutil.copytree(REPORTS, folder / "seeds" / "reports")
    (folder / "search").symlink_to(ROOT / "search")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    script = []
    for number, step in enumerate(told):
        command = step.command.replace("8000", port)
        script.append(f"{{ {command}\n}} > out.{number} 2>&1\ncode=$?; echo $code > code.{number}; (exit $code)\n")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(PREFIX)}
    environment["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{environment['PATH']}"
    environment["no_proxy"] = "*"
    shell = subprocess.Popen(["bash", "-c", "".join(script)], cwd=folder, env=environment, start_new_session=True)
    try:
        shell.wait(timeout=800)
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(shell.pid, signal.SIGKILL)  # whatever the commands left behind: the server
    return [
        Step(
            step.command,
            (folder / f"out.{number}").read_text(encoding="utf-8").replace(f":{port}", ":8000"),
            int((folder / f"code.{number}").read_text()),
        )
        for number, step in enumerate(told)
    ]


def _plain(text: str) -> str:
    """Without the frames of tables and the width of columns."""
    return re.sub(r"\s+", " ", _FRAME.sub(" ", text)).strip()


def _expected(line: str, any_number: bool) -> str:
    """A shown line as a pattern of what is printed, or "" when nothing of it is shown."""
    told = []
    for part in line.split("…"):
        words = re.escape(_plain(part))
        told.append(re.sub(r"\d[\d,]*", r"\\d[\\d,]*", words) if any_number else words)
    return ".*?".join(told).strip() if any(told) else ""


def missing_lines(shown: Step, printed: str) -> list[str]:
    """The shown lines that were not printed, in the order in which they are shown."""
    rest, missing = _plain(printed), []
    counting = _COUNTING.search(shown.command) is not None
    for line in shown.output.splitlines():
        pattern = _expected(line, any_number=counting and ", 更新 updated" not in line)
        if not pattern:
            continue
        found = re.search(pattern, rest)
        if found is None:
            missing.append(line)
        else:
            rest = rest[found.end() :]
    return missing


TOUR = steps(ENGLISH.read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def session(tmp_path_factory: pytest.TempPathFactory) -> list[Step]:
    """The commands of the README, run."""
    return run_session(TOUR, tmp_path_factory.mktemp("tour"))


@pytest.fixture(scope="session")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OxigraphStore]:
    """The graph of seeds/reports."""
    path = tmp_path_factory.mktemp("vocabulary") / "store"
    with Workspace.open(path, write=True, create=True, settings=Settings()) as workspace:
        workspace.ingest([REPORTS])
        yield workspace.graph


@pytest.mark.parametrize("number", range(len(TOUR)), ids=lambda number: TOUR[number].command.splitlines()[0][:60])
def test_commands_print_what_is_shown(number: int, session: list[Step]) -> None:
    shown, run = TOUR[number], session[number]
    if shown.command.startswith("curl") and shutil.which("curl") is None:
        pytest.skip("no curl on this machine")
    assert run.code == 0, run.output
    assert "Traceback" not in run.output
    missing = missing_lines(shown, run.output)
    assert not missing, f"shown, but not printed: {missing}\nprinted:\n{run.output[:4000]}"


def _queries() -> list[tuple[str, str]]:
    """Each query of the English README with the rows shown under it."""
    told = blocks(ENGLISH.read_text(encoding="utf-8"), "sparql", "text")
    assert [block.language for block in told] == ["sparql", "text"] * (len(told) // 2)
    return [(query.text, rows.text) for query, rows in zip(told[::2], told[1::2], strict=True)]


def _cell(term: Any) -> str:
    value = str(term.value)
    return f"zg:{value.removeprefix(ZG)}" if value.startswith(ZG) else value


@pytest.mark.parametrize(("query", "rows"), _queries(), ids=["figures", "projects", "policies", "document", "reports"])
def test_queries_give_the_rows_shown(query: str, rows: str, graph: OxigraphStore) -> None:
    solutions = graph.query(query)
    assert isinstance(solutions, ox.QuerySolutions)
    given = [" | ".join(_cell(solution[name]) for name in solutions.variables) for solution in solutions]
    assert given
    for row in rows.splitlines():
        pattern = ".*".join(re.escape(part) for part in row.split("…"))
        assert any(re.fullmatch(pattern, one) for one in given), f"{row} is not among {given}"


@pytest.mark.parametrize("page", BOTH, ids=lambda page: page.name)
def test_the_vocabulary_is_that_of_the_graph(page: Path, graph: OxigraphStore) -> None:
    section = re.search(r"^## (?:The vocabulary|词汇)$(.*?)^### ", page.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    assert section is not None
    told = set(re.findall(r"`((?:zg|rdf|rdfs|skos|prov|dcterms|schema):\w+)`", section[1]))
    defined = set(re.findall(rf"<{re.escape(ZG)}(\w+)>", "\n".join(ontology_triples())))
    assert {name for name in told if name.startswith("zg:")} <= {f"zg:{name}" for name in defined}
    used = graph.query(
        f"SELECT DISTINCT ?term {{ {{ ?s ?term ?o }} UNION {{ ?s a ?term }} FILTER(!STRSTARTS(STR(?s), '{ZG[:-1]}')) }}"
    )
    assert isinstance(used, ox.QuerySolutions)
    terms = {str(solution["term"].value) for solution in used}
    for prefix, namespace in PREFIXES.items():
        terms = {term.replace(namespace, f"{prefix}:", 1) if term.startswith(namespace) else term for term in terms}
    assert terms - told <= {"rdf:type", "skos:Concept", "skos:ConceptScheme"}


@pytest.mark.parametrize("page", BOTH, ids=lambda page: page.name)
def test_settings_and_files_exist(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    told = set(re.findall(r"^\| `ZONEGRAPH_(\w+)`", text, re.MULTILINE))
    assert told == {name.upper() for name in Settings.__struct_fields__} | {"DEBUG"}
    for target in re.findall(r"\]\(([^)#:]+)\)", text):
        assert (ROOT / target).is_file(), target
    for name in re.findall(r"`((?:api|search|ingest|kg|seeds|tests|benchmarks|docs)/[\w/.]*)`", text):
        assert (ROOT / name).exists(), name


def test_make_targets_exist() -> None:
    commands = "".join(block.text for block in blocks(ENGLISH.read_text(encoding="utf-8"), "sh")).split("\n")
    for command in filter(None, commands):
        if command.startswith("make "):
            told = subprocess.run([*command.split(), "--dry-run"], cwd=ROOT, capture_output=True, text=True)
            assert told.returncode == 0, told.stderr
        else:
            assert (ROOT / command.split()[-1]).exists(), command


def test_both_languages_show_the_same() -> None:
    english, chinese = (page.read_text(encoding="utf-8") for page in BOTH)
    assert blocks(english) == blocks(chinese)
    for pattern in (r"^#+ ", r"^\|", r"^- ", r"^!\["):
        assert len(re.findall(pattern, english, re.MULTILINE)) == len(re.findall(pattern, chinese, re.MULTILINE))
    assert set(re.findall(r"`[!-~]+`", english)) ^ set(re.findall(r"`[!-~]+`", chinese)) <= {"`make`"}
