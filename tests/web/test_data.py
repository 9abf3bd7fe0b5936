"""数据 on the page: several indicators as table and chart, each value with its sentence, saved for other programs."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from api.workspace import Workspace
from serving import served, watched_page

pytestmark = pytest.mark.e2e

REPORTS = {
    "first": "2021年，青澜高新技术产业开发区完成固定资产投资80亿元。2022年，青澜高新技术产业开发区完成固定资产投资100亿元。",
    "second": "2022年，青澜高新技术产业开发区完成固定资产投资1000000万元，签约项目46个。",
    "third": "2023年，青澜高新技术产业开发区完成固定资产投资120亿元，签约项目52个。",
    "fourth": "2023年，青澜高新技术产业开发区完成固定资产投资118.5亿元。",
}


@pytest.fixture(scope="module")
def figures(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server on four reports, two of which differ on a year."""
    folder = tmp_path_factory.mktemp("figures")
    for name, text in REPORTS.items():
        front = f"---\ntitle: 青澜高新区简报（{name}）\nplace: 青澜高新技术产业开发区\n---\n"
        (folder / f"{name}.md").write_text(f"{front}# 青澜高新区简报（{name}）\n\n{text}\n", encoding="utf-8")
    with Workspace.open(folder / "store", write=True, create=True) as workspace:
        assert not workspace.ingest([folder / f"{name}.md" for name in REPORTS], jobs=1).refused
    with served(folder / "store") as address:
        yield address


@pytest.fixture
def page(browser: Browser, figures: str) -> Iterator[Page]:
    """A page of that server."""
    with watched_page(browser, figures, 1440, 900) as page:
        yield page


def test_values_that_differ_stand_beside_each_other_and_open_their_sentences(page: Page) -> None:
    page.goto("/data?indicator=固定资产投资")
    cell = page.locator("table.pivot td", has_text="118.5亿元")
    expect(cell).to_contain_text("120亿元")
    expect(cell.locator(".badge.warn")).to_have_text("说法不一")
    same = page.locator("table.pivot td", has_text="1000000万元")
    expect(same.locator(".badge.warn")).to_have_count(0)  # the same amount in another unit
    page.get_by_label("推算同比").check()
    expect(same.locator(".reckoned")).to_contain_text("+25%")
    expect(cell.locator(".reckoned")).to_have_count(0)  # nothing is reckoned from what is disputed
    expect(page.locator(".plot .dot.computed")).to_have_count(1)
    cell.locator("a", has_text="118.5亿元").click()
    expect(page.locator("mark.target", has_text="118.5").first).to_be_visible()


@pytest.mark.parametrize("width", [360, 1440])
def test_indicators_and_years_are_chosen_and_drawn(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto("/data?indicator=固定资产投资")
    expect(page.locator(".plot polyline")).to_have_count(1)
    page.get_by_label("指标", exact=True).fill("签约项目数")
    expect(page.locator(".picker .chip")).to_have_count(2)
    expect(page).to_have_url(re.compile("indicator=.*&indicator="))
    expect(page.locator(".plot")).to_have_count(2)  # a picture for each unit
    page.get_by_role("button", name="散点").click()
    expect(page.locator(".plot .dot")).to_have_count(2)
    page.get_by_label("自").fill("2023")
    page.get_by_label("自").blur()
    expect(page.locator(".plot .dot")).to_have_count(1)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.get_by_role("button", name="去掉签约项目数").click()
    expect(page.locator(".picker .chip")).to_have_count(1)


def test_figures_are_saved_as_csv_and_excel(page: Page, tmp_path: Path) -> None:
    page.goto("/data?indicator=固定资产投资&growth=1")
    with page.expect_download() as saved:
        page.get_by_role("button", name="下载 CSV").click()
    text = saved.value.path().read_text(encoding="utf-8-sig")
    assert "2023,118.5,亿元,实际" in text and "2022,25,%,推算" in text
    with page.expect_download() as saved:
        page.get_by_role("button", name="下载 Excel").click()
    assert saved.value.suggested_filename == "固定资产投资.xlsx"
    with zipfile.ZipFile(saved.value.path()) as sheet:
        assert "<v>118.5</v>" in sheet.read("xl/worksheets/sheet1.xml").decode()
