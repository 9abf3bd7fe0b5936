"""What routes get from the application."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Request

from api.live import LiveWorkspace


def _live(request: Request) -> LiveWorkspace:
    live = request.app.state.live
    assert isinstance(live, LiveWorkspace)
    return live


Live = Annotated[LiveWorkspace, Depends(_live)]
"""The opened store."""
