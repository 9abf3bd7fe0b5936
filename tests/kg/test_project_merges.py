"""Which records of projects are of one project. All firms, zones and projects here are invented."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kg.project_merges import Told, merges, same

ZONE = "Zone/青岚经济技术开发区"


def told(
    doc: str,
    name: str,
    company: str = "江苏润禾新材料股份有限公司",
    yuan: int | None = None,
    capacity: str | None = None,
) -> Told:
    value = None if yuan is None else Decimal(yuan)
    return Told(doc, f"Project/{name}", ZONE, (f"Company/{company}",), value, capacity, 0, 9, name)


@pytest.mark.parametrize(
    ("one", "other", "rule"),
    [
        (told("a", "年产6万吨薄膜项目", yuan=5), told("b", "润禾新材料薄膜生产基地", "润禾新材料", 5), "project-investment"),
        (told("a", "10GWh电芯项目", capacity="10GWh"), told("b", "润禾电芯项目", "润禾", capacity="10GWh"), "project-capacity"),
        (told("a", "光学级聚酯薄膜项目"), told("b", "润禾新材料光学级聚酯薄膜生产线", "润禾新材料"), "project-name"),
        (told("a", "年产6万吨薄膜项目", yuan=5), told("b", "年产6万吨薄膜项目二期", yuan=5), None),
        (told("a", "年产6万吨薄膜项目", yuan=5), told("b", "年产9万吨薄膜项目", yuan=5), None),
        (told("a", "年产6万吨薄膜项目", yuan=5), told("b", "年产6万吨薄膜技改项目", yuan=8), None),
        (told("a", "年产6万吨薄膜项目", yuan=5), told("b", "年产6万吨薄膜项目", "海晟能源", 5), None),
        (told("a", "铝箔项目", yuan=5), told("b", "职工公寓项目", yuan=5), None),
    ],
)  # fmt: skip
def test_records_of_one_project(one: Told, other: Told, rule: str | None) -> None:
    assert same(one, other) == rule == same(other, one)


def test_two_projects_of_one_report_are_never_one_through_a_third() -> None:
    records = [
        told("a", "薄膜项目", yuan=5),
        told("b", "润禾高性能薄膜项目", yuan=5),
        told("b", "润禾光学薄膜项目", yuan=5),
    ]
    made = merges(records, frozenset())
    assert len(made) <= 1
    assert merges(records[::-1], frozenset()) == made


def test_what_a_person_parted_stays_apart() -> None:
    records = [told("a", "光学级聚酯薄膜项目", yuan=5), told("b", "润禾光学级聚酯薄膜生产线", yuan=5)]
    (made,) = merges(records, frozenset())
    assert made.rule == "project-investment" and {e.doc for e in made.evidence} == {"a", "b"}
    assert merges(records, frozenset([frozenset((made.entity, made.into))])) == []
