"""`zonegraph validate`: the graph against its SHACL shapes, with what is wrong grouped by kind."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from api.terminal import err, out
from kg.errors import ZonegraphError
from kg.namespaces import PREFIXES

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node


class Kind(NamedTuple):
    """One kind of violation: the shape's path, the constraint, and its message."""

    severity: str
    path: str
    constraint: str
    message: str


class Place(NamedTuple):
    """Where a shape is violated: the node, and the value that is wrong (None: something is missing)."""

    node: str
    value: str | None


def run(store: Path, shapes: Path | None, most: int) -> int:
    """0 when the graph conforms, 1 when it does not; `most` places are shown of each kind of violation."""
    from api.workspace import Workspace
    from kg.ontology import SHAPES

    with Workspace.open(store) as workspace:
        base = workspace.iris.base
        err().print(f"[dim]{len(workspace.graph):,} 三元组 / triples …[/]")
        data = _merge(workspace)
    found = violations(data, _shapes(shapes or SHAPES))
    _show(found, base, most)
    return 1 if any(kind.severity == "Violation" for kind in found) else 0


def _merge(workspace: object) -> Graph:
    """The default graph as rdflib holds it."""
    import io

    import pyoxigraph as ox
    from rdflib import Graph

    from api.workspace import Workspace

    assert isinstance(workspace, Workspace)
    stream = io.BytesIO()
    workspace.graph.dump(stream, ox.RdfFormat.N_TRIPLES, merge_only=True)
    return Graph().parse(data=stream.getvalue(), format="nt")


def _shapes(path: Path) -> Graph:
    from rdflib import Graph

    try:
        return Graph().parse(path, format="turtle")
    except OSError as error:
        raise ZonegraphError(f"{path}: 打不开 / cannot be opened: {error.strerror}") from error
    except Exception as error:
        raise ZonegraphError(f"{path}: 不是 Turtle / is not Turtle: {str(error).strip()[:300]}") from error


def violations(data: Graph, shapes: Graph) -> dict[Kind, list[Place]]:
    """What SHACL finds, by kind, the commonest first; places in the order of their IRIs."""
    from pyshacl import validate
    from rdflib import Namespace
    from rdflib.namespace import RDF

    sh = Namespace(PREFIXES["sh"])
    _, report, _ = validate(data, shacl_graph=shapes, advanced=False, inference="none")
    assert not isinstance(report, (str, bytes))
    found: dict[Kind, list[Place]] = {}
    for result in report.subjects(RDF.type, sh.ValidationResult):
        kind = Kind(
            severity=_local(report.value(result, sh.resultSeverity)),
            path=str(report.value(result, sh.resultPath) or ""),
            constraint=_local(report.value(result, sh.sourceConstraintComponent)).removesuffix("ConstraintComponent"),
            message=_message(report, shapes, result),
        )
        value = report.value(result, sh.value)
        node = report.value(result, sh.focusNode)
        found.setdefault(kind, []).append(Place(str(node), None if value is None else str(value)))
    ordered = sorted(found.items(), key=lambda one: (-len(one[1]), one[0]))
    return {kind: sorted(places, key=lambda one: (one.node, one.value or "")) for kind, places in ordered}


def _message(report: Graph, shapes: Graph, result: Node) -> str:
    """The message that the shape brings; "" when it brings none."""
    from rdflib import Namespace

    sh = Namespace(PREFIXES["sh"])
    shape = report.value(result, sh.sourceShape)
    told = None if shape is None else shapes.value(shape, sh.message)
    return "" if told is None else str(told)


def _local(node: object) -> str:
    return str(node or "").replace("#", "/").rpartition("/")[2]


def _show(found: dict[Kind, list[Place]], base: str, most: int) -> None:
    from rich.text import Text

    console = out()
    if not found:
        console.print("符合 / conforms", style="bold green")
        return
    count = sum(len(places) for places in found.values())
    console.print(f"不符合 / does not conform: {count:,} 处 / places, {len(found)} 种 / kinds", style="bold red")
    prefixes = {**PREFIXES, "id": f"{base}id/", "doc": f"{base}doc/"}
    for kind, places in found.items():
        console.print()
        head = Text(f"{len(places):,} × ", style="bold")
        head.append(_short(kind.path, prefixes), style="bold cyan")
        head.append(f" {kind.constraint}", style="bold")
        head.append(f"  {kind.message}" if kind.message else "", style="")
        console.print(head)
        for place in places[:most]:
            line = Text("  • " + _short(place.node, prefixes))
            if place.value is not None:
                line.append(f"  = {_short(place.value, prefixes)[:120]}", style="dim")
            console.print(line)
        if len(places) > most:
            console.print(f"  … 还有 {len(places) - most:,} 处 / more", style="dim")


def _short(value: str, prefixes: dict[str, str]) -> str:
    for prefix, namespace in prefixes.items():
        if value.startswith(namespace):
            return f"{prefix}:{unquote(value[len(namespace) :])}"
    return value
