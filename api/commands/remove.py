"""`zonegraph remove`: documents out, with exactly the facts that only they supported."""

from __future__ import annotations

from pathlib import Path

from rich.markup import escape

from api.commands.outcomes import tell_copies
from api.terminal import out


def run(docs: list[str], store: Path) -> int:
    """0 when all were removed; an unknown document is an error and nothing is removed."""
    from api.workspace import Workspace

    with Workspace.open(store, write=True) as workspace:
        report = workspace.remove(docs)
    for doc in report.documents:
        out().print(f"[yellow]移除 removed[/]  [bold]{escape(doc)}[/]")
    tell_copies(report.copies)
    out().print(f"[dim]{report.triples} 三元组 triples, {len(report.entities)} 实体 entities[/]")
    return 0
