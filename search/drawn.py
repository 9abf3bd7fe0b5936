"""An answer drawn from the graph by a query of its own: what it says, what it stands on, and its other readings."""

from __future__ import annotations

import msgspec

from search.replies import CitedFact, Reading


class Drawn(msgspec.Struct, frozen=True, kw_only=True):
    """`text` is None where the graph tells that there is no answer; `reason` then says what is missing."""

    text: str | None
    sparql: str | None = None
    facts: tuple[CitedFact, ...] = ()
    reason: str | None = None
    readings: tuple[Reading, ...] = ()
    note: str | None = None
