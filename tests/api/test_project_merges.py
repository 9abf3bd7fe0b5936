"""A project of two reports under two names is one, on evidence; parted by hand it stays parted, whatever is read."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from api.cli import app

ONE = "2024年3月5日，滁州经济技术开发区举行签约仪式。江苏润禾新材料股份有限公司投资12亿元建设的年产6万吨光学薄膜项目签约。\n"
TWO = "2025年5月8日，滁州经济技术开发区的润禾新材料高性能光学薄膜生产基地项目已开工建设，该项目总投资12亿元。\n"
NAMES = "年产6万吨光学薄膜项目", "润禾新材料高性能光学薄膜生产基地项目"


def test_merged_on_evidence_parted_by_hand_and_merged_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZONEGRAPH_ENCODER", "lsa")
    monkeypatch.setattr("search.thesaurus.Thesaurus.save", lambda *_: None)
    reports = tmp_path / "reports"
    reports.mkdir()
    (reports / "a.txt").write_text(ONE)
    (reports / "b.txt").write_text(TWO)

    def told(*arguments: str) -> str:
        result = CliRunner().invoke(app, [*arguments, "--store", str(tmp_path / "store")])
        assert result.exit_code == 0, result.output
        return result.output

    def projects() -> set[str]:
        return {line.split()[0] for line in told("entity", "list", "--type", "Project").splitlines()[1:]}

    told("ingest", str(reports))
    assert projects() == {NAMES[1]}
    shown = told("entity", "decisions")
    assert "规则 rule 合并 merge" in shown and "投资相同" in shown and "a:" in shown and "b:" in shown
    assert "a:" in told("project", NAMES[0]) and "b:" in told("project", NAMES[0])
    told("entity", "split", NAMES[0], "--reason", "两个项目")
    assert projects() == set(NAMES)
    (reports / "a.txt").write_text(ONE + "这是补充的一句话。\n")
    told("ingest", str(reports))
    told("remove", "b")
    told("ingest", str(reports))
    assert projects() == set(NAMES)
    assert "≠" in told("entity", "decisions")
    told("entity", "undo", "1")
    assert projects() == {NAMES[1]}
