"""Mail (.eml): the subject as title, the text without quotations and signature.

What is attached is read as documents of their own, see `ingest.readers.archive`.
"""

from __future__ import annotations

import re

from ingest.decoding import decode
from ingest.readers.html import HtmlReader
from ingest.readers.messages import file_name, header, is_message, parse_message, parts_of, payload_of
from ingest.readers.raw import Metadata, RawLine, RawText
from kg.errors import ReadError

PREFIX = re.compile(r"^(?:(?:re|fw|fwd|回复|转发|答复)\s*[:：]\s*)+", re.IGNORECASE)
QUOTED = re.compile(
    r"^(?:-{2,}\s*(?:原始邮件|转发邮件|Original Message|Forwarded message).*"
    r"|.{0,60}(?:写道|wrote)\s*[:：]|-{2} ?|_{10,})$",
    re.IGNORECASE,
)
FORWARDED = re.compile(r"转发|forward", re.IGNORECASE)


class MailReader:
    """A message as mail programs save it."""

    def accepts(self, data: bytes, name: str) -> bool:
        """Whether the bytes begin with the head of a message."""
        return is_message(data)

    def read(self, data: bytes, name: str) -> RawText:
        """Subject, date and text; the page where the message has one with tables or no plain text.

        Raises ReadError for a message without text.
        """
        message = parse_message(data, name)
        plain = page = b""
        for part in parts_of(message, name):
            if file_name(part):
                continue
            kind = part.get_content_type()
            if kind == "text/plain":
                plain += payload_of(part)
            elif kind == "text/html":
                page = page or payload_of(part)
        subject = PREFIX.sub("", header(message, "Subject") or "") or None
        day = _date(header(message, "Date"))
        if page and (not plain.strip() or b"<table" in page.lower()):
            raw = HtmlReader().read(page, name)
            lines = [line for line in raw.lines if not (line.role == "heading" and line.level == 1)]
            body = tuple(_own_lines(lines))
        elif plain.strip():
            body = tuple(_own_lines([RawLine(line) for line in decode(plain, name).split("\n")]))
        else:
            raise ReadError(name, "邮件没有正文 / the message holds no text")
        title = (RawLine(subject, "heading", 1),) if subject else ()
        return RawText(title + body, Metadata(title=subject, date=day))


def _own_lines(lines: list[RawLine]) -> list[RawLine]:
    """Up to the signature or the quotation of the message that is answered; what is passed on belongs to the text."""
    out: list[RawLine] = []
    for line in lines:
        text = line.text.strip()
        if QUOTED.match(text):
            if FORWARDED.search(text) or not any(kept.text.strip() for kept in out):
                continue
            break
        if not text.startswith(">"):
            out.append(line)
    return out


def _date(text: str | None) -> str | None:
    from email.utils import parsedate_to_datetime

    try:
        return parsedate_to_datetime(text).date().isoformat() if text else None
    except (ValueError, TypeError, IndexError):
        return None
