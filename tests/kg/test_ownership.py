"""Who invests in, acquires, funds and consists of what, as a networkx graph."""

from __future__ import annotations

import msgspec

from kg.graph import document_quads
from kg.model import Relation
from kg.ownership import ownership
from kg.store import OxigraphStore
from made_up import FIRM, PROJECT, document, facts


def test_owners_point_to_what_they_have() -> None:
    bought, fund, mother = "Company/白鹭电机有限公司", "Fund/云川母基金", "Company/青禾集团"
    told = facts()
    more = tuple(
        Relation(subject=subject, predicate=predicate, object=target, start=0, end=5)  # type: ignore[arg-type]
        for subject, predicate, target in (
            (FIRM, "acquired", bought),
            (fund, "funds", bought),
            (FIRM, "part_of", mother),
            (FIRM, "partner_of", bought),
        )
    )
    told = msgspec.structs.replace(told, relations=(*told.relations, *more))
    graph = OxigraphStore.in_memory()
    for doc in ("a", "b"):
        statements = [str(quad.triple) for quad in document_quads(document(doc), told)]
        graph.replace_document(doc, statements)
    keys = (FIRM, PROJECT, bought, fund, mother)
    graph.relabel({graph.iris.entity(key): key.partition("/")[2] for key in keys})
    drawn = ownership(graph)
    edges = {
        (drawn.nodes[a]["name"], edge["predicate"], drawn.nodes[b]["name"], edge["documents"], edge["yuan"])
        for a, b, edge in drawn.edges(data=True)
    }
    assert edges == {
        ("青禾精工有限公司", "investsIn", "青禾精工轴承基地", 2, 500_000_000.0),
        ("青禾精工有限公司", "acquired", "白鹭电机有限公司", 2, None),
        ("云川母基金", "funds", "白鹭电机有限公司", 2, None),
        ("青禾集团", "hasPart", "青禾精工有限公司", 2, None),
    }
    assert drawn.nodes[graph.iris.entity(fund)]["kind"] == "Fund"


def test_an_empty_graph_has_no_owners() -> None:
    assert ownership(OxigraphStore.in_memory()).number_of_nodes() == 0
