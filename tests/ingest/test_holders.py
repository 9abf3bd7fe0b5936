"""Figures whose clause names nobody are of the thing before that can have them, and of the zone where none can."""

from __future__ import annotations

import pytest

from ingest.affinity import affinity_of
from ingest.facts import extract
from kg.model import Article, Document, Observation

ZONE = "青岭经济技术开发区"


def figures(text: str) -> dict[str, Observation]:
    article = Article(id="t-1", start=0, end=len(text), year=2024)
    document = Document(id="t", path="t.txt", sha256="", text=text, articles=(article,))
    return {one.text: one for one in extract(document).observations}


@pytest.mark.parametrize(
    ("text", "holder", "held", "of_zone"),
    [
        (
            f"{ZONE}与江淮理工大学共建青岭新能源研究院，引进科研团队7个，孵化企业15家。全区规上工业企业达到210家。",
            "Organization/青岭新能源研究院",
            ("7个", "15家"),
            ("210家",),
        ),
        (
            f"去年，{ZONE}设立2亿元的“青创贷”风险补偿资金池，合作银行按8倍放大，已为126家企业放款5.4亿元，不良率0.6%。",
            "青创贷",
            ("126家", "5.4亿元", "0.6%"),
            (),
        ),
        (
            f"{ZONE}设立青岭先进制造产业基金，首期5亿元已到位，目前投出项目9个、金额3.1亿元。全年引进项目46个。",
            "Fund/青岭先进制造产业基金",
            ("9个", "3.1亿元"),
            ("46个",),
        ),
        (f"{ZONE}开办“企业会客厅”。全年办了41期，收到问题326个。", "企业会客厅", ("41期", "326个"), ()),
        (f"{ZONE}产业学院9月开学，首批招生380人，开设3个专业。", "产业学院", ("380人", "3个"), ()),
        (f"{ZONE}开通通勤专线6条，日均运送职工5200人次。完成工业投资28.4亿元。", "", (), ("28.4亿元",)),
        (f"{ZONE}设立中小企业纾困周转金。新增高新技术企业33家，新增经营主体520户。", "", (), ("33家", "520户")),
    ],
)
def test_what_can_have_a_figure_holds_it(
    text: str, holder: str, held: tuple[str, ...], of_zone: tuple[str, ...]
) -> None:
    found = figures(text)
    assert {number: holder in found[number].subject for number in held} == dict.fromkeys(held, True)
    assert {number: found[number].subject for number in of_zone} == dict.fromkeys(of_zone, f"Zone/{ZONE}")


@pytest.mark.parametrize(
    ("text", "held"),
    [
        (
            "【医用敷料生产线项目】业主青岭康源药业有限公司，总投资2.4亿元，年可处理药材4000吨。"
            "企业已与周边9个镇的农户签下金银花种植订单1.8万亩，收购价比保护价高8%。",
            {"4000吨": "Project/医用敷料生产线项目", "1.8万亩": "Company/青岭康源药业有限公司"},
        ),
        (
            f"{ZONE}推行“三权分离”，管委会内设机构由16个整合为9个。",
            {"16个": f"Zone/{ZONE}", "9个": f"Zone/{ZONE}"},
        ),
        (
            f"走进{ZONE}青岭恒达纺织有限公司，车间一片忙碌。去年，企业营收做到4.3亿元，员工增加到960人。"
            "全区纺纱规模达到120万锭。",
            {
                "4.3亿元": "Company/青岭恒达纺织有限公司",
                "960人": "Company/青岭恒达纺织有限公司",
                "120万锭": f"Zone/{ZONE}",
            },
        ),
        (
            f"{ZONE}的龙头是青岭牧歌乳业有限公司。公司总投资8.4亿元的低温奶智能工厂项目今年6月投产，日处理鲜奶600吨。"
            "纸箱、吸管等14家配套企业跟着落户，包材本地配套率由15%提高到48%。",
            {"600吨": "Project/低温奶智能工厂项目", "14家": f"Zone/{ZONE}", "48%": f"Zone/{ZONE}"},
        ),
        (
            f"{ZONE}服务到家。青岭云帆电源有限公司急着赶工，保住了3200万元的订单。"
            "企业有事，还能打“青岭应声”热线，接到诉求1860件，办结率96.8%。",
            {"1860件": "Policy/青岭应声", "96.8%": "Policy/青岭应声"},
        ),
        (
            f"{ZONE}里灯火通明，浙江瑞鼎轴承股份有限公司正在赶货。\n20年过去，这家1998年落户{ZONE}的企业有了1360名员工，"
            "去年营业收入17.8亿元。园区规上企业达到86家。",
            {
                "1360名": "Company/浙江瑞鼎轴承股份有限公司",
                "17.8亿元": "Company/浙江瑞鼎轴承股份有限公司",
                "86家": f"Zone/{ZONE}",
            },
        ),
        (
            f"9月6日上午，滁州市2024年第三次“三个一批”活动在{ZONE}举行。此次活动集中签约项目23个，总投资96.4亿元；"
            f"集中开工项目14个，总投资51.2亿元。{ZONE}签约项目5个。",
            {"23个": "Region/滁州市", "96.4亿元": "Region/滁州市", "51.2亿元": "Region/滁州市", "5个": f"Zone/{ZONE}"},
        ),
        (
            f"{ZONE}好戏连台。8月9日，淮安市2024年二季度开发区“三个一批”推进活动在{ZONE}举行。"
            "两个开发区此次共拿出38个项目，总投资142.6亿元。其中签约一批17个。",
            {"38个": "Zone/淮安市开发区（全市）", "17个": "Zone/淮安市开发区（全市）"},
        ),
        (
            f"{ZONE}举行2024年第三次“三个一批”活动。此次活动集中签约项目9个，总投资26.4亿元。",
            {"9个": f"Zone/{ZONE}", "26.4亿元": f"Zone/{ZONE}"},
        ),
        (
            f"{ZONE}设立青岭青创产业基金。基金总规模12亿元，已投出3.5亿元。上半年完成税收7.2亿元。",
            {"3.5亿元": "Fund/青岭青创产业基金", "7.2亿元": f"Zone/{ZONE}"},
        ),
    ],
)
def test_nothing_holds_what_it_cannot_have(text: str, held: dict[str, str]) -> None:
    found = figures(text)
    assert {number: found[number].subject for number in held} == held


def test_a_common_name_without_an_entity_goes_before_the_indicator() -> None:
    found = figures(f"{ZONE}新建3栋蓝领公寓，8月交付使用，已住进1200人，月租300元。")
    for number in ("1200人", "300元"):
        one = found[number]
        assert "蓝领公寓" in one.subject or one.indicator.startswith("蓝领公寓")
        assert one.subject_rule == "subject-thing" or one.subject.startswith("Zone/")


def test_a_province_keeps_the_figures_of_its_lists() -> None:
    found = figures("2024年，甘肃省建设黄河现代农业实验室，转化科研成果120项，新增发明专利530件。")
    assert {number: found[number].subject for number in ("120项", "530件")} == dict.fromkeys(
        ("120项", "530件"), "Region/甘肃省"
    )


def test_each_sentence_of_a_province_tells_of_something_else() -> None:
    text = (
        "2024年，甘肃省经济稳中有进。陇山重工集团二期项目建成投产。实施重大技术攻关82项，新增小巨人企业17家。"
        "陇山研究院挂牌运行。培育文艺精品31部。该研究院引进科研人员64名。"
    )
    found = figures(text)
    assert {number: found[number].subject for number in ("82项", "17家", "31部")} == dict.fromkeys(
        ("82项", "17家", "31部"), "Region/甘肃省"
    )
    assert found["64名"].subject == "Organization/陇山研究院"


def test_kinds_of_things_have_their_figures() -> None:
    assert (
        affinity_of("“青创贷”", "年利率")
        == affinity_of("青岭号中欧班列", "开行")
        == affinity_of("联合实验室", "获发明专利")
        == "far"
    )
    assert affinity_of("人才公寓二期", "职工") == "near"
    assert affinity_of("青岭变电站", "装机") == affinity_of("产业基金", "月租") == affinity_of("税务局", "招生") == ""
