"""Every query, update and result-format test of the W3C on the engine, as the endpoint uses it."""

from __future__ import annotations

import pytest

from scoreboard import Scoreboard
from w3c_engine import run
from w3c_manifests import CATEGORIES, OVER_HTTP, Case, cases, folder


@pytest.mark.skipif(not folder().is_dir(), reason="the W3C's rdf-tests are not here: set RDF_TESTS to their folder")
@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
def test_w3c(case: Case, scoreboard: Scoreboard) -> None:
    verdict, reason = run(case)
    known = scoreboard.judge(case.suite, CATEGORIES[case.kind], case.name, verdict, reason)
    if known:
        pytest.xfail(known)


@pytest.mark.skipif(not folder().is_dir(), reason="the W3C's rdf-tests are not here")
def test_the_list_of_known_failures_names_tests(scoreboard: Scoreboard) -> None:
    names = {case.name for case in cases()}
    stale = [name for name in scoreboard.known if name not in names and name.rpartition("/")[0] not in OVER_HTTP]
    assert stale == []
