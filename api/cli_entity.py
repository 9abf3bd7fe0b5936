"""`zonegraph entity`: what the store's names stand for, and decisions on it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Store = Annotated[
    Path,
    typer.Option("--store", envvar="ZONEGRAPH_STORE", help="库文件夹 / the store's folder", metavar="DIR"),
]
STORE = Path(".zonegraph")

Reason = Annotated[str, typer.Option(help="理由，记入决定 / why, kept with the decision", metavar="TEXT")]
Name = Annotated[
    str, typer.Argument(help="名称、叫法、类型/名称或 IRI / a name, a form, TYPE/NAME or an IRI", metavar="NAME")
]

entities = typer.Typer(
    help="实体：查看名称所指，合并、拆分，撤销 / What names stand for: look, merge, split, undo.",
    short_help="查看、合并、拆分实体 / look at entities, merge and split them",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@entities.command("list", help="列出实体 / List entities.", short_help="列出实体 / list entities")
def list_entities(
    words: Annotated[
        str | None, typer.Argument(help="名称或叫法中含有的字 / words in a name or form", metavar="[WORDS]")
    ] = None,
    store: Store = STORE,
    kind: Annotated[str | None, typer.Option("--type", help="Zone, Company, Project …", metavar="TYPE")] = None,
    most: Annotated[int, typer.Option(min=1, help="至多列几个 / how many at most", metavar="N")] = 40,
) -> None:
    from api.commands.entity import list_all

    raise typer.Exit(list_all(words, store, kind, most))


@entities.command(
    help="一个实体：叫法及其依据、文档、有关决定 / "
    "One entity: its forms and what tied them to it, documents, decisions.",
    short_help="一个实体 / one entity",
)
def show(
    name: Name,
    store: Store = STORE,
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON / print JSON")] = False,
) -> None:
    from api.commands.entity import show as command

    raise typer.Exit(command(name, store, as_json))


@entities.command(
    help="把 A 并入 B：所说的一律归于 B，以后读入的也是 / "
    "File all that is said of A under B, now and in reports to come.",
    short_help="把 A 并入 B / merge A into B",
)
def merge(
    entity: Annotated[str, typer.Argument(help="并入者 / the one to be merged", metavar="A")],
    into: Annotated[str, typer.Argument(help="归于 / the one to keep", metavar="B")],
    store: Store = STORE,
    reason: Reason = "",
) -> None:
    from api.commands.entity import merge as command

    raise typer.Exit(command(entity, into, store, reason))


@entities.command(
    help="把误合的拆开：按叫法、按文档；对曾并入他处的名称，撤销那次合并 / "
    "Part what is two things: by forms, by documents; of a name that was merged elsewhere, undo that merge.",
    short_help="拆开误合的 / part what is two things",
)
def split(
    name: Name,
    store: Store = STORE,
    forms: Annotated[
        list[str] | None, typer.Option("--form", help="拆出的叫法，可多个 / forms to part from it", metavar="FORM")
    ] = None,
    docs: Annotated[
        list[str] | None, typer.Option("--doc", help="只在这些文档中 / only in these documents", metavar="DOC")
    ] = None,
    called: Annotated[str, typer.Option("--as", help="拆出者的名称 / what to call it", metavar="NAME")] = "",
    reason: Reason = "",
) -> None:
    from api.commands.entity import split as command

    raise typer.Exit(command(name, store, forms or [], docs or [], called, reason))


@entities.command(help="全部决定 / All decisions.", short_help="全部决定 / all decisions")
def decisions(store: Store = STORE) -> None:
    from api.commands.entity import decisions as command

    raise typer.Exit(command(store))


@entities.command(
    help="撤销一项决定，一切如前 / Undo a decision: everything is as it was before.",
    short_help="撤销决定 / undo a decision",
)
def undo(
    number: Annotated[int, typer.Argument(help="决定的编号 / the decision's number", metavar="N")], store: Store = STORE
) -> None:
    from api.commands.entity import undo as command

    raise typer.Exit(command(number, store))
