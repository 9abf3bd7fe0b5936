"""Zones called by their own part alone."""

from __future__ import annotations

import pytest

from search.answer import Answerer
from search.short_names import own_part


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
