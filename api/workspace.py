"""A workspace: an opened store folder, the one place where ingest, kg and search meet.

    with Workspace.open(Path(".zonegraph")) as workspace:
        answer = workspace.ask("……")

Every door (command line, HTTP, SPARQL) holds one. Graph, index and answerer are opened when they are first asked for,
and what only a change needs is imported by it: a cold `zonegraph ask` pays for every import.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterable, Mapping
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import IO, TYPE_CHECKING, TypeVar

import msgspec

from api.reports import IngestReport, RemoveReport, Tell, silent
from api.settings import Settings, load_settings
from kg.documents import DocumentStore
from kg.errors import LockedError, StoreError, UnknownDocumentError, ZonegraphError
from kg.folder import StoreFolder
from kg.iris import Iris
from kg.store import OxigraphStore

if TYPE_CHECKING:
    from api.building import Change
    from kg.export import Format
    from kg.filebook import FileRecord
    from kg.stats import Stats
    from search.answer import Answerer
    from search.encoders import Encoder
    from search.index import EmbeddedIndex
    from search.replies import Answer, CitedPassage
    from search.reranking import Reranker

Part = TypeVar("Part")

_HITS = 40
_TRIES = 3


class Workspace:
    """An opened store. Use `Workspace.open`; a context manager. Not for several threads at once."""

    def __init__(self, folder: StoreFolder, settings: Settings, resources: ExitStack, *, write: bool) -> None:
        self.folder = folder
        self.path = folder.path
        self.iris = Iris(folder.settings().base)
        self._settings = settings
        self._resources = resources
        self._write = write
        self._made_here = False
        self._documents = DocumentStore.open(folder.documents_file, write=write, create=write)
        self._generation = self._documents.generation
        self._graph: OxigraphStore | None = None
        self._index: EmbeddedIndex | None = None
        self._answerer: Answerer | None = None
        self._reranker: Reranker | None = None
        self._loaded: tuple[str, Encoder] | None = None

    @classmethod
    def open(cls, path: Path, write: bool = False, create: bool = False, settings: Settings | None = None) -> Workspace:
        """Open a store to read, or as its one writer; with `create` a store is made where there is none.

        `StoreError`: no store there, one made by another version, a damaged one, a folder that may not be written.
        `LockedError`: somebody else is writing. A store that was made and got no document is taken away on closing.
        """
        settings = settings or load_settings()
        folder = StoreFolder(path)
        with ExitStack() as resources:
            made = write and create and not folder.exists()
            if made:
                folder.create(settings.base)
            folder.settings()
            if write:
                resources.enter_context(folder.lock())
            workspace = cls(folder, settings, resources.pop_all(), write=write)
        workspace._made_here = made
        if write and workspace.generation:
            folder.sweep(workspace.generation - 1, workspace.generation)
            folder.originals.drop_staged()
        return workspace

    def __enter__(self) -> Workspace:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close everything and let go of the lock."""
        self._let_go()
        empty = self._made_here and not self._documents.generation
        self._documents.close()
        if empty:
            self.folder.discard()
        self._resources.close()

    def _let_go(self) -> None:
        for part in (self._graph, self._index):
            if part is not None:
                part.close()
        self._graph = self._index = self._answerer = None

    @property
    def settings(self) -> Settings:
        """The settings that the store was opened with."""
        return self._settings

    # -- what is in the store -----------------------------------------------------------------------------------

    @property
    def generation(self) -> int:
        """Grows by one with each change that was kept; 0 for an empty store."""
        return self._generation

    def refresh(self) -> bool:
        """Take over what another process has written since; True when there was something."""
        now = self._documents.generation
        if now == self._generation:
            return False
        self._generation = now
        self._documents.forget()
        self._let_go()
        return True

    @property
    def documents(self) -> DocumentStore:
        """Texts, articles, passages and facts: the source of truth."""
        return self._documents

    @property
    def graph(self) -> OxigraphStore:
        """The graph, to read; `graph.path` is the folder of this generation. `StoreError` when it is damaged."""
        if self._graph is None:
            self._graph = self._current(lambda: OxigraphStore.open(self.folder.graph(self.generation), self.iris))
        return self._graph

    @property
    def index(self) -> EmbeddedIndex:
        """The index of passages, to read. `StoreError` when it is damaged, `SettingsError` for its model."""
        if self._index is None:
            from search.index import EmbeddedIndex

            encoder = self._encoder()
            try:
                self._index = self._current(lambda: EmbeddedIndex(self._index_folder(), encoder))
            except LockedError:
                raise
            except StoreError as error:
                built = self.documents.meta("encoder") or "builtin"
                how = "运行 zonegraph reindex 重建 / `zonegraph reindex` rebuilds it"
                if built != self._encoder_setting():
                    how = (
                        f"本库由模型 {built} 建成; 运行 zonegraph reindex --model NAME 换模型, 或取消 "
                        f"ZONEGRAPH_ENCODER / the store was built with {built}: `zonegraph reindex --model NAME` "
                        "changes the model, or unset ZONEGRAPH_ENCODER"
                    )
                raise StoreError(f"{error} ({how})") from error
        return self._index

    def ask(self, question: str, today: date | None = None) -> Answer:
        """Answer a question, asked on the day `today` if one is given, with the passages and facts that say so."""
        if self._answerer is None:
            from search.answer import Answerer

            self._answerer = Answerer(
                self.documents, self.graph, self.index, weights=self._switched(), reranker=self._rerank()
            )
        return self._answerer.ask(question, today)

    def search(self, query: str, k: int = 10) -> list[CitedPassage]:
        """The `k` passages nearest to some words, best first; of many documents, where the words name nothing."""
        from search.evidence import shown_passages
        from search.question import parse
        from search.terms import is_general

        hits = self.index.search(query, max(k, _HITS), weights=self._switched())
        if (reranker := self._rerank()) is not None:
            hits = reranker.reranked(query, hits, self.documents)
        try:
            spread = is_general(parse(query), self.documents)
        except ZonegraphError:  # nothing that could be asked: punctuation, or a whole text
            spread = False
        return shown_passages(self.documents, hits, k, spread)

    def stats(self) -> Stats:
        """What the store holds, in figures."""
        from kg.stats import stats

        return stats(self.documents)

    def export(self, form: Format, stream: IO[bytes]) -> None:
        """Write the whole store to a binary stream in one of `kg.export.FORMATS`."""
        from kg.export import export

        export(form, self.documents, self.graph, self.iris, stream)

    # -- changes ------------------------------------------------------------------------------------------------

    def ingest(
        self,
        paths: Iterable[Path],
        progress: Tell | None = None,
        jobs: int | None = None,
        *,
        full: bool = False,
        prune: bool = False,
    ) -> IngestReport:
        """Read files and folders into the store: all of them in one change, or, when it fails, none.

        A file that is there already, with the same bytes and read by this version, is left alone; another under its
        path replaces it. Files that cannot be read are refused and named in the report. `ZonegraphError` when no file
        is found at all. `jobs` is the number of processes (default: the setting, else the number of cores). With
        `full` bytes are compared where size, time and inode say that nothing changed, and graph and index are looked
        through; with `prune` the documents of files that are gone from below the paths are taken out.
        """
        from api.ingesting import Ingest

        self._must_write()
        reading = Ingest(self, progress or silent, jobs or self._settings.jobs)
        return reading.files(list(paths), full=full, prune=prune)

    def reread(self, docs: Iterable[str] = (), progress: Tell | None = None, jobs: int | None = None) -> IngestReport:
        """Read documents (all, when none is named) again from their kept originals, and build graph and index anew.

        For a new version of the reading: the files themselves may be gone. A document whose original is missing or
        damaged is refused and stays as it was. `UnknownDocumentError` before anything is done.
        """
        from api.ingesting import Ingest

        self._must_write()
        return Ingest(self, progress or silent, jobs or self._settings.jobs).again(docs)

    def remove(self, docs: Iterable[str]) -> RemoveReport:
        """Take documents out, with exactly what only they stated. `UnknownDocumentError` before anything is done."""
        self._must_write()
        chosen = list(dict.fromkeys(docs))
        for doc in chosen:
            if doc not in self.documents:
                raise UnknownDocumentError(doc)
        from api.ingesting import copies_of
        from api.removed import remember

        repair = not self.derived_are_sound()
        before = self.documents.triples
        names = self.documents.all_names()
        gone_documents = [self.documents.summary(doc) for doc in chosen]
        change = self.change(silent)
        try:
            for doc in chosen:
                change.delete(doc)
        except BaseException:
            change.undo()
            raise
        self.finish(change, rebuild=repair)
        remember(self.path, gone_documents, self.generation)
        left = self.documents.all_names()
        gone = tuple(sorted(name for key, name in names.items() if key not in left))
        return RemoveReport(tuple(chosen), max(0, before - self.documents.triples), gone, copies_of(change))

    def rebuild(self, progress: Tell | None = None) -> None:
        """Make graph and index anew from the documents."""
        self._must_write()
        self.finish(self.change(progress or silent), rebuild=True)

    def reindex(self, model: str = "", progress: Tell | None = None) -> int:
        """Make the index anew, with another model where one is named; readers keep the old one until it is done.

        Documents and graph stay as they are. Returns how many passages were indexed. `SettingsError` before anything
        is touched when the model is not to be had.
        """
        self._must_write()
        if model:
            self._settings = msgspec.structs.replace(self._settings, encoder=model)
        self.finish(self.change(progress or silent), reindex=True)
        return len(self.index)

    def change(self, tell: Tell) -> Change:
        """Begin a change of the documents; graph and index are let go. It ends with `finish`, or its own `undo`."""
        from api.building import Change

        encoder = self._encoder()  # before anything is touched: the model may be missing
        self._let_go()
        return Change(self.folder, self.documents, self.iris, encoder, self._encoder_setting(), tell)

    def finish(
        self,
        change: Change,
        *,
        rebuild: bool = False,
        reindex: bool = False,
        files: Mapping[str, FileRecord] = MappingProxyType({}),
        originals: Iterable[str] = (),
    ) -> None:
        """Keep a change: see `Change.keep`."""
        change.keep(rebuild=rebuild, reindex=reindex, files=files, originals=originals)
        self._generation = self.documents.generation

    def derived_are_sound(self, full: bool = False) -> bool:
        """Whether graph and index are as this program left them or, where they were touched since, hold together.

        With `full` they are looked through in any case.
        """
        from api.building import graph_is_sound
        from api.extraction import graph_version

        if self.documents.meta("graph") != graph_version(self.iris.base):
            return False
        untouched = self.folder.seal(self.generation) == self.documents.meta("seal")
        if untouched and not full and self.documents.meta("encoder") == self._encoder_setting():
            return True
        if not graph_is_sound(self.folder.graph(self.generation), self.documents.triples):
            return False
        try:
            return len(self.index) >= 0
        except StoreError:
            return False

    # -- inside -------------------------------------------------------------------------------------------------

    def _must_write(self) -> None:
        if not self._write:
            raise StoreError(f"{self.path} 以只读方式打开 / {self.path} was opened for reading only")

    def _index_folder(self) -> Path:
        folder = self.folder.index(self.generation)
        if not folder.is_dir() or os.access(folder, os.W_OK):
            return folder
        scratch = self._resources.enter_context(tempfile.TemporaryDirectory(prefix="zonegraph-"))
        return self.folder.shadow(folder, Path(scratch))

    def _encoder_setting(self) -> str:
        return self._settings.encoder or self.documents.meta("encoder") or "builtin"

    def _encoder(self) -> Encoder:
        from search.encoders import CorpusEncoder, load_encoder

        setting = self._encoder_setting()
        if self._loaded is None or self._loaded[0] != setting or isinstance(self._loaded[1], CorpusEncoder):
            self._loaded = setting, load_encoder(setting, self._settings.encoder_key)
        return self._loaded[1]

    def _switched(self) -> dict[str, float]:
        from search.ranking import switched

        return switched(self._settings.search_parts)

    def _rerank(self) -> Reranker | None:
        if self._settings.reranker and self._reranker is None:
            from search.reranking import Reranker

            self._reranker = Reranker(self._settings.reranker, self._settings.reranker_key)
        return self._reranker

    def _current(self, open_part: Callable[[], Part]) -> Part:
        """Open a part of the current generation, which a writer may have replaced since we looked."""
        if not self.generation and not self.refresh():
            raise StoreError(
                f"{self.path} 是空库，请先运行 zonegraph ingest / "
                f"the store {self.path} is empty: run `zonegraph ingest` first"
            )
        for _ in range(_TRIES):
            try:
                return open_part()
            except StoreError:
                if not self.refresh():
                    raise
        return open_part()
