"""Zones that exist only in the feed: a VTIMEZONE as a tzinfo."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

_ZERO = timedelta(0)


@dataclass(frozen=True, slots=True)
class Transition:
    """The instant (naive UTC) at which the offset from UTC changes."""

    at_utc: datetime
    before: timedelta
    after: timedelta


class FeedZone(tzinfo):
    """The zone that a VTIMEZONE describes.

    A time that a jump forward leaves out takes the offset before it, one that comes twice is the
    first of the two unless `fold` says otherwise (RFC 5545, 3.3.5; PEP 495).
    """

    def __init__(self, name: str, transitions: list[Transition], first_offset: timedelta) -> None:
        """Keep the transitions, ascending; before the first, `first_offset` holds."""
        self._name = name
        self._offsets = [first_offset, *(t.after for t in transitions)]
        self._utc = [t.at_utc for t in transitions]
        self._wall_first = [t.at_utc + max(t.before, t.after) for t in transitions]
        self._wall_second = [t.at_utc + min(t.before, t.after) for t in transitions]

    def utcoffset(self, moment: datetime | None) -> timedelta:
        """Return the offset that holds at the wall-clock time `moment`."""
        if moment is None:
            return self._offsets[-1]
        walls = self._wall_second if moment.fold else self._wall_first
        return self._offsets[bisect_right(walls, moment.replace(tzinfo=None, fold=0))]

    def dst(self, moment: datetime | None) -> timedelta:  # noqa: ARG002 (tzinfo's signature)
        """Return nothing to add: the feed's offsets already hold it."""
        return _ZERO

    def tzname(self, moment: datetime | None) -> str:  # noqa: ARG002 (tzinfo's signature)
        """Return the TZID."""
        return self._name

    def fromutc(self, moment: datetime) -> datetime:
        """Return the wall-clock time at the UTC time `moment`."""
        utc = moment.replace(tzinfo=None)
        index = bisect_right(self._utc, utc)
        wall = utc + self._offsets[index]
        second = index > 0 and self._wall_second[index - 1] <= wall < self._wall_first[index - 1]
        return wall.replace(tzinfo=self, fold=int(second and self._shrinks(index)))

    def _shrinks(self, index: int) -> bool:
        return self._offsets[index] < self._offsets[index - 1]

    def __repr__(self) -> str:
        """Return a name for debugging."""
        return f"FeedZone({self._name!r})"
