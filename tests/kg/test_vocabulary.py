"""The thesaurus of seeds/lexicon: whole, without loops or dangling references, and SKOS in the graph."""

from __future__ import annotations

import networkx
import pyoxigraph as ox

from kg.iris import Iris
from kg.vocabulary import Concept, shipped
from seeds import LEXICON

IRIS = Iris()
SKOS = "http://www.w3.org/2004/02/skos/core#"
THESAURUS = shipped()
LEAST = 400


def _linked() -> dict[str, set[str]]:
    links: dict[str, set[str]] = {}
    for concept, link, _ in THESAURUS.links():
        links.setdefault(concept.key, set()).add(link)
    return links


def _whole(concept: Concept, links: dict[str, set[str]]) -> bool:
    return bool(concept.label and concept.alt and concept.definition and concept.ask and links.get(concept.key))


def test_four_hundred_concepts_are_whole() -> None:
    links = _linked()
    whole = [concept for concept in THESAURUS.concepts if _whole(concept, links)]
    assert len(whole) >= LEAST
    assert {concept.kind for concept in whole} == {"Indicator", "Policy", "Industry", "Title", "Topic"}
    related = [concept for concept in whole if "related" in links[concept.key]]
    assert len(related) >= LEAST


def test_every_policy_and_indicator_is_whole() -> None:
    links = _linked()
    told = [concept for concept in THESAURUS.concepts if concept.kind in ("Policy", "Indicator", "Topic")]
    assert [one.key for one in told if not (one.definition and one.ask and links.get(one.key))] == []


def test_every_reference_leads_to_a_concept() -> None:
    for concept in THESAURUS.concepts:
        for reference in (*concept.broader, *concept.related):
            found = THESAURUS.concept(concept.kind, reference)
            assert found is not None and found is not concept, (concept.key, reference)


def test_every_row_of_the_thesaurus_adds_to_a_concept() -> None:
    known = {(concept.kind, concept.id) for concept in THESAURUS.concepts}
    told = [tuple(line.split("\t")[:2]) for line in (LEXICON / "thesaurus.tsv").read_text("utf-8").splitlines()[1:]]
    assert set(told) <= known and len(set(told)) == len(told)


def test_broader_has_no_loop_and_is_not_related_too() -> None:
    pairs = [(a.key, b.key) for a, link, b in THESAURUS.links() if link == "broader"]
    drawn = networkx.DiGraph(pairs)
    assert networkx.is_directed_acyclic_graph(drawn)
    related = {(a.key, b.key) for a, link, b in THESAURUS.links() if link == "related"}
    above = {(a, b) for a in drawn for b in networkx.descendants(drawn, a)}
    assert related & above == set()  # S27 of the SKOS reference


def test_definitions_are_one_plain_sentence() -> None:
    for concept in THESAURUS.concepts:
        if concept.kind in ("Policy", "Indicator", "Title", "Topic") and concept.definition:
            assert concept.definition.endswith("。") and concept.definition.count("。") == 1, concept.key
            assert len(concept.definition) <= 90, concept.key


def test_the_graph_holds_it_as_skos() -> None:
    store = ox.Store()
    text = "\n".join(f"{line} ." for line in THESAURUS.triples(IRIS))
    store.load(text.encode(), ox.RdfFormat.N_TRIPLES)
    rows = store.query(
        f"""PREFIX skos: <{SKOS}>
        SELECT DISTINCT ?c WHERE {{
          ?c a skos:Concept ; skos:prefLabel ?label ; skos:altLabel ?alt ; skos:definition ?what ; skos:hiddenLabel ?ask .
          {{ ?c skos:broader ?b . ?b skos:narrower ?c }} UNION {{ ?c skos:related ?r . ?r skos:related ?c }}
        }}"""
    )
    assert isinstance(rows, ox.QuerySolutions)
    assert len(list(rows)) >= LEAST
    agency = ox.NamedNode(IRIS.entity("Policy/全代办"))
    field = ox.NamedNode(IRIS.entity("Topic/审批服务改革"))
    assert ox.Quad(agency, ox.NamedNode(f"{SKOS}broader"), field) in store
