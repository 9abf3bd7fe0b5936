from hypothesis import given
from hypothesis import strategies as st

from kg.variants import simplified


def test_traditional_characters_become_simplified_one_by_one() -> None:
    assert simplified("經濟技術開發區簽約項目26個，總投資83.5億元") == "经济技术开发区签约项目26个，总投资83.5亿元"


def test_simplified_text_stays_itself() -> None:
    text = "乾县工业园区今年一季度产值增长8.3%。"
    assert simplified(text) is text


@given(st.text())
def test_the_length_stays_and_a_second_time_changes_nothing(text: str) -> None:
    once = simplified(text)
    assert len(once) == len(text)
    assert simplified(once) == once
