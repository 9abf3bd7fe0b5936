"""SPARQL Update before the engine sees it: what may not be asked for, and the protocol's dataset written into the text.

Updates change users' own graphs only. What is refused here is refused with a clear word; that nothing else changes
does not rest on it: `api.user_graphs` keeps of an update's outcome nothing but users' graphs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from kg import gate
from kg.errors import QueryError, ZonegraphError
from kg.gate import Prologue, Token
from kg.namespaces import PREFIXES

_GAP = r"(?:\s|\#[^\n\r]*)*"
_LOAD = re.compile(rf"(?<![?$:\w\-])load{_GAP}(?:silent{_GAP})?(?:<[^<>]*>|[\w.\-]*:)", re.IGNORECASE)
_WHOLE = ("ALL", "NAMED")


class ProtectedGraphError(ZonegraphError):
    """A change of a graph that is not a user's."""

    def __init__(self, graph: str) -> None:
        super().__init__(
            f"图 {graph[:300]} 只读，只能修改用户自己的图 / the graph {graph[:300]} is read-only: only users' own "
            "graphs can be changed"
        )


def check(
    update: str,
    base: str,
    owned: Callable[[str], bool],
    graphs: Sequence[str],
    using: Sequence[str] = (),
    using_named: Sequence[str] = (),
) -> str:
    """The update as the engine may run it.

    `owned` tells users' graphs, `graphs` are those that there are: `CLEAR ALL` and `DROP NAMED` mean them and no
    others. `using` and `using_named` (the protocol's `using-graph-uri`, `using-named-graph-uri`) become USING clauses;
    `QueryError` when the text has some of its own. `ProtectedGraphError` for a change of another graph.
    """
    gate.refuse_service(update)
    if _LOAD.search(update):
        raise QueryError(
            "不允许 LOAD / LOAD is refused: send the data with the Graph Store Protocol (text that only looks like "
            "LOAD is refused as well)"
        )
    clauses = "".join(f"USING <{iri}> " for iri in using) + "".join(f"USING NAMED <{iri}> " for iri in using_named)
    pieces: list[str] = []
    prefixes: Mapping[str, str] = PREFIXES
    for text in _operations(update):
        tokens = gate.tokenize(text)
        head = gate.prologue(tokens, base, prefixes)
        base, prefixes = head.base, head.prefixes
        pieces.append(_operation(text, tokens[head.length :], head, owned, graphs, clauses))
    return ";".join(pieces)


def _operations(update: str) -> Iterator[str]:
    """The text cut at the semicolons between operations."""
    depth = begin = 0
    for token in gate.tokenize(update):
        depth += {"{": 1, "}": -1}.get(token.group(), 0)
        if token.group() == ";" and depth == 0:
            yield update[begin : token.start()]
            begin = token.end()
    yield update[begin:]


def _operation(
    text: str,
    tokens: Sequence[Token],
    head: Prologue,
    owned: Callable[[str], bool],
    graphs: Sequence[str],
    clauses: str,
) -> str:
    words = [token.group().upper() if token.lastgroup == "word" else "" for token in tokens]
    first = words[0] if words else ""
    for graph in _changed_graphs(tokens, words, head):
        if graph == "DEFAULT" or not owned(graph):
            raise ProtectedGraphError(graph)
    if first in ("CLEAR", "DROP") and any(word in _WHOLE for word in words[1:3]):
        dropped = " ; ".join(f"DROP SILENT GRAPH <{graph}>" for graph in graphs)
        return text[: tokens[0].start()] + (dropped or "INSERT DATA {}")
    if clauses and first in ("INSERT", "DELETE", "WITH"):
        if first == "WITH" or "USING" in _outside(tokens, words):
            raise QueryError(
                "using-graph-uri 与 USING、WITH 不能并用 / using-graph-uri cannot be combined with USING or WITH"
            )
        return _with_clauses(text, tokens, words, clauses)
    return text


def _outside(tokens: Sequence[Token], words: Sequence[str]) -> list[str]:
    """The words outside of braces; others are empty."""
    depth = 0
    outside = []
    for token, word in zip(tokens, words, strict=True):
        depth += {"{": 1, "}": -1}.get(token.group(), 0)
        outside.append(word if depth == 0 else "")
    return outside


def _with_clauses(text: str, tokens: Sequence[Token], words: Sequence[str], clauses: str) -> str:
    outside = _outside(tokens, words)
    if "WHERE" not in outside:
        return text  # INSERT DATA and DELETE DATA look at no dataset
    where = outside.index("WHERE")
    at = tokens[where].start()
    if where == 1:  # DELETE WHERE { pattern }: the pattern is the template, too
        pattern = text[tokens[where].end() :]
        return f"{text[:at]}{pattern} {clauses}{text[at:]}"
    return f"{text[:at]}{clauses}{text[at:]}"


def _changed_graphs(tokens: Sequence[Token], words: Sequence[str], head: Prologue) -> Iterator[str]:
    """The graphs that an operation names as those to change, `DEFAULT` among them; not those of variables."""
    first = words[0] if words else ""
    named = [(word, head.resolve(token)) for token, word in zip(tokens, words, strict=True)]
    if first in ("CLEAR", "DROP", "CREATE"):
        yield from (iri or word for word, iri in named[1:] if iri is not None or word == "DEFAULT")
    elif first in ("ADD", "COPY", "MOVE"):
        changed = named if first == "MOVE" else named[words.index("TO") :] if "TO" in words else []
        yield from (iri or word for word, iri in changed[1:] if iri is not None or word == "DEFAULT")
    elif first == "WITH" and len(named) > 1 and named[1][1] is not None:
        yield named[1][1]
    if first in ("INSERT", "DELETE", "WITH"):
        outside = _outside(tokens, words)
        end = outside.index("WHERE") if "WHERE" in outside[2:] else len(tokens)
        for place in range(end - 1):
            if words[place] == "GRAPH" and (iri := named[place + 1][1]) is not None:
                yield iri
