"""Which projects of different reports are one: merges that rules make, each with its reason and both sentences.

Two records are of one project where zone and firm agree, the names do not speak against it (phase, capacity, product),
and either the investment or the capacity is the same, or one name is the other without the firm. A rule's merge is a
decision like a person's: it comes before those, it is shown with its evidence, and it can be taken back, after which no
rule makes it again (`apart`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import combinations

import msgspec

from kg.decisions import Decision, Evidence
from kg.model import Document, Key, Project

_LEGAL = re.compile(
    r"(?:集团)?(?:股份|控股)?(?:有限责任公司|有限公司|股份公司|合伙企业|集团公司|公司|集团)$|[（(][^（）()]*[）)]"
)
_HEAD = re.compile(r"(?:建设|扩建|新建)?(?:项目|工程)(?:[一二三四]期)?$")
_PLAIN = re.compile(r"建设|新建|扩建|生产|制造|加工|研发|基地|项目|工程|产业化|智能|年产|总部|[“”\"\s]")
_PHASE = re.compile(r"[一二三四五]期|首期")
_SIZE = re.compile(r"\d+(?:\.\d+)?\s*(?:[万亿千百]?[A-Za-z\u4e00-\u9fff]{1,3})")
_LIKE = 0.34
_QUOTED = 90
_MOST = 400
"""Records of one zone and firm that are compared with each other; more are a list of something else."""


class Told(msgspec.Struct, frozen=True):
    """What one document says of one project, as far as identity goes. `yuan` is the investment in yuan."""

    doc: str
    key: Key
    zone: Key
    companies: tuple[Key, ...]
    yuan: Decimal | None
    capacity: str | None
    start: int
    end: int
    quote: str


def told_of(document: Document, projects: Iterable[Project], yuan: Iterable[Decimal | None]) -> Iterator[Told]:
    """The records of a document that can be compared: those with a zone and a firm."""
    for project, sum_ in zip(projects, yuan, strict=True):
        if project.zone and project.companies:
            end = min(project.end, project.start + _QUOTED)
            quote = " ".join(document.text[project.start : end].split())
            capacity = re.sub(r"\s", "", project.capacity) if project.capacity else None
            yield Told(
                document.id, project.key, project.zone, project.companies, sum_, capacity, project.start, end, quote
            )


def merges(records: Sequence[Told], apart: frozenset[frozenset[Key]]) -> list[Decision]:
    """The merges among the records of one zone, sorted; `apart` are pairs of keys that a person declared to be two.

    Where a record fits two projects of another document, which one it is is not known, and it stays as it is.
    """
    pairs: dict[tuple[Key, Key], tuple[str, Told, Told]] = {}
    for one, other in _comparable(records):
        if one.key == other.key or one.doc == other.doc or frozenset((one.key, other.key)) in apart:
            continue
        rule = same(one, other)
        first, second = sorted((one, other), key=lambda t: (t.key, t.doc))
        if rule:
            pairs.setdefault((first.key, second.key), (rule, first, second))
    together: dict[Key, set[str]] = {}  # two projects of one report are two
    for record in records:
        together.setdefault(record.key, set()).add(record.doc)
    groups: dict[Key, set[Key]] = {}
    for pair in sorted(pairs):
        left, right = (groups.get(key, {key}) for key in pair)
        if left is right:
            continue
        docs = [set().union(*(together[key] for key in side)) for side in (left, right)]
        crossed = any(frozenset((a, b)) in apart for a in left for b in right)
        if docs[0] & docs[1] or crossed:
            continue
        joined = left | right
        groups.update(dict.fromkeys(joined, joined))
    found = []
    for group in {min(g): g for g in groups.values()}.values():
        into = min(group, key=lambda key: (-len(together[key]), -len(key), key))
        for key in sorted(group - {into}):
            link = next((p for p in sorted(pairs) if set(p) == {key, into}), None)
            link = link or next(p for p in sorted(pairs) if key in p and set(p) <= group)
            rule, first, second = pairs[link]
            evidence = tuple(Evidence(t.doc, t.start, t.end, t.quote) for t in (first, second))
            found.append(Decision(kind="merge", entity=key, into=into, rule=rule, evidence=evidence))
    return sorted(found, key=lambda decision: (decision.entity, decision.into))


def _comparable(records: Sequence[Told]) -> Iterator[tuple[Told, Told]]:
    """Pairs that share a sum, a capacity or the beginning of a firm's name."""
    buckets: dict[object, list[Told]] = {}
    for record in records:
        for mark in {record.yuan, record.capacity, *(_firm(company)[:2] for company in record.companies)} - {None}:
            buckets.setdefault(mark, []).append(record)
    seen = set()
    for bucket in buckets.values():
        for one, other in combinations(bucket[:_MOST], 2):
            pair = (one.doc, one.key, one.start, other.doc, other.key, other.start)
            if pair not in seen:
                seen.add(pair)
                yield one, other


def same(one: Told, other: Told) -> str | None:
    """The rule by which two records of one zone are of one project; None where they are not known to be."""
    if one.zone != other.zone or not any(_same_firm(a, b) for a in one.companies for b in other.companies):
        return None
    firms = [_firm(company) for company in (*one.companies, *other.companies)]
    a, b = (_core(told.key.partition("/")[2], firms) for told in (one, other))
    if set(_PHASE.findall(a)) != set(_PHASE.findall(b)):
        return None
    sizes = [set(_SIZE.findall(core)) for core in (a, b)]
    if all(sizes) and not sizes[0] & sizes[1]:
        return None
    if one.yuan is not None and other.yuan is not None and one.yuan != other.yuan:
        return None
    bare = [_PLAIN.sub("", core) for core in (a, b)]
    short, long = sorted(bare, key=len)
    held = bool(short) and short in long
    if not held and short and _likeness(short, long) < _LIKE:
        return None
    if one.yuan is not None and one.yuan == other.yuan:
        return "project-investment"
    if one.capacity is not None and one.capacity == other.capacity:
        return "project-capacity"
    return "project-name" if held and len(short) >= 4 else None


def _core(name: str, firms: Sequence[str]) -> str:
    core = _HEAD.sub(lambda m: m.group()[-2:] if m.group().endswith("期") else "", re.sub(r"[“”\"\s]", "", name))
    for firm in sorted(firms, key=len, reverse=True):
        for start in (firm, firm[2:] if len(firm) >= 6 else firm):
            core = core.removeprefix(start)
    return re.sub(r"^(?:股份|集团)?(?:有限)?(?:责任)?公司", "", core)


def _firm(key: Key) -> str:
    return _LEGAL.sub("", _LEGAL.sub("", key.partition("/")[2]))


def _same_firm(one: Key, other: Key) -> bool:
    """Equal but for the legal form, or the shorter begins the longer, a place of two or three characters aside."""
    short, long = sorted((_firm(one), _firm(other)), key=len)
    return short == long or (len(short) >= 2 and any(long.startswith(short, at) for at in (0, 2, 3)))


def _likeness(one: str, other: str) -> float:
    a, b = ({text[at : at + 2] for at in range(len(text) - 1)} for text in (one, other))
    return 2 * len(a & b) / (len(a) + len(b)) if a and b else 0.0
