"""Word documents (.docx): told from other zips by the part that holds the text."""

from __future__ import annotations

from ingest.readers.raw import RawText
from ingest.readers.zips import SIGNATURE, SafeZip, zip_kind
from kg.errors import ReadError

SUFFIXES = (".docx", ".docm", ".dotx")


class WordReader:
    """A zip with a Word document's parts; also what is named as one, so that it is refused for what it is."""

    def accepts(self, data: bytes, name: str) -> bool:
        """Whether the bytes are a zip that holds a Word document, or the name ends in .docx and they are no page."""
        kind = zip_kind(data)
        return kind == "DOCX" or (kind in (None, "ZIP") and name.lower().endswith(SUFFIXES))

    def read(self, data: bytes, name: str) -> RawText:
        """Headings, paragraphs, tables, footnotes and text boxes; headers and footers are left out.

        Raises ReadError for what is no zip, a damaged or encrypted document, and parts beyond reason.
        """
        if not data.startswith(SIGNATURE):
            raise ReadError(name, "不是 DOCX（不是 zip 包），可能已损坏 / is no DOCX (not a zip): is it damaged?")
        package = SafeZip(data, name, "DOCX")
        from ingest.readers.word_lines import read_package

        return read_package(package, name)
