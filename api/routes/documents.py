"""Documents: a list, one with its text and spans, its statements and original; uploads and removals."""

from __future__ import annotations

from typing import Annotated, Any
from urllib.parse import quote

import msgspec
from fastapi import APIRouter, File, Query, Request, Response, UploadFile
from starlette.concurrency import run_in_threadpool

from api.entity_view import spans
from api.extraction import extractor_version
from api.original import original, shown_as
from api.removal import preview, take_out
from api.routes.dependencies import Live, authorize
from api.sources import statements_at
from api.uploads import Upload, sent_as, take_in
from api.workspace import Workspace

router = APIRouter(prefix="/api/documents", tags=["文档 / documents"])


@router.get("", summary="全部文档 / all documents")
async def documents(live: Live) -> dict[str, Any]:
    """Every document with its title, date, publisher and counts; no texts. `current`: read by this version."""

    def work(workspace: Workspace) -> list[dict[str, Any]]:
        listed: list[dict[str, Any]] = msgspec.to_builtins(workspace.documents.summaries())
        for one in listed:
            del one["origin"]  # where the files lie is nobody's business on the network
            one["current"] = one.pop("extractor") == extractor_version()
        return listed

    return {"documents": await live.run(work)}


@router.get("/{id}", summary="一份文档 / one document")
async def document(id: str, live: Live) -> dict[str, Any]:
    """The text as stored, its articles and passages, and `spans`: what it names and states, by character offsets."""

    def work(workspace: Workspace) -> dict[str, Any]:
        found = workspace.documents.get(id)
        record: dict[str, Any] = msgspec.to_builtins(found)
        record["spans"] = spans(workspace.documents.facts(id))
        record["original"] = None
        if workspace.folder.originals.has(found.sha256):
            summary = workspace.documents.summary(id)
            record["original"] = {"size": summary.size, "media_type": shown_as(summary)}
        return record

    return await live.run(work)


@router.get("/{id}/statements", summary="一处说了什么 / what a place states")
async def statements(
    id: str, start: Annotated[int, Query(ge=0)], end: Annotated[int, Query(ge=1)], live: Live
) -> dict[str, Any]:
    """The figures, projects and relations told by the characters `start` to `end`, each with `others`: the same
    figure, project or relation as told elsewhere.
    """
    return {"statements": await live.run(lambda workspace: statements_at(workspace, id, start, end))}


@router.get("/{id}/original", summary="原件 / the file as it was given", response_class=Response)
async def original_file(id: str, live: Live, download: bool = False) -> Response:
    """The bytes that were read. What a browser can show safely is shown, anything else is handed over as a file."""
    found = await live.run(lambda workspace: original(workspace, id))
    how = "attachment" if download or found.media_type is None else "inline"
    return Response(
        found.data,
        headers={
            "Content-Type": found.media_type or "application/octet-stream",
            "Content-Disposition": f"{how}; filename*=UTF-8''{quote(found.name, safe='')}",
            "Content-Security-Policy": found.policy,
        },
    )


@router.get("/{id}/removal", summary="移除会带走什么 / what a removal would take")
async def removal(id: str, live: Live) -> dict[str, Any]:
    """The counts of a document, the names that only it has, and the documents that are copies of it."""
    return await live.run(lambda workspace: preview(workspace, id))


@router.delete("/{id}", summary="移除报告 / remove a report")
async def remove(id: str, request: Request, live: Live) -> dict[str, Any]:
    """Take a document out with exactly the facts that only it supports. Needs the write token."""
    authorize(request)
    return await run_in_threadpool(take_out, live.path, id)


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
                "upload": sent_as(live.path, uploads, outcome.path),
                "status": outcome.status,
                "id": outcome.doc,
                "reason": outcome.reason,
                "note": outcome.note,
                "counts": msgspec.to_builtins(outcome.counts),
            }
            for outcome in report.outcomes
        ],
    }
