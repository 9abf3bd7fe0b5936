import pytest

from search.measures import asked_measure, named


@pytest.mark.parametrize(
    ("question", "label"),
    [
        ("2025年哪个园区的一般公共预算收入最多？", "一般公共预算收入"),
        ("2025年哪个省规上工业增加值增速最高？", "规上工业增加值增速"),
        ("地区生产总值哪个增长快？", "地区生产总值增速"),
        ("工业投资增长率是多少？", "工业投资增速"),
    ],
)
def test_a_question_names_a_measure_in_its_own_words(question: str, label: str) -> None:
    assert named(asked_measure(question, (), ("2025年",)), label, label) > 0


def test_another_measure_is_not_named() -> None:
    assert named(asked_measure("一般公共预算支出是多少？"), "一般公共预算收入", "一般公共预算收入") == 0
