"""Names written otherwise than the reports write them: 青岩经开曲, 晋钟开发区, 青岩开发区 for 青岩经开区.

A name with one character wrong, missing or too many is taken for the known one where nothing else can be meant: the
slip lies in the kind of zone or in a long name, or the wrong character sounds like the right one. Otherwise another
place may be meant, and the known name is only offered.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property

import msgspec

from kg.documents import DocumentStore
from kg.model import Key
from search.places import divisions, kinds, places
from search.terms import is_name

_TYPES = ("Zone", "Company", "Project")
_SHORTEST, _LONGEST, _FIRM = 4, 24, 5
_NEAR = 24
"""Places apart in the first level of GB 2312, which is ordered by sound, up to which two characters sound alike."""
_LEVEL_1 = (0xB0, 0xD7)
_GENERAL = ("开发区", "园区")
_MOST_FORMS = 300_000


class Slip(msgspec.Struct, frozen=True):
    """`written` stands in the question where `known` may be meant; `sure` where nothing else can be."""

    written: str
    known: str
    key: Key
    sure: bool


def sounds_alike(one: str, other: str) -> bool:
    """Whether two characters sound (nearly) alike, by their places in the order of GB 2312."""
    places = [_sound(character) for character in (one, other)]
    return None not in places and abs(places[0] - places[1]) <= _NEAR  # type: ignore[operator]


def _sound(character: str) -> int | None:
    try:
        code = character.encode("gb2312")
    except UnicodeEncodeError:
        return None
    if len(code) != 2 or not _LEVEL_1[0] <= code[0] <= _LEVEL_1[1]:
        return None
    return (code[0] - 0xB0) * 94 + code[1] - 0xA1


class NameBook:
    """The names of a store, to be compared with what a question writes."""

    def __init__(self, documents: DocumentStore) -> None:
        self._documents = documents

    @cached_property
    def _forms(self) -> list[tuple[str, Key]]:
        found = [
            (form, key)
            for kind in _TYPES
            for form, key in self._documents.forms(kind)
            if (_SHORTEST if kind == "Zone" else _FIRM) <= len(form) <= _LONGEST and is_name(form)
        ]
        return found if len(found) <= _MOST_FORMS else []

    @cached_property
    def _halves(self) -> dict[tuple[str, str], list[tuple[str, Key]]]:
        """(first half, "") and (second half, one of the first two characters) of each form → the forms.

        A slip in one half leaves the other; many forms share a second half (技术开发区), few its first characters too.
        """
        found: dict[tuple[str, str], list[tuple[str, Key]]] = {}
        for form, key in self._forms:
            half = len(form) // 2
            for place in dict.fromkeys([(form[:half], ""), (form[half:], form[0]), (form[half:], form[1])]):
                found.setdefault(place, []).append((form, key))
        return found

    def _near(self, text: str) -> list[tuple[str, Key]]:
        """The forms of which one half stands in the text, and not the whole."""
        marks, most = ("", *dict.fromkeys(text)), _LONGEST // 2 + 1
        pieces = {text[at : at + size] for at in range(len(text)) for size in range(2, most + 1)}
        known = pieces & self._half_texts
        found = {one for piece in known for mark in marks for one in self._halves.get((piece, mark), ())}
        return sorted(one for one in found if one[0] not in text)

    @cached_property
    def _half_texts(self) -> set[str]:
        return {half for half, _ in self._halves}

    @cached_property
    def _zones(self) -> dict[str, list[tuple[str, str, Key]]]:
        """Own part of a zone's name → (kind of zone, whole name, key)."""
        told: dict[str, list[tuple[str, str, Key]]] = {}
        for key, name in self._documents.all_names("Zone").items():
            own, kind = _parted(name)
            for form in _shorter(own):
                if len(form) >= 2 and kind:
                    told.setdefault(form, []).append((kind, name, key))
        return told

    def slip(self, text: str) -> Slip | None:
        """What the question may have meant by a name that the store does not know; the surest first."""
        found = [*self._otherwise(text), *self._mistyped(text)]
        return min(found, key=lambda one: (not one.sure, -len(one.known), one.known, one.key)) if found else None

    def _otherwise(self, text: str) -> Iterator[Slip]:
        """Zones called by another kind of name than theirs: 青岩开发区 where the store knows 青岩经济技术开发区."""
        for own, known in self._zones.items():
            at = text.find(own)
            if at < 0 or len({key for _, _, key in known}) > 1:
                continue
            written = next(
                (kind for kind in sorted(kinds(), key=len, reverse=True) if text.startswith(kind, at + len(own))), None
            )
            if written is None:
                continue
            kind, name, key = known[0]
            sure = written in _GENERAL or written in kinds().get(kind, ()) or kind in _GENERAL
            yield Slip(own + written, name, key, sure)

    def _mistyped(self, text: str) -> Iterator[Slip]:
        known = [(place.start, place.end) for place in places(text)]
        for form, key in self._near(text):
            for start, end in _windows(text, form):
                written = text[start:end]
                if any(a <= start and end <= b for a, b in known) or written in divisions():
                    continue
                yield Slip(written, form, key, _sure(written, form))


def _parted(name: str) -> tuple[str, str]:
    """(own part, kind) of a zone's name: 青岩, 经开区."""
    kind = next((kind for kind in sorted(kinds(), key=len, reverse=True) if name.endswith(kind)), "")
    own = name.removesuffix(kind) if kind else name
    return re.sub(r"(?<=[一-鿿]{2})[市县区]$", "", own), kind


def _shorter(own: str) -> list[str]:
    """A zone's own part, and it without the division that goes before: 玉州市清岩 may be called 清岩."""
    city = re.match(r"[一-鿿]{2,6}?[市州盟](?=[一-鿿]{2})", own)
    return [own] if city is None else [own, own[city.end() :]]


def _windows(text: str, form: str) -> Iterator[tuple[int, int]]:
    """Stretches of `text` one step away from `form`: a character wrong, missing, too many, or two changed about."""
    for size in (len(form), len(form) - 1, len(form) + 1):
        for start in range(len(text) - size + 1):
            if _one_step(text[start : start + size], form):
                yield start, start + size


def _one_step(written: str, form: str) -> bool:
    if written[0] != form[0] and written[-1] != form[-1]:
        return False
    left = 0
    while left < min(len(written), len(form)) and written[left] == form[left]:
        left += 1
    right = 0
    while right < min(len(written), len(form)) - left and written[-1 - right] == form[-1 - right]:
        right += 1
    wrong, right_one = written[left : len(written) - right], form[left : len(form) - right]
    if len(wrong) == len(right_one) == 2:
        return wrong == right_one[::-1]
    return len(wrong) <= 1 and len(right_one) <= 1 and bool(re.fullmatch(r"[一-鿿]*", wrong))


def _sure(written: str, form: str) -> bool:
    own, kind = _parted(form)
    if kind and written.startswith(own):
        return True  # the slip lies in the kind of zone
    wrong = [(a, b) for a, b in zip(written, form, strict=False) if a != b]
    if len(written) == len(form):
        return len(own) >= 4 or (len(wrong) == 1 and sounds_alike(*wrong[0])) or sorted(written) == sorted(form)
    return len(own) >= 3


def put_right(text: str, slip: Slip) -> str:
    """The question with the known name."""
    return text.replace(slip.written, slip.known)


def told(slips: Sequence[Slip]) -> str:
    """A note on how odd names were taken."""
    return "；".join(f"按“{one.known}”理解“{one.written}”" for one in slips)
