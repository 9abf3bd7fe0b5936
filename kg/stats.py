"""What is in a store, in figures."""

from __future__ import annotations

import msgspec

from kg.documents import DocumentStore
from kg.entries import Counts, Summary


class ZoneYear(msgspec.Struct, frozen=True):
    """How many observations of one subject fall in one year (None: no period told)."""

    subject: str
    year: int | None
    observations: int


class Stats(msgspec.Struct, frozen=True, kw_only=True):
    """Figures of a whole store. `triples` counts the merge, each once; `entities` is by type, most first.

    `copies` are documents that have text from others; `originals` different files are kept, of so many bytes in all;
    `decisions` on identity, taken by people, hold.
    """

    documents: tuple[Summary, ...]
    totals: Counts
    triples: int
    entities: dict[str, int]
    figures: tuple[ZoneYear, ...]
    copies: int = 0
    originals: int = 0
    original_bytes: int = 0
    decisions: int = 0


def stats(documents: DocumentStore) -> Stats:
    """Count, without opening graph or index.

    `figures` lists zones and regions only, those with most observations first, years in order.
    """
    summaries = tuple(documents.summaries())
    totals = Counts(
        **{field: sum(getattr(one.counts, field) for one in summaries) for field in Counts.__struct_fields__}
    )
    names = {**documents.all_names("Zone"), **documents.all_names("Region")}
    told = [row for row in documents.figures() if row[0] in names]
    sums: dict[str, int] = {}
    for key, _, count in told:
        sums[key] = sums.get(key, 0) + count
    told.sort(key=lambda row: (-sums[row[0]], row[0], row[1] is None, row[1] or 0))
    originals, size = documents.originals()
    return Stats(
        documents=summaries,
        totals=totals,
        triples=documents.triples,
        entities=documents.types(),
        figures=tuple(ZoneYear(names[key], year, count) for key, year, count in told),
        copies=sum(one.copied is not None for one in summaries),
        originals=originals,
        original_bytes=size,
        decisions=sum(decision.number > 0 for decision in documents.decisions()),
    )
