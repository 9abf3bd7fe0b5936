from pathlib import Path

import pytest

from ingest.readers import MAX_BYTES, read_data, read_file
from kg.errors import ReadError

MARKDOWN = """---
title: 云栖经开区上半年签约26个项目
publisher: 云栖日报
author: [周文博, 陈立]
date: 2024-07-15
place: 云栖市
source: https://news.example/1
year: 2024
---

# 云栖经开区上半年签约26个项目

## 主要做法

**第一段**正文，见[说明](https://a.example/x)。

- 第一项。

| 指标 | 数值 |
|---|---|
| 签约项目 | 26个 |
"""


def test_front_matter_is_taken_from_markdown() -> None:
    raw = read_data(MARKDOWN.encode(), "a.md")
    meta = raw.metadata
    assert meta.title == "云栖经开区上半年签约26个项目"
    assert (meta.publisher, meta.author, meta.place) == ("云栖日报", "周文博 陈立", "云栖市")
    assert (meta.date, meta.year, meta.source) == ("2024-07-15", 2024, "https://news.example/1")


def test_markdown_marks_are_taken_off_and_roles_kept() -> None:
    lines = [line for line in read_data(MARKDOWN.encode(), "a.md").lines if line.text]
    assert [(line.role, line.level, line.text) for line in lines] == [
        ("heading", 1, "云栖经开区上半年签约26个项目"),
        ("heading", 2, "主要做法"),
        ("text", 0, "第一段正文，见说明。"),
        ("text", 0, "第一项。"),
        ("table", 0, "指标\t数值"),
        ("table", 0, "签约项目\t26个"),
    ]


def test_headings_in_a_text_file_are_markdown_by_content() -> None:
    raw = read_data("## 云栖经开区\n\n# 项目建设提速\n\n正文。\n".encode(), "page.txt")
    assert [line.level for line in raw.lines if line.role == "heading"] == [2, 1]


def test_plain_text_keeps_its_lines() -> None:
    assert [line.text for line in read_data("第一行\n　　第二行\n".encode(), "a.txt").lines] == [
        "第一行",
        "　　第二行",
        "",
    ]


def test_broken_front_matter_is_named() -> None:
    with pytest.raises(ReadError, match="YAML"):
        read_data("---\ntitle: [未关\n---\n正文。".encode(), "a.md")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "0 字节"),
        (" \n\t　\n".encode(), "空白"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"PK\x03\x04....word/document.xml", "DOCX"),
        (b"PK\x03\x04....", "ZIP"),
        (b"\n<!DOCTYPE html><html></html>", "HTML"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        ('{"title": "年度总结",\n "value": 3}'.encode(), "JSON"),
        ('{"title": "年度总结"}\n{"title": "另一份"}\n'.encode(), "JSON"),
    ],
)
def test_what_is_no_text_is_refused_with_its_reason(data: bytes, reason: str) -> None:
    with pytest.raises(ReadError, match=reason) as caught:
        read_data(data, "upload.txt")
    assert str(caught.value).startswith("upload.txt: ")
    assert "\n" not in str(caught.value)


def test_a_text_that_opens_with_a_bracket_is_a_text() -> None:
    assert read_data("[1]\n统计口径说明。".encode(), "a.txt").lines[0].text == "[1]"


def test_paths_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="不存在"):
        read_file(tmp_path / "missing.txt")
    with pytest.raises(ReadError, match="文件夹"):
        read_file(tmp_path)


def test_a_file_beyond_the_limit_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    with pytest.raises(ReadError, match="过大"):
        read_file(path)
