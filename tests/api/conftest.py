"""Two reports of invented zones, and a store built from them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.live import LiveWorkspace
from api.server import create_app
from api.workspace import Workspace

YUNLING = """---
title: 云岭高新技术产业开发区2023年项目建设情况
publisher: 云岭日报
date: 2024-01-15
place: 云岭高新技术产业开发区
---
# 云岭高新技术产业开发区2023年项目建设情况

2023年，云岭高新技术产业开发区签约项目46个，总投资达到128.5亿元，同比增长17.3%。全年固定资产投资完成73.2亿元。

云岭高新技术产业开发区推行“全代办”服务，代办员替企业跑完立项、用地、环评等各项手续，企业不用自己往各个部门跑。

云岭青禾生物科技有限公司投资6.8亿元建设的植物提取项目已经开工建设，预计2024年10月投产。
"""

BINHAI = """---
title: 滨湖经济开发区招商工作一年
publisher: 滨湖日报
date: 2024-02-20
place: 滨湖经济开发区
---
# 滨湖经济开发区招商工作一年

2023年，滨湖经济开发区实际利用外资2160万美元，引进企业35家。园区标准化厂房入驻率达到92%。

为了让企业少跑路，滨湖经济开发区设立企业服务中心，实行“一窗受理”，开办企业当天就能拿到营业执照。
"""

TOKEN = "a-write-token"


@pytest.fixture(scope="session")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the two reports."""
    folder = tmp_path_factory.mktemp("reports")
    (folder / "yunling.md").write_text(YUNLING, encoding="utf-8")
    (folder / "binhu.md").write_text(BINHAI, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def store(reports: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of the two reports, to read from."""
    path = tmp_path_factory.mktemp("built") / "store"
    with Workspace.open(path, write=True, create=True) as workspace:
        assert not workspace.ingest([reports], jobs=1).refused
    return path


@pytest.fixture(scope="session")
def client(store: Path) -> Iterator[TestClient]:
    """A client of a server that reads the store."""
    live = LiveWorkspace(store)
    with TestClient(create_app(live), raise_server_exceptions=False) as client:
        yield client
    live.close()


@pytest.fixture
def writable(reports: Path, tmp_path: Path) -> Iterator[TestClient]:
    """A client of a server that takes uploads, on a store of its own with one report."""
    path = tmp_path / "store"
    with Workspace.open(path, write=True, create=True) as workspace:
        workspace.ingest([reports / "yunling.md"], jobs=1)
    live = LiveWorkspace(path)
    with TestClient(create_app(live, TOKEN), raise_server_exceptions=False) as client:
        yield client
    live.close()
