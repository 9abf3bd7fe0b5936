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


def said(text: str) -> dict[str, tuple[str, str]]:
    article = Article(id="t-1", start=0, end=len(text), year=2024)
    facts = extract(Document(id="t", path="t.txt", sha256="", text=text, articles=(article,)))
    return {o.text: (o.subject.partition("/")[2], o.indicator) for o in facts.observations}


def test_a_policy_is_spoken_of_until_an_office_acts_again() -> None:
    text = f"{ZONE}推行“首席代办员”制度，5月与银行签了12亿元的授信协议，全程可省费用7200万元。全区注册企业90家。"
    told = whose(text)
    assert told["7200万元"].startswith("首席代办员") and "青岭" in told["90家"]


def test_who_builds_a_project_does_not_take_its_paragraph() -> None:
    text = f"{ZONE}项目进展。\n（二）恒岳轴承轻量化结构件项目。潍州恒岳精工有限公司投资4.6亿元，从签约到设备进场只用了26天。"
    assert whose(text)["26天"] == "恒岳轴承轻量化结构件项目"


def test_zones_in_a_row_each_have_the_count_right_behind_them() -> None:
    text = "全市签约项目60个；从区域看，昆山经开区29个、海门高新区18个、太仓高新区13个。"
    told = said(text)
    assert [(told[x][0][:2], told[x][1]) for x in ("18个", "13个")] == [("海门", "签约项目数"), ("太仓", "签约项目数")]


def test_works_with_a_common_name_are_spoken_of_on() -> None:
    told = said(f"{ZONE}纪实。投资3.2亿元的第二净水处理厂去年6月投运，日处理能力4万吨，回用率45%。")
    works = f"{ZONE}第二净水处理厂"
    assert told["4万吨"] == (works, "日处理能力") and told["45%"] == (works, "回用率")


def test_when_a_thing_was_opened_dates_no_other_figure() -> None:
    article_year = 2024
    text = f"{ZONE}纪实。第二净水处理厂去年6月投运。日处理能力4万吨。"
    article = Article(id="t-1", start=0, end=len(text), year=article_year)
    (o,) = extract(Document(id="t", path="t.txt", sha256="", text=text, articles=(article,))).observations
    assert o.period == "2024"


def test_a_reform_is_the_offices_doing_a_service_has_figures_of_its_own() -> None:
    told = whose(
        f"{ZONE}总结。\n1.深化“管委会+公司”改革。内设机构由14个整合为8个。\n2.推行“一码帮办”。平均时限压缩62%。"
    )
    assert "青岭" in told["14个"] and told["62%"] == "一码帮办"


def test_a_quoted_name_that_is_no_entity_is_told_in_the_indicator() -> None:
    told = said(f"{ZONE}创新“纺易融”供应链业务。联合银行，以订单为质押，授信9.2亿元，已放款6.5亿元。")
    assert told["6.5亿元"][1] == "纺易融放款"


def test_the_articles_of_a_policy_are_its_name_and_its_terms_are_its_figures() -> None:
    told = said(
        f"{ZONE}出台“智改数转”二十条，对技改设备投入给予最高15%的补助，单个企业一年封顶800万元；对新认定的智能车间再奖60万元。"
    )
    assert "二十条" not in told
    assert told["15%"] == ("智改数转", "技改设备投入补助比例上限") and told["800万元"][0] == "智改数转"
    assert told["60万元"][1].endswith("奖励")


def test_a_fund_with_several_founders_is_spoken_of_next() -> None:
    told = whose(f"{ZONE}纪实。由区属国企牵头、潍州银行参股的青岭产业引导基金落户，总规模30亿元，直投项目16个。")
    assert told["30亿元"] == told["16个"] == "青岭产业引导基金"


def test_a_sort_of_money_is_no_fund_of_its_own() -> None:
    told = said(f"{ZONE}项目进展。\n（二）恒岳轴承厂房项目。总投资6亿元，其中地方政府专项债券3.5亿元，建设周期18个月。")
    assert told["18个月"][0] == "恒岳轴承厂房项目"


def test_a_sum_beside_a_count_is_of_the_same_thing() -> None:
    told = said(f"{ZONE}金融服务见效，全年放款412笔、11.3亿元。")
    assert told["11.3亿元"][1] == "放款金额"


def test_what_an_office_arranges_with_figures_under_a_policy_is_its_own() -> None:
    told = whose(f"{ZONE}推行“一码帮办”，把632家企业分成四类，全年腾退企业41家。")
    assert told["632家"] == told["41家"] == ZONE
    told = whose(f"{ZONE}推行“一码帮办”，把许可、验收合并办理，材料由63份减至25份。")
    assert told["25份"] == "一码帮办"


def test_this_project_may_be_described_at_length() -> None:
    told = whose(
        f"{ZONE}纪实。签约的有恒岳轴承扩能项目。这个总投资2.8亿元、占地60亩的项目今年6月投产，市场份额升到12%。"
    )
    assert told["12%"] == "恒岳轴承扩能项目"


def test_a_numbered_heading_says_of_which_industry_a_bare_output_is() -> None:
    told = said(
        f"{ZONE}工作总结。\n1.纺织服装“从纱到衣”。全年完成产值86亿元，吸纳就业1.4万人。\n2.要素保障。供应土地90亩。"
    )
    assert told["86亿元"] == (ZONE, "纺织服装产值") and told["90亩"][1].startswith("供应土地")


def test_zones_counted_in_a_province_are_spoken_of_together() -> None:
    text = "上半年，江西省运行平稳，全省41家省级以上开发区签约项目320个。赣源经济开发区签约项目12个。"
    told = whose(text)
    assert told["320个"] == "江西省开发区（全省）" and told["12个"] == "赣源经济开发区"


def test_what_opens_a_clause_of_a_comparison_of_zones_is_all_of_them() -> None:
    text = (
        "五园谁领跑——韶关市产业园区运行对比\n浈源产业园产值30亿元。翁溪产业园产值20亿元。丹湖产业园产值12亿元。"
        "岭东产业园产值9亿元。\n今年，五园在建项目153个。"
    )
    article = Article(id="t-1", start=0, end=len(text), year=2024, title=text.split("\n")[0])
    facts = extract(Document(id="t", path="t.txt", sha256="", text=text, articles=(article,)))
    assert {o.text: o.subject for o in facts.observations}["153个"] == "Zone/韶关市开发区（全市）"


def test_works_that_a_zone_founds_are_spoken_of_next_not_those_of_a_firm() -> None:
    told = whose(f"{ZONE}建成集中供热中心，蒸汽价格降到每吨205元。")
    assert told["205元"] == f"{ZONE}集中供热中心"
    told = whose(f"{ZONE}纪实。\n潍州恒岳服务有限公司搭建用工信息平台，发布岗位1500个。")
    assert told["1500个"] == "潍州恒岳服务有限公司"


def test_a_label_in_brackets_says_what_its_paragraph_is_of() -> None:
    told = whose(f"{ZONE}项目追踪。\n【青岭光电产业园】由三家企业共建，投入资金5400万元，已入驻企业8家。")
    assert told["8家"] == "青岭光电产业园"


def test_a_class_word_stands_for_the_thing_named_before() -> None:
    told = whose(f"{ZONE}设立的青岭企业服务中心现有专员42名。1至10月，中心受理诉求1316件，办结率97.8%。")
    assert told["1316件"] == told["97.8%"] == "青岭企业服务中心"


def test_a_team_with_a_quoted_name_is_spoken_of_next() -> None:
    told = whose(f"{ZONE}组建“铝管家”服务队，45名队员上门，前5个月代办手续216件。")
    assert told["45名"] == told["216件"] == "铝管家服务队"
