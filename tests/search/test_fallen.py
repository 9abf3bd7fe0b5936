"""Which measures rose or fell: by what the reports tell of each."""

from __future__ import annotations

from search.answer import Answerer


def test_what_rose(ledger: Answerer) -> None:
    said = ledger.ask("青岩经开区2025年哪些指标增长了？")
    assert said.answer is not None and "固定资产投资（增长8.3%）" in said.answer
    assert any("8.3%" in fact.quote for fact in said.facts) and said.sparql is not None


def test_nothing_fell(ledger: Answerer) -> None:
    said = ledger.ask("青岩经开区2025年哪些指标下降了？")
    assert said.answer is None and said.reason is not None and "下降" in said.reason
