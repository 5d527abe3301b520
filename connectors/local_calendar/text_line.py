"""A text property with another text, in which all that stays is left as it was typed.

One character can be escaped in several ways, and some are typed that no reader shows: a line
separator that was pasted, what a bad conversion left of an apostrophe. So a new text is not
written over the old one, but between what of it stands above and below.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from connectors.ics_feed.content import text
from connectors.ics_feed.text import decode
from connectors.ics_publish.text_value import text_value
from connectors.local_calendar.content_lines import name_and_value

_PIECE = re.compile(r'\\[\\;,:nN"]|.', re.DOTALL)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A character as it stands in the file, and as it is read: not every one is."""

    raw: str
    read: str


def written_into(raw: bytes, new: str) -> str:
    """The line `raw` with the text `new`, not yet folded."""
    name, value = name_and_value(raw)
    pieces = [_Piece(each, text(decode(each.encode()))) for each in _PIECE.findall(value)]
    old = "".join(each.read for each in pieces)
    # From below first: the empty line that is left between two texts is not the one above a note.
    below = _common(old[::-1], new[::-1])
    above = _common(old[: len(old) - below], new[: len(new) - below])
    head = _end_of(pieces, above)
    tail = len(pieces) - _end_of(pieces[head:][::-1], below)
    middle = escaped(new[above : len(new) - below])
    return f"{name}{_joined(pieces[:head])}{middle}{_joined(pieces[tail:])}"


def escaped(new: str) -> str:
    """A text as it stands in a line, every character of it set by us."""
    return text_value(new).to_ical().decode()


def _common(one: str, other: str) -> int:
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, (a, b) in pairs if a != b), min(len(one), len(other)))


def _end_of(pieces: Sequence[_Piece], count: int) -> int:
    """Where so many characters end, with those behind them that are not read."""
    places = [place for place, each in enumerate(pieces) if each.read]
    return places[count] if count < len(places) else len(pieces)


def _joined(pieces: Sequence[_Piece]) -> str:
    return "".join(each.raw for each in pieces)
