"""`zonegraph explain` and `zonegraph project`: why a fact is there, and how a project came along."""

from __future__ import annotations

from pathlib import Path

import msgspec
from rich.text import Text

from api.explaining import Explanation, explain
from api.naming import resolve
from api.terminal import out, write_bytes
from kg.lives import alike, life
from kg.rules import explanation


def run(fact: str, store: Path, as_json: bool) -> int:
    """0; an IRI of an entity tells of the entity."""
    from api.workspace import Workspace

    with Workspace.open(store) as workspace:
        key = workspace.iris.key_of(fact.strip().strip("<>"))
        if key is None:
            found = explain(workspace, fact)
    if key is not None:
        from api.commands.entity import show

        return show(key, store, as_json)
    if as_json:
        write_bytes(b"".join(msgspec.json.encode(one) + b"\n" for one in found))
        return 0
    for number, one in enumerate(found):
        if number:
            out().print()
        _show(one)
    return 0


def _show(one: Explanation) -> None:
    out().print(Text(_said(one), style="bold green"))
    out().print(Text(one.id, style="dim"))
    told = one.article or {}
    title = told.get("title") or one.title or ""
    out().print(Text.assemble(("文档 document: ", "bold"), f"{one.doc}:{one.from_}-{one.to}  {title}"))
    if told.get("year"):
        evidence = f"  {told['year_evidence']}" if told.get("year_evidence") else ""
        out().print(Text.assemble(("年份 year: ", "bold"), str(told["year"]), evidence))
    a, b = one.from_ - one.start, one.to - one.start
    marked = Text.assemble(
        one.sentence[:a], ("【" + one.sentence[a:b] + "】", "bold black on yellow"), one.sentence[b:]
    )
    out().print(Text.assemble(("原文 sentence: ", "bold"), marked))
    for name in one.names:
        why = f"  ← {name.rule}: {name.why}" if name.rule else ""
        out().print(Text.assemble("  • ", (name.form, "bold"), f" {name.start}-{name.end} = {name.key}", (why, "dim")))
    if one.rule:
        out().print(Text.assemble(("规则 rule: ", "bold"), f"{one.rule}  {one.why or ''}".rstrip()))
    if one.subject:
        named = f"“{one.subject.words}” {one.subject.start}-{one.subject.end}  " if one.subject.words else ""
        line = Text.assemble(("主体 subject: ", "bold"), named)
        out().print(line.append(f"← {one.subject.rule}: {one.subject.why}", style="dim"))
    for part in one.parts:
        line = Text.assemble((f"  {part.field}: ", "bold"), f"“{part.words}” {part.start}-{part.end}")
        out().print(line.append(f"  ← {part.rule}: {part.why}", style="dim"))
    if one.lexicon and one.lexicon["indicator"]:
        entry = f"{one.lexicon['indicator']}：{one.lexicon['definition'] or ''}".rstrip("：")
        out().print(Text.assemble(("词表 lexicon: ", "bold"), entry))
    for decision in one.decisions:
        by, why = f"#{decision.number}" if decision.number else decision.rule, explanation(decision.rule) or ""
        said = f"{by} {decision.kind} {decision.entity} → {decision.into}  {decision.reason}{why}"
        out().print(Text.assemble(("决定 decision: ", "bold"), said.rstrip()))
        for seen in decision.evidence:
            out().print(Text(f"    {seen.doc}:{seen.start}-{seen.end} “{seen.quote}”", style="dim"))


def _said(one: Explanation) -> str:
    fact = one.fact
    if one.kind == "relation":
        role = f"（{fact['role']}）" if fact["role"] else ""
        return f"{fact['subject']} — {fact['predicate']} → {fact['object']}{role}"
    if one.kind == "project":
        amount = fact["investment"]
        parts = [fact["project"], amount and f"{amount['value']}{amount['unit']}", fact["stage"], fact["stage_date"]]
    else:
        parts = [fact["subject"], fact["indicator"], fact["text"], fact["period"], fact["status"]]
    return " · ".join(str(part) for part in parts if part)


def project(name: str, store: Path, as_json: bool) -> int:
    """0; the life of a project over all documents."""
    from api.workspace import Workspace

    with Workspace.open(store) as workspace:
        documents = workspace.documents
        key = resolve(documents, workspace.iris, name, "Project")
        named, moments, others = documents.named(key), life(documents, key), alike(documents, key)
        names = documents.all_names("Project")
    assert named is not None
    if as_json:
        write_bytes(
            msgspec.json.encode({
                "id": workspace.iris.entity(key), "key": key, "name": named.name, "surfaces": named.surfaces,
                "documents": named.documents, "life": moments, "alike": others,
            })
            + b"\n"
        )  # fmt: skip
        return 0
    out().print(Text.assemble((named.name, "bold green"), f"  {'、'.join(named.surfaces)}"))
    for one in moments:
        when = one.date or (f"（{one.told}）" if one.told else "—")
        amount = f"  {one.investment.value}{one.investment.unit}" if one.investment else ""
        quote = " ".join(one.quote.split())
        line = Text.assemble((f"  {when:12}", "cyan"), (f"{one.stage or '—'}", "bold"), amount)
        out().print(line.append(f"  “{quote}”  {one.doc}:{one.start}-{one.end}", style="dim"))
    if others:
        shown = "、".join(names[other] for other in others)
        out().print(Text(f"可能同一项目 / may be the same: {shown}", style="yellow"))
    return 0
