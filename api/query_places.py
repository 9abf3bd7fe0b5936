"""Places for queries, given in the order in which they were asked for, to threads and to tasks of an event loop."""

from __future__ import annotations

import asyncio
import threading
from collections import deque
from collections.abc import Callable


class Places:
    """A semaphore that threads and event loops share. Who comes later never passes who waits."""

    def __init__(self, number: int) -> None:
        self._free = number
        self._waiting: deque[Callable[[], object]] = deque()
        self._lock = threading.Lock()

    @property
    def waiting(self) -> int:
        """How many wait."""
        return len(self._waiting)

    def take(self, seconds: float) -> bool:
        """Take a place, waiting at most that long in this thread; whether there was one."""
        given = threading.Event()
        return self._taken(given.set) or given.wait(seconds) or not self._left(given.set)

    async def take_soon(self, seconds: float) -> bool:
        """`take` in an event loop."""
        loop = asyncio.get_running_loop()
        given: asyncio.Future[None] = loop.create_future()

        def give() -> None:
            if not given.done():
                given.set_result(None)

        def tell() -> None:
            loop.call_soon_threadsafe(give)

        if self._taken(tell):
            return True
        try:
            async with asyncio.timeout(seconds):
                await given
        except TimeoutError:
            return not self._left(tell)
        except asyncio.CancelledError:
            if not self._left(tell):
                self.give_back()
            raise
        return True

    def give_back(self) -> None:
        """Leave a place to the one that has waited longest."""
        while True:
            with self._lock:
                if not self._waiting:
                    self._free += 1
                    return
                tell = self._waiting.popleft()
            try:
                tell()
            except RuntimeError:  # its event loop has ended
                continue
            return

    def _taken(self, tell: Callable[[], object]) -> bool:
        with self._lock:
            if self._free:
                self._free -= 1
                return True
            self._waiting.append(tell)
            return False

    def _left(self, tell: Callable[[], object]) -> bool:
        """Wait no longer; False when the place has been given meanwhile."""
        with self._lock:
            if tell in self._waiting:
                self._waiting.remove(tell)
                return True
            return False
