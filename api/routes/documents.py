"""Documents: a list, one with its text and spans, and uploads."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from fastapi import APIRouter, File, Request, UploadFile
from starlette.concurrency import run_in_threadpool

from api.entity_view import spans
from api.routes.dependencies import Live, authorize
from api.uploads import Upload, take_in
from api.workspace import Workspace

router = APIRouter(prefix="/api/documents", tags=["文档 / documents"])


@router.get("", summary="全部文档 / all documents")
async def documents(live: Live) -> dict[str, Any]:
    """Every document with its title, date, publisher and counts; no texts."""

    def work(workspace: Workspace) -> list[dict[str, Any]]:
        listed: list[dict[str, Any]] = msgspec.to_builtins(workspace.documents.summaries())
        for one in listed:
            del one["origin"], one["extractor"]  # where the files lie is nobody's business on the network
        return listed

    return {"documents": await live.run(work)}


@router.get("/{id}", summary="一份文档 / one document")
async def document(id: str, live: Live) -> dict[str, Any]:
    """The text as stored, its articles and passages, and `spans`: what it names and states, by character offsets."""

    def work(workspace: Workspace) -> dict[str, Any]:
        found = workspace.documents.get(id)
        record: dict[str, Any] = msgspec.to_builtins(found)
        record["spans"] = spans(workspace.documents.facts(id))
        return record

    return await live.run(work)


@router.post("", summary="上传报告 / upload reports", status_code=200)
async def upload(
    request: Request,
    live: Live,
    files: Annotated[list[UploadFile], File(description="报告 / reports")],
) -> dict[str, Any]:
    """Read the files into the store. Off unless the server was started with a write token (`Bearer` token)."""
    authorize(request)
    uploads = [Upload(file.filename or "", file.file) for file in files]
    report = await run_in_threadpool(take_in, live.path, uploads)
    return {
        "generation": report.generation,
        "documents": [
            {
                "file": outcome.path.name,
                "status": outcome.status,
                "id": outcome.doc,
                "reason": outcome.reason,
                "note": outcome.note,
                "counts": msgspec.to_builtins(outcome.counts),
            }
            for outcome in report.outcomes
        ],
    }
