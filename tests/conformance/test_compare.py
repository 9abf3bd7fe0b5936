"""The comparison itself: it must tell right from wrong before its verdicts are worth anything."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from scoreboard import Scoreboard
from w3c_compare import Table, Verdict, compare, compare_csv

A, B = ox.BlankNode("a"), ox.BlankNode("b")
XSD = "http://www.w3.org/2001/XMLSchema#"
P = ox.NamedNode("http://x.example/p")


def number(text: str, kind: str = "integer") -> ox.Literal:
    return ox.Literal(text, datatype=ox.NamedNode(XSD + kind))


def table(*rows: dict[str, ox.BlankNode | ox.Literal], ordered: bool = False) -> Table:
    return Table(frozenset({"x", "y"}), [dict(row) for row in rows], ordered)


@pytest.mark.parametrize(
    ("found", "expected", "verdict"),
    [
        (table({"x": A, "y": B}), table({"x": B, "y": A}), "exact"),
        (table({"x": A, "y": A}), table({"x": A, "y": B}), "wrong"),
        (table({"x": A}, {"x": A}), table({"x": A}, {"x": B}), "wrong"),
        (table({"x": A}, {"y": A}), table({"x": B}, {"y": B}), "exact"),
        (table({"x": number("1")}), table({"y": number("1")}), "wrong"),
        (table({"x": number("1")}), table({"x": number("1")}, {"x": number("1")}), "wrong"),
        (table({"x": number("1")}, {"x": number("2")}), table({"x": number("2")}, {"x": number("1")}), "exact"),
        (
            table({"x": number("1")}, {"x": number("2")}),
            table({"x": number("2")}, {"x": number("1")}, ordered=True),
            "wrong",
        ),
        (table({"x": number("1")}), table({"x": number("01")}), "value"),
        (table({"x": number("1")}), table({"x": number("1.0", "decimal")}), "wrong"),
        (table({"x": ox.Literal("1")}), table({"x": number("1")}), "wrong"),
        (table({"x": ox.Literal("a", language="en")}), table({"x": ox.Literal("a")}), "wrong"),
        (table({}), table(), "wrong"),
        (True, True, "exact"),
        (True, False, "wrong"),
        (True, table(), "wrong"),
    ],
)
def test_verdicts(found: Table | bool, expected: Table | bool, verdict: Verdict) -> None:
    assert compare(found, expected) == verdict


def test_graphs_are_compared_up_to_names() -> None:
    def cycle(*names: str) -> ox.Dataset:
        nodes = [ox.BlankNode(name) for name in names]
        return ox.Dataset(ox.Quad(one, P, other) for one, other in zip(nodes, nodes[1:] + nodes[:1], strict=True))

    assert compare(cycle("a", "b", "c"), cycle("d", "e", "f")) == "exact"
    two_threes = ox.Dataset([*cycle("a", "b", "c"), *cycle("d", "e", "f")])
    assert compare(two_threes, cycle("a", "b", "c", "d", "e", "f")) == "wrong"


def test_reduced_may_drop_duplicates_only() -> None:
    once, twice = table({"x": number("1")}), table({"x": number("1")}, {"x": number("1")})
    assert compare(once, twice, lax=True) == "exact"
    assert compare(twice, once, lax=True) == "wrong"
    assert compare(table(), twice, lax=True) == "wrong"


def test_cells_of_csv() -> None:
    assert compare_csv(b"b,a\r\n_:q,1\r\n", b"a,b\n1,_:r\n") == "exact"
    assert compare_csv(b"a\r\n1000000\r\n", b"a\n1.0e6\n") == "value"
    assert compare_csv(b"a\r\nx\r\n", b"a\ny\n") == "wrong"
    assert compare_csv(b"a\r\nx\r\n", b"a\nx\nx\n") == "wrong"


def test_a_new_failure_fails_and_a_mended_one_is_told() -> None:
    board = Scoreboard()
    assert board.judge("s", "c", "new", "exact", "") is None
    with pytest.raises(AssertionError, match="because"):
        board.judge("s", "c", "new", "value", "because")
    name, known = next((name, known) for name, known in board.known.items() if known.verdict == "wrong")
    assert known.why in (board.judge("s", "c", name, "wrong", "") or "")
    board.judge("s", "c", name, "exact", "")
    assert any(name in line for line in board.table() if line.startswith("better"))
