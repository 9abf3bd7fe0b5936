"""The doors hand out a reworded answer with its places, and the plain one when the language model fails."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from typer.testing import CliRunner

from api.cli import app
from api.live import LiveWorkspace
from api.server import create_app
from tests.search.own_models import Reply, serving

QUESTION = "云岭高新技术产业开发区2023年固定资产投资是多少？"
GOOD = "全年固定资产投资完成73.2亿元。"


def _says(text: str) -> Reply:
    body = json.dumps({"choices": [{"message": {"content": text}}]}).encode()
    return lambda path, told: (200, body)


@pytest.mark.parametrize(("said", "answer"), [(f"{GOOD}[1]", GOOD), ("固定资产投资完成83.2亿元。[1]", "73.2亿元")])
def test_the_server(store: Path, monkeypatch: pytest.MonkeyPatch, said: str, answer: str) -> None:
    with serving(_says(said)) as address:
        monkeypatch.setenv("ZONEGRAPH_LLM", f"{address}?model=writer")
        live = LiveWorkspace(store)
        with TestClient(create_app(live)) as client:
            record = client.post("/api/ask", json={"question": QUESTION}).json()
        live.close()
    assert record["answer"] == answer
    assert record["rewording"]["plain"] == "73.2亿元" and record["rewording"]["model"] == "writer"
    assert bool(record["rewording"]["sentences"]) is (answer == GOOD)
    assert any("fact" in mark for mark in record["passages"][0]["marks"])


def test_the_command_line(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(_says(f"{GOOD}[1]")) as address:
        monkeypatch.setenv("ZONEGRAPH_LLM", f"{address}?model=writer")
        told = CliRunner().invoke(app, ["ask", QUESTION, "--store", str(store)])
        assert told.exit_code == 0 and GOOD in told.output and "reworded by" in told.output
        found = CliRunner().invoke(app, ["ask", QUESTION, "--json", "--store", str(store)])
    assert json.loads(found.output)["rewording"]["sentences"][0]["doc"] == "yunling"


def test_without_a_language_model_nothing_is_said_of_one(client: TestClient) -> None:
    assert "rewording" not in client.post("/api/ask", json={"question": QUESTION}).json()
