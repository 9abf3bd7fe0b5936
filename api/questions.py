"""Questions in and answers out, in the shape that the command line, the batch and HTTP share."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import msgspec

from api.settings import Settings
from api.workspace import Workspace
from kg.errors import ZonegraphError

if TYPE_CHECKING:
    from search.replies import Answer

LONGEST_QUESTION = 2000  # characters


class QuestionError(ZonegraphError):
    """A question that is empty or too long."""


def check(question: str) -> str:
    """The question without blanks around it; raises `QuestionError`."""
    trimmed = question.strip()
    if not trimmed:
        raise QuestionError("问题为空 / the question is empty")
    if len(trimmed) > LONGEST_QUESTION:
        raise QuestionError(
            f"问题有 {len(trimmed)} 字，至多 {LONGEST_QUESTION} 字 / the question has {len(trimmed)} characters; "
            f"at most {LONGEST_QUESTION} are taken"
        )
    return trimmed


def day(text: str | None) -> date | None:
    """The day that a question is asked on (去年 is the year before); None where none is given. `QuestionError`."""
    try:
        return None if text is None else date.fromisoformat(text.strip())
    except ValueError as error:
        raise QuestionError(f"{text}: 日期应写作 2026-03-01 / a day is written 2026-03-01") from error


def answer_record(workspace: Workspace, question: str, id: object = None, today: date | None = None) -> dict[str, Any]:
    """Ask, and give the answer as `record_of` tells, in a language model's words where the settings name one."""
    answer = workspace.ask(check(question), today)
    return record_of(reworded(workspace.settings, question, answer), question, id)


def reworded(settings: Settings, question: str, answer: Answer) -> Answer:
    """The answer as the language model of the settings words it, if there is one and its words are borne out."""
    if not settings.llm or answer.answer is None:
        return answer
    from search.rewording import Rewriter

    return Rewriter(settings.llm, settings.llm_key, settings.llm_seconds).reworded(question, answer)


def record_of(given: Answer, question: str, id: object = None) -> dict[str, Any]:
    """An answer as plain values: the fields of an `Answer` with id and question.

    `readings`, `note` and `rewording` only where there are such.
    """
    answer = msgspec.to_builtins(given)
    for name in ("readings", "note", "rewording"):
        if not answer[name]:
            del answer[name]
    return {"id": id, "question": question, **answer}
