"""Decisions on identity, made and undone: what is asked for is checked, then kept in one change of the store."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import msgspec

from api.naming import resolve
from api.reports import silent
from kg.decisions import Decision, Evidence, decided
from kg.errors import UnknownDocumentError, ZonegraphError
from kg.model import Key

if TYPE_CHECKING:
    from api.building import Change
    from api.workspace import Workspace

_QUOTED = 60  # characters of a sentence to each side of a name
_ENDS = "。！？；\n"


class DecisionReport(msgspec.Struct, frozen=True):
    """A decision that was kept or taken out, and the documents that read otherwise since."""

    decision: Decision
    documents: tuple[str, ...]


def merge(workspace: Workspace, entity: str, into: str, reason: str = "") -> DecisionReport:
    """File all that is said of `entity` under `into`. `ZonegraphError` when they are one or of two types."""
    documents, iris = workspace.documents, workspace.iris
    one, other = resolve(documents, iris, entity), resolve(documents, iris, into)
    if one == other:
        raise ZonegraphError(f"{entity} 与 {into} 已是同一实体 {one} / they are one already: {one}")
    types = one.partition("/")[0], other.partition("/")[0]
    if types[0] != types[1]:
        raise ZonegraphError(
            f"{one} 与 {other} 类型不同，不能合并 / {one} and {other} are of two types and cannot be merged"
        )
    evidence = (*_evidence(workspace, one), *_evidence(workspace, other))
    return _keep(workspace, Decision(kind="merge", entity=one, into=other, reason=reason, evidence=evidence))


def split(
    workspace: Workspace,
    entity: str,
    forms: Sequence[str] = (),
    docs: Sequence[str] = (),
    name: str = "",
    reason: str = "",
) -> DecisionReport:
    """Part what is said of `entity` under some forms, or in some documents, from the rest, as `name`.

    With neither, `entity` must be a name that a merge filed elsewhere: that merge is undone, and a rule's stays so.
    `ZonegraphError` when the entity has no such form, `UnknownDocumentError`, or when nothing would be parted.
    """
    if not forms and not docs:
        return _undo_merge_of(workspace, entity, reason)
    documents = workspace.documents
    key = resolve(documents, workspace.iris, entity)
    named = documents.named(key)
    assert named is not None
    for form in forms:
        if form not in named.surfaces:
            shown = "、".join(named.surfaces)
            raise ZonegraphError(
                f"{named.name} 没有叫法 {form!r}，有：{shown} / it has no form {form!r}; it has: {shown}"
            )
    for doc in docs:
        if doc not in documents:
            raise UnknownDocumentError(doc)
    kind = key.partition("/")[0]
    fresh = name or max(forms, key=lambda form: (len(form), form), default=f"{named.name}（{'、'.join(docs)}）")
    into = f"{kind}/{fresh.strip()}"
    decision = Decision(
        kind="split", entity=key, into=into, forms=tuple(sorted(set(forms))), docs=tuple(sorted(set(docs))),
        reason=reason, evidence=_evidence(workspace, key, forms, docs),
    )  # fmt: skip
    if into == key:
        raise ZonegraphError(
            f"{fresh!r} 正是原名，请用 --as 另取一名 / {fresh!r} is the name it has: give another with --as"
        )
    if not any(decided([decision], *documents.read(doc)) != documents.facts(doc) for doc in named.documents):
        raise ZonegraphError(
            f"{named.name} 在所给范围内没有可拆出的内容 / nothing of {named.name} is there to be parted"
        )
    return _keep(workspace, decision)


def undo(workspace: Workspace, number: int) -> DecisionReport:
    """Take a decision out: what it changed is as it was before. `UnknownDecisionError`."""
    return _changed(workspace, lambda change: change.withdraw(number))


def _undo_merge_of(workspace: Workspace, entity: str, reason: str) -> DecisionReport:
    wanted = entity.strip().strip("<>").strip()
    names = {wanted, workspace.iris.key_of(wanted)}
    merges = [one for one in workspace.documents.decisions() if one.kind == "merge"]
    made = [one for one in merges if one.entity in names or one.entity.partition("/")[2] in names]
    if made and made[-1].number:
        return undo(workspace, made[-1].number)
    if made:  # a rule's: that the two are two is kept, so that no rule merges them again
        one = made[-1]
        kept = Decision(kind="apart", entity=one.entity, into=one.into, reason=reason, evidence=one.evidence)
        return _keep(workspace, kept)
    key = resolve(workspace.documents, workspace.iris, entity)
    named = workspace.documents.named(key)
    assert named is not None
    into = [one.number for one in merges if one.into == key and one.number]
    again = f"；或撤销合并 / or undo a merge: zonegraph entity undo {into[-1]}" if into else ""
    raise ZonegraphError(
        f"请说明拆出什么：--form 叫法（{'、'.join(named.surfaces)}）或 --doc 文档（{'、'.join(named.documents)}） / "
        "say what to part from it: --form with one of these forms, or --doc with one of these documents" + again
    )


def _keep(workspace: Workspace, decision: Decision) -> DecisionReport:
    return _changed(workspace, lambda change: change.decide(decision))


def _changed(workspace: Workspace, work: Callable[[Change], Decision]) -> DecisionReport:
    repair = not workspace.derived_are_sound()  # made by another version, say: then all is derived anew
    change = workspace.change(silent)
    try:
        decision = work(change)
    except BaseException:
        change.undo()
        raise
    workspace.finish(change, rebuild=repair)
    return DecisionReport(decision, change.reread)


def _evidence(
    workspace: Workspace, key: Key, forms: Sequence[str] = (), docs: Sequence[str] = ()
) -> tuple[Evidence, ...]:
    """The first sentence that names an entity, under these forms and in these documents."""
    for doc, span in workspace.documents.mentions(key):
        text = workspace.documents.text(doc)
        if (not docs or doc in docs) and (not forms or text[span.start : span.end] in forms):
            start, end = sentence_at(text, span.start, span.end)
            return (Evidence(doc, start, end, " ".join(text[start:end].split())),)
    return ()


def sentence_at(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentence around some characters, cut to 60 characters on each side of them."""
    low = max((text.rfind(mark, 0, start) + 1 for mark in _ENDS), default=0)
    high = min((at + 1 for mark in _ENDS if (at := text.find(mark, end)) >= 0), default=len(text))
    return max(low, start - _QUOTED), min(high, end + _QUOTED)
