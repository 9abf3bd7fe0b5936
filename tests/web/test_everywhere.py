"""What holds on every view: no finding of axe, nothing wider than the screen, two languages, light and dark."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from screenshots import VIEWS
from serving import watch

pytestmark = pytest.mark.e2e

AXE = Path(__file__).resolve().parents[2] / "api" / "page" / "node_modules" / "axe-core" / "axe.min.js"
SCREENS = [(360, "zh", "dark"), (1440, "en", "light")]
OTHER = {"zh": ("English", "en"), "en": ("中文", "zh-CN")}
# Rows of a table and blocks of a report are alike: the first ones stand for all.
ALIKE = '[["tbody tr:nth-child(n+8)"], [".block:nth-child(n+12)"], [".board li:nth-child(n+4)"], [".endpoint:nth-child(n+8)"]]'
FOUND = f"""async () => (await axe.run({{include: document, exclude: {ALIKE}}}, {{resultTypes: ["violations"], preload: false}})).violations
  .filter((one) => ["serious", "critical"].includes(one.impact))
  .map((one) => one.id + ": " + one.nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(" | "))"""


@pytest.mark.parametrize(("width", "language", "scheme"), SCREENS)
def test_every_view_fits_and_is_accessible(
    browser: Browser, server: str, width: int, language: str, scheme: str
) -> None:
    # The page's own policy lets no script in from elsewhere, which is what axe is.
    context = browser.new_context(
        base_url=server,
        viewport={"width": width, "height": 800},
        color_scheme="dark" if scheme == "dark" else "light",
        bypass_csp=True,
    )
    first = f"localStorage.getItem('zonegraph.language') ?? localStorage.setItem('zonegraph.language', '{language}')"
    context.add_init_script(f"if (self === top) {first}")
    page = context.new_page()
    faults: list[str] = []
    watch(page, server, faults)
    for name, address in VIEWS.items():
        page.goto(address)
        expect(page.locator("main :is(h1, [role=alert])").first).to_be_visible()
        expect(page.locator(".loading")).to_have_count(0)
        if width > 1000 or "-" not in name:  # further states of a view are looked at once
            page.add_script_tag(path=AXE)
            faults += [f"{name}: {one}" for one in page.evaluate(FOUND)]
        for turn in (True, False):  # the next view begins in the other language
            if (wide := page.evaluate("document.documentElement.scrollWidth")) > width:
                faults.append(f"{name} in {language}: {wide} px wide")
            if turn:
                button, lang = OTHER[language]
                page.get_by_role("button", name=button, exact=True).click()
                expect(page.locator("html")).to_have_attribute("lang", lang)
                language = "en" if language == "zh" else "zh"
    context.close()
    assert faults == []


def test_dialogs_are_accessible(browser: Browser, server: str) -> None:
    context = browser.new_context(base_url=server, viewport={"width": 1440, "height": 800}, bypass_csp=True)
    page = context.new_page()
    page.goto("/")
    page.keyboard.press("Control+k")
    expect(page.get_by_role("dialog").get_by_role("combobox")).to_be_focused()
    page.keyboard.type("开发区")
    expect(page.get_by_role("option").first).to_be_visible()
    page.add_script_tag(path=AXE)
    assert page.evaluate(FOUND) == []
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    context.close()


def test_the_page_is_used_by_keyboard(page: Page) -> None:
    page.goto("/read")
    expect(page.locator(".reports a").first).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.locator("a.skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    page.goto("/doc/jinzhong-2020-scoreboard")
    mark = page.locator(".margin .tick[data-kind=observation]").first
    mark.focus()
    assert "数据" in (mark.get_attribute("aria-label") or "")
    page.keyboard.press("Enter")
    expect(page.locator(".panel .figure").first).to_be_visible()


def test_the_first_view_is_small(page: Page) -> None:
    sizes: list[int] = []
    page.on("response", lambda reply: sizes.append(len(reply.body())) if reply.url.endswith(".js") else None)
    page.goto("/")
    page.wait_for_load_state("networkidle")
    assert 0 < sum(sizes) < 250_000  # before compression, where 250 kB after it are allowed
