"""The real server on a store of seeds/reports, and a browser."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

pytest.importorskip("playwright.sync_api")

from playwright.sync_api import Browser, Page, expect, sync_playwright

from api.routes.pages import WEB
from serving import CHROMIUM, QUIET, build_store, served, watched_page

expect.set_options(timeout=20_000)  # on a busy machine; nothing waits that long otherwise


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of `zonegraph serve`."""
    if not (WEB / "index.html").is_file():
        pytest.fail("the page is not built: make setup")
    with served(build_store(tmp_path_factory.mktemp("seeds") / "store")) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium of the system, headless."""
    if CHROMIUM is None:
        pytest.skip("no Chromium: apt-get install -y chromium")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser, server: str) -> Iterator[Page]:
    """A fresh page; a script error, an error on the console or a request to another host fails the test."""
    with watched_page(browser, server) as page:
        yield page
