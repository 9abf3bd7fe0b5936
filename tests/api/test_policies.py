"""What is told of a policy: definition of the thesaurus, parties, time and figures from the reports' sentences."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from api.live import LiveWorkspace
from api.server import create_app
from api.workspace import Workspace

REPORT = """---
title: 青澜高新技术产业开发区改革简报
date: 2024-05-01
place: 青澜高新技术产业开发区
---
# 青澜高新技术产业开发区改革简报

2022年，青澜高新技术产业开发区推行“标准地”改革，出让工业用地12宗。

青澜高新技术产业开发区推行全代办。到2030年，“标准地”要实现全覆盖。
"""


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A server on a store of one report."""
    folder = tmp_path_factory.mktemp("policies")
    (folder / "qinglan.md").write_text(REPORT, encoding="utf-8")
    with Workspace.open(folder / "store", write=True, create=True) as workspace:
        assert not workspace.ingest([folder / "qinglan.md"], jobs=1).refused
    live = LiveWorkspace(folder / "store")
    with TestClient(create_app(live)) as client:
        yield client
    live.close()


def test_a_policy_has_its_definition_parties_time_and_figures(client: TestClient) -> None:
    told = client.get("/api/policies/标准地").json()
    assert told["key"] == "Policy/标准地"
    assert told["thesaurus"]["definition"]
    assert [one["key"] for one in told["parties"]] == ["Zone/青澜高新技术产业开发区"]
    assert told["since"]["period"] == "2022" and told["since"]["quote"].startswith("2022年，青澜")
    assert [(one["value"], one["unit"]) for one in told["results"]] == [(12.0, "宗")]
    assert told["since"]["words"] == "2022年"
    assert [(one["party"], one["result"]) for one in told["outcomes"]] == [
        ("Zone/青澜高新技术产业开发区", "出让工业用地12宗")
    ]
    assert len(told["sentences"]) == 2
    assert any(time["future"] for time in told["sentences"][1]["times"])


def test_every_sentence_is_where_it_says(client: TestClient) -> None:
    text = client.get("/api/documents/qinglan").json()["text"]
    told = client.get("/api/policies/Policy/标准地").json()
    places = [
        *told["sentences"],
        told["since"],
        *told["outcomes"],
        *(place for one in told["parties"] for place in one["places"]),
    ]
    assert all(text[one["start"] : one["end"]] == one["quote"] for one in places)


def test_what_is_no_policy_of_the_store_is_not_found(client: TestClient) -> None:
    assert client.get("/api/policies/一网通办").status_code == 404
    assert client.get("/api/policies/Zone/青澜高新技术产业开发区").status_code == 404
