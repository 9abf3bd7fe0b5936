"""`zonegraph ingest`: files in; a line for each, and what the store holds of it."""

from __future__ import annotations

from pathlib import Path

from rich.markup import escape

from api.reports import FileOutcome, IngestReport
from api.terminal import err, out, say_error

_STATUS = {
    "added": "[green]新增 added[/]    ",
    "updated": "[yellow]更新 updated[/]  ",
    "unchanged": "[dim]未变 unchanged[/]",
}


def run(paths: list[Path], store: Path) -> int:
    """0 when all files were read, 3 when some were refused."""
    from api.progress import ProgressReport
    from api.workspace import Workspace

    with Workspace.open(store, write=True, create=True) as workspace, ProgressReport(err()) as progress:
        report = workspace.ingest(paths, progress=progress)
    for outcome in report.outcomes:
        _tell(outcome)
    _sum_up(report)
    return 3 if report.refused else 0


def _tell(outcome: FileOutcome) -> None:
    if outcome.status == "refused":
        say_error(f"{outcome.path}: 未读入 / refused: {outcome.reason}")
        return
    counts = outcome.counts
    line = f"{_STATUS[outcome.status]}  [bold]{escape(outcome.doc or '')}[/]  {escape(str(outcome.path))}"
    if outcome.status != "unchanged":
        line += (
            f"  [dim]{counts.articles} 篇 articles, {counts.passages} 段 passages, {counts.entities} 实体 entities, "
            f"{counts.observations} 数据 observations, {counts.projects} 项目 projects, "
            f"{counts.relations} 关系 relations[/]"
        )
    out().print(line)
    if outcome.note:
        err().print(f"[yellow]注意 / note:[/] {escape(outcome.note)}")


def _sum_up(report: IngestReport) -> None:
    if report.repaired:
        err().print("[yellow]图谱和索引已从文档重建 / graph and index were rebuilt from the documents[/]")
    err().print(
        f"新增 added {len(report.of('added'))}, 更新 updated {len(report.of('updated'))}, "
        f"未变 unchanged {len(report.of('unchanged'))}, 拒绝 refused {len(report.refused)}"
    )
