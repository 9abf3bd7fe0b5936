"""The file that a document was read from, as it was given: shown beside the text where a browser can show it safely."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import NamedTuple

from api.workspace import Workspace
from kg.entries import Summary

_PLAIN = "text/plain; charset=utf-8"
# What a browser may show. Everything else is handed over as a file.
_SHOWN = {
    ".pdf": "application/pdf",
    ".html": "text/html",  # the page itself tells its encoding
    ".htm": "text/html",
    ".txt": _PLAIN,
    ".md": _PLAIN,
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
}

# A page from elsewhere: no script, no form, nothing loaded, and no share in our origin.
SEALED = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'"
# The browser's own reader of PDF does not run in a sandbox; a PDF has no origin of ours to misuse.
PDF = "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; frame-ancestors 'self'"


class Original(NamedTuple):
    """A file's bytes, its name, the media type to show it as (None: to be handed over), and its content policy."""

    data: bytes
    name: str
    media_type: str | None
    policy: str


def shown_as(summary: Summary) -> str | None:
    """The media type as which a browser may show the original; None where it may only be handed over."""
    return _SHOWN.get(PurePosixPath(summary.path.replace("\\", "/")).suffix.lower())


def original(workspace: Workspace, doc: str) -> Original:
    """The original of a document. `UnknownDocumentError`; `StoreError` when it is missing or damaged."""
    summary = workspace.documents.summary(doc)
    data = workspace.folder.originals.read(summary.sha256)
    name = PurePosixPath(summary.path.replace("\\", "/")).name
    media_type = shown_as(summary)
    if media_type == _PLAIN:
        from ingest.decoding import decode

        data = decode(data, name).encode()
    return Original(data, name, media_type, PDF if media_type == "application/pdf" else SEALED)
