"""Content lines as they stand in a file, folds and line ends included (RFC 5545, 3.1)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from connectors.ics_feed.text import decode

_LOGICAL = re.compile(rb"[^\n]*(?:\n[ \t][^\n]*)*(?:\n|\Z)")
_FOLD = re.compile(rb"\r?\n[ \t]")
_NAME = re.compile(rb"[ \t]*([A-Za-z0-9-]+)[ \t]*[;:]")
_MARK = re.compile(rb"[ \t]*(BEGIN|END)[ \t]*:[ \t]*([A-Za-z-]+)[ \t]*", re.IGNORECASE)
_PREFIX = re.compile(r'[^;:"]*(?:;(?:[^:"]|"[^"]*")*)?:')
_MOST_OCTETS = 75
_MARKS_BEGIN = frozenset([b"B", b"b", b"E", b"e", b" ", b"\t", b"\xef"])


def split_lines(content: bytes) -> tuple[bytes, ...]:
    """The content lines of a file, each with its folds and its end; joined they are the file."""
    return tuple(filter(None, _LOGICAL.findall(content)))


def unfolded(raw: bytes) -> bytes:
    """A content line without folds and end."""
    return _FOLD.sub(b"", raw).rstrip(b"\r\n")


def name_of(raw: bytes) -> str:
    """The name of the property in capitals, empty where the line is none."""
    match = _NAME.match(unfolded(raw))
    return match[1].decode().upper() if match else ""


def mark_of(raw: bytes) -> tuple[str, str] | None:
    """`("BEGIN", "VEVENT")` and the like; None for every other line."""
    if raw[:1] not in _MARKS_BEGIN:
        return None  # most lines, told at a glance
    match = _MARK.fullmatch(unfolded(raw).removeprefix(b"\xef\xbb\xbf"))
    return (match[1].decode().upper(), match[2].decode().upper()) if match else None


def prefix_of(raw: bytes) -> str:
    """Name and parameters of a property, the colon included."""
    match = _PREFIX.match(decode(unfolded(raw)))
    return match[0] if match else ""


def name_and_value(raw: bytes) -> tuple[str, str]:
    """A property cut behind its colon, every character in it as it stands."""
    line = unfolded(raw).decode(errors="replace")
    match = _PREFIX.match(line)
    return (match[0], line[match.end() :]) if match else ("", line)


def newline_of(raw: bytes) -> bytes:
    """How the line ends: what is written beside it ends alike."""
    return b"\n" if raw.endswith(b"\n") and not raw.endswith(b"\r\n") else b"\r\n"


def with_ends(raw: bytes, newline: bytes) -> bytes:
    """A content line whose folds and end are set with these line ends."""
    return raw.replace(b"\r\n", b"\n").replace(b"\n", newline)


def set_like(ours: bytes, raw: bytes) -> bytes:
    """A content line folded as another program did with `ours`, if it folded that anew."""
    newline, line = newline_of(ours), decode(unfolded(ours))
    if ours == folded(line, newline) or not raw:
        return raw
    first, *others = (len(piece) for piece in ours.rstrip(b"\r\n").split(newline))
    if not others:
        return unfolded(raw) + newline
    return folded(decode(unfolded(raw)), newline, first, max(first, others[0]))


def folded(
    line: str, newline: bytes, first: int = _MOST_OCTETS, others: int = _MOST_OCTETS
) -> bytes:
    """A content line of at most so many octets a piece, no character cut in two."""
    most = first
    pieces: list[bytes] = []
    piece = b""
    for character in line:
        octets = character.encode(errors="replace")
        if len(piece) + len(octets) > most:
            pieces.append(piece)
            piece, most = b" ", others
        piece += octets
    return (newline).join([*pieces, piece]) + newline


@dataclass(frozen=True, slots=True)
class Block:
    """The content lines of one VEVENT, from BEGIN to END, those of its alarms among them."""

    lines: tuple[bytes, ...]

    @property
    def raw(self) -> bytes:
        """The bytes of the event."""
        return b"".join(self.lines)

    @property
    def newline(self) -> bytes:
        """How its lines end."""
        return newline_of(self.lines[0])

    def own(self) -> Iterator[tuple[int, bytes]]:
        """The properties of the event itself with their places, not those of its alarms."""
        depth = 0
        for index, line in enumerate(self.lines):
            mark = mark_of(line)
            if mark is not None:
                depth += 1 if mark[0] == "BEGIN" else -1
            elif depth == 1:
                yield index, line

    @property
    def end_of_own(self) -> int:
        """Where a property can be added: before the alarms (RFC 5545, 3.6.1)."""
        marks = (place for place, line in enumerate(self.lines) if place and mark_of(line))
        return next(marks, len(self.lines))

    def place_of(self, name: str) -> int | None:
        """Where the first property of that name stands."""
        return next((index for index, line in self.own() if name_of(line) == name), None)

    def property(self, name: str) -> bytes:
        """The first property of that name as it stands, empty where there is none."""
        place = self.place_of(name)
        return b"" if place is None else self.lines[place]

    def spliced(self, start: int, stop: int, lines: Sequence[bytes]) -> Block:
        """The block with these lines in place of others."""
        return Block((*self.lines[:start], *filter(None, lines), *self.lines[stop:]))

    def without(self, names: frozenset[str]) -> Block:
        """The block without its properties of these names."""
        gone = {index for index, line in self.own() if name_of(line) in names}
        return Block(tuple(line for index, line in enumerate(self.lines) if index not in gone))
