"""The decisions of a store, in documents.db: they outlive the documents that they speak of."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec

from kg.decisions import Decision
from kg.errors import UnknownDecisionError
from kg.model import Key
from kg.project_merges import Told, merges
from kg.tables import TOLD, Tables


class DecisionTables(Tables):
    """The part of a `DocumentStore` that keeps decisions on identity, and the merges that rules make."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        super().__init__(connection, path)
        self._zones: set[Key] = set()  # whose projects changed

    def decisions(self) -> tuple[Decision, ...]:
        """All decisions in their order, those of rules first."""
        made = sorted(self._records("merges"), key=lambda one: (one.entity, one.into))
        return (*made, *sorted(self._records("decisions"), key=lambda one: one.number))

    def _records(self, table: str) -> list[Decision]:
        if self._one("SELECT 1 FROM sqlite_master WHERE name = ?", table) is None:
            return []  # a store of a version that knew none
        return [self._decode(row[0], Decision) for row in self._all(f"SELECT record FROM {table}")]

    def _told_tables(self) -> bool:
        return self._one("SELECT 1 FROM sqlite_master WHERE name = 'told'") is not None

    def _put_told(self, number: int, told: Sequence[tuple[Key, bytes]]) -> None:
        """Keep what a document says of its projects, for comparing."""
        if not self._told_tables():
            for statement in TOLD:
                self._all(statement)
        self._each("INSERT INTO told VALUES (?, ?, ?)", [(zone, number, record) for zone, record in told])
        self._zones.update(zone for zone, _ in told)

    def _drop_told(self, number: int) -> None:
        if self._told_tables():
            self._zones.update(str(row[0]) for row in self._all("SELECT zone FROM told WHERE number = ?", number))
            self._all("DELETE FROM told WHERE number = ?", number)

    def settle_merges(self, decided: Iterable[Decision]) -> list[Decision]:
        """Find anew which projects are one, in the zones that documents put or taken out or new decisions touch; the
        rules' merges that came or went. Inside a change."""
        if not self._told_tables():
            return []
        for decision in decided:
            if decision.kind != "merge":
                holds = "instr(CAST(record AS TEXT), ?)"
                query = f"SELECT DISTINCT zone FROM told WHERE {holds} OR {holds}"
                rows = self._all(query, decision.entity, decision.into)
                self._zones.update(str(row[0]) for row in rows)
        two = frozenset(frozenset((d.entity, d.into)) for d in self._records("decisions") if d.kind != "merge")
        changed: list[Decision] = []
        for zone in sorted(self._zones):
            told = [self._decode(row[0], Told) for row in self._all("SELECT record FROM told WHERE zone = ?", zone)]
            told.sort(key=lambda one: (one.doc, one.start, one.end, one.key))
            old = [
                self._decode(row[0], Decision) for row in self._all("SELECT record FROM merges WHERE zone = ?", zone)
            ]
            new = merges(told, two)
            if sorted(old, key=_order) != new:
                self._all("DELETE FROM merges WHERE zone = ?", zone)
                self._each("INSERT INTO merges VALUES (?, ?)", [(zone, msgspec.json.encode(one)) for one in new])
                changed += [one for one in (*old, *new) if one not in old or one not in new]
        self._zones.clear()
        return changed

    def put_decision(self, decision: Decision) -> Decision:
        """Keep a decision, after all others; with its number. Inside a change."""
        self._all("CREATE TABLE IF NOT EXISTS decisions (number INTEGER PRIMARY KEY, record BLOB NOT NULL)")
        (last,) = self._all("SELECT coalesce(max(number), 0) FROM decisions")
        numbered = _numbered(decision, int(last[0]) + 1)
        self._insert("INSERT INTO decisions VALUES (?, ?)", numbered.number, msgspec.json.encode(numbered))
        return numbered

    def withdraw(self, number: int) -> Decision:
        """Take a decision out; the others stay as they are. `UnknownDecisionError`. Inside a change."""
        found = next((one for one in self._records("decisions") if one.number == number), None)
        if found is None:
            raise UnknownDecisionError(number, [one.number for one in self.decisions() if one.number])
        self._all("DELETE FROM decisions WHERE number = ?", number)
        return found


def _order(decision: Decision) -> tuple[Key, Key]:
    return decision.entity, decision.into


def _numbered(decision: Decision, number: int) -> Decision:
    return msgspec.structs.replace(decision, number=number)
