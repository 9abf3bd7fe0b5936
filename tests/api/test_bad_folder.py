"""A folder of files that cannot be read beside some that can: each is named with its reason, the others are read."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

import pytest

from api.commands.ingest import run
from api.workspace import Workspace

GOOD = "云岭开发区2024年签约项目12个，总投资30亿元。\n"
REASONS = {
    "huge.txt": "文件过大（300 MiB",
    "cut.pdf": "PDF 文件不完整",
    "nozip.docx": "不是 zip 包",
    "empty.txt": "0 字节",
    "white.txt": "只有空白",
    "deep.html": "标签嵌套超过",
    "pictures.html": "没有文字",
    "bomb.zip": "疑为压缩炸弹",
    "way-out.zip": "路径越界",
    "noise.bin": "不是文本文件",
    "pipe": "命名管道",
    "loop": "符号链接成环",
    "nowhere.txt": "符号链接指向的文件不存在",
}


def fill(folder: Path) -> None:
    (folder / "good.txt").write_text(GOOD)
    (folder / "line\nend.txt").write_text(GOOD + "甲。\n")
    with open(os.fsencode(folder) + b"/\xd4\xc6\xc1\xeb.txt", "wb") as stream:  # 云岭 in GBK
        stream.write((GOOD + "乙。\n").encode())
    with open(folder / "huge.txt", "wb") as stream:
        stream.truncate(300 << 20)
    (folder / "cut.pdf").write_bytes(b"%PDF-1.4\n1 0 obj <<>> endobj\n")
    (folder / "nozip.docx").write_bytes(b"this is no zip")
    (folder / "empty.txt").touch()
    (folder / "white.txt").write_text(" \n　\n\t")
    (folder / "deep.html").write_text("<html><body>" + "<div>" * 50_000 + GOOD + "</div>" * 50_000)
    (folder / "pictures.html").write_text('<html><body><img src="a.png"><img src="b.png"></body></html>')
    (folder / "noise.bin").write_bytes(bytes(range(256)) * 8)
    with zipfile.ZipFile(folder / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", b"0" * (40 << 20))
    with zipfile.ZipFile(folder / "way-out.zip", "w") as archive:
        archive.writestr("../../evil.txt", GOOD)
    with zipfile.ZipFile(folder / "several.zip", "w") as archive:
        archive.writestr("2024/m1.txt", GOOD + "丙。\n")
        archive.writestr("2024/m2.txt", GOOD + "丁。\n")
    os.mkfifo(folder / "pipe")
    (folder / "loop").symlink_to(".")
    (folder / "nowhere.txt").symlink_to("no such file")


def test_each_file_is_read_or_named_with_its_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ZONEGRAPH_ENCODER", "lsa")
    monkeypatch.setenv("ZONEGRAPH_JOBS", "1")
    folder, store = tmp_path / "reports", tmp_path / "store"
    folder.mkdir()
    fill(folder)
    assert run([folder], store) == 3
    told = {
        line.split(": ")[1].rsplit("/", 1)[-1]: line
        for line in capsys.readouterr().err.splitlines()
        if "未读入 / refused" in line
    }
    assert {name: reason in told[name] for name, reason in REASONS.items()} == dict.fromkeys(REASONS, True)
    assert set(told) == set(REASONS)
    with Workspace.open(store) as workspace:
        assert set(workspace.documents.ids()) == {"good", "line_end", "m1", "m2", "云岭"}
    (folder / "several.zip").unlink()
    assert run([folder], store, prune=True) == 3
    with Workspace.open(store) as workspace:
        assert set(workspace.documents.ids()) == {"good", "line_end", "云岭"}
