"""Questions in and answers out, in the shape that the command line, the batch and HTTP share."""

from __future__ import annotations

from typing import Any

import msgspec

from api.workspace import Workspace
from kg.errors import ZonegraphError

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


def answer_record(workspace: Workspace, question: str, id: object = None) -> dict[str, Any]:
    """Ask, and give the answer as plain values: id, question, answer, sparql, reason, facts, passages."""
    answer = msgspec.to_builtins(workspace.ask(check(question)))
    return {"id": id, "question": question, **{key: answer[key] for key in answer if key not in ("id", "question")}}
