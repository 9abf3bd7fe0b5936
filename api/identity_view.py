"""One name and all that is filed under it: each form, where it stands, and what tied it to the name."""

from __future__ import annotations

from collections import Counter

import msgspec

from api.deciding import sentence_at
from api.workspace import Workspace
from kg.decisions import Decision, Evidence, touched
from kg.model import Key
from kg.rules import explanation


class Form(msgspec.Struct, frozen=True):
    """A form of a name: how often it is used, the rule that tied it to the name, and words that show it.

    `rule` is None for the name itself, for a word that only points to it (该区), and for what a decision filed here.
    """

    form: str
    mentions: int
    documents: tuple[str, ...]
    rule: str | None
    why: str | None
    evidence: Evidence | None


class IdentityView(msgspec.Struct, frozen=True):
    """An entity's name with its forms, most used first, and the decisions that bear on it."""

    id: str
    key: Key
    name: str
    type: str
    documents: tuple[str, ...]
    forms: tuple[Form, ...]
    decisions: tuple[Decision, ...]


def identity_view(workspace: Workspace, key: Key) -> IdentityView:
    """What is filed under a key that the store holds."""
    documents = workspace.documents
    named = documents.named(key)
    assert named is not None
    counts: Counter[str] = Counter()
    where: dict[str, dict[str, None]] = {}
    first: dict[str, Evidence] = {}
    rules = {
        tie.form: tie.rule
        for doc in named.documents
        for one in documents.facts(doc).entities
        if one.key == key
        for tie in one.ties
    }
    for doc, span in documents.mentions(key):
        text = documents.text(doc)
        form = text[span.start : span.end]
        counts[form] += 1
        where.setdefault(form, {})[doc] = None
        if form not in first:
            start, end = sentence_at(text, span.start, span.end)
            first[form] = Evidence(doc, start, end, " ".join(text[start:end].split()))
    decisions = documents.decisions()
    near = touched(decisions, [key])
    return IdentityView(
        id=workspace.iris.entity(key),
        key=key,
        name=named.name,
        type=named.type,
        documents=named.documents,
        forms=tuple(
            Form(form, count, tuple(where[form]), rules.get(form), explanation(rules.get(form, "")), first.get(form))
            for form, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
        ),
        decisions=tuple(one for one in decisions if near & {one.entity, one.into}),
    )
