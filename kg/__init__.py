"""What is known: the model, the vocabulary, the store. Imports none of the other floors.

from kg import open_store

with open_store(".zonegraph") as store:
    store.query("SELECT ?zone ?name { ?zone a zg:Zone ; rdfs:label ?name }")
"""

from __future__ import annotations

from os import PathLike
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.opened import OpenStore

__all__ = ["open_store"]


def open_store(path: str | PathLike[str] | None = None) -> OpenStore:
    """Open a store to read it from Python: see `kg.opened.OpenStore`. Default: `$ZONEGRAPH_STORE`, else `.zonegraph`.

    `StoreError`: no store there, an empty or a damaged one.
    """
    from kg.opened import OpenStore

    return OpenStore.at(path)
