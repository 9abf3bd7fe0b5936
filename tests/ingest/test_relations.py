"""Relations with the words that say them. All firms and zones here are invented."""

from __future__ import annotations

from ingest.linking import link
from ingest.mentions import find_mentions
from ingest.relations import find_relations
from kg.model import Article, Document, Project, Relation, Span


def relations(text: str, *projects: Project) -> list[Relation]:
    document = Document(
        id="t", path="t.txt", sha256="", text=text, articles=(Article(id="t-1", start=0, end=len(text)),)
    )
    linked = link(document, find_mentions(document))
    found = find_relations(document, linked, projects)
    known = {e.key for e in linked.entities} | {p.key for p in projects}
    for one in found:
        assert one.subject in known and one.object in known
        assert 0 <= one.start < one.end <= len(text)
    return found


def triples(text: str, *projects: Project) -> set[tuple[str, str, str]]:
    return {(r.subject.partition("/")[2], r.predicate, r.object.partition("/")[2]) for r in relations(text, *projects)}


ZONE = "滁州经济技术开发区"


def test_a_zone_implements_what_it_carries_out() -> None:
    found = triples(f"{ZONE}推行“一链一策”机制。持续强化基金招商。")
    assert (ZONE, "implements", "基金招商") in found
    assert any(s == ZONE and p == "implements" and "一链一策" in o for s, p, o in found)


def test_another_actor_in_the_clause_wins() -> None:
    found = triples(f"{ZONE}动作快。{ZONE}发力，黄山经济技术开发区推行“一链一策”机制。")
    assert any(s == "黄山经济技术开发区" and p == "implements" for s, p, _ in found)


def test_a_zone_lies_in_the_regions_that_the_text_names() -> None:
    found = triples(f"{ZONE}位居全省前列，滁州市第一，安徽省第三。")
    assert {(ZONE, "located_in", "滁州市"), (ZONE, "located_in", "安徽省")} <= found


def test_nested_zones() -> None:
    assert ("青禾阀门产业园", "part_of", ZONE) in triples(f"走进{ZONE}青禾阀门产业园，机器轰鸣。")


def test_officers_have_their_post_as_role() -> None:
    found = relations(f"{ZONE}管委会主任周明远介绍情况。")
    officer = next(r for r in found if r.predicate == "officer_of")
    assert officer.object == f"Organization/{ZONE}管委会"
    assert officer.role in ("主任", "管委会主任")


def test_titles_go_to_every_member_of_the_list() -> None:
    found = triples(f"{ZONE}培育企业，昊棠科技、璟烁电子等2家企业被认定为省级绿色工厂。")
    assert {s for s, p, _ in found if p == "holds_title"} == {"昊棠科技", "璟烁电子"}


def test_owners_and_takeovers() -> None:
    text = f"{ZONE}的岚禾公司隶属昊棠集团。璟烁电子股份有限公司收购维朗电子有限公司。"
    found = triples(text)
    assert ("璟烁电子股份有限公司", "acquired", "维朗电子有限公司") in found
    assert any(p == "part_of" and o == "昊棠集团" for _, p, o in found)


def test_chains_run_from_left_to_right() -> None:
    found = triples("这里形成了“光伏组件—光伏电池”等环节，沿着锂电池—储能产业链延伸。")
    assert any(p == "upstream_of" for _, p, _ in found)


def test_projects_bring_their_investor_place_and_industry() -> None:
    text = f"{ZONE}抓项目。安徽岚禾新材料有限公司年产5万吨磷酸铁锂项目开工。"
    start = text.index("年产")
    project = Project(
        key="Project/年产5万吨磷酸铁锂项目",
        name="年产5万吨磷酸铁锂项目",
        surfaces=("年产5万吨磷酸铁锂项目",),
        mentions=(Span(start, start + 12),),
        start=start,
        end=start + 12,
        zone=f"Zone/{ZONE}",
        companies=("Company/安徽岚禾新材料有限公司",),
    )
    found = triples(text, project)
    assert ("安徽岚禾新材料有限公司", "invests_in", project.name) in found
    assert (project.name, "located_in", ZONE) in found


def test_each_relation_once_and_in_order() -> None:
    found = relations(f"{ZONE}推行“一链一策”机制。{ZONE}推行“一链一策”机制。")
    assert len({(r.subject, r.predicate, r.object) for r in found}) == len(found)
    assert found == sorted(found, key=lambda r: (r.start, r.end, r.subject, r.predicate, r.object))
