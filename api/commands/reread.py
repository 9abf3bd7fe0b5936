"""`zonegraph reread`: documents read again from their originals, for a new version of the reading."""

from __future__ import annotations

from pathlib import Path

from api.commands.outcomes import sum_up, tell, tell_copies
from api.terminal import err


def run(docs: list[str], store: Path) -> int:
    """0 when all were read, 3 when the original of some is missing, damaged or not readable any more."""
    from api.progress import ProgressReport
    from api.workspace import Workspace

    with Workspace.open(store, write=True) as workspace, ProgressReport(err()) as progress:
        report = workspace.reread(docs, progress=progress)
    tell(report.outcomes)
    tell_copies(report.copies)
    sum_up(report)
    return 3 if report.refused else 0
