"""The file of one event, cut so that a part of it can be changed and the rest stays as it is.

What the parts mean is left to the reader of feeds: here it is only known where they stand.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from functools import cached_property

from connectors.ics_feed.content import texts_of
from connectors.ics_feed.digest import digest
from connectors.ics_feed.event import recurrence_name
from connectors.ics_feed.frame import CalendarFrame
from connectors.ics_feed.moment import BadComponent, Moment, ZoneOf
from connectors.ics_feed.properties import Properties
from connectors.ics_feed.slicing import uid_of
from connectors.ics_feed.text import canonical, decode
from connectors.local_calendar.content_lines import Block, mark_of, split_lines, unfolded
from connectors.ports import TimeWindow

_ZONES_HOLD = TimeWindow(datetime(1990, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC))


@dataclass(frozen=True)
class Document:
    """The lines of a file and where its events stand: `spans` are places of lines, end exclusive.

    `sound` is False where components are not closed or nested as they should be.
    """

    lines: tuple[bytes, ...]
    spans: tuple[tuple[int, int], ...]
    sound: bool
    default_zone: tzinfo

    @property
    def content(self) -> bytes:
        """The bytes of the file."""
        return b"".join(self.lines)

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """The events of the file."""
        return tuple(Block(self.lines[start:stop]) for start, stop in self.spans)

    @cached_property
    def uids(self) -> tuple[str, ...]:
        """The UIDs in the file, each once."""
        return tuple(dict.fromkeys(decode(uid_of(b"\n" + each.raw)) for each in self.blocks))

    @cached_property
    def names(self) -> tuple[str | None, ...]:
        """For each event of the file the instance that it stands for, None for the master."""
        return tuple(recurrence_name(self._original(block)) for block in self.blocks)

    @cached_property
    def frame(self) -> CalendarFrame:
        """What the calendar says outside of its events."""
        inside = {place for start, stop in self.spans for place in range(start, stop)}
        rest = (line for place, line in enumerate(self.lines) if place not in inside)
        return CalendarFrame(canonical(b"".join(rest)), _ZONES_HOLD, self.default_zone)

    @property
    def can_be_edited(self) -> bool:
        """Whether it is clear what each event of it is, and so which one a change is for.

        One UID, at most one master, no instance twice: in anything else a change might go astray.
        """
        has_one_uid = len(self.uids) == 1 and all(self.uids)
        return self.can_be_cut and has_one_uid and self._has_each_once

    @property
    def can_be_cut(self) -> bool:
        """Whether it is clear what each line of it belongs to, and what it says (UTF-8)."""
        return self.sound and _is_utf8(self.content)

    @property
    def _has_each_once(self) -> bool:
        try:
            return len(set(self.names)) == len(self.names)
        except BadComponent:  # an override whose name cannot be read
            return False

    def zone_of(self, block: Block) -> ZoneOf:
        """How the times of an event are read."""
        return self.frame.zone_of_event(texts_of(text_of(block))[1])

    def block_of(self, name: str | None) -> int | None:
        """The place of the event that stands for an instance, or of the master."""
        return next((place for place, each in enumerate(self.names) if each == name), None)

    def version_of(self, name: str | None) -> str:
        """What changes with every change of one instance, or of the event that is no series.

        What is said of other instances is left out: writing one must not outdate the others.
        """
        if name is None or all(each is None for each in self.names):
            return digest(self.content)
        others = {
            place
            for each, (start, stop) in zip(self.names, self.spans, strict=True)
            if each not in (None, name)
            for place in range(start, stop)
        }
        return digest(b"".join(line for n, line in enumerate(self.lines) if n not in others))

    def with_block(self, place: int, block: Block) -> Document:
        """The document with another event at that place."""
        start, stop = self.spans[place]
        return self._spliced(start, stop, block.lines)

    def with_more(self, block: Block) -> Document:
        """The document with one more event behind the last."""
        end = self.spans[-1][1]
        return self._spliced(end, end, block.lines)

    def without_block(self, place: int) -> Document:
        """The document without that event."""
        start, stop = self.spans[place]
        return self._spliced(start, stop, ())

    def as_if_on(self) -> Document:
        """The document with nothing in it called off."""
        document = self
        for place, block in enumerate(self.blocks):
            if unfolded(block.property("STATUS")).rstrip().upper() == b"STATUS:CANCELLED":
                document = document.with_block(place, block.without(frozenset({"STATUS"})))
        return document

    def _spliced(self, start: int, stop: int, lines: Sequence[bytes]) -> Document:
        content = b"".join((*self.lines[:start], *lines, *self.lines[stop:]))
        return document_of(content, self.default_zone)

    def _original(self, block: Block) -> Moment | None:
        if not block.property("RECURRENCE-ID"):
            return None
        scheduling, _ = texts_of(text_of(block))
        return next(Properties(scheduling).moments("RECURRENCE-ID", self.zone_of(block)), None)


def document_of(content: bytes, default_zone: tzinfo) -> Document:
    """Cut the content of a file; floating times are in `default_zone`."""
    lines = split_lines(content)
    spans: list[tuple[int, int]] = []
    stack: list[str] = []
    calendars, begun, sound = 0, 0, True
    for place, line in enumerate(lines):
        mark = mark_of(line)
        if mark is None:
            continue
        verb, name = mark
        if verb == "BEGIN":
            stack.append(name)
            calendars += name == "VCALENDAR"
            begun = place if stack == ["VCALENDAR", "VEVENT"] else begun
            continue
        if stack == ["VCALENDAR", "VEVENT"] and name == "VEVENT":
            spans.append((begun, place + 1))
        sound = sound and bool(stack) and stack.pop() == name
    sound = sound and not stack and calendars == 1
    return Document(lines, tuple(spans), sound, default_zone)


def text_of(block: Block) -> str:
    """An event as the reader of feeds takes it."""
    return decode(canonical(block.raw))


def _is_utf8(content: bytes) -> bool:
    try:
        canonical(content).decode()
    except UnicodeDecodeError:
        return False
    return not content.startswith((b"\xff\xfe", b"\xfe\xff"))
