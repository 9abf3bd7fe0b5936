"""`zonegraph export`: everything out, to standard output or a file."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from typing import IO, TYPE_CHECKING, Literal, cast

from api.terminal import err
from kg.errors import ZonegraphError

if TYPE_CHECKING:
    from api.workspace import Workspace

Format = Literal["jsonl", "nquads", "turtle", "jsonld", "graphml", "gexf", "csv", "tables"]
FORMATS = ("jsonl", "nquads", "turtle", "jsonld", "graphml", "gexf", "csv", "tables")


def run(store: Path, form: str, output: Path | None) -> int:
    """0; a file that could not be written whole is left as it was. Tables go to a folder unless the name ends .zip."""
    from api.workspace import Workspace

    with Workspace.open(store) as workspace:
        if form == "tables" and output is not None and output.suffix.lower() != ".zip":
            return _tables(workspace, output)
        if output is not None and output.is_dir():
            raise ZonegraphError(f"{output}: 是文件夹，请给文件名 / is a folder: name a file")
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


def _tables(workspace: Workspace, folder: Path) -> int:
    from kg.export_tables import TABLES, package_in_folder

    if _is_foreign(folder, {"datapackage.json", *(f"{name}.csv" for name in TABLES)}):
        raise ZonegraphError(f"{folder}: 文件夹中有别的文件 / the folder holds other files: name an empty or a new one")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        package_in_folder(workspace.documents, workspace.iris, folder)
    except OSError as error:
        raise ZonegraphError(f"{folder}: 无法写入 / cannot write there: {error.strerror}") from error
    err().print(f"已写入 / written: {folder} ({len(TABLES)} CSV + datapackage.json)", markup=False)
    return 0


def _is_foreign(folder: Path, ours: set[str]) -> bool:
    """Whether a place holds anything that an export of tables would not replace."""
    if folder.is_dir():
        return any(entry.name not in ours for entry in folder.iterdir())
    return folder.exists()
