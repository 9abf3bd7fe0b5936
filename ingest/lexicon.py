"""The general-knowledge tables of `seeds/lexicon`, read once and kept.

Each table is a TSV with a header line; a line that starts with `#` is a comment and `;` parts the values of a
cell. A table that is not there reads as empty, so that every floor works with whatever knowledge is at hand.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import msgspec

from kg.model import Key
from seeds import LEXICON

Row = dict[str, str]


class Division(msgspec.Struct, frozen=True):
    """A province, prefecture-level or county-level division; `parent` is the code of the one above it."""

    code: str
    name: str
    level: str
    parent: str
    short: str


class Suffix(msgspec.Struct, frozen=True):
    """How a name ends: `text`, what `kind` of thing it then is, and shorter endings of the same."""

    text: str
    kind: str
    abbreviations: tuple[str, ...] = ()


class Term(msgspec.Struct, frozen=True):
    """A preferred `label`, other names for it, and its `kind` (policy kind, parent industry, level of a title)."""

    label: str
    alt: tuple[str, ...] = ()
    kind: str = ""
    id: str = ""


def cells(text: str | None) -> tuple[str, ...]:
    """The values of one cell, without blanks."""
    return tuple(part.strip() for part in (text or "").split(";") if part.strip())


def read_table(path: Path) -> Iterator[Row]:
    """The rows of one table; nothing when the file is not there. Short rows are filled with ''."""
    if not path.is_file():
        return
    header: list[str] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        values = line.split("\t")
        if not header:
            header = [value.strip() for value in values]
            continue
        values += [""] * (len(header) - len(values))
        yield dict(zip(header, values, strict=False))


@cache
def table(name: str) -> tuple[Row, ...]:
    """All rows of `seeds/lexicon/<name>.tsv`, in file order."""
    return tuple(read_table(LEXICON / f"{name}.tsv"))


@cache
def divisions() -> tuple[Division, ...]:
    """Every province, city and county of the table."""
    return tuple(
        Division(row["code"], row["name"], row["level"], row.get("parent", ""), row.get("short", ""))
        for row in table("divisions")
    )


@cache
def division_by_name() -> dict[str, Division]:
    """Full and short names to the division; a full name wins, then the higher level, then the first in the table."""
    names: dict[str, Division] = {}
    for division in divisions():
        names.setdefault(division.name, division)
    rank = {"province": 0, "city": 1, "county": 2}
    for division in sorted(divisions(), key=lambda d: (rank.get(d.level, 3), d.code)):
        if division.short:
            names.setdefault(division.short, division)
    return names


def division_at_end(words: str, levels: tuple[str, ...]) -> Division | None:
    """The division of one of these levels with whose name, three characters or more, words end: 年 + 某某省."""
    names = division_by_name()
    found = (names.get(words[at:]) for at in range(len(words) - 2))
    return next((division for division in found if division is not None and division.level in levels), None)


@cache
def division_by_code() -> dict[str, Division]:
    """Codes to divisions."""
    return {division.code: division for division in divisions()}


def ancestors(division: Division) -> tuple[Division, ...]:
    """The divisions above one, nearest first."""
    found: list[Division] = []
    current, codes = division, division_by_code()
    while current.parent and current.parent in codes and len(found) < 4:
        current = codes[current.parent]
        found.append(current)
    return tuple(found)


@cache
def places_around() -> dict[str, frozenset[str]]:
    """Full and short names of divisions to the names of all that any division of that name lies in."""
    around: dict[str, set[str]] = {}
    for division in divisions():
        names = {name for outer in ancestors(division) for name in (outer.name, outer.short) if name}
        for name in (division.name, division.short):
            if name:
                around.setdefault(name, set()).update(names)
    return {name: frozenset(names) for name, names in around.items()}


@cache
def zone_kinds() -> tuple[Suffix, ...]:
    """How zone names end, with the class of zone."""
    return tuple(Suffix(r["suffix"], r.get("kind", ""), cells(r.get("abbreviations"))) for r in table("zone_kinds"))


@cache
def company_suffixes() -> tuple[Suffix, ...]:
    """How company names end; `kind` is `legal` or `short`."""
    return tuple(Suffix(r["suffix"], r.get("kind", "short")) for r in table("company_suffixes"))


def _suffixes(name: str) -> tuple[Suffix, ...]:
    return tuple(Suffix(r["suffix"], r.get("kind", "")) for r in table(name))


@cache
def organizations() -> tuple[Suffix, ...]:
    """How names of offices, schools, banks and associations end."""
    return _suffixes("organizations")


@cache
def facilities() -> tuple[Suffix, ...]:
    """How names of facilities end."""
    return _suffixes("facilities")


@cache
def funds() -> tuple[Suffix, ...]:
    """How names of funds end."""
    return _suffixes("funds")


@cache
def events() -> tuple[Suffix, ...]:
    """How names of events end."""
    return _suffixes("events")


@cache
def industries() -> tuple[Term, ...]:
    """Industries and the links of chains; `kind` is the id of the broader one."""
    return tuple(
        Term(r["label"], cells(r.get("alt")), r.get("broader", ""), r.get("id", "")) for r in table("industries")
    )


@cache
def policies() -> tuple[Term, ...]:
    """Policies, reforms, mechanisms, service brands, campaigns and methods."""
    return tuple(Term(r["label"], cells(r.get("alt")), r.get("kind", ""), r.get("id", "")) for r in table("policies"))


def _named(name: str, kind: str) -> tuple[Term, ...]:
    return tuple(Term(r["name"], cells(r.get("alt")), r.get(kind, "")) for r in table(name))


@cache
def titles() -> tuple[Term, ...]:
    """Honours and recognised statuses; `kind` is the level."""
    return _named("titles", "level")


@cache
def technologies() -> tuple[Term, ...]:
    """Products and technologies; `kind` is the industry."""
    return _named("technologies", "industry")


@cache
def surnames() -> frozenset[str]:
    """Family names, of one or two characters."""
    return frozenset(row["surname"] for row in table("surnames"))


@cache
def posts() -> tuple[str, ...]:
    """Posts, longest first."""
    return tuple(sorted({row["post"] for row in table("posts")}, key=lambda p: (-len(p), p)))


@cache
def label_of(kind: str) -> dict[str, str]:
    """Every name of a vocabulary (`industries`, `policies`, `titles`, `technologies`) to its preferred label."""
    terms = {"industries": industries, "policies": policies, "titles": titles, "technologies": technologies}[kind]()
    names: dict[str, str] = {}
    for term in terms:
        names[term.label] = term.label
    for term in terms:
        for alt in term.alt:
            names.setdefault(alt, term.label)
    return names


def region_key(name: str) -> Key:
    """The key of a region by any name of it: 滁州 and 滁州市 give the same."""
    division = division_by_name().get(name)
    return f"Region/{division.name if division else name}"
