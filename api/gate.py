"""What a SPARQL text asks for, found before the engine sees it: its form, its datasets, and what must be refused.

The engine has no switch against `SERVICE`, which makes real HTTP requests (to this machine's own ports as well), so
such a query may never reach it. Lexing the text to find the keyword is not safe: the engine's grammar has no separate
lexer, and reads `1SERVICE:x {`, `SERVICESILENT:x {` and `FILTER(?a < ?b)SERVICE#>` as federated calls where a lexer
sees a number with a name, a prefixed name and an IRI. The rule here therefore looks at the raw characters, strings
and comments included, and refuses whatever could be a service clause; a literal that happens to read like one is
refused too, and the message says so.
"""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import urljoin

from kg.errors import QueryError

_GAP = r"(?:\s|\#[^\n\r]*)*"
_SERVICE_CLAUSE = re.compile(
    rf"service{_GAP}(?:silent{_GAP})?(?:<[^<>]*>|[?$]\w+|[^\s{{<>\"'?$:]*:[^\s{{]*){_GAP}\{{",
    re.IGNORECASE,
)
_MOST_SERVICE_WORDS = 50  # each occurrence may scan the whole text once: a bound keeps that linear
_INSIDE_A_NAME = re.compile(r"[:?$][\w\-]*\Z")

_TOKEN = re.compile(
    r"""
      (?P<comment>\#[^\n\r]*)
    | (?P<string>\"\"\"(?:[^"\\]|\\.|"(?!""))*\"\"\" | '''(?:[^'\\]|\\.|'(?!''))*'''
               | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*')
    | (?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
    | (?P<variable>[?$]\w+)
    | (?P<pname>[^\W\d_][\w.\-]*:[\w:%.\-]*|:[\w:%.\-]*)
    | (?P<word>[^\W\d_]\w*)
    | (?P<other>\S)
    """,
    re.VERBOSE | re.DOTALL,
)

FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_UPDATES = frozenset(["INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"])


class Outline(NamedTuple):
    """The form (`SELECT`, `ASK`, `CONSTRUCT`, `DESCRIBE`) of a query and the IRIs of its `FROM [NAMED]` clauses."""

    form: str
    default_graphs: tuple[str, ...]
    named_graphs: tuple[str, ...]


def inspect(query: str) -> Outline:
    """Read a query's outline; raises `QueryError` for an update, a service call, or no query at all."""
    refuse_service(query)
    tokens = [match for match in _TOKEN.finditer(query) if match.lastgroup != "comment"]
    prefixes: dict[str, str] = {}
    base = ""
    position = 0
    while position < len(tokens):
        word = tokens[position].group().upper()
        following = [match.group() for match in tokens[position + 1 : position + 3]]
        if word == "BASE" and following:
            base = urljoin(base, following[0][1:-1])
            position += 2
        elif word == "PREFIX" and len(following) == 2:
            prefixes[following[0].removesuffix(":")] = urljoin(base, following[1][1:-1])
            position += 3
        elif word == "VERSION":
            position += 2
        else:
            break
    form = tokens[position].group().upper() if position < len(tokens) else ""
    if form in _UPDATES:
        raise QueryError(f"只读，不能执行 {form} / read-only: {form} is an update; send {', '.join(FORMS)}")
    if form not in FORMS:
        found = f"“{form[:40]}”" if form else "nothing"
        raise QueryError(f"不是 SPARQL 查询 / not a SPARQL query: expected {', '.join(FORMS)}, found {found}")
    default, named = _datasets(tokens[position + 1 :], prefixes, base)
    return Outline(form, default, named)


def refuse_service(query: str) -> None:
    """Raise `QueryError` when the text could hold a federated call."""
    if query.lower().count("service") > _MOST_SERVICE_WORDS:
        raise QueryError(f"“service” 出现过多 / the word “service” stands more than {_MOST_SERVICE_WORDS} times")
    for match in _SERVICE_CLAUSE.finditer(query):
        if not _INSIDE_A_NAME.search(query, max(0, match.start() - 200), match.start()):
            raise QueryError(
                "不允许 SERVICE (联邦查询) / SERVICE is refused: queries may not call other servers "
                "(text that only looks like a service clause is refused as well)"
            )


def _datasets(
    tokens: list[re.Match[str]], prefixes: dict[str, str], base: str
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The IRIs behind `FROM` and `FROM NAMED`, in their order, each once."""
    default: dict[str, None] = {}
    named: dict[str, None] = {}
    for index, token in enumerate(tokens):
        if token.lastgroup != "word" or token.group().upper() != "FROM":
            continue
        rest = tokens[index + 1 : index + 3]
        target = default
        if rest and rest[0].lastgroup == "word" and rest[0].group().upper() == "NAMED":
            rest, target = rest[1:], named
        if not rest:
            continue
        if rest[0].lastgroup == "iri":
            target[urljoin(base, rest[0].group()[1:-1])] = None
        elif rest[0].lastgroup == "pname":
            prefix, _, local = rest[0].group().partition(":")
            target[prefixes.get(prefix, "") + local] = None
    return tuple(default), tuple(named)
