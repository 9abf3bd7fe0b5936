"""A document as a graph: what is stated, where it points, and that it has the shapes promised."""

import io

import pyoxigraph as ox
import pyshacl
import pytest
import rdflib

from kg.graph import document_quads, triples
from kg.iris import Iris
from kg.ontology import ONTOLOGY, SHAPES, ontology_triples
from kg.store import OxigraphStore, label_triples
from kg.vocabulary import shipped
from made_up import TEXT, ZONE, document, facts

IRIS = Iris()
VOCABULARY = shipped()


@pytest.fixture
def graph() -> OxigraphStore:
    store = OxigraphStore.in_memory()
    store.replace_graph(IRIS.lexicon_graph, ontology_triples())
    store.replace_document("a", triples(document(), facts(), IRIS, VOCABULARY))
    names = {entity.key: entity.name for entity in facts().entities}
    names |= {"Project/青禾精工轴承基地": "青禾精工轴承基地", "Industry/轴承制造": "轴承制造"}
    store.relabel({IRIS.entity(key): name for key, name in names.items()})
    return store


def rows(store: OxigraphStore, query: str) -> list[list[str]]:
    found = store.query(query)
    assert isinstance(found, ox.QuerySolutions)
    return sorted([term.value for term in row] for row in found)


def test_an_analyst_can_guess_the_query(graph: OxigraphStore) -> None:
    query = """SELECT ?name ?what ?v ?u ?p WHERE {
        ?o zg:subject ?zone ; zg:indicator ?i ; zg:value ?v ; zg:unit ?u ; zg:period ?p ; zg:year 2024 .
        ?zone rdfs:label ?name . ?i rdfs:label ?what }"""
    assert rows(graph, query) == [
        ["云川高新技术产业开发区", "签约项目总投资", "36.5", "亿元", "2024-01/2024-06"],
        ["云川高新技术产业开发区", "签约项目数", "12", "个", "2024-01/2024-06"],
    ]


def test_the_characters_of_the_report_stand_beside_the_number(graph: OxigraphStore) -> None:
    assert rows(graph, "SELECT ?t ?b { ?o zg:value 36.5 ; zg:text ?t ; zg:baseValue ?b }") == [
        ["36.50亿元", "3650000000"]
    ]


def test_every_statement_leads_to_its_words(graph: OxigraphStore) -> None:
    query = """SELECT ?d ?a ?b WHERE { ?s zg:start ?a ; zg:end ?b ; prov:wasDerivedFrom ?p .
        ?p zg:document/dcterms:identifier ?d ; zg:start ?from ; zg:end ?to . FILTER(?from <= ?a && ?b <= ?to) }"""
    found = rows(graph, query)
    assert len(found) == 5
    assert {TEXT[int(a) : int(b)] for _, a, b in found} >= {
        "青禾精工投资5亿元的轴承基地已经开工",
        "张三任云川高新区管委会主任",
    }


def test_relations_are_plain_triples_with_a_statement_beside(graph: OxigraphStore) -> None:
    assert rows(graph, "SELECT ?n { ?x zg:officerOf/rdfs:label ?n }") == [["云川高新技术产业开发区"]]
    query = "SELECT ?role { ?r a zg:Relation ; rdf:predicate zg:officerOf ; zg:role ?role }"
    assert rows(graph, query) == [["主任"]]


def test_a_project_has_its_parts_and_a_record(graph: OxigraphStore) -> None:
    query = """SELECT ?z ?c ?i ?s ?yuan WHERE { ?p a zg:Project ; zg:locatedIn/rdfs:label ?z ; zg:investmentCNY ?yuan ;
        zg:inIndustry/rdfs:label ?i ; zg:stage ?s . ?firm zg:investsIn ?p ; rdfs:label ?c }"""
    assert rows(graph, query) == [["云川高新技术产业开发区", "青禾精工有限公司", "轴承制造", "开工", "500000000"]]
    assert rows(graph, "SELECT ?v ?u { ?r zg:project ?p ; zg:investment ?v ; zg:investmentUnit ?u }") == [["5", "亿元"]]


def test_passages_mention_entities(graph: OxigraphStore) -> None:
    query = "SELECT ?n { ?p a zg:Passage ; zg:start 0 ; schema:mentions/rdfs:label ?n }"
    assert rows(graph, query) == [["云川高新技术产业开发区"]]


def test_the_named_graph_bears_the_documents_iri(graph: OxigraphStore) -> None:
    query = "SELECT ?d { GRAPH ?d { ?o zg:subject ?z } } GROUP BY ?d"
    assert rows(graph, query) == [[IRIS.document("a")]]


def test_quads_are_the_triples_in_the_documents_graph() -> None:
    quads = document_quads(document(), facts(), IRIS, VOCABULARY)
    assert len(quads) == len(triples(document(), facts(), IRIS, VOCABULARY))
    assert {quad.graph_name.value for quad in quads} == {IRIS.document("a")}
    assert IRIS.entity(ZONE) in {quad.subject.value for quad in quads}


def test_a_built_graph_has_the_shapes(graph: OxigraphStore) -> None:
    merge = io.BytesIO()
    graph.dump(merge, ox.RdfFormat.N_TRIPLES, merge_only=True)
    data = rdflib.Graph().parse(data=merge.getvalue(), format="nt")
    conforms, _, report = pyshacl.validate(data, shacl_graph=str(SHAPES), inference=None)
    assert conforms, report
    observation = next(data.subjects(rdflib.RDF.type, rdflib.URIRef("https://zonegraph.example/ns#Observation")))
    data.remove((observation, rdflib.URIRef("https://zonegraph.example/ns#unit"), None))
    conforms, _, report = pyshacl.validate(data, shacl_graph=str(SHAPES), inference=None)
    assert not conforms


def test_every_term_used_is_in_the_ontology(graph: OxigraphStore) -> None:
    used = "SELECT DISTINCT ?t { { ?s ?t ?o } UNION { ?s a ?t } FILTER STRSTARTS(STR(?t), STR(zg:)) }"
    told = "SELECT DISTINCT ?t { ?t a ?k ; rdfs:label ?zh, ?en FILTER(LANG(?zh) = 'zh' && LANG(?en) = 'en') }"
    assert {term for (term,) in rows(graph, used)} <= {term for (term,) in rows(graph, told)}


def test_every_class_and_property_is_explained_in_both_languages() -> None:
    ontology = rdflib.Graph().parse(ONTOLOGY)
    for kind in (rdflib.OWL.Class, rdflib.OWL.ObjectProperty, rdflib.OWL.DatatypeProperty):
        for term in ontology.subjects(rdflib.RDF.type, kind):
            for predicate in (rdflib.RDFS.label, rdflib.RDFS.comment):
                languages = {literal.language for literal in ontology.objects(term, predicate)}
                assert languages == {"zh", "en"}, (term, predicate)


def test_names_are_triples_of_their_own_graph() -> None:
    assert label_triples({"http://x/a": '甲"乙"'}) == [
        '<http://x/a> <http://www.w3.org/2000/01/rdf-schema#label> "甲\\"乙\\""'
    ]
