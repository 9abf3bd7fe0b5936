"""What fits words that are being typed: entities and indicators by name, reports by title."""

from __future__ import annotations

from typing import Any

from api.finder import Finder
from api.workspace import Workspace

_LEAST = 0.25  # a form that shares less with the words than this fits by chance
_REPORTS = 3


def suggestions(workspace: Workspace, finder: Finder, words: str, most: int) -> list[dict[str, Any]]:
    """At most `most`, the best first: `{kind: entity, key, iri, name, type}` or `{kind: document, id, name}`."""
    reports = _reports(workspace, words, min(_REPORTS, most))
    named = finder.names(words, most)
    found: list[dict[str, Any]] = [
        {"kind": "entity", "key": key, "iri": workspace.iris.entity(key), "name": name, "type": key.partition("/")[0]}
        for key, name, score in named
        if score >= _LEAST
    ]
    return [*found[: max(0, most - len(reports))], *reports]


def _reports(workspace: Workspace, words: str, most: int) -> list[dict[str, Any]]:
    """The latest reports whose title has all the words, in any order."""
    wanted = words.casefold().split()
    fitting = [
        one
        for one in workspace.documents.summaries()
        if one.title and wanted and all(word in one.title.casefold() for word in wanted)
    ]
    fitting.sort(key=lambda one: (one.date or "", one.id), reverse=True)
    return [{"kind": "document", "id": one.id, "name": one.title} for one in fitting[:most]]
