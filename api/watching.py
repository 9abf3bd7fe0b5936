"""Keeping a store in step with files and folders: look, wait until what changed has settled, read it in.

Plain looking every few seconds: it works on every file system, also on those of other machines, and costs a walk.
The store is opened only for the moment of a change, so that others can write in between.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from pathlib import Path

from api.reports import FileOutcome, IngestReport
from api.walking import Found, discover
from kg.errors import LockedError, ZonegraphError

Look = dict[str, tuple[int, int, int]]
"""File → size, time, inode."""
_PATIENCE = 5
"""Looks after which files are read although some of them still change: others must not wait for them for ever."""
Tidings = Callable[[IngestReport], None]


class Watcher:
    """Watches `paths`. `read` brings the store in step with them; `tell` is given what each reading changed.

    A file is read when it looks the same in two looks, `every` seconds apart: one that is still being written waits.
    A refusal is told once for each state of its file.
    """

    def __init__(
        self,
        paths: Sequence[Path],
        read: Callable[[], IngestReport],
        tell: Tidings,
        trouble: Callable[[str], None],
        every: float,
    ) -> None:
        self._paths, self._read, self._tell, self._trouble = paths, read, tell, trouble
        self._every = every
        self._done: Look | None = None  # how the files looked when they were read last
        self.busy = False
        """Whether files are being read now: an interrupt should then end that, and not only the wait."""
        self._refused: dict[str, str] = {}
        self._troubled = ""

    def run(self, stop: threading.Event) -> None:
        """Watch until `stop` is set, which ends the wait at once."""
        before: Look | None = None
        unsettled = 0
        while True:
            now = self._look()
            unsettled = 0 if before is None or now == before else unsettled + 1
            if now != self._done and unsettled in (0, _PATIENCE) and self._step():
                self._done = now
                unsettled = 0
            before = now
            if stop.wait(self._every):
                return

    def _look(self) -> Look:
        return _states(discover(self._paths))

    def _step(self) -> bool:
        """Bring the store in step; False when that has to wait."""
        self.busy = True
        try:
            report = self._read()
        except LockedError as error:
            self._say(str(error))
            return False
        except ZonegraphError as error:
            self._say(str(error))
            return True
        finally:
            self.busy = False
        self._troubled = ""
        self._tell(self._news(report))
        return True

    def _news(self, report: IngestReport) -> IngestReport:
        """The report without what has been told before: unchanged files, and refusals of files that did not change."""
        refused = {str(outcome.path): outcome.reason or "" for outcome in report.refused}
        outcomes = tuple(one for one in report.outcomes if self._is_news(one))
        self._refused = refused
        return IngestReport(outcomes, report.generation, report.repaired, report.copies)

    def _is_news(self, outcome: FileOutcome) -> bool:
        if outcome.status == "refused":
            return self._refused.get(str(outcome.path)) != outcome.reason
        return outcome.status != "unchanged"

    def _say(self, words: str) -> None:
        if words != self._troubled:
            self._trouble(words)
        self._troubled = words


def _states(found: Found) -> Look:
    looks = {origin: (seen.size, seen.mtime, seen.inode) for origin, seen in found.files.items()}
    looks.update((place, (-1, 0, 0)) for place in found.refused)
    return looks
