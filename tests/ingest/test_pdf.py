from __future__ import annotations

import io
import re
from pathlib import Path

import pytest

from ingest.pages import ocr
from ingest.readers import RawText, read_data
from ingest.reading import read_bytes
from kg.errors import ReadError
from made_pdfs import HEIGHT, Press, broken, canvas_module

pytest.importorskip("pypdfium2")

TITLE = "云栖经济技术开发区上半年经济运行平稳"
PARAGRAPHS = (
    "云栖经济技术开发区上半年完成工业总产值219.35亿元，同比增长8.3%，规模以上工业企业达到126家，比去年同期多了14家，主要指标都排在全市前列。",
    "招商引资方面，开发区一至六月新签约项目26个，总投资83.5亿元，其中投资额超过10亿元的项目有3个，涉及新能源、新材料和高端装备制造三个行业。",
    "项目建设方面，青禾储能电站项目总投资12.6亿元，去年九月动工，目前主体厂房已经封顶，设备正在安装，预计今年年底试生产，投产后年产值可达20亿元。",
    "下一步，开发区将围绕主导产业补链强链，把服务送到企业门口，对每一个重点项目指定一名联系干部，按周调度、按月通报，让签约项目早开工、早投产、早见效。",
)
SECTION = "一、主要指标"


def lines_of(raw: RawText, role: str = "") -> list[str]:
    return [line.text for line in raw.lines if line.text and (not role or line.role == role)]


def report(columns: int, repeat: int = 1) -> bytes:
    """The report as a PDF: a headline across the page, a section heading, running heads and page numbers."""
    press = Press(columns)
    press.head, press.numbers = "云栖日报 2024年7月15日 星期一", True
    press.across(TITLE, 18)
    for i in range(repeat):
        for j, text in enumerate(PARAGRAPHS):
            if (i, j) == (0, 1):
                press.paragraph(SECTION, 0, 13, 6)
            press.paragraph(text)
    return press.bytes()


def squeeze(text: str) -> str:
    return "".join(text.split())


# -- reading order -------------------------------------------------------------------------------


@pytest.mark.parametrize("columns", [1, 2, 3])
def test_columns_are_read_one_after_the_other(columns: int) -> None:
    raw = read_data(report(columns, repeat=7), "report.pdf")
    assert lines_of(raw, "heading") == [TITLE, SECTION]
    assert lines_of(raw, "paragraph") == list(PARAGRAPHS) * 7


@pytest.mark.parametrize("columns", [1, 2, 3])
def test_a_pdf_gives_the_same_passages_as_its_text(columns: int) -> None:
    source = "\n\n".join([f"# {TITLE}", PARAGRAPHS[0], f"## {SECTION}", *PARAGRAPHS[1:], *PARAGRAPHS * 2])
    from_text = read_bytes(source.encode(), "report.md", "r")
    from_pdf = read_bytes(report(columns, repeat=3), "report.pdf", "r")
    assert from_pdf.text == from_text.text
    assert from_pdf.passages == from_text.passages
    assert from_pdf.date == "2024-07-15"


def test_every_line_knows_its_page() -> None:
    raw = read_data(report(1, repeat=7), "report.pdf")
    pages = [line.page for line in raw.lines if line.text]
    assert pages[0] == 1 and pages[-1] == 2 and pages == sorted(pages, key=lambda page: page or 0)


def test_columns_whose_lines_stand_on_different_heights() -> None:
    press = Press(2)
    press.paragraph(PARAGRAPHS[0])
    press.next_column()
    press.y += 7
    press.paragraph(PARAGRAPHS[1])
    assert lines_of(read_data(press.bytes(), "a.pdf")) == list(PARAGRAPHS[:2])


def test_a_headline_across_parts_the_columns_above_from_those_below() -> None:
    press = Press(2)
    first, second = PARAGRAPHS[:2], PARAGRAPHS[2:]
    for texts, headline in (
        (first, "上半年签约项目二十六个总投资八十三亿元"),
        (second, "青禾储能电站主体厂房封顶年底可望试生产"),
    ):
        press.across(headline, 20)
        top = press.y
        for column, text in enumerate(texts):
            press.column, press.y = column, top
            press.paragraph(text)
        press.column, press.y = 0, top + 130
    texts = lines_of(read_data(press.bytes(), "a.pdf"))
    assert texts == [
        "上半年签约项目二十六个总投资八十三亿元",
        *first,
        "青禾储能电站主体厂房封顶年底可望试生产",
        *second,
    ]


def test_headlines_of_a_newspaper_page_begin_articles_whatever_their_size() -> None:
    press = Press(2)
    headlines = ["云栖经开区签约二十六个项目", "龙湾高新区储能电站年底试生产"]
    top = press.y
    for headline, size, texts in zip(headlines, (24, 19), (PARAGRAPHS[:2], PARAGRAPHS[2:]), strict=True):
        press.y = top
        press.across(headline, size)
        start = press.y
        for column, text in enumerate(texts):
            press.column, press.y = column, start
            press.paragraph(text)
        press.column, top = 0, start + 140
    document = read_bytes(press.bytes(), "page.pdf", "page")
    assert [article.title for article in document.articles] == headlines


# -- what is no running text ---------------------------------------------------------------------


def test_running_heads_and_page_numbers_are_left_out() -> None:
    text = "".join(lines_of(read_data(report(2, repeat=9), "report.pdf")))
    assert "云栖日报" not in text and "—" not in text


def test_the_issue_in_a_running_head_tells_the_year() -> None:
    press = Press(2)
    press.head = "云栖园区观察 2022年第9期（总第87期）"
    press.across(TITLE, 18)
    for text in PARAGRAPHS * 4:
        press.paragraph(text.replace("2024年", "2021年"))
    assert read_data(press.bytes(), "report.pdf").metadata.year == 2022


def test_a_caption_does_not_cut_the_paragraph_that_it_interrupts() -> None:
    press = Press(2, size=10.5)
    for _ in range(2):
        for text in PARAGRAPHS:
            press.paragraph(text)
    at = 9
    for i, (x, line) in enumerate(broken(PARAGRAPHS[0], press.width, 10.5)):
        if i == 2:
            press.picture(60)
            press.y += 10
            press.put(press.x, press.y, "图1 建设中的青禾储能电站", at)
            press.y += 6
        press.y += 15.75
        press.put(press.x + x, press.y, line)
    raw = read_data(press.bytes(), "a.pdf")
    assert lines_of(raw, "caption") == ["图1 建设中的青禾储能电站"]
    assert lines_of(raw, "paragraph") == [*PARAGRAPHS, *PARAGRAPHS, PARAGRAPHS[0]]


def test_text_drawn_twice_is_read_once() -> None:
    press = Press(1)
    press.put(60, 100, PARAGRAPHS[0][:30])
    press.put(60.4, 100, PARAGRAPHS[0][:30])
    assert lines_of(read_data(press.bytes(), "a.pdf")) == [PARAGRAPHS[0][:30]]


# -- tables --------------------------------------------------------------------------------------

TABLE = [
    ["指标", "数值", "同比"],
    ["工业总产值", "219.35亿元", "8.3%"],
    ["税收收入", "12.6亿元", "-1.2%"],
    ["进出口总额", "7.9亿元", "15.0%"],
]


@pytest.mark.parametrize("columns", [1, 2])
@pytest.mark.parametrize("ruled", [True, False])
def test_tables_keep_their_rows(columns: int, ruled: bool) -> None:
    press = Press(columns)
    press.paragraph(PARAGRAPHS[0])
    press.y += 30
    press.put(press.x + 40, press.y, "表1 上半年主要指标", 9)
    press.table(TABLE, ruled=ruled)
    press.y += 10
    for text in PARAGRAPHS[1:] * 3:
        press.paragraph(text)
    raw = read_data(press.bytes(), "a.pdf")
    assert lines_of(raw, "table") == ["表1 上半年主要指标", *("\t".join(row) for row in TABLE)]
    assert lines_of(raw, "paragraph") == [PARAGRAPHS[0], *PARAGRAPHS[1:] * 3]


def test_a_cell_merged_over_rows_is_said_in_each() -> None:
    press = Press(1)
    for i, row in enumerate([["片区", "指标", "数值"], ["东片区", "企业", "12家"], ["", "产值", "3.5亿元"]]):
        for j, cell in enumerate(row):
            press.put(64 + 100 * j, 120 + 20 * i, cell)
    for i in range(4):
        left = 160 if i == 2 else 60
        press.canvas.line(left, HEIGHT - 106 - 20 * i, 360, HEIGHT - 106 - 20 * i)
    for j in range(4):
        press.canvas.line(60 + 100 * j, HEIGHT - 106, 60 + 100 * j, HEIGHT - 166)
    raw = read_data(press.bytes(), "a.pdf")
    assert lines_of(raw, "table") == ["片区\t指标\t数值", "东片区\t企业\t12家", "东片区\t产值\t3.5亿元"]


def test_a_frame_around_text_is_no_table() -> None:
    press = Press(1)
    press.canvas.rect(50, 300, 500, 500)
    for text in PARAGRAPHS:
        press.paragraph(text)
    raw = read_data(press.bytes(), "a.pdf")
    assert lines_of(raw, "paragraph") == list(PARAGRAPHS) and not lines_of(raw, "table")


# -- characters ----------------------------------------------------------------------------------


def test_glyph_variants_become_the_characters_that_people_type() -> None:
    press = Press(1)
    press.put(60, 100, "⽤⼾２０２４年，ﬁnance ＡＢ，⻓风⻚")
    assert lines_of(read_data(press.bytes(), "a.pdf")) == ["用户2024年，finance AB，长风页"]


def test_a_word_broken_at_a_hyphen_is_put_together() -> None:
    press = Press(1)
    press.paragraph(PARAGRAPHS[0])
    press.put(60, 200, "本年度引进一家从事自动驾驶软件与激光雷达的外资企业，该企业英文名称为 Blue River Tech-")
    press.put(60, 216, "nology，已经在开发区设立研发中心，计划三年内招聘工程师二百名，首批五十名已经到岗工作。")
    assert "Technology" in "".join(lines_of(read_data(press.bytes(), "a.pdf")))


# -- files that cannot be read -------------------------------------------------------------------


@pytest.fixture
def without_recognition(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "COMMAND", "no-such-command")


def blank(pages: int) -> bytes:
    data = io.BytesIO()
    canvas = canvas_module.Canvas(data, invariant=1)
    for _ in range(pages):
        canvas.rect(100, 100, 300, 300, fill=1)
        canvas.showPage()
    canvas.save()
    return data.getvalue()


def test_an_encrypted_file_is_named() -> None:
    press = Press(password="geheim")
    press.paragraph(PARAGRAPHS[0])
    with pytest.raises(ReadError, match=r"^a\.pdf: .*加密.*encrypted"):
        read_data(press.bytes(), "a.pdf")


def test_a_file_cut_off_is_named() -> None:
    whole = report(2, repeat=3)
    for size in (20, len(whole) // 2, len(whole) - 40):
        with pytest.raises(ReadError, match=r"不完整|损坏"):
            read_data(whole[:size], "a.pdf")


def test_a_damaged_file_is_named() -> None:
    with pytest.raises(ReadError, match="损坏"):
        read_data(b"%PDF-1.7\n" + b"garbage " * 100 + b"\nstartxref\n9\n%%EOF\n", "a.pdf")


def test_a_file_without_pages_is_named() -> None:
    data = re.sub(rb"/Count 1 /Kids \[[^]]*\]", b"/Count 0 /Kids [ ]", report(1))
    with pytest.raises(ReadError, match=r"没有页面|损坏"):
        read_data(data, "a.pdf")


@pytest.mark.usefixtures("without_recognition")
def test_a_scan_is_named_with_its_pages_and_what_to_install() -> None:
    with pytest.raises(ReadError, match=r"3 页.*没有文字层.*no text layer.*tesseract-ocr-chi-sim"):
        read_data(blank(3), "a.pdf")


def test_fonts_that_do_not_name_their_characters_are_told() -> None:
    press = Press(1)
    press.put(60, 100, "\ue001\ue002\ue003\ue004\ue005\ue006产值")
    with pytest.raises(ReadError, match="ToUnicode"):
        read_data(press.bytes(), "a.pdf")


def test_the_title_of_the_file_stands_in_where_no_line_is_a_headline() -> None:
    press = Press(1, title="云栖开发区半年总结")
    for text in PARAGRAPHS:
        press.paragraph(text)
    assert read_data(press.bytes(), "a.pdf").metadata.title == "云栖开发区半年总结"
    assert read_data(report(1), "a.pdf").metadata.title is None


# -- text recognition ----------------------------------------------------------------------------

CJK_FONT = next(iter(sorted(Path("/usr/share/fonts").rglob("NotoSansCJK-Regular.ttc"))), None)
recognition = pytest.mark.skipif(
    not ocr.is_installed() or CJK_FONT is None,
    reason="needs tesseract with chi_sim (Debian: tesseract-ocr, tesseract-ocr-chi-sim) and fonts-noto-cjk",
)


def picture(kind: str) -> bytes:
    """A scan: white, with two columns of one paragraph each."""
    pillow, fonts = pytest.importorskip("PIL.Image"), pytest.importorskip("PIL.ImageFont")
    draw = pytest.importorskip("PIL.ImageDraw")
    image = pillow.new("L", (1700, 600), 255)
    pen, font = draw.Draw(image), fonts.truetype(str(CJK_FONT), 40)
    for column, text in enumerate(PARAGRAPHS[:2]):
        text = "　　" + text
        for row in range(0, len(text), 18):
            pen.text((60 + 840 * column, 60 + row // 18 * 70), text[row : row + 18], font=font, fill=0)
    data = io.BytesIO()
    image.save(data, kind, dpi=(300, 300))
    return data.getvalue()


@recognition
@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_picture_is_read_by_recognition(kind: str) -> None:
    text = squeeze("".join(lines_of(read_data(picture(kind), f"scan.{kind}"))))
    assert text.index("219.35亿元") < text.index("126家") < text.index("83.5亿元") < text.index("新材料")


@recognition
def test_a_scanned_pdf_is_read_by_recognition() -> None:
    from reportlab.lib.utils import ImageReader

    data = io.BytesIO()
    canvas = canvas_module.Canvas(data, pagesize=(408, 144), invariant=1)
    canvas.drawImage(ImageReader(io.BytesIO(picture("PNG"))), 0, 0, 408, 144)
    canvas.showPage()
    canvas.save()
    text = squeeze("".join(lines_of(read_data(data.getvalue(), "scan.pdf"))))
    assert text.index("219.35亿元") < text.index("83.5亿元")


@pytest.mark.usefixtures("without_recognition")
@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1\0\0\0\1\0\x08\2\0\0\0", "tesseract-ocr-chi-sim"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\xff\xff\0\0\xff\xff\x08\2\0\0\0", "过大"),
        (b"\x89PNG\r\n\x1a\n", "损坏"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "损坏"),
    ],
)
def test_a_picture_that_cannot_be_read_is_refused_with_its_reason(data: bytes, reason: str) -> None:
    with pytest.raises(ReadError, match=reason):
        read_data(data, "scan.png")
