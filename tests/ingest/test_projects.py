"""Projects and what a text says of them. All firms, zones and projects here are invented."""

from __future__ import annotations

import time

import pytest

from ingest.linking import link
from ingest.mentions import find_mentions
from ingest.project_names import unquoted
from ingest.projects import find_projects
from kg.model import Article, Document, Project


def projects(text: str, year: int | None = 2024) -> dict[str, Project]:
    article = Article(id="t-1", start=0, end=len(text), year=year)
    document = Document(id="t", path="t.txt", sha256="", text=text, articles=(article,))
    found = find_projects(document, link(document, find_mentions(document)))
    for one in found:
        assert 0 <= one.start < one.end <= len(text)
    return {one.name: one for one in found}


def only(text: str, year: int | None = 2024) -> Project:
    found = projects(text, year)
    assert len(found) == 1, sorted(found)
    return next(iter(found.values()))


ZONE = "滁州经济技术开发区"


def test_the_whole_sum_wins_over_a_phase_and_over_what_is_spent() -> None:
    text = f"{ZONE}年产6万吨铝箔项目分两期建设，一期投资4亿元，今年已完成投资1.2亿元，总投资9.5亿元。"
    investment = only(text).investment
    assert investment is not None and (str(investment.value), investment.unit) == ("9.5", "亿元")


def test_a_sum_before_the_next_name_is_the_next_ones() -> None:
    found = projects(f"{ZONE}年产6万吨铝箔项目预计明年投产。总投资6.8亿元的智能网联汽车测试场项目已建成投用。")
    assert found["年产6万吨铝箔项目"].investment is None
    assert found["智能网联汽车测试场项目"].investment is not None


def test_facts_behind_a_remark_go_on_about_the_project() -> None:
    one = only(f"{ZONE}岚禾生物细胞培养基项目动作快。“手续很顺。”工程部老周说。该项目总投资4.6亿元，占地58亩。")
    assert one.investment is not None and str(one.investment.value) == "4.6"
    assert one.area is not None and one.area.unit == "亩"


def test_a_full_legal_name_before_the_projects_own_name() -> None:
    one = only("滁州岚禾新材料有限公司年产5万吨磷酸铁锂项目开工建设。")
    assert {"年产5万吨磷酸铁锂项目", "滁州岚禾新材料有限公司年产5万吨磷酸铁锂项目"} <= set(one.surfaces)
    assert one.companies == ("Company/滁州岚禾新材料有限公司",)


def test_a_phase_is_named_with_its_company() -> None:
    found = projects("滁州岚禾新材料有限公司的二期15GWh项目开工建设。")
    assert [name for name in found if name.endswith("二期15GWh项目") and name.startswith("滁州岚禾")]


def test_a_project_that_is_spoken_of_without_a_name() -> None:
    text = (
        f"{ZONE}青禾产业园里，昊棠硅能有限公司一期车间机器轰鸣。"
        "这个项目总投资12亿元，2023年5月签约，是全省首个单晶硅项目。"
    )
    one = only(text)
    assert one.name == "昊棠硅能一期单晶硅项目"
    assert one.companies == ("Company/昊棠硅能有限公司",)
    assert one.zone is not None and one.zone.endswith("青禾产业园")
    assert one.investment is not None and str(one.investment.value) == "12"
    assert (one.stage, one.stage_date) == ("签约", "2023-05")


def test_the_builder_may_stand_behind_the_name() -> None:
    one = only(f"{ZONE}年产6万吨铝箔项目由岚禾新材料有限公司投资建设，总投资3亿元。")
    assert one.companies == ("Company/岚禾新材料有限公司",)


def test_the_company_of_another_project_is_not_taken() -> None:
    found = projects(
        f"{ZONE}两个项目开工：岚禾新材料有限公司铝箔轧制项目，总投资22亿元；华北智能家电产业园项目，总投资18亿元。"
    )
    assert found["华北智能家电产业园项目"].companies == ()


def test_a_park_may_be_the_project() -> None:
    one = only(f"{ZONE}开工的有华北智能家电产业园项目，总投资18亿元。")
    assert one.name == "华北智能家电产业园项目"
    assert one.investment is not None and str(one.investment.value) == "18"


def test_works_with_their_sum() -> None:
    found = projects(f"{ZONE}补短板：青禾大道改扩建工程，总投资8亿元；青禾污水处理厂二期工程，总投资4亿元。")
    assert {name: str(p.investment and p.investment.value) for name, p in found.items()} == {
        "青禾大道改扩建工程": "8",
        "青禾污水处理厂二期工程": "4",
    }


def test_wished_kinds_of_projects_are_none() -> None:
    assert projects(f"{ZONE}重点引进密封胶、硅油等下游项目。") == {}


@pytest.mark.parametrize(
    ("said", "stage", "date"),
    [
        ("于2023年4月开工建设", "开工", "2023-04"),
        ("今年5月开工，明年上半年投产", "开工", "2024-05"),
        ("预计2025年6月建成投产", "在建", "2024"),
        ("主体厂房已封顶，正在安装设备", "在建", "2024"),
        ("已于去年12月试生产", "试生产", "2023-12"),
        ("正在办理土地手续", "前期", "2024"),
        ("今年1月已实现满产", "达效", "2024-01"),
        ("享受了“拿地即开工”政策，2023年9月签约", "签约", "2023-09"),
        ("达产后年产值可达50亿元，目前正在施工", "在建", "2024"),
    ],
)
def test_stages_are_those_reached(said: str, stage: str, date: str | None) -> None:
    one = only(f"{ZONE}年产6万吨铝箔项目{said}。")
    assert (one.stage, one.stage_date) == (stage, date)


def test_the_quote_holds_the_words_of_the_stage() -> None:
    text = f"{ZONE}年产6万吨铝箔项目总投资3亿元，于2023年4月开工建设。"
    one = only(text)
    assert "开工" in text[one.start : one.end]


def test_a_list_has_the_stage_that_is_announced_for_it() -> None:
    text = (
        f"{ZONE}举行签约仪式。签约项目包括：岚禾新材料有限公司投资3亿元的铝箔轧制项目、"
        "昊棠电子有限公司投资5亿元的柔性线路板项目。"
    )
    assert {p.stage for p in projects(text).values()} == {"签约"}


def test_the_industry_is_one_the_article_speaks_of() -> None:
    text = f"{ZONE}壮大锂电新能源产业。岚禾新材料有限公司年产2万吨电池级碳酸锂项目开工。"
    assert only(text).industry == "Industry/锂电新能源"


def test_quotation_marks_are_kept_in_pairs() -> None:
    assert unquoted("“双碳”产业园项目") == "“双碳”产业园项目"
    assert unquoted("“青禾未来城项目”") == "青禾未来城项目"
    assert unquoted("青禾未来城项目”") == "青禾未来城项目"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("2.岚微声学MEMS传感器二期项目。投资8.6亿元，目前设备正在安装。", "岚微声学MEMS传感器二期项目"),
        ("（上图为岚川半导体封测项目施工现场）", "岚川半导体封测项目"),
        ("总投资32亿元的岚川半导体功率器件封测基地是其中最大的一个。", "岚川半导体功率器件封测基地"),
        ("岚云供应链有限公司拟投资10亿元建设青涧多式联运物流园，新建泊位3个。", "青涧多式联运物流园"),
        ("3.新岚生物透明质酸产业园。占地135亩，总投资5.2亿元。", "新岚生物透明质酸产业园"),
    ],
)
def test_names_of_plants_and_headings(text: str, name: str) -> None:
    assert list(projects(f"{ZONE}抓项目。\n{text}")) == [name]


@pytest.mark.parametrize(
    "text", ["建设4条生产线，年产起重机120台。", "新开工项目96个。", "把实验室里的东西变成生产线上的东西。"]
)
def test_what_names_no_project(text: str) -> None:
    assert projects(f"{ZONE}{text}") == {}


def test_two_projects_with_their_sums_in_brackets() -> None:
    text = (
        f"{ZONE}岚川电气股份有限公司变压器数字化工厂（总投资18.2亿元）、"
        "岚金再生资源有限公司年处理20万吨废铝项目（总投资9.5亿元）先后投产。"
    )
    sums = {p.companies: str(p.investment and p.investment.value) for p in projects(text).values()}
    assert sums == {("Company/岚川电气股份有限公司",): "18.2", ("Company/岚金再生资源有限公司",): "9.5"}


def test_the_industry_is_one_that_the_article_lists() -> None:
    text = (
        f"{ZONE}聚焦动力装备、声学光电两大主导产业。岚川港口起重机智能制造项目签约。\n岚微声学MEMS传感器二期项目开工。"
    )
    found = {name: p.industry for name, p in projects(text).items()}
    assert found["岚微声学MEMS传感器二期项目"] == "Industry/声学光电产业"
    assert found["岚川港口起重机智能制造项目"] != "Industry/智能制造"


SECTIONS = (
    "滁州市举行重大产业项目集中签约、集中开工活动\n6月28日，滁州市重大产业项目集中签约、集中开工活动举行。\n"
    "一、签约：补链项目居多\n滁州经济技术开发区引来新企业。岚朔新材料有限公司拿下年产6万吨负极材料项目，总投资21.5亿元。\n"
    "二、开工：节点到天\n（一）岚曜年产10GW电池片项目。岚曜光电科技有限公司投资建设，位于滁州高新区，总投资56亿元，"
    "建设4条电池片生产线，计划2025年3月投产。\n（二）滁州高新区工业污水处理厂扩建工程。总投资1.9亿元，2025年底通水。\n"
)


def test_projects_under_headings_that_tell_their_stage() -> None:
    found = projects(SECTIONS)
    assert {name: p.stage for name, p in found.items()} == {
        "年产6万吨负极材料项目": "签约",
        "岚曜年产10GW电池片项目": "开工",
        "滁州高新区工业污水处理厂扩建工程": "开工",
    }
    headed = found["岚曜年产10GW电池片项目"]
    assert headed.companies == ("Company/岚曜光电科技有限公司",)
    assert headed.zone == found["滁州高新区工业污水处理厂扩建工程"].zone == "Zone/滁州高新技术产业开发区"
    assert headed.investment and headed.investment.value == 56


def test_words_of_the_name_and_of_the_firm_tell_the_industry() -> None:
    text = (
        f"{ZONE}形成再生金属、生物医药两大主导产业。岚金工贸有限公司年处理20万吨废铝项目投产。\n"
        "岚康医疗科技有限公司介入导管生产基地项目开工。\n岚青药业有限公司研发中心项目签约。"
    )
    found = {p.companies[0]: p.industry for p in projects(text).values()}
    assert found["Company/岚金工贸有限公司"] == "Industry/再生金属"
    assert found["Company/岚青药业有限公司"] == "Industry/生物医药"


def test_an_industry_that_the_article_names_more_often_and_is_wider() -> None:
    text = (
        f"{ZONE}做强生物医药产业。生物医药企业达到30家，生物医药产值增长20%，生物医药人才集聚。\n"
        "岚青药业有限公司多肽原料药项目签约。"
    )
    assert only(text).industry == "Industry/生物医药"


def test_at_a_ceremony_all_projects_are_signed() -> None:
    text = f"11月7日，{ZONE}四季度集中签约仪式举行。岚云供应链有限公司拟投资10亿元建设青涧多式联运物流园项目。"
    one = only(text, 2023)
    assert (one.stage, one.stage_date) == ("签约", "2023-11")


TABLE = (
    "滁州高新技术产业开发区2023年重点项目表（单位：亿元）\n"
    "序号\t项目名称\t建设单位\t总投资\t建设内容\t进展\n"
    "1\t年产5万吨高性能铝合金项目\t滁州岚泽铝业有限公司\t12.5\t建设车间，年产铝合金5万吨\t已开工\n"
    "2\t智能网联汽车测试基地项目\t滁州岚行科技有限公司\t6.8\t测试道路12公里\t已投产\n"
    "合计\t\t\t19.3\t\t\n"
    "截至10月底，滁州岚泽铝业年产5万吨高性能铝合金项目主体厂房已封顶。"
)


def test_the_rows_of_a_table_of_projects() -> None:
    found = projects(TABLE, 2023)
    assert sorted(found) == ["智能网联汽车测试基地项目", "滁州岚泽铝业年产5万吨高性能铝合金项目"]
    one = found["滁州岚泽铝业年产5万吨高性能铝合金项目"]
    assert one.companies == ("Company/滁州岚泽铝业有限公司",)
    assert one.investment is not None and (str(one.investment.value), one.investment.unit) == ("12.5", "亿元")
    assert (one.stage, one.capacity) == ("开工", "年产铝合金5万吨")
    assert one.zone == "Zone/滁州高新技术产业开发区"
    assert len(one.mentions) == 2  # the row and the text name one project
    assert found["智能网联汽车测试基地项目"].stage == "投产"


def test_a_table_of_figures_names_no_projects() -> None:
    text = f"{ZONE}主要指标\n指标\t单位\t2023年\n固定资产投资\t亿元\t156.3\n新开工项目数\t个\t96\n"
    assert projects(text) == {}


def test_a_very_long_sentence_of_projects_is_read_in_time() -> None:
    began = time.process_time()
    assert projects("甲乙公司年产5万吨铝箔项目、" * 300)
    assert time.process_time() - began < 5


def test_each_field_says_which_rule_and_which_words_told_it() -> None:
    text = f"2024年3月，{ZONE}传来消息，年产6万吨铝箔项目由甘棠铝业有限公司与海晟能源有限公司共同投资建设，总投资9.5亿元，已经开工。"
    one = only(text)
    assert one.rule == "project-head"
    told = {(part.field, part.rule): text[part.start : part.end] for part in one.parts}
    assert told[("zone", "zone-before")] == ZONE
    assert told[("investment", "sum")].endswith("9.5亿元")
    assert told[("stage", "stage")] == "开工"
    assert one.companies == ("Company/甘棠铝业有限公司", "Company/海晟能源有限公司")


def test_what_opens_a_paragraph_holds_for_all_projects_in_it() -> None:
    found = projects(
        f"{ZONE}举行推进会。\n当天签约的项目中，甘棠铝业有限公司投资2亿元建设年产6万吨铝箔项目。"
        "海晟能源有限公司投资3亿元建设电芯壳体生产基地项目。\n"
    )
    assert {one.stage for one in found.values()} == {"签约"} and len(found) == 2


def test_a_campaign_and_a_park_that_one_settles_in_are_no_projects() -> None:
    found = projects(f"{ZONE}举行第四次“三个一批”项目推进会。年产6万吨铝箔项目落户{ZONE}新材料产业园，占地180亩。")
    (one,) = found.values()
    assert one.name == "年产6万吨铝箔项目" and one.area is not None


def test_a_project_called_by_its_firm_alone_joins_the_only_one_of_the_firm() -> None:
    found = projects(f"{ZONE}甘棠年产10万吨电子化学品项目开工，总投资3亿元。甘棠项目从签约到开工只用了75天。")
    assert len(found) == 1


def test_a_heading_says_of_which_zone_the_projects_below_it_are() -> None:
    found = projects(
        "滁州经开区、黄山高新区项目巡礼\n滁州经开区：铝箔出炉\n年产6万吨铝箔项目开工，总投资3亿元。\n"
        "黄山高新区：电芯下线\n园区年产2万套电芯壳体项目投产，总投资5亿元。\n"
    )
    assert {one.zone for one in found.values()} == {
        "Zone/滁州经济技术开发区",
        "Zone/黄山高新技术产业开发区",
    }


def test_the_heading_of_a_numbered_list_gives_its_stage() -> None:
    found = projects(
        f"{ZONE}招商快讯\n一、签约项目\n1.年产6万吨铝箔项目，总投资3亿元，计划明年开工。\n"
        "2.电芯壳体生产基地项目，总投资5亿元。\n二、洽谈动态\n双方进行深入交流。\n"
    )
    assert {one.stage for one in found.values()} == {"签约"} and len(found) == 2


def test_two_projects_joined_by_and_are_two_and_a_programme_is_none() -> None:
    found = projects(f"{ZONE}建成甘棠年屠宰10万头生猪项目和钩藤饮片加工项目，实施领军人才创业工程。")
    assert len(found) == 2
