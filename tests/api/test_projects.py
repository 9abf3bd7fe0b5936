"""The board of projects: each by the latest report, what fits the filters, and the places that say it."""

from __future__ import annotations

import shutil
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from event_loops import run_apart
from fastapi.testclient import TestClient

from api.live import LiveWorkspace
from api.overviews import Overviews
from api.project_board import Wanted, board_view, project_board
from api.server import create_app
from api.workspace import Workspace
from kg.model import Quantity

EARLIER = """---
title: 东坪经济开发区2022年项目签约
publisher: 东坪日报
date: 2022-06-30
---
东坪经济开发区与东坪恒晟电子有限公司签约，投资9000万元建设柔性电路板项目。
"""
LATER = """---
title: 东坪经济开发区2023年项目进展
publisher: 东坪日报
date: 2023-12-20
---
东坪经济开发区的东坪恒晟电子有限公司投资1.2亿元建设的柔性电路板项目已经开工建设。
"""


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("board")
    for name, text in (("earlier.md", EARLIER), ("later.md", LATER)):
        (folder / name).write_text(text, encoding="utf-8")
    with Workspace.open(folder / "store", write=True, create=True) as workspace:
        assert not workspace.ingest([folder / "earlier.md", folder / "later.md"], jobs=1).refused
    return folder / "store"


def test_a_project_is_what_its_latest_report_says(path: Path) -> None:
    with Workspace.open(path) as workspace:
        board = project_board(workspace)
        (one,) = [one for one in board if "柔性电路板" in one.name]
        texts = {doc: workspace.documents.text(doc) for doc in workspace.documents.ids()}
    assert (one.stage, one.when, one.yi) == ("开工", "2023", 1.2)
    assert one.investment == Quantity(Decimal("1.2"), "亿元") and one.companies == ("东坪恒晟电子有限公司",)
    assert [said.doc for said in one.said] == ["later", "earlier"]
    assert all("柔性电路板" in texts[said.doc][said.start : said.end] for said in one.said)
    shown = [
        board_view(board, wanted, 60, None)["count"]
        for wanted in (
            Wanted(zone="东坪经济开发区"),
            Wanted(year="2022"),
            Wanted(least=1.2),
            Wanted(stage="开工"),
            Wanted(zone="无"),
            Wanted(year="2021"),
            Wanted(least=1.3),
            Wanted(stage="签约"),
            Wanted(stage="-"),
        )
    ]
    assert shown == [1, 1, 1, 1, 0, 0, 0, 0, 0]


def test_the_board_has_few_cards_a_stage_and_all_of_one_project(path: Path) -> None:
    live = LiveWorkspace(path)
    with TestClient(create_app(live)) as client:
        board: dict[str, Any] = client.get("/api/projects").json()
        (stage,) = board["stages"]
        (card,) = stage["projects"]
        one = client.get("/api/projects", params={"project": card["key"], "zone": "无"}).json()
        assert client.get("/api/projects", params={"project": "Project/无"}).json()["project"] is None
        assert client.get("/api/projects", params={"year": "abcd"}).status_code == 422
    live.close()
    assert (board["count"], stage["count"], stage["stage"]) == (1, 1, "开工") and "said" not in card
    assert card["investment"] == {"value": 1.2, "unit": "亿元"} and board["yi"] == 1.2
    assert board["zones"] == ["东坪经济开发区"] and board["years"] == ["2023", "2022"] and board["project"] is None
    assert one["count"] == 0 and one["all"] == 1 and one["stages"] == []
    assert [said["title"][-4:] for said in one["project"]["said"]] == ["项目进展", "项目签约"]


def test_an_overview_is_reckoned_once_for_each_generation(path: Path, tmp_path: Path) -> None:
    reckoned: list[int] = []

    def count(workspace: Workspace) -> int:
        reckoned.append(len(workspace.documents))
        return len(workspace.documents)

    async def ask(overviews: Overviews) -> int:
        return await overviews.of("documents", count)

    path = shutil.copytree(path, tmp_path / "store")
    overviews = Overviews(path)
    try:
        assert [run_apart(ask(overviews)) for _ in range(3)] == [2, 2, 2] and reckoned == [2]
        with Workspace.open(path, write=True) as workspace:
            workspace.remove(["later"])
        assert [run_apart(ask(overviews)) for _ in range(2)] == [1, 1] and reckoned == [2, 1]
    finally:
        overviews.close()
