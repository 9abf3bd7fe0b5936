"""Relations with the words that say them. All firms and zones here are invented."""

from __future__ import annotations

import pytest

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


def test_industries_of_a_list_are_led_together() -> None:
    found = triples(f"{ZONE}聚焦动力装备、声学光电、生物制造三个主攻方向，成效好。")
    assert {o for s, p, o in found if p == "leads_industry" and s == ZONE} == {
        "动力装备产业",
        "声学光电产业",
        "生物制造",
    }


def test_what_stands_before_downstream_feeds_what_stands_behind() -> None:
    found = triples("有了丙烯，下游的聚丙烯、环氧丙烷就跟着来了。")
    assert {(s, o) for s, p, o in found if p == "upstream_of"} == {("丙烯", "聚丙烯"), ("丙烯", "环氧丙烷")}


def test_a_zone_without_a_place_in_its_name_lies_where_the_text_says() -> None:
    assert ("茅岚海产业园", "located_in", "滁州市") in triples("茅岚海产业园位于滁州市，规划面积46平方公里。")


def test_offices_named_after_their_zone_are_part_of_it() -> None:
    assert (f"{ZONE}招商局", "part_of", ZONE) in triples(f"{ZONE}动作快。{ZONE}招商局供稿。")


def test_who_holds_two_posts() -> None:
    found = triples(f"{ZONE}党工委书记、管委会主任陆以恒主持会议。")
    offices = {o for s, p, o in found if p == "officer_of" and s == "陆以恒"}
    assert offices == {f"{ZONE}党工委", f"{ZONE}管委会"}


def test_an_event_its_place_and_its_industries() -> None:
    text = (
        f"{ZONE}2023年四季度重大项目集中签约仪式在滁州国际会展中心举行。现场签约项目涵盖锂电新材料、绿色建材2个领域。"
    )
    found = triples(text)
    event = f"{ZONE}2023年四季度重大项目集中签约仪式"
    assert (event, "located_in", "滁州国际会展中心") in found
    assert {o for s, p, o in found if s == event and p == "in_industry"} == {"锂电新材料", "绿色建材"}


def test_zones_have_partners_and_funds() -> None:
    found = triples(f"{ZONE}与安徽大学共建研究院，与上海漕泾高新区签订合作协议，设立青禾天使投资基金。")
    assert (ZONE, "partner_of", "安徽大学") in found
    assert (ZONE, "partner_of", "上海漕泾高新技术产业开发区") in found
    assert ("青禾天使投资基金", "funds", ZONE) in found


@pytest.mark.parametrize(("stage", "makes"), [("开工", False), ("投产", True)])
def test_a_company_produces_what_its_project_makes_once_it_runs(stage: str, makes: bool) -> None:
    text = f"{ZONE}岚川新材料有限公司年产6万吨磷酸铁锂项目{stage}。"
    start = text.index("年产")
    project = Project(
        key="Project/年产6万吨磷酸铁锂项目",
        name="年产6万吨磷酸铁锂项目",
        surfaces=("年产6万吨磷酸铁锂项目",),
        mentions=(Span(start, start + 12),),
        start=start,
        end=start + 12,
        zone=f"Zone/{ZONE}",
        companies=("Company/岚川新材料有限公司",),
        stage=stage,
    )
    found = triples(text, project)
    assert ("年产6万吨磷酸铁锂项目", "produces", "磷酸铁锂") in found
    assert (("岚川新材料有限公司", "produces", "磷酸铁锂") in found) is makes
    assert ("岚川新材料有限公司", "located_in", ZONE) in found


def test_honours_of_the_firm_that_opens_the_sentence() -> None:
    text = f"{ZONE}快。岚川动力有限公司是该区的龙头，2022年获评国家级专精特新“小巨人”企业。"
    holders = {s for s, p, _ in triples(text) if p == "holds_title"}
    assert holders == {"岚川动力有限公司"}


def test_a_park_that_is_won_is_a_title() -> None:
    found = triples(f"{ZONE}创建国家新型工业化产业示范基地，面貌一新。")
    assert (ZONE, "holds_title", "国家新型工业化产业示范基地") in found


def test_a_projects_product_stands_before_the_next_project() -> None:
    text = f"{ZONE}岚川工业机器人项目开工，岚云年产8GWh储能电池项目签约。"
    start, end = text.index("岚川"), text.index("开工")
    project = Project(
        key="Project/岚川工业机器人项目",
        name="岚川工业机器人项目",
        surfaces=("岚川工业机器人项目",),
        mentions=(Span(start, end),),
        start=start,
        end=end,
    )
    other = Project(
        key="Project/岚云年产8GWh储能电池项目",
        name="岚云年产8GWh储能电池项目",
        surfaces=("岚云年产8GWh储能电池项目",),
        mentions=(Span(text.index("岚云"), text.index("签约")),),
        start=text.index("岚云"),
        end=text.index("签约"),
    )
    made = {o for s, p, o in triples(text, project, other) if p == "produces" and s == "岚川工业机器人项目"}
    assert "储能电池" not in made


@pytest.mark.parametrize("word", ["精准招商", "要素保障", "剥离社会事务"])
def test_what_is_named_in_passing_is_no_policy(word: str) -> None:
    assert not [p for _, p, _ in triples(f"{ZONE}强化{word}，成效好。") if p == "implements"]


CHAIN = (
    f"{ZONE}壮大新能源汽车产业。上游，引进碳酸锂、隔膜企业；中游，年产动力电池20GWh、驱动电机60万台；"
    "下游，带动充电桩发展。"
)


def test_what_a_text_says_of_the_parts_of_a_chain() -> None:
    found = {(s, o) for s, p, o in triples(CHAIN) if p == "upstream_of"}
    assert {("碳酸锂", "新能源汽车"), ("隔膜", "新能源汽车"), ("新能源汽车", "充电桩")} <= found
    assert ("隔膜", "驱动电机") not in found  # of two lists the text does not say what feeds what


def test_the_one_link_of_the_next_part_is_fed_by_all_before() -> None:
    found = {
        (s, o) for s, p, o in triples("上游有碳酸锂、隔膜；中游生产动力电池；下游是储能系统。") if p == "upstream_of"
    }
    assert found == {("碳酸锂", "动力电池"), ("隔膜", "动力电池"), ("动力电池", "储能系统")}


def test_both_ways_of_a_chain_in_passing_say_nothing() -> None:
    assert not [t for t in triples("带动上下游企业发展，打通上游企业的碳酸锂供应。") if t[1] == "upstream_of"]


def test_steps_are_links_one_after_the_other() -> None:
    found = {(s, o) for s, p, o in triples("建成后，拉晶、切片、电池、组件四道环节都在园区。") if p == "upstream_of"}
    assert found == {("拉晶", "切片"), ("切片", "电池产业"), ("电池产业", "组件产业")}


def test_where_a_zone_lies_and_what_it_is_made_of() -> None:
    found = triples("滁州综合保税区于2019年12月获批，位于安徽省滁州市琅琊区，由港务片区和空港片区组成。")
    assert {("滁州综合保税区", "located_in", name) for name in ("安徽省", "滁州市", "琅琊区")} <= found
    assert {s for s, p, o in found if p == "part_of" and o == "滁州综合保税区"} == {"港务片区", "空港片区"}


def test_firms_of_a_list_are_of_the_industry_that_closes_it() -> None:
    found = triples(f"{ZONE}引进甘棠药业、海晟药业等一批医药企业。")
    assert {s for s, p, o in found if p == "in_industry"} == {"甘棠药业", "海晟药业"}


def test_whom_a_policy_is_for() -> None:
    found = triples(
        f"{ZONE}对光伏产业推行“一链一策”机制。实施锂电池“强链工程”。推行“链长制”，培育壮大新材料和生物医药。"
    )
    served = {(s, o) for s, p, o in found if p == "targets"}
    assert ("一链一策", "光伏") in served and ("强链工程", "锂电池") in served
    assert {o for s, o in served if s == "链长制"} == {"新材料", "生物医药"}


def test_slogans_and_hopes_are_no_policies() -> None:
    found = triples(f"{ZONE}锚定“走在前、开新局”，实现“引进一个、带来一串”，推行“一链一策”机制。")
    assert {o for s, p, o in found if p == "implements"} == {"一链一策"}


def test_what_is_made_of_what_and_who_asks() -> None:
    found = triples("铜冶炼产生的烟气制成硫酸，硫酸供给磷化工和钛白粉企业，石墨是负极材料的原料。")
    fed = {(s, o) for s, p, o in found if p == "upstream_of"}
    assert {("硫酸", "磷化工"), ("硫酸", "钛白粉")} <= fed
    found = triples("记者（青岚日报左冰如）：请问园区进展如何？")
    assert ("左冰如", "officer_of", "青岚日报") in found


def test_a_policy_and_its_short_title_are_one_and_serve_the_industry_of_the_title() -> None:
    found = triples(
        f"低空经济前景好。{ZONE}印发《{ZONE}关于加快培育低空经济产业的若干政策》（以下简称《若干政策》）。《若干政策》共5条。"
    )
    title = f"{ZONE}关于加快培育低空经济产业的若干政策"
    assert {o for s, p, o in found if p == "implements"} == {title}
    assert (title, "targets", "低空经济") in found


def test_the_city_right_before_a_zone_is_its_city_whatever_place_its_name_opens_with() -> None:
    found = triples("通化市长白药谷高新技术产业开发区48户企业完成产值83亿元，占全市的61%。")
    where = {o for s, p, o in found if p == "located_in" and s == "长白药谷高新技术产业开发区"}
    assert where == {"通化市"}


def test_a_post_without_its_firm_is_in_the_firm_last_spoken_of() -> None:
    found = triples(f"在{ZONE}，岚微电子材料有限公司订单饱满，机器没地方摆，董事长裴立川说。")
    assert ("裴立川", "officer_of", "岚微电子材料有限公司") in found
