"""Questions on reports that were read from files: places that only the head names, figures, comparisons, lists."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from api.workspace import Workspace

BULLETIN = """吕梁市开发区办公室
全市开发区上半年运行通报
发布日期：2025-07-18
上半年，吕梁乌禾岭高新技术产业开发区（以下简称“乌禾岭高新区”）完成规上工业总产值86.4亿元，同比增长9.1%。

乌禾岭高新区组建“帮跑队”，28名帮跑员替厂里递材料、领证照，一分钱不收。科研人员手头没有本钱，可以先拿“启明钱包”的资助，公司办成了再折成股份。

全市开发区共签约项目47个，总投资213.5亿元。
"""


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    folder = tmp_path_factory.mktemp("bulletin")
    (folder / "bulletin.txt").write_text(BULLETIN, "utf-8")
    with Workspace.open(folder / "store", write=True, create=True) as opened:
        opened.ingest([folder / "bulletin.txt"])
        yield opened


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("吕梁市开发区上半年签约项目总投资多少？", "213.5亿元"),
        ("教授想出来创业又缺本钱，吕梁那边有什么办法？", "启明钱包"),
        ("在吕梁办厂碰上跑腿递材料的麻烦事，有没有人能代劳？", "帮跑队"),
    ],
)
def test_a_region_that_only_the_head_or_the_zones_name_tells(workspace: Workspace, question: str, told: str) -> None:
    said = workspace.ask(question)
    assert said.answer is not None and told in said.answer


@pytest.mark.parametrize(
    "question", ["临汾的开发区签约项目总投资多少？", "吕梁有没有动物园？", "乌禾岭高新区的税收是多少？"]
)
def test_what_it_does_not_tell(workspace: Workspace, question: str) -> None:
    assert workspace.ask(question).answer is None
