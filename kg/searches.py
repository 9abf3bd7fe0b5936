"""`SERVICE zg:search { … }`: passages by meaning, and entities by name, inside a query.

    SERVICE zg:search { ?passage zg:query "政府帮企业跑手续" ; zg:score ?score ; zg:text ?words ; zg:limit 20 }
    SERVICE zg:search { ?zone zg:query ?name ; zg:type zg:Zone ; zg:limit 3 }

The clause never reaches the engine. With a constant question it becomes the hits themselves, `VALUES (?passage ?score)
{ … }`, which any engine joins quickly. With a variable that the group binds before the clause it becomes calls of
functions that the engine makes row by row (LATERAL, SEP-0006), and so do the triple patterns that follow it, which
would otherwise be matched in full.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from kg import gate, terms
from kg.errors import QueryError
from kg.evaluation import FUNCTIONS, Find, Found
from kg.gate import Prologue, Token
from kg.namespaces import ZG

LONGEST_QUESTION = 2000  # characters
MOST_HITS = 10_000
MOST_HITS_BY_ROW = 100  # with a variable question
MOST_CLAUSES = 20
USUAL_HITS = 10

_SERVICE = ZG + "search"
_PREDICATES = {ZG + name: name for name in ("query", "score", "limit", "type", "text")}
_END_OF_BLOCK = frozenset(["OPTIONAL", "FILTER", "MINUS", "UNION", "BIND", "VALUES", "SERVICE", "GRAPH", "LATERAL"])
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL)
_CONTROLS = {"t": "\t", "n": "\n", "r": "\r", "b": "\b", "f": "\f"}


class Clause(NamedTuple):
    """One search. `start` and `end` are its place in the text, `tail` the end of the triple patterns behind it.

    `hit`, `score` and `words` are variables (the latter two may be absent), `question` is a variable when `by_row`.
    `seen`: the group names the variable `hit` before the clause.
    """

    start: int
    end: int
    tail: int
    hit: str
    question: str
    by_row: bool
    kind: str
    limit: int
    score: str | None
    words: str | None
    seen: bool


class Reading(NamedTuple):
    """A query with its searches. `neutral` is the text with an empty pattern in place of each of them."""

    text: str
    clauses: tuple[Clause, ...]

    @property
    def neutral(self) -> str:
        """What the rest of the query is, for those who look at it before the searches are made."""
        pieces, at = [], 0
        for clause in self.clauses:
            pieces += [self.text[at : clause.start], "{}"]
            at = clause.end
        return "".join((*pieces, self.text[at:]))


def read(text: str, base: str = "") -> Reading:
    """Find the searches of a query. `QueryError` for one that cannot be made."""
    if "service" not in text.lower():
        return Reading(text, ())
    tokens = gate.tokenize(text)
    head = gate.prologue(tokens, base)
    clauses: list[Clause] = []
    position = head.length
    while position < len(tokens):
        opened = _opening(tokens, position, head)
        if opened is None:
            position += 1
            continue
        closed = next((at for at in range(opened, len(tokens)) if tokens[at].group() == "}"), None)
        if closed is None:
            raise _bad("没有右括号 / the closing brace is missing")
        clauses.append(_clause(tokens, position, opened, closed, head))
        position = closed + 1
    if len(clauses) > MOST_CLAUSES:
        raise _bad(f"至多 {MOST_CLAUSES} 个 / a query may hold {MOST_CLAUSES} of them")
    return Reading(text, tuple(clauses))


def _bad(reason: str) -> QueryError:
    return QueryError(f"SERVICE zg:search: {reason}")


def _opening(tokens: Sequence[Token], position: int, head: Prologue) -> int | None:
    """The place behind the brace of a search that begins at `position`; None when none begins there."""
    if tokens[position].lastgroup != "word" or tokens[position].group().upper() != "SERVICE":
        return None
    rest = position + 1
    if rest < len(tokens) and tokens[rest].group().upper() == "SILENT":
        rest += 1
    if rest + 1 >= len(tokens) or head.resolve(tokens[rest]) != _SERVICE or tokens[rest + 1].group() != "{":
        return None
    return rest + 2


def _clause(tokens: Sequence[Token], begin: int, opened: int, closed: int, head: Prologue) -> Clause:
    inside = list(tokens[opened:closed])
    if not inside or inside[0].lastgroup != "variable":
        raise _bad('应以变量开头 / it begins with a variable: { ?passage zg:query "…" }')
    hit = _name(inside[0])
    told: dict[str, Token] = {}
    at = 1
    while at < len(inside):
        if inside[at].group() in (";", "."):
            at += 1
            if at < len(inside) and inside[at].lastgroup == "variable":
                if _name(inside[at]) != hit:
                    raise _bad(f"只能有一个主语 ?{hit} / one subject only: another one needs a clause of its own")
                at += 1
            continue
        name = _PREDICATES.get(head.resolve(inside[at]) or "")
        if name is None or at + 1 >= len(inside):
            known = ", ".join(f"zg:{one}" for one in _PREDICATES.values())
            raise _bad(f"此处不能有 {inside[at].group()[:80]} / unexpected {inside[at].group()[:80]}; it takes {known}")
        if name in told:
            raise _bad(f"zg:{name} 重复 / zg:{name} stands twice")
        told[name] = inside[at + 1]
        at += 2
        if told[name].lastgroup == "string" and at + 1 < len(inside) and inside[at].group() == "@":
            at += 2  # the language does not matter
    return _checked(tokens, begin, closed, head, hit, told)


def _checked(
    tokens: Sequence[Token], begin: int, closed: int, head: Prologue, hit: str, told: dict[str, Token]
) -> Clause:
    question = told.get("query")
    if question is None or question.lastgroup not in ("string", "variable"):
        raise _bad("须有 zg:query 与字符串或变量 / zg:query with a string or a variable is needed")
    by_row = question.lastgroup == "variable"
    most = MOST_HITS_BY_ROW if by_row else MOST_HITS
    limit = USUAL_HITS
    if "limit" in told:
        if told["limit"].lastgroup != "number" or not 1 <= int(told["limit"].group()[:9]) <= most:
            raise _bad(f"zg:limit 应为 1 至 {most} 的整数 / zg:limit is a number from 1 to {most}")
        limit = int(told["limit"].group())
    kind = ZG + "Passage"
    if "type" in told:
        named = head.resolve(told["type"])
        if named is None:
            raise _bad("zg:type 应为类 / zg:type is a class, such as zg:Zone")
        kind = named
    outputs = {}
    for name in ("score", "text"):
        if name in told and told[name].lastgroup != "variable":
            raise _bad(f"zg:{name} 之后应为变量 / zg:{name} takes a variable")
        outputs[name] = _name(told[name]) if name in told else None
    if by_row:
        words = _name(question)
        if words not in _bound_before(tokens, begin):
            raise _bad(
                f"?{words} 须在同一组中由其前的模式给出 / ?{words} must be bound by patterns that stand before the "
                "clause in its group"
            )
    else:
        words = _unescaped(question.group())
        if not words.strip() or len(words) > LONGEST_QUESTION:
            raise _bad(f"检索词应为 1 至 {LONGEST_QUESTION} 字 / the words are 1 to {LONGEST_QUESTION} characters")
    return Clause(
        start=tokens[begin].start(),
        end=tokens[closed].end(),
        tail=_end_of_block(tokens, closed),
        hit=hit,
        question=words,
        by_row=by_row,
        kind=kind,
        limit=limit,
        score=outputs["score"],
        words=outputs["text"],
        seen=hit in _bound_before(tokens, begin),
    )


def _name(token: Token) -> str:
    return token.group()[1:]


def _unescaped(literal: str) -> str:
    quotes = 3 if literal[:3] in ('"""', "'" * 3) else 1

    def one(match: re.Match[str]) -> str:
        code = match[1] or match[2]
        return chr(int(code, 16)) if code else _CONTROLS.get(match[3], match[3])

    return _ESCAPE.sub(one, literal[quotes:-quotes])


def _bound_before(tokens: Sequence[Token], begin: int) -> set[str]:
    """The variables that the group names before the place `begin`; those around a LATERAL group as well."""
    names: set[str] = set()
    depth = 0
    for at in range(begin - 1, -1, -1):
        token = tokens[at]
        if token.group() == "}":
            depth += 1
        elif token.group() == "{":
            if depth == 0 and (at == 0 or tokens[at - 1].group().upper() != "LATERAL"):
                break
            depth = max(0, depth - 1)
        elif token.lastgroup == "variable":
            names.add(_name(token))
    return names


def _end_of_block(tokens: Sequence[Token], closed: int) -> int:
    """Where the triple patterns that follow a clause end; the clause's own end when there are none."""
    end = tokens[closed].end()
    for token in tokens[closed + 1 :]:
        if token.group() in ("{", "}") or (token.lastgroup == "word" and token.group().upper() in _END_OF_BLOCK):
            break
        end = token.end()
    return end


def write(reading: Reading, find: Find) -> tuple[str, bool]:
    """The text for the engine, with the hits of constant questions in it; whether it calls functions for others."""
    pieces: list[str] = []
    at = 0
    for number, clause in enumerate(reading.clauses):
        pieces.append(reading.text[at : clause.start])
        lines = "\n" * reading.text.count("\n", clause.start, clause.end)  # errors further down keep their lines
        at = clause.end
        if clause.by_row:
            pieces.append(_by_row(clause, number) + lines)
            block = reading.text[clause.end : clause.tail]
            if re.search(r"\w", block):
                pieces.append(" LATERAL {" + re.sub(r"^\s*\.", " ", block) + "\n}")
                at = clause.tail
        else:
            found = find(clause.kind, clause.question, clause.limit, clause.words is not None)
            pieces.append(_values(clause, found) + lines)
    text = "".join((*pieces, reading.text[at:]))
    if reading.clauses:
        gate.refuse_service(text)
    return text, any(clause.by_row for clause in reading.clauses)


def _values(clause: Clause, found: Sequence[Found]) -> str:
    variables = f"?{clause.hit}"
    variables += "".join(f" ?{name}" for name in (clause.score, clause.words) if name)
    rows = []
    for hit in found:
        row = terms.iri(hit.iri)
        if clause.score:
            row += f" {hit.score:.6f}"
        if clause.words:
            row += f" {terms.string(hit.words)}"
        rows.append(f"({row})")
    return f"VALUES ({variables}) {{ {' '.join(rows)} }}"


def _by_row(clause: Clause, number: int) -> str:
    rank = f"?zonegraph_rank_{number}"
    told = f"(<{clause.kind}>, ?{clause.question}, {clause.limit}, {str(clause.words is not None).lower()}, {rank})"
    ranks = " ".join(str(place) for place in range(1, clause.limit + 1))
    hit = f"?zonegraph_hit_{number}" if clause.seen else f"?{clause.hit}"
    kept = f"FILTER(sameTerm({hit}, ?{clause.hit}))" if clause.seen else f"FILTER(BOUND({hit}))"
    binds = f"BIND(<{FUNCTIONS}hit>{told} AS {hit}) {kept}"
    shown = [f"?{clause.question}", f"?{clause.hit}"]
    for name, part in ((clause.score, "score"), (clause.words, "words")):
        if name:
            binds += f" BIND(<{FUNCTIONS}{part}>{told} AS ?{name})"
            shown.append(f"?{name}")
    return f"LATERAL {{ {{ SELECT {' '.join(shown)} {{ VALUES {rank} {{ {ranks} }} {binds} }} }} }}"
