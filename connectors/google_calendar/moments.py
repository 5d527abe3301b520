"""Google's way to say a day or an instant, and ours."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, cast
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from connectors.google_calendar.event_model import GoogleMoment

if TYPE_CHECKING:
    from googleapiclient._apis.calendar.v3 import EventDateTime

Moment = datetime | date


class NoTime(ValueError):
    """The event has no time that can be read."""


def moment_of(said: GoogleMoment | None, default_zone: ZoneInfo, floating: ZoneInfo) -> Moment:
    """The day, or the instant in its own zone; raise NoTime where there is neither."""
    if said is None:
        raise NoTime("a time is missing")
    if said.instant is None:
        if said.day is None:
            raise NoTime("a time is missing")
        return said.day
    if said.instant.tzinfo is None:
        return said.instant.replace(tzinfo=zone_named(said.time_zone, floating))
    return said.instant.astimezone(zone_named(said.time_zone, default_zone))


def usual_end(start: Moment) -> Moment:
    """The end of an event that names none (RFC 5545, 3.6.1)."""
    return start if isinstance(start, datetime) else start + timedelta(days=1)


def recurrence_id_of(said: GoogleMoment | None, event_id: str) -> str:
    """The original start of an instance in iCalendar's form.

    Without it, the id of the instance tells: it ends with the original start.
    """
    if said is not None and said.day is not None:
        return f"{said.day:%Y%m%d}"
    if said is not None and said.instant is not None and said.instant.tzinfo is not None:
        return f"{said.instant.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    return event_id.rpartition("_")[2]


def new_moment(moment: Moment) -> EventDateTime:
    """The moment for an event that is not there yet."""
    if not isinstance(moment, datetime):
        return {"date": moment.isoformat()}
    zone = zone_name(moment)
    said: EventDateTime = {"dateTime": moment.isoformat()}
    return {**said, "timeZone": zone} if zone else said


def said_as(moment: Moment, zone: str | None = None) -> EventDateTime:
    """The moment for a patch, whatever stood there before: a day leaves no time behind.

    `zone` is named where the event is to have one of its own; else the one that stands there stays.
    """
    nothing = cast("str", None)  # null takes a part away; the library's types do not know that
    if not isinstance(moment, datetime):
        return {"date": moment.isoformat(), "dateTime": nothing}
    said: EventDateTime = {"dateTime": moment.isoformat(), "date": nothing}
    return {**said, "timeZone": zone} if zone else said


def zone_name(moment: Moment) -> str | None:
    """The name of the zone in which an instant is meant, where it has one."""
    zone = moment.tzinfo if isinstance(moment, datetime) else None
    return zone.key if isinstance(zone, ZoneInfo) else None


def zone_named(name: str | None, default: ZoneInfo) -> ZoneInfo:
    """The zone of that name, or the default where there is none of it."""
    if not name:
        return default
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return default
