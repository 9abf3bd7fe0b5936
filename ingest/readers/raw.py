"""What a reader gives to the layout repair: the lines of a file with their roles, and what the file says of itself."""

from __future__ import annotations

from typing import Literal, Protocol

import msgspec

from ingest.blocks import Pages

Role = Literal["text", "paragraph", "heading", "caption", "table", "byline"]
"""`text`: a line as the file broke it, which the next may continue; `paragraph`: whole, as the format says;
`heading`: marked as one by the format; `caption`: words under a picture; `table`: one row, cells parted by tabs, or,
without a tab, the caption above the rows; `byline`: who wrote or published the text, or when."""


class RawLine(msgspec.Struct, frozen=True):
    """One line. An empty `text` is a blank line. `level` is a heading's rank (1 the highest), `page` from 1; `turns`
    are the later pages on which it goes on, each with the number of characters other than white space before it.
    """

    text: str
    role: Role = "text"
    level: int = 0
    page: int | None = None
    turns: Pages = ()


class Metadata(msgspec.Struct, frozen=True, kw_only=True):
    """What a file's front matter (or head) says of the report. `date` is ISO (`2024-03-22`, `2024-03` or `2024`)."""

    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    date: str | None = None
    place: str | None = None
    source: str | None = None
    year: int | None = None


class RawText(msgspec.Struct, frozen=True):
    """A file's lines in reading order, and its metadata.

    `whole`: the file is one article, and the format tells its title (headings of level 1) from its sections.
    `warning`: what of the file was not read, or may be wrong.
    """

    lines: tuple[RawLine, ...]
    metadata: Metadata = Metadata()
    whole: bool = False
    warning: str | None = None


class Reader(Protocol):
    """Reads one format. The choice between readers is by content; the name only breaks ties."""

    def accepts(self, data: bytes, name: str) -> bool:
        """Whether this reader knows the format of `data`."""
        ...

    def read(self, data: bytes, name: str) -> RawText:
        """The lines of `data`. Raises `kg.errors.ReadError`, naming `name`, where it cannot be read."""
        ...
