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
from connectors.ics_feed.slicing import FeedSlices, is_of_octets, is_plain
from connectors.ics_feed.text import as_utf8, canonical
from connectors.ics_feed.words import ANSWER, Words
from connectors.ports import TimeWindow

_SNIFFED = 1024


@dataclass(frozen=True, slots=True)
class FeedBody:
    """The bytes of a feed, and what has to be known to read them.

    `label` names the feed where problems are told, `host` tells its platform. `charset` and
    `cut_off` are what the answer said. `address` is a digest: the address itself is secret.
    `words` say what is wrong with it.
    """

    content: bytes
    label: str
    default_zone: tzinfo
    host: str = ""
    charset: str | None = None
    cut_off: bool = False
    address: str = ""
    words: Words = ANSWER

    @property
    def context(self) -> str:
        """What else than the bytes decides how they are read."""
        return digest(f"{self.default_zone}|{self.host}|{self.address}|{self.label}".encode())


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
        plainly = FeedSlices(body) if self._was_plain(body) else None
        if plainly is not None and self._still_plain(plainly):
            slices, self.plain = plainly, True
        else:
            self.plain = is_plain(body)
            slices = FeedSlices(body if self.plain else canonical(body))
        self._slices = slices
        if not slices.calendars:
            raise BadFeed(feed.label, _what_it_is(body, feed.words))
        self.frames = [CalendarFrame(c.frame, window, feed.default_zone) for c in slices.calendars]
        self._firsts = [calendar.first for calendar in slices.calendars]
        labeled = any(is_shared(frame.producer) for frame in self.frames) and has_labels(body)
        for frame in self.frames:
            frame.platform = detect(frame.producer, feed.host, labeled=labeled)
        self.ids = self._numbered()

    def _was_plain(self, body: bytes) -> bool:
        return self._known is not None and self._known.head.plain and is_of_octets(body)

    def _still_plain(self, slices: FeedSlices) -> bool:
        """Whether all that was not there last time can be cut as it is, too."""
        if slices.ids and self._known is not None and pack_ids(slices.ids) == self._known.blocks:
            return slices.is_plain_outside
        there = self.known_ids
        fresh = (index for index, number in enumerate(slices.ids) if number not in there)
        return (
            bool(slices.ids)
            and slices.is_plain_outside
            and all(slices.is_plain(index) for index in fresh)
        )

    def _numbered(self) -> list[int]:
        """Number the blocks; where calendars differ, the same text in another is another block."""
        ids = list(self._slices.ids)
        if len({frame.digest for frame in self.frames}) > 1:
            for calendar, frame in zip(self._slices.calendars, self.frames, strict=True):
                mark = int(frame.digest[:16], 16)
                for index in range(calendar.first, calendar.stop):
                    ids[index] ^= mark
        return ids

    @cached_property
    def known_ids(self) -> frozenset[int]:
        """The numbers of the blocks of the last read."""
        return frozenset() if self._known is None else frozenset(self._known.block_ids())

    def in_known_order(self) -> bool:
        """Whether the blocks that stand do so as often and in the order that they had."""
        before = () if self._known is None else self._known.block_ids()
        there = frozenset(self.ids)
        known = self.known_ids
        return [n for n in before if n in there] == [n for n in self.ids if n in known]

    def content_id(self, index: int) -> int:
        """Return the number of a block's text, in whatever calendar it stands."""
        return self._slices.ids[index]

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
        platforms = [frame.platform or "-" for frame in self.frames]
        digests = [frame.digest for frame in self.frames]
        return digest("|".join([*digests, *platforms, *bounds]).encode())

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


def _what_it_is(body: bytes, words: Words) -> str:
    start = body[:_SNIFFED].lower()
    if not start.strip():
        return words.empty
    if b"<html" in start or b"<!doctype" in start or b"<head" in start:
        return words.web_page
    return words.no_calendar
