r"""A feed cut into calendars and events, without reading what is in them.

The body is cut where it says ``BEGIN:VEVENT``; everything is left as it came, folds and line ends
too, so that a large feed of which little changed costs little more than looking at its bytes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from zlib import adler32, crc32

from connectors.ics_feed.text import canonical

_BEGIN_EVENT = b"\nBEGIN:VEVENT"
_END_EVENT = b"\nEND:VEVENT"
_ENDINGS = (b"\nEND:VEVENT\r", b"\nEND:VEVENT")
_BEGIN_CALENDAR = b"\nBEGIN:VCALENDAR"
_END_CALENDAR = b"\nEND:VCALENDAR"
_STAMP = b"\nDTSTAMP"
_MAX_CALENDARS = 200
"""Feeds have one; zones and platform are looked up for each."""

_FOLD = re.compile(rb"\r?\n[ \t]")
_LONE_CR = re.compile(rb"\r(?!\n)")
_UID = re.compile(rb"\n[Uu][Ii][Dd][ \t]*(?=[;:])")
_ODD = re.compile(
    # a mark that is not in capitals or is folded, or a fold inside of a property's name
    rb"\n(?:(?!BEGIN:|END:)(?:[Bb][Ee][Gg][Ii][Nn]|[Ee][Nn][Dd])[ \t]*:"
    rb"|(?:BEGIN|END):[ \t]*(?![A-Z-]+\r?\n(?![ \t]))"
    rb"|[A-Za-z-]{1,14}\r?\n[ \t])"
)


@dataclass(frozen=True, slots=True)
class CalendarSlice:
    """One VCALENDAR: what stands outside of its events, and which events are in it.

    `first` and `stop` are indexes of events in the whole feed.
    """

    frame: bytes
    first: int
    stop: int

    @property
    def closed(self) -> bool:
        """Whether the calendar is there to its end."""
        return self.frame.rfind(_END_CALENDAR) >= 0


class FeedSlices:
    """The events of a feed, each from behind its BEGIN:VEVENT to the next one, and calendars.

    The body is kept whole; of a large feed few events are ever looked at.
    """

    def __init__(self, body: bytes) -> None:
        """Cut `body`; what stands before the first calendar is ignored."""
        self._body = body
        self._starts = [match.end() for match in re.finditer(_BEGIN_EVENT, body)]
        stops = [start - len(_BEGIN_EVENT) for start in self._starts[1:]]
        self._stops = [*stops, len(body)] if self._starts else []
        outside = self._cut_outside()
        self.outside = [text for _, text in outside]
        calendars = _calendars(outside, len(self._starts))
        self.calendars = tuple(calendars[:_MAX_CALENDARS])
        self.all_calendars = len(calendars) <= _MAX_CALENDARS
        self.ids = _block_ids(body, self._starts, self._stops)

    def part(self, index: int) -> bytes:
        """Return the bytes of an event."""
        return self._body[self._starts[index] : self._stops[index]]

    def is_plain(self, index: int) -> bool:
        """Whether an event, its marks included, can be cut as it is."""
        return is_plain(_BEGIN_EVENT + self.part(index) + b"\n")

    @property
    def is_plain_outside(self) -> bool:
        """Whether what stands outside of the events could be cut as it is."""
        return all(is_plain(_END_EVENT + text + b"\n") for text in self.outside)

    def _cut_outside(self) -> list[tuple[int, bytes]]:
        """Cut off what stands behind events and return it, with the number of events before it."""
        body = self._body
        head = body[: self._starts[0] - len(_BEGIN_EVENT)] if self._starts else body
        outside = [(0, b"\n" + head.removeprefix(b"\xef\xbb\xbf"))]
        for index, (start, stop) in enumerate(zip(self._starts, self._stops, strict=True)):
            if not body.endswith(_ENDINGS, start, stop):
                end = body.find(_END_EVENT, start, stop)
                if end < 0:
                    continue  # cut off; its last line may be half a line
                self._stops[index] = (
                    end + len(_END_EVENT) + body.startswith(b"\r", end + len(_END_EVENT))
                )
                outside.append((index + 1, body[end + len(_END_EVENT) : stop]))
        return outside


def is_plain(body: bytes) -> bool:
    """Whether the body can be cut as it is: usual line ends, marks in capitals, whole names."""
    return is_of_octets(body) and _LONE_CR.search(body) is None and _ODD.search(body) is None


def is_of_octets(body: bytes) -> bool:
    """Whether the body is not in UTF-16."""
    return not body.startswith((b"\xff\xfe", b"\xfe\xff"))


def _calendars(outside: list[tuple[int, bytes]], events: int) -> list[CalendarSlice]:
    """Cut what stands outside of events, given with the number of events before it."""
    frames: list[list[bytes]] = []
    firsts: list[int] = []
    for before, text in outside:
        found = canonical(text).split(_BEGIN_CALENDAR)
        if frames:
            frames[-1].append(found[0])
        for begun in found[1:]:
            frames.append([begun])
            firsts.append(before)
    stops = [*firsts[1:], events]
    return [
        CalendarSlice(b"".join(frame), first, stop)
        for frame, first, stop in zip(frames, firsts, stops, strict=False)
    ]


def _block_ids(body: bytes, starts: list[int], stops: list[int]) -> list[int]:
    """Number the events by content, DTSTAMP left out, with 64 bits.

    Two checksums rather than a cryptographic digest: it costs less on small machines, and a feed
    that wanted to deceive its own reader would not need a collision for it.
    """
    view, find = memoryview(body), body.find
    ids: list[int] = []
    for start, stop in zip(starts, stops, strict=True):
        stamp = find(_STAMP, start, stop)
        end = find(b"\n", stamp + 1, stop)
        # A lone CR ends a line, too: what stands behind it is no stamp.
        if stamp < 0 or end < 0 or find(b"\r", stamp, end - 1) >= 0:
            part = view[start:stop]
            ids.append(crc32(part) << 32 | adler32(part))
            continue
        before, after = view[start:stamp], view[end:stop]
        ids.append(crc32(after, crc32(before)) << 32 | adler32(after, adler32(before)))
    return ids


def uid_of(part: bytes) -> bytes:
    """Return the value of the first UID line, unfolded, empty where there is none."""
    match = _UID.search(part)
    if match is None:
        return b""
    begin = match.start()
    end = part.find(b"\n", begin + 1)
    while part[end + 1 : end + 2] in (b" ", b"\t"):
        end = part.find(b"\n", end + 1)
    line = part[begin + 1 : end if end >= 0 else len(part)]
    if b"\n" in line:
        line = _FOLD.sub(b"", line)
    return line.partition(b":")[2].strip()


def event_text(part: bytes) -> tuple[bytes, bool]:
    r"""Return the canonical text of the event from ``\nBEGIN`` on, and whether it was closed."""
    text = canonical(_BEGIN_EVENT.lstrip() + part)
    end = text.find(_END_EVENT + b"\n")
    return (text[: end + len(_END_EVENT) + 1], True) if end >= 0 else (text, False)
