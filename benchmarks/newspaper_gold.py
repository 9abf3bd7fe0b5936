"""Annotations of newspaper pages that lie beside this checkout and are no part of it.

Words of the pages stand in these annotations as places: `{"at": [start, end]}`, offsets into the page's text without
white space. They are written out from the page when they are needed.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from _common import ROOT

FOLDER = ROOT / "tests" / "gold" / "newspaper"
SHARED = ROOT.parent / "shared"


def written_out(value: Any, page: str) -> Any:
    """`value` with each place replaced by the words that stand there in `page`, a text without white space."""
    if isinstance(value, dict):
        if set(value) == {"at"}:
            start, end = value["at"]
            return page[start:end]
        return {key: written_out(one, page) for key, one in value.items()}
    return [written_out(one, page) for one in value] if isinstance(value, list) else value


def annotated_pages(shared: Path = SHARED) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Each page that is there with its annotation, words and all; ValueError where a page is another than annotated."""
    for file in sorted(FOLDER.glob("*.json")):
        gold = json.loads(file.read_text("utf-8"))
        source = gold.pop("source")
        path = shared / source["file"]
        if not path.is_file():
            continue
        page = re.sub(r"\s+", "", path.read_text("utf-8"))
        if hashlib.sha256(page.encode("utf-8")).hexdigest() != source["squeezed_sha256"]:
            raise ValueError(f"{path}: not the text that {file.name} annotates")
        yield path, written_out(gold, page)
