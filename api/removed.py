"""What was taken out of a store, so that an address to it can say what it was: a line of JSON for each removal.

It lies beside the documents and is no part of the graph.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from kg.entries import Summary

_FILE = "removed.jsonl"


def remember(store: Path, gone: Iterable[Summary], generation: int) -> None:
    """Note documents that were taken out by the change that led to `generation`."""
    gone = list(gone)
    if not gone:
        return
    with open(store / _FILE, "a", encoding="utf-8") as file:
        for one in gone:
            told = {
                "id": one.id,
                "title": one.title,
                "date": one.date,
                "publisher": one.publisher,
                "generation": generation,
            }
            file.write(json.dumps(told, ensure_ascii=False) + "\n")


def was(store: Path, doc: str) -> dict[str, Any] | None:
    """The last document that had this id: title, date, publisher, and the generation that had it no more."""
    try:
        lines = (store / _FILE).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return None
    for line in reversed(lines):
        try:
            told = json.loads(line)
        except ValueError:
            continue  # cut off by a full disk
        if isinstance(told, dict) and told.get("id") == doc:
            return told
    return None
