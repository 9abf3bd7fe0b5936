"""The page in headless Chromium, on a store of the seeds and on one of 100,000 passages: first paint, size, answers.

Cold: every visit has a browser context of its own, with nothing cached. Usable is when the field for a question can be
typed into. An answer is painted when the frame after its heading has been drawn; it is timed from the moment at which
its last byte has been read.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
from pathlib import Path
from urllib.parse import quote

from _common import ROOT, seed_store, verdict
from _http import served
from _made_store import made_store
from playwright.sync_api import Browser, Page, sync_playwright

sys.path.insert(0, str(ROOT / "tests" / "web"))

from serving import CHROMIUM, QUIET

WATCH = """
window.__times = {};
const told = (name) => { window.__times[name] ??= performance.now(); };
new MutationObserver(() => {
  if (document.querySelector("textarea[name=q]")) requestAnimationFrame(() => setTimeout(() => told("usable")));
  if (document.querySelector(".verdict")) requestAnimationFrame(() => setTimeout(() => told("answered")));
}).observe(document, { childList: true, subtree: true });
const real = window.fetch;
window.fetch = async (address, options) => {
  const response = await real(address, options);
  if (!String(address).includes("/api/ask")) return response;
  const text = await response.clone().text();
  told("replied");
  return new Response(text, { status: response.status, headers: response.headers });
};
"""
SCRIPTS = """performance.getEntriesByType("resource").filter((one) => one.name.endsWith(".js"))
  .reduce((sum, one) => sum + one.encodedBodySize, 0)"""


def _page(browser: Browser, base: str) -> Page:
    page = browser.new_context(base_url=base, viewport={"width": 1440, "height": 900}, bypass_csp=True).new_page()
    page.add_init_script(WATCH)
    return page


def first_view(browser: Browser, base: str) -> tuple[float, float, int]:
    """Milliseconds to the first paint with content and until the field can be used; bytes of JavaScript as sent."""
    page = _page(browser, base)
    page.goto("/")
    page.wait_for_function("window.__times.usable")
    page.wait_for_load_state("networkidle")
    painted = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
    usable, size = page.evaluate("window.__times.usable"), page.evaluate(SCRIPTS)
    page.context.close()
    return float(painted), float(usable), int(size)


def answer(browser: Browser, base: str, question: str) -> tuple[float, float]:
    """Milliseconds from the reply to the painted answer, and from the start of the page to it."""
    page = _page(browser, base)
    page.goto(f"/ask?q={quote(question)}")
    page.wait_for_function("window.__times.answered && window.__times.replied")
    times = page.evaluate("window.__times")
    page.context.close()
    return float(times["answered"] - times["replied"]), float(times["answered"])


def examples(browser: Browser, base: str) -> list[str]:
    """Questions that the store itself offers."""
    page = browser.new_context(base_url=base).new_page()
    told: list[str] = page.request.get("/api/examples").json()["questions"]
    page.context.close()
    return told


def measure(browser: Browser, name: str, store: Path, rounds: int) -> None:
    """Print the figures of one store."""
    with served(store) as port:
        base = f"http://127.0.0.1:{port}"
        questions = examples(browser, base)
        first_view(browser, base)  # once for the disk cache
        views = [first_view(browser, base) for _ in range(rounds)]
        answers = [answer(browser, base, questions[number % len(questions)]) for number in range(rounds + 1)][1:]
    painted, usable = statistics.median(one[0] for one in views), statistics.median(one[1] for one in views)
    drawn = sorted(one[0] for one in answers)
    print(
        f"{name}: first paint {painted:.0f} ms, usable {usable:.0f} ms, JavaScript {views[0][2] / 1000:.0f} kB as sent"
    )
    print(f"{name}: an answer painted {statistics.median(drawn):.0f} ms after its reply (worst {drawn[-1]:.0f} ms)")
    verdict(f"{name}: usable in s", usable / 1000, 1.5)
    verdict(f"{name}: JavaScript in kB as sent", views[0][2] / 1000, 250)
    verdict(f"{name}: painted after the reply in ms", drawn[-1], 300)


def main() -> None:
    """Measure both stores."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--documents", type=int, default=2100)
    options.add_argument("--rounds", type=int, default=7)
    options.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "zonegraph-bench")
    told = options.parse_args()
    if CHROMIUM is None:
        raise SystemExit("没有 Chromium / Chromium is missing: make browser")
    print(f"load of the machine before: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        measure(browser, "seeds", seed_store(Path(scratch)), told.rounds)
        measure(browser, f"{told.documents * 48:,} passages", made_store(told.folder, told.documents, 48), told.rounds)
        browser.close()


if __name__ == "__main__":
    main()
