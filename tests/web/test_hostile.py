"""Bad input: markup in reports, names and questions is text; a server that goes is waited for; uploads that fail say why."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

from api.workspace import Workspace
from serving import free_port, served, watch

pytestmark = pytest.mark.e2e

TOKEN = "a-token-for-tests"
EVIL = """<img src=x onerror="document.title='taken'"><script>document.title='taken'</script>"""
REPORT = f"""---
title: 青澜高新技术产业开发区年报{EVIL}
publisher: 青澜日报"><script>document.title='taken'</script>
date: 2024-05-01
place: 青澜高新技术产业开发区
---
# 青澜高新技术产业开发区年报{EVIL}

2023年，青澜高新技术产业开发区签约项目46个，总投资128.5亿元。{EVIL}

青澜<b onclick="document.title='taken'">云帆</b>科技有限公司投资6.8亿元建设的javascript:alert(1)项目已经开工建设。
"""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of one report full of markup."""
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "<img src=x onerror=alert(1)>.md").write_text(REPORT, encoding="utf-8")
    with Workspace.open(folder / "store", write=True, create=True) as workspace:
        assert not workspace.ingest([folder / "<img src=x onerror=alert(1)>.md"], jobs=1).refused
    return folder / "store"


@pytest.fixture(scope="module")
def hostile(store: Path) -> Iterator[str]:
    """A server on it that takes uploads."""
    with served(store, "--write-token", TOKEN) as address:
        yield address


@pytest.fixture
def page(browser: Browser, hostile: str) -> Iterator[Page]:
    """A page of that server; a dialog, an error, or a title that a report set fails the test."""
    context = browser.new_context(base_url=hostile, viewport={"width": 1200, "height": 800})
    page = context.new_page()
    faults: list[str] = []
    watch(page, hostile, faults)
    page.on("dialog", lambda dialog: faults.append(dialog.message) or dialog.dismiss())
    yield page
    title = page.title()
    context.close()
    assert faults == []
    assert title != "taken"


def test_markup_in_reports_and_names_is_shown_as_text(page: Page) -> None:
    page.goto("/library")
    expect(page.locator("td.main a")).to_contain_text("<script>")
    page.locator("td.main a").click()
    body = page.locator(".report-body")
    expect(body).to_contain_text("onerror=")
    expect(body).to_contain_text("46个")
    assert page.locator("main img, main script, main b").count() == 0
    page.locator(".margin .tick").first.click()
    expect(page.locator(".panel")).to_be_visible()
    for address in ("/", "/read", "/read?q=青澜", "/ask?q=" + quote("青澜高新技术产业开发区2023年签约项目多少个？")):
        page.goto(address)
        page.wait_for_load_state("networkidle")
        assert page.locator("main img, main script, main b").count() == 0


def test_markup_in_a_question_or_an_address_is_text(page: Page) -> None:
    for address in (
        f"/ask?q={quote(EVIL)}",
        f"/read?q={quote(EVIL)}",
        f"/id/Zone/{quote(EVIL, safe='')}",
        f"/query?query={quote(EVIL)}",
    ):
        page.goto(address)
        page.wait_for_load_state("networkidle")
        assert page.locator("main img, main script").count() == 0
        assert page.title() != "taken"
    page.goto(f"/id/Zone/{quote(EVIL, safe='')}")
    expect(page.get_by_role("alert")).to_contain_text("onerror=")


def test_the_browser_runs_no_inline_script(browser: Browser, hostile: str) -> None:
    page = browser.new_page()
    reply = page.goto(hostile)
    assert reply is not None
    policy = reply.headers["content-security-policy"]
    assert "default-src 'self'" in policy and "script-src" not in policy
    blocked = page.evaluate(
        """() => new Promise((resolve) => {
          document.addEventListener("securitypolicyviolation", (event) => resolve(event.violatedDirective));
          const script = document.createElement("script");
          script.textContent = "document.title = 'taken'";
          document.body.append(script);
        })"""
    )
    assert blocked.startswith("script-src")
    assert page.title() != "taken"
    page.close()


def test_a_hundred_files_are_uploaded_with_the_reasons_for_refusals(page: Page, tmp_path: Path) -> None:
    files = []
    for number in range(96):
        file = tmp_path / f"第{number:02}期.md"
        file.write_text(
            f"# 青澜简报第{number}期\n\n2023年第{number}期：青澜高新技术产业开发区新增企业{number + 3}家。\n", "utf-8"
        )
        files.append(file)
    for name, data in (
        ("程序.exe", b"MZ\x00\x01\x02"),
        ("空.txt", b""),
        ("坏.pdf", b"%PDF-1.7 cut off"),
        ("坏.docx", b"PK\x03\x04 cut"),
    ):
        (tmp_path / name).write_bytes(data)
        files.append(tmp_path / name)
    page.goto("/library")
    page.locator("input[type=file]").set_input_files(files[:1])
    expect(page.locator(".notice.error")).to_contain_text("令牌")
    page.get_by_label("写入令牌").fill("wrong")
    page.locator("input[type=file]").set_input_files(files[:1])
    expect(page.locator(".notice.error")).to_contain_text("令牌不对")
    page.get_by_label("写入令牌").fill(TOKEN)
    page.locator("input[type=file]").set_input_files(files)
    expect(page.locator(".upload-head")).to_contain_text("100 / 101", timeout=120_000)
    states = page.locator(".uploads li")
    assert states.filter(has_text="已读入").count() == 96
    for name in ("程序.exe", "空.txt", "坏.pdf", "坏.docx"):
        row = states.filter(has=page.locator(".file", has_text=name))
        expect(row).to_have_attribute("data-state", "refused")
        expect(row.locator(".why")).not_to_be_empty()
    expect(page.locator("h1 .count")).to_have_text("97")


def test_a_document_is_removed_and_its_address_says_what_it_was(page: Page, tmp_path: Path) -> None:
    file = tmp_path / "将移除.md"
    file.write_text(
        "---\ntitle: 将要移除的简报\n---\n# 将要移除的简报\n\n2022年，青澜高新技术产业开发区新增企业9家。\n", "utf-8"
    )
    page.goto("/library")
    page.get_by_label("写入令牌").fill(TOKEN)
    page.locator("input[type=file]").set_input_files([file])
    page.locator(".uploads a", has_text="将移除").click()
    expect(page.locator(".report-body")).to_contain_text("9家")
    address = page.url
    page.goto("/library?q=将要移除")
    page.get_by_role("button", name="移除《将要移除的简报》").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("将一并移除")
    dialog.get_by_role("button", name="确认移除").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_role("status").filter(has_text="已移除")).to_be_visible()
    page.goto(address)
    expect(page.get_by_role("alert")).to_contain_text("《将要移除的简报》")


def test_an_upload_that_is_cut_off_can_be_tried_again(page: Page, tmp_path: Path) -> None:
    file = tmp_path / "中断.md"
    file.write_text("# 中断的简报\n\n2021年，青澜高新技术产业开发区新增企业5家。\n", "utf-8")
    page.goto("/library")
    page.get_by_label("写入令牌").fill(TOKEN)
    page.route(
        "**/api/documents",
        lambda route: route.abort("connectionreset") if route.request.method == "POST" else route.continue_(),
    )
    page.locator("input[type=file]").set_input_files([file])
    row = page.locator(".uploads li").first
    expect(row).to_have_attribute("data-state", "failed")
    expect(row.locator(".why")).to_contain_text("中断")
    page.unroute("**/api/documents")
    row.get_by_role("button", name="重试").click()
    expect(row).to_have_attribute("data-state", "added", timeout=30_000)


def test_a_server_that_goes_is_waited_for(browser: Browser, store: Path) -> None:
    port = free_port()
    context = browser.new_context(viewport={"width": 1200, "height": 800})
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    with served(store, port=port) as address:
        page.goto(f"{address}read")
        expect(page.locator(".reports a").first).to_be_visible()
    page.get_by_label("查原文").fill("签约项目")
    page.get_by_role("button", name="查找", exact=True).last.click()
    expect(page.locator(".banner.gone")).to_be_visible()
    expect(page.get_by_role("alert")).to_contain_text("连不上服务")
    with served(store, port=port):
        expect(page.locator(".passage").first).to_be_visible(timeout=30_000)
        expect(page.locator(".banner.gone")).to_have_count(0)
    context.close()
    assert errors == []
