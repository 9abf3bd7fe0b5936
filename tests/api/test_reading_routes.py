"""What the page asks of a report: its statements and their other sources, its original, and its removal."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

BEARER = {"Authorization": "Bearer a-write-token"}
AGAIN = """---
title: 云岭高新技术产业开发区回顾
publisher: 云岭晚报
date: 2024-03-01
place: 云岭高新技术产业开发区
---
# 云岭高新技术产业开发区回顾

2023年，云岭高新技术产业开发区签约项目47个。2022年，云岭高新技术产业开发区签约项目31个。
"""


def _upload(client: TestClient, name: str, text: str) -> str:
    told = client.post("/api/documents", files={"files": (name, text.encode())}, headers=BEARER).json()["documents"][0]
    assert told["status"] == "added", told
    return str(told["id"])


def _place(client: TestClient, doc: str, words: str) -> dict[str, int]:
    start = client.get(f"/api/documents/{doc}").json()["text"].index(words)
    return {"start": start, "end": start + len(words)}


def test_a_place_states_figures_with_their_values(client: TestClient) -> None:
    place = _place(client, "yunling", "签约项目46个")
    told = client.get("/api/documents/yunling/statements", params=place).json()["statements"]
    figure = next(one for one in told if one["kind"] == "figure" and one["value"] == 46)
    assert (figure["unit"], figure["period"], figure["status"], figure["others"]) == ("个", "2023", "实际", [])
    assert "46个" in figure["quote"]
    assert client.get("/api/documents/none/statements", params=place).status_code == 404
    assert client.get("/api/documents/yunling/statements", params={"start": -1, "end": 3}).status_code == 422


def test_the_same_figure_elsewhere_is_told_its_own_year_first(writable: TestClient) -> None:
    _upload(writable, "again.md", AGAIN)
    place = _place(writable, "yunling", "签约项目46个")
    told = writable.get("/api/documents/yunling/statements", params=place).json()["statements"]
    others = next(one for one in told if one.get("value") == 46)["others"]
    assert [(one["doc"], one["period"], one["value"]) for one in others] == [
        ("again", "2023", 47),
        ("again", "2022", 31),
    ]
    assert others[0]["title"] == "云岭高新技术产业开发区回顾"

    answer = writable.post("/api/ask", json={"question": "云岭高新技术产业开发区2023年签约项目多少个？"}).json()
    fact = answer["facts"][0]
    assert fact["status"] == "实际" and fact["title"] and fact["subject_key"].startswith("Zone/")
    assert {one["value"] for one in [fact, *fact["others"]]} == {46, 47}
    assert not answer["computed"]
    years = [one for one in answer["followups"] if one["kind"] == "year"]
    assert [one["about"] for one in years] == ["2022"]
    assert "31" in writable.post("/api/ask", json={"question": years[0]["question"]}).json()["answer"]
    assert all(one["date"] for one in answer["passages"])


def test_the_original_is_given_back_byte_for_byte(client: TestClient, reports: Path) -> None:
    told = client.get("/api/documents/yunling").json()["original"]
    assert told["media_type"].startswith("text/plain")
    given = client.get("/api/documents/yunling/original")
    assert given.content == (reports / "yunling.md").read_bytes()
    assert "sandbox" in given.headers["content-security-policy"]
    assert given.headers["content-disposition"].startswith("inline")
    handed = client.get("/api/documents/yunling/original", params={"download": True})
    assert handed.headers["content-disposition"].startswith("attachment")
    assert client.get("/api/documents/none/original").status_code == 404


def test_a_page_given_as_original_may_run_nothing(writable: TestClient) -> None:
    html = f"<html><body><script>alert(1)</script><h1>云岭报告</h1><p>{AGAIN.splitlines()[-1]}</p></body></html>"
    doc = _upload(writable, "page.html", html)
    given = writable.get(f"/api/documents/{doc}/original")
    policy = given.headers["content-security-policy"]
    assert policy.startswith("sandbox;") and "default-src 'none'" in policy and "allow-scripts" not in policy
    assert given.headers["x-content-type-options"] == "nosniff"


def test_a_removal_is_told_beforehand_and_leaves_word(writable: TestClient) -> None:
    doc = _upload(writable, "again.md", AGAIN)
    told = writable.get(f"/api/documents/{doc}/removal").json()
    assert told["title"] == "云岭高新技术产业开发区回顾"
    assert told["counts"]["observations"] >= 2
    assert all(one["key"] != "Zone/云岭高新技术产业开发区" for one in told["entities"])
    assert writable.delete(f"/api/documents/{doc}").status_code == 401
    gone = writable.delete(f"/api/documents/{doc}", headers=BEARER).json()
    assert gone["triples"] > 0
    missing = writable.get(f"/api/documents/{doc}")
    assert missing.status_code == 404
    assert missing.json()["was"]["title"] == "云岭高新技术产业开发区回顾"
    assert "was" not in writable.get("/api/documents/never").json()
    assert writable.delete(f"/api/documents/{doc}", headers=BEARER).status_code == 404
    assert [one["id"] for one in writable.get("/api/documents").json()["documents"]] == ["yunling"]


def test_nothing_is_removed_without_a_token(client: TestClient) -> None:
    assert client.delete("/api/documents/yunling", headers=BEARER).status_code == 403
    assert client.get("/healthz").json()["uploads"] is False


@pytest.mark.parametrize("line", ["", "no json", '{"id": 3}', '["x"]'])
def test_a_damaged_note_of_removals_is_passed_over(tmp_path: Path, line: str) -> None:
    from api.removed import was

    (tmp_path / "removed.jsonl").write_text('{"id": "a", "title": "甲"}\n' + line + "\n", encoding="utf-8")
    assert was(tmp_path, "a") == {"id": "a", "title": "甲"}
    assert was(tmp_path, "b") is None


def test_an_upload_is_told_by_the_name_it_was_sent_under(writable: TestClient) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("内/again.md", AGAIN)
    files = [("files", ("包 一.zip", packed.getvalue())), ("files", ("x?.exe", b"MZ\x00\x01"))]
    told = writable.post("/api/documents", files=files, headers=BEARER).json()["documents"]
    assert {(one["upload"], one["status"]) for one in told} == {("包 一.zip", "added"), ("x?.exe", "refused")}
    assert all(one["reason"] for one in told if one["status"] == "refused")
