"""Projects called by no 项目, and the many words for how far one has come. All firms, zones and projects are invented."""

from __future__ import annotations

import pytest

from ingest.facts import extract
from ingest.reading import read_bytes
from kg.model import Project

ZONE = "滁州经济技术开发区"


def projects(text: str) -> list[Project]:
    report = f"{ZONE}快讯\n2024-05-06\n{text}\n"
    return list(extract(read_bytes(report.encode(), "x.txt", "x")).projects)


@pytest.mark.parametrize(
    ("said", "stage"),
    [
        ("总体进度达到七成", "在建"),
        ("形象进度过半", "在建"),
        ("已于4月中交", "竣工"),
        ("拿到了施工许可证", "前期"),
        ("规划方案已获批，计划10月进场", "前期"),
        ("从签约到开工只用了45天", "开工"),
        ("一次开车成功", "投产"),
        ("3月份交了钥匙", "竣工"),
        ("还在谈", "储备"),
        ("已达成投资意向", "储备"),
        ("预计明年签约", "储备"),
        ("首卷产品顺利下线", "投产"),
        ("首台样机今年3月下线", "在建"),
        ("全面完工，正在联合验收", "竣工"),
        ("试运行良好，下月正式投产", "试生产"),
        ("办公楼装修已近尾声", "在建"),
        ("尚未开工", "前期"),
        ("全容量并网", "投产"),
        ("可行性研究报告通过评审", "前期"),
        ("建成后可年产值30亿元", None),
    ],
)
def test_how_far_a_project_has_come(said: str, stage: str | None) -> None:
    found = projects(f"{ZONE}消息，岚禾年产6万吨铝箔项目{said}。")
    assert [p.stage for p in found] == [stage]


@pytest.mark.parametrize(
    ("text", "name", "stage"),
    [
        (f"在{ZONE}，岚鼓动力公司的核级压缩机试验中心3月通过验收。", "核级压缩机试验中心", "竣工"),
        (f"{ZONE}里，岚川纳米补锂剂产线4月实现量产。", "岚川纳米补锂剂产线", "投产"),
        ("沪上岚朗医药有限公司将在园区建设纳米药物产业化基地，用地50亩。", "纳米药物产业化基地", None),
        ("▲ 岚泰智能仓储机器人产业园：总投资15亿元，主体全部封顶。", "岚泰智能仓储机器人产业园", "在建"),
        (f"图为刚刚竣工的{ZONE}江淮生鲜加工中心。", "江淮生鲜加工中心", "竣工"),
    ],
)
def test_what_is_built_is_a_project_where_its_stage_or_cost_is_told(text: str, name: str, stage: str | None) -> None:
    found = {p.name: p.stage for p in projects(f"{ZONE}消息。\n{text}")}
    assert [said for called, said in found.items() if called.endswith(name)] == [stage], found


@pytest.mark.parametrize(
    "text",
    [
        "今年建成人才服务中心，污水处理厂二期投用。",
        "岚倍电器股份有限公司获评国家级绿色工厂，已建成12条生产线。",
        "园区道路改造完工，产教融合实训基地启用。",
    ],
)
def test_public_works_and_honours_are_no_projects(text: str) -> None:
    assert projects(f"{ZONE}消息。\n{text}") == []


def test_lists_headings_and_tables_carry_the_stage() -> None:
    listed = projects(
        "已竣工项目（2个）：岚环智能母线槽项目、岚信防火电缆项目。\n正在建设项目（1个）：岚灵接线盒智能工厂项目。"
    )
    assert {p.name: p.stage for p in listed} == {
        "岚环智能母线槽项目": "竣工",
        "岚信防火电缆项目": "竣工",
        "岚灵接线盒智能工厂项目": "在建",
    }


def test_the_firm_before_the_name_keeps_products_from_being_firms() -> None:
    found = projects(f"{ZONE}消息。\n安徽岚滁食品有限公司投资5.2亿元的跨境冷链物流项目占地180亩，4月开工。")
    assert [p.companies for p in found] == [("Company/安徽岚滁食品有限公司",)]


def test_the_office_that_governs_a_zone_names_the_zone() -> None:
    text = f"{ZONE}管理委员会2022年工作总结\n\n岚瑞年产3万吨铝板带项目完成主厂房封顶。\n"
    found = extract(read_bytes(text.encode(), "x.txt", "x")).projects
    assert [(p.zone, p.stage) for p in found] == [(f"Zone/{ZONE}", "在建")]


def test_items_under_a_bullet_have_their_sums_and_firms() -> None:
    text = (
        "● 岚昱玻璃超薄光伏玻璃三线。总投资9.3亿元，日熔化量1200吨。\n"
        "● 岚山半导体产业园三期。业主为岚山建设投资集团有限公司，总投资7.8亿元。\n"
    )
    found = {p.name: (str(p.investment and p.investment.value), p.companies) for p in projects(f"【开工一批】\n{text}")}
    assert found["岚昱玻璃超薄光伏玻璃三线"][0] == "9.3"
    assert found["岚山半导体产业园三期"] == ("7.8", ("Company/岚山建设投资集团有限公司",))


@pytest.mark.parametrize(
    ("said", "stage"),
    [
        ("同天投产的岚北机器人减速器工厂由岚北机器人有限公司投资2亿元建成。", "投产"),
        ("岚北机器人有限公司投资2亿元的减速器精整线正在装设备，今年底投产。", "在建"),
    ],
)
def test_what_stands_before_a_name_tells_its_stage_and_the_years_end_is_to_come(said: str, stage: str) -> None:
    assert [p.stage for p in projects(f"{ZONE}消息。\n{said}")] == [stage]


def test_a_park_told_of_beside_a_project_is_not_where_it_is() -> None:
    text = "谋划项目2个，包括岚重跨境电商物流港、岚德钢结构智能制造基地；岚钢镁合金轮毂项目正在施工。"
    found = {p.name: p.zone for p in projects(f"{ZONE}消息。\n{text}")}
    assert found["岚钢镁合金轮毂项目"] == f"Zone/{ZONE}"


@pytest.mark.parametrize(
    "goes_on", ["该产线投资6.5亿元", "这条线投资6.5亿元", "这条由岚锐电子有限公司投资6.5亿元打造的产线，已满产"]
)
def test_a_sentence_may_go_on_about_a_line_as_about_a_project(goes_on: str) -> None:
    text = f"{ZONE}消息。\n岚锐高频线路板产线3月投产。{goes_on}。"
    assert [str(p.investment and p.investment.value) for p in projects(text)] == ["6.5"]


def test_the_firm_that_a_place_joins_hands_with() -> None:
    text = f"{ZONE}与岚锐物流有限公司签订协议，拟建江淮陆港冷链物流园。"
    assert [p.companies for p in projects(text)] == [("Company/岚锐物流有限公司",)]


def test_the_firm_whose_brand_opens_the_name() -> None:
    text = "泉州岚履智能装备有限公司搬来三年了。今年，园区帮它办完手续，岚履智能鞋机总部基地项目总投资5.5亿元。"
    assert [p.companies for p in projects(f"{ZONE}消息。\n{text}")] == [("Company/泉州岚履智能装备有限公司",)]
