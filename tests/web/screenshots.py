"""Every view of the page as a picture: `make screenshots`, or `python tests/web/screenshots.py FOLDER [NAME...]`.

Names are `<view>-<width>-<language>[-dark].png`; with NAMEs only the views that begin so. The pictures of the READMEs
(`docs/pictures`) are what `python tests/web/screenshots.py docs/pictures --readme` takes.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from serving import CHROMIUM, QUIET, build_store, served

WIDTHS = {360: 740, 1440: 900}
LONG = ("ask-figure", "ask-list", "ask-none", "reader", "entity")

_BY_ZONE = (
    "SELECT ?zone (COUNT(?p) AS ?projects) { ?p zg:zone/rdfs:label ?zone } GROUP BY ?zone ORDER BY DESC(?projects)"
)

VIEWS = {
    "ask": "/",
    "ask-figure": "/ask?q=晋中开发区2020年固定资产投资是多少？",
    "ask-computed": "/ask?q=晋中开发区2025年的固定资产投资比2020年少多少？",
    "ask-list": "/ask?q=太谷经开区签约落地了哪些项目？",
    "ask-none": "/ask?q=宜昌高新区2024年的工业投资是多少？",
    "read": "/read",
    "read-words": "/read?q=代办 手续",
    "reader": "/doc/jinzhong-2020-scoreboard?start=194&end=231",
    "reader-original": "/doc/taigu-2024-project-progress?original=1",
    "entity": "/id/Zone/晋中开发区",
    "graph": "/graph/Zone/晋中开发区",
    "graph-edge": "/graph/Company/太重榆液?select=Company/太重榆液&with=Zone/晋中开发区",
    "chain": "/chain/photovoltaic",
    "chain-compared": "/chain/photovoltaic?zone=Zone/忻州经济技术开发区&against=Zone/晋中开发区",
    "chains": "/chain?zone=Zone/忻州经济技术开发区",
    "data": "/data?indicator=固定资产投资&indicator=工业投资&growth=1",
    "projects": "/projects?project=Project/分布式工商业光伏发电项目",
    "policies": "/policies",
    "policy": "/policies?policy=三个一批",
    "query": "/query",
    "query-chart": f"/query?show=chart&query={_BY_ZONE}",
    "query-graph": "/query?show=graph&query=SELECT ?zone ?industry { ?zone zg:leadsIndustry ?industry }",
    "library": "/library",
    "missing": "/doc/none",
    "docs": "/docs",
}

README = {"ask": "ask-figure", "read": "reader", "policy": "policy"}
"""The pictures of the READMEs and the views that they show."""


@contextmanager
def chromium() -> Iterator[Browser]:
    """The system's Chromium, headless."""
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


def take(browser: Browser, base: str, folder: Path, only: Sequence[str]) -> None:
    """Write the pictures."""
    chosen = {name: path for name, path in VIEWS.items() if not only or any(name.startswith(one) for one in only)}
    for width, height in WIDTHS.items():
        for language in ("zh", "en"):
            for scheme in ("light", "dark"):
                if scheme == "dark" and language == "en":
                    continue
                context = browser.new_context(
                    base_url=base, viewport={"width": width, "height": height}, color_scheme=scheme
                )
                context.add_init_script(f"if (self === top) localStorage.setItem('zonegraph.language', '{language}')")
                page = context.new_page()
                for name, path in chosen.items():
                    page.goto(path)
                    page.wait_for_load_state("networkidle")
                    page.wait_for_timeout(200)
                    if name.startswith("graph"):
                        page.wait_for_selector(".canvas[data-laid=yes]")
                        page.wait_for_timeout(300)
                    suffix = "-dark" if scheme == "dark" else ""
                    page.screenshot(path=folder / f"{name}-{width}-{language}{suffix}.png", full_page=name in LONG)
                context.close()
        print(f"{width} px: {len(chosen)} views", file=sys.stderr)


def take_for_readme(browser: Browser, base: str, folder: Path) -> None:
    """Write the pictures of the READMEs: as much as stands on a small screen, in Chinese."""
    page = browser.new_page(base_url=base, viewport={"width": 960, "height": 430}, color_scheme="light")
    for name, view in README.items():
        page.goto(VIEWS[view])
        page.wait_for_load_state("networkidle")
        page.wait_for_timeout(200)
        page.screenshot(path=folder / f"{name}.png")
    page.close()


def main(arguments: Sequence[str]) -> None:
    """Build a store of seeds/reports, serve it and take the pictures."""
    folder = Path(arguments[0])
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        store = build_store(Path(scratch) / "store")
        with served(store) as base, chromium() as browser:
            if "--readme" in arguments:
                take_for_readme(browser, base, folder)
            else:
                take(browser, base, folder, arguments[1:])
    print(folder)


if __name__ == "__main__":
    main(sys.argv[1:])
