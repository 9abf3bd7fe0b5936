"""`zonegraph export`: everything out, to standard output or a file."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from typing import IO, Literal, cast

from api.terminal import err
from kg.errors import ZonegraphError

Format = Literal["jsonl", "nquads", "turtle", "graphml", "csv"]
FORMATS = ("jsonl", "nquads", "turtle", "graphml", "csv")


def run(store: Path, form: str, output: Path | None) -> int:
    """0; a file that could not be written whole is left as it was."""
    from api.workspace import Workspace

    with Workspace.open(store) as workspace:
        if output is None:
            workspace.export(cast(Format, form), sys.stdout.buffer)
            sys.stdout.buffer.flush()
            return 0
        try:
            handle, name = tempfile.mkstemp(prefix=f".{output.name}.", dir=output.parent)
        except OSError as error:
            raise ZonegraphError(f"{output}: 无法写入 / cannot write there: {error.strerror}") from error
        try:
            with os.fdopen(handle, "wb") as stream:
                workspace.export(cast(Format, form), cast(IO[bytes], stream))
            os.chmod(name, 0o644)
            os.replace(name, output)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    err().print(f"已写入 / written: {output} ({output.stat().st_size:,} bytes)", markup=False)
    return 0
