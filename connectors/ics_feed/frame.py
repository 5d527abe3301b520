"""What a VCALENDAR says of itself, outside of its events: method, producer, zones."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, tzinfo
from functools import cached_property

from connectors.ics_feed.dialects import Platform
from connectors.ics_feed.digest import digest
from connectors.ics_feed.moment import ZoneOf
from connectors.ics_feed.recurrence import Span
from connectors.ics_feed.text import decode
from connectors.ics_feed.time_zones import ZoneBook, named_zone
from connectors.ports import TimeWindow


class CalendarFrame:
    """The lines of one VCALENDAR outside of its events."""

    def __init__(self, frame: bytes, window: TimeWindow, default_zone: tzinfo) -> None:
        """Read the frame; floating times are in its X-WR-TIMEZONE, else in `default_zone`."""
        self._text = decode(frame)
        self._zones = ZoneBook(self._text, _span(window))
        named = self._value("X-WR-TIMEZONE")
        self._floating = (self._zones.zone(named) if named else None) or default_zone
        self.unknown_zones: dict[str, None] = {}
        self.platform: Platform | None = None

    @cached_property
    def digest(self) -> str:
        """Names what in the frame decides how events are read; stamps and names do not."""
        zones = self._text.split("\nBEGIN:VTIMEZONE\n")[1:]
        parts = [self._value("METHOD"), self._value("X-WR-TIMEZONE"), self.producer, *zones]
        return digest("\n".join(parts).encode())

    @cached_property
    def cancels(self) -> bool:
        """Whether METHOD:CANCEL makes every event a withdrawn one (RFC 5546, 3.2.5)."""
        return self._value("METHOD").upper() == "CANCEL"

    @property
    def producer(self) -> str:
        """PRODID, lower case."""
        return self._value("PRODID").lower()

    def zone_of(self, tzid: str | None) -> tzinfo:
        """Return the zone of a TZID; what nobody knows is floating, and noted."""
        if tzid is None:
            return self._floating
        zone = self._zones.zone(tzid)
        if zone is None:
            self.unknown_zones[tzid] = None
            return self._floating
        return zone

    def zone_of_event(self, texts: Mapping[str, str]) -> ZoneOf:
        """Return `zone_of`, floating times read in the event's own X-USER-TIMEZONE if it has one.

        Runna names the athlete's zone there and nowhere else.
        """
        own = named_zone(texts["X-USER-TIMEZONE"]) if "X-USER-TIMEZONE" in texts else None
        if own is None:
            return self.zone_of
        return lambda tzid: own if tzid is None else self.zone_of(tzid)

    def _value(self, name: str) -> str:
        match = re.search(rf"\n{name}(?:;[^:\n]*)?:([^\n]*)", self._text)
        return match[1].strip() if match else ""


def _span(window: TimeWindow) -> Span:
    start, end = window.start.astimezone(UTC), window.end.astimezone(UTC)
    return Span(start.replace(tzinfo=None), end.replace(tzinfo=None))
