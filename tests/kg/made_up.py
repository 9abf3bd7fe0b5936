"""Documents and facts made by hand, so that the tests of the graph need no reading."""

from __future__ import annotations

import hashlib
from decimal import Decimal

from kg.model import (
    Article,
    Change,
    Document,
    Entity,
    Facts,
    Observation,
    Passage,
    Project,
    Quantity,
    Relation,
    Span,
)

TEXT = (
    "云川高新区上半年答卷\n云川高新区上半年签约项目12个，总投资36.50亿元，同比增长8.2%。"
    "青禾精工投资5亿元的轴承基地已经开工。张三任云川高新区管委会主任。\n"
)
ZONE, CITY, FIRM = "Zone/云川高新技术产业开发区", "Region/云川市", "Company/青禾精工有限公司"
PROJECT, PERSON = "Project/青禾精工轴承基地", "Person/张三"


def span(text: str, words: str) -> Span:
    """Where `words` stand first."""
    start = text.index(words)
    return Span(start, start + len(words))


def document(doc: str = "a", text: str = TEXT, year: int = 2024) -> Document:
    """One article, its title and its body as passages."""
    head = text.index("\n") + 1
    return Document(
        id=doc,
        path=f"{doc}.txt",
        sha256=hashlib.sha256(f"{doc}{text}".encode()).hexdigest(),
        text=text,
        title=text[: head - 1],
        date=f"{year}-07-15",
        publisher="云川日报",
        articles=(
            Article(id=f"{doc}-1", start=0, end=len(text), title=text[: head - 1], about="云川高新区", year=year),
        ),
        passages=(
            Passage(article=f"{doc}-1", start=0, end=head - 1, kind="title"),
            Passage(article=f"{doc}-1", start=head, end=len(text)),
        ),
    )


def facts(text: str = TEXT, zone_name: str = "云川高新技术产业开发区", year: int = 2024) -> Facts:
    """What TEXT states: five entities, a project, two figures, two relations."""

    def entity(key: str, name: str, *surfaces: str) -> Entity:
        return Entity(
            key=key,
            name=name,
            type=key.partition("/")[0],
            surfaces=surfaces,
            mentions=tuple(span(text, surface) for surface in surfaces),
        )

    deal = span(text, "签约项目12个，总投资36.50亿元，同比增长8.2%")
    base = span(text, "青禾精工投资5亿元的轴承基地已经开工")
    post = span(text, "张三任云川高新区管委会主任")
    return Facts(
        entities=(
            entity(ZONE, zone_name, "云川高新区"),
            entity(CITY, "云川市"),
            entity(FIRM, "青禾精工有限公司", "青禾精工"),
            entity(PERSON, "张三", "张三"),
        ),
        projects=(
            Project(
                key=PROJECT,
                name="青禾精工轴承基地",
                surfaces=("轴承基地",),
                mentions=(span(text, "轴承基地"),),
                start=base.start,
                end=base.end,
                zone=ZONE,
                companies=(FIRM,),
                industry="Industry/轴承制造",
                investment=Quantity(Decimal("5"), "亿元"),
                stage="开工",
            ),
        ),
        observations=(
            Observation(
                subject=ZONE,
                indicator="签约项目数",
                value=Decimal(12),
                unit="个",
                text="12个",
                start=deal.start,
                end=deal.end,
                period=f"{year}-01/{year}-06",
            ),
            Observation(
                subject=ZONE,
                indicator="签约项目总投资",
                value=Decimal("36.50"),
                unit="亿元",
                text="36.50亿元",
                start=deal.start,
                end=deal.end,
                period=f"{year}-01/{year}-06",
                change=Change("同比增长", Decimal("8.2"), "%"),
            ),
        ),
        relations=(
            Relation(subject=PERSON, predicate="officer_of", object=ZONE, start=post.start, end=post.end, role="主任"),
            Relation(subject=ZONE, predicate="located_in", object=CITY, start=deal.start, end=deal.end),
        ),
    )
