"""Zones called by their own part alone, places, and what a question measures."""

from __future__ import annotations

import pytest

from search.answer import Answerer
from search.places import places
from search.short_names import own_part
from search.slots import slots


@pytest.mark.parametrize(
    ("name", "own"),
    [
        ("青岩经济技术开发区", "青岩"),
        ("兰州市白鹭湾高新技术产业开发区", "白鹭湾"),
        ("乌苔循环经济产业园", "乌苔"),
        ("晋中经济技术开发区", ""),  # a division, known as such
        ("医疗器械产业园", ""),
        ("国际陆港综合保税区", ""),
        ("青岩科技城", ""),
    ],
)
def test_own_part(name: str, own: str) -> None:
    assert own_part(name) == own


def test_a_zone_by_its_own_part(ledger: Answerer) -> None:
    said = ledger.ask("青岩2025年签约项目总投资是多少？")
    assert said.answer == "89.4亿元"


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("贵州全省开发区有多少个？", ["贵州"]),
        ("韶关五个园区里哪个最大？", ["韶关"]),
        ("做饮料的那家大厂在哪里？", []),
        ("河北省开发区有多少个？", ["河北省"]),
    ],
)
def test_places(text: str, named: list[str]) -> None:
    assert [text[one.start : one.end] for one in places(text)] == named


def test_a_rate_of_growth_names_its_measure() -> None:
    assert slots("规上工业增加值增速是多少")[0].precise
    assert slots("完成了多少年度投资")[0].families[0] == "money"
    assert slots("缴了多少税")[0].families[0] == "money"
