from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from ingest.passages import LIMIT, LONGEST, part_passages
from ingest.sentences import sentences

SENTENCE = st.tuples(st.integers(5, 700), st.sampled_from(["。", "！", "。”", "；", "，"])).map(
    lambda p: "园" * p[0] + p[1]
)
PARAGRAPHS = st.lists(st.lists(SENTENCE, min_size=1, max_size=8).map("".join), min_size=1, max_size=5)


def spans_of(paragraphs: list[str]) -> tuple[str, list[tuple[int, int]]]:
    text, spans = "", []
    for paragraph in paragraphs:
        spans.append((len(text), len(text) + len(paragraph)))
        text += paragraph + "\n"
    return text, spans


@given(PARAGRAPHS)
def test_passages_cover_the_paragraphs_in_order_without_overlap(paragraphs: list[str]) -> None:
    text, spans = spans_of(paragraphs)
    passages = part_passages(text, spans)
    assert "".join(text[a:b] for a, b in passages).replace("\n", "") == "".join(paragraphs)
    assert all(b <= c for (_, b), (c, _) in pairwise(passages))
    assert all(0 < b - a <= LIMIT for a, b in passages)


def test_passages_are_whole_sentences_of_a_useful_length() -> None:
    sentence = "园区签约项目十二个，总投资八十三亿元，其中工业项目九个。"
    text, spans = spans_of([sentence * 5, sentence * 30, sentence * 3])
    for start, end in part_passages(text, spans):
        assert 100 <= end - start <= LONGEST
        assert text[start:end].endswith("。")
        assert text[start:].startswith("园区")


def test_a_short_text_is_one_passage() -> None:
    assert part_passages("园区开工。\n", [(0, 5)]) == [(0, 5)]
    assert part_passages("", []) == []


def test_a_long_enumeration_is_cut_at_its_items() -> None:
    items = "".join(f"{n}是强化招商引资工作力度，{'深入推进产业链招商和基金招商' * 6}；" for n in "一二三四五")
    text = f"园区实施五条路径：{items[:-1]}。"
    passages = part_passages(text, [(0, len(text))])
    assert len(passages) > 1
    assert all(text[a] in "园一二三四五" for a, _ in passages)


def test_a_quotation_stays_whole_with_its_closing_marks() -> None:
    text = "“审批快了。”负责人说。（见图。）下一步……还要快！"
    assert [text[a:b] for a, b in sentences(text)] == [
        "“审批快了。”",
        "负责人说。",
        "（见图。）",
        "下一步……",
        "还要快！",
    ]
