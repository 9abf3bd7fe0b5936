"""What the workspace tells of its work: progress, outcome of each file, what a removal took, figures of a store."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Literal

import msgspec

from kg.entries import Copied, Counts

Stage = Literal["reading", "storing", "graph", "index"]
FileStatus = Literal["added", "updated", "unchanged", "refused", "removed"]


class Progress(msgspec.Struct, frozen=True):
    """`done` of `total` files (stage reading, storing) or steps (graph, index) are through; `what` was the last."""

    stage: Stage
    done: int
    total: int
    what: str = ""


Tell = Callable[[Progress], None]


def silent(progress: Progress) -> None:
    """Tells nobody."""


class FileOutcome(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one file. `doc` is None when refused; `reason` says why (refused) or what to know (`note`).

    `removed`: the file is gone, and its document was taken out. `copied`: what it has from other documents.
    """

    path: Path
    status: FileStatus
    doc: str | None = None
    reason: str | None = None
    note: str | None = None
    counts: Counts = Counts()
    copied: Copied | None = None


class CopyOutcome(msgspec.Struct, frozen=True):
    """A document whose standing beside others with the same text changed; `copied` None: it counts for itself now."""

    doc: str
    copied: Copied | None


class IngestReport(msgspec.Struct, frozen=True):
    """Outcomes sorted by path. `generation` is the store's afterwards; `repaired`: graph and index were rebuilt.

    `copies` are the documents that became copies of others, or ceased to be, by id.
    """

    outcomes: tuple[FileOutcome, ...]
    generation: int
    repaired: bool = False
    copies: tuple[CopyOutcome, ...] = ()

    def of(self, status: FileStatus) -> tuple[FileOutcome, ...]:
        """The outcomes with this status."""
        return tuple(outcome for outcome in self.outcomes if outcome.status == status)

    @property
    def refused(self) -> tuple[FileOutcome, ...]:
        """The files that were not read; the command line exits 3 when there are any."""
        return self.of("refused")


class RemoveReport(msgspec.Struct, frozen=True):
    """What a removal took: the documents, the triples that only they supported, the names nobody else mentions."""

    documents: tuple[str, ...]
    triples: int
    entities: tuple[str, ...]
    copies: tuple[CopyOutcome, ...] = ()
