"""Errors for people: one line that names the thing and says what to do, in Chinese and English.

Everything that zonegraph raises on purpose is a `ZonegraphError`; the doors print its message and nothing else.
"""

from __future__ import annotations

from collections.abc import Sequence
from os import PathLike


class ZonegraphError(Exception):
    """Base of all errors that are the user's to mend. `str(error)` is one line."""

    def __init__(self, message: str) -> None:
        super().__init__(" ".join(message.split()))


class ReadError(ZonegraphError):
    """A file that cannot be read as a report. `path` names it, `reason` says why (both also in the message)."""

    def __init__(self, path: str | PathLike[str], reason: str) -> None:
        self.path = str(path)
        self.reason = " ".join(reason.split())
        super().__init__(f"{self.path}: {self.reason}")

    def __reduce__(self) -> tuple[type[ReadError], tuple[str, str]]:
        """Travels between processes (an exception is pickled by its `args`, which hold one string here)."""
        return type(self), (self.path, self.reason)


class StoreError(ZonegraphError):
    """A store that is missing, made by another version, or damaged."""


class LockedError(StoreError):
    """Somebody else is writing to the store."""


class UnknownDocumentError(ZonegraphError):
    """A document id that the store does not hold. `doc` is the id."""

    def __init__(self, doc: str) -> None:
        self.doc = doc
        super().__init__(
            f"库中没有文档 {doc!r}，可用 zonegraph stats 查看全部文档 / no document {doc!r} in the store; "
            "`zonegraph stats` lists what it holds"
        )

    def __reduce__(self) -> tuple[type[UnknownDocumentError], tuple[str]]:
        return type(self), (self.doc,)


class UnknownNameError(ZonegraphError):
    """A name that the store does not hold, or that several things bear. `name` is it, `nearest` what may be meant."""

    def __init__(self, name: str, nearest: Sequence[str] = (), *, ambiguous: bool = False) -> None:
        self.name, self.nearest = name, tuple(nearest)
        shown = "、".join(self.nearest)
        if ambiguous:
            message = f"{name!r} 有多个所指：{shown}，请写全 / {name!r} is the name of several: give one of these"
        elif shown:
            message = f"库中没有 {name!r}，相近的有：{shown} / no {name!r} in the store; nearest: {shown}"
        else:
            message = f"库中没有 {name!r}，可用 zonegraph entity list 查看 / no {name!r} in the store"
        super().__init__(message)


class UnknownDecisionError(ZonegraphError):
    """A decision number that the store does not hold."""

    def __init__(self, number: int, known: Sequence[int] = ()) -> None:
        shown = "、".join(map(str, known)) or "无 none"
        super().__init__(f"没有第 {number} 号决定，现有：{shown} / no decision {number}; there are: {shown}")


class QueryError(ZonegraphError):
    """A SPARQL text that is malformed or not allowed here."""


class SettingsError(ZonegraphError):
    """A setting (an environment variable, an option) with a value that cannot be used."""
