"""What one read leaves behind for the next: validators, digests, and what stood in the window.

Three lines: a head that suffices to see that the body is the same; the numbers of all event
blocks, which suffice to see which of them changed; and, compressed, the UIDs that touched the
window with their blocks and occurrences. No text, no address.
"""

from __future__ import annotations

import base64
import binascii
import json
import struct
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import NamedTuple

from connectors.guarded_http import NO_VALIDATORS, Validators
from connectors.ports import Problem, TimeWindow

_VERSION = 1


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

    def block_ids(self) -> frozenset[int]:
        """Return the numbers of all blocks of the feed; empty where they cannot be read."""
        try:
            packed = base64.b64decode(self.blocks, validate=True)
            return frozenset(struct.unpack(f"<{len(packed) // 8}Q", packed))
        except (ValueError, struct.error):
            return frozenset()

    def groups(self) -> Mapping[str, KnownGroup]:
        """Return the known UIDs; empty where the tail cannot be read."""
        try:
            return _unpacked(self.tail)
        except (ValueError, TypeError, KeyError, zlib.error, binascii.Error):
            return {}

    def with_head(self, **changes: object) -> Cursor:
        """Return the cursor with another head and the same tail."""
        return replace(self, head=replace(self.head, **changes))  # type: ignore[arg-type]

    def __str__(self) -> str:
        """Return the cursor as the caller keeps it."""
        return f"{_head_text(self.head)}\n{self.blocks}\n{self.tail}"


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
    """Return the cursor in `cursor`, None where there is none that can be read."""
    if not cursor:
        return None
    head, _, rest = cursor.partition("\n")
    blocks, _, tail = rest.partition("\n")
    try:
        return Cursor(_head(json.loads(head)), blocks, tail)
    except (ValueError, TypeError, KeyError, IndexError):
        return None


def _unpacked(tail: str) -> dict[str, KnownGroup]:
    plain = json.loads(zlib.decompress(base64.b64decode(tail)))
    return {
        uid: KnownGroup(tuple(ids), bool(flawed), tuple(KnownOccurrence(*each) for each in found))
        for uid, (ids, flawed, found) in plain.items()
    }


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


def _head(plain: Mapping[str, object]) -> Head:
    if plain["v"] != _VERSION:
        raise ValueError("a cursor of another version")
    start, end = (datetime.fromisoformat(each) for each in _strings(plain["window"]))
    problems = plain["problems"]
    if not isinstance(problems, list):
        raise TypeError("problems are a list")
    return Head(
        context=str(plain["context"]),
        body=str(plain["body"]),
        frames=str(plain["frames"]),
        plain=plain["plain"] is True,
        window=TimeWindow(start, end),
        validators=Validators(_optional(plain["etag"]), _optional(plain["modified"])),
        complete=plain["complete"] is True,
        problems=tuple(Problem(*each) for each in problems),
    )


def _strings(value: object) -> list[str]:
    return [str(each) for each in value] if isinstance(value, list) else []


def _optional(value: object) -> str | None:
    return None if value is None else str(value)
