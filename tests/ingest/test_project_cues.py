"""Names, sums, zones and stages of projects by the words around them. All firms, zones and projects here are invented."""

from __future__ import annotations

import msgspec
import pytest

from ingest.linking import link
from ingest.mentions import find_mentions
from ingest.projects import find_projects
from kg.model import Article, Document, Project

ZONE = "滁州经济技术开发区"


def projects(text: str, year: int = 2024, date: str | None = None) -> dict[str, Project]:
    article = Article(id="t-1", start=0, end=len(text), year=year, date=date)
    document = Document(id="t", path="t.txt", sha256="", text=text, articles=(article,))
    return {one.name: one for one in find_projects(document, link(document, find_mentions(document)))}


@pytest.mark.parametrize(
    ("text", "name", "sum_"),
    [
        (f"{ZONE}投资1.7亿元的临港冷链物流中心正在加快建设。", "临港冷链物流中心", "1.7亿元"),
        ("岚川锻造用4.2亿元扩建船用锻件生产线，年底投产。", "船用锻件生产线", "4.2亿元"),
        ("岚禾包装投资3.4亿元的可降解餐盒项目进展顺利。", "可降解餐盒项目", "3.4亿元"),
        ("来自合肥的岚翼航空科技投资9亿元建设无人机总装厂，首架样机已下线。", "无人机总装厂", "9亿元"),
        ("总投资22亿元、占地120亩的高频覆铜板项目正在打桩。", "高频覆铜板项目", "22亿元"),
        (f"还有{ZONE}300套人才公寓（总投资1.1亿元，施工图已审完）。", f"{ZONE}300套人才公寓", "1.1亿元"),
    ],
)
def test_a_sum_tells_what_is_built(text: str, name: str, sum_: str) -> None:
    invested = projects(text)[name].investment
    assert invested is not None
    assert f"{invested.value}{invested.unit}" == sum_


def test_each_item_of_a_list_has_its_own_sum() -> None:
    found = projects(f"总投资6亿元的{ZONE}再生铜利用基地、总投资4亿元的滁州高新区连接器产业园等一批项目签约。")
    sums = {name: str(p.investment.value) for name, p in found.items() if p.investment}
    assert sums == {f"{ZONE}再生铜利用基地": "6", "滁州高新区连接器产业园": "4"}


@pytest.mark.parametrize(
    "text", ["累计投资4亿元的12个项目竣工。", "全年投入3亿元建设标准厂房。", "落实资金2亿元的项目。"]
)
def test_a_sum_without_a_name_tells_of_no_project(text: str) -> None:
    assert projects(text) == {}


def test_a_heading_tells_of_what_stands_below_it() -> None:
    found = projects(
        f"{ZONE}签约活动举行\n➊岚岳轮毂精加工项目\n安徽岚岳重科有限公司联手芜湖岚湖数控\n投资8.1亿元，用地150亩\n"
        "➋【桑叶全株提取项目】\n安徽岚禾药业有限公司\n投资2.5亿元\n其他情况\n投资3亿元"
    )
    first, second = found["岚岳轮毂精加工项目"], found["桑叶全株提取项目"]
    assert first.companies[-1] == "Company/安徽岚岳重科有限公司"
    assert second.companies == ("Company/安徽岚禾药业有限公司",)
    assert first.investment and second.investment
    assert (str(first.investment.value), str(second.investment.value)) == ("8.1", "2.5")


def test_what_brackets_tell_is_of_the_name_before_them() -> None:
    text = (
        "下半年接续开工的还有岚麓锂业年产2万吨碳酸锂项目（总投资12亿元，选址滁州高新区，计划9月动工）、"
        f"岚硅科技年产5万吨石英砂项目（总投资3亿元，选址{ZONE}，正在办理采砂许可）和标准厂房。"
    )
    found = {name[:2] + name[-5:]: (p.zone, p.stage) for name, p in projects(text).items()}
    assert found["岚麓碳酸锂项目"] == ("Zone/滁州高新技术产业开发区", "前期")
    assert found["岚硅石英砂项目"] == (f"Zone/{ZONE}", "前期")


@pytest.mark.parametrize(
    ("said", "stage"),
    [
        ("岚曜储能公司签订协议，投资30亿元建设年产9GWh电芯项目，承诺3个月内动工。", "签约"),
        ("首个签约的是岚隼检测公司的年产9GWh电芯项目。", "签约"),
        ("年产9GWh电芯项目正在做环评，打算年内动工。", "前期"),
        ("年产9GWh电芯项目正在打桩，10月底前交付首批产品。", "在建"),
        ("年产9GWh电芯项目接近完工。", "在建"),
        ("年产9GWh电芯项目设备已进场安装，11月投产。", "在建"),
        ("年产9GWh电芯项目5月打通全流程。", "投产"),
        ("年产9GWh电芯项目首批2万套产品发往合肥。", "投产"),
        ("推动年产9GWh电芯项目当年开工、当年竣工、当年投产。", "投产"),
    ],
)
def test_the_words_of_a_stage(said: str, stage: str) -> None:
    found = projects(f"{ZONE}消息。{said}", date="2024-08-20")
    assert [p.stage for p in found.values()] == [stage]


def test_a_month_to_come_is_a_plan_only_where_the_reports_month_is_known() -> None:
    said = f"{ZONE}年产9GWh电芯项目11月投产。"
    assert [p.stage for p in projects(said, date="2024-08-20").values()] == ["在建"]
    assert [p.stage for p in projects(said).values()] == ["投产"]


def test_sections_of_a_campaign_and_lists_that_trail_off() -> None:
    found = projects(
        f"{ZONE}三个一批活动\n▍PART 01 签约一批\n年产6万吨负极材料项目\n投资2亿元\n"
        "▍PART 02 开工一批\n年产3万吨再生铝项目\n投资3亿元\n"
    )
    assert {name: p.stage for name, p in found.items()} == {
        "年产6万吨负极材料项目": "签约",
        "年产3万吨再生铝项目": "开工",
    }
    listed = projects(
        "岚濠光电有限公司投资2亿元新建触摸屏项目、岚泓能源有限公司投资3亿元新建储能电站项目……今年，一批项目相继落地。"
    )
    assert {p.stage for p in listed.values()} == {"签约"}


def test_the_zone_that_a_paragraph_speaks_of() -> None:
    text = (
        "安徽省开发区上半年情况\n滁州经济技术开发区办事快。日资企业岚鹤精工有限公司增资1.8亿美元建设伺服电机二期项目。\n"
        "芜湖江岸经济开发区清理土地。其中岚镁新材料有限公司建设高纯镁砂项目，总投资4亿元。\n"
    )
    zones = {name: p.zone for name, p in projects(text).items()}
    assert zones["高纯镁砂项目"] in ("Zone/芜湖江岸经济开发区", "Zone/江岸经济开发区")
    assert next(zone for name, zone in zones.items() if name.endswith("伺服电机二期项目")) == f"Zone/{ZONE}"


def test_the_industry_is_one_of_those_the_report_counts_by_or_its_paragraph_speaks_of() -> None:
    counted = projects(
        f"{ZONE}的项目里，绿色铝、硅光伏、特色食品三大产业占了九成。岚铝公司年产15万吨铝板带箔项目投产。"
    )
    assert [p.industry for p in counted.values()] == ["Industry/绿色铝产业"]
    told = projects(f"{ZONE}消息。\n汽车零部件产业落在园区东部。岚星公司的新能源汽车减速器总成项目放在三期。")
    assert {p.industry for p in told.values()} == {"Industry/汽车零部件"}
    titled = Article(id="t-1", start=0, end=61, year=2024, title="岚江高新区炭基材料产业见闻")
    text = "岚江高新区炭基材料产业见闻。去年炭基材料产业做到9亿元。岚钛精密公司的医用细丝项目今年6月试生产，年产600吨，全部出口。"
    document = Document(
        id="t", path="t.txt", sha256="", text=text, articles=(msgspec.structs.replace(titled, end=len(text)),)
    )
    assert find_projects(document, link(document, find_mentions(document)))[0].industry == "Industry/炭基材料产业"


@pytest.mark.parametrize(
    "text",
    [
        "全省开工一批百亿级项目。",
        "实施新时代育人强基工程、基层文化提质工程，群众满意。",
        "签约省外项目12个。",
    ],
)
def test_programmes_and_numbers_of_projects_are_none(text: str) -> None:
    assert projects(text) == {}


def test_verbs_before_the_items_of_a_list_are_no_part_of_the_names() -> None:
    found = projects("力争开工岚阳核电三期、将军岭抽水蓄能等重大项目。")
    assert set(found) == {"岚阳核电三期项目", "将军岭抽水蓄能项目"}


@pytest.mark.parametrize(
    ("text", "firm"),
    [
        ("来自合肥的岚翼航空科技投资9亿元建设无人机总装厂。", "岚翼航空科技"),
        ("一墙之隔，岚禾包装投资3.4亿元的可降解餐盒项目已投产。", "岚禾包装"),
        ("链主岚星齿轮把总投资11亿元的减速器总成项目放在园区三期。", "岚星齿轮"),
    ],
)
def test_who_invests_is_a_company(text: str, firm: str) -> None:
    found = projects(f"{ZONE}消息。{text}")
    assert [p.companies for p in found.values()] == [(f"Company/{firm}",)]


def test_a_firm_that_invests_to_make_something_has_a_project() -> None:
    found = projects(f"{ZONE}消息。岚源锂业投资12亿元，年产3万吨氢氧化锂，7月开工。岚源锂业去年投资研发3000万元。")
    assert {name: (p.stage, p.investment and str(p.investment.value)) for name, p in found.items()} == {
        "岚源锂业年产3万吨氢氧化锂项目": ("开工", "12")
    }


def test_a_second_phase_is_a_project_where_the_first_stands() -> None:
    found = projects("岚弘重工有限公司海上风电导管架基地项目3月投产，二期正在做环评，打算年内动工。")
    assert sorted(p.stage or "" for p in found.values()) == ["前期", "投产"]
    assert len(projects("岚弘重工有限公司海上风电导管架基地项目分两期建设，一期已投产，二期明年动工。")) == 1
