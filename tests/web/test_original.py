"""文 on the page beside its PDF: a citation opens the original at the page on which it stands."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from api.workspace import Workspace
from serving import served, watch

pytestmark = pytest.mark.e2e
canvas_module = pytest.importorskip("reportlab.pdfgen.canvas", reason="needs reportlab to make a PDF file")

PAGES = (
    ("青澜高新技术产业开发区年报", "2022年，青澜高新技术产业开发区签约项目46个。", "园区道路已经全部通车。"),
    ("青澜高新技术产业开发区在产业上下功夫。", "2023年，青澜高新技术产业开发区完成工业投资12.5亿元。"),
)


def _pdf() -> bytes:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    data = io.BytesIO()
    canvas = canvas_module.Canvas(data, invariant=1)
    for lines in PAGES:
        canvas.setFont("STSong-Light", 12)
        for number, line in enumerate(lines):
            canvas.drawString(72, 760 - 40 * number, line)
        canvas.showPage()
    canvas.save()
    return data.getvalue()


@pytest.fixture(scope="module")
def pdf_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server on one PDF of two pages."""
    folder = tmp_path_factory.mktemp("pdf")
    (folder / "qinglan.pdf").write_bytes(_pdf())
    with Workspace.open(folder / "store", write=True, create=True) as workspace:
        assert not workspace.ingest([folder / "qinglan.pdf"], jobs=1).refused
    with served(folder / "store") as address:
        yield address


@pytest.mark.parametrize("width", [360, 1440])
def test_a_citation_opens_the_pdf_at_its_page(browser: Browser, pdf_server: str, width: int) -> None:
    context = browser.new_context(base_url=pdf_server, viewport={"width": width, "height": 800})
    page: Page = context.new_page()
    faults: list[str] = []
    watch(page, pdf_server, faults)
    page.goto("/ask?q=青澜高新技术产业开发区2023年工业投资是多少？")
    page.locator(".passage").first.click()
    page.get_by_role("button", name="看原件第 2 页").first.click()
    expect(page.locator(".original iframe")).to_have_attribute("src", re.compile(r"/original#page=2$"))
    expect(page).to_have_url(re.compile("original=1&page=2"))
    page.locator(".report-body .stated", has_text="46").first.click()
    expect(page.locator(".original iframe")).to_have_attribute("src", re.compile(r"/original#page=1$"))
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()
    # the viewer of PDF is an extension that comes with the browser
    assert [one for one in faults if not re.match(r"foreign: (chrome-extension|chrome|blob|data):", one)] == []
