"""Plain text: every line as the file has it."""

from __future__ import annotations

from ingest.decoding import decode
from ingest.readers.aligned import with_tables
from ingest.readers.raw import RawLine, RawText


class TextReader:
    """Takes whatever decodes as text; the last reader to be asked."""

    def accepts(self, data: bytes, name: str) -> bool:
        """Always: what is no text is refused by `read`."""
        return True

    def read(self, data: bytes, name: str) -> RawText:
        """The lines of the file, rows of aligned tables as such. Raises ReadError for bytes that are not text."""
        return RawText(with_tables([RawLine(line) for line in decode(data, name).split("\n")]))
