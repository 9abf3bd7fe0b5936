"""Whose the figures are behind a policy that a clause speaks of, and behind the head of a firm. All is invented."""

from __future__ import annotations

import pytest

from ingest.facts import extract
from kg.model import Article, Document

ZONE = "青岭经济技术开发区"
LEAD = f"{ZONE}今年上半年完成固定资产投资41.3亿元，同比增长12.6%。\n"


def subjects(text: str, lead: str = LEAD) -> dict[str, str]:
    text = lead + text
    article = Article(id="t-1", start=0, end=len(text), year=2024)
    facts = extract(Document(id="t", path="t.txt", sha256="", text=text, articles=(article,)))
    return {o.text: o.subject.partition("/")[2] for o in facts.observations if o.start >= len(lead)}


@pytest.mark.parametrize(
    ("text", "figure", "subject"),
    [
        ("46名“企业管家”分片包干，前三季度收到问题518件，解决497件。", "497件", "企业管家"),
        ("“返乡直通车”开行9趟，从广东、浙江接回工人640名。", "640名", "返乡直通车"),
        ("“信用报关”则由海关审批改为企业承诺，通关时间从4小时变成20分钟。", "20分钟", "信用报关"),
        ("审批上，“拿地即开工”铺开以后，从摘牌到动工由130天缩到41天。", "41天", "拿地即开工"),
        ("“一窗快办”是今年的新招：企业扫码提诉求。上半年收到诉求217件。", "217件", "一窗快办"),
        ("7项区域评估由管委会一次做完，每家企业省下28万元。", "28万元", "区域评估"),
        ("新推的“链上管家”制度给每户企业配一名联络员，水电接入由12天缩短为4天。", "4天", "链上管家"),
        ("青岭农商银行推出的“共富贷”年利率3.85%，为46家企业放款2.7亿元。", "2.7亿元", "共富贷"),
        ("园区推行“带图供地”。截至10月底，新出让的土地17宗、1120亩全部按此供应。", "1120亩", "带图供地"),
        ("“三个一批”活动现场，签约项目18个，总投资76亿元。", "76亿元", ZONE),
        ("“标准地”改革的背后，是园区全年净增企业214家。", "214家", ZONE),
        ("“链上通”服务体系加快形成，规上企业研发机构覆盖率达到64%。", "64%", ZONE),
    ],
)
def test_a_policy_with_a_predicate_of_its_own_holds_the_figures_behind(text: str, figure: str, subject: str) -> None:
    assert subjects(text)[figure] == subject


def test_a_province_tells_of_much_in_a_row() -> None:
    lead = "云岭省政府工作报告\n2024年，云南省地区生产总值增长4.1%。\n"
    found = subjects("“高效办成一件事”办理时间减少62%，民营经营主体增加178万户。", lead)
    assert (found["62%"], found["178万户"]) == ("高效办成一件事", "云南省")


@pytest.mark.parametrize(
    ("text", "figure", "firm"),
    [
        (
            "给整车厂供件的，是青岭恒铸机械有限公司。“过去合格率只有71%。”总经理周启明说。",
            "71%",
            "青岭恒铸机械有限公司",
        ),
        ("✨“去年交货要等30天。”青岭新芯电子有限公司副总经理赵蕾说。", "30天", "青岭新芯电子有限公司"),
        (
            "青岭镀层科技有限公司去年营业收入8200万元。园区七成的刀具厂成了它的客户，拥有发明专利31件。",
            "31件",
            "青岭镀层科技有限公司",
        ),
        (
            "海川电子股份有限公司与外商合资办起青岭曲轴科技有限公司，海川电子占股55%，就在园区里加工曲轴，交货期缩到5周。",
            "5周",
            "青岭曲轴科技有限公司",
        ),
        (
            "青岭星链光电有限公司订单排得满。厂房不够用了，在手订单17亿元，海外占了2.8亿元。",
            "2.8亿元",
            "青岭星链光电有限公司",
        ),
        ("团队转成了公司——青岭量测科技有限公司，注册时9个人。", "9个", "青岭量测科技有限公司"),
    ],
)
def test_a_firm_holds_what_is_told_of_it_without_its_name(text: str, figure: str, firm: str) -> None:
    assert subjects(text)[figure] == firm
