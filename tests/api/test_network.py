"""Pictures over HTTP: the network around entities, a chain, and the sentences behind them."""

from __future__ import annotations

from fastapi.testclient import TestClient

CHAINED = """---
title: 石渡高新技术产业开发区光伏产业一年
date: 2025-03-01
place: 石渡高新技术产业开发区
---
# 石渡高新技术产业开发区光伏产业一年

石渡高新技术产业开发区以光伏为主导产业。石渡瑞和新能源有限公司投资12亿元建设的光伏组件项目已经开工建设。
"""


def test_an_entity_has_its_neighbours_by_key_and_iri(client: TestClient) -> None:
    key = "Zone/云岭高新技术产业开发区"
    view = client.get("/api/graph", params={"about": key}).json()
    assert view["nodes"][0]["key"] == key
    names = {one["name"] for one in view["nodes"]}
    assert "云岭青禾生物科技有限公司" in names
    for edge in view["edges"]:
        assert edge["count"] >= len(edge["places"]) >= 1
        document, start, end = edge["places"][0]
        place = f"{view['documents'][document]['id']}:{start}-{end}"
        (told,) = client.get("/api/quotes", params={"at": place}).json()["quotes"]
        assert told["quote"] in told["text"] and told["title"]
        first = told["start"] - told["text_start"]
        assert told["text"][first : first + len(told["quote"])] == told["quote"]
    iri = client.get(f"/api/entities/{key}").json()["id"]
    assert client.get("/api/graph", params={"about": iri}).json() == view


def test_a_report_and_the_whole_store(client: TestClient) -> None:
    report = client.get("/api/graph", params={"doc": "binhu"}).json()
    assert {one["id"] for one in report["documents"]} == {"binhu"}
    everything = client.get("/api/graph").json()
    assert everything["found"] > report["found"] > 0
    assert len(client.get("/api/graph", params={"most": 3}).json()["nodes"]) == 3


def test_what_is_unknown_is_said(client: TestClient) -> None:
    assert client.get("/api/graph", params={"about": "Zone/无"}).status_code == 404
    assert client.get("/api/graph", params={"doc": "none"}).status_code == 404
    assert client.get("/api/quotes", params={"at": "yunling"}).status_code == 422
    assert client.get("/api/quotes", params={"at": "none:1-2"}).json() == {"quotes": []}
    assert client.get("/api/chains/none").status_code == 404
    assert client.get("/api/chains/photovoltaic", params={"zone": "无名区"}).status_code == 404
    assert client.get("/api/chains/photovoltaic", params={"against": "无名区"}).status_code == 422


def test_a_chain_with_what_stands_on_it_and_two_zones_compared(writable: TestClient) -> None:
    bearer = {"Authorization": "Bearer a-write-token"}
    writable.post("/api/documents", files={"files": ("shidu.md", CHAINED.encode())}, headers=bearer)
    zone = "Zone/石渡高新技术产业开发区"
    chain = writable.get("/api/chains/photovoltaic").json()
    (module,) = [one for one in chain["links"] if one["id"] == "photovoltaic/module"]
    project = next(one for one in module["members"] if one["kind"] == "Project")
    assert (project["stage"], project["investment"]) == ("开工", 1.2e9) and project["evidence"][0]["doc"] == "shidu"
    assert not module["missing"] and any(one["missing"] for one in chain["links"])
    assert zone in [one["key"] for one in chain["zones"]]
    assert {one["kind"] for one in chain["edges"]} <= {"supplies", "returns", "told"}

    other = "Zone/云岭高新技术产业开发区"
    both = writable.get("/api/chains/photovoltaic", params={"zone": zone, "against": other}).json()
    (module,) = [one for one in both["links"] if one["id"] == "photovoltaic/module"]
    assert module["who"] == "a" and module["a"]["members"] and not module["b"]["members"]

    listed = writable.get("/api/chains", params={"zone": zone}).json()["chains"]
    assert listed[0]["id"] == "photovoltaic" and listed[0]["share"]["projects"] == 1
    assert all(one["share"] is None for one in writable.get("/api/chains").json()["chains"])
