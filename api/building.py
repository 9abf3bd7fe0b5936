"""From documents to the parts derived from them: one change of a store, made on a copy and kept by one commit.

The documents change inside a transaction of documents.db; graph and index change in the folders of the next generation.
The commit that names this generation is the only moment at which anything becomes visible.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from api.extraction import Extracted, graph_version
from api.reports import Progress, Stage, Tell
from kg.allocator import share_arenas
from kg.decisions import Decision, decision_triples
from kg.documents import CopyChange, DocumentStore
from kg.errors import StoreError
from kg.filebook import FileRecord
from kg.folder import StoreFolder
from kg.graph import quads_text, triples
from kg.iris import Iris
from kg.model import Key
from kg.ontology import ontology_triples
from kg.same_text import same_text_triples
from kg.store import OxigraphStore, label_triples
from kg.vocabulary import shipped

if TYPE_CHECKING:
    from search.encoders import Encoder
    from search.index import EmbeddedIndex, IndexedPassage

_BULK_FROM = 4_000_000  # bytes of triples; a bulk load writes new files each time, so it is for large changes only
_OPTIMIZE_FROM = 500_000  # triples


class Change:
    """One change of a store: put documents, take documents out, and derive graph and index again.

    Use as: `change.put(...)`, `change.delete(...)`, then `change.keep()`; or `change.undo()`.
    """

    def __init__(
        self, folder: StoreFolder, documents: DocumentStore, iris: Iris, encoder: Encoder, setting: str, tell: Tell
    ) -> None:
        self._folder, self._documents, self._iris = folder, documents, iris
        self._encoder, self._setting, self._tell = encoder, setting, tell
        self._old = documents.generation
        self._new = self._old + 1
        self._put: dict[str, tuple[int, int] | None] = {}  # document → where its triples are in the spool
        self._bytes: set[str] = set()  # SHA-256 of the originals that the documents put need
        self._left: set[str] = set()  # and of those that the documents taken out needed
        self._decided: list[Decision] = []  # decisions that came or went
        self.copies: list[CopyChange] = []
        self.reread: tuple[str, ...] = ()
        """Documents that decisions let read otherwise than before."""
        self._spool = tempfile.TemporaryFile()  # noqa: SIM115  closed by keep and undo
        self._changed: set[str] = set()  # documents that the old graph and index hold in another form
        self._keys: set[Key] = set()
        self._vocabulary = shipped()
        share_arenas()
        documents.begin()

    @property
    def changes(self) -> bool:
        """Whether any document was put or taken out."""
        return bool(self._put or self._changed)

    def put(self, extracted: Extracted) -> None:
        """Store a document, in place of the one with its id."""
        entry = extracted.entry
        assert entry is not None
        if entry.id in self._documents:
            self._take_out(entry.id)
        self._documents.put(entry)
        self._bytes.add(entry.sha256)
        self._keys.update(key for key, _ in entry.names)
        self._put[entry.id] = (self._spool.seek(0, os.SEEK_END), len(extracted.triples))
        self._spool.write(extracted.triples)

    def delete(self, doc: str) -> None:
        """Take a document out."""
        self._take_out(doc)
        self._documents.delete(doc)

    def decide(self, decision: Decision) -> Decision:
        """Keep a decision on identity; with its number."""
        numbered = self._documents.put_decision(decision)
        self._decided.append(numbered)
        return numbered

    def withdraw(self, number: int) -> Decision:
        """Take a decision on identity out. `UnknownDecisionError`."""
        found = self._documents.withdraw(number)
        self._decided.append(found)
        return found

    def _take_out(self, doc: str) -> None:
        self._changed.add(doc)
        self._keys.update(self._documents.keys_of(doc))
        self._left.add(self._documents.summary(doc).sha256)

    def keep(
        self,
        *,
        rebuild: bool = False,
        reindex: bool = False,
        files: Mapping[str, FileRecord] = MappingProxyType({}),
        originals: Iterable[str] = (),
    ) -> None:
        """Derive graph and index, then commit, with what to remember of `files` and further `originals` to keep.

        With `rebuild`, which is needed where either is damaged, both are made anew from all documents; with `reindex`
        the index is.
        """
        adopted: list[str] = []
        try:
            self._settle_copies()
            self._decided += self._documents.settle_merges(self._decided)
            self._settle_decisions()
            whole = rebuild or not self._old or 2 * len(self._changed) > len(self._documents)
            with ThreadPoolExecutor(1) as other:  # a bulk load needs no interpreter lock: the index is made beside it
                graph = other.submit(self._prepare_graph(whole))
                self._index(whole or reindex)
                count = graph.result()
            self._documents.note_files(files)
            self._documents.forget_files()
            adopted = self._folder.originals.adopt({*self._bytes, *originals})
            self._documents.commit(
                generation=str(self._new),
                graph=graph_version(self._iris.base),
                encoder=self._setting,
                triples=str(count),
                seal=self._folder.seal(self._new),
            )
        except BaseException:
            self.undo()
            self._drop(adopted)
            raise
        self._spool.close()
        self._drop(self._left)
        self._folder.sweep(self._old, self._new)

    def undo(self) -> None:
        """Leave the store as it was; an interrupt that came after the commit finds it kept."""
        self._spool.close()
        self._documents.rollback()
        self._folder.originals.drop_staged()
        current = self._documents.generation
        self._folder.sweep(current - 1, current)

    def _drop(self, originals: Iterable[str]) -> None:
        """Take originals away that no document needs."""
        self._folder.originals.remove([sha256 for sha256 in sorted(originals) if not self._documents.needs(sha256)])

    def _settle_copies(self) -> None:
        """Find what is a copy of what now; the graph and index of those for which this changed are derived again."""
        self.copies = self._documents.settle_copies()
        for change in self.copies:
            self._keys.update(change.keys)
            if change.doc in self._put:
                self._put[change.doc] = None  # its triples in the spool are those of a document by itself
            else:
                self._changed.add(change.doc)

    def _settle_decisions(self) -> None:
        """Apply the decisions on identity; the graph and index of what reads otherwise are derived again."""
        about = {key for decision in self._decided for key in (decision.entity, decision.into)}
        changes = self._documents.settle_decisions(self._put, about)
        self.reread = tuple(doc for doc, _ in changes)
        for doc, keys in changes:
            self._keys.update(keys)
            if doc in self._put:
                self._put[doc] = None
            else:
                self._changed.add(doc)

    # -- the graph ----------------------------------------------------------------------------------------------

    def _prepare_graph(self, whole: bool) -> Callable[[], int]:
        """Do what needs the documents; returns the rest, which may run in another thread and counts the triples."""
        self._progress("graph", 0)
        target = self._folder.graph(self._new)
        shutil.rmtree(target, ignore_errors=True)
        if whole:
            docs = self._documents.ids()
        else:
            docs = sorted(self._put.keys() - self._changed)
            self._folder.clone(self._folder.graph(self._old), target)
            large = sum(place[1] for doc in docs if (place := self._put[doc]) is not None) >= _BULK_FROM
            grown = self._change_graph(target, () if large else docs)
            if not large:
                self._progress("graph", 1)
                count = self._documents.triples + grown
                return lambda: count
        scratch = target.with_name(f"scratch-{self._new}.nq")
        written = self._write_quads(scratch, docs, whole)

        def load() -> int:
            with OxigraphStore.open(target, self._iris, write=True) as graph:
                graph.bulk(scratch)
                if written >= _OPTIMIZE_FROM:
                    graph.optimize()
                graph.flush()
            scratch.unlink()
            with OxigraphStore.open(target, self._iris) as built:
                triples = len(built)
            self._progress("graph", 1)
            return triples

        return load

    def _triples(self, doc: str) -> Sequence[str]:
        if (place := self._put.get(doc)) is not None:
            self._spool.seek(place[0])
            return self._spool.read(place[1]).decode().split("\n")
        told = triples(*self._documents.read(doc), self._iris, self._vocabulary)
        copied = self._documents.summary(doc).copied
        return told if copied is None else sorted({*told, *same_text_triples(doc, copied, self._iris)})

    def _write_quads(self, file: Path, docs: Sequence[str], whole: bool) -> int:
        """Write the graphs of these documents, with the vocabulary and all names when `whole`; how many triples."""
        file.parent.mkdir(parents=True, exist_ok=True)
        count = 0
        with open(file, "w", encoding="utf-8") as stream:
            if whole:
                lexicon = sorted({*ontology_triples(), *self._vocabulary.triples(self._iris)})
                stream.write(quads_text(self._iris.lexicon_graph, lexicon))
                names = {self._iris.entity(key): name for key, name in self._documents.all_names().items()}
                stream.write(quads_text(self._iris.names_graph, label_triples(names)))
                decisions = decision_triples(self._documents.decisions(), self._iris)
                stream.write(quads_text(self._iris.decisions_graph, decisions))
            for doc in docs:
                lines = self._triples(doc)
                count += len(lines)
                stream.write(quads_text(self._iris.document(doc), lines))
        return count

    def _change_graph(self, target: Path, fresh: Sequence[str]) -> int:
        """Replace or take out what the graph holds in another form, add `fresh`, and set the names that may differ.

        Returns by how many triples the merge grew.
        """
        with OxigraphStore.open(target, self._iris, write=True) as graph:
            for doc in sorted(self._changed):
                graph.replace_document(doc, self._triples(doc) if doc in self._documents else ())
            for doc in fresh:
                graph.replace_document(doc, self._triples(doc))
            if self._decided:
                decisions = decision_triples(self._documents.decisions(), self._iris)
                graph.replace_graph(self._iris.decisions_graph, decisions)
            graph.relabel({self._iris.entity(key): self._documents.name(key) for key in sorted(self._keys)})
            graph.flush()
            return graph.growth

    # -- the index ----------------------------------------------------------------------------------------------

    def _index(self, whole: bool) -> None:
        from search.index import EmbeddedIndex

        source, target = self._folder.index(self._old), self._folder.index(self._new)
        shutil.rmtree(target, ignore_errors=True)
        index = None
        if not whole and source.is_dir():
            self._folder.clone(source, target)
            try:
                index = EmbeddedIndex(target, self._encoder, write=True)
            except StoreError:  # damaged, or made with another encoder: built anew below
                shutil.rmtree(target, ignore_errors=True)
        if index is None:
            target.mkdir(parents=True)
            index = EmbeddedIndex(target, self._encoder, write=True)
            docs: Sequence[str] = self._documents.ids()
        else:
            index.delete(sorted(self._changed))
            docs = sorted(self._put.keys() | {doc for doc in self._changed if doc in self._documents})
        try:
            self._add(index, docs)
            index.commit()
        finally:
            index.close()
        readable_as_the_umask_says(target)

    def _add(self, index: EmbeddedIndex, docs: Sequence[str]) -> None:
        from search.context import indexed_passages

        batch: list[IndexedPassage] = []
        for done, doc in enumerate(docs, 1):
            batch += indexed_passages(*self._documents.read(doc))
            if len(batch) >= 512 or done == len(docs):
                index.add(batch)
                batch = []
            if done % 16 == 0 or done == len(docs):
                self._progress("index", done, len(docs), doc)

    def _progress(self, stage: Stage, done: int, total: int = 1, what: str = "") -> None:
        self._tell(Progress(stage, done, total, what))


def graph_is_sound(path: Path, triples: int) -> bool:
    """Whether a graph folder opens, can be read through, and holds this many triples."""
    try:
        with OxigraphStore.open(path) as graph:
            return len(graph) == triples
    except (StoreError, OSError, RuntimeError):
        return False


def readable_as_the_umask_says(folder: Path) -> None:
    """Give files the mode that new files have here; the lexical engine makes its own readable by their owner only."""
    probe = folder / ".mode"
    probe.touch()
    mode = probe.stat().st_mode & 0o777
    probe.unlink()
    for file in folder.rglob("*"):
        if file.is_file() and not file.is_symlink():
            file.chmod(mode)
