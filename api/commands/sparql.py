"""`zonegraph sparql`: a query on the store's graph, read-only, as a table or as bytes of a standard format."""

from __future__ import annotations

import signal
import sys
from pathlib import Path
from urllib.parse import unquote

from api.settings import load_settings
from api.terminal import out, write_bytes
from kg import searches
from kg.errors import QueryError, StoreError, ZonegraphError
from kg.gate import inspect
from kg.namespaces import PREFIXES

FORMATS = ("table", "json", "csv", "turtle")
_RESULTS = {"json": "application/sparql-results+json", "csv": "text/csv", "table": "application/sparql-results+json"}
_GRAPHS = {"turtle": "text/turtle", "json": "application/ld+json", "table": "text/turtle"}


def run(query: str, store: Path, form: str) -> int:
    """0; a malformed or refused query is an error."""
    import pyoxigraph as ox

    from api.no_network import drop_network
    from api.user_graphs import UserGraphs
    from kg.documents import DocumentStore
    from kg.evaluation import Find, QueryRequest, evaluate
    from kg.folder import StoreFolder

    text = _standard_input() if query == "-" else query
    if (services := load_settings().services) and "service" in text.lower():
        from api.federation import Allowed, resolve

        text = resolve(text, "", Allowed(services))
    reading = searches.read(text)
    outline = inspect(reading.neutral)
    offered = _RESULTS if outline.form in ("SELECT", "ASK") else _GRAPHS
    if form not in offered:
        raise ZonegraphError(f"{outline.form} 没有格式 {form} / {outline.form} results come as {' | '.join(offered)}")
    folder = StoreFolder(store)
    base = folder.settings().base
    with DocumentStore.open(folder.documents_file) as documents:
        path = UserGraphs(folder).view(documents.generation)
    drop_network()
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # the engine never looks for an interrupt while a query runs
    find: Find | None = None
    calls = False
    if reading.clauses:
        from api.finder import Finder
        from api.workspace import Workspace

        find = Finder(Workspace.open(store)).find
        text, calls = searches.write(reading, find)
    request = QueryRequest(text, offered[form], outline.default_graphs, outline.named_graphs, searches=calls)
    try:
        graph = ox.Store.read_only(str(path))
    except OSError as error:
        raise StoreError(f"{path} 已损坏 / is damaged ({error}): zonegraph ingest 可重建 / rebuilds it") from error
    try:
        written = evaluate(graph, request, find)
    except SyntaxError as error:
        raise QueryError(f"SPARQL 语法错误 / malformed SPARQL: {error}") from error
    except (RuntimeError, OSError) as error:
        raise ZonegraphError(f"查询失败 / the query failed: {error}") from error
    if form == "table" and outline.form in ("SELECT", "ASK"):
        _show_table(written, base)
    else:
        write_bytes(written if written.endswith(b"\n") else written + b"\n")
    return 0


def _standard_input() -> str:
    try:
        return sys.stdin.buffer.read().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise QueryError(f"查询不是 UTF-8 / the query is not UTF-8: {error.reason}") from error


def _show_table(results: bytes, base: str) -> None:
    import pyoxigraph as ox
    from rich.table import Table
    from rich.text import Text

    console = out()
    solutions = ox.parse_query_results(results, format=ox.QueryResultsFormat.JSON)
    if isinstance(solutions, ox.QueryBoolean):
        console.print("是 / true" if solutions else "否 / false", style="bold")
        return
    table = Table(header_style="bold cyan")
    for variable in solutions.variables:
        table.add_column(variable.value, overflow="fold")
    prefixes = {**PREFIXES, "id": f"{base}id/", "doc": f"{base}doc/"}
    rows = 0
    for solution in solutions:
        rows += 1
        table.add_row(*(Text(_shown(solution[variable], prefixes)) for variable in solutions.variables))
    wide = console if console.is_terminal else type(console)(width=10_000)  # a pipe has no width to keep to
    wide.print(table)
    console.print(f"{rows} 行 / rows", style="dim")


def _shown(term: object, prefixes: dict[str, str]) -> str:
    """A term for people: an IRI by its prefix, a literal without its datatype."""
    import pyoxigraph as ox

    if term is None:
        return ""
    if isinstance(term, ox.NamedNode):
        for prefix, namespace in prefixes.items():
            if term.value.startswith(namespace):
                return f"{prefix}:{unquote(term.value[len(namespace) :])}"
        return term.value
    return term.value if isinstance(term, ox.Literal) else str(term)
