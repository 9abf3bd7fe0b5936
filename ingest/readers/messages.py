"""Internet messages (RFC 5322, MIME): the texts and files in them. Web archives (RFC 2557) are messages too."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.errors import ReadError

if TYPE_CHECKING:  # the package takes long to import, and few files are messages
    from email.message import EmailMessage, Message

HEADERS = frozenset({
    "from", "to", "cc", "date", "subject", "mime-version", "content-type", "message-id", "received", "return-path",
    "snapshot-content-location", "content-transfer-encoding", "x-mailer", "reply-to", "delivered-to",
})  # fmt: skip
FIELD = re.compile(rb"([!-9;-~]{1,60}):[ \t]?.*")
DEEPEST, MOST_PARTS = 30, 2000


def is_message(data: bytes) -> bool:
    """Whether the bytes begin with the head of a message: fields only, three known ones among them."""
    head = re.split(rb"\r?\n\r?\n", data[: 1 << 16].lstrip(b"\xef\xbb\xbf\r\n"), maxsplit=1)[0]
    known = 0
    for number, line in enumerate(head.splitlines()[:200]):
        if number and line[:1] in (b" ", b"\t"):
            continue
        field = FIELD.fullmatch(line.rstrip(b"\r"))
        if field is None:
            return False
        known += field[1].decode("ascii", "replace").lower() in HEADERS
    return known >= 3 or (known >= 2 and b"mime-version" in head.lower())


def is_web_archive(data: bytes) -> bool:
    """Whether a message is a saved web page (.mhtml)."""
    head = data[: 1 << 14].lower()
    return b"multipart/related" in head or b"snapshot-content-location" in head


def parse_message(data: bytes, name: str) -> EmailMessage:
    """The message. Raises ReadError for one that cannot be parsed or is nested beyond reason."""
    from email import message_from_bytes, policy

    try:
        return message_from_bytes(data.lstrip(b"\xef\xbb\xbf\r\n"), policy=policy.default)
    except (ValueError, LookupError, RecursionError) as error:
        raise ReadError(name, f"邮件格式有误（{error}） / not a valid message") from None


def parts_of(message: Message, name: str) -> Iterator[Message]:
    """The parts that hold something, in order. Raises ReadError for too many or too deep ones."""
    waiting: list[tuple[Message, int]] = [(message, 0)]
    count = 0
    while waiting:
        part, depth = waiting.pop()
        count += 1
        if depth > DEEPEST or count > MOST_PARTS:
            raise ReadError(name, "邮件嵌套过深或部分过多 / the message is nested too deep or has too many parts")
        try:
            payload = part.get_payload()
        except (ValueError, LookupError):
            continue  # a part whose transfer encoding is no encoding holds nothing that can be read
        if isinstance(payload, list):
            waiting.extend((inner, depth + 1) for inner in reversed(payload) if not isinstance(inner, str))
        else:
            yield part


def payload_of(part: Message) -> bytes:
    """The bytes of a part, its transfer encoding undone; empty where that fails."""
    try:
        payload = part.get_payload(decode=True)
    except (ValueError, LookupError, AssertionError):
        return b""
    return payload if isinstance(payload, bytes) else b""


def file_name(part: Message) -> str | None:
    """The name of an attached file, None for a part of the message itself."""
    try:
        name = part.get_filename()
    except (ValueError, LookupError, AttributeError, IndexError):
        name = None
    if name:
        return " ".join(str(name).replace("\\", "/").rsplit("/", 1)[-1].split())
    return "attachment" if part.get_content_disposition() == "attachment" else None


def header(message: Message, key: str) -> str | None:
    """A field of the head as text on one line, None where it is missing or broken."""
    try:
        value = message.get(key)
        return " ".join(str(value).split()) or None if value is not None else None
    except (ValueError, LookupError, AttributeError, IndexError):
        return None
