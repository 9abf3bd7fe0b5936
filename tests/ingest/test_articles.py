import pytest

from ingest.dateline import find_date, plan_start, year_of
from ingest.subject import subject
from made_pages import PARAGRAPH, SECOND, passages_of, read, set_in_column

NEWS = "龙湾日报讯 8月28日，龙湾高新区举行产业基金发布会，设立总规模20亿元的产业母基金，重点投向新材料企业。"


def test_markdown_kicker_and_title_begin_an_article() -> None:
    text = f"## 云栖经济技术开发区\n\n# 跑出项目建设加速度\n\n{PARAGRAPH}\n\n## 龙湾高新区\n\n# 设立产业母基金\n\n{NEWS} 周文博\n"
    first, second = read(text).articles
    assert (first.kicker, first.title) == ("云栖经济技术开发区", "跑出项目建设加速度")
    assert (second.kicker, second.title, second.author) == ("龙湾高新区", "设立产业母基金", "周文博")
    assert second.publisher == "龙湾日报"


def test_markdown_sections_stay_in_one_article() -> None:
    document = read(f"# 云栖经开区年度总结\n\n## 项目建设\n\n{PARAGRAPH}\n\n## 企业服务\n\n{SECOND}\n", "a.md")
    assert [article.title for article in document.articles] == ["云栖经开区年度总结"]
    assert [p.heading for p in document.passages if p.kind == "body"] == ["项目建设", "企业服务"]


def test_a_credit_ends_an_article() -> None:
    text = "\n".join([PARAGRAPH, "供稿：云栖市商务局", SECOND, "供稿：龙湾市商务局"])
    document = read(text)
    assert [article.author for article in document.articles] == ["云栖市商务局", "龙湾市商务局"]
    assert [document.text[a.start : a.start + 4] for a in document.articles] == ["云栖经济", "在服务企"]


def test_a_dateline_begins_an_article() -> None:
    document = read("\n".join([PARAGRAPH, NEWS]))
    assert len(document.articles) == 2
    assert document.articles[1].publisher == "龙湾日报"


def test_a_headline_behind_its_article_belongs_to_it() -> None:
    lines = [*set_in_column(NEWS, 18), "周文博", "龙湾高新区", "发布产业母基金", *set_in_column(PARAGRAPH, 18), "陈立"]
    first, second = read("\n".join(lines)).articles
    assert (first.title, first.author) == ("龙湾高新区发布产业母基金", "周文博")
    assert (second.title, second.author) == (None, "陈立")


def test_a_headline_in_the_middle_of_its_article() -> None:
    lines = [PARAGRAPH, "云栖储能电站项目效果图", "春风拂面干劲足", "云栖经济技术开发区项目建设综述", "陈立", SECOND]
    (article,) = read("\n\n".join(lines)).articles
    assert (article.title, article.author) == ("春风拂面干劲足 云栖经济技术开发区项目建设综述", "陈立")


def test_a_subtitle_joins_its_title() -> None:
    document = read("\n".join(["让企业少跑腿", "——云栖经济技术开发区改革观察", "", PARAGRAPH, "", SECOND]))
    assert document.title == "让企业少跑腿——云栖经济技术开发区改革观察"


def test_boxes_that_repeat_the_text_are_an_article_of_repeats() -> None:
    box = "今年上半年签约项目26个，总投资83.5亿元，同比增长12.4%。"
    text = "\n\n".join(["云栖经开区交出半年答卷", "陈立", PARAGRAPH, SECOND, box])
    document = read(text)
    assert passages_of(document, "repeat") == [box]
    assert document.articles[-1].about == document.articles[0].about


def test_text_of_a_file_with_a_title_of_its_own_is_one_article() -> None:
    document = read(f"---\ntitle: 云栖经开区简报\ndate: 2024-07\n---\n{PARAGRAPH} 陈立\n\n{SECOND}\n", "a.md")
    assert [(a.title, a.date, a.year) for a in document.articles] == [("云栖经开区简报", "2024-07", 2024)]


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("截至2023年8月底，园区企业达到82家。今年4月，二期达产，计划2025年底投产三期。", 2023),
        ("2022年以来，全区签约项目40个。今年又有5个项目开工。", 2022),
        ("2026年是“十五五”开局之年。2025年，全区完成投资30亿元，同比增长5%。", 2026),
        ("2020年，全区完成投资30亿元。去年3月初企业全部复工。2021年，园区以提质为目标，力争再上台阶。", 2021),
        ("2024年第三次集中签约活动共签约19个项目。今年以来，全区开工21个项目。", 2024),
        ("到2028年，园区产值要达到500亿元。", None),
        ("园区企业有序复工，项目建设提速。", None),
    ],
)
def test_the_year_of_writing(text: str, year: int | None) -> None:
    found = year_of(text)
    assert (found.year if found else None) == year
    assert found is None or found.evidence in text


def test_the_banner_of_a_page_dates_its_articles() -> None:
    document = read("\n".join(["2023年11月2日 星期四 第5版 园区经济", *set_in_column(PARAGRAPH, 20)]))
    (article,) = document.articles
    assert (article.year, article.date, article.year_evidence) == (2023, "2023-11-02", "2023年11月2日")
    assert document.text[article.start :].startswith("云栖经济")


def test_an_article_without_a_year_takes_that_of_its_neighbour() -> None:
    text = "\n".join([f"截至2023年6月底，{PARAGRAPH}", "供稿：云栖市商务局", SECOND.replace("截至6月底，", ""), "陈立"])
    assert [article.year for article in read(text).articles] == [2023, 2023]


def test_written_dates() -> None:
    assert find_date("二〇二六年一月二十七日") == ("2026-01-27", "2026年1月27日")
    assert find_date("发布时间：2024-03-22 09:00") == ("2024-03-22", "2024-03-22")
    assert find_date("3月22日") is None
    assert [plan_start(plan) for plan in ("十五", "十一五", "十四五", "十五五")] == [2001, 2006, 2021, 2026]


def test_an_article_is_about_the_zone_that_it_names_most() -> None:
    assert subject("改革观察", PARAGRAPH * 2) == "云栖经济技术开发区"
    assert subject("", "今年以来，桂林市抓项目。桂林市各园区开工项目12个，桂林市商务局组织招商。") == "桂林市"
    assert subject("", "天气转暖。") is None


def test_short_items_below_a_column_s_name_are_articles_of_their_own() -> None:
    text = (
        "# 一粒种子出园区\n\n——云溪高新区育种产业见闻\n\n云溪高新区的种子卖到了18个省，园区里有育种企业34家，去年销售收入5.7亿元。\n\n"
        "## 简讯\n\n岭南综保区外贸增长\n\n1至8月，岭南综合保税区进出口总额146.3亿元，是去年同期的2.1倍，新增企业37家。\n\n（本刊通讯员）\n\n"
        "松江经开区引来新项目\n\n松江经济技术开发区今年引进竹制品企业9家，协议投资12.4亿元，每年可消化毛竹3万吨。\n\n（本刊综合）\n"
    )
    document = read(text)
    assert [article.title for article in document.articles] == [
        "一粒种子出园区——云溪高新区育种产业见闻",
        "岭南综保区外贸增长",
        "松江经开区引来新项目",
    ]


def test_a_provinces_round_up_is_about_the_province() -> None:
    text = "1至9月，全省开发区增势平稳。四平经济技术开发区完成产值213亿元，白城经济开发区完成95亿元。"
    assert subject("吉林省商务厅通报开发区运行情况", text) == "吉林省"
    assert subject("吉林省四平经济技术开发区运行情况", text) == "四平经济技术开发区"


def test_a_headline_with_its_second_line_parts_a_page_in_mid_sentence() -> None:
    first = set_in_column(PARAGRAPH, 18)
    other = "6月4日，瑞丰新材料公司拿到施工许可证。公司的项目建在龙湾高新区，从签约到开工用了19天，比过去快了一半。"
    page = [
        *first[:4],
        "少跑一趟路　多抢一季工",
        "——龙湾高新区审批改革见闻",
        *set_in_column(other, 18),
        "陈立",
        *first[4:],
    ]
    titles = [article.title for article in read("\n".join(page)).articles]
    assert "少跑一趟路 多抢一季工——龙湾高新区审批改革见闻" in titles and len(titles) == 2


def test_a_headline_below_a_box_of_figures_begins_an_article() -> None:
    box = ["三年账本：", "● 技改企业 166 家", "● 技改投入 48 亿元", "一只箱子的48小时", "□ 本报记者 万晴 通讯员 师一诺"]
    told = "清晨6点，一只冷藏的箱子在云栖港卸船，48小时后里面的果子上了市场的档口。园区的冷库今年已投用3座，单箱费用省下1300元。"
    page = ["云栖的春天", "本报记者 陈立", *set_in_column(PARAGRAPH, 18), "", "", *box, *set_in_column(told, 18)]
    assert [article.title for article in read("\n".join(page)).articles] == ["云栖的春天", "一只箱子的48小时"]


def test_the_signature_under_a_story_dates_it() -> None:
    document = read(f"云栖辣酱走笔\n\n{PARAGRAPH}2018年，食品企业收入30亿元。\n\n（记者 陈立 2019年9月20日）")
    assert [(article.year, article.date) for article in document.articles] == [(2019, "2019-09-20")]
