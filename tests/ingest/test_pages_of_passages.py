"""The page of a passage, from the PDF to the graph, the export and the citation; pages that were not read are named."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

pytest.importorskip("reportlab.pdfgen.canvas", reason="needs reportlab to make PDF files")

import ingest.pages.ocr as ocr
from ingest.reading import read_bytes
from kg.model import Document
from made_pages import PARAGRAPH
from made_pdfs import WIDTH, Press

TITLE = "云栖经济技术开发区上半年工作"
FIRST = "云栖经济技术开发区上半年完成固定资产投资37.5亿元，同比增长12.4%。"
LAST = "下半年，云栖经济技术开发区计划新建标准厂房21万平方米。"


def page_of(document: Document, words: str) -> int | None:
    return document.page_at(document.text.index(words))


def three_pages() -> Press:
    """Two pages of text around one that is a picture."""
    press = Press(1)
    press.across(TITLE, 22)
    press.paragraph(FIRST)
    press.next_page()
    press.left, press.right, press.y = 20, WIDTH - 20, 20
    press.picture(800)
    press.left, press.right = 60, 535
    press.next_page()
    press.paragraph(LAST)
    return press


def test_a_paragraph_over_two_pages_turns_the_page_where_the_page_turns() -> None:
    press = Press(1)
    press.paragraph(FIRST)
    press.y = press.foot - 3 * 16
    words = "".join(f"第{n}家企业去年完成产值{n}亿元，" for n in range(1, 12)) + "合计增长8%。"
    press.paragraph(words)
    document = read_bytes(press.bytes(), "a.pdf", "a")
    places = [document.page_at(document.text.index(f"第{n}家")) for n in range(1, 12)]
    assert places[0] == 1 and places[-1] == 2 and places == sorted(places, key=lambda page: page or 0)
    turn = document.pages[-1].start
    assert [page.page for page in document.pages] == [1, 2]
    assert document.text[turn - 1] != "\n" and words[:8] in document.text[:turn]
    assert page_of(document, "合计增长") == 2


def test_formats_without_pages_have_none() -> None:
    document = read_bytes(PARAGRAPH.encode(), "a.txt", "a")
    assert document.pages == () and document.page_at(0) is None and document.warning is None


def test_pages_that_are_pictures_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "COMMAND", "no-such-command")
    document = read_bytes(three_pages().bytes(), "a.pdf", "a")
    assert page_of(document, "37.5亿元") == 1 and page_of(document, "21万平方米") == 3
    assert document.warning is not None
    assert document.warning.startswith("第 2 页是图像") and "pages 2 are pictures" in document.warning
    assert "tesseract-ocr-chi-sim" in document.warning


def test_the_page_comes_with_facts_passages_and_warnings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from api.workspace import Workspace

    monkeypatch.setenv("ZONEGRAPH_ENCODER", "lsa")
    monkeypatch.setattr(ocr, "COMMAND", "no-such-command")
    (tmp_path / "half.pdf").write_bytes(three_pages().bytes())
    with Workspace.open(tmp_path / "store", write=True, create=True) as workspace:
        (outcome,) = workspace.ingest([tmp_path / "half.pdf"], jobs=1).outcomes
        assert outcome.status == "added" and "第 2 页" in (outcome.note or "")
        stream = io.BytesIO()
        workspace.export("jsonl", stream)
        lines = [json.loads(line) for line in stream.getvalue().splitlines()]
        told = {line["quote"]: line["page"] for line in lines if line["kind"] == "observation"}
        assert {page for quote, page in told.items() if "37.5" in quote} == {1}
        assert {page for quote, page in told.items() if "21万" in quote} == {3}
        assert {line["page"] for line in lines if line["kind"] == "passage"} == {1}
        query = "SELECT ?page { ?o a zg:Observation ; zg:value 37.5 ; zg:page ?page }"
        assert [row["page"].value for row in workspace.graph.query(query)] == ["1"]
        answer = workspace.ask("云栖经开区上半年完成固定资产投资多少？")
        assert [fact.page for fact in answer.facts] == [1]
        assert answer.passages[0].page == 1
