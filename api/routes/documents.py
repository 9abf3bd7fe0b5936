"""Documents: a list, one with its text and spans, and uploads."""

from __future__ import annotations

import hmac
from typing import Annotated, Any

import msgspec
from fastapi import APIRouter, File, Header, Request, UploadFile
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException

from api.entity_view import spans
from api.routes.dependencies import Live
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
    authorization: Annotated[str | None, Header()] = None,
) -> dict[str, Any]:
    """Read the files into the store. Off unless the server was started with a write token (`Bearer` token)."""
    _authorize(request.app.state.write_token, authorization)
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


def _authorize(write_token: str | None, authorization: str | None) -> None:
    if not write_token:
        raise HTTPException(403, "本服务只读 / this server is read-only: it was started without --write-token")
    scheme, _, token = (authorization or "").partition(" ")
    if scheme.lower() != "bearer" or not hmac.compare_digest(token.strip().encode(), write_token.encode()):
        raise HTTPException(401, "令牌不对 / wrong write token", {"WWW-Authenticate": "Bearer"})
