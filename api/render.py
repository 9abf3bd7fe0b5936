"""An answer on the terminal: short answer first, then what it stands on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from rich.console import Console
from rich.text import Text

from api.marks import Mark, marks, words_of

_STYLES = {"fact": "bold black on yellow", "word": "bold yellow"}


def show_answer(console: Console, record: dict[str, Any], passages: int) -> None:
    """Print the answer (or why there is none), its facts with quotes, passages with marked words, and the query."""
    if record["answer"] is None:
        console.print(Text("没有答案 / no answer", style="bold red"))
        console.print(Text(record["reason"] or ""))
    else:
        console.print(Text(record["answer"], style="bold green"))
        if record["reason"]:
            console.print(Text(record["reason"], style="dim"))
    if record.get("note"):
        console.print(Text(record["note"], style="yellow"))
    for reading in record.get("readings", ()):
        console.print(Text(f"  ? {reading['question']}  {reading['answer'] or ''}".rstrip(), style="yellow"))
    if told := record.get("rewording"):
        console.print(_reworded(told))
    if record["facts"]:
        console.print()
        console.print(Text("依据 / facts", style="bold"))
        for fact in record["facts"]:
            console.print(_fact(fact))
    words = words_of(record["question"])
    for number, passage in enumerate(record["passages"][:passages], 1):
        console.print()
        head = (
            f"[{number}] {passage['doc']}:{passage['start']}-{passage['end']}{_page(passage)}  {passage['title'] or ''}"
        )
        console.print(Text(head.rstrip(), style="bold cyan"))
        console.print(excerpt(passage["text"], marks(passage, record["facts"], words, record["answer"])))
    if record["sparql"]:
        console.print()
        console.print(Text("SPARQL", style="bold"))
        console.print(Text(record["sparql"].strip(), style="dim"))


def _reworded(told: dict[str, Any]) -> Text:
    if told.get("note"):
        return Text(f"{told['model']} 的改写未采用 / its rewording is not used: {told['note']}", style="dim")
    places = "; ".join(f"{one['doc']}:{one['start']}-{one['end']}" for one in told["sentences"])
    return Text(
        f"由 {told['model']} 改写 / reworded by it; 出处 from {places}; 原答案 plain: {told['plain']}", style="dim"
    )


def _fact(fact: dict[str, Any]) -> Text:
    if fact.get("predicate"):
        said = f"{fact['subject']} — {fact['predicate']} → {fact.get('object')}"
    else:
        value = fact.get("value")
        figure = "" if value is None else f"{value:,.10g} {fact.get('unit') or ''}".rstrip()
        said = " · ".join(part for part in (fact["subject"], fact.get("indicator"), figure, fact.get("period")) if part)
    text = Text("  • ")
    text.append(said, style="bold")
    text.append(f"  “{' '.join(fact['quote'].split())}”", style="italic")
    text.append(f"  {fact['doc']}:{fact['start']}-{fact['end']}{_page(fact)}", style="dim")
    return text


def _page(cited: dict[str, Any]) -> str:
    return f"  第{cited['page']}页 p. {cited['page']}" if cited.get("page") else ""


def excerpt(text: str, found: Sequence[Mark]) -> Text:
    """The lines that hold marks (those of the answer, where there are any), marked; all lines where none does."""
    lines = [(at, line) for at, line in _lines(text) if line.strip()]
    facts = [mark for mark in found if mark.kind == "fact"]
    chosen = [one for one in lines if _inside(one, facts)]
    chosen = chosen or [one for one in lines if _inside(one, found)] or lines
    shown = Text("\n").join(_marked(at, line, found) for at, line in chosen)
    return Text.assemble(shown, (" …" if len(chosen) < len(lines) else "", "dim"))


def _lines(text: str) -> Iterator[tuple[int, str]]:
    at = 0
    for line in text.splitlines(keepends=True):
        yield at, line.rstrip("\r\n")
        at += len(line)


def _inside(line: tuple[int, str], found: Sequence[Mark]) -> bool:
    at, words = line
    return any(mark.start < at + len(words) and mark.end > at for mark in found)


def _marked(at: int, line: str, found: Sequence[Mark]) -> Text:
    shown = Text(line)
    for mark in found:
        if mark.end > at and mark.start < at + len(line):
            shown.stylize(_STYLES[mark.kind], max(0, mark.start - at), mark.end - at)
    return shown
