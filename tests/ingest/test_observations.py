"""Sentences of our own in the reports' manner, about zones that do not exist."""

from ingest.facts import extract
from kg.model import Article, Document, Observation, Project


def read(text: str, year: int | None = 2024) -> tuple[list[Observation], list[Project]]:
    article = Article(id="t-1", start=0, end=len(text), year=year)
    facts = extract(Document(id="t", path="t.txt", sha256="", text=text, articles=(article,)))
    for o in facts.observations:
        assert o.text in text[o.start : o.end]
    return list(facts.observations), list(facts.projects)


def rows(text: str, year: int | None = 2024) -> list[tuple[str, str, str]]:
    return [(o.indicator, o.text, o.period or "") for o in read(text, year)[0]]


ZONE = "云岭经济技术开发区"


def test_noun_verb_number_with_its_growth() -> None:
    (o,) = read(f"上半年，{ZONE}固定资产投资累计完成79.5亿元，同比增长8.3%。")[0]
    assert (o.subject, o.indicator, o.text, o.period) == (f"Zone/{ZONE}", "固定资产投资", "79.5亿元", "2024-01/2024-06")
    assert o.change is not None and (o.change.kind, str(o.change.value)) == ("同比增长", "8.3")


def test_a_fall_is_negative() -> None:
    (o,) = read(f"2023年，{ZONE}进出口总额完成12亿元，同比下降4.2%。")[0]
    assert o.change is not None and str(o.change.value) == "-4.2"


def test_measure_before_counted_noun() -> None:
    assert rows(f"今年，{ZONE}总投资64亿元的12个项目集中签约。") == [
        ("集中签约项目总投资", "64亿元", "2024"),
        ("集中签约项目数", "12个", "2024"),
    ]


def test_bare_measure_belongs_to_the_last_counted_noun() -> None:
    assert rows(f"今年，{ZONE}签约项目40个，总投资219亿元。") == [
        ("签约项目数", "40个", "2024"),
        ("签约项目总投资", "219亿元", "2024"),
    ]


def test_respectively_pairs_items_and_figures() -> None:
    assert rows(f"{ZONE}轴承、齿轮的本地配套率分别为35%和42%。") == [
        ("轴承本地配套率", "35%", "2024"),
        ("齿轮本地配套率", "42%", "2024"),
    ]


def test_share_names_its_whole() -> None:
    result = rows(f"2023年，{ZONE}工业投资完成30亿元，占全市的48%。")
    assert result[1][:2] == ("工业投资占全市比重", "48%")


def test_target_and_forecast_are_told_from_fact() -> None:
    observations = read(f"{ZONE}力争全年税收收入突破50亿元。预计全年新增产值9亿元。")[0]
    assert [o.status for o in observations] == ["目标", "预计"]


def test_a_citys_zones_are_not_the_zone() -> None:
    observations = read(f"今年以来，朔州市认真部署。{ZONE}签约项目5个。朔州市开发区共签约项目20个。")[0]
    assert observations[0].subject != observations[1].subject


def test_project_takes_its_investment_and_stage_and_no_observation_repeats_it() -> None:
    observations, projects = read(f"总投资12亿元的远帆新能源年产5GW光伏组件项目在{ZONE}开工建设。")
    (p,) = projects
    assert (
        "光伏组件项目" in p.name
        and p.investment is not None
        and (str(p.investment.value), p.investment.unit) == ("12", "亿元")
    )
    assert p.stage == "开工" and p.capacity == "5GW"
    assert observations == []


def test_what_only_counts_projects_names_none() -> None:
    assert read(f"{ZONE}新签约项目28个，续建项目全部复工，重点项目有序推进。")[1] == []


def test_text_without_figures_gives_none() -> None:
    assert rows("会议强调，要坚持稳中求进工作总基调，进一步解放思想。") == []


def test_traditional_characters_are_read_and_kept() -> None:
    text = f"上半年，{ZONE}簽約項目40個，總投資219億元，同比增長8%。"
    observations, _ = read(text)
    assert [(o.indicator, o.text) for o in observations] == [("签约项目数", "40個"), ("签约项目总投资", "219億元")]


def test_what_grows_yearly_goes_on_without_its_name() -> None:
    text = (
        f"“十四五”以来，{ZONE}工业总产值年均增长12.5%，2021年达到318亿元，是2015年的2.4倍；今年前10个月完成302.6亿元。"
    )
    assert rows(text) == [
        ("工业总产值年均增速", "12.5%", "2021/2024"),
        ("工业总产值", "318亿元", "2021"),
        ("工业总产值为2015年的倍数", "2.4倍", "2021"),
        ("工业总产值", "302.6亿元", "2024-01/2024-10"),
    ]


def test_a_year_compared_with_dates_only_its_own_figure() -> None:
    text = f"今年，{ZONE}工业固废综合利用率由2020年的61%提高到78%，2025年目标是86%。"
    assert rows(text) == [
        ("工业固废综合利用率", "61%", "2020"),
        ("工业固废综合利用率", "78%", "2024"),
        ("工业固废综合利用率", "86%", "2025"),
    ]
    assert [o.status for o in read(text)[0]] == ["实际", "实际", "目标"]


def test_the_year_of_founding_and_of_a_title_date_no_figures() -> None:
    text = f"{ZONE}于2013年设立，2020年被列为国家级绿色示范园区，核定面积31.6平方公里，入驻企业276户。"
    assert [period for _, _, period in rows(text)] == ["2024", "2024"]


def test_two_figures_share_the_noun_behind_them() -> None:
    assert rows(f"到11月底，{ZONE}已有16宗、1380亩土地按此方式供应。")[0] == ("土地宗数", "16宗", "2024-11")


def test_a_bare_cut_is_a_change_of_what_was_cut() -> None:
    observations = read(f"{ZONE}申报材料从63份减到25份，压减60%。")[0]
    change = observations[-1].change
    assert change is not None and (change.kind, str(change.value)) == ("压减", "-60")


def test_what_a_change_starts_from_is_of_no_time_told() -> None:
    result = rows("云岭经济技术开发区的税收收入从7248万元提高到8865万元。")
    assert [row[1:] for row in result] == [("7248万元", ""), ("8865万元", "2024")]
