"""政策 on the page: what each policy is, who carries it out, since when and with what result, each with its sentence."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.e2e


@pytest.mark.parametrize("width", [360, 1440])
def test_policies_are_listed_filtered_and_opened(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto("/policies")
    rows = page.locator("table.data tbody tr")
    expect(rows.first).to_be_visible()
    page.get_by_label("推行者").select_option("太谷经济技术开发区")
    expect(page).to_have_url(re.compile("who="))
    page.get_by_label("按名称、释义筛选").fill("没有这样的举措")
    expect(page.get_by_text("没有符合条件的举措")).to_be_visible()
    page.goto("/policies?q=三个一批")
    expect(rows.first).to_contain_text("定期集中安排")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    rows.first.get_by_role("link").click()
    expect(page.locator(".definition .badge")).to_have_text("词表")


def test_a_policy_tells_who_since_when_and_with_what_result(page: Page) -> None:
    page.goto("/id/Policy/三个一批")
    page.get_by_role("link", name="这项举措").click()
    expect(page).to_have_url(re.compile("/policies"))
    expect(page.locator("main")).to_contain_text("2020年")
    expect(page.locator(".parties dt", has_text="晋中开发区")).to_be_visible()
    expect(page.locator(".results-of li", has_text="签约项目").first).to_be_visible()
    place = page.locator(".parties dd a.quote").first
    words = place.inner_text()
    place.click()
    expect(page.locator("mark.target").first).to_be_in_viewport()
    assert words[:8] in page.locator(".report-body").inner_text().replace("\n", "")


def test_a_policy_that_nobody_names_is_said_so(page: Page) -> None:
    page.goto("/policies?policy=无此举措")
    expect(page.get_by_role("alert")).to_contain_text("无此举措")
    page.get_by_role("alert").get_by_role("link").click()
    expect(page).to_have_url(re.compile("/read"))
