"""Projects whose firm or state another clause or sentence tells, and names that took in what is no part of them."""

from __future__ import annotations

import pytest

from ingest.facts import extract
from kg.model import Article, Document, Project

ZONE = "青岭经济技术开发区"


def projects(text: str, year: int = 2024) -> dict[str, Project]:
    article = Article(id="made-1", start=0, end=len(text), year=year)
    document = Document(id="made", path="made.txt", sha256="", text=text, articles=(article,))
    return {project.name: project for project in extract(document).projects}


@pytest.mark.parametrize(
    ("text", "name", "firm"),
    [
        (
            f"江苏澄羽纺织科技有限公司2016年落户{ZONE}。订单多了，老车间装不下。它投资3.4亿元建设的再生涤纶纺丝车间今年4月投产。",
            "再生涤纶纺丝车间",
            "江苏澄羽纺织科技有限公司",
        ),
        (
            f"湖北赤砖新材料有限公司在{ZONE}年头最长。2022年，公司拿出5.3亿元上马石英坩埚项目，去年8月投产。",
            "石英坩埚项目",
            "湖北赤砖新材料有限公司",
        ),
        (
            f"在{ZONE}，山东铄金轴承有限公司的车间昼夜不停。投资7.6亿元的风电主轴轴承二期项目今年5月开工。",
            "风电主轴轴承二期项目",
            "山东铄金轴承有限公司",
        ),
        (f"投资4亿元的天宇电机技改项目6月在{ZONE}投产。", "天宇电机技改项目", "天宇电机"),
    ],
)
def test_a_project_is_of_the_firm_that_its_paragraph_speaks_of(text: str, name: str, firm: str) -> None:
    assert [key.partition("/")[2] for key in projects(text)[name].companies] == [firm]


def test_another_firm_in_the_sentence_or_an_actor_ends_that() -> None:
    text = f"山东铄金轴承有限公司的车间昼夜不停。{ZONE}投资7.6亿元的标准厂房二期项目今年5月开工。"
    assert not projects(text)["标准厂房二期项目"].companies


@pytest.mark.parametrize(
    ("text", "name", "stage"),
    [
        (
            f"同日签约的还有两个：重庆恒域传感器有限公司投资2.6亿元的压力传感器项目，落在{ZONE}。",
            "压力传感器项目",
            "签约",
        ),
        (f"{ZONE}总投资9亿元的风电法兰项目去年9月开工，预计明年6月投产。", "风电法兰项目", "在建"),
        (f"{ZONE}总投资9亿元的风电法兰项目今年9月开工，预计明年6月投产。", "风电法兰项目", "开工"),
    ],
)
def test_the_state_may_be_told_in_what_announces_it_or_by_what_is_to_come(text: str, name: str, stage: str) -> None:
    assert projects(text)[name].stage == stage


def test_names_leave_out_how_they_came_about() -> None:
    text = f"{ZONE}去年淘汰了2家，腾出60亩地改建玉米油精炼厂，投资3.3亿元。劝退高污染项目4个。"
    assert list(projects(text)) == ["玉米油精炼厂"]


def test_a_park_that_a_firm_builds_is_its_project_and_no_zone() -> None:
    text = f"辽宁坤锻重工有限公司投资9.2亿元的风电法兰产业园，占地150亩，今年5月开工。坤锻重工在{ZONE}扎根11年。"
    found = projects(text)["风电法兰产业园"]
    assert found.zone != "Zone/风电法兰产业园" and found.companies == ("Company/辽宁坤锻重工有限公司",)
