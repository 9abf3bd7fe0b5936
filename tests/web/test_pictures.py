"""图谱 and 产业链: pictures that are walked by mouse and keys, lead to sentences, have addresses and become files."""

from __future__ import annotations

import math
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Download, Page, expect

pytestmark = pytest.mark.e2e

ZONE = "/graph/Zone/晋中开发区"
SVG = "{http://www.w3.org/2000/svg}"


def _laid(page: Page, address: str) -> None:
    page.goto(address)
    expect(page.locator(".canvas[data-laid=yes]")).to_be_visible()


def _saved(page: Page, button: str) -> Download:
    with page.expect_download() as saved:
        page.get_by_role("button", name=button, exact=True).click()
    return saved.value


@pytest.mark.parametrize("width", [360, 1440])
def test_a_graph_is_walked_by_keys_and_leads_to_the_sentence(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    _laid(page, ZONE)
    expect(page.locator(".pictures-head .muted")).to_have_text(re.compile(r"^80 个实体"))
    canvas = page.locator(".canvas")
    canvas.focus()
    page.keyboard.press("ArrowRight")
    expect(page).to_have_url(re.compile("select=Zone"))
    expect(page.locator(".side h2")).to_contain_text("晋中开发区")
    page.keyboard.press("ArrowRight")
    expect(page.locator(".side h2")).not_to_contain_text("晋中开发区")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("open="))
    page.locator(".side .member").first.click()
    expect(page).to_have_url(re.compile("with="))
    page.reload()
    page.locator(".side a.passage", has=page.locator("mark.fact")).first.click()
    expect(page.locator(".report-body mark.target").first).to_be_in_viewport()


def test_a_node_and_an_edge_are_clicked_in_the_picture(page: Page) -> None:
    _laid(page, "/graph/Company/太重榆液")
    drawing = ElementTree.parse(_saved(page, "SVG").path()).getroot()  # stands as the picture on the screen does
    nodes = {one.findtext(f"{SVG}title"): one.attrib for one in drawing.iter(f"{SVG}circle") if len(one)}
    places = [(float(one["cx"]), float(one["cy"])) for one in nodes.values()]
    middles = [
        (
            (float(one.attrib["x1"]) + float(one.attrib["x2"])) / 2,
            (float(one.attrib["y1"]) + float(one.attrib["y2"])) / 2,
        )
        for one in drawing.iter(f"{SVG}line")
    ]
    middle = max(middles, key=lambda at: min(math.dist(at, place) for place in places))
    box = page.locator(".canvas").bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + middle[0], box["y"] + middle[1])
    expect(page).to_have_url(re.compile("with="))
    expect(page.locator(".side mark.fact").first).to_be_visible()
    page.locator(".side .close").click()
    expect(page.locator(".side")).to_have_count(0)
    node = nodes["太重榆液"]
    page.wait_for_timeout(400)  # two clicks at once would be a double click
    page.mouse.click(box["x"] + float(node["cx"]), box["y"] + float(node["cy"]))
    expect(page.locator(".side h2")).to_contain_text("太重榆液")


def test_filters_choose_what_is_drawn_and_search_marks_it(page: Page) -> None:
    _laid(page, ZONE)
    page.locator("summary", has_text="类型").click()
    page.locator(".menu[open] label", has_text="政策").click()
    expect(page).to_have_url(re.compile("types=Policy"))
    expect(page.locator(".graph-legend")).not_to_contain_text("企业")
    page.get_by_role("button", name="清除筛选").click()
    expect(page.locator(".graph-legend")).to_contain_text("企业")
    page.get_by_role("combobox", name="报告", exact=True).select_option("jinzhong-2020-scoreboard")
    expect(page).to_have_url(re.compile("doc=jinzhong-2020-scoreboard"))
    page.get_by_label("在图中找").fill("光伏")
    expect(page.locator(".found .member").first).to_contain_text("光伏")
    page.get_by_label("在图中找").press("Enter")
    expect(page.locator(".side h2")).to_contain_text("光伏")


def test_a_graph_becomes_files_with_its_sources(page: Page) -> None:
    _laid(page, "/graph?doc=taigu-2024-project-progress")
    drawing = ElementTree.parse(_saved(page, "SVG").path()).getroot()
    nodes = drawing.findall(f".//{SVG}circle/{SVG}title")
    words = " ".join(text for one in drawing.iter(f"{SVG}text") if (text := one.text))
    places = [one.attrib for one in drawing.iter("{http://purl.org/dc/elements/1.1/}source")]
    assert nodes and "太谷" in words and places
    assert all("/doc/taigu-2024-project-progress?start=" in "".join(one.values()) for one in places)
    assert "var(" not in ElementTree.tostring(drawing, encoding="unicode")
    network = ElementTree.parse(_saved(page, "GraphML").path()).getroot()
    assert len(network.findall(".//{*}node")) == len(nodes)
    picture = Path(_saved(page, "PNG").path()).read_bytes()
    assert picture.startswith(b"\x89PNG") and len(picture) > 20_000


def test_a_graph_is_printed_light_with_its_nodes_and_names(page: Page) -> None:
    page.emulate_media(color_scheme="dark")
    _laid(page, ZONE)
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(page.locator(".printed circle").first).to_be_visible()
    assert page.locator(".printed text", has_text="晋中开发区").count() >= 1
    for gone in (".canvas canvas", "header .head", ".pictures-bar select", ".zoom"):
        assert page.locator(gone).locator("visible=true").count() == 0, gone
    ink = "getComputedStyle(document.documentElement).getPropertyValue('--ink')"
    assert page.evaluate(ink).strip() == "#1a1e22"  # paper is light
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(page.locator(".printed circle")).to_have_count(0)


def test_the_graph_is_also_a_table(page: Page) -> None:
    _laid(page, "/graph/Company/太重榆液")
    page.get_by_text("列成表").click()
    row = page.locator(".as-table tbody tr", has_text="位于").first
    row.get_by_role("button").click()
    expect(page.locator(".side mark.fact").first).to_be_visible()


@pytest.mark.parametrize("width", [360, 1440])
def test_a_chain_shows_who_stands_where_and_why(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto("/chain/photovoltaic")
    picture = page.locator(".drawing svg")
    expect(picture.get_by_text("缺链", exact=True).first).to_be_visible()
    expect(picture.get_by_text("上游", exact=True)).to_be_visible()
    member = picture.get_by_role("button", name=re.compile("^创曦新材光伏边框智能制造项目"))
    member.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("member="))
    expect(page.locator(".side")).to_contain_text("20亿元")
    passage = page.locator(".side a.passage").first
    expect(passage.locator("mark.fact")).to_be_visible()
    passage.click()
    expect(page.locator(".report-body mark.target").first).to_be_in_viewport()


def test_two_zones_are_compared_on_one_chain(page: Page) -> None:
    page.goto("/chain/photovoltaic")
    page.get_by_role("combobox", name="开发区").select_option("Zone/忻州经济技术开发区")
    page.get_by_role("combobox", name="对比").select_option("Zone/晋中开发区")
    expect(page).to_have_url(re.compile("against="))
    page.locator(".drawing").get_by_role("button", name=re.compile(r"^单晶硅棒 \d")).click(position={"x": 20, "y": 12})
    expect(page.locator(".side")).to_contain_text("仅忻州经济技术开发区")
    svg = Path(_saved(page, "SVG").path()).read_text(encoding="utf-8")
    assert "忻州经济技术开发区 · 晋中开发区" in svg and "var(" not in svg and "<dc:source " in svg
    chain = ElementTree.parse(_saved(page, "GraphML").path()).getroot()
    told = {one.text for one in chain.findall(".//{*}data[@key='node-from']")}
    assert told == {"skeleton", "reports"}


def test_the_card_the_answer_and_the_report_lead_to_the_graph(page: Page) -> None:
    page.goto("/id/Zone/晋中开发区")
    page.get_by_role("link", name="看产业链").click()
    expect(page.locator(".chain-list .badge").first).to_have_text("主链")
    page.goto("/ask?q=晋中开发区2020年固定资产投资是多少？")
    page.get_by_role("link", name="看图谱").click()
    expect(page.locator(".pictures-head h1")).to_have_text("晋中开发区")
    page.goto("/doc/jinzhong-2020-scoreboard")
    page.get_by_role("link", name="看图谱").click()
    expect(page.locator(".pictures-head h1")).to_contain_text("晋中开发区2020年")
    page.goto("/graph/Zone/没有的开发区")
    expect(page.get_by_role("alert")).to_contain_text("没有的开发区")
