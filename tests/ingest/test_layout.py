import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.spacing import close_up, close_up_headline, join
from made_pages import PARAGRAPH, SECOND, blocks_of, double_spaced, set_in_column


def texts(lines: list[str], kind: str | None = None) -> list[str]:
    return [block.text for block in blocks_of(lines) if kind is None or block.kind == kind]


@pytest.mark.parametrize(
    ("loose", "closed"),
    [
        ("8 月 28 日", "8月28日"),
        ("示 范 区", "示范区"),
        ("投资 83.5 亿元", "投资83.5亿元"),
        ("　　建设 10 GW 基地", "建设10 GW基地"),
        ("new energy vehicle 产业", "new energy vehicle产业"),
        ("增长 12.4 %", "增长12.4%"),
    ],
)
def test_spaces_of_typesetting_go(loose: str, closed: str) -> None:
    assert close_up(loose) == closed


def test_a_space_between_phrases_of_a_headline_stays() -> None:
    assert close_up_headline("稳中求进 提质增效") == "稳中求进 提质增效"
    assert close_up_headline("数 说 园 区") == "数说园区"
    assert close_up_headline("云栖 2024 年答卷") == "云栖2024年答卷"


@pytest.mark.parametrize(
    ("left", "right", "joined"),
    [
        ("开发", "区", "开发区"),
        ("smart", "city", "smart city"),
        ("83.", "5亿元", "83.5亿元"),
        ("7.71", "万m2", "7.71万m2"),
    ],
)
def test_lines_join(left: str, right: str, joined: str) -> None:
    assert join(left, right) == joined


@pytest.mark.parametrize("width", [10, 14, 18, 24])
@pytest.mark.parametrize("blank", [False, True])
@pytest.mark.parametrize("indent", [False, True])
def test_a_column_becomes_paragraphs(width: int, blank: bool, indent: bool) -> None:
    lines = [line for text in (PARAGRAPH, SECOND) for line in set_in_column(text, width, indent)]
    joined = "".join(texts(double_spaced(lines) if blank else lines, "body"))
    assert joined == PARAGRAPH + SECOND


def test_a_paragraph_ends_with_a_short_line() -> None:
    lines = [line for text in (PARAGRAPH, SECOND) for line in set_in_column(text, 17)]
    assert texts(lines) == [PARAGRAPH, SECOND]


def test_lines_that_are_paragraphs_stay_so() -> None:
    assert texts([PARAGRAPH, "", SECOND]) == [PARAGRAPH, SECOND]


def test_a_numbered_line_above_a_whole_paragraph_heads_it() -> None:
    heading = "（一）着力推进园区产业，转型升级步伐加快"
    long = PARAGRAPH + SECOND
    assert len(long) > 60
    assert texts([long, heading, long, heading, long]) == [long, heading, long, heading, long]


def test_a_sentence_broken_by_the_page_is_rejoined_around_a_caption() -> None:
    at = PARAGRAPH.index("审批时限")
    lines = [PARAGRAPH[:at], "", "云栖产业园标准化厂房一角。云栖经开区供图", "", PARAGRAPH[at:]]
    assert [(block.kind, block.text) for block in blocks_of(lines)] == [
        ("body", PARAGRAPH),
        ("caption", "云栖产业园标准化厂房一角。云栖经开区供图"),
    ]


def test_headlines_and_sections_are_not_joined_to_the_text() -> None:
    lines = ["以改革之变激发活力", *set_in_column(PARAGRAPH, 20), "【下一步", "打算】", *set_in_column(SECOND, 20)]
    assert [(block.kind, block.text) for block in blocks_of(lines)] == [
        ("head", "以改革之变激发活力"),
        ("body", PARAGRAPH),
        ("section", "【下一步打算】"),
        ("body", SECOND),
    ]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("供稿：云栖市商务局", "byline"),
        ("（本报记者 周文博 通讯员 陈立）", "byline"),
        ("本刊记者 周文博 通讯员 师一诺", "byline"),
        ("云栖储能电站项目效果图", "caption"),
        ("2024年3月22日 星期五 第3版 园区经济", "furniture"),
        ("您的位置：", "furniture"),
        ("（下转 D4 版）", "pointer"),
    ],
)
def test_other_lines_of_a_page(line: str, kind: str) -> None:
    assert (kind, line.replace(" D4 ", "D4")) in [(block.kind, block.text) for block in blocks_of([PARAGRAPH, line])]


@pytest.mark.parametrize("tail", [" 周文博", "周文博", " 供稿：云栖市商务局"])
def test_a_byline_behind_the_last_full_stop_is_parted(tail: str) -> None:
    assert [block.kind for block in blocks_of([PARAGRAPH, SECOND + tail])] == ["body", "body", "byline"]


def test_a_name_alone_on_a_line_is_a_byline() -> None:
    blocks = blocks_of([*set_in_column(PARAGRAPH, 18), "周文博"])
    assert (blocks[-1].kind, blocks[-1].text) == ("byline", "周文博")


def test_a_list_of_figures_is_text() -> None:
    assert {block.kind for block in blocks_of(["签约项目：26个", "总投资：83.5亿元", "开工率：88%"])} == {"body"}


def torn_page() -> list[str]:
    """Two items of news whose pieces a reader took in turns, each broken off in mid-sentence."""
    first = (
        "4月8日，走进临江经济技术开发区智能装备产业园，焊接机器人挥动手臂，自动化产线满负荷运转。产业园负责人李文涛说，"
        "新产线让人均产值提高了四成，自动化装配车间的产能也翻了一番。"
        "产业园二期规划用地420亩，重点引进机器人和自动化装配企业，目前智能装备产业链已集聚企业35家。"
    )
    second = (
        "4月9日，清河高新技术产业开发区召开营商环境座谈会，听取企业家的意见建议。座谈会上，8名企业家代表发言，"
        "提出用电、用工、融资等方面的诉求。会议要求，对企业家提出的诉求逐条登记，营商环境专班在5个工作日内给出答复。"
    )
    cuts = (
        (first.index("产值提高"), first.index("进机器人")),
        (second.index("力") if "力" in second else second.index("资等"),),
    )
    one, two, three = first[: cuts[0][0]], first[cuts[0][0] : cuts[0][1]], first[cuts[0][1] :]
    four, five = second[: cuts[1][0]], second[cuts[1][0] :]
    pieces = [one, four, two, five, three]
    lines = [line for piece in pieces for line in set_in_column(piece, 17)]
    return [*lines, "王小川"]


def test_interleaved_articles_are_untangled() -> None:
    whole = "".join(texts(torn_page(), "body"))
    assert "新产线让人均产值提高了四成" in whole
    assert "提出用电、用工、融资等方面的诉求" in whole
    assert "重点引进机器人和自动化装配企业" in whole


CHARACTERS = st.sampled_from(
    list("云栖经济开发区项目建设投资年月日第版图摄王周，。；：、！？”“（）【】—…  　\t0123456789AbZ.%-#")
)
LINES = st.lists(st.text(CHARACTERS, max_size=40), max_size=30)


def is_subsequence(part: str, whole: str) -> bool:
    characters = iter(whole)
    return all(character in characters for character in part)


@given(LINES)
@settings(max_examples=300)
def test_no_character_is_lost_and_none_changes_its_order_within_a_block(lines: list[str]) -> None:
    source = "".join("".join(lines).split())
    blocks = ["".join(block.text.split()) for block in blocks_of(lines)]
    assert sorted("".join(blocks)) == sorted(source)
    assert all(is_subsequence(block, source) for block in blocks)


def test_a_first_line_below_a_headline_is_text_when_it_says_when() -> None:
    """Neither the break in a word nor the line without a comma parts the paragraph."""
    lines = [
        "药城里的“新方子”",
        *double_spaced(["今年1至8月，云栖市望岳药谷高新技", "术产业开发区（简称“望岳高新区”）"]),
    ]
    lines += double_spaced(["36户规上医药企业完成产值51.7", "亿元，占全市医药工业的43%，同比", "增长5.2%。"])
    heads, body = texts(lines, "head"), texts(lines, "body")
    assert heads == ["药城里的“新方子”"]
    assert body == [
        "今年1至8月，云栖市望岳药谷高新技术产业开发区（简称“望岳高新区”）"
        "36户规上医药企业完成产值51.7亿元，占全市医药工业的43%，同比增长5.2%。"
    ]


def test_a_box_and_a_scrap_of_a_word_part_no_sentence() -> None:
    lines = ["这几年，以药材为原料的大健", "", "康", "", "  观点 ┃ 小药材做成大产业，靠的是标准。", ""]
    lines += ["产业是园区的第二条曲线，", "", "园区与学校共建了研究院。"]
    assert texts(lines, "body") == ["这几年，以药材为原料的大健康产业是园区的第二条曲线，园区与学校共建了研究院。"]
    assert texts(lines, "caption") == ["观点┃小药材做成大产业，靠的是标准。"]


def test_the_foot_of_a_page_is_no_headline() -> None:
    lines = [PARAGRAPH, "38     云栖导刊", SECOND, "（供稿：云栖市工业和信息化局）                   39"]
    assert texts(lines, "furniture") == ["38云栖导刊", "39"]
    assert texts(lines, "byline") == ["（供稿：云栖市工业和信息化局）"]


@given(st.text(CHARACTERS))
def test_closing_up_is_idempotent_and_keeps_all_but_white_space(text: str) -> None:
    for repair in (close_up, close_up_headline):
        once = repair(text)
        assert repair(once) == once
        assert "".join(once.split()) == "".join(text.split())


WORDS = st.sampled_from(
    [
        "开发区",
        "项目",
        "签约",
        "投资",
        "企业",
        "园区",
        "服务",
        "建设",
        "产业",
        "增长",
        "26个",
        "83.5亿元",
        "推进",
        "完成",
        "今年",
        "上半年",
    ]
)
SENTENCES = st.lists(WORDS, min_size=4, max_size=20).map(
    lambda words: "".join(words[:3]) + "，" + "".join(words[3:]) + "。"
)


@given(st.lists(st.lists(SENTENCES, min_size=2, max_size=5).map("".join), min_size=1, max_size=4), st.integers(12, 26))
@settings(max_examples=100)
def test_repaired_text_needs_no_repair(paragraphs: list[str], width: int) -> None:
    once = texts([line for text in paragraphs for line in set_in_column(text, width)])
    assert "".join(once) == "".join(paragraphs)
    assert texts(once) == once


def test_a_sites_name_and_menu_are_no_headline() -> None:
    page = [
        "云岭市开发区办公室",
        "网站首页 | 机构概况 | 工作动态 | 政策文件",
        "当前位置：网站首页 >> 工作动态",
        "",
        "我市举行二季度项目集中开工活动",
        "",
        "　　7月4日，云岭经济技术开发区举行活动。",
    ]
    assert texts(page, "head") == ["我市举行二季度项目集中开工活动"]


def test_marks_before_the_items_of_a_list_are_no_pictures() -> None:
    page = [
        "　　云岭经开区开工3个，主要有：",
        "",
        "　　▲ 恒泰玻璃二线。总投资9亿元，日熔化量900吨。",
        "",
        "　　▲ 云储电池工厂。总投资21亿元，占地200亩。",
    ]
    assert texts(page, "caption") == []
    assert len(texts(page, "body")) == 3
    assert texts(["▲云储电池工厂内，工人在装配电芯。李晓 摄", PARAGRAPH], "caption")


def test_a_newspapers_name_and_its_editors_are_no_headline() -> None:
    page = [
        "云岭导报",
        "2025年6月12日　星期四　07版　园区",
        "主编 周远 责编 陶然 电子信箱 a@example.cn",
        "",
        "一根钢轨的新生",
        "",
    ]
    assert texts([*page, PARAGRAPH], "head") == ["一根钢轨的新生"]


def test_a_box_set_in_spaced_letters_is_no_part_of_the_sentence() -> None:
    page = [
        "园区把各部门的权力收拢起来，一枚印",
        "",
        "■ 一 枚 印 章 管 审 批，",
        "2 9 枚 公 章 封 存",
        "",
        "章管审批，29枚公章就此封存。",
    ]
    assert "园区把各部门的权力收拢起来，一枚印章管审批，29枚公章就此封存。" in texts(page, "body")


def test_of_a_message_each_line_is_a_paragraph() -> None:
    page = [
        "云岭高新区发布",
        "2024-12-09 17:30　江西",
        "☀️点击上方蓝字，关注我们",
        "",
        "【营商云岭】少跑一趟是一趟！这份答卷请收好",
        "",
        "企业最怕跑腿。",
        "这一年，云岭高新区新增项目68个，总投资112亿元，不少是冲着办事速度来的，先看三件👇",
        "",
        "📌 01｜地：带着方案去摘牌",
        "",
        "今年园区推出带方案出让，企业平均省下18万元。",
        "截至11月底，新出让工业用地31宗，全部按此供应。",
        "🎯 2025，再加把劲",
        "▶ 增值服务扩至180项",
        "▶ 亩均税收突破40万元",
        "管委会主任李越说，掉下去的要补回来，目标是2.2亿美元。",
    ]
    blocks = blocks_of(page)
    assert "企业最怕跑腿。" in [block.text for block in blocks if block.kind == "body"]
    assert "📌01｜地：带着方案去摘牌" in [block.text for block in blocks]
    assert "☀️点击上方蓝字，关注我们" in [block.text for block in blocks if block.kind == "furniture"]


def test_a_papers_banner_opens_no_article() -> None:
    page = ["湘江周刊　2021年11月16日　产业版", "", "会飞的产业，落在江边", "", PARAGRAPH, "", PARAGRAPH]
    assert texts(page, "head") == ["会飞的产业，落在江边"]
    assert texts(page, "body") == [PARAGRAPH, PARAGRAPH]
