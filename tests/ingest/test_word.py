"""Word documents, made part by part: what is read of them and what is refused."""

from __future__ import annotations

import pytest

from ingest.readers import read_data
from ingest.reading import read_bytes
from kg.errors import ReadError
from kg.model import Document
from made_files import MC, V, W, core, docx, para, run, word_table, zipped
from made_pages import PARAGRAPH, SECOND, passages_of

TITLE = "云栖经济技术开发区“标准地”改革案例"


def read(*body: str, parts: dict[str, str | bytes] | None = None) -> Document:
    return read_bytes(docx(*body, parts=parts), "a.docx", "a")


def test_title_subtitle_and_headings_by_style() -> None:
    document = read(
        para("从等项目到抢项目", "a3"), para("——云栖经济技术开发区招商观察"),
        para("改革背景", "1"), para(PARAGRAPH), para("主要做法", "mine"), para(SECOND),
    )  # fmt: skip
    assert document.articles[0].title == "从等项目到抢项目——云栖经济技术开发区招商观察"
    assert len(document.articles) == 1
    assert [p.heading for p in document.passages if p.kind == "body"] == ["改革背景", "主要做法"]


def test_a_title_without_a_style_is_known_by_its_place_and_look() -> None:
    document = read(
        para("关于云栖经济技术开发区改革", centred=True, bold=True, size=44), para("有关情况的报告", centred=True, bold=True, size=44),
        para("（2024年3月18日）", centred=True), para("云栖市商务局", centred=True), para(PARAGRAPH), para("一、基本情况"), para(SECOND),
    )  # fmt: skip
    (article,) = document.articles
    assert article.title == "关于云栖经济技术开发区改革 有关情况的报告"
    assert (article.date, article.year) == ("2024-03-18", 2024)
    assert [p.heading for p in document.passages if p.kind == "body"] == [None, "一、基本情况"]
    assert "云栖市商务局" not in "".join(passages_of(document))


def test_several_titles_are_several_articles() -> None:
    document = read(
        para("云栖经开区：链长招商", "a3"), para(PARAGRAPH), para("龙湾高新区：一窗受理", "a3"), para("龙湾高新区设综合窗口12个，平均办理时间由5天缩短到1.5天。"),
    )  # fmt: skip
    assert [article.title for article in document.articles] == ["云栖经开区：链长招商", "龙湾高新区：一窗受理"]


def test_tables_with_merged_cells_and_the_line_above_as_caption() -> None:
    merged = '<w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr>' + para("2023年") + "</w:tc>"
    goes_on = "<w:tc><w:tcPr><w:vMerge/></w:tcPr>" + para() + "</w:tc>"
    wide = '<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>' + para("合计") + "</w:tc>"
    rows = [["年份", "指标", "数值"], [merged, "宗数", "18宗"], [goes_on, "面积", "1260亩"], [wide, "1278"]]
    document = read(para(TITLE, "a3"), para(PARAGRAPH), para("表1 出让情况"), word_table(rows), para(), para(SECOND))
    assert "表1出让情况\n年份\t指标\t数值\n2023年\t宗数\t18宗\n2023年\t面积\t1260亩\n合计\t\t1278\n" in document.text
    assert [p.kind for p in document.passages] == ["title", "body", "body", "body"]


def test_a_frame_around_text_is_no_table() -> None:
    document = read(para(TITLE, "a3"), word_table([["专栏：园区兑现奖补资金3200万元。"]]), para(PARAGRAPH))
    assert "专栏：园区兑现奖补资金3200万元。" in document.text and "\t" not in document.text


def test_footnotes_and_text_boxes_follow_their_paragraph() -> None:
    box = f"<w:txbxContent>{para('园区获评省级绿色园区。')}</w:txbxContent>"
    drawn = (
        f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing>{box}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    note = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    notes = (
        f'<w:footnotes {W}><w:footnote w:type="separator" w:id="0">{para("分隔线")}</w:footnote>'
        f'<w:footnote w:id="2">{para("数据来自云栖市统计局。")}</w:footnote></w:footnotes>'
    )
    document = read(
        para(TITLE, "a3"), para(PARAGRAPH, more=note + drawn), para(SECOND), parts={"word/footnotes.xml": notes}
    )
    assert document.text == f"{TITLE}\n{PARAGRAPH}\n园区获评省级绿色园区。\n数据来自云栖市统计局。\n{SECOND}\n"


def test_what_is_not_seen_on_the_page_is_left_out() -> None:
    gone = (
        f"<w:del>{run('删去的字')}</w:del><w:r><w:instrText>PAGEREF 1</w:instrText></w:r>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏字</w:t></w:r>"
    )
    header = f"<w:hdr {W}>{para('页眉文字')}</w:hdr>"
    contents = (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
        f"<w:sdtContent>{para('目录一行')}</w:sdtContent></w:sdt>"
    )
    document = read(
        para(TITLE, "a3"), contents, para("一、背景	1", "toc1"), para(PARAGRAPH, more=gone), f"<w:sdt><w:sdtContent>{para(SECOND)}</w:sdtContent></w:sdt>",
        parts={"word/header1.xml": header},
    )  # fmt: skip
    assert document.text == f"{TITLE}\n{PARAGRAPH}\n{SECOND}\n"


def test_inserted_and_split_runs_are_one_sentence() -> None:
    more = f"<w:ins>{run('总投资83.')}</w:ins><w:proofErr/>{run('5亿元', bold=True)}{run('。')}"
    assert "签约项目26个，总投资83.5亿元。" in read(para(TITLE, "a3"), para("签约项目26个，", more=more)).text


def test_core_properties_are_the_last_resort() -> None:
    body = para("园区今年签约项目26个，开工率达到88%，企业满意度继续提高。")
    own = read(body, parts=core(TITLE, "陈立", "2022-05-06T08:00:00Z"))
    assert (own.title, own.articles[0].author, own.articles[0].year) == (TITLE, "陈立", 2022)
    program = read(body, parts=core("", "python-docx", "2013-12-23T23:15:00Z"))
    assert (program.title, program.articles[0].author, program.articles[0].year) == (None, None, None)
    told = read(para("截至2023年5月底，园区签约项目26个。"), parts=core("", "Administrator", "2020-01-01T00:00:00Z"))
    assert (told.articles[0].author, told.articles[0].year) == (None, 2023)


LAUGHS = (
    f'<!DOCTYPE l [<!ENTITY a "哈哈哈哈"><!ENTITY b "{"&a;" * 50}"><!ENTITY c "{"&b;" * 50}"><!ENTITY d "{"&c;" * 50}">]>'
    f"<w:document {W} {MC} {V}><w:body><w:p><w:r><w:t>{'&d;' * 50}</w:t></w:r></w:p></w:body></w:document>"
)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"no zip at all", "不是 zip"),
        (docx(para(PARAGRAPH))[:400], "损坏"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512) + "EncryptedPackage".encode("utf-16-le"), "加密"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), "DOC/XLS"),
        (zipped({"word/document.xml": "<w:p>"}), "XML"),
        (zipped({"word/document.xml": "<a/>"}), "没有正文"),
        (zipped({"other.xml": "<a/>"}), "不是 DOCX"),
        (zipped({"word/document.xml": "<a>" + " " * (64 << 20) + "</a>"}), "压缩炸弹"),
        (zipped({"word/document.xml": LAUGHS}), "XML|没有文字"),
        (zipped({"[Content_Types].xml": "", "xl/workbook.xml": ""}), "XLSX"),
        (docx(), "没有文字"),
        (docx(para(), para("　")), "没有文字"),
    ],
    ids=["text", "cut", "encrypted", "old", "xml", "body", "other", "bomb", "laughs", "xlsx", "empty", "space"],
)
def test_documents_that_are_refused(data: bytes, reason: str) -> None:
    with pytest.raises(ReadError, match=reason) as caught:
        read_data(data, "upload.docx")
    assert str(caught.value).startswith("upload.docx: ")
