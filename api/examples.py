"""Questions to try: from seeds/questions.jsonl where the store holds their documents, else made from its figures."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import seeds
from api.entity_view import name_of
from api.workspace import Workspace

_MOST = 8


def examples(workspace: Workspace) -> list[str]:
    """At most eight questions that this store can answer, of different kinds and documents where there are such."""
    held = set(workspace.documents.ids())
    told = [one for one in _seed_questions() if held.issuperset(_documents_of(one))]
    chosen: list[str] = []
    seen: set[tuple[str, tuple[str, ...]]] = set()
    kinds: set[str] = set()
    for fresh_kind in (True, False):
        for one in told:
            kind, place = str(one.get("kind")), tuple(_documents_of(one))
            if len(chosen) >= _MOST or (fresh_kind and kind in kinds) or (kind, place) in seen:
                continue
            kinds.add(kind)
            seen.add((kind, place))
            chosen.append(str(one.get("q") or one.get("question")))
    return chosen or list(dict.fromkeys(_from_figures(workspace)))[:_MOST]


def _seed_questions() -> list[dict[str, Any]]:
    path = Path(seeds.__file__).parent / "questions.jsonl"
    if not path.is_file():
        return []
    lines = path.read_text(encoding="utf-8").splitlines()
    told: list[dict[str, Any]] = [json.loads(line) for line in lines if line.strip()]
    return [one for one in told if one.get("kind") != "unanswerable" and _documents_of(one)]


def _documents_of(question: dict[str, Any]) -> list[str]:
    doc = question.get("docs") or question.get("doc") or []
    return [doc] if isinstance(doc, str) else list(doc)


def _from_figures(workspace: Workspace) -> Iterator[str]:
    """One question for each of the first documents, on its first figure with a period of one year."""
    for doc in workspace.documents.ids()[: _MOST * 3]:
        for told in workspace.documents.facts(doc).observations:
            if told.period and told.period.isdigit() and told.kind == "level":
                yield f"{name_of(told.subject)}{told.period}年{told.indicator}是多少？"
                break
