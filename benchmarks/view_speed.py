"""Each view of the page in headless Chromium, on a store of the seeds and a large made one: when its data can be seen.

Every visit has a browser context of its own, with nothing cached. The first visit of a view is the first since the
server came up on this generation of the store; the others find what the server keeps of it. A view is there when the
frame after its first data (a row, a card, a chart, a laid-out network) has been drawn.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
from pathlib import Path

from _common import seed_store, verdict
from _http import served
from _made_store import made_store
from page_speed import CHROMIUM, QUIET
from playwright.sync_api import Browser, Page, sync_playwright

VIEWS = {
    "read": ("/read", ".reports li, .reports tr"),
    "reader": ("/doc/{document}", "article p"),
    "entity": ("/id/{zone}", "main h1"),
    "graph": ("/graph", ".canvas[data-laid=yes]"),
    "graph of an entity": ("/graph/{zone}", ".canvas[data-laid=yes]"),
    "chains": ("/chain", ".chain-list li"),
    "chains of a zone": ("/chain?zone={zone}", ".chain-list li"),
    "chain": ("/chain/photovoltaic", ".drawing svg text"),
    "data": ("/data", "table.pivot td"),
    "projects": ("/projects", ".board .card"),
    "policies": ("/policies", "tbody tr"),
    "policy": ("/policies?policy={policy}", "main h1"),
    "query": ("/query", ".CodeMirror, .editor"),
    "library": ("/library", "tbody tr"),
}
"""Views, their addresses, and what tells that their data are there."""

WATCH = """
const wanted = %r;
const look = new MutationObserver(() => {
  if (!document.querySelector(wanted)) return;
  look.disconnect();
  requestAnimationFrame(() => setTimeout(() => { window.__seen = performance.now(); }));
});
look.observe(document, { childList: true, subtree: true, attributes: true });
"""


def visit(browser: Browser, base: str, path: str, wanted: str) -> float:
    """Milliseconds from opening the address to the painted data."""
    page = browser.new_context(base_url=base, viewport={"width": 1440, "height": 900}, bypass_csp=True).new_page()
    page.add_init_script(WATCH % wanted)
    page.goto(path, wait_until="commit")
    page.wait_for_function("window.__seen", timeout=60_000)
    seen = float(page.evaluate("window.__seen"))
    page.context.close()
    return seen


def names(page: Page) -> dict[str, str]:
    """A document, a zone and a policy of the store."""

    def first(query: str) -> str:
        told = page.request.get(
            "/sparql", params={"query": query}, headers={"Accept": "application/sparql-results+json"}
        )
        return str(told.json()["results"]["bindings"][0]["x"]["value"])

    zone = first(
        "SELECT ?x { ?z a zg:Zone ; rdfs:label ?x . ?p zg:zone ?z } GROUP BY ?x ORDER BY DESC(COUNT(?p)) ?x LIMIT 1"
    )
    policy = first("SELECT ?x { ?p a zg:Policy ; rdfs:label ?x . ?z zg:implements ?p } ORDER BY ?x LIMIT 1")
    document = first("SELECT ?x { ?d a zg:Document ; dcterms:identifier ?x } ORDER BY ?x LIMIT 1")
    return {"zone": f"Zone/{zone}", "policy": policy, "document": document}


def measure(browser: Browser, name: str, store: Path, rounds: int, only: list[str]) -> None:
    """Print the figures of one store."""
    with served(store) as port:
        base = f"http://127.0.0.1:{port}"
        page = browser.new_context(base_url=base).new_page()
        known = names(page)
        page.context.close()
        for view, (path, wanted) in VIEWS.items():
            if only and view not in only:
                continue
            try:
                first, *others = (visit(browser, base, path.format(**known), wanted) for _ in range(rounds + 1))
            except Exception as error:  # a view that shows nothing is told, and the others measured
                print(f"{name}, {view}: {str(error).splitlines()[0]}")
                continue
            print(f"{name}, {view}: first visit {first:.0f} ms, then {statistics.median(others):.0f} ms")
            verdict(f"{name}, {view}: first visit in s", first / 1000, 1.5)


def main() -> None:
    """Measure both stores."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--documents", type=int, default=2100)
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "zonegraph-bench")
    options.add_argument("--view", action="append", default=[], choices=list(VIEWS))
    options.add_argument("--large-only", action="store_true")
    told = options.parse_args()
    if CHROMIUM is None:
        raise SystemExit("没有 Chromium / Chromium is missing: make browser")
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        if not told.large_only:
            measure(browser, "seeds", seed_store(Path(scratch)), told.rounds, told.view)
        large = made_store(told.folder, told.documents, 48)
        measure(browser, f"{told.documents * 48:,} passages", large, told.rounds, told.view)
        browser.close()


if __name__ == "__main__":
    main()
