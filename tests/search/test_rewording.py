"""A language model may reword what stands and nothing else: it is given every chance to misbehave."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest

from kg.errors import SettingsError
from search.answer import Answerer
from search.replies import Answer
from search.rewording import Rewriter, borne_out, checked, quotes_of
from tests.search.own_models import Reply, serving

QUESTION = "青岩经开区2023年固定资产投资是多少？"
QUOTE = "2023年,青岩经开区签约项目37个,总投资近128.6亿元,同比增长15.4%,尚未开工的由专班跟进"
GOOD = "2023年，青岩经开区固定资产投资完成54.2亿元，居全市第二位。[1]"


def says(text: str) -> Reply:
    """A server whose model says this, whatever it is asked."""
    body = json.dumps({"choices": [{"message": {"role": "assistant", "content": text}}]}).encode()
    return lambda path, told: (200, body)


@pytest.fixture(scope="module")
def plain(answerer: Answerer) -> Answer:
    found = answerer.ask(QUESTION)
    assert found.answer == "54.2亿元"
    return found


def reworded(plain: Answer, reply: Reply, seconds: float = 5.0) -> Answer:
    with serving(reply) as address:
        return Rewriter(f"{address}?model=writer", "key", seconds).reworded(QUESTION, plain)


def test_what_is_borne_out_is_taken_with_its_places(plain: Answer, answerer: Answerer) -> None:
    seen: list[dict[str, Any]] = []

    def reply(path: str, told: dict[str, Any]) -> tuple[int, bytes]:
        assert path == "/v1/chat/completions"
        seen.append(told)
        return says(GOOD)(path, told)

    found = reworded(plain, reply)
    assert found.answer == GOOD.removesuffix("[1]") and found.facts == plain.facts
    assert found.rewording is not None and found.rewording.plain == "54.2亿元" and found.rewording.dropped == 0
    for sentence in found.rewording.sentences:
        assert answerer._documents.quote(sentence.doc, sentence.start, sentence.end) == sentence.quote
    assert seen[0]["model"] == "writer" and "54.2亿元" in seen[0]["messages"][1]["content"]
    assert seen[0]["_authorization"] == "Bearer key"


@pytest.mark.parametrize(
    "text",
    [
        "青岩经开区固定资产投资完成55.2亿元。[1]",  # another figure
        "青岩经开区固定资产投资完成54.2万元。[1]",  # another unit
        "青岩经开区固定资产投资完成近54.2亿元。[1]",  # a qualifier that is not there
        "白鹭高新区固定资产投资完成54.2亿元。[1]",  # another name
        "海石机电固定资产投资完成54.2亿元。[1]",  # a name from another sentence
        "青岩经开区固定资产投资没有完成54.2亿元。[1]",  # turned round
        "青岩经开区固定资产投资完成54.2亿元，下降明显。[1]",  # a claim of its own
        "青岩经开区固定资产投资完成54.2亿元。[9]",  # a source that there is not
        "青岩经开区固定资产投资完成54.2亿元。",  # no source
        "青岩经开区固定资产投资居全市第二位。[1]",  # true, but the answer is lost
        "作为语言模型，我无法回答。",
        "{}",
        "[1]",
        "。。。[1][1][1]",
    ],
)
def test_what_is_not_borne_out_leaves_the_plain_answer(plain: Answer, text: str) -> None:
    found = reworded(plain, says(text))
    assert found.answer == plain.answer == "54.2亿元"
    assert found.rewording is not None and found.rewording.note and not found.rewording.sentences
    assert (found.facts, found.passages, found.sparql) == (plain.facts, plain.passages, plain.sparql)


def test_only_the_sentence_that_fails_is_dropped(plain: Answer) -> None:
    found = reworded(plain, says(f"据悉形势一片大好。[1]{GOOD}明年预计翻番。[1]"))
    assert found.answer == GOOD.removesuffix("[1]")
    assert found.rewording is not None and found.rewording.dropped == 2


@pytest.mark.parametrize(
    "reply",
    [
        lambda path, told: (500, b"out of memory"),
        lambda path, told: (200, b"<html>"),
        lambda path, told: (200, b"{}"),
        lambda path, told: (200, b'{"choices": []}'),
        lambda path, told: (200, b'{"choices": [{"message": {"content": null}}]}'),
        lambda path, told: (200, b'{"choices": [{"message": {"content": 7}}]}'),
        lambda path, told: (200, b"\xff\xfe\x00"),
        lambda path, told: (302, b""),
    ],
)
def test_rubbish_leaves_the_plain_answer(plain: Answer, reply: Reply) -> None:
    found = reworded(plain, reply)
    assert found.answer == "54.2亿元" and found.rewording is not None and "127.0.0.1" in found.rewording.note


def test_a_model_that_hangs_is_given_up(plain: Answer) -> None:
    def slow(path: str, told: dict[str, Any]) -> tuple[int, bytes]:
        time.sleep(1.5)
        return says(GOOD)(path, told)

    began = time.monotonic()
    found = reworded(plain, slow, seconds=0.3)
    assert found.answer == "54.2亿元" and found.rewording is not None and "0.3" in found.rewording.note
    assert time.monotonic() - began < 1.4


def test_a_model_that_is_not_there(plain: Answer) -> None:
    found = Rewriter("http://127.0.0.1:9/v1?model=m").reworded(QUESTION, plain)
    assert found.answer == "54.2亿元" and found.rewording is not None and "cannot reach" in found.rewording.note


def test_no_answer_is_not_worded(answerer: Answerer) -> None:
    found = answerer.ask("宜昌高新区2023年固定资产投资是多少？")
    assert found.answer is None

    def never(path: str, told: dict[str, Any]) -> tuple[int, bytes]:
        raise AssertionError("asked")

    assert reworded(found, never) == found


def test_an_explanation_is_reworded_from_its_own_sentences(answerer: Answerer) -> None:
    found = answerer.ask("青岩经开区怎么替企业跑手续？")
    assert found.answer is not None
    quotes = quotes_of(found)
    assert quotes and all(answerer._documents.quote(q.doc, q.start, q.end) == q.text for q in quotes)


@pytest.mark.parametrize(
    ("sentence", "stands"),
    [
        ("签约项目的总投资近128.6亿元，尚未开工的由专班跟进。", True),
        ("青岩经开区签约项目37个，尚未开工的由专班跟进。", True),
        ("总投资128.6亿元，尚未开工的由专班跟进。", False),  # 近 is lost
        ("总投资近128亿元，尚未开工的由专班跟进。", False),
        ("签约项目15.4个，尚未开工。", False),
        ("总投资近128.6亿元，签约项目37个，尚未开工。", False),  # another order
        ("尚未开工的项目由张海波跟进。", False),
        ("签约项目37个。", False),  # 未 is lost
    ],
)
def test_borne_out(sentence: str, stands: bool) -> None:
    assert borne_out(sentence, QUOTE) is stands


def test_thoughts_are_not_told(plain: Answer) -> None:
    assert reworded(plain, says(f"<think>55亿元？[1]</think>{GOOD}")).answer == GOOD.removesuffix("[1]")


def test_the_citation_may_stand_before_the_stop(plain: Answer) -> None:
    kept, dropped = checked(GOOD.replace("。[1]", "[1]。"), quotes_of(plain), QUESTION)
    assert [one.text for one in kept] == [GOOD.removesuffix("[1]")] and dropped == 0


@pytest.mark.parametrize("setting", ["qwen", "http://127.0.0.1:1/v1", "http:///v1?model=m", "ftp://a/v1?model=m"])
def test_a_setting_that_cannot_be_used(setting: str) -> None:
    with pytest.raises(SettingsError):
        Rewriter(setting)
