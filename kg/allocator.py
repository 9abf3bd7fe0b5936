"""How the C library's allocator keeps memory that threads have freed."""

from __future__ import annotations

import ctypes
from contextlib import suppress

_M_ARENA_MAX = -8
"""Of `mallopt(3)`, glibc."""
_ARENAS = 2


def share_arenas() -> None:
    """Let threads take memory from the same few arenas; nothing where the C library is not glibc.

    Otherwise each of a store's threads has an arena of its own, and what one frees no other can use: a load of two
    million quads beside the making of an index held 1,025 MiB at its peak and not 591.
    """
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).mallopt(_M_ARENA_MAX, _ARENAS)
