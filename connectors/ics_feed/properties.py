"""The scheduling properties of a VEVENT, as icalendar reads them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any, NamedTuple

from icalendar import Event
from icalendar.prop import vDDDTypes, vRecur

from connectors.ics_feed.moment import BadComponent, Moment, ZoneOf

_USUAL = re.compile(
    r"(DTSTART|DTEND|RECURRENCE-ID|RRULE)((?:;[A-Z-]+=[A-Za-z0-9_/+.\- ]+)*):([0-9A-Z;=,+\-]+)"
)
_USUAL_DATE = {
    None: re.compile(r"[0-9]{8}(?:T[0-9]{6}Z?)?"),
    "DATE": re.compile(r"[0-9]{8}"),
    "DATE-TIME": re.compile(r"[0-9]{8}T[0-9]{6}Z?"),
}
_TZID = re.compile(r";\s*TZID\s*=", re.IGNORECASE)
"""Renamed, so that icalendar reads wall-clock time and the meaning of the TZID is ours."""
_EMPTY = re.compile(r"\s*(RRULE|RDATE|DTEND|DURATION|SEQUENCE)[^:]*:\s*", re.IGNORECASE)
"""Lines without a value that may be taken as absent; an empty DTSTART or EXDATE may not."""
_PERIOD_OF_DAYS = re.compile(r"[:,]\d{8}/")
_LONGEST_LINE = 60_000
"""Characters: more than three thousand dates, ten years of every day."""


class DateValue(NamedTuple):
    """A date, time or period as icalendar reads it, and the TZID it is meant in."""

    value: object
    tzid: str | None

    def moment(self, zone_of: ZoneOf) -> Moment:
        """Return the moment in its zone; raise BadComponent where it is none."""
        if isinstance(self.value, date):
            return in_zone(self.value, self.tzid, zone_of)
        raise BadComponent("a date of it is none")


def in_zone(moment: Moment, tzid: str | None, zone_of: ZoneOf) -> Moment:
    """Put a wall-clock time in its zone; a Z at its end beats the TZID."""
    if not isinstance(moment, datetime):
        return moment
    if moment.tzinfo is not None:
        return moment.replace(tzinfo=UTC)
    return moment.replace(tzinfo=zone_of(tzid))


class Properties:
    """The scheduling lines of one VEVENT, parsed."""

    def __init__(self, lines: Sequence[str]) -> None:
        """Parse the lines; raise BadComponent where one makes no sense."""
        if max(map(len, lines), default=0) > _LONGEST_LINE:
            raise BadComponent("it has more dates or rules than can be meant")
        self._found = _usual(lines) or _parsed(lines)

    def values(self, name: str) -> list[DateValue]:
        """Return the dates of a property, from all of its lines."""
        return [
            DateValue(value.dt, line.params.get("X-TZID"))
            for line in self._lines(name)
            for value in getattr(line, "dts", [line])
        ]

    def moments(self, name: str, zone_of: ZoneOf) -> Iterator[Moment]:
        """Yield the moments of a property."""
        return (value.moment(zone_of) for value in self.values(name))

    def single(self, name: str, zone_of: ZoneOf) -> Moment | None:
        """Return the moment of a property that may come once; raise BadComponent."""
        values = self.values(name)
        if len(values) > 1:
            raise BadComponent(f"it has more than one {name}")
        return values[0].moment(zone_of) if values else None

    def duration(self) -> object:
        """Return what DURATION says, None where there is none; raise BadComponent."""
        lines = self._lines("DURATION")
        if len(lines) > 1:
            raise BadComponent("it has more than one DURATION")
        return lines[0].dt if lines else None

    def rules(self) -> list[Mapping[str, list[object]]]:
        """Return the parts of each RRULE."""
        return self._lines("RRULE")

    def sequence(self) -> int:
        """Return SEQUENCE, 0 where it is no number."""
        try:
            return int(self._lines("SEQUENCE")[0])
        except (TypeError, ValueError, IndexError):
            return 0

    def is_this_and_future(self) -> bool:
        """Whether the override stands for all instances from its own on."""
        ranges = (line.params.get("RANGE", "") for line in self._lines("RECURRENCE-ID"))
        return any(str(each).upper() == "THISANDFUTURE" for each in ranges)

    def _lines(self, name: str) -> list[Any]:
        found = self._found.get(name)
        return found if isinstance(found, list) else [] if found is None else [found]


class _Usual(NamedTuple):
    """A date of the usual form, with the attributes of icalendar's own."""

    dt: object
    params: Mapping[str, str]


def _usual(lines: Sequence[str]) -> Mapping[str, object] | None:
    """Read lines of the usual form one by one, None where any of them is not.

    icalendar's reader of whole components takes ten times as long, for the same values.
    """
    found: dict[str, object] = {}
    for line in lines:
        match = _USUAL.fullmatch(line)
        if line == "SEQUENCE:0":
            continue
        if match is None or match[1] in found:
            return None
        params = dict(each.split("=") for each in match[2].split(";")[1:])
        value = _usual_value(match[1], params, match[3])
        if value is None:
            return None
        found[match[1]] = value
    return found


def _usual_value(name: str, params: dict[str, str], value: str) -> object:
    try:
        if name == "RRULE":
            return None if params else vRecur.from_ical(value)
        form = _USUAL_DATE.get(params.get("VALUE"))
        if form is None or not form.fullmatch(value):
            return None
        params["X-TZID"] = params.pop("TZID", None)  # type: ignore[arg-type]
        return _Usual(vDDDTypes.from_ical(value), params)  # type: ignore[no-untyped-call]
    except ValueError:
        return None


def _parsed(lines: Sequence[str]) -> Event:
    """Read the lines as a component; raise BadComponent, which says which line is bad."""
    filled = [_TZID.sub(";X-TZID=", line, count=1) for line in lines if not _EMPTY.fullmatch(line)]
    try:
        event = Event.from_ical("\r\n".join(["BEGIN:VEVENT", *filled, "END:VEVENT", ""]))
    except (ValueError, TypeError, LookupError, AttributeError, OverflowError):
        raise BadComponent("a line of it cannot be read") from None
    if not isinstance(event, Event):
        raise BadComponent("a line of it cannot be read")
    if any(_PERIOD_OF_DAYS.search(line) for line in filled):
        raise BadComponent("its RDATE has a period that does not begin at a time")
    for name, _ in event.errors:
        if name != "SEQUENCE":
            raise BadComponent(f"its {name} cannot be read" if name else "a line cannot be read")
    return event
