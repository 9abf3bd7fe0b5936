"""Which mentions name one thing: canonical keys by rules that know how names are built, and generic references.

Identity is a pure function of one document and the lexicon. The rules for names are in `ingest.identity`, those
for words whose meaning hangs on the article (全区, 该公司, 各开发区, 市政府) in `ingest.references`.
"""

from __future__ import annotations

import re

import msgspec

from ingest import zone_groups
from ingest.identity import Namer
from ingest.mention_rules.base import Mention
from ingest.mention_rules.told_of import is_plain
from ingest.mention_rules.zones import PARTS
from ingest.references import Scope, generic, scopes
from kg.model import Article, Document, Entity, Key, Span

BARE_OFFICE = re.compile(r"(省|市|区|县)(?:委|政府|政协|人大)")
ZONE_OFFICE = re.compile(
    r"(?:园区|开发区|经开区|高新区|全区|新区|片区|示范区|综保区|我区|合作区)?(?:党工委|管委会|管理委员会|党工委管委会)$"
)


class Ref(msgspec.Struct, frozen=True):
    """`text[start:end]` stands for the thing `key`."""

    start: int
    end: int
    key: Key


class Linked(msgspec.Struct, frozen=True):
    """The entities of a document, and every mention of them, generic ones included, sorted by start.

    `inner` are the wholes named inside the name of their part (甲经济区 in 甲经济区乙片区), which no clause speaks of.
    `subjects` are what the articles are about, by their ids.
    """

    entities: tuple[Entity, ...]
    refs: tuple[Ref, ...]
    inner: tuple[Ref, ...] = ()
    subjects: dict[str, Key | None] = msgspec.field(default_factory=dict)


def in_context(mention: Mention, scope: Scope) -> Key | None:
    """The key of a mention whose name is whole only with the article's zone or region; None for all others."""
    text = mention.text
    if mention.type == "Zone":
        city = (scope.city or "").partition("/")[2]
        province = (scope.province or "").partition("/")[2]
        return zone_groups.key_in(text, city, province)
    if mention.type == "Organization":
        bare = BARE_OFFICE.match(text)
        if bare:
            region = scope.province if bare.group(1) == "省" else scope.city
            name = (region or "").partition("/")[2]
            return (
                f"Organization/{name[:-1] if name[-1:] in '省市区县' else name}{text}"
                if name
                else f"Organization/{text}"
            )
        if ZONE_OFFICE.fullmatch(text):
            zone = scope.zone or scope.zone_before(mention.start)
            office = re.sub(r"^(?:园区|开发区|经开区|高新区|全区|新区|片区|示范区|综保区|我区|合作区)", "", text)
            return f"Organization/{zone.partition('/')[2]}{office}" if zone else f"Organization/{text}"
    return None


def generic_zone(mention: Mention) -> bool:
    """Does the form name zones only together with the article's place (全市开发区, 9个工业类开发区)?"""
    return mention.type == "Zone" and (zone_groups.is_group(mention.text) or mention.text.startswith("全国"))


def _of_its_place(name: str, scope: Scope) -> str:
    """A common name with the zone or city that the article is about: 人才公寓 → 云岭经济开发区人才公寓."""
    place = (scope.zone or scope.city or "").partition("/")[2]
    return name if "（" in place or name.startswith(place) else place + name


def link(document: Document, mentions: list[Mention]) -> Linked:
    """Entities with canonical keys, and all references to them."""
    text = document.text
    namer = Namer(document, mentions)
    plain: list[tuple[int, int, Key]] = []
    waiting: list[Mention] = []
    for mention in mentions:
        if (
            (generic_zone(mention) and not namer.named_in_full(mention.text))
            or (
                mention.type == "Organization"
                and (BARE_OFFICE.match(mention.text) or ZONE_OFFICE.fullmatch(mention.text))
            )
            or is_plain(namer.reading, mention)
        ):
            waiting.append(mention)
        elif key := namer.key(mention):
            plain.append((mention.start, mention.end, key))
    named = sorted(plain)
    late: list[tuple[int, int, Key]] = []
    pointer = 0
    subjects: dict[str, Key | None] = {}
    for scope in scopes(document, named):
        subjects[scope.article.id] = scope.group or scope.subject
        while pointer < len(waiting) and waiting[pointer].start < scope.article.end:
            resolved = in_context(waiting[pointer], scope)
            if (
                resolved is None
                and waiting[pointer].type not in ("Zone", "Region")
                and (key := namer.key(waiting[pointer]))
            ):
                kind, _, name = key.partition("/")
                resolved = f"{kind}/{_of_its_place(name, scope)}"
            if resolved:
                late.append((waiting[pointer].start, waiting[pointer].end, resolved))
            pointer += 1
        taken = sorted([*scope.named, *(x for x in late if x[0] >= scope.article.start)])
        scope.named = taken
        late += generic(scope)
    surfaces: dict[Key, list[str]] = {}
    spans: dict[Key, list[Span]] = {}
    for start, end, key in [*named, *sorted(late)]:
        forms = surfaces.setdefault(key, [])
        forms += [form for form in namer.surfaces(text[start:end], key) if form not in forms]
        spans.setdefault(key, []).append(Span(start, end))
    entities = [
        Entity(
            key=key,
            name=key.partition("/")[2],
            type=key.partition("/")[0],  # type: ignore[arg-type]
            surfaces=tuple(forms),
            mentions=tuple(sorted(spans[key])),
        )
        for key, forms in surfaces.items()
    ]
    outer = {m.start: m.end for m in mentions if m.type == "Zone" and m.text.endswith(PARTS)}
    refs = [Ref(*one) for one in sorted([*named, *late])]
    inner = tuple(r for r in refs if r.key.startswith("Zone/") and r.end < outer.get(r.start, 0))
    return Linked(tuple(entities), tuple(r for r in refs if r not in inner), inner, subjects)


def article_subject(article: Article, linked: Linked) -> Key | None:
    """The zone that an article is about, or its city where it speaks of all its zones; None where neither is named.

    It is one decision, that by which 全区 and 全市 were resolved too.
    """
    return linked.subjects.get(article.id)
