"""Web pages saved as one file (.mhtml): the first page in it, read as any other."""

from __future__ import annotations

import msgspec

from ingest.readers.html import HtmlReader
from ingest.readers.messages import header, is_message, is_web_archive, parse_message, parts_of, payload_of
from ingest.readers.raw import RawText
from kg.errors import ReadError


class MhtmlReader:
    """A message that holds a page with its pictures."""

    def accepts(self, data: bytes, name: str) -> bool:
        """Whether the bytes are a message with related parts, as browsers save pages."""
        return is_message(data) and is_web_archive(data)

    def read(self, data: bytes, name: str) -> RawText:
        """The article of the page. Raises ReadError where the file holds none, and as `HtmlReader` does."""
        message = parse_message(data, name)
        for part in parts_of(message, name):
            if part.get_content_type() in ("text/html", "application/xhtml+xml"):
                raw = HtmlReader().read(payload_of(part), name)
                source = raw.metadata.source or header(message, "Snapshot-Content-Location")
                return msgspec.structs.replace(raw, metadata=msgspec.structs.replace(raw.metadata, source=source))
        raise ReadError(name, "网页存档（MHTML）中没有网页 / the web archive (MHTML) holds no page")
