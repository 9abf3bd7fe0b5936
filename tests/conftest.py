"""Settings of all tests."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, settings

# What an example takes depends on what else the machine does: no property fails for that.
settings.register_profile("suite", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("suite")

LONG = (
    "web/test_everywhere",
    "docs/test_readme",
    "web/",
    "api/test_workspace",
    "api/test_incremental",
    "docs/",
    "api/",
)
"""Files that take longest, each run whole by one process: begun first, so that no process is left alone with one."""


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Long files first; within a file the order stays."""
    items.sort(key=lambda item: next((i for i, part in enumerate(LONG) if f"tests/{part}" in item.nodeid), len(LONG)))
