"""An answer as the page shows it: facts with their full values and reports, and questions that follow from it."""

from __future__ import annotations

from typing import Any

import pyoxigraph as ox

from api.entity_view import name_of
from api.sources import indicator_iri, same_figure
from api.workspace import Workspace
from kg.model import Key, Observation, Relation

_MOST = 4  # questions of one kind
_WITH_OTHERS = 6  # facts whose other sources are looked for
_YEARS = """SELECT DISTINCT ?year {{
  ?o zg:subject {subject} ; zg:indicator {indicator} ; zg:period ?year ; zg:status "实际" .
  FILTER(REGEX(?year, "^[0-9]{{4}}$"))
}} ORDER BY DESC(?year) LIMIT 12"""
_ZONES = """SELECT DISTINCT ?name {{
  ?o zg:indicator {indicator} ; zg:period {period} ; zg:subject ?zone . ?zone a zg:Zone ; rdfs:label ?name
}} ORDER BY ?name LIMIT 12"""


def shown(workspace: Workspace, record: dict[str, Any]) -> dict[str, Any]:
    """The record of an answer (`api.questions.record_of`) with more in it.

    Facts get `title` and `date` of their report, keys, and for figures qualifier, status, change, the report's own
    characters and `others` (the same figure elsewhere); passages get `date` and `publisher`. `computed` says that the
    answer was reckoned (推算) from its facts; `followups` are `{kind: year|zone|project|policy, about, question}`.
    """
    told = [_told(workspace, fact) for fact in record["facts"]]
    facts = [
        _full(workspace, fact, one, others=number < _WITH_OTHERS)
        for number, (fact, one) in enumerate(zip(record["facts"], told, strict=True))
    ]
    for passage in record["passages"]:
        summary = workspace.documents.summary(passage["doc"])
        passage["date"], passage["publisher"] = summary.date, summary.publisher
    return {
        **record,
        "facts": facts,
        "computed": "推算" in (record["answer"] or ""),
        "followups": _followups(workspace, [one for one in told if one is not None]),
    }


def _told(workspace: Workspace, fact: dict[str, Any]) -> Observation | Relation | None:
    """The statement that a fact of an answer repeats."""
    facts = workspace.documents.facts(fact["doc"])
    place = (fact["start"], fact["end"])
    if fact.get("predicate"):
        for link in facts.relations:
            names = (name_of(link.subject), name_of(link.object))
            if (link.start, link.end) == place and link.predicate == fact["predicate"] and fact["object"] in names:
                return link
        return None
    for one in facts.observations:
        if (one.start, one.end) == place and float(one.value) == fact.get("value") and one.unit == fact["unit"]:
            return one
    return None


def _full(
    workspace: Workspace, fact: dict[str, Any], told: Observation | Relation | None, *, others: bool
) -> dict[str, Any]:
    summary = workspace.documents.summary(fact["doc"])
    full = {**fact, "title": summary.title, "date": summary.date}
    if isinstance(told, Relation):
        return {**full, "subject_key": told.subject, "object_key": told.object}
    if told is None:
        return full
    change = told.change
    return {
        **full,
        "subject_key": told.subject,
        "text": told.text,
        "qualifier": told.qualifier,
        "status": told.status,
        "change": None if change is None else {"kind": change.kind, "value": float(change.value), "unit": change.unit},
        "others": [one for one in same_figure(workspace, fact["doc"], told) if one["period"] == told.period]
        if others
        else [],
    }


def _followups(workspace: Workspace, told: list[Observation | Relation]) -> list[dict[str, str]]:
    """Questions that the store can answer, from the first figure, project and policy that the answer stands on."""
    found: list[dict[str, str]] = []
    first = next((one for one in told if isinstance(one, Observation)), None)
    if first is not None:
        found += _of_figure(workspace, first)
    keys = [key for one in told if isinstance(one, Relation) for key in (one.subject, one.object)]
    keys += [one.subject for one in told if isinstance(one, Observation)]
    found += [_about(key) for key in _first_of("Project/", keys)]
    found += [_about(key) for key in _first_of("Policy/", keys)]
    return found


def _first_of(prefix: str, keys: list[Key]) -> list[Key]:
    return list(dict.fromkeys(key for key in keys if key.startswith(prefix)))[:_MOST]


def _about(key: Key) -> dict[str, str]:
    name = name_of(key)
    if key.startswith("Project/"):
        return {"kind": "project", "about": name, "question": f"{name}进展如何？"}
    return {"kind": "policy", "about": name, "question": f"“{name}”是什么？"}


def _of_figure(workspace: Workspace, told: Observation) -> list[dict[str, str]]:
    """The same figure in other years, and of other zones."""
    indicator = ox.NamedNode(indicator_iri(workspace, told))
    subject = ox.NamedNode(workspace.iris.entity(told.subject))
    years = _column(workspace, _YEARS.format(subject=subject, indicator=indicator), "year")
    name = name_of(told.subject)
    found = [
        {"kind": "year", "about": year, "question": f"{name}{year}年{told.indicator}是多少？"}
        for year in [year for year in years if year != told.period][:_MOST]
    ]
    if told.period is None or not told.period.isdigit():
        return found
    zones = _column(workspace, _ZONES.format(indicator=indicator, period=ox.Literal(told.period)), "name")
    return found + [
        {"kind": "zone", "about": zone, "question": f"{zone}{told.period}年{told.indicator}是多少？"}
        for zone in [zone for zone in zones if zone != name][:_MOST]
    ]


def _column(workspace: Workspace, query: str, name: str) -> list[str]:
    rows = workspace.graph.query(query)
    assert isinstance(rows, ox.QuerySolutions)
    return [str(row[name].value) for row in rows]
