"""Since when a policy is carried out and with what result. All zones and policies' figures here are invented."""

from __future__ import annotations

import pytest

from ingest.facts import extract
from ingest.reading import read_bytes
from kg.model import Relation

TITLE = "望舒经济技术开发区：改革提速\n2024年，望舒经济技术开发区持续深化改革。"


def told(text: str) -> dict[str, Relation]:
    document = read_bytes((TITLE + text).encode(), "t.txt", "t")
    found = {r.object.partition("/")[2]: r for r in extract(document).relations if r.predicate == "implements"}
    for one in found.values():
        words = document.text[one.start : one.end]
        assert one.result is None or one.result in words
    return found


@pytest.mark.parametrize(
    ("text", "policy", "since", "result"),
    [
        ("2022年，该区率先推行“标准地”改革，审批时限压缩60%。", "标准地", "2022", "审批时限压缩60%"),
        ("该区自2023年3月起实施“一枚印章管审批”。", "一枚印章管审批", "2023-03", None),
        ("全代办服务于2021年8月启动，惠及企业120家。", "全代办", "2021-08", "惠及企业120家"),
        ("该区推行“承诺制”，力争压缩时限50%。", "承诺制", None, None),
        ("2022年，该区持续深化“标准地”改革。", "标准地", None, None),
        ("今年以来，该区推行“承诺制”。", "承诺制", None, None),
        ("该区推行“综合查一次”。实施以来，入企检查次数减少43%。", "综合查一次", None, "入企检查次数减少43%"),
    ],
)
def test_since_and_result_are_what_the_text_says(text: str, policy: str, since: str | None, result: str | None) -> None:
    one = told(text)[policy]
    assert (one.since, one.result) == (since, result)


def test_policies_in_a_row_share_what_came_of_them() -> None:
    found = told("该区推行“首违不罚”“综合查一次”，全年入企检查次数减少43%。")
    assert {found[name].result for name in ("首违不罚", "综合查一次")} == {"全年入企检查次数减少43%"}
