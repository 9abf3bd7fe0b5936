"""`zonegraph entity`: list, show, merge, split, decisions, undo."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import msgspec
from rich.console import Console
from rich.table import Table
from rich.text import Text

from api.terminal import out, write_bytes
from kg.decisions import Decision
from kg.errors import ZonegraphError
from kg.model import EntityType
from kg.rules import explanation

if TYPE_CHECKING:
    from api.deciding import DecisionReport

_MOST_FORMS = 12


def list_all(words: str | None, store: Path, kind: str | None, most: int) -> int:
    """0; entities of a type, with some words in a name or form, those in most documents first."""
    from api.workspace import Workspace

    if kind is not None and kind not in get_args(EntityType):
        raise ZonegraphError(f"没有类型 {kind!r} / no type {kind!r}: {' | '.join(get_args(EntityType))}")
    with Workspace.open(store) as workspace:
        found = [
            one
            for one in workspace.documents.all_named()
            if kind in (None, one.type) and (not words or any(words in form for form in (one.name, *one.surfaces)))
        ]
    found.sort(key=lambda one: (-len(one.documents), one.key))
    table = Table("名称 name", "类型 type", "文档 docs", "叫法 forms", header_style="bold", box=None)
    for one in found[:most]:
        forms = [form for form in one.surfaces if form != one.name]
        shown = "、".join(forms[:_MOST_FORMS]) + (" …" if len(forms) > _MOST_FORMS else "")
        table.add_row(Text(one.name, style="bold"), one.type, str(len(one.documents)), shown)
    _console().print(table)
    if len(found) > most:
        out().print(f"[dim]… 还有 {len(found) - most} 个 / more[/]")
    return 0


def show(name: str, store: Path, as_json: bool) -> int:
    """0."""
    from api.identity_view import identity_view
    from api.naming import resolve
    from api.workspace import Workspace

    with Workspace.open(store) as workspace:
        view = identity_view(workspace, resolve(workspace.documents, workspace.iris, name))
    if as_json:
        write_bytes(msgspec.json.encode(view) + b"\n")
        return 0
    out().print(Text.assemble((view.name, "bold green"), f"  {view.type}  ", (view.id, "dim")))
    out().print(f"文档 documents: {'、'.join(view.documents)}", markup=False)
    table = Table("叫法 form", "次数 times", "依据 tied by", "原文 words", header_style="bold", box=None)
    for form in view.forms:
        said = "" if form.evidence is None else f"{form.evidence.doc}: {form.evidence.quote}"
        table.add_row(Text(form.form, style="bold"), str(form.mentions), form.rule or "", said)
    _console().print(table)
    for decision in view.decisions:
        _tell(decision)
    return 0


def merge(entity: str, into: str, store: Path, reason: str) -> int:
    """0 when it was merged."""
    from api import deciding
    from api.workspace import Workspace

    with Workspace.open(store, write=True) as workspace:
        return _report(deciding.merge(workspace, entity, into, reason))


def split(name: str, store: Path, forms: Sequence[str], docs: Sequence[str], called: str, reason: str) -> int:
    """0 when it was parted."""
    from api import deciding
    from api.workspace import Workspace

    with Workspace.open(store, write=True) as workspace:
        report = deciding.split(workspace, name, forms, docs, called, reason)
    return _report(report, undone=report.decision.kind == "merge")


def undo(number: int, store: Path) -> int:
    """0 when it was undone."""
    from api import deciding
    from api.workspace import Workspace

    with Workspace.open(store, write=True) as workspace:
        return _report(deciding.undo(workspace, number), undone=True)


def decisions(store: Path) -> int:
    """0; all decisions in their order."""
    from api.workspace import Workspace

    with Workspace.open(store) as workspace:
        told = workspace.documents.decisions()
    for decision in told:
        _tell(decision)
    if not told:
        out().print("[dim]没有决定 / no decisions[/]")
    return 0


def _report(report: DecisionReport, *, undone: bool = False) -> int:
    if undone:
        out().print("[yellow]撤销 undone[/]", end="  ")
    _tell(report.decision)
    docs = "、".join(report.documents) or "无 none"
    out().print(Text(f"    涉及文档 / documents that read otherwise: {docs}", style="dim"))
    return 0


def _tell(decision: Decision) -> None:
    kind = {"merge": "合并 merge", "split": "拆分 split", "apart": "并非同一 apart"}[decision.kind]
    by = f"#{decision.number}" if decision.number else "规则 rule"
    arrow = "≠" if decision.kind == "apart" else "→"
    line = Text.assemble((f"{by} {kind}", "yellow"), f"  {decision.entity} {arrow} {decision.into}")
    if decision.forms:
        line.append(f"  叫法 forms: {'、'.join(decision.forms)}")
    if decision.docs:
        line.append(f"  文档 docs: {'、'.join(decision.docs)}")
    if decision.reason:
        line.append(f"  理由 reason: {decision.reason}")
    if decision.rule:
        line.append(f"  {explanation(decision.rule)}")
    out().print(line)
    for one in decision.evidence:
        out().print(Text(f"    {one.doc}:{one.start}-{one.end} “{one.quote}”", style="dim"))


def _console() -> Console:
    """The terminal, or lines long enough for whole names."""
    return out() if out().is_terminal else Console(width=200, highlight=False)
