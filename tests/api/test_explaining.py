"""A fact explained: its sentence, the characters that say it, the names in it, the rule; and a project's life."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from typer.testing import CliRunner

from api import deciding
from api.cli import app
from api.explaining import explain
from api.live import LiveWorkspace
from api.server import create_app
from api.workspace import Workspace
from kg.errors import UnknownDocumentError, UnknownNameError
from kg.lives import alike, life

SIGNED = """---
title: 云岭高新技术产业开发区集中签约
date: 2023-03-10
---
# 云岭高新技术产业开发区集中签约

2023年3月，云岭高新技术产业开发区签约项目8个，总投资21.5亿元。云岭青禾生物科技有限公司投资6.8亿元的青禾植物提取项目正式签约。
"""
FUND = """---
title: 云岭高新技术产业开发区金融服务
date: 2023-06-10
---
# 云岭高新技术产业开发区金融服务

云岭高新技术产业开发区设立云岭青创产业基金。基金总规模12亿元，已投出3.5亿元。全区完成税收7.2亿元。
"""
BUILT = """---
title: 云岭高新技术产业开发区项目进展
date: 2024-10-20
---
# 云岭高新技术产业开发区项目进展

云岭高新技术产业开发区加快项目建设。云岭青禾生物科技有限公司投资6.8亿元的青禾植物提取项目已经投产。
"""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("explained")
    (folder / "built.md").write_text(BUILT, encoding="utf-8")
    (folder / "signed.md").write_text(SIGNED, encoding="utf-8")
    (folder / "fund.md").write_text(FUND, encoding="utf-8")
    with Workspace.open(folder / "store", write=True, create=True) as workspace:
        assert not workspace.ingest(sorted(folder.glob("*.md")), jobs=1).refused
    return folder / "store"


def lines(store: Path) -> list[dict[str, object]]:
    out = io.BytesIO()
    with Workspace.open(store) as workspace:
        workspace.export("jsonl", out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_every_exported_fact_is_explained(store: Path) -> None:
    with Workspace.open(store) as workspace:
        facts = [line for line in lines(store) if line["kind"] in ("observation", "relation", "project")]
        assert len(facts) >= 5
        for line in facts:
            found = explain(workspace, str(line.get("record") or line["id"]))
            assert found and {one.kind for one in found} == {line["kind"]}
            one = found[0]
            text = workspace.documents.text(one.doc)
            assert text[one.from_ : one.to] == line["quote"]
            assert one.start <= one.from_ < one.to <= one.end and one.sentence == text[one.start : one.end]
            assert all(text[name.start : name.end] == name.form for name in one.names)
            assert one.rule == line.get("rule") and one.why
            assert all(text[part.start : part.end] and part.why for part in one.parts)


def test_a_figure_is_explained_with_its_sentence_names_rule_and_lexicon_entry(store: Path) -> None:
    with Workspace.open(store) as workspace:
        (line,) = [one for one in lines(store) if one["kind"] == "observation" and one.get("value") == 8]
        (one,) = explain(workspace, f"<{line['id']}>")
        assert one.fact["text"] == "8个" and one.rule == "count" and one.article is not None
        assert one.sentence.startswith("2023年3月") and one.sentence.endswith("21.5亿元。")
        assert "Zone/云岭高新技术产业开发区" in {name.key for name in one.names}
        assert one.lexicon is not None and one.lexicon["indicator"] == "签约项目数" and one.lexicon["definition"]
        assert explain(workspace, f"signed:{one.from_}-{one.to}")[0] in explain(workspace, one.id.split("/", 3)[3])


def test_a_figure_is_explained_with_what_made_its_subject(store: Path) -> None:
    told = {}
    with Workspace.open(store) as workspace:
        for line in lines(store):
            if line["kind"] == "observation" and line["doc"] in ("fund", "signed"):
                (one,) = explain(workspace, str(line["id"]))
                assert one.subject is not None and one.subject.why
                told[line["value"]] = one.fact["subject"], one.subject.rule, one.subject.words
    assert told[8] == ("Zone/云岭高新技术产业开发区", "subject-clause", "云岭高新技术产业开发区")
    assert told[12] == ("Fund/云岭青创产业基金", "subject-clause", "基金")
    assert told[3.5] == ("Fund/云岭青创产业基金", "subject-clause", "基金")
    assert told[7.2] == ("Zone/云岭高新技术产业开发区", "subject-clause", "全区")


def test_what_is_not_there_is_told_with_the_nearest(store: Path) -> None:
    with Workspace.open(store) as workspace:
        with pytest.raises(UnknownDocumentError, match="none"):
            explain(workspace, "none:1-20")
        with pytest.raises(UnknownNameError, match=r"doc/signed/observation/\d+"):
            explain(workspace, "doc/signed/observation/3-4-abcdef12")
        with pytest.raises(UnknownNameError):
            explain(workspace, "什么")


def test_the_server_explains(store: Path) -> None:
    live = LiveWorkspace(store)
    with TestClient(create_app(live), raise_server_exceptions=False) as client:
        (line,) = [one for one in lines(store) if one["kind"] == "observation" and one.get("value") == 8]
        (one,) = client.get("/api/explain", params={"fact": str(line["id"])}).json()
        assert one["rule"] == "count" and one["sentence"][one["from"] - one["start"] :].startswith(str(line["quote"]))
        assert client.get("/api/explain", params={"fact": "none:1-2"}).status_code == 404
        assert client.get("/api/decisions").json() == []
    live.close()


def test_a_project_of_two_reports_has_one_life(store: Path) -> None:
    runner = CliRunner()
    with Workspace.open(store) as workspace:
        (key,) = workspace.documents.all_names("Project")
        moments = life(workspace.documents, key)
        assert [(one.doc, one.stage) for one in moments] == [("signed", "签约"), ("built", "投产")]
        assert alike(workspace.documents, key) == []
        rows = workspace.graph.query(
            "SELECT ?stage ?told { ?r a zg:ProjectRecord ; zg:stage ?stage ; zg:told ?told } ORDER BY ?told"
        )
        assert [(row["stage"].value, row["told"].value) for row in rows] == [  # type: ignore[union-attr]
            ("签约", "2023-03-10"), ("投产", "2024-10-20"),
        ]  # fmt: skip
    shown = runner.invoke(app, ["project", "青禾植物提取项目", "--store", str(store)])
    assert shown.exit_code == 0 and shown.output.index("签约") < shown.output.index("投产")
    told = runner.invoke(app, ["explain", f"signed:{moments[0].start}-{moments[0].end}", "--store", str(store)])
    assert told.exit_code == 0 and "【" in told.output and "规则 rule" in told.output


def test_a_project_split_by_document_is_two_that_may_be_one(store: Path) -> None:
    with Workspace.open(store, write=True) as workspace:
        (key,) = workspace.documents.all_names("Project")
        number = deciding.split(workspace, key, docs=["built"], name="青禾植物提取二期项目").decision.number
        assert alike(workspace.documents, key) == ["Project/青禾植物提取二期项目"]
        assert [one.doc for one in life(workspace.documents, key)] == ["signed"]
        assert explain(workspace, "built:0-500")[0].decisions
        deciding.undo(workspace, number)
        assert len(life(workspace.documents, key)) == 2
