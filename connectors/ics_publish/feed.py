"""Events → the bytes of a feed (RFC 5545 with the calendar properties of RFC 7986)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar
from icalendar.prop import vDuration

from connectors.calendar_event import EventDraft
from connectors.ics_publish.event_component import event_component
from connectors.ics_publish.event_times import in_utc, publishable_times
from connectors.ics_publish.revisions import published_before, revision_of
from connectors.ics_publish.text_value import clean, text_value
from connectors.ics_publish.time_zones import time_zone_components

PRODUCT_ID = "-//Counterpoint//Published feed//EN"
_REFRESH_INTERVAL = timedelta(hours=1)


def publish(
    drafts: Iterable[EventDraft],
    *,
    calendar_name: str,
    time_zone: ZoneInfo,
    now: datetime,
    previous: bytes | None = None,
) -> bytes:
    """The feed that shows `drafts`; the same arguments give the same bytes.

    `time_zone` is the calendar's: readers are told it, and a day starts by it when events are
    put in order. `now` is aware. `previous` is this feed as published before: an event that
    stands there unchanged keeps its SEQUENCE, DTSTAMP and LAST-MODIFIED, a changed one gets the
    next SEQUENCE and `now`; a previous feed that is broken or not ours counts for nothing.
    Raises ValueError for drafts that share a UID or have none, and for impossible times.
    """
    ordered = sorted(_publishable(drafts), key=lambda draft: _position(draft, time_zone))
    before = published_before(previous, PRODUCT_ID)
    instant = in_utc(now)
    calendar = _calendar(calendar_name, time_zone)
    for zone in time_zone_components(_times(ordered)):
        calendar.add_component(zone)
    for draft in ordered:
        event = event_component(draft)
        revision_of(event, before, instant).put_on(event)
        calendar.add_component(event)
    body: bytes = calendar.to_ical()
    return body


def _publishable(drafts: Iterable[EventDraft]) -> list[EventDraft]:
    """The drafts with publishable times; an error names a draft's place, never its text."""
    publishable: list[EventDraft] = []
    place_of: dict[str, int] = {}
    for place, draft in enumerate(drafts, start=1):
        uid = clean(draft.uid)
        if not uid:
            raise ValueError(f"draft {place} has no UID")
        if uid in place_of:
            raise ValueError(f"drafts {place_of[uid]} and {place} have the same UID")
        place_of[uid] = place
        publishable.append(_with_publishable_times(draft, place))
    return publishable


def _with_publishable_times(draft: EventDraft, place: int) -> EventDraft:
    try:
        start, end = publishable_times(draft.start, draft.end)
    except ValueError as error:
        raise ValueError(f"draft {place}: {error}") from error
    return replace(draft, start=start, end=end)


def _position(draft: EventDraft, time_zone: ZoneInfo) -> tuple[datetime, str]:
    start = draft.start
    if not isinstance(start, datetime):
        start = datetime.combine(start, time.min, time_zone)
    return start.astimezone(UTC), draft.uid


def _times(drafts: Iterable[EventDraft]) -> Iterable[datetime | date]:
    return (moment for draft in drafts for moment in (draft.start, draft.end))


def _calendar(name: str, time_zone: ZoneInfo) -> Calendar:
    calendar = Calendar()
    calendar["PRODID"] = text_value(PRODUCT_ID)
    calendar["VERSION"] = text_value("2.0")
    calendar["CALSCALE"] = text_value("GREGORIAN")
    calendar["METHOD"] = text_value("PUBLISH")
    calendar["NAME"] = calendar["X-WR-CALNAME"] = text_value(name)
    calendar["X-WR-TIMEZONE"] = text_value(time_zone.key)
    calendar["REFRESH-INTERVAL"] = vDuration(_REFRESH_INTERVAL, params={"VALUE": "DURATION"})
    calendar["X-PUBLISHED-TTL"] = vDuration(_REFRESH_INTERVAL)
    return calendar
