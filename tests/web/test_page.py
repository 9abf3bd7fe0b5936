"""The page in a real browser: questions are answered, words are marked, a click opens the report at the place."""

from __future__ import annotations

import json
import re

import pytest
from playwright.sync_api import Page, expect

from seeds import ROOT

pytestmark = pytest.mark.e2e

VIEWS = ["/", "/read", "/library", "/query", "/docs", "/ask?q=开发区签约了多少项目？"]


def _questions() -> list[tuple[str, str, str]]:
    """(question, answer, document) of the first seeds' questions on a figure, as many as the test needs."""
    lines = (ROOT / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    told = [json.loads(line) for line in lines if line.strip()]
    figures = [one for one in told if one["kind"] == "figure"]
    return [(one["q"], one["answers"][0], one["doc"]) for one in figures[:3]]


@pytest.mark.parametrize(("question", "answer", "doc"), _questions())
def test_a_question_is_answered_and_leads_to_its_place(page: Page, question: str, answer: str, doc: str) -> None:
    page.goto("/")
    page.get_by_label("问题").fill(question)
    page.get_by_role("button", name="提问").click()
    figure = re.sub(r"[^\d.]", "", answer)
    expect(page.locator(".verdict h1")).to_contain_text(figure)
    passage = page.locator(".passage", has=page.locator("mark.fact", has_text=figure)).first
    expect(passage).to_be_visible()
    passage.click()
    expect(page).to_have_url(re.compile(rf"/doc/{doc}\?start=\d+&end=\d+"))
    place = page.locator(".report-body mark.target")
    expect(place.first).to_be_in_viewport()
    assert figure in "".join(place.all_inner_texts())


def test_an_example_can_be_clicked(page: Page) -> None:
    page.goto("/")
    example = page.locator(".examples a").first
    words = example.inner_text()
    example.click()
    expect(page.get_by_label("问题")).to_have_value(words)
    expect(page.locator(".verdict h1")).to_be_visible()
    page.go_back()
    expect(page.locator(".examples a").first).to_be_visible()


def test_what_the_store_does_not_hold_is_said(page: Page) -> None:
    page.goto("/ask?q=" + "海星港自由贸易区2031年的财政收入是多少？")
    expect(page.locator(".verdict.none .reason")).not_to_be_empty()


def test_a_report_shows_all_of_its_articles(page: Page) -> None:
    page.goto("/library")
    page.locator("td.main a").first.click()
    body = page.locator(".report-body")
    expect(body).to_be_visible()
    report = page.request.get(f"/api/documents/{page.url.rsplit('/', 1)[1]}").json()
    shown = re.sub(r"\s", "", body.inner_text())
    assert re.sub(r"\s", "", report["text"]) in shown or all(
        re.sub(r"\s", "", report["text"][one["start"] : one["end"]]) in shown for one in report["articles"]
    )
    body.locator("a.mention").first.click()
    expect(page).to_have_url(re.compile("/id/"))
    expect(page.locator("main h1")).to_be_visible()


def test_a_query_gives_a_table_and_a_bad_one_its_reason(page: Page) -> None:
    page.goto("/query")
    page.get_by_role("button", name="执行").click()
    expect(page.locator(".results tbody tr")).to_have_count(20)
    page.get_by_label("SPARQL 查询").fill("SELECT * {")
    page.get_by_role("button", name="执行").click()
    expect(page.locator(".results [role=alert]")).to_contain_text("SPARQL")


def test_errors_are_words_on_the_page(page: Page) -> None:
    page.goto("/doc/none")
    expect(page.get_by_role("alert")).to_contain_text("none")
    page.goto("/id/Zone/无此开发区")
    expect(page.get_by_role("alert")).to_contain_text("开发区“无此开发区”")


def test_the_finder_opens_with_keys_and_leads_to_what_is_named(page: Page) -> None:
    page.goto("/")
    expect(page.locator(".examples a").first).to_be_visible()
    page.keyboard.press("Control+k")
    page.keyboard.type("太谷经济技术")
    choice = page.get_by_role("option").first
    expect(choice).to_contain_text("太谷经济技术开发区")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/id/Zone/"))
    expect(page.locator("main h1")).to_contain_text("太谷经济技术开发区")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_the_language_is_switched_and_kept(page: Page) -> None:
    page.goto("/library")
    page.get_by_role("button", name="English").click()
    expect(page.locator("main h1")).to_contain_text("Library")
    page.reload()
    expect(page.locator("main h1")).to_contain_text("Library")
    assert page.locator("html").get_attribute("lang") == "en"
    page.get_by_role("button", name="中文").click()
    expect(page.locator("main h1")).to_contain_text("资料")


def test_addresses_of_the_first_page_lead_on(page: Page) -> None:
    page.goto("/#/doc/yangquan-2024-parent-fund?start=0&end=10")
    expect(page).to_have_url(re.compile(r"/doc/yangquan-2024-parent-fund\?start=0&end=10$"))
    expect(page.locator("mark.target").first).to_be_visible()


def test_the_api_is_described_without_another_host(page: Page) -> None:
    page.goto("/docs")
    expect(page.locator(".endpoint", has_text="/api/ask").first).to_be_visible()


@pytest.mark.parametrize("address", VIEWS)
def test_nothing_is_wider_than_a_small_phone(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 360, "height": 700})
    page.goto(address)
    page.wait_for_load_state("networkidle")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
