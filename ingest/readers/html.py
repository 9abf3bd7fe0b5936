"""Web pages: the article of a page as lines, without the navigation, shares, lists of links and footers around it."""

from __future__ import annotations

import re

from ingest.decoding import decode
from ingest.readers.raw import RawText

START = re.compile(rb"(?:\s|<\?xml[^>]*>|<!--.*?-->)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL)
TAGS = re.compile(
    rb"<(?:html|head|body|meta|title|div|p|table|article|h[1-6]|span|br)\b[^<>]*>.*?</?[a-z]", re.IGNORECASE | re.DOTALL
)
SUFFIXES = (".html", ".htm", ".xhtml", ".shtml")


class HtmlReader:
    """HTML by content: a document type or an outer tag at its start, or tags in a file that is named as a page."""

    def accepts(self, data: bytes, name: str) -> bool:
        """Whether the bytes begin like a page; UTF-16 too."""
        head = data[:4096].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe")
        if START.match(head):
            return True
        return name.lower().endswith(SUFFIXES) and bool(TAGS.search(head))

    def read(self, data: bytes, name: str) -> RawText:
        """Title, credits and main text of a page, with its tables and captions.

        The encoding is told from the bytes, as the one that a page declares is often wrong. Raises ReadError for
        bytes that are no text, tags nested beyond reason, and a page without text.
        """
        from ingest.readers.web_page import read_page

        return read_page(decode(data, name), name)
