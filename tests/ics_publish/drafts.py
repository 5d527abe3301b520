"""Drafts to publish, and feeds read back by two programs that are not ours."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from ical.calendar_stream import IcsCalendarStream
from icalendar import Calendar, Event

from connectors.calendar_event import EventDraft
from connectors.ics_publish import publish

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 1, 4, 18, 30, 15, tzinfo=UTC)


def draft(
    uid: str = "move-1@counterpoint",
    start: datetime | date = datetime(2026, 1, 7, 6, 30, tzinfo=BERLIN),
    end: datetime | date | None = None,
    summary: str = "Tempo run",
    description: str = "",
) -> EventDraft:
    """A draft of an hour, or of a day."""
    length = timedelta(hours=1) if isinstance(start, datetime) else timedelta(days=1)
    return EventDraft(uid, start, end or start + length, summary, description)


def feed_of(
    drafts: Iterable[EventDraft],
    *,
    now: datetime = NOW,
    previous: bytes | None = None,
    calendar_name: str = "Counterpoint",
    time_zone: ZoneInfo = BERLIN,
) -> bytes:
    return publish(
        drafts, calendar_name=calendar_name, time_zone=time_zone, now=now, previous=previous
    )


def calendar_in(feed: bytes) -> Calendar:
    calendar = Calendar.from_ical(feed)
    assert isinstance(calendar, Calendar)
    assert not [error for component in calendar.walk() for error in component.errors]
    return calendar


def events_in(feed: bytes) -> list[Event]:
    return calendar_in(feed).events


def event_in(feed: bytes) -> Event:
    (event,) = events_in(feed)
    return event


def unfolded(feed: bytes) -> list[str]:
    return feed.decode().replace("\r\n ", "").split("\r\n")


def as_shown(text: str) -> str:
    """What can be left of a text: one kind of line end, no controls, whole characters."""
    one_line_end = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(
        "\N{REPLACEMENT CHARACTER}" if unicodedata.category(sign) == "Cs" else sign
        for sign in one_line_end
        if sign in "\t\n" or unicodedata.category(sign) != "Cc"
    )


@dataclass(frozen=True)
class Seen:
    """An event as a reader sees it; instants in UTC, days as dates."""

    uid: str
    start: datetime | date
    end: datetime | date
    summary: str
    description: str
    location: str
    categories: tuple[str, ...]
    status: str
    transparency: str
    sequence: int
    stamp: datetime
    last_modified: datetime


def seen_by_icalendar(feed: bytes) -> list[Seen]:
    return [
        Seen(
            uid=str(event["UID"]),
            start=instant_or_day(event.DTSTART),
            end=instant_or_day(event.DTEND or event.DTSTART),
            summary=str(event.get("SUMMARY", "")),
            description=str(event.get("DESCRIPTION", "")),
            location=str(event.get("LOCATION", "")),
            categories=tuple(str(category) for category in event.categories),
            status=str(event["STATUS"]),
            transparency=str(event["TRANSP"]),
            sequence=int(event.sequence),
            stamp=event.DTSTAMP,
            last_modified=event.LAST_MODIFIED,
        )
        for event in events_in(feed)
    ]


def seen_by_ical(feed: bytes) -> list[Seen]:
    (calendar,) = IcsCalendarStream.from_ics(feed.decode()).calendars
    return [
        Seen(
            uid=str(event.uid),
            start=instant_or_day(event.dtstart),
            end=instant_or_day(event.dtend or event.dtstart),
            summary=event.summary or "",
            description=event.description or "",
            location=event.location or "",
            categories=tuple(event.categories),
            status=event.status.name if event.status else "",
            transparency=str(event.transparency),
            sequence=event.sequence or 0,
            stamp=instant(event.dtstamp),
            last_modified=instant(event.last_modified),
        )
        for event in calendar.events
    ]


def meant_by(draft: EventDraft, sequence: int = 0, stamp: datetime = NOW) -> Seen:
    return Seen(
        uid=as_shown(draft.uid),
        start=instant_or_day(draft.start),
        end=instant_or_day(draft.end),
        summary=as_shown(draft.summary),
        description=as_shown(draft.description),
        location=as_shown(draft.location),
        categories=tuple(filter(None, map(as_shown, draft.categories))),
        status=draft.status.name,
        transparency="OPAQUE" if draft.busy else "TRANSPARENT",
        sequence=sequence,
        stamp=stamp,
        last_modified=stamp,
    )


def instant_or_day(moment: datetime | date | None) -> datetime | date:
    assert moment is not None
    return moment.astimezone(UTC) if isinstance(moment, datetime) else moment


def instant(moment: datetime | date | None) -> datetime:
    assert isinstance(moment, datetime)
    return moment.astimezone(UTC)
