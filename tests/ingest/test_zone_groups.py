"""The zones of a place taken together, in sentences of our own about zones that do not exist."""

import pytest

from ingest.facts import extract
from ingest.zone_groups import key_in, of_title, short_forms
from kg.model import Article, Document


def whose(text: str, title: str) -> dict[str, str]:
    article = Article(id="t-1", start=0, end=len(text), year=2024, title=title)
    facts = extract(Document(id="t", path="t.txt", sha256="", text=text, articles=(article,)))
    return {o.text: o.subject.partition("/")[2] for o in facts.observations}


@pytest.mark.parametrize(
    ("mention", "key"),
    [
        ("全省开发区", "Zone/陕西省开发区（全省）"),
        ("全省48家省级以上开发区", "Zone/陕西省开发区（全省）"),
        ("全市5个省级以上产业园区", "Zone/咸阳市开发区（全市）"),
        ("咸阳市五大产业园区", "Zone/咸阳市开发区（全市）"),
        ("咸阳市高新区", None),
        ("全市9个街道", None),
    ],
)
def test_groups_are_filed_under_their_place(mention: str, key: str | None) -> None:
    assert key_in(mention, "咸阳市", "陕西省") == key


def test_headlines_of_groups_are_told_from_those_of_one_zone() -> None:
    assert of_title("前三季度全省开发区项目建设扫描") == ("省", "")
    assert of_title("谁领跑——咸阳市五大产业园区运行对比") == ("市", "咸阳市")
    assert of_title("咸阳市高新区2024年工作总结") is None


def test_counted_groups_have_short_forms() -> None:
    assert {"五园", "五个园区"} <= set(short_forms("全市5个省级以上产业园区"))
    assert "两区" not in short_forms("全市2个开发区")
    assert short_forms("全省98家开发区") == ()


def test_what_names_no_zone_is_the_groups_where_the_headline_speaks_of_it() -> None:
    text = (
        "上半年，陕西省全省48家省级以上开发区签约项目612个。咸阳泾塬经济技术开发区签约项目37个，宝鸡陈岭高新区签约项目29个。\n"
        "开发区发展还不平衡，有7家开发区没有项目投产。全年开发区固定资产投资增长14%左右。"
    )
    told = whose(text, "上半年全省开发区项目建设情况")
    assert {told["612个"], told["7家"], told["14%左右"]} == {"陕西省开发区（全省）"}
    assert told["37个"].startswith("咸阳泾塬") and told["29个"].startswith("宝鸡陈岭")


def test_a_group_is_called_by_its_number_and_one_of_it_keeps_its_own_figure() -> None:
    text = (
        "上半年，咸阳市3个省级以上产业园区完成工业投资64.9亿元。泾塬经济开发区完成工业投资21亿元，占三园总量的32%。\n"
        "三园在建项目153个。按照计划，全年三园工业总产值要冲刺900亿元。"
    )
    told = whose(text, "三园谁领跑——咸阳市三大产业园区上半年观察")
    assert {told["64.9亿元"], told["153个"], told["900亿元"]} == {"咸阳市开发区（全市）"}
    assert told["21亿元"] == told["32%"] == "泾塬经济开发区"


def test_a_zone_of_another_provinces_place_name_does_not_say_what_the_whole_city_is() -> None:
    text = "上半年，全市3个省级以上产业园区完成工业投资64.9亿元。曲水经济开发区完成工业投资9.7亿元，列第二。"
    assert whose(text, "韶关市三大产业园区上半年观察")["64.9亿元"] == "韶关市开发区（全市）"


def test_a_river_that_opens_like_a_district_leaves_the_city_in_the_name() -> None:
    told = whose("沈阳浑南河高新技术产业开发区签约项目12个。", "浑南河高新区签约")
    assert told == {"12个": "沈阳浑南河高新技术产业开发区"}


def test_a_paragraph_tells_zone_after_zone() -> None:
    text = (
        "陕西省开发区亮点纷呈。榆林青澜河高新区不再“一煤独大”。前9个月，非煤产业投资占全部投资的44.6%。"
        "延安望舒经开区签约项目24个。\n四条产业链各有主场，链上企业74家。全省仍有7家开发区没有项目投产。"
    )
    told = whose(text, "陕西：开发区项目建设“跑起来”")
    assert told["44.6%"].startswith("榆林青澜河") and told["24个"].startswith("延安望舒")
    assert told["74家"] == told["7家"] == "陕西省开发区（全省）"


def test_a_group_lies_in_its_place() -> None:
    text = "上半年，陕西省全省48家省级以上开发区签约项目612个。"
    article = Article(id="t-1", start=0, end=len(text), year=2024, title="上半年全省开发区项目建设情况")
    facts = extract(Document(id="t", path="t.txt", sha256="", text=text, articles=(article,)))
    lies = [(r.subject, r.object) for r in facts.relations if r.predicate == "located_in"]
    assert lies == [("Zone/陕西省开发区（全省）", "Region/陕西省")]


def test_a_zone_named_in_full_is_no_group_and_zones_that_are_counted_are_no_zone() -> None:
    text = "吉林经济技术开发区（简称吉林经开区）建区早。吉林经开区拆除小锅炉27台。目前湖北共有省级以上开发区142家。"
    article = Article(id="t-1", start=0, end=len(text), year=2024)
    facts = extract(Document(id="t", path="t.txt", sha256="", text=text, articles=(article,)))
    (stoves,) = [o for o in facts.observations if str(o.value) == "27"]
    assert stoves.subject == "Zone/吉林经济技术开发区"
    assert not any("共有" in e.name for e in facts.entities)
