"""The industries that a zone leads in, where a question asks for them as such: 主导产业, 主攻方向, 支柱产业."""

from __future__ import annotations

import re

from search.citations import relation_facts
from search.drawn import Drawn
from search.inquiry import Inquiry
from search.lists import enumerations
from search.query import relation_query

_ASKED = re.compile(r"(主导|支柱|主攻|首位|优势|特色|重点|龙头)(?:优势|特色)?(?:产业|方向|行业)")
_WHICH = re.compile(r"哪|什么|有啥|[?？]$")
_CALLED = re.compile(
    r"等?(?:[一二两三四五六七八九十\d]+)?(?:个|大|项|类)?(?:主导|支柱|主攻|首位|优势|特色|重点|龙头)(?:优势|特色)?(?:产业|方向|行业).*$"
)
_AROUND = 24
"""Characters around the words of a fact in which the name of what is asked for must stand."""


def led(inquiry: Inquiry) -> Drawn | None:
    """The industries, in the words of the sentence that calls them so; None where no sentence does."""
    asked = _ASKED.search(inquiry.text)
    zones = [key for thing in inquiry.things for key in thing.keys if key.startswith("Zone/")]
    if asked is None or not _WHICH.search(inquiry.text) or len(inquiry.things) != 1 or not zones:
        return None
    best: tuple[int, str, int] | None = None
    groups: dict[tuple[str, int, int], list[str]] = {}
    for key in zones:
        for doc in inquiry.documents.documents_of(key):
            text = inquiry.documents.text(doc)
            for one in inquiry.documents.facts(doc).relations:
                if one.subject != key or one.predicate != "leads_industry":
                    continue
                if asked[1] in text[max(0, one.start - _AROUND) : one.end + _AROUND]:
                    groups.setdefault((doc, one.start, one.end), []).append(one.object)
    for (doc, start, _), objects in sorted(groups.items()):
        if best is None or len(objects) > best[0]:
            best = (len(objects), doc, start)
    if best is None:
        return None
    (doc, start, end), objects = next((at, told) for at, told in groups.items() if (at[0], at[1]) == best[1:])
    quote = inquiry.documents.quote(doc, start, end)
    listed = max((one.items for one in enumerations(quote)), key=len, default=())
    listed = tuple(item for one in listed if (item := _CALLED.sub("", one).strip("“”")))
    names = [_used(inquiry, key, quote) for key in objects]
    if len(listed) < len(objects):
        listed = tuple(dict.fromkeys(sorted(names, key=quote.find)))
    facts = relation_facts(inquiry.documents, zones, "leads_industry", doc, start)
    return Drawn(
        text="、".join(listed), sparql=relation_query(zones[0], "leads_industry", True, inquiry.iris), facts=facts
    )


def _used(inquiry: Inquiry, key: str, quote: str) -> str:
    """A thing's name as the words of a fact put it."""
    known = inquiry.documents.named(key)
    forms = [form for form in (known.name, *known.surfaces) if form in quote] if known is not None else []
    return max(forms, key=len, default=key.partition("/")[2])
