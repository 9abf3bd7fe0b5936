"""Questions and searches."""

from __future__ import annotations

import time
from typing import Annotated, Any

import msgspec
from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from api.answer_view import shown
from api.examples import examples
from api.marks import marks, words_of
from api.questions import LONGEST_QUESTION, check, day, record_of, reworded
from api.routes.dependencies import Live
from api.workspace import Workspace
from kg.queries import shipped_queries

router = APIRouter(prefix="/api", tags=["问答 / answers"])


class Question(BaseModel):
    """A question in Chinese."""

    question: str = Field(min_length=1, max_length=LONGEST_QUESTION)
    today: str | None = Field(default=None, description="去年从这天算 / the day that 去年 counts from: 2026-03-01")


@router.post("/ask", summary="回答一个问题 / answer a question")
async def ask(body: Question, live: Live) -> dict[str, Any]:
    """The answer with its facts, the query behind it and the passages; `marks` are offsets into a passage's text.

    Facts have their status, qualifier and report, and `others`, the same figure elsewhere; `computed` answers are
    reckoned (推算) from their facts; `followups` are questions that follow.
    """
    check(body.question)
    asked_on = day(body.today)
    began = time.perf_counter()

    settings, plain = await live.run(
        lambda workspace: (workspace.settings, workspace.ask(check(body.question), asked_on))
    )
    # A language model may take seconds: others' questions do not wait for it.
    answer = await live.beside(lambda: reworded(settings, body.question, plain)) if settings.llm else plain
    record = record_of(answer, body.question)
    words = words_of(body.question)
    for passage in record["passages"]:
        passage["marks"] = marks(passage, record["facts"], words, plain.answer)
    record = await live.run(lambda workspace: shown(workspace, record))
    record["milliseconds"] = round((time.perf_counter() - began) * 1000, 1)
    return record


@router.get("/search", summary="查找段落 / find passages")
async def search(
    q: Annotated[str, Query(min_length=1, max_length=LONGEST_QUESTION)],
    live: Live,
    k: Annotated[int, Query(ge=1, le=50)] = 10,
) -> dict[str, Any]:
    """The passages nearest to the words, best first."""
    query = check(q)

    def work(workspace: Workspace) -> list[dict[str, Any]]:
        hits: list[dict[str, Any]] = msgspec.to_builtins(workspace.search(query, k))
        words = words_of(query)
        for hit in hits:
            hit["marks"] = marks(hit, (), words)
        return hits

    return {"query": q, "passages": await live.run(work)}


@router.get("/suggest", summary="输入时的提示 / what fits the words typed so far")
async def suggest(
    q: Annotated[str, Query(min_length=1, max_length=LONGEST_QUESTION)],
    live: Live,
    k: Annotated[int, Query(ge=1, le=20)] = 8,
) -> dict[str, Any]:
    """Entities and indicators by key and name, and reports by title, best first."""
    return {"suggestions": await live.suggest(check(q), k)}


@router.get("/examples", summary="可以问的问题 / questions to try")
async def example_questions(live: Live) -> dict[str, list[str]]:
    """A few questions that this store can answer."""
    return {"questions": await live.run(examples)}


@router.get("/queries", summary="现成的查询 / queries that ship with zonegraph")
async def queries() -> dict[str, Any]:
    """SPARQL queries that run as they stand, with titles and what they show in Chinese and English."""
    return {"queries": msgspec.to_builtins(shipped_queries())}
