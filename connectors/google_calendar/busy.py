"""Busy time alone, of calendars whose events are not for us to read."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from pydantic import ValidationError

from connectors.calendar_event import CalendarEvent
from connectors.errors import CalendarGone, SourceUnavailable
from connectors.google_calendar.client import GoogleClient
from connectors.google_calendar.cursor import busy_cursor
from connectors.google_calendar.event_model import BusyCalendar, BusySpan, FreeBusy
from connectors.ports import ReadResult, TimeWindow

if TYPE_CHECKING:
    from googleapiclient._apis.calendar.v3 import FreeBusyRequest

_UNKNOWN = frozenset({"notFound", "forbidden"})
_NOT_SHOWN = "Google does not show its busy time; see whether it is shared with this account"
_NOT_NOW = "Google cannot tell its busy time just now; it is tried again later"


def busy_spans(client: GoogleClient, calendar_id: str, window: TimeWindow) -> ReadResult:
    """The spans in which the owner of the calendar is busy, each as an event without words.

    Raises:
        CallFailed: not even that may be read.
        ConnectorError: Google cannot be asked, or knows no such calendar.
    """
    asked: FreeBusyRequest = {
        "timeMin": window.start.isoformat(),
        "timeMax": window.end.isoformat(),
        "items": [{"id": calendar_id}],
    }
    answer = client.run(client.service.freebusy.query(body=asked))
    try:
        calendars = FreeBusy.model_validate(answer).calendars
    except ValidationError:
        what = "Google's answer is not in the form that it documents; it is tried again later"
        raise SourceUnavailable(client.label, what) from None
    found = calendars.get(calendar_id) or next(iter(calendars.values()), None)
    if found is None or (found.errors and not _is_unknown(found)):
        raise SourceUnavailable(client.label, _NOT_NOW)
    if found.errors:
        raise CalendarGone(client.label, _NOT_SHOWN)
    spans = tuple(_event(each) for each in found.busy)
    return ReadResult(spans, window, cursor=busy_cursor(window), whole=True)


def _is_unknown(calendar: BusyCalendar) -> bool:
    return all(each.reason in _UNKNOWN for each in calendar.errors)


def _event(span: BusySpan) -> CalendarEvent:
    start, end = _utc(span.start), _utc(span.end)
    name = f"busy {start:%Y%m%dT%H%M%SZ} {end:%Y%m%dT%H%M%SZ}"
    return CalendarEvent(uid=name, start=start, end=end)


def _utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC)
