"""What a paragraph comes to speak of, and how long: things told with a measure, founded, walked into."""

from ingest.facts import extract
from kg.model import Article, Document

ZONE = "潍州市青岭经济技术开发区"


def whose(text: str) -> dict[str, str]:
    article = Article(id="t-1", start=0, end=len(text), year=2024)
    facts = extract(Document(id="t", path="t.txt", sha256="", text=text, articles=(article,)))
    return {o.text: o.subject.partition("/")[2] for o in facts.observations}


def test_a_measure_before_a_name_introduces_what_the_clauses_behind_are_of() -> None:
    told = whose(f"{ZONE}纪实。占地180亩的青岭光电产业园，年初封顶厂房9栋，入驻企业21家。")
    assert told["9栋"] == told["21家"] == "青岭光电产业园"
    told = whose(f"{ZONE}纪实。投资3.5亿元的恒岳轴承智能化改造项目，把磨削、检测连成一线，用工由90人减到35人。")
    assert "改造项目" in told["90人"] and "改造项目" in told["35人"]


def test_what_an_office_pushes_on_with_does_not_become_the_topic() -> None:
    told = whose(f"{ZONE}表示，下半年将推进总投资35亿元的恒岳轴承扩能项目年内封顶，新增标准厂房12万平方米。")
    assert "青岭" in told["12万平方米"]


def test_a_fund_made_larger_and_a_project_carried_out_are_spoken_of_next() -> None:
    assert whose(f"{ZONE}纪实。强化资金扶持。做大恒岳产业引导基金，规模由3亿元扩大到9亿元。")["9亿元"].endswith(
        "产业引导基金"
    )
    told = whose(f"{ZONE}发展纪实。潍州恒岳精工有限公司将投入2.6亿元实施轴承再制造技改项目，年消纳钢屑60万吨。")
    assert "技改项目" in told["60万吨"]


def test_what_only_a_place_has_goes_back_to_the_place() -> None:
    told = whose(f"{ZONE}纪实。占地180亩的青岭光电产业园，入驻企业21家。力争全年一般公共预算收入达到12亿元。")
    assert told["21家"] == "青岭光电产业园" and "经济技术开发区" in told["12亿元"]


def test_the_zone_with_its_short_name_in_brackets_is_the_subject_not_its_city() -> None:
    told = whose(f"{ZONE}（简称“青岭经开区”）48户规上医药企业完成产值83.2亿元。")
    assert "青岭" in told["48户"] and "青岭" in told["83.2亿元"]


def test_a_numbered_item_opens_with_its_project() -> None:
    told = whose(f"{ZONE}项目进展。\n（1）恒岳轴承智能制造项目，总投资8亿元，占地96亩，月产量已到2300吨。")
    assert told["2300吨"] == "恒岳轴承智能制造项目"


def test_a_paragraph_stays_with_the_one_firm_that_it_has_walked_into() -> None:
    text = (
        f"{ZONE}纪实。\n走进潍州恒岳精工有限公司的“黑灯车间”，看不到几个人影。12台磨床、240台车床日夜不停。改造以来，"
        "单位产品能耗降了26%，次品率由2.6%降到0.7%。"
    )
    told = whose(text)
    assert {told[x] for x in ("240台", "26%", "0.7%")} == {"潍州恒岳精工有限公司"}


def test_after_a_row_of_firms_the_paragraph_is_of_none_of_them() -> None:
    text = (
        f"{ZONE}纪实。\n潍州恒岳精工有限公司扩产，潍州天澜材料有限公司投产，潍州云泽电子有限公司达效。隔膜仍是短板，"
        "本地配套率只有35%。"
    )
    assert "青岭" in whose(text)["35%"]
