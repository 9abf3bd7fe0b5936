"""A network for the page: nodes, edges with the places that say them, and the documents of these places."""

from __future__ import annotations

from typing import Any

from api.explaining import sentence_around
from api.workspace import Workspace
from kg.errors import UnknownDocumentError
from kg.model import Key
from kg.network import Network, around, of_document
from kg.ties import most_tied

_MOST_PLACES = 30  # of one edge


def network_view(
    workspace: Workspace, about: list[Key], doc: str | None, most: int, steps: int | None
) -> dict[str, Any] | None:
    """Around the entities asked about, else of the document; None where one is unknown.

    Edges name nodes and documents by their place in the lists: `{"from", "to", "relation", "role", "count", "places"}`,
    `places` being `[document, start, end]`, the first thirty of `count`. Errors: `UnknownDocumentError`.
    """
    documents = workspace.documents
    if about:
        if any(documents.named(key) is None for key in about):
            return None
        found = around(workspace.graph, workspace.iris, about, most, steps)
    else:
        assert doc is not None
        documents.summary(doc)
        found = of_document(workspace.graph, workspace.iris, doc, most)
    return {"about": about, "doc": doc, "found": found.found, **_drawn(workspace, found)}


def whole_view(workspace: Workspace, most: int) -> dict[str, Any]:
    """The whole store's most tied entities, in the same shape."""
    found = most_tied(workspace.documents, most)
    return {"about": [], "doc": None, "found": found.found, **_drawn(workspace, found)}


def _drawn(workspace: Workspace, found: Network) -> dict[str, Any]:
    place_of = {node.key: place for place, node in enumerate(found.nodes)}
    docs = {doc: number for number, doc in enumerate(sorted({tie.doc for tie in found.ties}))}
    edges: dict[tuple[int, int, str, str], list[list[int]]] = {}
    for tie in found.ties:
        edge = (place_of[tie.subject], place_of[tie.object], tie.relation, tie.role)
        edges.setdefault(edge, []).append([docs[tie.doc], tie.start, tie.end])
    return {
        "nodes": [{"key": node.key, "name": node.name, "ties": node.ties} for node in found.nodes],
        "edges": [
            {
                "from": a,
                "to": b,
                "relation": relation,
                "role": role,
                "count": len(places),
                "places": places[:_MOST_PLACES],
            }
            for (a, b, relation, role), places in edges.items()
        ],
        "documents": [_document(workspace, doc) for doc in docs],
    }


def _document(workspace: Workspace, doc: str) -> dict[str, Any]:
    summary = workspace.documents.summary(doc)
    return {"id": doc, "title": summary.title, "date": summary.date}


def quotes_view(workspace: Workspace, places: list[tuple[str, int, int]]) -> list[dict[str, Any]]:
    """The words at places of documents within their sentence (`text`, from `text_start`), with title and date.

    Places in documents that are gone are left out.
    """
    found = []
    known: dict[str, tuple[str, dict[str, Any]]] = {}
    for doc, start, end in places:
        try:
            if doc not in known:
                known[doc] = workspace.documents.text(doc), _document(workspace, doc)
        except UnknownDocumentError:
            continue
        text, told = known[doc]
        first, last = sentence_around(text, start, end)
        found.append(
            {
                "doc": doc,
                "start": start,
                "end": end,
                "quote": text[start:end],
                "text": text[first:last],
                "text_start": first,
                "title": told["title"],
                "date": told["date"],
            }
        )
    return found
