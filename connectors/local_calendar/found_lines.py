"""Properties of the athlete's events that we change, and how they come back as they were found.

One text can be folded and escaped in many ways. So the line that was found stays in the file,
beside the one that we wrote, in a property of ours; when its value is asked for again the line is
put back, and the file is what it was, byte for byte; where another program has set all lines anew,
in the manner of that program. For the same reason neither SEQUENCE nor
LAST-MODIFIED nor DTSTAMP of the athlete's events is touched.
"""

from __future__ import annotations

import re
from base64 import b64decode, b64encode
from dataclasses import dataclass

from connectors.ics_feed.digest import digest
from connectors.local_calendar.content_lines import (
    Block,
    folded,
    name_of,
    set_like,
    unfolded,
    with_ends,
)
from connectors.local_calendar.values import TextIs, Value, text_in

OURS = "X-COUNTERPOINT"
FOUND = f"{OURS}-FOUND"
_LINE = re.compile(
    rb"X-COUNTERPOINT-FOUND;X-NAME=([A-Z-]+);X-WROTE=([0-9a-f]+):(-|(~?)([A-Za-z0-9+/]+={0,2}))"
)
_MIXED = "0"  # no digest: what we wrote stands in a text that is not ours alone
_OTHER_ENDS = "~"  # the line did not end, or was not folded, with the line ends of its event
_NONE = b"-"  # a property without a value would be dropped by some


@dataclass(frozen=True, slots=True)
class _Found:
    """The line that stood there, and the digest of the one that we put in its place."""

    place: int
    raw: bytes
    wrote: str


def put(block: Block, value: Value) -> Block:
    """The event with a property that says `value`, all else as it is.

    Where that is what was found before we first changed it, the line that was found.
    """
    current = block.property(value.name)
    if value.is_said_by(current) and _found(block, value.name) is None:
        return block
    found = _found(block, value.name)
    standing = found is not None and found.wrote == _digest(current)
    if found is not None and not standing and isinstance(value, TextIs):
        return _put_into_mixed(block, value, current)
    base = found.raw if found is not None and standing else current
    if value.is_said_by(base):
        return _replaced(block, value.name, base)
    line = value.written_like(base, block.newline)
    return _replaced(block, value.name, line, _line_of(value.name, base, line, block.newline))


def as_found(block: Block, name: str) -> Block:
    """The event with the line that was found, if the one that stands is the one that we wrote."""
    found = _found(block, name)
    if found is None or found.wrote != _digest(block.property(name)):
        return block
    return _replaced(block, name, found.raw)


def is_ours(block: Block, name: str) -> bool | None:
    """Whether the line stands as we wrote it; None where we never did, or it was put back."""
    found = _found(block, name)
    return None if found is None else found.wrote == _digest(block.property(name))


def _put_into_mixed(block: Block, value: TextIs, current: bytes) -> Block:
    """Write into a text that the athlete has changed since we last wrote into it.

    What stands is theirs and ours in one, so there is no line to come back to, until ours is taken
    out again: then what they wrote is all there is, and nothing of ours stays behind.
    """
    said = value.is_said_by(current)
    line = current if said else value.written_like(current, block.newline)
    if value.text in text_in(current):
        return _replaced(block, value.name, line)
    return _replaced(block, value.name, line, _mark(value.name, b"", _MIXED, block.newline))


def _replaced(block: Block, name: str, line: bytes, found: bytes = b"") -> Block:
    """Put the lines where the property stood, where it was found, or at the end of the event."""
    earlier = _found(block, name)
    place = block.place_of(name)
    if place is not None:
        block = block.spliced(place, place + 1, ())
    elif earlier is not None:
        place = earlier.place
    earlier = _found(block, name)
    if earlier is not None:
        place = earlier.place if place is None else place - (earlier.place < place)
        block = block.spliced(earlier.place, earlier.place + 1, ())
    place = block.end_of_own if place is None else place
    return block.spliced(place, place, (line, found))


def _found(block: Block, name: str) -> _Found | None:
    for place, line in block.own():
        match = _LINE.fullmatch(unfolded(line)) if name_of(line) == FOUND else None
        if match is not None and match[1].decode() == name:
            raw = b"" if match[3] == _NONE else _decoded(match[5])
            if raw is None:
                return None
            ends = raw if match[4] else with_ends(raw, block.newline)
            return _Found(place, set_like(line, ends), match[2].decode())
    return None


def _decoded(value: bytes) -> bytes | None:
    try:
        return b64decode(value, validate=True)
    except ValueError:
        return None


def _line_of(name: str, raw: bytes, wrote: bytes, newline: bytes) -> bytes:
    return _mark(name, raw, _digest(wrote), newline)


def _mark(name: str, raw: bytes, wrote: str, newline: bytes) -> bytes:
    value = (b64encode(raw) or _NONE).decode()
    if raw != with_ends(raw, newline):
        value = f"{_OTHER_ENDS}{value}"
    return folded(f"{FOUND};X-NAME={name};X-WROTE={wrote}:{value}", newline)


def _digest(line: bytes) -> str:
    """However another program folds it, it is the same line."""
    return digest(unfolded(line))
