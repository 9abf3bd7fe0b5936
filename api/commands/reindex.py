"""`zonegraph reindex`: the index anew, with another embedding model if one is named, while a server answers."""

from __future__ import annotations

import time
from pathlib import Path

from rich.markup import escape

from api.terminal import err, out


def run(model: str, store: Path) -> int:
    """0 when the index was built; the old one stays in use until then, and for good where the building fails."""
    from api.progress import ProgressReport
    from api.workspace import Workspace

    began = time.monotonic()
    with Workspace.open(store, write=True) as workspace, ProgressReport(err()) as progress:
        count = workspace.reindex(model, progress)
        built = workspace.documents.meta("encoder") or "builtin"
    out().print(
        f"[green]索引已重建 index rebuilt[/]  {escape(built)}  {count} 段 passages, {time.monotonic() - began:.1f} s",
        soft_wrap=True,
    )
    return 0
