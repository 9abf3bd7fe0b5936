"""Ways of doing things under names of a zone's own, told by the construction around the quotes."""

from __future__ import annotations

import pytest

from ingest.facts import extract
from kg.model import Article, Document


def policies(text: str) -> set[str]:
    article = Article(id="t-1", start=0, end=len(text), year=2024)
    document = Document(id="t", path="t.txt", sha256="", text=text, articles=(article,))
    return {form for e in extract(document).entities if e.type == "Policy" for form in (e.name, *e.surfaces)}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("园区打响“大干一百天、冲刺双过半”项目攻坚行动。", "“大干一百天、冲刺双过半”项目攻坚行动"),
        ("园区启动“枯木逢春”老旧厂区焕新行动，涉及企业40家。", "“枯木逢春”老旧厂区焕新行动"),
        ("园区抓改革。一是规划许可“一次办”：合并三个环节。", "规划许可“一次办”"),
        ("园区抓改革。二是“零费用”设备集中检验：由园区付费。", "“零费用”设备集中检验"),
        ("园区采取“一年学校、一年工厂”的办法培养技工。", "“一年学校、一年工厂”"),
        ("这条“问题不过周”的规矩，写进了考核办法。", "问题不过周"),
        ("园区与职业学院合办“轴承班”，每年输送120人。", "“轴承班”"),
        ("企业有事可打园区的“岚山应声”热线，24小时有人接。", "“岚山应声”热线"),
        ("检测中心派驻工程师，企业“取样不出园”。", "取样不出园"),
        ("园区推出“积木式”施工许可，分三次发证。", "“积木式”施工许可"),
        ("“先验后补”使企业当天即可开工，已有12家受益。", "先验后补"),
        ("园区每月开一次“链上办公会”。", "“链上办公会”"),
        ("园区组建帮办队，“提着材料来、揣着证照走”。", "提着材料来、揣着证照走"),
    ],
)
def test_the_frame_tells_a_policy(text: str, name: str) -> None:
    assert name in policies(text)


@pytest.mark.parametrize(
    "text",
    [
        "电子信息产业“异军突起”。",
        "这里被称为“中国轴承之乡”。",
        "\n1.装备制造“节节攀升”。产值增长。",
        "实现了“村村通公路、户户通燃气”，群众满意。",
        "园区展现“上下同心、左右协力”的良好局面。",
        "（三）持之以恒抓好“千里眼”工作。",
    ],
)
def test_what_has_come_about_is_none(text: str) -> None:
    assert policies(text) == set()
