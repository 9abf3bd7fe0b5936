"""Sentences, numbers, dates, enumerations, verdicts, places, words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search import segment
from search.dates import dates
from search.lists import asked_count, enumerations, ordinals
from search.places import places
from search.sentences import numbers, sentences
from search.verdicts import verdict


@pytest.mark.parametrize(
    ("text", "told", "family"),
    [
        ("完成投资近30亿元", "近30亿元", "money"),
        ("利用外资9143.2万美元", "9143.2万美元", "money"),
        ("同比增长21.2%", "21.2%", "percent"),
        ("占地1,200亩", "1,200亩", "area"),
        ("解决难题20余项", "20余项", "count"),
        ("用了148天", "148天", "time"),
        ("年产10GWh电池", "10GWh", "power"),
        ("总量居全市第一", "居全市第一", "rank"),
        ("解析量730552", "730552", ""),
    ],
)
def test_numbers(text: str, told: str, family: str) -> None:
    found = [(number.text, number.family) for number in numbers(text)]
    assert (told, family) in found


def test_a_year_is_no_figure() -> None:
    assert numbers("2023年8月召开") == ()


@given(st.text(alphabet="一二3,.%亿元个年月0近约余第前a ", max_size=30))
def test_numbers_stand_where_they_say(text: str) -> None:
    for number in numbers(text):
        assert text[number.start : number.end] == number.text


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("8月底前投产", "8月底"),
        ("2023年6月底完成", "2023年6月底"),
        ("每月5日、20日接待", "每月5日、20日"),
        ("四季度开工", "四季度"),
    ],
)
def test_dates(text: str, told: str) -> None:
    assert told in [date.text for date in dates(text)]


@given(st.text(max_size=60))
def test_sentences_stand_where_they_say(text: str) -> None:
    for span in sentences(text):
        assert text[span.start : span.end] == span.text


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("已成功引进甲木医药、乙水机械、丙火电子等，形成集群", ("甲木医药", "乙水机械", "丙火电子")),
        ("推进东湖路、西山路和南街改造项目建设", ("东湖路", "西山路", "南街改造项目建设")),
        ("甲木有限公司、乙水有限公司是园区的代表", None),
    ],
)
def test_enumerations(text: str, items: tuple[str, ...] | None) -> None:
    found = enumerations(text)
    if items is None:
        assert all("是园区" not in item for one in found for item in one.items)
    else:
        assert found[0].items == items


def test_ordinals() -> None:
    found = ordinals("做法：一是抓早开工，紧盯节点；二是抓好服务，专人对接；三是抓实要素。")
    assert found is not None and found.items == ("抓早开工", "抓好服务", "抓实要素")
    assert ordinals("一是抓早开工。") is None


@pytest.mark.parametrize(("text", "count"), [("哪4户企业", 4), ("“五项举措”是哪五项", 5), ("有哪些", None)])
def test_asked_count(text: str, count: int | None) -> None:
    assert asked_count(text) == count


@pytest.mark.parametrize(
    ("question", "sentence", "word"),
    [
        ("有没有专班", "成立了专班", "有"),
        ("能不能先开工", "可以先行开工", "可以"),
        ("达产了吗", "尚未达产", "没有"),
        ("是否超额完成", "完成任务的120%", "是"),
    ],
)
def test_verdict(question: str, sentence: str, word: str) -> None:
    assert verdict(question, sentence) == word


def test_places() -> None:
    found = places("苏州工业园区和山西省的开发区")
    assert next(place.forms[0] for place in found) == "苏州工业园区"
    assert any("山西省" in place.forms for place in found)


def test_a_place_inside_another_word_is_none() -> None:
    assert places("黄河南岸的厂房") == []


def test_words_hold_the_parts_of_long_ones() -> None:
    assert {"招商", "引资", "招商引资"} <= set(segment.words("招商引资"))
    assert segment.words("ＧＤＰ １２.５％") == ["gdp", "12.5%"]


@given(st.text(max_size=60))
def test_fold_keeps_places(text: str) -> None:
    assert len(segment.fold(text)) == len(text)


@given(st.text(alphabet="开发区招商abc12.5%，。 ", max_size=40))
def test_placed_words_stand_where_they_say(text: str) -> None:
    folded = segment.fold(text)
    for word, start in segment.placed_words(folded):
        assert folded[start : start + len(word)] == word


def test_rjieba_cuts_as_jieba_does() -> None:
    jieba = pytest.importorskip("jieba")
    text = "示范区深化要素市场化配置改革推动一般工业项目拿地即开工"
    assert segment.words(text) == list(jieba.cut_for_search(text))
