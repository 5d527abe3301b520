"""What one read leaves behind for the next: validators, digests, and what stood in the window.

Four lines: a head that suffices to see that the body is the same; the numbers of all event
blocks, which suffice to see which of them changed; compressed, the UIDs that touched the
window with their blocks and occurrences; and a checksum of it all. No text, no address.
"""

from __future__ import annotations

import base64
import json
import re
import struct
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import NamedTuple, TypeVar

from connectors.guarded_http import NO_VALIDATORS, Validators
from connectors.ics_feed.digest import digest
from connectors.ports import Problem, TimeWindow

_T = TypeVar("_T")
_VERSION = 2
_MAX_UNPACKED = 64 * 1024 * 1024
"""A small text can unpack to any size; what the largest feeds leave behind is far below this."""

_HEADER = re.compile(r"[\x20-\x7e\xa0-\xff]*")
_DAMAGED = (ValueError, TypeError, KeyError, RecursionError, struct.error, zlib.error)


class KnownOccurrence(NamedTuple):
    """An occurrence that was handed on: its name, and its instants in seconds since 1970.

    `uid` is given only where it is not the group's, `identity` only for a platform's workout.
    """

    recurrence_id: str | None
    start_s: int
    end_s: int
    identity: str = ""
    uid: str = ""

    @property
    def name(self) -> tuple[str, str | None]:
        """What tells it from the others of its group."""
        return self.uid, self.recurrence_id


@dataclass(frozen=True, slots=True)
class KnownGroup:
    """One UID as it was: the numbers of its blocks; `flawed` where a problem was reported."""

    ids: tuple[int, ...]
    flawed: bool
    occurrences: tuple[KnownOccurrence, ...]


@dataclass(frozen=True, slots=True)
class Head:
    """What is looked at first.

    `context` and `frames` name what decides how the events are read: zone and host, VTIMEZONEs
    and methods. `plain`: the body could be cut as it came.
    """

    context: str
    body: str
    frames: str
    plain: bool
    window: TimeWindow
    validators: Validators = NO_VALIDATORS
    complete: bool = True
    problems: tuple[Problem, ...] = ()

    def covers(self, window: TimeWindow) -> bool:
        """Whether everything in `window` was looked at."""
        return self.window.start <= window.start and window.end <= self.window.end


@dataclass(frozen=True, slots=True)
class Cursor:
    """The head; numbers of all blocks in the feed's order; the UIDs, still packed."""

    head: Head
    blocks: str
    tail: str

    def block_ids(self) -> tuple[int, ...]:
        """Return the numbers of all blocks that were looked at, in the feed's order."""
        packed = base64.b64decode(self.blocks, validate=True)
        return struct.unpack(f"<{len(packed) // 8}Q", packed)

    def groups(self) -> Mapping[str, KnownGroup]:
        """Return the known UIDs."""
        return _unpacked(self.tail)

    def with_head(self, **changes: object) -> Cursor:
        """Return the cursor with another head and the same tail."""
        return replace(self, head=replace(self.head, **changes))  # type: ignore[arg-type]

    def __str__(self) -> str:
        """Return the cursor as the caller keeps it."""
        text = f"{_head_text(self.head)}\n{self.blocks}\n{self.tail}"
        return f"{text}\n{digest(text.encode())}"


def pack_ids(ids: Sequence[int]) -> str:
    """Return block numbers as a cursor holds them."""
    return base64.b64encode(struct.pack(f"<{len(ids)}Q", *ids)).decode()


def pack(groups: Mapping[str, KnownGroup]) -> str:
    """Return the tail that holds `groups`."""
    plain = {
        uid: [group.ids, int(group.flawed), group.occurrences] for uid, group in groups.items()
    }
    packed = zlib.compress(json.dumps(plain, separators=(",", ":")).encode(), 1)
    return base64.b64encode(packed).decode()


def parse(cursor: str | None) -> Cursor | None:
    """Return the cursor in `cursor`, None where any of it is not as it was written."""
    if not cursor:
        return None
    try:
        return _parsed(cursor)
    except _DAMAGED:
        return None


def _parsed(cursor: str) -> Cursor:
    text, _, checksum = cursor.rpartition("\n")
    if digest(text.encode()) != checksum:
        raise ValueError("a damaged cursor")
    head, blocks, tail = text.split("\n")
    parsed = Cursor(_head(json.loads(head)), blocks, tail)
    parsed.block_ids()
    return parsed


def opened(cursor: Cursor | None) -> tuple[Cursor | None, Mapping[str, KnownGroup]]:
    """Return the cursor and its UIDs; no cursor where they are not as they were written."""
    if cursor is None:
        return None, {}
    try:
        return cursor, cursor.groups()
    except _DAMAGED:
        return None, {}


def _unpacked(tail: str) -> dict[str, KnownGroup]:
    unpacking = zlib.decompressobj()
    text = unpacking.decompress(base64.b64decode(tail, validate=True), _MAX_UNPACKED)
    if not unpacking.eof:
        raise ValueError("a tail that is cut off or larger than any feed's")
    return {uid: _known_group(group) for uid, group in _as(dict, json.loads(text)).items()}


def _known_group(plain: object) -> KnownGroup:
    ids, flawed, found = _as(list, plain)
    return KnownGroup(
        tuple(_as(int, each) for each in _as(list, ids)),
        _as(int, flawed) == 1,
        tuple(_known_occurrence(*_as(list, each)) for each in _as(list, found)),
    )


def _known_occurrence(
    name: object, start_s: object, end_s: object, identity: object, uid: object
) -> KnownOccurrence:
    return KnownOccurrence(
        _optional(name), _as(int, start_s), _as(int, end_s), _as(str, identity), _as(str, uid)
    )


def _as(kind: type[_T], value: object) -> _T:
    """Return `value`, which has to be of this very type: JSON's true is no number."""
    if type(value) is not kind:
        raise TypeError("a cursor of another shape")
    return value


def _head_text(head: Head) -> str:
    return json.dumps(
        {
            "v": _VERSION,
            "context": head.context,
            "body": head.body,
            "frames": head.frames,
            "plain": head.plain,
            "window": [head.window.start.isoformat(), head.window.end.isoformat()],
            "etag": head.validators.etag,
            "modified": head.validators.last_modified,
            "complete": head.complete,
            "problems": [[p.source, p.what, p.component] for p in head.problems],
        },
        separators=(",", ":"),
    )


def _head(value: object) -> Head:
    plain = _as(dict, value)
    if plain["v"] != _VERSION:
        raise ValueError("a cursor of another version")
    return Head(
        context=_as(str, plain["context"]),
        body=_as(str, plain["body"]),
        frames=_as(str, plain["frames"]),
        plain=_as(bool, plain["plain"]),
        window=_window(*_as(list, plain["window"])),
        validators=Validators(_header(plain["etag"]), _header(plain["modified"])),
        complete=_as(bool, plain["complete"]),
        problems=tuple(_problem(*_as(list, each)) for each in _as(list, plain["problems"])),
    )


def _window(start: object, end: object) -> TimeWindow:
    window = TimeWindow(*(datetime.fromisoformat(_as(str, each)) for each in (start, end)))
    if window.start.tzinfo is None or window.end.tzinfo is None:
        raise ValueError("a window without zones")
    return window


def _problem(source: object, what: object, component: object) -> Problem:
    return Problem(_as(str, source), _as(str, what), _optional(component))


def _header(value: object) -> str | None:
    """Return what goes into a request's header, None where it could not stand there."""
    text = _optional(value)
    return text if text is not None and _HEADER.fullmatch(text) else None


def _optional(value: object) -> str | None:
    return None if value is None else _as(str, value)
