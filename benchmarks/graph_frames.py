"""Frames a second of a graph of 5,000 nodes and 10,000 edges, and the time to a chain of 80 nodes, in Chromium.

The page is the real one on a store of seeds/reports; only the network that it shows is made up here, by preferential
attachment (Barabási and Albert 1999). Chromium draws WebGL in software, as on a machine without a graphics card.
"""

from __future__ import annotations

import argparse
import itertools
import json
import random
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, Route, sync_playwright

# in place of this folder, whose ingest.py is not the package
sys.path[0] = str(Path(__file__).resolve().parents[1] / "tests" / "web")

from serving import CHROMIUM, QUIET, build_store, served  # noqa: E402

KINDS = ("Zone", "Company", "Company", "Company", "Project", "Project", "Policy", "Industry", "Organization")
FRAMES = """() => { window.frames_at = []; const step = (now) => { window.frames_at.push(now);
  window.frames_run = requestAnimationFrame(step); }; window.frames_run = requestAnimationFrame(step); }"""
STOP = "() => { cancelAnimationFrame(window.frames_run); return window.frames_at; }"


def network(nodes: int, edges: int, seed: int = 7) -> dict[str, Any]:
    """A made-up answer of GET /api/graph."""
    chance = random.Random(seed)
    keys = [f"{KINDS[place % len(KINDS)]}/虚构实体{place}" for place in range(nodes)]
    pairs = {(0, 1)}
    ends = [0, 1]
    for new in range(2, nodes):
        old = chance.choice(ends)
        pairs.add((old, new))
        ends += [old, new]
    while len(pairs) < edges:
        a, b = sorted((chance.choice(ends), chance.randrange(nodes)))
        if a != b and (a, b) not in pairs:
            pairs.add((a, b))
            ends += [a, b]
    return {
        "about": [],
        "doc": None,
        "found": nodes,
        "nodes": [{"key": key, "name": key.partition("/")[2], "ties": 1} for key in keys],
        "edges": [
            {"from": a, "to": b, "relation": "partner_of", "role": "", "count": 1, "places": [[0, 1, 9]]}
            for a, b in sorted(pairs)
        ],
        "documents": [{"id": "made-up", "title": "虚构", "date": "2024-01-01"}],
    }


def told(page: Page, what: str, work: Any) -> float:
    """Frames a second while `work` runs, printed."""
    page.evaluate(FRAMES)
    work()
    at = page.evaluate(STOP)
    gaps = sorted(b - a for a, b in itertools.pairwise(at))
    rate = 1000 * len(gaps) / (at[-1] - at[0])
    print(f"{what}: {rate:.0f} frames/s, 95 of 100 frames within {gaps[int(len(gaps) * 0.95)]:.0f} ms")
    return float(rate)


def chain(page: Page, members: int = 60) -> None:
    """Time to a painted chain of eighty nodes: twenty links, and as many made-up members as make eighty."""
    answer = page.request.get("/api/chains/photovoltaic").json()
    links = answer["links"]
    for number in range(members):
        link = links[number * 7 % len(links)]
        kind = ("Project", "Company", "Zone")[number % 3]
        name = f"虚构主体{number}"
        made = {"key": f"{kind}/{name}", "kind": kind, "name": name, "zones": [], "companies": [], "stage": "在建"}
        link["missing"] = False
        link["members"] = [
            *([] if number < len(links) else link["members"]),
            {**made, "stage_date": None, "investment": 1e8 * number, "evidence": []},
        ]
    body = json.dumps(answer)

    def slow(route: Route) -> None:  # the server reckons the real chain, too
        route.fetch()
        route.fulfill(body=body, content_type="application/json")

    page.route("**/api/chains/photovoltaic", slow)
    began = time.perf_counter()
    page.goto("/chain/photovoltaic")
    page.locator(".drawing svg text", has_text="虚构主体").first.wait_for()
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    seconds = time.perf_counter() - began
    nodes = page.locator(".drawing .pick[role=button]").filter(has=page.locator("rect, circle")).count()
    print(f"a chain of {nodes} nodes painted {seconds:.1f} s after opening its address")


def main() -> None:
    """Print the times and rates."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--nodes", type=int, default=5000)
    parser.add_argument("--edges", type=int, default=10_000)
    parser.add_argument("--seconds", type=float, default=4.0)
    options = parser.parse_args()
    body = json.dumps(network(options.nodes, options.edges))
    with (
        tempfile.TemporaryDirectory() as scratch,
        served(build_store(Path(scratch) / "store")) as base,
        sync_playwright() as driver,
    ):
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        page = browser.new_page(base_url=base, viewport={"width": 1440, "height": 900})
        page.route("**/api/graph?*", lambda route: route.fulfill(body=body, content_type="application/json"))
        began = time.perf_counter()
        page.goto(f"/graph?show={options.nodes}")
        page.locator(".canvas canvas").first.wait_for()
        told(page, "layout running (worker)", lambda: page.wait_for_selector(".canvas[data-laid=yes]", timeout=60_000))
        print(
            f"{options.nodes} nodes, {options.edges} edges laid out {time.perf_counter() - began:.1f} s after opening"
        )
        box = page.locator(".canvas").bounding_box()
        assert box is not None
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2

        def pan() -> None:
            page.mouse.move(x, y)
            page.mouse.down()
            end, step = time.perf_counter() + options.seconds, 0
            while time.perf_counter() < end:
                step += 1
                page.mouse.move(x + 250 * ((step % 40) / 20 - 1), y + 120 * ((step % 24) / 12 - 1))
            page.mouse.up()

        def zoom() -> None:
            page.mouse.move(x, y)
            end, step = time.perf_counter() + options.seconds, 0
            while time.perf_counter() < end:
                step += 1
                page.mouse.wheel(0, -120 if (step // 6) % 2 else 120)
                page.wait_for_timeout(60)

        told(page, "pan", pan)
        told(page, "zoom", zoom)
        chain(page)
        browser.close()


if __name__ == "__main__":
    main()
