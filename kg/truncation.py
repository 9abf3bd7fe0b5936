"""Results that are too long, cut at the end of a row, so that what is left can be read and says that it was cut."""

from __future__ import annotations

import re
from itertools import islice

MARK = "Zonegraph-Truncated"
"""The HTTP header of a result that was cut; its value says where."""

# How a row ends, by media type. In JSON the name of the next row's first variable stands behind it, which no literal
# can imitate: its quotation marks are escaped.
_ROW_ENDS = {
    "application/sparql-results+json": re.compile(rb"\}(?=,\{\"[^\"\\{}:,]+\":\{)"),
    "application/sparql-results+xml": re.compile(rb"</result>"),
    "text/csv": re.compile(rb"(?:[^\"\r\n]|\"[^\"]*\")*\r?\n"),
    "text/tab-separated-values": re.compile(rb"\n"),
    "application/n-triples": re.compile(rb" \.\n"),
    "application/n-quads": re.compile(rb" \.\n"),
}
_HEADED = ("text/csv", "text/tab-separated-values")  # their first line names the variables


class Truncated(bytes):
    """A result that was cut. `said` tells a reader so."""

    said: str

    def __new__(cls, body: bytes, said: str = "") -> Truncated:
        made = super().__new__(cls, body)
        made.said = said
        return made

    def __reduce__(self) -> tuple[type[Truncated], tuple[bytes, str]]:
        return Truncated, (bytes(self), self.said)


def cut_to_rows(body: bytes, media_type: str, most: int, *, whole: bool) -> bytes | None:
    """A result with at most that many rows, closed as its format asks; `body` itself when it is `whole` and small.

    None for a format that cannot be cut, and where not even one row fits.
    """
    ends = _ROW_ENDS.get(media_type)
    if ends is None:
        return body if whole else None
    headed = media_type in _HEADED
    if whole and body.count(b"\n" if headed else b"</result>" if media_type.endswith("xml") else b"},{") <= most:
        return body
    at, rows = 0, -headed
    for match in islice(ends.finditer(body), most + headed):
        at, rows = match.end(), rows + 1
    if rows < 1 or (whole and rows < most) or (whole and not body[at:].strip(b"\r\n]}")):
        return body if whole else None
    said = f"first {rows} rows"
    if media_type == "application/sparql-results+json":
        return Truncated(body[:at] + b']},"truncated":"' + said.encode() + b'"}', said)
    if media_type == "application/sparql-results+xml":
        return Truncated(body[:at] + f"</results><!-- truncated: {said} --></sparql>".encode(), said)
    return Truncated(body[:at], said)
