"""The projects that meet the conditions of a question: listed, counted, or the largest of them, by one query."""

from __future__ import annotations

import re
from decimal import Decimal

import msgspec

from kg.namespaces import sparql_prefixes
from kg.terms import string
from search.conditions import Conditions, conditions
from search.drawn import Drawn
from search.holdings import rows
from search.idle_words import BESIDE_TOPICS
from search.inquiry import Inquiry
from search.question import content_words
from search.reckoning import plain
from search.replies import CitedFact

_PROJECT = re.compile(r"项目|工程")
_ZONE_ASKED = re.compile(
    r"哪(?:个|些|几个?|家|一个|座|[两三四五])?(?:国家级|省级)?(?:开发区|园区|经开区|高新区|示范区|地方|市|县|区)|"
    r"(?:开发区|园区|经开区|高新区|示范区)(?:是|有|为|分别)*(?:哪[一-鿿]{0,3}|谁)[?？]?$"
)
_COUNT = re.compile(r"多少(?:个|项)|[有共是]?(?:几个|几项)|数量|总数|项目(?:一?共|总共|共)?有?(?:多少|几)(?!亿|万|元)")
_LISTED = re.compile(r"哪|列出|列举|有什么|名单|清单|最|前[一二两三四五六七八九十\d]|叫什么|给我")
_NO_TOPIC = re.compile(
    r"签约|开工|投产|在建|竣工|建成|[这此本]次|文[中里]|提到|报道|报告|介绍|当天|现场|集中|^新|^[一二两三四五六七八九十]个$"
)
"""Words of a list's question that name a stage again or the report, and no kind of project."""
_LIMIT, _LONG = 12, 400


class Chosen(msgspec.Struct, frozen=True, kw_only=True):
    """A project with what one document says of it."""

    iri: str
    name: str
    investment: str
    unit: str
    stage: str
    doc: str
    start: int
    end: int


def chosen(inquiry: Inquiry) -> Drawn | None:
    """The list, the number or the largest of the projects that meet what is asked; None where no such is asked for."""
    if not _PROJECT.search(inquiry.text) or _ZONE_ASKED.search(inquiry.text) or inquiry.unknown_place:
        return None
    text = inquiry.text
    for word in (*inquiry.years.texts, *(one.text for one in inquiry.things)):
        text = text.replace(word, " ")
    asked = conditions(text)
    counting = bool(_COUNT.search(text)) and not _LISTED.search(text)
    if not (asked.bounded or asked.first) and not (asked.stages and (counting or _LISTED.search(text))):
        return None
    if any(key.startswith(("Company/", "Project/", "Facility/")) for one in inquiry.things for key in one.keys):
        return None
    listing = inquiry.question.kind == "list"
    if (
        not listing
        and inquiry.things
        and inquiry.fitting(inquiry.of(key for one in inquiry.things for key in one.keys))
    ):
        return None  # a figure of that name is told
    topics = [word for word in content_words(asked.rest) if word not in BESIDE_TOPICS and not word.isdigit()]
    if listing and inquiry.things:
        topics = [word for word in topics if not _NO_TOPIC.search(word)]
    if len(topics) > 1 or (not (asked.bounded or asked.first) and not topics and not inquiry.things):
        return None
    if asked.contradictory:
        return Drawn(
            text=None,
            reason="所给的投资条件互相矛盾，没有数能同时满足 / the conditions on the investment contradict one another",
        )
    query = _query(inquiry, asked, topics)
    found = _read(inquiry, query)
    if topics and not found and not _read(inquiry, _query(inquiry, Conditions(), topics)):
        return None  # no project of that kind at all: the words may mean something else
    if not found:
        return _none(inquiry, asked, topics)
    if counting and not asked.first:
        return _counted(inquiry, query, found)
    if len(found) < 2 and not (asked.bounded or asked.first or topics or _trades(inquiry)):
        return None
    return _listed(inquiry, asked, query, found)


def _trades(inquiry: Inquiry) -> list[str]:
    """The industries that the question names."""
    return [one.text for one in inquiry.things if all(key.startswith("Industry/") for key in one.keys)]


def _query(inquiry: Inquiry, asked: Conditions, topics: list[str]) -> str:
    lines = [
        "  ?r a zg:ProjectRecord ; zg:project ?project ; zg:start ?start ; zg:end ?end ;",
        "     prov:wasDerivedFrom/zg:document/dcterms:identifier ?doc .",
        "  ?project rdfs:label ?name .",
    ]
    places = [
        f"<{inquiry.iris.entity(key)}>" for one in inquiry.things for key in one.keys if not key.startswith("Industry/")
    ]
    if places:
        lines.append(f"  VALUES ?place {{ {' '.join(dict.fromkeys(places))} }}")
        lines.append("  ?project zg:locatedIn/(zg:locatedIn|zg:partOf)* ?place .")
    for topic in (*topics, *_trades(inquiry)):
        lines.append(
            f"  FILTER(CONTAINS(?name, {string(topic)}) || "
            f"EXISTS {{ ?project zg:inIndustry/rdfs:label ?trade FILTER(CONTAINS(?trade, {string(topic)})) }})"
        )
    if asked.stages:
        lines.append(f"  ?r zg:stage ?stage . VALUES ?stage {{ {' '.join(map(string, asked.stages))} }}")
    else:
        lines.append("  OPTIONAL { ?r zg:stage ?stage }")
    money = "  ?r zg:investment ?investment ; zg:investmentUnit ?unit . ?project zg:investmentCNY ?yuan ."
    lines.append(money if asked.bounded or asked.first else f"  OPTIONAL {{ {money.strip()} }}")
    if asked.least is not None:
        lines.append(f"  FILTER(?yuan {'>=' if asked.least_included else '>'} {plain(asked.least)})")
    if asked.most is not None:
        lines.append(f"  FILTER(?yuan {'<=' if asked.most_included else '<'} {plain(asked.most)})")
    lines += _time(inquiry)
    order = "ASC(?yuan)" if asked.ascending else "DESC(?yuan)"
    return (
        f"{sparql_prefixes('zg', 'rdfs', 'prov', 'dcterms')}"
        "SELECT DISTINCT ?project ?name ?investment ?unit ?stage ?doc ?start ?end WHERE {\n"
        + "\n".join(lines)
        + f"\n}} ORDER BY {order} ?name ?doc ?start"
    )


def _time(inquiry: Inquiry) -> list[str]:
    """The years: of the stage told, else of the article that tells it."""
    years = inquiry.years
    tests = []
    if years.span is not None:
        first, last = years.span
        tests = [f"?when >= {first}"] if first else []
        tests += [f"?when <= {last}"] if last else []
    elif years.named and (not years.relative or inquiry.dated):
        tests = [f"?when IN ({', '.join(map(str, years.named))})"]
    if not tests:
        return []
    return [
        "  OPTIONAL { ?r zg:stageDate ?date }",
        "  OPTIONAL { ?r prov:wasDerivedFrom/dcterms:isPartOf/zg:year ?told }",
        "  BIND(COALESCE(<http://www.w3.org/2001/XMLSchema#integer>(SUBSTR(?date, 1, 4)), ?told) AS ?when)",
        f"  FILTER({' && '.join(tests)})",
    ]


def _read(inquiry: Inquiry, query: str) -> list[Chosen]:
    found: dict[str, Chosen] = {}
    for row in rows(inquiry.graph, query):
        said = {
            name: "" if row[name] is None else str(row[name].value)
            for name in (
                "project",
                "name",
                "investment",
                "unit",
                "stage",
                "doc",
                "start",
                "end",
            )
        }
        one = Chosen(
            iri=said["project"], name=said["name"], investment=said["investment"], unit=said["unit"],
            stage=said["stage"], doc=said["doc"], start=int(said["start"]), end=int(said["end"]),
        )  # fmt: skip
        found.setdefault(one.iri, one)
    return list(found.values())


def _fact(inquiry: Inquiry, one: Chosen) -> CitedFact:
    quote = inquiry.documents.quote(one.doc, one.start, one.end)
    if one.investment:
        return CitedFact(
            subject=one.name, indicator="总投资", value=float(Decimal(one.investment)), unit=one.unit, period=None,
            quote=quote, doc=one.doc, start=one.start, end=one.end,
        )  # fmt: skip
    return CitedFact(
        subject=one.name, predicate="stage", object=one.stage, unit=None, period=None, quote=quote, doc=one.doc,
        start=one.start, end=one.end,
    )  # fmt: skip


def _shown(inquiry: Inquiry, one: Chosen, money: bool) -> str:
    """The name, with the investment in the report's own words where it is asked about."""
    if not money or not one.investment:
        return one.name
    quote = inquiry.documents.quote(one.doc, one.start, one.end)
    number = re.search(
        rf"(?:近|约|超过?|逾)?{re.escape(plain(Decimal(one.investment)))}(?:余|多)?{re.escape(one.unit)}", quote
    )
    return f"{one.name}（{number[0] if number else plain(Decimal(one.investment)) + one.unit}）"


def _listed(inquiry: Inquiry, asked: Conditions, query: str, found: list[Chosen]) -> Drawn:
    kept = found[: asked.first] if asked.first else found
    if asked.first == 1:
        kept = [one for one in found if (one.investment, one.unit) == (found[0].investment, found[0].unit)]
    money = asked.bounded or asked.first is not None
    told: list[str] = []
    for one in kept:
        shown = _shown(inquiry, one, money)
        if len("、".join([*told, shown])) > _LONG - 12:
            told.append(f"等{len(kept)}个")
            break
        told.append(shown)
    text = "、".join(told)
    text = text.replace(f"、等{len(kept)}个", f"等{len(kept)}个")
    facts = tuple(_fact(inquiry, one) for one in kept[:_LIMIT])
    if asked.first:
        query = f"{query}\nLIMIT {len(kept)}"
    return Drawn(text=text, sparql=query, facts=facts, note="按库中已收录的项目")


def _counted(inquiry: Inquiry, query: str, found: list[Chosen]) -> Drawn:
    names = "、".join(one.name for one in found[:5])
    more = f"等{len(found)}个" if len(found) > 5 else ""
    text = f"{len(found)}个（推算，按库中收录的项目计：{names}{more}）"
    if len(text) > 160:
        text = f"{len(found)}个（推算，按库中收录的项目计）"
    return Drawn(text=text, sparql=query, facts=tuple(_fact(inquiry, one) for one in found[:_LIMIT]))


def _none(inquiry: Inquiry, asked: Conditions, topics: list[str]) -> Drawn | None:
    """No project meets all of it: say which there are without the bounds, the largest first."""
    if not asked.bounded:
        return None
    near = _read(inquiry, _query(inquiry, msgspec.structs.replace(asked, least=None, most=None, first=1), topics))
    nearest = f"；投资最大的是{_shown(inquiry, near[0], True)}" if near and asked.least is not None else ""
    reason = f"库中没有符合条件的项目{nearest} / no project in the store meets the conditions"
    return Drawn(text=None, reason=reason, facts=tuple(_fact(inquiry, one) for one in near[:1]))
