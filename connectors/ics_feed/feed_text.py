"""The body of a feed made ready to be read: its events, its calendars, whether it is whole."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import tzinfo
from functools import cached_property

from connectors.errors import BadFeed
from connectors.ics_feed.cursor import Cursor, pack_ids
from connectors.ics_feed.dialects import detect, has_labels, is_shared
from connectors.ics_feed.digest import digest
from connectors.ics_feed.frame import CalendarFrame
from connectors.ics_feed.slicing import FeedSlices, is_plain
from connectors.ics_feed.text import as_utf8, canonical
from connectors.ports import TimeWindow

_SNIFFED = 1024
_WEB_PAGE = (
    "the server sent a web page, not a calendar; copy the address that ends in .ics or begins"
    " with webcal://"
)
_EMPTY = "the answer is empty; copy the calendar's address again, or publish the calendar anew"
_NO_CALENDAR = (
    "what came is no calendar (it has no BEGIN:VCALENDAR); copy the address that ends in .ics"
)


@dataclass(frozen=True, slots=True)
class FeedBody:
    """The bytes of a feed, and what has to be known to read them.

    `label` names the feed where problems are told, `host` tells its platform. `charset` and
    `cut_off` are what the answer said.
    """

    content: bytes
    label: str
    default_zone: tzinfo
    host: str = ""
    charset: str | None = None
    cut_off: bool = False

    @property
    def context(self) -> str:
        """What else than the bytes decides how they are read."""
        return digest(f"{self.default_zone}|{self.host}|{self.label}".encode())


class FeedText:
    """The events and calendars of one body, in one window.

    `ids` numbers the blocks by content, in the feed's order; `plain` says that the body was cut
    as it came.
    """

    def __init__(self, feed: FeedBody, window: TimeWindow, known: Cursor | None) -> None:
        """Cut the body, quicker where `known` says that it could be cut as it came.

        Raise BadFeed where it is no calendar.
        """
        body = as_utf8(feed.content, feed.charset)
        self._known = known
        self.plain = (known is not None and known.head.plain) or is_plain(body)
        self._cut(FeedSlices(body if self.plain else canonical(body)))
        if self.plain and known is not None and not self._still_plain(known):
            self.plain = False
            self._cut(FeedSlices(canonical(body)))
        slices = self._slices
        if not slices.calendars:
            raise BadFeed(feed.label, _what_it_is(body))
        self.frames = [CalendarFrame(c.frame, window, feed.default_zone) for c in slices.calendars]
        self._firsts = [calendar.first for calendar in slices.calendars]
        labeled = any(is_shared(frame.producer) for frame in self.frames) and has_labels(body)
        for frame in self.frames:
            frame.platform = detect(frame.producer, feed.host, labeled=labeled)

    def _cut(self, slices: FeedSlices) -> None:
        self._slices = slices
        self.ids = slices.ids

    def _still_plain(self, known: Cursor) -> bool:
        """Whether the blocks that were not there last time can be cut as they are, too."""
        if pack_ids(self.ids) == known.blocks:
            return True
        there = self.known_ids
        fresh = (index for index, number in enumerate(self.ids) if number not in there)
        return all(is_plain(self.part(index) + b"\n") for index in fresh)

    @cached_property
    def known_ids(self) -> frozenset[int]:
        """The numbers of the blocks of the last read."""
        return frozenset() if self._known is None else self._known.block_ids()

    def part(self, index: int) -> bytes:
        """Return the bytes of a block."""
        return self._slices.part(index)

    @property
    def complete(self) -> bool:
        """Whether every calendar is there to its end."""
        slices = self._slices
        return slices.all_calendars and all(calendar.closed for calendar in slices.calendars)

    @property
    def of_platform(self) -> bool:
        """Whether a training platform wrote any of it."""
        return any(frame.platform is not None for frame in self.frames)

    @cached_property
    def frames_digest(self) -> str:
        """Names what stands outside of the events and decides how they are read."""
        bounds = [f"{c.first}" for c in self._slices.calendars[1:]]
        return digest("|".join([*(frame.digest for frame in self.frames), *bounds]).encode())

    def indexes(self) -> Iterator[int]:
        """Yield the indexes of all blocks in calendars that do not withdraw their events."""
        for calendar, frame in zip(self._slices.calendars, self.frames, strict=True):
            if not frame.cancels:
                yield from range(calendar.first, calendar.stop)

    def fresh_indexes(self) -> list[int]:
        """Return the indexes of the blocks that are not known."""
        known = self.known_ids
        fresh = {index for index, number in enumerate(self.ids) if number not in known}
        return [index for index in self.indexes() if index in fresh] if fresh else []

    def live_ids(self) -> frozenset[int]:
        """Return the numbers of the blocks of `indexes`."""
        if not any(frame.cancels for frame in self.frames):
            return frozenset(self.ids)
        return frozenset(self.ids[index] for index in self.indexes())

    def indexes_of(self, numbers: frozenset[int]) -> dict[int, list[int]]:
        """Return where the blocks of these numbers stand; equal blocks share a number."""
        found: dict[int, list[int]] = {}
        for index in self.indexes() if numbers else ():
            if self.ids[index] in numbers:
                found.setdefault(self.ids[index], []).append(index)
        return found

    def frame_of(self, index: int) -> CalendarFrame:
        """Return the calendar of a block."""
        return self.frames[bisect_right(self._firsts, index) - 1]


def _what_it_is(body: bytes) -> str:
    start = body[:_SNIFFED].lower()
    if not start.strip():
        return _EMPTY
    if b"<html" in start or b"<!doctype" in start or b"<head" in start:
        return _WEB_PAGE
    return _NO_CALENDAR
