"""Zips and mail: each member is a document, by a path below that of the file."""

from __future__ import annotations

import hashlib
import io
import zipfile
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.readers.archive import list_documents, read_members
from ingest.reading import read_bytes, read_document
from kg.errors import ReadError
from made_files import docx, para, zipped
from made_pages import PARAGRAPH, SECOND

WORD = docx(para("云栖经济技术开发区案例", "a3"), para(PARAGRAPH))


def test_the_members_of_a_zip_are_documents(tmp_path: Path) -> None:
    path = tmp_path / "reports.zip"
    inner = zipped({"c.txt": SECOND})
    path.write_bytes(
        zipped(
            {"2024/案例.docx": WORD, "b.txt": PARAGRAPH, "inner.zip": inner, "logo.png": b"x", "__MACOSX/._b.txt": b"x"}
        )
    )
    listed = list_documents(path)
    assert [str(one.path.relative_to(path)) for one in listed] == ["2024/案例.docx", "b.txt", "inner.zip/c.txt"]
    for one in listed:
        document = read_document(one.path, "x")
        assert document.sha256 == one.sha256
        assert PARAGRAPH in document.text or SECOND in document.text


def test_a_file_that_is_no_archive_is_listed_as_itself(tmp_path: Path) -> None:
    for name, data in (("a.txt", PARAGRAPH.encode()), ("a.docx", WORD)):
        path = tmp_path / name
        path.write_bytes(data)
        (only,) = list_documents(path)
        assert (only.path, only.size, only.sha256) == (path, len(data), hashlib.sha256(data).hexdigest())


def test_a_zip_with_one_document_can_be_uploaded_and_one_with_more_says_what_to_do() -> None:
    assert read_bytes(zipped({"a.txt": PARAGRAPH}), "a.zip", "a").text == f"{PARAGRAPH}\n"
    with pytest.raises(ReadError, match="2 个文件"):
        read_bytes(zipped({"a.txt": PARAGRAPH, "b.txt": SECOND}), "a.zip", "a")


def test_names_in_gbk_are_read(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    made = zipped({"AAAA.txt": PARAGRAPH})
    path.write_bytes(made.replace(b"AAAA.txt", "云栖".encode("gbk") + b".txt"))
    assert [one.path.name for one in list_documents(path)] == ["云栖.txt"]


def mail(**files: bytes) -> bytes:
    message = EmailMessage()
    message["From"], message["To"] = "a@example.cn", "b@example.cn"
    message["Subject"] = "转发：云栖经济技术开发区7月招商快报"
    message["Date"] = "Fri, 02 Aug 2024 10:00:00 +0800"
    message.set_content(f"{PARAGRAPH}\n\n-- \n王某 电话0000\n")
    for name, data in files.items():
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=f"{name}.docx")
    return bytes(message)


def test_mail_is_read_without_its_signature(tmp_path: Path) -> None:
    document = read_bytes(mail(), "a.eml", "a")
    assert document.text == f"云栖经济技术开发区7月招商快报\n{PARAGRAPH}\n"
    assert (document.title, document.date, document.articles[0].year) == (
        "云栖经济技术开发区7月招商快报",
        "2024-08-02",
        2024,
    )


def test_what_is_attached_to_mail_is_a_document_too(tmp_path: Path) -> None:
    path = tmp_path / "a.eml"
    path.write_bytes(mail(案例=WORD))
    assert [one.path for one in list_documents(path)] == [path, path / "案例.docx"]
    assert read_document(path / "案例.docx", "x").title == "云栖经济技术开发区案例"


def test_mail_of_html_and_saved_pages() -> None:
    page = f"<html><head><title>{PARAGRAPH[:12]}</title></head><body><h1>{PARAGRAPH[:12]}</h1><p>{PARAGRAPH}</p><p>{SECOND}</p></body></html>"
    message = EmailMessage()
    message["From"], message["Subject"], message["MIME-Version"] = "<Saved by Blink>", "云栖", "1.0"
    message["Snapshot-Content-Location"] = "https://news.example/1"
    message.set_content(page, subtype="html")
    message.make_related()
    message.add_related(b"png", maintype="image", subtype="png")
    saved = read_bytes(bytes(message), "a.mhtml", "a")
    assert saved.text == f"{PARAGRAPH[:12]}\n{PARAGRAPH}\n{SECOND}\n"
    assert saved.source == "https://news.example/1"


def test_lines_that_look_a_little_like_a_head_are_text() -> None:
    assert read_bytes(b"From: here\n\nA text.\n", "a.txt", "a").text.startswith("From")


def bomb() -> bytes:
    return zipped({"a.txt": bytes(80 << 20)})


def many() -> bytes:
    return zipped({f"{i}.txt": "" for i in range(10_001)})


def nested(depth: int) -> bytes:
    data = zipped({"a.txt": PARAGRAPH})
    for _ in range(depth):
        data = zipped({"a.zip": data})
    return data


def encrypted() -> bytes:
    data = bytearray(zipped({"a.txt": PARAGRAPH}))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


def lying() -> bytes:
    """The directory says that a member is shorter than it is."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("a.txt", PARAGRAPH * 50)
    data = bytearray(out.getvalue())
    at = data.index(b"PK\x01\x02") + 24
    data[at : at + 4] = (9).to_bytes(4, "little")
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (zipped({"../a.txt": "x"}), "越界"),
        (zipped({"a/../../b.txt": "x"}), "越界"),
        (zipped({"/etc/a.txt": "x"}), "越界"),
        (zipped({"..\\a.txt": "x"}), "越界"),
        (zipped({"C:\\a.txt": "x"}), "越界"),
        (zipped({"a.txt": PARAGRAPH})[:60], "损坏"),
        (b"PK\x03\x04....", "ZIP"),
        (zipped({}), "没有可读"),
        (zipped({"a.png": b"x"}), "没有可读"),
        (bomb(), "压缩炸弹"),
        (many(), "10001 个文件"),
        (nested(3), "zip 套 zip"),
        (encrypted(), "加密"),
        (lying(), "损坏"),
    ],
    ids=[
        "up",
        "inner-up",
        "root",
        "backslash",
        "drive",
        "cut",
        "head",
        "empty",
        "pictures",
        "bomb",
        "many",
        "nested",
        "encrypted",
        "lying",
    ],
)
def test_archives_that_are_refused(data: bytes, reason: str, tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(data)
    with pytest.raises(ReadError, match=reason) as caught:
        list_documents(path)
    assert str(caught.value).startswith(str(path))
    with pytest.raises(ReadError):
        read_bytes(data, "a.zip", "a")


def test_a_member_that_is_not_there_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(zipped({"a.txt": PARAGRAPH}))
    with pytest.raises(ReadError, match=r"a\.zip/b\.txt"):
        read_document(path / "b.txt", "x")


@given(st.data())
@settings(max_examples=80, deadline=None)
def test_damage_anywhere_is_read_or_refused(data: st.DataObject) -> None:
    whole = data.draw(st.sampled_from([zipped({"a.txt": PARAGRAPH, "b/c.docx": WORD}), WORD, mail(案例=WORD)]))
    damaged = bytearray(whole)
    for _ in range(data.draw(st.integers(1, 6))):
        damaged[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    cut = bytes(damaged[: data.draw(st.integers(1, len(whole)))])
    for read in (lambda: read_members(cut, "a.zip"), lambda: read_bytes(cut, "a.docx", "a")):
        try:
            read()
        except ReadError as error:
            assert str(error).startswith("a.")
