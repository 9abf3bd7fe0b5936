"""Words on the terminal: data on standard output, everything else on standard error, errors in one line."""

from __future__ import annotations

import sys
from functools import cache

from rich.console import Console
from rich.markup import escape


@cache
def out() -> Console:
    """Standard output, in colour where it is a terminal; long lines are left to the terminal."""
    return Console(highlight=False, soft_wrap=True)


@cache
def err() -> Console:
    """Standard error."""
    return Console(stderr=True, highlight=False, soft_wrap=True)


def say_error(message: str) -> None:
    """One line: what is wrong and what to do."""
    err().print(f"[bold red]错误 / error:[/] {escape(' '.join(message.split()))}")


def write_bytes(data: bytes) -> None:
    """Data as it is to standard output."""
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()
