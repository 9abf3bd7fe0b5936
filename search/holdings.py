"""Figures that the graph holds of a subject and a measure: read by SPARQL, with the words and places that tell them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

import msgspec
import pyoxigraph as ox

from kg.errors import ZonegraphError
from kg.iris import Iris
from kg.model import Key
from kg.namespaces import sparql_prefixes
from kg.store import GraphStore
from kg.terms import string

_MONTH = re.compile(r"(\d{4})-(\d\d)")
CALENDAR = re.compile(r"\d{4}")


class Holding(msgspec.Struct, frozen=True, kw_only=True):
    """One figure as told by one document; `base` is its value in the base unit of its family (元, 平方米…)."""

    subject: str
    subject_name: str
    label: str
    name: str
    text: str
    value: Decimal
    unit: str
    base: Decimal | None
    period: str | None
    year: int | None
    status: str
    kind: str
    qualifier: str | None
    change: tuple[str, Decimal, str] | None
    doc: str
    start: int
    end: int

    @property
    def shown(self) -> str:
        """The figure in the report's own words; with the unit where it stands elsewhere, in the head of a table."""
        return self.text if self.unit.strip() in self.text or not self.unit else f"{self.text}{self.unit}"

    @property
    def when(self) -> str:
        """The period in words: 2024年, 2024年1—7月."""
        return in_words(self.period)

    @property
    def whole_year(self) -> bool:
        """Whether it is told of one calendar year."""
        return bool(self.period and CALENDAR.fullmatch(self.period))


def in_words(period: str | None) -> str:
    """`2024-01/2024-07` → 2024年1—7月, `2024` → 2024年; other forms as they are, none as empty words."""
    if not period:
        return ""
    if CALENDAR.fullmatch(period):
        return f"{period}年"
    head, slash, tail = period.partition("/")
    first, last = _MONTH.fullmatch(head), _MONTH.fullmatch(tail)
    if first and not slash:
        return f"{first[1]}年{int(first[2])}月"
    if first and last and first[1] == last[1]:
        return f"{first[1]}年{int(first[2])}—{int(last[2])}月"
    if CALENDAR.fullmatch(head) and CALENDAR.fullmatch(tail):
        return f"{head}—{tail}年"
    if CALENDAR.fullmatch(head) and not tail:
        return f"{head}年以来"
    return period


def rows(graph: GraphStore, query: str) -> list[ox.QuerySolution]:
    """The solutions of a SELECT query; none where the query cannot be run."""
    try:
        results = graph.query(query)
    except ZonegraphError:
        return []
    return list(results) if isinstance(results, ox.QuerySolutions) else []


def _value(row: ox.QuerySolution, name: str) -> str | None:
    found = row[name]
    return None if found is None else str(found.value)


_ALL = """SELECT DISTINCT ?subject ?subjectName ?label ?name ?text ?value ?unit ?base ?period ?year ?status ?kind
  ?qualifier ?changeKind ?changeValue ?changeUnit ?doc ?start ?end WHERE {{
  {bound}
  ?o a zg:Observation ; zg:subject ?subject ; zg:indicator ?i ; zg:indicatorLabel ?label ; zg:text ?text ;
     zg:value ?value ; zg:unit ?unit ; zg:status ?status ; zg:kind ?kind ; zg:start ?start ; zg:end ?end ;
     prov:wasDerivedFrom/zg:document/dcterms:identifier ?doc .
  ?i rdfs:label ?name .
  OPTIONAL {{ ?subject rdfs:label ?subjectName }}
  OPTIONAL {{ ?o zg:period ?period }} OPTIONAL {{ ?o zg:year ?year }} OPTIONAL {{ ?o zg:baseValue ?base }}
  OPTIONAL {{ ?o zg:qualifier ?qualifier }}
  OPTIONAL {{ ?o zg:changeKind ?changeKind ; zg:changeValue ?changeValue ; zg:changeUnit ?changeUnit }}
}} ORDER BY ?subject ?name ?period ?doc ?start"""


def _read(graph: GraphStore, bound: str) -> list[Holding]:
    found = []
    for row in rows(graph, sparql_prefixes("zg", "rdfs", "prov", "dcterms") + _ALL.format(bound=bound)):
        moved = None
        if (kind := _value(row, "changeKind")) is not None:
            moved = (kind, Decimal(_value(row, "changeValue") or "0"), _value(row, "changeUnit") or "")
        base, year = _value(row, "base"), _value(row, "year")
        subject = _value(row, "subject") or ""
        found.append(
            Holding(
                subject=subject, subject_name=_value(row, "subjectName") or subject.rpartition("/")[2],
                label=_value(row, "label") or "", name=_value(row, "name") or "", text=_value(row, "text") or "",
                value=Decimal(_value(row, "value") or "0"), unit=_value(row, "unit") or "",
                base=None if base is None else Decimal(base), period=_value(row, "period"),
                year=None if year is None else int(year), status=_value(row, "status") or "实际",
                kind=_value(row, "kind") or "level", qualifier=_value(row, "qualifier"), change=moved,
                doc=_value(row, "doc") or "", start=int(_value(row, "start") or 0), end=int(_value(row, "end") or 0),
            )
        )  # fmt: skip
    return found


def of_subjects(graph: GraphStore, iris: Iris, keys: Iterable[Key]) -> list[Holding]:
    """All figures of some subjects."""
    nodes = " ".join(f"<{iris.entity(key)}>" for key in dict.fromkeys(keys))
    return _read(graph, f"VALUES ?subject {{ {nodes} }}") if nodes else []


def of_indicators(graph: GraphStore, iris: Iris, names: Iterable[str], kind: str = "Zone") -> list[Holding]:
    """All figures of some indicators (by their names in the graph) told of things of one type."""
    nodes = " ".join(f"<{iris.indicator(name)}>" for name in dict.fromkeys(names))
    return _read(graph, f"VALUES ?i {{ {nodes} }} ?subject a zg:{kind} .") if nodes else []


def indicator_names(graph: GraphStore) -> list[str]:
    """The names of all indicators of the graph, in order."""
    found = rows(
        graph,
        sparql_prefixes("zg", "rdfs") + "SELECT DISTINCT ?n { ?i a zg:Indicator ; rdfs:label ?n } ORDER BY ?n",
    )
    return [name for row in found if (name := _value(row, "n")) is not None]


def _pattern(used: Sequence[Holding], suffix: str = "") -> list[str]:
    """The lines of a query that give these figures and no others, bound to ?text, ?value, ?unit and ?period."""
    subjects = sorted({one.subject for one in used})
    labels = sorted({one.label for one in used})
    periods = sorted({one.period for one in used if one.period})
    lines = [
        f"  ?o{suffix} a zg:Observation ; zg:subject ?subject{suffix} ; zg:indicatorLabel ?indicator{suffix} ;",
        f"     zg:text ?text{suffix} ; zg:value ?value{suffix} ; zg:unit ?unit{suffix} ; zg:status ?status{suffix} .",
        f"  VALUES ?subject{suffix} {{ {' '.join(f'<{one}>' for one in subjects)} }}",
        f"  VALUES ?indicator{suffix} {{ {' '.join(string(one) for one in labels)} }}",
        f"  VALUES ?status{suffix} {{ {' '.join(string(one) for one in sorted({one.status for one in used}))} }}",
    ]
    if periods:
        lines.append(f"  ?o{suffix} zg:period ?period{suffix} .")
        lines.append(f"  VALUES ?period{suffix} {{ {' '.join(string(one) for one in periods)} }}")
    return lines


def rows_query(used: Sequence[Holding], order: str = "?period", limit: int | None = None) -> str:
    """A query that gives the figures used: subject, indicator, period, words, value, unit."""
    period = " ?period" if any(one.period for one in used) else ""
    tail = f"\nLIMIT {limit}" if limit is not None else ""
    order = order if period or order != "?period" else "?value"
    return (
        f"{sparql_prefixes('zg')}SELECT DISTINCT ?subject ?indicator{period} ?text ?value ?unit WHERE {{\n"
        + "\n".join(_pattern(used))
        + f"\n}} ORDER BY {order}{tail}"
    )


def two_query(first: Holding, second: Holding, reckoned: str, name: str) -> str:
    """A query that gives two figures and what is reckoned from `?value1` and `?value2`, bound to `name`."""
    lines = [*_pattern([first], "1"), *_pattern([second], "2")]
    return (
        f"{sparql_prefixes('zg')}SELECT DISTINCT ?text1 ?text2 ({reckoned} AS ?{name}) WHERE {{\n"
        + "\n".join(lines)
        + "\n}"
    )


def sum_query(used: Sequence[Holding]) -> str:
    """A query that gives the sum of the figures used, and how many they are."""
    inner = "\n".join(f"  {line}" for line in _pattern(used))
    period = " ?period" if any(one.period for one in used) else ""
    return (
        f"{sparql_prefixes('zg')}SELECT (SUM(?value) AS ?sum) (COUNT(*) AS ?figures) WHERE {{\n"
        f"  {{ SELECT DISTINCT ?subject ?indicator{period} ?value WHERE {{\n{inner}\n  }} }}\n}}"
    )
