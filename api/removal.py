"""Taking a document out over HTTP: first what would go, then the removal."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec

from api.entity_view import name_of
from api.uploads import UPLOADS
from api.workspace import Workspace

_MOST_NAMES = 200


def preview(workspace: Workspace, doc: str) -> dict[str, Any]:
    """What leaves the store with a document: its counts, and the names that no other document has.

    `copies` are documents that are copies of it now and will count for themselves. `UnknownDocumentError`.
    """
    documents = workspace.documents
    summary = documents.summary(doc)
    only = [key for key in documents.keys_of(doc) if documents.documents_of(key) == [doc]]
    copies = [one.id for one in documents.summaries() if one.copied is not None and doc in one.copied.of]
    return {
        "id": doc,
        "title": summary.title,
        "counts": msgspec.to_builtins(summary.counts),
        "entities": [{"key": key, "name": name_of(key)} for key in only[:_MOST_NAMES]],
        "entities_total": len(only),
        "copies": copies,
    }


def take_out(store: Path, doc: str) -> dict[str, Any]:
    """Remove a document, and the file when it was uploaded. `LockedError` while another process writes."""
    with Workspace.open(store, write=True) as workspace:
        origin = Path(workspace.documents.summary(doc).origin)
        report = workspace.remove([doc])
        generation = workspace.generation
    if origin.parent.absolute() == (store / UPLOADS).absolute():
        origin.unlink(missing_ok=True)
    return {
        "generation": generation,
        "id": doc,
        "triples": report.triples,
        "entities": list(report.entities[:_MOST_NAMES]),
        "entities_total": len(report.entities),
    }
