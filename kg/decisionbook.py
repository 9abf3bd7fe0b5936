"""The decisions of a store, in documents.db: they outlive the documents that they speak of."""

from __future__ import annotations

import msgspec

from kg.decisions import Decision
from kg.errors import UnknownDecisionError
from kg.tables import Tables


class DecisionTables(Tables):
    """The part of a `DocumentStore` that keeps decisions on identity."""

    def decisions(self) -> tuple[Decision, ...]:
        """All decisions in their order."""
        if self._one("SELECT 1 FROM sqlite_master WHERE name = 'decisions'") is None:
            return ()  # a store of a version that knew none
        rows = self._all("SELECT record FROM decisions ORDER BY number")
        return tuple(self._decode(row[0], Decision) for row in rows)

    def put_decision(self, decision: Decision) -> Decision:
        """Keep a decision, after all others; with its number. Inside a change."""
        self._all("CREATE TABLE IF NOT EXISTS decisions (number INTEGER PRIMARY KEY, record BLOB NOT NULL)")
        (last,) = self._all("SELECT coalesce(max(number), 0) FROM decisions")
        numbered = _numbered(decision, int(last[0]) + 1)
        self._insert("INSERT INTO decisions VALUES (?, ?)", numbered.number, msgspec.json.encode(numbered))
        return numbered

    def withdraw(self, number: int) -> Decision:
        """Take a decision out; the others stay as they are. `UnknownDecisionError`. Inside a change."""
        found = next((one for one in self.decisions() if one.number == number), None)
        if found is None:
            raise UnknownDecisionError(number, [one.number for one in self.decisions()])
        self._all("DELETE FROM decisions WHERE number = ?", number)
        return found


def _numbered(decision: Decision, number: int) -> Decision:
    return msgspec.structs.replace(decision, number=number)
