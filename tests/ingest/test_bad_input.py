"""Text that no report should hold: nothing falls over, nothing takes quadratic time, nothing is invented."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.facts import extract
from kg.model import Article, Document, Observation

ZONE = "青岭经济技术开发区"


def read(text: str) -> tuple[Observation, ...]:
    article = Article(id="t-1", start=0, end=len(text), year=2024)
    return extract(Document(id="t", path="t.txt", sha256="", text=text, articles=(article,))).observations


def spent(text: str) -> float:
    started = time.process_time()
    read(text)
    return time.process_time() - started


@pytest.mark.parametrize(
    "text",
    [
        f"{ZONE}持续优化营商环境，不断提升服务水平。",
        f"{ZONE}发布软件1.2.3版，地址192.168.1.1。",
        f"{ZONE}招商热线0771-5550123，手机13800138000。",
        f"{ZONE}经办人身份证号为450101199003071234。",
        f"{ZONE}简报第12页。\n— 13 —",
        f"2019—2023年，{ZONE}稳步发展，2021年至2022年扩区。",
        "The zone signed 35 projects worth 2.3 billion yuan in 2024, up 12% year on year.",
    ],
)
def test_no_figure_is_invented(text: str) -> None:
    assert read(text) == ()


def test_traditional_characters_are_read_as_simplified_ones() -> None:
    (o,) = read(f"2023年，{ZONE}簽約項目35個。")
    assert (o.text, o.value) == ("35個", 35)


@pytest.mark.parametrize(
    "piece",
    [
        "签约项目40个，",
        "总投资3.5亿元的2个项目集中开工、",
        "推进项目建设和产业发展，",
        "推进项目建设和产业发展",
        "1234567890",
        "“（",
        "一二三十百",
    ],
)
def test_time_grows_with_the_length_of_a_sentence_only(piece: str) -> None:
    read(ZONE)  # tables loaded
    short, long = (ZONE + piece * (size // len(piece)) for size in (1_000, 4_000))
    assert min(spent(long) for _ in range(2)) < 10 * max(min(spent(short) for _ in range(2)), 0.02)


def test_thousands_of_figures_in_a_paragraph_are_all_told() -> None:
    assert len(read(ZONE + "今年" + "".join(f"签约项目{i}个。" for i in range(1, 1001)))) == 1000


@settings(max_examples=60, deadline=None)
@given(
    st.text(
        alphabet="签约项目总投资亿元个%同比增长占全市的一二十百万分之0123456789.，、。；：“”（）从到由其中分别和年月",
        max_size=60,
    )
)
def test_every_figure_stands_in_the_text(text: str) -> None:
    whole = ZONE + text
    for o in read(whole):
        assert o.text in whole[o.start : o.end]
