"""What became of files and documents, a line each: shared by the commands that read."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence

from rich.markup import escape

from api.reports import CopyOutcome, FileOutcome, IngestReport
from api.terminal import err, out, say_error
from kg.entries import Copied
from kg.paths import shown

_STATUS = {
    "added": "[green]新增 added[/]    ",
    "updated": "[yellow]更新 updated[/]  ",
    "unchanged": "[dim]未变 unchanged[/]",
    "removed": "[yellow]移除 removed[/]  ",
}
_KINDS = {
    "exact": ("与 {} 字节相同", "the same bytes as {}"),
    "near": ("与 {} 文字相同", "the same text as {}"),
    "part": ("部分文章与 {} 文字相同", "some articles have the same text as {}"),
}


def tell(outcomes: Sequence[FileOutcome]) -> None:
    """A line for each file, refusals on standard error."""
    plain = not out().is_terminal
    for outcome in outcomes:
        if outcome.status == "refused":
            say_error(f"{shown(outcome.path)}: 未读入 / refused: {outcome.reason}")
        elif plain and outcome.status == "unchanged":  # of thousands of lines, most; markup takes ten times as long
            sys.stdout.write(f"未变 unchanged  {outcome.doc}  {shown(outcome.path)}\n")
        else:
            _tell_one(outcome)


def _tell_one(outcome: FileOutcome) -> None:
    counts = outcome.counts
    line = f"{_STATUS[outcome.status]}  [bold]{escape(outcome.doc or '')}[/]  {escape(shown(outcome.path))}"
    if outcome.status in ("added", "updated"):
        line += (
            f"  [dim]{counts.articles} 篇 articles, {counts.passages} 段 passages, {counts.entities} 实体 entities, "
            f"{counts.observations} 数据 observations, {counts.projects} 项目 projects, "
            f"{counts.relations} 关系 relations[/]"
        )
    out().print(line)
    if outcome.note:
        err().print(f"[yellow]注意 / note:[/] {escape(outcome.note)}")


def copy_words(copied: Copied) -> str:
    """What a document has from others, in words."""
    chinese, english = _KINDS[copied.kind]
    of = copied.of
    return f"{chinese.format('、'.join(of))} / {english.format(', '.join(of))}"


def tell_copies(copies: Iterable[CopyOutcome]) -> None:
    """Which documents have the same text as others: their facts are counted once."""
    for one in copies:
        words = (
            "不再是副本，单独计入 / no copy any more: counts for itself"
            if one.copied is None
            else f"{copy_words(one.copied)}，只计一次 / counted once"
        )
        err().print(f"[yellow]同文 / same text:[/] [bold]{escape(one.doc)}[/] {escape(words)}")


def sum_up(report: IngestReport) -> None:
    """How many files met which fate."""
    if report.repaired:
        err().print("[yellow]图谱和索引已从文档重建 / graph and index were rebuilt from the documents[/]")
    removed = f", 移除 removed {len(report.of('removed'))}" if report.of("removed") else ""
    err().print(
        f"新增 added {len(report.of('added'))}, 更新 updated {len(report.of('updated'))}, "
        f"未变 unchanged {len(report.of('unchanged'))}{removed}, 拒绝 refused {len(report.refused)}"
    )
