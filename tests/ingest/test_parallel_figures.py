"""Figures of many holders side by side: what is left out is that of the holder before. All zones are invented."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.facts import extract
from ingest.parallel_figures import sight
from kg.model import Article, Document, Observation

ZONES = ("青岭经济技术开发区", "望舒高新区", "麓原经开区", "澜溪产业园", "砚湖经济开发区")
MEASURES = (
    ("规上工业总产值", "亿元"),
    ("工业投资", "亿元"),
    ("每亩税收", "万元"),
    ("签约项目", "个"),
    ("税收收入", "亿元"),
)
LABELS = {"签约项目": "签约项目数"}
numbers = st.integers(101, 9899).map(lambda n: Decimal(n) / 10)
counts = st.integers(3, 97)


def read(text: str) -> list[Observation]:
    article = Article(id="t-1", start=0, end=len(text), year=2024)
    return list(extract(Document(id="t", path="t.txt", sha256="", text=text, articles=(article,))).observations)


def short(o: Observation) -> tuple[str, str, Decimal]:
    return o.subject.partition("/")[2][:2], o.indicator, o.value


@settings(max_examples=25, deadline=None)
@given(
    st.permutations(ZONES),
    st.sampled_from(MEASURES),
    st.lists(numbers, min_size=3, max_size=5, unique=True),
    st.sampled_from("，；"),
    st.sampled_from(("", "为", "只有", "则为", "达")),
)
def test_a_holder_right_before_its_figure_takes_the_measure_told_before(
    zones: list[str], measure: tuple[str, str], values: list[Decimal], mark: str, link: str
) -> None:
    name, unit = measure
    if unit == "个":
        values = [Decimal(int(v)) for v in values]
        if len(set(values)) < len(values):
            return
    first, *rest = [
        f"{zone}{'' if k == 0 else link}{v}{unit}" for k, (zone, v) in enumerate(zip(zones, values, strict=False))
    ]
    text = f"上半年，{first.replace(zones[0], zones[0] + name)}{mark}{mark.join(rest)}。"
    label = LABELS.get(name, name)
    assert [short(o) for o in read(text)] == [(z[:2], label, v) for z, v in zip(zones, values, strict=False)]


@settings(max_examples=25, deadline=None)
@given(
    st.permutations(ZONES),
    st.lists(counts, min_size=3, max_size=5, unique=True),
    st.lists(numbers, min_size=5, max_size=5, unique=True),
)
def test_pairs_of_figures_are_parallel_to_the_first_holders(
    zones: list[str], projects: list[int], sums: list[Decimal]
) -> None:
    rows = list(zip(zones, projects, sums, strict=False))
    told = [f"{z}{n}个、协议投资额{v}亿元" if k == 0 else f"{z}{n}个、{v}亿元" for k, (z, n, v) in enumerate(rows)]
    got = [short(o) for o in read(f"新签约项目方面，{'；'.join(told)}。")]
    wanted = []
    for zone, number, value in rows:
        wanted += [(zone[:2], "新签约项目数", Decimal(number)), (zone[:2], "协议投资额", value)]
    assert got == wanted


@settings(max_examples=15, deadline=None)
@given(
    st.permutations(ZONES), st.lists(numbers, min_size=3, max_size=3, unique=True), st.sampled_from(("增长", "下降"))
)
def test_the_growth_of_each_is_of_the_measure_that_grew(zones: list[str], rates: list[Decimal], verb: str) -> None:
    a, b, c = zones[:3]
    text = f"{a}产值增长{rates[0]}%排头，{b}{verb}{rates[1]}%紧跟其后，{c}受订单减少拖累，仅增长{rates[2]}%。"
    second = "产值降幅" if verb == "下降" else "产值增速"
    got = [short(o) for o in read(text)]
    assert got == [(a[:2], "产值增速", rates[0]), (b[:2], second, rates[1]), (c[:2], "产值增速", rates[2])]


@settings(max_examples=15, deadline=None)
@given(
    st.permutations(ZONES), st.lists(numbers, min_size=3, max_size=3, unique=True), st.sampled_from(("依次", "分别"))
)
def test_listed_holders_own_the_figures_in_their_order(zones: list[str], values: list[Decimal], word: str) -> None:
    a, b, c, d = zones[:4]
    x, y, z = values
    text = f"{a}税收收入900.5亿元；{b}、{c}、{d}{word}为{x}亿元、{y}亿元和{z}亿元。"
    assert [short(o) for o in read(text)][1:] == [
        (n[:2], "税收收入", v) for n, v in zip((b, c, d), values, strict=True)
    ]


def test_listed_holders_have_their_second_measure_too() -> None:
    text = f"{ZONES[0]}、{ZONES[1]}前三季度分别签约项目26个和31个，总投资依次为73.9亿元和69.4亿元。"
    assert [short(o) for o in read(text)] == [
        ("青岭", "签约项目数", 26),
        ("望舒", "签约项目数", 31),
        ("青岭", "签约项目总投资", Decimal("73.9")),
        ("望舒", "签约项目总投资", Decimal("69.4")),
    ]


def test_a_figure_of_the_one_that_is_overtaken_is_its_own() -> None:
    told = [short(o) for o in read(f"{ZONES[3]}完成工业投资20.8亿元，首次超过{ZONES[1]}的18.5亿元。")]
    assert told == [("澜溪", "工业投资", Decimal("20.8")), ("望舒", "工业投资", Decimal("18.5"))]


@pytest.mark.parametrize(
    "text",
    [
        f"{ZONES[0]}签约项目23个，{ZONES[1]}10所高校参加对接。",
        f"{ZONES[0]}工业投资23亿元，到{ZONES[1]}12公里。",
        f"{ZONES[0]}产值增长5.2%，高于{ZONES[1]}0.9个百分点。",
    ],
)
def test_a_figure_with_words_of_its_own_takes_none_from_before(text: str) -> None:
    assert not [o for o in read(text) if o.rule.startswith("gapped")]


@pytest.mark.parametrize(
    ("clause", "what"),
    [
        ("新签约项目方面", "新签约项目"),
        ("论工业投资", "工业投资"),
        ("从税收收入看", "税收收入"),
        ("从区域看", ""),
        ("比块头", ""),
    ],
)
def test_what_a_clause_turns_to(clause: str, what: str) -> None:
    assert sight(clause) == what


def test_holders_in_one_clause_each_tell_their_own() -> None:
    text = "青岭经济技术开发区签约项目23个、望舒高新区签约项目17个、麓原经开区引进企业9家。"
    assert [short(o) for o in read(text)] == [
        ("青岭", "签约项目数", 23),
        ("望舒", "签约项目数", 17),
        ("麓原", "引进企业数", 9),
    ]


def test_a_share_goes_on_in_what_else_was_contributed() -> None:
    told = [o.indicator for o in read(f"{ZONES[0]}贡献了全省41.8%的规上工业增加值、53.7%的固定资产投资。")]
    assert told == ["规上工业增加值占全省比重", "固定资产投资占全省比重"]


def test_points_that_a_rate_has_moved_are_a_figure_too() -> None:
    told = read(f"{ZONES[0]}高新技术产值占比44.6%，比年初提高6.2个百分点。")
    assert [(o.indicator, o.value, o.kind) for o in told] == [
        ("高新技术产值占比", Decimal("44.6"), "share"),
        ("高新技术产值占比提高", Decimal("6.2"), "difference"),
    ]
    assert told[0].change is not None and told[0].change.value == Decimal("6.2")
