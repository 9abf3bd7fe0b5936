"""An event loop for a test, in a thread of its own: in this one the browser of other tests may keep one running."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

T = TypeVar("T")


def run_apart(task: Coroutine[Any, Any, T], run: Callable[[Coroutine[Any, Any, T]], T] = asyncio.run) -> T:
    """What `task` returns, run by `run`."""
    with ThreadPoolExecutor(1) as threads:
        return threads.submit(run, task).result()
