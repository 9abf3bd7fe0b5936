from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.reading import read_bytes, read_document
from kg.errors import ReadError
from made_pages import PARAGRAPH, SECOND, passages_of, read, set_in_column


def test_a_document_is_read_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / "park.txt"
    path.write_text("\n".join(set_in_column(PARAGRAPH, 18)), encoding="gb18030")
    document = read_document(path, "park")
    assert (document.id, document.path) == ("park", str(path))
    assert document.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert document.text == PARAGRAPH + "\n"
    assert document.articles[0].id == "park-1"


def test_an_upload_reads_like_a_file(tmp_path: Path) -> None:
    data = f"{PARAGRAPH}\n".encode("utf-16")
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    assert read_bytes(data, str(path), "a") == read_document(path, "a")


def test_reading_is_deterministic() -> None:
    text = "\n".join([PARAGRAPH, "供稿：云栖市商务局", SECOND])
    assert read(text) == read(text)


def test_spans_index_the_stored_text() -> None:
    document = read("\n".join(["【工作措施】", PARAGRAPH, "云栖产业园效果图", SECOND, "供稿：云栖市商务局"]))
    (article,) = document.articles
    assert document.text[article.start : article.end].endswith("供稿：云栖市商务局")
    for passage in document.passages:
        assert article.start <= passage.start < passage.end <= article.end
        assert passage.article == article.id
    assert passages_of(document, "caption") == ["云栖产业园效果图"]
    assert [p.heading for p in document.passages if p.kind == "body"] == ["【工作措施】", "【工作措施】"]


def test_a_title_is_a_passage_of_its_own() -> None:
    document = read("\n\n".join(["让企业少跑腿", "——云栖经济技术开发区改革观察", "陈立", PARAGRAPH, SECOND]))
    assert passages_of(document, "title") == ["让企业少跑腿\n——云栖经济技术开发区改革观察\n陈立"]
    assert "".join(passages_of(document)).replace("\n", "") == PARAGRAPH + SECOND


def test_a_text_without_any_sentence_is_kept_and_found() -> None:
    document = read("签约项目：26个\n总投资：83.5亿元\n开工率：88%\n")
    assert passages_of(document) == ["签约项目：26个\n总投资：83.5亿元\n开工率：88%"]


@pytest.mark.parametrize("data", [b"", b" \n\t\n", b"\x00\x01\x02", b"%PDF-1.4", "\u200b\ufeff\n".encode()])
def test_what_is_no_report_is_refused_by_name(data: bytes) -> None:
    with pytest.raises(ReadError, match=r"^upload\.txt: "):
        read_bytes(data, "upload.txt", "upload")


LINES = st.sampled_from(
    [
        PARAGRAPH,
        SECOND,
        *set_in_column(PARAGRAPH, 14),
        *set_in_column(SECOND, 9),
        "",
        "# 云栖经开区答卷",
        "## 云栖经济技术开发区",
        "【工作措施】",
        "周文博",
        "供稿：云栖市商务局",
        "龙湾日报讯 8月28日，龙湾高新区举行发布会",
        "5月6日，清河高新区召开座谈会",
        "云栖储能电站项目效果图",
        "——云栖经济技术开发区改革观察",
        "2024年3月22日 星期五 第3版",
        "（下转 D4 版）",
        "| 指标 | 数值 |",
        "签约项目：26个",
        "稳中求进 提质增效",
    ]
)


@given(st.lists(LINES, min_size=1, max_size=25))
@settings(max_examples=200, deadline=None)
def test_any_page_keeps_all_its_characters_and_its_spans_in_order(lines: list[str]) -> None:
    source = "\n".join(lines)
    if not source.strip():
        return
    document = read(source)
    marks = re.compile(r"(?m)^#+ |[|]")
    assert sorted(squeeze(marks.sub("", document.text))) == sorted(squeeze(marks.sub("", source)))
    ends = [0]
    for article in document.articles:
        assert ends[-1] <= article.start < article.end <= len(document.text)
        ends.append(article.end)
    starts = {article.id: (article.start, article.end) for article in document.articles}
    before = 0
    for passage in document.passages:
        first, last = starts[passage.article]
        assert max(before, first) <= passage.start < passage.end <= last
        assert passage.end - passage.start <= 500
        before = passage.end


def squeeze(text: str) -> str:
    return "".join(text.split())
