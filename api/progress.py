"""How far the work is, on standard error: a bar on a terminal, a line for each finished stage elsewhere."""

from __future__ import annotations

from types import TracebackType
from typing import TYPE_CHECKING

from rich.console import Console

from api.reports import Progress, Stage

if TYPE_CHECKING:
    from rich.progress import Progress as Bars
    from rich.progress import TaskID

_LABELS: dict[Stage, str] = {
    "reading": "读取 / reading",
    "storing": "入库 / storing",
    "graph": "图谱 / graph",
    "index": "索引 / index",
}


class ProgressReport:
    """Call it with each `Progress`; use it as a context manager so that the terminal is left clean."""

    def __init__(self, console: Console | None = None) -> None:
        self.console = console or Console(stderr=True)
        self._tasks: dict[Stage, TaskID] = {}
        self._finished: set[Stage] = set()
        self._bars: Bars | None = None

    def __enter__(self) -> ProgressReport:
        if self.console.is_terminal:
            from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
            from rich.progress import Progress as Bars

            self._bars = Bars(
                TextColumn("{task.description:<14}"),
                BarColumn(),
                MofNCompleteColumn(),
                TimeElapsedColumn(),
                TextColumn("[dim]{task.fields[what]}"),
                console=self.console,
            )
            self._bars.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bars is not None:
            self._bars.stop()

    def __call__(self, progress: Progress) -> None:
        """Show one step."""
        label = _LABELS[progress.stage]
        if self._bars is not None:
            if progress.stage not in self._tasks:
                self._tasks[progress.stage] = self._bars.add_task(label, total=progress.total, what="")
            what = progress.what if progress.done < progress.total else ""
            self._bars.update(self._tasks[progress.stage], completed=progress.done, total=progress.total, what=what)
        elif progress.done >= progress.total and progress.stage not in self._finished:
            self._finished.add(progress.stage)
            self.console.print(f"{label} {progress.done}/{progress.total}", highlight=False, soft_wrap=True)
