"""The page in a real browser: questions are answered, words are marked, a click opens the report at the place."""

from __future__ import annotations

import json
import re

import pytest
from playwright.sync_api import Page, expect

from seeds import ROOT

pytestmark = pytest.mark.e2e


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


def test_a_reckoned_answer_shows_its_two_figures(page: Page) -> None:
    page.goto("/ask?q=晋中开发区2025年的固定资产投资比2020年少多少？")
    expect(page.locator(".verdict .badge.computed")).to_have_text("推算")
    values = page.locator(".facts td .value")
    expect(values).to_have_count(2)
    for quote in page.locator(".facts a.quote").all():
        assert re.search(r"/doc/.*start=\d+", quote.get_attribute("href") or "")


def test_a_figure_has_its_status_and_questions_that_follow(page: Page) -> None:
    page.goto("/ask?q=晋中开发区2020年固定资产投资是多少？")
    about = page.locator(".verdict .about")
    for words in ("晋中开发区", "固定资产投资", "2020年", "实际"):
        expect(about).to_contain_text(words)
    page.locator(".followups .chip", has_text="2025").click()
    expect(page.locator(".verdict h1")).to_contain_text("79.11亿元")
    expect(page).to_have_url(re.compile("/ask"))


def test_the_query_is_changed_and_run_where_it_stands(page: Page) -> None:
    page.goto("/ask?q=晋中开发区2020年固定资产投资是多少？")
    page.get_by_text("查看 SPARQL").click()
    query = page.get_by_label("得出答案的查询")
    assert "2020" in query.input_value()
    query.fill(query.input_value().replace('"2020"', '"2025"'))
    page.locator(".behind").get_by_role("button", name="执行").click()
    expect(page.locator(".behind tbody")).to_contain_text("79.11")
    page.reload()
    expect(page.locator(".behind tbody")).to_contain_text("79.11")
    page.get_by_role("button", name="还原").click()
    assert "query=" not in page.url


def test_an_answer_is_quoted_and_written_to_a_file(page: Page, server: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=server.rstrip("/"))
    page.goto("/ask?q=晋中开发区2020年固定资产投资是多少？")
    page.locator(".actions").get_by_role("button", name="复制引文").click()
    expect(page.locator(".actions").get_by_role("status")).to_have_text("已复制")
    quoted = page.evaluate("navigator.clipboard.readText()")
    assert (
        "162.24亿元" in quoted
        and "《晋中开发区2020年经济答卷" in quoted
        and "/doc/jinzhong-2020-scoreboard?start=" in quoted
    )
    with page.expect_download() as saved:
        page.get_by_role("button", name="导出 Markdown").click()
    text = saved.value.path().read_text(encoding="utf-8")
    assert saved.value.suggested_filename.endswith(".md")
    assert (
        text.startswith("# 晋中开发区2020年固定资产投资是多少？") and "**162.24亿元**" in text and "```sparql" in text
    )


def test_suggestions_complete_a_question(page: Page) -> None:
    page.goto("/")
    box = page.get_by_label("问题")
    box.press_sequentially("太谷经济技术")
    option = page.locator("#question-list [role=option]").first
    expect(option).to_contain_text("太谷经济技术开发区")
    box.press("ArrowDown")
    box.press("Enter")
    expect(box).to_have_value("太谷经济技术开发区")


def test_a_mark_in_the_margin_shows_the_statement_and_its_other_sources(page: Page) -> None:
    page.goto("/doc/jinzhong-2020-scoreboard")
    mark = (
        page.locator(".margin .tick", has_text="").and_(page.get_by_label(re.compile("固定资产投资 162.24亿元"))).first
    )
    mark.hover()
    expect(page.locator(".stated.pointed").first).to_be_visible()
    mark.click()
    panel = page.locator(".panel")
    expect(panel.locator(".figure").first).to_contain_text("162.24")
    expect(page).to_have_url(re.compile(r"start=\d+&end=\d+"))
    other = panel.locator(".elsewhere a", has_text="五线").first
    other.click()
    expect(page).to_have_url(re.compile("jinzhong-2025-five-lines"))
    expect(page.locator("mark.target").first).to_be_in_viewport()


def test_the_original_stands_beside_the_text(page: Page) -> None:
    page.goto("/doc/taigu-2024-project-progress")
    page.get_by_label("对照原件").check()
    frame = page.frame_locator(".original iframe")
    expect(frame.locator("body")).to_contain_text("publisher")
    assert page.locator(".original iframe").get_attribute("sandbox") == ""
    expect(page).to_have_url(re.compile("original=1"))


def test_print_leaves_the_answer_and_its_address(page: Page) -> None:
    page.goto("/ask?q=晋中开发区2020年固定资产投资是多少？")
    expect(page.locator(".verdict h1")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.locator(".head")).to_be_hidden()
    expect(page.locator(".actions")).to_be_hidden()
    expect(page.locator(".verdict h1")).to_be_visible()
    expect(page.locator(".address")).to_contain_text("/ask?q=")


def test_the_library_tells_what_changed_since_the_last_visit(page: Page) -> None:
    page.goto("/library")
    expect(page.locator("td.main a").first).to_be_visible()
    assert page.locator(".since").count() == 0
    page.evaluate(
        """() => {
          const seen = JSON.parse(localStorage.getItem("zonegraph.library"));
          delete seen.documents["taigu-2024-project-progress"];
          seen.documents["gone-report"] = "0";
          localStorage.setItem("zonegraph.library", JSON.stringify(seen));
        }"""
    )
    page.reload()
    expect(page.locator(".since")).to_contain_text("新增 1，移除 1")
    expect(page.locator("tr", has=page.locator(".badge.fresh"))).to_contain_text("太谷经开区")


def test_the_board_has_projects_by_stage_with_their_sources(page: Page) -> None:
    page.goto("/projects")
    expect(page.locator(".stage h2").first).to_contain_text("签约")
    all_of_them = page.locator(".card").count()
    page.get_by_label("所在地").select_option("太谷经济技术开发区")
    expect(page).to_have_url(re.compile("zone="))
    expect(page.locator(".card")).not_to_have_count(all_of_them)
    page.locator(".card", has_text="分布式工商业光伏发电项目").click()
    life = page.locator(".life")
    expect(life).to_contain_text("5.2亿元")
    life.locator("li a").first.click()
    expect(page.locator("mark.target").first).to_contain_text("分布式工商业")


def test_errors_are_words_on_the_page(page: Page) -> None:
    page.goto("/doc/none")
    expect(page.get_by_role("alert")).to_contain_text("none")
    page.goto("/id/Zone/无此开发区")
    expect(page.get_by_role("alert")).to_contain_text("开发区“无此开发区”")


def test_the_finder_opens_with_keys_and_leads_to_what_is_named(page: Page) -> None:
    page.goto("/")
    expect(page.locator(".examples a").first).to_be_visible()
    page.keyboard.press("Control+k")
    expect(page.get_by_role("dialog").get_by_role("combobox")).to_be_focused()
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
