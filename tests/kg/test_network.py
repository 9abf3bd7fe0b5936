"""The network that reports make up: who is around whom, what a report ties, and by which characters."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from kg.documents import DocumentStore
from kg.entries import entry_of
from kg.graph import facts_keys, triples
from kg.iris import Iris
from kg.model import Article, Document, Facts, Passage, Project, Relation
from kg.network import Network, around, of_document
from kg.store import OxigraphStore
from kg.ties import most_tied
from kg.vocabulary import shipped

IRIS = Iris()
ZONE, FIRM, PLANT = "Zone/云川经济技术开发区", "Company/启明光能有限公司", "Project/硅片扩建项目"
WORDS = "云川经开区的启明光能建硅片扩建项目，与海望大学合作。"


def _document(doc: str) -> Document:
    whole_text = {"start": 0, "end": len(WORDS)}
    return Document(
        id=doc, path=f"{doc}.txt", sha256="0" * 64, text=WORDS, articles=(Article(id=f"{doc}-1", **whole_text),),
        passages=(Passage(article=f"{doc}-1", **whole_text),),
    )  # fmt: skip


def _store(*parts: tuple[str, Facts]) -> OxigraphStore:
    store = OxigraphStore.in_memory()
    for doc, facts in parts:
        store.replace_document(doc, triples(_document(doc), facts, IRIS, shipped()))
        store.relabel({IRIS.entity(key): name for key, name in facts_keys(facts).items()})
    return store


def _says(subject: str, predicate: str, target: str, role: str | None = None) -> Relation:
    return Relation(subject=subject, predicate=predicate, object=target, start=0, end=10, role=role)  # type: ignore[arg-type]


def _first() -> Facts:
    plant = Project(
        key=PLANT, name="硅片扩建项目", surfaces=(), mentions=(), start=6, end=17, zone=ZONE, companies=(FIRM,)
    )
    return Facts(
        projects=(plant,),
        relations=(
            _says(FIRM, "located_in", ZONE),
            _says(FIRM, "partner_of", "Organization/海望大学", "共建"),
            _says(ZONE, "part_of", "Region/云川市"),
        ),
    )


REPORTS = (("a", _first()), ("b", Facts(relations=(_says(FIRM, "located_in", ZONE),))))


@pytest.fixture(scope="module")
def store() -> OxigraphStore:
    return _store(*REPORTS)


def _told(network: Network) -> set[tuple[str, str, str, str]]:
    return {(one.subject, one.relation, one.object, one.doc) for one in network.ties}


def test_the_neighbours_with_the_ties_among_them(store: OxigraphStore) -> None:
    near = around(store, IRIS, [FIRM], 100, steps=1)
    assert [one.key for one in near.nodes] == [FIRM, ZONE, PLANT, "Organization/海望大学"]
    assert _told(near) == {
        (FIRM, "located_in", ZONE, "a"),
        (FIRM, "located_in", ZONE, "b"),
        (FIRM, "invests_in", PLANT, "a"),
        (FIRM, "partner_of", "Organization/海望大学", "a"),
        (PLANT, "located_in", ZONE, "a"),
    }
    record = next(one for one in near.ties if one.relation == "invests_in")
    assert WORDS[record.start : record.end] == "启明光能建硅片扩建项目"
    assert {one.role for one in near.ties if one.relation == "partner_of"} == {"共建"}
    assert near.nodes[0].ties == 4 and near.nodes[0].name == "启明光能有限公司"


def test_two_steps_and_few_neighbours_reach_further(store: OxigraphStore) -> None:
    assert "Region/云川市" in [one.key for one in around(store, IRIS, [FIRM], 100, steps=2).nodes]
    assert "Region/云川市" in [one.key for one in around(store, IRIS, [FIRM], 100).nodes]


def test_the_cut_keeps_what_is_asked_about_and_tells_how_many_there_were(store: OxigraphStore) -> None:
    cut = around(store, IRIS, [FIRM], 2, steps=1)
    assert [one.key for one in cut.nodes] == [FIRM, ZONE] and cut.found == 4
    assert {(one.subject, one.object) for one in cut.ties} == {(FIRM, ZONE)}


def test_one_report_tells_only_its_own(store: OxigraphStore) -> None:
    assert _told(of_document(store, IRIS, "b", 100)) == {(FIRM, "located_in", ZONE, "b")}
    assert len(of_document(store, IRIS, "a", 100).nodes) == 5
    assert of_document(store, IRIS, "none", 100).nodes == ()


def test_the_whole_store_has_the_most_tied_first(tmp_path: Path, store: OxigraphStore) -> None:
    with DocumentStore.open(tmp_path / "documents.db", write=True, create=True) as documents:
        documents.begin()
        for doc, facts in REPORTS:
            documents.put(entry_of(_document(doc), facts, f"{doc}.txt", "1"))
        documents.commit()
        everything = most_tied(documents, 100)
        few = most_tied(documents, 2)
    assert len(everything.nodes) == 5 == everything.found
    assert all(a.ties >= b.ties for a, b in pairwise(everything.nodes))
    near = around(store, IRIS, [FIRM], 100, steps=2)  # the same by SPARQL
    assert set(everything.nodes) == set(near.nodes) and everything.ties == near.ties
    assert few.nodes == everything.nodes[:2] and few.found == 5 and {one.object for one in few.ties} == {ZONE}
