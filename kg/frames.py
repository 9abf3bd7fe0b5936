"""Results of queries as pandas tables, each column of the type that its values have."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

import pandas
import pyoxigraph as ox

from kg.namespaces import PREFIXES
from kg.store import Results

_XSD = PREFIXES["xsd"]
_INTEGERS = frozenset(
    _XSD + name
    for name in (
        "integer", "int", "long", "short", "byte", "nonNegativeInteger", "positiveInteger", "nonPositiveInteger",
        "negativeInteger", "unsignedInt", "unsignedLong", "unsignedShort", "unsignedByte",
    )
)  # fmt: skip
_FLOATS = frozenset(_XSD + name for name in ("decimal", "double", "float"))
_TIMES = frozenset(_XSD + name for name in ("date", "dateTime"))
_BOOLEAN, _STRING = _XSD + "boolean", _XSD + "string"
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_SAFE = 2**63


def frame(results: Results) -> pandas.DataFrame:
    """A table of the results. A column whose values are all of one kind has its type: whole numbers `Int64`, other
    numbers `float64`, `boolean`, dates `datetime64` (days that the graph holds as plain text too). Other columns hold
    text, IRIs as they are; what is unbound is missing.
    """
    if isinstance(results, ox.QueryBoolean):
        return pandas.DataFrame({"ask": [bool(results)]})
    if isinstance(results, ox.QueryTriples):
        triples = [(triple.subject, triple.predicate, triple.object) for triple in results]
        return _table(["subject", "predicate", "object"], triples)
    names = [variable.value for variable in results.variables]
    return _table(names, [tuple(solution) for solution in results])


def _table(names: Sequence[str], rows: Sequence[Sequence[Any]]) -> pandas.DataFrame:
    columns = zip(*rows, strict=True) if rows else [()] * len(names)
    return pandas.DataFrame({name: _column(terms) for name, terms in zip(names, columns, strict=True)})


def _column(terms: Sequence[Any]) -> pandas.Series[Any]:
    kinds = {getattr(getattr(term, "datatype", None), "value", "") for term in terms if term is not None}
    texts = [None if term is None else str(getattr(term, "value", term)) for term in terms]
    typed: Callable[[], pandas.Series[Any]] | None = None
    if not kinds:
        return pandas.Series(texts, dtype=object)
    if kinds <= _INTEGERS:
        whole = [None if text is None else int(text) for text in texts]
        if all(number is None or -_SAFE <= number < _SAFE for number in whole):
            return pandas.Series(whole, dtype="Int64")
        return pandas.Series(whole, dtype=object)
    if kinds <= _INTEGERS | _FLOATS:
        return pandas.Series([None if text is None else float(text) for text in texts], dtype="float64")
    if kinds == {_BOOLEAN}:
        return pandas.Series([None if text is None else text in ("true", "1") for text in texts], dtype="boolean")
    days = kinds <= {_STRING, _XSD + "date"} and all(text is None or _DAY.fullmatch(text) for text in texts)
    if days or kinds <= _TIMES:
        typed = lambda: pandas.Series(pandas.to_datetime(texts, format="ISO8601", utc=_zoned(texts)))  # noqa: E731
    if typed is not None:
        try:
            return typed()
        except (ValueError, OverflowError):  # 2023-02-30, or a year that pandas cannot hold
            pass
    return pandas.Series(texts, dtype=object)


def _zoned(texts: Sequence[str | None]) -> bool:
    return any(text is not None and re.search(r"(?:Z|[+-]\d\d:\d\d)\Z", text[10:]) is not None for text in texts)
