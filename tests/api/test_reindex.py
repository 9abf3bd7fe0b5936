"""Another model for a store that is being served: readers keep the old index until the new one stands."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.live import LiveWorkspace
from api.server import create_app
from api.settings import Settings
from api.workspace import Workspace
from kg.errors import SettingsError, StoreError, ZonegraphError
from tests.search.own_models import embeddings, serving

QUESTION = "云岭高新技术产业开发区2023年固定资产投资是多少？"


@pytest.fixture
def fresh(reports: Path, tmp_path: Path) -> Path:
    path = tmp_path / "store"
    with Workspace.open(path, write=True, create=True) as workspace:
        workspace.ingest([reports], jobs=1)
    return path


def _answer(client: TestClient) -> Any:
    return client.post("/api/ask", json={"question": QUESTION}).json()["answer"]


def test_the_server_answers_while_the_index_is_built(fresh: Path) -> None:
    building, go_on = threading.Event(), threading.Event()

    def reply(path: str, body: dict[str, Any]) -> tuple[int, bytes]:
        if len(body["input"]) > 1:  # passages; the probe and questions come one by one
            building.set()
            go_on.wait(20)
        return embeddings(path, body)

    def rebuild(setting: str) -> None:
        with Workspace.open(fresh, write=True) as workspace:
            workspace.reindex(setting)

    live = LiveWorkspace(fresh)
    with serving(reply) as address, TestClient(create_app(live)) as client:
        before = client.get("/healthz").json()["generation"]
        assert _answer(client) == "73.2亿元"
        writer = threading.Thread(target=rebuild, args=(f"{address}?model=bag",))
        writer.start()
        assert building.wait(20)
        assert _answer(client) == "73.2亿元" and client.get("/healthz").json()["generation"] == before
        go_on.set()
        writer.join(20)
        assert _answer(client) == "73.2亿元" and client.get("/healthz").json()["generation"] == before + 1
    live.close()


def test_the_store_remembers_its_model_and_refuses_another(fresh: Path) -> None:
    with Workspace.open(fresh, write=True) as workspace:
        assert workspace.reindex("lsa") == len(workspace.index)
        triples = len(workspace.graph)
    with Workspace.open(fresh, settings=Settings()) as workspace:
        assert workspace.documents.meta("encoder") == "lsa"
        assert workspace.ask(QUESTION).answer == "73.2亿元" and len(workspace.graph) == triples
    with (
        Workspace.open(fresh, settings=Settings(encoder="builtin")) as workspace,
        pytest.raises(StoreError, match="was built with lsa: `zonegraph reindex --model"),
    ):
        workspace.ask(QUESTION)


def test_a_model_that_is_not_there_leaves_the_store_as_it_was(fresh: Path) -> None:
    with Workspace.open(fresh, write=True) as workspace:
        with pytest.raises(SettingsError, match="nothing is downloaded"):
            workspace.reindex("/no/such/model")
        generation = workspace.generation
    with Workspace.open(fresh) as workspace:
        assert workspace.generation == generation and workspace.ask(QUESTION).answer == "73.2亿元"


def test_a_building_that_fails_leaves_the_store_as_it_was(fresh: Path) -> None:
    def reply(path: str, body: dict[str, Any]) -> tuple[int, bytes]:
        return (500, b"no") if len(body["input"]) > 1 else embeddings(path, body)

    with (
        serving(reply) as address,
        Workspace.open(fresh, write=True) as workspace,
        pytest.raises(ZonegraphError, match="HTTP 500"),
    ):
        workspace.reindex(f"{address}?model=bag")
    with Workspace.open(fresh) as workspace:
        assert workspace.generation == 1 and workspace.ask(QUESTION).answer == "73.2亿元"


def test_parts_of_the_search_are_switched_by_a_setting(fresh: Path) -> None:
    with Workspace.open(fresh, settings=Settings(search_parts="lexical")) as workspace:
        assert set(workspace.index.search("代办", 1, weights={"dense": 0, "maxsim": 0})[0].parts) == {
            "lexical",
            "dense",
            "wording",
        }
        assert workspace.ask(QUESTION).answer == "73.2亿元"
    with (
        Workspace.open(fresh, settings=Settings(search_parts="lexical,magic")) as workspace,
        pytest.raises(SettingsError, match="magic"),
    ):
        workspace.ask(QUESTION)
