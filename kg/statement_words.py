"""What exports tell of statements: the words between offsets, numbers, and names of keys."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from kg.documents import DocumentStore
from kg.errors import StoreError
from kg.model import Document, Key

_NAMES_IN_MEMORY = 50_000


class Names:
    """Key → the one name over all documents, looked up as needed, the last ones kept."""

    def __init__(self, documents: DocumentStore) -> None:
        self._name = lru_cache(maxsize=_NAMES_IN_MEMORY)(documents.name)

    def __getitem__(self, key: Key) -> str:
        name = self._name(key)
        if name is None:
            raise KeyError(key)
        return name


def words_at(document: Document, start: int, end: int) -> str:
    """The words between two offsets, read from the text itself. `StoreError` when they lie outside of it."""
    if not 0 <= start < end <= len(document.text):
        raise StoreError(
            f"文档 {document.id} 中的区间 {start}-{end} 不在正文内，请重新 zonegraph ingest 该文件 / "
            f"the span {start}-{end} lies outside document {document.id}: ingest the file again"
        )
    return document.text[start:end]


def number(value: Decimal) -> int | float:
    """A decimal as a JSON number: whole numbers without a point."""
    return int(value) if value == value.to_integral_value() else float(value)
