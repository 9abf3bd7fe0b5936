"""The conformance run: only when this folder is named on the command line (`make conformance`), with its table."""

from __future__ import annotations

from pathlib import Path

import pytest

from scoreboard import Scoreboard

HERE = Path(__file__).parent
_SCOREBOARD = pytest.StashKey[Scoreboard]()


def pytest_configure(config: pytest.Config) -> None:
    """The marker and the counts."""
    config.addinivalue_line("markers", "conformance: the W3C's SPARQL test suites (some 1,000 tests)")
    config.stash[_SCOREBOARD] = Scoreboard()


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave the folder out of a run that does not name it."""
    named = [(config.invocation_params.dir / argument.partition("::")[0]).resolve() for argument in config.args]
    return None if any(path.is_relative_to(HERE) for path in named) else True


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what lies here."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker("conformance")


@pytest.fixture
def scoreboard(request: pytest.FixtureRequest) -> Scoreboard:
    """Where verdicts are counted."""
    return request.config.stash[_SCOREBOARD]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Print the table."""
    board = config.stash[_SCOREBOARD]
    if board.counts:
        terminalreporter.section("W3C SPARQL test suites")
        for line in board.table():
            terminalreporter.write_line(line)
