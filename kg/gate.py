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
from collections.abc import Mapping, Sequence
from typing import NamedTuple
from urllib.parse import urljoin

from kg.errors import QueryError
from kg.namespaces import PREFIXES

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
    | (?P<iri><(?:[^<>"{}|^`\\\x00-\x20]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*>)
    | (?P<variable>[?$]\w+)
    | (?P<pname>(?:[^\W\d_][\w.\-]*)?:(?:(?:[\w:%\-]|\\[_~.\-!$&'()*+,;=/?#@%]|\.(?=[\w:%\-.\\]))*))
    | (?P<word>[^\W\d_]\w*)
    | (?P<number>\d+)
    | (?P<other>\S)
    """,
    re.VERBOSE | re.DOTALL,
)

_ESCAPED = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:")

FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_UPDATES = frozenset(
    ["INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"],
)

Token = re.Match[str]


class Prologue(NamedTuple):
    """What `PREFIX` and `BASE` at the head of a text say, and the place of the first token behind them."""

    prefixes: Mapping[str, str]
    base: str
    length: int

    def resolve(self, token: Token) -> str | None:
        """The IRI that an `<iri>` or a prefixed name stands for; None for any other token or an unknown prefix."""
        if token.lastgroup == "iri":
            return resolve(self.base, token.group()[1:-1])
        if token.lastgroup == "pname":
            prefix, _, local = token.group().partition(":")
            namespace = self.prefixes.get(prefix)
            return None if namespace is None else namespace + re.sub(r"\\(.)", r"\1", local)
        return None


class Outline(NamedTuple):
    """The form (`SELECT`, `ASK`, `CONSTRUCT`, `DESCRIBE`) of a query and the IRIs of its `FROM [NAMED]` clauses."""

    form: str
    default_graphs: tuple[str, ...]
    named_graphs: tuple[str, ...]


def tokenize(text: str) -> list[Token]:
    """The tokens of a text without its comments, by the longest-token rule of the grammar; `lastgroup` is the kind."""
    return [match for match in _TOKEN.finditer(text) if match.lastgroup != "comment"]


def resolve(base: str, reference: str) -> str:
    """An IRI reference against a base (RFC 3986, 5.2), with `\\u` escapes decoded. An absolute one stays as it is."""
    decoded = _ESCAPED.sub(lambda match: chr(int(match[1] or match[2], 16)), reference)
    if _SCHEME.match(decoded) or not base:
        return decoded
    joined = urljoin(base, decoded)
    return f"{joined}#" if decoded.endswith("#") else joined  # urljoin drops an empty fragment


def prologue(tokens: Sequence[Token], base: str = "", known: Mapping[str, str] = PREFIXES) -> Prologue:
    """Read the head of a query or update; `known` prefixes (the shared ones) need no declaration."""
    prefixes = dict(known)
    position = 0
    while position < len(tokens):
        word = tokens[position].group().upper()
        following = [match.group() for match in tokens[position + 1 : position + 3]]
        if word == "BASE" and following:
            base = resolve(base, following[0][1:-1])
            position += 2
        elif word == "PREFIX" and len(following) == 2:
            prefixes[following[0].removesuffix(":")] = resolve(base, following[1][1:-1])
            position += 3
        elif word == "VERSION":
            position += 2
        else:
            break
    return Prologue(prefixes, base, position)


def inspect(query: str, base: str = "") -> Outline:
    """Read a query's outline; raises `QueryError` for an update, a service call, or no query at all.

    `base` is the IRI that relative IRIs stand against until the query says another: the address of the request.
    """
    refuse_service(query)
    tokens = tokenize(query)
    head = prologue(tokens, base)
    form = tokens[head.length].group().upper() if head.length < len(tokens) else ""
    if form in _UPDATES:
        raise QueryError(f"只读，不能执行 {form} / read-only: {form} is an update; send {', '.join(FORMS)}")
    if form not in FORMS:
        found = f"“{form[:40]}”" if form else "nothing"
        raise QueryError(f"不是 SPARQL 查询 / not a SPARQL query: expected {', '.join(FORMS)}, found {found}")
    default, named = _datasets(tokens[head.length + 1 :], head)
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


def _datasets(tokens: Sequence[Token], head: Prologue) -> tuple[tuple[str, ...], tuple[str, ...]]:
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
        if rest and (iri := head.resolve(rest[0])) is not None:
            target[iri] = None
    return tuple(default), tuple(named)
