"""What projects make by their names, what firms make by what is said of them, and whom they supply."""

from __future__ import annotations

import pytest

from ingest.facts import extract
from kg.model import Article, Document, Facts


def read(text: str) -> Facts:
    article = Article(id="made-1", start=0, end=len(text), year=2024)
    return extract(Document(id="made", path="made.txt", sha256="", text=text, articles=(article,)))


def told(text: str, predicate: str) -> set[tuple[str, str]]:
    """Names of both ends of the relations of one predicate."""
    return {
        (r.subject.partition("/")[2], r.object.partition("/")[2])
        for r in read(text).relations
        if r.predicate == predicate
    }


@pytest.mark.parametrize(
    ("text", "product"),
    [
        ("江苏常熟高新区的轮毂电机项目由苏州翼驱电机有限公司投资2.7亿元，今年3月开工。", "轮毂电机"),
        ("陕西麦柯生物有限公司年产2万吨聚羟基脂肪酸酯项目落户杨凌示范区，总投资10.4亿元。", "聚羟基脂肪酸酯"),
        ("投资6.2亿元的整体铣刀智能工厂去年12月在青岭经济技术开发区投产。", "整体铣刀"),
        ("青岭经济技术开发区的辣椒素提取项目5月开工，总投资1.6亿元。", "辣椒素"),
        ("滁州汇容电子股份有限公司投资2.2亿元的铝壳电容器扩产项目正在青岭经济技术开发区安装设备。", "铝壳电容器"),
    ],
)
def test_a_project_makes_the_whole_of_what_it_is_called_after(text: str, product: str) -> None:
    made = {object_ for subject, object_ in told(text, "produces") if subject.endswith(("项目", "工厂"))}
    assert made == {product}


@pytest.mark.parametrize(
    "text",
    [
        "青岭经济技术开发区的动力电池回收利用项目今年3月开工，总投资2.7亿元。",
        "青岭经济技术开发区的冷链物流项目今年3月开工，总投资2.7亿元。",
        "青岭经济技术开发区的智慧园区平台项目今年3月开工，总投资2.7亿元。",
    ],
)
def test_works_that_make_no_goods_produce_none(text: str) -> None:
    assert not told(text, "produces")


@pytest.mark.parametrize(
    ("text", "made"),
    [
        (
            "在青岭经济技术开发区，浙江敏芯热控有限公司主要生产热管理集成模块、电子膨胀阀。",
            {"热管理集成模块", "电子膨胀阀"},
        ),
        (
            "江西钨刃切削工具有限公司是园区的老企业。产品有数控刀片、整体立铣刀，月产刀片220万片。",
            {"数控刀片", "整体立铣刀"},
        ),
        ("辽宁溪康疫苗有限公司去年卖出水痘疫苗88万支。", {"水痘疫苗"}),
    ],
)
def test_a_firm_makes_what_is_said_of_it_in_its_clause_or_paragraph(text: str, made: set[str]) -> None:
    assert made <= {object_ for subject, object_ in told(text, "produces") if subject.endswith("公司")}


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        (
            "芜湖铝轩轻量化科技有限公司今年给安徽骏达车身有限公司供货1.2万吨。",
            ("芜湖铝轩轻量化科技有限公司", "安徽骏达车身有限公司"),
        ),
        (
            "6月，吉林延禾参业有限公司与韩国大旺制药公司签下3年1.2亿元的供货协议。",
            ("吉林延禾参业有限公司", "韩国大旺制药公司"),
        ),
        ("赛罗机器人公司90%的减速器来自一墙之隔的溧阳恒齿传动有限公司。", ("赛罗机器人公司", "溧阳恒齿传动有限公司")),
        (
            "湖南锂洄循环科技有限公司和长沙岳碳材料有限公司合资成立湖南锂岳新能源有限公司。",
            ("湖南锂洄循环科技有限公司", "长沙岳碳材料有限公司"),
        ),
        ("青岭经济技术开发区与青岭农商银行推出“技改贷”。", ("青岭经济技术开发区", "青岭农商银行")),
        (
            "广西靶源电子材料有限公司的高纯铟由河池金属材料有限公司供应。",
            ("河池金属材料有限公司", "广西靶源电子材料有限公司"),
        ),
    ],
)
def test_who_supplies_or_founds_with_another_is_its_partner(text: str, pair: tuple[str, str]) -> None:
    assert pair in told(text, "partner_of")


def test_firms_that_are_only_named_together_are_no_partners() -> None:
    assert not told("芜湖铝轩轻量化科技有限公司和安徽骏达车身有限公司上半年产值都超过10亿元。", "partner_of")
