"""The lexical index: BM25 over the words of passages, in tantivy.

Two fields: `body`, the passage's own words, and `context`, what is known about the place it stands in (title, heading,
zone, year, entities). Words are cut before they reach tantivy, which only splits at blanks.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from kg.errors import LockedError, StoreError
from search.segment import words

_HEAP = 64_000_000  # bytes that a writer gathers before it writes a segment
CONTEXT_WEIGHT = 0.35
"""Weight of a word that matches a passage's context, relative to one in its text."""


class LexicalIndex:
    """Rows (integers) found by words. One writer at a time; readers see what was committed when they opened."""

    def __init__(self, folder: Path, write: bool = False) -> None:
        import tantivy

        self._tantivy = tantivy
        builder = tantivy.SchemaBuilder()
        builder.add_integer_field("row", indexed=True, fast=True)
        builder.add_text_field("doc", tokenizer_name="raw", index_option="basic")
        builder.add_text_field("body", stored=True, tokenizer_name="whitespace", index_option="freq")
        builder.add_text_field("context", tokenizer_name="whitespace", index_option="freq")
        self._schema = builder.build()
        try:
            if write:
                folder.mkdir(parents=True, exist_ok=True)
                self._index: Any = tantivy.Index(self._schema, path=str(folder))
            else:
                self._index = tantivy.Index.open(str(folder))
            self._searcher: Any = self._index.searcher()
        except (ValueError, OSError) as error:
            raise StoreError(
                f"词索引读不出, 请重建索引 / the lexical index in {folder} cannot be opened, rebuild it: {error}"
            ) from error
        self._writer: Any = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def __len__(self) -> int:
        return int(self._searcher.num_docs)

    def _writing(self) -> Any:
        if self._writer is None:
            try:
                self._writer = self._index.writer(heap_size=_HEAP, num_threads=1)
            except ValueError as error:
                raise LockedError(
                    f"词索引正被另一进程写入 / another process is writing the lexical index: {error}"
                ) from error
        return self._writer

    def add(self, rows: Sequence[int], docs: Sequence[str], texts: Sequence[str], contexts: Sequence[str]) -> None:
        """Add passages; seen after `commit`."""
        writer, document = self._writing(), self._tantivy.Document
        cut: dict[str, str] = {}  # passages of one article share their context
        for row, doc, text, context in zip(rows, docs, texts, contexts, strict=True):
            if context not in cut:
                cut[context] = " ".join(words(context))
            writer.add_document(document(row=row, doc=doc, body=" ".join(words(text)), context=cut[context]))

    def delete(self, docs: Iterable[str]) -> None:
        """Remove the passages of these documents; seen after `commit`."""
        writer = self._writing()
        for doc in docs:
            writer.delete_documents_by_term("doc", doc)

    def commit(self) -> None:
        """Make what was added and deleted durable and visible, and let go of the write lock."""
        if self._writer is not None:
            self._writer.commit()
            self._writer.wait_merging_threads()
            self._writer = None
        self._index.reload()
        self._searcher = self._index.searcher()

    def close(self) -> None:
        """Drop what was not committed."""
        if self._writer is not None:
            self._writer.rollback()
            self._writer = None

    def search(self, weighted: Sequence[tuple[str, float]], limit: int) -> list[tuple[int, float]]:
        """(row, BM25 score), best first, for weighted words (as `words` cuts them)."""
        if not weighted:
            return []
        query, should = self._tantivy.Query, self._tantivy.Occur.Should
        parts = []
        for word, weight in weighted:
            for field, share in (("body", 1.0), ("context", CONTEXT_WEIGHT)):
                term = query.term_query(self._schema, field, word, "freq")
                parts.append((should, query.boost_query(term, weight * share)))
        hits = self._searcher.search(query.boolean_query(parts), limit, count=False).hits
        rows = self._searcher.fast_field_values("row", [address for _, address in hits])
        return [(int(row), float(score)) for row, (score, _) in zip(rows, hits, strict=True)]

    def frequency(self, word: str) -> int:
        """In how many passages `word` stands (deleted ones may still count)."""
        return int(self._searcher.doc_freq("body", word))

    def bodies(self, rows: Sequence[int] | None = None) -> list[tuple[int, str]]:
        """(row, words joined by blanks) of these passages, or of all, by row."""
        query, should = self._tantivy.Query, self._tantivy.Occur.Should
        wanted, limit = query.all_query(), len(self)
        if rows is not None:
            wanted = query.boolean_query(
                [(should, query.term_query(self._schema, "row", row, "basic")) for row in rows]
            )
            limit = len(rows)
        hits = self._searcher.search(wanted, max(1, limit), count=False).hits
        addresses = [address for _, address in hits]
        found = self._searcher.fast_field_values("row", addresses)
        return sorted(
            (int(row), str(self._searcher.doc(address).get_first("body") or ""))
            for row, address in zip(found, addresses, strict=True)
        )
