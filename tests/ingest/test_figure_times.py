"""The time of the two ends of a change and of elliptical figures; sentences of our own, zones that do not exist."""

import pytest

from ingest.facts import extract
from kg.model import Article, Document

ZONE = "青岭经济技术开发区"


def told(text: str) -> list[tuple[str, str | None]]:
    """Words and period of each figure of a sentence about the zone, in the text's order."""
    text = f"{ZONE}今年发展较快。\n{text}"
    article = Article(id="t-1", start=0, end=len(text), year=2024)
    facts = extract(Document(id="t", path="t.txt", sha256="", text=text, articles=(article,)))
    return [(o.text, o.period) for o in sorted(facts.observations, key=lambda o: text.find(o.text, o.start))]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "高新技术企业由2019年的38家增加到121家，规上工业企业由66家增加到143家。",
            [("38家", "2019"), ("121家", "2024"), ("66家", "2019"), ("143家", "2024")],
        ),
        (
            "今年上半年，新能源产业占规上工业产值的比重由上年同期的18%提高到27%。",
            [("18%", "2023-01/2023-06"), ("27%", "2024-01/2024-06")],
        ),
        (
            "2020年至2024年，税收收入从9.4亿元增长到21.6亿元。",
            [("9.4亿元", "2020"), ("21.6亿元", "2024")],
        ),
        ("员工由三年前的310人增加到980人。", [("310人", "2021"), ("980人", "2024")]),
        ("水重复利用率由81%提到2027年的92%。", [("81%", "2024"), ("92%", "2027")]),
        ("审批事项由63项减至25项。", [("63项", None), ("25项", "2024")]),
        ("三年来，亩均税收由8.1万元提高到15.6万元。", [("8.1万元", "2021"), ("15.6万元", "2024")]),
    ],
)
def test_both_ends_of_a_change_have_their_time(sentence: str, expected: list[tuple[str, str | None]]) -> None:
    assert told(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("企业由2020年的23家增加到37家，上半年工业总产值118.6亿元。", "2024-01/2024-06"),
        ("去年7月出台的办法，到10月底已兑现资金4360万元。", "2024-10"),
        ("2019年与大学联手攻关后，产品合格率升到89%。", "2024"),
        ("青岚产业园去年9月交付一期，入驻率85%。", "2024"),
        ("再过四年，入驻企业要超过120家。", "2028"),
        ("规上工业增加值154.8亿元（1—10月）。", "2024-01/2024-10"),
        ("拿地到开工平均用时17天（去年33天）。", "2024"),
        ("2025，再加把劲\n工业产值突破500亿元。", "2025"),
    ],
)
def test_no_year_leaks_into_the_next_figure(sentence: str, expected: str) -> None:
    periods = [period for words, period in told(sentence) if not words.startswith(("23家", "37家", "33天"))]
    assert periods == [expected]
