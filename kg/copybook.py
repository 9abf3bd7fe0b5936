"""Which documents of a store have the same text, kept up as documents come and go.

Texts meet where their signatures share a band, and are then compared. Near copies are joined into families; after a
change the families that it touched are settled anew: in order of date and id, a text is a copy of the first one before
it that is near and no copy itself. The result depends on the documents alone, not on the order in which they came.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

import msgspec

from kg.copies import Shared, maybe_near, near, unit_letters
from kg.entries import Copied, CopyKind, Link, Unit
from kg.model import Document
from kg.shingles import Shingled, Signature, shingled
from kg.tables import Tables

_UNDATED = "9999"
Read = Callable[[int], Document]


class _Placed(msgspec.Struct):
    """A unit with the document that it is in, as far as settling needs it."""

    unit: int
    number: int
    doc: str
    date: str
    start: int
    end: int
    text: int
    model: int | None


class _Found(msgspec.Struct):
    """A unit of a document, and the one that it is a copy of: in document `doc` (None: of none)."""

    start: int
    end: int
    article: str | None
    exact: int
    model: int | None
    doc: str | None
    of_article: str | None
    sha256: str | None


class CopyBook(Tables):
    """Units and texts of the documents in one database. Used inside a change, by its writer."""

    def start(self, read: Read) -> None:
        """`read` gives the document with a number, as it was read from its file."""
        self._touched: set[int] = set()
        self._read = lru_cache(maxsize=32)(read)
        self._letters = lru_cache(maxsize=64)(self._letters_of)
        self._signature = lru_cache(maxsize=20_000)(self._signature_of)
        self._near: dict[tuple[int, int], bool] = {}

    def put(self, number: int, units: tuple[Unit, ...]) -> None:
        """Take in the units of a document that has just been stored."""
        for unit in units:
            row = self._one("SELECT text, family FROM texts WHERE digest = ?", unit.digest)
            text, family = row or self._new_text(unit, number)
            self._insert(
                'INSERT INTO units (number, start, "end", article, text) VALUES (?, ?, ?, ?, ?)',
                number, unit.start, unit.end, unit.article, text,
            )  # fmt: skip
            self._touched.add(int(family))

    def delete(self, number: int) -> None:
        """Forget the units of a document that is taken out."""
        rows = self._all("SELECT DISTINCT text, family FROM units JOIN texts USING (text) WHERE number = ?", number)
        self._all("DELETE FROM units WHERE number = ?", number)
        for text, family in rows:
            self._touched.add(family)
            if self._one("SELECT 1 FROM units WHERE text = ? LIMIT 1", text) is None:
                self._all("DELETE FROM bands WHERE text = ?", text)
                self._all("DELETE FROM texts WHERE text = ?", text)

    def settle(self) -> list[int]:
        """Decide anew what is a copy of what; numbers of the documents for which this changed."""
        changed: set[int] = set()
        for family in sorted(self._touched):
            members = [
                _Placed(*row)
                for row in self._all(
                    'SELECT u.unit, u.number, d.id, coalesce(d.date, ?), u.start, u."end", u.text, u.model '
                    "FROM texts t JOIN units u ON u.text = t.text JOIN documents d ON d.number = u.number "
                    "WHERE t.family = ?",
                    _UNDATED, family,
                )
            ]  # fmt: skip
            members.sort(key=lambda one: (one.date, one.doc, one.start, -one.end))
            models: list[_Placed] = []
            for one in members:
                first = next((m for m in models if m.number != one.number and self._are_near(m.text, one.text)), None)
                if first is None:
                    models.append(one)
                if one.model != (first.unit if first else None):
                    changed.add(one.number)
                    self._all("UPDATE units SET model = ? WHERE unit = ?", first.unit if first else None, one.unit)
        self._touched.clear()
        return sorted(changed)

    def copied(self, number: int) -> tuple[Copied, Shared] | None:
        """What a document has from others, as settled; None when nothing."""
        rows = [
            _Found(*row)
            for row in self._all(
                'SELECT u.start, u."end", u.article, t.signature = ?, m.number, d.id, m.article, d.sha256 FROM units u '
                "JOIN texts t ON t.text = u.text LEFT JOIN units m ON m.unit = u.model "
                "LEFT JOIN documents d ON d.number = m.number WHERE u.number = ? ORDER BY u.unit",
                b"", number,
            )
        ]  # fmt: skip
        document = self._read(number)
        shared = Shared(document)
        same_bytes = next((row for row in rows if row.exact and row.doc is not None), None)
        found = [row for row in rows if row.doc is not None and not row.exact]
        if same_bytes is not None and all(row.doc == same_bytes.doc for row in found):
            shared.add_all()
            return Copied("exact", (Link(None, same_bytes.doc or "", None),), _held(document, shared)), shared
        if not found:
            return None
        for row in found:
            bounds = (row.start, row.end) if row.article else (0, len(document.text))
            shared.add(bounds[0], bounds[1], self._read(row.model or 0))
        articles = [row.doc is not None for row in rows if row.article is not None]
        whole = any(row.article is None for row in found) or all(articles)
        kind: CopyKind = "near" if whole else "part"
        if whole and any(row.sha256 == document.sha256 for row in found):
            kind = "exact"
        links = {Link(row.article, row.doc or "", row.of_article) for row in found}
        return Copied(kind, tuple(sorted(links, key=_order)), _held(document, shared)), shared

    # -- inside -------------------------------------------------------------------------------------------------

    def _new_text(self, unit: Unit, number: int) -> tuple[int, int]:
        text = self._insert(
            "INSERT INTO texts (digest, signature, family) VALUES (?, ?, 0)", unit.digest, unit.signature
        )
        if not unit.signature:
            self._all("UPDATE texts SET family = text WHERE text = ?", text)
            return text, text
        mark = Signature.from_bytes(unit.signature)
        bands = mark.bands()
        marks = ",".join("?" * len(bands))
        query = f"SELECT DISTINCT text, family FROM bands JOIN texts USING (text) WHERE band IN ({marks}) ORDER BY text"
        met = self._all(query, *bands)
        self._each("INSERT OR IGNORE INTO bands VALUES (?, ?)", [(band, text) for band in bands])
        families = {text}
        if met:
            likely = maybe_near(mark, [self._signature(one) for one, _ in met])
            own = shingled(unit_letters(self._read(number), unit.start, unit.end)) if likely.any() else None
            for one, family in [pair for pair, may in zip(met, likely, strict=True) if may]:
                if own is not None and family not in families:
                    alike = self._near[one, text] = near(own, self._letters(one))
                    families |= {family} if alike else set()
        family = min(families)
        marks = ",".join("?" * len(families))
        self._all(f"UPDATE texts SET family = ? WHERE text = ? OR family IN ({marks})", family, text, *families)
        self._touched |= families
        return text, family

    def _are_near(self, one: int, other: int) -> bool:
        if one == other:
            return True
        pair = (min(one, other), max(one, other))
        if pair not in self._near:
            likely = maybe_near(self._signature(one), [self._signature(other)])
            self._near[pair] = bool(likely[0]) and near(self._letters(one), self._letters(other))
        return self._near[pair]

    def _letters_of(self, text: int) -> Shingled:
        row = self._one('SELECT number, start, "end" FROM units WHERE text = ? LIMIT 1', text)
        assert row is not None, "a text without a unit"
        return shingled(unit_letters(self._read(row[0]), row[1], row[2]))

    def _signature_of(self, text: int) -> Signature:
        row = self._one("SELECT signature FROM texts WHERE text = ?", text)
        assert row is not None, "a unit without a text"
        return Signature.from_bytes(row[0])


def _held(document: Document, shared: Shared) -> tuple[int, ...]:
    """Starts of the passages that stand in other documents too."""
    return tuple(p.start for p in document.passages if p.kind != "repeat" and shared.holds(p.start, p.end))


def _order(link: Link) -> tuple[str, str, str]:
    return link.article or "", link.of, link.of_article or ""
