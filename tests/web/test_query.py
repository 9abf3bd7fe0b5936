"""SPARQL on the page: the editor completes and marks faults; results are shown in several ways and have an address."""

from __future__ import annotations

import re
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.e2e

SHARES = "SELECT ?zone (COUNT(?p) AS ?projects) { ?p zg:zone/rdfs:label ?zone } GROUP BY ?zone ORDER BY DESC(?projects)"
LEADING = "SELECT ?zone ?industry { ?zone zg:leadsIndustry ?industry }"


def _write(page: Page, text: str) -> None:
    """Put a text in place of what the editor holds, as if it had been pasted."""
    page.locator(".editor[data-ready=true] .CodeMirror").click()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(text)


def test_a_query_gives_a_table_and_a_bad_one_its_place(page: Page) -> None:
    page.goto("/query")
    page.get_by_role("button", name="执行").click()
    expect(page.locator(".results tbody tr")).to_have_count(20)
    _write(page, "SELECT ?x WHERE {\n?x a zg:Zone }\nLIMI 10")
    expect(page.locator(".fault-sign")).to_have_count(1)
    page.keyboard.press("Control+Enter")
    expect(page.locator(".results [role=alert]")).to_contain_text("第 3 行第 7 列")
    expect(page.locator(".fault-line")).to_have_text("LIMI 10")
    expect(page.locator(".at-fault")).to_be_visible()
    _write(page, "SELECT ?x WHERE { ?x a zg:Zone } LIMIT 3")
    expect(page.locator(".fault-sign, .at-fault")).to_have_count(0)
    page.keyboard.press("Control+Enter")
    expect(page.locator(".results tbody tr")).to_have_count(3)
    expect(page).to_have_url(re.compile("LIMIT\\+3"))


def test_terms_and_entities_are_completed(page: Page) -> None:
    page.goto("/query")
    _write(page, "SELECT * { ?o ")
    page.keyboard.type("zg:indicatorL")
    hint = page.locator(".CodeMirror-hint").first
    expect(hint).to_contain_text("zg:indicatorLabel")
    page.keyboard.press("Enter")
    expect(page.locator(".CodeMirror-line")).to_contain_text("zg:indicatorLabel")
    page.keyboard.insert_text(" ?i ; zg:subject 晋中开发")
    expect(hint).to_contain_text("晋中开发区")
    page.keyboard.press("Enter")
    page.keyboard.insert_text(" }")
    expect(page.locator(".CodeMirror-line")).to_contain_text("/id/Zone/晋中开发区> }")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".results tbody tr").first).to_be_visible()


@pytest.mark.parametrize("width", [360, 1440])
def test_results_are_shown_as_chart_and_graph(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"/query?query={quote(SHARES)}&show=chart")
    expect(page.locator(".plot .dot").first).to_be_visible()
    page.get_by_label("图形").select_option("line")
    expect(page.locator(".plot polyline")).to_have_count(1)
    expect(page).to_have_url(re.compile("kind=line"))
    page.goto(f"/query?query={quote(LEADING)}&show=graph")
    expect(page.locator(".network a.node[data-type=Industry]").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.locator(".network a.node[data-type=Zone]").first.click()
    expect(page).to_have_url(re.compile("/id/Zone/"))


def test_what_is_constructed_is_text_table_and_graph(page: Page) -> None:
    page.goto(f"/query?query={quote('CONSTRUCT { ?a zg:leadsIndustry ?b } { ?a zg:leadsIndustry ?b }')}")
    expect(page.locator("pre.result")).to_contain_text("zg:leadsIndustry")
    page.get_by_role("button", name="表格").click()
    expect(page.locator(".results tbody tr").first).to_contain_text("leadsIndustry")
    page.get_by_role("button", name="关系图").click()
    expect(page.locator(".network .edge").first).to_be_attached()


def test_a_stored_query_is_chosen_run_and_saved(page: Page) -> None:
    page.goto("/query")
    page.get_by_label("现成的查询").select_option("stages-by-zone")
    expect(page.locator(".results tbody tr").first).to_be_visible()
    expect(page).to_have_url(re.compile("query="))
    with page.expect_download() as saved:
        page.get_by_role("button", name="下载 CSV").click()
    assert saved.value.path().read_text(encoding="utf-8-sig").count("\n") > 1
