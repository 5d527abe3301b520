"""Which revision of an event this is: told by comparing it with the feed as published before."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from icalendar import Event

_REVISION_NAMES = frozenset({"SEQUENCE", "DTSTAMP", "LAST-MODIFIED"})
_FOLD = re.compile(r"\r\n[ \t]")
_SEQUENCE = re.compile(r"\d{1,9}", re.ASCII)


class _BrokenFeedError(Exception):
    """The earlier feed is not as we publish it."""


@dataclass(frozen=True, slots=True)
class Revision:
    """The three properties that say which edition of an event this is; both times in UTC."""

    sequence: int
    stamp: datetime
    last_modified: datetime

    def put_on(self, event: Event) -> None:
        """Write SEQUENCE, DTSTAMP and LAST-MODIFIED."""
        event.add("SEQUENCE", self.sequence)
        event.add("DTSTAMP", self.stamp)
        event.add("LAST-MODIFIED", self.last_modified)


@dataclass(frozen=True, slots=True)
class PublishedEvent:
    """An event of an earlier feed: its unfolded lines without the revision, and its revision."""

    content: tuple[str, ...]
    revision: Revision


def published_before(feed: bytes | None, product_id: str) -> Mapping[str, PublishedEvent]:
    """The events of an earlier feed by their UID line; none where it is broken or not ours."""
    try:
        return _events_by_uid(_lines(feed or b"", product_id))
    except _BrokenFeedError:
        return {}


def revision_of(event: Event, before: Mapping[str, PublishedEvent], now: datetime) -> Revision:
    """The revision of `event`, which has none yet; `now` is in UTC and counts for what changed."""
    content = _content(str(line) for line in event.content_lines() if line)
    earlier = before.get(_uid_line(content))
    if earlier is None:
        return Revision(0, now, now)
    if earlier.content == content:
        return earlier.revision
    return Revision(earlier.revision.sequence + 1, now, now)


def _lines(feed: bytes, product_id: str) -> list[str]:
    """Unfolded lines of a whole calendar of ours."""
    try:
        lines = _FOLD.sub("", feed.decode()).split("\r\n")
    except UnicodeDecodeError:
        raise _BrokenFeedError from None
    whole = lines[0] == "BEGIN:VCALENDAR" and lines[-2:] == ["END:VCALENDAR", ""]
    if not whole or f"PRODID:{product_id}" not in lines:
        raise _BrokenFeedError
    return lines


def _events_by_uid(lines: Iterable[str]) -> dict[str, PublishedEvent]:
    events: dict[str, PublishedEvent] = {}
    for block in _event_blocks(lines):
        uid = _uid_line(block)
        if uid in events:
            raise _BrokenFeedError
        events[uid] = PublishedEvent(_content(block), _revision(block))
    return events


def _event_blocks(lines: Iterable[str]) -> Iterator[list[str]]:
    block: list[str] | None = None
    for line in lines:
        if line == "BEGIN:VEVENT":
            if block is not None:
                raise _BrokenFeedError
            block = []
        if block is not None:
            block.append(line)
        if line == "END:VEVENT":
            if block is None:
                raise _BrokenFeedError
            yield block
            block = None
    if block is not None:
        raise _BrokenFeedError


def _content(block: Iterable[str]) -> tuple[str, ...]:
    return tuple(line for line in block if line.partition(":")[0] not in _REVISION_NAMES)


def _uid_line(block: Iterable[str]) -> str:
    found = [line for line in block if line.startswith("UID:")]
    if len(found) != 1:
        raise _BrokenFeedError
    return found[0]


def _revision(block: Iterable[str]) -> Revision:
    values = dict(line.split(":", 1) for line in block if line.partition(":")[0] in _REVISION_NAMES)
    if values.keys() != _REVISION_NAMES or not _SEQUENCE.fullmatch(values["SEQUENCE"]):
        raise _BrokenFeedError
    return Revision(
        int(values["SEQUENCE"]), _instant(values["DTSTAMP"]), _instant(values["LAST-MODIFIED"])
    )


def _instant(value: str) -> datetime:
    try:
        return datetime.strptime(value, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    except ValueError:
        raise _BrokenFeedError from None
