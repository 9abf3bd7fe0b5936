"""What is built under names of all kinds, and what later clauses and sentences tell of it."""

from __future__ import annotations

from ingest.facts import extract
from kg.model import Article, Document, Project

ZONE = "青岭经济技术开发区"
TEXT = f"""{ZONE}项目进展
（一）轻质铝箔项目。由江西赣岭新材料有限公司投资建设，占地220亩，总投资25亿元，年产铝箔3万吨。目前厂房主体已结顶，设备正在调试，10月份带料试车。
（二）医疗耗材产业园。总投资12亿元，用地180亩。1#—6#楼已竣工验收。
（三）线路板生产基地：深圳明岭电子股份有限公司投建，计划投资16亿元，项目已完成土地摘牌，正办理施工许可。
——青岭冷链物流港：投资8.6亿元，规划冷库容量20万吨，3月动工；
青岭玻璃有限公司的超薄玻璃二线已到收尾，窑炉正在烘烤，12月下旬就要点火。这条线投资22亿元，日熔化量1200吨。
浙江鼎岭机械股份有限公司的升降平台五期，总投资17亿元。3月18日摘牌，20日打桩机就进了场。眼下主厂房封顶，明年10月投产，一年能出1.5万台。
湖南翼岭装备有限公司8月与园区签约，拟投5.8亿元、用地120亩，建一座年产500架的无人机总装厂，预计明年三季度开建。
甘肃恒岭铸造有限公司砸下2.1亿元上马消失模铸造线，3月里点火，产能由1万吨提高到3万吨。
"""


def _projects() -> dict[str, Project]:
    article = Article(id="made-1", start=0, end=len(TEXT), year=2024)
    document = Document(id="made", path="made.txt", sha256="", text=TEXT, articles=(article,))
    return {project.name: project for project in extract(document).projects}


def test_projects_of_all_kinds_of_names_with_their_sums_and_stages() -> None:
    told = {
        name: (float(p.investment.value) if p.investment else None, p.capacity, p.stage)
        for name, p in _projects().items()
    }
    assert told == {
        "轻质铝箔项目": (25, "3万吨", "在建"),
        "医疗耗材产业园": (12, None, "竣工"),
        "线路板生产基地": (16, None, "前期"),
        "青岭冷链物流港": (8.6, "20万吨", "开工"),
        "超薄玻璃二线": (22, "1200吨", "在建"),
        "升降平台五期": (17, "1.5万台", "在建"),
        "无人机总装厂": (5.8, "500架", "签约"),
        "消失模铸造线": (2.1, "3万吨", "投产"),
    }
    assert _projects()["无人机总装厂"].area is not None


def test_a_sentence_about_many_tells_nothing_of_the_project_before_it() -> None:
    text = f"{ZONE}投资4亿元的天岭电机技改项目6月开工。全区年产电机90万台，3个项目建成投产。"
    article = Article(id="made-1", start=0, end=len(text), year=2024)
    facts = extract(Document(id="made", path="made.txt", sha256="", text=text, articles=(article,)))
    [project] = facts.projects
    assert (project.stage, project.capacity) == ("开工", None)


def test_who_builds_is_told_in_many_ways_and_when_by_the_steps() -> None:
    text = (
        f"{ZONE}项目进展\n今年5月，河南澄岭食品有限公司追加5.6亿元，动工建设饮料智能工厂项目。\n"
        "1.低温冷链物流项目。总投资3亿元，由国家岭电集团牵头，去年10月动工，眼下主体完成九成，明年6月投产。\n"
        "2.无菌包装项目。总投资6亿元，江苏晶岭新材料有限公司承建，7月投产。\n"
    )
    article = Article(id="made-1", start=0, end=len(text), year=2024)
    facts = extract(Document(id="made", path="made.txt", sha256="", text=text, articles=(article,)))
    told = {p.name: ([k.partition("/")[2] for k in p.companies], p.stage, p.stage_date) for p in facts.projects}
    assert told == {
        "饮料智能工厂项目": (["河南澄岭食品有限公司"], "开工", "2024-05"),
        "低温冷链物流项目": (["国家岭电集团"], "在建", "2023-10"),
        "无菌包装项目": (["江苏晶岭新材料有限公司"], "投产", "2024-07"),
    }
