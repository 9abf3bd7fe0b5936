"""Reading into a store: which documents are to be read, what became of each, and the one change that keeps them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from api.extraction import Task, extract_files, extractor_version
from api.files import Source, assign_ids, note_on_id
from api.intake import Intake, gone, take_in
from api.removed import remember
from api.reports import CopyOutcome, FileOutcome, FileStatus, IngestReport, Progress, Tell
from api.walking import Found, discover, is_gone
from kg.errors import UnknownDocumentError, ZonegraphError
from kg.paths import shown

if TYPE_CHECKING:
    from api.building import Change
    from api.workspace import Workspace


class Ingest:
    """One reading into a workspace that was opened for writing. `jobs`: processes that read."""

    def __init__(self, workspace: Workspace, tell: Tell, jobs: int) -> None:
        self._workspace, self._tell, self._jobs = workspace, tell, jobs
        self._documents = workspace.documents
        self._originals = workspace.folder.originals
        self._stored = self._documents.stored()
        self._version = extractor_version()

    def files(self, paths: Sequence[Path], *, full: bool, prune: bool) -> IngestReport:
        """Read files and folders; see `Workspace.ingest`."""
        found = discover(paths)
        intake = take_in(found, self._documents, self._originals, full=full)
        ids = assign_ids(intake.sources, self._stored)
        sources = {ids[source.origin]: source for source in intake.sources}
        lost = gone(self._stored, paths, found, intake, set(sources)) if prune else []
        lost_files = {self._stored[doc].file for doc in lost}
        outcomes = intake.refused + [one for place, one in found.refused.items() if place not in lost_files]
        if not sources and not lost:
            _must_hold_something(found, outcomes)
        same = {doc for doc, source in sources.items() if self._is_unchanged(doc, source)}
        counts = self._documents.counts()
        outcomes += [
            FileOutcome(path=sources[doc].path, status="unchanged", doc=doc, counts=counts[doc]) for doc in same
        ]
        moved = {doc: sources[doc] for doc in same if self._has_moved(doc, sources[doc])}
        tasks = [self._task(doc, source) for doc, source in sorted(sources.items()) if doc not in same]
        repair = bool(self._workspace.generation) and not self._workspace.derived_are_sound(full)
        if not (tasks or lost or repair):
            self._note(intake, moved)
            return IngestReport(_sorted(outcomes), self._workspace.generation)
        summaries = [self._documents.summary(doc) for doc in lost]
        change = self._workspace.change(self._tell)
        try:
            for doc in lost:
                change.delete(doc)
                outcomes.append(FileOutcome(path=Path(self._stored[doc].origin), status="removed", doc=doc))
            self._move(moved)
            for outcome in self._read(change, tasks):
                source = sources[outcome.doc or ""]
                if outcome.status == "refused":
                    intake.records.pop(source.file, None)  # so that it is tried, and named, again
                    outcomes.append(msgspec.structs.replace(outcome, doc=None))
                else:
                    outcomes.append(_with_note(outcome, note_on_id(source, outcome.doc or "")))
        except BaseException:
            change.undo()
            raise
        if change.changes or repair:
            originals = {sources[doc].sha256 for doc in same}
            self._workspace.finish(change, rebuild=repair, files=intake.records, originals=originals)
            remember(self._workspace.path, summaries, self._workspace.generation)
        else:
            self._originals.adopt(sources[doc].sha256 for doc in same)
            change.undo()
            self._note(intake, moved)
        return IngestReport(_sorted(self._as_kept(outcomes)), self._workspace.generation, repair, copies_of(change))

    def again(self, docs: Iterable[str]) -> IngestReport:
        """Read documents again from their originals; see `Workspace.reread`."""
        chosen = list(dict.fromkeys(docs)) or list(self._stored)
        for doc in chosen:
            if doc not in self._stored:
                raise UnknownDocumentError(doc)
        tasks = []
        for doc in chosen:
            told = self._stored[doc]
            path = Path(self._documents.summary(doc).path)
            tasks.append(self._task(doc, Source(path, told.origin, told.sha256, told.size, told.file)))
        change = self._workspace.change(self._tell)
        try:
            outcomes = list(self._read(change, tasks))
        except BaseException:
            change.undo()
            raise
        self._workspace.finish(change, rebuild=True)
        self._originals.sweep(self._documents.needs)
        return IngestReport(_sorted(self._as_kept(outcomes)), self._workspace.generation, False, copies_of(change))

    def _is_unchanged(self, doc: str, source: Source) -> bool:
        told = self._stored.get(doc)
        return told is not None and (told.sha256, told.extractor) == (source.sha256, self._version)

    def _has_moved(self, doc: str, source: Source) -> bool:
        told = self._stored[doc]
        return told.origin != source.origin and is_gone(told.file)

    def _task(self, doc: str, source: Source) -> Task:
        kept = source.kept or str(self._originals.path(source.sha256))
        return Task(
            source.path, source.origin, doc, source.size, self._workspace.iris.base, self._version, source.file, kept,
            source.sha256,
        )  # fmt: skip

    def _read(self, change: Change, tasks: Sequence[Task]) -> Iterator[FileOutcome]:
        """Read what the tasks name and put it into the change; a refused one keeps its `doc` here."""
        for done, extracted in enumerate(extract_files(tasks, self._jobs), 1):
            task = extracted.task
            self._tell(Progress("reading", done, len(tasks), shown(task.path)))
            if extracted.entry is None:
                yield FileOutcome(path=task.path, status="refused", doc=task.doc, reason=extracted.refusal)
                continue
            change.put(extracted)
            status: FileStatus = "updated" if task.doc in self._stored else "added"
            outcome = FileOutcome(path=task.path, status=status, doc=task.doc, note=extracted.warning)
            yield _with_note(outcome, _dropped(extracted.dropped))

    def _as_kept(self, outcomes: Iterable[FileOutcome]) -> Iterator[FileOutcome]:
        """The outcomes with what the store holds of each document: of a copy only what it adds."""
        for outcome in outcomes:
            if outcome.status in ("added", "updated") and outcome.doc:
                told = self._documents.summary(outcome.doc)
                yield msgspec.structs.replace(outcome, counts=told.counts, copied=told.copied)
            else:
                yield outcome

    def _move(self, moved: Mapping[str, Source]) -> None:
        for doc, source in sorted(moved.items()):
            self._documents.move(doc, source.origin, source.file)

    def _note(self, intake: Intake, moved: Mapping[str, Source]) -> None:
        """Remember files that are not as they were though their documents are: a change that no reader sees."""
        self._originals.adopt(source.sha256 for source in intake.sources)
        if not self._stored or not (intake.records or moved):
            return
        self._documents.begin()
        try:
            self._move(moved)
            self._documents.note_files(intake.records)
            self._documents.forget_files()
            self._documents.commit()
        except BaseException:
            self._documents.rollback()
            raise


def copies_of(change: Change) -> tuple[CopyOutcome, ...]:
    """What a change made copies, or ended as such."""
    return tuple(CopyOutcome(one.doc, one.copied) for one in change.copies)


def _must_hold_something(found: Found, refused: Sequence[FileOutcome]) -> None:
    """`ZonegraphError` when not one document was found, and no list of refusals says why."""
    if found.empty and not refused:
        folder = shown(found.empty[0])
        raise ZonegraphError(
            f"文件夹 {folder} 中没有报告，请换一个 / no reports in folder {folder}: name one that holds some"
        )
    if len(refused) == 1:
        raise ZonegraphError(f"{shown(refused[0].path)}: {refused[0].reason}")
    if not refused:
        raise ZonegraphError("没有给出文件或文件夹 / no file or folder was named")


def _sorted(outcomes: Iterable[FileOutcome]) -> tuple[FileOutcome, ...]:
    return tuple(sorted(outcomes, key=lambda outcome: str(outcome.path)))


def _dropped(count: int) -> str | None:
    return f"舍弃 {count} 条无出处的事实 / {count} facts without a place in the text were left out" if count else None


def _with_note(outcome: FileOutcome, note: str | None) -> FileOutcome:
    notes = [one for one in (outcome.note, note) if one]
    return msgspec.structs.replace(outcome, note="; ".join(notes) or None)
