"""Decisions on identity, applied to the facts of one document."""

from __future__ import annotations

from decimal import Decimal

from kg.decisions import Decision, decided, decision_triples, former_names, touched
from kg.iris import Iris
from kg.model import Article, Document, Entity, Facts, Observation, Passage, Relation, Span
from kg.soundness import sound
from made_up import CITY, FIRM, PERSON, PROJECT, ZONE, document, facts, span

OTHER = "Zone/云川经济开发区"
TWO = "甲山产业园签约5个项目。园区完成投资3亿元。甲山科技园入驻企业20家。该园区产值7亿元。"
PARK, SCIENCE = "Zone/甲山产业园", "Zone/甲山科技园"


def two_parks() -> tuple[Document, Facts]:
    """A text on two parks that were taken for one, with a figure in each sentence."""
    read = Document(
        id="two", path="two.txt", sha256="0" * 64, text=TWO,
        articles=(Article(id="two-1", start=0, end=len(TWO)),),
        passages=(Passage(article="two-1", start=0, end=len(TWO)),),
    )  # fmt: skip
    names = ("甲山产业园", "园区", "甲山科技园", "该园区")
    mentions = [span(TWO, "甲山产业园"), Span(12, 14), span(TWO, "甲山科技园"), span(TWO, "该园区")]
    assert [TWO[m.start : m.end] for m in mentions] == list(names)
    figures = []
    for words, unit in (
        ("签约5个项目", "个"),
        ("完成投资3亿元", "亿元"),
        ("入驻企业20家", "家"),
        ("产值7亿元", "亿元"),
    ):
        at = span(TWO, words)
        digits = "".join(c for c in words if c.isdigit())
        figures.append(
            Observation(
                subject=PARK, indicator=words[:2], value=Decimal(digits), unit=unit, text=digits + unit,
                start=at.start, end=at.end,
            )
        )  # fmt: skip
    park = Entity(key=PARK, name="甲山产业园", type="Zone", surfaces=names, mentions=tuple(sorted(mentions)))
    return read, Facts(entities=(park,), observations=tuple(figures))


def test_what_is_not_touched_is_the_same_object() -> None:
    told = facts()
    elsewhere = Decision(kind="merge", entity=OTHER, into="Zone/别处开发区")
    in_another = Decision(kind="split", entity=ZONE, into=OTHER, docs=("b",))
    other_form = Decision(kind="split", entity=ZONE, into=OTHER, forms=("云川新城",))
    assert decided([elsewhere, in_another, other_form], document(), told) is told


def test_a_merge_files_everything_under_the_other_name() -> None:
    merged = decided([Decision(kind="merge", entity=ZONE, into=OTHER)], document(), facts())
    assert (merged.entities[0].key, merged.entities[0].name) == (OTHER, "云川经济开发区")
    assert {one.subject for one in merged.observations} == {OTHER}
    assert [(r.subject, r.object) for r in merged.relations] == [(PERSON, OTHER), (OTHER, CITY)]
    assert merged.projects[0].zone == OTHER
    assert [one.start for one in merged.observations] == [one.start for one in facts().observations]


def test_two_entities_of_a_document_become_one_and_no_relation_to_itself_is_left() -> None:
    told = facts()
    both = Relation(subject=ZONE, predicate="part_of", object=OTHER, start=0, end=5)
    park = Entity(key=OTHER, name="云川经开区", type="Zone", surfaces=("云川",), mentions=(Span(0, 2),))
    told = Facts(
        entities=(*told.entities, park), projects=told.projects, observations=told.observations,
        relations=(*told.relations, both),
    )  # fmt: skip
    merged = decided([Decision(kind="merge", entity=ZONE, into=OTHER)], document(), told)
    (one,) = [entity for entity in merged.entities if entity.key == OTHER]
    assert one.name == "云川经开区" and set(one.surfaces) == {"云川高新区", "云川"}
    assert list(one.mentions) == sorted(one.mentions) and len(one.mentions) == 2
    assert len(merged.relations) == len(facts().relations)


def test_a_split_takes_along_what_is_said_under_the_form() -> None:
    read, told = two_parks()
    parted = decided([Decision(kind="split", entity=PARK, into=SCIENCE, forms=("甲山科技园",))], read, told)
    assert {one.key: one.surfaces for one in parted.entities} == {
        PARK: ("甲山产业园", "园区"),
        SCIENCE: ("甲山科技园", "该园区"),
    }
    assert [(one.subject, one.text) for one in parted.observations] == [
        (PARK, "5个"), (PARK, "3亿元"), (SCIENCE, "20家"), (SCIENCE, "7亿元"),
    ]  # fmt: skip
    assert sound(read, parted) == (parted, 0)
    back = decided([Decision(kind="merge", entity=SCIENCE, into=PARK)], read, parted)
    assert back == told


def test_a_split_by_document_takes_all_of_it() -> None:
    parted = decided([Decision(kind="split", entity=ZONE, into=OTHER, docs=("a",))], document("a"), facts())
    assert ZONE not in {one.key for one in parted.entities}
    assert {one.subject for one in parted.observations} == {OTHER}


def test_a_project_is_parted_by_where_its_record_stands() -> None:
    told = facts()
    parted = decided(
        [Decision(kind="split", entity=PROJECT, into="Project/另一基地", forms=("轴承基地",))], document(), told
    )
    assert [(one.key, one.name, one.surfaces) for one in parted.projects] == [
        ("Project/另一基地", "另一基地", ("轴承基地",))
    ]
    merged = decided([Decision(kind="merge", entity=FIRM, into="Company/青禾集团")], document(), told)
    assert merged.projects[0].companies == ("Company/青禾集团",)


def test_decisions_take_effect_in_their_order() -> None:
    first = Decision(kind="merge", entity=ZONE, into=OTHER)
    then = Decision(kind="merge", entity=OTHER, into="Zone/云川新区")
    assert {one.subject for one in decided([first, then], document(), facts()).observations} == {"Zone/云川新区"}
    assert {one.subject for one in decided([then, first], document(), facts()).observations} == {OTHER}
    assert former_names([first, then]) == {"Zone/云川新区": ("云川经济开发区", "云川高新技术产业开发区")}
    assert touched([first, then], [ZONE]) == {ZONE, OTHER, "Zone/云川新区"}
    assert touched([first], [CITY]) == {CITY}


def test_decisions_are_statements() -> None:
    lines = decision_triples([Decision(kind="merge", entity=ZONE, into=OTHER, reason="同一管委会", number=3)], Iris())
    assert len(lines) == 5 and all("/decision/3>" in line for line in lines)
    assert any(line.endswith('"同一管委会"') for line in lines)
    assert lines == sorted(lines)
