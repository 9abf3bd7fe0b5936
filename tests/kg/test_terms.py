"""Terms written by hand say the same as terms written by the engine."""

from decimal import Decimal

import pyoxigraph as ox
from hypothesis import given
from hypothesis import strategies as st

from kg import terms
from kg.graph import last_year


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**15), max_value=10**15, places=6))
def test_decimals_are_as_the_engine_keeps_them(value: Decimal) -> None:
    store = ox.Store()
    store.update(f"INSERT DATA {{ <http://x/s> <http://x/p> {terms.decimal(value)} }}")
    kept = next(iter(store)).object
    assert str(kept) == terms.decimal(value)
    assert Decimal(terms.canonical(value)) == value


@given(st.text(st.characters(blacklist_categories=("Cs",))))
def test_strings_survive(value: str) -> None:
    line = f"<http://x/s> <http://x/p> {terms.string(value)} ."
    (quad,) = ox.parse(line.encode(), format=ox.RdfFormat.N_TRIPLES)
    assert quad.object == ox.Literal(value)


def test_canonical_forms() -> None:
    given_ = ["219.350", "5E+1", "-0.0", "1000", "0.10", "-3.5"]
    assert [terms.canonical(Decimal(value)) for value in given_] == ["219.35", "50", "0", "1000", "0.1", "-3.5"]


def test_the_year_of_a_period_is_the_last_that_it_names() -> None:
    periods = ["2025", "2024-01/2024-07", "2023/2024", "2022/", None, "近年"]
    assert [last_year(period) for period in periods] == [2025, 2024, 2024, 2022, None, None]
